from __future__ import annotations

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest
from tests.unit.importers.sheet_making import cells_workbook, saved

from jiamao_desktop.importers.sheet_values import filled, is_rounded, shown, text
from jiamao_desktop.importers.sheet_workbook import Cell, Rounded, load


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (None, ""),
        ("连接器", "连接器"),
        ("\t530120250000123456", "530120250000123456"),
        ("'00123456", "00123456"),
        (Decimal(1000), "1000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "0.0000001"),
        (dt.date(2026, 4, 3), "2026-04-03"),
        (Rounded("530120250000123000"), ""),
        ("5.3E+17", ""),
    ],
)
def test_a_cell_says_what_a_person_would_read(cell: Cell, read: str) -> None:
    assert text(cell) == read


@pytest.mark.parametrize("cell", [None, "0", Decimal(0)])
def test_a_lone_nought_on_a_form_is_nothing(cell: Cell) -> None:
    assert filled(cell) == ""


@pytest.mark.parametrize("cell", ["00", "0.5", Decimal("0.62")])
def test_other_noughts_on_a_form_stay(cell: Cell) -> None:
    assert filled(cell) == text(cell) != ""


@pytest.mark.parametrize("cell", ["2.5322E+19", "5.3e17", Rounded("1")])
def test_scientific_writing_of_a_number_has_lost_its_end(cell: Cell) -> None:
    assert is_rounded(cell)


@pytest.mark.parametrize("cell", ["E2025", "1E5", "12.5", "C53015123456", None, Decimal("1E+3")])
def test_other_cells_have_lost_nothing(cell: Cell) -> None:
    assert not is_rounded(cell)


def test_what_is_left_of_a_rounded_number_can_be_shown() -> None:
    assert shown(Rounded("530120250000123000")) == "530120250000123000"
    assert shown("5.3E+17") == "5.3E+17"
    assert shown(None) == ""


def test_a_time_of_day_and_a_span_of_time_are_text() -> None:
    cells = {"A1": dt.time(9, 30), "B1": dt.timedelta(hours=30)}
    [sheet] = load(cells_workbook(cells)).sheets
    assert sheet.rows == (("09:30:00", "1 day, 6:00:00"),)


def test_a_sheet_that_is_a_chart_is_passed_over() -> None:
    book = openpyxl.Workbook()
    book.active.append(["x", 1])
    book.create_chartsheet("图")
    assert [sheet.name for sheet in load(saved(book)).sheets] == ["Sheet"]


def test_a_hidden_sheet_is_read_too() -> None:
    book = openpyxl.Workbook()
    book.active.append(["x"])
    hidden = book.create_sheet("隐藏")
    hidden.append(["y"])
    hidden.sheet_state = "hidden"
    assert [sheet.name for sheet in load(saved(book)).sheets] == ["Sheet", "隐藏"]
