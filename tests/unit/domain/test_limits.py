"""What is left of caps: earlier support, years, dated figures, several groups."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.pack_making import (
    FIRST,
    LAST,
    case,
    entered,
    grant,
    half_up_to,
    law,
    limit,
    line,
    measure,
    pack,
    yuan,
)

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Basis
from jiamao_desktop.domain.case import EnteredParameter
from jiamao_desktop.domain.limits import batches, settings_on
from jiamao_desktop.domain.pack import ParameterType
from jiamao_desktop.domain.readings import Terms, chosen, terms_of
from jiamao_desktop.domain.selection import Counted
from jiamao_desktop.domain.steps import Cap, Counts, Per, Window

DAY = dt.timedelta(days=1)
MARCH_25, MARCH_26 = dt.date(2025, 3, 1), dt.date(2026, 3, 1)


def result(
    *lines: Any, steps: dict[str, Any] | None = None, limits: Any = (), **more: Any
) -> Assessment:
    one = measure(**(steps or half_up_to("100")))
    return assess(pack(one, limits), one, case(*lines, **more))


def ceiling(*lines: Any, **more: Any) -> str:
    return str(result(*lines, **more).ceiling)


@pytest.mark.parametrize(
    ("window", "on", "left"),
    [
        (Window.DOCUMENT, FIRST, "40.00"),
        (Window.DOCUMENT, FIRST - DAY, "100.00"),
        (Window.DOCUMENT, LAST + 90 * DAY, "40.00"),
        (Window.CALENDAR_YEAR, dt.date(2025, 1, 1), "40.00"),
        (Window.CALENDAR_YEAR, dt.date(2025, 12, 31), "40.00"),
        (Window.CALENDAR_YEAR, dt.date(2024, 12, 31), "100.00"),
        (Window.CALENDAR_YEAR, dt.date(2026, 1, 1), "100.00"),
        (Window.LIFETIME, dt.date(2001, 1, 1), "40.00"),
    ],
)
def test_earlier_support_uses_up_a_cap_within_its_window(
    window: Window, on: dt.date, left: str
) -> None:
    steps = half_up_to("100", window=window)
    assert ceiling(line(1, "1000"), steps=steps, grants=[grant("60", on)]) == left


@pytest.mark.parametrize("per", [Per.PROJECT, Per.FIRM])
def test_only_a_cap_of_the_firm_remembers(per: Per) -> None:
    steps = half_up_to("100", per=per)
    left = "40.00" if per is Per.FIRM else "100.00"
    assert ceiling(line(1, "1000"), steps=steps, grants=[grant("60", FIRST)]) == left


@pytest.mark.parametrize(("counts", "left"), [(Counts.GRANTED, "70.00"), (Counts.CLAIMED, "20.00")])
def test_what_is_filed_counts_where_the_cap_says_so(counts: Counts, left: str) -> None:
    steps = half_up_to("100", counts=counts)
    support = {"grants": [grant("30", FIRST)], "claimed": [grant("50", FIRST)]}
    assert ceiling(line(1, "1000"), steps=steps, **support) == left


def test_support_under_another_measure_leaves_the_cap_of_this_one_alone() -> None:
    others = [grant("60", FIRST, measure="other")]
    assert ceiling(line(1, "1000"), grants=others) == "100.00"


def test_a_shared_limit_counts_all_support_of_its_level() -> None:
    others = [
        grant("30", FIRST, measure="other"),
        grant("40", FIRST, measure="other", level="provincial"),
        grant("20", FIRST - DAY, measure="other"),
    ]
    found = result(line(1, "1000"), limits=[limit("80")], grants=others)
    assert str(found.ceiling) == "50.00"
    assert found.binding == "pool"


def test_a_shared_limit_without_a_level_counts_the_measures_it_names() -> None:
    some = limit("80", level="", measures=("m", "n"))
    support = [grant("30", FIRST, measure="n"), grant("40", FIRST, measure="x")]
    assert ceiling(line(1, "1000"), limits=[some], grants=support) == "50.00"


def test_960_thousand_used_of_a_million_leaves_40_of_80() -> None:
    steps = half_up_to("150000")
    used = [grant("960000", FIRST, measure="other")]
    found = result(line(1, "160000"), steps=steps, limits=[limit("1000000")], grants=used)
    assert str(found.ceiling) == "40,000.00"


def test_a_yearly_cap_holds_for_each_year_by_itself() -> None:
    yearly = half_up_to("100", window=Window.CALENDAR_YEAR)
    lines = (line(1, "1000", paid_on=MARCH_25), line(2, "60", paid_on=MARCH_26))
    found = result(*lines, steps=yearly)
    assert str(found.ceiling) == "130.00"
    texts = [one.text for one in found.worksheet]
    assert texts[0] == "2025 年：按不含税金额，合计 1 笔"
    assert texts[-1] == "各年合计"
    assert found.worksheet[-1].exact_fen == 13000


def test_a_cap_of_the_whole_term_holds_for_the_years_together() -> None:
    lines = (line(1, "1000", paid_on=MARCH_25), line(2, "60", paid_on=MARCH_26))
    assert ceiling(*lines) == "100.00"


def test_years_share_a_limit_of_the_whole_term() -> None:
    yearly = half_up_to("100", window=Window.CALENDAR_YEAR)
    lines = (line(1, "1000", paid_on=MARCH_25), line(2, "1000", paid_on=MARCH_26))
    found = result(*lines, steps=yearly, limits=[limit("150")])
    assert str(found.ceiling) == "150.00"
    assert [one.text for one in found.worksheet if one.step == "pool"] == [
        "2025 年：不超过 150.00",
        "2026 年：不超过 150.00，已用 100.00，余 50.00",
    ]


def test_a_yearly_limit_makes_a_measure_without_one_count_by_years() -> None:
    lines = (line(1, "100", paid_on=MARCH_25), line(2, "100", paid_on=MARCH_26))
    yearly = limit("30", window=Window.CALENDAR_YEAR)
    assert ceiling(*lines, limits=[yearly]) == "60.00"


def test_a_figure_applies_from_its_own_day_on() -> None:
    steps = half_up_to("1000")
    rate = law("rate", Fraction(1, 2), (MARCH_26, Fraction(3, 10)))
    steps["parameters"] = (rate, steps["parameters"][1])
    lines = (line(1, "100", paid_on=MARCH_26 - DAY), line(2, "100", paid_on=MARCH_26))
    found = result(*lines, steps=steps)
    assert str(found.ceiling) == "80.00"
    assert [one.text for one in found.worksheet if one.step == "share"] == [
        "2026 年：× 50%",
        "2026 年：× 30%",
    ]


def test_one_cap_is_shared_by_days_with_different_figures() -> None:
    steps = half_up_to("60")
    rate = law("rate", Fraction(1, 2), (MARCH_26, Fraction(3, 10)))
    steps["parameters"] = (rate, steps["parameters"][1])
    lines = (line(1, "100", paid_on=MARCH_25), line(2, "100", paid_on=MARCH_26))
    assert ceiling(*lines, steps=steps) == "60.00"


def terms(window: Window) -> Terms:
    one = measure(**half_up_to("100", window=window))
    return terms_of(one, (), chosen(one, {}))


def counted(number: int, fen: int, day: dt.date | None) -> Counted:
    return Counted(line=line(number, "1"), fen=Fraction(fen), day=day)


def test_a_red_fapiao_goes_where_there_is_something_to_take_away_from() -> None:
    lines = [counted(1, 100, MARCH_25), counted(2, -30, MARCH_26), counted(3, 100, FIRST)]
    groups = batches(lines, terms(Window.CALENDAR_YEAR), measure())
    assert [[one.line.id for one in group.counted] for group in groups] == [[3], [1, 2]]


def test_without_expenses_there_is_one_empty_group() -> None:
    (group,) = batches([], terms(Window.CALENDAR_YEAR), measure())
    assert group.counted == ()
    assert group.day == FIRST


def test_lines_whose_day_is_open_are_worked_out_by_the_day_they_were_paid() -> None:
    (group,) = batches([counted(1, 100, None)], terms(Window.CALENDAR_YEAR), measure())
    assert group.day == line(1, "1").paid_on


def test_entered_figures_are_used_with_their_source_and_missing_ones_are_missing() -> None:
    parameters = [
        law("cap", yuan("5")),
        entered("rate", ParameterType.RATIO),
        entered("most", ParameterType.COUNT),
    ]
    given = {"rate": EnteredParameter(value=Fraction(1, 2), source="湘商贸〔2026〕1号")}
    found = settings_on(MARCH_25, parameters, case(entered=given))
    assert set(found) == {"cap", "rate"}
    assert found["cap"].basis is Basis.LAW
    assert (found["rate"].basis, found["rate"].note) == (Basis.ENTERED, "湘商贸〔2026〕1号")


def test_the_law_is_not_overruled_by_what_is_entered_under_its_name() -> None:
    given = {"cap": EnteredParameter(value=yuan("9999"), source="自己")}
    assert ceiling(line(1, "1000"), entered=given) == "100.00"


def test_a_cap_by_the_line_is_never_used_up() -> None:
    steps = half_up_to("100")
    base, share, rounded, _ = steps["steps"]
    steps["steps"] = (Cap(id="each", at="cap", per=Per.LINE), base, share, rounded)
    found = result(line(1, "1000"), line(2, "60"), steps=steps, grants=[grant("500", FIRST)])
    assert str(found.ceiling) == "80.00"


def test_limits_do_not_hide_a_measure_without_amounts() -> None:
    one = measure(steps=(), parameters=())
    found = assess(pack(one, [limit("80")]), one, case(line(1, "1000")))
    assert found.worksheet == ()
    assert str(found.ceiling) == "0.00"


def test_support_received_is_not_changed_by_assessing() -> None:
    used = grant("60", FIRST)
    before = replace(used)
    result(line(1, "1000"), grants=[used])
    assert used == before


def test_where_no_expense_decides_the_year_is_that_of_the_event() -> None:
    one = measure(**half_up_to("100"))
    terms = terms_of(one, (), chosen(one, {}))
    assert [batch.day for batch in batches([], terms, measure(), MARCH_26)] == [MARCH_26]
    assert [batch.day for batch in batches([], terms, measure())] == [FIRST]
