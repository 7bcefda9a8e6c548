"""Expenses behind a figure: a quiet table, each line with its vouchers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import lay_out, make_row, texts, yuan

from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.ui.expense_lines import ExpenseLines

Show = Callable[[QWidget], None]


def test_a_table_that_leads_nowhere_has_no_links(shown: Show) -> None:
    table = ExpenseLines()
    table.add(make_row(1, proved=True))
    shown(table)
    assert table.findChildren(QPushButton) == []


def test_each_voucher_has_a_link_with_its_whole_name_in_the_tip(shown: Show) -> None:
    table = ExpenseLines(linked=True)
    table.add(make_row(1, proved=True))
    shown(table)
    lay_out()
    paper, ledger = table.findChildren(QPushButton)
    assert paper.toolTip() == "付款：银行回单.pdf"
    assert paper.accessibleName() == "付款：银行回单.pdf"
    assert ledger.text() == "在台账中查看"


def test_a_remark_stands_under_its_expense(shown: Show) -> None:
    table = ExpenseLines()
    table.add(make_row(1), "价税合计，其中税额 ¥6,000.00")
    table.say_more(3)
    shown(table)
    lay_out()
    assert "价税合计，其中税额 ¥6,000.00" in texts(table)
    assert "另有 3 笔，请在台账中查看。" in texts(table)


def test_a_table_of_expenses_ends_with_its_sum(shown: Show) -> None:
    table = ExpenseLines()
    table.add(make_row(1))
    table.add_total(yuan("106000"))
    shown(table)
    lay_out()
    assert texts(table)[-2:] == ["合计", "¥106,000.00"]


def test_an_expense_without_payee_says_so(shown: Show) -> None:
    row = make_row(1)
    table = ExpenseLines()
    table.add(
        ExpenseRow(
            id=row.id,
            expense=type(row.expense)(category="other", gross=yuan("1")),
            category="其他",
            project_title="",
            evidence=(),
            claimed=False,
        )
    )
    shown(table)
    lay_out()
    assert texts(table)[:2] == ["—", "（未填收款方）　其他"]
