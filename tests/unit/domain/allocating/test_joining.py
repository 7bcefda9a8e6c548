"""What belongs together is found through others, too."""

from __future__ import annotations

import random

from jiamao_desktop.domain.allocating.joining import joined


def test_what_no_group_names_stands_by_itself() -> None:
    assert joined(3, []) == [0, 1, 2]
    assert joined(0, []) == []


def test_a_group_of_one_or_none_joins_nothing() -> None:
    assert joined(2, [[1], []]) == [0, 1]


def test_each_place_is_told_the_first_of_its_group() -> None:
    assert joined(5, [[3, 1], [4, 2]]) == [0, 1, 2, 1, 2]


def test_groups_that_share_a_place_are_one() -> None:
    assert joined(6, [[4, 5], [2, 3], [5, 3]]) == [0, 1, 2, 2, 2, 2]


def test_the_order_of_groups_and_in_groups_changes_nothing() -> None:
    for seed in range(20):
        dice = random.Random(seed)
        groups = [dice.sample(range(9), dice.randint(1, 3)) for _ in range(5)]
        mixed = [dice.sample(group, len(group)) for group in dice.sample(groups, len(groups))]
        assert joined(9, groups) == joined(9, mixed)


def test_a_place_is_joined_to_whatever_can_be_reached_from_it() -> None:
    for seed in range(20):
        dice = random.Random(seed)
        groups = [dice.sample(range(9), dice.randint(2, 3)) for _ in range(3)]
        heads = joined(9, groups)
        for place in range(9):
            reached = {place}
            for _ in groups:
                reached |= {other for group in groups if reached & set(group) for other in group}
            assert heads[place] == min(reached)
