"""The navigator's list: which cards a filter lets through, in which order, under what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.assessing import Card, Group, at_stake
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.pack import Promise

ORDER = (
    Group.CAN,
    Group.NEARLY,
    Group.ASK,
    Group.READING,
    Group.NOT_CALCULABLE,
    Group.BASIS,
    Group.NO,
    Group.LAPSED,
)
"""The groups as they stand below each other: what brings money soonest comes first."""

_NEAREST_FIRST = ("park", "county", "municipal", "provincial", "central")
"""Levels: of two measures worth the same, the one next door is easier to ask about."""

SOON = dt.timedelta(days=60)
"""A deadline this near is one to look at."""

_APPLICANT = "applicant"
"""The condition that every measure has: who may apply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is asked of a card; a blank or ``None`` asks nothing.

    Attributes:
        level: Whose money: ``central`` … number: 文号. kind: Who may apply.
        money: Whether it brings money. soon: A day to keep is near.
    """

    group: Group | None = None
    level: str = ""
    number: str = ""
    kind: ApplicantKind | None = None
    money: bool | None = None
    soon: bool = False

    @property
    def count(self) -> int:
        """Return how many things are asked."""
        asked = (self.group, self.level, self.number, self.kind, self.soon)
        return sum(map(bool, asked)) + (self.money is not None)


@dataclass(frozen=True, slots=True)
class Section:
    """The cards of one group, dearest first."""

    group: Group
    cards: Sequence[Card]

    @property
    def stake(self) -> Money:
        """Return what they are worth together if everything goes the applicant's way."""
        return total(at_stake(card) for card in self.cards)


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list shows.

    Attributes:
        hidden: Cards left out because they are only for other kinds of applicant.
    """

    sections: Sequence[Section]
    hidden: Sequence[Card]


def for_others(card: Card) -> bool:
    """Tell whether a measure is only for other kinds of applicant than this one."""
    return any(one.check == _APPLICANT and one.holds is False for one in card.assessment.findings)


def listing(catalog: Catalog, cards: Iterable[Card], wanted: Filter, today: dt.date) -> Listing:
    """Sort cards into their groups, dearest first; of equal ones the nearest authority's.

    Who filters by a kind of applicant wants to see its measures, so none is then left out.
    """
    fitting = [card for card in cards if _fits(catalog, card, wanted, today)]
    everybodys = wanted.kind is not None
    hidden = [] if everybodys else [card for card in fitting if for_others(card)]
    shown = [card for card in fitting if everybodys or not for_others(card)]
    sections = []
    for group in ORDER:
        members = [card for card in shown if card.group is group]
        if members:
            members.sort(key=lambda card: (-at_stake(card).fen, _distance(catalog, card)))
            sections.append(Section(group, members))
    return Listing(sections, hidden)


def _distance(catalog: Catalog, card: Card) -> int:
    level = catalog.pack_of(card.measure).level
    return _NEAREST_FIRST.index(level) if level in _NEAREST_FIRST else len(_NEAREST_FIRST)


def _fits(catalog: Catalog, card: Card, wanted: Filter, today: dt.date) -> bool:
    measure = catalog.measure(card.measure)
    return (
        wanted.group in {None, card.group}
        and wanted.level in {"", catalog.pack_of(card.measure).level}
        and wanted.number in {"", card.number}
        and (wanted.kind is None or wanted.kind in measure.applicants)
        and wanted.money in {None, measure.promise is not Promise.GUIDANCE}
        and (not wanted.soon or any(today <= day.on <= today + SOON for day in days_of(card)))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day to keep in mind.

    Attributes:
        what: What is due then; blank: the notice, or the measure, ends.
        title: Of the measure and its project; of what ends, the 文号.
        derived: Worked out rather than written.
    """

    on: dt.date
    what: str
    title: str
    measure: str
    project: int | None
    derived: bool = False


def days_of(card: Card) -> Sequence[Day]:
    """Return the days of one card, the nearest first: its deadlines, and when it ends.

    Only what can still be used ends: nobody waits for the end of a measure that is not theirs.
    """
    found = [
        Day(
            on=one.day,
            what=one.deadline.label,
            title=card.title if not card.project_title else f"{card.title}　{card.project_title}",
            measure=card.measure,
            project=card.project,
            derived=True,
        )
        for one in card.deadlines
        if one.day is not None
    ]
    last = card.in_force[1]
    if last is not None and card.group not in {Group.NO, Group.LAPSED, Group.BASIS}:
        found.append(
            Day(
                on=last,
                what="",
                title=card.number,
                measure=card.measure,
                project=card.project,
                derived=card.derived,
            )
        )
    return sorted(found, key=lambda day: day.on)


def coming_days(cards: Iterable[Card], today: dt.date, most: int) -> Sequence[Day]:
    """Return the next days over all cards, each deadline once, the nearest first."""
    coming: dict[tuple[dt.date, str, str], Day] = {}
    for card in cards:
        for day in days_of(card):
            if day.on >= today:
                coming.setdefault((day.on, day.what, day.title), day)
    return sorted(coming.values(), key=lambda day: day.on)[:most]


def choices(catalog: Catalog, cards: Iterable[Card]) -> Mapping[str, Sequence[str]]:
    """Return what can be filtered by: the levels, notices and kinds that the cards have."""
    levels: dict[str, None] = {}
    numbers: dict[str, None] = {}
    kinds: dict[str, None] = {}
    for card in cards:
        levels[catalog.pack_of(card.measure).level] = None
        numbers[card.number] = None
        kinds |= dict.fromkeys(catalog.measure(card.measure).applicants)
    return {"level": list(levels), "number": list(numbers), "kind": list(kinds)}
