"""Reading PDFs back, with other libraries than those that wrote them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdf
import pypdfium2

_COLLAPSED = str.maketrans("", "", " \n\r\t\u3000\u00a0\ufffe\x02")


@dataclass(frozen=True)
class Glyph:
    """A character and its box on the page, in points from the bottom left."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of every page, as PDFium copies it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Return a text without blanks and line breaks, since wrapping puts some in."""
    return text.translate(_COLLAPSED)


def all_text(pdf: bytes) -> str:
    """Return the text of all pages without blanks."""
    return squeezed("".join(page_texts(pdf)))


def glyphs(pdf: bytes, number: int) -> Iterator[Glyph]:
    """Yield the visible characters of a page (from 0) with their boxes."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[number].get_textpage()
        for index in range(text.count_chars()):
            char = text.get_text_range(index, 1)
            if char.strip():
                yield Glyph(char, *text.get_charbox(index, loose=False))
    finally:
        document.close()


def page_size(pdf: bytes, number: int) -> tuple[float, float]:
    """Return width and height of a page (from 0)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document.get_page_size(number)
        return width, height
    finally:
        document.close()


def colours(
    pdf: bytes, *places: tuple[float, float], number: int = 0, scale: float = 2.0
) -> list[tuple[int, ...]]:
    """Return the colours at places in points from the top left of a page (from 0)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[number].render(scale=scale).to_pil().convert("RGB")
        return [tuple(picture.getpixel((round(x * scale), round(y * scale)))) for x, y in places]
    finally:
        document.close()


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return (level, title, page from 1) of every bookmark, as pypdf reads them."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found: list[tuple[int, str, int]] = []

    def walk(entries: list[Any], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                page = reader.get_destination_page_number(entry)
                found.append((level, str(entry.title), (page or 0) + 1))

    walk(list(reader.outline), 1)
    return found


def own_fonts(pdf: bytes) -> dict[str, bool]:
    """Return every font that a page names itself, and whether it is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                found[str(font.BaseFont)] = "/FontFile2" in font.FontDescriptor
    return found
