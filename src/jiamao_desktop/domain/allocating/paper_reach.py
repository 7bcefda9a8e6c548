"""What of a large part can matter at all: most claims stay shut, and few items come into the rest.

Where an answer is known, prices tell of each claim whether any answer with no more claims and no
more vouchers opens it, and of each leaf how many vouchers come into it at most. What is left is
often a small part of the whole, and can be searched as small parts are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jiamao_desktop.domain.allocating.paper_core import Core, core_of
from jiamao_desktop.domain.allocating.paper_question import Question
from jiamao_desktop.domain.allocating.paper_tolls import Tolls
from jiamao_desktop.domain.allocation import evaluate

SMALLER = 4, 5
"""It is not worth the work to leave out less than a fifth."""


def reach(question: Question, answer: Sequence[int], report: Callable[[], None]) -> Core | None:
    """Return a core that holds the best answer in as many claims, if it is much smaller.

    Args:
        question: The question, about vouchers.
        answer: The known answer.
        report: Called often; may raise to stop.
    """
    if question.mixing is None:
        return None
    known = evaluate(question.sheet.model, answer)
    vouchers, claims = known.vouchers, known.claims
    bound = Tolls(question.free, claims, vouchers).best(vouchers + 1, report)
    most = question.mixing.rungs.most(bound, vouchers)
    num, den = SMALLER
    if sum(most.values()) * den > len(answer) * num:
        return None
    core = core_of(question.sheet.model, answer, vouchers, most)
    if len(core.items) * den > len(answer) * num:
        return None
    moved = evaluate(core.model, core.moved(answer))
    fits = moved.total >= question.total and moved.claims <= claims and moved.vouchers <= vouchers
    return core if fits else None
