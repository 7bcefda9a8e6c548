"""Making a book: the form, its messages, the recovery code typed back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from jiamao_desktop.app.books import NewBook
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.new_book import NewBookPage, RecoveryPage

Show = Callable[[QWidget], None]
PASSPHRASE = "只用于测试的口令-2026"
CODE = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG"


@pytest.fixture
def page(jobs: Jobs, shown: Show, tmp_path: Path) -> NewBookPage:
    made = NewBookPage(jobs)
    shown(made)
    made.name.set_text("永州样例进出口有限公司")
    made.uscc.set_text("91431100MA4YL0001K")
    made.city.set_text("永州市")
    made.passphrase.set_text(PASSPHRASE)
    made.again.set_text(PASSPHRASE)
    made.folder.set_text(str(tmp_path / "新账套"))
    return made


def test_a_book_is_made_in_a_job_and_handed_over(
    page: NewBookPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with qtbot.waitSignal(page.made, timeout=20_000) as made:
        page.create_button.click()
        assert not page.create_button.isEnabled()
    book = cast("NewBook", made.args[0])
    assert book.workspace.title == "永州样例进出口有限公司"
    assert (tmp_path / "新账套").is_dir()
    assert book.recovery_sheet.startswith(b"%PDF")
    assert page.passphrase.text() == ""
    book.workspace.close()


def test_a_wrong_code_is_said_beside_its_field(page: NewBookPage) -> None:
    page.uscc.set_text("91431100MA4YL0001X")
    page.create_book()
    assert "91431100MA4YL0001X" in page.uscc.problem.text()
    assert page.create_button.isEnabled()


def test_the_code_is_looked_at_as_soon_as_the_field_is_left(
    page: NewBookPage, qtbot: QtBot
) -> None:
    page.uscc.set_text("")
    QTest.keyClicks(page.uscc.line, "123")
    QTest.keyClick(page.uscc.line, Qt.Key.Key_Return)
    assert page.uscc.problem.isVisible()


@pytest.mark.parametrize("name", ["name", "uscc", "city", "folder"])
def test_what_is_left_blank_is_asked_for(page: NewBookPage, name: str) -> None:
    page.form.fields[name].set_text("")
    page.create_book()
    assert page.form.fields[name].problem.text() == "这一栏必须填写。"


def test_a_short_passphrase_is_refused_with_what_is_wanted(page: NewBookPage) -> None:
    page.passphrase.set_text("太短")
    page.again.set_text("太短")
    page.create_book()
    assert "12" in page.passphrase.problem.text()
    assert "〈" not in page.passphrase.problem.text()


def test_two_different_passphrases_are_noticed(page: NewBookPage) -> None:
    page.again.set_text(PASSPHRASE + "?")
    page.create_book()
    assert "不一样" in page.again.problem.text()


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [("", "还差 12 个"), ("八个字的口令不够", "还差 4 个"), ("123456789012", "规律"),
     ("aaaaaaaaaaaaaa", "规律"), (PASSPHRASE, "强度合适")],
)  # fmt: skip
def test_the_hint_weighs_the_passphrase(page: NewBookPage, passphrase: str, words: str) -> None:
    page.passphrase.set_text(passphrase)
    page.passphrase.typing.emit()
    assert words in page.strength.text()


def test_the_folder_follows_the_name_until_somebody_changes_it(
    jobs: Jobs, shown: Show, qtbot: QtBot
) -> None:
    page = NewBookPage(jobs)
    shown(page)
    QTest.keyClicks(page.name.line, "abc")
    assert page.folder.text().endswith("abc")
    QTest.keyClicks(page.folder.line, "-mine")
    QTest.keyClicks(page.name.line, "def")
    assert "def" not in page.folder.text()


@pytest.mark.parametrize(
    ("code", "field"),
    [("uscc.check", "uscc"), ("passphrase.too_short", "passphrase"), ("book.not_empty", "folder"),
     ("disk.full", "folder")],
)  # fmt: skip
def test_an_error_of_the_job_stands_beside_the_field_it_is_about(
    page: NewBookPage, code: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiamao_desktop.ui.new_book.say", lambda error: f"说明：{error.code}")
    page._show_problem(UserError(code))
    assert page.form.fields[field].problem.text() == f"说明：{code}"


def test_one_may_go_back(page: NewBookPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.refused):
        page.refused.emit()


@pytest.fixture
def recovery(jobs: Jobs, shown: Show) -> RecoveryPage:
    page = RecoveryPage(jobs)
    shown(page)
    page.show_book(new_book())
    return page


def new_book(problem: Problem | None = None) -> NewBook:
    made = SimpleNamespace(recovery_code=CODE, recovery_sheet=b"%PDF-1", keychain_problem=problem)
    return cast("NewBook", made)


def test_a_keychain_that_could_not_be_used_is_said(recovery: RecoveryPage) -> None:
    assert not recovery.keychain.isVisible()
    recovery.show_book(new_book(Problem.of("keychain.missing")))
    assert recovery.keychain.isVisible()
    assert "钥匙串" in recovery.keychain.text()


def test_the_code_is_shown_in_numbered_groups(recovery: RecoveryPage) -> None:
    texts = [label.text() for label in recovery.findChildren(QLabel)]
    assert "第 3 组" in texts
    assert "CCCC" in texts
    assert "GGGG" in texts


def test_both_groups_typed_back_let_one_in(recovery: RecoveryPage, qtbot: QtBot) -> None:
    QTest.keyClicks(recovery.third.line, "cccc")
    QTest.keyClicks(recovery.fifth.line, "EEEE")
    with qtbot.waitSignal(recovery.proven):
        recovery.done_button.click()


def test_enter_in_the_last_field_is_enough(recovery: RecoveryPage, qtbot: QtBot) -> None:
    QTest.keyClicks(recovery.third.line, "CCCC")
    QTest.keyClicks(recovery.fifth.line, "EEEE")
    with qtbot.waitSignal(recovery.proven):
        QTest.keyClick(recovery.fifth.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(("third", "fifth"), [("", ""), ("CCCC", "CCCC"), ("EEEE", "CCCC")])
def test_anything_else_does_not(
    recovery: RecoveryPage, qtbot: QtBot, third: str, fifth: str
) -> None:
    recovery.third.set_text(third)
    recovery.fifth.set_text(fifth)
    with qtbot.assertNotEmitted(recovery.proven):
        recovery.done_button.click()
    assert "第 3 组和第 5 组" in recovery.problem.text()


def test_the_sheet_is_saved_byte_for_byte(recovery: RecoveryPage, tmp_path: Path) -> None:
    recovery.save_to(tmp_path / "恢复单.pdf")
    assert (tmp_path / "恢复单.pdf").read_bytes() == b"%PDF-1"
    assert "恢复单.pdf" in recovery.saved.text()


def test_the_sheet_can_be_printed(
    recovery: RecoveryPage, tmp_path: Path, qtbot: QtBot, filled_sheet: bytes
) -> None:
    recovery._sheet = filled_sheet
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "纸.pdf"))
    recovery.print_on(printer)
    qtbot.waitUntil(lambda: recovery.saved.text() == "已送到打印机。", timeout=10_000)
    assert (tmp_path / "纸.pdf").read_bytes().startswith(b"%PDF")


@pytest.fixture
def filled_sheet() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 400), invariant=1)
    canvas.rect(20, 20, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_the_code_is_forgotten_once_it_has_been_proven(
    recovery: RecoveryPage, qtbot: QtBot
) -> None:
    recovery.third.set_text("CCCC")
    recovery.fifth.set_text("EEEE")
    recovery.done_button.click()
    assert recovery._code == ""
    assert recovery._sheet == b""
