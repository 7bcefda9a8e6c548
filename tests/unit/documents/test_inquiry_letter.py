"""The letter of inquiry on paper: 版心, words, nothing cut, the same bytes every time.

To accept a change of the words, add ``--snapshot-update``, then look at the pages.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest
from tests.unit.documents.reading import (
    all_text,
    glyphs,
    own_fonts,
    page_size,
    page_texts,
    squeezed,
)
from tests.unit.documents.samples import ROOT

from jiamao_desktop.documents.inquiry_letter import inquiry_letter, numeral, title_of
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.inquiry import Letter, LetterQuestion

SNAPSHOT = ROOT / "tests" / "snapshots" / "inquiry_letter.txt"
MM = 72 / 25.4
CLAUSE = Clause(
    id="c9",
    number="样政办发〔2024〕8号",
    where="九、提高通关效率",
    quote="鼓励企业开展 AEO 高级认证，对认证费用给予不超过 50%、最高 15 万元的支持。",
)
RULES = Clause(
    id="c10",
    number="样政办发〔2024〕8号",
    where="十、强化保障激励",
    quote="市商务局会同市财政局负责制定具体的操作细则",
)
HEADS = LetterQuestion(
    question="“认证费用”是否含第三方辅导咨询费？",
    clauses=(CLAUSE,),
    options=("只计认证收费", "含辅导咨询费"),
    meaning="关系到我单位申报“AEO 高级认证支持”的条件或金额。",
)
BASE = LetterQuestion(
    question="按价税合计还是不含税金额计算？",
    clauses=(CLAUSE, RULES),
    remark="文件未写明；未见公开的操作细则。",
    options=("按不含税金额", "按价税合计", "分别计算"),
    meaning="关系到 6 项支持的条件或金额。",
    current=1,
)
LETTER = Letter(
    reference="ZX0003-2026-11-20",
    office="样例市商务局",
    subject="样例市推进外贸高质量发展十条措施",
    notices=(
        (
            "样例市人民政府办公室关于印发《样例市推进外贸高质量发展十条措施》的通知",
            "样政办发〔2024〕8号",
        ),
    ),
    applicant="永州嘉茂样例电子有限公司",
    uscc="91431100MA4YL0001K",
    contact="李四",
    phone="0746-1234567",
    made_on=dt.date(2026, 11, 20),
    questions=(HEADS, BASE),
)
LONG = "永州市嘉茂国际电子信息产业投资发展集团有限责任公司零陵综合保税区加工贸易分公司"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return inquiry_letter(LETTER)


def test_the_letter_reads_as_it_was_signed_off(pdf: bytes, request: pytest.FixtureRequest) -> None:
    text = "\n\f\n".join(page.replace("\r\n", "\n").strip() for page in page_texts(pdf)) + "\n"
    if request.config.getoption("--snapshot-update"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_the_same_letter_gives_the_same_bytes(pdf: bytes) -> None:
    assert inquiry_letter(LETTER) == pdf


def test_all_faces_are_embedded(pdf: bytes) -> None:
    fonts = own_fonts(pdf)
    assert fonts
    assert all(fonts.values())


def test_pages_are_a4_and_nothing_leaves_the_type_area(pdf: bytes) -> None:
    for number, _ in enumerate(page_texts(pdf)):
        width, height = page_size(pdf, number)
        assert (round(width / MM), round(height / MM)) == (210, 297)
        for one in glyphs(pdf, number):
            assert one.left >= 28 * MM - 1, one
            assert one.right <= (28 + 156) * MM + 1, one
            in_area = one.bottom >= height - (37 + 225) * MM - 1 and one.top <= height - 37 * MM + 1
            of_page_number = one.top <= height - (37 + 225 + 7) * MM + 3
            assert in_area or of_page_number, one


def test_lines_keep_the_grid_of_twenty_two(pdf: bytes) -> None:
    pitch = 225 * MM / 22
    bottoms = {
        round(one.bottom, 1)
        for one in glyphs(pdf, 1)
        if one.char in "得到答复以前我单位暂按理解" and one.bottom > 35 * MM
    }
    steps = sorted(bottoms)
    gaps = [later - earlier for earlier, later in itertools.pairwise(steps)]
    assert all(gap < 6 or abs(gap / pitch - round(gap / pitch)) < 0.25 for gap in gaps)


def test_page_numbers_stand_outside_right_then_left(pdf: bytes) -> None:
    for number, text in enumerate(page_texts(pdf), start=1):
        assert f"— {number} —" in text
        low = [one for one in glyphs(pdf, number - 1) if one.top < 35 * MM - 5]
        middle = (low[0].left + low[-1].right) / 2
        assert (middle > 105 * MM) == (number % 2 == 1)


def test_the_signature_is_never_alone_on_a_page() -> None:
    for count in range(1, 7):
        questions = [dataclasses.replace(HEADS, question=f"第{n}问？") for n in range(count)]
        letter = dataclasses.replace(LETTER, questions=questions)
        last = squeezed(page_texts(inquiry_letter(letter))[-1])
        assert "专此函询" in last
        assert squeezed(LETTER.applicant) in last
        assert "2026年11月20日" in last
        assert "0746-1234567" in last


def test_headings_are_never_alone_at_the_foot_of_a_page() -> None:
    for count in range(1, 7):
        questions = [dataclasses.replace(HEADS, question=f"第{n}问？") for n in range(count)]
        pages = page_texts(inquiry_letter(dataclasses.replace(LETTER, questions=questions)))
        for page in pages[:-1]:
            lines = [line for line in page.splitlines() if line.strip()]
            last = [line for line in lines if not line.strip().startswith("—")][-1]
            assert not squeezed(last).startswith(
                ("（一）文件", "（二）可能", "（三）与", "（四）目前")
            )
            assert not squeezed(last).endswith("问？")


def test_each_reading_has_a_letter_and_the_one_in_use_is_named(pdf: bytes) -> None:
    found = all_text(pdf)
    assert "理解A：按不含税金额。理解B：按价税合计。理解C：分别计算。" in found
    assert "我单位暂按理解B测算和准备材料，最终以贵局的答复和核定为准。" in found


def test_clauses_are_quoted_word_for_word_with_number_and_place(pdf: bytes) -> None:
    found = all_text(pdf)
    for clause in (CLAUSE, RULES):
        assert squeezed(f"“{clause.quote}”（{clause.number}，{clause.where}）") in found


@pytest.mark.parametrize(
    ("office", "you"),
    [
        ("样例市商务局", "贵局"),
        ("湖南省商务厅", "贵厅"),
        ("样例市商务局、样例市财政局", "贵单位"),
        ("湖南省商务厅及市州商务主管部门", "贵单位"),
    ],
)
def test_an_office_is_spoken_to_as_what_it_is(office: str, you: str) -> None:
    found = all_text(inquiry_letter(dataclasses.replace(LETTER, office=office)))
    assert f"特函请{you}予以明确" in found


def test_long_names_are_wrapped_and_never_cut() -> None:
    letter = dataclasses.replace(
        LETTER,
        applicant=LONG,
        office=LONG + "商务局",
        subject=LETTER.subject * 3,
        contact="买买提·阿不都热合曼·穆罕默德" * 3,
        questions=[dataclasses.replace(BASE, question=BASE.question * 4, options=(LONG * 2, LONG))],
    )
    made = inquiry_letter(letter)
    found = all_text(made)
    assert found.count(LONG) == 6
    assert squeezed(title_of(letter)) in found
    assert letter.contact in found
    for number, _ in enumerate(page_texts(made)):
        for one in glyphs(made, number):
            assert one.left >= 28 * MM - 1
            assert one.right <= (28 + 156) * MM + 1


def test_without_a_contact_the_note_still_says_who_asks() -> None:
    found = all_text(inquiry_letter(dataclasses.replace(LETTER, contact="", phone="")))
    assert "（统一社会信用代码：91431100MA4YL0001K）" in found
    assert "联系人" not in found


def test_several_notices_are_all_named() -> None:
    notices = (*LETTER.notices, ("另一份通知", "样商〔2025〕1号"))
    found = all_text(inquiry_letter(dataclasses.replace(LETTER, notices=notices)))
    assert squeezed("、《另一份通知》（样商〔2025〕1号）申报有关支持") in found


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")],
)
def test_headings_count_as_people_do(number: int, text: str) -> None:
    assert numeral(number) == text
