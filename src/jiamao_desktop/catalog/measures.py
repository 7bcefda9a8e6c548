"""One measure file: read, and checked against everything it refers to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from jiamao_desktop.catalog.amounts import (
    check_use,
    parameter_named,
    read_parameters,
    read_practices,
    read_steps,
)
from jiamao_desktop.catalog.conditions import read_conditions
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.deadlines import read_deadlines, read_needed
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.catalog.words import WordScope, read_words, settled
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.pack import (
    Ends,
    ExpenseTerms,
    Material,
    Measure,
    Notice,
    Parameter,
    ParameterType,
    Promise,
    UnsettledWord,
)
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.steps import Base, Cap, Payer, Window

_RECORD_DAYS = ("paid_on", "issued_on")


def read_measure(
    root: Table,
    notices: Mapping[str, Notice],
    context: Context,
    shared: Sequence[UnsettledWord],
) -> Measure | None:
    """Read a measure; ``None`` if its notice is missing, which is noted.

    Args:
        root: The file.
        notices: The notices of the pack.
        context: Whatever else it may refer to.
        shared: Words unsettled for the whole pack.
    """
    notice = notices.get(root.text("notice"))
    if notice is None:
        root.wrong("notice", "pack.unknown_notice", id=root.text("notice"))
        return None
    own_words = read_words(root, context, WordScope.MEASURE)
    words = _concerning(root, notice, shared) + own_words
    for name in sorted({one.id for one in shared} & {one.id for one in own_words}):
        root.wrong(f"unsettled.{name}", "pack.duplicate", id=name)
    context = dataclasses.replace(context, settled=settled(words), rows=root.has("expense"))
    parameters = read_parameters(root, context, notice.in_force.first)
    steps = read_steps(root, context, parameters)
    clause = context.clause(root)
    promise = root.choice("promise", Promise)
    ceiling = ""
    if root.has("ceiling"):
        ceiling = parameter_named(root, "ceiling", parameters, ParameterType.MONEY)
    measure = Measure(
        id=root.text("id"),
        title=root.text("title"),
        summary=root.text("summary"),
        notice=notice,
        clause=clause or notice.in_force.clause,
        promise=promise,
        form=root.text("form", "") if promise is Promise.GUIDANCE else root.text("form"),
        project=root.choice("project", ProjectKind) if root.has("project") else None,
        applicants=_applicants(root),
        conditions=read_conditions(root, context, words),
        expense=_expense(root.table("expense"), context) if root.has("expense") else None,
        parameters=parameters,
        calculable_with=_calculable_with(root, promise, parameters),
        practices=read_practices(root, parameters),
        steps=steps,
        unsettled=words,
        materials=_materials(root, context),
        note=root.text("note", ""),
        guide=root.text("guide", ""),
        event=context.fact_of(root, "event", FactType.DATE) if root.has("event") else "",
        ends=_ends(root, notice, context) if root.has("ends") else None,
        ceiling=ceiling,
        deadlines=read_deadlines(root, context, parameters),
    )
    named = (measure.ceiling, *(one.count for one in measure.deadlines))
    check_use(root, parameters, steps, named)
    _check_promise(root, measure)
    _check_years(root, measure)
    _check_words(root, own_words, {step.id for step in steps})
    root.close()
    return measure


def _check_promise(root: Table, measure: Measure) -> None:
    """See to it that promise, money and days agree."""
    promise, money = measure.promise, bool(measure.expense or measure.steps or measure.ceiling)
    if (promise is Promise.GUIDANCE) == money:
        root.wrong("promise", "pack.guidance")
    if measure.ceiling and promise not in {Promise.RANKED, Promise.BY_REFERENCE}:
        root.wrong("ceiling", "pack.ceiling")
    if measure.event and (measure.expense is not None or not money):
        root.wrong("event", "pack.event")


def _check_years(root: Table, measure: Measure) -> None:
    """See to it that years of declaration begin somewhere."""
    windows = {step.window for step in measure.steps if isinstance(step, Cap)}
    options = {one.value for word in measure.unsettled for one in word.options}
    if Window.DECLARATION_YEAR in windows | options and not measure.notice.declaration_year:
        root.wrong("notice", "pack.no_declaration_year")


def _ends(root: Table, notice: Notice, context: Context) -> Ends | None:
    """Read the end of a measure, which has to come before that of its notice."""
    entry = root.table("ends")
    on, clause, last = entry.day("on"), context.clause(entry), notice.in_force.last
    derived = entry.flag("derived", default=False)
    if on < notice.in_force.first or (last is not None and on >= last):
        entry.wrong("on", "pack.ends", day=on, window=notice.in_force.text)
    entry.close()
    return Ends(on=on, clause=clause, derived=derived) if clause else None


def _concerning(
    root: Table, notice: Notice, shared: Sequence[UnsettledWord]
) -> tuple[UnsettledWord, ...]:
    """Return the shared words of its notice that make a difference to this measure."""
    needs = {"expense": "expense", "limit": "step"}
    return tuple(
        one
        for one in shared
        if one.clause is not None
        and one.clause.number == notice.number
        and root.has(needs.get(one.sets.partition(".")[0], "id"))
    )


def _check_words(root: Table, words: Sequence[UnsettledWord], steps: set[str]) -> None:
    for word in words:
        kind, _, rest = word.sets.partition(".")
        if kind == "step" and rest.removesuffix(".window") not in steps:
            root.wrong(f"unsettled.{word.id}.sets", "pack.unknown_step", id=rest)


def _applicants(root: Table) -> tuple[ApplicantKind, ...]:
    names = root.texts("applicants")
    known = {kind.value: kind for kind in ApplicantKind}
    for name in names:
        if name not in known:
            root.wrong("applicants", "pack.unknown_applicant", id=name)
    return tuple(known[name] for name in names if name in known)


def _expense(entry: Table, context: Context) -> ExpenseTerms:
    terms = ExpenseTerms(
        categories=context.known_categories(entry, "categories"),
        date=_settable(entry, "date", context) or entry.text("date"),
        base=Base(_settable(entry, "base", context) or entry.choice("base", Base)),
        payer=Payer(_settable(entry, "payer", context) or entry.choice("payer", Payer)),
    )
    if terms.date and terms.date not in _RECORD_DAYS:
        context.read_facts.add(terms.date)
        fact = context.facts.get(terms.date)
        if fact is None or fact.type is not FactType.DATE:
            entry.wrong("date", "pack.unknown_day", id=terms.date)
    entry.close()
    return terms


def _settable(entry: Table, key: str, context: Context) -> str:
    """Return what an unsettled word sets by default; written in place as well, it is a slip."""
    path = f"expense.{key}"
    if path in context.settled and entry.has(key):
        entry.raw(key)
        entry.wrong(key, "pack.set_twice", path=path)
    return context.settled.get(path, "")


def _calculable_with(
    root: Table, promise: Promise, parameters: Sequence[Parameter]
) -> tuple[str, ...]:
    entered = {one.id for one in parameters if one.entered}
    names = root.texts("calculable_with", optional=True)
    for name in names:
        if name not in entered:
            root.wrong("calculable_with", "pack.unknown_parameter", id=name)
    by_reference = promise is Promise.BY_REFERENCE
    if by_reference != bool(names) or (entered and not by_reference):
        root.wrong("calculable_with", "pack.by_reference")
    return names


def _materials(root: Table, context: Context) -> tuple[Material, ...]:
    kinds = {kind.value: kind for kind in DocumentKind}
    found = []
    for order, entry in enumerate(root.tables("material"), start=1):
        names = entry.texts("kinds", optional=True)
        for name in names:
            if name not in kinds:
                entry.wrong("kinds", "pack.unknown_document_kind", id=name)
        found.append(
            Material(
                id=entry.text("id"),
                title=entry.text("title"),
                order=order,
                copies=entry.whole("copies", 1),
                reference=entry.text("reference"),
                role=entry.choice("role", EvidenceRole) if entry.has("role") else None,
                kinds=tuple(kinds[name] for name in names if name in kinds),
                each_expense=entry.flag("each_expense", default=False),
                needed=read_needed(entry, context),
                made=entry.flag("made", default=False),
                help=entry.text("help", ""),
            )
        )
        entry.close()
    return tuple(found)
