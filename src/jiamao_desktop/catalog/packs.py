"""Packs: read whole, checked whole, handed out only without a mistake.

The loader is the linter. It notes every mistake with file, entry and remedy, and refuses the
pack at the end; there is no half-loaded pack and no traceback.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jiamao_desktop.catalog.amounts import read_values, read_window
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.facts import (
    CATEGORIES_FILE,
    FACTS_FILE,
    load_categories,
    load_facts,
    read_categories,
    read_facts,
)
from jiamao_desktop.catalog.forms import load_forms
from jiamao_desktop.catalog.guides import check_named, read_guides
from jiamao_desktop.catalog.measures import read_measure
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.notices import read_clauses, read_notices
from jiamao_desktop.catalog.overlays import check_overlays, with_overlays
from jiamao_desktop.catalog.paths import forms_folder, resources_folder
from jiamao_desktop.catalog.raw import DICTIONARIES, EXAMPLES, PACK_FILE, RawPack, read_raw
from jiamao_desktop.catalog.self_checks import SelfCheckRule, load_self_checks
from jiamao_desktop.catalog.stacking import (
    Level,
    read_allowances,
    read_exclusions,
    read_overlays,
    read_priorities,
)
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.catalog.versions import Versions
from jiamao_desktop.catalog.words import WordScope, read_words, settled
from jiamao_desktop.catalog.workdays import load_workdays
from jiamao_desktop.domain.assess import APPLICANT_KIND
from jiamao_desktop.domain.deadlines import WorkCalendar
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.facts import FactDefinition
from jiamao_desktop.domain.form import Form
from jiamao_desktop.domain.guide import Guide
from jiamao_desktop.domain.pack import (
    Category,
    Limit,
    Measure,
    Notice,
    Pack,
    Parameter,
    ParameterType,
    UnsettledWord,
)
from jiamao_desktop.domain.steps import Counts, Window

SCHEMA = "support-pack/1"


@dataclass(frozen=True)
class Catalog:
    """Everything the program knows of measures: packs and dictionaries.

    Attributes:
        packs: Those in force: of each the newest version.
        versions: All versions, for what was made with an earlier one.
        problems: Packs that a person imported and that cannot be used.
        guides: Practice of other places, by id.
        workdays: Which days are worked, for deadlines in working days.
    """

    packs: Mapping[str, Pack]
    facts: Mapping[str, FactDefinition]
    categories: Mapping[str, Category]
    self_checks: Mapping[str, SelfCheckRule]
    forms: Mapping[str, Form]
    versions: Versions = field(default_factory=Versions)
    problems: tuple[Problem, ...] = ()
    guides: Mapping[str, Guide] = field(default_factory=dict)
    workdays: WorkCalendar = field(default_factory=WorkCalendar)

    def pack(self, pack_id: str, version: str) -> Pack:
        """Return a version of a pack, in force or not.

        Raises:
            UserError: ``pack.version_missing``.
            PackError: It is there, and does not fit this program any more.
        """
        found = self.packs.get(pack_id)
        if found is not None and found.version == version:
            return found
        return self.versions.get(pack_id, version)

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
    packs: dict[str, Pack] = {}
    every_category = dict(categories)
    for path in sorted(one.parent for one in folder.glob("packs/*/pack.toml")):
        pack = _build(read_raw(path, mistakes), facts, categories, mistakes, read)
        if pack is None:
            continue
        clashes(pack, packs.values(), mistakes, path.name)
        packs[pack.id] = pack
        every_category |= pack.categories
    for unread in sorted(set(facts) - read):
        mistakes.add(FACTS_FILE, f"fact.{unread}", "pack.fact_never_read", id=unread)
    guides = read_guides(folder, facts, mistakes, every_category)
    for pack in packs.values():
        check_named(pack, guides, mistakes)
        check_overlays(pack, packs, mistakes)
    mistakes.refuse()
    packs = with_overlays(packs)
    return Catalog(
        packs=packs,
        facts=_all_facts(facts, packs),
        categories=every_category,
        self_checks=load_self_checks(folder / "self_checks.toml"),
        forms=load_forms(forms_folder(), frozenset(every_category)),
        guides=guides,
        workdays=load_workdays(folder),
    )


def _all_facts(
    shared: Mapping[str, FactDefinition], packs: Mapping[str, Pack]
) -> Mapping[str, FactDefinition]:
    every = dict(shared)
    for pack in packs.values():
        every |= pack.facts
    return every


def clashes(pack: Pack, others: Iterable[Pack], mistakes: Mistakes, file: str = PACK_FILE) -> None:
    """Note every id that a pack declares and another one has taken: of a fact, a measure."""
    measures = {one.id for one in pack.measures}
    for other in others:
        own = pack.own_facts & other.own_facts | set(pack.categories) & set(other.categories)
        for name in sorted(own):
            mistakes.add(file, name, "pack.declared_twice", id=name, other=other.id)
        for name in sorted(measures & {one.id for one in other.measures}):
            mistakes.add(file, name, "pack.measure_twice", id=name, other=other.id)


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
    around = read_around(raw, (facts, categories), mistakes, read)
    if around is None:
        return None
    root, context, notices = around.root, around.context, around.notices
    files = {f"measures/{name}.toml": name for name in root.texts("measures")}
    for name in sorted(set(raw.documents) - {PACK_FILE, *DICTIONARIES}):
        if name not in files and not name.endswith(EXAMPLES):
            root.wrong("measures", "pack.measure_not_listed", file=name)
    measures = _measures(raw, files, around)
    overlays = read_overlays(root, context, notices)
    for name in sorted(around.own_facts - read):
        mistakes.add(FACTS_FILE, f"fact.{name}", "pack.fact_never_read", id=name)
    limits = tuple(_limit(entry, context, notices, measures) for entry in root.tables("limit"))
    pack = Pack(
        id=root.text("id"),
        version=root.text("version"),
        title=root.text("title"),
        region=root.text("region"),
        level=root.choice("level", Level).value,
        notices=tuple(notices.values()),
        clauses=context.clauses,
        facts=context.facts,
        own_facts=around.own_facts,
        categories=around.own_categories,
        measures=tuple(measures),
        limits=tuple(one for one in limits if one is not None),
        exclusions=read_exclusions(root, context),
        allowances=read_allowances(root, context),
        priorities=read_priorities(root, context),
        overlays=overlays,
    )
    root.close()
    return pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the measures of a pack may refer to.

    Attributes:
        words: Unsettled for the whole pack.
    """

    root: Table
    context: Context
    notices: Mapping[str, Notice]
    words: Sequence[UnsettledWord]
    own_facts: frozenset[str]
    own_categories: Mapping[str, Category]


