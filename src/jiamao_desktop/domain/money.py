"""Money as a whole number of fen. Rounding has a name and happens once."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.errors import UserError

_YUAN = re.compile(r"([-\u2212])?[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?(?:元)?")
_SHOWN_DECIMALS = 4
_MOST_FEN = 10**17
"""A quadrillion yuan: beyond it a typed number is a slip, and SQLite's integers are near."""


class Rounding(StrEnum):
    """How an exact amount becomes fen; every use names its source."""

    DOWN_TO_FEN = "down_to_fen"
    HALF_UP_TO_FEN = "half_up_to_fen"
    DOWN_TO_YUAN = "down_to_yuan"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of CNY, held as a whole number of fen (1 yuan = 100 fen).

    >>> Money.from_yuan("1,234.5") + Money(50)
    Money(fen=123500)
    >>> str(Money(123500))
    '1,235.00'
    """

    fen: int

    @classmethod
    def from_yuan(cls, text: str) -> Money:
        """Read an amount as people type it: ``"1,234.50"``, ``"1234.5"``, ``"-3"``.

        Full-width digits and punctuation, as a Chinese input method leaves them, are
        read as their plain forms.

        Raises:
            UserError: ``money.bad_format`` -- not a number, or finer than one fen;
                ``money.too_large``.
        """
        match = _YUAN.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match is None:
            raise UserError("money.bad_format", text=text)
        sign, yuan, fen = match.groups()
        whole = int(yuan.replace(",", "")) * 100 + int((fen or "0").ljust(2, "0"))
        if whole > _MOST_FEN:
            raise UserError("money.too_large", text=text)
        return cls(-whole if sign else whole)

    @classmethod
    def rounded(cls, exact_fen: Fraction, rounding: Rounding) -> Money:
        """Round an exact number of fen once, by the rule's own rounding."""
        match rounding:
            case Rounding.DOWN_TO_FEN:
                return cls(math.floor(exact_fen))
            case Rounding.HALF_UP_TO_FEN:
                return cls(math.floor(exact_fen + Fraction(1, 2)))
            case Rounding.DOWN_TO_YUAN:
                return cls(math.floor(exact_fen / 100) * 100)

    def __add__(self, other: Money) -> Money:
        """Return the sum."""
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        """Return the difference."""
        return Money(self.fen - other.fen)

    def __neg__(self) -> Money:
        """Return the amount with the other sign."""
        return Money(-self.fen)

    def __bool__(self) -> bool:
        """Tell whether there is anything at all."""
        return self.fen != 0

    def __str__(self) -> str:
        """Return the amount as people read it: ``1,235.00``."""
        sign = "-" if self.fen < 0 else ""
        yuan, fen = divmod(abs(self.fen), 100)
        return f"{sign}{yuan:,}.{fen:02d}"


ZERO = Money(0)

Exact = int | Fraction
"""An exact number of fen; whole ones stay whole numbers, which add up many times faster."""


def total(amounts: Iterable[Money]) -> Money:
    """Add amounts up; nothing is nought."""
    return Money(sum(amount.fen for amount in amounts))


def added(amounts: Iterable[Exact]) -> Exact:
    """Add exact amounts up: the whole ones first, which are many, then the broken ones."""
    every = list(amounts)
    broken = [amount for amount in every if type(amount) is not int]
    if not broken:
        return sum(every)
    return sum(amount for amount in every if type(amount) is int) + sum(broken)


def exact_text(exact_fen: Fraction) -> str:
    """Return an exact amount in yuan: all its decimals, or ``≈`` when they go on.

    >>> exact_text(Fraction(370370)), exact_text(Fraction(3703701, 10))
    ('3,703.70', '3,703.701')
    """
    if exact_fen.denominator == 1:
        return str(Money(exact_fen.numerator))
    scale = 10**_SHOWN_DECIMALS
    scaled = exact_fen * scale / 100
    near = round(scaled)
    whole, part = divmod(abs(near), scale)
    digits = f"{part:0{_SHOWN_DECIMALS}d}".rstrip("0").ljust(2, "0")
    sign = "-" if near < 0 else ""
    return f"{'' if near == scaled else '≈ '}{sign}{whole:,}.{digits}"
