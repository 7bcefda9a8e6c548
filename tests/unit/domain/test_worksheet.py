"""Steps: each does one thing, exactly, and leaves a line that says what."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.pack_making import CLAUSE, yuan

from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.steps import (
    SPENT,
    Base,
    Cap,
    Fixed,
    FloorAt,
    MinOf,
    Per,
    PerUnit,
    Round,
    Step,
    Sum,
    Times,
    Window,
)
from jiamao_desktop.domain.worksheet import (
    Given,
    Setting,
    Worksheet,
    needs,
    parameters_of,
    percent,
    work_out,
)

BASE = Sum(id="base")


def given(*yuans: str, settings: Mapping[str, Any] | None = None, **more: Any) -> Given:
    figures = {
        name: value if isinstance(value, Setting) else Setting(value=value)
        for name, value in (settings or {}).items()
    }
    return Given(
        lines=[(number, Fraction(yuan(text).fen)) for number, text in enumerate(yuans, start=1)],
        settings=figures,
        labels={"rate": "补贴比例", "cap": "限额", "n": "展位数", "more": "更多", "most": "最多"},
        **more,
    )


def done(*steps: Step, to: Given) -> Worksheet:
    return work_out(steps, to)


def last(sheet: Worksheet) -> tuple[str, Fraction | int]:
    return sheet.lines[-1].text, sheet.exact_fen / 100


def test_a_sum_adds_the_expenses_and_names_them() -> None:
    sheet = done(BASE, to=given("100", "0.05"))
    assert last(sheet) == ("合计 2 笔", Fraction("100.05"))
    assert sheet.lines[0].lines == (1, 2)


def test_a_sum_below_nothing_counts_as_nothing_and_says_so() -> None:
    sheet = done(BASE, to=given("100", "-150"))
    assert last(sheet) == ("合计 2 笔，为负，按 0 计", 0)
    assert sheet.binding == ""


def test_a_share_is_exact_to_the_fraction_of_a_fen() -> None:
    sheet = done(
        BASE, Times(id="share", by="rate"), to=given("100.01", settings={"rate": Fraction(1, 3)})
    )
    assert last(sheet) == ("× 1/3", Fraction(10001, 300))
    assert sheet.binding == "share"


@pytest.mark.parametrize(
    ("ratio", "text"), [(Fraction(1, 2), "50%"), (Fraction(1), "100%"), (Fraction(1, 8), "1/8")]
)
def test_a_ratio_reads_as_percent_where_it_is_whole(ratio: Fraction, text: str) -> None:
    assert percent(ratio) == text


@pytest.mark.parametrize(
    ("mode", "text", "comes_to"),
    [
        (Rounding.DOWN_TO_FEN, "舍去不足一分", "50.00"),
        (Rounding.HALF_UP_TO_FEN, "四舍五入到分", "50.01"),
        (Rounding.DOWN_TO_YUAN, "舍去不足一元", "50.00"),
    ],
)
def test_rounding_says_how(mode: Rounding, text: str, comes_to: str) -> None:
    settings = {"rate": Fraction(1, 2)}
    steps = (BASE, Times(id="share", by="rate"), Round(id="r", mode=mode))
    sheet = done(*steps, to=given("100.01", settings=settings))
    assert last(sheet) == (text, Fraction(comes_to))


def test_a_cap_that_is_not_reached_does_not_bind() -> None:
    cap = Cap(id="capped", at="cap", per=Per.FIRM, window=Window.DOCUMENT)
    sheet = done(BASE, cap, to=given("100", settings={"cap": yuan("100")}))
    assert last(sheet) == ("不超过 100.00", 100)
    assert sheet.binding == ""


def test_a_cap_shows_what_was_used_and_what_is_left() -> None:
    cap = Cap(id="capped", at="cap", per=Per.FIRM, window=Window.DOCUMENT)
    to = given("100", settings={"cap": yuan("100")}, used={"capped": yuan("70")})
    assert last(done(BASE, cap, to=to)) == ("不超过 100.00，已用 70.00，余 30.00", 30)


def test_a_cap_used_beyond_its_height_leaves_nothing_and_not_less() -> None:
    cap = Cap(id="capped", at="cap", per=Per.FIRM, window=Window.DOCUMENT)
    to = given("100", settings={"cap": yuan("100")}, used={"capped": yuan("170")})
    assert last(done(BASE, cap, to=to)) == ("不超过 100.00，已用 170.00，余 0.00", 0)


def test_before_the_sum_a_step_works_on_each_expense_by_itself() -> None:
    """Two vehicles at ten per cent, at most 200,000 yuan each (每台)."""
    steps = (
        Times(id="share", by="rate"),
        Cap(id="each", at="cap", per=Per.LINE),
        BASE,
        Round(id="rounded", mode=Rounding.DOWN_TO_FEN),
    )
    settings = {"rate": Fraction(1, 10), "cap": yuan("200000")}
    assert done(*steps, to=given("1800000", settings=settings)).exact_fen == yuan("180000").fen
    two = done(*steps, to=given("2500000", "1000000", settings=settings))
    assert two.exact_fen == yuan("300000").fen
    assert two.binding == "each"
    assert two.lines[1].text == "每笔不超过 200,000.00"


BOOTHS = Cap(id="booths", at="cap", per=Per.UNIT, count="n", more="more", most="most")
STANDARD: dict[str, Any] = {"cap": yuan("50000"), "more": yuan("15000"), "most": 3}


@pytest.mark.parametrize(
    ("booths", "allowed"), [(0, "0"), (1, "50000"), (2, "65000"), (3, "80000"), (7, "80000")]
)
def test_a_cap_by_the_unit_grows_with_each_up_to_the_most(booths: int, allowed: str) -> None:
    to = given("900000", settings=STANDARD, counts={"n": booths})
    assert done(BASE, BOOTHS, to=to).exact_fen == yuan(allowed).fen


def test_while_the_number_of_units_is_open_the_most_there_can_be_is_at_stake() -> None:
    assert done(BASE, BOOTHS, to=given("900000", settings=STANDARD)).exact_fen == yuan("80000").fen


def test_without_number_and_without_a_most_a_cap_by_the_unit_waits() -> None:
    cap = Cap(id="booths", at="cap", per=Per.UNIT, count="n")
    to = given("900000", settings={"cap": yuan("50000")})
    assert last(done(BASE, cap, to=to)) == ("“展位数”未知，暂不封顶", 900000)


def test_each_further_unit_counts_like_the_first_unless_the_step_says_otherwise() -> None:
    cap = Cap(id="people", at="cap", per=Per.UNIT, count="n")
    to = given("900000", settings={"cap": yuan("8000")}, counts={"n": 3})
    assert done(BASE, cap, to=to).exact_fen == yuan("24000").fen


def test_a_further_amount_that_was_not_entered_is_nothing() -> None:
    to = given("900000", settings={"cap": yuan("50000")}, counts={"n": 3})
    assert done(BASE, BOOTHS, to=to).exact_fen == yuan("50000").fen


def test_a_step_whose_figure_was_not_entered_is_left_out_and_says_so() -> None:
    sheet = done(BASE, Times(id="share", by="rate"), to=given("100"))
    assert last(sheet) == ("未填写“补贴比例”，此步不计算", 100)
    assert sheet.binding == ""


def test_so_much_for_each() -> None:
    step = PerUnit(id="award", amount="cap", count="n", clause=CLAUSE)
    to = given(settings={"cap": yuan("500000")}, counts={"n": 3})
    assert last(done(step, to=to)) == ("500,000.00 × 3", 1500000)
    assert done(step, to=given(settings={"cap": yuan("500000")})).exact_fen == 0


def test_a_fixed_award_does_not_look_at_expenses() -> None:
    step = Fixed(id="award", amount="cap")
    assert last(done(step, to=given(settings={"cap": yuan("250000")}))) == (
        "定额 250,000.00",
        250000,
    )


def test_the_least_of_a_standard_and_what_was_spent() -> None:
    steps = (
        PerUnit(id="standard", amount="cap", count="n"),
        MinOf(id="actual", of=(SPENT,)),
    )
    settings = {"cap": yuan("4000")}
    sheet = done(*steps, to=given("7000", settings=settings, counts={"n": 2}))
    assert last(sheet) == ("与实际发生额比较，取最小", 7000)
    assert sheet.binding == "actual"
    more = done(*steps, to=given("9000", settings=settings, counts={"n": 2}))
    assert more.exact_fen == yuan("8000").fen


def test_the_least_of_several_figures() -> None:
    step = MinOf(id="least", of=("cap", "more"))
    sheet = done(BASE, step, to=given("900", settings={"cap": yuan("500"), "more": yuan("300")}))
    assert last(sheet) == ("与限额、更多比较，取最小", 300)


@pytest.mark.parametrize(("amount", "kept"), [("4999.99", "0"), ("5000", "5000"), ("6000", "6000")])
def test_below_a_floor_nothing_is_paid_and_at_it_all(amount: str, kept: str) -> None:
    sheet = done(
        BASE, FloorAt(id="least", at="cap"), to=given(amount, settings={"cap": yuan("5000")})
    )
    assert sheet.exact_fen == yuan(kept).fen
    assert sheet.lines[-1].text == "低于 5,000.00 不予支持"


def test_a_line_rests_on_the_law_unless_its_figure_was_entered() -> None:
    entered = Setting(value=Fraction(1, 2), basis=Basis.ENTERED, note="湘商贸〔2026〕1号")
    steps = (
        BASE,
        Times(id="share", by="rate", clause=CLAUSE),
        Round(id="r", mode=Rounding.DOWN_TO_FEN, basis=Basis.ASSUMED),
    )
    sheet = done(*steps, to=given("100", settings={"rate": entered}))
    assert [line.basis for line in sheet.lines] == [Basis.LAW, Basis.ENTERED, Basis.ASSUMED]
    assert [line.note for line in sheet.lines] == ["", "湘商贸〔2026〕1号", ""]
    assert sheet.lines[1].clause == CLAUSE


def test_one_source_is_named_once_though_it_gave_two_figures() -> None:
    practice = {
        name: Setting(value=value, basis=Basis.PRACTICE, note="湖南省2017年")
        for name, value in STANDARD.items()
    }
    line = done(BASE, BOOTHS, to=given("90", settings=practice, counts={"n": 1})).lines[-1]
    assert (line.basis, line.note) == (Basis.PRACTICE, "湖南省2017年")


@pytest.mark.parametrize(
    "step", [Times(id="s", by="cap"), Cap(id="s", at="rate", per=Per.PROJECT), BOOTHS]
)
def test_a_figure_of_the_wrong_kind_is_a_bug_and_not_an_amount(step: Step) -> None:
    wrong = {"cap": yuan("1"), "rate": Fraction(1, 2), "more": yuan("1"), "most": yuan("3")}
    with pytest.raises(TypeError):
        done(BASE, step, to=given("1", settings=wrong, counts={"n": 1}))


def test_a_step_names_every_figure_and_those_it_cannot_do_without() -> None:
    assert parameters_of(BOOTHS) == ("cap", "more", "most")
    assert needs(BOOTHS) == ("cap",)
    assert needs(BASE) == ()
    assert needs(MinOf(id="m", of=(SPENT, "cap"))) == ("cap",)
    assert needs(FloorAt(id="f", at="cap")) == needs(Fixed(id="f", amount="cap")) == ("cap",)


def test_the_last_step_that_made_it_smaller_binds() -> None:
    steps = (
        BASE,
        Times(id="share", by="rate"),
        Cap(id="first", at="cap", per=Per.PROJECT),
        Cap(id="second", at="more", per=Per.PROJECT),
    )
    settings = {"rate": Fraction(1, 2), "cap": yuan("40"), "more": yuan("60")}
    assert done(*steps, to=given("100", settings=settings)).binding == "first"
    assert done(*steps, to=given("60", settings=settings)).binding == "share"


def test_money_in_a_sheet_is_never_a_float() -> None:
    sheet = done(
        BASE, Times(id="s", by="rate"), to=given("0.1", "0.2", settings={"rate": Fraction(1)})
    )
    assert sheet.exact_fen == 30
    assert all(isinstance(line.exact_fen, Fraction) for line in sheet.lines)
    assert Money(30) == yuan("0.3")


@pytest.mark.parametrize(
    ("base", "said"),
    [(Base.NET, "按不含税金额，合计 2 笔"), (Base.GROSS, "按价税合计，合计 2 笔")],
)
def test_the_sum_says_what_is_added_up(base: Base, said: str) -> None:
    assert last(done(BASE, to=given("1", "2", base=base))) == (said, 3)
