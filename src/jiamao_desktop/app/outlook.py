"""How far what is open moves the best plan, and which plan does best if the worst comes true.

Unclear words are tried one at a time, the others as they are read now. A plan that was chosen
under one reading is worth, under another, what the same expenses in the same claims come to
there; the best plan in the worst case is the one whose least such sum is the largest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.app.assessing import kept_card, plan_of
from jiamao_desktop.app.plan_parts import (
    BestPlan,
    Between,
    OpenEffect,
    OpenOption,
    Outlook,
    Robust,
)
from jiamao_desktop.app.plan_search import ticking, worked_out
from jiamao_desktop.app.plan_views import View, Work, work_of
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.scenarios import cases_of
from jiamao_desktop.app.solving import best
from jiamao_desktop.app.unsettled import option_words
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocation import UNUSED, Allocation, Item, evaluate
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.settled import OpenWord, open_words

Use = frozenset[tuple[str, int | None]]
"""The claims, by measure and project, that an item stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """The best answer under one option of one word, everything else as it is read."""

    pack: str
    word: OpenWord
    option: str
    work: Work


def outlook(ws: Workspace, plan: BestPlan, report: Report = silent) -> Outlook:
    """Return how far open readings and answers move the sum of a plan.

    Args:
        ws: The open book.
        plan: As :func:`~jiamao_desktop.app.planning.plan` made it.
        report: Progress; raises ``Cancelled`` to stop.
    """
    work = work_of(plan)
    tried = list(_tried(ws, plan, work, report))
    effects = [one for one in _effects(work, tried) if one.low != one.high]
    effects.sort(key=lambda one: (one.low.fen - one.high.fen, one.pack, one.key))
    waiting = _waiting(work, report)
    return Outlook(
        effects=tuple(effects),
        low=min([plan.total, *(one.low for one in effects)]),
        high=max([plan.at_most, *(one.high for one in effects)]) + waiting,
        waiting=waiting,
        robust=_robust(ws, plan, work, tried) if effects else None,
    )


def _tried(ws: Workspace, plan: BestPlan, work: Work, report: Report) -> Iterator[_Tried]:
    """Yield the best answer under every option that may matter and is not the one in use."""
    wanted = [
        (pack, word, option.id)
        for pack, word, chosen in _words(ws, work)
        for option in word.word.options
        if option.id != chosen
    ]
    for done, (pack, word, option) in enumerate(wanted):
        report(done, len(wanted), word.word.question)
        readings = {**plan.scenario.readings, (pack, word.key): option}
        scenario = replace(plan.scenario, readings=readings)
        found = worked_out(cases_of(ws, scenario), scenario, _quiet(report), strict=False)
        yield _Tried(pack=pack, word=word, option=option, work=found)


def _words(ws: Workspace, work: Work) -> Iterator[tuple[str, OpenWord, str]]:
    """Yield pack, word and chosen option of the words that may move the sum.

    Those are the words that move the ceiling of a measure alone, and those that set the window
    of a shared limit, which no measure alone need show.
    """
    cases = work.offer.cases
    paying = {subject.plan.measure.id for subject in work.offer.subjects}
    for pack in ws.catalog.packs.values():
        for word in open_words(pack):
            chosen, matters = "", False
            for measure in word.measures:
                for project in cases.projects_for(measure):
                    card = kept_card(cases, plan_of(ws, pack, measure), project)
                    for reading in card.assessment.readings:
                        if reading.id == word.word.id:
                            chosen = reading.chosen
                            matters |= len(set(reading.amounts)) > 1
                matters |= word.word.sets.startswith("limit.") and measure.id in paying
            if matters:
                yield pack.id, word, chosen


def _effects(work: Work, tried: Sequence[_Tried]) -> Iterator[OpenEffect]:
    """Yield what each word makes of the sum, its options in the order of the pack."""
    by_word: dict[tuple[str, str], list[_Tried]] = {}
    for one in tried:
        by_word.setdefault((one.pack, one.word.key), []).append(one)
    for (pack, key), others in by_word.items():
        word = others[0].word
        found = {one.option: one.work for one in others}
        yield OpenEffect(
            pack=pack,
            key=key,
            question=word.word.question,
            options=tuple(
                OpenOption(
                    id=option.id,
                    label=option_words(option)[0],
                    total=_between(found.get(option.id, work)),
                    chosen=option.id not in found,
                )
                for option in word.word.options
            ),
        )


def _between(work: Work) -> Between:
    return Between(at_least=Money(work.best.allocation.total), at_most=Money(work.best.at_most))


def _waiting(work: Work, report: Report) -> Money:
    """Return how much more there may be if every open answer goes the applicant's way.

    What cannot be planned together counts by itself: this is a bound, and no promise.
    """
    waiting = work.offer.waiting
    if not waiting:
        return Money(0)
    compiled = work.offer.compiled(waiting=True)
    found = best(compiled.model, report=ticking(report), seconds=0)
    first = len(work.offer.subjects)
    apart = total(
        waiting[one.subject - first].assessment.ceiling
        for one in compiled.left_out
        if one.subject >= first
    )
    return Money(max(found.at_most - work.best.at_most, 0)) + apart


def _robust(ws: Workspace, plan: BestPlan, work: Work, tried: Sequence[_Tried]) -> Robust:
    """Return the plan whose worst case is the best."""
    worlds = [work, *(one.work for one in tried)]
    names: list[tuple[str, str, str] | None] = [None]
    names += [(one.pack, one.word.key, one.option) for one in tried]
    worst, chosen, where = -1, work.best.allocation, 0
    for world in worlds:
        uses = _uses(world)
        sums = [_carried(uses, other).total for other in worlds]
        least = min(sums)
        if least > worst:  # of equals the first: the plan as the readings are chosen
            worst, where = least, sums.index(least)
            chosen = _carried(uses, work)
    same = chosen.modes == work.best.allocation.modes
    found = plan if same else View(ws, replace(work, allocation=chosen), plan.scenario).plan()
    return Robust(
        plan=found,
        worst=Money(worst),
        at_most=Money(min(world.best.at_most for world in worlds)),
        reading=names[where],
        same=same,
    )


def _uses(work: Work) -> Mapping[str, Use]:
    """Return in which claims the items of an answer stand, by their keys."""
    return {
        item.key: _named(work, item, mode)
        for item, mode in zip(work.model.items, work.best.allocation.modes, strict=True)
        if mode != UNUSED
    }


def _carried(uses: Mapping[str, Use], work: Work) -> Allocation:
    """Return what the same items in the same claims come to in another model.

    Where an item cannot stand in all of its claims there, it stands in as many as it can.
    """
    return evaluate(
        work.model,
        [
            _nearest(work, item, uses[item.key]) if item.key in uses else UNUSED
            for item in work.model.items
        ],
    )


def _nearest(work: Work, item: Item, wanted: Use) -> int:
    best_place, most = UNUSED, 0
    for place in range(len(item.modes)):
        named = _named(work, item, place)
        if named <= wanted and len(named) > most:
            best_place, most = place, len(named)
    return best_place


def _named(work: Work, item: Item, mode: int) -> Use:
    leaves = work.compiled.leaves
    return frozenset((leaves[leaf].measure, leaves[leaf].project) for leaf, _ in item.modes[mode])


def _quiet(report: Report) -> Report:
    """Return a report that only asks whether to stop: progress is counted by options."""

    def ask(done: int, total: int | None = None, label: str = "") -> None:  # noqa: ARG001 -- see Report
        report(0, None, "")

    return ask
