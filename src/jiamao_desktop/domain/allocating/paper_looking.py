"""Answers in claims that prices favour, found with little or no search."""

from __future__ import annotations

from collections.abc import Collection

from jiamao_desktop.domain.allocating.paper_board import Purse
from jiamao_desktop.domain.allocating.paper_claims import ClaimSets
from jiamao_desktop.domain.allocating.paper_search import Search
from jiamao_desktop.domain.allocating.paper_shed import shed
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocation import Allocation, evaluate


class Looking:
    """A question that is looked at with most claims shut."""

    def __init__(self, sheet: Sheet, sets: ClaimSets, total: int) -> None:
        """Keep what is asked.

        Args:
            sheet: The question, with every claim open.
            sets: Its sets of claims.
            total: What has to be paid.
        """
        self._sheet = sheet
        self._sets = sets
        self._total = total

    def answer(
        self, opened: Collection[str], size: int, limit: int, purse: Purse, steps: int
    ) -> Allocation | None:
        """Return an answer in some claims, if there is one at hand.

        If it takes too many claims, those are closed again that it can do without, and what is
        left is looked at once more: now each claim has to be filled further.

        Args:
            opened: The claims that may be paid.
            size: So many are wanted.
            limit: Answers with more vouchers are not wanted.
            purse: What may be spent.
            steps: So many of these for a search in the claims; nothing: none.
        """
        found = self._inside(opened, limit, purse, steps)
        if found is None or found.claims <= size:
            return found
        model = self._sheet.model
        fewer, modes = self._sets.fewer(found.modes, found.paid)
        again = self._inside(fewer, limit, purse, steps)
        return again or evaluate(model, shed(model, modes, purse.report))

    def _inside(
        self, opened: Collection[str], limit: int, purse: Purse, steps: int
    ) -> Allocation | None:
        sheet = self._sheet.without(frozenset(self._sets.names).difference(opened))
        search = Search(sheet, self._total, limit, purse)
        purse.spend(1 + len(sheet.options) // 4)
        if not search.look() and steps:
            search.run(min(steps, max(purse.left, 0)))
        best = search.board.best
        return None if best is None else evaluate(sheet.model, best)
