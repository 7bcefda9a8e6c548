from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import csv_text
from jiamao_desktop.importers.reading import read_bytes

TEXT = "海关编号,品名\r\n530120250000123456,连接器\r\n"
ROWS = [("海关编号", "品名"), ("530120250000123456", "连接器")]


def rows(data: bytes) -> list[tuple[object, ...]]:
    book = csv_text.load(data)
    assert book is not None
    [sheet] = book.sheets
    return [tuple(row) for row in sheet.rows]


def refusal(data: bytes) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        csv_text.load(data)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16-le", "utf-16-be"],
)
def test_every_encoding_that_exporters_use_is_read(data: bytes) -> None:
    assert rows(data) == ROWS


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_separator_is_found(sign: str) -> None:
    assert rows(f"品名{sign}金额\n连接器{sign}620.00\n".encode())[1] == ("连接器", "620.00")


def test_tabs_win_over_commas_inside_texts() -> None:
    assert rows("品名\t金额\n接头,黑\t1,200.00\n".encode())[1] == ("接头,黑", "1,200.00")


@pytest.mark.parametrize(
    "written",
    [
        "\t25312000000123456789",
        "'25312000000123456789",
        '="25312000000123456789"',
        " 25312000000123456789\t",
    ],
)
def test_the_shield_of_a_long_number_is_taken_off(written: str) -> None:
    quoted = written.replace('"', '""')
    assert rows(f'号码,x\n"{quoted}",1\n'.encode())[1][0] == "25312000000123456789"


def test_quoted_cells_may_hold_separators_quotes_and_lines() -> None:
    assert rows(b'a,b\n"x,""y""\nz",2\n')[1] == ('x,"y"\nz', "2")


def test_rows_are_filled_to_the_width_of_the_widest_and_empty_cells_are_none() -> None:
    assert rows(b"a,b,c\n1\n,2\n") == [("a", "b", "c"), ("1", None, None), (None, "2", None)]


@pytest.mark.parametrize(
    "data", [b"only words", "一封信。".encode(), b"\x01\x02,\x03", b"\xff\xff,\xff", b""]
)
def test_what_is_no_table_is_none(data: bytes) -> None:
    assert csv_text.load(data) is None


def test_too_many_columns_are_refused_with_the_row() -> None:
    error = refusal(b"a,b\n" + b"," * 400 + b"\n")
    assert (error.code, error.details) == ("csv.too_wide", {"row": 2, "columns": 400})


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "MOST_ROWS", 3)
    assert rows(b"a,b\n" * 3)
    assert refusal(b"a,b\n" * 4).code == "csv.too_long"


@pytest.mark.parametrize("data", [b"a,b\n" * 6, b"a,b,c\n" + b"a\n" * 4])
def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(csv_text, "MOST_CELLS", 11)
    assert refusal(data).code == "csv.too_long"


def test_a_cell_without_end_is_refused() -> None:
    assert refusal(b'a,"' + b"x" * 200_000).code == "csv.broken"


def test_a_letter_is_kept_as_a_document() -> None:
    read = read_bytes("信.txt", "各位，您好！\n参展费用请查收，谢谢。\n".encode())
    assert read.drafts == ()
    assert not read.refused


def test_a_list_of_the_tax_bureau_is_read_from_csv() -> None:
    heads = "数电发票号码,销方识别号,销方名称,开票日期,货物或应税劳务名称,金额,税额,价税合计"
    row = "'25442000000000000073,91441900MA5TE5T029,样例乙公司,2025-08-09,*会展服务*展位费"
    data = f"{heads}\n{row},7000.00,420.00,7420.00\n".encode("gb18030")
    [draft] = read_bytes("导出.csv", data).drafts
    assert draft.fields["number"].value == "25442000000000000073"
    assert draft.fields["gross"].value == Money.from_yuan("7420")


def test_a_number_that_excel_has_rounded_is_told() -> None:
    heads = "数电发票号码,销方识别号,开票日期,货物或应税劳务名称,金额"
    data = f"{heads}\n2.5442E+19,91441900MA5TE5T029,2025-08-09,展位费,7000.00\n".encode()
    [draft] = read_bytes("导出.csv", data).drafts
    assert "sheet.number_rounded" in {warning.code for warning in draft.warnings}


@settings(max_examples=80)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_none_or_refused(data: bytes) -> None:
    try:
        book = csv_text.load(data)
    except ImportRefused:
        return
    if book is not None:
        assert len({len(row) for row in book.sheets[0].rows}) <= 1
