"""The packet: everything in its order, page numbers right, and the same bytes each time."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pytest
from tests.unit.documents import samples
from tests.unit.documents.reading import (
    bookmarks,
    colours,
    own_fonts,
    page_size,
    page_texts,
    squeezed,
)

from jiamao_desktop.documents import packet as module
from jiamao_desktop.documents.packet import build_packet
from jiamao_desktop.domain.amount_words import parse_amount_words
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import Cancelled, MachineError, UserError
from jiamao_desktop.domain.form import FormCell, FormRow, FormSection
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.packet import EvidencePiece, Packet, PacketRequest, StatementRow

RARE = "永州䶮㛃𬱖𪣻进出口有限公司"


def piece(
    key: int, content: bytes, role: EvidenceRole = EvidenceRole.FAPIAO, title: str = ""
) -> EvidencePiece:
    """Return one piece of evidence."""
    name = title or f"样例材料{key}"
    return EvidencePiece(key=key, title=name, role=role, mime="", content=content)


def texts(packet: Packet) -> list[str]:
    """Return the pages' texts without blanks."""
    return [squeezed(text) for text in page_texts(packet.pdf)]


def codes(packet: Packet) -> list[str]:
    """Return the codes of the warnings."""
    return [problem.code for problem in packet.warnings]


def full_request() -> PacketRequest:
    """Return a request with several rows, shared evidence, papers and a loose document."""
    rows = [
        samples.row(1, evidence=(4, 3, 2, 1)),
        samples.row(2, evidence=(5, 1)),
        samples.row(3, evidence=(6,)),
    ]
    request = samples.request(rows)
    loose = piece(50, samples.picture(), EvidenceRole.OTHER, "展位照片")
    papers = (
        piece(60, samples.picture("PNG", (300, 500)), EvidenceRole.OTHER, "营业执照"),
        piece(61, samples.pdf("CREDIT", 2), EvidenceRole.OTHER, "信用报告"),
    )
    return replace(request, evidence=(*request.evidence, loose), other_documents=papers)


@pytest.fixture(scope="module")
def full() -> Packet:
    """Return the packet of the full request."""
    return build_packet(full_request())


def test_the_parts_come_in_the_order_of_the_packet(full: Packet) -> None:
    assert [(entry.number, entry.title) for entry in full.contents if entry.level == 1] == [
        ("①", "境外参展项目补助资金申请表"),
        ("②", "费用明细表"),
        ("③", "测算说明"),
        ("④", "承诺书"),
        ("⑤", "申报材料自查表"),
        ("⑥", "申报单位资料"),
        ("⑦", "费用证明材料（合同、发票、付款凭证、成果）"),
        ("⑧", "其他项目材料"),
    ]


def test_every_page_is_numbered(full: Packet) -> None:
    for number, text in enumerate(texts(full), start=1):
        assert f"—第{number}页共{full.pages}页—" in text


def test_contents_bookmarks_and_pages_agree(full: Packet) -> None:
    expected = [
        (entry.level, f"{entry.number} {entry.title}", entry.first_page) for entry in full.contents
    ]
    assert bookmarks(full.pdf) == expected
    pages = texts(full)
    heads = {"②": "费用明细表", "③": "测算说明", "④": "承诺书", "⑤": "申报材料自查表"}
    for entry in full.contents:
        page = pages[entry.first_page - 1]
        if entry.number in heads:
            assert heads[entry.number] in page
        if entry.level == 2:
            assert f"材料{entry.number}" in page
            assert squeezed(entry.title) in page


def test_the_printed_contents_say_the_same_pages(full: Packet) -> None:
    text = texts(full)[1]
    for entry in full.contents:
        pages = str(entry.first_page)
        if entry.last_page != entry.first_page:
            pages += f"–{entry.last_page}"
        assert squeezed(f"{entry.number}{entry.title}{pages}1份/{entry.kind}") in text


def test_parts_follow_each_other_without_gap(full: Packet) -> None:
    parts = [entry for entry in full.contents if entry.level == 1]
    for before, after in itertools.pairwise(parts):
        assert after.first_page == before.last_page + 1
    assert parts[-1].last_page == full.pages


def test_evidence_comes_row_by_row_and_in_each_by_its_chain(full: Packet) -> None:
    chain = [entry.title for entry in full.contents if entry.number.startswith("⑦-")]
    assert chain == [
        "合同：样例材料1（明细表第 1、2 项）",
        "发票：样例材料2（明细表第 1 项）",
        "付款凭证：样例材料3（明细表第 1 项）",
        "成果：样例材料4（明细表第 1 项）",
        "合同：样例材料5（明细表第 2 项）",
        "发票：样例材料6（明细表第 3 项）",
    ]


def test_a_piece_of_two_rows_is_printed_once(full: Packet) -> None:
    assert sum("EVIDENCE-11" in text for text in texts(full)) == 1


def test_each_evidence_page_carries_its_strip(full: Packet) -> None:
    pages = texts(full)
    for key, (first, last) in full.evidence_pages.items():
        for page in range(first, last + 1):
            assert "复印件与原件一致（盖章处）" in pages[page - 1], key
            assert f"本件第{page - first + 1}页，共{last - first + 1}页" in pages[page - 1]


