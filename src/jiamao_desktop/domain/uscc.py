"""统一社会信用代码: eighteen characters, the last of which proves the others."""

from __future__ import annotations

from typing import Final

from jiamao_desktop.domain.errors import UserError

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Thirty-one characters; I, O, S, V and Z are left out as easily misread."""

LENGTH: Final = 18


def check_character(body: str) -> str:
    """Return the check character that completes a code.

    Each character's position in :data:`ALPHABET` is weighted by a power of three; the
    check character brings the sum to a multiple of thirty-one.

    Args:
        body: The first seventeen characters, upper case.

    Raises:
        ValueError: A character outside the alphabet. Callers normalise first, so this
            is a bug and not something to show a person.

    Source:
        GB 32100-2015 《法人和其他组织统一社会信用代码编码规则》, 附录 A.

    >>> check_character("91350211M00013F5Q")
    '5'
    """
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return ALPHABET[-total % 31]


def parse_uscc(text: str) -> str:
    """Return a code as the registry writes it.

    Raises:
        UserError: ``uscc.length``, ``uscc.character`` or ``uscc.check`` -- the last
            almost always means that two characters were swapped or misread.
    """
    code = text.strip().upper()
    if len(code) != LENGTH:
        raise UserError("uscc.length", text=text)
    if bad := sorted(set(code) - set(ALPHABET)):
        raise UserError("uscc.character", text=text, bad="".join(bad))
    if code[-1] != check_character(code[:-1]):
        raise UserError("uscc.check", text=text)
    return code
