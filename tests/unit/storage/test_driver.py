from __future__ import annotations

import os
import subprocess
import sys

import pytest
import sqlcipher3

from jiamao_desktop.storage import driver


def test_sqlite_utils_catches_the_errors_of_the_encrypting_driver() -> None:
    db = driver.sqlite_utils.Database(memory=True)
    db.table("thing").insert({"id": 1})
    db.table("thing").insert({"id": 2, "new": "column"}, alter=True)
    assert db.table("thing").count == 2
    db.close()


def test_the_driver_stands_in_for_pysqlite3() -> None:
    assert sys.modules["pysqlite3"] is sqlcipher3


def test_opening_a_book_loads_neither_numpy_nor_pandas_and_forbids_neither() -> None:
    code = (
        "import sys, jiamao_desktop.storage.driver\n"
        "assert not {'numpy', 'pandas'} & set(sys.modules), 'loaded'\n"
        "import numpy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": "src"})


def test_the_driver_is_new_enough_not_to_lose_committed_pages() -> None:
    assert tuple(driver.sqlite.sqlite_version_info) >= (3, 51, 3)


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver.sqlite, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match="lose committed pages"):
        driver.check()


def test_a_sqlite_utils_that_was_imported_too_early_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(driver.sqlite_utils.db, "sqlite3", object())
    with pytest.raises(RuntimeError, match="before"):
        driver.check()
