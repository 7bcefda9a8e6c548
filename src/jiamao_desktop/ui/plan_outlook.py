"""How far what is still open moves the sum, and the plan that is best in the worst case."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from jiamao_desktop.app.plan_findings import OpenEffect, OpenOption, Outlook
from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import plan_words, theme, widgets, wording
from jiamao_desktop.ui.grounds import LINK_LOOK
from jiamao_desktop.ui.plan_head import StatementRow
from jiamao_desktop.ui.theme import GRID

_WAITING, _BODY = range(2)
_HIGH = 16
_TOP = Qt.AlignmentFlag.AlignTop


class RangeBar(QWidget):
    """From the least to the most, with a mark where the plan stands now."""

    def __init__(self) -> None:
        super().__init__()
        self._low, self._now, self._high = 0, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HIGH)

    def sizeHint(self) -> QSize:
        """Override."""
        return QSize(200, _HIGH)

    def show_range(self, low: Money, now: Money, high: Money) -> None:
        """Show another range."""
        self._low, self._now, self._high = low.fen, now.fen, high.fen
        said = self.tr("{low} 到 {high}，现在 {now}")
        words = (wording.yuan(one) for one in (low, high, now))
        self.setAccessibleName(said.format(**dict(zip(("low", "high", "now"), words, strict=True))))
        self.update()

    def shares(self) -> tuple[float, float]:
        """Return where range begins and where the mark stands, as shares of the most."""
        most = max(self._high, self._now, 1)
        return max(self._low, 0) / most, max(self._now, 0) / most

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override."""
        low, now = self.shares()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = float(self.width())
        painter.setBrush(QColor(theme.LINE))
        painter.drawRoundedRect(QRectF(0, 4, width, _HIGH - 8), 4, 4)
        painter.setBrush(QColor(theme.TONES["read"][0]))
        span = max((1.0 - low) * width, 4.0)
        painter.drawRoundedRect(QRectF(min(low * width, width - 4), 4, span, _HIGH - 8), 4, 4)
        painter.setPen(QPen(QColor(theme.INK), 1))
        painter.setBrush(QColor(theme.SURFACE))
        painter.drawRoundedRect(QRectF(min(now * (width - 6), width - 7), 0.5, 6, _HIGH - 1), 2, 2)
        painter.end()


class EffectCard(widgets.Card):
    """An unclear word: its options, with the best plan's sum under each.

    Signals:
        word_wanted: ``((pack, key))`` is to be opened among 待明确.
        supposed: ``((pack, key), option)`` is to be tried.
    """

    word_wanted = Signal(object)
    supposed = Signal(object, str)

    def __init__(self, effect: OpenEffect) -> None:
        super().__init__(gap=6)
        self.effect = effect
        word = effect.pack, effect.key
        head = widgets.row(widgets.text(effect.question, "strong", wrap=True), gap=12)
        head.setStretch(0, 1)
        gap = self.tr("相差 {amount}").format(amount=wording.yuan(effect.high - effect.low))
        head.addWidget(widgets.chip(gap, "read"), 0, _TOP)
        self.body.addLayout(head)
        for option in effect.options:
            self.body.addLayout(self._option(option))
        ask = widgets.when_clicked(
            widgets.button(self.tr("去待明确事项"), "quiet", "question"),
            lambda: self.word_wanted.emit(word),
        )
        ask.setStyleSheet(LINK_LOOK)
        ask.setAccessibleName(self.tr("去待明确事项：{0}").format(effect.question))
        self.body.addLayout(widgets.row(ask, 1))

    def _option(self, option: OpenOption) -> QHBoxLayout:
        word = self.effect.pack, self.effect.key
        line = widgets.row(widgets.text(option.label, wrap=True), gap=12)
        line.setStretch(0, 1)
        if option.chosen:
            line.addWidget(widgets.chip(self.tr("✓ 现按此计算"), "ok"), 0, _TOP)
        else:
            try_it = widgets.when_clicked(
                widgets.button(self.tr("假如这样理解"), "quiet"),
                lambda: self.supposed.emit(word, option.id),
            )
            try_it.setStyleSheet(LINK_LOOK)
            try_it.setAccessibleName(self.tr("假如这样理解：{0}").format(option.label))
            line.addWidget(try_it, 0, _TOP)
        amount = widgets.text(plan_words.between(option.total), "strong")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        amount.setMinimumWidth(120)
        line.addWidget(amount, 0, _TOP)
        return line


