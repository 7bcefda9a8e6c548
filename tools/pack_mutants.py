"""Change every figure, date and condition of a pack in turn: some example must notice.

A change that no example notices is a rule that nobody has tested. Texts for people, quotes
and sources are left alone: they are checked in other ways. Run it by hand with
``python -m tools.pack_mutants``; a test runs it as well.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from jiamao_desktop.catalog.examples import differences, read_examples
from jiamao_desktop.catalog.facts import load_categories, load_facts
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import build_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import DICTIONARIES, EXAMPLES, PACK_FILE, RawPack, read_raw
from jiamao_desktop.catalog.stacking import Level
from jiamao_desktop.domain.errors import PackError
from jiamao_desktop.domain.facts import FactDefinition
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import Category, Promise
from jiamao_desktop.domain.predicate import Op, Quantifier
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.steps import Base, Counts, Payer, Window

Place = tuple[str | int, ...]

_FOR_PEOPLE = """
id title label summary question help note quote where source number issuer issued_on verified
sha256 schema version region measures name reference copies kinds role each_expense made
place year clause basis type sets rule form
"""
FOR_PEOPLE = frozenset(_FOR_PEOPLE.split())
"""Keys on which no verdict and no amount depends, or that the loader ties to another place."""

CLOSED: Mapping[str, type[StrEnum]] = {
    "op": Op,
    "mode": Rounding,
    "window": Window,
    "counts": Counts,
    "base": Base,
    "payer": Payer,
    "promise": Promise,
    "project": ProjectKind,
    "level": Level,
}
"""Keys whose value is one of a closed list: every other word of the list is tried."""

_REMOVABLE = """
eligible step limit exclusion unsettled material practice under needed more most adds
"""
REMOVABLE = frozenset(_REMOVABLE.split())
"""Entries and optional keys that are left out, one at a time."""

STRANGERS = {"applicants": "county", "categories": "other", "adds": "other"}
"""What is added to a list that names what counts."""

NAMES = frozenset({"at", "by", "amount", "more", "most", "count"})
"""Keys that name a parameter or a fact: every other name is tried; most do not fit."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of the mutants.

    Attributes:
        refused: How many the loader itself would not take.
        killed: How many an example noticed.
        survivors: The changes nobody noticed.
    """

    refused: int
    killed: int
    survivors: Sequence[str]


def rule_files(folder: Path) -> Sequence[str]:
    """Return the files of a pack that hold rules."""
    names = read_raw(folder, Mistakes()).documents
    return [name for name in names if name not in DICTIONARIES and not name.endswith(EXAMPLES)]


def examine(folder: Path, resources: Path, files: Sequence[str]) -> Report:
    """Try every mutant of some files of a pack."""
    mistakes = Mistakes()
    facts = load_facts(resources, mistakes)
    categories = load_categories(resources, mistakes)
    raw = read_raw(folder, mistakes)
    mistakes.refuse()
    refused = killed = 0
    survivors = []
    for mutant in mutants(raw, files):
        noticed = _noticed(mutant, facts, categories)
        if noticed is None:
            refused += 1
        elif noticed:
            killed += 1
        else:
            survivors.append(f"{mutant.file}: {mutant.what}")
    return Report(refused=refused, killed=killed, survivors=survivors)


def mutants(raw: RawPack, files: Sequence[str]) -> Iterator[Mutant]:
    """Yield every way to change one thing in one of some files of a pack."""
    for file, content in raw.documents.items():
        if file not in files:
            continue
        names = [one["id"] for one in content.get("parameter", [])] + list(COUNTS)
        for place, value in _changes(content, (), names):
            changed = copy.deepcopy(dict(content))
            _put(changed, place, value)
            where = ".".join(str(part) for part in place)
            what = f"{where} = {value!r}" if value is not _GONE else f"{where} removed"
            documents = {**raw.documents, file: changed}
            yield Mutant(file, what, RawPack(documents=documents, sources=raw.sources))


def _noticed(
    mutant: Mutant, facts: Mapping[str, FactDefinition], categories: Mapping[str, Category]
) -> bool | None:
    """Tell whether an example notices; ``None``: the loader refuses the mutant anyway."""
    try:
        pack = build_pack(mutant.raw, facts, categories)
    except PackError:
        return None
    mistakes = Mistakes()
    examples = read_examples(mutant.raw, pack, mistakes)
    concerned = mutant.file.replace(".toml", EXAMPLES)
    return bool(mistakes) or any(
        differences(pack, example)
        for example in examples
        if mutant.file == PACK_FILE or example.file == concerned
    )


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


def _changes(content: Any, place: Place, names: Sequence[str]) -> Iterator[tuple[Place, Any]]:
    """Yield places and what to put there instead."""
    if isinstance(content, Mapping):
        yield from _other_caps(content, place)
        for key, value in content.items():
            if key in FOR_PEOPLE or (key == "op" and "step" in place):
                continue  # another step takes other keys: leaving a step out says as much
            here = (*place, key)
            if key in REMOVABLE and not isinstance(value, list):
                yield here, _GONE
            if key in {one.value for one in Quantifier}:
                yield from _other_quantifiers(content, key, place)
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


def _list_changes(
    content: list[Any], place: Place, names: Sequence[str]
) -> Iterator[tuple[Place, Any]]:
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


def _other_quantifiers(content: Any, key: str, place: Place) -> Iterator[tuple[Place, Any]]:
    for other in Quantifier:
        if other.value != key:
            kept = {name: value for name, value in content.items() if name != key}
            yield place, {**kept, other.value: content[key]}


def _others(value: Any, place: Place, names: Sequence[str]) -> list[Any]:
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


def _other_texts(value: str, key: str, names: Sequence[str]) -> list[str]:
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
        words = [one.value for one in CLOSED[key]]
    elif key in NAMES:
        words = names
    elif key in {"date", "value"}:
        words = next((group for group in _SETTINGS if value in group), ["other"])
    return [one for one in words if one != value]


def main() -> int:
    """Examine every pack and list the survivors."""
    resources = resources_folder()
    survivors = 0
    for file in sorted(resources.glob("packs/*/pack.toml")):
        report = examine(file.parent, resources, rule_files(file.parent))
        print(f"{file.parent.name}: {report.killed} killed, {report.refused} refused by the loader")
        print(*(f"  survived: {one}" for one in report.survivors), sep="\n")
        survivors += len(report.survivors)
    return min(survivors, 1)


if __name__ == "__main__":
    sys.exit(main())
