"""Which claims a sum may do without: sets of claims that might reach it, and few of them.

Of a set of claims two things are asked before it is searched. Could so few claims reach the sum if
no item excluded anything? The staircases tell, with claims for vouchers. And does what prices say
without the other claims still come to the sum?
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from jiamao_desktop.domain.allocation import UNUSED, gross_of, weighed
from jiamao_desktop.domain.paper_lines import FINE
from jiamao_desktop.domain.paper_prices import WHOLE, Market, Offer, Opening
from jiamao_desktop.domain.paper_sheet import Sheet
from jiamao_desktop.domain.staircase import Sum, capped, trimmed


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
        self.must = [name for name in self.names if self.fewest([], [name]) is None]
        if len(self.must) < len(self.names):
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
        sheet = self._sheet
        sums: dict[str, int] = {}
        for leaf, fen in zip(sheet.model.leaves, paid, strict=True):
            sums[leaf.claim] = sums.get(leaf.claim, 0) + fen
        opened = [name for name in self.names if sums.get(name)]
        kept = tuple(modes)
        for name in sorted(opened, key=lambda one: (sums[one], one)):
            self._report()
            if name not in self.must:
                fewer = [one for one in opened if one != name]
                moved = self._moved(kept, fewer)
                if moved is not None:
                    opened, kept = fewer, moved
        return opened, kept

    def _moved(self, modes: Sequence[int], opened: Sequence[str]) -> tuple[int, ...] | None:
        """Return modes that reach the sum in these claims, items moved where they have to be."""
        sheet = self._sheet
        model = sheet.model
        live = [leaf.claim in set(opened) for leaf in model.leaves]
        kept = list(modes)
        homeless = []
        for item, mode in enumerate(modes):
            if mode == UNUSED or not any(live[leaf] for leaf, _ in model.items[item].modes[mode]):
                kept[item] = UNUSED
                homeless.append(item)
        weights, counts = weighed(model, kept)
        for item in homeless:
            ways = [
                (sum(one for leaf, one in way.parts if live[leaf]), -way.mode, way)
                for way in sheet.options[item]
            ]
            best = max(ways, default=None, key=lambda way: way[:2])
            if best is not None and best[0]:
                kept[item] = best[2].mode
                for leaf, weight in model.items[item].modes[kept[item]]:
                    weights[leaf] += weight
                    counts[leaf] += 1
        gross = [
            gross_of(leaf, weight, count) if alive else 0
            for leaf, weight, count, alive in zip(model.leaves, weights, counts, live, strict=True)
        ]
        return tuple(kept) if sheet.reaches(gross, self._total) else None

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
