"""Searching measures, clauses and the texts of the notices themselves.

All words have to be found together: in one measure, or in one paragraph of a notice. A
paragraph on which no measure rests is shown like any other: the text is the law, our list of
measures only its index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from jiamao_desktop.app.clauses import paragraphs, place_of
from jiamao_desktop.app.folding import fold, folded_words
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.pack import Measure, Notice, Pack


class Level(IntEnum):
    """Where a word was found, the telling places first."""

    TITLE = 0
    SUMMARY = 1
    CONDITION = 2
    CLAUSE = 3
    TEXT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A measure that has all the words, or a paragraph of a notice that has them.

    Attributes:
        level: The best place that has them all; with several places, the one shown.
        title: Of the measure, or of the notice.
        number: 文号. place: Where in the notice, as far as that is known.
        passage: What to show.
        ranges: First and past-the-last letter of each word in the passage.
        measures: What it leads to; empty for a paragraph on which no measure rests.
        span: The paragraph's place in the text of its notice; ``None`` for a measure.
    """

    level: Level
    title: str
    number: str
    place: str
    passage: str
    ranges: Sequence[tuple[int, int]]
    measures: tuple[str, ...]
    pack: str
    notice: str
    span: tuple[int, int] | None = None


_WEIGHTS = (16, 6, 4, 3, 1)
"""What a word counts at each level."""
_LONGEST = 96
"""Letters of a passage; a longer one is cut around its words."""
_BEFORE = 16
"""Letters left standing before the first word of a passage that is cut."""
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_BREAK = re.compile(r"\s*\n\s*|#+ *")
_IS_HEADING = re.compile(r"[#\s]*[（(]?[一二三四五六七八九十]+[、)）][^。；]*$")
_CUT = "……"
_IN_NO_TEXT = "\x00"


def search(catalog: Catalog, words: str) -> Sequence[Hit]:
    """Return where all the words are found, the best place first.

    Args:
        catalog: Every pack of it is searched.
        words: Apart by blanks or commas; blank finds nothing.
    """
    wanted = folded_words(words)
    ranked: list[tuple[int, Hit]] = []
    for pack in catalog.packs.values() if wanted else ():
        for measure in pack.measures:
            ranked += _in_measure(pack, measure, wanted)
        for notice in pack.notices:
            ranked += _in_text(pack, notice, wanted)
    ranked.sort(key=lambda pair: -pair[0])
    return [hit for _, hit in ranked]


def prepare(catalog: Catalog) -> None:
    """Fold everything that will be searched, so that the first search is as quick as the next."""
    search(catalog, _IN_NO_TEXT)


def clauses_of(measure: Measure) -> Sequence[Clause]:
    """Return every clause that a measure rests on, each once, its own first."""
    found = [measure.clause]
    found += [one.clause for one in measure.conditions if one.clause]
    found += [value.clause for one in measure.parameters for value in one.values]
    found += [step.clause for step in measure.steps if step.clause]
    found += [word.clause for word in measure.unsettled if word.clause]
    return tuple({clause.id: clause for clause in found}.values())


def _in_measure(pack: Pack, measure: Measure, wanted: Sequence[str]) -> Iterator[tuple[int, Hit]]:
    levels: dict[str, Level] = {}
    most, shown = 0, (Level.TITLE, "", "")
    for level, text, place in _texts(measure):
        folded = fold(text)
        found = [word for word in wanted if next(folded.find(word), None)]
        for word in found:
            levels.setdefault(word, level)
        if len(found) > most:
            most, shown = len(found), (level, text, place)
    if len(levels) < len(wanted):
        return
    level, text, place = shown
    yield (
        sum(_WEIGHTS[level] for level in levels.values()),
        _hit(
            level,
            measure.title,
            # Title and number stand above the passage anyway: the summary says more.
            measure.summary or text if level in {Level.TITLE, Level.TEXT} else text,
            wanted,
            place=place,
            measures=(measure.id,),
            pack=pack,
            notice=measure.notice,
        ),
    )


