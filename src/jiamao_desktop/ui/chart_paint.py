"""Drawing bars: colours, scales, and where every bar stands.

Two series differ in lightness and in hatching, so that they can be told apart without seeing
colours and on a printed page. Doubles place pixels and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPalette, QPen

from jiamao_desktop.ui import theme
from jiamao_desktop.ui.messages import language

MOST_TICKS = 5
_HALF_WAY = 128
_WAN, _YI = 10**4, 10**8
_ALL_BUT_YI = _YI - _WAN // 20
"""From here on tenths of 万 are rounded to 10,000万."""

_SCALES = {
    "zh": ((_YI, "{0}亿", _ALL_BUT_YI), (_WAN, "{0}万", _WAN)),
    "en": ((1_000_000, "{0}M", 999_950), (1_000, "{0}k", 1_000)),
}
"""Unit, how it is written, from which amount on: no other language counts in 万."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartColours:
    """What a chart is drawn in.

    Attributes:
        series: A colour for each series, the first one solid, the second one hatched.
        picked: Ground of the bars under the cursor.
    """

    ground: str
    ink: str
    soft: str
    line: str
    series: tuple[str, str]
    picked: str


LIGHT = ChartColours(
    ground=theme.SURFACE,
    ink=theme.INK,
    soft=theme.INK_SOFT,
    line=theme.LINE,
    series=("#1d5f8a", "#b45f06"),
    picked=theme.ACCENT_SOFT,
)
DARK = ChartColours(
    ground="#17212b",
    ink="#eef3f6",
    soft="#a9b8c4",
    line="#324250",
    series=("#6fb7e9", "#f2a65a"),
    picked="#1f3a3a",
)


def colours_for(palette: QPalette) -> ChartColours:
    """Return the colours that fit a window: dark writing is on a light ground.

    The ground itself does not tell: a style sheet may make it see-through.
    """
    return LIGHT if palette.color(QPalette.ColorRole.WindowText).lightness() < _HALF_WAY else DARK


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One group of bars.

    Attributes:
        label: What it is about, at the axis. about: More of it, said aloud and in the tip.
        values: In hundredths, one for each series; ``None``: not known.
        texts: The same as people read them.
    """

    label: str
    values: tuple[int | None, ...]
    texts: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn.

    Attributes:
        title: What it shows and in what, said aloud. series: Names of the series.
    """

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def most(self) -> int:
        """Return the longest bar."""
        known = [value for bar in self.bars for value in bar.values if value is not None]
        return max(known, default=0)


def ticks(most: int) -> tuple[int, ...]:
    """Return round figures for an axis, from nought to the first one not below ``most``.

    >>> ticks(730), ticks(0)
    ((0, 200, 400, 600, 800), (0, 1))
    """
    if most <= 0:
        return (0, 1)
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            count = -(-most // step)
            if count < MOST_TICKS:
                return tuple(step * number for number in range(count + 1))
        power *= 10


def short(hundredths: int) -> str:
    """Return an amount in as few signs as an axis has room for: ``123.5万``."""
    whole = abs(hundredths) // 100
    sign = "−" if hundredths < 0 else ""
    for unit, name, least in _SCALES[language()]:
        if whole >= least:
            tenths = (whole * 10 + unit // 2) // unit
            text = f"{tenths // 10:,}" + (f".{tenths % 10}" if tenths % 10 else "")
            return sign + name.format(text)
    rest = abs(hundredths) % 100
    return f"{sign}{whole:,}" + (f".{rest:02d}" if rest and whole < 100 else "")  # noqa: PLR2004 -- small ones show their hundredths


def length(value: int | None, most: int, room: float) -> float:
    """Return how long a bar is; something that is there at all can be seen."""
    if value is None or value <= 0 or most <= 0:
        return 0.0
    return max(1.5, room * value / most)


def upright(plot: QRectF, chart: Chart) -> list[list[QRectF]]:
    """Return where the bars stand, side by side, in the order of the chart."""
    top = ticks(chart.most)[-1]
    width = plot.width() / max(1, len(chart.bars))
    thick = min(44.0, width * 0.72 / max(1, len(chart.series)))
    places = []
    for number, bar in enumerate(chart.bars):
        left = plot.left() + width * (number + 0.5) - thick * len(bar.values) / 2
        places.append(
            [
                QRectF(
                    left + thick * side,
                    plot.bottom() - (high := length(value, top, plot.height())),
                    thick - 3,
                    high,
                )
                for side, value in enumerate(bar.values)
            ]
        )
    return places


def lying(plot: QRectF, chart: Chart) -> list[list[QRectF]]:
    """Return where the bars lie, below each other, in the order of the chart."""
    most = max(1, chart.most)
    high = plot.height() / max(1, len(chart.bars))
    thick = min(14.0, high * 0.7 / max(1, len(chart.series)))
    places = []
    for number, bar in enumerate(chart.bars):
        top = plot.top() + high * (number + 0.5) - thick * len(bar.values) / 2
        places.append(
            [
                QRectF(
                    plot.left(), top + thick * side, length(value, most, plot.width()), thick - 2
                )
                for side, value in enumerate(bar.values)
            ]
        )
    return places


def brush(colours: ChartColours, side: int) -> QBrush:
    """Return what a series is filled with: solid, or hatched over a light ground."""
    colour = QColor(colours.series[side])
    return QBrush(colour) if side == 0 else QBrush(colour, Qt.BrushStyle.BDiagPattern)


def draw_bar(painter: QPainter, place: QRectF, colours: ChartColours, side: int) -> None:
    """Fill one bar."""
    if place.width() <= 0 or place.height() <= 0:
        return
    painter.setPen(QPen(QColor(colours.series[side]), 1.2))
    painter.setBrush(brush(colours, side))
    painter.drawRect(place)


def draw_legend(
    painter: QPainter, right: float, top: float, names: Sequence[str], colours: ChartColours
) -> None:
    """Draw the names of the series from the right, each with a patch of its filling."""
    metrics = QFontMetricsF(painter.font())
    for side in range(len(names) - 1, -1, -1):
        width = metrics.horizontalAdvance(names[side])
        painter.setPen(QColor(colours.soft))
        painter.drawText(
            QRectF(right - width, top, width, 18), Qt.AlignmentFlag.AlignVCenter, names[side]
        )
        draw_bar(painter, QRectF(right - width - 20, top + 3, 14, 12), colours, side)
        right -= width + 36