def test_the_evidence_is_on_the_pages_that_are_named(full: Packet) -> None:
    pages = texts(full)
    for key in range(1, 7):
        first, last = full.evidence_pages[key]
        assert [f"EVIDENCE-{key}{n + 1}" in pages[first - 1 + n] for n in range(last - first + 1)]
    assert full.evidence_pages[1][1] - full.evidence_pages[1][0] == 1


def test_the_statement_names_the_pages_of_its_evidence(full: Packet) -> None:
    statement = next(entry for entry in full.contents if entry.title == "费用明细表")
    text = texts(full)[statement.first_page - 1]
    spans = full.evidence_pages
    assert f"{spans[1][0]}–{spans[4][1]}" in text
    assert f"{spans[1][0]}–{spans[1][1]}、{spans[5][0]}–{spans[5][1]}" in text
    assert str(spans[6][0]) in text


def test_the_form_the_statement_and_the_words_agree(full: Packet) -> None:
    request = full_request()
    text = "".join(texts(full))
    words = re.search(r"申请补助费用（元）¥([\d,.]+)大写(人民币\S+?[整分])", text)
    assert words
    assert Money.from_yuan(words[1]) == request.applied == parse_amount_words(words[2])
    assert f"合计（小写）¥{request.spent}" in text


def test_the_header_names_firm_and_project(full: Packet) -> None:
    pages = texts(full)
    for page in pages[1:8]:
        assert samples.APPLICANT.name in page
        assert squeezed(samples.FAIR.title) in page


def test_the_same_request_gives_the_same_bytes(full: Packet) -> None:
    assert build_packet(full_request()).pdf == full.pdf


def test_another_request_gives_another_file_id(full: Packet) -> None:
    other = build_packet(replace(full_request(), packet_id="C0002"))
    with pikepdf.open(io.BytesIO(full.pdf)) as one, pikepdf.open(io.BytesIO(other.pdf)) as two:
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


def test_every_font_of_ours_is_embedded(full: Packet) -> None:
    found = own_fonts(full.pdf)
    assert len(found) > 3
    assert all(found.values()), found
    assert all("JM" in name for name in found)


def test_the_file_is_sound(full: Packet) -> None:
    with pikepdf.open(io.BytesIO(full.pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == full.pages


def test_a_clean_packet_has_no_warnings(full: Packet) -> None:
    assert full.warnings == []


def test_the_file_names_its_title_and_author(full: Packet) -> None:
    with pikepdf.open(io.BytesIO(full.pdf)) as document:
        assert str(document.docinfo["/Author"]) == samples.APPLICANT.name
        assert "申报材料" in str(document.docinfo["/Title"])


def test_rare_characters_are_printed_and_copied_out() -> None:
    request = samples.request(
        [samples.row(1, payee=RARE, evidence=(1,))],
        applicant=replace(samples.APPLICANT, name=RARE, account_name=RARE),
    )
    packet = build_packet(request)
    assert sum(RARE in text for text in texts(packet)) >= 5
    assert packet.warnings == []


def test_a_character_no_font_has_is_named_once() -> None:
    request = samples.request(
        [samples.row(1, payee="样\U0001f600例", evidence=(1,))],
        applicant=replace(samples.APPLICANT, contact="小\U0001f600"),
    )
    packet = build_packet(request)
    (warning,) = packet.warnings
    assert warning.code == "packet.missing_character"
    assert dict(warning.details) == {"character": "\U0001f600", "codepoint": "U+1F600"}
    assert "样〓例" in "".join(texts(packet))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4 broken", "已损坏"),
        (b"", "空的"),
        (b"\x00\x01", "无法打印"),
        (b"PK\x03\x04", "已损坏"),
        (samples.picture()[:200], "已损坏"),
    ],
)
def test_a_broken_document_leaves_a_page_that_says_so(content: bytes, reason: str) -> None:
    request = samples.request([samples.row(1, evidence=(1, 2))])
    good, bad = request.evidence
    broken = replace(bad, content=content, title="坏文件.pdf")
    packet = build_packet(replace(request, evidence=(good, broken)))
    (warning,) = packet.warnings
    assert warning.code == "packet.evidence_unprintable"
    details = dict(warning.details)
    assert details["title"] == "坏文件.pdf"
    assert reason in details["reason"]
    page = texts(packet)[packet.evidence_pages[2][0] - 1]
    assert "此件未能印出" in page
    assert reason in page
    assert "材料⑥-02" in page


def test_a_row_without_evidence_is_warned_of_and_said_on_paper() -> None:
    packet = build_packet(samples.request([samples.row(1), samples.row(2, evidence=(1,))]))
    assert codes(packet) == ["packet.row_without_evidence"]
    assert dict(packet.warnings[0].details) == {"number": "1"}
    assert any("未附" in text for text in texts(packet))


