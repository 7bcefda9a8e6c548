"""One-to-one pairs: the best assignment of what was weighed, and how sure each pair is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.assign import assign
from jiamao_desktop.domain.matching.evidence import FROM, MARGIN, SURE, Evidence
from jiamao_desktop.domain.matching.model import Link, Pair, Relation, Voucher
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness

_POINT = 1 << 40
"""One point outweighs any number of days."""
_MOST_EDGES = 12
"""So many candidates of a voucher are weighed; the rest are worse or as good as the last."""
_OFFERED = 3

Weighed = Mapping[tuple[str, str], Evidence]
"""Keys of the left and the right voucher to what speaks for them."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs of one relation, and what else might be chosen instead of the unsure ones."""

    pairs: Sequence[Pair]
    others: Sequence[Pair]


def paired(relation: Relation, weighed: Weighed, vouchers: Mapping[str, Voucher]) -> Paired:
    """Assign the vouchers of one relation to each other.

    A pair is sure when enough speaks for it, and when the best assignment without it would be
    clearly worse: in a tie nothing is sure, however much speaks for both.
    """
    kept = _pruned({keys: found for keys, found in weighed.items() if found.points > FROM})
    lefts = {key: at for at, key in enumerate(sorted({left for left, _ in kept}))}
    rights = {key: at for at, key in enumerate(sorted({right for _, right in kept}))}
    edges = {(lefts[left], rights[right]): _cost(found) for (left, right), found in kept.items()}
    left_names, right_names = list(lefts), list(rights)
    chosen = {(left_names[one.left], right_names[one.right]): one.margin for one in assign(edges)}
    pairs = [_pair(relation, keys, kept[keys], margin, vouchers) for keys, margin in chosen.items()]
    return Paired(pairs, _others(relation, kept, pairs, vouchers))


def _cost(found: Evidence) -> int:
    return (FROM - found.points) * _POINT + found.days


def _pruned(weighed: Weighed) -> dict[tuple[str, str], Evidence]:
    """Keep the best candidates of each voucher: those that either side would look at first."""
    by_left: dict[str, list[tuple[int, str]]] = {}
    by_right: dict[str, list[tuple[int, str]]] = {}
    for (left, right), found in weighed.items():
        by_left.setdefault(left, []).append((_cost(found), right))
        by_right.setdefault(right, []).append((_cost(found), left))
    kept = {(left, right) for left, all_of in by_left.items() for right in _best(all_of)}
    kept |= {(left, right) for right, all_of in by_right.items() for left in _best(all_of)}
    return {keys: weighed[keys] for keys in sorted(kept)}


def _best(candidates: list[tuple[int, str]]) -> Iterable[str]:
    return [key for _, key in sorted(candidates)[:_MOST_EDGES]]


def _pair(
    relation: Relation,
    keys: tuple[str, str],
    found: Evidence,
    margin: int,
    vouchers: Mapping[str, Voucher],
) -> Pair:
    why = found.why
    clear = margin >= MARGIN * _POINT
    if not clear:
        why = (*why, Problem.of("match.rivals"))
    sure = clear and found.points >= SURE and not found.doubtful
    left, right = keys
    return Pair(
        link=Link(relation=relation, left=left, right=right),
        sureness=Sureness.SURE if sure else Sureness.UNSURE,
        amount=_given(relation, vouchers[left], vouchers[right]),
        why=why,
        points=found.points,
    )


def _given(relation: Relation, left: Voucher, right: Voucher) -> Money | None:
    """Return what a slip gives to a bill: never more than the bill asks; a bank's fee is over."""
    if relation is Relation.PAYMENT and left.amount is not None and right.amount is not None:
        return min(left.amount, right.amount)
    return left.amount


def _others(
    relation: Relation, kept: Weighed, pairs: Sequence[Pair], vouchers: Mapping[str, Voucher]
) -> list[Pair]:
    """Return what else an unsure or unpaired voucher might belong to, the best first."""
    chosen = {(pair.link.left, pair.link.right) for pair in pairs}
    sure = {
        key
        for pair in pairs
        if pair.sureness is Sureness.SURE
        for key in (pair.link.left, pair.link.right)
    }
    offered: dict[str, int] = {}
    found: list[Pair] = []
    for keys in sorted(kept.keys() - chosen, key=lambda keys: (_cost(kept[keys]), keys)):
        left, right = keys
        if sure & {left, right} or offered.get(left, 0) >= _OFFERED:
            continue
        offered[left] = offered.get(left, 0) + 1
        found.append(_pair(relation, keys, kept[keys], 0, vouchers))
    return found
