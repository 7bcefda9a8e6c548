"""The key file's content: the book's data key, wrapped once for each way to open it.

Slots: what the keychain holds, the passphrase, the recovery code on paper. A slot is sealed
together with the book's id, its own id, type and key derivation, so none can be swapped or
weakened. ``kcv`` tells a wrong key from a damaged database without touching it; ``mac`` covers
the whole file once the key is known; ``sum`` is a plain digest, so that a damaged file is told
from a wrong passphrase before any key is.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import nacl.exceptions
from nacl import bindings

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import keys
from jiamao_desktop.storage.keys import BookKeys, Kdf

_FORMAT, _VERSION = "ledger-keys", 1
_NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_SEALED_BYTES = keys.KEY_BYTES + bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES


class SlotType(StrEnum):
    """The ways to open a book."""

    KEYCHAIN = "keychain"
    PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a slot, not a secret
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The data key wrapped by one secret."""

    id: str
    type: SlotType
    created: str
    kdf: Kdf
    nonce: bytes
    ct: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands in ``book.keys.json``: nothing secret in clear, and no client's name.

    Attributes:
        generation: One more at every writing.
        header_salt: First 16 bytes of ``book.db``; mends a damaged file header.
    """

    book: str
    generation: int
    header_salt: bytes
    slots: tuple[Slot, ...]
    kcv: bytes = b""
    mac: bytes = b""

    def slot(self, kind: SlotType) -> Slot | None:
        """Return the slot of a type, or ``None``."""
        return next((slot for slot in self.slots if slot.type is kind), None)

    def with_slot(self, new: Slot) -> Envelope:
        """Return the envelope with a slot in place of the one of the same type."""
        return dataclasses.replace(self, slots=(*self.without_slot(new.type).slots, new))

    def without_slot(self, kind: SlotType) -> Envelope:
        """Return the envelope without the slot of a type."""
        kept = tuple(slot for slot in self.slots if slot.type is not kind)
        return dataclasses.replace(self, slots=kept)


def wrap(
    data_key: bytes, book: str, kind: SlotType, secret: bytes, *, kdf: Kdf, created: str
) -> Slot:
    """Make a slot that opens with ``secret``."""
    empty = Slot(
        id=secrets.token_hex(4),
        type=kind,
        created=created,
        kdf=kdf,
        nonce=secrets.token_bytes(_NONCE_BYTES),
        ct=b"",
    )
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        data_key, _bound_to(empty, book), empty.nonce, keys.kek(kdf, secret, kind)
    )
    return dataclasses.replace(empty, ct=sealed)


def unwrap(slot: Slot, book: str, secret: bytes) -> bytes | None:
    """Return the data key, or ``None`` if the secret is not the one the slot was made with."""
    key = keys.kek(slot.kdf, secret, slot.type)
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            slot.ct, _bound_to(slot, book), slot.nonce, key
        )
    except nacl.exceptions.CryptoError:
        return None


def seal(envelope: Envelope, book_keys: BookKeys) -> Envelope:
    """Return the envelope of the next generation, with check value and MAC."""
    new = dataclasses.replace(
        envelope, generation=envelope.generation + 1, kcv=book_keys.check_value
    )
    return dataclasses.replace(new, mac=_mac(new, book_keys))


def is_authentic(envelope: Envelope, book_keys: BookKeys) -> bool:
    """Tell whether the whole envelope is as this program last wrote it."""
    return hmac.compare_digest(envelope.mac, _mac(envelope, book_keys))


def opens(envelope: Envelope, book_keys: BookKeys) -> bool:
    """Tell whether these are the keys of the book the envelope is for."""
    return hmac.compare_digest(envelope.kcv, book_keys.check_value)


def to_json(envelope: Envelope) -> bytes:
    """Write an envelope as the key file's content."""
    content = _content(envelope) | {"mac": envelope.mac.hex()}
    return _canonical(content | {"sum": _sum(content)}) + b"\n"


def from_json(text: bytes) -> Envelope:
    """Read a key file's content strictly.

    Raises:
        UserError: ``keyfile.newer`` -- written by a newer program; ``keyfile.altered``.
    """
    try:
        content = json.loads(text)
        if content["format"] == _FORMAT and content["version"] > _VERSION:
            raise UserError("keyfile.newer")
        envelope = Envelope(
            book=str(content["book"]),
            generation=int(content["generation"]),
            header_salt=_hex(content["db"]["header_salt"], keys.SALT_BYTES),
            slots=tuple(_slot(entry) for entry in content["slots"]),
            kcv=_hex(content["kcv"], 16),
            mac=_hex(content["mac"], 32),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UserError("keyfile.altered") from error
    # Written again it must be the same: so nothing was left out, added or altered.
    if json.loads(to_json(envelope)) != content:
        raise UserError("keyfile.altered")
    return envelope


def recovery_text(envelope: Envelope) -> str:
    """Return what the recovery sheet prints, so that paper alone opens the database."""
    slot = envelope.slot(SlotType.RECOVERY)
    entries = [] if slot is None else [_entry(slot)]
    return _canonical(_content(envelope) | {"slots": entries}).decode()


def from_recovery_text(text: str) -> Envelope:
    """Read what a recovery sheet prints: an envelope with one slot and no MAC yet.

    Raises:
        UserError: ``recovery.bad_sheet``.
    """
    try:
        content = json.loads("".join(text.split()))
        whole = content | {"mac": bytes(32).hex()}
        return from_json(_canonical(whole | {"sum": _sum(whole)}))
    except (ValueError, TypeError, UserError) as error:
        raise UserError("recovery.bad_sheet") from error


def _content(envelope: Envelope) -> dict[str, Any]:
    """Return everything the MAC covers."""
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "book": envelope.book,
        "generation": envelope.generation,
        "db": {
            "driver": "sqlcipher4",
            "page": 4096,
            "header_salt": envelope.header_salt.hex(),
        },
        "slots": [_entry(slot) for slot in envelope.slots],
        "kcv": envelope.kcv.hex(),
    }


def _entry(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "type": str(slot.type),
        "created": slot.created,
        "kdf": dict(slot.kdf),
        "nonce": slot.nonce.hex(),
        "ct": slot.ct.hex(),
    }


def _slot(entry: dict[str, Any]) -> Slot:
    return Slot(
        id=str(entry["id"]),
        type=SlotType(entry["type"]),
        created=str(entry["created"]),
        kdf=dict(entry["kdf"]),
        nonce=_hex(entry["nonce"], _NONCE_BYTES),
        ct=_hex(entry["ct"], _SEALED_BYTES),
    )


def _hex(text: str, length: int) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != length:
        raise ValueError(text)
    return value


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _bound_to(slot: Slot, book: str) -> bytes:
    kdf = _canonical(dict(slot.kdf)).decode()
    return f"{_FORMAT}/{_VERSION}|{book}|{slot.id}|{slot.type}|{kdf}".encode()


def _mac(envelope: Envelope, book_keys: BookKeys) -> bytes:
    return hmac.digest(book_keys.envelope, _canonical(_content(envelope)), "sha256")


def _sum(content: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(content)).hexdigest()
