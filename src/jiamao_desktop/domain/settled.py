"""Unclear words as a person meets them: one question for all measures that share it.

A pack repeats a word in each measure that it concerns. Two measures of one notice share a word
if question and options are the same; each may quote its own clause for it. Whoever settles the
word settles it for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jiamao_desktop.domain.assessment import Assessment, Basis, Clause, WorksheetLine
from jiamao_desktop.domain.choice import ChosenReading, DecidedBy
from jiamao_desktop.domain.pack import Measure, Notice, Pack, UnsettledWord
from jiamao_desktop.domain.steps import Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWord:
    """An unclear word with every measure that shares it.

    Attributes:
        key: Its id, or ``measure/id`` where another word of the pack has the same id.
        sharers: All measures that carry it. measures: Those whose result can depend on it.
        clauses: What the measures quote for it, each once.
    """

    key: str
    word: UnsettledWord
    notice: Notice
    sharers: tuple[Measure, ...]
    clauses: tuple[Clause, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return the measures whose result can depend on it; what has no money has no VAT base."""
        return tuple(one for one in self.sharers if _can_matter(self.word, one))


def open_words(pack: Pack) -> tuple[OpenWord, ...]:
    """Return every unclear word of a pack, each once, in the order of the pack."""
    found: dict[tuple[str, UnsettledWord], list[Measure]] = {}
    for measure in pack.measures:
        for word in measure.unsettled:
            found.setdefault(_identity(measure, word), []).append(measure)
    words = [_open_word(tuple(sharers), word) for (_, word), sharers in found.items()]
    ids = [one.word.id for one in words]
    return tuple(
        one if ids.count(one.word.id) == 1 else replace(one, key=f"{one.sharers[0].id}/{one.key}")
        for one in words
    )


def find_word(pack: Pack, name: str) -> OpenWord | None:
    """Return a word by its key, or as ``measure/id`` of any measure that carries it."""
    for one in open_words(pack):
        if name == one.key or name in {f"{measure.id}/{one.word.id}" for measure in one.sharers}:
            return one
    return None


def share_word(one: Measure, other: Measure, word_id: str) -> bool:
    """Tell whether what is settled for a word of one measure holds for the other."""
    return one.id == other.id or _named(one, word_id) == _named(other, word_id)


def choices_in_force(
    pack: Pack, measure: Measure, stored: list[ChosenReading]
) -> Mapping[str, ChosenReading]:
    """Return what was settled for the words of a measure, by their ids.

    Args:
        pack: The pack of the measure.
        measure: The measure.
        stored: Every choice of the book, the latest last: it wins where an old book, or a pack
            that has put words together since, has several for one word.
    """
    found: dict[str, ChosenReading] = {}
    measures = {one.id: one for one in pack.measures}
    options = {word.id: {one.id for one in word.options} for word in measure.unsettled}
    for choice in stored:
        other = measures.get(choice.measure)
        if choice.pack != pack.id or other is None:
            continue
        if choice.option in options.get(choice.reading, ()) and share_word(
            measure, other, choice.reading
        ):
            found[choice.reading] = choice
    return found


def noted(found: Assessment, measure: Measure, choices: Mapping[str, ChosenReading]) -> Assessment:
    """Say beside readings and figures who settled the word that they rest on.

    Args:
        found: As assessed.
        measure: The measure.
        choices: Those in force, by word.
    """
    if not choices:
        return found
    said: dict[str, list[ChosenReading]] = {}
    for word in measure.unsettled:
        if word.id in choices and word.sets:
            said.setdefault(_step_set_by(word, measure), []).append(choices[word.id])
    return replace(
        found,
        readings=tuple(
            replace(
                one,
                decided=choices[one.id].basis,
                answered=choices[one.id].decided_by is DecidedBy.OFFICER,
            )
            if one.id in choices
            else one
            for one in found.readings
        ),
        worksheet=tuple(
            _noted_line(line, said[line.step]) if line.step in said else line
            for line in found.worksheet
        ),
    )


def _noted_line(line: WorksheetLine, choices: list[ChosenReading]) -> WorksheetLine:
    """Add whose decision a line rests on; the base of a sum is then no longer an assumption."""
    parts = dict.fromkeys([line.note, *(one.basis for one in choices)])
    basis = Basis.SETTLED if line.basis is Basis.ASSUMED else line.basis
    return replace(line, note="；".join(part for part in parts if part), basis=basis)


def _step_set_by(word: UnsettledWord, measure: Measure) -> str:
    """Return the id of the step whose figure follows from a word."""
    kind, _, rest = word.sets.partition(".")
    if kind in {"step", "limit"}:
        return rest.rpartition(".")[0]
    return next((step.id for step in measure.steps if isinstance(step, Sum)), "")


def _identity(measure: Measure, word: UnsettledWord) -> tuple[str, UnsettledWord]:
    """Return what two measures have in common when they share a word."""
    return measure.notice.id, replace(word, clause=None, note="")


def _named(measure: Measure, word_id: str) -> tuple[str, UnsettledWord] | None:
    return next((_identity(measure, one) for one in measure.unsettled if one.id == word_id), None)


def _open_word(sharers: tuple[Measure, ...], shared: UnsettledWord) -> OpenWord:
    own = [word for one in sharers for word in one.unsettled if word.id == shared.id]
    clauses = {word.clause.id: word.clause for word in own if word.clause is not None}
    return OpenWord(
        key=shared.id,
        word=own[0],
        notice=sharers[0].notice,
        sharers=sharers,
        clauses=tuple(clauses.values()),
    )


def _can_matter(word: UnsettledWord, measure: Measure) -> bool:
    if word.sets.startswith("expense."):
        return measure.expense is not None
    return bool(measure.steps) or not word.sets.startswith("limit.")
