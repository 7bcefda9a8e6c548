from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.unit.importers.making import (
    BUYER,
    HEIGHT,
    NUMBER,
    WIDTH,
    Placed,
    changed,
    digital,
    item,
    pdf,
    qr_drawn,
    qr_image,
)

from jiamao_desktop.documents import fonts
from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits, pdf_pages
from jiamao_desktop.importers.fapiao_layout import read as read_layout
from jiamao_desktop.importers.layout import Page

GOODS = item(165, "*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")


def pages(data: bytes) -> list[Page]:
    with pdf_pages.opened(data) as document:
        return pdf_pages.pages(document)


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as raised:
        pages(data)
    return raised.value.code


def test_words_stand_where_they_were_printed() -> None:
    (found,) = pages(pdf([(100.0, 50.0, "金额"), (200.0, 80.0, "31468.75")]))
    money, number = found.words
    assert (money.text, number.text) == ("金额", "31468.75")
    assert (round(money.x0), round(money.centre)) == (100, 50)
    assert (round(number.x0), abs(round(number.centre) - 80) <= 1) == (200, True)
    assert (round(found.width), round(found.height)) == (round(WIDTH), round(HEIGHT))


def test_a_printed_fapiao_is_read_back() -> None:
    source = read_layout(pages(pdf(digital(*GOODS))))
    assert source is not None
    assert source.values["number"] == NUMBER
    assert source.values["buyer"] == BUYER[0]
    assert [line["name"] for line in source.lines] == ["*塑料制品*外壳"]


def turned(angle: int) -> Callable[[pikepdf.Pdf], None]:
    """Lay the page on its side and turn it back with /Rotate, as some printers do."""
    matrices = {
        90: f"0 1 -1 0 {HEIGHT} 0 cm",
        180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm",
        270: f"0 -1 1 0 0 {WIDTH} cm",
    }

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(f"q {matrices[angle]}\n".encode(), prepend=True)
        page.contents_add(b"\nQ")
        page.rotate(angle, relative=False)
        if angle != 180:
            page.mediabox = pikepdf.Rectangle(0, 0, HEIGHT, WIDTH)

    return change


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(angle: int) -> None:
    upright = pdf(digital(*GOODS))
    assert read_layout(pages(changed(upright, turned(angle)))) == read_layout(pages(upright))


