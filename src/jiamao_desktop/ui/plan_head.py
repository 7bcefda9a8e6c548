"""The top of the best plan: how much, how little paper, what is proved, what it gained."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.ui import plan_words, widgets
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.plan_words import Statement
from jiamao_desktop.ui.theme import GRID

_TOP = Qt.AlignmentFlag.AlignTop


class StatementRow(QWidget):
    """A sign and its sentence: ``✓ 已证明`` and what is proved."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = widgets.text("", "soft", wrap=True)
        self.sign = widgets.chip("")
        line = widgets.row(gap=GRID)
        line.addWidget(self.sign, 0, _TOP)
        line.addWidget(self.sentence, 1)
        self.setLayout(line)

    def show_statement(self, said: Statement) -> None:
        """Show another statement."""
        self.sign.setText(f"{said.sign.glyph} {said.sign.text}")
        widgets.relook(self.sign, "tone", said.sign.tone)
        self.sentence.setText(said.sentence)
        self.setAccessibleName(f"{said.sign.text}：{said.sentence}")


class PlanHead(widgets.Card):
    """The sum with its proof, the paper with its proof, the obvious choice, the button.

    Signals:
        adopt_wanted: 采用这个方案 was pressed.
        best_wanted: The best plan is to be shown again instead of a variant.
    """

    adopt_wanted = Signal()
    best_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(gap=GRID)
        self.figure = widgets.text("", "figure", wrap=True)
        self.figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.money = StatementRow()
        self.counts = widgets.text("", "section", wrap=True)
        self.paper = StatementRow()
        self.obvious = widgets.text("", "soft", wrap=True)
        self.lowered = widgets.text("", "problem", wrap=True)
        self.variant = widgets.text("", wrap=True)
        self.best = widgets.when_clicked(
            widgets.button(self.tr("回到最优方案"), "quiet", "undo"), self.best_wanted.emit
        )
        self.adopt = widgets.when_clicked(
            widgets.button(self.tr("采用这个方案"), "primary", "check"), self.adopt_wanted.emit
        )
        self.adopt.setObjectName("adopt")
        self._lay_out()

    def _lay_out(self) -> None:
        self._banner = widgets.Card(tone="info", gap=0)
        self._banner.body.setContentsMargins(12, 0, 4, 0)
        line = widgets.row(self.variant, self.best, gap=GRID)
        line.setStretch(0, 1)
        self._banner.body.addLayout(line)
        body = QGridLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setHorizontalSpacing(3 * GRID)
        body.setVerticalSpacing(4)
        body.addWidget(self.figure, 0, 0)
        body.addWidget(self.counts, 0, 1)
        body.addWidget(self.adopt, 0, 2, _TOP)
        body.addWidget(self.money, 1, 0, _TOP)
        body.addWidget(self.paper, 1, 1, 1, 2, _TOP)
        body.addWidget(self.obvious, 2, 0, 1, 3)
        body.setColumnStretch(0, 4)
        body.setColumnStretch(1, 5)
        for part in (self._banner, self.lowered):
            self.body.addWidget(part)
        self.body.insertLayout(1, body)
        self.body.setContentsMargins(16, 12, 16, 12)

    def show_plan(
        self, plan: BestPlan, *, variant: str = "", paper: Statement | None = None
    ) -> None:
        """Show a plan.

        Args:
            plan: What to show.
            variant: What it is if it is not the best plan of the book as it stands.
            paper: What is proved of its vouchers, if that is something else than usual.
        """
        self.variant.setText(variant)
        self._banner.setVisible(bool(variant))
        self.figure.setText(plan_words.sum_text(plan))
        self.figure.setAccessibleName(self.tr("合计：{amount}").format(amount=self.figure.text()))
        self.money.show_statement(plan_words.money_said(plan))
        self.counts.setText(plan_words.paper_text(plan))
        self.paper.show_statement(paper or plan_words.paper_said(plan))
        nothing = self.tr("按现有的账目，还没有能拿到的。")
        self.obvious.setText(plan_words.obvious_text(plan) if plan.claims else nothing)
        self.obvious.setVisible(bool(self.obvious.text()) and not variant)
        self.lowered.setText("\n".join(say(one) for one in plan.lowered))
        self.lowered.setVisible(bool(plan.lowered))
        for part in (self.money, self.paper, self.counts, self.adopt):
            part.setVisible(bool(plan.claims))

    def set_ready(self, *, ready: bool) -> None:
        """Let the plan be adopted, or not while it is behind the book."""
        self.adopt.setEnabled(ready)
