"""Undo and the audit trail, once, for every table there will ever be.

Triggers write the image of each row before and after each change; an operation seals its
changes with a link of an HMAC chain. Undo puts the earlier images back as an operation of its
own; redo is undoing the undo. All of it is data in the book, so it survives a restart.

A change outside an operation is refused by the triggers, even from another tool:
``audit_now`` holds the open operation and nothing otherwise, and a change must name one.

Row images hold personal data (participants' passports). They live inside the encrypted book
and nowhere else; erasing a person for good will have to reach into them.
"""

from __future__ import annotations

import hashlib
import heapq
import hmac
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jiamao_desktop.domain.changes import Changes, OperationInfo
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.storage import blocks, search, triggers
from jiamao_desktop.storage.database import Database, write
from jiamao_desktop.storage.driver import sqlite

FINAL = frozenset({"book.create"})
"""Kinds of operation that undo stops at: a book without its applicant is of no use."""

_INFO = "id, action, summary, ts, actor, undo_of, n_changes"
_FIRST_LINK = bytes(32)
_REVERSALS = ("undo", "redo")


@contextmanager
def operation(db: Database, kind: str, summary: str, now: str, *, actor: str = "") -> Iterator[int]:
    """Make the changes of the ``with`` block one operation: all of them, or none.

    An operation that changes nothing leaves no trace.

    Args:
        db: The writing connection.
        actor: Who does it; blank while the book has one user.
        kind: ``noun.verb``, for programs; ``undo`` and ``redo`` are taken.
        summary: For people, in Chinese.
        now: UTC, ``2026-11-20T08:30:00Z``.

    Yields:
        The operation's id.

    Raises:
        MachineError: ``book.busy``, ``book.disk_full`` and their like; nothing is stored then.
    """
    if kind in _REVERSALS:
        raise ValueError(kind)
    with _operation(db, OperationInfo(id=0, kind=kind, summary=summary, at=now, actor=actor)) as n:
        yield n


@contextmanager
def _operation(db: Database, info: OperationInfo) -> Iterator[int]:
    with write(db):
        [number] = db.conn.execute("SELECT coalesce(max(id), 0) + 1 FROM audit_tx").fetchone()
        db.conn.execute("UPDATE audit_now SET tx=?", [number])
        yield number
        db.conn.execute("UPDATE audit_now SET tx=NULL")
        _seal(db, number, info)
        search.follow(db, number)


def _seal(db: Database, number: int, info: OperationInfo) -> None:
    """Add the operation's row with its link of the chain."""
    changes = _recorded(db, "WHERE tx=?", [number])
    if not changes:
        return
    last = db.conn.execute("SELECT hash FROM audit_tx ORDER BY id DESC LIMIT 1").fetchone()
    before = last[0] if last else _FIRST_LINK
    row = (number, info.kind, info.summary, info.at, info.actor, info.undoes, changes)
    db.conn.execute(
        f"INSERT INTO audit_tx ({_INFO}, prev_hash, hash) VALUES (?,?,?,?,?,?,?,?,?)",  # noqa: S608 -- constant
        [*row, before, _link(db, before, row)],
    )


def _link(db: Database, before: bytes, row: tuple[Any, ...]) -> bytes:
    """Return the HMAC over the link before, the operation, its changes and its blocks."""
    link = hmac.new(db.audit_key, before, hashlib.sha256)
    link.update(_framed(row))
    changes = db.conn.execute(
        "SELECT id, tbl, rid, op, old, new FROM audit_change WHERE tx=? ORDER BY id", [row[0]]
    )
    for change in changes:
        link.update(_framed(change))
    for block in blocks.of_operation(db, row[0]):
        link.update(_framed(block.sealed))
    return link.digest()


def _recorded(db: Database, where: str, parameters: list[int]) -> int:
    """Return how many changes of rows the journal has, those of blocks included."""
    [singly] = db.conn.execute(f"SELECT count(*) FROM audit_change {where}", parameters).fetchone()  # noqa: S608 -- constants
    [together] = db.conn.execute(
        f"SELECT coalesce(sum(n), 0) FROM audit_block {where}",  # noqa: S608 -- constants
        parameters,
    ).fetchone()
    return int(singly + together)


def _framed(values: tuple[Any, ...]) -> bytes:
    """Return values so that no two different rows give the same bytes."""
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return len(content).to_bytes(8, "big") + content


def undo(db: Database, now: str) -> Changes:
    """Take the last operation back, as an operation of its own.

    Raises:
        UserError: ``undo.nothing``; ``undo.changed_since`` -- a row no longer is what the
            operation left behind, and putting it back would lose something.
    """
    target = undo_target(db)
    if target is None:
        raise UserError("undo.nothing")
    return _reverse(db, target, "undo", now)


