"""An answer carried to another model, by hand: the same expenses in the same claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest

from jiamao_desktop.app.plan_carrying import Use, carried, uses_of
from jiamao_desktop.domain.allocation import UNUSED, Item, Leaf, Model, Rounded
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.compiling.compiled import Compiled, LeafInfo

CLAUSE = Clause(id="c", number="〔2026〕1号", where="一", quote="给予支持")

Where = tuple[str, int | None]
"""A measure and a project."""


def compiled(where: Sequence[Where], items: Mapping[str, Sequence[Sequence[int]]]) -> Compiled:
    """Return a model with a leaf for each place, and items that may stand on some together."""
    leaves = tuple(
        Leaf(key=f"l{at}", claim=f"{one}", steps=(Rounded(),)) for at, one in enumerate(where)
    )
    made = tuple(
        Item(key=key, modes=tuple(tuple((leaf, 5) for leaf in mode) for mode in modes))
        for key, modes in items.items()
    )
    return Compiled(
        model=Model(items=made, leaves=leaves, rooms=()),
        leaves=tuple(_info(measure, project) for measure, project in where),
        rooms=(),
        items=(),
        left_out=(),
    )


def _info(measure: str, project: int | None) -> LeafInfo:
    return LeafInfo(
        subject=0,
        measure=measure,
        title=measure,
        pack="p",
        project=project,
        project_title="",
        day=dt.date(2026, 1, 1),
        name="",
        clause=CLAUSE,
        up_to=True,
    )


def use(*claims: Where) -> Use:
    return frozenset(claims)


FAIR: Where = ("fair", 3)
FREIGHT: Where = ("freight", None)


def test_an_answer_is_said_in_measures_and_projects() -> None:
    here = compiled([FAIR, FREIGHT], {"a": [[0], [1]], "b": [[0, 1]], "c": [[1]]})
    assert uses_of(here, here.model, (0, 0, UNUSED)) == {"a": use(FAIR), "b": use(FAIR, FREIGHT)}


def test_two_leaves_of_one_claim_are_one_place() -> None:
    here = compiled([FAIR, FAIR], {"a": [[0, 1]]})
    assert uses_of(here, here.model, [0]) == {"a": use(FAIR)}


def test_leaves_and_modes_may_stand_in_another_order_there() -> None:
    here = compiled([FAIR, FREIGHT], {"a": [[0], [1]], "b": [[1]]})
    there = compiled([FREIGHT, FAIR], {"b": [[1], [0]], "a": [[0], [1]]})
    uses = uses_of(here, here.model, (0, 0))
    assert carried(uses, there, there.model) == [1, 1]
    assert uses_of(there, there.model, [1, 1]) == uses


def test_the_same_measure_for_another_project_is_another_claim() -> None:
    there = compiled([("fair", 4)], {"a": [[0]]})
    assert carried({"a": use(FAIR)}, there, there.model) == [UNUSED]


def test_nothing_is_claimed_beside_what_the_answer_says() -> None:
    there = compiled([FAIR, FREIGHT], {"a": [[0, 1]]})
    assert carried({"a": use(FAIR)}, there, there.model) == [UNUSED]


@pytest.mark.parametrize(
    ("modes", "expected"),
    [([[0], [0, 1]], 1), ([[0, 1], [0]], 0), ([[1], [0]], 0), ([], UNUSED)],
)
def test_an_item_stands_in_as_many_of_its_claims_as_it_can(
    modes: Sequence[Sequence[int]], expected: int
) -> None:
    there = compiled([FAIR, FREIGHT], {"a": modes})
    assert carried({"a": use(FAIR, FREIGHT)}, there, there.model) == [expected]


def test_what_the_other_book_does_not_have_is_passed_over() -> None:
    there = compiled([FAIR], {"new": [[0]]})
    assert carried({"gone": use(FAIR)}, there, there.model) == [UNUSED]


def test_a_model_with_fewer_modes_is_read_with_the_leaves_of_the_whole() -> None:
    whole = compiled([FAIR, FREIGHT], {"a": [[0], [1]]})
    pinned = compiled([FAIR, FREIGHT], {"a": [[1]]}).model
    assert uses_of(whole, pinned, [0]) == {"a": use(FREIGHT)}
    assert carried({"a": use(FAIR)}, whole, pinned) == [UNUSED]
