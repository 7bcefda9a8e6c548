"""Search for the fewest vouchers that still bring a sum, in open claims that are given.

At every knot of the search two things are asked. How much could any number of vouchers bring if
an expense might be claimed in every way at once? That splits the question leaf by leaf and is
answered exactly by staircases. And how much if parts of an expense might be claimed in several
ways? That is answered by prices. Neither says too little money. What they leave in doubt is
decided item by item, each way in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from jiamao_desktop.domain.allocating.paper_board import FREE, Assumption, Board, Branch, Purse
from jiamao_desktop.domain.allocating.paper_mending import Mending
from jiamao_desktop.domain.allocating.paper_narrowing import MANY, Narrowing
from jiamao_desktop.domain.allocating.paper_offer import Opening
from jiamao_desktop.domain.allocating.paper_sheet import Sheet, lesser_of
from jiamao_desktop.domain.allocating.price_finding import ONE, SHIFT, TINY
from jiamao_desktop.domain.allocation import UNUSED

PRICED = 600
"""With more items than this prices are not looked for."""


class Search:
    """A search on one sheet.

    Attributes:
        board: Holds the best answer.
        decided: Something had to be decided to find out.
        least: The vouchers that it takes at least, before anything was decided.
    """

    def __init__(self, sheet: Sheet, total: int, limit: int, purse: Purse) -> None:
        """Prepare a search.

        Args:
            sheet: The question.
            total: What has to be paid.
            limit: Answers with more vouchers are not wanted.
            purse: What may be spent.
        """
        self.board = Board(sheet, total, limit)
        self.decided = False
        self.least = self.board.bound()
        self._options = sheet.options
        self._purse = purse
        self._lesser: Callable[[int], Sequence[int]] | None = None
        self._leaf_of: dict[int, list[int]] = {}
        self._doubtful: list[tuple[int, int]] = []
        self._answer: dict[int, int] = {}
        self._narrowing = Narrowing(sheet, total) if len(sheet.options) <= MANY else None
        self._left: Sequence[Sequence[int]] | None = None

    def root(self) -> int:
        """Return a lower bound of the vouchers; more than the limit: there is no such answer."""
        return self.board.bound()

    def look(self) -> bool:
        """Look for an answer without deciding anything; tell whether there was one."""
        board = self.board
        if board.bound() > board.limit:
            return False
        if self._relaxed(board.further()):
            return True
        mending = Mending(board.sheet, board.entries, self._answer, board.total)
        if mending.mended():
            mending.trimmed()
            board.attempt(mending.answer)
        return board.best is not None

    def run(self, steps: int, *, any_will_do: bool = False) -> tuple[int, bool]:
        """Search; return a lower bound of the vouchers and whether nothing was left out.

        Args:
            steps: After so many the search is broken off.
            any_will_do: So it is after the first answer.
        """
        board, purse = self.board, self._purse
        end = purse.left - steps
        root = board.bound()
        frames: list[tuple[Iterator[Branch], int]] = []
        if root <= board.limit:
            frames.append((self._look(), board.mark()))
            self.least = root = max(root, min(board.bound(), board.limit + 1))
        step = 1 + len(board.state) // 200
        while frames:
            branches, mark = frames[-1]
            board.back(mark)
            branch = next(branches, None)
            if branch is None:
                frames.pop()
                continue
            found = any_will_do and board.best is not None
            if not purse.spend(step) or purse.left < end or found:
                return min(root, board.limit + 1), False
            self.decided = True
            board.decide(branch)
            if board.bound() <= board.limit:
                frames.append((self._look(), board.mark()))
        return board.limit + 1, True

    def _look(self) -> Iterator[Branch]:
        """Ask what is possible from here; return what to decide next, nothing if all is known."""
        board = self.board
        if not self._narrow() or self._relaxed(board.further()):
            return iter(())
        parts: dict[int, dict[int, int]] = {}
        if len(board.state) <= PRICED:
            while True:
                parts = board.price(self._purse).parts
                settled = self._settled() if board.bound() <= board.limit else None
                if settled is None:
                    return iter(())
                if not settled:
                    break
                board.decide(settled)
                if not self._narrow() or self._relaxed(board.further()):
                    return iter(())
            self._round(parts)
            if board.bound() > board.limit:
                return iter(())
        return self._branches(parts)

    def _narrow(self) -> bool:
        """Decide what the sum leaves no choice about; tell whether it is still within reach."""
        board = self.board
        if self._narrowing is None:
            return board.bound() <= board.limit
        closed = [at for at, one in enumerate(board.opening) if one is Opening.CLOSED]
        left = self._narrowing.left(board.state, closed)
        if left is None:
            return False
        self._left = left.ways
        board.demand(left.needs)
        board.decide(
            [
                (item, ways[0])
                for item, ways in enumerate(left.ways)
                if len(ways) == 1 and board.state[item] == FREE
            ]
        )
        return board.bound() <= board.limit

    def _relaxed(self, vouchers: int) -> bool:
        """Try the relaxed answer with so many vouchers; tell whether it is the best from here."""
        board = self.board
        bound = board.bound()
        charged: set[int] = set()
        leaf_of: dict[int, list[int]] = {}
        for leaf, entries in board.picks(vouchers):
            for entry in entries:
                leaf_of.setdefault(entry.item, []).append(leaf)
                if entry.cost or not board.vouchers[entry.item]:
                    charged.add(entry.item)
        answer: dict[int, int] = {}
        doubtful: list[tuple[int, int]] = []
        for item, leaves in leaf_of.items():
            at = self._ordered(item, leaves)[0]
            option = self._options[item][at]
            if item in charged:
                answer[item] = at
            if item not in charged or not set(leaves) <= {leaf for leaf, _ in option.parts}:
                doubtful.append((-option.worth, item))
        self._leaf_of, self._doubtful, self._answer = leaf_of, doubtful, answer
        return board.attempt(answer) == bound

    def _settled(self) -> list[tuple[int, int]] | None:
        """Return what prices leave no choice about, or ``None``: something cannot be at all."""
        board = self.board
        found = []
        for item, state in enumerate(board.state):
            if state == FREE:
                ways = [at for at in range(-1, len(self._options[item])) if board.allowed(item, at)]
                if not ways:
                    return None
                if len(ways) == 1:
                    found.append((item, ways[0]))
        return found

    def _round(self, parts: dict[int, dict[int, int]]) -> None:
        """Try what prices favour, every item whole."""
        whole: dict[int, int] = {}
        most: dict[int, int] = {}
        for item, ways in parts.items():
            if ways:
                at = max(ways, key=lambda way: (ways[way], -way))
                most[item] = at
                if 2 * ways[at] > ONE:
                    whole[item] = at
        self.board.attempt(most)
        self.board.attempt(whole)

    def _branches(self, parts: dict[int, dict[int, int]]) -> Iterator[Branch]:
        """Return the ways to decide the item that is most in doubt."""
        leaf = self._halfway(parts)
        if leaf is not None:
            return iter((Assumption(leaf, Opening.OPEN), Assumption(leaf, Opening.CLOSED)))
        best, item = 0, UNUSED
        for one, ways in parts.items():
            if ways:
                rest = ONE - sum(ways.values())
                doubt = ONE - max(rest, *ways.values())
                score = doubt * max(self._options[one][way].worth for way in ways)
                if doubt > TINY and score > best:
                    best, item = score, one
        if item == UNUSED and self._doubtful:
            item = min(self._doubtful)[1]
        if item == UNUSED:
            free = [one for one, state in enumerate(self.board.state) if state == FREE]
            item = max(
                free,
                key=lambda one: (
                    one in self._leaf_of,
                    max(option.worth for option in self._options[one]),
                    -one,
                ),
                default=UNUSED,
            )
        if item == UNUSED:
            return iter(())
        left = self._left[item] if self._left is not None else None
        return self._ways(item, parts.get(item, {}), left)

    def _halfway(self, parts: dict[int, dict[int, int]]) -> int | None:
        """Return a leaf that prices would have paid below its threshold."""
        board = self.board
        for leaf in board.sheet.leaves:
            threshold = board.sheet.thresholds[leaf]
            if threshold is not None and board.opening[leaf] is Opening.ANY:
                weight, items = board.weight[leaf] << SHIFT, board.count[leaf] << SHIFT
                for item, ways in parts.items():
                    for at, part in ways.items():
                        for where, one in self._options[item][at].parts:
                            if where == leaf:
                                weight, items = weight + part * one, items + part
                low = (weight >> SHIFT) < threshold.weight or (items >> SHIFT) < threshold.items
                if low and weight:
                    return leaf
        return None

    def _ways(
        self, item: int, parts: dict[int, int], left: Sequence[int] | None
    ) -> Iterator[Branch]:
        """Yield each way to decide an item, the likeliest first.

        Args:
            item: The item.
            parts: How much of each way prices favour.
            left: The ways that may lead to the sum; ``None``: all may.
        """
        board = self.board
        for at in self._ordered(item, self._leaf_of.get(item, ()), parts):
            if (left is None or at in left) and board.allowed(item, at):
                yield [(item, at)]
        if (left is None or UNUSED in left) and board.allowed(item, UNUSED):
            if self._lesser is None:
                self._lesser = lesser_of(board.sheet)
            lesser = (other for other in self._lesser(item) if board.state[other] == FREE)
            yield [(item, UNUSED), *((other, UNUSED) for other in lesser)]

    def _ordered(
        self, item: int, leaves: Iterable[int], parts: dict[int, int] | None = None
    ) -> list[int]:
        """Return options by what prices give them, then leaves that they cover, then worth."""
        options, wanted, favoured = self._options[item], set(leaves), parts or {}
        return sorted(
            range(len(options)),
            key=lambda at: (
                -favoured.get(at, 0),
                -sum(leaf in wanted for leaf, _ in options[at].parts),
                -options[at].worth,
                at,
            ),
        )
