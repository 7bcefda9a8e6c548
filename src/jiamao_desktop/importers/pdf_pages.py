"""What PDFium can tell about a PDF: words with boxes, attached XML, pictures of pages.

Boxes are the loose ones: the tight boxes of fonts that are not embedded have no height.
Text outside the visible page is dropped; tax-bureau files hide some there.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits
from jiamao_desktop.importers.layout import Page, Word, join, meant

_RUN = re.compile(r"\S+")
_DRAWN = re.compile("[\u2e80-\u2fdf]")
"""Radicals, which stand for the characters of the same look."""
_FIRST_WIDE = "\u2e80"
"""From here on characters are as wide as they are high."""
_PIECE = re.compile(r"[:：]|[^:：\u2e80-\uffff]+|[\u2e80-\uff19\uff1b-\uffff]+|.", re.DOTALL)
"""Characters of one kind; a colon ends a label and is looked at by itself."""
_ALONE = re.compile(r"[^:：\u2e80-\uffff]+|[\u2e80-\uff19\uff1b-\uffff]+")
_MOST_OBJECTS = 2_000
_SQUARE = (21, 1_200)
"""Pixels along the side of a picture that may be a QR code."""
_UNEVEN = 0.1
_PICTURES = (b"/Subtype/Image", b"/Subtype /Image", b"/ObjStm")
_LEVEL = 0.7
"""Twice the share of their height by which characters of one word may be out of line."""
_LOOSE = 0.25
_NARROW_LEAST, _NARROW_MOST = 0.4, 1.5
_ON_ITS_SIDE = (90, 270)

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom on the page as shown."""


class Pdf(pdfium.PdfDocument):  # type: ignore[misc]  # the library has no types
    """A PDF whose pages are loaded once, however often they are asked for.

    Attributes:
        may_have_pictures: It names pictures, or hides what it names in packed objects.
    """

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            PdfiumError: It cannot be opened.
        """
        super().__init__(data)
        self._loaded: dict[int, pdfium.PdfPage] = {}
        self.may_have_pictures = any(mark in data for mark in _PICTURES)

    def get_page(self, index: int) -> pdfium.PdfPage:
        """Return a page, counted from nought; it stays open until the file is closed."""
        if index not in self._loaded:
            self._loaded[index] = super().get_page(index)
        return self._loaded[index]


@contextmanager
def opened(data: bytes) -> Iterator[Pdf]:
    """Open a PDF for reading and close it again.

    Raises:
        ImportRefused: ``file.encrypted``, ``pdf.broken`` or ``pdf.too_many_pages``.
    """
    try:
        document = Pdf(data)
    except pdfium.PdfiumError as error:
        code = pdfium_c.FPDF_GetLastError()
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise ImportRefused("file.encrypted") from error
        raise ImportRefused("pdf.broken") from error
    try:
        if len(document) > limits.PDF_PAGES:
            raise ImportRefused("pdf.too_many_pages", count=len(document), most=limits.PDF_PAGES)
        yield document
    finally:
        document.close()


def pages(document: Pdf) -> list[Page]:
    """Return the words of every page.

    Raises:
        ImportRefused: ``pdf.too_much_text``, ``pdf.broken``.
    """
    found: list[Page] = []
    room = limits.PDF_CHARS
    try:
        for page in document:
            text = page.get_textpage()
            room -= text.count_chars()
            if room < 0:
                raise ImportRefused("pdf.too_much_text", most=limits.PDF_CHARS)
            found.append(_page(page, text))
            text.close()
    except pdfium.PdfiumError as error:
        raise ImportRefused("pdf.broken") from error
    return found


def picture(document: Pdf, index: int, scale: float = 2.0) -> Image.Image:
    """Draw one page in grey, never larger than the limit on pixels.

    Raises:
        ImportRefused: ``pdf.broken``.
    """
    try:
        page = document[index]
        width, height = page.get_size()
        most = math.sqrt(limits.PAGE_PIXELS / max(width * height, 1.0))
        bitmap = page.render(scale=min(scale, most), grayscale=True)
        image: Image.Image = bitmap.to_pil().copy()
        bitmap.close()
    except (pdfium.PdfiumError, ValueError) as error:
        raise ImportRefused("pdf.broken") from error
    return image


def squares(document: Pdf, index: int) -> Iterator[Image.Image]:
    """Yield the square pictures set on one page, in grey, as they are stored.

    A QR code is one of them in most files, and looking at it alone costs a tenth of drawing
    the page. A picture that cannot be unpacked is passed over.
    """
    if not document.may_have_pictures:
        return
    page = document[index].raw
    kind_of, wanted = pdfium_c.FPDFPageObj_GetType, pdfium_c.FPDF_PAGEOBJ_IMAGE
    across, down = ctypes.c_uint(), ctypes.c_uint()
    for number in range(min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        found = pdfium_c.FPDFPage_GetObject(page, number)
        if kind_of(found) != wanted:
            continue
        pdfium_c.FPDFImageObj_GetImagePixelSize(found, across, down)
        width, height = across.value, down.value
        if not _SQUARE[0] <= width <= _SQUARE[1] or abs(width - height) > width * _UNEVEN:
            continue
        if (raw := pdfium_c.FPDFImageObj_GetBitmap(found)) and (image := _copied(raw)):
            yield image


def _copied(raw: object) -> Image.Image | None:
    """Return a picture of PDFium's in grey, and give its memory back; None if it is damaged."""
    try:
        bitmap = pdfium.PdfBitmap.from_raw(raw)
        image: Image.Image = bitmap.to_pil().convert("L").copy()
    except (pdfium.PdfiumError, ValueError, KeyError):
        return None
    bitmap.warn_on_close = False  # nothing else looks into its memory
    bitmap.close()
    return image


