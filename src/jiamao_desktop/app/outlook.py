"""How far what is open moves the best plan, and which plan does best if the worst comes true.

Unclear words are tried one at a time, the others as they are read now; then all together at their
worst, and all at their best with every open answer going well. A plan that was chosen
under one reading is worth, under another, what the same expenses in the same claims come to
there; the best plan in the worst case is the one whose least such sum is the largest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.app.assessing import kept_card, plan_of
from jiamao_desktop.app.plan_carrying import Use, carried, uses_of
from jiamao_desktop.app.plan_findings import OpenEffect, OpenOption, Outlook, Robust
from jiamao_desktop.app.plan_parts import BestPlan, Between, Scenario
from jiamao_desktop.app.plan_search import asked, most_money, ticking
from jiamao_desktop.app.plan_views import View, Work, work_of
from jiamao_desktop.app.plan_work import Offer, offer, restricted
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.scenarios import cases_of
from jiamao_desktop.app.solving import best
from jiamao_desktop.app.unsettled import option_words
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocation import Model, evaluate
from jiamao_desktop.domain.compiling.compiled import Compiled
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.settled import OpenWord, open_words


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    """The book if everything is read in one way, and the most money there.

    Attributes:
        modes: An answer that comes to ``total``, whatever paper it takes.
        at_most: No answer comes to more.
    """

    compiled: Compiled
    model: Model
    modes: Sequence[int]
    total: int
    at_most: int

    @property
    def between(self) -> Between:
        """Return the sum, as far as it is proved."""
        return Between(at_least=Money(self.total), at_most=Money(self.at_most))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word that may move the sum.

    Attributes:
        chosen: The option in use.
        favourable: The one under which the measures, each alone, come to most.
    """

    pack: str
    word: OpenWord
    chosen: str
    favourable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What there is under one option of one word, everything else as it is read."""

    pack: str
    word: OpenWord
    option: str
    world: _World


def outlook(ws: Workspace, plan: BestPlan, report: Report = silent) -> Outlook:
    """Return how far open readings and answers move the sum of a plan.

    Args:
        ws: The open book.
        plan: As :func:`~jiamao_desktop.app.planning.plan` made it.
        report: Progress; raises ``Cancelled`` to stop.
    """
    work = work_of(plan)
    here = _World(
        compiled=work.compiled,
        model=work.model,
        modes=work.best.allocation.modes,
        total=work.best.allocation.total,
        at_most=work.above.at_most,
    )
    words = list(_words(ws, work))
    tried = list(_tried(ws, plan, words, here, report))
    effects = [one for one in _effects(here, tried) if one.low != one.high]
    effects.sort(key=lambda one: (one.low.fen - one.high.fen, one.pack, one.key))
    well = _going_well(work.offer, plan.scenario, report)
    lows, highs = [plan.total], [plan.at_most, well]
    if words:
        worst = {(one.pack, one.key): _of(one, low=True) for one in effects}
        lows += [_under(ws, plan.scenario, worst, report).between.at_least]
        favourable = {(one.pack, one.word.key): one.favourable for one in words}
        favourable |= {(one.pack, one.key): _of(one, low=False) for one in effects}
        supposed = replace(plan.scenario, readings={**plan.scenario.readings, **favourable})
        highs += [_going_well(offer(cases_of(ws, supposed), _quiet(report)), supposed, report)]
    return Outlook(
        effects=tuple(effects),
        low=min([*lows, *(one.low for one in effects)]),
        high=max([*highs, *(one.high for one in effects)]),
        waiting=max(well - plan.at_most, ZERO),
        robust=_robust(ws, plan, [here, *(one.world for one in tried)], tried, report)
        if effects
        else None,
    )


def _tried(
    ws: Workspace, plan: BestPlan, words: Sequence[_Word], here: _World, report: Report
) -> Iterator[_Tried]:
    """Yield the most money under every option that may matter and is not the one in use."""
    uses = uses_of(here.compiled, here.model, here.modes)
    wanted = [
        (one.pack, one.word, option.id)
        for one in words
        for option in one.word.word.options
        if option.id != one.chosen
    ]
    for done, (pack, word, option) in enumerate(wanted):
        report(done, len(wanted), word.word.question)
        readings = {(pack, word.key): option}
        yield _Tried(
            pack=pack,
            word=word,
            option=option,
            world=_under(ws, plan.scenario, readings, report, (here, uses)),
        )


def _under(
    ws: Workspace,
    scenario: Scenario,
    readings: Mapping[tuple[str, str], str],
    report: Report,
    known: tuple[_World, Mapping[str, Use]] | None = None,
) -> _World:
    """Return the most money if some words are read otherwise.

    Args:
        ws: The open book.
        scenario: What is supposed anyway.
        readings: Pack and word, and the option it is read by.
        report: Only asked whether to stop.
        known: How it is as everything is read now, and what is used there, to begin with.
    """
    supposed = replace(scenario, readings={**scenario.readings, **readings})
    question = asked(cases_of(ws, supposed), supposed, _quiet(report), strict=False)
    start = None
    if known is not None:
        if question.model == known[0].model:
            return known[0]
        start = carried(known[1], question.compiled, question.model)
    most = most_money(question.model, start, report)
    above, at_most = question.above, most.at_most
    if above is not question.model:
        at_most = most_money(above, most.modes, report).at_most
    return _World(
        compiled=question.compiled,
        model=question.model,
        modes=most.modes,
        total=most.at_least,
        at_most=at_most,
    )


def _of(effect: OpenEffect, *, low: bool) -> str:
    """Return the least or the most favourable option of a word."""
    if low:
        return min(effect.options, key=lambda one: one.total.at_least).id
    return max(effect.options, key=lambda one: one.total.at_most).id


def _words(ws: Workspace, work: Work) -> Iterator[_Word]:
    """Yield the words that may move the sum.

    Those of measures that take part, even where a cap hides from each alone what an option
    changes, and those that move the ceiling of a measure that waits for an answer.
    """
    cases = work.offer.cases
    paying = {subject.plan.measure.id for subject in work.offer.subjects}
    for pack in ws.catalog.packs.values():
        for word in open_words(pack):
            chosen, matters = "", False
            alone = [0] * len(word.word.options)
            for measure in word.measures:
                for project in cases.projects_for(measure):
                    card = kept_card(cases, plan_of(ws, pack, measure), project)
                    for reading in card.assessment.readings:
                        if reading.id == word.word.id:
                            chosen = reading.chosen
                            matters |= len(set(reading.amounts)) > 1
                            for place, amount in enumerate(reading.amounts):
                                alone[place] += amount.fen
                matters |= measure.id in paying
            if matters:
                option = word.word.options[alone.index(max(alone))].id
                yield _Word(pack=pack.id, word=word, chosen=chosen, favourable=option)


def _effects(here: _World, tried: Sequence[_Tried]) -> Iterator[OpenEffect]:
    """Yield what each word makes of the sum, its options in the order of the pack."""
    by_word: dict[tuple[str, str], list[_Tried]] = {}
    for one in tried:
        by_word.setdefault((one.pack, one.word.key), []).append(one)
    for (pack, key), others in by_word.items():
        word = others[0].word
        found = {one.option: one.world for one in others}
        yield OpenEffect(
            pack=pack,
            key=key,
            question=word.word.question,
            options=tuple(
                OpenOption(
                    id=option.id,
                    label=option_words(option)[0],
                    total=found.get(option.id, here).between,
                    chosen=option.id not in found,
                )
                for option in word.word.options
            ),
        )


def _going_well(offered: Offer, scenario: Scenario, report: Report) -> Money:
    """Return what no plan passes, even if every open answer goes the applicant's way.

    What cannot be planned together counts by itself: this is a bound, and no promise.
    """
    compiled = offered.compiled(waiting=True)
    found = most_money(restricted(compiled, scenario, strict=False), None, report)
    first = len(offered.subjects)
    apart = total(
        offered.waiting[one.subject - first].assessment.ceiling
        for one in compiled.left_out
        if one.subject >= first
    )
    return Money(found.at_most) + apart


def _robust(
    ws: Workspace,
    plan: BestPlan,
    worlds: Sequence[_World],
    tried: Sequence[_Tried],
    report: Report,
) -> Robust:
    """Return the plan whose worst case is the best.

    Args:
        ws: The open book.
        plan: The best plan as everything is read now.
        worlds: The book as it is read now, then under each option.
        tried: Those options.
        report: Progress.
    """
    uses = [uses_of(world.compiled, world.model, world.modes) for world in worlds]
    sums = [_sums(one, worlds) for one in uses]
    winner = max(range(len(worlds)), key=lambda place: (min(sums[place]), -place))
    chosen, worst = uses[winner], sums[winner]
    if winner:
        model = worlds[winner].model
        least_paper = best(model, seconds=0, report=ticking(report)).allocation.modes
        fewer = uses_of(worlds[winner].compiled, model, least_paper)
        if min(_sums(fewer, worlds)) >= min(worst):
            chosen, worst = fewer, _sums(fewer, worlds)
    where = worst.index(min(worst))
    work = work_of(plan)
    modes = carried(chosen, work.compiled, work.model)
    shown = replace(work, allocation=evaluate(work.model, modes))
    return Robust(
        plan=View(ws, shown, plan.scenario).plan() if winner else plan,
        worst=Money(min(worst)),
        at_most=Money(min(world.at_most for world in worlds)),
        reading=_reading(tried[where - 1]) if where else None,
        same=not winner,
    )


def _reading(tried: _Tried) -> tuple[str, str, str]:
    return tried.pack, tried.word.key, tried.option


def _sums(uses: Mapping[str, Use], worlds: Sequence[_World]) -> list[int]:
    """Return what the same items in the same claims come to in each world."""
    return [
        evaluate(world.model, carried(uses, world.compiled, world.model)).total for world in worlds
    ]


def _quiet(report: Report) -> Report:
    """Return a report that only asks whether to stop: progress is counted by options."""

    def ask(done: int, total: int | None = None, label: str = "") -> None:  # noqa: ARG001 -- see Report
        report(0, None, "")

    return ask
