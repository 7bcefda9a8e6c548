"""The one door to SQLite: SQLCipher under sqlite-utils.

sqlite-utils binds its driver once, when it is first imported: ``pysqlite3`` if there is one,
else the standard library. Its error handling misses every error of any other driver, so
SQLCipher is put in place under that name before sqlite-utils is imported, here and nowhere
else. Import sqlite-utils through this module.

It also loads NumPy and pandas where it finds them, for columns of theirs, which nobody here has;
that would add a third of a second to every start. So they are out of its sight meanwhile.

The versions are asserted: SQLite before 3.51.3 loses committed pages when two connections
write and checkpoint at the same instant.
"""

from __future__ import annotations

import sys

import sqlcipher3
from sqlcipher3 import dbapi2 as sqlite

sys.modules["pysqlite3"], sys.modules["pysqlite3.dbapi2"] = sqlcipher3, sqlite
_unseen = {"numpy", "pandas"}.difference(sys.modules)
sys.modules.update(dict.fromkeys(_unseen))  # type: ignore[arg-type]  # None: not to be found

import sqlite_utils  # noqa: E402 -- the alias above must come first
import sqlite_utils.db  # noqa: E402 -- the alias above must come first

for _name in _unseen:
    del sys.modules[_name]

_OLDEST_SQLITE = (3, 51, 3)


def check() -> None:
    """Refuse to work on a driver that would lose data or write it in clear.

    Raises:
        RuntimeError: The installation is broken; no book may be opened with it.
    """
    if vars(sqlite_utils.db)["sqlite3"] is not sqlcipher3:
        raise RuntimeError("sqlite_utils was imported before jiamao_desktop.storage.driver")
    if tuple(sqlite.sqlite_version_info) < _OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite.sqlite_version} can lose committed pages")


check()

__all__ = ["check", "sqlite", "sqlite_utils"]
