"""Rows that come by the hundred thousand: the journal keeps one image for up to a thousand.

An image is the rows as JSON, column by column, packed by zlib, just as whoever read the file
made it; the header beside it says which columns they are and what all rows share. Undoing a
block and doing it again are blocks too, which name the first one instead of repeating its
image. A row that is edited later is journalled by itself, like any other.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import rows, triggers
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import SqlValue

Column = Sequence[SqlValue]

_MOST_BYTES = 16 << 20
"""Far more than a thousand honest rows take; an image made to hurt ends here."""
_COLUMNS = """
    SELECT block.id, block.tx, block.after, block.tbl, block.op, block.first_rid, block.n,
           coalesce(block.header, whole.header), coalesce(block.image, whole.image),
           coalesce(block.of, block.id)
    FROM audit_block AS block LEFT JOIN audit_block AS whole ON whole.id = block.of"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a block knows of its rows beside their image.

    Attributes:
        columns: The columns of the image, in order.
        same: Columns that hold one and the same in every row.
        shift: Columns whose values are to be raised by a number: ids counted from nought.
    """

    columns: Sequence[str]
    same: Mapping[str, SqlValue] = field(default_factory=dict)
    shift: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Image:
    """Rows packed, and how many they are."""

    packed: bytes
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block as the journal has it.

    Attributes:
        after: The last change of a single row that came before it.
        op: ``I``: its rows came; ``D``: they went.
        of: The block that holds the image; itself unless it repeats another.
    """

    id: int
    tx: int
    after: int
    table: str
    op: str
    first: int
    header: str
    image: Image
    of: int

    @property
    def ids(self) -> range:
        """Return the ids of its rows."""
        return range(self.first, self.first + self.image.count)

    @property
    def digest(self) -> str:
        """Return the digest of its image."""
        return hashlib.sha256(self.image.packed).hexdigest()

    @property
    def sealed(self) -> tuple[Any, ...]:
        """Return what the chain of the journal covers."""
        known = (self.id, self.tx, self.after, self.table, self.op, self.first, self.image.count)
        return (*known, self.of, self.header, self.digest)


def packed(columns: Sequence[Column]) -> bytes:
    """Return the image of some rows, given column by column."""
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def unpacked(image: bytes) -> list[Column]:
    """Return the columns of an image.

    Raises:
        ValueError: It is none, or one made to hurt.
    """
    try:
        packer = zlib.decompressobj()
        text = packer.decompress(image, _MOST_BYTES)
    except zlib.error as error:
        raise ValueError("image") from error
    if not packer.eof:
        raise ValueError("image")
    found = json.loads(text)
    return list(found)


