"""What of a large part can matter at all: most claims stay shut, and few items come into the rest.

Where as few claims as possible are known, and an answer with them, prices tell of each claim
whether any better answer opens it, and of each leaf how many vouchers come into it at most. What
is left is often a small part of the whole, and can be searched as small parts are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jiamao_desktop.domain.allocating.paper_core import Core, core_of
from jiamao_desktop.domain.allocating.paper_linked import Linked
from jiamao_desktop.domain.allocating.paper_rungs import Rungs
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocating.paper_tolls import Tolls
from jiamao_desktop.domain.allocation import evaluate

SMALLER = 4, 5
"""It is not worth the work to leave out less than a fifth."""


def reach(
    sheet: Sheet, total: int, answer: Sequence[int], report: Callable[[], None]
) -> Core | None:
    """Return a core that holds a best answer and the known one, if it is much smaller.

    Args:
        sheet: The question; no answer has fewer claims than the known one.
        total: What has to be paid.
        answer: The known answer.
        report: Called often; may raise to stop.
    """
    known = evaluate(sheet.model, answer)
    vouchers, claims = known.vouchers, known.claims
    linked = Linked(sheet, total, vouchers, priced=0, report=report)
    bound = Tolls(linked, claims, vouchers).best(vouchers + 1, report)
    most = Rungs(sheet, linked, vouchers, report).most(bound, vouchers)
    core = core_of(sheet.model, answer, vouchers, most)
    num, den = SMALLER
    if len(core.items) * den > len(answer) * num:
        return None
    moved = evaluate(core.model, core.moved(answer))
    fits = moved.total >= total and moved.claims <= claims and moved.vouchers <= vouchers
    return core if fits else None
