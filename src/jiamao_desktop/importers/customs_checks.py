"""What on a customs declaration does not add up. Warnings for a person, never corrections.

Source:
    Which 备案号 goes with which 监管方式: ``resources/customs_codes.toml``. The places of
    the 18-digit number: 1-4 customs office, 5-8 year, 9 direction, 10-18 serial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Value
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.uscc import parse_uscc
from jiamao_desktop.importers import customs_codes

_NUMBER: Final = re.compile(r"\d{8}[01IE]\d{9}")
_HANDBOOK: Final = re.compile(r"[A-Z][0-9A-Z]{11}")
_CUSTOMS_CODE: Final = re.compile(r"[0-9A-Z]{10}")
_HALF_PRICE_STEP: Final = Decimal("0.00005")
"""Unit prices are declared to four places."""
_HALF_FEN: Final = Decimal("0.005")
_FLAGS: Final = {
    "0": Direction.EXPORT,
    "E": Direction.EXPORT,
    "1": Direction.IMPORT,
    "I": Direction.IMPORT,
}

Values = Mapping[str, Value]


def direction_of(number: str) -> Direction | None:
    """Return the direction that the ninth place of a 海关编号 tells.

    >>> direction_of("530120250000123456")
    <Direction.EXPORT: 'export'>
    """
    return _FLAGS[number[8]] if _NUMBER.fullmatch(number) else None


def check(head: Values, items: Sequence[Values]) -> Iterator[Problem]:
    """Yield a warning for everything that contradicts itself or a code table."""
    yield from _check_number(head)
    yield from _check_party(head)
    yield from _check_regime(head)
    if not items:
        yield Problem.of("declaration.no_items")
    for item in items:
        yield from _check_price(item)


def matches(quantity: Decimal, unit_price: Decimal, total: Money) -> bool:
    """Tell whether a total is quantity times price, as far as the price is exact.

    >>> matches(Decimal(1000), Decimal("0.62"), Money(62000))
    True
    """
    slack = abs(quantity) * _HALF_PRICE_STEP + _HALF_FEN
    return abs(quantity * unit_price - Decimal(total.fen) / 100) <= slack


def _check_number(head: Values) -> Iterator[Problem]:
    number = head.get("number")
    if not isinstance(number, str):
        yield Problem.of("declaration.no_number")
        return
    if not _NUMBER.fullmatch(number):
        yield Problem.of("declaration.bad_number", number=number)
        return
    stated = head.get("direction")
    if stated is not None and direction_of(number) is not stated:
        yield Problem.of("declaration.direction_differs", number=number)


def _check_party(head: Values) -> Iterator[Problem]:
    """Check the code of the domestic party; older files give customs' own ten digits."""
    code = head.get("domestic_code")
    if not isinstance(code, str) or _CUSTOMS_CODE.fullmatch(code):
        return
    try:
        parse_uscc(code)
    except UserError:
        yield Problem.of("declaration.bad_party_code", uscc=code)


def _check_regime(head: Values) -> Iterator[Problem]:
    codes = customs_codes.tables()
    regime, name = head.get("customs_regime"), head.get("customs_regime_name")
    if regime not in codes.regime and (regime or name):
        yield Problem.of("declaration.unknown_regime", regime=regime or name)
    handbook = head.get("handbook")
    if not isinstance(handbook, str):
        return
    letter = handbook[0]
    if not _HANDBOOK.fullmatch(handbook) or letter not in codes.handbook:
        yield Problem.of("declaration.bad_handbook", handbook=handbook)
    elif isinstance(regime, str) and letter not in codes.letters.get(regime, letter):
        yield Problem.of(
            "declaration.handbook_regime",
            handbook=handbook,
            regime=regime,
            letters="、".join(codes.letters[regime]),
        )


def _check_price(item: Values) -> Iterator[Problem]:
    quantity, price, total = item.get("quantity"), item.get("unit_price"), item.get("total")
    if not isinstance(total, Money):
        yield Problem.of("declaration.no_total", item=item.get("number", "?"))
        return
    if not (isinstance(quantity, Decimal) and isinstance(price, Decimal)):
        return
    if not matches(quantity, price, total):
        yield Problem.of(
            "declaration.price_differs",
            item=item.get("number", "?"),
            quantity=quantity,
            price=price,
            total=total,
        )
