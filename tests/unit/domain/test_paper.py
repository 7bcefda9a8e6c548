"""The least paper: as few claims, then as few vouchers, as trying everything finds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from tests.allocation import brute, instances

from jiamao_desktop.domain.allocation import Model, Proof, evaluate
from jiamao_desktop.domain.components import components
from jiamao_desktop.domain.paper import fewest


def richest(model: Model) -> tuple[int, Sequence[int]]:
    """Return the highest sum and one choice that reaches it, every item being in use."""
    tried = (
        evaluate(model, modes)
        for modes in itertools.product(*(range(len(item.modes)) for item in model.items))
    )
    best = max(tried, key=lambda one: one.total)
    return best.total, best.modes


@pytest.mark.parametrize("seed", range(60))
def test_no_choice_does_with_less_paper(seed: int) -> None:
    model = instances.tiny(seed)
    claims = vouchers = 0
    for part in components(model):
        total, start = richest(part.model)
        paper = fewest(part.model, total, start)
        answer = evaluate(part.model, paper.modes)
        assert answer.total == total
        assert paper.proof != Proof.OPEN
        assert (answer.claims, answer.vouchers) == (paper.claims_at_least, paper.vouchers_at_least)
        claims, vouchers = claims + answer.claims, vouchers + answer.vouchers
    truth = brute.best(model)
    assert (claims, vouchers) == (truth.claims, truth.vouchers)