def redo(db: Database, now: str) -> Changes:
    """Do again what was undone last.

    Raises:
        UserError: ``redo.nothing``; ``undo.changed_since``.
    """
    target = redo_target(db)
    if target is None:
        raise UserError("redo.nothing")
    return _reverse(db, target, "redo", now)


def take_back(db: Database, number: int, kind: str, now: str) -> Changes:
    """Take one operation back, whatever was done after it, as an ordinary operation.

    It can itself be undone; ``kind`` is therefore none of undo and redo.

    Raises:
        UserError: ``undo.nothing`` -- no such operation; ``undo.changed_since``.
    """
    target = _info(db, number)
    if target is None:
        raise UserError("undo.nothing")
    try:
        return _reverse(db, target, kind, now)
    except sqlite.IntegrityError as error:
        # Something made since refers to a row that would go; which one, the driver does not say.
        raise UserError("undo.changed_since", table="", row=0) from error


def made_by(db: Database, table: str, row: int) -> int | None:
    """Return the operation that put a row there last; ``None`` if none did, or only in a block."""
    [number] = db.conn.execute(
        "SELECT max(tx) FROM audit_change WHERE tbl=? AND rid=? AND old IS NULL", [table, row]
    ).fetchone()
    return None if number is None else int(number)


def undo_target(db: Database) -> OperationInfo | None:
    """Return the operation that undo would take back.

    Walking back from the newest: an undo and what it reversed cancel out, and what was undone
    before that is where the walk goes on. It ends at an operation that is final.
    """
    found = _latest(db)
    while found is not None and found.kind == "undo":
        found = _before(db, found)
    return found if found is not None and found.kind not in FINAL else None


def redo_target(db: Database) -> OperationInfo | None:
    """Return the undo that redo would reverse; anything newly done makes an end of redoing."""
    found = _latest(db)
    while found is not None and found.kind == "redo":
        found = _before(db, found)
    return found if found is not None and found.kind == "undo" else None


def _latest(db: Database) -> OperationInfo | None:
    return next(iter(history(db, 1)), None)


def _before(db: Database, reversal: OperationInfo) -> OperationInfo | None:
    """Return the operation just before the one that was reversed."""
    assert reversal.undoes is not None  # noqa: S101 -- every undo and redo names its operation
    return _info(db, reversal.undoes - 1)


def history(db: Database, limit: int) -> list[OperationInfo]:
    """Return the latest operations, newest first."""
    rows = db.conn.execute(f"SELECT {_INFO} FROM audit_tx ORDER BY id DESC LIMIT ?", [limit])  # noqa: S608 -- constant
    return [_as_info(row) for row in rows]


def changes_of(db: Database, number: int) -> Changes:
    """Return which tables an operation touched."""
    rows = db.conn.execute(
        "SELECT tbl FROM audit_change WHERE tx=?1 UNION SELECT tbl FROM audit_block WHERE tx=?1",
        [number],
    )
    return Changes(operation_id=number, tables=frozenset(row[0] for row in rows))


def latest(db: Database) -> int:
    """Return the number of the last operation; nought in a book without any."""
    [number] = db.conn.execute("SELECT coalesce(max(id), 0) FROM audit_tx").fetchone()
    return int(number)


def changed_since(db: Database, number: int) -> dict[str, frozenset[int]]:
    """Return the rows that operations after this one touched, by table.

    A link between a document and an expense counts as a change of the expense too.
    """
    found: dict[str, set[int]] = {}
    changes = db.conn.execute(
        "SELECT tbl, rid, CASE tbl WHEN 'evidence' THEN "
        "coalesce(json_extract(new, '$.expense'), json_extract(old, '$.expense')) END "
        "FROM audit_change WHERE tx > ?",
        [number],
    )
    for table, row, expense in changes:
        found.setdefault(table, set()).add(row)
        if expense is not None:
            found.setdefault("expense", set()).add(expense)
    together = db.conn.execute("SELECT tbl, first_rid, n FROM audit_block WHERE tx > ?", [number])
    for table, first, count in together:
        found.setdefault(table, set()).update(range(first, first + count))
    return {table: frozenset(numbers) for table, numbers in found.items()}


def _info(db: Database, number: int) -> OperationInfo | None:
    row = db.conn.execute(f"SELECT {_INFO} FROM audit_tx WHERE id=?", [number]).fetchone()  # noqa: S608 -- constant
    return _as_info(row) if row else None


def _as_info(row: tuple[Any, ...]) -> OperationInfo:
    number, kind, summary, at, actor, undoes, changes = row
    return OperationInfo(
        id=number, kind=kind, summary=summary, at=at, actor=actor, undoes=undoes, changes=changes
    )


