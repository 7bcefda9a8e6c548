"""Clauses in their place: the text of a notice, and where in it a quote stands."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.pack import Notice, Pack

_HEADING = re.compile(
    r"^[\s#]*((?P<major>[一二三四五六七八九十]+、)|(?P<minor>[（(][一二三四五六七八九十]+[)）]))"
    r"[^。；，,\n]{0,40}",
)
_PARAGRAPH_ENDS = re.compile(
    r"(?<=[。；：！？;:!?）)〕”])\s*\n\s*|\n\s*(?=[#]*\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]))"
)
"""A line that ends in the middle of a sentence is no paragraph: pages break there."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a notice.

    Attributes:
        first, end: Its place in the text, first and past-the-last.
        heading: The headings it stands under, e.g. ``三、具体行动　（五）财税支持``; blank
            above the first.
    """

    first: int
    end: int
    heading: str


def notice_of(catalog: Catalog, clause: Clause) -> tuple[Pack, Notice] | None:
    """Return the notice a clause is from; ``None`` if no pack in force has it."""
    for pack in catalog.packs.values():
        for notice in pack.notices:
            if notice.number == clause.number and place_of(notice.text, clause.quote) is not None:
                return pack, notice
    return None


@functools.lru_cache(maxsize=4096)
def place_of(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote stands, first and past-the-last place.

    White space is the only thing forgiven, as when the pack was checked.
    """
    plain, places = _without_space(text)
    wanted = _without_space(quote)[0]
    start = plain.find(wanted)
    if start < 0 or not wanted:
        return None
    return places[start], places[start + len(wanted) - 1] + 1


@functools.lru_cache(maxsize=256)
def _without_space(text: str) -> tuple[str, Sequence[int]]:
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[place] for place in places), places


@functools.lru_cache(maxsize=64)
def paragraphs(text: str) -> Sequence[Paragraph]:
    """Return the paragraphs of a notice in their order, each with its heading."""
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    major = minor = ""
    for first, end in _pieces(text):
        match = _HEADING.match(text[first:end])
        if match and match["major"]:
            major, minor = match[0].strip("# \u3000\n\t"), ""
        elif match:
            minor = match[0].strip("# \u3000\n\t")
        yield Paragraph(first, end, "　".join(part for part in (major, minor) if part))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for match in _PARAGRAPH_ENDS.finditer(text):
        if text[done : match.start()].strip():
            yield done, match.start()
        done = match.end()
    if text[done:].strip():
        yield done, len(text)
