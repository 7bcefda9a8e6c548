"""What does not add up on a 发票. Warns, never blocks: the person has the paper."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from jiamao_desktop.domain.amount_words import parse_amount_words
from jiamao_desktop.domain.draft import Field, Value
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.uscc import LENGTH, parse_uscc
from jiamao_desktop.importers.layout import squeezed

LABELS = {
    "number": "发票号码",
    "code": "发票代码",
    "issued_on": "开票日期",
    "seller": "销售方名称",
    "seller_id": "销售方税号",
    "buyer": "购买方名称",
    "buyer_id": "购买方税号",
    "net": "金额",
    "tax": "税额",
    "gross": "价税合计",
}
"""What fields are called on paper."""

_NEEDED = ("number", "issued_on", "seller", "buyer", "net", "tax", "gross")
_TICKETS = (FapiaoKind.AIR_ITINERARY.value, FapiaoKind.RAIL_TICKET.value)
_DIGITS = (8, 20)
"""Of the number of an older 发票 and of a 数电票."""
_MINOR = Fraction(1)
_MOST_WORDS = 60
_KEPT_IDS = 1024
_MINUS = re.compile(r"\(?负数?\)?")


def check(
    fields: Mapping[str, Field], lines: Sequence[Mapping[str, Field]], words: str, qr: Money | None
) -> Iterator[Problem]:
    """Yield what a person should look at.

    Args:
        fields: Of the draft, merged from all sources.
        lines: Of the draft.
        words: The total in capital numerals, blank if not printed.
        qr: The amount in the QR code, if one was read.
    """
    yield from _missing(fields)
    yield from _number(fields)
    yield from _sums(fields, words, qr)
    for name in ("seller_id", "buyer_id"):
        yield from _tax_id(fields, name)
    yield from _lines(fields, lines)


def _missing(fields: Mapping[str, Field]) -> Iterator[Problem]:
    missing = [LABELS[name] for name in _NEEDED if name not in fields]
    if missing:
        yield Problem.of("fapiao.incomplete", fields="、".join(missing))


def _number(fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Look at the length: a digit may stand off the page or have been lost on the way.

    Tickets are left alone: one on a specimen has another length.
    """
    held, kind = fields.get("number"), fields.get("kind")
    if held is None or (kind is not None and kind.value in _TICKETS):
        return
    if len(str(held.value)) not in _DIGITS:
        yield Problem.of("fapiao.odd_number", number=held.value)


def _sums(fields: Mapping[str, Field], words: str, qr: Money | None) -> Iterator[Problem]:
    net, tax, gross = (_money(fields.get(name)) for name in ("net", "tax", "gross"))
    if net is not None and tax is not None and gross is not None and net + tax != gross:
        yield Problem.of("fapiao.sum_differs", net=net, tax=tax, gross=gross)
    if words and len(words) <= _MOST_WORDS and gross is not None:
        try:
            spelt = parse_amount_words(_as_by_the_rules(words))
        except UserError:
            yield Problem.of("fapiao.words_unreadable", words=words)
        else:
            if gross not in (spelt, -spelt):
                yield Problem.of("fapiao.words_differ", words=words, gross=gross)
    if qr is not None and (net, gross) != (None, None) and qr not in (net, gross):
        yield Problem.of("fapiao.qr_differs", qr=qr, net=net or "", gross=gross or "")


def _as_by_the_rules(words: str) -> str:
    """Write 大写 as the rules would: 发票 print (负数) in front and may omit 整 at the end."""
    plain = _MINUS.sub("负", squeezed(words))
    return f"{plain}整" if plain.endswith(("元", "圆")) else plain


def _tax_id(fields: Mapping[str, Field], name: str) -> Iterator[Problem]:
    """Check the digit of a code of eighteen; older and personal numbers have no such digit."""
    held = fields.get(name)
    if held is None or not isinstance(held.value, str) or len(held.value) != LENGTH:
        return
    if not _is_uscc(held.value):
        yield Problem.of("fapiao.tax_id_check", field=LABELS[name], value=held.value)


@functools.lru_cache(_KEPT_IDS)
def _is_uscc(text: str) -> bool:
    """Tell whether a code passes its own check; a batch names the same few again and again."""
    try:
        parse_uscc(text)
    except UserError:
        return False
    return True


def _lines(fields: Mapping[str, Field], lines: Sequence[Mapping[str, Field]]) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        quantity, price = _decimal(line.get("quantity")), _decimal(line.get("unit_price"))
        amount = _money(line.get("net"))
        if quantity is None or price is None or amount is None:
            continue
        if quantity * price * 100 == amount.fen:
            continue
        exact = Fraction(quantity) * Fraction(price) * 100
        if abs(exact - amount.fen) > _leeway(quantity, price):
            yield Problem.of("fapiao.line_differs", line=number, amount=amount)
    kind = fields.get("kind")
    net = _money(fields.get("net"))
    amounts = [_money(line.get("net")) for line in lines]
    known = [amount for amount in amounts if amount is not None]
    if (
        net is not None
        and known
        and len(known) == len(lines)
        and total(known) != net
        and (kind is None or kind.value != FapiaoKind.RAIL_TICKET.value)
    ):
        yield Problem.of("fapiao.lines_sum_differs", sum=total(known), net=net)


def _leeway(quantity: Decimal, price: Decimal) -> Fraction:
    """Return how far rounding of the printed price and quantity may lead, in fen."""
    return (
        _MINOR
        + abs(Fraction(quantity)) * _half_unit(price) * 100
        + abs(Fraction(price)) * _half_unit(quantity) * 100
    )


def _half_unit(number: Decimal) -> Fraction:
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Fraction(1, 2 * 10**places) if places else Fraction(0)


def _money(held: Field | None) -> Money | None:
    value: Value | None = None if held is None else held.value
    return value if isinstance(value, Money) else None


def _decimal(held: Field | None) -> Decimal | None:
    value: Value | None = None if held is None else held.value
    return value if isinstance(value, Decimal) else None
