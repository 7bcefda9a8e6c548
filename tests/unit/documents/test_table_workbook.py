"""Tables leave as .xlsx: exact, plain, and in constant memory."""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from jiamao_desktop.documents import table_workbook
from jiamao_desktop.documents.export_table import Cell, ExportTable, number_text
from jiamao_desktop.domain.money import Money


def written(*rows: tuple[Cell, ...], heading: tuple[str, ...] = ("甲", "乙")) -> bytes:
    file = io.BytesIO()
    table_workbook.write(file, [ExportTable(name="费用", heading=heading, rows=rows)])
    return file.getvalue()


def sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_another_program_reads_numbers_days_and_texts_as_what_they_are() -> None:
    content = written(
        (Money(-123456), dt.date(2026, 3, 5)),
        (Decimal("0.0001"), "25312000000123456789"),
        (7, None),
    )
    sheet = load_workbook(io.BytesIO(content))["费用"]
    assert [cell.value for cell in sheet[1]] == ["甲", "乙"]
    assert sheet["A2"].value == -1234.56
    assert sheet["A2"].number_format == "#,##0.00"
    assert sheet["B2"].value == dt.datetime(2026, 3, 5)  # noqa: DTZ001 -- what openpyxl gives
    assert sheet["A3"].value == 0.0001
    assert sheet["B3"].value == "25312000000123456789"
    assert (sheet["A4"].value, sheet["B4"].value) == (7, None)
    assert sheet.freeze_panes == "A2"


def test_digits_are_written_exactly_and_never_as_a_float() -> None:
    xml = sheet_xml(written((Money(1), Decimal("1234567.891"))))
    assert "<v>0.01</v>" in xml
    assert "<v>1234567.891</v>" in xml


def test_a_number_that_a_spreadsheet_would_round_is_text() -> None:
    content = written((Decimal("1234567890123456.5"), Money(99_999_999_999_999_999)))
    sheet = load_workbook(io.BytesIO(content))["费用"]
    assert sheet["A2"].value == "1234567890123456.5"
    assert sheet["B2"].value == "999999999999999.99"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "<b>&", "\x01"])
def test_no_text_becomes_a_formula_or_breaks_the_file(text: str) -> None:
    content = written((text, ""), heading=(text, "乙"))
    sheet = load_workbook(io.BytesIO(content))["费用"]
    assert sheet["A2"].data_type == "s"
    assert "<f>" not in sheet_xml(content)


def test_days_before_1900_are_text() -> None:
    sheet = load_workbook(io.BytesIO(written((dt.date(1899, 1, 1), None))))["费用"]
    assert sheet["A2"].value == "1899-01-01"


def test_what_does_not_fit_on_a_sheet_goes_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_workbook, "MOST_ROWS", 2)
    book = load_workbook(io.BytesIO(written((1, 2), (3, 4), (5, 6))))
    assert book.sheetnames == ["费用", "费用 2"]
    assert [cell.value for cell in book["费用 2"][1]] == ["甲", "乙"]
    assert book["费用 2"]["A2"].value == 5


def test_an_empty_table_is_a_sheet_with_headings() -> None:
    book = load_workbook(io.BytesIO(written()))
    assert book["费用"].max_row == 1


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written((1, "甲")) == written((1, "甲"))


def test_many_rows_need_no_more_memory_than_few() -> None:
    def rows(count: int) -> Iterator[tuple[Cell, ...]]:
        return (("25312000000123456789", Money(number)) for number in range(count))

    class Nowhere(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return len(data)  # type: ignore[arg-type]  # bytes

    tracemalloc.start()
    table_workbook.write(
        io.BufferedWriter(Nowhere()),
        [ExportTable(name="a", heading=("甲", "乙"), rows=rows(8_000))],
    )
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 << 20


def test_number_texts_are_plain() -> None:
    assert number_text(Money(123456789)) == "1234567.89"
    assert number_text(Decimal("1E+3")) == "1000"
    assert number_text(-3) == "-3"
