"""Unclear words of a notice, and the terms of a measure under each way to read them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.pack import Condition, ExpenseTerms, Limit, Measure, Parameter
from jiamao_desktop.domain.steps import Base, Cap, Payer, Per, Step, Sum, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A measure with every unclear word read in one way.

    Attributes:
        steps: Those of the measure, then one cap for each shared limit.
        parameters: Those of the measure and of the limits.
    """

    expense: ExpenseTerms | None
    conditions: tuple[Condition, ...]
    steps: tuple[Step, ...]
    parameters: tuple[Parameter, ...]


def chosen(measure: Measure, readings: Mapping[str, str]) -> dict[str, str]:
    """Return an option for every unclear word, the careful default where none was chosen."""
    return {word.id: word.option(readings.get(word.id, "")).id for word in measure.unsettled}


def every(measure: Measure) -> Iterator[dict[str, str]]:
    """Yield every way to read the unclear words together."""
    ids = [word.id for word in measure.unsettled]
    options = [[option.id for option in word.options] for word in measure.unsettled]
    for combination in itertools.product(*options):
        yield dict(zip(ids, combination, strict=True))


def terms_of(measure: Measure, limits: tuple[Limit, ...], reading: Mapping[str, str]) -> Terms:
    """Return the terms of a measure under one way to read it.

    A shared limit holds for the measures of the notice that names it.
    """
    settings: dict[str, str] = {}
    added: list[str] = []
    for word in measure.unsettled:
        option = word.option(reading[word.id])
        added += option.adds
        if word.sets:
            settings[word.sets] = option.value
    conditions = tuple(
        condition
        for condition in measure.conditions
        if condition.under is None or reading.get(condition.under[0]) == condition.under[1]
    )
    shared = [limit for limit in limits if limit.clause.number == measure.notice.number]
    steps = tuple(_as_read(step, settings) for step in measure.steps)
    if steps:
        steps += tuple(_as_cap(limit, settings) for limit in shared)
    return Terms(
        expense=measure.expense and _expense(measure.expense, settings, tuple(added)),
        conditions=conditions,
        steps=steps,
        parameters=measure.parameters + tuple(limit.amount for limit in shared),
    )


def _expense(
    expense: ExpenseTerms, settings: Mapping[str, str], added: tuple[str, ...]
) -> ExpenseTerms:
    return ExpenseTerms(
        categories=expense.categories + added,
        date=settings.get("expense.date", expense.date),
        base=Base(settings.get("expense.base", expense.base)),
        payer=Payer(settings.get("expense.payer", expense.payer)),
    )


def _as_read(step: Step, settings: Mapping[str, str]) -> Step:
    """Return a step with what the readings set: its window, or that its base is assumed."""
    if isinstance(step, Cap):
        return replace(step, window=_window(settings, f"step.{step.id}.window", step.window))
    if isinstance(step, Sum) and "expense.base" in settings:
        return replace(step, basis=Basis.ASSUMED)
    return step


def _window(settings: Mapping[str, str], key: str, written: Window | None) -> Window | None:
    return Window(settings[key]) if key in settings else written


def _as_cap(limit: Limit, settings: Mapping[str, str]) -> Cap:
    return Cap(
        id=limit.id,
        clause=limit.clause,
        at=limit.amount.id,
        per=Per.FIRM,
        window=_window(settings, f"limit.{limit.id}.window", limit.window),
        counts=limit.counts,
        level=limit.level,
        measures=limit.measures,
    )
