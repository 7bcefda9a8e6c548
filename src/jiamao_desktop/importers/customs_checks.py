"""What on a customs declaration does not add up. Warnings for a person, never corrections.

Source:
    Which 备案号 goes with which 监管方式: ``resources/customs_codes.toml``. The places of
    the 18-digit number: 1-4 customs office, 5-8 year, 9 direction, 10-18 serial.
"""

from __future__ import annotations

import datetime as dt
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
    yield from _check_levy(head)
    yield from _check_duty(head, items)
    yield from _check_papers(head)
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
        return
    allowed = codes.letters_of_levy.get(f"{regime}/{_code(codes.levy, head.get('levy_kind'))}", "")
    allowed = allowed or codes.letters.get(str(regime), letter)
    if letter not in allowed:
        yield Problem.of(
            "declaration.handbook_regime",
            handbook=handbook,
            regime=regime,
            letters="、".join(allowed),
        )


def _check_levy(head: Values) -> Iterator[Problem]:
    """Compare 征免性质 with the usual one of its regime; relief with a certificate is no slip."""
    codes = customs_codes.tables()
    regime, levy = head.get("customs_regime"), head.get("levy_kind")
    usual = codes.levy_of_regime.get(str(regime))
    if usual is None or not isinstance(levy, str):
        return
    code = _code(codes.levy, levy)
    if code != usual and f"{regime}/{code}" not in codes.letters_of_levy:
        yield Problem.of(
            "declaration.levy_unusual", regime=regime, levy=levy, usual=codes.levy[usual]
        )


def _check_duty(head: Values, items: Sequence[Values]) -> Iterator[Problem]:
    """Compare the 征免 of the items with the usual one of the declaration's 征免性质."""
    codes = customs_codes.tables()
    levy = head.get("levy_kind")
    usual = codes.duty_of_levy.get(_code(codes.levy, levy))
    if usual is None:
        return
    other = [
        str(item.get("number", "?"))
        for item in items
        if item.get("duty_mode") not in (None, codes.duty[usual])
    ]
    if other:
        yield Problem.of(
            "declaration.duty_unusual", items="、".join(other), levy=levy, usual=codes.duty[usual]
        )


def _check_papers(head: Values) -> Iterator[Problem]:
    codes = customs_codes.tables()
    needed = codes.papers.get(str(head.get("customs_regime")))
    day = head.get("declared_on")
    if needed is None or not isinstance(day, dt.date) or day > codes.papers_until:
        return
    if needed not in str(head.get("attached_papers", "")):
        yield Problem.of("declaration.paper_missing", regime=head["customs_regime"], paper=needed)


def _code(table: Mapping[str, str], name: Value | None) -> str:
    """Return the code of a name that a draft holds, or the code itself; blank if unknown."""
    return next((code for code, known in table.items() if name in (code, known)), "")


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
