"""Each different cell of a long list is read once, and as a cell of a short list is."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.importers import bulk_cells, sheet_values, sheet_workbook, values
from jiamao_desktop.importers.bulk_cells import Column, Raw, Texts
from jiamao_desktop.importers.layout import squeezed

CELLS: list[Raw] = [
    "", " ", "连接器", " 线 束 ", "'0123", "\t0123", " '12 ", "1E10", "1.5e+12", "Express", "ｅ文",
    0.0, -0.0, 1.0, 0.1, 1e-7, 123456789.25, 1e14, 1e15, 5.3012025e17, -2.5, math.inf, math.nan,
    True, False, dt.date(2025, 3, 8), dt.datetime(2025, 3, 8, tzinfo=dt.UTC), dt.time(1, 2),
    dt.timedelta(hours=3),
]  # fmt: skip


def as_text(cell: Raw) -> str:
    """Return what the readers of short lists see."""
    return sheet_values.text(sheet_workbook.cell_of(cell))


@pytest.mark.parametrize("cell", CELLS, ids=repr)
def test_a_cell_says_what_it_says_in_a_short_list(cell: Raw) -> None:
    assert bulk_cells.shown(cell) == as_text(cell)
    assert Texts()[cell] == as_text(cell)


@given(st.text(max_size=12) | st.floats())
@settings(max_examples=150)
def test_any_cell_says_what_it_says_in_a_short_list(cell: Raw) -> None:
    if cell == "":
        return
    assert bulk_cells.shown(cell) == as_text(cell)


@given(st.floats(min_value=-1e14, max_value=1e14))
@settings(max_examples=150)
def test_a_number_is_kept_as_the_decimal_of_a_short_list_is(number: float) -> None:
    column = bulk_cells.columns([])["quantity"]
    expected = values.decimal(as_text(number))
    assert column[number] == (None if expected is None else str(expected))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
@settings(max_examples=150)
def test_an_amount_is_kept_as_the_money_of_a_short_list_is(amount: object) -> None:
    number = float(str(amount))
    expected = values.money(as_text(number))
    column = bulk_cells.columns([])["total"]
    assert column[number] == (None if expected is None else expected.fen)


@pytest.mark.parametrize(
    ("cell", "left"), [(5.3012025e17, "530120250000000000"), ("5.3E+17", "5.3E+17"), ("53", "")]
)
def test_what_is_left_of_a_rounded_number_is_shown(cell: Raw, left: str) -> None:
    assert bulk_cells.lost(cell) == left


@given(st.text(alphabet="aB1-./ \t\n（：号　", max_size=10))
def test_what_has_no_blank_needs_no_squeezing(text: str) -> None:
    assert bulk_cells.tight(text) == squeezed(text)


def test_a_cell_is_read_once() -> None:
    asked: list[str] = []

    def read(said: str) -> tuple[str, tuple[()]]:
        asked.append(said)
        return said, ()

    column = Column([], read)
    assert [column[cell] for cell in ("甲", "乙", "甲", "甲")] == ["甲", "乙", "甲", "甲"]
    assert asked == ["甲", "乙"]


def test_memory_goes_back_when_every_cell_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_cells, "_MOST", 10)
    column, texts = bulk_cells.columns([])["unit"], Texts()
    for number in range(50):
        assert column[f"个{number}"] == texts[f"个{number}"] == f"个{number}"
    assert len(column) <= 12
    assert len(texts) <= 12


def test_what_is_wrong_is_remembered_with_the_cell_and_told_to_the_list() -> None:
    faulty: list[bool] = []
    columns = bulk_cells.columns(faulty)
    assert columns["quantity"]["3"] == "3"
    assert not faulty
    assert columns["quantity"]["许多"] is None
    assert columns["currency"]["XX"] == ""
    assert columns["hs_code"]["853669000"] == "0853669000"
    codes = [
        one.code
        for name, cell in (("quantity", "许多"), ("currency", "XX"), ("hs_code", "853669000"))
        for one in columns[name].wrong[cell]
    ]
    assert codes == [
        "declaration.unreadable",
        "declaration.unknown_currency",
        "declaration.hs_nought_restored",
    ]
    assert len(faulty) == 3


def test_a_blank_amount_is_told_apart_from_one_that_cannot_be_read() -> None:
    total = bulk_cells.columns([])["total"]
    assert total[""] == ""
    assert total["无"] is None
