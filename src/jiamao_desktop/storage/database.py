"""Connections to the encrypted database, and the one way to write.

Two kinds: one that writes, any number that only read. Every connection is given the raw key
first, then the settings that were measured against kill -9 and simulated power cuts: WAL with
``synchronous=FULL``, no application function reachable from the schema, temporary tables in
memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.storage.driver import sqlite, sqlite_utils

APPLICATION_ID = 0x4A5A4231
"""``JZB1`` in the header of every book."""

_AT_ONCE = 500
_NO_TEXT = "Could not decode to UTF-8"
"""What the driver says, without a code, of a damaged page that still decrypts."""
_BUSY, _READONLY, _IOERR, _CORRUPT, _FULL, _NOTADB = 5, 8, 10, 11, 13, 26
_FAULTS = {
    _BUSY: "book.busy",
    _READONLY: "book.read_only",
    _IOERR: "book.io_error",
    _CORRUPT: "book.damaged",
    _FULL: "book.disk_full",
    _NOTADB: "book.damaged",
}
_BOTH = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=0",
)
_WRITING = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=FAST",
    "PRAGMA wal_autocheckpoint=1000",
    "PRAGMA journal_size_limit=67108864",
)
_WRITING_MACOS = ("PRAGMA fullfsync=ON", "PRAGMA checkpoint_fullfsync=ON")
"""There a plain fsync does not reach the platter."""


class _Cursor(sqlite.Cursor):  # type: ignore[misc]  # -- the driver has no hints
    """A cursor that says what the machine did in words that people can act on."""

    def execute(self, *arguments: Any) -> Any:
        with machine_faults():
            return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        with machine_faults():
            return super().executemany(*arguments)

    def fetchone(self) -> Any:
        with machine_faults():
            return super().fetchone()

    def fetchall(self) -> Any:
        with machine_faults():
            return super().fetchall()

    def __iter__(self) -> Iterator[Any]:
        """Fetch by the hundred: half a million ids must not pay for this one by one."""
        while True:
            with machine_faults():
                rows = super().fetchmany(_AT_ONCE)
            if not rows:
                return
            yield from rows


class _Connection(sqlite.Connection):  # type: ignore[misc]  # -- the driver has no hints
    """A connection whose faults are, once it is open, those of people.

    Until then they are raw: the ladder in ``opening`` tells them apart.
    """

    is_open = False

    def cursor(self, factory: Any = sqlite.Cursor) -> Any:
        return super().cursor(_Cursor if self.is_open else factory)


class Database(sqlite_utils.Database):
    """A connection of sqlite-utils that knows the key of the audit chain.

    Attributes:
        kept_order: The last whole list; only ``orders`` knows what it is.
    """

    audit_key: bytes = b""
    kept_order: object = None


def open_for_writing(path: Path, key: bytes, audit_key: bytes) -> Database:
    """Open an existing file for writing. The file is never created by accident."""
    return _opened(path, "rw", key, audit_key, _writing_settings())


def open_for_reading(path: Path, key: bytes, audit_key: bytes = b"") -> Database:
    """Open a connection that can change nothing."""
    return _opened(path, "ro", key, audit_key, ("PRAGMA query_only=ON",))


def create(path: Path, key: bytes, audit_key: bytes) -> Database:
    """Create the file of a new book and open it for writing."""
    new = (f"PRAGMA application_id={APPLICATION_ID}", *_writing_settings())
    return _opened(path, "rwc", key, audit_key, new)


def _writing_settings() -> tuple[str, ...]:
    return (*_WRITING, *_WRITING_MACOS) if sys.platform == "darwin" else _WRITING


def _opened(
    path: Path, mode: str, key: bytes, audit_key: bytes, settings: tuple[str, ...]
) -> Database:
    """Connect in the measured order: silence, key, proof of the cipher, first touch, settings.

    Raises:
        sqlite.Error: Code 26 at the first touch: wrong key or not a database. The ladder in
            ``opening`` finds out which.
    """
    # The threads of the program take turns on a connection; they never share a moment.
    connection = sqlite.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        factory=_Connection,
        isolation_level=None,
        timeout=5,
        check_same_thread=False,
    )
    try:
        give_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (*_BOTH, *settings):
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise
    connection.is_open = True
    database = Database(connection, execute_plugins=False)
    database.audit_key = audit_key
    return database


def give_key(connection: sqlite.Connection, key: bytes) -> None:
    """Give a connection the raw key, before anything else is asked of it.

    SQLCipher would otherwise report every bad page on the terminal.

    Raises:
        RuntimeError: The driver cannot encrypt.
    """
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    if connection.execute("PRAGMA cipher_version").fetchone() is None:
        raise RuntimeError("the driver is not SQLCipher and would write in clear")


@contextmanager
def write(db: Database) -> Iterator[Database]:
    """Write everything in the ``with`` block, or nothing.

    ``BEGIN IMMEDIATE``, because a deferred transaction that turns into a writing one fails at
    once when somebody else wrote in between, whatever the busy timeout says.

    Raises:
        MachineError: ``book.busy``, ``book.disk_full``, ``book.io_error``,
            ``book.read_only``, ``book.damaged``. What was written is rolled back.
    """
    with machine_faults():
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.conn.execute("COMMIT")
        except BaseException:
            # A full disk has already rolled back; a blind ROLLBACK would mask the cause.
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
            raise


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Let everything read in the ``with`` block be of one moment."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.execute("ROLLBACK")


@contextmanager
def machine_faults() -> Iterator[None]:
    """Turn what the machine did to SQLite into errors that people can act on."""
    try:
        yield
    except sqlite.Error as error:
        damaged = str(error).startswith(_NO_TEXT)
        code = "book.damaged" if damaged else _FAULTS.get(error_code(error))
        if code is None:
            raise
        raise MachineError(code) from error


def error_code(error: BaseException) -> int:
    """Return SQLite's primary result code of an error, 0 if it has none."""
    code: Any = getattr(error, "sqlite_errorcode", 0)
    return int(code) & 0xFF
