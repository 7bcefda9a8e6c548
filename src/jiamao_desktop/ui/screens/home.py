"""开始: where the work stands, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QPushButton, QVBoxLayout

from jiamao_desktop.app import asking, assessing, claims, history, ledger, navigating, papers
from jiamao_desktop.app.assessing import Group
from jiamao_desktop.app.ledger import LedgerFilter, LedgerTotals
from jiamao_desktop.app.navigating import Day
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import OperationInfo
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.ui import theme, widgets
from jiamao_desktop.ui.screen import CLAIM_TABLES, Screen, Shell

_SHOWN_OPERATIONS = 6
_SHOWN_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the work stands."""

    papers: int
    totals: LedgerTotals
    can: int
    ceiling: Money
    questions: int
    stake: Money
    claims: int
    days: Sequence[Day]
    latest: Sequence[OperationInfo]


class HomeScreen(Screen):
    """The first screen of an open book."""

    tables = CLAIM_TABLES

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.steps = QVBoxLayout()
        self.steps.setSpacing(8)
        self._tiles = QGridLayout()
        self._tiles.setSpacing(16)
        self._latest = QVBoxLayout()
        self._latest.setSpacing(8)
        left = widgets.column(
            self._tiles,
            self._drop_card(),
            widgets.text(self.tr("接下来"), "section"),
            self.steps,
            1,
            gap=16,
        )
        latest = widgets.Card(widgets.text(self.tr("最近做了什么"), "section"), gap=12)
        latest.body.addLayout(self._latest)
        latest.body.addStretch(1)
        self._days = QVBoxLayout()
        self._days.setSpacing(8)
        self.days = widgets.Card(widgets.text(self.tr("近期日期"), "section"), gap=12)
        self.days.body.addLayout(self._days)
        side = widgets.holding(widgets.column(self.days, latest, gap=16))
        side.setFixedWidth(312)
        body = widgets.row(left, side, gap=24)
        body.setStretch(0, 1)
        head = widgets.screen_head(
            self.workspace.title, self.tr("收单、记账、看政策、打印申报材料——都在这台电脑上。")
        )
        inside = widgets.column(head, body, gap=20)
        inside.setStretch(1, 1)
        inside.setContentsMargins(24, 20, 24, 16)
        self.setLayout(widgets.column(widgets.scrolled(widgets.holding(inside))))

    def _drop_card(self) -> QFrame:
        card = widgets.Card(tone="drop")
        files = widgets.button(self.tr("选择文件…"), "primary", "inbox")
        files.clicked.connect(self._choose)
        words = widgets.column(
            widgets.text(self.tr("把发票、回单、报关单、合同拖到这里"), "strong"),
            widgets.text(
                self.tr("整个文件夹也可以。先看一眼，确认后才收进账套。"), "soft", wrap=True
            ),
            gap=2,
        )
        words.insertStretch(0, 1)
        words.addStretch(1)
        line = widgets.row(widgets.picture("empty-drop", 108, 72), words, files, gap=16)
        line.setStretch(1, 1)
        card.body.addLayout(line)
        return card

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("选择要收入的文件"))
        if names:
            self.shell.take_files([Path(name) for name in names])

    def refresh(self) -> None:
        """Override."""
        ws = self.workspace

        def load(_report: Report) -> Standing:
            known = assessing.cards(ws)
            found = [card for card in known if card.group is Group.CAN]
            questions = asking.open_questions(ws, known)
            return Standing(
                papers=len(papers.document_ids(ws)),
                totals=ledger.ledger_totals(ws, LedgerFilter()),
                can=len(found),
                ceiling=total(card.assessment.ceiling for card in found),
                questions=len(questions),
                stake=max((question.stake for question in questions), default=Money(0)),
                claims=len(claims.claim_list(ws)),
                days=navigating.coming_days(known, ws.clock.today(), _SHOWN_DAYS),
                latest=history.history(ws, _SHOWN_OPERATIONS),
            )

        self.read("standing", load, self._show)

    def _show(self, standing: Standing) -> None:
        widgets.clear(self._tiles)
        tiles = (
            (self.tr("单证"), self.tr("{0} 份").format(f"{standing.papers:,}"), "papers"),
            (self.tr("台账合计"), self.tr("{0} 元").format(standing.totals.gross), "ledger"),
            (self.tr("现在可申报，不超过"), self.tr("{0} 元").format(standing.ceiling), "measures"),
        )
        for place, (name, figure, key) in enumerate(tiles):
            self._tiles.addWidget(_Tile(self.shell, name, figure, key), 0, place)
        widgets.clear(self.steps)
        for icon, words, hint, key in self._next(standing):
            self.steps.addWidget(_Step(self.shell, icon, words, hint, key))
        widgets.clear(self._days)
        self.days.setVisible(bool(standing.days))
        for day in standing.days:
            self._days.addWidget(self._day(day))
        widgets.clear(self._latest)
        for operation in standing.latest:
            line = widgets.column(
                widgets.text(operation.summary, wrap=True),
                widgets.text(_moment(operation.at), "small"),
                gap=0,
            )
            self._latest.addLayout(line)
        if not standing.latest:
            self._latest.addWidget(widgets.text(self.tr("还没有。"), "soft"))

    def _day(self, day: Day) -> QPushButton:
        """Return a day to keep; a press opens its measure."""
        what = day.what or (self.tr("有效期满（推算）") if day.derived else self.tr("有效期满"))
        line = widgets.button("", "tile")
        words = widgets.column(
            widgets.text(f"{day.on}　{what}", "strong", wrap=True),
            widgets.text(day.title, "small", wrap=True),
            gap=2,
        )
        words.setContentsMargins(12, 6, 12, 6)
        line.setLayout(words)
        line.setParent(self)  # to measure the words in the window's looks
        line.setMinimumHeight(words.sizeHint().height() + 4)
        line.setAccessibleName(f"{day.on}，{what}，{day.title}")
        line.clicked.connect(lambda _=False: self.shell.go("measures", (day.measure, day.project)))
        return line

    def _next(self, standing: Standing) -> list[tuple[str, str, str, str]]:
        steps: list[tuple[str, str, str, str]] = []
        if not standing.papers:
            steps.append(("inbox", self.tr("收进第一批文件"), self.tr("拖进窗口即可"), "review"))
        if standing.totals.unpaid:
            words = self.tr("{0} 笔费用还没有付款凭证").format(standing.totals.unpaid)
            steps.append(("ledger", words, self.tr("补收银行回单，或填付款日期"), "ledger"))
        if standing.questions:
            words = self.tr("回答 {0} 个问题").format(standing.questions)
            hint = self.tr("最多的一个关系到 {0} 元").format(standing.stake)
            steps.append(("question", words, hint, "measures"))
        if standing.can:
            words = self.tr("{0} 项措施现在可以申报").format(standing.can)
            steps.append(("policy", words, self.tr("看理由，建申报"), "measures"))
        if standing.claims:
            words = self.tr("{0} 份申报在办").format(standing.claims)
            steps.append(("claim", words, self.tr("自查、预览、打印材料"), "claims"))
        return steps