def attached_xml(document: Pdf) -> list[bytes]:
    """Return the XML files that the PDF carries inside; others are not looked at."""
    found: list[bytes] = []
    try:
        for index in range(min(document.count_attachments(), limits.PDF_ATTACHMENTS)):
            attachment = document.get_attachment(index)
            if attachment.get_name().lower().endswith((".xml", ".xbrl")):
                found.append(bytes(attachment.get_data()))
    except pdfium.PdfiumError as error:
        raise ImportRefused("pdf.broken") from error
    return found


def information(document: Pdf, key: str) -> str:
    """Return one entry of the document information, also one of the maker's own."""
    text: str = document.get_metadata_value(key)
    return text


def _page(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Page:
    frame = _Frame.of(page)
    box = frame.boxes(text.raw)
    words: list[Word] = []
    for start, run in _runs(text.raw, text.count_chars()):
        if _ALONE.fullmatch(run):
            piece = _piece(frame, box, start, run)
            if piece is not None:
                words.append(piece)
                continue
        pieces: list[Word] = []
        for match in _PIECE.finditer(run):
            first, end = start + match.start(), start + match.end()
            piece = _piece(frame, box, first, match.group())
            pieces += (
                _characters(frame, text, box, range(first, end)) if piece is None else (piece,)
            )
        words += join(pieces)
    return Page(width=frame.wide, height=frame.tall, words=tuple(words))


def _piece(frame: _Frame, box: Callable[[int], _Box], start: int, piece: str) -> Word | None:
    """Return characters of one width as one box, without asking for each of them.

    Chinese ones are all equally wide; of letters and digits, only a range is known. None where
    they are too wide or too narrow together, on two lines, drawn backwards, blank, or not wholly
    on the page.
    """
    x0, y0, right, y1 = box(start)
    x1, width, count = right, right - x0, len(piece)
    if count > 1:
        left, top, x1, bottom = box(start + count - 1)
        height = max(y1 - y0, bottom - top, 1.0)
        if abs(y0 + y1 - top - bottom) >= height * _LEVEL:
            return None
        y0, y1 = min(y0, top), max(y1, bottom)
        width = max(width, x1 - left)
        if piece >= _FIRST_WIDE:
            if abs(x1 - x0 - count * width) >= height * _LOOSE:
                return None
        elif not _NARROW_LEAST * width <= (x1 - x0) / count <= _NARROW_MOST * width:
            return None
    inside = x0 >= 0 and y0 >= 0 and x1 <= frame.wide and y1 <= frame.tall
    return Word(piece, x0, y0, x1, y1) if inside and not piece.isspace() else None


@dataclass(frozen=True, slots=True)
class _Frame:
    """How PDF's places, upwards from a corner that may be anywhere, are seen on the page.

    Attributes:
        wide: Width of the page as shown. tall: Its height.
    """

    left: float
    bottom: float
    width: float
    height: float
    rotation: int
    wide: float
    tall: float

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> _Frame:
        left, bottom, right, top = page.get_cropbox()
        width, height, rotation = right - left, top - bottom, page.get_rotation()
        seen = (height, width) if rotation in _ON_ITS_SIDE else (width, height)
        return cls(left, bottom, width, height, rotation, *seen)

    def boxes(self, text: object) -> Callable[[int], _Box]:
        """Return what asks PDFium for the box of a character, at the least cost a call.

        Args:
            text: PDFium's own handle: the wrapper's call costs three times as much.
        """
        ask = pdfium_c.FPDFText_GetLooseCharBox
        rect = pdfium_c.FS_RECTF()
        reference = ctypes.byref(rect)
        left, top = self.left, self.bottom + self.height

        def upright(index: int) -> _Box:
            if not ask(text, index, reference):
                return 0.0, 0.0, 0.0, 0.0
            return rect.left - left, top - rect.top, rect.right - left, top - rect.bottom

        def turned(index: int) -> _Box:
            x0, y0, x1, y1 = upright(index)
            match self.rotation:
                case 90:
                    return self.height - y1, x0, self.height - y0, x1
                case 180:
                    return self.width - x1, self.height - y1, self.width - x0, self.height - y0
                case _:
                    return y0, self.width - x1, y1, self.width - x0

        return turned if self.rotation else upright


def _characters(
    frame: _Frame, text: pdfium.PdfTextPage, box: Callable[[int], _Box], indexes: Iterable[int]
) -> Iterator[Word]:
    """Yield the characters on the visible page; a blank for each that is not printed."""
    for index in indexes:
        char = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if char.isspace() or not char.isprintable():
            yield Word("", 0, 0, 0, 0)
            continue
        shown = Word(meant(char), *box(index))
        if 0 <= shown.middle <= frame.wide and 0 <= shown.centre <= frame.tall:
            yield shown


def _runs(text: object, count: int) -> list[tuple[int, str]]:
    """Return the runs of characters between blanks with the number of their first one.

    One call fetches the text of the page instead of one for each character. Where it does not
    match the characters one to one, or holds any that are not printed, there is no such
    shortcut: one run of blanks, so that every character is asked.
    """
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(text, 0, count, buffer)
    whole = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    printed = "".join(whole.split()).isprintable()
    if written != count + 1 or len(whole) != count or not printed:
        return [(0, " " * count)] if count else []
    if _DRAWN.search(whole):
        whole = "".join(map(meant, whole))
    return [(match.start(), match.group()) for match in _RUN.finditer(whole)]