def insert(db: Database, table: str, first: int, header: Header, image: Image) -> None:
    """Insert the rows of an image and journal them as one block.

    Inside an operation, and inside ``triggers.silent`` for this table's inserts.

    Raises:
        ValueError: The image does not hold so many rows.
    """
    _insert_rows(db, table, first, header, image)
    rest = [
        name
        for name in triggers.columns(db, table)
        if name not in {"id", *header.columns, *header.same}
    ]
    text = json.dumps(
        {
            "columns": list(header.columns),
            "same": dict(header.same),
            "shift": dict(header.shift),
            "rest": rest,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    _record(db, (table, "I", first, image.count, text, image.packed, None))


def of_operation(db: Database, number: int) -> list[Block]:
    """Return the blocks of an operation, in their order."""
    return _found(db, "WHERE block.tx=? ORDER BY block.id", [number])


def ranges(db: Database, number: int, table: str, op: str) -> list[range]:
    """Return the ids of the rows of a table that came or went as blocks of an operation."""
    found = db.conn.execute(
        "SELECT first_rid, n FROM audit_block WHERE tx=? AND tbl=? AND op=? ORDER BY id",
        [number, table, op],
    )
    return [range(first, first + count) for first, count in found]


def reverse(db: Database, blocks: Sequence[Block]) -> None:
    """Take blocks back, one after the other, if their rows are still what they made of them.

    Raises:
        UserError: ``undo.changed_since``.
    """
    for (table, op), together in itertools.groupby(blocks, key=lambda one: (one.table, one.op)):
        with triggers.silent(db, table, "insert" if op == "D" else "delete"):
            for block in together:
                _reverse(db, block)


def _reverse(db: Database, block: Block) -> None:
    header = _header(block.header)
    if block.op == "D":
        _refuse(block.table, _first_live(db, block))
        _insert_rows(db, block.table, block.first, header, block.image)
    else:
        _refuse(block.table, _first_changed(db, block, header))
        db.conn.execute(
            f"DELETE FROM {block.table} WHERE id BETWEEN ? AND ?",  # noqa: S608 -- from the journal
            [block.ids[0], block.ids[-1]],
        )
    op = "I" if block.op == "D" else "D"
    _record(db, (block.table, op, block.first, block.image.count, None, None, block.of))


Event = tuple[int, tuple[int, int], dict[str, Any] | None, dict[str, Any] | None]
"""A row, the place of a change in time, its image before and its image after."""


def events(db: Database, table: str) -> Iterator[Event]:
    """Yield what blocks did to each row of a table, by row and time."""
    whole: dict[int, list[Block]] = {}
    for block in _found(db, "WHERE block.tbl=? ORDER BY block.first_rid, block.id", [table]):
        whole.setdefault(block.of, []).append(block)
    for story in whole.values():
        header = _header(story[0].header)
        blank = _defaults(db, table, _rest(story[0].header))
        names = _names(header)
        for row in _full(header, story[0].first, unpacked(story[0].image.packed)):
            number = int(row[0] or 0)
            image = dict(zip(("id", *names), row, strict=True)) | blank
            for block in story:
                came = block.op == "I"
                before, after = (None, image) if came else (image, None)
                yield number, (block.after, block.id), before, after


def _record(db: Database, values: tuple[Any, ...]) -> None:
    db.conn.execute(
        "INSERT INTO audit_block (tx, after, tbl, op, first_rid, n, header, image, of) VALUES "
        "((SELECT tx FROM audit_now), (SELECT coalesce(max(id), 0) FROM audit_change), "
        "?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def _found(db: Database, rest: str, parameters: Sequence[SqlValue]) -> list[Block]:
    return [
        Block(
            id=number,
            tx=tx,
            after=after,
            table=table,
            op=op,
            first=first,
            header=header,
            image=Image(bytes(image), count),
            of=of,
        )
        for number, tx, after, table, op, first, count, header, image, of in db.conn.execute(
            f"{_COLUMNS} {rest}", parameters
        )
    ]


def _header(text: str) -> Header:
    known = json.loads(text)
    return Header(columns=known["columns"], same=known["same"], shift=known["shift"])


def _rest(text: str) -> list[str]:
    """Return the columns that the rows left as they are by default."""
    return list(json.loads(text)["rest"])


def _names(header: Header) -> tuple[str, ...]:
    return (*header.columns, *header.same)


def _full(header: Header, first: int, found: list[Column]) -> Iterator[tuple[SqlValue, ...]]:
    """Return the rows of an image with their ids and what they share."""
    columns = list(found)
    for name, by in header.shift.items():
        place = header.columns.index(name)
        columns[place] = [int(value or 0) + by for value in columns[place]]
    same = map(itertools.repeat, header.same.values())
    return zip(itertools.count(first), *columns, *same, strict=False)


def _insert_rows(db: Database, table: str, first: int, header: Header, image: Image) -> None:
    found = unpacked(image.packed)
    if len(found) != len(header.columns) or set(map(len, found)) != {image.count}:
        raise ValueError(table)
    rows.insert_many(db, table, ("id", *_names(header)), _full(header, first, found))


def _first_live(db: Database, block: Block) -> int | None:
    """Return a row that stands where those of a block should come back."""
    row = db.conn.execute(
        f"SELECT min(id) FROM {block.table} WHERE id BETWEEN ? AND ?",  # noqa: S608 -- from the journal
        [block.ids[0], block.ids[-1]],
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _first_changed(db: Database, block: Block, header: Header) -> int | None:
    """Return the first row that is not what the block made of it."""
    table, span = block.table, [block.ids[0], block.ids[-1]]
    names = ", ".join(("id", *_names(header)))
    live = db.conn.execute(
        f"SELECT {names} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id",  # noqa: S608 -- from the journal
        span,
    ).fetchall()
    known = {row[0]: row for row in live}
    for row in _full(header, block.first, unpacked(block.image.packed)):
        if known.get(row[0]) != row:
            return int(row[0] or 0)
    rest = _defaults(db, table, _rest(block.header))
    touched = " OR ".join(f"{name} IS NOT ?" for name in rest) or "0"
    row = db.conn.execute(
        f"SELECT id FROM {table} WHERE id BETWEEN ? AND ? AND ({touched}) ORDER BY id LIMIT 1",  # noqa: S608 -- from the journal
        [*span, *rest.values()],
    ).fetchone()
    return int(row[0]) if row else None


def _defaults(db: Database, table: str, names: Sequence[str]) -> dict[str, Any]:
    """Return what columns hold that nobody filled in, by the schema as it is."""
    known = db.conn.execute("SELECT name, dflt_value FROM pragma_table_info(?)", [table])
    written = {name: default for name, default in known if name in names}
    values = db.conn.execute(
        "SELECT " + (", ".join(default or "NULL" for default in written.values()) or "1")
    ).fetchone()
    return dict(zip(written, values, strict=False))


def _refuse(table: str, row: int | None) -> None:
    if row is not None:
        raise UserError("undo.changed_since", table=table, row=row)
