from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.pack_making import yuan

from jiamao_desktop.domain.allocation import AtMost, NothingBelow, Ratio, Rounded
from jiamao_desktop.domain.compiling.steps import Recipe, Shared, recipe
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.steps import (
    SPENT,
    Cap,
    DayCount,
    Fixed,
    FloorAt,
    Interest,
    MinOf,
    Per,
    PerUnit,
    Round,
    Step,
    Sum,
    Times,
    Window,
)
from jiamao_desktop.domain.worksheet import Given, Setting

SUM = Sum(id="base")
HALF = Times(id="share", by="half")
DOWN = Round(id="rounded", mode=Rounding.DOWN_TO_FEN)
YEAR = Cap(id="year", at="most", per=Per.FIRM, window=Window.CALENDAR_YEAR)
EVER = Cap(id="ever", at="more", per=Per.FIRM, window=Window.LIFETIME)
FLOOR = FloorAt(id="floor", at="least")
FIGURES: Mapping[str, Money | Fraction | int] = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "double": Fraction(2),
    "least": yuan("5"),
    "most": yuan("80"),
    "more": yuan("200"),
    "each": yuan("10"),
    "two": 2,
}


def made(
    *steps: Step,
    alone: bool = True,
    used: Money | None = None,
    figures: Mapping[str, Any] = FIGURES,
    **facts: Any,
) -> Recipe:
    """Return the recipe of some steps.

    Args:
        steps: The steps.
        alone: They are for all expenses of the claim.
        used: What has used each cap up, where the leaf has the rest to itself.
        figures: What is known of the parameters.
        facts: Counts and days.
    """
    known = {name.replace("_", "."): value for name, value in facts.items()}
    given = Given(
        lines=(),
        settings={name: Setting(value=value) for name, value in figures.items()},
        labels={"loan.from": "起", "loan.to": "止", "fair.booths": "展位"},
        counts={name: value for name, value in known.items() if isinstance(value, int)},
        facts=known,
    )
    return recipe(steps, given, lambda _: used, alone=alone)


def refused(*steps: Step, **more: Any) -> str:
    with pytest.raises(UserError) as caught:
        made(*steps, **more)
    return caught.value.code


def test_a_share_of_the_sum_rounded_down_is_a_ratio_and_a_rounding() -> None:
    found = made(SUM, HALF, DOWN)
    assert found.gross == (Ratio(1, 2), Rounded(1))
    assert found.award is None
    assert found.caps == ()


@pytest.mark.parametrize(
    ("mode", "step"),
    [
        (Rounding.DOWN_TO_FEN, Rounded(1)),
        (Rounding.HALF_UP_TO_FEN, Rounded(1, half_up=True)),
        (Rounding.DOWN_TO_YUAN, Rounded(100)),
    ],
)
def test_each_way_to_round_has_its_step(mode: Rounding, step: Rounded) -> None:
    found = made(SUM, Round(id="rounded", mode=mode))
    assert found.gross == (step,)
    assert found.half_up is (mode is Rounding.HALF_UP_TO_FEN)


def test_steps_before_the_sum_stay_steps_of_each_expense() -> None:
    each = Cap(id="each", at="each", per=Per.LINE)
    found = made(HALF, each, SUM, DOWN)
    assert found.before == (HALF, each)
    assert found.gross == (Rounded(1),)
    assert found.share == 1


def test_a_cap_of_the_firm_is_shared_with_its_height() -> None:
    found = made(SUM, HALF, DOWN, YEAR)
    assert found.caps == (Shared(cap=YEAR, height=80_00),)
    assert found.gross == (Ratio(1, 2), Rounded(1))


@pytest.mark.parametrize(("count", "height"), [(0, 0), (1, 10_00), (2, 15_00), (7, 15_00)])
def test_a_cap_per_unit_goes_by_the_fact_that_counts(count: int, height: int) -> None:
    booths = Cap(id="b", at="each", per=Per.UNIT, count="fair.booths", more="least", most="two")
    assert made(SUM, DOWN, booths, fair_booths=count).gross[-1] == AtMost(height)


def test_a_cap_per_unit_whose_number_is_open_does_not_cap() -> None:
    booths = Cap(id="b", at="each", per=Per.UNIT, count="fair.booths")
    assert made(SUM, DOWN, booths).gross == (Rounded(1),)


def test_a_cap_per_project_is_shared_as_soon_as_the_project_has_several_leaves() -> None:
    project = Cap(id="fair", at="most", per=Per.PROJECT)
    assert made(SUM, DOWN, project).gross[-1] == AtMost(80_00)
    shared = made(SUM, DOWN, project, alone=False)
    assert shared.caps == (Shared(cap=project, height=80_00),)
    assert shared.gross == (Rounded(1),)


def test_the_least_of_parameters_is_an_upper_bound_for_each() -> None:
    found = made(SUM, DOWN, MinOf(id="least-of", of=("most", "more")))
    assert found.gross == (Rounded(1), AtMost(80_00), AtMost(200_00))
    assert found.spent is None


def test_what_is_held_against_the_expenses_themselves_is_told_with_its_share() -> None:
    found = made(SUM, Times(id="share", by="double"), MinOf(id="m", of=(SPENT, "most")), DOWN)
    assert found.spent == 2
    assert found.gross == (Ratio(2, 1), AtMost(80_00), Rounded(1))


