"""What-if (假如): what is supposed at the side, the plans that come of it next to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from jiamao_desktop.app.plan_findings import Comparison
from jiamao_desktop.app.plan_parts import BestPlan, Scenario
from jiamao_desktop.ui import plan_words, theme, widgets, wording
from jiamao_desktop.ui.plan_scenario import ScenarioPane
from jiamao_desktop.ui.plan_suppose_form import Choices, SupposeForm, Word
from jiamao_desktop.ui.plan_supposed import Supposed
from jiamao_desktop.ui.plan_words import Change, change_of
from jiamao_desktop.ui.theme import GRID

_SIDE_WIDTH = 320
_MOST_ROWS = 60
"""Of claims side by side: those that differ most come first."""
_EMPTY, _COMPARED = range(2)
_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | _TOP


class PlanWhatIf(QWidget):
    """Two scenarios beside the book as it stands. Nothing of them is stored.

    Signals:
        compare_wanted: ``(scenarios)`` that suppose anything, to be worked out.
        plan_wanted: ``(BestPlan)`` of a scenario is to be shown whole.
        adopt_wanted: ``(BestPlan)`` of a scenario is to be adopted.
    """

    compare_wanted = Signal(object)
    plan_wanted = Signal(object)
    adopt_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scenarios = (ScenarioPane(self.tr("假如 A")), ScenarioPane(self.tr("假如 B")))
        self.side = QTabWidget()
        self.side.setDocumentMode(True)
        for pane in self.scenarios:
            self.side.addTab(pane, pane.scenario.name)
            pane.changed.connect(self._ask)
        self.side.currentChanged.connect(lambda _place: self._fit_side())
        self.form = SupposeForm()
        self.form.spent.connect(lambda planned: self._open_pane().spend(planned))
        self.form.read.connect(self.read)
        self.form.moved.connect(lambda day: self._open_pane().on_day(day))
        self.clear = widgets.when_clicked(
            widgets.button(self.tr("清空假设"), "quiet", "trash"), self._clear
        )
        self.said = widgets.text("", "soft", wrap=True)
        self._table = widgets.Card(gap=GRID)
        self._table.setObjectName("compared")
        self._plans: Sequence[BestPlan] = ()
        right = widgets.column(self.said, self._table, 1, gap=12)
        right.setContentsMargins(0, 0, GRID, 0)
        self.empty = widgets.EmptyState(
            "empty-search",
            self.tr("换个做法，差多少"),
            self.tr("在左边加上假设，这里把“现在”和“假如”的方案并排列出，写明差多少。"),
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(widgets.scrolled(widgets.holding(right)))
        hint = self.tr("要排除或指定某一笔费用：在“申报”或“没有计入”里选中它，按“假如…”。")
        left = widgets.column(
            self.side,
            widgets.row(self.clear, 1),
            widgets.rule(),
            self.form,
            widgets.text(hint, "small", wrap=True),
            1,
            gap=12,
        )
        left.setContentsMargins(0, 0, GRID, GRID)
        side = widgets.scrolled(widgets.holding(left))
        side.setFixedWidth(_SIDE_WIDTH)
        body = widgets.row(gap=2 * GRID)
        body.addWidget(side)
        body.addWidget(self.pages, 1)
        body.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(body)
        self._fit_side()
        self._wait()

    @property
    def supposed(self) -> Sequence[Scenario]:
        """Return the scenarios that suppose anything."""
        found = (pane.scenario for pane in self.scenarios)
        return [one for one in found if not one.supposes_nothing]

    def show_choices(self, choices: Choices) -> None:
        """Offer these words, categories and projects."""
        self.form.show_choices(choices)
        for pane in self.scenarios:
            pane.show_choices(choices)

    def suppose(self, what: Supposed) -> None:
        """Suppose something of an expense, in the scenario that is open."""
        self._open_pane().suppose(what)

    def read(self, word: Word, option: str) -> None:
        """Suppose another reading, in the scenario that is open."""
        self._open_pane().read(word, option)

    def wait(self) -> None:
        """Say that the plans are being worked out; what stood there stays, but cannot be used."""
        self.say(self.tr("正在按假设重新安排…"))

    def say(self, words: str) -> None:
        """Say why there is nothing to see, or that it is out of date."""
        self.said.setText(words)
        self._table.setEnabled(False)
        self.pages.setCurrentIndex(_COMPARED)

    def show_comparison(self, found: Comparison) -> None:
        """Show the plans side by side."""
        self._plans = found.plans
        self._table.setEnabled(True)
        moved = sum(len(set(row.amounts)) > 1 for row in found.rows)
        self.said.setText(
            self.tr("有 {count} 项申报因此不同，排在前面。只算不存，采用之前不改账套。").format(
                count=moved
            )
            if moved
            else self.tr("申报的金额都一样。只算不存，采用之前不改账套。")
        )
        widgets.clear(self._table.body)
        self._table.body.addLayout(self._grid(found))
        self._table.show()

    def _open_pane(self) -> ScenarioPane:
        return self.scenarios[self.side.currentIndex()]

    def _clear(self) -> None:
        self._open_pane().clear()

    def _fit_side(self) -> None:
        """Let only the open scenario decide how high its place is."""
        for place, pane in enumerate(self.scenarios):
            kind = QSizePolicy.Policy
            open_ = place == self.side.currentIndex()
            pane.setSizePolicy(kind.Preferred, kind.Preferred if open_ else kind.Ignored)
        self.clear.setVisible(not self._open_pane().scenario.supposes_nothing)

    def _ask(self, _scenario: object) -> None:
        self._fit_side()
        for place, pane in enumerate(self.scenarios):
            count = len(pane.entries)
            name = pane.scenario.name
            self.side.setTabText(place, f"{name}　{count}" if count else name)
        if self.supposed:
            self.compare_wanted.emit(self.supposed)
        else:
            self._wait()

    def _wait(self) -> None:
        self._table.hide()
        self.pages.setCurrentIndex(_EMPTY)

    def _grid(self, found: Comparison) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(12)
        names = [self.tr("现在"), *(plan.scenario.name for plan in found.plans[1:])]
        for place, name in enumerate(names, start=1):
            grid.addWidget(_right(name, "label"), 0, place, _RIGHT)
        line = self._figures(grid, found)
        grid.addWidget(widgets.rule(), line, 0, 1, len(names) + 1)
        for row in found.rows[:_MOST_ROWS]:
            line += 1
            what = widgets.column(widgets.text(row.title, wrap=True), gap=0)
            if row.project_title:
                what.addWidget(widgets.text(row.project_title, "small", wrap=True))
            grid.addLayout(what, line, 0, _TOP)
            for place, amount in enumerate(row.amounts):
                shown = "—" if amount is None else wording.yuan(amount)
                grid.addLayout(_cell(shown, change_of(row.amounts[0], amount)), line, place + 1)
        hidden = len(found.rows) - _MOST_ROWS
        if hidden > 0:
            line += 1
            more = self.tr("另有 {count} 项差得更少，或者一样。").format(count=hidden)
            grid.addWidget(widgets.text(more, "soft", wrap=True), line, 0, 1, len(names) + 1)
        line += 1
        grid.addWidget(widgets.rule(), line, 0, 1, len(names) + 1)
        for place, plan in enumerate(found.plans[1:], start=2):
            grid.addLayout(self._actions(plan), line + 1, place)
        grid.setColumnStretch(0, 1)
        return grid

    def _figures(self, grid: QGridLayout, found: Comparison) -> int:
        """Fill in sum and paper of each plan; returns the next free line."""
        now = found.plans[0]
        counts: tuple[tuple[str, Callable[[BestPlan], int]], ...] = (
            (self.tr("申报份数"), lambda plan: len(plan.claims)),
            (self.tr("凭证张数"), lambda plan: plan.vouchers),
            (self.tr("附件份数"), lambda plan: plan.pages),
        )
        grid.addWidget(widgets.text(self.tr("合计"), "strong"), 1, 0, _TOP)
        for place, plan in enumerate(found.plans, start=1):
            change = change_of(now.total, plan.total)
            grid.addLayout(_cell(plan_words.sum_text(plan), change, "section"), 1, place)
            sign = plan_words.money_said(plan).sign
            grid.addWidget(widgets.chip(f"{sign.glyph} {sign.text}", sign.tone), 2, place, _RIGHT)
        for line, (name, count) in enumerate(counts, start=3):
            grid.addWidget(widgets.text(name), line, 0, _TOP)
            for place, plan in enumerate(found.plans, start=1):
                cell = widgets.column(_right(str(count(plan)), "body"), gap=0)
                gap = count(plan) - count(now)
                if gap:
                    cell.addWidget(_right(f"{gap:+d}".replace("-", "−"), "small"))
                grid.addLayout(cell, line, place)
        return 3 + len(counts)

    def _actions(self, plan: BestPlan) -> QVBoxLayout:
        look = widgets.when_clicked(
            widgets.button(self.tr("看这个方案"), "quiet"), lambda: self.plan_wanted.emit(plan)
        )
        adopt = widgets.when_clicked(
            widgets.button(self.tr("采用…")), lambda: self.adopt_wanted.emit(plan)
        )
        for button in (look, adopt):
            button.setAccessibleName(f"{button.text()} {plan.scenario.name}")
        return widgets.column(look, adopt, gap=4)


def _right(words: str, look: str) -> QLabel:
    label = widgets.text(words, look)
    label.setAlignment(_RIGHT)
    return label


def _cell(words: str, change: Change, look: str = "body") -> QVBoxLayout:
    """Return an amount with what has changed below it; words or a sign say the direction."""
    cell = widgets.column(_right(words, look), gap=0)
    if change.words:
        said = _right(change.words, "small")
        said.setStyleSheet(f"color: {theme.TONES['ok' if change.better else 'warn'][0]};")
        cell.addWidget(said)
    return cell
