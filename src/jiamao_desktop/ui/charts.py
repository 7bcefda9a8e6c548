"""A chart of bars that can be read with eyes, with the keyboard, and aloud.

Every bar is also a row of the table beside it: the chart adds nothing that the table does not
say. Arrows go from bar to bar, Enter opens what is behind one.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jiamao_desktop.ui import chart_paint, theme
from jiamao_desktop.ui.chart_paint import Bar, Chart, ChartColours

_HEAD, _FOOT, _SIDE = 28, 26, 60
_LABEL_SHARE, _VALUE_ROOM = 0.3, 68
_ROW, _SPARE = 32, 14
_FORWARD = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_OPEN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_EMPTY = Chart(title="", series=(), bars=())


class BarChart(QWidget):
    """Groups of bars, standing or lying.

    Signals:
        moved: ``(number)`` the cursor stands on this group.
        picked: ``(number)`` what is behind this group is wanted.
    """

    moved = Signal(int)
    picked = Signal(int)

    def __init__(self, *, lying: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = _EMPTY
        self.current = -1
        self.lying = lying
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart, *, lying: bool) -> None:
        """Draw another chart; the cursor begins anew."""
        self.chart, self.lying, self.current = chart, lying, -1
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(self._summary())
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def go_to(self, number: int) -> None:
        """Set the cursor on a group and say aloud what it shows."""
        if number == self.current or not 0 <= number < len(self.chart.bars):
            return
        self.current = number
        self.setAccessibleDescription(self.sentence(number))
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        self.update()
        self.moved.emit(number)

    def sentence(self, number: int) -> str:
        """Return what a group shows, in words."""
        bar = self.chart.bars[number]
        said = self.tr("，").join(
            f"{name} {text}" for name, text in zip(self.chart.series, bar.texts, strict=True)
        )
        about = self.tr("（{0}）").format(bar.about) if bar.about else ""
        return f"{bar.label}{about}：{said}"

    def _summary(self) -> str:
        if not self.chart.bars:
            return self.tr("没有数据")
        return self.tr("{0} 组；方向键逐个看，回车看明细").format(len(self.chart.bars))

    def sizeHint(self) -> QSize:
        """Override: lying bars need a row each."""
        rows = len(self.chart.bars)
        return QSize(420, _HEAD + rows * _ROW + 12 if self.lying else 170)

    def plot(self) -> QRectF:
        """Return where the bars may be."""
        if self.lying:
            label = self.width() * _LABEL_SHARE
            return QRectF(
                label, _HEAD, self.width() - label - _VALUE_ROOM, self.height() - _HEAD - 8
            )
        return QRectF(
            _SIDE, _HEAD + 14, self.width() - _SIDE - 8, self.height() - _HEAD - _FOOT - 18
        )

    def bands(self) -> list[QRectF]:
        """Return the ground of each group: where it can be clicked."""
        plot, count = self.plot(), max(1, len(self.chart.bars))
        if self.lying:
            high = plot.height() / count
            return [
                QRectF(0, plot.top() + high * place, self.width(), high)
                for place in range(len(self.chart.bars))
            ]
        width = plot.width() / count
        return [
            QRectF(plot.left() + width * place, _HEAD, width, self.height() - _HEAD)
            for place in range(len(self.chart.bars))
        ]

    def band_at(self, point: QPointF) -> int:
        """Return the group at a place; −1: none."""
        return next((n for n, band in enumerate(self.bands()) if band.contains(point)), -1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL_PX))
        colours = chart_paint.colours_for(self.palette())
        self._draw_cursor(painter, colours)
        if self.chart.bars:
            chart_paint.draw_legend(painter, self.width() - 8, 4, self.chart.series, colours)
            (self._draw_lying if self.lying else self._draw_upright)(painter, colours)
        painter.end()

    def _draw_cursor(self, painter: QPainter, colours: ChartColours) -> None:
        if not 0 <= self.current < len(self.chart.bars):
            return
        band = self.bands()[self.current].adjusted(2, 1, -2, -1)
        painter.setPen(
            QPen(QColor(colours.series[0]), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen
        )
        painter.setBrush(QColor(colours.picked))
        painter.drawRoundedRect(band, 4, 4)

    def _draw_upright(self, painter: QPainter, colours: ChartColours) -> None:
        plot, top = self.plot(), chart_paint.ticks(self.chart.most)
        metrics = QFontMetricsF(painter.font())
        for tick in top:
            y = plot.bottom() - plot.height() * tick / top[-1]
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours.soft))
            place = QRectF(0, y - 9, _SIDE - 8, 18)
            painter.drawText(place, _RIGHT, chart_paint.short(tick))
        for bar, places, band in zip(
            self.chart.bars, chart_paint.upright(plot, self.chart), self.bands(), strict=True
        ):
            for side, place in enumerate(places):
                chart_paint.draw_bar(painter, place, colours, side)
                self._draw_value(painter, colours, bar.values[side], place)
            painter.setPen(QColor(colours.ink))
            label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, band.width() - 4)
            foot = QRectF(band.left(), self.height() - _FOOT, band.width(), 20)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, label)

    def _draw_value(
        self, painter: QPainter, colours: ChartColours, value: int | None, place: QRectF
    ) -> None:
        """Write the amount above a bar, where it fits."""
        words = self.tr("缺汇率") if value is None else chart_paint.short(value) if value else ""
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        if not words or width > place.width() + _SPARE:
            return
        painter.setPen(QColor(colours.soft))
        spot = QRectF(place.center().x() - width / 2 - 2, place.top() - 17, width + 4, 16)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_lying(self, painter: QPainter, colours: ChartColours) -> None:
        plot = self.plot()
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(colours.line))
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        for bar, places, band in zip(
            self.chart.bars, chart_paint.lying(plot, self.chart), self.bands(), strict=True
        ):
            painter.setPen(QColor(colours.ink))
            label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, plot.left() - 20)
            painter.drawText(QRectF(8, band.top(), plot.left() - 18, band.height()), _LEFT, label)
            for side, place in enumerate(places):
                chart_paint.draw_bar(painter, place, colours, side)
                words = _beside(bar, side, self.tr("缺汇率"))
                painter.setPen(QColor(colours.soft))
                spot = QRectF(place.right() + 6, place.center().y() - 8, _VALUE_ROOM, 16)
                painter.drawText(spot, _LEFT, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: arrows move, Enter opens."""
        key, last = Qt.Key(event.key()), len(self.chart.bars) - 1
        if key in _FORWARD:
            self.go_to(min(self.current + 1, last))
        elif key in _BACK:
            self.go_to(max(self.current - 1, 0))
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(last)
        elif key in _OPEN and self.current >= 0:
            self.picked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: the cursor goes to the group under the mouse."""
        self.go_to(self.band_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Override: what is behind the group under the mouse is wanted."""
        number = self.band_at(event.position())
        if number >= 0:
            self.picked.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: a hand over what can be opened."""
        over = self.band_at(event.position()) >= 0
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        """Override: the tip says what a group shows, to the last digit."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.band_at(QPointF(event.pos()))
            if number >= 0:
                QToolTip.showText(event.globalPos(), self.sentence(number), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


class ShareBar(QWidget):
    """A part of a whole as a bar: what is filled is the part. The figure stands beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share: Fraction | None = None
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: Fraction | None, name: str) -> None:
        """Show a part; ``None``: there is no whole, and nothing is drawn."""
        self.share = share
        self.setAccessibleName(name)
        self.update()

    def filled(self) -> float:
        """Return how much of the width is filled: never more than all of it."""
        part = min(max(self.share or Fraction(0), Fraction(0)), Fraction(1))
        return self.width() * part.numerator / part.denominator

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override."""
        if self.share is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = chart_paint.colours_for(self.palette())
        for width, colour in (
            (float(self.width()), colours.line),
            (self.filled(), colours.series[0]),
        ):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(0, 1, width, _BAR - 2), 2, 2)
        painter.end()


_BAR = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _beside(bar: Bar, side: int, missing: str) -> str:
    """Return the amount at the end of a lying bar; nothing beside a bar that is nought."""
    value = bar.values[side]
    if value is None:
        return missing
    return chart_paint.short(value) if value else ""
