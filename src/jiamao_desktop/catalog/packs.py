"""Packs: read whole, checked whole, handed out only without a mistake.

The loader is the linter. It notes every mistake with file, entry and remedy, and refuses the
pack at the end; there is no half-loaded pack and no traceback.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from jiamao_desktop.catalog.amounts import read_values, read_window
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.facts import FACTS_FILE, load_categories, load_facts
from jiamao_desktop.catalog.forms import load_forms
from jiamao_desktop.catalog.measures import read_measure
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.notices import read_clauses, read_notices
from jiamao_desktop.catalog.paths import forms_folder, resources_folder
from jiamao_desktop.catalog.raw import EXAMPLES, PACK_FILE, RawPack, read_raw
from jiamao_desktop.catalog.self_checks import SelfCheckRule, load_self_checks
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.catalog.words import WordScope, read_words, settled
from jiamao_desktop.domain.assess import APPLICANT_KIND
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition
from jiamao_desktop.domain.form import Form
from jiamao_desktop.domain.pack import (
    Category,
    Exclusion,
    Limit,
    Measure,
    Notice,
    Pack,
    Parameter,
    ParameterType,
)
from jiamao_desktop.domain.steps import Counts

SCHEMA = "support-pack/1"


class Level(StrEnum):
    """Whose money it is."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"
    PARK = "park"


class ExclusionRule(StrEnum):
    """What an exclusion forbids: paying twice for one line of one 发票."""

    AT_MOST_ONE = "at_most_one"


@dataclass(frozen=True)
class Catalog:
    """Everything the program knows of measures: packs and dictionaries."""

    packs: Mapping[str, Pack]
    facts: Mapping[str, FactDefinition]
    categories: Mapping[str, Category]
    self_checks: Mapping[str, SelfCheckRule]
    forms: Mapping[str, Form]

    def measure(self, measure_id: str) -> Measure:
        """Return a measure of any pack.

        Raises:
            UserError: ``measure.unknown``.
        """
        return self.pack_of(measure_id).measure(measure_id)

    def pack_of(self, measure_id: str) -> Pack:
        """Return the pack of a measure.

        Raises:
            UserError: ``measure.unknown``.
        """
        if measure_id not in self._pack_by_measure:
            raise UserError("measure.unknown", measure=measure_id)
        return self._pack_by_measure[measure_id]

    def measure_title(self, measure_id: str) -> str:
        """Return the title of a measure; its id if no pack has it any more."""
        if measure_id not in self._pack_by_measure:
            return measure_id
        return self.measure(measure_id).title

    def category_label(self, category_id: str) -> str:
        """Return the Chinese name of a category; its id if it is not in the dictionary."""
        known = self.categories.get(category_id)
        return known.label if known else category_id

    @cached_property
    def _pack_by_measure(self) -> Mapping[str, Pack]:
        return {one.id: pack for pack in self.packs.values() for one in pack.measures}


def load_catalog(resources: Path | None = None) -> Catalog:
    """Load the dictionaries and every pack.

    Args:
        resources: The folder with them; by default the one that came with the program.

    Raises:
        PackError: With every mistake of every file.
    """
    folder = resources or resources_folder()
    mistakes = Mistakes()
    facts = load_facts(folder, mistakes)
    categories = load_categories(folder, mistakes)
    mistakes.refuse()
    read: set[str] = {APPLICANT_KIND}
    packs = {}
    for path in sorted(one.parent for one in folder.glob("packs/*/pack.toml")):
        pack = _build(read_raw(path, mistakes), facts, categories, mistakes, read)
        if pack is not None:
            packs[pack.id] = pack
    for unread in sorted(set(facts) - read):
        mistakes.add(FACTS_FILE, f"fact.{unread}", "pack.fact_never_read", id=unread)
    mistakes.refuse()
    return Catalog(
        packs=packs,
        facts=facts,
        categories=categories,
        self_checks=load_self_checks(folder / "self_checks.toml"),
        forms=load_forms(forms_folder(), frozenset(categories)),
    )


