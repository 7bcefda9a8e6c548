"""Why a measure is, or is not, for this applicant: one sentence, then only what decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app import explaining
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.app.said import Said
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.nearest import Way
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import ClauseLink, Quote
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.why_parts import (
    due_line,
    finding_line,
    mover_line,
    question_line,
    sheet,
    way_lines,
)

_IN_RANGE = frozenset({Group.CAN, Group.ASK, Group.READING})


class WhyPane(QWidget):
    """The open card, explained.

    Signals:
        clause_wanted: ``(Clause)`` is to be shown in its notice.
        readings_wanted: ``(reading)`` is to be looked at.
        questions_wanted: The open questions are to be answered.
        card_wanted: ``(measure)`` is to be opened.
    """

    clause_wanted = Signal(object)
    readings_wanted = Signal(str)
    questions_wanted = Signal()
    card_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = widgets.text("", "strong", wrap=True)
        self.note = widgets.text("", "soft", wrap=True)
        self._head = widgets.Card(self.sentence, self.note, gap=4)
        self._parts = widgets.column(gap=12)
        self._ways = widgets.column(gap=12)
        self._rest = widgets.column(gap=12)
        self.setLayout(widgets.column(self._head, self._parts, self._ways, self._rest, 1, gap=12))

    def show_card(
        self,
        card: Card,
        reason: Said,
        *,
        questions: Sequence[str] = (),
        higher: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Explain this card.

        Args:
            card: What to explain.
            reason: The sentence.
            questions: What is still asked, the dearest first.
            higher: Measure and title of what is to be applied for first.
        """
        self.sentence.setText(self._sentence(card, say(reason)))
        self.note.setText("" if card.group is Group.NO else card.assessment.note)
        self.note.setVisible(bool(self.note.text()))
        widgets.relook(self._head, "card", wording.group_verdict(card.group).tone)
        for box in (self._parts, self._ways, self._rest):
            widgets.clear(box)
        quoted: set[str] = set()
        if higher:
            self._show_higher(higher)
        self._show_refusal(card, quoted)
        self._show_notes(card, quoted)
        self._show_range(card, questions)
        self._show_days(card)
        self._show_conditions(card)
        if card.clause.id not in quoted:
            self._show_standard(card)
        self._show_stacking(card)
        if card.note:
            self._show_caution(card)

    def show_ways(self, ways: Sequence[Way]) -> None:
        """Show the nearest ways to qualify, or that what stands in the way cannot be changed."""
        widgets.clear(self._ways)
        lines = way_lines(ways) or [widgets.text(self._no_way(), "soft", wrap=True)]
        card = sheet(self.tr("怎样就能符合"), lines)
        card.setObjectName("ways")
        self._ways.addWidget(card)

    def _no_way(self) -> str:
        return self.tr("不满足的是改变不了的事实（如所在地、日期、主体类型），没有可以补救的办法。")

    def _sentence(self, card: Card, why: str) -> str:
        amount = wording.amount_text(card)
        if card.group not in _IN_RANGE or not amount:
            return why
        return self.tr("{amount}：{why}").format(amount=amount, why=why)

    def _show_higher(self, higher: Sequence[tuple[str, str]]) -> None:
        lines = []
        for measure, title in higher:
            go = widgets.button(title, "quiet", "right")
            go.clicked.connect(lambda _=False, measure=measure: self.card_wanted.emit(measure))
            lines.append(widgets.holding(widgets.row(go, 1)))
        hint = self.tr("同样的支出，文件要求优先申报省级以上资金；上级没有支持的部分再报这一项。")
        self._parts.addWidget(
            sheet(self.tr("先申报省级以上"), [widgets.text(hint, "soft", wrap=True), *lines])
        )

    def _show_refusal(self, card: Card, quoted: set[str]) -> None:
        failing = explaining.failing(card)
        if failing:
            lines = [finding_line(one, self._link_to(quoted)) for one in failing]
            part = sheet(self.tr("为什么不行"), lines)
            part.setObjectName("refusal")
            self._parts.addWidget(part)

    def _show_notes(self, card: Card, quoted: set[str]) -> None:
        noted = [*explaining.for_officers(card), *explaining.warnings(card)]
        if noted:
            lines = [finding_line(one, self._link_to(quoted)) for one in noted]
            box = self._rest if card.group is Group.NO else self._parts
            box.addWidget(sheet(self.tr("由受理部门判断，或需要留意"), lines))

    def _show_range(self, card: Card, questions: Sequence[str]) -> None:
        found = card.assessment
        moving = explaining.movers(card)
        if card.group not in _IN_RANGE or not (moving or questions):
            return
        lines: list[QWidget] = [
            mover_line(reading, self.readings_wanted.emit, up_to=found.up_to) for reading in moving
        ]
        if questions:
            lines.append(question_line(questions, self.questions_wanted.emit))
        title = (
            self.tr("金额为什么是 {range}").format(range=wording.range_text(found.low, found.high))
            if found.low != found.high
            else self.tr("还取决于什么")
        )
        part = sheet(title, lines)
        part.setObjectName("range")
        self._parts.addWidget(part)

    def _show_days(self, card: Card) -> None:
        if card.deadlines:
            lines = [due_line(one, self._link_to(set())) for one in card.deadlines]
            part = sheet(self.tr("期限"), lines)
            part.setObjectName("days")
            self._parts.addWidget(part)

    def _show_stacking(self, card: Card) -> None:
        if not card.stacking:
            return
        lines = []
        link = self._link_to(set())
        for words, clause in card.stacking:
            lines.append(
                widgets.holding(widgets.column(widgets.text(words, wrap=True), link(clause), gap=4))
            )
        part = sheet(self.tr("与其他支持的关系"), lines)
        part.setObjectName("stacking")
        self._rest.addWidget(part)

    def _show_conditions(self, card: Card) -> None:
        """Keep every condition at hand behind one press: what decides stands above."""
        findings = card.assessment.findings
        met = sum(one.holds is True for one in findings)
        toggle = widgets.button(
            self.tr("全部条件 {count} 项，已满足 {met} 项").format(count=len(findings), met=met),
            "quiet",
            "down",
        )
        toggle.setCheckable(True)
        toggle.setObjectName("conditions")
        lines = widgets.holding(widgets.column())
        lines.hide()

        def show(shown: bool) -> None:
            inside = lines.layout()
            if shown and inside is not None and not inside.count():
                link = self._link_to(set())
                inside.addWidget(sheet("", [finding_line(one, link) for one in findings]))
            lines.setVisible(shown)

        toggle.toggled.connect(show)
        head = widgets.row(toggle, 1)
        self._rest.addLayout(widgets.column(head, lines, gap=GRID))

    def _show_standard(self, card: Card) -> None:
        quote = widgets.column(Quote(card.clause, card.number), self._source(card), gap=4)
        self._rest.addWidget(sheet(self.tr("依据的条文"), [widgets.holding(quote)]))

    def _show_caution(self, card: Card) -> None:
        """Say what a person should know before relying on the result."""
        words = widgets.text(card.note, wrap=True)
        part = sheet(self.tr("使用前请知道"), [words])
        part.setObjectName("caution")
        self._rest.addWidget(part)

    def _source(self, card: Card) -> QWidget:
        button = widgets.when_clicked(
            widgets.button(
                self.tr("在原文中看：{where}").format(where=card.clause.where), "quiet", "papers"
            ),
            lambda: self.clause_wanted.emit(card.clause),
        )
        button.setObjectName("source")
        return widgets.holding(widgets.row(button, 1))

    def _link_to(self, quoted: set[str]) -> Callable[[Clause], ClauseLink]:
        """Return a maker of links that quotes each clause only the first time."""

        def link(clause: Clause) -> ClauseLink:
            made = ClauseLink(clause, shown=clause.id not in quoted, placed=True)
            quoted.add(clause.id)
            made.wanted.connect(self.clause_wanted)
            return made

        return link
