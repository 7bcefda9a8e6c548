"""Answers known before: whatever they say, they help or are passed over, and never harm."""

from __future__ import annotations

import random

from tests.allocation.realistic import realistic

from jiamao_desktop.domain.allocating.grounds import most_of
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, evaluate


def test_any_answer_may_be_handed_in_and_none_makes_the_result_worse() -> None:
    for seed, lines in ((0, 150), (1, 150), (11, 400)):  # the last drops modes that are named
        model = realistic(seed, lines)
        dice = random.Random(seed)
        start = [dice.randrange(UNUSED, len(item.modes)) for item in model.items]
        found = most_of(model, [start], StepsLeft(20_000, lambda: None))
        assert found.at_least >= evaluate(model, start).total
        assert evaluate(model, found.modes).total == found.at_least <= found.at_most
