"""A second way to settle the most money of a small part: is there an answer with a fen more?

That question is the one of the least paper with as much paper as one likes, and what a fen more
leaves no choice about settles most of it. Either an answer turns up, or there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiamao_desktop.domain.allocating.money_search import Money, most_money
from jiamao_desktop.domain.allocating.paper_board import Purse
from jiamao_desktop.domain.allocating.paper_narrowing import MANY
from jiamao_desktop.domain.allocating.paper_search import Search
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import Model, Proof, evaluate

SHARE = 8
"""So much of the steps the first way may spend, and the second, where both are tried."""
WORTH = 10
"""So many steps of the first way take as long as one of the second."""


def settled_money(model: Model, starts: Sequence[Sequence[int]], steps: StepsLeft) -> Money:
    """Return the most money of a part; of a small one, both ways are tried before the long one.

    Args:
        model: A part of a model, as ``components`` makes it.
        starts: Answers to begin with; each item has a mode in them.
        steps: What it may cost.
    """
    if len(model.items) > MANY:
        return most_money(model, starts, steps)
    share = steps.left // SHARE
    money = most_money(model, starts, steps.part(share))
    if money.total < money.at_most:
        money = closed(model, money, share // WORTH, steps)
    if money.total < money.at_most:
        longer = most_money(model, [*starts, money.modes], steps)
        better = longer if longer.total > money.total else money
        at_most = min(money.at_most, longer.at_most)
        money = replace(better, at_most=at_most, proof=_proof(better.total, at_most, longer.proof))
    return money


def closed(model: Model, money: Money, most: int, steps: StepsLeft) -> Money:
    """Return the most money, or what is known of it if that cannot be settled.

    Args:
        model: A part of a model.
        money: What was found of it.
        most: What may be spent, some 100 microseconds each.
        steps: What it is spent of.
    """
    purse = Purse(most, steps.tell)
    found = _closed(model, money, purse)
    steps.spend(WORTH * (most - purse.left))
    return found


def _closed(model: Model, money: Money, purse: Purse) -> Money:
    vouchers = sum(item.vouchers for item in model.items)
    while money.total < money.at_most:
        sheet = sheet_of(model, frozenset(), report=purse.report)
        search = Search(sheet, money.total + 1, vouchers, purse)
        _, done = search.run(purse.left, any_will_do=True)
        if search.board.best is None:
            if done and not sheet.doubts:
                return replace(money, at_most=money.total, proof=Proof.SEARCH)
            break
        modes = tuple(max(mode, 0) for mode in search.board.best)  # more never costs money
        total = evaluate(model, modes).total
        if total <= money.total:  # these payments may not be the best
            break
        money = replace(money, modes=modes, total=total)
    return replace(money, proof=_proof(money.total, money.at_most, money.proof))


def _proof(total: int, at_most: int, proof: Proof) -> Proof:
    """Return the proof of a sum that may have met its bound in two steps."""
    if total < at_most:
        return Proof.OPEN
    return Proof.BOUND if proof is Proof.OPEN else proof
