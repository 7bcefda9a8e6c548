"""The triggers that write the journal, generated from the tables as they are.

Every table of people's work has three: they record the image of a row before and after.
Changing a table's definition drops them silently, so they are compared with the generated
ones at every opening and made anew after every migration.
"""

from __future__ import annotations

from jiamao_desktop.storage.database import Database, write

UNJOURNALLED = frozenset(
    {"audit_tx", "audit_change", "audit_now", "book_info", "_sqlite_migrations"}
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
    return {name: sql for name, sql in rows}


def install(db: Database) -> None:
    """Replace whatever triggers there are by the generated ones."""
    with write(db):
        for name in installed(db):
            db.conn.execute(f'DROP TRIGGER "{name}"')
        for sql in generated(db).values():
            db.conn.execute(sql)


def _append_only() -> list[tuple[str, str, str]]:
    return [
        (
            table,
            verb,
            f"CREATE TRIGGER {table}_is_{verb}_kept BEFORE {verb.upper()} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'audit log is append-only'); END",
        )
        for table in ("audit_tx", "audit_change")
        for verb in ("update", "delete")
    ]


def _recording(table: str, names: list[str]) -> dict[str, str]:
    def image(row: str) -> str:
        return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in names) + ")"

    def trigger(event: str, when: str, row: str, op: str, old: str, new: str) -> str:
        return (
            f"CREATE TRIGGER audit_{table}_{event} AFTER {event.upper()} ON {table} {when}BEGIN "
            "INSERT INTO audit_change(tx, tbl, rid, op, old, new) VALUES "
            f"((SELECT tx FROM audit_now), '{table}', {row}.id, '{op}', {old}, {new}); END"
        )

    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)
    return {
        f"audit_{table}_insert": trigger("insert", "", "NEW", "I", "NULL", image("NEW")),
        f"audit_{table}_delete": trigger("delete", "", "OLD", "D", image("OLD"), "NULL"),
        f"audit_{table}_update": trigger(
            "update", f"WHEN {differs} ", "OLD", "U", image("OLD"), image("NEW")
        ),
    }
