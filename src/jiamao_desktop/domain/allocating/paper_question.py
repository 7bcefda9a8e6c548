"""The question of the least paper, laid out once for everybody who asks about claims."""

from __future__ import annotations

from collections.abc import Callable

from jiamao_desktop.domain.allocating.paper_linked import Linked, nothing
from jiamao_desktop.domain.allocating.paper_mix import Mixing
from jiamao_desktop.domain.allocating.paper_sheet import Sheet


class Question:
    """A sheet as a question about claims, in two ways.

    Attributes:
        sheet: The sheet.
        total: What has to be paid.
        counted: Whether it is vouchers that are limited; if not, claims.
        linked: The question with prices for contested items.
        free: The question where these count in each of their leaves in full.
        mixing: The latter, to be settled exactly; ``None`` where only claims count.
    """

    def __init__(
        self,
        sheet: Sheet,
        total: int,
        limit: int,
        *,
        counted: bool,
        report: Callable[[], None] = nothing,
    ) -> None:
        """Lay it out.

        Args:
            sheet: It, with every claim open.
            total: What has to be paid.
            limit: Answers with more vouchers will never be wanted.
            counted: Whether it is vouchers that are limited; if not, claims.
            report: Called often; may raise to stop.
        """
        self.sheet = sheet
        self.total = total
        self.counted = counted
        papers = limit if counted else 0
        self.linked = Linked(sheet, total, papers, counted=counted, report=report)
        self.free = self.linked
        if counted and self.linked.homes:
            self.free = Linked(sheet, total, papers, priced=0, report=report)
        self.mixing = Mixing(sheet, self.free, limit, report) if counted else None
