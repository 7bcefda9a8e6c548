"""Texts as they are compared in a search, with the way back to where each letter stood.

Folded, a text has no white space (the notices break lines inside sentences and put blanks
round figures), full width is half width, 壹佰 and 一百 are 100, and 1,000 is 1000.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SAME = str.maketrans(
    "〇零壹貳贰叁參肆伍陸陆柒捌玖拾佰仟萬億〔［【〕］】",
    "零零一二二三三四五六六七八九十百千万亿((()))",
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile("[零一二三四五六七八九十百千]+")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d)")
_BETWEEN_WORDS = re.compile(r"(?:\s|[、；;]|(?<!\d),|,(?!\d))+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared.

    Attributes:
        text: What is looked through.
        first, last: Of each of its letters, where in the original it begins and ends.
    """

    text: str
    first: Sequence[int]
    last: Sequence[int]

    def find(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield every place of a folded word, as first and past-the-last place in the original.

        A number is found whole: 15 is not in 150000, nor in 1.15.
        """
        start = self.text.find(word)
        while start >= 0:
            end = start + len(word)
            if not _cuts_a_number(self.text, start, end):
                yield self.first[start], self.last[end - 1] + 1
            start = self.text.find(word, end)


def _cuts_a_number(text: str, start: int, end: int) -> bool:
    if (
        text[start].isdecimal()
        and start
        and (text[start - 1].isdecimal() or text[start - 1] == ".")
    ):
        return True
    return text[end - 1].isdecimal() and text[end : end + 1].isdecimal()


def folded_words(words: str) -> tuple[str, ...]:
    """Return what to look for: words apart by blanks or commas, folded, each once."""
    plain = unicodedata.normalize("NFKC", words)
    parts = (fold(part).text for part in _BETWEEN_WORDS.split(plain))
    return tuple(dict.fromkeys(part for part in parts if part))


@functools.lru_cache(maxsize=16_384)
def fold(text: str) -> Folded:
    """Fold a text; the same text is folded once."""
    letters = [_letter(letter) for letter in text]
    at = [place for place, folded in enumerate(letters) for _ in folded]
    plain = "".join(letters)
    if "," in plain:
        separators = {match.start() for match in _SEPARATOR.finditer(plain)}
        at = [place for number, place in enumerate(at) if number not in separators]
        plain = _SEPARATOR.sub("", plain)
    return _with_figures(plain, at)


@functools.cache
def _letter(letter: str) -> str:
    return "".join(unicodedata.normalize("NFKC", letter).casefold().split()).translate(_SAME)


def _with_figures(plain: str, at: list[int]) -> Folded:
    parts: list[str] = []
    first: list[int] = []
    last: list[int] = []
    done = 0
    for match in _NUMBER.finditer(plain):
        figures = _figures(match[0])
        start, end = match.span()
        parts += [plain[done:start], figures]
        first += at[done:start] + [at[start]] * len(figures)
        last += at[done:start] + [at[end - 1]] * len(figures)
        done = end
    parts.append(plain[done:])
    return Folded("".join(parts), first + at[done:], last + at[done:])


def _figures(number: str) -> str:
    """Return a Chinese number in figures; 百 and 千 alone are words and stay."""
    if number[0] in "百千":
        return number
    if not any(letter in _PLACES for letter in number):
        return "".join(str(_DIGITS[letter]) for letter in number)
    value, digit = 0, 0
    for letter in number:
        if letter in _PLACES:
            value, digit = value + (digit or 1) * _PLACES[letter], 0
        else:
            digit = _DIGITS[letter]
    return str(value + digit)
