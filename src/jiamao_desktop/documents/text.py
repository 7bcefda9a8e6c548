"""Breaking text into lines: Chinese rules, and nothing is ever cut.

A text that does not fit is wrapped, then set smaller, and what still does not fit is told
to the caller, who prints it in full elsewhere (附页).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jiamao_desktop.documents.fonts import Face, printable, text_width

Colour = tuple[float, float, float]
INK: Colour = (0.1, 0.1, 0.12)
GREY: Colour = (0.42, 0.44, 0.48)
ACCENT: Colour = (0.11, 0.29, 0.49)
ALERT: Colour = (0.68, 0.16, 0.12)

_NO_START = frozenset("，。、；：！？）》〉」』】〕”’％%…·—～.,;:!?)]}")
_NO_END = frozenset("☐☑□（《〈「『【〔“‘([{¥￥")
_WORDS = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"|-?[¥￥]?-?[\d,]+\.\d+%?"
    r"|-*[A-Za-z0-9¥￥$.,:/@&'_+–]+"
    r"|.",
    re.DOTALL,
)
"""What stays on one line: days, amounts, and words from a hyphen to the next.

A hyphen begins a line rather than ends one: readers that copy text take one at the end for
a hyphenation and drop it, and with it a part of the contract's number.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set.

    Attributes:
        leading: Distance between lines, in multiples of the size.
        least: Smallest size it may be shrunk to.
    """

    face: Face = Face.SONG
    size: float = 10.5
    leading: float = 1.45
    colour: Colour = INK
    least: float = 7.0

    @property
    def line(self) -> float:
        """Return the height of one line in points."""
        return self.size * self.leading

    def at(self, size: float) -> Style:
        """Return the same style at another size."""
        return replace(self, size=size)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken into lines.

    Attributes:
        complete: False if it did not fit even at the least size.
    """

    lines: tuple[str, ...]
    style: Style
    complete: bool = True

    @property
    def height(self) -> float:
        """Return the height of all lines in points."""
        return len(self.lines) * self.style.line


def width_of(text: str, style: Style) -> float:
    """Return the width of one line of text in points."""
    return text_width(text, style.face, style.size)


def wrap(text: str, style: Style, width: float) -> list[str]:
    """Break a text into lines no wider than ``width``.

    Words and numbers stay whole unless one alone is wider; no line starts with a closing
    mark or ends with an opening one, unless there is no other way.
    """
    lines = []
    for paragraph in printable(text).split("\n"):
        lines.extend(_wrap_paragraph(paragraph, style, width))
    return lines


def _wrap_paragraph(text: str, style: Style, width: float) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for piece in _pieces(text, style, width):
        taken = width_of(piece, style)
        if line and used + taken > width + 0.01 and piece != " ":
            kept = _break(line, piece)
            used = sum(width_of(each, style) for each in line[kept:])
            if used + taken > width:  # rather a mark in front than a line that is too wide
                kept, used = len(line), 0.0
            lines.append("".join(line[:kept]).rstrip(" "))
            line = line[kept:]
            if not line and piece == " ":
                continue
        line.append(piece)
        used += taken
    lines.append("".join(line).rstrip(" "))
    return lines


def _pieces(text: str, style: Style, width: float) -> list[str]:
    pieces: list[str] = []
    for word in _WORDS.findall(text):
        if len(word) > 1 and width_of(word, style) > width:
            pieces.extend(word)
        else:
            pieces.append(word)
    return pieces


def _break(line: list[str], following: str) -> int:
    """Return how many tokens stay on a line when ``following`` begins the next."""
    kept = len(line)
    while kept > 1 and (following[0] in _NO_START or line[kept - 1][-1] in _NO_END):
        kept -= 1
        following = line[kept]
        if len(line) - kept > 3:  # noqa: PLR2004 -- rather a comma in front than a gap
            return len(line)
    return kept


def fit(text: str, style: Style, width: float, max_lines: int = 0) -> Fitted:
    """Set a text in at most ``max_lines`` lines, smaller where it must be.

    Args:
        text: Any text.
        style: The size to start from and the least one.
        width: In points.
        max_lines: Nought means: as many as it takes.
    """
    size = style.size
    while True:
        at_size = style.at(size)
        lines = wrap(text, at_size, width)
        if not max_lines or len(lines) <= max_lines:
            return Fitted(tuple(lines), at_size)
        if size - 0.5 < style.least:
            return Fitted(tuple(lines), at_size, complete=False)
        size -= 0.5


def fit_line(text: str, style: Style, width: float) -> Fitted:
    """Set a text on one line; it is wrapped only if the least size is still too wide."""
    fitted = fit(text, style, width, max_lines=1)
    return Fitted(fitted.lines, fitted.style)
