"""Search that finds two Chinese characters in half a million rows while a person types.

SQLite's word index takes a run of Chinese characters for one word, and its trigram index
never finds fewer than three. So the text is indexed with a blank round every Chinese
character, and what is sought becomes a phrase of single characters.

The index follows the journal: when an operation closes, the rows it changed are indexed anew.
That covers undo and redo, which are operations too, and needs no trigger.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jiamao_desktop.storage import blocks
from jiamao_desktop.storage.database import Database, write

_REMEMBERED = 50_000
_END = "zz"
"""What a number written backwards begins with."""
_HAN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a table can be searched.

    Attributes:
        texts: Columns found by any run of Chinese characters, or by the beginning of a word.
        numbers: Columns found by their beginning or by their end, as people remember them.
    """

    texts: tuple[str, ...]
    numbers: tuple[str, ...] = ()


SEARCHED: Mapping[str, Searched] = {
    "expense": Searched(
        texts=("description", "payee", "payer_account_name", "note"),
        numbers=("fapiao_number", "contract_number", "bank_slip_number"),
    ),
    "document": Searched(texts=("title", "original_name")),
    "declaration": Searched(
        texts=("domestic_party", "overseas_party"),
        numbers=("number", "handbook", "contract", "bill"),
    ),
    "declaration_item": Searched(texts=("name", "specification"), numbers=("hs_code",)),
    "fapiao": Searched(texts=("seller", "buyer", "remark"), numbers=("number",)),
    "payment": Searched(texts=("payer", "payee", "remark"), numbers=("number", "serial")),
    "contract": Searched(
        texts=("title", "first_party", "second_party", "note"), numbers=("number",)
    ),
}


def matching(table: str, text: str) -> tuple[str, list[str]]:
    """Return a condition on ``id`` for rows that contain every word of a text.

    Returns:
        SQL and its parameters; a condition that always holds for blank text.
    """
    query = _query(text)
    if not query:
        return "1", []
    return f"id IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?)", [query]  # noqa: S608 -- a name of SEARCHED


def selecting(table: str, text: str) -> tuple[str, list[str]] | None:
    """Return a query for the ids of the rows that contain every word of a text.

    ``None`` for blank text. The ids come in rising order, in a column called ``id``.
    """
    query = _query(text)
    if not query:
        return None
    sql = f"SELECT rowid AS id FROM {table}_search WHERE {table}_search MATCH ?"  # noqa: S608 -- a name of SEARCHED
    return sql, [query]


def matches(db: Database, table: str, text: str) -> Iterator[int] | None:
    """Return the ids of the rows that contain every word of a text; ``None`` for blank text."""
    found = selecting(table, text)
    return None if found is None else itertools.chain.from_iterable(db.conn.execute(*found))


def count(db: Database, table: str, text: str) -> int:
    """Return how many rows contain every word of a text that is not blank."""
    sql = f"SELECT count(*) FROM {table}_search WHERE {table}_search MATCH ?"  # noqa: S608 -- a name of SEARCHED
    return int(db.conn.execute(sql, [_query(text)]).fetchone()[0])


def follow(db: Database, operation: int) -> None:
    """Index anew what an operation changed, one by one or by the block."""
    for table in SEARCHED:
        changed = "SELECT {} FROM audit_change WHERE tx=? AND tbl=?"
        old = changed.format("DISTINCT rid") + " AND op<>'I'"
        _delete(db, table, f"IN ({old})", [operation, table])
        for gone in blocks.ranges(db, operation, table, "D"):
            _delete(db, table, "BETWEEN ? AND ?", [gone[0], gone[-1]])
        _insert(db, table, f"WHERE id IN ({changed.format('rid')})", [operation, table])
        for came in blocks.ranges(db, operation, table, "I"):
            _insert(db, table, "WHERE id BETWEEN ? AND ?", [came[0], came[-1]])


def fill(db: Database) -> None:
    """Index the tables whose rows came before their index did."""
    for table in SEARCHED:
        empty = "SELECT EXISTS (SELECT 1 FROM {0}) AND NOT EXISTS (SELECT 1 FROM {0}_search)"
        if db.conn.execute(empty.format(table)).fetchone()[0]:
            with write(db):
                _insert(db, table, "", [])


def rebuild(db: Database) -> None:
    """Make the whole index anew from the rows."""
    for table in SEARCHED:
        db.conn.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('delete-all')")  # noqa: S608 -- see above
        _insert(db, table, "", [])


def _delete(db: Database, table: str, which: str, parameters: list[Any]) -> None:
    db.conn.execute(f"DELETE FROM {table}_search WHERE rowid {which}", parameters)  # noqa: S608 -- see above


def _insert(db: Database, table: str, where: str, parameters: list[Any]) -> None:
    searched = SEARCHED[table]
    columns = ", ".join((*searched.texts, *searched.numbers))
    rows = db.conn.execute(f"SELECT id, {columns} FROM {table} {where}", parameters)  # noqa: S608 -- see above
    db.conn.executemany(
        f"INSERT INTO {table}_search(rowid, body) VALUES (?, ?)",  # noqa: S608 -- see above
        _bodies(rows, len(searched.texts)),
    )


def _bodies(rows: Any, texts: int) -> Iterator[tuple[int, str]]:
    """Yield the text of each row; what stands in many rows is prepared once."""
    text, number = _Memo(_forwards), _Memo(_both_ways)
    whole: dict[tuple[str, ...], str] = {}
    for row in rows:
        values = row[1:]
        body = whole.get(values)
        if body is None:
            said = [text[value] for value in values[:texts] if value]
            said += [number[value] for value in values[texts:] if value]
            body = " ".join(said)
            if len(whole) < _REMEMBERED:
                whole[values] = body
        yield row[0], body


class _Memo(dict[str, str]):
    """Remembers what texts become, as long as it does not come to too much."""

    def __init__(self, prepare: Callable[[str], str]) -> None:
        super().__init__()
        self._prepare = prepare

    def __missing__(self, text: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[text] = self._prepare(text)
        return found


def _forwards(text: str) -> str:
    return text if text.isascii() else _spaced(_plain(text))


def _both_ways(number: str) -> str:
    if number.isascii() and number.isalnum():
        return f"{number} {_END}{number[::-1]}"
    return f"{_forwards(number)} {_spaced(_backwards(_plain(number)))}"


def _query(text: str) -> str:
    """Return what is sought in the index's own language; blank if nothing is.

    A word of punctuation alone, as one stands while somebody types, asks for nothing.
    """
    words = [word for word in _plain(text).split() if any(map(str.isalnum, word))]
    return " AND ".join(f"({_word(word)})" for word in words)


def _word(word: str) -> str:
    """Return the phrase for one word; its last piece may go on, unless it is Chinese."""
    phrase = _phrase(word)
    is_number = word.isascii() and any(map(str.isdigit, word))
    return f"{phrase} OR {_phrase(_backwards(word))}" if is_number else phrase


def _phrase(word: str) -> str:
    quoted = '"' + _spaced(word).replace('"', '""') + '"'
    return quoted if _HAN.match(word[-1]) else quoted + " *"


def _backwards(number: str) -> str:
    """Return a word for the end of a number that no number itself can be mistaken for."""
    return _END + "".join(filter(str.isalnum, reversed(number)))


def _spaced(text: str) -> str:
    return text if text.isascii() else " ".join(_HAN.split(text))


def _plain(text: str) -> str:
    """Make full-width letters and digits, as input methods leave them, the plain ones."""
    return unicodedata.normalize("NFKC", text)
