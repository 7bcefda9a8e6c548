"""Bars that can be read with eyes, with the keyboard, and aloud; in light and in dark."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.ui import chart_paint
from jiamao_desktop.ui.chart_paint import DARK, LIGHT, Bar, Chart, ChartColours
from jiamao_desktop.ui.charts import BarChart, ShareBar

Show = Callable[[QWidget], None]


def bar(label: str, *values: int | None, about: str = "") -> Bar:
    texts = tuple("缺汇率" if value is None else chart_paint.short(value) for value in values)
    return Bar(label=label, values=values, texts=texts, about=about)


YEARS = Chart(
    title="进出口图：按年份，只看 USD",
    series=("出口", "进口"),
    bars=(bar("2024", 300_00, 100_00), bar("2025", 450_00, None), bar("2026", 0, 900_00)),
)


@pytest.fixture
def chart(dressed: QApplication, shown: Show) -> BarChart:
    made = BarChart()
    made.resize(480, 260)
    made.show_chart(YEARS, lying=False)
    shown(made)
    return made


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, (0, 1)),
        (-5, (0, 1)),
        (3, (0, 1, 2, 3)),
        (730, (0, 200, 400, 600, 800)),
        (10_000_00, (0, 500_000, 1_000_000)),
        (99, (0, 50, 100)),
    ],
)
def test_an_axis_has_round_figures_up_to_the_longest_bar(
    most: int, expected: tuple[int, ...]
) -> None:
    assert chart_paint.ticks(most) == expected


def test_axes_of_any_length_have_few_ticks_and_room_for_the_bar() -> None:
    for most in (1, 7, 41, 999, 1001, 123_456_789, 10**17):
        found = chart_paint.ticks(most)
        assert 2 <= len(found) <= chart_paint.MOST_TICKS
        assert found[-1] >= most
        assert len(set(itertools.starmap(lambda a, b: b - a, itertools.pairwise(found)))) == 1


@pytest.mark.parametrize(
    ("hundredths", "words"),
    [
        (0, "0"),
        (5, "0.05"),
        (123_45, "123"),
        (9_999_99, "9,999"),
        (10_000_00, "1万"),
        (1_234_567_00, "123.5万"),
        (123_456_789_00, "1.2亿"),
        (-15_000_00, "−1.5万"),
    ],
)
def test_amounts_at_an_axis_are_short(dressed: QApplication, hundredths: int, words: str) -> None:
    assert chart_paint.short(hundredths) == words


def test_bars_are_as_long_as_their_amounts_and_stand_on_the_axis() -> None:
    plot = QRectF(60, 40, 300, 200)
    (first, second), (third, missing), (nought, last) = chart_paint.upright(plot, YEARS)
    assert all(place.bottom() == plot.bottom() for place in (first, second, third, last))
    assert first.height() == 3 * second.height()
    assert third.height() == 1.5 * first.height()
    assert missing.height() == nought.height() == 0
    assert first.right() < second.left() < third.left() < last.right() <= plot.right()


def test_lying_bars_begin_at_the_left_and_do_not_touch_each_other() -> None:
    plot = QRectF(100, 30, 200, 120)
    places = [place for pair in chart_paint.lying(plot, YEARS) for place in pair]
    assert all(place.left() == plot.left() for place in places)
    assert max(place.width() for place in places) == plot.width()
    tops = [place.top() for place in places]
    assert tops == sorted(tops)
    assert all(a.bottom() < b.top() for a, b in itertools.pairwise(places))


def test_what_is_there_at_all_can_be_seen() -> None:
    assert chart_paint.length(1, 10**12, 300) >= 1
    assert chart_paint.length(0, 10**12, 300) == 0
    assert chart_paint.length(None, 10**12, 300) == 0
    assert chart_paint.length(-5, 10**12, 300) == 0


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    seen = QColor(colour)
    red, green, blue = map(linear, (seen.redF(), seen.greenF(), seen.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_bars_and_words_stand_out_from_the_ground(colours: ChartColours) -> None:
    for ground in (colours.ground, colours.picked):
        assert all(_contrast(series, ground) >= 3 for series in colours.series)
        assert _contrast(colours.ink, ground) >= 4.5
        assert _contrast(colours.soft, ground) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize(
    "weights",
    [
        ((0.567, 0.433, 0.0), (0.558, 0.442, 0.0), (0.0, 0.242, 0.758)),  # no red cones
        ((0.625, 0.375, 0.0), (0.7, 0.3, 0.0), (0.0, 0.3, 0.7)),  # no green cones
        ((0.95, 0.05, 0.0), (0.0, 0.433, 0.567), (0.0, 0.475, 0.525)),  # no blue cones
    ],
)
def test_the_series_can_be_told_apart_by_people_who_see_fewer_colours(
    colours: ChartColours, weights: tuple[tuple[float, ...], ...]
) -> None:
    seen = []
    for name in colours.series:
        colour = QColor(name)
        parts = (colour.red(), colour.green(), colour.blue())
        seen.append([sum(w * p for w, p in zip(row, parts, strict=True)) for row in weights])
    assert sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5 > 60


def test_without_any_colour_the_second_series_is_hatched() -> None:
    assert chart_paint.brush(LIGHT, 0).style() == Qt.BrushStyle.SolidPattern
    assert chart_paint.brush(LIGHT, 1).style() == Qt.BrushStyle.BDiagPattern


def test_the_writing_of_the_window_decides_between_light_and_dark() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#1b2733"))
    assert chart_paint.colours_for(palette) is LIGHT
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#eeeeee"))
    assert chart_paint.colours_for(palette) is DARK


def _colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


@pytest.mark.parametrize("lying", [False, True])
def test_both_series_are_drawn_in_their_colours(chart: BarChart, *, lying: bool) -> None:
    chart.show_chart(YEARS, lying=lying)
    assert set(LIGHT.series) <= _colours(chart)


def test_in_a_dark_window_the_dark_colours_are_drawn(chart: BarChart) -> None:
    palette = chart.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#eeeeee"))
    chart.setPalette(palette)
    assert set(DARK.series) <= _colours(chart)


@pytest.mark.parametrize(
    ("share", "filled"),
    [
        (None, 0),
        (Fraction(0), 0),
        (Fraction(1, 4), 50),
        (Fraction(1), 200),
        (Fraction(3, 2), 200),
        (Fraction(-1, 2), 0),
    ],
)
def test_a_share_fills_its_part_and_never_more_than_all(
    dressed: QApplication, qtbot: QtBot, share: Fraction | None, filled: int
) -> None:
    made = ShareBar()
    qtbot.addWidget(made)
    made.resize(200, 8)
    made.show_share(share, "占比")
    assert made.filled() == filled
    assert made.accessibleName() == "占比"
    assert (LIGHT.series[0] in _colours(made)) == bool(filled)


def test_a_bar_of_nothing_leaves_no_mark(dressed: QApplication) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    chart_paint.draw_bar(painter, QRectF(2, 2, 0, 5), LIGHT, 0)
    painter.end()
    assert image.pixelColor(2, 4) == QColor("white")


def test_arrows_go_from_group_to_group_and_stop_at_the_ends(chart: BarChart, qtbot: QtBot) -> None:
    seen: list[int] = []
    chart.moved.connect(seen.append)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right)
    for key in (*keys, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_End):
        QTest.keyClick(chart, key)
    assert seen == [0, 1, 2, 1, 0, 2]
    with qtbot.waitSignal(chart.picked) as opened:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_enter_without_a_cursor_opens_nothing(chart: BarChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.picked):
        QTest.keyClick(chart, Qt.Key.Key_Return)
        QTest.keyClick(chart, Qt.Key.Key_A)


def test_a_press_moves_the_cursor_and_a_double_press_opens(chart: BarChart, qtbot: QtBot) -> None:
    spot = chart.bands()[1].center().toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    assert chart.current == 1
    with qtbot.waitSignal(chart.picked) as opened:
        QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    assert opened.args == [1]
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(2, 2).toPoint())
    assert chart.current == 1


def test_the_chart_says_aloud_what_it_shows(chart: BarChart) -> None:
    assert chart.accessibleName() == "进出口图：按年份，只看 USD"
    assert "3 组" in chart.accessibleDescription()
    chart.go_to(1)
    assert chart.accessibleDescription() == "2025：出口 450，进口 缺汇率"
    chart.go_to(9)
    assert chart.current == 1


def test_what_a_label_is_about_is_said_too(chart: BarChart) -> None:
    one = Chart(title="图", series=("出口",), bars=(bar("0615", 5, about="加工贸易"),))
    chart.show_chart(one, lying=True)
    assert chart.sentence(0) == "0615（加工贸易）：出口 0.05"


def test_a_chart_of_nothing_says_so(chart: BarChart) -> None:
    chart.show_chart(Chart(title="图", series=("出口", "进口"), bars=()), lying=False)
    assert chart.accessibleDescription() == "没有数据"
    assert chart.band_at(QPointF(50, 50)) == -1
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == -1
    assert not chart.grab().isNull()


def test_lying_bars_have_a_row_each(chart: BarChart) -> None:
    chart.show_chart(YEARS, lying=True)
    low = chart.minimumHeight()
    more = Chart(title="图", series=YEARS.series, bars=YEARS.bars * 3)
    chart.show_chart(more, lying=True)
    assert chart.minimumHeight() > low + 100
