"""From the terms of measures to a model of who may claim which expense, and for how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiamao_desktop.domain.allocation import Model
from jiamao_desktop.domain.compiled import Compiled, Subject

NONE_TAKEN: Mapping[int, frozenset[str]] = {}
"""No expense is in a claim that was filed or granted."""


def compile_model(
    subjects: Sequence[Subject],  # noqa: ARG001 -- the first version knows the shapes alone
    *,
    taken: Mapping[int, frozenset[str]] = NONE_TAKEN,  # noqa: ARG001 -- likewise
) -> Compiled:
    """Return the model of some measures together, with what everything in it is.

    Args:
        subjects: Measures for projects, each with its case and what it came to in it.
        taken: Expense to the ids of the measures under which claims that were filed or
            granted contain it.
    """
    nothing = Model(items=(), leaves=(), rooms=())
    return Compiled(model=nothing, leaves=(), rooms=(), items=(), left_out=())
