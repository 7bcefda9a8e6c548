"""Pages as pictures, for the window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.unit.documents.samples import ofd, pdf, picture

from jiamao_desktop.documents.preview import page_sizes, render_document, render_page
from jiamao_desktop.domain.errors import UserError


def test_a_page_is_drawn_at_the_width_asked_for() -> None:
    image = render_page(pdf("X", pages=3), 1, 300)
    assert image.width == 300
    assert image.height == pytest.approx(300 * 842 / 595, abs=1)
    assert image.pages == 3
    assert len(image.rgba) == image.width * image.height * 4


def test_a_white_page_is_white_and_opaque() -> None:
    image = render_document(ofd(""), "", 0, 50)
    assert set(image.rgba) == {255}


def test_rows_begin_at_the_top_in_red_green_blue() -> None:
    content = ofd(
        '<ofd:PathObject Boundary="0 0 210 140" Fill="true" Stroke="false">'
        '<ofd:FillColor Value="255 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 210 0 L 210 70 L 0 70 C</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )
    image = render_document(content, "", 0, 90)
    assert image.rgba[:4] == bytes((255, 0, 0, 255))
    assert image.rgba[-4:] == bytes((255, 255, 255, 255))


def test_a_picture_is_never_larger_than_its_limit() -> None:
    image = render_page(pdf("X"), 0, 100_000)
    assert image.width * image.height <= 16_010_000


@pytest.mark.parametrize("page", [-1, 2, 99])
def test_a_page_that_is_not_there_is_named(page: int) -> None:
    with pytest.raises(UserError) as caught:
        render_page(pdf("X", pages=2), page, 100)
    assert caught.value.code == "preview.no_such_page"
    assert caught.value.details == {"page": page + 1, "pages": 2}


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.4 broken"])
def test_what_is_no_pdf_is_said_to_be_unreadable(content: bytes) -> None:
    with pytest.raises(UserError) as caught:
        render_page(content, 0, 100)
    assert caught.value.code == "preview.unreadable"


def test_sizes_are_those_of_the_pages_as_shown() -> None:
    assert page_sizes(pdf("X", pages=2, size=(300, 200))) == [(300, 200), (300, 200)]


def test_sizes_of_no_pdf_are_refused() -> None:
    with pytest.raises(UserError):
        page_sizes(b"x")


@pytest.mark.parametrize(
    "content", [picture(), picture("JPEG"), pdf("X"), b"<a><b>x</b></a>", ofd("")]
)
def test_any_printable_document_has_a_picture(content: bytes) -> None:
    assert render_document(content, "", 0, 80).width == 80


def test_a_document_that_cannot_be_printed_says_why() -> None:
    with pytest.raises(UserError) as caught:
        render_document(b"\x00\x01", "", 0, 80)
    assert caught.value.code == "evidence.unprintable"


def test_the_same_page_gives_the_same_pixels() -> None:
    content = pdf("SAME")
    assert render_page(content, 0, 200).rgba == render_page(content, 0, 200).rgba


def test_pages_may_be_asked_for_by_several_threads() -> None:
    content = pdf("X", pages=8)
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda page: render_page(content, page % 8, 120), range(24)))
    assert {image.width for image in images} == {120}
