"""How records become rows and rows become records, once for every record type.

A ``Shape`` follows the type hints of a frozen dataclass: ``Money`` is an integer of fen in a
column ``<name>_fen``, a day is ISO text, a ``Decimal`` is text (SQLite would make it a float
and lose digits), an enumeration is its value. Fields that are tuples live in a table of their
own and are handed over by the caller.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
import types
import typing
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage.database import Database

Record = TypeVar("Record")
SqlValue = str | int | None
Converter = Callable[[Any], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    name: str
    column: str
    stored: Converter
    restored: Converter


class Shape(Generic[Record]):
    """The fields of a record type and the columns they live in.

    Attributes:
        columns: In the order of the record's fields, without ``id``.
    """

    def __init__(
        self,
        table: str,
        record: type[Record],
        *,
        columns: Mapping[str, str] | None = None,
        apart: Sequence[str] = (),
    ) -> None:
        """Read the type hints of a record.

        Args:
            table: Name of the table.
            record: A frozen dataclass.
            columns: Field name to column name, where the rule does not fit.
            apart: Fields kept in tables of their own.
        """
        self.table = table
        self._record = record
        hints = typing.get_type_hints(record)
        fields = dataclasses.fields(typing.cast("type[Any]", record))
        names = [field.name for field in fields if field.name not in apart]
        self._fields = [_field(name, hints[name], columns or {}) for name in names]
        self.columns = tuple(field.column for field in self._fields)
        self.selected = ", ".join(f"{table}.{column}" for column in ("id", *self.columns))

    def row(self, record: Record) -> list[SqlValue]:
        """Return the values of a record, in the order of ``columns``."""
        return [field.stored(getattr(record, field.name)) for field in self._fields]

    def record(self, values: Sequence[SqlValue], **apart: object) -> Record:
        """Build the record from the values of ``columns``."""
        fields = {
            field.name: field.restored(value)
            for field, value in zip(self._fields, values, strict=True)
        }
        return self._record(**fields, **apart)


def _field(name: str, hint: Any, columns: Mapping[str, str]) -> _Field:
    kind, optional = _plain(hint)
    stored, restored = _converters(name, kind)
    if optional and stored is not _same:
        stored, restored = _unless_none(stored), _unless_none(restored)
    column = f"{name}_fen" if kind is Money else name
    return _Field(name, columns.get(name, column), stored, restored)


def _converters(name: str, kind: Any) -> tuple[Converter, Converter]:
    """Return how values of a kind are stored, and how they are restored."""
    known: dict[Any, tuple[Converter, Converter]] = {
        str: (_same, _same),
        int: (_same, _same),
        bool: (int, bool),
        Money: (_fen, Money),
        Decimal: (str, Decimal),
        dt.date: (dt.date.isoformat, dt.date.fromisoformat),
    }
    if kind in known:
        return known[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str, kind
    raise TypeError(f"{name}: no column for {kind}")


def _plain(hint: Any) -> tuple[Any, bool]:
    """Strip ``| None`` and ``NewType`` from a hint."""
    optional = False
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        [kind] = [part for part in typing.get_args(hint) if part is not types.NoneType]
        hint, optional = kind, True
    while isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    return hint, optional


def _same(value: Any) -> Any:
    return value


def _fen(money: Money) -> int:
    return money.fen


def _unless_none(convert: Converter) -> Converter:
    return lambda value: None if value is None else convert(value)


def insert(db: Database, table: str, columns: Sequence[str], values: Sequence[SqlValue]) -> int:
    """Insert one row and return its id."""
    cursor = db.conn.execute(_insert_sql(table, columns), values)
    assert cursor.lastrowid is not None  # noqa: S101 -- every table has an INTEGER PRIMARY KEY
    return cursor.lastrowid


def insert_many(
    db: Database, table: str, columns: Sequence[str], rows: Iterable[Sequence[SqlValue]]
) -> None:
    """Insert many rows with one prepared statement."""
    db.conn.executemany(_insert_sql(table, columns), rows)


def update(
    db: Database, table: str, row_id: int, columns: Sequence[str], values: Sequence[SqlValue]
) -> bool:
    """Overwrite a row's columns and tell whether the row was there."""
    settings = ", ".join(f"{column}=?" for column in columns)
    sql = f"UPDATE {table} SET {settings} WHERE id=?"  # noqa: S608 -- names come from shapes
    return db.conn.execute(sql, [*values, row_id]).rowcount == 1


