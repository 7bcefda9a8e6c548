"""Red 发票 (红字) and the blue ones that they take back, whole or in part."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.evidence import (
    NAMED,
    Desk,
    Evidence,
    equal_points,
    party_points,
)
from jiamao_desktop.domain.matching.model import Pair, Relation, Voucher
from jiamao_desktop.domain.matching.names import Likeness
from jiamao_desktop.domain.matching.pairing import Paired, Weighed, paired
from jiamao_desktop.domain.matching.related import attached
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.settlement import Sureness

_SAID_REVERSED = 20


def candidates(desk: Desk, fapiao: Sequence[Voucher]) -> Iterator[tuple[Voucher, Voucher]]:
    """Yield red ones with the blue ones of their firm, and with the one that they name."""
    by_mark: dict[tuple[str, object], list[Voucher]] = {}
    red: list[Voucher] = []
    for one in fapiao:
        if one.amount is None or not one.amount:
            continue
        if one.amount.fen < 0:
            red.append(one)
            continue
        by_mark.setdefault(("number", one.number), []).append(one)
        by_mark.setdefault(("firm", desk.firm(one)), []).append(one)
    for one in red:
        for mark in (("number", one.reverses), ("firm", desk.firm(one))):
            if mark[1]:
                for blue in by_mark.get(mark, ()):
                    yield one, blue


def reversal(desk: Desk, red: Voucher, blue: Voucher) -> Evidence | None:
    """Weigh a red 发票 and a blue one; only a number or the bureau's word makes it sure."""
    back, billed = _fen(red), _fen(blue)
    if red.currency != blue.currency or back > billed:
        return None
    if red.day is not None and blue.day is not None and red.day < blue.day:
        return None
    likeness = desk.likeness(red, blue)
    named = bool(red.number) and (red.reverses == blue.number or desk.names(red, blue))
    elsewhere = bool(red.reverses) and red.reverses != blue.number
    if elsewhere or (not named and (back != billed or likeness < Likeness.ALIAS)):
        return None
    why: list[Problem] = []
    points = 0
    if named:
        points += NAMED
        why.append(Problem.of("match.red_named", number=blue.number))
    if back == billed:
        points += equal_points(Money(back))
        why.append(Problem.of("match.red_whole", amount=blue.amount))
    else:
        why.append(Problem.of("match.red_part", back=Money(back), amount=blue.amount))
    points += party_points(likeness, blue, why)
    if blue.reversed:
        points += _SAID_REVERSED
        why.append(Problem.of("match.red_stated"))
    return Evidence(
        points=points,
        why=tuple(why),
        days=0 if red.day is None or blue.day is None else (red.day - blue.day).days ** 2,
        doubtful=likeness < Likeness.CLOSE or not (named or blue.reversed),
    )


def _fen(one: Voucher) -> int:
    return abs(one.amount.fen) if one.amount is not None else 0


def paired_red(weighed: Weighed, vouchers: Mapping[str, Voucher]) -> Paired:
    """Pair red and blue ones: by number many to one, otherwise one to one."""
    named = {keys: found for keys, found in weighed.items() if _is_named(found)}
    pairs, others = attached(Relation.RED, named, vouchers)
    told = {red for red, _ in named}
    gone = {pair.link.right for pair in pairs}
    rest = {
        keys: found
        for keys, found in weighed.items()
        if keys[0] not in told and keys[1] not in gone
    }
    guessed = paired(Relation.RED, rest, vouchers)
    found = [
        dataclasses.replace(pair, amount=vouchers[pair.link.left].amount)
        for pair in [*pairs, *guessed.pairs]
    ]
    return Paired(list(_within(found, vouchers)), [*others, *guessed.others])


def _within(pairs: Sequence[Pair], vouchers: Mapping[str, Voucher]) -> Iterator[Pair]:
    """Yield the pairs; none is sure of a blue one from which all take back more than there is."""
    back: dict[str, int] = {}
    for pair in pairs:
        if pair.sureness is Sureness.SURE:
            blue = pair.link.right
            back[blue] = back.get(blue, 0) + _fen(vouchers[pair.link.left])
    for pair in pairs:
        blue_one = vouchers[pair.link.right]
        if pair.sureness is Sureness.SURE and back[blue_one.key] > _fen(blue_one):
            over = Problem.of("match.red_over", back=Money(back[blue_one.key]))
            yield dataclasses.replace(pair, sureness=Sureness.UNSURE, why=(*pair.why, over))
        else:
            yield pair


def _is_named(found: Evidence) -> bool:
    return found.why[0].code == "match.red_named"


def netted(desk: Desk, pairs: Sequence[Pair]) -> Mapping[str, Money]:
    """Return what is left of each 发票 that a red one surely belongs to, and of the red one."""
    left: dict[str, Money] = {}
    for pair in pairs:
        red, blue = desk.vouchers[pair.link.left], desk.vouchers[pair.link.right]
        if red.amount is None or blue.amount is None:
            continue
        left[red.key] = ZERO
        left[blue.key] = max(left.get(blue.key, blue.amount) + red.amount, ZERO)
    return left
