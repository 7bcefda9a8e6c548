from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.importers.sheet_making import (
    MAIN,
    cells_workbook,
    raw_sheet,
    replaced,
    rows_workbook,
    zipped,
)

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import sheet_scan
from jiamao_desktop.importers.sheet_workbook import Cell, Rounded, Workbook, load


def only_row(data: bytes) -> tuple[Cell, ...]:
    [sheet] = load(data).sheets
    [row] = sheet.rows
    return row


def refusal(data: bytes) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        load(data)
    return caught.value


def number_cell(text: str) -> bytes:
    return raw_sheet(f'<row r="1"><c r="A1"><v>{text}</v></c></row>')


# What cells become


def test_cells_become_text_exact_numbers_and_days() -> None:
    moment = dt.datetime(2026, 4, 3, 9, 30)  # noqa: DTZ001 -- a cell knows no zone
    row = only_row(rows_workbook([["连接器", 1000, 0.62, dt.date(2026, 4, 3), moment]]))
    assert row == (
        "连接器",
        Decimal(1000),
        Decimal("0.62"),
        dt.date(2026, 4, 3),
        dt.date(2026, 4, 3),
    )


def test_no_cell_is_ever_a_float() -> None:
    row = only_row(rows_workbook([[1, 1.5, -0.1, 1e9, 1e-7, 1e18, True, "x", None]]))
    assert not any(isinstance(cell, float) for cell in row)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3.9199999999999999", "3.92"),
        ("0.30000000000000004", "0.3"),
        ("1234567.89", "1234567.89"),
        ("-35", "-35"),
        ("4.5500000000000001E-3", "0.00455"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_a_number_is_read_as_the_spreadsheet_shows_it(written: str, read: str) -> None:
    assert only_row(number_cell(written)) == (Decimal(read),)


def test_text_is_stripped_and_blank_text_is_no_text() -> None:
    assert only_row(rows_workbook([["  两端  ", "   ", "末"]])) == ("两端", None, "末")


def test_a_truth_value_is_text() -> None:
    assert only_row(rows_workbook([[True, False]])) == ("TRUE", "FALSE")


def test_rows_and_columns_before_the_first_cell_are_kept_so_that_places_are_true() -> None:
    [sheet] = load(cells_workbook({"C3": "here"})).sheets
    assert sheet.at(2, 2) == "here"
    assert sheet.at(0, 0) is None


def test_a_place_outside_the_sheet_is_empty() -> None:
    [sheet] = load(cells_workbook({"A1": "x"})).sheets
    assert sheet.at(5, 0) is None
    assert sheet.at(0, 5) is None
    assert sheet.at(-1, 0) is None


def test_sheets_keep_their_order_and_names() -> None:
    assert [sheet.name for sheet in load(rows_workbook([["a"]], [["b"]])).sheets] == ["S1", "S2"]


def test_an_empty_sheet_has_no_rows() -> None:
    [sheet] = load(rows_workbook([])).sheets
    assert list(sheet.rows) == []


# Formulas


def test_a_formula_shows_what_was_last_computed() -> None:
    body = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    assert only_row(raw_sheet(body)) == (Decimal(2),)


def test_a_formula_that_was_never_computed_is_empty() -> None:
    assert only_row(rows_workbook([["x", "=1+1"]]))[0] == "x"
    assert only_row(rows_workbook([["x", "=1+1", "y"]])) == ("x", None, "y")


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-2+3"]
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    escaped = text.replace("'", "&apos;")
    body = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{escaped}</t></is></c></row>'
    assert only_row(raw_sheet(body)) == (text,)


# Long numbers


def test_a_long_number_written_out_in_full_is_kept_digit_for_digit() -> None:
    assert only_row(number_cell("530120250000123457")) == ("530120250000123457",)


@pytest.mark.parametrize(
    "written", ["5.3012025000012301E+17", "530120250000123000", "2.5322E+19", "1E+15"]
)
def test_a_long_number_that_lost_its_last_digits_says_so(written: str) -> None:
    [cell] = only_row(number_cell(written))
    assert isinstance(cell, Rounded)
    assert cell.text.startswith(written[0])


def test_two_sheets_with_long_numbers_at_one_place_do_not_mix() -> None:
    first = number_cell("530120250000123457")
    second = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>25322000000000000011</v>'
        "</c></row></sheetData></worksheet>"
    ).encode()
    book = replaced(first, "xl/worksheets/sheet2.xml", second)
    assert only_row(book) == ("530120250000123457",)


