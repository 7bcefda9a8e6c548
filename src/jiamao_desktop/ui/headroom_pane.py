"""What is left under each cap: a bar for used and left, until when, and who shares it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jiamao_desktop.app.assessing import Card
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.steps import Window
from jiamao_desktop.ui import theme, widgets, wording
from jiamao_desktop.ui.grants_pane import SupportOf
from jiamao_desktop.ui.grounds import ClauseLink
from jiamao_desktop.ui.theme import GRID

Sharing = Callable[[Headroom], Sequence[str]]
_HIGH = 14
_RIGHT = Qt.AlignmentFlag.AlignRight


class Meter(QWidget):
    """A cap as a bar: used in full ink, what this claim would take hatched, the rest free."""

    def __init__(self, limit: Money, used: Money, wanted: Money) -> None:
        super().__init__()
        self._limit = max(limit.fen, 1)
        self._used, self._wanted = used.fen, wanted.fen
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HIGH)

    def sizeHint(self) -> QSize:
        """Override."""
        return QSize(200, _HIGH)

    def shares(self) -> tuple[float, float]:
        """Return how much of the bar is used, and how much this claim would take."""
        used = min(self._used / self._limit, 1.0)
        return used, min(self._wanted / self._limit, 1.0 - used)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override."""
        used, wanted = self.shares()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.LINE))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 4, 4)
        width = whole.width()
        painter.setBrush(QColor(theme.INK_SOFT))
        if used:
            painter.drawRoundedRect(QRectF(0, 0, width * used, _HIGH), 4, 4)
        if wanted:
            place = QRectF(width * used, 0, width * wanted, _HIGH)
            painter.setBrush(QColor(theme.ACCENT_SOFT))
            painter.drawRoundedRect(place, 4, 4)
            painter.setBrush(QBrush(QColor(theme.ACCENT), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(place, 4, 4)
        painter.end()


class HeadroomPane(QWidget):
    """The caps of the open card.

    Signals:
        clause_wanted: ``(Clause)`` is to be shown in its notice.
        support_wanted: ``(SupportOf)`` the measure: what it gave before is to be recorded.
    """

    clause_wanted = Signal(object)
    support_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = widgets.column(gap=12)
        self.setLayout(widgets.column(self._box, 1, gap=12))

    def show_card(self, card: Card, sharing: Sharing) -> None:
        """Show every cap of this card, shared ones with who shares them."""
        widgets.clear(self._box)
        for room in card.limits:
            self._box.addWidget(self._room(card, room, sharing(room)))
        record = widgets.button(self.tr("登记以前获得的支持"), "quiet", "plus")
        record.setObjectName("record")
        widgets.when_clicked(record, lambda: self.support_wanted.emit(SupportOf(card.measure)))
        self._box.addLayout(widgets.row(record, 1))

    def _room(self, card: Card, room: Headroom, sharing: Sequence[str]) -> QWidget:
        wanted = min(card.assessment.ceiling, room.room)
        meter = Meter(room.limit, room.used, wanted)
        left = wording.room_text(room)
        meter.setAccessibleName(f"{room.title}：{left}")
        head = widgets.row(widgets.text(room.title, "strong", wrap=True), gap=GRID)
        head.setStretch(0, 1)
        if room.shared:
            head.addWidget(widgets.chip(self.tr("多项共用"), "info"), 0, Qt.AlignmentFlag.AlignTop)
        figures = widgets.row(widgets.text(left, "strong", wrap=True), gap=2 * GRID)
        figures.setStretch(0, 1)
        limit = self.tr("上限 {limit}　已用 {used}").format(
            limit=wording.yuan(room.limit), used=wording.yuan(room.used)
        )
        figures.addWidget(widgets.text(limit, "soft"), 0, _RIGHT)
        sheet = widgets.Card(gap=6)
        sheet.setObjectName("room")
        sheet.body.addLayout(head)
        sheet.body.addWidget(meter)
        sheet.body.addLayout(figures)
        if wanted:
            words = self.tr("斜线部分：这一项按测算上限要用 {wanted}").format(
                wanted=wording.yuan(wanted)
            )
            sheet.body.addWidget(widgets.text(words, "small", wrap=True))
        window = self._window(room.window)
        if window:
            sheet.body.addWidget(widgets.text(window, "small", wrap=True))
        if sharing:
            words = self.tr("共用的措施：{titles}").format(titles=self.tr("、").join(sharing))
            sheet.body.addWidget(widgets.text(words, "small", wrap=True))
        if room.clause is not None:
            link = ClauseLink(room.clause, placed=True)
            link.wanted.connect(self.clause_wanted)
            sheet.body.addWidget(link)
        return sheet

    def _window(self, window: Window | None) -> str:
        words = {
            Window.DOCUMENT: self.tr("文件有效期内合计"),
            Window.CALENDAR_YEAR: self.tr("每个自然年度合计"),
            Window.LIFETIME: self.tr("一次性，以后不再计"),
            Window.DECLARATION_YEAR: self.tr("每个申报年度合计"),
            Window.ROLLING_YEAR: self.tr("任意连续十二个月合计"),
        }
        return words[window] if window else ""
