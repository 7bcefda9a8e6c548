"""Cover, contents, form, undertaking and self-check list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.documents import samples
from tests.unit.documents.reading import all_text, glyphs, page_size, page_texts, squeezed

from jiamao_desktop.documents.form import draw_form
from jiamao_desktop.documents.parts import (
    draw_checklist,
    draw_contents,
    draw_cover,
    draw_undertaking,
    page_span,
    undertaking_clauses,
)
from jiamao_desktop.documents.sheet import Sheet
from jiamao_desktop.documents.signing import SIGNING_HEIGHT, draw_signatures
from jiamao_desktop.domain.amount_words import parse_amount_words
from jiamao_desktop.domain.form import FormCell, FormRow, FormSection, Signature, SignatureKind
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.packet import ChecklistItem, ContentsEntry, PacketRequest

COVER_LABELS = [
    "项目名称",
    "项目单位",
    "申报类别",
    "项目主管部门",
    "项目负责人",
    "项目联系人",
    "联系电话",
    "移动电话",
    "传真",
    "电子邮箱",
    "申报时间",
]
LONG_NAME = "永州样例䶮㛃𬱖𪣻国际贸易（集团）股份有限公司第三分公司" * 3


def pdf_of(draw: Callable[[Sheet], None]) -> bytes:
    """Return what a part draws."""
    sheet = Sheet(pages=9, header=("永州样例公司", "样例展会"))
    draw(sheet)
    return sheet.finish()


def cover(request: PacketRequest) -> bytes:
    return pdf_of(lambda sheet: draw_cover(sheet, request))


def form(request: PacketRequest) -> bytes:
    return pdf_of(lambda sheet: draw_form(sheet, request))


def test_the_cover_has_the_published_labels_in_order() -> None:
    text = all_text(cover(samples.request()))
    assert "项目申报材料" in text
    below = text[text.index("政策依据") :]
    places = [below.index(label) for label in COVER_LABELS]
    assert places == sorted(places)


def test_the_cover_carries_the_values() -> None:
    text = all_text(cover(samples.request()))
    for value in (
        samples.APPLICANT.name,
        samples.FAIR.title,
        "永州市商务局",
        "样一鸣",
        "例小雯",
        "0746-0000002",
        "13800000000",
        "sample@example.invalid",
        "2026年11月20日",
        "C0001-20261120",
        "永政办发〔2024〕8号",
    ):
        assert squeezed(value) in text, value


def test_contact_fields_of_the_claim_win_over_the_applicant() -> None:
    request = samples.request(
        leader="甲负责", contact="乙联系", phone="1", mobile="2", fax="3", email="x@example.invalid"
    )
    text = all_text(cover(request))
    assert "项目负责人甲负责" in text
    assert "项目联系人乙联系" in text
    assert "x@example.invalid" in text
    assert "例小雯" not in text


def test_a_cover_of_blanks_still_has_its_lines() -> None:
    applicant = replace(samples.APPLICANT, contact="", office_phone="", mobile="", fax="", email="")
    text = all_text(cover(samples.request(applicant=applicant, authority="")))
    assert all(label in text for label in COVER_LABELS)


def test_a_long_name_on_the_cover_is_whole_and_on_the_page() -> None:
    applicant = replace(samples.APPLICANT, name=LONG_NAME)
    request = samples.request(applicant=applicant, title=LONG_NAME, measure_title=LONG_NAME)
    pdf = cover(request)
    assert len(page_texts(pdf)) == 1
    assert all_text(pdf).count("𬱖𪣻") >= 9
    width, height = page_size(pdf, 0)
    for glyph in glyphs(pdf, 0):
        assert 0 < glyph.left < glyph.right < width
        assert glyph.bottom > 0
        assert glyph.top < height


def test_the_contents_have_their_columns_and_entries() -> None:
    entries = [
        ContentsEntry(number="①", title="申请表", level=1, first_page=3, last_page=4),
        ContentsEntry(
            number="②", title="证明材料", level=1, first_page=5, last_page=9, kind="复印件"
        ),
        ContentsEntry(
            number="②-01", title="合同：样例", level=2, first_page=5, last_page=5, kind="复印件"
        ),
    ]
    text = all_text(pdf_of(lambda sheet: draw_contents(sheet, entries)))
    assert "序号材料名称页码份数/原件或复印件" in text
    assert "①申请表3–41份/原件" in text
    assert "②证明材料5–91份/复印件" in text
    assert "②-01合同：样例51份/复印件" in text


def test_long_contents_repeat_their_head() -> None:
    entries = [
        ContentsEntry(number=f"①-{n:02d}", title="样例", level=2, first_page=n, last_page=n)
        for n in range(1, 120)
    ]
    texts = page_texts(pdf_of(lambda sheet: draw_contents(sheet, entries)))
    assert len(texts) > 2
    assert all("材料名称" in text for text in texts)


@pytest.mark.parametrize(("pages", "text"), [((3, 3), "3"), ((3, 7), "3–7")])
def test_pages_are_cited_as_people_do(pages: tuple[int, int], text: str) -> None:
    assert page_span(*pages) == text


@pytest.mark.parametrize("number", ["exhibition", "certification", "ecommerce_pilot"])
def test_every_label_of_a_form_is_printed(number: str) -> None:
    shape = samples.form(number)
    text = all_text(form(samples.request(form=shape)))
    assert shape.title in text
    for section in shape.sections:
        assert section.title in text
        assert squeezed(section.text) in text
        for row in section.rows:
            assert all(squeezed(cell.label) in text for cell in row.cells)
        assert all(squeezed(each.label) in text for each in section.signatures)


def test_a_form_carries_the_amount_in_figures_and_words() -> None:
    text = all_text(form(samples.request()))
    assert "申请补助费用（元）¥28,086.00" in text
    words = text.split("大写")[1].split("整")[0] + "整"
    assert parse_amount_words(words) == Money(2_808_600)


def test_a_form_ticks_its_boxes() -> None:
    text = all_text(form(samples.request()))
    assert "☑民营" in text
    assert "☐国有控股" in text
    assert "☑实地参展" in text


def test_a_box_for_the_authority_is_left_to_it() -> None:
    assert "由主管部门填写" in all_text(form(samples.request()))
    assert "由主管部门填写" not in all_text(form(samples.request(granted=Money(5))))


def test_a_form_of_our_own_says_that_it_is_not_official() -> None:
    assert "本表不是主管部门的官方表格" in all_text(form(samples.request()))
    official = replace(samples.form(), official=True)
    assert "不是主管部门的官方表格" not in all_text(form(samples.request(form=official)))


def test_an_answer_too_long_for_its_box_is_printed_in_full_on_an_added_page() -> None:
    applicant = replace(samples.APPLICANT, address="永州市样例路一号" * 60)
    pages = [squeezed(text) for text in page_texts(form(samples.request(applicant=applicant)))]
    assert "全文见附页第1条" in pages[0]
    assert "附页" in pages[-1]
    assert "永州市样例路一号" * 60 in pages[-1]


def test_a_form_may_have_three_cells_in_a_row_and_high_boxes() -> None:
    row = FormRow(cells=tuple(FormCell(label=f"栏目{n}") for n in range(3)), lines=6)
    shape = replace(samples.form(), sections=(FormSection(title="样例", rows=(row,)),))
    pdf = form(samples.request(form=shape))
    text = all_text(pdf)
    assert all(f"栏目{n}" in text for n in range(3))


def test_a_declaration_longer_than_a_page_goes_on() -> None:
    section = FormSection(title="声明", text="本单位保证材料真实。" * 200)
    shape = replace(samples.form(), sections=(section,))
    pdf = form(samples.request(form=shape))
    assert len(page_texts(pdf)) > 1
    assert all_text(pdf).count("保证材料真实") >= 198


def test_the_undertaking_has_eight_numbered_promises() -> None:
    request = samples.request()
    clauses = undertaking_clauses(request)
    assert len(clauses) == 8
    text = all_text(pdf_of(lambda sheet: draw_undertaking(sheet, request)))
    for number, clause in enumerate(clauses, start=1):
        assert squeezed(f"{number}. {clause}") in text


@pytest.mark.parametrize(
    ("number", "topic"),
    [
        (1, "真实"),
        (2, "失信"),
        (3, "拖欠"),
        (4, "其他财政资金"),
        (5, "知识产权"),
        (6, "核定"),
        (7, "专款专用"),
        (8, "退回"),
    ],
)
def test_each_promise_has_its_topic(number: int, topic: str) -> None:
    assert topic in undertaking_clauses(samples.request())[number - 1]


def test_funds_received_before_are_owned_up_to() -> None:
    rows = [
        samples.row(1, other_funding=Money(100_000), funded_by="省级重点展补贴"),
        samples.row(2, other_funding=Money(50_000)),
        samples.row(3),
    ]
    clause = undertaking_clauses(samples.request(rows))[3]
    assert "第 1 项已获省级重点展补贴 ¥1,000.00" in clause
    assert "第 2 项已获其他资金 ¥500.00" in clause
    assert "¥1,500.00" in clause
    assert "第 3 项" not in clause


def test_the_undertaking_is_addressed_and_signed() -> None:
    text = all_text(pdf_of(lambda sheet: draw_undertaking(sheet, samples.request())))
    assert "永州市商务局：" in text
    for label in ("单位名称（公章）", "法定代表人（签字）", "日期", "年月日"):
        assert label in text
    assert "申请金额¥28,086.00（人民币贰万捌仟零捌拾陆元整）" in text


def test_without_authority_nobody_is_addressed() -> None:
    request = samples.request(authority="")
    text = all_text(pdf_of(lambda sheet: draw_undertaking(sheet, request)))
    assert "承诺书永州样例进出口有限公司（" in text


def test_the_self_check_list_says_what_is_missing_and_who_asks() -> None:
    items = (
        ChecklistItem(title="申请表", present=True, source="市商务局通知"),
        ChecklistItem(title="照片", present=False, source="参考，非本地官方清单", note="两张"),
    )
    request = samples.request(checklist=items)
    text = all_text(pdf_of(lambda sheet: draw_checklist(sheet, request)))
    assert "1申请表☑已附市商务局通知" in text
    assert "2照片☐缺参考，非本地官方清单；两张" in text
    assert "以主管部门当次通知为准" in text


def test_the_self_check_list_names_the_guide_it_follows() -> None:
    label = "参考做法：某市2024年，某市2024年通知（转载）"
    request = samples.request(guide=label)
    text = all_text(pdf_of(lambda sheet: draw_checklist(sheet, request)))
    assert squeezed(f"材料清单所依：{label}。") in text
    without = all_text(pdf_of(lambda sheet: draw_checklist(sheet, samples.request())))
    assert "材料清单所依" not in without


def test_signature_boxes_are_high_enough_for_a_seal() -> None:
    assert SIGNING_HEIGHT > 30 / 25.4 * 72
    sheet = Sheet(numbered=False)
    sheet.new_page()
    before = sheet.y
    draw_signatures(sheet, [Signature(label="单位（盖章）", kind=SignatureKind.SEAL)])
    assert sheet.y - before == SIGNING_HEIGHT


def test_without_signatures_there_are_no_boxes() -> None:
    sheet = Sheet(numbered=False)
    sheet.new_page()
    before = sheet.y
    draw_signatures(sheet, [])
    assert sheet.y == before


def test_signature_boxes_move_on_rather_than_off_the_page() -> None:
    sheet = Sheet(pages=2)
    sheet.new_page()
    sheet.y = sheet.size[1] - 100
    draw_signatures(sheet, [Signature(label="日期", kind=SignatureKind.DATE)])
    assert sheet.page == 2
