"""Evidence in its order, each page framed and stamped, and bound in good time."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pikepdf
import pytest
from tests.unit.documents import samples
from tests.unit.documents.reading import colours, page_size, page_texts, squeezed

from jiamao_desktop.documents.binding import ROLES, Overlays, bind, draw_frames, in_order, place
from jiamao_desktop.documents.evidence import shown_size
from jiamao_desktop.documents.packet import build_packet
from jiamao_desktop.documents.sheet import Sheet
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.packet import EvidencePiece


def piece(
    key: int, role: EvidenceRole = EvidenceRole.OTHER, content: bytes = b"", title: str = ""
) -> EvidencePiece:
    """Return a piece; without content, a PDF of one page."""
    return EvidencePiece(
        key=key,
        title=title or f"材料{key}",
        role=role,
        mime="",
        content=content or samples.pdf(f"P{key}"),
    )


def bound(content: bytes, rows: tuple[int, ...] = (1,)) -> bytes:
    """Return a piece alone, framed and placed."""
    sheet = Sheet(pages=9)
    overlays = Overlays()
    draw_frames(sheet, "⑦-03", bind(piece(1, content=content), rows), overlays)
    out = io.BytesIO()
    with place(sheet.finish(), overlays) as pdf:
        pdf.save(out)
    return out.getvalue()


def test_the_chain_is_contract_fapiao_payment_outcome() -> None:
    assert list(ROLES) == [
        EvidenceRole.CONTRACT,
        EvidenceRole.FAPIAO,
        EvidenceRole.PAYMENT,
        EvidenceRole.OUTCOME,
        EvidenceRole.OTHER,
    ]
    assert set(ROLES) == set(EvidenceRole)


def test_pieces_of_a_row_are_sorted_by_the_chain_and_rows_keep_their_order() -> None:
    pieces = (
        piece(1, EvidenceRole.OUTCOME),
        piece(2, EvidenceRole.CONTRACT),
        piece(3, EvidenceRole.FAPIAO),
        piece(4, EvidenceRole.PAYMENT),
    )
    rows = [samples.row(1, evidence=(1, 4, 3)), samples.row(2, evidence=(2, 1))]
    ordered, rest = in_order(replace(samples.request(rows), evidence=pieces))
    assert [each.key for each in ordered] == [3, 4, 1, 2]
    assert rest == []


def test_pieces_of_no_row_come_afterwards_in_the_order_given() -> None:
    pieces = (piece(9), piece(1), piece(8))
    ordered, rest = in_order(
        replace(samples.request([samples.row(1, evidence=(1, 77))]), evidence=pieces)
    )
    assert [each.key for each in ordered] == [1]
    assert [each.key for each in rest] == [9, 8]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ((), "材料1"),
        ((3,), "发票：材料1（明细表第 3 项）"),
        ((1, 4), "发票：材料1（明细表第 1、4 项）"),
    ],
)
def test_a_piece_names_its_place_and_its_rows(rows: tuple[int, ...], title: str) -> None:
    assert bind(piece(1, EvidenceRole.FAPIAO), rows).title == title


def test_the_strip_leaves_room_for_the_seal() -> None:
    text = squeezed(page_texts(bound(samples.pdf("X")))[0])
    assert "材料⑦-03" in text
    assert "复印件与原件一致（盖章处）" in text
    assert "本件第1页，共1页" in text


@pytest.mark.parametrize(
    ("size", "lies"),
    [
        ((595, 842), False),
        ((842, 595), True),
        ((595, 397), False),
        ((680, 458), False),
        ((1684, 1191), True),
        ((200, 200), False),
        ((100, 3000), False),
        ((3000, 100), True),
    ],
)
def test_every_size_of_page_finds_room_on_a_sheet(size: tuple[float, float], lies: bool) -> None:
    pdf = bound(samples.pdf("SIZED", size=size))
    width, height = page_size(pdf, 0)
    assert sorted((width, height)) == pytest.approx([595.28, 841.89], abs=0.1)
    assert (width > height) == lies
    assert "SIZED 1" in page_texts(pdf)[0]


def test_a_picture_is_placed_whole_and_upright() -> None:
    pdf = bound(samples.picture("PNG", (300, 400)))
    width, height = page_size(pdf, 0)
    top_left, middle = colours(pdf, (width * 0.2, height * 0.2), (width / 2, height / 2))
    assert top_left[2] > 100 > top_left[0]
    assert middle == (255, 255, 255)


def test_vectors_stay_vectors() -> None:
    with pikepdf.open(io.BytesIO(bound(samples.pdf("VECTOR")))) as pdf:
        forms = list(pdf.pages[0].Resources.XObject.values())
        assert [str(form.Subtype) for form in forms] == ["/Form"]


@pytest.mark.parametrize(("turn", "size"), [(0, (400, 600)), (90, (600, 400)), (270, (600, 400))])
def test_a_turned_page_is_measured_as_it_is_shown(turn: int, size: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(samples.pdf("T", size=(400, 600)))) as pdf:
        pdf.pages[0].Rotate = turn
        assert shown_size(pdf.pages[0]) == size


def test_a_page_without_area_is_a_broken_document() -> None:
    with pikepdf.open(io.BytesIO(samples.pdf("FLAT"))) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 595, 0])
        out = io.BytesIO()
        pdf.save(out)
    result = bind(piece(1, content=out.getvalue()), ())
    assert [problem.code for problem in result.result.problems] == ["packet.evidence_unprintable"]


def test_a_broken_piece_has_one_page_and_says_why() -> None:
    result = bind(piece(1, content=b"%PDF-1.5 nothing", title="坏.pdf"), (1,))
    assert len(result.sizes) == 1
    (problem,) = result.result.problems
    assert dict(problem.details)["title"] == "坏.pdf"


def test_thirty_documents_are_bound_in_a_few_seconds() -> None:
    rows = [samples.row(n, evidence=(n * 3, n * 3 + 1, n * 3 + 2)) for n in range(1, 11)]
    request = samples.request(rows)
    kinds = [samples.pdf("X", 3), samples.picture("JPEG", (1600, 1200)), samples.picture()]
    pieces = tuple(
        replace(each, content=kinds[number % 3]) for number, each in enumerate(request.evidence)
    )
    started = time.process_time()
    packet = build_packet(replace(request, evidence=pieces))
    assert time.process_time() - started < 8
    assert len(packet.evidence_pages) == 30
