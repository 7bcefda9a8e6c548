"""Which claims a sum may do without: sets of claims that might reach it, and few of them.

Of a set of claims two things are asked before it is searched. Could so few claims reach the sum if
no item excluded anything? The staircases tell, with claims for vouchers. And does what prices say
without the other claims still come to the sum?
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from jiamao_desktop.domain.allocating.paper_lines import FINE
from jiamao_desktop.domain.allocating.paper_offer import Offer, Opening
from jiamao_desktop.domain.allocating.paper_prices import WHOLE, Market
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocating.staircase import Sum, capped, trimmed
from jiamao_desktop.domain.allocation import UNUSED, gross_of

PRICED = 200
"""With more leaves than these no prices are looked for."""


class _Moves:
    """Modes that change as claims are closed, and what the leaves weigh then."""

    def __init__(self, sheet: Sheet, modes: Sequence[int], live: list[bool]) -> None:
        self._sheet = sheet
        self._live = live
        self._inside: list[set[int]] = [set() for _ in live]
        self._weights, self._counts = [0] * len(live), [0] * len(live)
        self.modes = [UNUSED] * len(modes)
        for item, mode in enumerate(modes):
            parts = sheet.model.items[item].modes[mode] if mode != UNUSED else ()
            useful = any(live[leaf] for leaf, _ in parts)
            self._put(item, mode if useful else self._best(item))

    def close(self, leaves: Sequence[int]) -> list[tuple[int, int]]:
        """Close leaves and move their items elsewhere; return the modes that these had."""
        for leaf in leaves:
            self._live[leaf] = False
        changed = []
        for item in sorted({item for leaf in leaves for item in self._inside[leaf]}):
            changed.append((item, self.modes[item]))
            self._put(item, self._best(item))
        return changed

    def _best(self, item: int) -> int:
        """Return the mode that brings most weight into live leaves, or ``UNUSED``."""
        ways = [
            (sum(one for leaf, one in way.parts if self._live[leaf]), -way.mode)
            for way in self._sheet.options[item]
        ]
        weight, mode = max(ways, default=(0, 0))
        return -mode if weight else UNUSED

    def back(self, leaves: Sequence[int], changed: Sequence[tuple[int, int]]) -> None:
        """Open leaves again and move the items back."""
        for leaf in leaves:
            self._live[leaf] = True
        for item, mode in changed:
            self._put(item, mode)

    def gross(self) -> list[int]:
        """Return what the live leaves come to."""
        return [
            gross_of(leaf, weight, count) if live else 0
            for leaf, weight, count, live in zip(
                self._sheet.model.leaves, self._weights, self._counts, self._live, strict=True
            )
        ]

    def _put(self, item: int, mode: int) -> None:
        modes = self._sheet.model.items[item].modes
        for leaf, weight in modes[self.modes[item]] if self.modes[item] != UNUSED else ():
            self._weights[leaf] -= weight
            self._counts[leaf] -= 1
            self._inside[leaf].discard(item)
        for leaf, weight in modes[mode] if mode != UNUSED else ():
            self._weights[leaf] += weight
            self._counts[leaf] += 1
            self._inside[leaf].add(item)
        self.modes[item] = mode


class ClaimSets:
    """The sets of claims of one sheet with every claim open.

    Attributes:
        names: All claims that could be paid.
        must: Those that no answer does without.
    """

    def __init__(self, sheet: Sheet, total: int, report: Callable[[], None]) -> None:
        """Find out which claims no answer does without."""
        self._sheet = sheet
        self._total = total
        self._report = report
        self._leaves: dict[str, list[int]] = {}
        for leaf in sheet.leaves:
            self._leaves.setdefault(sheet.model.leaves[leaf].claim, []).append(leaf)
        self._charged = {
            max(leaves, key=lambda leaf: (sheet.cap[leaf], -leaf))
            for leaves in self._leaves.values()
        }
        self.names = sorted(self._leaves)
        self._market: Market | None = None
        self._offer: Offer | None = None
        self._wholes = [tree.wholes(sheet.cap) for tree in sheet.trees]
        self.must = [name for name in self.names if not self._enough_without(name)]
        if len(self.must) < len(self.names) and len(sheet.leaves) <= PRICED:
            self._price()
            self.must = [name for name in self.names if not self._may_close([name])]

    def fewest(self, opened: Sequence[str], closed: Sequence[str]) -> int | None:
        """Return how many claims it takes at least, or ``None``: no number is enough.

        Args:
            opened: Claims that are open anyway.
            closed: Claims that are not.
        """
        settled = dict.fromkeys(closed, False) | dict.fromkeys(opened, True)
        count = 0
        for tree in self._sheet.trees:
            stairs: list[list[int]] = []
            for knot in tree.knots:
                if knot.leaves:
                    top = self._step(knot.leaves[0], settled)
                else:
                    top = Sum([stairs[at] for at in knot.inner], len(self.names)).stairs
                stairs.append(trimmed(capped(top, knot.fen)))
            if stairs[-1][-1] < self._total:
                return None
            count = max(count, bisect_left(stairs[-1], self._total))
        return count + len(opened)

    def sets(self, size: int, spend: Callable[[], bool]) -> Iterator[list[str] | None]:
        """Yield every set of so many claims that might reach the sum, ``None`` if steps run out."""
        free = sorted(
            (name for name in self.names if name not in self.must),
            key=lambda name: (-sum(self._sheet.cap[leaf] for leaf in self._leaves[name]), name),
        )
        waiting: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = [(0, tuple(self.must), ())]
        while waiting:
            if not spend():
                yield None
                return
            at, opened, closed = waiting.pop()
            rest = free[at:]
            if len(opened) == size:
                closed, rest = (*closed, *rest), []
            if closed and not self._may_close(closed):
                continue
            least = self.fewest(opened, closed)
            if least is None or least > size:
                continue
            if len(opened) == size:
                yield list(opened)
            elif rest:
                waiting.append((at + 1, opened, (*closed, rest[0])))
                waiting.append((at + 1, (*opened, rest[0]), closed))

    def fewer(self, modes: Sequence[int], paid: Sequence[int]) -> tuple[list[str], tuple[int, ...]]:
        """Return claims and modes that reach the sum with fewer claims, if that is easy.

        Args:
            modes: A choice that reaches it.
            paid: What it is paid.
        """
        model = self._sheet.model
        sums: dict[str, int] = {}
        for leaf, fen in zip(model.leaves, paid, strict=True):
            sums[leaf.claim] = sums.get(leaf.claim, 0) + fen
        opened = [name for name in self.names if sums.get(name)]
        live = [sums.get(leaf.claim, 0) > 0 for leaf in model.leaves]
        moves = _Moves(self._sheet, modes, live)
        for name in sorted(set(opened).difference(self.must), key=lambda one: (sums[one], one)):
            self._report()
            taken_back = moves.close(self._leaves[name])
            if self._sheet.reaches(moves.gross(), self._total):
                opened.remove(name)
            else:
                moves.back(self._leaves[name], taken_back)
        return opened, tuple(moves.modes)

    def _enough_without(self, name: str) -> bool:
        return all(
            tree.paid_without(wholes, self._leaves[name]) >= self._total
            for tree, wholes in zip(self._sheet.trees, self._wholes, strict=True)
        )

    def _step(self, leaf: int, settled: dict[str, bool]) -> list[int]:
        cap = self._sheet.cap[leaf]
        opened = settled.get(self._sheet.model.leaves[leaf].claim)
        if opened is None:
            return [0, cap] if leaf in self._charged else [cap]
        return [cap] if opened else [0]

    def _price(self) -> None:
        self._market = Market(self._sheet, self._total)
        state = [UNUSED - 1 if ways else UNUSED for ways in self._sheet.options]
        opening = [Opening.ANY] * len(self._sheet.model.leaves)
        self._offer = self._market.offer(state, opening, 0, self._report, voucher=0)

    def _may_close(self, names: Sequence[str]) -> bool:
        """Tell whether prices leave the sum within reach without these claims."""
        if self._market is None or self._offer is None:
            return True
        leaves = {leaf for name in names for leaf in self._leaves[name]}
        lost = self._market.losses(self._offer.state, leaves)
        return self._offer.prices.most - lost >= self._total * WHOLE * FINE