class PlanOutlook(QWidget):
    """The range, the plan for the worst case, and every word that moves the sum.

    Signals:
        word_wanted: ``((pack, key))``.
        supposed: ``((pack, key), option)``.
        plan_wanted: ``(BestPlan)`` that is best in the worst case is to be shown.
        questions_wanted: The questions that measures wait for are to be answered.
    """

    word_wanted = Signal(object)
    supposed = Signal(object, str)
    plan_wanted = Signal(object)
    questions_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._robust: BestPlan | None = None
        self.waiting = widgets.text("", "soft", wrap=True)
        self.range = widgets.text("", "section", wrap=True)
        self.bar = RangeBar()
        self.about = widgets.text("", "soft", wrap=True)
        self.robust = StatementRow()
        self.show_robust = widgets.when_clicked(
            widgets.button(self.tr("看更稳的方案"), icon="shield"), self._show_robust
        )
        self.questions = widgets.when_clicked(
            widgets.button(self.tr("去回答问题"), "quiet", "question"), self.questions_wanted.emit
        )
        self.questions.setStyleSheet(LINK_LOOK)
        self.cards: list[EffectCard] = []
        self._effects = widgets.column(gap=12)
        self.none = widgets.text("", "soft", wrap=True)
        self.pages = QStackedWidget()
        self._lay_out()
        self.wait()

    def _lay_out(self) -> None:
        top = widgets.Card(self.range, self.bar, self.about, gap=GRID)
        top.body.addLayout(widgets.row(self.questions, 1))
        top.body.addWidget(widgets.rule())
        top.body.addWidget(self.robust)
        top.body.addLayout(widgets.row(self.show_robust, 1))
        head = widgets.section(
            self.tr("哪些理解会改变合计"), self.tr("其他口径不变，只换这一处，各重新安排一遍。")
        )
        body = widgets.column(top, head, self.none, self._effects, 1, gap=12)
        self.pages.addWidget(widgets.holding(widgets.column(widgets.Card(self.waiting), 1)))
        self.pages.addWidget(widgets.holding(body))
        self.setLayout(widgets.column(self.pages))

    def wait(self, words: str = "") -> None:
        """Say that this is still being worked out, or why not."""
        self.waiting.setText(words or self.tr("正在计算各种理解下的方案…"))
        self.pages.setCurrentIndex(_WAITING)

    def show_outlook(self, plan: BestPlan, found: Outlook) -> None:
        """Show how far the open things move the sum of this plan."""
        self.range.setText(
            wording.yuan(found.low)
            if found.low == found.high
            else wording.range_text(found.low, found.high)
        )
        self.bar.show_range(found.low, plan.total, found.high)
        self.about.setText(self._about(plan, found))
        self.questions.setVisible(bool(found.waiting))
        self.robust.show_statement(plan_words.robust_said(found.robust))
        other = found.robust is not None and not found.robust.same
        self._robust = found.robust.plan if found.robust is not None and other else None
        self.show_robust.setVisible(other)
        widgets.clear(self._effects)
        self.cards = [EffectCard(effect) for effect in found.effects]
        for card in self.cards:
            card.word_wanted.connect(self.word_wanted)
            card.supposed.connect(self.supposed)
            self._effects.addWidget(card)
        self.none.setText(self.tr("没有：怎样理解，合计都一样。"))
        self.none.setVisible(not self.cards)
        self.pages.setCurrentIndex(_BODY)

    def _about(self, plan: BestPlan, found: Outlook) -> str:
        words = self.tr("按现在的口径是 {now}。").format(now=wording.yuan(plan.total))
        if found.low != found.high:
            words += self.tr(
                "最少是没说清的都按最不利来理解；最多是都按最有利来理解，等着的问题也都答得好。"
            )
        if found.waiting:
            waits = self.tr("有措施在等答复，答得好还可多 {amount}，已算在“最多”里。")
            words += waits.format(amount=wording.yuan(found.waiting))
        return words

    def _show_robust(self) -> None:
        if self._robust is not None:
            self.plan_wanted.emit(self._robust)
