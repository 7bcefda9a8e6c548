"""What may be wrong with a book's database, found out before anything is written.

Each fault ends in exactly one code. SQLite itself is no judge: it opens an empty file as a new
book, and says "file is not a database" for a wrong key and for a damaged first page alike.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from jiamao_desktop.domain.errors import MachineError, Problem, UserError
from jiamao_desktop.storage import database, journal, migrations, settlements, triggers
from jiamao_desktop.storage.database import APPLICATION_ID, Database
from jiamao_desktop.storage.driver import sqlite
from jiamao_desktop.storage.keys import BookKeys

DATABASE = "book.db"
_PLAIN_HEADER = b"SQLite format 3\0"
_PAGE = 4096
_CANTOPEN, _NOTADB = 14, 26


def check_file(folder: Path) -> None:
    """Refuse what cannot be a book, by looking at the file only.

    Raises:
        UserError: ``book.missing``, ``book.not_a_file``, ``book.empty``, ``book.plaintext``.
        MachineError: ``book.cannot_open``.
    """
    path = folder / DATABASE
    try:
        if not path.exists():
            raise UserError("book.missing", folder=str(folder))
        if not path.is_file():
            raise UserError("book.not_a_file", folder=str(folder))
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except OSError as error:
        raise MachineError("book.cannot_open", reason=type(error).__name__) from error
    if not header:
        raise UserError("book.empty", folder=str(folder))
    if header == _PLAIN_HEADER:
        raise UserError("book.plaintext", folder=str(folder))


def open_database(folder: Path, keys: BookKeys) -> tuple[Database, tuple[Problem, ...]]:
    """Open the database for writing, migrated and journalled, and say what was put right.

    Raises:
        UserError: ``book.foreign``, ``book.not_a_book``, ``book.other``, ``book.newer``;
            the file is unchanged then.
        MachineError: ``book.damaged``, ``book.cannot_open``, ``book.busy``,
            ``book.migration_failed``.
    """
    path = folder / DATABASE
    with database.machine_faults():
        try:
            looking = database.open_for_reading(path, keys.database)
        except sqlite.Error as error:
            raise _first_touch(path, keys, error) from error
        with closing(looking.conn):
            _check_identity(looking, keys.book)
    with database.machine_faults():
        db = database.open_for_writing(path, keys.database, keys.audit)
        try:
            migrated = migrations.migrate(db)
            if migrated:
                settlements.fill(db)
            notices = () if migrated else _triggers_restored(db)
        except BaseException:
            db.conn.close()
            raise
    return db, notices


def _check_identity(db: Database, book: str) -> None:
    """Refuse a database that is not this book, or that is ahead of this program."""
    [application] = db.conn.execute("PRAGMA application_id").fetchone()
    tables = {name for [name] in db.conn.execute("SELECT name FROM sqlite_master")}
    if application != APPLICATION_ID or "book_info" not in tables:
        raise UserError("book.not_a_book")
    migrations.refuse_newer(db)
    row = db.conn.execute("SELECT book FROM book_info").fetchone()
    if row is None or row[0] != book:
        raise UserError("book.other")


def _triggers_restored(db: Database) -> tuple[Problem, ...]:
    """Put missing or altered triggers back, and say which rows changed without them."""
    if triggers.installed(db) == triggers.generated(db):
        return ()
    triggers.install(db)
    return (Problem.of("journal.triggers_restored"), *journal.replay_check(db))


def _first_touch(path: Path, keys: BookKeys, error: Exception) -> Exception:
    """Say why the first page could not be read with the right key."""
    code = database.error_code(error)
    if code == _CANTOPEN:
        return MachineError("book.cannot_open", reason="SQLITE_CANTOPEN")
    if code != _NOTADB:
        return error
    pages = max(path.stat().st_size // _PAGE, 1)
    if _bad_pages(path, keys.database) >= pages:
        return UserError("book.foreign", folder=str(path.parent))
    return MachineError("book.damaged")


def _bad_pages(path: Path, key: bytes) -> int:
    """Count the pages whose authentication fails; with the right key few, or all."""
    connection = sqlite.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with closing(connection):
        database.give_key(connection, key)
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
