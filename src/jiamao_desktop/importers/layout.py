"""Words on a page, as a person sees them, whatever the file was.

PDF and OFD both end here: characters with boxes become words, words become rows. All
lengths are points, the origin is the top left corner of the visible page, y grows
downwards. Readers of layouts work on these and never see the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SAME_LINE = 0.35
_OVERLAP = -0.35
_GAP = 0.28
_ROW = 0.42


_KANGXI = range(0x2F00, 0x2FE0)
_RADICALS = str.maketrans(
    "⺟⺠⺡⺮⺼⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳",
    "母民氵竹肉虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟",
)
"""Radicals that fonts are indexed by, and the characters that people mean."""


@dataclass(frozen=True, slots=True)
class Word:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its size and the words inside it, in the order the file draws them."""

    width: float
    height: float
    words: Sequence[Word]

    def rows(self) -> list[Row]:
        """Return the words line by line, top to bottom."""
        return rows(self.words)

    def text(self) -> str:
        """Return the page's text squeezed, for a first look at what it is."""
        return squeezed("".join(word.text for row in self.rows() for word in row))


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
    """Gather words into lines by their vertical centres, top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.centre):
        line = lines[-1] if lines else None
        if line is not None and _shares_line(line, word):
            line.append(word)
        else:
            lines.append([word])
    return [tuple(sorted(line, key=lambda word: word.x0)) for line in lines]


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


def _shares_line(line: list[Word], word: Word) -> bool:
    """Compare with the line's mean, so that a slanting scan does not run lines together."""
    centre = sum(other.centre for other in line) / len(line)
    height = min(max(other.height for other in line), word.height)
    return abs(word.centre - centre) < _ROW * max(height, 1.0)