def test_two_long_numbers_that_cannot_be_told_apart_count_as_lost() -> None:
    other = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>530120250000123458</v>'
        "</c></row></sheetData></worksheet>"
    ).encode()
    book = replaced(number_cell("530120250000123457"), "xl/worksheets/sheet2.xml", other)
    assert isinstance(only_row(book)[0], Rounded)


def test_a_number_beyond_all_bounds_is_text() -> None:
    assert only_row(number_cell("1e400")) == ("inf",)


# Dimensions that lie


@pytest.mark.parametrize("lie", ["A1", "A1:XFD1048576", "B2:A1"])
def test_the_stated_dimension_is_not_believed(lie: str) -> None:
    body = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="{lie}"/><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
        "</sheetData></worksheet>"
    )
    [sheet] = load(raw_sheet(body.encode())).sheets
    assert sheet.rows == ((Decimal(1), None), (None, Decimal(2)))


def test_cells_that_do_not_say_where_they_are_follow_each_other() -> None:
    body = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    [sheet] = load(raw_sheet(body)).sheets
    assert sheet.rows[0] == (Decimal(1), Decimal(2))


# Hostile sheets


@pytest.mark.parametrize("cell", ["A1048576", "XFD1", "ZZZZ1", "A99999999", "ALM1"])
def test_a_far_cell_is_named_instead_of_ending_the_process(cell: str) -> None:
    error = refusal(raw_sheet(f'<row r="1"><c r="{cell}"><v>1</v></c></row>'))
    assert error.code == "sheet.far_cell"
    assert error.details["cell"] == cell


@pytest.mark.parametrize("cell", ["1A", "A0", "A", "A1:B2", "AAAAA1", "A999999999"])
def test_a_cell_with_an_impossible_name_is_a_broken_sheet(cell: str) -> None:
    error = refusal(raw_sheet(f'<row r="1"><c r="{cell}"><v>1</v></c></row>'))
    assert error.code == "sheet.broken"


def test_a_far_cell_is_seen_behind_any_prefix_quotes_and_encoding() -> None:
    body = (
        f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='1'>"
        "<x:c r = '&#88;FD1048576'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert refusal(raw_sheet(body.encode())).code == "sheet.far_cell"
    assert refusal(raw_sheet(body.encode("utf-16"))).code == "sheet.far_cell"


def test_a_far_row_whose_cells_do_not_say_where_they_are_is_seen() -> None:
    body = '<row r="1048576"><c><v>1</v></c></row>'
    assert refusal(raw_sheet(body)).code == "sheet.far_cell"


def test_two_million_columns_are_refused() -> None:
    body = "<row>" + "<c><v>1</v></c>" * 2_000_000 + "</row>"
    assert refusal(raw_sheet(body)).code in {"sheet.far_cell", "zip.bomb", "zip.too_large"}


def test_a_far_cell_that_holds_nothing_but_a_format_does_no_harm() -> None:
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    assert only_row(raw_sheet(body)) == (Decimal(1),)


def test_a_rectangle_of_too_many_cells_is_refused() -> None:
    body = '<row r="1"><c r="ALL1"><v>1</v></c></row><row r="5000"><c r="A5000"><v>1</v></c></row>'
    error = refusal(raw_sheet(body))
    assert error.code == "sheet.too_large"
    assert error.details["cells"] == sheet_scan.MOST_CELLS


def test_many_sheets_together_have_one_limit() -> None:
    rows = '<row r="3000"><c r="ALL3000"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    load(raw_sheet(sheet))
    assert (
        refusal(raw_sheet(sheet, extra={"xl/worksheets/s2.xml": sheet})).code == "sheet.too_large"
    )


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    long = "长" * 30_000
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(900))
    body = f"<row>{row}</row><row>{row}</row>"
    error = refusal(raw_sheet(body, shared=f"<si><t>{long}</t></si>"))
    assert error.code == "sheet.too_large"


def test_a_shared_text_that_is_not_there_does_no_harm_to_the_scan() -> None:
    body = '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'
    parts = sheet_scan.scan(raw_sheet(body, shared="<si><t>x</t></si>"))
    assert parts.packed.startswith(b"PK")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_document_type_inside_is_refused(part: str, encoding: str) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert refusal(raw_sheet("", extra={part: bomb.encode(encoding)})).code == "xml.entities"


def test_a_sheet_a_gigabyte_long_is_refused_from_the_directory() -> None:
    blank = b" " * (64 << 20)
    assert refusal(raw_sheet("", extra={"xl/worksheets/s2.xml": blank})).code in {
        "zip.bomb",
        "zip.too_large",
    }