def read_around(
    raw: RawPack,
    shared: tuple[Mapping[str, FactDefinition], Mapping[str, Category]],
    mistakes: Mistakes,
    read: set[str],
) -> Around | None:
    """Read what the measures of a pack may refer to; ``None`` if it is no pack of ours.

    Args:
        raw: The files of the pack.
        shared: The dictionaries of facts and categories that all packs share.
        mistakes: Where to note them.
        read: Filled with the facts that rules read.
    """
    root = Table(raw.documents[PACK_FILE], PACK_FILE, "", mistakes)
    if root.text("schema") != SCHEMA:
        root.wrong("schema", "pack.schema", wanted=SCHEMA)
        return None
    facts, categories = shared
    clauses = read_clauses(root, raw.sources)
    own_facts, own_categories = _dictionaries(raw, facts, categories, mistakes)
    context = Context(
        facts={**facts, **own_facts},
        categories={**categories, **own_categories},
        clauses=clauses,
        read_facts=read,
    )
    notices = read_notices(root, context, raw.sources)
    words = read_words(root, context, WordScope.PACK)
    return Around(
        root=root,
        context=dataclasses.replace(context, settled=settled(words)),
        notices=notices,
        words=words,
        own_facts=frozenset(own_facts),
        own_categories=own_categories,
    )


def _dictionaries(
    raw: RawPack,
    facts: Mapping[str, FactDefinition],
    categories: Mapping[str, Category],
    mistakes: Mistakes,
) -> tuple[dict[str, FactDefinition], dict[str, Category]]:
    """Return what a pack declares itself; the shared dictionaries may not be overruled."""
    own_facts = read_facts(raw.documents.get(FACTS_FILE, {}), mistakes)
    own_categories = read_categories(raw.documents.get(CATEGORIES_FILE, {}), mistakes)
    for name in sorted(set(own_facts) & set(facts)):
        mistakes.add(FACTS_FILE, f"fact.{name}", "pack.duplicate", id=name)
    for name in sorted(set(own_categories) & set(categories)):
        mistakes.add(CATEGORIES_FILE, f"category.{name}", "pack.duplicate", id=name)
    return own_facts, own_categories


def _measures(raw: RawPack, files: Mapping[str, str], around: Around) -> list[Measure]:
    """Read the measure files that the pack lists."""
    root = around.root
    found = []
    for file, name in files.items():
        if file not in raw.documents:
            root.wrong("measures", "pack.missing_file", file=file)
            continue
        examples = file.replace(".toml", EXAMPLES)
        if examples not in raw.documents:
            root.mistakes.add(file, "id", "pack.no_examples", file=examples)
        table = Table(raw.documents[file], file, "", root.mistakes)
        measure = read_measure(table, around.notices, around.context, around.words)
        if measure is not None:
            found.append(measure)
            if measure.id != name:
                root.mistakes.add(file, "id", "pack.id_is_not_file", id=measure.id, file=file)
    return found


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
    years = [one.declaration_year for one in notices.values() if one.number == number]
    if window is Window.DECLARATION_YEAR and None in years:
        entry.wrong("window", "pack.no_declaration_year")
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
