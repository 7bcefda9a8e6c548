"""Text of a voucher turned into values, or into nothing when it is not one."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers.layout import squeezed

_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})(?!\d)")
_AMOUNT = re.compile(r"[-\u2212]?[¥￥]?[-\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:元)?")
_FEN_DIGITS = 2
_RATE = re.compile(r"\d{1,2}(?:\.\d+)?%|免税|不征税|\*{3}|出口零税率|普通零税率")
_MOST_DIGITS = 30
_MOST_RATE = 1


def money(text: str) -> Money | None:
    """Read an amount such as ``¥-1,234.50``; zeros beyond fen are dropped."""
    plain = squeezed(text).replace("\u2212", "-").replace("¥", "").removesuffix("元")
    whole, point, part = plain.partition(".")
    if len(part) > _FEN_DIGITS:
        if part[_FEN_DIGITS:].strip("0"):
            return None
        part = part[:_FEN_DIGITS]
    try:
        return Money.from_yuan(whole + (point + part if part else ""))
    except UserError:
        return None


def looks_like_money(text: str) -> bool:
    """Tell whether a word could be an amount."""
    return _AMOUNT.fullmatch(squeezed(text)) is not None


def decimal(text: str) -> Decimal | None:
    """Read a quantity or a unit price, exactly as many digits as written.

    ``1E999999999`` is short to write and would fill the memory as a whole number: no number.
    """
    plain = squeezed(text).replace(",", "").replace("¥", "")
    if not plain or len(plain) > _MOST_DIGITS:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS else None


def per_cent(share: Decimal) -> Decimal:
    """Return a share as per cent, written as people write it: 10, and not 1E+1.

    >>> per_cent(Decimal("0.10"))
    Decimal('10')
    """
    return Decimal(f"{(share * 100).normalize():f}")


def date(text: str) -> dt.date | None:
    """Read a date: ``2020年10月10日``, ``2025-03-12 10:00:00``, ``2019 05 13``, ``20190513``."""
    match = _DATE.search(text)
    if match is None:
        match = re.search(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)", text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def rate(text: str) -> str:
    """Return a tax rate as 发票 print it: ``0.13`` becomes ``13%``; blank if it is none."""
    plain = squeezed(text)
    if _RATE.fullmatch(plain):
        return plain
    number = decimal(plain)
    if number is None or not 0 <= number < _MOST_RATE:
        return ""
    return f"{(number * 100).normalize():f}%"
