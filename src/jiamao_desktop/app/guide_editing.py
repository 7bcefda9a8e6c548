"""A guide as a person types it: papers, counting and figures, read back with their problems."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.exchanging import parse_rate
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.exchange import ExchangeRule, Rate, RuleKind
from jiamao_desktop.domain.guide import (
    Guide,
    GuideFigures,
    GuideMaterial,
    GuideSettings,
    concerns,
    figures_for,
    type_of,
)
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import Material, Measure
from jiamao_desktop.domain.parameters import parameter_text, parse_parameter
from jiamao_desktop.domain.steps import Base

OWN_PAPER = "本单位补列"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPaper:
    """A line of the list.

    Attributes:
        paper: The paper it was; ``None``: a new one.
    """

    paper: GuideMaterial | None
    title: str
    copies: str


def typed_papers(guide: Guide, measure: Measure) -> Sequence[TypedPaper]:
    """Return the list of a guide as text, as far as it is about a measure."""
    return [
        TypedPaper(paper=one, title=one.material.title, copies=str(one.material.copies))
        for one in guide.materials
        if concerns(one, measure)
    ]


def typed_settings(settings: GuideSettings) -> dict[str, str]:
    """Return how a guide counts as text, field by field; blank: it does not say."""
    rule = settings.exchange
    fixed = next(iter((rule.fixed or {}).values()), None) if rule else None
    return {
        "base": settings.base or "",
        "minimum": str(settings.minimum) if settings.minimum else "",
        "rounding": settings.rounding or "",
        "binding": settings.binding,
        "exchange": rule.kind if rule else "",
        "day": rule.day.isoformat() if rule and rule.day else "",
        "table_day": rule.table_day.isoformat() if rule and rule.table_day else "",
        "currency": fixed.currency if fixed else "",
        "value": fixed.value if fixed else "",
        "source": fixed.source if fixed else "",
    }


def typed_figures(measure: Measure, guide: Guide) -> dict[str, str]:
    """Return the figures that a measure can use, as text by parameter."""
    return {
        name: parameter_text(value)
        for figures in figures_for(measure, guide)
        for name, value in figures.values.items()
    }


def edited(
    guide: Guide,
    measure: Measure,
    *,
    papers: Sequence[TypedPaper],
    settings: Mapping[str, str],
    figures: Mapping[str, str],
) -> Guide:
    """Return a guide as it was typed.

    Raises:
        UserError: ``money.*``, ``date.bad_format``, ``rate.*``, ``parameter.bad_value`` with
            ``field``; ``guide.bad_copies``, ``guide.paper_without_title``.
    """
    return dataclasses.replace(
        guide,
        materials=_papers(papers, [one for one in guide.materials if not concerns(one, measure)]),
        settings=_settings(guide.settings, settings),
        figures=tuple(_figures(one, measure, figures) for one in guide.figures),
    )


def _papers(
    papers: Sequence[TypedPaper], others: Sequence[GuideMaterial]
) -> tuple[GuideMaterial, ...]:
    """Return the list as typed, then the papers that are about other measures."""
    taken = {one.paper.material.id for one in papers if one.paper}
    found: list[GuideMaterial] = []
    for order, one in enumerate(papers, start=1):
        title, copies = one.title.strip(), unicodedata.normalize("NFKC", one.copies).strip()
        if not title:
            raise UserError("guide.paper_without_title")
        if not copies.isdecimal() or not int(copies):
            raise UserError("guide.bad_copies", title=title)
        if one.paper is None:
            name = next(
                f"paper-{n}" for n in range(1, len(papers) + 99) if f"paper-{n}" not in taken
            )
            taken.add(name)
            made = Material(
                id=name, title=title, order=order, copies=int(copies), reference=OWN_PAPER
            )
            found.append(GuideMaterial(material=made))
        else:
            changed = dataclasses.replace(
                one.paper.material, title=title, copies=int(copies), order=order
            )
            found.append(dataclasses.replace(one.paper, material=changed))
    return (*found, *others)


def _settings(before: GuideSettings, typed: Mapping[str, str]) -> GuideSettings:
    now = dataclasses.replace(
        before,
        base=Base(typed["base"]) if typed["base"] else None,
        minimum=_money("minimum", typed["minimum"]),
        rounding=Rounding(typed["rounding"]) if typed["rounding"] else None,
        binding=typed["binding"].strip(),
        exchange=_rule(typed),
    )
    kept = {
        name: source
        for name, source in before.sources.items()
        if getattr(before, name) == getattr(now, name)
    }
    return dataclasses.replace(now, sources=kept)


def _rule(typed: Mapping[str, str]) -> ExchangeRule | None:
    if not typed["exchange"]:
        return None
    kind = RuleKind(typed["exchange"])
    fixed: dict[str, Rate] = {}
    if kind is RuleKind.FIXED and typed["currency"]:
        names = ("currency", "value", "source")
        # The year stands in the source; a fixed rate is of no day of its own.
        rate = parse_rate({name: typed[name] for name in names} | {"day": _NO_DAY})
        fixed[rate.currency] = rate
    return ExchangeRule(
        kind=kind,
        day=parse_day(typed["day"]) if typed["day"] else None,
        table_day=parse_day(typed["table_day"]) if typed["table_day"] else None,
        fixed=fixed or None,
    )


_NO_DAY = "1970-01-01"


def _money(field: str, text: str) -> Money | None:
    if not text.strip():
        return None
    try:
        amount = Money.from_yuan(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": field})) from error
    if amount.fen <= 0:
        raise UserError("guide.bad_setting", field=field, text=text)
    return amount


def _figures(before: GuideFigures, measure: Measure, typed: Mapping[str, str]) -> GuideFigures:
    if measure.expense is None or before.category not in measure.expense.categories:
        return before
    values = dict(before.values)
    for name, text in typed.items():
        if name not in values:
            continue
        if not text.strip():
            del values[name]
            continue
        try:
            values[name] = parse_parameter(type_of(before.values[name]), text)
        except UserError as error:
            raise UserError(error.code, **(error.details | {"field": name})) from error
    return dataclasses.replace(before, values=values)