def test_a_part_that_is_not_needed_is_not_looked_at() -> None:
    book = raw_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        extra={"xl/media/image1.png": b"\x89PNG", "xl/drawings/drawing1.xml": b"<broken"},
    )
    assert only_row(book) == (Decimal(1),)


def test_only_what_was_looked_at_reaches_the_reader() -> None:
    book = raw_sheet("", extra={"xl/vbaProject.bin": b"macro", "docProps/core.xml": b"<x/>"})
    with zipfile.ZipFile(io.BytesIO(sheet_scan.scan(book).packed)) as packed:
        assert "xl/vbaProject.bin" not in packed.namelist()
        assert "docProps/core.xml" not in packed.namelist()


def test_two_parts_of_one_name_cannot_show_the_scan_one_and_the_reader_another() -> None:
    out = io.BytesIO(raw_sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    row = '<row r="1048576"><c><v>1</v></c></row>'
    far = f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'
    with zipfile.ZipFile(out, "a") as bundle, pytest.warns(UserWarning, match="Duplicate name"):
        bundle.writestr("xl/worksheets/sheet1.xml", far)
    assert refusal(out.getvalue()).code == "sheet.far_cell"


# Foreign and broken files


def test_an_encrypted_workbook_says_how_to_mend_it() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(data).code == "sheet.encrypted"


def test_an_old_xls_workbook_says_how_to_mend_it() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le")
    assert refusal(data).code == "sheet.old_format"


@pytest.mark.parametrize(
    "data",
    [
        zipped({"xl/workbook.xml": b"<workbook/>"}),
        zipped({"xl/nothing.txt": b""}),
        raw_sheet(b"<worksheet><sheetData><row>"),
        raw_sheet(b""),
    ],
)
def test_a_workbook_without_what_makes_one_is_broken(data: bytes) -> None:
    assert refusal(data).code == "sheet.broken"


def test_what_is_no_zip_is_refused() -> None:
    assert refusal(b"PK\x03\x04 not really").code == "zip.broken"


def test_more_sheets_than_anybody_needs_are_refused() -> None:
    error = refusal(rows_workbook(*[[["x"]]] * 101))
    assert error.code == "sheet.too_many"
    assert error.details["count"] == 101


# Anything at all

_GOOD = rows_workbook(
    [["海关编号", "商品编号"], ["530120250000123456", 8536690000], [dt.date(2026, 1, 1), 0.62]]
)


def _loaded(data: bytes) -> Workbook | None:
    try:
        return load(data)
    except ImportRefused:
        return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(_GOOD) - 1), st.integers(0, 255)), max_size=12))
def test_damage_anywhere_is_read_or_refused_and_nothing_else(damage: list[tuple[int, int]]) -> None:
    data = bytearray(_GOOD)
    for place, byte in damage:
        data[place] = byte
    _loaded(bytes(data))


_SHEET_PART = (
    f'<worksheet xmlns="{MAIN}"><dimension ref="A1:C2"/><sheetData><row r="1" spans="1:3">'
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>文</v></c><c r="C1"><v>530120250000123457</v>'
    '</c></row><row r="2"><c r="A2" s="1"><v>46115</v></c><c r="B2" t="b"><v>1</v></c>'
    '<c r="C2" t="e"><v>#N/A</v></c></row></sheetData><mergeCells count="1">'
    '<mergeCell ref="A1:B1"/></mergeCells></worksheet>'
).encode()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, len(_SHEET_PART)), st.binary(max_size=6)), max_size=6),
    st.integers(0, len(_SHEET_PART)),
)
def test_a_damaged_sheet_is_read_or_refused_and_nothing_else(
    damage: list[tuple[int, bytes]], cut: int
) -> None:
    part = _SHEET_PART
    for place, insert in damage:
        part = part[:place] + insert + part[place + len(insert) :]
    _loaded(raw_sheet(part[:cut] if cut % 3 == 0 else part, shared="<si><t>共</t></si>"))


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**15 - 1), st.integers(0, 6))
def test_any_decimal_of_up_to_fifteen_digits_is_read_exactly(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    assert only_row(number_cell(f"{float(number)!r}")) == (number,)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text("甲乙丙abc=+-@0123456789", max_size=6), max_size=4), max_size=5))
def test_what_is_written_as_text_comes_back_as_text(rows: list[list[str]]) -> None:
    body = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>"
        for row in rows
    )
    [sheet] = load(raw_sheet(body)).sheets
    read = [text for row in sheet.rows for text in row if text is not None]
    assert read == [text for row in rows for text in row if text]