class _Figure(widgets.Elided):
    """A figure that takes a smaller type in a narrow place: an amount cut short says another."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "figure")

    def _fit(self) -> None:
        for look in ("figure", "section"):
            if self.property("look") != look:
                widgets.relook(self, "look", look)
            self.ensurePolished()
            if QFontMetrics(self.font()).horizontalAdvance(self.whole()) <= self.width():
                break
        super()._fit()


class _Tile(widgets.Card):
    """A figure that leads to its screen."""

    def __init__(self, shell: Shell, name: str, figure: str, key: str) -> None:
        super().__init__(gap=4)
        more = widgets.button(self.tr("查看"), "quiet")
        more.setAccessibleName(self.tr("查看{0}").format(name))
        more.clicked.connect(lambda: shell.go(key))
        line = widgets.row(widgets.Elided(name, "soft"), more)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(_Figure(figure))


class _Step(QFrame):
    """One thing to do next."""

    def __init__(self, shell: Shell, icon: str, words: str, hint: str, key: str) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        go = widgets.button(self.tr("去做"), "secondary", "right")
        go.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        go.setAccessibleName(words)
        go.clicked.connect(lambda: shell.go(key))
        text = widgets.column(widgets.text(words, "strong"), widgets.text(hint, "soft"), gap=0)
        line = widgets.row(widgets.picture(icon, 24, 24, theme.ACCENT), text, go, gap=16)
        line.setContentsMargins(16, 10, 12, 10)
        line.setStretch(1, 1)
        self.setLayout(line)


def _moment(at: str) -> str:
    """Return a UTC moment as day and minute; the book keeps it exact."""
    return at[:16].replace("T", " ")