def test_a_figure_that_was_not_entered_leaves_its_step_out() -> None:
    assert made(SUM, Times(id="share", by="unknown"), DOWN, FLOOR, figures={}).gross == (
        Rounded(1),
    )


def test_a_minimum_before_all_caps_is_one_of_the_gross() -> None:
    strict = FloorAt(id="floor", at="least", strict=True)
    assert made(SUM, DOWN, FLOOR, YEAR).gross == (Rounded(1), NothingBelow(5_00))
    assert made(SUM, DOWN, strict, YEAR).gross == (Rounded(1), NothingBelow(5_00, strict=True))
    assert made(SUM, DOWN, FLOOR, YEAR).least == 0


def test_a_minimum_behind_a_shared_cap_is_one_of_what_is_paid() -> None:
    found = made(SUM, DOWN, YEAR, FLOOR)
    assert found.least == 5_00
    assert found.gross == (Rounded(1), NothingBelow(5_00))


def test_not_more_than_an_amount_is_nothing_means_a_fen_more_is_the_least() -> None:
    strict = FloorAt(id="floor", at="least", strict=True)
    assert made(SUM, DOWN, YEAR, strict).least == 5_01


def test_a_minimum_behind_a_cap_that_nobody_else_uses_is_one_of_the_gross() -> None:
    found = made(SUM, DOWN, YEAR, FLOOR, EVER, used=yuan("75"))
    assert found.least == 0
    assert found.gross == (Rounded(1), NothingBelow(5_00))
    assert [one.cap.id for one in found.caps] == ["year", "ever"]


def test_a_minimum_that_the_rest_of_a_cap_cannot_reach_means_nothing() -> None:
    found = made(SUM, DOWN, YEAR, FLOOR, used=yuan("75.01"))
    assert found.gross[-1] == AtMost(0)


def test_an_award_below_a_minimum_for_want_of_room_is_nothing() -> None:
    award = Fixed(id="award", amount="each")
    assert made(award, YEAR, FLOOR, used=yuan("75")).award == 10_00
    assert made(award, YEAR, FLOOR, used=yuan("75.01")).award == 0


def test_rounding_to_the_fen_may_stand_behind_a_cap() -> None:
    found = made(SUM, HALF, YEAR, DOWN)
    assert found.gross == (Ratio(1, 2), Rounded(1))
    assert found.caps == (Shared(cap=YEAR, height=80_00),)


def test_rounding_to_the_yuan_behind_a_cap_leaves_whole_yuan_of_that_cap() -> None:
    yuan_down = Round(id="rounded", mode=Rounding.DOWN_TO_YUAN)
    found = made(SUM, HALF, YEAR, yuan_down, EVER)
    assert [(one.cap.id, one.unit) for one in found.caps] == [("year", 100), ("ever", 1)]


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("model.share_after_cap", (SUM, YEAR, HALF, DOWN)),
        ("model.cap_after_floor", (SUM, DOWN, YEAR, FLOOR, EVER)),
        ("model.cap_after_floor", (SUM, DOWN, YEAR, FLOOR, MinOf(id="m", of=("small",)))),
        (
            "model.floor_before_rounding",
            (SUM, YEAR, FloorAt(id="floor", at="least", strict=True), DOWN),
        ),
        (
            "model.yuan_after_cap",
            (
                SUM,
                YEAR,
                FloorAt(id="floor", at="small"),
                Round(id="r", mode=Rounding.DOWN_TO_YUAN),
            ),
        ),
        ("model.spent_may_bind", (Fixed(id="award", amount="each"), MinOf(id="m", of=(SPENT,)))),
    ],
)
def test_an_order_of_steps_that_a_model_cannot_follow_is_refused(
    code: str, steps: tuple[Step, ...]
) -> None:
    assert refused(*steps, figures={**FIGURES, "small": yuan("1.50")}) == code


def test_a_fixed_award_is_its_amount_and_no_ratio() -> None:
    found = made(Fixed(id="award", amount="most"), YEAR)
    assert found.award == 80_00
    assert found.gross == (AtMost(80_00),)
    assert found.caps == (Shared(cap=YEAR, height=80_00),)


def test_an_award_is_no_more_than_a_cap_at_its_full_height() -> None:
    assert made(Fixed(id="award", amount="more"), YEAR).award == 80_00


def test_so_much_for_each_takes_the_count_and_nothing_for_less_than_none() -> None:
    each = PerUnit(id="award", amount="each", count="zone.places")
    assert made(each, zone_places=3).award == 30_00
    assert made(each, zone_places=-3).award == 0


def test_interest_is_an_award_that_ends_in_whole_fen() -> None:
    interest = Interest(
        id="i", principal="more", rate="third", start="loan.from", end="loan.to", days=DayCount.D360
    )
    start, end = dt.date(2025, 1, 1), dt.date(2025, 1, 11)
    assert made(interest, DOWN, loan_from=start, loan_to=end).award == 20000 * 10 // 3 // 360
    assert made(interest, DOWN).award == 0


def test_the_share_that_bounds_a_payment_is_the_product_of_the_ratios_behind_the_sum() -> None:
    third = Times(id="t", by="third")
    assert made(SUM, HALF, third, DOWN).share == Fraction(1, 6)
