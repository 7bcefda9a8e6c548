"""Every way to change one thing in a pack: a figure, a date, a word of a closed list, an entry.

Texts for people, quotes and sources are left alone: they are checked in other ways.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from jiamao_desktop.catalog.facts import FACTS_FILE
from jiamao_desktop.catalog.raw import RawPack
from jiamao_desktop.catalog.stacking import Level
from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.deadlines import After
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import Promise
from jiamao_desktop.domain.predicate import LINE_FIELDS, Op, Quantifier, Rows
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.stacking import ExclusionRule
from jiamao_desktop.domain.steps import Base, Counts, DayCount, Payer, Window

Place = tuple[str | int, ...]
Names = Mapping[str, Sequence[str]]

_FOR_PEOPLE = """
id title label summary question help note quote where source number issuer issued_on verified
sha256 schema version region measures name reference copies kinds role each_expense made
place year clause basis type sets form guide derived allow priority overlay declaration_year
"""
FOR_PEOPLE = frozenset(_FOR_PEOPLE.split())
"""Keys on which no verdict and no amount depends, or that the loader ties to another place.

What counties raise is tried where both packs are there, not beside the one or the other.
"""


def values_of(words: type[StrEnum]) -> Sequence[str]:
    """Return the words of a closed list as they are written."""
    return [one.value for one in words]


CLOSED: Mapping[str, Sequence[str]] = {
    "op": values_of(Op),
    "mode": values_of(Rounding),
    "window": values_of(Window),
    "counts": values_of(Counts),
    "base": values_of(Base),
    "payer": values_of(Payer),
    "promise": values_of(Promise),
    "project": values_of(ProjectKind),
    "level": values_of(Level),
    "rule": values_of(ExclusionRule),
    "severity": values_of(Severity),
    "after": values_of(After),
    "days": values_of(DayCount),
    "field": list(LINE_FIELDS),
}
"""Keys whose value is one of a closed list: every other word of the list is tried."""

_REMOVABLE = """
eligible step limit exclusion unsettled material practice under needed more most adds
deadline event ends ceiling severity strict of all any none any_line every_line where
"""
REMOVABLE = frozenset(_REMOVABLE.split())
"""Entries and optional keys that are left out, one at a time."""

STRANGERS = {"applicants": "county", "categories": "other", "adds": "other"}
"""What is added to a list that names what counts."""

NAMES: Mapping[str, str] = {
    **dict.fromkeys(("at", "by", "amount", "more", "most", "ceiling"), ""),
    **dict.fromkeys(("event", "from", "to"), "date"),
    "count": "int",
    "principal": "money",
    "rate": "ratio",
}
"""Keys that name a parameter or a fact of some type: every other name is tried; some do not fit."""

COUNTS = ("fair.booth_count", "fair.participant_count")

_SETTINGS = (
    tuple(Window),
    tuple(Base),
    tuple(Payer),
    ("paid_on", "issued_on", "fair.ends_on"),
)
"""What an unsettled word may set, by kind."""

_MONEY = re.compile(r"\d+\.\d\d")
_RATIO = re.compile(r"(\d+)/(\d+)")
_YEARS = re.compile(r"P(\d+)Y")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack with one change; ``what`` says which."""

    file: str
    what: str
    raw: RawPack


def mutants(raw: RawPack, files: Sequence[str]) -> Iterator[Mutant]:
    """Yield every way to change one thing in one of some files of a pack."""
    for file, content in raw.documents.items():
        if file not in files:
            continue
        names = _names(content, raw.documents.get(FACTS_FILE, {}))
        for place, value in _changes(content, (), names):
            changed = copy.deepcopy(dict(content))
            _put(changed, place, value)
            where = ".".join(str(part) for part in place)
            what = f"{where} = {value!r}" if value is not _GONE else f"{where} removed"
            documents = {**raw.documents, file: changed}
            yield Mutant(file, what, RawPack(documents=documents, sources=raw.sources))


def _names(content: Mapping[str, Any], dictionary: Mapping[str, Any]) -> Names:
    """Return what else each key could name: parameters, and the pack's own facts of its type."""
    parameters = [one["id"] for one in content.get("parameter", [])]
    facts: dict[str, list[str]] = {"int": list(COUNTS)}
    for one in dictionary.get("fact", []):
        facts.setdefault(one["type"], []).append(one["id"])
    return {key: parameters + facts.get(kind, []) for key, kind in NAMES.items()}


