"""The computation line by line: amounts, grounds, the expenses behind, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from tests.qt.card_samples import (
    CLAUSE,
    lay_out,
    make_card,
    make_row,
    make_step,
    rows,
    texts,
    yuan,
)

from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.domain.assessment import Basis, LeftOut
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.ui.grounds import ClauseLink
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.worksheet_pane import WorksheetPane

Show = Callable[[QWidget], None]
STEPS = (
    make_step("base", "合计 2 笔", "100000", lines=(1, 2)),
    make_step("share", "× 50%", "50000", clause=CLAUSE),
    make_step("rounded", "舍去不足一分", "50000", basis=Basis.ASSUMED),
    make_step("rate", "× 70%", "35000", basis=Basis.ENTERED, note="来源：省商务厅 2026 年通知"),
    make_step("old", "× 60%", "30000", basis=Basis.PRACTICE, note="湖南 2017 年做法"),
)


class Ledger:
    """Hands out expenses and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[Sequence[ExpenseId]] = []

    def fetch(self, numbers: Sequence[ExpenseId]) -> Mapping[ExpenseId, ExpenseRow]:
        self.asked.append(numbers)
        return rows(numbers)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def pane(ledger: Ledger, shown: Show) -> WorksheetPane:
    made = WorksheetPane(ledger.fetch)
    shown(made)
    return made


def step(pane: WorksheetPane, name: str) -> QWidget:
    found = pane.findChild(QWidget, f"step.{name}")
    assert isinstance(found, QWidget)
    return found


def test_every_step_is_a_line_with_its_result_at_the_right(pane: WorksheetPane) -> None:
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    amounts = []
    for line in STEPS:
        [amount] = [
            label
            for label in step(pane, line.step).findChildren(QLabel)
            if label.text().startswith("¥")
        ]
        assert amount.alignment() & Qt.AlignmentFlag.AlignRight
        amounts.append(amount.text())
    assert amounts == ["¥100,000.00", "¥50,000.00", "¥50,000.00", "¥35,000.00", "¥30,000.00"]


def test_all_results_end_at_the_same_column(pane: WorksheetPane) -> None:
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    ends = set()
    for line in STEPS:
        for label in step(pane, line.step).findChildren(QLabel):
            if label.text().startswith("¥"):
                ends.add(label.mapTo(pane, label.rect().topRight()).x())
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("name", "badge"),
    [("share", "§ 条文"), ("rounded", "≈ 默认"), ("rate", "● 自填"), ("old", "◇ 参考")],
)
def test_every_step_says_what_it_rests_on(pane: WorksheetPane, name: str, badge: str) -> None:
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    assert badge in texts(step(pane, name))


def test_an_entered_rate_shows_its_source(pane: WorksheetPane) -> None:
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    assert "来源：省商务厅 2026 年通知" in texts(step(pane, "rate"))


def test_the_clause_comes_on_a_press(pane: WorksheetPane) -> None:
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    link = step(pane, "share").findChild(ClauseLink)
    assert isinstance(link, ClauseLink)
    assert not link.quote.isVisible()
    link.button.click()
    lay_out()
    assert link.quote.isVisible()
    assert link.button.text() == "§ 九、提高通关效率"


def test_the_step_that_decides_the_amount_is_marked(pane: WorksheetPane) -> None:
    pane.show_card(make_card(worksheet=STEPS, binding="share"))
    lay_out()
    assert "金额由此步决定" in texts(step(pane, "share"))
    assert "金额由此步决定" not in texts(step(pane, "base"))


def test_the_expenses_behind_a_step_are_read_when_asked_for(
    pane: WorksheetPane, ledger: Ledger
) -> None:
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    assert ledger.asked == []
    behind = step(pane, "base").findChild(QPushButton, "behind")
    assert isinstance(behind, QPushButton)
    assert behind.text() == "由 2 笔费用合计"
    behind.click()
    lay_out()
    assert ledger.asked == [[1, 2]]
    assert texts(step(pane, "base")).count("样例认证有限公司　认证费") == 2
    behind.click()
    lay_out()
    behind.click()
    lay_out()
    assert len(ledger.asked) == 1


def test_a_long_list_of_expenses_is_counted_and_not_drawn(
    pane: WorksheetPane, ledger: Ledger
) -> None:
    many = make_step("base", "合计 120 笔", "100000", lines=tuple(range(1, 121)))
    pane.show_card(make_card(worksheet=(many,)))
    lay_out()
    behind = step(pane, "base").findChild(QPushButton, "behind")
    assert isinstance(behind, QPushButton)
    behind.click()
    lay_out()
    assert len(ledger.asked[0]) == 50
    assert "另有 70 笔，请在台账中查看。" in texts(step(pane, "base"))


def test_the_last_line_is_the_ceiling_under_the_readings_chosen(pane: WorksheetPane) -> None:
    pane.show_card(make_card(worksheet=STEPS, high=yuan("53000")))
    lay_out()
    ceiling = pane.findChild(QLabel, "ceiling")
    assert isinstance(ceiling, QLabel)
    assert ceiling.text() == "不超过 ¥50,000.00"
    assert "各种理解和答案下：¥50,000.00 – ¥53,000.00" in texts(pane)


def test_what_was_left_out_stands_below_with_its_reason(pane: WorksheetPane) -> None:
    left = LeftOut(line=3, code="expense.no_category")
    pane.show_card(make_card(worksheet=STEPS, left_out=(left,)))
    lay_out()
    said = texts(pane)
    assert "没有计入的费用（1 笔）" in said
    assert say(left) in said


def test_an_expense_deleted_meanwhile_says_so(pane: WorksheetPane) -> None:
    left = LeftOut(line=5000, code="expense.no_category")
    pane.show_card(make_card(worksheet=STEPS, left_out=(left,)))
    lay_out()
    assert "这笔费用已从台账删除" in texts(pane)


def test_without_steps_the_pane_says_what_to_do_next(pane: WorksheetPane) -> None:
    pane.show_card(make_card())
    lay_out()
    assert any(words.startswith("还没有可以计算的费用") for words in texts(pane))
    assert "没有计入的费用（0 笔）" not in texts(pane)


def press(pane: WorksheetPane, words: str) -> None:
    found = [one for one in pane.findChildren(QPushButton) if one.text().startswith(words)]
    assert found, words
    found[0].click()


def test_the_vouchers_behind_a_figure_are_one_press_away(pane: WorksheetPane) -> None:
    papers: list[int] = []
    expenses: list[int] = []
    pane.paper_wanted.connect(papers.append)
    pane.expense_wanted.connect(expenses.append)
    pane._fetch = lambda ids: {number: make_row(number, proved=True) for number in ids}
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    press(pane, "由 ")
    lay_out()
    press(pane, "付款：银行回单")
    press(pane, "在台账中查看")
    assert papers == [7]
    assert expenses == [1]


def test_the_clause_of_a_step_leads_to_its_place(pane: WorksheetPane) -> None:
    wanted: list[object] = []
    pane.clause_wanted.connect(wanted.append)
    pane.show_card(make_card(worksheet=STEPS))
    lay_out()
    press(pane, "看原文")
    assert wanted == [CLAUSE]
