"""One measure opened: its head, and a tab for each way to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import verdict_chip
from jiamao_desktop.ui.parameters_pane import ParametersPane
from jiamao_desktop.ui.questions_pane import QuestionsPane
from jiamao_desktop.ui.readings_pane import ReadingsPane
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.why_pane import WhyPane
from jiamao_desktop.ui.worksheet_pane import FetchExpenses, WorksheetPane

_CLAIMABLE = frozenset({Group.CAN, Group.READING})


class Tab(IntEnum):
    """The ways to look at a measure, in the order of the tabs."""

    WHY = 0
    WORKSHEET = 1
    QUESTIONS = 2
    READINGS = 3
    FIGURES = 4


class CardDetail(QWidget):
    """The open card.

    Signals:
        claim_wanted: The button 发起申报 or 打开申报 was pressed.
    """

    claim_wanted = Signal()

    def __init__(self, fetch: FetchExpenses, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = widgets.text("", "section", wrap=True)
        self.project = widgets.text("", "soft", wrap=True)
        self.notice = widgets.text("", "small", wrap=True)
        self.amount = widgets.text("", "section")
        self.claim = widgets.when_clicked(
            widgets.button(self.tr("发起申报"), "primary"), self.claim_wanted.emit
        )
        self._chip = widgets.row(gap=0)
        self.why = WhyPane()
        self.worksheet = WorksheetPane(fetch)
        self.questions = QuestionsPane()
        self.readings = ReadingsPane()
        self.parameters = ParametersPane()
        self.tabs = QTabWidget()
        self._card: Card | None = None
        self._behind: set[int] = set()
        self._lay_out()
        self.tabs.currentChanged.connect(self._fill_tab)

    def _lay_out(self) -> None:
        head = widgets.Card(gap=12)
        right = Qt.AlignmentFlag.AlignRight
        figure = widgets.column(gap=GRID)
        figure.addLayout(self._chip)
        figure.setAlignment(self._chip, right)
        figure.addWidget(self.amount, 0, right)
        line = widgets.row(gap=3 * GRID)
        line.addLayout(widgets.column(self.title, self.project, gap=4), 1)
        line.addLayout(figure)
        line.addWidget(self.claim, 0, Qt.AlignmentFlag.AlignVCenter)
        head.body.addLayout(line)
        head.body.addWidget(self.notice)
        for pane in (self.why, self.worksheet, self.questions, self.readings, self.parameters):
            inside = widgets.column(pane)
            inside.setContentsMargins(0, GRID, GRID, GRID)
            self.tabs.addTab(widgets.scrolled(widgets.holding(inside)), "")
        self.tabs.setDocumentMode(True)
        box = widgets.column(head, self.tabs, gap=GRID)
        box.setStretch(1, 1)
        self.setLayout(box)

    def open(self, card: Card, questions: Sequence[OpenQuestion], *, claimed: bool) -> None:
        """Show another card, beginning with why.

        Args:
            card: What to show.
            questions: All open ones; those of this card are picked out.
            claimed: Whether a claim for it has been started.
        """
        self.questions.start(_questions_of(card, questions))
        self.tabs.setCurrentIndex(Tab.WHY)
        self._fill(card, claimed=claimed)

    def refresh(self, card: Card, questions: Sequence[OpenQuestion], *, claimed: bool) -> None:
        """Show the same card after something changed: nothing jumps, the cursor stays."""
        self.questions.refresh(_questions_of(card, questions))
        self._fill(card, claimed=claimed)

    def _fill(self, card: Card, *, claimed: bool) -> None:
        self.title.setText(card.title)
        self.project.setText(card.project_title)
        self.project.setVisible(bool(card.project_title))
        self.notice.setText(wording.notice_text(card))
        self.amount.setText(wording.amount_text(card))
        self.amount.setVisible(bool(self.amount.text()))
        widgets.clear(self._chip)
        self._chip.addWidget(verdict_chip(wording.group_verdict(card.group)))
        can = card.group in _CLAIMABLE and bool(card.assessment.ceiling)
        self.claim.setVisible(can or claimed)
        self.claim.setText(self.tr("打开申报") if claimed else self.tr("发起申报"))
        widgets.relook(self.claim, "look", "secondary" if claimed else "primary")
        self._name_tabs(card)
        self._card = card
        self._behind = set(Tab)
        self._fill_tab(self.tabs.currentIndex())

    def _fill_tab(self, tab: int) -> None:
        """Fill a tab when it is looked at: choosing a card costs one pane and not four."""
        card = self._card
        if card is None or tab not in self._behind:
            return
        self._behind.discard(tab)
        match tab:
            case Tab.WHY:
                self.why.show_card(card)
            case Tab.WORKSHEET:
                self.worksheet.show_card(card)
            case Tab.READINGS:
                self.readings.show_readings(card.assessment.readings)
            case Tab.FIGURES:
                self.parameters.show_card(card)

    def _name_tabs(self, card: Card) -> None:
        readings = card.assessment.readings
        unsettled = sum(reading.low != reading.high for reading in readings)
        to_enter = len(card.parameters) if card.assessment.to_enter else 0
        asked = bool(self.questions.cards)
        for tab, name, count, shown in (
            (Tab.WHY, self.tr("为什么"), 0, True),
            (Tab.WORKSHEET, self.tr("测算过程"), 0, True),
            (Tab.QUESTIONS, self.tr("待回答"), len(card.assessment.missing), asked),
            (Tab.READINGS, self.tr("解释口径"), unsettled, bool(readings)),
            (Tab.FIGURES, self.tr("费率"), to_enter, bool(card.parameters)),
        ):
            self.tabs.setTabText(tab, f"{name} {count}" if count else name)
            self.tabs.setTabVisible(tab, shown)


def _questions_of(card: Card, questions: Sequence[OpenQuestion]) -> Sequence[OpenQuestion]:
    missing = set(card.assessment.missing)
    return [
        question
        for question in questions
        if question.fact.id in missing and question.project in (None, card.project)
    ]
