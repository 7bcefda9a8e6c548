"""The dictionaries every pack may use: facts and categories of expenses."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

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
    """Read ``facts.toml``, the dictionary that all packs share."""
    return read_facts(read_toml(resources / FACTS_FILE, FACTS_FILE, mistakes), mistakes)


def read_facts(content: Mapping[str, Any], mistakes: Mistakes) -> dict[str, FactDefinition]:
    """Return the facts that a dictionary declares, the shared one or that of a pack."""
    root = Table(content, FACTS_FILE, "", mistakes)
    found: dict[str, FactDefinition] = {}
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
            fixed=entry.flag("fixed", default=False),
            true_for=entry.texts("true_for", optional=True),
            signed=entry.flag("signed", default=False),
        )
        entry.close()
        if fact.id in found:
            entry.wrong("id", "pack.duplicate", id=fact.id)
        found[fact.id] = fact
    root.close()
    return found


def load_categories(resources: Path, mistakes: Mistakes) -> Mapping[str, Category]:
    """Read ``categories.toml``, the dictionary that all packs share."""
    file = read_toml(resources / CATEGORIES_FILE, CATEGORIES_FILE, mistakes)
    return read_categories(file, mistakes)


def read_categories(content: Mapping[str, Any], mistakes: Mistakes) -> dict[str, Category]:
    """Return the categories that a dictionary declares, the shared one or that of a pack."""
    root = Table(content, CATEGORIES_FILE, "", mistakes)
    found: dict[str, Category] = {}
    for entry in root.tables("category"):
        category = Category(
            id=entry.text("id"),
            label=entry.text("label"),
            help=entry.text("help", ""),
            keywords=entry.texts("keywords", optional=True),
        )
        entry.close()
        if category.id in found:
            entry.wrong("id", "pack.duplicate", id=category.id)
        found[category.id] = category
    root.close()
    return found


def _choices(entry: Table, kind: FactType) -> Mapping[str, str]:
    if kind is not FactType.CODE and not (kind is FactType.SET and entry.has("choices")):
        return {}  # a set without choices is an open list
    table = entry.table("choices")
    return {name: table.text(name) for name in table.items()}
