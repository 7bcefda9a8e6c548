"""A firm's own version of a guide, as text to keep and back again.

Conditions of papers are not written down: they are looked up in the guide it came from, by the
paper's id and expenses. Where that guide is gone the paper is asked for always, the careful side.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.exchange import ExchangeRule, Rate, RuleKind
from jiamao_desktop.domain.guide import (
    Guide,
    GuideFigures,
    GuideMaterial,
    GuideSettings,
    GuideSource,
)
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import Material, ParameterValue
from jiamao_desktop.domain.predicate import Predicate
from jiamao_desktop.domain.steps import Base

Conditions = Mapping[tuple[str, tuple[str, ...]], Predicate | None]
"""When a paper is needed, by its id and the expenses it is about."""


def content_of(guide: Guide) -> str:
    """Return a guide as JSON with sorted keys."""
    content = {
        "title": guide.title,
        "place": guide.place,
        "year": guide.year,
        "source": guide.source,
        "complete": guide.complete,
        "suggested": guide.suggested,
        "forms": guide.forms,
        "categories": guide.categories,
        "note": guide.note,
        "origin": guide.origin,
        "sources": [dataclasses.asdict(one) for one in guide.sources.values()],
        "materials": [_material(one) for one in guide.materials],
        "figures": [
            {
                "category": one.category,
                "source": one.source,
                "note": one.note,
                "values": {name: _figure(value) for name, value in one.values.items()},
            }
            for one in guide.figures
        ],
        "settings": _settings(guide.settings),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def own_guide(guide_id: str, content: str, origin: Guide | None) -> Guide:
    """Return the guide that :func:`content_of` wrote down.

    Args:
        guide_id: Its id in the book.
        content: The JSON.
        origin: The guide it came from, if there still is one.
    """
    said = json.loads(content)
    papers = origin.materials if origin else ()
    conditions = {(one.material.id, one.categories): one.material.needed for one in papers}
    return Guide(
        id=guide_id,
        title=said["title"],
        place=said["place"],
        year=said["year"],
        source=said["source"],
        complete=said["complete"],
        suggested=said["suggested"],
        sources={one["id"]: GuideSource(**one) for one in said["sources"]},
        forms=tuple(said["forms"]),
        categories=tuple(said["categories"]),
        materials=tuple(
            _as_material(one, order, conditions)
            for order, one in enumerate(said["materials"], start=1)
        ),
        figures=tuple(
            GuideFigures(
                category=one["category"],
                values={name: _as_figure(value) for name, value in one["values"].items()},
                source=one["source"],
                note=one["note"],
            )
            for one in said["figures"]
        ),
        settings=_as_settings(said["settings"]),
        note=said["note"],
        origin=said["origin"],
    )


def _material(entry: GuideMaterial) -> dict[str, Any]:
    paper = entry.material
    return {
        "id": paper.id,
        "title": paper.title,
        "copies": paper.copies,
        "reference": paper.reference,
        "role": paper.role,
        "kinds": paper.kinds,
        "each_expense": paper.each_expense,
        "made": paper.made,
        "help": paper.help,
        "categories": entry.categories,
        "source": entry.source,
    }


def _as_material(said: dict[str, Any], order: int, conditions: Conditions) -> GuideMaterial:
    return GuideMaterial(
        material=Material(
            id=said["id"],
            title=said["title"],
            order=order,
            copies=said["copies"],
            reference=said["reference"],
            role=EvidenceRole(said["role"]) if said["role"] else None,
            kinds=tuple(DocumentKind(one) for one in said["kinds"]),
            each_expense=said["each_expense"],
            needed=conditions.get((said["id"], tuple(said["categories"]))),
            made=said["made"],
            help=said["help"],
        ),
        categories=tuple(said["categories"]),
        source=said["source"],
    )


def _figure(value: ParameterValue) -> dict[str, Any]:
    if isinstance(value, Money):
        return {"fen": value.fen}
    return {"count": value} if isinstance(value, int) else {"ratio": str(value)}


def _as_figure(said: dict[str, Any]) -> ParameterValue:
    if "fen" in said:
        return Money(said["fen"])
    return int(said["count"]) if "count" in said else Fraction(said["ratio"])


def _settings(settings: GuideSettings) -> dict[str, Any]:
    rule = settings.exchange
    return {
        "base": settings.base,
        "date": settings.date,
        "minimum": settings.minimum.fen if settings.minimum else None,
        "rounding": settings.rounding,
        "copies": settings.copies,
        "binding": settings.binding,
        "sources": dict(settings.sources),
        "exchange": rule
        and {
            "kind": rule.kind,
            "day": _day(rule.day),
            "table_day": _day(rule.table_day),
            "fixed": [
                {**dataclasses.asdict(rate), "day": _day(rate.day)}
                for rate in (rule.fixed or {}).values()
            ],
        },
    }


def _as_settings(said: dict[str, Any]) -> GuideSettings:
    rule = said["exchange"]
    return GuideSettings(
        base=Base(said["base"]) if said["base"] else None,
        date=said["date"],
        exchange=ExchangeRule(
            kind=RuleKind(rule["kind"]),
            day=_as_day(rule["day"]),
            table_day=_as_day(rule["table_day"]),
            fixed={
                one["currency"]: Rate(**{**one, "day": _as_day(one["day"])})
                for one in rule["fixed"]
            }
            or None,
        )
        if rule
        else None,
        minimum=None if said["minimum"] is None else Money(said["minimum"]),
        rounding=Rounding(said["rounding"]) if said["rounding"] else None,
        copies=said["copies"],
        binding=said["binding"],
        sources=said["sources"],
    )


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _as_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
