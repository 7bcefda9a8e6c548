"""What is supposed (假如), line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.plan_parts import PlannedExpense, Scenario
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.plan_suppose_form import Choices, Word
from jiamao_desktop.ui.plan_supposed import Supposed
from jiamao_desktop.ui.plan_words import ClaimKey
from jiamao_desktop.ui.theme import GRID


@dataclass(frozen=True, slots=True)
class Entry:
    """One supposition in words, and the scenario without it."""

    words: str
    without: Scenario


class ScenarioPane(QWidget):
    """One scenario: each supposition in words, with a cross that takes it away.

    Signals:
        changed: ``(Scenario)``.
    """

    changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scenario = Scenario(name=name)
        self._choices = Choices(words={}, categories={}, projects={})
        self._expenses: dict[int, str] = {}
        self._measures: dict[ClaimKey, str] = {}
        self.none = widgets.text(self.tr("还没有假设：和现在一样。"), "soft", wrap=True)
        self._lines = widgets.column(gap=4)
        box = widgets.column(self.none, self._lines, 1, gap=12)
        box.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(box)

    @property
    def entries(self) -> Sequence[Entry]:
        """Return what is supposed, line by line."""
        one = self.scenario
        found = [
            Entry(self._planned(item), _without_planned(one, place))
            for place, item in enumerate(one.planned)
        ]
        found += [
            Entry(self._reading(word, option), _without_reading(one, word))
            for word, option in sorted(one.readings.items())
        ]
        if one.today is not None:
            words = self.tr("换到 {day} 来算").format(day=wording.day(one.today))
            found.append(Entry(words, replace(one, today=None)))
        found += [
            Entry(self._pin(expense, key), _without_pin(one, expense))
            for expense, key in sorted(one.pinned.items(), key=lambda item: item[0])
        ]
        found += [
            Entry(self._ban(expense, key), replace(one, forbidden=one.forbidden - {(expense, key)}))
            for expense, key in sorted(one.forbidden, key=lambda item: (item[0], item[1] or ""))
        ]
        return found

    def show_choices(self, choices: Choices) -> None:
        """Name words, categories and projects as these do."""
        self._choices = choices
        self._show()

    def spend(self, planned: PlannedExpense) -> None:
        """Suppose one more expense."""
        self._become(replace(self.scenario, planned=(*self.scenario.planned, planned)))

    def read(self, word: Word, option: str) -> None:
        """Suppose that a word is read in a certain way."""
        self._become(replace(self.scenario, readings={**self.scenario.readings, word: option}))

    def on_day(self, day: dt.date) -> None:
        """Suppose another day."""
        self._become(replace(self.scenario, today=day))

    def suppose(self, what: Supposed) -> None:
        """Suppose that an expense is claimed under one measure only, or is not."""
        one, expense = self.scenario, what.expense
        self._expenses[expense] = what.label
        if what.target is not None:
            self._measures[what.target] = what.title
        banned = {pair for pair in one.forbidden if pair[0] != expense}
        pinned = {key: value for key, value in one.pinned.items() if key != expense}
        if what.pinned and what.target is not None:
            pinned[expense] = what.target
        else:
            banned = set(one.forbidden) | {(expense, what.target[0] if what.target else None)}
        self._become(replace(one, pinned=pinned, forbidden=frozenset(banned)))

    def clear(self) -> None:
        """Suppose nothing any more."""
        self._become(Scenario(name=self.scenario.name))

    def _become(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._show()
        self.changed.emit(scenario)

    def _show(self) -> None:
        widgets.clear(self._lines)
        entries = self.entries
        self.none.setVisible(not entries)
        for entry in entries:
            line = widgets.row(widgets.text(entry.words, wrap=True), gap=GRID)
            line.setStretch(0, 1)
            away = widgets.tool("close", self.tr("去掉：{0}").format(entry.words))
            away.clicked.connect(lambda _=False, one=entry.without: self._become(one))
            line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(line)

    def _planned(self, item: PlannedExpense) -> str:
        category = self._choices.categories.get(item.category, item.category)
        words = self.tr("还要花 {amount}：{category}，{day}").format(
            amount=wording.yuan(item.gross), category=category, day=wording.day(item.paid_on)
        )
        title = self._choices.projects.get(item.project) if item.project is not None else None
        return (
            self.tr("{words}（{project}）").format(words=words, project=title) if title else words
        )

    def _reading(self, word: Word, option: str) -> str:
        question, options = self._choices.words.get(word, ("/".join(word), {}))
        said = options.get(option, option)
        return self.tr("{question}按“{option}”").format(question=question, option=said)

    def _pin(self, expense: int, key: ClaimKey) -> str:
        return self.tr("{expense} 只归到“{measure}”").format(
            expense=self._expense(expense), measure=self._measures.get(key, key[0])
        )

    def _ban(self, expense: int, measure: str | None) -> str:
        if measure is None:
            return self.tr("{expense} 不报").format(expense=self._expense(expense))
        title = next((name for key, name in self._measures.items() if key[0] == measure), measure)
        return self.tr("{expense} 不归到“{measure}”").format(
            expense=self._expense(expense), measure=title
        )

    def _expense(self, expense: int) -> str:
        return self._expenses.get(expense, str(expense))


def _without_planned(one: Scenario, place: int) -> Scenario:
    return replace(one, planned=one.planned[:place] + one.planned[place + 1 :])


def _without_reading(one: Scenario, word: Word) -> Scenario:
    return replace(one, readings={key: said for key, said in one.readings.items() if key != word})


def _without_pin(one: Scenario, expense: int) -> Scenario:
    return replace(one, pinned={key: to for key, to in one.pinned.items() if key != expense})
