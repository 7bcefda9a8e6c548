"""What assessments look at in a book, read once and kept up to date by what changed.

A round of cards reads one ``Basis`` and nothing else. After an edit only the rows that the
journal names are read again; everything else of the basis, and whatever was worked out from
it, stays the very same objects.
"""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.app import trade_facts
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.choice import ChosenReading, ParameterEntry
from jiamao_desktop.domain.claim import Claim, ClaimId, Grant
from jiamao_desktop.domain.facts import Answer
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.project import Project, ProjectId
from jiamao_desktop.domain.trade import TradeRecord
from jiamao_desktop.storage import (
    answers,
    applicants,
    claims,
    grants,
    guides,
    journal,
    lines,
    parameters,
    projects,
    readings,
)
from jiamao_desktop.storage.database import Database, snapshot

Pile = tuple[str, ProjectId | None]
"""Expenses that measures take or leave together: of one category, of one project."""

_PROJECTS = frozenset(
    {"project", "fair", "booth", "participant", "certification", "pilot", "matter"}
)
_PRACTICE = frozenset({"adopted_guide", "own_guide", "exchange_rate"})
_TRADE = frozenset({"declaration", "declaration_item", "exchange_rate"})
_MANY = 2000
"""So many changed expenses are read no faster one by one than all together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A book at one moment, as far as assessments look at it.

    Attributes:
        operation: The last operation that is in it.
        choices: How unclear words were settled. entries: Figures entered by measure.
        adopters: Measures that a guide was adopted for. practice: The operation as of which
            guides and rates of exchange are what they are.
        lines: The expenses by id. piles: The same ones put together, latest paid first; a
            pile that no edit touched is the same object as before.
    """

    operation: int
    applicant: Applicant | None
    projects: Mapping[ProjectId, Project]
    answers: Sequence[Answer]
    grants: tuple[Grant, ...]
    claims: Mapping[ClaimId, Claim]
    choices: list[ChosenReading]
    entries: Mapping[str, tuple[ParameterEntry, ...]]
    adopters: frozenset[str]
    practice: int
    trade: TradeRecord
    lines: Mapping[int, Line]
    piles: Mapping[Pile, tuple[Line, ...]]

    def lines_of(
        self, categories: Iterable[str] | None, project: ProjectId | None
    ) -> tuple[tuple[Line, ...], ...]:
        """Return the piles of some categories, of one project or of all; no category: none.

        Args:
            categories: ``None``: all.
            project: ``None``: expenses of every project and of none.
        """
        wanted = None if categories is None else set(categories)
        return tuple(
            pile
            for (category, about), pile in self.piles.items()
            if (wanted is None or category in wanted) and project in {None, about}
        )

    def entries_of(self, measure: str, project: ProjectId | None) -> tuple[ParameterEntry, ...]:
        """Return the figures entered for a measure, what holds for the project behind the rest."""
        return tuple(one for one in self.entries.get(measure, ()) if one.project in {None, project})


def in_order(piles: Sequence[tuple[Line, ...]]) -> tuple[Line, ...]:
    """Return the expenses of some piles, the latest paid first."""
    if len(piles) == 1:
        return piles[0]
    return tuple(sorted(itertools.chain(*piles), key=_newest, reverse=True))


def supposing(
    basis: Basis, more: Iterable[Line] = (), choices: Iterable[ChosenReading] = ()
) -> Basis:
    """Return a basis with expenses and choices that are not in the book.

    Args:
        basis: The book as it is.
        more: Expenses, under ids that the book does not have.
        choices: How unclear words are to be read; they come before those of the book.
    """
    added = tuple(more)
    piles = dict(basis.piles)
    for pile, together in _piled(added).items():
        piles |= _piled([*piles.get(pile, ()), *together])
    return replace(
        basis,
        choices=[*basis.choices, *choices],
        lines={**basis.lines, **{line.id: line for line in added}},
        piles=dict(sorted(piles.items(), key=_by_name)),
    )


def without(basis: Basis, number: int) -> Basis:
    """Return a basis without one of its expenses."""
    gone = basis.lines[number]
    rest = tuple(one for one in basis.piles[_pile(gone)] if one.id != number)
    piles = {pile: lines for pile, lines in basis.piles.items() if pile != _pile(gone)}
    return replace(
        basis,
        lines={place: line for place, line in basis.lines.items() if place != number},
        piles=dict(sorted((piles | _piled(rest)).items(), key=_by_name)),
    )


