"""Guides: practice of other places, one file each in ``resources/guides``.

The loader is the linter, as with packs: every mistake with its file, entry and remedy, an
unknown key is a mistake, and nothing half-read is handed out. A figure, a setting and a paper
each name the source they stand in; what no source says has to admit that it is suggested.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from jiamao_desktop.catalog.conditions import read_predicate
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.facts import load_facts
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import read_toml
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.exchange import ExchangeRule, Rate, RuleKind
from jiamao_desktop.domain.facts import FactDefinition
from jiamao_desktop.domain.guide import (
    SUGGESTED,
    Guide,
    GuideFigures,
    GuideMaterial,
    GuideSettings,
    GuideSource,
)
from jiamao_desktop.domain.money import Rounding
from jiamao_desktop.domain.pack import Category, Material, Pack, ParameterValue
from jiamao_desktop.domain.steps import Base

SCHEMA = "support-guide/1"
NOWHERE = "—"
"""The place of a list that this program suggests."""


def read_guides(
    resources: Path,
    facts: Mapping[str, FactDefinition],
    mistakes: Mistakes,
    categories: Mapping[str, Category] | None = None,
) -> dict[str, Guide]:
    """Read every guide of a folder ``guides``; there may be none.

    Args:
        resources: The folder with ``guides`` in it.
        facts: What the conditions of papers may ask.
        mistakes: Filled.
        categories: Every category there is; ``None``: not to be checked.
    """
    found: dict[str, Guide] = {}
    for file in sorted(resources.glob("guides/*.toml")):
        name = f"guides/{file.name}"
        reader = _Reader(Table(read_toml(file, name, mistakes), name, "", mistakes), facts)
        guide = reader.guide(file.stem)
        found[guide.id] = guide
        for category in sorted(_named(guide) - set(categories or _named(guide))):
            mistakes.add(name, category, "pack.unknown_category", id=category)
    return found


def check_named(pack: Pack, guides: Mapping[str, Guide], mistakes: Mistakes) -> None:
    """Note every measure that names a guide there is not."""
    for measure in pack.measures:
        if measure.guide and measure.guide not in guides:
            file = f"measures/{measure.id}.toml"
            mistakes.add(file, "guide", "guide.unknown", id=measure.guide)


@functools.cache
def shipped_guides() -> Mapping[str, Guide]:
    """Return the guides that came with the program, by id.

    Raises:
        PackError: With every mistake.
    """
    mistakes = Mistakes()
    folder = resources_folder()
    guides = read_guides(folder, load_facts(folder, mistakes), mistakes)
    mistakes.refuse()
    return guides


def _named(guide: Guide) -> set[str]:
    of_papers = {name for entry in guide.materials for name in entry.categories}
    return of_papers | {figures.category for figures in guide.figures} | set(guide.categories)


class _Reader:
    """Reads one file."""

    def __init__(self, root: Table, facts: Mapping[str, FactDefinition]) -> None:
        self._root = root
        self._context = Context(facts=facts, categories={}, clauses={})
        self._sources = {source.id: source for source in self._read_sources()}
        self._suggested = root.flag("suggested", default=False)

    def guide(self, stem: str) -> Guide:
        root = self._root
        if root.text("schema") != SCHEMA:
            root.wrong("schema", "pack.schema", wanted=SCHEMA)
        if root.text("id") != stem:
            root.wrong("id", "guide.id_and_file", id=root.text("id"), file=stem)
        settings = self._settings(root.table("settings") if root.has("settings") else None)
        guide = Guide(
            id=stem,
            title=root.text("title"),
            place=NOWHERE if self._suggested else root.text("place"),
            year=root.whole("year") if root.has("year") else None,
            source="" if self._suggested else self._source(root, "main"),
            complete=not self._suggested and root.flag("complete", default=False),
            suggested=self._suggested,
            sources=self._sources,
            forms=root.texts("forms", optional=True),
            categories=root.texts("categories", optional=True),
            materials=self._materials(settings.copies or 1),
            figures=tuple(self._figures(entry) for entry in root.tables("figures", name="")),
            settings=settings,
            note=root.text("note", ""),
        )
        root.close()
        return guide

    def _read_sources(self) -> list[GuideSource]:
        found = []
        for entry in self._root.tables("source"):
            found.append(
                GuideSource(
                    id=entry.text("id"),
                    text=entry.text("text"),
                    repost=entry.flag("repost", default=False),
                    address=entry.text("address", ""),
                )
            )
            entry.close()
        return found

    def _source(self, entry: Table, key: str = "source") -> str:
        name = entry.text(key)
        if name and name not in self._sources:
            entry.wrong(key, "guide.unknown_source", id=name)
        return name

    def _materials(self, copies: int) -> tuple[GuideMaterial, ...]:
        found: list[GuideMaterial] = []
        for order, entry in enumerate(self._root.tables("material", name=""), start=1):
            made = self._material(entry, order, copies)
            if any(_clash(made, other) for other in found):
                entry.wrong("id", "pack.duplicate", id=made.material.id)
            found.append(made)
        return tuple(found)

    def _material(self, entry: Table, order: int, copies: int) -> GuideMaterial:
        suggested = self._suggested or entry.flag("suggested", default=False)
        source = "" if suggested else self._source(entry)
        if suggested and entry.has("source"):
            entry.wrong("source", "guide.suggested_with_source")
        known = {kind.value: kind for kind in DocumentKind}
        kinds = entry.texts("kinds", optional=True)
        for name in kinds:
            if name not in known:
                entry.wrong("kinds", "pack.unknown_document_kind", id=name)
        needed = None
        if entry.has("needed"):
            table = entry.table("needed")
            needed = read_predicate(table, self._context)
            table.close()
        made = GuideMaterial(
            material=Material(
                id=entry.text("id"),
                title=entry.text("title"),
                order=order,
                copies=entry.whole("copies", copies),
                reference=self._reference(source),
                role=entry.choice("role", EvidenceRole) if entry.has("role") else None,
                kinds=tuple(known[name] for name in kinds if name in known),
                each_expense=entry.flag("each_expense", default=False),
                needed=needed,
                made=entry.flag("made", default=False),
                help=entry.text("help", ""),
            ),
            categories=entry.texts("categories", optional=True),
            source=source,
        )
        entry.close()
        return made

    def _reference(self, source: str) -> str:
        """Return who asks for a paper, as the checklist says it."""
        if source not in self._sources:
            return SUGGESTED
        return f"参考，非本地官方清单（{self._sources[source].label}）"

    def _figures(self, entry: Table) -> GuideFigures:
        values: dict[str, ParameterValue] = {}
        if entry.has("values"):
            table = entry.table("values")
            for name in table.items():
                values[name] = _figure(table, name)
        figures = GuideFigures(
            category=entry.text("category"),
            values=values,
            source=self._source(entry),
            note=entry.text("note", ""),
        )
        entry.close()
        return figures

    def _settings(self, entry: Table | None) -> GuideSettings:
        if entry is None:
            return GuideSettings()
        kinds: dict[str, Table] = {name: entry.table(name) for name in _SETTINGS if entry.has(name)}
        sources = {name: self._source(table) for name, table in kinds.items()}
        settings = GuideSettings(
            base=kinds["base"].choice("value", Base) if "base" in kinds else None,
            date=kinds["date"].text("value") if "date" in kinds else "",
            exchange=self._exchange(kinds["exchange"]) if "exchange" in kinds else None,
            minimum=kinds["minimum"].money("value") if "minimum" in kinds else None,
            rounding=kinds["rounding"].choice("value", Rounding) if "rounding" in kinds else None,
            copies=kinds["copies"].whole("value") if "copies" in kinds else None,
            binding=kinds["binding"].text("value") if "binding" in kinds else "",
            sources=sources,
        )
        for table in (*kinds.values(), entry):
            table.close()
        return settings

    @staticmethod
    def _exchange(entry: Table) -> ExchangeRule:
        kind = entry.choice("rule", RuleKind)
        fixed = {}
        for one in entry.tables("fixed", name="currency"):
            currency = one.text("currency")
            try:
                fixed[currency] = Rate(
                    currency=currency,
                    day=one.day("day"),
                    value=one.text("value"),
                    per=one.whole("per", 1),
                    source=one.text("source"),
                )
            except UserError as error:
                one.wrong(str(error.details["field"]), "guide.bad_rate", text=error.details["text"])
            one.close()
        return ExchangeRule(
            kind=kind,
            day=entry.day("day") if entry.has("day") else None,
            table_day=entry.day("table_day") if entry.has("table_day") else None,
            fixed=fixed or None,
        )


_SETTINGS = ("base", "date", "exchange", "minimum", "rounding", "copies", "binding")


def _figure(table: Table, name: str) -> ParameterValue:
    """Return a figure of the kind its writing shows: a fraction, an amount, a count."""
    raw = table.raw(name)
    if isinstance(raw, str) and "/" in raw:
        return table.ratio(name)
    if isinstance(raw, str):
        return table.money(name)
    return table.whole(name)


def _clash(one: GuideMaterial, other: GuideMaterial) -> bool:
    """Tell whether a measure could be asked for two papers of one id."""
    if one.material.id != other.material.id:
        return False
    apart = bool(one.categories and other.categories)
    return not apart or bool(set(one.categories) & set(other.categories))
