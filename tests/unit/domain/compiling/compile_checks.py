"""What must be true of the model of any book, asked of books made up by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.unit.domain.compiling.compile_making import book, by_rules, claimed, payable

from jiamao_desktop.domain.allocation import UNUSED, evaluate
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.compiling.compiled import Compiled, Subject
from jiamao_desktop.domain.compiling.model import compile_model
from jiamao_desktop.domain.money import Money

SHARES = (1.0, 0.7, 0.4)
"""How many of the expenses are claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of checking one book.

    Attributes:
        compared: Claims that were compared. paying: Those that bring something.
        stacked: Some expense may be claimed under two measures at once.
        wrong: What is not as it must be.
    """

    compared: int = 0
    paying: int = 0
    stacked: bool = False
    wrong: tuple[str, ...] = ()


def check_alone(seed: int, *, red: bool) -> Checked:
    """Claim some expenses of one measure: they bring what the rules allow for them alone."""
    chance = Random(seed)
    compared = paying = 0
    wrong = list[str]()
    for one in book(seed, red=red).subjects():
        found = compile_model([one])
        if found.left_out or found.practice_after or any(leaf.rounded for leaf in found.leaves):
            continue
        for share in SHARES:
            chosen = [
                number
                for item in found.items
                if chance.random() < share
                for number in item.expenses
            ]
            award = any(not item.expenses for item in found.items)
            brought = evaluate(found.model, [0]) if award else claimed(found, chosen)
            allowed = by_rules(one.plan, one.case, chosen)
            compared += 1
            paying += bool(allowed)
            if brought.total != allowed.fen:
                wrong.append(f"{seed}: {chosen} brings {brought.total}, allowed {allowed.fen}")
    return Checked(compared=compared, paying=paying, wrong=tuple(wrong))


def check_together(seed: int) -> Checked:
    """Claim under three measures at once, and grant the claims in some order.

    Each must be allowed what is planned for it; and however much of it is granted, no order
    brings more than the model says.
    """
    chance = Random(seed)
    subjects = book(seed, measures=3, red=False).subjects()
    found = compile_model(subjects)
    if not found.model.items:
        return Checked()
    modes = [
        chance.randrange(len(item.modes)) if chance.random() < 0.8 else UNUSED
        for item in found.model.items
    ]
    order = chance.sample(range(len(subjects)), len(subjects))
    answer = evaluate(found.model, modes)
    wrong = list[str]()
    planned = _granted(found, subjects, modes, order, paid=answer.paid)
    for place, (allowed, wanted) in planned.items():
        if allowed < wanted:
            wrong.append(f"{seed}: claim {place} wants {wanted}, allowed {allowed}")
    whole = sum(allowed for allowed, _ in _granted(found, subjects, modes, order).values())
    if whole > answer.total:
        wrong.append(f"{seed}: granted in order {order} it is {whole}, planned {answer.total}")
    return Checked(
        compared=len(planned),
        paying=sum(1 for allowed, _ in planned.values() if allowed),
        stacked=any(
            len({found.leaves[leaf].measure for leaf, _ in mode}) > 1
            for item in found.model.items
            for mode in item.modes
        ),
        wrong=tuple(wrong),
    )


def _granted(
    found: Compiled,
    subjects: Sequence[Subject],
    modes: Sequence[int],
    order: Sequence[int],
    *,
    paid: Sequence[int] = (),
) -> dict[int, tuple[int, int]]:
    """Return for each claim what the rules allow once the ones before were granted, and ask.

    Args:
        found: The model.
        subjects: Its measures.
        modes: What is claimed.
        order: In which the claims are granted.
        paid: What is asked for, and granted, in each leaf; empty: all that is allowed.
    """
    grants: list[Grant] = []
    results: dict[int, tuple[int, int]] = {}
    for place in order:
        expenses, used = _claim_of(found, modes, place)
        if not used:
            continue
        one = subjects[place]
        result = one.plan.assess(
            replace(
                one.case,
                lines=[each for each in one.case.lines if each.id in expenses],
                grants=[*one.case.grants, *grants],
            )
        )
        allowed = payable(result)
        asked = [
            (leaf.day, paid[number])
            for number, leaf in enumerate(found.leaves)
            if leaf.subject == place and paid
        ]
        results[place] = allowed.fen, sum(fen for _, fen in asked)
        days = asked if paid else [(day, amount.fen) for day, amount in result.by_day]
        grants += [
            Grant(
                measure=one.plan.measure.id,
                level=one.plan.pack.level,
                amount=Money(fen),
                granted_on=day,
            )
            for day, fen in days
            if fen and allowed
        ]
    return results


def _claim_of(found: Compiled, modes: Sequence[int], place: int) -> tuple[set[int], bool]:
    """Return the expenses of the claim of a subject, and whether anything is claimed in it."""
    leaves = {number for number, leaf in enumerate(found.leaves) if leaf.subject == place}
    inside = [
        info
        for item, info, mode in zip(found.model.items, found.items, modes, strict=True)
        if mode != UNUSED and leaves.intersection(leaf for leaf, _ in item.modes[mode])
    ]
    return {number for info in inside for number in info.expenses}, bool(inside)
