"""The recovery code: 128 random bits that a person can copy from paper.

28 characters of Crockford's alphabet in groups of four, 12 bits of them to catch a slip of
the pen. O is read as 0, I and L as 1; blanks, hyphens and small letters do not matter.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from jiamao_desktop.domain.errors import UserError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_BYTES, _CHECK_BITS, _CHARACTERS, _GROUP = 16, 12, 28, 4


def new_secret() -> bytes:
    """Return the secret of a new code."""
    return secrets.token_bytes(_BYTES)


def code_of(secret: bytes) -> str:
    """Write a secret as a code: ``85P2-YVD3-4MEC-2DP6-XKG1-F64Y-HDHV``."""
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    places = range(_CHARACTERS - 1, -1, -1)
    text = "".join(_ALPHABET[number >> 5 * place & 31] for place in places)
    return "-".join(text[at : at + _GROUP] for at in range(0, _CHARACTERS, _GROUP))


def secret_of(code: str) -> bytes:
    """Read a code as typed.

    Raises:
        UserError: ``recovery.mistyped``.
    """
    text = unicodedata.normalize("NFKC", code).upper().translate(_READ_AS)
    text = "".join(text.split())
    if len(text) != _CHARACTERS or not set(text) <= set(_ALPHABET):
        raise UserError("recovery.mistyped")
    number = 0
    for character in text:
        number = number << 5 | _ALPHABET.index(character)
    secret = (number >> _CHECK_BITS).to_bytes(_BYTES, "big")
    if number & (1 << _CHECK_BITS) - 1 != _check(secret):
        raise UserError("recovery.mistyped")
    return secret


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(secret).digest()[:2], "big") >> 16 - _CHECK_BITS
