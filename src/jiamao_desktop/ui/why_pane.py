"""Why a measure is, or is not, for this applicant: one sentence, then every condition."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.domain.assessment import Finding
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import Badge, ClauseLink, Quote
from jiamao_desktop.ui.theme import GRID


class WhyPane(QWidget):
    """The conditions of the open card, in the order of the notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = widgets.text("", "strong", wrap=True)
        self.note = widgets.text("", "soft", wrap=True)
        self._head = widgets.Card(self.sentence, self.note, gap=4)
        sheet = widgets.Card(gap=0)
        sheet.body.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
        self._findings = sheet.body
        self._basis = widgets.column(gap=GRID)
        self.setLayout(widgets.column(self._head, sheet, self._basis, 1, gap=12))

    def show_card(self, card: Card) -> None:
        """Explain this card."""
        self.sentence.setText(self._sentence(card))
        self.note.setText(card.assessment.note)
        self.note.setVisible(bool(card.assessment.note))
        widgets.relook(self._head, "card", wording.group_verdict(card.group).tone)
        widgets.clear(self._findings)
        quoted: set[str] = set()
        for number, finding in enumerate(card.assessment.findings):
            if number:
                self._findings.addWidget(widgets.rule())
            self._findings.addWidget(self._finding(finding, quoted))
        widgets.clear(self._basis)
        if card.clause.id not in quoted:
            self._basis.addWidget(widgets.text(self.tr("支持标准"), "label"))
            self._basis.addWidget(Quote(card.clause))

    def _sentence(self, card: Card) -> str:
        found = card.assessment
        amount = wording.ceiling_text(found)
        failing = self.tr("、").join(f.label for f in found.findings if f.check in found.because)
        match card.group:
            case Group.CAN:
                words = self.tr("条件全部满足，可以申报，{amount}。")
            case Group.NEARLY:
                words = self.tr("条件都满足，但还没有可以计入的费用：收进发票和付款凭证就能测算。")
            case Group.ASK:
                words = self.tr("还有 {count} 个问题没有回答，金额随答案而定：{amount}。")
            case Group.READING:
                words = self.tr("能否申报、能报多少，取决于对条文的理解：{amount}。")
            case Group.LAPSED:
                words = self.tr("文件有效期到 {day} 为止，现在不能再据此申报。")
            case Group.NOT_CALCULABLE if found.to_enter:
                words = self.tr(
                    "条件满足，但费率由另行公布的通知规定：请在“费率”里填入数值和来源。"
                )
            case Group.NOT_CALCULABLE:
                words = self.tr("条件满足，但文件没有写明计算办法，程序不猜测金额。")
            case _ if len(found.because) == 1:
                words = self.tr("只有一项不满足：“{failing}”。")
            case _:
                words = self.tr("不满足的条件：{failing}。")
        return words.format(
            amount=amount,
            failing=failing or self.tr("没有可以计入的费用"),
            count=len(found.missing),
            day=wording.day(card.in_force[1]),
        )

    def _finding(self, finding: Finding, quoted: set[str]) -> QWidget:
        verdict = wording.holds_verdict(finding.holds)
        label = widgets.text(finding.label, "strong", wrap=True)
        said = widgets.column(label, gap=4)
        value = finding.value or self.tr("还没有填写")
        said.addWidget(
            widgets.text(
                self.tr("{verdict}　·　所用资料：{value}").format(
                    verdict=verdict.text, value=value
                ),
                "soft",
                wrap=True,
            )
        )
        if finding.clause is not None:
            said.addWidget(ClauseLink(finding.clause, shown=finding.clause.id not in quoted))
            quoted.add(finding.clause.id)
        line = widgets.row(gap=12)
        line.setContentsMargins(0, 12, 0, 12)
        line.addWidget(Badge(verdict), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(said, 1)
        holder = widgets.holding(line, f"finding.{finding.check}")
        holder.setAccessibleName(f"{verdict.text}：{finding.label}，{value}")
        return holder
