"""Which support there is, for how much at most, and why (政策导航).

At the left every measure in its group, filtered or searched. In the middle the open one: why,
the computation, what is left of its caps, its questions, readings and figures; or the
questions of all measures, one at a time. At the right, where asked for, the notice itself.
Answers are given in place, and everything is worked out anew in the background.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from jiamao_desktop.app import (
    asking,
    assessing,
    claims,
    ledger,
    policy_search,
    projects,
    qualifying,
    trade_told,
)
from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.app.assessing import Card
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.claim import ClaimId, ClaimState
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.nearest import Way
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.card_detail import CardDetail
from jiamao_desktop.ui.guide_pane import GuidePane
from jiamao_desktop.ui.navigator import Navigator, Pile, piled
from jiamao_desktop.ui.navigator_rows import Key, Passage
from jiamao_desktop.ui.notice_pane import NoticePane
from jiamao_desktop.ui.questions_pane import Answered, QuestionsPane, typed
from jiamao_desktop.ui.screen import CLAIM_TABLES, Screen, Shell
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.wizard import Wizard

_OVER = frozenset({ClaimState.REFUSED, ClaimState.WITHDRAWN})
_NOTHING, _DETAIL, _WIZARD, _QUESTIONS = range(4)
"""Pages in the middle."""
_LIST_WIDTH, _NARROW_LIST, _NOTICE_WIDTH = 360, 320, 380
_THREE_WIDE, _NARROW = 1240, 1100
"""Widths of the screen: with room for three panes; in which the list is narrow."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that the screen shows, read in one go."""

    pile: Pile
    questions: Sequence[OpenQuestion]
    claims: Mapping[Key, ClaimId]
    answered: Sequence[Answered] = ()

    @property
    def cards(self) -> Mapping[Key, Card]:
        return self.pile.cards


def _look(ws: Workspace, report: Report) -> _Seen:
    """Work everything out anew; done on the reading thread."""
    cards = assessing.cards(ws, report)
    policy_search.prepare(ws.catalog)
    return _Seen(
        piled(ws.catalog, cards, ws.clock.today()),
        asking.open_questions(ws, cards),
        {
            (row.claim.measure, row.claim.project): row.id
            for row in claims.claim_list(ws)
            if row.claim.state not in _OVER
        },
        _answered(ws),
    )


def _answered(ws: Workspace) -> Sequence[Answered]:
    titles = {row.id: row.project.title for row in projects.project_list(ws)}
    against = trade_told.differences(ws)
    found = []
    for fact, answer in asking.stored_answers(ws):
        about = None if answer.project is None else ProjectId(answer.project)
        question = OpenQuestion(
            fact=fact,
            project=about,
            project_title=titles.get(about, "") if about is not None else "",
            stake=ZERO,
            measures=(),
        )
        if answer.value is not None:
            found.append(Answered(question, typed(answer.value), against.get(fact.id, "")))
    return found


