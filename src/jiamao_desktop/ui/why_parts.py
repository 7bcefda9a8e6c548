"""The lines an explanation is made of: a condition, a reading that moves the amount, a way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from jiamao_desktop.app import explaining
from jiamao_desktop.domain.assessment import Basis, Clause, Finding, Reading
from jiamao_desktop.domain.deadlines import Due
from jiamao_desktop.domain.nearest import Way
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import Badge, ClauseLink, basis_chip
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.wording import tr

Link = Callable[[Clause], ClauseLink]
_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_MOST_QUESTIONS = 3


def sheet(title: str, lines: Sequence[QWidget]) -> widgets.Card:
    """Return a white sheet with a title and lines, a rule between two of them."""
    made = widgets.Card(gap=0)
    made.body.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
    if title:
        head = widgets.row(widgets.text(title, "section", wrap=True))
        head.setContentsMargins(0, GRID, 0, 4)
        made.body.addLayout(head)
    for number, line in enumerate(lines):
        if number:
            made.body.addWidget(widgets.rule())
        padded = widgets.column(line)
        padded.setContentsMargins(0, 10, 0, 10)
        made.body.addLayout(padded)
    return made


def finding_line(finding: Finding, link: Link) -> QWidget:
    """Return a condition: whether it is met, the value used, the clause."""
    verdict = wording.finding_verdict(finding)
    said = widgets.column(widgets.text(finding.label, "strong", wrap=True), gap=4)
    value = finding.value or tr("还没有填写")
    now = tr("{verdict}　·　现在：{value}").format(verdict=verdict.text, value=value)
    # A bare yes or no says nothing that the verdict does not.
    words = verdict.text if finding.value in explaining.YES_OR_NO else now
    said.addWidget(widgets.text(words, "soft", wrap=True))
    if finding.basis is not Basis.LAW:
        line = widgets.row(
            basis_chip(finding.basis), widgets.text(finding.note, "small", wrap=True)
        )
        line.setStretch(1, 1)
        said.addLayout(line)
    if finding.clause is not None:
        said.addWidget(link(finding.clause))
    line = widgets.row(gap=12)
    line.addWidget(Badge(verdict), 0, _TOP)
    line.addLayout(said, 1)
    holder = widgets.holding(line, f"finding.{finding.check}")
    holder.setAccessibleName(f"{verdict.text}：{finding.label}，{value}")
    return holder


def way_lines(ways: Sequence[Way]) -> list[QWidget]:
    """Return the ways to qualify, each change as now and wanted."""
    lines = []
    for way in ways:
        count = len(way.changes)
        head = tr("只差 1 项") if count == 1 else tr("要改 {count} 项").format(count=count)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for number, change in enumerate(way.changes):
            grid.addWidget(widgets.text(change.label, "strong", wrap=True), number, 0, _TOP)
            now = change.now or tr("还没有填写")
            words = tr("现在：{now}　→　{wanted}").format(now=now, wanted=change.wanted)
            grid.addWidget(widgets.text(words, wrap=True), number, 1, _TOP)
        line = widgets.column(widgets.row(widgets.chip(f"↗ {head}", "warn"), 1), grid, gap=6)
        lines.append(widgets.holding(line))
    return lines


def mover_line(reading: Reading, go: Callable[[str], None], *, up_to: bool) -> QWidget:
    """Return an unclear word with what each way to read it brings."""
    box = widgets.column(widgets.text(reading.question, "strong", wrap=True), gap=4)
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for number, ((option, label), amount) in enumerate(
        zip(reading.options, reading.amounts, strict=False)
    ):
        chosen = option == reading.chosen
        mark = "● " if chosen else "○ "
        look = "strong" if chosen else "soft"
        grid.addWidget(widgets.text(mark + label, look, wrap=True), number, 0, _TOP)
        words = wording.yuan(amount)
        shown = widgets.text(tr("不超过 {amount}").format(amount=words) if up_to else words, look)
        shown.setAlignment(_RIGHT)
        grid.addWidget(shown, number, 1, _TOP)
    box.addLayout(grid)
    button = widgets.button(tr("看口径，或改选"), "quiet", "right")
    button.clicked.connect(lambda _=False: go(reading.id))
    button.setAccessibleName(tr("看口径：{question}").format(question=reading.question))
    box.addLayout(widgets.row(button, 1))
    return widgets.holding(box, f"mover.{reading.id}")


def question_line(questions: Sequence[str], go: Callable[[], None]) -> QWidget:
    """Return the questions that the amount waits for."""
    shown = tr("；").join(questions[:_MOST_QUESTIONS])
    if len(questions) > _MOST_QUESTIONS:
        shown += tr("；等 {count} 个").format(count=len(questions))
    words = widgets.column(
        widgets.text(tr("还没有回答的问题"), "strong"),
        widgets.text(shown, "soft", wrap=True),
        gap=4,
    )
    button = widgets.button(tr("去回答"), "secondary")
    button.setObjectName("answer")
    button.clicked.connect(lambda _=False: go())
    line = widgets.row(gap=12)
    line.addLayout(words, 1)
    line.addWidget(button, 0, _TOP)
    return widgets.holding(line)


def due_line(due: Due, link: Link) -> QWidget:
    """Return a deadline: the day, what is due, how it was counted, the clause."""
    day = widgets.text(wording.day(due.day), "strong")
    day.setMinimumWidth(96)
    said = widgets.column(widgets.text(due.deadline.label, "strong", wrap=True), gap=4)
    counted = due.text or tr("起算日还没有填写")
    for words in (counted, due.deadline.note):
        if words:
            said.addWidget(widgets.text(words, "soft", wrap=True))
    if due.deadline.clause is not None:
        said.addWidget(link(due.deadline.clause))
    line = widgets.row(gap=12)
    line.addWidget(day, 0, _TOP)
    line.addLayout(said, 1)
    return widgets.holding(line, f"due.{due.deadline.id}")
