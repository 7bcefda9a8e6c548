"""Cells of long lists turned into what the book keeps, each different one only once.

A column of a hundred thousand cells holds few different ones: a memo looks each up at the speed
of a dictionary. What the cells mean is decided where it is for single declarations, in
``customs_draft`` and ``values``; a test reads the same lists both ways and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import (
    customs_codes,
    customs_draft,
    customs_labels,
    sheet_workbook,
    values,
)
from jiamao_desktop.importers.layout import squeezed
from jiamao_desktop.importers.sheet_values import is_rounded, text
from jiamao_desktop.importers.sheet_values import shown as left

Raw: TypeAlias = object
"""A cell as the reader of sheets hands it out; an empty one is blank text."""
Kept: TypeAlias = str | int | None
Reader: TypeAlias = Callable[[str], tuple[Kept, tuple[Problem, ...]]]

_MOST = 200_000
"""Different cells remembered of one column; beyond it the memory goes back, not the speed."""
_MARKS = "'\t"
"""What programs put before a number so that it stays text."""
_DIGITS = 15
_EXACT_BELOW = 10.0**_DIGITS
_FEN_DIGITS = 2


class Texts(dict[Raw, str]):
    """What cells say, as a person would read them off the screen."""

    def __missing__(self, cell: Raw) -> str:
        """Read a cell that was not seen before."""
        if len(self) > _MOST:
            self.clear()
        found = self[cell] = shown(cell)
        return found


class Column(dict[Raw, Kept]):
    """The cells of one column as the book keeps them.

    Attributes:
        wrong: What is to be said about a cell, for those that something is wrong with.
    """

    def __init__(
        self, faulty: list[bool], read: Reader, number: Callable[[str], Kept] | None = None
    ) -> None:
        """Say how to read a text, and how a number that needs no such care.

        Args:
            faulty: Is no longer empty as soon as something is wrong with any cell.
            read: Returns what is kept, and what is wrong with it.
            number: Returns ``None`` for a number that ``read`` should see.
        """
        super().__init__()
        self._faulty = faulty
        self._read = read
        self._number = number
        self.wrong: dict[Raw, tuple[Problem, ...]] = {}

    def __missing__(self, cell: Raw) -> Kept:
        """Read a cell that was not seen before."""
        if len(self) > _MOST:
            self.clear()
        if type(cell) is float and self._number is not None and abs(cell) < _EXACT_BELOW:
            found = self._number(f"{cell:.{_DIGITS}g}")
            if found is not None:
                self[cell] = found
                return found
        kept, problems = self._read(shown(cell))
        self[cell] = kept
        if problems:
            self.wrong[cell] = problems
            self._faulty.append(True)
        return kept


def tight(said: str) -> str:
    """Return text without any blank, as ``squeezed`` does; most codes have none to begin with."""
    plain = said.isascii() and said.isprintable() and " " not in said
    return said if plain else squeezed(said)


def shown(cell: Raw) -> str:
    """Return what a cell says; blank for a number that has lost its last digits."""
    if type(cell) is str:
        if ("E" in cell or "e" in cell) and is_rounded(cell):
            return ""
        said = cell.strip()
        return said if said[:1] not in _MARKS else said.lstrip(_MARKS).strip()
    return text(sheet_workbook.cell_of(cell))


def lost(cell: Raw) -> str:
    """Return what is left of a number that has lost its last digits; blank for any other cell."""
    found = sheet_workbook.cell_of(cell)
    return left(found) if is_rounded(found) else ""


def columns(faulty: list[bool]) -> Mapping[str, Column]:
    """Return a column for each field of an item; see ``Column``."""
    codes = customs_codes.tables()
    named = {name: Column(faulty, _plain(squeezed)) for name in _SQUEEZED}
    tidied = {name: Column(faulty, _plain(_tidy)) for name in ("name", "specification")}
    exactly = {name: Column(faulty, _measured(name), _exactly) for name in _MEASURES}
    return {
        **named,
        **tidied,
        **exactly,
        "number": Column(faulty, _ordinal, _whole),
        "hs_code": Column(faulty, _hs_code),
        "total": Column(faulty, _money("total"), _hundredths),
        "total_usd": Column(faulty, _money("total"), _hundredths),
        "currency": Column(faulty, _currency),
        "duty_mode": Column(faulty, _plain(lambda said: codes.name_of(codes.duty, said))),
    }


_SQUEEZED = (
    "unit",
    "origin_country",
    "destination_country",
    "handbook_item",
    "handbook_version",
    "first_unit",
    "second_unit",
)
_MEASURES = ("quantity", "unit_price", "first_quantity", "second_quantity")


def _plain(read: Callable[[str], str]) -> Reader:
    return lambda said: (read(said), ())


def _tidy(said: str) -> str:
    return " ".join(said.split())


def _measured(name: str) -> Reader:
    def read(said: str) -> tuple[Kept, tuple[Problem, ...]]:
        found = values.decimal(said) if said else None
        wrong = (_unreadable(name, said),) if said and found is None else ()
        return None if found is None else str(found), wrong

    return read


def _money(name: str) -> Reader:
    def read(said: str) -> tuple[Kept, tuple[Problem, ...]]:
        found = values.money(said) if said else None
        wrong = (_unreadable(name, said),) if said and found is None else ()
        if not said:
            return "", ()  # told apart from what stands there and is no amount
        return None if found is None else found.fen, wrong

    return read


def _unreadable(name: str, said: str) -> Problem:
    return Problem.of("declaration.unreadable", field=customs_labels.title(name), text=said)


def _exactly(written: str) -> Kept:
    """Return a number as written, unless that is in a way the book does not write it."""
    return None if "e" in written else written


def _whole(written: str) -> Kept:
    return int(written) if written.isdecimal() else None


def _hundredths(written: str) -> Kept:
    """Return an amount in hundredths, unless it goes beyond them."""
    whole, _, part = written.partition(".")
    if len(part) > _FEN_DIGITS or "e" in whole or "e" in part:
        return None
    return int(whole + part.ljust(_FEN_DIGITS, "0"))


def _ordinal(said: str) -> tuple[Kept, tuple[Problem, ...]]:
    found = values.decimal(said)
    return None if found is None else int(found), ()


def _hs_code(said: str) -> tuple[Kept, tuple[Problem, ...]]:
    """Read a commodity code as it is read in a single declaration, with what is said of it."""
    draft = customs_draft.build({}, [{"hs_code": said, "total": "0"}], Origin.SHEET)
    field = draft.lines[0].get("hs_code")
    about = tuple(one for one in draft.warnings if "hs_code" in dict(one.details))
    return str(field.value) if field else "", about


def _currency(said: str) -> tuple[Kept, tuple[Problem, ...]]:
    found = customs_codes.tables().currency_of(said)
    if said and not found:
        return "", (Problem.of("declaration.unknown_currency", item="?", text=said),)
    return found, ()


def as_decimal(kept: Kept) -> Decimal | None:
    """Return a quantity or a price as it was kept."""
    return None if kept is None else Decimal(str(kept))


def as_money(kept: Kept) -> Money | None:
    """Return an amount as it was kept."""
    return Money(kept) if isinstance(kept, int) else None
