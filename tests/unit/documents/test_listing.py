"""Files without pages, printed field by field and row by row."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import openpyxl
import pytest
from tests.unit.documents.reading import all_text, page_texts, squeezed
from tests.unit.documents.samples import container

from jiamao_desktop.documents.evidence import as_pdf
from jiamao_desktop.domain.errors import UserError

INVOICE = """<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>25322000000000000011</EIid><Version>0.2</Version></Header>
<EInvoiceData><SellerInformation><SellerName>样例苏州电子科技有限公司</SellerName><SellerAddr/>
</SellerInformation><BuyerInformation><BuyerName>䶮𬱖进出口公司</BuyerName></BuyerInformation>
<BasicInformation><TotalTax-includedAmount>6102.00</TotalTax-includedAmount></BasicInformation>
<IssuItemInformation><ItemName>*电子元件*连接器</ItemName></IssuItemInformation>
<IssuItemInformation><ItemName unit="个">*电子元件*插座</ItemName></IssuItemInformation>
</EInvoiceData></EInvoice>"""


def workbook(*rows: Sequence[object], sheets: Sequence[str] = ("费用",)) -> bytes:
    """Return a workbook with the same rows on every sheet."""
    made = openpyxl.Workbook()
    for number, name in enumerate(sheets):
        sheet = made.active if number == 0 else made.create_sheet()
        assert sheet is not None
        sheet.title = name
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def printed(content: bytes, mime: str = "", title: str = "样例文件") -> str:
    """Return the text of a listing without blanks."""
    return all_text(as_pdf(content, mime, title).pdf)


def test_the_fields_of_an_invoice_have_their_chinese_names() -> None:
    text = printed(INVOICE.encode())
    assert "电子发票号码（EIid）25322000000000000011" in text
    assert "销售方名称（SellerName）样例苏州电子科技有限公司" in text
    assert "价税合计（小写）（TotalTax-includedAmount）6102.00" in text
    assert "Version0.2" in text


def test_rare_characters_come_out_as_they_went_in() -> None:
    assert "䶮𬱖进出口公司" in printed(INVOICE.encode())


def test_every_item_is_listed_and_empty_fields_are_left_out() -> None:
    text = printed(INVOICE.encode())
    assert text.count("*电子元件*") == 2
    assert "unit=个" in text
    assert "SellerAddr" not in text


def test_groups_are_headed_by_their_path() -> None:
    text = printed(INVOICE.encode())
    assert "EInvoiceData/SellerInformation" in text
    assert text.count("EInvoiceData/IssuItemInformation") == 2


def test_a_listing_says_what_it_is() -> None:
    text = printed(INVOICE.encode())
    assert text.startswith("样例文件")
    assert "以电子原件为准" in text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_xml_in_other_encodings_is_read(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    assert "永州样例" in printed(f"{head}<a><b>永州样例</b></a>".encode(encoding))


def test_a_root_without_children_is_listed() -> None:
    assert "note样例" in printed("<note>样例</note>".encode())


def test_mixed_content_keeps_its_leaves() -> None:
    text = printed("<a><!-- 注释 --><b><c>甲</c></b><d>乙</d></a>".encode())
    assert "甲" in text
    assert "乙" in text
    assert "注释" not in text


def test_a_very_long_value_is_printed_in_full() -> None:
    value = "永州样例条目，" * 400
    text = printed(f"<a><Remark>{value}</Remark></a>".encode())
    assert text.count("永州样例条目") >= 398


def test_broken_xml_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        as_pdf(b"<a><b></a>", "")
    assert caught.value.code == "evidence.broken"


def test_every_sheet_of_a_workbook_is_listed() -> None:
    text = printed(workbook(["序号", "名称"], [1, "样例"], sheets=("一月", "二月")))
    assert "一月" in text
    assert "二月" in text
    assert text.count("样例") == 3


def test_cells_are_shown_as_people_read_them() -> None:
    text = printed(
        workbook([1, 2.5, True, False, dt.date(2026, 3, 8), dt.datetime(2026, 3, 8, 9, 30)])  # noqa: DTZ001 -- cells have no zone
    )
    assert text.endswith("12.5是否2026-03-082026-03-0809:30:00")


def test_an_empty_sheet_is_left_out() -> None:
    made = openpyxl.Workbook()
    made.create_sheet("空表")
    first = made.active
    assert first is not None
    first["A1"] = "样例"
    out = io.BytesIO()
    made.save(out)
    assert "空表" not in printed(out.getvalue())


def test_a_wide_table_is_printed_in_strips() -> None:
    text = printed(workbook([f"列{n:02d}" for n in range(30)], [f"值{n:02d}" for n in range(30)]))
    for n in range(30):
        assert f"列{n:02d}" in text
        assert f"值{n:02d}" in text


def test_many_rows_go_on_over_pages() -> None:
    pdf = as_pdf(workbook(*([f"行{n:03d}", "样例"] for n in range(200))), "").pdf
    assert len(page_texts(pdf)) > 2
    text = all_text(pdf)
    assert all(f"行{n:03d}" in text for n in range(200))


def test_a_cell_far_outside_is_refused_before_room_is_made_for_it() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    content = container({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(UserError) as caught:
        as_pdf(content, "")
    assert caught.value.code == "evidence.too_large"


def test_a_broken_workbook_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        as_pdf(container({"xl/workbook.xml": "<x"}), "")
    assert caught.value.code == "evidence.broken"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_plain_text_is_printed_line_by_line(encoding: str) -> None:
    text = page_texts(as_pdf("永州样例\n第二行".encode(encoding), "text/plain", "说明").pdf)[0]
    assert "说明" in text
    assert "永州样例" in squeezed(text)
    assert "第二行" in text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UserError) as caught:
        as_pdf(b"\x81\xff\xfe\x80\x00" * 9, "text/plain")
    assert caught.value.code == "evidence.unprintable"


def test_a_title_above_a_table_is_no_column() -> None:
    title = "报关数据导出：" + "样例" * 20
    pdf = as_pdf(workbook([title], ["序号", "名称"], [1, "甲"]), "").pdf
    lines = page_texts(pdf)[0].splitlines()
    assert any(squeezed(title) in squeezed(line) for line in lines)


def test_a_sheet_of_titles_alone_is_listed_too() -> None:
    assert "只有一句话" in printed(workbook(["只有一句话"], [None, "另一句"]))
