"""The open questions one at a time, those with the most money behind them first.

The order is kept while somebody answers: a question that has been answered or passed over
stays where it was, so that *back* leads to it. Questions that come up through an answer are
added behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QStackedWidget, QWidget

from jiamao_desktop.app import outcomes
from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.app.assessing import Card
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.fields import Field, fact_field
from jiamao_desktop.ui.grounds import verdict_chip
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.questions_pane import Key, key_of
from jiamao_desktop.ui.theme import GRID

_ASKING, _DONE = range(2)
_MOST_NAMED = 6
_MOST_MOVED = 12


class Wizard(QWidget):
    """One question, its editor, what hangs on it; at the end what the answers changed.

    Signals:
        answered: ``(fact, project, text)``.
        card_wanted: ``(measure, project)`` is to be opened.
        list_wanted: All questions are to be shown, answered ones among them.
        closed: The person has had enough.
    """

    answered = Signal(str, object, str)
    card_wanted = Signal(str, object)
    list_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions: dict[Key, OpenQuestion] = {}
        self._texts: dict[Key, str] = {}
        self._open: set[Key] = set()
        self._passed: set[Key] = set()
        self._now: Key | None = None
        self._before: Sequence[Card] = ()
        self._cards: Sequence[Card] = ()
        self.field: Field | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(widgets.scrolled(self._asking_page()))
        self._changes = widgets.column(gap=12)
        self.pages.addWidget(widgets.scrolled(self._done_page()))
        box = widgets.column(self._head(), self.pages, gap=12)
        box.setStretch(1, 1)
        self.setLayout(box)

    def _head(self) -> QWidget:
        self.everything = widgets.when_clicked(
            widgets.button(self.tr("看全部问题，更正已答的"), "quiet"), self.list_wanted.emit
        )
        self.end = widgets.when_clicked(widgets.button(self.tr("先到这里"), "quiet"), self.finish)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("进度"))
        self.count = widgets.text("", "soft")
        line = widgets.row(
            widgets.text(self.tr("逐个回答"), "section"),
            *(self.count, 1, self.everything, self.end),
            gap=12,
        )
        return widgets.holding(widgets.column(line, self.progress, gap=GRID))

    def _asking_page(self) -> QWidget:
        self.stake = widgets.text("", "strong", wrap=True)
        self.about = widgets.text("", "soft", wrap=True)
        self.project = widgets.chip("", "calm")
        self._field_box = widgets.column(gap=0)
        self.back = widgets.when_clicked(widgets.button(self.tr("上一题"), icon="left"), self._back)
        self.skip = widgets.when_clicked(
            widgets.button(self.tr("不知道，稍后再答"), "quiet"), self._skip
        )
        self.next = widgets.when_clicked(
            widgets.button(self.tr("回答，下一题"), "primary"), self._send
        )
        sheet = widgets.Card(gap=2 * GRID)
        sheet.body.setContentsMargins(24, 20, 24, 20)
        sheet.body.addLayout(widgets.row(self.project, 1))
        sheet.body.addLayout(self._field_box)
        sheet.body.addWidget(widgets.rule())
        sheet.body.addLayout(widgets.column(self.stake, self.about, gap=4))
        sheet.body.addLayout(widgets.row(self.back, 1, self.skip, self.next, gap=12))
        return widgets.holding(widgets.column(sheet, 1))

    def _done_page(self) -> QWidget:
        return widgets.holding(widgets.column(self._changes, 1))

    def start(self, questions: Sequence[OpenQuestion], cards: Sequence[Card]) -> None:
        """Begin with the first question; what the cards are now is what changes are told from."""
        self._questions, self._texts = {}, {}
        self._passed, self._now = set(), None
        self._before = self._cards = cards
        self._turn_to(_ASKING)
        # Where no money tells them apart, the one that settles the most measures comes first.
        by_stake = sorted(questions, key=lambda one: (-one.stake.fen, -len(set(one.measures))))
        self.refresh(by_stake, cards)

    def refresh(self, questions: Sequence[OpenQuestion], cards: Sequence[Card]) -> None:
        """Take in what an answer has changed, and go on where the question is settled."""
        self._cards = cards
        self._open = {key_of(one) for one in questions}
        for question in questions:
            self._questions[key_of(question)] = question
        if self.pages.currentIndex() == _DONE:
            return
        if self._now is None or (self._now not in self._open and self._now in self._texts):
            self._go_on()
        else:
            self._show_progress()

    def show_problem(self, key: Key, error: JiamaoError) -> bool:
        """Set an error beside its question; ``False`` if that is not the one shown."""
        if key != self._now or self.field is None or not isinstance(error, UserError):
            return False
        self.next.setEnabled(True)
        self._texts.pop(key, None)
        self.field.set_problem(say(error))
        return True

    def finish(self) -> None:
        """End here and show what has changed; without an answer there is nothing to show."""
        if not self._texts:
            self.closed.emit()
            return
        self._now = None
        self._show_changes()
        self._turn_to(_DONE)

    def _turn_to(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        for part in (self.everything, self.end, self.count, self.progress):
            part.setVisible(page == _ASKING)

    def _go_on(self) -> None:
        waiting = [key for key in self._questions if key in self._open and key not in self._passed]
        if not waiting:
            self.finish()
            return
        self._show(waiting[0])

    def _show(self, key: Key) -> None:
        self._now = key
        question = self._questions[key]
        widgets.clear(self._field_box)
        self.field = fact_field(question.fact)
        self.field.set_text(self._texts.get(key, ""))
        widgets.relook(self.field.label, "look", "section")
        self._field_box.addWidget(self.field)
        self.project.setText(question.project_title)
        self.project.setVisible(bool(question.project_title))
        self.stake.setText(self._stake(question))
        self.about.setText(self._about(question.measures))
        self.next.setEnabled(True)
        self.back.setEnabled(self._previous() is not None)
        self.field.setFocus()
        self._show_progress()

    def _stake(self, question: OpenQuestion) -> str:
        count = len(set(question.measures))
        if not question.stake:
            return self.tr("与 {count} 项措施能否使用有关").format(count=count)
        return self.tr("与 {count} 项措施、最多 {amount} 有关").format(
            count=count, amount=wording.yuan(question.stake)
        )

    def _about(self, titles: Sequence[str]) -> str:
        named = list(dict.fromkeys(titles))
        words = self.tr("、").join(named[:_MOST_NAMED])
        return words + self.tr(" 等") if len(named) > _MOST_NAMED else words

    def _show_progress(self) -> None:
        known = len(self._questions)
        left = len([key for key in self._open if key not in self._passed])
        self.progress.setRange(0, max(known, 1))
        self.progress.setValue(known - left)
        self.count.setText(self.tr("还剩 {left} 个").format(left=left))

    def _previous(self) -> Key | None:
        keys = list(self._questions)
        place = keys.index(self._now) if self._now in self._questions else len(keys)
        seen = [key for key in keys[:place] if key in self._texts or key in self._passed]
        return seen[-1] if seen else None

    def _back(self) -> None:
        before = self._previous()
        if before is not None:
            self._passed.discard(before)
            self._show(before)

    def _skip(self) -> None:
        if self._now is not None:
            self._passed.add(self._now)
            self._go_on()

    def _send(self) -> None:
        field, key = self.field, self._now
        if field is None or key is None or not field.check():
            return
        words = field.text()
        if not words:
            self._skip()
            return
        if self._texts.get(key) == words and key not in self._open:
            self._go_on()
            return
        self._texts[key] = words
        self.next.setEnabled(False)
        self.answered.emit(*key, words)

    def _show_changes(self) -> None:
        widgets.clear(self._changes)
        changed = outcomes.moved(self._before, self._cards)
        before, after = outcomes.claimable(self._before), outcomes.claimable(self._cards)
        words = self.tr("回答了 {count} 个问题，{moved} 项措施有了变化。").format(
            count=len(self._texts), moved=len(changed)
        )
        money = self.tr("现在可申报，不超过：{before} → {after}").format(
            before=wording.yuan(before), after=wording.yuan(after)
        )
        self._changes.addWidget(
            widgets.Card(
                widgets.text(words, "section", wrap=True), widgets.text(money, wrap=True), tone="ok"
            )
        )
        sheet = widgets.Card(gap=0)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        sheet.body.addLayout(grid)
        for one in changed[:_MOST_MOVED]:
            self._add_moved(grid, one)
        if changed:
            self._changes.addWidget(sheet)
        if len(changed) > _MOST_MOVED:
            more = self.tr("另有 {count} 项，见左侧。").format(count=len(changed) - _MOST_MOVED)
            sheet.body.addWidget(widgets.text(more, "soft"))
        close = widgets.when_clicked(widgets.button(self.tr("完成"), "primary"), self.closed.emit)
        self._changes.addLayout(widgets.row(1, close))

    def _add_moved(self, grid: QGridLayout, one: outcomes.Moved) -> None:
        go = widgets.button(one.title, "quiet", "right")
        go.clicked.connect(lambda _=False: self.card_wanted.emit(one.measure, one.project))
        amount = widgets.text(wording.yuan(one.amount_after) if one.amount_after else "", "strong")
        line = grid.rowCount()
        for place, part in enumerate(
            (
                widgets.holding(widgets.row(go, 1), "moved"),
                verdict_chip(wording.group_verdict(one.before)),
                widgets.text("→", "soft"),
                verdict_chip(wording.group_verdict(one.after)),
                amount,
            )
        ):
            grid.addWidget(part, line, place)

    def texts(self) -> Mapping[Key, str]:
        """Return what has been answered here."""
        return self._texts
