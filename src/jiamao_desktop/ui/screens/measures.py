"""Which support there is, for how much at most, and why (政策导航).

At the left every measure as a tile, grouped by what it means to this applicant. At the
right the open one: why, the computation, its questions, readings and figures. Answers are
given in place, and everything is worked out anew in the background.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from jiamao_desktop.app import asking, assessing, claims, ledger, projects
from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.claim import ClaimId, ClaimState
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.card_detail import CardDetail
from jiamao_desktop.ui.questions_pane import Answered, QuestionsPane, typed
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.tile_list import Heading, Row, Tile, TileList

Key = tuple[str, ProjectId | None]
_OVER = frozenset({ClaimState.REFUSED, ClaimState.WITHDRAWN})
_FADED = frozenset({Group.NO, Group.LAPSED, Group.NOT_CALCULABLE})
_ORDER = (
    Group.CAN,
    Group.NEARLY,
    Group.ASK,
    Group.READING,
    Group.NOT_CALCULABLE,
    Group.BASIS,
    Group.NO,
    Group.LAPSED,
)


_NOTHING, _DETAIL, _QUESTIONS = range(3)
"""Pages at the right."""


def key_of(card: Card) -> Key:
    """Return what makes a card the same card after a recomputation."""
    return card.measure, card.project


def tiles(cards: Sequence[Card]) -> list[Row]:
    """Return the cards as tiles under their headings, dearest first within a group."""
    rows: list[Row] = []
    for group in _ORDER:
        members = [card for card in cards if card.group is group]
        if members:
            members.sort(key=lambda card: -assessing.at_stake(card).fen)
            rows.append(Heading(wording.group_verdict(group), len(members)))
            rows += [_tile(card) for card in members]
    return rows


def _tile(card: Card) -> Tile:
    return Tile(
        key=key_of(card),
        title=card.title,
        subtitle=card.project_title,
        figure=wording.amount_text(card),
        verdict=wording.group_verdict(card.group),
        foot=f"{card.number}　{wording.in_force_text(card)}",
        faded=card.group in _FADED,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that the screen shows, read in one go."""

    cards: Mapping[Key, Card]
    questions: Sequence[OpenQuestion]
    claims: Mapping[Key, ClaimId]
    answered: Sequence[Answered] = ()


def _look(ws: Workspace, report: Report) -> _Seen:
    """Work everything out anew; done on the reading thread."""
    cards = assessing.cards(ws, report)
    return _Seen(
        {key_of(card): card for card in cards},
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
            found.append(Answered(question, typed(answer.value)))
    return found


class MeasuresScreen(Screen):
    """The policy navigator. ``show_target`` takes ``(measure, project or None)``."""

    tables = frozenset(
        {
            *("answer", "reading", "parameter", "applicant", "received_grant"),
            *("claim", "claim_expense", "expense", "evidence", "payment", "fapiao"),
            *("project", "fair", "booth", "participant", "certification", "pilot", "matter"),
        }
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._seen = _Seen({}, [], {})
        self._wanted: Key | None = None
        self._shown: Key | None = None
        self.list = TileList(self.tr("支持措施"))
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _index: self._show_detail())
        self.questions_button = widgets.when_clicked(
            widgets.button("", "tile", "question"), self._show_questions
        )
        self.all_questions = QuestionsPane()
        self.all_questions.answered.connect(partial(self._answer, self.all_questions))
        self.detail = CardDetail(lambda ids: ledger.expense_rows(self.workspace, ids))
        self.detail.claim_wanted.connect(self._claim)
        self.detail.questions.answered.connect(partial(self._answer, self.detail.questions))
        self.detail.readings.chosen.connect(self._choose_reading)
        self.detail.parameters.entered.connect(self._enter_parameter)
        self.detail.parameters.adopted.connect(self._adopt_practice)
        self.right = QStackedWidget()
        self.right.addWidget(widgets.holding(widgets.column()))
        self.right.addWidget(self.detail)
        self.right.addWidget(self._questions_page())
        self._lay_out()

    def _lay_out(self) -> None:
        left = widgets.column(self.questions_button, self.list, gap=GRID)
        left_side = widgets.holding(left)
        left_side.setFixedWidth(360)
        body = widgets.row(left_side, self.right, gap=2 * GRID)
        body.setStretch(1, 1)
        self.summary = widgets.text("", "soft")
        head = widgets.row(widgets.text(self.tr("政策导航"), "title"), self.summary, 1, gap=16)
        head.setAlignment(self.summary, Qt.AlignmentFlag.AlignBottom)
        box = widgets.column(head, body, gap=2 * GRID)
        box.setContentsMargins(24, 16, 24, 16)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.questions_button.hide()

    def _questions_page(self) -> QWidget:
        head = widgets.section(
            self.tr("待回答的问题"),
            self.tr("影响金额大的排在前面。回答后马上重新测算；不清楚的可以先放着。"),
        )
        return widgets.holding(
            widgets.column(head, widgets.scrolled(self.all_questions), gap=2 * GRID)
        )

    def refresh(self) -> None:
        """Override: work out every card anew, in the background."""
        self.summary.setText(self.tr("正在测算…"))
        ws = self.workspace
        self.read("cards", lambda report: _look(ws, report), self._show)

    def show_target(self, target: object) -> None:
        """Override: open the card ``(measure, project)``."""
        self._wanted = cast("Key", target)
        self._go_to_wanted()

    def _show(self, seen: _Seen) -> None:
        self._seen, before = seen, self._shown
        self.list.show_rows(tiles(list(seen.cards.values())))
        counts = [
            f"{wording.group_verdict(group).text} {count}"
            for group in _ORDER
            if (count := sum(card.group is group for card in seen.cards.values()))
        ]
        self.summary.setText(self.tr("　·　").join(counts))
        self._show_question_count()
        self.all_questions.refresh(seen.questions)
        if before == self._shown and before in seen.cards:
            card = seen.cards[cast("Key", self._shown)]
            self.detail.refresh(card, seen.questions, claimed=key_of(card) in seen.claims)
        self._go_to_wanted()

    def _show_question_count(self) -> None:
        count = len(self._seen.questions)
        self.questions_button.setVisible(bool(count or self._seen.answered))
        if count:
            most = wording.yuan(self._seen.questions[0].stake)
            words = self.tr("{count} 个问题待回答，最多影响 {most}")
            self.questions_button.setText(words.format(count=count, most=most))
        else:
            self.questions_button.setText(self.tr("问题都已回答，可在这里更正"))

    def _go_to_wanted(self) -> None:
        if self._wanted in self._seen.cards and self.list.open(self._wanted):
            self._wanted = None
            self._show_detail()

    def _open(self, key: Key) -> None:
        card = self._seen.cards[key]
        if key != self._shown:
            self._shown = key
            self.detail.open(card, self._seen.questions, claimed=key in self._seen.claims)
        if self.right.currentIndex() == _NOTHING:
            self._show_detail()

    def _show_detail(self) -> None:
        if self._shown is not None:
            self.right.setCurrentIndex(_DETAIL)

    def _show_questions(self) -> None:
        if self.right.currentIndex() != _QUESTIONS:
            self.all_questions.start(self._seen.questions, self._seen.answered)
            self.right.setCurrentIndex(_QUESTIONS)

    def _answer(
        self, pane: QuestionsPane, fact: str, project: ProjectId | None, words: str | None
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
