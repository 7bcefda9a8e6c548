"""A table of any number of records: pages on demand, few kept, an honest scroll bar."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from jiamao_desktop.ui.record_table import KEPT_PAGES, PAGE, Column, RecordTable, RecordView


class Store:
    """Records by id; remembers what it was asked for."""

    def __init__(self) -> None:
        self.reads: list[Sequence[int]] = []
        self.gone: set[int] = set()

    def fetch(self, ids: Sequence[int]) -> dict[int, str]:
        self.reads.append(ids)
        return {number: f"第{number}笔" for number in ids if number not in self.gone}


@pytest.fixture
def store() -> Store:
    return Store()


COLUMNS = [
    Column[str]("名称", lambda record: record, width=0),
    Column[str]("金额", lambda record: str(len(record)), align_right=True, sort="gross"),
    Column[str]("状态", lambda _: "好", sort="state", colour=lambda record: "#1a6b3c"),
]


@pytest.fixture
def table(store: Store, dressed: QApplication) -> RecordTable[str]:
    return RecordTable(COLUMNS, store.fetch)


@pytest.fixture
def view(table: RecordTable[str], qtbot: QtBot) -> RecordView[str]:
    made = RecordView(table, "费用")
    qtbot.addWidget(made)
    made.resize(700, 420)
    return made


def text(model: QAbstractItemModel, line: int, column: int = 0) -> object:
    return model.data(model.index(line, column), Qt.ItemDataRole.DisplayRole)


def test_it_is_a_model_by_qts_own_rules(table: RecordTable[str]) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(table, mode)
    table.show(range(250))
    table.show([])
    table.show(array("q", [5, 3, 1]))
    assert tester.model() is table


def test_it_shows_the_records_in_the_order_of_their_ids(table: RecordTable[str]) -> None:
    table.show(array("q", [9, 2, 7]))
    assert [text(table, line) for line in range(3)] == ["第9笔", "第2笔", "第7笔"]


def test_a_page_is_read_once(table: RecordTable[str], store: Store) -> None:
    table.show(range(1000))
    for line in range(PAGE):
        text(table, line)
        text(table, line, 1)
    assert [list(ids) for ids in store.reads] == [list(range(PAGE))]


def test_only_few_pages_are_kept(table: RecordTable[str], store: Store) -> None:
    table.show(range(PAGE * (KEPT_PAGES + 5)))
    for page in range(KEPT_PAGES + 5):
        text(table, page * PAGE)
    store.reads.clear()
    text(table, (KEPT_PAGES + 4) * PAGE)
    assert store.reads == []
    text(table, 0)
    assert len(store.reads) == 1


def test_the_page_seen_last_is_the_last_to_go(table: RecordTable[str], store: Store) -> None:
    table.show(range(PAGE * (KEPT_PAGES + 1)))
    for page in range(KEPT_PAGES):
        text(table, page * PAGE)
    text(table, 0)
    text(table, KEPT_PAGES * PAGE)
    store.reads.clear()
    text(table, 0)
    assert store.reads == []
    text(table, PAGE)
    assert len(store.reads) == 1


def test_a_view_of_half_a_million_reads_only_what_it_shows(
    table: RecordTable[str], store: Store, view: RecordView[str], qtbot: QtBot
) -> None:
    table.show(range(500_000))
    view.show()
    qtbot.waitExposed(view)
    view.scrollToBottom()
    view.grab()
    assert table.rowCount() == 500_000
    assert sum(map(len, store.reads)) <= 3 * PAGE
    assert store.reads[-1][-1] == 499_999


def test_a_record_deleted_meanwhile_is_blank(table: RecordTable[str], store: Store) -> None:
    store.gone.add(2)
    table.show([1, 2, 3])
    assert text(table, 1) == ""
    assert table.record(1) is None
    assert table.data(table.index(1, 2), Qt.ItemDataRole.ForegroundRole) is None


def test_figures_stand_at_the_right(table: RecordTable[str]) -> None:
    table.show([1])
    role = Qt.ItemDataRole.TextAlignmentRole
    assert table.data(table.index(0, 1), role) & Qt.AlignmentFlag.AlignRight
    assert table.data(table.index(0, 0), role) & Qt.AlignmentFlag.AlignLeft
    assert table.headerData(1, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight


def test_a_column_may_colour_its_text(table: RecordTable[str]) -> None:
    table.show([1])
    colour = table.data(table.index(0, 2), Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == "#1a6b3c"
    assert table.data(table.index(0, 0), Qt.ItemDataRole.ForegroundRole) is None


def test_heads_are_titles_and_rows_have_no_numbers(table: RecordTable[str]) -> None:
    table.show([1])
    assert table.headerData(0, Qt.Orientation.Horizontal) == "名称"
    assert table.headerData(0, Qt.Orientation.Vertical) is None
    assert table.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole) is None


def test_nothing_is_shown_for_an_index_that_is_none(table: RecordTable[str]) -> None:
    assert table.data(QModelIndex()) is None
    table.show([1])
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.columnCount(table.index(0, 0)) == 0


def test_a_row_can_be_found_by_its_id(table: RecordTable[str]) -> None:
    table.show(array("q", [9, 2, 7]))
    assert table.line_of(7) == 2
    assert table.line_of(8) is None
    assert table.id_at(0) == 9


def test_a_changed_record_is_read_again(table: RecordTable[str], store: Store) -> None:
    table.show([1, 2])
    text(table, 0)
    store.gone.add(1)
    table.forget_page(0)
    assert text(table, 0) == ""
    assert text(table, 1) == "第2笔"


def test_picking_a_row_tells_its_id(view: RecordView[str], table: RecordTable[str]) -> None:
    told: list[object] = []
    view.picked.connect(told.append)
    table.show([4, 5, 6])
    assert view.go_to(5)
    assert told[-1] == 5
    assert view.chosen() == [5]


def test_going_to_what_is_not_there_says_so(view: RecordView[str], table: RecordTable[str]) -> None:
    table.show([4])
    assert not view.go_to(99)
    assert view.chosen() == []


def test_showing_other_records_picks_none(view: RecordView[str], table: RecordTable[str]) -> None:
    told: list[object] = []
    table.show([4])
    view.go_to(4)
    view.picked.connect(told.append)
    table.show([5])
    assert told[-1] is None


def test_enter_opens_the_picked_row(
    view: RecordView[str], table: RecordTable[str], qtbot: QtBot
) -> None:
    table.show([4, 5])
    view.show()
    view.go_to(5)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [5]


def test_down_arrow_moves_to_the_next_row(
    view: RecordView[str], table: RecordTable[str], qtbot: QtBot
) -> None:
    table.show([4, 5])
    view.show()
    view.go_to(4)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.chosen() == [5]


def click_head(view: RecordView[str], column: int, qtbot: QtBot) -> None:
    head = view.horizontalHeader()
    point = head.viewport().rect().center()
    point.setX(head.sectionViewportPosition(column) + 8)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_click_on_a_head_sorts_and_a_second_turns_round(
    view: RecordView[str], table: RecordTable[str], qtbot: QtBot
) -> None:
    told: list[tuple[str, bool]] = []
    view.sorted_by.connect(lambda name, down: told.append((name, down)))
    table.show([1])
    view.show()
    qtbot.waitExposed(view)
    click_head(view, 1, qtbot)
    click_head(view, 1, qtbot)
    click_head(view, 2, qtbot)
    assert told == [("gross", True), ("gross", False), ("state", True)]


def test_a_head_that_cannot_sort_keeps_the_arrow_where_it_is(
    view: RecordView[str], table: RecordTable[str], qtbot: QtBot
) -> None:
    table.show([1])
    view.mark_sort("gross", descending=True)
    view.show()
    qtbot.waitExposed(view)
    with qtbot.assertNotEmitted(view.sorted_by):
        click_head(view, 0, qtbot)
    head = view.horizontalHeader()
    assert head.sortIndicatorSection() == 1
    assert head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_the_column_without_width_takes_what_is_left(view: RecordView[str]) -> None:
    mode = view.horizontalHeader().sectionResizeMode(0)
    assert mode is QHeaderView.ResizeMode.Stretch


def test_the_view_is_named_for_screen_readers(view: RecordView[str]) -> None:
    assert view.accessibleName() == "费用"
