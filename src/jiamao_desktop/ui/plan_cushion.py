"""The plan with a cushion (防退票): what it costs that no single refusal costs anything."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from jiamao_desktop.app.plan_findings import CushionedPlan
from jiamao_desktop.app.plan_parts import BestPlan, PlannedClaim
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import plan_words, theme, widgets, wording
from jiamao_desktop.ui.plan_head import StatementRow
from jiamao_desktop.ui.plan_table import PlanTable
from jiamao_desktop.ui.plan_words import ClaimKey, key_of, two_lines
from jiamao_desktop.ui.record_table import Column
from jiamao_desktop.ui.theme import GRID

_WAITING, _BODY = range(2)


@dataclass(frozen=True, slots=True)
class _Line:
    """One claim before and with the cushion; ``worst``: what a refusal may still cost."""

    claim: PlannedClaim
    before: int
    worst: Money | None


class PlanCushion(QWidget):
    """What the cushion costs, claim by claim, and the switch that shows the plan with it.

    Signals:
        switched: ``(bool)`` the plan is to be shown with its cushion, or without.
    """

    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waiting = widgets.text("", "soft", wrap=True)
        self.said = StatementRow()
        self.proof = StatementRow()
        self.switch = QCheckBox(self.tr("按防退票的方案查看和采用"))
        self.switch.setObjectName("cushion")
        self.switch.clicked.connect(self.switched)
        self.table: PlanTable[_Line] = PlanTable(
            (
                Column(
                    self.tr("申报"),
                    lambda one: two_lines(one.claim.title, one.claim.project_title),
                    width=0,
                ),
                Column(
                    self.tr("申请金额（不变）"),
                    lambda one: wording.yuan(one.claim.amount),
                    align_right=True,
                    width=140,
                ),
                Column(self.tr("凭证"), self._vouchers, align_right=True, width=120),
                Column(self.tr("任何一张被退"), self._effect, width=200, colour=self._colour),
            ),
            self.tr("各项申报的防退票"),
        )
        hint = widgets.text(
            self.tr(
                "审核时可能退回个别凭证。防退票是多放几张凭证进去，让退回任何一张都不影响申请金额。"
            ),
            "soft",
            wrap=True,
        )
        sheet = widgets.Card(self.said, self.proof, self.switch, gap=GRID)
        body = widgets.column(hint, sheet, self.table, gap=12)
        body.setStretch(2, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(widgets.holding(widgets.column(widgets.Card(self.waiting), 1)))
        self.pages.addWidget(widgets.holding(body))
        box = widgets.column(self.pages)
        box.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(box)
        self.wait()

    def wait(self, words: str = "") -> None:
        """Say that this is still being worked out, or why not."""
        self.waiting.setText(words or self.tr("正在计算要多放哪几张凭证…"))
        self.switch.setChecked(False)
        self.pages.setCurrentIndex(_WAITING)

    def show_cushion(self, plan: BestPlan, found: CushionedPlan) -> None:
        """Show the cushion of a plan."""
        self.said.show_statement(plan_words.cushion_said(found))
        self.proof.show_statement(plan_words.cushion_proof(found))
        self.proof.setVisible(not plan_words.none_safe(found))
        self.switch.setEnabled(bool(found.extra_vouchers))
        before: dict[ClaimKey, int] = {key_of(one): one.vouchers for one in plan.claims}
        worst = {(one.measure, one.project): one.worst for one in found.unsafe}
        self.table.show_records(
            [
                _Line(one, before.get(key_of(one), 0), worst.get(key_of(one)))
                for one in found.plan.claims
            ]
        )
        self.pages.setCurrentIndex(_BODY)

    def _vouchers(self, line: _Line) -> str:
        if line.claim.vouchers == line.before:
            return str(line.before)
        return self.tr("{before} → {after}").format(before=line.before, after=line.claim.vouchers)

    def _effect(self, line: _Line) -> str:
        if line.worst is None:
            return self.tr("✓ 不少拿")
        return self.tr("× 最多少 {amount}").format(amount=wording.yuan(line.worst))

    def _colour(self, line: _Line) -> str | None:
        return theme.TONES["ok" if line.worst is None else "bad"][0]