def _texts(measure: Measure) -> Iterator[tuple[Level, str, str]]:
    """Yield the texts of a measure with the place each is from."""
    where = measure.clause.where
    yield Level.TITLE, measure.title, where
    yield Level.SUMMARY, measure.summary, where
    yield Level.SUMMARY, measure.note, where
    for condition in measure.conditions:
        yield Level.CONDITION, condition.label, where
        yield Level.CONDITION, condition.note, where
    for clause in clauses_of(measure):
        yield Level.CLAUSE, clause.quote, clause.where
    yield Level.TEXT, measure.notice.number, where


def _in_text(pack: Pack, notice: Notice, wanted: Sequence[str]) -> Iterator[tuple[int, Hit]]:
    for paragraph in paragraphs(notice.text):
        text = notice.text[paragraph.first : paragraph.end]
        folded = fold(text)
        places = [list(folded.find(word)) for word in wanted]
        if not all(places):
            continue
        offset = paragraph.first
        found = [(offset + first, offset + end) for each in places for first, end in each]
        yield (
            _WEIGHTS[Level.TEXT] * len(wanted),
            _hit(
                Level.TEXT,
                notice.title,
                text,
                wanted,
                place=paragraph.heading,
                measures=_resting_on(pack, notice, found),
                pack=pack,
                notice=notice,
                span=(paragraph.first, paragraph.end),
            ),
        )


def _resting_on(pack: Pack, notice: Notice, places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the measures whose own clause holds one of these places."""
    found = []
    for measure in pack.measures:
        quoted = place_of(notice.text, measure.clause.quote)
        if measure.notice.id == notice.id and quoted:
            first, end = quoted
            if any(first <= place[0] and place[1] <= end for place in places):
                found.append(measure.id)
    return tuple(found)


def _hit(
    level: Level,
    title: str,
    text: str,
    wanted: Sequence[str],
    *,
    place: str,
    measures: tuple[str, ...],
    pack: Pack,
    notice: Notice,
    span: tuple[int, int] | None = None,
) -> Hit:
    passage = _passage(_BREAK.sub("", _set_apart(text.strip())), wanted)
    return Hit(
        level=level,
        title=title,
        number=notice.number,
        place=place,
        passage=passage,
        ranges=ranges_in(passage, wanted),
        measures=measures,
        pack=pack.id,
        notice=notice.id,
        span=span,
    )


def _set_apart(text: str) -> str:
    """Keep a heading that stands in a line of its own apart from what follows it."""
    heading, _, rest = text.partition("\n")
    return f"{heading}　{rest.strip()}" if rest and _IS_HEADING.match(heading) else text


def ranges_in(text: str, wanted: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Return where folded words stand in a text, in order and without overlaps."""
    folded = fold(text)
    found = sorted(place for word in wanted for place in folded.find(word))
    apart: list[tuple[int, int]] = []
    for first, end in found:
        if apart and first < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((first, end))
    return apart


def _passage(text: str, wanted: Sequence[str]) -> str:
    """Return the sentences that hold the words, each word once, as short as can be."""
    missing = set(wanted)
    kept: list[str] = []
    skipped = False
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        here = {word for word in missing if next(fold(sentence).find(word), None)}
        if here:
            kept += [_CUT] if skipped and kept else []
            kept.append(_shortened(sentence, tuple(here)))
        skipped = not here
        missing -= here
        if not missing:
            break
    return "".join(kept) or text[:_LONGEST]


def _shortened(sentence: str, words: tuple[str, ...]) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    places = ranges_in(sentence, words)
    first = max(0, places[0][0] - _BEFORE)
    end = max(first + _LONGEST, places[0][1])
    before, after = _CUT if first else "", _CUT if end < len(sentence) else ""
    return f"{before}{sentence[first:end]}{after}"
