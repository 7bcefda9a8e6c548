"""The folder that a book watches for new files: in the book, for its name tells of the client."""

from __future__ import annotations

from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database


def folder(db: Database) -> str:
    """Return the path of the watched folder; blank if none is."""
    row = db.conn.execute("SELECT folder FROM watched_folder").fetchone()
    return str(row[0]) if row else ""


def put(db: Database, path: str) -> None:
    """Watch a folder in place of the one before; blank: none. Must be inside an operation."""
    row = db.conn.execute("SELECT id FROM watched_folder").fetchone()
    if row and path:
        rows.update(db, "watched_folder", row[0], ("folder",), [path])
    elif row:
        rows.delete(db, "watched_folder", row[0])
    elif path:
        rows.insert(db, "watched_folder", ("folder",), [path])


def seen(db: Database) -> set[tuple[str, int]]:
    """Return name and size of every file of the import log; a bundle by its name, size nought."""
    found = db.conn.execute("SELECT DISTINCT name, size FROM import_file")
    return {
        (name.partition("/")[0], 0) if "/" in name else (str(name), int(size))
        for name, size in found
    }
