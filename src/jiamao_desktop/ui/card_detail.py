"""One measure opened: its head, and a tab for each way to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from jiamao_desktop.app import explaining
from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.nearest import Way
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import verdict_chip
from jiamao_desktop.ui.guide_pane import GuidePane
from jiamao_desktop.ui.headroom_pane import HeadroomPane
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
    HEADROOM = 2
    QUESTIONS = 3
    READINGS = 4
    FIGURES = 5
    GUIDE = 6


class CardDetail(QWidget):
    """The open card.

    Signals:
        claim_wanted: The button 发起申报 or 打开申报 was pressed.
        clause_wanted: ``(Clause)`` is to be shown in its notice.
        card_wanted: ``(measure)`` is to be opened.
        settling_wanted: The authority is to be asked, or its answer recorded.

    Attributes:
        catalog: The one that the cards come from.
    """

    claim_wanted = Signal()
    clause_wanted = Signal(object)
    card_wanted = Signal(str)
    settling_wanted = Signal()

    def __init__(
        self,
        catalog: Catalog,
        fetch: FetchExpenses,
        guide: GuidePane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.guide = guide
        self.catalog = catalog
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
        self.headroom = HeadroomPane()
        self.questions = QuestionsPane()
        self.readings = ReadingsPane()
        self.settle = widgets.when_clicked(
            widgets.button(self.tr("写咨询函，或登记答复"), "quiet", "right"),
            self.settling_wanted.emit,
        )
        self.parameters = ParametersPane()
        self.tabs = QTabWidget()
        self._card: Card | None = None
        self._asked: Sequence[OpenQuestion] = ()
        self._asking = False
        self._behind: set[int] = set()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = widgets.Card(gap=6)
        top = widgets.row(self.title, gap=2 * GRID)
        top.setStretch(0, 1)
        top.addLayout(self._chip)
        top.setAlignment(self._chip, Qt.AlignmentFlag.AlignTop)
        figure = widgets.row(self.amount, 1, self.claim, gap=2 * GRID)
        for part in (top, self.project, self.notice, figure):
            if isinstance(part, QWidget):
                head.body.addWidget(part)
            else:
                head.body.addLayout(part)
        for pane in (
            *(self.why, self.worksheet, self.headroom),
            *(self.questions, self.readings, self.parameters, self.guide),
        ):
            inside = widgets.column(pane)
            if pane is self.readings:
                inside.addLayout(widgets.row(self.settle, 1))
            if pane in {self.readings, self.guide}:
                inside.addStretch(1)
            inside.setContentsMargins(0, GRID, GRID, GRID)
            self.tabs.addTab(widgets.scrolled(widgets.holding(inside)), "")
        self.tabs.setDocumentMode(True)
        box = widgets.column(head, self.tabs, gap=GRID)
        box.setStretch(1, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._fill_tab)
        for pane in (self.why, self.worksheet, self.headroom, self.readings):
            pane.clause_wanted.connect(self.clause_wanted)
        self.why.card_wanted.connect(self.card_wanted)
        self.why.readings_wanted.connect(lambda _reading: self.tabs.setCurrentIndex(Tab.READINGS))
        self.why.questions_wanted.connect(lambda: self.tabs.setCurrentIndex(Tab.QUESTIONS))

    def open(self, card: Card, questions: Sequence[OpenQuestion], *, claimed: bool) -> None:
        """Show another card, beginning with why.

        Args:
            card: What to show.
            questions: All open ones; those of this card are picked out.
            claimed: Whether a claim for it has been started.
        """
        self._asking = False
        self._card = None  # so that turning to the tab does not explain the card before
        self.tabs.setCurrentIndex(Tab.WHY)
        self._fill(card, questions, claimed=claimed)

    def refresh(self, card: Card, questions: Sequence[OpenQuestion], *, claimed: bool) -> None:
        """Show the same card after something changed: nothing jumps, the cursor stays."""
        self._fill(card, questions, claimed=claimed)

    def show_ways(self, ways: Sequence[Way]) -> None:
        """Show the nearest ways to qualify, worked out after the card was opened."""
        self.why.show_ways(ways)

    def _fill(self, card: Card, questions: Sequence[OpenQuestion], *, claimed: bool) -> None:
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
        self._card = card
        self._asked = _questions_of(card, questions)
        self._name_tabs(card)
        self._behind = set(Tab)
        self._fill_tab(self.tabs.currentIndex())

    def _fill_tab(self, tab: int) -> None:
        """Fill a tab when it is looked at: choosing a card costs one pane and not five."""
        card = self._card
        if card is None or tab not in self._behind:
            return
        self._behind.discard(tab)
        match tab:
            case Tab.WHY:
                self.why.show_card(
                    card,
                    explaining.reason(self.catalog, card),
                    questions=[one.fact.label or one.fact.question for one in self._asked],
                    higher=[(one, self.catalog.measure_title(one)) for one in card.higher],
                )
            case Tab.WORKSHEET:
                self.worksheet.show_card(card)
            case Tab.HEADROOM:
                self.headroom.show_card(
                    card, lambda room: explaining.sharing(self.catalog, card, room)
                )
            case Tab.QUESTIONS if self._asking:
                self.questions.refresh(self._asked)
            case Tab.QUESTIONS:
                self._asking = True
                self.questions.start(self._asked)
            case Tab.READINGS:
                self.readings.show_readings(card.assessment.readings)
            case Tab.FIGURES:
                self.parameters.show_card(card)
            case Tab.GUIDE:
                self.guide.show_for(card.measure, card.project)

    def _name_tabs(self, card: Card) -> None:
        found = card.assessment
        unsettled = sum(reading.low != reading.high for reading in found.readings)
        to_enter = len(card.parameters) if found.to_enter else 0
        asked = bool(self._asked) or (self._asking and bool(self.questions.cards))
        computed = bool(found.worksheet or found.left_out or card.limits)
        for tab, name, count, shown in (
            (Tab.WHY, self.tr("为什么"), 0, True),
            (Tab.WORKSHEET, self.tr("测算过程"), 0, computed),
            (Tab.HEADROOM, self.tr("额度"), 0, bool(card.limits)),
            (Tab.QUESTIONS, self.tr("待回答"), len(self._asked), asked),
            (Tab.READINGS, self.tr("解释口径"), unsettled, bool(found.readings)),
            (Tab.FIGURES, self.tr("费率"), to_enter, bool(card.parameters)),
            (Tab.GUIDE, self.tr("参考做法"), 0, bool(card.guide)),
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
