"""Mend an answer that falls a little short of a sum, and leave out what it does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest

from jiamao_desktop.domain.allocating.paper_entries import entries_of
from jiamao_desktop.domain.allocating.paper_sheet import Sheet, sheet_of
from jiamao_desktop.domain.allocating.paper_shelf import Entry
from jiamao_desktop.domain.allocation import UNUSED, Model, gross_of

ADDED, ONE_BY_ONE = 120, 20
"""So often items are added at most: first one at a time, and after so many times twice as many."""
MANY = 1_500
"""Where more items than these are used, only those are left out again that take no voucher."""

Groups = Sequence[tuple[int, Sequence[Entry]]]


def tidied(model: Model, modes: Sequence[int], total: int, report: Callable[[], None]) -> list[int]:
    """Return an answer without the items that bring nothing.

    Args:
        model: The model.
        modes: The answer.
        total: What has to be paid.
        report: Called often; may raise to stop.
    """
    sheet = sheet_of(model, frozenset(), modes, report)
    used = {item: 0 for item, ways in enumerate(sheet.options) if ways}
    many = len(used) > MANY
    if not many or any(not model.items[item].vouchers for item in used):
        mending = Mending(sheet, entries_of(sheet), used, total)
        mending.trimmed(free=many)
        used = mending.answer
    return [mode if at in used else UNUSED for at, mode in enumerate(modes)]


class Mending:
    """One answer that is being mended."""

    def __init__(
        self,
        sheet: Sheet,
        entries: Sequence[Groups],
        answer: dict[int, int],
        total: int,
    ) -> None:
        """Take an answer.

        Args:
            sheet: The question, with nothing decided.
            entries: For each leaf the items that could come into it, by cost.
            answer: For each item that is used the place of its option.
            total: What has to be paid.
        """
        self.answer = dict(answer)
        self._sheet = sheet
        self._entries = entries
        self._total = total
        self._weight = [0] * len(sheet.model.leaves)
        self._count = [0] * len(sheet.model.leaves)
        self._grosses = [0] * len(sheet.model.leaves)
        for item, at in answer.items():
            self._load(item, at, 1)
        self._next = [[0] * len(groups) for groups in entries]

    def mended(self) -> bool:
        """Add what brings most for a voucher until the sum is reached; tell whether it is."""
        for number in range(ADDED):
            self._sheet.report()
            if self._reached():
                return True
            best = nlargest(1 << number // ONE_BY_ONE, self._additions(self._rooms()))
            if not best:
                return False
            for _, item, at in best:
                if -item not in self.answer:  # it may help in two leaves
                    self.answer[-item] = at
                    self._load(-item, at, 1)
        return self._reached()

    def trimmed(self, *, free: bool = False) -> None:
        """Leave out, leaf by leaf, the smallest items that the sum does not need.

        Args:
            free: Only those that take no voucher.
        """
        for leaf in self._sheet.leaves:
            for cost, entries in self._entries[leaf]:
                if not (free and cost):
                    used = [
                        one.item
                        for one in reversed(entries)
                        if one.item in self.answer
                        and not (free and self._sheet.model.items[one.item].vouchers)
                    ]
                    self._leave_out(used, all_alike=bool(cost))

    def _leave_out(self, items: Sequence[int], *, all_alike: bool) -> None:
        """Leave out what is not needed, one after the other, as many in one go as that holds for.

        Leaving out more never brings more, so where several can go, each of them could by itself.

        Args:
            items: Items in use.
            all_alike: Where one is needed, so are those that follow.
        """
        at, size = 0, 1
        while at < len(items):
            some = items[at : at + size]
            if self._dropped(some):
                at, size = at + len(some), 2 * size
            elif len(some) > 1:
                size = len(some) // 2
            elif all_alike:
                return
            else:
                at, size = at + 1, 1

    def _dropped(self, items: Sequence[int]) -> bool:
        self._sheet.report()
        before = {item: self.answer.pop(item) for item in items}
        for item, at in before.items():
            self._load(item, at, -1)
        if self._reached():
            return True
        self.answer |= before
        for item, at in before.items():
            self._load(item, at, 1)
        return False

    def _additions(self, rooms: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Yield for each leaf the next items: gain by voucher, the item negated, its option."""
        for leaf in self._sheet.leaves:
            if not rooms[leaf]:
                continue
            before = self._grosses[leaf]
            for group, (_, entries) in enumerate(self._entries[leaf]):
                at = self._next[leaf][group]
                while at < len(entries) and entries[at].item in self.answer:
                    at += 1
                self._next[leaf][group] = at
                if at < len(entries):
                    entry = entries[at]
                    gain = min(rooms[leaf], self._gross(leaf, entry.weight, 1) - before)
                    vouchers = self._sheet.model.items[entry.item].vouchers
                    if gain > 0:
                        yield gain // max(vouchers, 1), -entry.item, self._option(entry, leaf)

    def _option(self, entry: Entry, leaf: int) -> int:
        """Return the option that brings such a weight into a leaf, the one worth most."""
        options = self._sheet.options[entry.item]
        return max(
            range(len(options)),
            key=lambda at: ((leaf, entry.weight) in options[at].parts, options[at].worth, -at),
        )

    def _rooms(self) -> list[int]:
        """Return how much more each leaf could be paid before a cap around it is reached."""
        gross = self._grosses
        rooms = list(self._sheet.cap)
        for tree in self._sheet.trees:
            pairs = zip(tree.knots, tree.wholes(gross), strict=True)
            spare = [max(knot.fen - whole, 0) for knot, whole in pairs]
            for at in reversed(range(len(tree.knots))):
                around = tree.knots[at].parent
                if around >= 0 and spare[around] < spare[at]:
                    spare[at] = spare[around]
            for at, leaf in enumerate(tree.leaves):
                rooms[leaf] = min(rooms[leaf], spare[at])
        return rooms

    def _reached(self) -> bool:
        return self._sheet.reaches(self._grosses, self._total)

    def _gross(self, leaf: int, weight: int, items: int) -> int:
        return gross_of(
            self._sheet.model.leaves[leaf], self._weight[leaf] + weight, self._count[leaf] + items
        )

    def _load(self, item: int, at: int, sign: int) -> None:
        for leaf, weight in self._sheet.options[item][at].parts:
            self._weight[leaf] += sign * weight
            self._count[leaf] += sign
            self._grosses[leaf] = self._gross(leaf, 0, 0)