def test_an_offset_box_does_not_move_words_off_the_page() -> None:
    def shift(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(b"q 1 0 0 1 700 -900 cm\n", prepend=True)
        page.contents_add(b"\nQ")
        page.mediabox = pikepdf.Rectangle(600, -1000, 1500, 1000)
        page.cropbox = pikepdf.Rectangle(700, -900, 700 + WIDTH, -900 + HEIGHT)

    upright = pdf(digital(*GOODS))
    assert read_layout(pages(changed(upright, shift))) == read_layout(pages(upright))


def test_text_off_the_page_is_dropped() -> None:
    hidden: list[Placed] = [(100, -300, "隐藏"), (900, 50, "隐藏"), (100, 50, "可见")]
    (found,) = pages(pdf(hidden))
    assert [word.text for word in found.words] == ["可见"]


def test_a_page_without_text_has_no_words() -> None:
    (found,) = pages(pdf([]))
    assert found.words == ()


def test_an_encrypted_pdf_says_so() -> None:
    assert refusal(pdf(digital(), encrypt="secret")) == "file.encrypted"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\nnonsense\n%%EOF", b""])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    assert refusal(data) == "pdf.broken"


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGES", 2)
    assert refusal(pdf([], [], [])) == "pdf.too_many_pages"
    assert len(pages(pdf([], []))) == 2


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_CHARS", 50)
    assert refusal(pdf([(10.0, 50.0, "金" * 30)], [(10.0, 50.0, "额" * 30)])) == "pdf.too_much_text"


def test_attached_xml_is_found_and_other_files_are_not() -> None:
    def attach(document: pikepdf.Pdf) -> None:
        for name, content in (("a.xml", b"<a/>"), ("b.XBRL", b"<b/>"), ("run.exe", b"MZ")):
            document.attachments[name] = content

    with pdf_pages.opened(changed(pdf([]), attach)) as document:
        assert sorted(pdf_pages.attached_xml(document)) == [b"<a/>", b"<b/>"]


def test_entries_of_the_maker_are_read_by_name() -> None:
    def inform(document: pikepdf.Pdf) -> None:
        document.docinfo["/InvoiceNumber"] = NUMBER

    with pdf_pages.opened(changed(pdf([]), inform)) as document:
        assert pdf_pages.information(document, "InvoiceNumber") == NUMBER
        assert pdf_pages.information(document, "IssueTime") == ""


def test_a_page_is_drawn_in_grey() -> None:
    with pdf_pages.opened(pdf([], draw=qr_drawn("x"))) as document:
        picture = pdf_pages.picture(document, 0)
    assert picture.mode == "L"
    assert picture.size == (round(WIDTH * 2 + 0.5), round(HEIGHT * 2 + 0.5))
    assert picture.getextrema() == (0, 255)


def test_a_poster_is_drawn_smaller() -> None:
    def enlarge(document: pikepdf.Pdf) -> None:
        document.pages[0].mediabox = pikepdf.Rectangle(0, 0, 14000, 14000)

    with pdf_pages.opened(changed(pdf([]), enlarge)) as document:
        picture = pdf_pages.picture(document, 0)
    assert picture.width * picture.height <= limits.PAGE_PIXELS * 1.01


def spaced(text: str, gap: float) -> Callable[[Canvas], None]:
    """Print a text with wider gaps between its characters than its font has."""

    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(100, HEIGHT - 50)
        line.setFont(fonts.Face.SONG, 9)
        line.setCharSpace(gap)
        line.textOut(text)
        canvas.drawText(line)

    return draw


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "placed",
    [
        digital(*GOODS),
        [(100.0, 50.0, "单"), (109.0, 50.0, "价"), (140.0, 50.0, "a"), (300.0, 90.0, "¥1,234.50")],
        [
            (100.0, 50.0, "名称："),
            (126.0, 50.0, "样例"),
            (-20.0, 80.0, "半页外"),
            (100.0, 80.0, "内"),
        ],
        [(10.0, 20.0 * n, "0<3-/+*>7\\91440300MA5F74BQ1L") for n in range(1, 9)],
    ],
)
def test_words_are_the_same_whether_each_character_is_asked_or_not(
    monkeypatch: pytest.MonkeyPatch, placed: list[Placed], angle: int
) -> None:
    data = changed(pdf(placed), turned(angle)) if angle else pdf(placed)
    (short,) = pages(data)
    monkeypatch.setattr(pdf_pages, "_piece", lambda *_: None)
    (asked,) = pages(data)
    assert [word.text for word in short.words] == [word.text for word in asked.words]
    for mine, theirs in zip(short.words, asked.words, strict=True):
        assert (mine.x0, mine.x1) == pytest.approx((theirs.x0, theirs.x1), abs=0.01)
        assert (mine.y0, mine.y1) == pytest.approx((theirs.y0, theirs.y1), abs=1)  # of a comma


@pytest.mark.parametrize(
    ("text", "gap", "words"),
    [
        ("金额", 0.0, ["金额"]),
        ("金额税额", 1.0, ["金额税额"]),
        ("金额税额", 4.0, ["金", "额", "税", "额"]),
        ("12345678", 0.5, ["12345678"]),
    ],
)
def test_a_run_that_is_set_too_wide_is_parted(text: str, gap: float, words: list[str]) -> None:
    (found,) = pages(pdf([(300.0, 200.0, "别处")], draw=spaced(text, gap)))
    assert [word.text for word in found.words] == ["别处", *words]


def squares(data: bytes) -> list[tuple[int, int]]:
    with pdf_pages.opened(data) as document:
        return [image.size for image in pdf_pages.squares(document, 0)]


def test_square_pictures_are_taken_out_as_they_are() -> None:
    code = qr_image(f"01,31,,{NUMBER},7910.00,20250809,,A1B2,")
    assert squares(pdf([(100.0, 50.0, "金额")], draw=qr_drawn("x" * 40))) != []
    assert squares(pdf([], draw=qr_drawn(f"01,31,,{NUMBER},7910.00,20250809,,A1B2,"))) == [
        code.size
    ]


def test_a_page_without_square_pictures_has_none() -> None:
    stripe = ImageReader(Image.new("L", (400, 40)))
    dot = ImageReader(Image.new("L", (8, 8)))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(stripe, 15, 15, 400, 40)
        canvas.drawImage(dot, 15, 80, 60, 60)

    assert squares(pdf([(100.0, 50.0, "金额")], draw=draw)) == []


def test_a_page_is_loaded_once() -> None:
    with pdf_pages.opened(pdf([(100.0, 50.0, "金额")])) as document:
        assert document[0] is document[0]
        pdf_pages.pages(document)
        assert pdf_pages.picture(document, 0).size == (1191, 794)
