"""The dictionaries every pack may use: facts and categories of expenses."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.raw import read_toml
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.pack import Category

FACTS_FILE = "facts.toml"
CATEGORIES_FILE = "categories.toml"


class Scope(StrEnum):
    """What a fact is about."""

    FIRM = "firm"
    PROJECT = "project"


def load_facts(resources: Path, mistakes: Mistakes) -> Mapping[str, FactDefinition]:
    """Read ``facts.toml``."""
    file = read_toml(resources / FACTS_FILE, FACTS_FILE, mistakes)
    root = Table(file, FACTS_FILE, "", mistakes)
    found = {}
    for entry in root.tables("fact"):
        kind = entry.choice("type", FactType)
        fact = FactDefinition(
            id=entry.text("id"),
            type=kind,
            question=entry.text("question"),
            help=entry.text("help", ""),
            label=entry.text("label"),
            choices=_choices(entry, kind),
            scope=entry.choice("scope", Scope).value,
            unit=entry.text("unit", ""),
            from_record=entry.text("from_record", ""),
        )
        entry.close()
        found[fact.id] = fact
    root.close()
    return found


def load_categories(resources: Path, mistakes: Mistakes) -> Mapping[str, Category]:
    """Read ``categories.toml``."""
    file = read_toml(resources / CATEGORIES_FILE, CATEGORIES_FILE, mistakes)
    root = Table(file, CATEGORIES_FILE, "", mistakes)
    found = {}
    for entry in root.tables("category"):
        category = Category(
            id=entry.text("id"),
            label=entry.text("label"),
            help=entry.text("help", ""),
            keywords=entry.texts("keywords", optional=True),
        )
        entry.close()
        found[category.id] = category
    root.close()
    return found


def _choices(entry: Table, kind: FactType) -> Mapping[str, str]:
    if kind not in {FactType.CODE, FactType.SET}:
        return {}
    table = entry.table("choices")
    return {name: table.text(name) for name in table.items()}
