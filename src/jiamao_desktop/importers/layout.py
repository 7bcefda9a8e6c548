"""Words on a page, as a person sees them, whatever the file was.

PDF and OFD both end here: characters with boxes become words, words become rows and lines.
All lengths are points, the origin is the top left corner of the visible page, y grows
downwards. Readers of layouts work on these and never see the file. A page builds its lines
once, however many readers look at them.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

_SAME_LINE = 0.35
_OVERLAP = -0.35
_GAP = 0.28
_ROW = 0.42
_SIDE = frozenset("购买销售方信息密码区备注说明")
_STACK_SHIFT = 4.0
_STACK_STEP = 40.0
_CACHED_TEXTS = 4096
"""Words whose plain form is kept: labels and names come again in every file of a batch."""

_KANGXI = range(0x2F00, 0x2FE0)
_RADICALS = str.maketrans(
    "⺟⺠⺡⺮⺼⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳",
    "母民氵竹肉虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟",
)
"""Radicals that fonts are indexed by, and the characters that people mean."""


class Word(NamedTuple):
    """A run of characters without a gap, and the box around it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Return the centre from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def centre(self) -> float:
        """Return the centre from top to bottom."""
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """Return the height of the box."""
        return self.y1 - self.y0


Row = tuple[Word, ...]
"""Words on one line, left to right."""

_LEFT = itemgetter(1)


def _twice_centre(word: Word) -> float:
    return word[2] + word[4]


@dataclass(frozen=True)
class Line:
    """One line of a page.

    It keeps, for every character of its squeezed text, where it stands and how it was
    printed: patterns match on the squeezed text, values come out as printed.

    Attributes:
        words: As printed, left to right.
        text: Half-width, without blanks; for patterns.
        starts: Where in ``text`` each word starts.
    """

    words: Row
    text: str
    starts: Sequence[int]
    centre: float
    height: float

    @functools.cached_property
    def places(self) -> Sequence[tuple[float, float]]:
        """Return left and right edge of each character of ``text``."""
        found: list[tuple[float, float]] = []
        for text, x0, _, x1, _ in self.words:
            step = (x1 - x0) / max(len(text), 1)
            edges = [(x0 + at * step, x0 + (at + 1) * step) for at in range(len(text))]
            if len(squeezed(text)) == len(text):
                found += edges
            else:
                for char, both in zip(text, edges, strict=True):
                    found += [both] * len(squeezed(char))
        return found

    @functools.cached_property
    def printed(self) -> Sequence[str]:
        """Return the characters as printed, one for each of ``text``."""
        found: list[str] = []
        for word in self.words:
            if len(squeezed(word.text)) == len(word.text):
                found += word.text
            else:
                for char in word.text:
                    found += [char, *([""] * len(squeezed(char)))][: len(squeezed(char))]
        return found

    @functools.cached_property
    def blanks(self) -> Collection[int]:
        """Return before which characters a blank belongs: between words of Latin letters."""
        return frozenset(
            self.starts[number]
            for number in range(1, len(self.words))
            if _latin(self.words[number - 1].text, self.words[number].text)
        )

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


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: its size and the words inside it, in the order the file draws them."""

    width: float
    height: float
    words: Sequence[Word]

    @functools.cached_property
    def rows(self) -> Sequence[Row]:
        """Return the words line by line, top to bottom."""
        return rows(self.words)

    @functools.cached_property
    def span(self) -> tuple[float, float]:
        """Return where the print begins and ends, from left to right."""
        return min(word.x0 for word in self.words), max(word.x1 for word in self.words)

    @functools.cached_property
    def text(self) -> str:
        """Return the text of the lines, for a first look at what the page is."""
        return "".join(line.text for line in self.lines)

    @functools.cached_property
    def side_letters(self) -> frozenset[Word]:
        """Return the letters that stand in columns beside the tables."""
        return side_letters(self.words)

    @functools.cached_property
    def lines(self) -> Sequence[Line]:
        """Return the lines top to bottom, without the letters beside the tables."""
        letters = self.side_letters
        if not letters:
            return [line_of(row) for row in self.rows]
        return lines_of(word for word in self.words if word not in letters)


@functools.lru_cache(_CACHED_TEXTS)
def squeezed(text: str) -> str:
    """Return text in half-width forms and without any blank.

    >>> squeezed("发票 号码： 2531 70")
    '发票号码:253170'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def meant(char: str) -> str:
    """Return the character that is meant where a font's index gives its radical.

    Many PDFs map 金, 方 or 长 to the radical of the same look; names read from them would
    never compare equal to names typed.
    """
    if char and ord(char[0]) in _KANGXI:
        return unicodedata.normalize("NFKC", char)
    return char.translate(_RADICALS)


def join(characters: Iterable[Word]) -> list[Word]:
    """Join characters that follow each other closely into words.

    Args:
        characters: In drawing order: neighbours on paper are neighbours here, words are
            not. Blanks end a word.
    """
    words: list[Word] = []
    current: list[Word] = []
    for char in characters:
        if char.text.isspace() or not char.text:
            _close(current, words)
            continue
        if current and not _follows(current[-1], char):
            _close(current, words)
        current.append(char)
    _close(current, words)
    return words


def rows(words: Iterable[Word]) -> list[Row]:
    """Gather words into lines by their vertical centres, top to bottom.

    A word is compared with the line's mean, so that a slanting scan does not run lines
    together.
    """
    lines: list[list[Word]] = []
    line: list[Word] = []
    total = tallest = 0.0
    for word in sorted(words, key=_twice_centre):
        centre, height = (word[2] + word[4]) / 2, word[4] - word[2]
        if line and abs(centre - total / len(line)) < _ROW * max(min(tallest, height), 1.0):
            line.append(word)
            total += centre
            tallest = max(tallest, height)
            continue
        line = [word]
        lines.append(line)
        total, tallest = centre, height
    return [tuple(sorted(line, key=_LEFT)) for line in lines]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return words as lines, top to bottom."""
    return [line_of(row) for row in rows(words)]


def line_of(row: Row) -> Line:
    """Return one row of words as a line."""
    plain = [squeezed(word.text) for word in row]
    starts: list[int] = []
    at = 0
    for text in plain:
        starts.append(at)
        at += len(text)
    return Line(
        words=row,
        text="".join(plain),
        starts=starts,
        centre=sum(map(_twice_centre, row)) / (2 * len(row)),
        height=max([word[4] - word[2] for word in row]),
    )


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


def _latin(before: str, after: str) -> bool:
    """Tell two words from the letters of one that is set wide."""
    ends = before[-1:] + after[:1]
    return ends.isascii() and ends.isalnum() and len(before) + len(after) > len(ends)


def _close(current: list[Word], words: list[Word]) -> None:
    if current:
        words.append(
            Word(
                "".join(char.text for char in current),
                min(char.x0 for char in current),
                min(char.y0 for char in current),
                max(char.x1 for char in current),
                max(char.y1 for char in current),
            )
        )
        current.clear()


def _follows(before: Word, char: Word) -> bool:
    height = max(before.height, char.height, 1.0)
    gap = char.x0 - before.x1
    return (
        abs(char.centre - before.centre) < _SAME_LINE * height
        and _OVERLAP * height < gap < _GAP * height
    )