def load_pack(folder: Path, resources: Path | None = None) -> Pack:
    """Load one pack.

    Args:
        folder: Where it lies.
        resources: The folder with the dictionaries; by default that of the program.

    Raises:
        PackError: With every mistake of its files.
    """
    mistakes = Mistakes()
    dictionaries = resources or resources_folder()
    facts = load_facts(dictionaries, mistakes)
    categories = load_categories(dictionaries, mistakes)
    raw = read_raw(folder, mistakes)
    mistakes.refuse()
    return build_pack(raw, facts, categories)


def build_pack(
    raw: RawPack, facts: Mapping[str, FactDefinition], categories: Mapping[str, Category]
) -> Pack:
    """Make a pack of what its files say.

    Raises:
        PackError: With every mistake.
    """
    mistakes = Mistakes()
    pack = _build(raw, facts, categories, mistakes, set())
    mistakes.refuse()
    if pack is None:
        raise AssertionError  # without a mistake there is a pack
    return pack


def _build(
    raw: RawPack,
    facts: Mapping[str, FactDefinition],
    categories: Mapping[str, Category],
    mistakes: Mistakes,
    read: set[str],
) -> Pack | None:
    root = Table(raw.documents[PACK_FILE], PACK_FILE, "", mistakes)
    if root.text("schema") != SCHEMA:
        root.wrong("schema", "pack.schema", wanted=SCHEMA)
        return None
    clauses = read_clauses(root, raw.sources)
    context = Context(facts=facts, categories=categories, clauses=clauses, read_facts=read)
    notices = read_notices(root, context, raw.sources)
    words = read_words(root, context, WordScope.PACK)
    context = dataclasses.replace(context, settled=settled(words))
    order = root.texts("measures")
    files = {f"measures/{name}.toml": name for name in order}
    for name in sorted(set(raw.documents) - {PACK_FILE}):
        if name not in files and not name.endswith(EXAMPLES):
            root.wrong("measures", "pack.measure_not_listed", file=name)
    measures = []
    for file, name in files.items():
        if file not in raw.documents:
            root.wrong("measures", "pack.missing_file", file=file)
            continue
        if file.replace(".toml", EXAMPLES) not in raw.documents:
            mistakes.add(file, "id", "pack.no_examples", file=file.replace(".toml", EXAMPLES))
        measure = read_measure(
            Table(raw.documents[file], file, "", mistakes), notices, context, words
        )
        if measure is not None:
            measures.append(measure)
            if measure.id != name:
                mistakes.add(file, "id", "pack.id_is_not_file", id=measure.id, file=file)
    limits = tuple(_limit(entry, context, notices, measures) for entry in root.tables("limit"))
    pack = Pack(
        id=root.text("id"),
        version=root.text("version"),
        title=root.text("title"),
        region=root.text("region"),
        level=root.choice("level", Level).value,
        notices=tuple(notices.values()),
        clauses=clauses,
        facts=facts,
        measures=tuple(measures),
        limits=tuple(one for one in limits if one is not None),
        exclusions=_exclusions(root, context),
    )
    root.close()
    return pack


def _limit(
    entry: Table, context: Context, notices: Mapping[str, Notice], measures: Sequence[Measure]
) -> Limit | None:
    name = entry.text("id")
    clause = context.clause(entry)
    number = clause.number if clause else ""
    firsts = [one.in_force.first for one in notices.values() if one.number == number]
    level = entry.choice("level", Level).value if entry.has("level") else ""
    amount = Parameter(
        id=f"limit.{name}",
        type=ParameterType.MONEY,
        label=entry.text("title"),
        values=read_values(entry, ParameterType.MONEY, context, min(firsts, default=dt.date.min)),
    )
    if not amount.values:
        entry.wrong("values", "pack.no_value")
    window = read_window(entry, f"limit.{name}.window", context)
    counts = entry.choice("counts", Counts)
    entry.close()
    if clause is None:
        return None
    return Limit(
        id=name,
        title=amount.label,
        level=level,
        measures=() if level else tuple(m.id for m in measures if m.notice.number == number),
        window=window,
        counts=counts,
        amount=amount,
        clause=clause,
    )


def _exclusions(root: Table, context: Context) -> tuple[Exclusion, ...]:
    found = []
    for entry in root.tables("exclusion"):
        entry.choice("rule", ExclusionRule)
        clause = context.clause(entry)
        if clause is not None:
            found.append(Exclusion(id=entry.text("id"), title=entry.text("title"), clause=clause))
        entry.close()
    return tuple(found)
