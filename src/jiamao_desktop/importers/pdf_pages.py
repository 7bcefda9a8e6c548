"""What PDFium can tell about a PDF: words with boxes, attached XML, pictures of pages.

Boxes are the loose ones: the tight boxes of fonts that are not embedded have no height.
Text outside the visible page is dropped; tax-bureau files hide some there.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits
from jiamao_desktop.importers.layout import Page, Word, join, meant


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF for reading and close it again.

    Raises:
        ImportRefused: ``file.encrypted``, ``pdf.broken`` or ``pdf.too_many_pages``.
    """
    try:
        document = pdfium.PdfDocument(data)
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


def pages(document: pdfium.PdfDocument) -> list[Page]:
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
            page.close()
    except pdfium.PdfiumError as error:
        raise ImportRefused("pdf.broken") from error
    return found


def picture(document: pdfium.PdfDocument, index: int, scale: float = 2.0) -> Image.Image:
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
        page.close()
    except (pdfium.PdfiumError, ValueError) as error:
        raise ImportRefused("pdf.broken") from error
    return image


def attached_xml(document: pdfium.PdfDocument) -> list[bytes]:
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


def information(document: pdfium.PdfDocument, key: str) -> str:
    """Return one entry of the document information, also one of the maker's own."""
    text: str = document.get_metadata_value(key)
    return text


def _page(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Page:
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    rotation = page.get_rotation()
    if rotation in (90, 270):
        shown_width, shown_height = height, width
    else:
        shown_width, shown_height = width, height

    def box(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        match rotation:
            case 90:
                return y0, x0, y1, x1
            case 180:
                return width - x1, y0, width - x0, y1
            case 270:
                return height - y1, width - x1, height - y0, width - x0
            case _:
                return x0, height - y1, x1, height - y0

    def characters() -> Iterator[Word]:
        for index in range(text.count_chars()):
            char = chr(pdfium_c.FPDFText_GetUnicode(text, index))
            if char.isspace() or not char.isprintable():
                yield Word("", 0, 0, 0, 0)
                continue
            x0, y0, x1, y1 = _loose_box(text, index)
            shown = Word(meant(char), *box(x0 - left, y0 - bottom, x1 - left, y1 - bottom))
            if 0 <= shown.middle <= shown_width and 0 <= shown.centre <= shown_height:
                yield shown

    return Page(width=shown_width, height=shown_height, words=tuple(join(characters())))


def _loose_box(text: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Ask PDFium directly: the wrapper's own call costs three times as much."""
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(text, index, ctypes.byref(rect)):
        return 0.0, 0.0, 0.0, 0.0
    return rect.left, rect.bottom, rect.right, rect.top
