"""事实: what the declarations answer, beside what a person answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.trade_told import TradeFact
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.facts import FactValue
from jiamao_desktop.domain.wording import fact_text
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import fact_field
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.questions_pane import typed
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.wording import tr


def _value(one: TradeFact, value: FactValue) -> str:
    """Return an answer as the buttons below it call it."""
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    return fact_text(one.fact, value)


class FactCard(widgets.Card):
    """One fact.

    Signals:
        list_wanted: ``(Wanted)``. answered: ``(fact, text)``; ``None`` takes it back.
    """

    list_wanted = Signal(object)
    answered = Signal(str, object)

    def __init__(self, one: TradeFact) -> None:
        super().__init__(gap=GRID)
        self.told = one
        self._sent = typed(one.answered)
        self.said = widgets.text(self._said(), "strong" if one.said is not None else "soft")
        self.said.setWordWrap(True)
        head = widgets.row(widgets.text(one.fact.label, "section", wrap=True), gap=2 * GRID)
        head.setStretch(0, 1)
        chip = self._chip()
        if chip is not None:
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        line = widgets.row(self.said, gap=12)
        line.setStretch(0, 1)
        if one.wanted is not None:
            self.rows = widgets.button(
                self.tr("看 {0} 份报关单").format(one.count), "quiet", "right"
            )
            self.rows.clicked.connect(lambda: self.list_wanted.emit(one.wanted))
            line.addWidget(self.rows)
        self.body.addLayout(line)
        self.field = fact_field(one.fact)
        self.field.set_text(self._sent)
        self.field.edited.connect(self._answer)
        self.body.addWidget(self.field)
        if one.answered is not None:
            self.back = widgets.button(self.tr("撤回回答，按报关单"), "quiet", "undo")
            self.back.clicked.connect(lambda: self.answered.emit(one.fact.id, None))
            self.body.addLayout(widgets.row(self.back, 1))

    def _said(self) -> str:
        one = self.told
        if one.said is not None:
            return self.tr("报关单得出：{0}").format(_value(one, one.said))
        if one.missing:
            return self.tr("报关单得不出：{0}").format(say(one.missing[0]))
        return self.tr("报关单里看不出，请回答。")

    def _chip(self) -> QWidget | None:
        one = self.told
        if one.differs and one.answered is not None:
            words = self.tr("! 回答是“{0}”，与报关单不同，以回答为准")
            return widgets.chip(words.format(_value(one, one.answered)), "warn")
        if one.answered is not None:
            return widgets.chip(self.tr("✓ 已回答"), "ok")
        return widgets.chip(self.tr("✓ 由报关单得出"), "ok") if one.said is not None else None

    def _answer(self, words: str) -> None:
        if words != self._sent:
            self._sent = words
            self.answered.emit(self.told.fact.id, words or None)

    def show_problem(self, error: JiamaoError) -> bool:
        """Say beside the editor what is wrong; ``False`` if it is not about the answer."""
        self._sent = "\0"
        if isinstance(error, UserError):
            self.field.set_problem(say(error))
        return isinstance(error, UserError)


class TradeFactsPane(QWidget):
    """All facts of the policies that follow from the declarations.

    Signals:
        list_wanted: ``(Wanted)``. answered: ``(fact, text)``.
    """

    list_wanted = Signal(object)
    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, FactCard] = {}
        self._box = widgets.column(gap=12)
        hint = self.tr(
            "政策要问的事，报关单里有的就不用再问。账套里报关单不全的，可以自己回答，以您的回答为准。"
        )
        inside = widgets.column(widgets.text(hint, "soft", wrap=True), self._box, 1, gap=12)
        inside.setContentsMargins(0, 12, GRID, GRID)
        self.setLayout(widgets.column(widgets.scrolled(widgets.holding(inside))))

    def show_facts(self, found: Sequence[TradeFact]) -> None:
        """Show the facts, those that differ from an answer first."""
        if [card.told for card in self.cards.values()] == sorted(found, key=_weight):
            return
        widgets.clear(self._box)
        self.cards = {one.fact.id: FactCard(one) for one in sorted(found, key=_weight)}
        for card in self.cards.values():
            card.list_wanted.connect(self.list_wanted)
            card.answered.connect(self.answered)
            self._box.addWidget(card)

    def show_problem(self, fact: str, error: JiamaoError) -> bool:
        """Set an error beside its fact; ``False`` if it does not belong there."""
        card = self.cards.get(fact)
        return card is not None and card.show_problem(error)


def _weight(one: TradeFact) -> tuple[bool, bool, str]:
    return not one.differs, one.said is None, one.fact.label
