"""The least paper: of all answers that bring a sum, one with the fewest claims, then vouchers.

First it is settled which claims the sum cannot do without; then every set of as few claims as
possible is searched for the fewest vouchers. What is said to be the fewest was proved: by a bound
that is met, or because nothing was left out. Where the steps run out there is a lower bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocation import UNUSED, Model, Proof, evaluate
from jiamao_desktop.domain.paper_board import Purse
from jiamao_desktop.domain.paper_claims import ClaimSets
from jiamao_desktop.domain.paper_core import core_items
from jiamao_desktop.domain.paper_mending import Mending
from jiamao_desktop.domain.paper_search import Search
from jiamao_desktop.domain.paper_sheet import Sheet, sheet_of
from jiamao_desktop.domain.paper_shelf import entries_of

STEPS = 20_000
"""Steps taken before an answer is left unproved, some 100 microseconds each."""

SMALL, MIDDLE, TRIES = 60, 150, 3
"""Up to so many items a part gets more steps; from so many on it gets fewer; how many more."""
LARGE = 1_500
"""With more items than these, if any are contested, nothing is searched: a good answer, a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The answer with the least paper that was found.

    Attributes:
        modes: For each item the place of its mode, or ``UNUSED``.
        claims_at_least: No answer that brings the sum has fewer claims.
        vouchers_at_least: Nor, with no more claims than this one, fewer vouchers.
        proof: How it was shown that both are met; ``OPEN``: they may not be.
    """

    modes: tuple[int, ...]
    claims_at_least: int
    vouchers_at_least: int
    proof: Proof


def _nothing() -> None:
    """Report nothing."""


def fewest(
    model: Model,
    total: int,
    start: Sequence[int],
    *,
    effort: int = STEPS,
    report: Callable[[], None] = _nothing,
) -> Paper:
    """Return the least paper that brings a sum.

    Args:
        model: The model; of equal answers the one whose items stand first is taken.
        total: What has to be paid.
        start: Modes that bring it.
        effort: How many decisions are tried at most.
        report: Called every few milliseconds; may raise to stop.
    """
    if total <= 0:
        modes = (UNUSED,) * len(model.items)
        return Paper(modes=modes, claims_at_least=0, vouchers_at_least=0, proof=Proof.BOUND)
    return _Hunt(model, total, start, effort, report).run()


def _allowed(effort: int, items: int) -> int:
    """Return the steps for so many items: small parts may be tried longer, large ones less."""
    if items <= SMALL:
        return TRIES * effort
    return min(effort, effort * MIDDLE // items)


class _Hunt:
    """One search for the least paper, and what it may still spend."""

    def __init__(
        self,
        model: Model,
        total: int,
        start: Sequence[int],
        effort: int,
        report: Callable[[], None],
    ) -> None:
        self._model = model
        self._total = total
        self._purse = Purse(_allowed(effort, len(model.items)), report)
        self._whole = sheet_of(model, frozenset())
        self._least: int | None = None
        self._searching = False
        self._floor = len(model.leaves)  # so few claims are enough, whatever they are paid
        self._modes = tuple(start)
        self._claims = len(self._paid_claims(self._modes))
        self._vouchers = self._papers(self._modes)

    def run(self) -> Paper:
        """Return the answer."""
        sets = ClaimSets(self._whole, self._total, self._purse.report)
        self._prune_start(sets)
        least = sets.fewest(sets.must, [])
        if len(self._model.items) > LARGE and least == self._claims:
            smaller = self._in_core()
            if smaller is not None:
                return smaller
        size, low, done = least or len(sets.must), 0, False
        while size <= self._claims:
            low, done = self._among(sets, size)
            if not done or size == self._claims:
                break
            size += 1
        return self._answer(min(size, self._floor), low, done=done and self._floor >= size)

    def _in_core(self) -> Paper | None:
        """Return the least paper among the items that can matter, if these are much fewer."""
        used = {at for at, mode in enumerate(self._modes) if mode != UNUSED}
        kept = sorted(used.union(core_items(self._model, self._vouchers)))
        if 2 * len(kept) > len(self._model.items):
            return None
        part = replace(self._model, items=tuple(self._model.items[at] for at in kept))
        start = [self._modes[at] for at in kept]
        purse = self._purse
        paper = fewest(part, self._total, start, effort=max(purse.left, 1), report=purse.report)
        modes = [UNUSED] * len(self._model.items)
        for at, mode in zip(kept, paper.modes, strict=True):
            modes[at] = mode
        return replace(paper, modes=tuple(modes))

    def _answer(self, size: int, low: int, *, done: bool) -> Paper:
        if not (done and low >= self._vouchers) or any(
            not item.vouchers for item in self._model.items
        ):
            self._tidy()
        if size < self._claims or not done:
            low = min(low, self._root())
        proof = Proof.SEARCH if self._searching else Proof.BOUND
        return Paper(
            modes=self._modes,
            claims_at_least=min(size, self._claims),
            vouchers_at_least=min(low, self._vouchers),
            proof=proof if done and low >= self._vouchers else Proof.OPEN,
        )

    def _among(self, sets: ClaimSets, size: int) -> tuple[int, bool]:
        """Search all sets of so many claims.

        Returns:
            A lower bound of the vouchers, and whether nothing was left out. An answer with so few
            claims becomes the one that is kept.
        """
        low, asked = self._papers_of_all() + 1, 0
        if len(self._model.items) > LARGE and any(len(ways) > 1 for ways in self._whole.options):
            return self._root(), self._root() >= self._vouchers and size == self._claims
        price = 1 + (len(self._model.items) + len(self._whole.leaves)) // 15
        for opened in sets.sets(size, lambda: self._purse.spend(price)):
            if opened is None:
                return low, False
            self._purse.spend(len(self._model.items) // 4)
            sheet = sheet_of(self._model, frozenset(sets.names).difference(opened))
            limit = self._vouchers - 1 if size == self._claims else self._papers_of_all()
            bound, done = self._deepened(sheet, limit, size)
            asked += 1
            low = min(low, bound)
            if not done:
                return low, False
        self._searching = self._searching or asked > 1
        return low, True

    def _deepened(self, sheet: Sheet, limit: int, size: int) -> tuple[int, bool]:
        """Search one set of claims: first for anything better, then from the bound upwards.

        Returns:
            A lower bound of its vouchers, and whether nothing was left out.
        """
        low, done = self._searched(sheet, limit, size, self._purse.left // 10)
        while not done and self._purse.left > 0:
            most = min(limit, self._vouchers - 1 if size == self._claims else limit)
            if low > most:
                return low, True
            bound, done = self._searched(sheet, low, size, self._purse.left // 2)
            if not done:
                return low, False
            low, done = bound, bound <= low
        return low, done

    def _searched(self, sheet: Sheet, limit: int, size: int, steps: int) -> tuple[int, bool]:
        search = Search(sheet, self._total, limit, self._purse)
        low, done = search.run(steps)
        self._searching = self._searching or search.decided
        if sheet.doubts:
            low, done = search.least, False
        if search.board.best is not None:
            self._keep(search.board.best, size)
        return low, done

    def _root(self) -> int:
        """Return a lower bound of the vouchers, whatever the claims."""
        if self._least is None:
            search = Search(self._whole, self._total, self._vouchers, self._purse)
            self._least = search.root()
        return self._least

    def _prune_start(self, sets: ClaimSets) -> None:
        """Leave out of the first answer what it does not need."""
        opened, modes = sets.fewer(self._modes, evaluate(self._model, self._modes).paid)
        self._keep(modes, self._claims)
        closed = frozenset(sets.names).difference(opened)
        limit = self._papers(modes)
        for only in (modes, None) if len(modes) <= LARGE else (modes,):
            sheet = sheet_of(self._model, closed, only)
            search = Search(sheet, self._total, limit, self._purse)
            if search.look() and search.board.best is not None:
                self._keep(search.board.best, self._claims)
                limit = self._vouchers - 1

    def _tidy(self) -> None:
        """Leave out of the answer what brings nothing; only that can cost no voucher."""
        sheet = sheet_of(self._model, frozenset(), self._modes)
        used = {item: 0 for item, ways in enumerate(sheet.options) if ways}
        mending = Mending(sheet, entries_of(sheet), used, self._total)
        mending.trimmed(free=len(used) > LARGE)
        modes = [mode if at in mending.answer else UNUSED for at, mode in enumerate(self._modes)]
        self._keep(modes, self._claims)

    def _keep(self, modes: Sequence[int], size: int) -> None:
        claims = len(self._paid_claims(modes))
        if claims > size:  # payments of crossing caps may not be in the fewest claims
            self._floor = min(self._floor, size)
        else:
            self._modes, self._claims = tuple(modes), claims
            self._vouchers = self._papers(modes)

    def _paid_claims(self, modes: Sequence[int]) -> set[str]:
        paid = evaluate(self._model, modes).paid
        return {leaf.claim for leaf, fen in zip(self._model.leaves, paid, strict=True) if fen}

    def _papers(self, modes: Sequence[int]) -> int:
        return sum(
            item.vouchers
            for item, mode in zip(self._model.items, modes, strict=True)
            if mode != UNUSED
        )

    def _papers_of_all(self) -> int:
        return sum(
            item.vouchers
            for item, options in zip(self._model.items, self._whole.options, strict=True)
            if options
        )
