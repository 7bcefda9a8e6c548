"""What is remembered outside any book: paths, titles, the language. Nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from jiamao_desktop.ui.recents import Recents


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    QSettings.setPath(form, scope, str(tmp_path))
    return tmp_path


def test_at_first_nothing_is_remembered(settings: Path) -> None:
    assert Recents().books() == []
    assert Recents().language() == "zh"


def test_the_latest_book_stands_first_and_only_once(settings: Path) -> None:
    recents = Recents()
    recents.add(Path("甲.book"), "甲公司")
    recents.add(Path("乙.book"), "乙公司")
    recents.add(Path("甲.book"), "甲公司（新名）")
    assert [(str(book.folder), book.title) for book in Recents().books()] == [
        ("甲.book", "甲公司（新名）"),
        ("乙.book", "乙公司"),
    ]


def test_only_the_latest_eight_are_kept(settings: Path) -> None:
    recents = Recents()
    for number in range(12):
        recents.add(Path(f"{number}.book"), f"公司{number}")
    assert [book.title for book in recents.books()] == [f"公司{n}" for n in range(11, 3, -1)]


def test_a_book_can_be_forgotten(settings: Path) -> None:
    recents = Recents()
    recents.add(Path("甲.book"), "甲公司")
    recents.add(Path("乙.book"), "乙公司")
    recents.forget(Path("甲.book"))
    assert [book.title for book in Recents().books()] == ["乙公司"]


def test_the_chosen_language_is_remembered(settings: Path) -> None:
    Recents().set_language("en")
    assert Recents().language() == "en"
    Recents().set_language("zh")
    assert Recents().language() == "zh"


def test_the_file_holds_paths_and_titles_only(settings: Path) -> None:
    recents = Recents()
    recents.add(Path("甲.book"), "甲公司")
    recents.set_language("zh")
    del recents
    QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "jiamao", "jiamao-desktop"
    ).sync()
    files = [file for file in settings.rglob("*") if file.is_file()]
    assert len(files) == 1
    keys = {line.split("=")[0] for line in files[0].read_text("utf-8").splitlines() if "=" in line}
    assert keys == {"language", "1\\folder", "1\\title", "size"}
