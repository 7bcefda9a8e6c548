"""Pages as pictures, for the window: drawn by PDFium, in memory only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2

from jiamao_desktop.documents.evidence import as_pdf
from jiamao_desktop.domain.errors import UserError

_MOST_PIXELS = 16_000_000
"""A page drawn larger than this is drawn smaller: enough for A4 at 330 dpi."""

_PDFIUM = threading.Lock()
"""PDFium may be used by one thread at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page as a picture.

    Attributes:
        rgba: Four bytes a pixel, rows from the top, without padding.
        pages: How many pages the whole document has.
    """

    width: int
    height: int
    rgba: bytes = field(repr=False)
    pages: int


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in points, as it is shown.

    Raises:
        UserError: ``preview.unreadable`` -- not a PDF, or one that needs a password.
    """
    with _opened(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def render_page(pdf: bytes, page: int, width: int) -> PageImage:
    """Draw one page of a PDF.

    Args:
        pdf: The file.
        page: From 0.
        width: In pixels; the picture is smaller if it would be over 16 megapixels.

    Raises:
        UserError: ``preview.unreadable`` or ``preview.no_such_page``.
    """
    with _opened(pdf) as document:
        pages = len(document)
        if not 0 <= page < pages:
            raise UserError("preview.no_such_page", page=page + 1, pages=pages)
        sheet = document[page]
        points = sheet.get_size()
        scale = min(width / points[0], (_MOST_PIXELS / (points[0] * points[1])) ** 0.5)
        picture = sheet.render(scale=scale).to_pil().convert("RGBA")
        return PageImage(
            width=picture.width, height=picture.height, rgba=picture.tobytes(), pages=pages
        )


def render_document(content: bytes, mime: str, page: int, width: int) -> PageImage:
    """Draw one page of any document, as the packet would print it.

    Raises:
        UserError: ``preview.no_such_page``, or ``evidence.*`` with the reason why the
            document cannot be shown.
    """
    return render_page(as_pdf(content, mime).pdf, page, width)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UserError("preview.unreadable") from error
        with document:
            yield document
