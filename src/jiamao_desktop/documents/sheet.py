"""Paper to write on: pages with a running header, a page number, and a place to go on.

A text that asks for more room than a page has left moves to the next page. Positions are
in points from the top left corner, as one reads.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from jiamao_desktop.documents.fonts import Face, load, missing, printable, runs
from jiamao_desktop.documents.text import (
    ACCENT,
    GREY,
    INK,
    Colour,
    Fitted,
    Style,
    fit,
    fit_line,
    width_of,
    wrap,
)

MM = 72 / 25.4
"""Points in a millimetre."""
LEFT = 25 * MM
"""Wider than the right margin: packets are bound on the left."""
RIGHT = 18 * MM
TOP = 26 * MM
BOTTOM = 22 * MM
HAIRLINE = 0.4
_ABOVE_TITLE = 8.0
_UNDER_A_HEADING = 90.0
"""What must fit below a heading on its page: five lines of text."""
RULE: Colour = (0.62, 0.65, 0.7)
SHADE: Colour = (0.955, 0.965, 0.98)

_HEADER = Style(face=Face.HEI, size=8, least=6, colour=GREY, leading=1.25)
_FOOTER = Style(face=Face.HEI, size=9, colour=INK)
_ALIGNED = {"left": 0.0, "centre": 0.5, "right": 1.0}


@dataclass(slots=True)
class Addendum:
    """A text that did not fit its box, to be printed in full (附页)."""

    mark: str
    label: str
    text: str


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A growing document.

    Attributes:
        header: Left and right text of the running header.
        pages: 共 n 页; nought while it is not known.
        first_page: Number of the first page.
        numbered: Whether pages carry header and number at all.
        missing: Characters no face has, and how often they were asked for.
    """

    title: str = ""
    author: str = ""
    header: tuple[str, str] = ("", "")
    pages: int = 0
    first_page: int = 1
    numbered: bool = True
    size: tuple[float, float] = A4
    y: float = 0.0
    page: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    addenda: list[Addendum] = field(default_factory=list)
    canvas: Canvas = field(init=False)
    _out: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        """Start a document without a page."""
        load(Face.SONG)
        self.page = self.first_page - 1
        self.canvas = Canvas(
            self._out,
            pagesize=self.size,
            initialFontName=str(Face.SONG),
            invariant=1,
            pageCompression=1,
        )
        self.canvas.setTitle(self.title)
        self.canvas.setAuthor(self.author)
        self.canvas.setCreator("jiamao-desktop")

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.size[0] - LEFT - RIGHT

    @property
    def room(self) -> float:
        """Return the height left on this page."""
        return self.size[1] - BOTTOM - self.y

    @property
    def body_height(self) -> float:
        """Return the height between the margins."""
        return self.size[1] - TOP - BOTTOM

    def new_page(self, *, landscape: bool = False, plain: bool = False) -> int:
        """Begin a page and return its number.

        Args:
            landscape: Lying.
            plain: Without the running header, as a cover is.
        """
        if self.page >= self.first_page:
            self.canvas.showPage()
        self.size = (A4[1], A4[0]) if landscape else A4
        return self._began(plain=plain)

    def new_page_of_size(self, size: tuple[float, float]) -> None:
        """Begin a page of another size, in points."""
        if self.page >= self.first_page:
            self.canvas.showPage()
        self.size = size
        self._began(plain=True)

    def next_page(self) -> None:
        """Begin a page like this one."""
        self.new_page(landscape=self.size[0] > self.size[1])

    def need(self, height: float) -> None:
        """Go on to the next page if less than ``height`` is left."""
        if self.page < self.first_page or (self.room < height and self.y > TOP):
            self.next_page()

    def finish(self) -> bytes:
        """End the document and return it."""
        if self.page < self.first_page:
            self.new_page()
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()

    def write(self, x: float, baseline: float, text: str, style: Style) -> None:
        """Write one line as it is; the caller has seen to it that it fits."""
        self.missing.update(missing(text))
        self._show(x, baseline, printable(text), style)

    def write_fitted(
        self, x: float, top: float, width: float, fitted: Fitted, align: str = "left"
    ) -> None:
        """Write lines that were broken before, below each other."""
        style = fitted.style
        baseline = top + (style.line + style.size * 0.76) / 2
        for line in fitted.lines:
            shift = (width - width_of(line, style)) * _ALIGNED[align]
            self._show(x + shift, baseline, line, style)
            baseline += style.line

    def note_missing(self, text: str) -> None:
        """Remember the characters of a text that no face has."""
        self.missing.update(missing(text))

    def paragraph(
        self,
        text: str,
        style: Style,
        *,
        indent: float = 0.0,
        first: float = 0.0,
        align: str = "left",
        after: float = 0.0,
    ) -> None:
        """Write a text over the width, going on to the next page line by line.

        Args:
            text: Line breaks begin new paragraphs.
            style: How it is set.
            indent: Of every line, in points.
            first: Of the first line of each paragraph, in ems on top of that.
            align: ``left``, ``centre`` or ``right``.
            after: Room below, in points.
        """
        self.note_missing(text)
        for part in printable(text).split("\n"):
            lines = wrap("\u3000" * round(first) + part, style, self.width - indent)
            for line in lines:
                self.need(style.line)
                one = Fitted((line,), style)
                self.write_fitted(LEFT + indent, self.y, self.width - indent, one, align)
                self.y += style.line
        self.y += after

    def heading(self, text: str, style: Style, *, before: float = 10, after: float = 4) -> None:
        """Write a heading that never stands alone at the foot of a page."""
        fitted = fit(text, style, self.width)
        self.need(before + fitted.height + after + _UNDER_A_HEADING)
        self.y += before if self.y > TOP else 0
        self.note_missing(text)
        self.write_fitted(LEFT, self.y, self.width, fitted)
        self.y += fitted.height + after

    def title_block(self, text: str, style: Style, *, after: float = 12) -> None:
        """Write a centred title, as many lines as it takes."""
        fitted = fit(text, style, self.width, max_lines=2)
        self.y += _ABOVE_TITLE if self.y == TOP else 0
        self.note_missing(text)
        self.write_fitted(LEFT, self.y, self.width, fitted, "centre")
        self.y += fitted.height + after

    def box(
        self,
        x: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = RULE,
    ) -> None:
        """Draw a rectangle."""
        canvas = self.canvas
        canvas.setLineWidth(HAIRLINE)
        if fill:
            canvas.setFillColorRGB(*fill)
        if stroke:
            canvas.setStrokeColorRGB(*stroke)
        canvas.rect(
            x, self.size[1] - top - height, width, height, stroke=bool(stroke), fill=bool(fill)
        )

    def rule(
        self, x: float, y: float, width: float, *, colour: Colour = RULE, weight: float = HAIRLINE
    ) -> None:
        """Draw a horizontal line."""
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.line(x, self.size[1] - y, x + width, self.size[1] - y)

    def put_off(self, label: str, text: str) -> str:
        """Keep a text for the addendum and return the mark that stands in its place."""
        mark = f"（全文见附页第{len(self.addenda) + 1}条）"
        self.addenda.append(Addendum(mark, label, text))
        return mark

    def print_addenda(self, title: str) -> None:
        """Print what did not fit its boxes, on a page of its own, and forget it."""
        if not self.addenda:
            return
        self.new_page()
        self.title_block(f"{title}　附页", Style(face=Face.SONG_BOLD, size=16))
        body = Style(size=10.5)
        for number, addendum in enumerate(self.addenda, start=1):
            self.heading(f"{number}. {addendum.label}", Style(face=Face.HEI_BOLD, size=10.5))
            self.paragraph(addendum.text, body, after=4)
        self.addenda.clear()

    def _began(self, *, plain: bool) -> int:
        self.canvas.setPageSize(self.size)
        self.page += 1
        self.y = TOP
        if self.numbered:
            self._footer()
            if not plain:
                self._header()
        return self.page

    def _header(self) -> None:
        left, right = self.header
        half = self.width / 2 - 4
        bottom = TOP - 8
        for text, x, align in ((left, LEFT, "left"), (right, LEFT + half + 8, "right")):
            self.note_missing(text)
            fitted = fit_line(text, _HEADER, half)
            self.write_fitted(x, bottom - 3 - fitted.height, half, fitted, align)
        self.rule(LEFT, bottom, self.width, colour=ACCENT, weight=0.7)

    def _footer(self) -> None:
        number = f"—　第 {self.page} 页　共 {self.pages} 页　—"
        top = self.size[1] - 15 * MM
        self.write_fitted(LEFT, top, self.width, Fitted((number,), _FOOTER), "centre")

    def _show(self, x: float, baseline: float, text: str, style: Style) -> None:
        if not text.strip():
            return
        line = self.canvas.beginText(x, self.size[1] - baseline)
        line.setFillColorRGB(*style.colour)
        for face, run in runs(text, style.face):
            load(face)
            line.setFont(str(face), style.size)
            line.textOut(run)
        self.canvas.drawText(line)


def spread(total: float, shares: Iterable[float]) -> list[float]:
    """Divide a width into parts of given shares."""
    parts = list(shares)
    return [total * share / sum(parts) for share in parts]
