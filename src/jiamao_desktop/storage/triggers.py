"""The triggers that write the journal, generated from the tables as they are.

Every table of people's work has three: they record the image of a row before and after.
Changing a table's definition drops them silently, so they are compared with the generated
ones at every opening and made anew after every migration.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jiamao_desktop.storage.database import Database, write

UNJOURNALLED = frozenset(
    {"audit_tx", "audit_change", "audit_block", "audit_now", "book_info", "_sqlite_migrations"}
)


def journalled_tables(db: Database) -> list[str]:
    """Return the tables whose changes are recorded: all but the journal's own."""
    rows = db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' ORDER BY name"
    )
    return [name for [name] in rows if name not in UNJOURNALLED and not name.startswith("sqlite_")]


def columns(db: Database, table: str) -> list[str]:
    """Return the names of a table's columns, in their order."""
    return [row[0] for row in db.conn.execute("SELECT name FROM pragma_table_info(?)", [table])]


def generated(db: Database) -> dict[str, str]:
    """Return every trigger a book must have, by name."""
    made = {f"{table}_is_{verb}_kept": sql for table, verb, sql in _append_only()}
    for table in journalled_tables(db):
        made |= _recording(table, columns(db, table))
    return made


def installed(db: Database) -> dict[str, str]:
    """Return every trigger the book has, by name."""
    rows = db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
    return dict(rows.fetchall())


def install(db: Database) -> None:
    """Replace whatever triggers there are by the generated ones."""
    with write(db):
        for name in installed(db):
            db.conn.execute(f'DROP TRIGGER "{name}"')
        for sql in generated(db).values():
            db.conn.execute(sql)


@contextmanager
def silent(db: Database, table: str, verb: str) -> Iterator[None]:
    """Let rows come or go in the ``with`` block without an image of each: a block keeps them.

    To be used inside an operation only. If anything fails the operation is rolled back, and
    the trigger is there as before.
    """
    name = f"audit_{table}_{verb}"
    db.conn.execute(f'DROP TRIGGER "{name}"')
    yield
    db.conn.execute(_recording(table, columns(db, table))[name])


def _append_only() -> list[tuple[str, str, str]]:
    return [
        (table, verb, _refusal(table, verb))
        for table in ("audit_tx", "audit_change", "audit_block")
        for verb in ("update", "delete")
    ]


def _refusal(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_is_{verb}_kept BEFORE {verb.upper()} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'audit log is append-only'); END"
    )


def _recording(table: str, names: list[str]) -> dict[str, str]:
    old, new = _image("OLD", names), _image("NEW", names)
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)
    return {
        f"audit_{table}_insert": (
            f"CREATE TRIGGER audit_{table}_insert AFTER INSERT ON {table} "
            f"BEGIN {_record(table)} NEW.id, 'I', NULL, {new}); END"
        ),
        f"audit_{table}_delete": (
            f"CREATE TRIGGER audit_{table}_delete AFTER DELETE ON {table} "
            f"BEGIN {_record(table)} OLD.id, 'D', {old}, NULL); END"
        ),
        f"audit_{table}_update": (
            f"CREATE TRIGGER audit_{table}_update AFTER UPDATE ON {table} WHEN {differs} "
            f"BEGIN {_record(table)} OLD.id, 'U', {old}, {new}); END"
        ),
    }


def _record(table: str) -> str:
    return (
        "INSERT INTO audit_change(tx, tbl, rid, op, old, new) VALUES "  # noqa: S608 -- from the schema
        f"((SELECT tx FROM audit_now), '{table}',"
    )


def _image(row: str, names: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in names) + ")"
