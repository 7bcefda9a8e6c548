"""收单记录: the batches, what became of each file, the way to the record, and taking back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.conftest import DAY
from tests.qt.test_nothing_is_cut import SIZES, cut, missing_glyphs, sized
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write

from jiamao_desktop.app import books, history, importing, intake, ledger
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.import_log import Place
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.domain.batch import BatchSource, Outcome
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import import_words, theme
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.imports import ImportsScreen
from jiamao_desktop.ui.screens.review import ReviewScreen

Show = Callable[[QWidget], None]
Settle = Callable[[], None]


@pytest.fixture(scope="module")
def logged_book(
    template_book: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """Return a closed book that two batches were taken into, made once."""
    source, code = template_book
    place = tmp_path_factory.mktemp("logged")
    book = place / source.name
    shutil.copytree(source, book)
    folder = place / "二月来件"
    write(folder, "发票1.xml", fapiao_xml(1))
    write(folder, "回单1.xml", slip_xml(1, amount=Money(10600)))
    write(folder, "坏.ofd", b"PK\x03\x04 not a zip")
    second = write(place, "补.xml", fapiao_xml(2, gross=Money(31800)))
    opened = books.open_book(book, FixedClock(DAY), recovery_code=code)
    for paths in ([folder], [second]):
        intake.take_in(opened, importing.read_files(opened, paths))
    opened.close()
    return book, code


@pytest.fixture
def screen(
    logged_book: tuple[Path, str], tmp_path: Path, jobs: Jobs, shown: Show, settle: Settle
) -> Iterator[ImportsScreen]:
    source, code = logged_book
    book = tmp_path / "logged" / source.name
    shutil.copytree(source, book)
    opened = books.open_book(book, FixedClock(DAY), recovery_code=code)
    made = ImportsScreen(Shell(opened, jobs))
    shown(made)
    settle()
    yield made
    jobs.shut_down()
    opened.close()


def batches(screen: ImportsScreen) -> list[str]:
    model = screen.batches.records
    return [str(model.data(model.index(line, 0))) for line in range(model.rowCount())]


def files(screen: ImportsScreen) -> list[list[str]]:
    model = screen.files
    return [
        [str(model.data(model.index(line, place))) for place in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def chip(screen: ImportsScreen, outcome: Outcome) -> QPushButton:
    name = import_words.outcome_name(outcome)
    buttons = (screen.chips.itemAt(at).widget() for at in range(screen.chips.count()))  # type: ignore[union-attr]  # within the count
    return next(one for one in buttons if isinstance(one, QPushButton) and name in one.text())


def test_batches_stand_newest_first_with_what_was_not_taken(screen: ImportsScreen) -> None:
    first, second = batches(screen)
    assert first.startswith("补.xml\n2026-11-20")
    assert first.endswith("1 个文件")
    assert second.startswith("二月来件\n")
    assert second.endswith("3 个文件　1 个没有收")


def test_each_file_tells_what_became_of_it_and_why(screen: ImportsScreen, settle: Settle) -> None:
    screen.batches.go_to(1)
    settle()
    assert [line[:2] for line in files(screen)] == [
        ["● 已收入", "发票1.xml"],
        ["● 已收入", "回单1.xml"],
        ["× 拒收", "坏.ofd"],
    ]
    screen.view.go_to(2)
    settle()
    assert screen.name.whole() == "坏.ofd"
    assert screen.reason.text() == files(screen)[2][2]
    assert "请重新" in screen.reason.text(), "the remedy is said too"
    assert screen.open.isHidden(), "nothing of it is in the book"


def test_a_press_on_an_outcome_shows_its_files_alone(screen: ImportsScreen) -> None:
    screen.batches.go_to(1)
    chip(screen, Outcome.REFUSED).click()
    assert [line[1] for line in files(screen)] == ["坏.ofd"]
    assert chip(screen, Outcome.REFUSED).isChecked()
    chip(screen, Outcome.REFUSED).click()
    assert len(files(screen)) == 3


def test_a_search_finds_files_in_every_batch(screen: ImportsScreen, settle: Settle) -> None:
    screen.search("回单")
    settle()
    assert len(batches(screen)) == 1
    assert [line[1] for line in files(screen)] == ["回单1.xml"]
    screen.search("没有这个词")
    settle()
    assert screen.pages.currentIndex() == 2
    screen.search("")
    settle()
    assert len(batches(screen)) == 2


def test_a_file_leads_to_its_expense(screen: ImportsScreen, settle: Settle, qtbot: QtBot) -> None:
    screen.batches.go_to(1)
    screen.view.go_to(0)
    settle()
    assert screen.open.text() == "看这笔费用"
    with qtbot.waitSignal(screen.shell.gone_to) as gone:
        screen.open.click()
    assert gone.args is not None
    assert gone.args[0] == Place.LEDGER
    ids = ledger.expense_ids(screen.workspace, LedgerFilter())
    rows = ledger.expense_rows(screen.workspace, ids)
    assert rows[gone.args[1]].expense.gross == Money(10600)


def test_a_batch_is_taken_back_from_here_and_brought_back_by_undo(
    screen: ImportsScreen, settle: Settle, qtbot: QtBot
) -> None:
    screen.batches.go_to(1)
    with qtbot.waitSignal(screen.shell.said) as said:
        screen.undo.click()
    settle()
    assert said.args == ["已撤销“二月来件”这一批。", True]
    assert [line.split("\n")[0] for line in batches(screen)] == ["补.xml"]
    assert ledger.ledger_totals(screen.workspace, LedgerFilter()).count == 1
    history.undo(screen.workspace)
    screen.refresh()
    settle()
    assert len(batches(screen)) == 2


def test_a_batch_in_use_is_not_taken_back_and_the_reason_is_said(
    screen: ImportsScreen, settle: Settle, qtbot: QtBot
) -> None:
    [number, *_] = ledger.expense_ids(screen.workspace, LedgerFilter(sort="gross"))
    ledger.edit_expense(
        screen.workspace, number, Expense(category="fair.booth", gross=Money(77700))
    )
    with qtbot.waitSignal(screen.shell.failed) as failed:
        screen.undo.click()
    assert failed.args is not None
    assert failed.args[0].code == "batch.in_use"
    assert len(batches(screen)) == 2


def test_a_batch_is_opened_by_its_number(screen: ImportsScreen, settle: Settle) -> None:
    screen.show_target(screen.batches.record_at(1).id)
    settle()
    assert screen.title.whole() == "二月来件"


def test_an_empty_log_says_what_will_stand_there(shell: Shell, shown: Show, settle: Settle) -> None:
    made = ImportsScreen(shell)
    shown(made)
    settle()
    assert made.pages.currentIndex() == 0


@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_the_log_is_cut(
    screen: ImportsScreen, size: tuple[int, int], settle: Settle
) -> None:
    screen.batches.go_to(1)
    sized(screen, size)
    settle()
    assert cut(screen) == []
    assert missing_glyphs(screen) == set()


def test_the_log_is_reached_from_the_review_and_lights_its_button(
    bare: MainWindow, settle: Settle
) -> None:
    bare.go("review")
    page = bare.page("review")
    assert isinstance(page, ReviewScreen)
    page.log_button.click()
    settle()
    assert bare.key == "imports"
    assert bare._rail_buttons["review"].isChecked()


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_word_a_sign_a_tone_and_a_reason(outcome: Outcome) -> None:
    assert import_words.outcome_name(outcome)
    assert import_words.usual_reason(outcome)
    assert import_words.OUTCOME_TONES[outcome] in theme.TONES
    assert len(set(import_words.OUTCOME_GLYPHS.values())) == len(Outcome)


@pytest.mark.parametrize("source", BatchSource)
def test_every_source_has_a_name(source: BatchSource) -> None:
    assert import_words.source_name(source)


def test_a_moment_is_told_by_the_clock_on_the_wall() -> None:
    assert import_words.when("2026-11-20T08:30:00Z")[:8] == "2026-11-"
    assert import_words.when("nonsense") == "nonsense"