def _reverse(db: Database, target: OperationInfo, kind: str, now: str) -> Changes:
    info = OperationInfo(id=0, kind=kind, summary=target.summary, at=now, undoes=target.id)
    with _operation(db, info) as number:
        # Rows go back one by one; references among them need only hold at the end.
        db.conn.execute("PRAGMA defer_foreign_keys=ON")
        numbers = "SELECT id FROM audit_change WHERE tx=? ORDER BY id DESC"
        waiting = blocks.of_operation(db, target.id)[::-1]
        for [change] in db.conn.execute(numbers, [target.id]).fetchall():
            later = list(itertools.takewhile(lambda one: one.after >= change, waiting))  # noqa: B023 -- used at once
            blocks.reverse(db, later)
            del waiting[: len(later)]
            table, row_id, old, new = db.conn.execute(
                "SELECT tbl, rid, old, new FROM audit_change WHERE id=?", [change]
            ).fetchone()
            _put_back(db, table, row_id, _image(old), _image(new))
        blocks.reverse(db, waiting)
    return changes_of(db, number)


def _image(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))


def _put_back(
    db: Database, table: str, row_id: int, old: dict[str, Any] | None, new: dict[str, Any] | None
) -> None:
    """Give a row its earlier image, if it still has the later one."""
    if not _same(_live(db, table, row_id), new):
        raise UserError("undo.changed_since", table=table, row=row_id)
    if old is None:
        db.conn.execute(f"DELETE FROM {table} WHERE id=?", [row_id])  # noqa: S608 -- from the journal
        return
    names = ", ".join(old)
    if new is None:
        values = ", ".join(f":{name}" for name in old)
        db.conn.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", old)  # noqa: S608 -- see above
        return
    settings = ", ".join(f"{name}=:{name}" for name in old)
    db.conn.execute(f"UPDATE {table} SET {settings} WHERE id=:id", old)  # noqa: S608 -- see above


def _live(db: Database, table: str, row_id: int) -> dict[str, Any] | None:
    cursor = db.conn.execute(f"SELECT * FROM {table} WHERE id=?", [row_id])  # noqa: S608 -- see above
    row = cursor.fetchone()
    return None if row is None else _named(cursor, row)


def _named(cursor: Any, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def _same(live: dict[str, Any] | None, image: dict[str, Any] | None) -> bool:
    """Compare by the image's columns: a later migration may have added some."""
    if live is None or image is None:
        return live is image
    return all(name in live and live[name] == value for name, value in image.items())


def verify(db: Database) -> Problem | None:
    """Walk the whole chain and return its first broken link, if there is one.

    Finds any change to the journal itself; a row changed behind the journal's back is found by
    ``replay_check`` only.
    """
    before, sealed = _FIRST_LINK, 0
    operations = db.conn.execute(
        "SELECT id, action, summary, ts, actor, undo_of, n_changes, prev_hash, hash "
        "FROM audit_tx ORDER BY id"
    ).fetchall()
    for *row, prev_hash, link in operations:
        whole = _recorded(db, "WHERE tx=?", [row[0]]) == row[-1] and prev_hash == before
        if not whole or not hmac.compare_digest(_link(db, before, tuple(row)), link):
            return Problem.of("journal.broken_link", operation=row[0])
        before, sealed = link, sealed + row[-1]
    if _recorded(db, "", []) != sealed:
        return Problem.of("journal.broken_link", operation=len(operations) + 1)
    return None


def replay_check(db: Database) -> tuple[Problem, ...]:
    """Fold the journal and name every row that is not what it says.

    Each image before must be the image after of the change before, and the last image of a
    row must be the row.
    """
    wrong = [row for table in triggers.journalled_tables(db) for row in _replayed_wrong(db, table)]
    return tuple(Problem.of("journal.differs", table=table, row=row) for table, row in wrong)


def _replayed_wrong(db: Database, table: str) -> Iterator[tuple[str, int]]:
    cursor = db.conn.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 -- from the schema
    live = ((row[0], _named(cursor, row)) for row in cursor)
    number, row = next(live, (None, None))
    for folded, image, whole in _folded(db, table):
        while number is not None and number < folded:
            yield table, number
            number, row = next(live, (None, None))
        found = row if number == folded else None
        if not whole or not _same(found, image):
            yield table, folded
        if number == folded:
            number, row = next(live, (None, None))
    while number is not None:
        yield table, number
        number, row = next(live, (None, None))


def _folded(db: Database, table: str) -> Iterator[tuple[int, dict[str, Any] | None, bool]]:
    """Yield each row id of the journal with its last image and whether its story holds."""
    changes = heapq.merge(_singly(db, table), blocks.events(db, table), key=lambda one: one[:2])
    for row_id, story in itertools.groupby(changes, key=lambda change: change[0]):
        last, whole = None, True
        for _, _, old, new in story:
            whole = whole and _same(old, last)
            last = new
        yield row_id, last, whole


def _singly(db: Database, table: str) -> Iterator[blocks.Event]:
    changes = db.conn.execute(
        "SELECT rid, id, old, new FROM audit_change WHERE tbl=? ORDER BY rid, id", [table]
    )
    for row_id, change, old, new in changes:
        yield row_id, (change, 0), _image(old), _image(new)