def delete(db: Database, table: str, row_id: int) -> bool:
    """Delete a row and tell whether it was there."""
    sql = f"DELETE FROM {table} WHERE id=?"  # noqa: S608 -- names come from shapes
    return db.conn.execute(sql, [row_id]).rowcount == 1


def marks(values: Collection[object]) -> str:
    """Return as many question marks as there are values: ``?,?,?``."""
    return ",".join("?" * len(values))


def _insert_sql(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(columns)
    return f"INSERT INTO {table} ({names}) VALUES ({marks(columns)})"  # noqa: S608 -- see above


def id_list(ids: Iterable[int]) -> str:
    """Return ids as JSON, to be read by ``json_each(?)``: any number of them, one parameter."""
    return json.dumps(list(ids))


def id_array(db: Database, sql: str, parameters: Sequence[SqlValue]) -> array[int]:
    """Return the ids a query selects: eight bytes each."""
    return array("q", itertools.chain.from_iterable(db.conn.execute(sql, parameters)))


def get_many(db: Database, shape: Shape[Record], ids: Iterable[int]) -> dict[int, Record]:
    """Return records by id, in the order asked; one that is not there is absent."""
    wanted = list(ids)
    found = {number: shape.record(values) for number, *values in _selected(db, shape, wanted)}
    return {number: found[number] for number in wanted if number in found}


def get_with(
    db: Database, shape: Shape[Record], ids: Iterable[int], **parts: tuple[Shape[Any], str]
) -> dict[int, Record]:
    """Return records with the fields that live in tables of their own.

    Args:
        db: Any connection.
        shape: Of the records.
        ids: Of the records.
        parts: Field to the shape of its records and the column that names the parent.
    """
    wanted = list(ids)
    apart = {field: children(db, part, parent, wanted) for field, (part, parent) in parts.items()}
    found = {
        number: shape.record(
            values, **{field: part.get(number, ()) for field, part in apart.items()}
        )
        for number, *values in _selected(db, shape, wanted)
    }
    return {number: found[number] for number in wanted if number in found}


def _selected(db: Database, shape: Shape[Any], ids: list[int]) -> Iterable[Any]:
    sql = (
        f"SELECT {shape.selected} FROM {shape.table} "  # noqa: S608 -- names come from shapes
        "WHERE id IN (SELECT value FROM json_each(?))"
    )
    return db.conn.execute(sql, [id_list(ids)])


def children(
    db: Database, shape: Shape[Record], parent: str, ids: Iterable[int]
) -> dict[int, tuple[Record, ...]]:
    """Return the records that belong to each parent, in their order.

    Args:
        db: Any connection.
        shape: Of the records.
        parent: Column that names the parent's id.
        ids: Parents; one without children is absent from the answer.
    """
    table = shape.table
    sql = (
        f"SELECT {parent}, {', '.join(shape.columns)} FROM {table} "  # noqa: S608 -- see above
        f"WHERE {parent} IN (SELECT value FROM json_each(?)) ORDER BY {parent}, position"
    )
    found: dict[int, list[Record]] = {}
    for number, *values in db.conn.execute(sql, [id_list(ids)]):
        found.setdefault(number, []).append(shape.record(values))
    return {number: tuple(records) for number, records in found.items()}


def set_children(
    db: Database, shape: Shape[Record], parent: str, number: int, records: Sequence[Record]
) -> None:
    """Make these the records that belong to a parent; write nothing if they are already."""
    if children(db, shape, parent, [number]).get(number, ()) == tuple(records):
        return
    db.conn.execute(f"DELETE FROM {shape.table} WHERE {parent}=?", [number])  # noqa: S608 -- see above
    rows = ([number, place, *shape.row(record)] for place, record in enumerate(records))
    insert_many(db, shape.table, (parent, "position", *shape.columns), rows)
