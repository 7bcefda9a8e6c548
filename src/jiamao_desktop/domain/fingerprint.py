"""Fingerprints of claimed lines: equal for equal lines, and mute about everything else.

Consultants keep the books of many firms on one computer. Whether two of them use the same line
of a 发票 can be seen from keyed fingerprints, without either book being opened. Without the key,
which never leaves the computer, a fingerprint cannot even be tried out.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

_VERSION = "1"
SIZE = 32
"""Bytes of a fingerprint, and of a key."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A fingerprint, and that of the book it is in."""

    line: bytes
    book: bytes


def of_line(key: bytes, code: str, number: str, line: int, fen: int) -> bytes:
    """Return the fingerprint of a line of a 发票.

    Args:
        key: Of this computer.
        code: Of the 发票, blank for a 数电票.
        number: Of the 发票.
        line: Place of the line, from one; nought for the whole.
        fen: What the line comes to.
    """
    return _keyed(key, f"{_VERSION}|line|{code}|{number}|{line}|{fen}")


def of_book(key: bytes, book: str) -> bytes:
    """Return the fingerprint of a book, by its id."""
    return _keyed(key, f"{_VERSION}|book|{book}")


def _keyed(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def collisions(own: Iterable[bytes], book: bytes, marks: Iterable[Mark]) -> frozenset[bytes]:
    """Return those of a book's own lines that another book has, too; not which one."""
    elsewhere = {mark.line for mark in marks if mark.book != book}
    return frozenset(own) & elsewhere


def noted(own: Iterable[bytes], book: bytes, marks: Iterable[Mark]) -> frozenset[Mark]:
    """Return the marks with just these for a book; those of other books stay."""
    others = {mark for mark in marks if mark.book != book}
    return frozenset(others | {Mark(line, book) for line in own})
