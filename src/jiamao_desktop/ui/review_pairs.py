"""What an item belongs to, as matching sees it: how sure, why, and a choice for each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from jiamao_desktop.app.review import ReviewItem, Suggestion, Target, TargetKind, chosen
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.settlement import Sureness
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.messages import language, say
from jiamao_desktop.ui.review_words import (
    SURENESS_GLYPHS,
    SURENESS_TONES,
    relation_name,
    sureness_name,
)

_LETTERS = {
    TargetKind.ITEM: "b",
    TargetKind.EXPENSE: "e",
    TargetKind.FAPIAO: "f",
    TargetKind.PAYMENT: "p",
    TargetKind.CONTRACT: "c",
    TargetKind.CUSTOMS: "d",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_MOST_SHOWN = 6
"""Choices of one relation that are shown; the rest are worse."""


def choice_of(target: Target) -> str:
    """Return a target as the value of a choice: ``"e12"`` for expense 12 of the book."""
    return f"{_LETTERS[target.kind]}{target.number}"


def target_of(choice: str) -> Target:
    """Return the target that a choice stands for."""
    return Target(_KINDS[choice[0]], int(choice[1:]))


class PairsPane(QWidget):
    """A card for each relation, with a tick for each thing the item may belong to.

    Signals:
        chosen: ``(ReviewItem)`` tied to what the person ticked.
    """

    chosen = Signal(object)

    def __init__(self, item: ReviewItem, names: Mapping[str, str]) -> None:
        super().__init__()
        self._item = item
        self._names = names
        self.ticks: dict[tuple[Relation, Target], QCheckBox] = {}
        box = widgets.column(gap=12)
        for relation in Relation:
            found = [one for one in item.found if one.relation is relation][:_MOST_SHOWN]
            if found:
                box.addWidget(self._card(relation, found))
        self.setLayout(box)

    def _card(self, relation: Relation, found: list[Suggestion]) -> QWidget:
        card = widgets.Card(gap=8)
        card.body.addWidget(widgets.text(relation_name(relation), "strong"))
        tied = self._item.tied(relation)
        for one in found:
            self._add(card.body, one, ticked=one.target in tied)
        return card

    def _add(self, box: QVBoxLayout, one: Suggestion, *, ticked: bool) -> None:
        words = self._names.get(choice_of(one.target), "–")
        tick = QCheckBox()
        tick.setChecked(ticked)
        tick.setAccessibleName(words)
        tick.clicked.connect(lambda _on: self._choose(one.relation))
        self.ticks[one.relation, one.target] = tick
        sureness = Sureness.PERSON if ticked and self._item.decided else one.sureness
        sign = widgets.chip(
            f"{SURENESS_GLYPHS[sureness]} {sureness_name(sureness)}", SURENESS_TONES[sureness]
        )
        title = widgets.Elided(words)
        title.setToolTip(words)
        line = widgets.row(tick, title, sign, gap=8)
        line.setStretch(1, 1)
        box.addLayout(line)
        why = ("" if language() == "zh" else " ").join(say(reason) for reason in one.why)
        reasons = widgets.text(why, "small", wrap=True)
        reasons.setContentsMargins(28, 0, 0, 4)
        box.addWidget(reasons)

    def _choose(self, relation: Relation) -> None:
        ticked = [
            target
            for (of, target), tick in self.ticks.items()
            if of is relation and tick.isChecked()
        ]
        shown = {target for of, target in self.ticks if of is relation}
        kept = [target for target in self._item.tied(relation) if target not in shown]
        self.chosen.emit(chosen(self._item, relation, [*kept, *ticked]))
