"""Splitting a 发票 as a person does it: look at each line, decide, see what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.claim_book import NAME
from tests.unit.app.chain_book import bill, booth, proved

from jiamao_desktop.app import ledger, splitting
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoLine
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.split_dialog import SplitDialog

Settle = Callable[[], None]
LINES = (
    FapiaoLine(name="*会展服务*展位费", net=Money(5000000), tax=Money(300000)),
    FapiaoLine(name="*运输服务*展品运输费", net=Money(1000000), tax=Money(90000)),
    FapiaoLine(name="*餐饮服务*餐费", net=Money(1547170), tax=Money(62830)),
)


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


@pytest.fixture
def number(filled_shell: Shell) -> ExpenseId:
    spent = booth(payer_account_name=NAME, unsupported=Money(100), unsupported_reason="餐费")
    return proved(filled_shell.workspace, spent, bill(lines=LINES, buyer=NAME))


@pytest.fixture
def dialog(filled_shell: Shell, number: ExpenseId, qtbot: QtBot) -> Iterator[SplitDialog]:
    over = QWidget()  # kept until the end: the dialog goes with it
    qtbot.addWidget(over)
    found = splitting.proposal(filled_shell.workspace, number)
    made = SplitDialog(filled_shell, number, found, over)
    made.show()
    yield made
    over.close()


def chosen(dialog: SplitDialog, place: int, category: str) -> None:
    box = dialog.categories[place]
    box.setCurrentIndex(box.findData(category))
    box.activated.emit(box.currentIndex())


def test_each_line_shows_why_its_kind_is_proposed(dialog: SplitDialog) -> None:
    words = labels(dialog)
    assert "字样“展位费”" in words
    assert "没有对应的字样，请核对" in words
    assert [box.currentData() for box in dialog.categories] == [
        "fair.booth",
        "fair.freight",
        "other",
    ]
    assert [one.isChecked() for one in dialog.supported] == [True, True, False]


def test_what_comes_of_it_is_shown_before_it_is_done(dialog: SplitDialog) -> None:
    words = labels(dialog)
    assert "¥53,000.00" in words
    assert any("餐费”不属于支持范围" in one for one in words)
    assert dialog.take_button.text() == "拆成 3 笔"


def test_what_it_takes_the_place_of_is_said(dialog: SplitDialog) -> None:
    assert any("原来标有不支持 ¥1.00（餐费）" in one for one in labels(dialog))


def test_a_changed_line_changes_what_comes_of_it(dialog: SplitDialog) -> None:
    chosen(dialog, 1, "fair.booth")
    assert dialog.take_button.text() == "拆成 2 笔"
    assert "¥63,900.00" in labels(dialog)


def test_a_fapiao_of_one_kind_only_marks_what_is_left_out(
    dialog: SplitDialog, filled_shell: Shell, number: ExpenseId, settle: Settle
) -> None:
    chosen(dialog, 1, "fair.booth")
    chosen(dialog, 2, "fair.booth")
    assert dialog.take_button.text() == "按此标记"
    dialog.take_button.click()
    settle()
    spent = ledger.expense_rows(filled_shell.workspace, [number])[number].expense
    assert spent.unsupported == Money(1610000)
    assert not dialog.isVisible()


def test_nothing_to_split_cannot_be_split(dialog: SplitDialog) -> None:
    for place in (1, 2):
        chosen(dialog, place, "fair.booth")
        dialog.supported[place].setChecked(True)
    assert not dialog.take_button.isEnabled()


def test_the_parts_are_made_and_said(
    dialog: SplitDialog, filled_shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    before = ledger.ledger_totals(filled_shell.workspace, ledger.LedgerFilter())
    with qtbot.waitSignal(filled_shell.said) as said:
        dialog.take_button.click()
    settle()
    after = ledger.ledger_totals(filled_shell.workspace, ledger.LedgerFilter())
    assert (after.count, after.gross) == (before.count + 2, before.gross)
    assert said.args == ["已拆成 3 笔费用，可撤销。", True]


def test_why_it_cannot_be_done_is_said_in_the_dialog(
    dialog: SplitDialog, filled_shell: Shell, number: ExpenseId, settle: Settle
) -> None:
    ledger.delete_expenses(filled_shell.workspace, [number])
    dialog.take_button.click()
    settle()
    assert dialog.isVisible()
    assert dialog.problem.text()


def test_a_refusal_while_choosing_is_said_too(
    dialog: SplitDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("split.no_lines", number="1")

    monkeypatch.setattr("jiamao_desktop.ui.split_dialog.parts_of", refuse)
    chosen(dialog, 0, "other")
    assert "没有登记明细行" in dialog.problem.text()
    assert not dialog.take_button.isEnabled()
