"""The search behind a plan: from the cases of a book to its best allocation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_parts import Scenario
from jiamao_desktop.app.plan_views import Work
from jiamao_desktop.app.plan_work import Offer, offer, restricted
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.solving import SECONDS, best
from jiamao_desktop.domain.allocating.grounds import Most, most_of
from jiamao_desktop.domain.allocating.obvious import obvious
from jiamao_desktop.domain.allocating.optimum import DEFAULT
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import Model
from jiamao_desktop.domain.compiling.compiled import Compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What there is to allocate, as a model.

    Attributes:
        model: That of ``compiled``, with what the scenario pins and forbids.
    """

    offer: Offer
    compiled: Compiled
    model: Model

    @property
    def above(self) -> Model:
        """Return a model that is never below the truth.

        It is the model itself, unless weights had to be cut down to parts of a fen.
        """
        leaves = self.compiled.leaves
        rounded = frozenset(place for place, info in enumerate(leaves) if info.rounded)
        return _heavier(self.model, rounded) if rounded else self.model


def asked(
    cases: Cases, scenario: Scenario, report: Report = silent, *, strict: bool = True
) -> Question:
    """Return what there is to allocate in a book.

    Args:
        cases: The book as the scenario supposes it.
        scenario: For what it pins and forbids.
        report: Progress.
        strict: Refuse a pin that cannot be; else its expense is not claimed.

    Raises:
        UserError: ``plan.pin_impossible``.
    """
    offered = offer(cases, report)
    compiled = offered.compiled()
    model = restricted(compiled, scenario, strict=strict)
    return Question(offer=offered, compiled=compiled, model=model)


def worked_out(
    question: Question, report: Report = silent, *, effort: int = DEFAULT, seconds: float = SECONDS
) -> Work:
    """Return the best allocation, not yet put into words.

    Args:
        question: What there is to allocate.
        report: Progress.
        effort: Steps of search.
        seconds: For a solver's hints where that is not enough.
    """
    model, higher, tick = question.model, question.above, ticking(report)
    found = best(model, seconds=seconds, effort=effort, report=tick)
    above = found
    if higher is not model:
        above = best(higher, seconds=seconds, effort=effort, report=tick)
    return Work(
        offer=question.offer,
        compiled=question.compiled,
        model=model,
        best=found,
        above=above,
        allocation=found.allocation,
        obvious=obvious(model),
    )


def _heavier(model: Model, rounded: frozenset[int]) -> Model:
    """Return a model with a part of a fen more in each weight of some leaves."""
    return replace(
        model,
        items=tuple(
            replace(
                item,
                modes=tuple(
                    tuple((leaf, weight + (leaf in rounded)) for leaf, weight in mode)
                    for mode in item.modes
                ),
            )
            for item in model.items
        ),
    )


def most_money(model: Model, start: Sequence[int] | None, report: Report) -> Most:
    """Return the most money of a model, whatever paper it takes.

    Args:
        model: What there is to claim.
        start: An answer that is known already; ``None``: none is.
        report: Progress.
    """
    starts = [] if start is None else [start]
    return most_of(model, starts, StepsLeft(DEFAULT, ticking(report)))


def ticking(report: Report) -> Callable[[], None]:
    """Return a report for searches, of which nobody knows how long they take."""
    return lambda: report(0, None, "")
