"""What every command shares: opening the book, printing, days."""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import getpass
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jiamao_desktop.app import books
from jiamao_desktop.app.environment import PASSPHRASE
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import JiamaoError, MachineError, UserError
from jiamao_desktop.domain.money import Money


def day(text: str) -> dt.date:
    """Read a day of an option."""
    try:
        return parse_day(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(message(error)) from error


def number(text: str) -> int:
    """Read the number of a record, or a count."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是编号。请写成整数，例如 3")
    return int(text)


def words(text: str) -> str:
    """Read words of a person; bytes that are no text cannot be sought or stored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("内容不是 UTF-8 文字。请检查终端的编码") from None
    return text


def say(text: str = "") -> None:
    """Print a line, or several.

    Raises:
        MachineError: ``output.not_written``.
    """
    plain = "\n".join(map(printable, text.split("\n")))
    with _output():
        print(plain)  # noqa: T201 -- this is the screen of a command


def printable(text: str) -> str:
    """Return a text without what would move the cursor, break a row or hide what stands there.

    Names of files and firms are written by strangers.
    """
    return "".join("�" if unicodedata.category(one) in _UNSEEN else one for one in text)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def said_all() -> None:
    """Make sure that everything said has been written.

    Raises:
        MachineError: ``output.not_written``.
    """
    with _output():
        if sys.stdout is not None:
            sys.stdout.flush()


def give_output_up() -> None:
    """Let what could not be written go, or the interpreter fails at it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


@contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        give_output_up()
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise MachineError("output.not_written", reason=reason) from error


def show_json(content: Any) -> None:
    """Print for a script: amounts in fen, days as ISO text; valid on any console."""
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_plain)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(content, indent=2, default=_plain)
    say(text)


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
        if asked_already or sys.stdin is None or not sys.stdin.isatty():
            raise
    return books.open_book(chosen.book, chosen.clock, passphrase=ask_passphrase("账套口令："))


def ask_passphrase(prompt: str) -> str:
    """Ask the person for a passphrase, which is not shown; a script may hand one in.

    Raises:
        UserError: ``passphrase.not_given`` -- there is nobody to ask.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(prompt)
    handed_in = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not handed_in:
        raise UserError("passphrase.not_given")
    return handed_in


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows as columns; a Chinese character takes two places.

    Args:
        rows: The first is the heading.
        right: Columns aligned on the right, for amounts.
    """
    shown = [[printable(text) for text in row] for row in rows]
    widths = [max(_width(row[column]) for row in shown) for column in range(len(shown[0]))]
    for row in shown:
        cells = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - _width(text))
            cells.append(blank + text if column in right else text + blank)
        say("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)  # noqa: PLR2004 -- CJK begins there
