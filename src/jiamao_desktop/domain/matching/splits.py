"""Split payments: several slips for one bill, one slip for several bills, or a part of a bill.

Whatever is left over after whole payments is tried: sums of two to four vouchers of one firm
that make up the amount of another to the last fen. A sum that round amounts would make by
chance is never sure, nor is one of two that share a voucher.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.evidence import (
    FROM,
    MARGIN,
    NAMED,
    Desk,
    comparable,
    day_points,
    party_points,
)
from jiamao_desktop.domain.matching.model import Link, Pair, Relation, Voucher
from jiamao_desktop.domain.matching.names import Likeness
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness

_MOST_PARTS = 4
_MOST_IN_POOL = 12
_MOST_RIVALS = 14
_CHANCE = 50
"""A sum is believed where chance would make one like it less than once in so many books."""
_WORTH = 50
_NAMED_PART = 25
_PER_PART = 4
_PART_WORDS = re.compile("首付|首期|预付|定金|订金|尾款|余款|进度款|分期|第.期|部分")


@dataclass(frozen=True, slots=True)
class Group:
    """Some vouchers that together make up one.

    Attributes:
        parts: Keys of the others, sorted.
        believable: Chance alone does not explain that the sum fits.
    """

    whole: str
    parts: tuple[str, ...]
    points: int
    believable: bool
    why: tuple[Problem, ...]

    @property
    def members(self) -> frozenset[str]:
        """Return the keys of all that are in it."""
        return frozenset((self.whole, *self.parts))


@dataclass(frozen=True, slots=True)
class Split:
    """What split payments explain.

    Attributes:
        doubted: Whole payments that a believable split would rather use otherwise.
        others: The parts of those splits, for a person to choose.
    """

    pairs: Sequence[Pair]
    doubted: frozenset[Link]
    others: Sequence[Pair]


Allowed = Callable[[Voucher, Voucher], bool]


class _ByFirm:
    """Vouchers by firm, so that each is compared with those of like firms only."""

    def __init__(self, desk: Desk, vouchers: Iterable[Voucher]) -> None:
        self._desk = desk
        self._of: dict[str, list[Voucher]] = {}
        for one in vouchers:
            self._of.setdefault(desk.firm(one), []).append(one)
        self._like: dict[str, list[Voucher]] = {}

    def like(self, one: Voucher) -> Sequence[Voucher]:
        """Return those whose firm may be the firm of a voucher, by key."""
        firm = self._desk.firm(one)
        if firm not in self._like:
            near = self._desk.parties.likeness
            found = [
                other
                for name, every in self._of.items()
                if near(firm, name) >= Likeness.CLOSE
                for other in every
            ]
            self._like[firm] = sorted(found, key=lambda other: other.key)
        return self._like[firm]


def split(
    desk: Desk,
    slips: Sequence[Voucher],
    bills: Sequence[Voucher],
    whole: Mapping[str, Link],
    allowed: Allowed,
) -> Split:
    """Explain the slips and bills that no whole payment explains.

    Args:
        desk: Everything on the table.
        slips: All slips that may take part, by key.
        bills: All bills that may take part, by key.
        whole: Key of a voucher to the whole payment that it is in.
        allowed: Says whether a slip (first) may be put to a bill.
    """
    free: list[Group] = []
    rival: list[Group] = []
    for targets, others_there, turned in ((bills, slips, False), (slips, bills, True)):
        pool = _ByFirm(desk, others_there)
        may = _turned(allowed) if turned else allowed
        for target in targets:
            if target.key not in whole:
                for group in _groups(desk, target, pool, whole, may):
                    taken = any(part in whole for part in group.parts)
                    (rival if taken else free).append(group)
    chosen = _packed(free)
    due = {one.key: one.amount for one in (*slips, *bills)}  # of a bill, what red ones leave
    pairs = [pair for group, sure in chosen for pair in _pairs(desk, group, due, sure=sure)]
    used = {key for group, _ in chosen for key in group.members}
    believed = [one for one in rival if one.believable and not used & one.members]
    doubted = frozenset(whole[part] for one in believed for part in one.parts if part in whole)
    others = [pair for group in believed for pair in _pairs(desk, group, due, sure=False)]
    left_slips = [one for one in slips if one.key not in whole and one.key not in used]
    left_bills = [one for one in bills if one.key not in whole and one.key not in used]
    pairs += _in_part(desk, left_slips, left_bills, allowed)
    return Split(pairs, doubted, others)


def _turned(allowed: Allowed) -> Allowed:
    return lambda bill, slip: allowed(slip, bill)


def _groups(
    desk: Desk,
    target: Voucher,
    pool: _ByFirm,
    whole: Mapping[str, Link],
    allowed: Allowed,
) -> Iterator[Group]:
    """Yield the sums that make up a voucher; at least one part is not explained otherwise."""
    near: list[tuple[bool, int, str, Voucher]] = []
    for one in pool.like(target):
        amounts = comparable(one, target)
        if amounts is None or abs(amounts[0].fen) >= abs(amounts[1].fen):
            continue
        if desk.likeness(one, target) < Likeness.CLOSE or not allowed(one, target):
            continue
        _, days = day_points(target.day, one.day, [])
        near.append((one.key in whole, days, one.key, one))
    parts = [one for *_, one in sorted(near, key=lambda entry: entry[:3])[:_MOST_IN_POOL]]
    loose = sum(one.key not in whole for one in parts)
    for size in range(2, min(_MOST_PARTS, len(parts)) + 1):
        for some in itertools.combinations(parts, size):
            if _fen(some) != _fen([target]) or all(one.key in whole for one in some):
                continue
            only_loose = all(one.key not in whole for one in some)
            yield _group(desk, target, some, _tries(loose if only_loose else len(parts)))


def _fen(vouchers: Iterable[Voucher]) -> int:
    return sum(one.amount.fen for one in vouchers if one.amount is not None)


def _tries(count: int) -> int:
    return sum(math.comb(count, size) for size in range(2, _MOST_PARTS + 1))


def _group(desk: Desk, target: Voucher, parts: Sequence[Voucher], tries: int) -> Group:
    likeness = min(desk.likeness(one, target) for one in parts)
    named = sum(desk.names(one, target) or desk.share_contract(one, target) for one in parts)
    astray = sum(desk.names_another(one, target) for one in parts)
    why = [Problem.of("match.split_sum", count=len(parts), amount=target.amount)]
    points = _WORTH - _PER_PART * (len(parts) - 2) + party_points(likeness, target, why) // 2
    points += min(day_points(target.day, one.day, [])[0] for one in parts)
    points += _NAMED_PART * (named - astray)
    if named:
        why.append(Problem.of("match.number_named", number=target.number or parts[0].number))
    step = _step([one.amount.fen for one in (*parts, target) if one.amount is not None])
    odd = tries * step * _CHANCE <= abs(_fen([target]))
    if not odd and not named:
        why.append(Problem.of("match.split_by_chance"))
    return Group(
        whole=target.key,
        parts=tuple(sorted(one.key for one in parts)),
        points=points,
        believable=not astray and (bool(named) or (odd and likeness > Likeness.CLOSE)),
        why=tuple(why),
    )


def _step(amounts: Sequence[int]) -> int:
    """Return the largest power of ten that divides all amounts: how round they are."""
    step = 1
    while all(amount % (step * 10) == 0 for amount in amounts):
        step *= 10
    return step


def _packed(groups: Sequence[Group]) -> list[tuple[Group, bool]]:
    """Choose groups that share nothing and are worth most; say which are sure."""
    found: list[tuple[Group, bool]] = []
    for part in _overlapping(groups):
        best = _best(part)
        for group in best[1]:
            without = _best([one for one in part if one is not group])[0]
            found.append((group, group.believable and best[0] - without >= MARGIN))
    return found


def _overlapping(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """Yield the groups that hang together by shared vouchers, the best few of each heap."""
    left = sorted(groups, key=lambda one: (one.whole, one.parts))
    while left:
        heap = [left.pop(0)]
        grown = True
        while grown:
            members = frozenset[str]().union(*(one.members for one in heap))
            joined = [one for one in left if one.members & members]
            heap += joined
            left = [one for one in left if not one.members & members]
            grown = bool(joined)
        heap.sort(key=lambda one: (-one.points, one.whole, one.parts))
        yield heap[:_MOST_RIVALS]


def _best(groups: Sequence[Group]) -> tuple[int, tuple[Group, ...]]:
    """Return the worth of the best choice among overlapping groups, and the choice."""
    if not groups:
        return 0, ()
    first, rest = groups[0], groups[1:]
    without = _best(rest)
    worth, others = _best([one for one in rest if not one.members & first.members])
    taken = (worth + first.points - FROM, (first, *others))
    return taken if taken[0] > without[0] else without


def _pairs(
    desk: Desk, group: Group, due: Mapping[str, Money | None], *, sure: bool
) -> Iterator[Pair]:
    for part in group.parts:
        pays = desk.vouchers[part].kind is desk.vouchers[part].kind.SLIP
        left, right = (part, group.whole) if pays else (group.whole, part)
        yield Pair(
            link=Link(relation=Relation.PAYMENT, left=left, right=right),
            sureness=Sureness.SURE if sure else Sureness.UNSURE,
            amount=due[part],
            why=group.why,
            points=group.points,
            group=f"{group.whole}={'+'.join(group.parts)}",
        )


def _in_part(
    desk: Desk, slips: Sequence[Voucher], bills: Sequence[Voucher], allowed: Allowed
) -> Iterator[Pair]:
    """Yield slips that pay a part of a bill: they name it, or say that they are a part."""
    by_firm = _ByFirm(desk, bills)
    pairs: list[Pair] = []
    for slip in slips:
        found = [
            one
            for one in by_firm.like(slip)
            if _may_be_part(desk, slip, one) and allowed(slip, one)
        ]
        named = [one for one in found if desk.names(slip, one)]
        worded = bool(_PART_WORDS.search(slip.text))
        likely = named or (found if worded else [])
        for bill in likely if len(likely) == 1 else []:
            likeness = desk.likeness(slip, bill)
            why = [Problem.of("match.in_part", paid=slip.amount, due=bill.amount)]
            points = FROM + party_points(likeness, bill, why) // 2
            if named:
                points += NAMED
                why.append(Problem.of("match.number_named", number=bill.number))
            sure = bool(named) and likeness > Likeness.CLOSE
            pair = Pair(
                link=Link(relation=Relation.PAYMENT, left=slip.key, right=bill.key),
                sureness=Sureness.SURE if sure else Sureness.UNSURE,
                amount=slip.amount,
                why=tuple(why),
                points=points,
            )
            pairs.append(pair)
    paid: dict[str, int] = {}
    for pair in pairs:
        paid[pair.link.right] = paid.get(pair.link.right, 0) + _fen([desk.vouchers[pair.link.left]])
    due = {bill.key: _fen([bill]) for bill in bills}
    for pair in pairs:
        if pair.sureness is Sureness.SURE and abs(paid[pair.link.right]) > abs(
            due[pair.link.right]
        ):
            doubts = (*pair.why, Problem.of("match.parts_over"))
            yield dataclasses.replace(pair, sureness=Sureness.UNSURE, why=doubts)
        else:
            yield pair


def _may_be_part(desk: Desk, slip: Voucher, bill: Voucher) -> bool:
    amounts = comparable(slip, bill)
    if amounts is None or abs(amounts[0].fen) >= abs(amounts[1].fen):
        return False
    return desk.likeness(slip, bill) >= Likeness.CLOSE
