"""Labels and what stands beside them, found by place.

A line keeps, for every character of its squeezed text, where it stands and how it was
printed: patterns match on the squeezed text, values come out as printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from jiamao_desktop.importers.layout import Word, rows, squeezed

_SIDE = frozenset("购买销售方信息密码区备注说明")
_STACK_SHIFT = 4.0
_STACK_STEP = 40.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Attributes:
        text: Half-width, without blanks; for patterns.
        printed: The characters as printed, one for each of ``text``.
        places: Left and right edge of each of ``text``.
        blanks: Before which of ``text`` a blank belongs: between words of Latin letters,
            which Chinese ones never had.
        starts: Where in ``text`` a word starts.
    """

    text: str
    printed: Sequence[str]
    places: Sequence[tuple[float, float]]
    blanks: Collection[int]
    starts: Sequence[int]
    centre: float
    height: float

    def value(self, start: int, stop: int | None = None, right: float = float("inf")) -> str:
        """Return the printed text of a stretch, up to the place ``right``."""
        found: list[str] = []
        for index in range(start, len(self.text) if stop is None else stop):
            if self.places[index][0] >= right:
                break
            if found and index in self.blanks:
                found.append(" ")
            found.append(self.printed[index])
        return "".join(found).strip(" :：")

    def left(self, index: int) -> float:
        """Return where a character begins; past the end, where the line ends."""
        return self.places[index][0] if index < len(self.places) else self.places[-1][1]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines of a page, top to bottom."""
    return [line_of(row) for row in rows(words)]


def side_letters(words: Iterable[Word]) -> frozenset[Word]:
    """Return the single characters that stand in a column, such as 购/买/方/信/息.

    They would otherwise be read into the names beside them.
    """
    singles = [word for word in words if word.text in _SIDE]
    return frozenset(
        word
        for word in singles
        if any(
            other is not word
            and abs(other.middle - word.middle) < _STACK_SHIFT
            and 0 < abs(other.centre - word.centre) < _STACK_STEP
            for other in singles
        )
    )


def labelled(lines: Sequence[Line], label: re.Pattern[str], value: re.Pattern[str]) -> str:
    """Return the first value of this shape that stands right of a label.

    A value set a little higher or lower than its label is on the next line already, so
    the lines near by are looked at too.
    """
    for line in lines:
        match = label.search(line.text)
        if match is None:
            continue
        if found := _beside(line, match.end(), value):
            return found
        edge = line.places[match.end() - 1][1]
        for other in lines:
            if other is line or abs(other.centre - line.centre) > line.height:
                continue
            for hit in value.finditer(other.text):
                if other.places[hit.start()][0] >= edge - line.height:
                    return hit.group()
    return ""


def _beside(line: Line, start: int, value: re.Pattern[str]) -> str:
    """Return the first value after ``start``; where words run together, word by word."""
    for stop in (len(line.text), *(at for at in line.starts if at > start)):
        if match := value.search(line.text, start, stop):
            return match.group()
    return ""


def line_of(row: Sequence[Word]) -> Line:
    """Return one row of words as a line."""
    text: list[str] = []
    printed: list[str] = []
    places: list[tuple[float, float]] = []
    blanks: set[int] = set()
    starts: list[int] = []
    for number, word in enumerate(row):
        if number and _latin(row[number - 1].text, word.text):
            blanks.add(len(text))
        starts.append(len(text))
        step = (word.x1 - word.x0) / max(len(word.text), 1)
        for index, char in enumerate(word.text):
            edges = (word.x0 + index * step, word.x0 + (index + 1) * step)
            for position, plain in enumerate(squeezed(char)):
                text.append(plain)
                printed.append("" if position else char)
                places.append(edges)
    return Line(
        text="".join(text),
        printed=printed,
        places=places,
        blanks=frozenset(blanks),
        starts=starts,
        centre=sum(word.centre for word in row) / len(row),
        height=max(word.height for word in row),
    )


def _latin(before: str, after: str) -> bool:
    """Tell two words from the letters of one that is set wide."""
    ends = before[-1:] + after[:1]
    return ends.isascii() and ends.isalnum() and len(before) + len(after) > len(ends)
