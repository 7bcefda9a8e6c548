"""The keys of a book, all from one: 32 random bytes that never leave the program in clear.

``derive`` makes one key per purpose (HKDF-SHA256), so that no key is used twice. ``kek``
makes the key that wraps the book's key from what a person or a keychain holds.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import nacl.exceptions
import nacl.pwhash.argon2id

from jiamao_desktop.domain.errors import MachineError, UserError

KEY_BYTES = 32
SALT_BYTES = 16
Kdf = Mapping[str, str | int]
"""How a slot's key is made, as it stands in the key file."""

_FEWEST_CHARACTERS, _FEWEST_WORDS = 12, 6
_TIMES = range(1, 17)
_KIB = range(19 * 1024, 1024 * 1024 + 1)


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """What one guess of a passphrase costs: Argon2id passes over memory, and the memory."""

    passes: int
    kib: int


COST = PassphraseCost(passes=3, kib=256 * 1024)
"""About two thirds of a second here, and 256 MiB per guess for an attacker."""
LOW_MEMORY_COST = PassphraseCost(passes=4, kib=64 * 1024)
"""For new slots on a machine that cannot give that much memory."""


@dataclass(frozen=True, slots=True)
class BookKeys:
    """The keys of one open book, by purpose."""

    book: str
    database: bytes = field(repr=False)
    files: bytes = field(repr=False)
    filenames: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    envelope: bytes = field(repr=False)
    check: bytes = field(repr=False)

    @property
    def check_value(self) -> bytes:
        """Return what tells the right key from a wrong one without touching the database."""
        return hmac.digest(self.check, self.book.encode(), "sha256")[:16]


def derive(data_key: bytes, book: str) -> BookKeys:
    """Make the keys of a book from its data key."""

    def sub(label: str) -> bytes:
        return hkdf(data_key, salt=book.encode(), info=f"ledger/1/{label}".encode())

    return BookKeys(
        book=book,
        database=sub("sqlcipher"),
        files=sub("files"),
        filenames=sub("filenames"),
        audit=sub("audit"),
        envelope=sub("envelope"),
        check=sub("kcv"),
    )


def hkdf(secret: bytes, *, salt: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    """Derive a key (HKDF-SHA256, RFC 5869)."""
    extracted = hmac.digest(salt, secret, "sha256")
    block, expanded = b"", b""
    while len(expanded) < length:
        number = len(expanded) // hashlib.sha256().digest_size + 1
        block = hmac.digest(extracted, block + info + bytes([number]), "sha256")
        expanded += block
    return expanded[:length]


def hkdf_kdf(salt: bytes) -> Kdf:
    """Return the entry of a slot whose secret is random: a keychain's or a recovery code."""
    return {"alg": "hkdf-sha256", "salt": salt.hex()}


def argon2_kdf(salt: bytes, cost: PassphraseCost) -> Kdf:
    """Return the entry of a slot whose secret is a passphrase."""
    return {
        "alg": "argon2id",
        "v": 19,
        "t": cost.passes,
        "m_kib": cost.kib,
        "p": 1,
        "salt": salt.hex(),
    }


def kek(kdf: Kdf, secret: bytes, purpose: str) -> bytes:
    """Make the key that wraps the data key.

    Args:
        kdf: How, as it stands in the key file: it may have been tampered with.
        secret: The passphrase's bytes, or the random secret.
        purpose: Type of the slot; keeps the keys of different slots apart.

    Raises:
        UserError: ``keyfile.altered`` -- the parameters are not ones this program writes;
            refused before any memory is taken.
        MachineError: ``passphrase.not_enough_memory``.
    """
    salt = _salt(kdf)
    if kdf == hkdf_kdf(salt):
        return hkdf(secret, salt=salt, info=f"ledger-keys/1/{purpose}".encode())
    cost = PassphraseCost(passes=_number(kdf, "t"), kib=_number(kdf, "m_kib"))
    if kdf != argon2_kdf(salt, cost) or cost.passes not in _TIMES or cost.kib not in _KIB:
        raise UserError("keyfile.altered")
    try:
        return nacl.pwhash.argon2id.kdf(
            KEY_BYTES, secret, salt, opslimit=cost.passes, memlimit=cost.kib * 1024
        )
    except (MemoryError, nacl.exceptions.RuntimeError) as error:
        raise MachineError("passphrase.not_enough_memory", mib=cost.kib // 1024) from error


def _salt(kdf: Kdf) -> bytes:
    text = kdf.get("salt")
    if not isinstance(text, str) or not re.fullmatch(r"[0-9a-f]{32}", text):
        raise UserError("keyfile.altered")
    return bytes.fromhex(text)


def _number(kdf: Kdf, name: str) -> int:
    value = kdf.get(name)
    if type(value) is not int:
        raise UserError("keyfile.altered")
    return value


def passphrase_bytes(passphrase: str) -> bytes:
    """Return a passphrase as the key derivation takes it.

    Full-width letters and digits, as input methods leave them, are the same as plain ones.
    Bytes of a terminal that are no text are a passphrase like any other.
    """
    return unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass")


def check_passphrase(passphrase: str) -> None:
    """Refuse a new passphrase that is too short; nothing else is imposed.

    Raises:
        UserError: ``passphrase.too_short`` -- fewer than twelve characters and than six words.
    """
    plain = unicodedata.normalize("NFKC", passphrase)
    if len(plain) < _FEWEST_CHARACTERS and len(plain.split()) < _FEWEST_WORDS:
        raise UserError("passphrase.too_short", characters=_FEWEST_CHARACTERS, words=_FEWEST_WORDS)
