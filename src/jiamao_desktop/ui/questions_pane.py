"""The questions that are still open, those with the most money behind them first.

An answered question stays where it is, marked as answered, until the pane is opened
anew: the cursor keeps its place, and a slip can be mended where it was made.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.facts import FactValue
from jiamao_desktop.domain.parameters import parameter_text
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.fields import fact_field
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.theme import GRID

Key = tuple[str, ProjectId | None]
_AT_ONCE, _EACH_TURN = 10, 6
"""Cards that are made before the window goes on, and at each of its turns after that."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer that is stored, as its editor shows it.

    Attributes:
        against: What the declarations say where they say something else; blank: they agree.
    """

    question: OpenQuestion
    text: str
    against: str = ""


def typed(value: FactValue | None) -> str:
    """Return a stored value as an editor shows it; the use case reads it back."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ",".join(sorted(value))
        case Fraction():
            return parameter_text(value)
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def key_of(question: OpenQuestion) -> Key:
    """Return what makes a question the same question after a recomputation."""
    return question.fact.id, question.project


class QuestionCard(widgets.Card):
    """One question with its editor, what hangs on it, and what is wrong with the answer.

    Signals:
        answered: ``(fact, project, text)``; ``None`` as text takes an answer back.
    """

    answered = Signal(str, object, object)

    def __init__(self, question: OpenQuestion, stored: str = "") -> None:
        super().__init__(gap=GRID)
        self._key = key_of(question)
        self._sent = stored
        self.field = fact_field(question.fact)
        self.field.set_text(stored)
        widgets.relook(self.field.label, "look", "strong")
        self.field.edited.connect(self._answer)
        self.stake = widgets.chip("", "info")
        top = widgets.row(gap=2 * GRID)
        top.addWidget(self.field, 1)
        top.addWidget(self.stake, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        about = self.tr("、").join(dict.fromkeys(question.measures))
        if question.project_title:
            about = f"{question.project_title}　·　{about}"
        if about:
            self.body.addWidget(
                widgets.text(self.tr("关系到：{about}").format(about=about), "small", wrap=True)
            )
        if not stored:
            self.show_open(question)

    def show_open(self, question: OpenQuestion) -> None:
        """Say what hangs on the question."""
        self.stake.setText(
            self.tr("影响 {amount}").format(amount=wording.yuan(question.stake))
            if question.stake
            else self.tr("影响能否申报")
        )
        widgets.relook(self.stake, "tone", "info")

    def show_answered(self) -> None:
        """Say that it is answered; the answer can still be changed here."""
        self.stake.setText(self.tr("✓ 已回答"))
        widgets.relook(self.stake, "tone", "ok")

    def show_difference(self, against: str) -> None:
        """Say that the declarations say otherwise; the answer stands."""
        words = self.tr("! 报关单得出的是“{0}”，以您的回答为准。").format(against)
        self.difference = widgets.text(words, "problem", wrap=True)
        self.body.addWidget(self.difference)

    def show_problem(self, error: JiamaoError) -> None:
        """Say beside the editor what is wrong; the same text may then be sent again."""
        self._sent = "\0"
        self.field.set_problem(say(error))

    def _answer(self, words: str) -> None:
        # A line reports when Enter is pressed and again when it is left: once is enough.
        if words != self._sent:
            self._sent = words
            self.answered.emit(*self._key, words or None)


class QuestionsPane(QWidget):
    """Open questions as cards.

    Signals:
        answered: ``(fact, project, text or None)``.
    """

    answered = Signal(str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[Key, QuestionCard] = {}
        self._box = widgets.column(gap=12)
        self._nothing = widgets.text(
            self.tr("没有待回答的问题。资料齐了，金额就是确定的。"), "soft", wrap=True
        )
        self.setLayout(widgets.column(self._nothing, self._box, 1, gap=3 * GRID))
        self._waiting: deque[Callable[[], object]] = deque()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self._add_some(_EACH_TURN))

    def start(self, questions: Sequence[OpenQuestion], answered: Sequence[Answered] = ()) -> None:
        """Begin anew: open questions in the order of the money at stake.

        The first ones stand at once; a long list grows while the window goes on living.

        Args:
            questions: What is open.
            answered: What may be corrected; stands below.
        """
        widgets.clear(self._box)
        self.cards.clear()
        self._waiting.clear()
        self._waiting.extend(partial(self._add, question) for question in questions)
        if answered:
            self._waiting.append(self._add_heading)
        self._waiting.extend(partial(self._add_answered, one) for one in answered)
        self._nothing.setVisible(not questions)
        self._add_some(_AT_ONCE)

    def _add_some(self, count: int) -> None:
        for _ in range(min(count, len(self._waiting))):
            self._waiting.popleft()()
        if self._waiting:
            self._soon.start()

    def _add_heading(self) -> None:
        hint = self.tr("情况有变或填错了，在这里改，马上重新测算。")
        self._box.addWidget(widgets.section(self.tr("已回答"), hint))

    def _add_answered(self, one: Answered) -> None:
        card = self._add(one.question, one.text)
        card.show_answered()
        if one.against:
            card.show_difference(one.against)

    def refresh(self, questions: Sequence[OpenQuestion]) -> None:
        """Bring the cards up to date without moving any of them.

        Questions that have come up meanwhile are added below.
        """
        self._add_some(len(self._waiting))
        open_now = {key_of(question): question for question in questions}
        for key, card in self.cards.items():
            if key not in open_now:
                card.show_answered()
        for key, question in open_now.items():
            if key in self.cards:
                self.cards[key].show_open(question)
            else:
                self._add(question)
        self._nothing.setVisible(not open_now and not self.cards)

    def _add(self, question: OpenQuestion, stored: str = "") -> QuestionCard:
        card = self.cards[key_of(question)] = QuestionCard(question, stored)
        card.answered.connect(self.answered)
        self._box.addWidget(card)
        return card

    def show_problem(self, key: Key, error: JiamaoError) -> bool:
        """Set an error beside its question; ``False`` if it does not belong there."""
        card = self.cards.get(key)
        if card is None or not isinstance(error, UserError):
            return False
        card.show_problem(error)
        return True
