"""Long lists of customs declarations on their way into a book, block by block."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.draft import Origin, PackedRows, TableReading
from jiamao_desktop.storage import blocks, provenance, rows, triggers
from jiamao_desktop.storage.blocks import Header, Image
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import SqlValue

_HEADS, _ITEMS = "declaration", "declaration_item"
_COLUMNS = {"total": "total_hundredths"}
"""Fields that live in a column of another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of a list.

    Attributes:
        declarations: How many were stored. items: How many items with them.
        known: How many the book had already; they were left as they are.
    """

    declarations: int
    items: int
    known: int


def store(
    db: Database,
    table: TableReading,
    *,
    read: Provenance = TYPED,
    document: DocumentId | None = None,
) -> Stored:
    """Store a list, all but the declarations that the book has. Inside an operation.

    Raises:
        ValueError: The packed rows are not what they say.
    """
    known = known_among(db, table)
    heads, items = table.heads, table.rows
    if known:
        heads, items = _without(table, known)
    first = _next_id(db, _HEADS)
    _insert(db, _HEADS, heads, lambda one: {**_origin(one, read), "document": document}, {})
    _insert(db, _ITEMS, items, lambda _: {}, {"declaration": first})
    return Stored(
        declarations=sum(one.count for one in heads),
        items=sum(one.count for one in items),
        known=len(known),
    )


def known_among(db: Database, table: TableReading) -> frozenset[int]:
    """Return the places of those declarations of a list whose numbers the book has."""
    found: set[int] = set()
    for one, start in zip(table.heads, _starts(table.heads), strict=True):
        numbers = blocks.unpacked(one.packed)[one.fields.index("number")]
        places = {number: place for place, number in enumerate(numbers, start=start)}
        there = db.conn.execute(
            f"SELECT number FROM declaration WHERE number IN ({rows.marks(places)}) "  # noqa: S608 -- question marks
            "AND number <> ''",
            list(places),
        )
        found.update(places[number] for [number] in there)
    return frozenset(found)


def traders(table: TableReading) -> Mapping[tuple[str, str], int]:
    """Return who traded in a list: 境内收发货人 and who made or used the goods, how often each."""
    found: Counter[tuple[str, str]] = Counter()
    for one in table.heads:
        columns = dict(zip(one.fields, blocks.unpacked(one.packed), strict=True))
        sides = [
            columns.get(name) or [one.same.get(name) or ""] * one.count
            for name in ("domestic_party", "consumer")
        ]
        found.update(
            (str(trader or ""), str(user or "")) for trader, user in zip(*sides, strict=True)
        )
    return found


def _insert(
    db: Database,
    table: str,
    packed: Sequence[PackedRows],
    same: Callable[[PackedRows], dict[str, SqlValue]],
    shift: dict[str, int],
) -> None:
    first = _next_id(db, table)
    with triggers.silent(db, table, "insert"):
        for one in packed:
            columns = tuple(_COLUMNS.get(name, name) for name in one.fields)
            alike = {_COLUMNS.get(name, name): value for name, value in one.same.items()}
            header = Header(columns=columns, same={**alike, **same(one)}, shift=shift)
            blocks.insert(db, table, first, header, Image(one.packed, one.count))
            first += one.count


def _origin(one: PackedRows, read: Provenance) -> dict[str, SqlValue]:
    """Return where some declarations came from; every field of a list is a cell of a sheet."""
    filled = [*one.fields, *(name for name, value in one.same.items() if value not in {"", None})]
    origins = read.origins or dict.fromkeys(filled, Origin.SHEET)
    values = provenance.values(dataclasses.replace(read, origins=origins))
    return dict(zip(provenance.COLUMNS, values, strict=True))


def _next_id(db: Database, table: str) -> int:
    """Return the id that the next row gets: one more than any row ever had."""
    row = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name=?", [table]).fetchone()
    return int(row[0]) + 1 if row else 1


def _without(
    table: TableReading, known: frozenset[int]
) -> tuple[list[PackedRows], list[PackedRows]]:
    """Return the heads and items of a list without those of some declarations."""
    places: dict[SqlValue, int] = {}
    heads: list[PackedRows] = []
    for one, start in zip(table.heads, _starts(table.heads), strict=True):
        wanted = [place not in known for place in range(start, start + one.count)]
        for place in itertools.compress(range(start, start + one.count), wanted):
            places[place] = len(places)
        heads += _kept(one, wanted)
    items: list[PackedRows] = []
    for one in table.rows:
        columns = blocks.unpacked(one.packed)
        at = one.fields.index("declaration")
        wanted = [place in places for place in columns[at]]
        columns[at] = [places.get(place, 0) for place in columns[at]]
        items += _kept(dataclasses.replace(one, packed=blocks.packed(columns)), wanted)
    return heads, items


def _starts(packed: Sequence[PackedRows]) -> Iterator[int]:
    start = 0
    for one in packed:
        yield start
        start += one.count


def _kept(packed: PackedRows, wanted: Sequence[bool]) -> list[PackedRows]:
    """Return the wanted ones of some rows, packed again; nothing if there are none."""
    if not any(wanted):
        return []
    columns = [list(itertools.compress(one, wanted)) for one in blocks.unpacked(packed.packed)]
    again = blocks.packed(columns)
    return [dataclasses.replace(packed, count=sum(wanted), packed=again)]
