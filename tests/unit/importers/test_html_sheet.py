from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import html_sheet, sniff, xmltree
from jiamao_desktop.importers.reading import read_bytes
from jiamao_desktop.importers.sheet_workbook import Rounded, Workbook
from jiamao_desktop.importers.sniff import FileType

LIST = (
    "<tr><th>海关编号</th><th>境内收发货人</th><th>监管方式</th><th>商品编号</th><th>总价</th><th>币制</th></tr>"
    "<tr><td>530120250000123456</td><td>样例甲公司</td><td>0615</td><td>8536690000</td><td>620</td><td>USD</td></tr>"
)


def html(body: str) -> Workbook:
    book = html_sheet.load_html(body.encode())
    assert book is not None
    return book


def rows(body: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in html(f"<table>{body}</table>").sheets[0].rows]


def spreadsheet(body: str) -> bytes:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="报关单"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def xml_rows(body: str) -> list[tuple[object, ...]]:
    [sheet] = html_sheet.load_xml(xmltree.parse(spreadsheet(body))).sheets
    assert sheet.name == "报关单"
    return [tuple(row) for row in sheet.rows]


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


@pytest.mark.parametrize(
    "start",
    ["<html><body>", "<!DOCTYPE html><html>", "<meta http-equiv='x'>", "", "\n <head></head>"],
)
def test_a_page_that_poses_as_xls_is_told_and_read(start: str) -> None:
    data = f"{start}<table>{LIST}</table>".encode()
    assert sniff.file_type(data) is FileType.HTML
    [draft] = read_bytes("导出.xls", data).drafts
    assert draft.fields["number"].value == "530120250000123456"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_pages_of_every_encoding_are_read(encoding: str) -> None:
    page = f"<html><meta charset='gb2312'><table>{LIST}</table></html>".encode(encoding)
    [draft] = read_bytes("导出.xls", page).drafts
    assert draft.fields["domestic_party"].value == "样例甲公司"


def test_each_table_is_a_sheet() -> None:
    book = html("<table><tr><td>a</td></tr></table><p>x<table><tr><td>b</td></tr></table>")
    assert [sheet.rows for sheet in book.sheets] == [[("a",)], [("b",)]]


def test_a_cell_over_several_columns_or_rows_stands_in_its_first() -> None:
    body = (
        "<tr><td rowspan=2>a</td><td colspan='2'>b</td></tr>"
        "<tr><td>c</td><td>d</td></tr><tr><td>e</td></tr>"
    )
    assert rows(body) == [("a", "b", None), (None, "c", "d"), ("e", None, None)]


def test_texts_are_squeezed_unshielded_and_without_styles() -> None:
    body = '<tr><td> 样例\n 甲<br>公司<style>x</style></td><td>="0123"</td><td></td></tr>'
    assert rows(body) == [("样例 甲 公司", "0123", None)]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    book = html("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>")
    assert [sheet.rows for sheet in book.sheets] == [[("a",)], [("b",)]]


def test_a_page_without_a_table_is_no_workbook() -> None:
    assert html_sheet.load_html(b"<html><p>x</p></html>") is None
    assert not read_bytes("x.html", b"<html><p>x</p></html>").refused


@pytest.mark.parametrize("body", ["<tr><td colspan=99999>a", "<tr>" + "<td>x" * 401])
def test_too_many_columns_are_refused(body: str) -> None:
    with pytest.raises(ImportRefused, match="too_large"):
        rows(body)


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "9999999999", "²"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    assert rows(f"<tr><td colspan='{span}'>a</td><td>b</td></tr>") == [("a", "b")]


@settings(max_examples=60)
@given(st.text(alphabet="<>/trdthableo \"'=s2&;甲\n", max_size=120))
def test_any_markup_is_read_or_refused(text: str) -> None:
    try:
        html_sheet.load_html(f"<table>{text}".encode())
    except ImportRefused:
        return


def test_a_workbook_of_2003_is_read_with_its_kinds() -> None:
    body = (
        f"<Row>{cell('海关编号')}{cell('日期')}{cell('数量')}{cell('对')}</Row>"
        f"<Row>{cell('530120250000123456')}{cell('2025-03-08T00:00:00.000', 'DateTime')}"
        f"{cell('0.62', 'Number')}{cell('1', 'Boolean')}</Row>"
    )
    assert xml_rows(body)[1] == (
        "530120250000123456",
        dt.date(2025, 3, 8),
        Decimal("0.62"),
        "TRUE",
    )


def test_rows_and_cells_that_are_skipped_are_empty() -> None:
    body = f'<Row ss:Index="3">{cell("a")}{cell("b", more=chr(32) + "ss:Index=" + repr("4"))}</Row>'
    assert xml_rows(body) == [(None,) * 4, (None,) * 4, ("a", None, None, "b")]


def test_merged_cells_and_long_numbers_of_2003() -> None:
    body = (
        f"<Row>{cell('a', more='ss:MergeAcross=' + repr('1'))}{cell('2.5442E+19', 'Number')}</Row>"
    )
    [row] = xml_rows(body)
    assert row[:2] == ("a", None)
    assert isinstance(row[2], Rounded)


@pytest.mark.parametrize(
    "body",
    [
        f'<Row ss:Index="200001">{cell("a")}</Row>',
        f"<Row>{cell('a', more='ss:Index=' + repr('401'))}</Row>",
        f"<Row>{cell('a', more='ss:MergeAcross=' + repr('99999'))}</Row>",
    ],
)
def test_cells_far_out_are_refused(body: str) -> None:
    with pytest.raises(ImportRefused, match="too_large"):
        xml_rows(body)


def test_a_value_that_is_not_of_its_kind_stays_text() -> None:
    body = f"<Row>{cell('x', 'Number')}{cell('x', 'DateTime')}<Cell/></Row>"
    assert xml_rows(body) == [("x", "x", None)]


def test_a_list_of_declarations_is_read_from_a_workbook_of_2003() -> None:
    heads = "".join(
        cell(head) for head in ("海关编号", "境内收发货人", "监管方式", "商品编号", "总价")
    )
    row = "".join(
        cell(text) for text in ("530120250000123456", "样例甲公司", "0615", "8536690000", "620")
    )
    [draft] = read_bytes("单.xls", spreadsheet(f"<Row>{heads}</Row><Row>{row}</Row>")).drafts
    assert draft.fields["number"].value == "530120250000123456"


@pytest.mark.parametrize("digit", ["²", "٢", "２"])
def test_a_digit_that_is_no_ascii_digit_places_nothing(digit: str) -> None:
    body = f'<Row ss:Index="{digit}">{cell("a", more=f"""ss:MergeAcross="{digit}" """)}</Row>'
    assert xml_rows(body) == [("a",)]
