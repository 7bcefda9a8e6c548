"""Opening a book: keychain first, then a secret; every fault its own sentence in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.environment import PASSPHRASE
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.open_book import OpenBookPage

Show = Callable[[QWidget], None]
TEMPLATE_PASSPHRASE = "只用于测试的口令-2026"
"""Of the book that tests/conftest.py makes."""
Settle = Callable[[], None]


@pytest.fixture
def page(jobs: Jobs, shown: Show) -> OpenBookPage:
    made = OpenBookPage(jobs)
    shown(made)
    return made


@pytest.fixture
def folder(template_book: tuple[Path, str], tmp_path: Path) -> Path:
    copy = tmp_path / "样例.book"
    shutil.copytree(template_book[0], copy)
    return copy


def test_a_book_without_a_keychain_slot_asks_for_the_passphrase(
    page: OpenBookPage, folder: Path, settle: Settle
) -> None:
    page.open_folder(folder)
    assert not page.open_button.isVisible()
    settle()
    assert page.passphrase.isVisible()
    assert not page.recovery.isVisible()
    assert page.open_button.isEnabled()
    assert page.notice.text()
    assert page.title.text() == "打开“样例.book”"


def test_the_recovery_code_opens_it(
    page: OpenBookPage, folder: Path, template_book: tuple[Path, str], qtbot: QtBot, settle: Settle
) -> None:
    page.open_folder(folder)
    settle()
    page.switch.click()
    assert page.recovery.isVisible()
    assert not page.passphrase.isVisible()
    page.recovery.set_text(template_book[1])
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        page.open_button.click()
    workspace = opened.args[0]
    assert isinstance(workspace, Workspace)
    assert workspace.folder == folder
    assert page.recovery.text() == ""
    workspace.close()


def test_a_mistyped_code_is_said_beside_it(
    page: OpenBookPage, folder: Path, settle: Settle
) -> None:
    page.open_folder(folder)
    settle()
    page.switch.click()
    page.recovery.set_text("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG")
    page.open_button.click()
    settle()
    assert page.recovery.problem.isVisible()
    assert page.recovery.problem.text()
    assert page.open_button.isEnabled()


def test_an_empty_field_asks_nobody(page: OpenBookPage, folder: Path, settle: Settle) -> None:
    page.open_folder(folder)
    settle()
    page.open_button.click()
    assert page.open_button.isEnabled()
    assert not page.passphrase.problem.isVisible()


def test_one_may_switch_back_to_the_passphrase(
    page: OpenBookPage, folder: Path, settle: Settle
) -> None:
    page.open_folder(folder)
    settle()
    page.switch.click()
    page.switch.click()
    assert page.passphrase.isVisible()
    assert page.switch.text() == "改用恢复码"


def test_a_folder_that_is_no_book_is_named_and_asks_for_nothing(
    page: OpenBookPage, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "空").mkdir()
    page.open_folder(tmp_path / "空")
    settle()
    assert page.notice.text() not in ("", "正在用系统钥匙串打开…")
    assert not page.passphrase.isVisible()
    assert not page.open_button.isVisible()
    assert page.notice_card.property("card") == "bad"


def test_a_missing_folder_has_a_sentence_of_its_own(
    page: OpenBookPage, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "空").mkdir()
    page.open_folder(tmp_path / "空")
    settle()
    empty = page.notice.text()
    page.open_folder(tmp_path / "没有")
    settle()
    assert page.notice.text() != empty


def test_a_book_in_use_asks_for_no_secret(
    page: OpenBookPage, folder: Path, template_book: tuple[Path, str], settle: Settle, qtbot: QtBot
) -> None:
    page.open_folder(folder)
    settle()
    page.switch.click()
    page.recovery.set_text(template_book[1])
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        page.open_button.click()
    second = OpenBookPage(page._jobs)
    qtbot.addWidget(second)
    second.show()
    second.open_folder(folder)
    settle()
    second.switch.click()
    second.recovery.set_text(template_book[1])
    second._start(None, template_book[1])
    settle()
    assert second.notice.text() or second.recovery.problem.text()
    opened.args[0].close()


@pytest.fixture
def plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiamao_desktop.ui.open_book.say", lambda error: f"说明：{error.code}")


@pytest.mark.usefixtures("plain_words")
@pytest.mark.parametrize("code", ["keychain.missing", "keychain.locked", "keychain.stale"])
def test_trouble_with_the_keychain_leads_to_the_passphrase(page: OpenBookPage, code: str) -> None:
    page._ask(secret=False)
    page._show_problem(MachineError(code))
    assert page.notice.text() == f"说明：{code}"
    assert page.passphrase.isVisible()
    assert page.notice_card.property("card") == "info"


@pytest.mark.usefixtures("plain_words")
def test_a_wrong_passphrase_is_said_beside_it(page: OpenBookPage) -> None:
    page._ask(secret=True)
    page._show_problem(UserError("book.wrong_passphrase"))
    assert page.passphrase.problem.text() == "说明：book.wrong_passphrase"


@pytest.mark.usefixtures("plain_words")
@pytest.mark.parametrize("code", ["book.newer", "book.in_use", "book.damaged", "keyfile.altered"])
def test_what_no_secret_can_mend_is_said_above(page: OpenBookPage, code: str) -> None:
    page._ask(secret=True)
    page._show_problem(MachineError(code))
    assert page.notice.text() == f"说明：{code}"
    assert page.notice_card.property("card") == "bad"
    assert page.passphrase.problem.text() == ""


def test_enter_in_the_field_opens(
    page: OpenBookPage, folder: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_folder(folder)
    settle()
    asked: list[tuple[str | None, str | None]] = []
    monkeypatch.setattr(page, "_start", lambda *secrets: asked.append(secrets))
    QTest.keyClicks(page.passphrase.line, "abc")
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert asked == [("abc", None)]


def test_a_script_hands_the_passphrase_over_for_the_first_book_only(
    page: OpenBookPage,
    folder: Path,
    qtbot: QtBot,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PASSPHRASE, TEMPLATE_PASSPHRASE)
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        page.open_folder(folder)
    opened.args[0].close()
    settle()
    page.open_folder(folder)
    settle()
    assert page.passphrase.isVisible()
