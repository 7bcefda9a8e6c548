"""Any file becomes pages, or says why it cannot."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from tests.unit.documents.reading import all_text, colours, page_size, page_texts, squeezed
from tests.unit.documents.samples import container, ofd, pdf, picture

from jiamao_desktop.documents import evidence
from jiamao_desktop.documents.evidence import REASONS, as_pdf, sorry_page
from jiamao_desktop.domain.errors import UserError


def refusal(content: bytes, mime: str = "") -> str:
    """Return the code with which a document is refused."""
    with pytest.raises(UserError) as caught:
        as_pdf(content, mime)
    return caught.value.code


def turned(content: bytes, **changes: object) -> bytes:
    """Return a PDF whose first page is changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as source:
        for name, value in changes.items():
            source.pages[0].obj[f"/{name}"] = value
        source.save(out)
    return out.getvalue()


def locked(content: bytes) -> bytes:
    """Return a PDF that asks for a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as source:
        source.save(out, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    return out.getvalue()


def test_a_pdf_keeps_its_pages_and_its_text() -> None:
    result = as_pdf(pdf("CONTRACT", pages=3), "application/pdf")
    texts = page_texts(result.pdf)
    assert [text.strip() for text in texts] == ["CONTRACT 1", "CONTRACT 2", "CONTRACT 3"]
    assert result.problems == ()


def test_a_pdf_is_known_by_its_content_not_by_its_name() -> None:
    assert as_pdf(b"\xef\xbb\xbf\n" + pdf("X"), "image/png").pdf


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"%PDF-1.7\n" + b"x" * 3000])
def test_a_broken_pdf_says_so(content: bytes) -> None:
    assert refusal(content) in {"evidence.broken", "evidence.incomplete"}


def test_half_a_pdf_is_read_as_far_as_it_goes_or_refused() -> None:
    whole = pdf("HALF", pages=4)
    for share in (0.3, 0.6, 0.9):
        try:
            result = as_pdf(whole[: int(len(whole) * share)], "application/pdf")
        except UserError as error:
            assert error.code in REASONS  # noqa: PT017 -- either outcome is right
        else:
            assert page_texts(result.pdf)


def test_a_pdf_with_a_password_says_so() -> None:
    assert refusal(locked(pdf("X"))) == "evidence.encrypted"


def test_a_stamp_on_a_pdf_becomes_part_of_its_page() -> None:
    with pikepdf.open(io.BytesIO(pdf("STAMPED"))) as source:
        stamp = source.make_stream(b"1 0 0 rg 0 0 100 100 re f")
        stamp.Type, stamp.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stamp.BBox = [0, 0, 100, 100]
        annotation = source.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Stamp,
                Rect=[200, 400, 300, 500],
                F=4,
                AP=pikepdf.Dictionary(N=stamp),
            )
        )
        source.pages[0].Annots = pikepdf.Array([annotation])
        out = io.BytesIO()
        source.save(out)
    result = as_pdf(out.getvalue(), "application/pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as flat:
        form = flat.pages[0].as_form_xobject()
        assert "/Annots" not in flat.pages[0] or not len(flat.pages[0].Annots)
        assert form is not None
    assert colours(result.pdf, (250, 842 - 450)) == [(255, 0, 0)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP"])
def test_a_picture_gets_a_page_of_its_own_shape(kind: str) -> None:
    result = as_pdf(picture(kind, (600, 300)), "")
    width, height = page_size(result.pdf, 0)
    assert width / height == pytest.approx(2, abs=0.01)
    assert width <= A4[1] + 1


def test_a_standing_picture_stands() -> None:
    width, height = page_size(as_pdf(picture("PNG", (300, 600)), "").pdf, 0)
    assert height > width
    assert height == pytest.approx(A4[1], abs=1)


def test_a_jpeg_is_taken_over_byte_for_byte() -> None:
    content = picture("JPEG", (200, 100), quality=90)
    with pikepdf.open(io.BytesIO(as_pdf(content, "").pdf)) as document:
        (image,) = document.pages[0].Resources.XObject.values()
        assert image.read_raw_bytes() == content


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1)), (2, (1, 0)), (4, (0, 1))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_camera_says_which_side_is_up(
    kind: str, orientation: int, corner: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    result = as_pdf(picture(kind, (400, 200), exif=exif), "")
    width, height = page_size(result.pdf, 0)
    assert (width > height) == (orientation < 5)
    places = {
        (x, y): (width * (0.05 + 0.9 * x), height * (0.05 + 0.9 * y))
        for x in (0, 1)
        for y in (0, 1)
    }
    for place, point in places.items():
        (colour,) = colours(result.pdf, point, scale=0.5)
        assert (colour[0] < 100) == (place == corner)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_kind_of_colour_are_printed(mode: str) -> None:
    image = Image.new(mode, (40, 30))
    out = io.BytesIO()
    image.save(out, "TIFF" if mode == "CMYK" else "PNG")
    assert page_texts(as_pdf(out.getvalue(), "").pdf) == [""]


def test_what_is_transparent_is_white_on_paper() -> None:
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert colours(as_pdf(out.getvalue(), "").pdf, (100, 100), scale=0.5) == [(255, 255, 255)]


def test_every_page_of_a_scan_is_printed() -> None:
    frames = [Image.new("L", (60, 80), shade) for shade in (0, 128, 255)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert len(page_texts(as_pdf(out.getvalue(), "").pdf)) == 3


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_half_a_picture_is_broken(kind: str) -> None:
    content = picture(kind, (800, 800))
    assert refusal(content[: len(content) // 2]) == "evidence.broken"


def test_a_picture_of_too_many_pixels_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "_MOST_PIXELS", 1000)
    assert refusal(picture("PNG", (100, 100))) == "evidence.too_large"


def test_an_ofd_is_drawn() -> None:
    content = ofd(
        '<ofd:TextObject Boundary="20 20 90 9" Font="3" Size="5">'
        '<ofd:TextCode X="0" Y="5">电子发票</ofd:TextCode></ofd:TextObject>'
    )
    assert "电子发票" in page_texts(as_pdf(content, "").pdf)[0]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "evidence.empty"),
        (b"\x00\x01\x02\x03", "evidence.unprintable"),
        (b"plain words", "evidence.unprintable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "evidence.unprintable"),
        (container({"a.txt": "x"}), "evidence.unprintable"),
        (b"PK\x03\x04 broken", "evidence.broken"),
        (b"<a><b>", "evidence.broken"),
    ],
)
def test_what_cannot_be_printed_says_why(content: bytes, code: str) -> None:
    assert refusal(content) == code


@pytest.mark.parametrize("reason", REASONS.values())
def test_a_page_says_which_document_is_missing_and_why(reason: str) -> None:
    text = all_text(sorry_page("发票䶮𬱖（第三联）.pdf", reason))
    assert "此件未能印出" in text
    assert "发票䶮𬱖（第三联）.pdf" in text
    assert squeezed(reason) in text


def test_the_page_of_a_very_long_title_has_it_whole() -> None:
    title = "永州样例材料名称" * 20
    assert title in all_text(sorry_page(title, "样例原因。"))


def test_the_same_document_gives_the_same_bytes() -> None:
    for content in (pdf("X"), picture(), picture("JPEG"), b"<a><b>x</b></a>"):
        assert as_pdf(content, "").pdf == as_pdf(content, "").pdf


@pytest.mark.parametrize(
    ("box", "size"),
    [([100, 100, 400, 300], (300, 200)), ([0, 0, 595, 842], (595, 842))],
)
def test_only_what_a_reader_shows_of_a_page_counts(box: list[int], size: tuple[int, int]) -> None:
    result = as_pdf(turned(pdf("CROPPED"), CropBox=pikepdf.Array(box)), "")
    assert page_size(result.pdf, 0) == pytest.approx(size, abs=1)
