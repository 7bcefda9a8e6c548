"""Long lists in their order, kept in memory between two questions.

A person who types a word asks for the same million rows in the same order again and again, and
only which of them changes. So the order stays, eight bytes a row, with the place of each row in
it; what is chosen becomes a byte a row, and choices are joined as whole numbers of a million
bytes. Nothing here knows what is in the rows.
"""

from __future__ import annotations

import collections
import itertools
import json
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import SqlValue

_MOST_CHOICES = 16
"""Filters whose rows are remembered for one order; a megabyte each in the longest list."""

_SPARSE = 20
"""One row in so many: fewer are picked one by one, without a look at the rest."""
_CHOSEN = re.compile(rb"\x01")

Choice = bytes
"""A byte for each row in its order: one that is chosen is 1."""


@dataclass(slots=True)
class Order:
    """The ids of a whole list.

    Attributes:
        of: The question and the state of the book that it is the answer to.
        ids: Must not be changed.
        places: Place of each id; one that is not in the list has the place behind the last.
    """

    of: object
    ids: array[int]
    places: array[int]
    known: dict[object, Choice] = field(default_factory=dict)

    def chosen(self, ids: Sequence[int]) -> Choice:
        """Return the choice of some ids; those that are not in the list do not count."""
        flags, places = bytearray(len(self.ids) + 1), self.places
        try:
            for number in ids:
                flags[places[number]] = 1
        except IndexError:  # in the middle of an operation the word index is behind the rows
            return self.chosen([number for number in ids if number < len(places)])
        return bytes(flags[:-1])

    def picked(self, choices: Sequence[Choice]) -> array[int]:
        """Return the ids that every choice holds, in their order."""
        if not choices:
            return self.ids[:]
        both = int.from_bytes(choices[0], "little")
        for choice in choices[1:]:
            both &= int.from_bytes(choice, "little")
        flags = both.to_bytes(len(self.ids), "little")
        if flags.count(1) * _SPARSE < len(flags):
            return array("q", [self.ids[one.start()] for one in _CHOSEN.finditer(flags)])
        return array("q", itertools.compress(self.ids, flags))


def kept(db: Database, sql: str) -> Order:
    """Return a whole list, from memory if nothing has happened since.

    The number of the last operation says whether anything has, unless one is open. To be
    called in a ``snapshot``.
    """
    [last, unfinished] = db.conn.execute(
        "SELECT (SELECT max(id) FROM audit_tx), (SELECT tx FROM audit_now)"
    ).fetchone()
    of = (sql, last)
    known = db.kept_order
    if unfinished is None and isinstance(known, Order) and known.of == of:
        return known
    ids = rows.id_array(db, sql, [])
    order = Order(of, ids, _places(ids))
    if unfinished is None:
        db.kept_order = order
    return order


def choice(db: Database, order: Order, sql: str, parameters: Sequence[SqlValue]) -> Choice:
    """Return the choice of the ids that a query selects in its only column, called ``id``.

    Remembered with the order: a filter stays while a person types.
    """
    key = (sql, tuple(parameters))
    if key not in order.known:
        if len(order.known) >= _MOST_CHOICES:
            order.known.clear()
        order.known[key] = order.chosen(ids_of(db, sql, parameters))
    return order.known[key]


def inverted(one: Choice) -> Choice:
    """Return the choice of all others."""
    return one.translate(_OTHERS)


def ids_of(db: Database, sql: str, parameters: Sequence[SqlValue]) -> list[int]:
    """Return the ids that a query selects, as one text: five times quicker than row by row."""
    whole = f"SELECT group_concat(id) FROM ({sql})"  # noqa: S608 -- from this layer
    [text] = db.conn.execute(whole, parameters).fetchone()
    found: list[int] = json.loads(f"[{text or ''}]")
    return found


_OTHERS = bytes([1, 0]) + bytes(254)


def _places(ids: array[int]) -> array[int]:
    places = array("i", [len(ids)]) * (max(ids, default=0) + 1)
    collections.deque(map(places.__setitem__, ids, range(len(ids))), maxlen=0)
    return places
