"""The list of tiles: grouped, kept open through a refresh, never cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.ui import theme
from jiamao_desktop.ui.tile_list import Heading, Row, Tile, TileList, TileModel
from jiamao_desktop.ui.wording import Verdict

CAN = Verdict("✓", "可申报", "ok")
NO = Verdict("×", "不符合", "bad")
Show = Callable[[QWidget], None]


def tile(key: int, title: str = "一项措施", **given: str) -> Tile:
    return Tile(
        key=key,
        title=title,
        subtitle=given.get("subtitle", ""),
        figure=given.get("figure", "¥1.00"),
        verdict=CAN,
        foot=given.get("foot", "文号"),
    )


ROWS: list[Row] = [Heading(CAN, 2), tile(1), tile(2), Heading(NO, 1), tile(3)]


@pytest.fixture
def tiles(shown: Show) -> TileList:
    made = TileList("支持措施")
    shown(made)
    made.resize(340, 600)
    made.show_rows(ROWS)
    return made


def height(tiles: TileList, number: int) -> int:
    option = QStyleOptionViewItem()
    tiles.initViewItemOption(option)
    return tiles.itemDelegate().sizeHint(option, tiles.model().index(number, 0)).height()


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = TileModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(ROWS)
    assert tester.model() is model
    assert model.rowCount() == 5
    assert model.rowCount(model.index(0)) == 0


def test_the_first_tile_is_open_at_first_and_said_so(shown: Show) -> None:
    made = TileList("支持措施")
    opened: list[object] = []
    made.opened.connect(opened.append)
    shown(made)
    made.show_rows(ROWS)
    assert made.key == 1
    assert opened == [1]


def test_a_refresh_keeps_the_open_tile_wherever_it_has_gone(tiles: TileList) -> None:
    tiles.open(3)
    tiles.show_rows([Heading(CAN, 1), tile(3, "改了名"), tile(1)])
    assert tiles.key == 3
    assert tiles.currentIndex().row() == 1


def test_a_tile_that_has_gone_gives_way_to_the_first(tiles: TileList) -> None:
    tiles.open(2)
    tiles.show_rows([Heading(CAN, 1), tile(1)])
    assert tiles.key == 1


def test_opening_a_tile_that_is_not_there_says_so(tiles: TileList) -> None:
    assert not tiles.open(99)
    assert tiles.key == 1


def test_arrow_keys_pass_over_headings(tiles: TileList) -> None:
    tiles.open(2)
    seen = []
    for way in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(tiles, way)
        seen.append(tiles.key)
    assert seen == [3, 2]


def test_a_heading_cannot_be_chosen(tiles: TileList) -> None:
    assert tiles.model().flags(tiles.model().index(0, 0)) == Qt.ItemFlag.NoItemFlags


def test_no_rows_means_nothing_is_open(tiles: TileList) -> None:
    tiles.show_rows([])
    assert tiles.key is None
    assert not tiles.currentIndex().isValid()


def test_a_screen_reader_hears_the_whole_tile() -> None:
    model = TileModel()
    model.show([Heading(CAN, 1), tile(1, "甲", subtitle="乙", figure="¥2.00", foot="丙")])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0), role) == "可申报 1"
    assert model.data(model.index(1), role) == "甲，乙，可申报，¥2.00，丙"
    assert model.data(model.index(1), Qt.ItemDataRole.DecorationRole) is None


def test_a_long_title_takes_another_line_instead_of_being_cut(tiles: TileList) -> None:
    tiles.show_rows([tile(1, "短"), tile(2, "很长的措施名称" * 8)])
    assert height(tiles, 1) > height(tiles, 0) + 20


def test_a_wide_amount_pushes_its_state_to_the_next_line(tiles: TileList) -> None:
    tiles.show_rows(
        [tile(1, figure="¥1.00"), tile(2, figure="¥1,000,000.00 – ¥2,000,000.00 （区间）")]
    )
    assert height(tiles, 1) == height(tiles, 0) + 26


def test_a_narrower_list_breaks_lines_anew(tiles: TileList) -> None:
    tiles.show_rows([tile(1, "中等长度的一个措施名称在这里")])
    wide = height(tiles, 0)
    tiles.resize(160, 600)
    assert height(tiles, 0) > wide


def test_the_open_tile_has_the_accent_round_it(tiles: TileList) -> None:
    image: QImage = tiles.viewport().grab().toImage()
    place = tiles.visualRect(tiles.currentIndex())
    edge = QColor(image.pixel(place.center().x(), place.top() + 1))
    assert edge.name() == theme.ACCENT
    other = tiles.visualRect(tiles.model().index(2, 0))
    assert QColor(image.pixel(other.center().x(), other.top() + 1)).name() != theme.ACCENT


def test_a_delegate_of_another_model_is_a_mistake(tiles: TileList) -> None:
    with pytest.raises(TypeError):
        tiles.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex())


def test_a_list_wants_no_more_than_it_is_given(tiles: TileList) -> None:
    assert tiles.horizontalScrollBar().maximum() == 0
    assert tiles.size() == QSize(340, 600)


def test_a_sentence_and_further_states_make_a_tile_higher(tiles: TileList) -> None:
    plain = Tile(key=1, title="一项措施", verdict=CAN, foot="文号")
    more = Tile(
        key=2, title="一项措施", verdict=CAN, said="认证费 × 50%。", chips=(NO,), foot="文号"
    )
    tiles.show_rows([plain, more])
    assert height(tiles, 1) > height(tiles, 0) + 20


def test_a_badge_takes_less_room_than_a_chip(tiles: TileList) -> None:
    chip = Tile(key=1, title="一项措施", verdict=CAN)
    badge = Tile(key=2, title="一项措施", verdict=CAN, badged=True)
    tiles.show_rows([chip, badge])
    assert height(tiles, 1) < height(tiles, 0)


def test_chips_that_do_not_fit_begin_a_new_line(tiles: TileList) -> None:
    wide = Verdict("!", "2026-12-31　集中申报上月深加工结转核注清单", "warn")
    one = Tile(key=1, title="甲", verdict=CAN, badged=True, chips=(wide,))
    two = Tile(key=2, title="甲", verdict=CAN, badged=True, chips=(wide, wide))
    tiles.show_rows([one, two])
    assert height(tiles, 1) == height(tiles, 0) + 26


def test_the_words_that_were_found_are_marked_in_the_picture(tiles: TileList) -> None:
    tiles.show_found([Tile(key=1, title="甲", verdict=CAN, said="对展位费补贴", marked=((1, 4),))])
    place = tiles.visualRect(tiles.model().index(0, 0))
    image = tiles.viewport().grab(place).toImage()
    colours = {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert theme.TONES["warn"][1] in colours


def test_what_a_search_found_opens_nothing_by_itself(tiles: TileList) -> None:
    opened: list[object] = []
    tiles.opened.connect(opened.append)
    tiles.show_found([Heading(CAN, 1), tile(7)])
    assert opened == []
    assert tiles.key == 1
    tiles.open(7)
    assert opened == [7]


def test_a_heading_without_a_key_cannot_be_folded(tiles: TileList) -> None:
    folding: list[object] = []
    tiles.folding.connect(folding.append)
    place = tiles.visualRect(tiles.model().index(0, 0)).center()
    button, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(tiles.viewport(), button, no_keys, place)
    assert folding == []


def test_a_screen_reader_hears_sentence_and_states() -> None:
    model = TileModel()
    model.show([Tile(key=1, title="甲", verdict=CAN, said="乙。", chips=(NO,), foot="丙")])
    assert model.data(model.index(0)) == "甲，可申报，乙。，不符合，丙"