class Records:
    """Keeps the basis of one open book; any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Basis | None = None

    def current(self, db: Database) -> Basis:
        """Return the basis as the book is now."""
        with self._lock, snapshot(db):
            operation = journal.latest(db)
            kept = self._kept
            if kept is None or operation < kept.operation:
                self._kept = _read(db, operation)
            elif operation > kept.operation:
                self._kept = _refreshed(kept, db, operation)
            return self._kept or _read(db, operation)


def _read(db: Database, operation: int) -> Basis:
    who = applicants.get(db)
    found = lines.read(db, _own_accounts(who))
    return Basis(
        operation=operation,
        applicant=who,
        projects=projects.all(db),
        answers=answers.all(db),
        grants=tuple(grants.all(db).values()),
        claims=claims.all(db),
        choices=readings.all(db),
        entries=_entries(db),
        adopters=guides.adopters(db),
        practice=operation,
        trade=trade_facts.read(db),
        lines=found,
        piles=_piled(found.values()),
    )


def _refreshed(kept: Basis, db: Database, operation: int) -> Basis:
    """Return the basis with what changed since read again."""
    changed = journal.changed_since(db, kept.operation)
    now = replace(kept, operation=operation)
    if changed.keys() & {"applicant"}:
        now = replace(now, applicant=applicants.get(db))
    if changed.keys() & _PROJECTS:
        now = replace(now, projects=projects.all(db))
    if "answer" in changed:
        now = replace(now, answers=answers.all(db))
    if "received_grant" in changed:
        now = replace(now, grants=tuple(grants.all(db).values()))
    if changed.keys() & {"claim", "claim_expense"}:
        now = replace(now, claims=claims.all(db))
    if "reading" in changed:
        now = replace(now, choices=readings.all(db))
    if "parameter" in changed:
        now = replace(now, entries=_entries(db))
    if changed.keys() & _PRACTICE:
        now = replace(now, adopters=guides.adopters(db), practice=operation)
    if changed.keys() & _TRADE:
        now = replace(now, trade=trade_facts.read(db))
    return _with_lines(now, db, changed.get("expense", frozenset()), kept.applicant)


def _with_lines(
    now: Basis, db: Database, changed: frozenset[int], before: Applicant | None
) -> Basis:
    own = _own_accounts(now.applicant)
    if own != _own_accounts(before) or len(changed) > _MANY:
        found = lines.read(db, own)
        return replace(now, lines=found, piles=_piled(found.values()))
    if not changed:
        return now
    fresh = lines.read(db, own, changed)
    old = {number: now.lines[number] for number in changed if number in now.lines}
    touched = {_pile(line) for line in (*old.values(), *fresh.values())}
    kept = {number: line for number, line in now.lines.items() if number not in changed}
    rest = {pile: together for pile, together in now.piles.items() if pile not in touched}
    stay = [kept[line.id] for one in touched for line in now.piles.get(one, ()) if line.id in kept]
    piles = rest | _piled([*stay, *fresh.values()])
    return replace(now, lines=kept | fresh, piles=dict(sorted(piles.items(), key=_by_name)))


def _piled(found: Iterable[Line]) -> dict[Pile, tuple[Line, ...]]:
    piles: dict[Pile, list[Line]] = {}
    for line in found:
        piles.setdefault(_pile(line), []).append(line)
    together = {
        pile: tuple(sorted(inside, key=_newest, reverse=True)) for pile, inside in piles.items()
    }
    return dict(sorted(together.items(), key=_by_name))


def _pile(line: Line) -> Pile:
    return line.category, None if line.project is None else ProjectId(line.project)


def _by_name(item: tuple[Pile, object]) -> tuple[str, int]:
    (category, project), _ = item
    return category, project or 0


def _newest(line: Line) -> tuple[dt.date, int]:
    return line.paid_on or dt.date.min, line.id


def _own_accounts(who: Applicant | None) -> frozenset[str]:
    return frozenset({who.name, who.account_name}) - {""} if who else frozenset()


def _entries(db: Database) -> dict[str, tuple[ParameterEntry, ...]]:
    grouped = itertools.groupby(parameters.all(db), key=lambda one: one.measure)
    return {measure: tuple(entries) for measure, entries in grouped}
