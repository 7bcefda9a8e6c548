"""The columns of the ledger."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.evidence_chain import CHAIN, chain_verdict
from jiamao_desktop.ui.record_table import Column


def expense_columns() -> list[Column[ExpenseRow]]:
    """Return the columns, from the left."""
    soft, warn = theme.INK_SOFT, theme.TONES["warn"][0]
    return [
        Column(
            QCoreApplication.translate("screen", "付款日期"),
            lambda row: str(row.expense.paid_on or QCoreApplication.translate("screen", "未付款")),
            sort="paid_on",
            width=104,
            colour=lambda row: None if row.expense.paid_on else warn,
        ),
        Column(
            QCoreApplication.translate("screen", "内容"),
            lambda row: row.expense.description or row.category,
            width=0,
        ),
        Column(
            QCoreApplication.translate("screen", "收款方"),
            lambda row: row.expense.payee,
            sort="payee",
            width=150,
        ),
        Column(
            QCoreApplication.translate("screen", "类别"),
            lambda row: row.category,
            width=100,
            colour=lambda _: soft,
        ),
        Column(
            QCoreApplication.translate("screen", "证据链"),
            _chain_text,
            width=142,
            colour=lambda row: theme.TONES[chain_verdict(row.chain).tone][0],
        ),
        Column(
            QCoreApplication.translate("screen", "金额（元）"),
            lambda row: str(row.expense.gross),
            align_right=True,
            sort="gross",
            width=120,
        ),
    ]


def _chain_text(row: ExpenseRow) -> str:
    """Return four dots, full where a document is there, and how the chain stands as a whole."""
    roles = {link.role for link in row.evidence}
    dots = "".join("●" if role in roles else "○" for role in CHAIN)
    return f"{dots} {chain_verdict(row.chain).text}"
