"""Tables as .xlsx: other programs read them, and no cell is ever a formula."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jiamao_desktop.documents.workbook import Sheet, workbook


def table(*rows: tuple[str, ...], name: str = "表", title: str = "标题") -> Sheet:
    return Sheet(
        name=name, title=title, notes=("说明",), heading=("甲", "乙"), widths=(10, 20), rows=rows
    )


def cells(content: bytes, sheet: int = 0) -> list[list[str]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet)
    return [[str(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]


def test_another_program_reads_title_notes_heading_and_rows() -> None:
    content = workbook([table(("1", "二\n行"), ("三", "<&\"'>"))])
    read = cells(content)
    assert read[0][0] == "标题"
    assert read[1][0] == "说明"
    assert read[2] == ["甲", "乙"]
    assert read[3] == ["1", "二\n行"]
    assert read[4] == ["三", "<&\"'>"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["表"]
    assert sheet.column_dimensions["B"].width == 20
    assert sheet.freeze_panes == "A4"
    assert sheet["A4"].alignment.wrap_text
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "=cmd|' /C calc'!A0"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    content = workbook([table((text, text), title=text)])
    for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "inlineStr", "n"}
            assert cell.data_type != "n" or cell.value is None
    assert cells(content)[3] == [text, text]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_sheets_have_names_that_every_program_takes() -> None:
    names = ["长" * 40, "长" * 40, "a/b:c*?[d]", "A", "a", "", "'x'"]
    content = workbook([table(name=name) for name in names])
    found = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert found[0] == "长" * 31
    assert found[1] == "长" * 29 + " 2"
    assert found[2] == "a b c   d"
    assert found[3:5] == ["A", "a 5"]
    assert found[5] == "6"
    assert all(0 < len(name) <= 31 for name in found)


def test_the_same_tables_give_the_same_bytes() -> None:
    assert workbook([table(("1", "2"))]) == workbook([table(("1", "2"))])


def test_many_columns_have_the_right_letters() -> None:
    heads = tuple(str(number) for number in range(1, 60))
    content = workbook([Sheet(name="x", title="x", heading=heads, widths=(), rows=[heads])])
    assert cells(content)[1] == list(heads)


@given(text=st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_is_written_so_that_it_can_be_read(text: str) -> None:
    content = workbook([table((text, "x"))])
    [row] = cells(content)[3:]
    plain = "".join(one if one.isprintable() else "" for one in text)
    assert (
        "".join(one for one in row[0] if one.isprintable() and one != "�").replace("�", "")
        == "".join(one for one in plain if one != "�")
        or "\r" in text
        or "_x" in text
    )


def test_a_workbook_is_opened_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(workbook([table(("1", "2")), table(name="二")]))
    assert CalamineWorkbook.from_path(str(file)).sheet_names == ["表", "二"]
