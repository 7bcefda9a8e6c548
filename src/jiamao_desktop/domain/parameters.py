"""Figures that a person enters for a measure: read as typed, written as stored."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import ParameterType, ParameterValue


def parse_parameter(kind: ParameterType, text: str) -> ParameterValue:
    """Read a figure: ``"50,000"`` yuan, ``"70%"`` or ``"7/10"``, ``"3"``.

    Raises:
        UserError: ``money.*`` or ``parameter.bad_value`` -- not of its kind, or a ratio
            outside 0 to 1.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match kind:
        case ParameterType.MONEY:
            amount = Money.from_yuan(plain)
            if amount.fen >= 0:
                return amount
        case ParameterType.RATIO:
            ratio = _ratio(plain)
            if ratio is not None and 0 <= ratio <= 1:
                return ratio
        case ParameterType.COUNT:
            if plain.isdecimal():
                return int(plain)
    raise UserError("parameter.bad_value", text=text)


def parameter_text(value: ParameterValue) -> str:
    """Return a figure as it is stored; :func:`parse_parameter` reads it back exactly."""
    if isinstance(value, Fraction):
        percent = value * 100
        return f"{percent}%" if percent.denominator == 1 else str(value)
    return str(value)


def _ratio(plain: str) -> Fraction | None:
    try:
        number = Fraction(plain.removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        return None
    return number / 100 if plain.endswith("%") else number
