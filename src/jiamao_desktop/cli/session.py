"""What every command shares: opening the book, printing, days."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jiamao_desktop.app import books
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.money import Money

PASSPHRASE = "JIAMAO_PASSPHRASE"  # noqa: S105 -- the name of a variable, not a secret


def day(text: str) -> dt.date:
    """Read a day of an option."""
    return dt.date.fromisoformat(text)


def say(text: str = "") -> None:
    """Print a line."""
    print(text)  # noqa: T201 -- this is the screen of a command


def show_json(content: Any) -> None:
    """Print for a script: amounts in fen, days as ISO text."""
    say(json.dumps(content, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> Any:
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


@contextmanager
def opened(chosen: argparse.Namespace) -> Iterator[Workspace]:
    """Open the book that the command is about.

    The passphrase comes from the variable ``JIAMAO_PASSPHRASE``; else the keychain is
    asked, and where that cannot answer, the person.

    Raises:
        UserError: ``book.not_named``, or what :func:`books.open_book` raises.
    """
    if chosen.book is None:
        raise UserError("book.not_named")
    workspace = _open(chosen)
    try:
        yield workspace
    finally:
        workspace.close()


def _open(chosen: argparse.Namespace) -> Workspace:
    given = os.environ.get(PASSPHRASE)
    try:
        return books.open_book(chosen.book, chosen.clock, passphrase=given)
    except JiamaoError as error:
        asked_already = given is not None or not error.code.startswith("keychain.")
        if asked_already or not sys.stdin.isatty():
            raise
    return books.open_book(chosen.book, chosen.clock, passphrase=getpass.getpass("账套口令："))


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows as columns; a Chinese character takes two places.

    Args:
        rows: The first is the heading.
        right: Columns aligned on the right, for amounts.
    """
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - _width(text))
            cells.append(blank + text if column in right else text + blank)
        say("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)  # noqa: PLR2004 -- CJK begins there