class _Gone:
    """Marks what is taken out."""


_GONE = _Gone()


def _put(content: Any, place: Place, value: Any) -> None:
    for part in place[:-1]:
        content = content[part]
    if value is _GONE:
        del content[place[-1]]
    else:
        content[place[-1]] = value


def _changes(content: Any, place: Place, names: Names) -> Iterator[tuple[Place, Any]]:
    """Yield places and what to put there instead."""
    if isinstance(content, Mapping):
        yield from _other_caps(content, place)
        yield from _other_weights(content, place)
        for key, value in content.items():
            if key in FOR_PEOPLE or (key == "op" and "step" in place):
                continue  # another step takes other keys: leaving a step out says as much
            here = (*place, key)
            if key in REMOVABLE and not isinstance(value, list):
                yield here, _GONE
            yield from _other_groups(content, key, place)
            yield from _changes(value, here, names)
            if key == "assume":
                yield from ((here, one["id"]) for one in content["options"] if one["id"] != value)
    elif isinstance(content, list):
        yield from _list_changes(content, place, names)
    else:
        yield from ((place, other) for other in _others(content, place, names))


def _other_caps(content: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield a cap of the firm as one of the project, and the other way round."""
    if content.get("per") == "firm":
        kept = {key: value for key, value in content.items() if key != "window"}
        yield place, {**kept, "per": "project"}
    elif content.get("per") == "project":
        yield place, {**content, "per": "firm", "window": "document"}


def _list_changes(content: list[Any], place: Place, names: Names) -> Iterator[tuple[Place, Any]]:
    named = str(place[-1])
    for number, value in enumerate(content):
        if named in REMOVABLE or isinstance(value, str):
            yield place, content[:number] + content[number + 1 :]
        if isinstance(value, str):
            stranger = STRANGERS.get(named, "other")
            if stranger not in content:
                yield place, [*content[:number], stranger, *content[number + 1 :]]
        yield from _changes(value, (*place, number), names)
    if named in STRANGERS and STRANGERS[named] not in content:
        yield place, [*content, STRANGERS[named]]


def _other_weights(content: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield a condition that only warns, and a least amount that does not count itself."""
    if len(place) > 1 and place[-2] == "eligible" and "severity" not in content:
        yield place, {**content, "severity": "warns"}
    if content.get("op") == "floor_at" and "strict" not in content:
        yield place, {**content, "strict": True}


def _other_groups(
    content: Mapping[str, Any], key: str, place: Place
) -> Iterator[tuple[Place, Any]]:
    """Yield a group with another quantifier, and rows with the other one."""
    plain = [one.value for one in Quantifier if one is not Quantifier.AT_LEAST_N]
    rows = [one.value for one in Rows if one is not Rows.COUNT_AT_LEAST]
    listed = "of" if key == Quantifier.AT_LEAST_N else key
    words = plain if key in {*plain, Quantifier.AT_LEAST_N} else rows if key in rows else []
    kept = {name: value for name, value in content.items() if name not in {key, listed}}
    yield from ((place, {**kept, other: content[listed]}) for other in words if other != key)


def _others(value: Any, place: Place, names: Names) -> list[Any]:
    """Return what a single value is changed to."""
    key = str(place[-1])
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value - 1, value + 1]
    if isinstance(value, dt.date):
        return [value - dt.timedelta(days=1), value + dt.timedelta(days=1)]
    if isinstance(value, str):
        return _other_texts(value, key, names)
    return []


def _other_texts(value: str, key: str, names: Names) -> list[str]:
    if _MONEY.fullmatch(value):
        amount = Money.from_yuan(value)
        return [str(amount - Money(1)), str(amount + Money(1))]
    if match := _RATIO.fullmatch(value):
        ratio = Fraction(int(match[1]), int(match[2]))
        changed = [ratio - Fraction(1, 100), ratio + Fraction(1, 100)]
        return [f"{one.numerator}/{one.denominator}" for one in changed]
    if match := _YEARS.fullmatch(value):
        years = int(match[1])
        return [f"P{years - 1}Y", f"P{years + 1}Y"]
    words: Sequence[str] = []
    if key in CLOSED:
        words = CLOSED[key]
    elif key in NAMES:
        words = names[key]
    elif key in {"date", "value"}:
        words = next((group for group in _SETTINGS if value in group), ["other"])
    return [one for one in words if one != value]
