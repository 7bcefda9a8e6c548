"""The table of one client: safe names, no formulas, the same bytes for the same figures."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from openpyxl import load_workbook

from jiamao_desktop.app.portfolio_parts import Client, Kind, Planned, Row
from jiamao_desktop.app.portfolio_tables import (
    HEADING,
    conclusion,
    file_names,
    save_tables,
    tables,
)
from jiamao_desktop.domain.errors import MachineError, Problem
from jiamao_desktop.domain.money import Money

DAY = "2026-11-20"


def client(*rows: Row, title: str = "甲公司", best: int = 1_234_550) -> Client:
    return Client(
        title=title,
        best=Money(best),
        at_most=Money(1_234_550),
        certified=True,
        filed=Money(300),
        granted=Money(5),
        next_day=dt.date(2026, 12, 31),
        open=1,
        rows=rows,
    )


def read(content: bytes) -> list[list[str]]:
    """Read a table as a spreadsheet program does."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


CAP = Row(
    kind=Kind.ROOM,
    what="年度上限",
    about="甲、乙",
    amount=Money(10_000),
    limit=Money(100_000_00),
    used=Money(99_900_00),
    day=dt.date(2026, 12, 31),
    note="其中方案将用 900.00",
)


def test_a_table_says_whose_it_is_as_of_when_the_sums_and_every_row() -> None:
    rows = read(tables(client(CAP), DAY)[".csv"])
    assert rows[0] == list(HEADING)
    assert rows[1] == ["单位", "甲公司", "", "", "", "", DAY, "按这一天测算"]
    assert [(row[1], row[3]) for row in rows[2:5]] == [
        ("可得", "12345.50"),
        ("已申报", "3.00"),
        ("已获得", "0.05"),
    ]
    assert rows[5] == [
        *("额度", "年度上限", "甲、乙", "100.00", "100000.00", "99900.00"),
        *("2026-12-31", "其中方案将用 900.00"),
    ]


def test_the_workbook_has_the_same_rows_under_the_clients_name() -> None:
    content = tables(client(CAP), DAY)
    sheet = load_workbook(io.BytesIO(content[".xlsx"])).active
    assert sheet is not None
    shown = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert shown[0][0] == "甲公司"
    assert DAY in shown[1][0]
    start = shown.index(list(HEADING))
    assert shown[start + 1 :] == read(content[".csv"])[2:]


def test_what_is_not_proved_is_said_as_two_bounds() -> None:
    assert conclusion(client()) == "最多可得 ¥12,345.50，已证明没有更高的方案"
    assert conclusion(client(best=100)) == "至少可得 ¥1.00，至多 ¥12,345.50"


def test_a_negative_number_stays_one() -> None:
    content = tables(client(Row(kind=Kind.WORD, what="甲", about="", amount=Money(-350))), DAY)
    assert read(content[".csv"])[-1][3] == "-3.50"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-A3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']
)
def test_no_text_becomes_a_formula(text: str) -> None:
    content = tables(client(Row(kind=Kind.QUESTION, what=text, about=text, note=text)), DAY)
    cells = read(content[".csv"])[-1]
    assert [cells[1], cells[2], cells[7]] == [f"'{text}"] * 3
    sheet = load_workbook(io.BytesIO(content[".xlsx"])).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_a_line_break_in_a_text_stays_in_its_cell() -> None:
    rows = read(tables(client(Row(kind=Kind.WORD, what="甲\n乙", note='他说"好",')), DAY)[".csv"])
    assert rows[-1][1] == "甲\n乙"
    assert rows[-1][7] == '他说"好",'


def test_the_same_figures_give_the_same_bytes() -> None:
    assert tables(client(CAP), DAY) == tables(client(CAP), DAY)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("某某贸易.book", "某某贸易"),
        ("没有后缀", "没有后缀"),
        ("a/../../b", "a_.._.._b"),
        ("..\\..\\x", "_.._x"),
        ("c:x?*", "c_x__"),
        ("con.book", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("...", "_"),
        (".book", "_"),
        (" 空格 .book", "空格"),
        ("x\n\0y", "x__y"),
        ("长" * 200, "长" * 60),
    ],
)
def test_a_name_of_a_folder_becomes_a_safe_name_of_a_file(name: str, expected: str) -> None:
    assert file_names([name]) == [expected]


def test_no_two_books_share_a_file_even_where_case_does_not_count() -> None:
    assert file_names(["A.book", "A", "a", "B", "A"]) == ["A", "A 2", "a 3", "B", "A 4"]


@bounded(max_examples=40)
@given(st.lists(st.text(min_size=1, max_size=90), max_size=6))
def test_whatever_the_names_files_lie_side_by_side(names: list[str]) -> None:
    found = file_names(names)
    assert len({one.casefold() for one in found}) == len(names)
    for one in found:
        assert Path(one).name == one
        assert one not in {"", ".", ".."}
        assert not one.endswith((" ", "."))


def test_tables_are_written_for_those_that_were_planned_and_for_no_other(tmp_path: Path) -> None:
    out = tmp_path / "新" / "表"
    planned = [
        Planned("甲.book", client=client(title="甲公司")),
        Planned("乙.book", problem=Problem.of("passphrase.wrong")),
        Planned("丙.book", client=client(title="丙公司")),
    ]
    files = save_tables(planned, DAY, out)
    assert [path.name for path in files] == ["甲.csv", "甲.xlsx", "丙.csv", "丙.xlsx"]
    assert sorted(path.name for path in out.iterdir()) == sorted(path.name for path in files)
    for path in files:
        other = "丙公司" if path.stem == "甲" else "甲公司"
        assert other.encode() not in path.read_bytes()


def test_a_table_there_already_is_replaced_and_never_written_through_a_link(
    tmp_path: Path,
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "甲.csv").symlink_to(elsewhere)
    (out / ".甲.csv.new").symlink_to(elsewhere)
    (out / "甲.xlsx").write_bytes(b"of last month")
    save_tables([Planned("甲.book", client=client())], DAY, out)
    assert elsewhere.read_text("utf-8") == "mine"
    assert read((out / "甲.csv").read_bytes())[1][1] == "甲公司"
    assert (out / "甲.xlsx").read_bytes().startswith(b"PK")
    assert {path.name for path in out.iterdir()} == {"甲.csv", "甲.xlsx"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(MachineError) as raised:
        save_tables([Planned("甲.book", client=client())], DAY, tmp_path / "out")
    assert raised.value.code == "portfolio.not_written"
    assert raised.value.details["path"].endswith("甲.csv")