class MeasuresScreen(Screen):
    """The policy navigator. ``show_target`` takes ``(measure, project or None)``."""

    tables = CLAIM_TABLES
    search_hint: ClassVar[str] = "政策和条文"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        ws = self.workspace
        self._seen = _Seen(Pile(catalog=ws.catalog, today=ws.clock.today()), [], {})
        self._wanted: Key | None = None
        self._shown: Key | None = None
        self.navigator = Navigator()
        self.list = self.navigator.list
        self.questions_button = widgets.when_clicked(
            widgets.button("", "tile", "question"), self._ask
        )
        self.detail = CardDetail(
            ws.catalog, lambda ids: ledger.expense_rows(ws, ids), GuidePane(shell)
        )
        self.wizard = Wizard()
        self.all_questions = QuestionsPane()
        self.notice = NoticePane()
        self.notice.hide()
        self.right = QStackedWidget()
        for page in (
            *(widgets.holding(widgets.column()), self.detail, self.wizard),
            self._questions_page(),
        ):
            self.right.addWidget(page)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._left = widgets.holding(
            widgets.column(self.questions_button, self.navigator, gap=GRID)
        )
        self._left.setFixedWidth(_LIST_WIDTH)
        body = widgets.row(self._left, self.right, self.notice, gap=2 * GRID)
        body.setStretch(1, 1)
        self.summary = widgets.Elided("", "soft")
        head = widgets.row(widgets.text(self.tr("政策导航"), "title"), self.summary, gap=16)
        head.setStretch(1, 1)
        head.setAlignment(self.summary, Qt.AlignmentFlag.AlignBottom)
        box = widgets.column(head, body, gap=2 * GRID)
        box.setContentsMargins(24, 16, 24, 16)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.questions_button.hide()

    def _questions_page(self) -> QWidget:
        back = widgets.when_clicked(widgets.button(self.tr("逐个回答")), self._ask)
        head = widgets.section(
            self.tr("全部问题"),
            self.tr("影响金额大的排在前面；已经回答的在下面，可以更正。"),
            back,
        )
        return widgets.holding(
            widgets.column(head, widgets.scrolled(self.all_questions), gap=2 * GRID)
        )

    def _connect(self) -> None:
        detail, wizard = self.detail, self.wizard
        self.navigator.opened.connect(self._open)
        self.navigator.clicked.connect(self._show_detail)
        self.notice.closed.connect(self._close_notice)
        detail.claim_wanted.connect(self._claim)
        detail.clause_wanted.connect(self._show_clause)
        detail.card_wanted.connect(self._open_measure)
        detail.settling_wanted.connect(lambda: self.shell.go("readings", self._open_key()[0]))
        detail.headroom.support_wanted.connect(partial(self.shell.go, "profile"))
        detail.worksheet.expense_wanted.connect(partial(self.shell.go, "ledger"))
        detail.worksheet.paper_wanted.connect(partial(self.shell.go, "papers"))
        detail.readings.chosen.connect(self._choose_reading)
        detail.parameters.entered.connect(self._enter_parameter)
        detail.parameters.adopted.connect(self._adopt_practice)
        for pane in (detail.questions, self.all_questions, wizard):
            pane.answered.connect(partial(self._answer, pane))
        wizard.list_wanted.connect(self._show_questions)
        wizard.closed.connect(self._leave_wizard)
        wizard.card_wanted.connect(lambda measure, project: self.show_target((measure, project)))

    def refresh(self) -> None:
        """Override: work out every card anew, in the background."""
        self.summary.say(self.tr("正在测算…"))
        ws = self.workspace
        self.read("cards", lambda report: _look(ws, report), self._show)

    def show_target(self, target: object) -> None:
        """Override: open the card ``(measure, project)``."""
        self._wanted = cast("Key", target)
        self._go_to_wanted()

    def search(self, words: str) -> None:
        """Override: measures, clauses and the notices themselves."""
        self.navigator.search(words)

    def _show(self, seen: _Seen) -> None:
        self._seen, before = seen, self._shown
        self.detail.catalog = seen.pile.catalog  # another one after a pack was brought in
        self.navigator.show_pile(seen.pile)
        self.summary.say(self.navigator.summary())
        self._show_question_count()
        self.all_questions.refresh(seen.questions)
        if self.right.currentIndex() == _WIZARD:
            self.wizard.refresh(seen.questions, list(seen.cards.values()))
        if before == self._shown and before in seen.cards:
            card = seen.cards[cast("Key", self._shown)]
            self.detail.refresh(card, seen.questions, claimed=before in seen.claims)
            self._find_ways(card)
        self._go_to_wanted()

    def _show_question_count(self) -> None:
        count = len(self._seen.questions)
        self.questions_button.setVisible(bool(count or self._seen.answered))
        if count and self._seen.questions[0].stake:
            most = wording.yuan(self._seen.questions[0].stake)
            words = self.tr("{count} 个问题待回答，最多影响 {most}")
            self.questions_button.setText(words.format(count=count, most=most))
        elif count:
            words = self.tr("{count} 个问题待回答，关系到能否使用")
            self.questions_button.setText(words.format(count=count))
        else:
            self.questions_button.setText(self.tr("问题都已回答，可在这里更正"))

    def _go_to_wanted(self) -> None:
        if self._wanted is not None and self.navigator.open(self._wanted):
            self._wanted = None
            self._show_detail()

    def _open(self, key: object) -> None:
        if isinstance(key, Passage):
            self._show_passage(key)
            return
        shown = cast("Key", key)
        card = self._seen.pile.cards.get(shown)
        if card is None:
            return
        if shown != self._shown:
            self._shown = shown
            self.detail.open(card, self._seen.questions, claimed=shown in self._seen.claims)
            self._find_ways(card)
        if self.right.currentIndex() == _NOTHING:
            self._show_detail()

    def _open_measure(self, measure: str) -> None:
        key = next((one for one in self._seen.cards if one[0] == measure), None)
        if key is not None:
            self.show_target(key)

    def _find_ways(self, card: Card) -> None:
        """Work out how the applicant could qualify: too long for the window's own thread."""
        if not qualifying.may_have_ways(card):
            return
        ws, key = self.workspace, (card.measure, card.project)

        def show(ways: Sequence[Way]) -> None:
            if self._shown == key:
                self.detail.show_ways(ways)

        self.read("ways", lambda _report: qualifying.ways(ws, card), show)

    def _show_clause(self, clause: Clause) -> None:
        ws = self.workspace
        if self.notice.show_clause(ws.catalog, clause, ws.clock.today()):
            self._show_notice()

    def _show_passage(self, passage: Passage) -> None:
        ws = self.workspace
        pack = ws.catalog.packs[passage.pack]
        notice = next(one for one in pack.notices if one.id == passage.notice)
        self.notice.show_passage(notice, (passage.first, passage.end), ws.clock.today())
        self._show_notice()

    def _show_notice(self) -> None:
        self.notice.show()
        self._share_width()

    def _close_notice(self) -> None:
        self.notice.hide()
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: where three panes do not fit, the notice takes the place of the card."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        wide, reading = self.width(), not self.notice.isHidden()
        self._left.setFixedWidth(_NARROW_LIST if wide < _NARROW or reading else _LIST_WIDTH)
        searching = self.navigator.searching
        self._left.setVisible(not reading or wide >= _THREE_WIDE or searching)
        self.right.setVisible(not reading or wide >= _THREE_WIDE or not searching)
        self.notice.setMinimumWidth(_NOTICE_WIDTH if self.right.isVisibleTo(self) else 0)
        self.notice.setMaximumWidth(_NOTICE_WIDTH if self.right.isVisibleTo(self) else 16_777_215)

    def _show_detail(self) -> None:
        if self._shown is not None:
            self.right.setCurrentIndex(_DETAIL)

    def _ask(self) -> None:
        if self.right.currentIndex() == _WIZARD:
            return
        if not self._seen.questions:
            self._show_questions()
            return
        self.wizard.start(self._seen.questions, list(self._seen.cards.values()))
        self.right.setCurrentIndex(_WIZARD)

    def _show_questions(self) -> None:
        if self.right.currentIndex() != _QUESTIONS:
            self.all_questions.start(self._seen.questions, self._seen.answered)
            self.right.setCurrentIndex(_QUESTIONS)

    def _leave_wizard(self) -> None:
        self.right.setCurrentIndex(_DETAIL if self._shown is not None else _NOTHING)

    def _answer(
        self,
        pane: QuestionsPane | Wizard,
        fact: str,
        project: ProjectId | None,
        words: str | None,
    ) -> None:
        ws = self.workspace
        self.write(
            self.tr("重新测算"),
            lambda _report: asking.answer(ws, fact, words, project),
            lambda _changes: None,
            lambda error: self._fail_unless(pane.show_problem((fact, project), error), error),
        )

    def _fail_unless(self, shown: bool, error: JiamaoError) -> None:
        if not shown:
            self.shell.fail(error)

    def _choose_reading(self, reading: str, option: str) -> None:
        ws, (measure, _project) = self.workspace, self._open_key()
        self.write(
            self.tr("重新测算"),
            lambda _report: asking.choose_reading(ws, measure, reading, option),
            lambda _changes: None,
        )

    def _enter_parameter(self, parameter: str, words: str, source: str) -> None:
        ws, (measure, project) = self.workspace, self._open_key()
        pane = self.detail.parameters
        self.write(
            self.tr("重新测算"),
            lambda _report: asking.enter_parameter(
                ws, measure, project, parameter, text=words, source=source
            ),
            lambda _changes: None,
            lambda error: self._fail_unless(pane.show_problem(parameter, error), error),
        )

    def _adopt_practice(self, practice: str) -> None:
        ws, (measure, project) = self.workspace, self._open_key()
        self.write(
            self.tr("重新测算"),
            lambda _report: asking.adopt_practice(ws, measure, project, practice),
            lambda _changes: self.shell.say(
                self.tr("已采用参考做法，测算表会标明出处。"), undoable=True
            ),
        )

    def _claim(self) -> None:
        ws, key = self.workspace, self._open_key()
        if key in self._seen.claims:
            self.shell.go("claims", self._seen.claims[key])
            return
        self.write(
            self.tr("发起申报"),
            lambda _report: claims.start_claim(ws, *key),
            self._started,
        )

    def _started(self, result: tuple[ClaimId, Changes]) -> None:
        self.shell.say(self.tr("已发起申报，可撤销。"), undoable=True)
        self.shell.go("claims", result[0])

    def _open_key(self) -> Key:
        if self._shown is None:
            raise LookupError("no card is open")
        return self._shown
