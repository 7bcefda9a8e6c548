"""Which expenses count, how much of each, and what is said of the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.pack_making import FIRST, IN_FORCE, LAST, case, line, yuan

from jiamao_desktop.domain.assessment import LeftOut
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.pack import ExpenseTerms
from jiamao_desktop.domain.selection import Counted, Sieve
from jiamao_desktop.domain.stacking import Stacking
from jiamao_desktop.domain.steps import Base, Payer

ONCE = Stacking(most=1)
DAY = dt.timedelta(days=1)
TERMS = ExpenseTerms(categories=("fee",), date="paid_on", base=Base.NET, payer=Payer.APPLICANT)
BY_FAIR = replace(TERMS, date="fair.ends_on")


@dataclass(frozen=True)
class Told:
    """What a sieve says under one way to read the notice."""

    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]
    in_window: bool | None
    has_expense: bool
    missing: frozenset[str]


def chosen(*lines: Line, terms: ExpenseTerms = TERMS, once: bool = True, **more: Any) -> Told:
    sieve = Sieve(IN_FORCE, case(*lines, **more), Stacking(most=1 if once else None))
    found = sieve.select(terms)
    return Told(
        counted=found.counted,
        left_out=sieve.left_out(terms),
        in_window=found.in_window,
        has_expense=found.has_expense,
        missing=found.missing,
    )


def codes(selection: Told) -> dict[int, str]:
    return {one.line: one.code for one in selection.left_out}


def ids(selection: Told) -> list[int]:
    return [one.line.id for one in selection.counted]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"category": "other"}, "line.other_category"),
        ({"project": 8}, "line.other_project"),
        ({"project": None}, "line.other_project"),
        ({"funded_by": "省级资金"}, "line.funded_already"),
        ({"other_funding": yuan("1")}, "line.funded_already"),
        ({"paid_on": None}, "line.unpaid"),
        ({"payer_is_applicant": False}, "line.paid_by_other"),
        ({"unsupported": yuan("100")}, "line.wholly_unsupported"),
        ({"paid_on": FIRST - DAY}, "line.outside_window"),
        ({"paid_on": LAST + DAY}, "line.outside_window"),
    ],
)
def test_a_line_that_does_not_count_says_why(changes: dict[str, Any], code: str) -> None:
    one = line(1, "100", **{"project": 7, **changes})
    selection = chosen(one, project=7)
    assert codes(selection) == {1: code}
    assert ids(selection) == []


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_the_first_and_the_last_day_belong(day: dt.date) -> None:
    assert ids(chosen(line(1, "100", paid_on=day))) == [1]


def test_without_a_project_in_question_lines_of_all_projects_count() -> None:
    assert ids(chosen(line(1, "1", project=7), line(2, "1", project=8), line(3, "1"))) == [1, 2, 3]


def test_a_voucher_that_does_not_name_the_payer_counts() -> None:
    assert ids(chosen(line(1, "1", payer_is_applicant=None))) == [1]


def test_money_from_another_account_counts_if_the_notice_is_read_so() -> None:
    terms = replace(TERMS, payer=Payer.ANYONE)
    assert ids(chosen(line(1, "1", payer_is_applicant=False), terms=terms)) == [1]


def test_without_an_exclusion_a_line_may_be_paid_for_twice() -> None:
    assert ids(chosen(line(1, "1", funded_by="省级资金"), once=False)) == [1]


def test_the_fund_that_paid_is_named_where_it_is_known() -> None:
    selection = chosen(line(1, "1", funded_by="省级资金"), line(2, "1", other_funding=yuan("1")))
    assert [dict(one.details)["by"] for one in selection.left_out] == ["省级资金", "其他资金"]


def test_the_days_of_the_notice_are_named_beside_a_line_outside() -> None:
    (one,) = chosen(line(1, "1", paid_on=LAST + DAY)).left_out
    assert dict(one.details) == {"day": "2027-06-14", "window": "2024-06-14 至 2027-06-13"}


@pytest.mark.parametrize(("base", "fen"), [(Base.NET, 100000), (Base.GROSS, 106000)])
def test_the_base_decides_whether_tax_counts(base: Base, fen: int) -> None:
    one = line(1, "1060", net=yuan("1000"))
    (counted,) = chosen(one, terms=replace(TERMS, base=base)).counted
    assert counted.fen == fen


def test_the_tax_within_an_unsupported_part_is_left_out_with_it() -> None:
    one = line(1, "1060", net=yuan("1000"), unsupported=yuan("106"))
    selection = chosen(one)
    assert selection.counted[0].fen == 90000
    assert codes(selection) == {1: "line.partly_unsupported"}
    assert dict(selection.left_out[0].details) == {"amount": "106.00"}


def test_a_part_of_the_net_amount_is_exact() -> None:
    (counted,) = chosen(line(1, "3", net=yuan("2.84"), unsupported=yuan("1"))).counted
    assert counted.fen == Fraction(284 * 200, 300)


@pytest.mark.parametrize("day", [None, FIRST - DAY, LAST + DAY])
def test_a_red_fapiao_takes_away_whatever_its_day(day: dt.date | None) -> None:
    selection = chosen(line(1, "100"), line(2, "-30", paid_on=day))
    assert sum(one.fen for one in selection.counted) == 7000


def test_a_red_fapiao_for_a_line_that_was_funded_is_left_out_with_it() -> None:
    selection = chosen(line(1, "100"), line(2, "-30", funded_by="省级资金"))
    assert ids(selection) == [1]


def test_by_the_day_of_the_fapiao_an_undated_one_cannot_be_judged() -> None:
    terms = replace(TERMS, date="issued_on")
    selection = chosen(
        line(1, "1"),
        line(2, "1", issued_on=FIRST),
        line(3, "1", issued_on=FIRST - DAY),
        terms=terms,
    )
    assert codes(selection) == {1: "line.undated", 3: "line.outside_window"}
    assert ids(selection) == [2]


@pytest.mark.parametrize(
    ("day", "inside"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)]
)
def test_by_the_day_of_the_fair_the_fair_decides_for_all_its_lines(
    day: dt.date, inside: bool
) -> None:
    paid_early = line(1, "1", paid_on=FIRST - 100 * DAY)
    selection = chosen(paid_early, terms=BY_FAIR, facts={"fair.ends_on": day})
    assert selection.in_window is inside
    assert bool(selection.counted) is inside
    assert selection.missing == frozenset()


def test_while_the_day_of_the_fair_is_unknown_its_lines_are_at_stake() -> None:
    selection = chosen(line(1, "1"), terms=BY_FAIR, facts={})
    assert selection.in_window is None
    assert selection.missing == {"fair.ends_on"}
    assert selection.counted[0].day is None


def test_a_fair_outside_the_window_is_a_no_even_before_there_are_expenses() -> None:
    selection = chosen(terms=BY_FAIR, facts={"fair.ends_on": LAST + DAY})
    assert selection.in_window is False


def test_nothing_in_the_ledger_says_nothing_about_the_window() -> None:
    assert chosen().in_window is None
    assert chosen(line(1, "1", paid_on=None)).in_window is None
    assert not chosen().has_expense


def test_one_line_inside_is_enough_and_only_lines_outside_are_a_no() -> None:
    outside = line(1, "1", paid_on=LAST + DAY)
    assert chosen(outside).in_window is False
    assert chosen(outside, line(2, "1")).in_window is True


def test_a_red_fapiao_alone_is_no_expense() -> None:
    selection = chosen(line(1, "-30"))
    assert not selection.has_expense
    assert selection.in_window is None


def test_a_day_that_is_no_day_is_a_bug() -> None:
    with pytest.raises(TypeError):
        chosen(line(1, "1"), terms=BY_FAIR, facts={"fair.ends_on": "2024-06-14"})


def test_every_line_is_either_counted_or_left_out() -> None:
    lines = [
        line(1, "1"),
        line(2, "1", category="other"),
        line(3, "1", paid_on=None),
        line(4, "-1"),
        line(5, "2", unsupported=yuan("1")),
    ]
    selection = chosen(*lines)
    assert set(ids(selection)) | set(codes(selection)) == {1, 2, 3, 4, 5}
    assert set(ids(selection)) & set(codes(selection)) == {5}


def test_a_case_without_anything_is_a_case() -> None:
    assert Case(facts={}, today=FIRST).lines == ()


def every_way() -> list[ExpenseTerms]:
    return [
        ExpenseTerms(categories=categories, date=date, base=base, payer=payer)
        for categories in (("fee",), ("fee", "other"))
        for date in ("paid_on", "issued_on", "fair.ends_on")
        for base in Base
        for payer in Payer
    ]


def test_asked_for_every_reading_a_sieve_says_what_a_fresh_one_says_for_each() -> None:
    lines = [
        line(1, "106", net=yuan("100")),
        line(2, "50", category="other", payer_is_applicant=False, issued_on=FIRST),
        line(3, "7", paid_on=LAST + DAY, issued_on=LAST),
        line(4, "-9", paid_on=None),
        line(5, "10", unsupported=yuan("4")),
    ]
    about = case(*lines, facts={"fair.ends_on": LAST})
    kept = Sieve(IN_FORCE, about, ONCE)
    for terms in [*every_way(), *reversed(every_way())]:
        fresh = Sieve(IN_FORCE, about, ONCE)
        assert kept.select(terms) == fresh.select(terms)
        assert kept.left_out(terms) == fresh.left_out(terms)


def test_readings_that_no_expense_tells_apart_share_one_selection() -> None:
    sieve = Sieve(IN_FORCE, case(line(1, "100")), ONCE)
    shared = sieve.select(TERMS)
    assert sieve.select(replace(TERMS, base=Base.GROSS, payer=Payer.ANYONE)) is shared
    assert sieve.select(replace(TERMS, categories=("fee", "other"))) is shared
    assert sieve.select(replace(TERMS, categories=("other",))) is not shared


def test_a_whole_amount_stays_a_whole_number_of_fen() -> None:
    (counted,) = chosen(line(1, "1060", net=yuan("1000"))).counted
    assert type(counted.fen) is int