def test_evidence_that_was_not_handed_over_is_warned_of() -> None:
    request = samples.request([samples.row(1, evidence=(1, 2))])
    packet = build_packet(replace(request, evidence=request.evidence[:1]))
    assert codes(packet) == ["packet.evidence_missing"]


def test_an_amount_over_the_ceiling_is_warned_of() -> None:
    request = samples.request()
    packet = build_packet(replace(request, applied=request.ceiling + Money(1)))
    assert codes(packet) == ["packet.applied_over_ceiling"]


def test_a_packet_without_evidence_and_checklist_has_four_parts() -> None:
    packet = build_packet(samples.request([samples.row(1)], checklist=()))
    assert [entry.number for entry in packet.contents] == ["①", "②", "③", "④"]
    assert packet.evidence_pages == {}


def test_a_packet_without_expenses_can_still_be_printed() -> None:
    packet = build_packet(samples.request([]))
    assert any("没有费用记录" in text for text in texts(packet))


def test_an_invoice_stands_upright_and_a_wide_plan_lies() -> None:
    request = samples.request([samples.row(1, evidence=(1, 2))])
    invoice = piece(1, samples.pdf("INVOICE", size=(595, 397)))
    plan = piece(2, samples.pdf("PLAN", size=(842, 595)))
    packet = build_packet(replace(request, evidence=(invoice, plan)))
    for key, lies in ((1, False), (2, True)):
        width, height = page_size(packet.pdf, packet.evidence_pages[key][0] - 1)
        assert (width > height) == lies


def test_a_turned_page_is_shown_as_a_reader_shows_it() -> None:
    with pikepdf.open(io.BytesIO(samples.pdf("TURNED", size=(400, 600)))) as source:
        source.pages[0].Rotate = 90
        out = io.BytesIO()
        source.save(out)
    request = samples.request([samples.row(1, evidence=(1,))])
    packet = build_packet(replace(request, evidence=(piece(1, out.getvalue()),)))
    page = packet.evidence_pages[1][0] - 1
    assert "TURNED1" in texts(packet)[page]


def test_a_small_ticket_keeps_its_size_and_place() -> None:
    request = samples.request([samples.row(1, evidence=(1,))])
    red = samples.ofd(
        '<ofd:PathObject Boundary="0 0 210 140" Fill="true" Stroke="false">'
        '<ofd:FillColor Value="255 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 210 0 L 210 140 L 0 140 C</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )
    packet = build_packet(replace(request, evidence=(piece(1, red),)))
    page = packet.evidence_pages[1][0] - 1
    inside, below = colours(packet.pdf, (300, 200), (300, 600), number=page)
    assert inside == (255, 0, 0)
    assert below == (255, 255, 255)


def test_a_very_long_title_of_evidence_does_not_break_its_strip() -> None:
    request = samples.request([samples.row(1, evidence=(1,))])
    title = "很长的材料名称" * 30
    packet = build_packet(replace(request, evidence=(piece(1, samples.pdf("X"), title=title),)))
    page = texts(packet)[packet.evidence_pages[1][0] - 1]
    assert "材料⑥-01" in page
    assert "本件第1页，共1页" in page
    assert title in "".join(texts(packet))


def test_progress_is_told_and_ends() -> None:
    told: list[tuple[int, int | None, str]] = []
    build_packet(full_request(), lambda done, total, label: told.append((done, total, label)))
    assert [done for done, _, _ in told] == list(range(len(told)))
    assert {total for _, total, _ in told} == {len(told)}
    assert told[0][2] == "读取 营业执照"
    assert [label for _, _, label in told[-2:]] == ["排版", "装订"]


@pytest.mark.parametrize("step", [0, 3, 9, 10])
def test_the_person_may_stop_at_any_report(step: int) -> None:
    def report(done: int, total: int | None, label: str) -> None:
        if done == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        build_packet(full_request(), report)


def test_a_form_with_an_unknown_field_is_refused() -> None:
    row = FormRow(cells=(FormCell(label="样例", field="no.such"),))
    shape = replace(samples.form(), sections=(FormSection(title="一", rows=(row,)),))
    with pytest.raises(UserError) as caught:
        build_packet(samples.request(form=shape))
    assert caught.value.code == "form.unknown_field"


def test_page_numbers_that_never_settle_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_PASSES", 1)
    with pytest.raises(MachineError) as caught:
        build_packet(samples.request())
    assert caught.value.code == "packet.unsettled"


def many(count: int) -> Sequence[StatementRow]:
    """Return rows with three documents each."""
    return [
        samples.row(number, evidence=(number * 3, number * 3 + 1, number * 3 + 2))
        for number in range(1, count + 1)
    ]


def test_thirty_documents_and_more_are_bound_with_right_pages() -> None:
    rows = many(12)
    packet = build_packet(samples.request(rows))
    pages = texts(packet)
    for row in rows:
        for key in row.evidence:
            first, last = packet.evidence_pages[key]
            for n, page in enumerate(range(first, last + 1), start=1):
                assert f"EVIDENCE-{key}{n}" in pages[page - 1]
    assert packet.warnings == []
