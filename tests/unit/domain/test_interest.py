"""Interest worked out from principal, rate and days: exact, the first day in, the last out."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from tests.unit.domain.pack_making import CLAUSE, KNOWN, case, fact, law, measure, pack, yuan

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.facts import Facts, FactType
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.steps import (
    DayCount,
    FloorAt,
    Interest,
    Round,
    Sum,
    facts_of,
    is_fact,
)
from jiamao_desktop.domain.worksheet import (
    Given,
    Setting,
    Worksheet,
    needs,
    parameters_of,
    work_out,
    years_between,
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def interest(days: DayCount = DayCount.D365, **more: Any) -> Interest:
    shape = {"principal": "loan.principal", "rate": "rate", "start": "loan.from", "end": "loan.to"}
    return Interest(id="interest", clause=CLAUSE, days=days, **{**shape, **more})


LABELS = {"loan.principal": "本金", "loan.from": "起息日", "loan.to": "还款日", "loan.rate": "利率"}
LOAN: Facts = {
    "loan.principal": yuan("1000000"),
    "loan.from": day("2024-07-01"),
    "loan.to": day("2025-06-30"),
}


def reckoned(step: Interest, rate: Fraction = Fraction(2, 100), **facts: Any) -> Worksheet:
    given = Given(
        lines=[],
        settings={"rate": Setting(value=rate), "cap": Setting(value=yuan("500000"))},
        labels=LABELS,
        facts={**LOAN, **facts},
    )
    return work_out([step], given)


@pytest.mark.parametrize(
    ("days", "fen", "divided"),
    [
        (DayCount.D365, Fraction(100_000_000 * 2 * 364, 100 * 365), "÷ 365"),
        (DayCount.D360, Fraction(100_000_000 * 2 * 364, 100 * 360), "÷ 360"),
        (
            DayCount.ACTUAL,
            Fraction(2_000_000) * (Fraction(184, 366) + Fraction(180, 365)),
            "÷ 当年实际天数",
        ),
    ],
)
def test_interest_is_exact_for_each_way_to_count_days(
    days: DayCount, fen: Fraction, divided: str
) -> None:
    found = reckoned(interest(days))
    assert found.exact_fen == fen
    assert found.lines[0].text == (
        "1,000,000.00 × 年利率 2% × 364 天（2024-07-01 至 2025-06-30，算头不算尾） " + divided
    )
    assert found.lines[0].clause is CLAUSE


@pytest.mark.parametrize(
    ("start", "end", "days", "years"),
    [
        ("2025-01-01", "2026-01-01", DayCount.D365, Fraction(1)),
        ("2025-01-01", "2026-01-01", DayCount.ACTUAL, Fraction(1)),
        ("2024-01-01", "2025-01-01", DayCount.ACTUAL, Fraction(1)),
        ("2024-01-01", "2025-01-01", DayCount.D365, Fraction(366, 365)),
        ("2025-03-01", "2025-03-02", DayCount.D360, Fraction(1, 360)),
        ("2025-03-01", "2025-03-01", DayCount.D360, Fraction(0)),
        ("2025-03-02", "2025-03-01", DayCount.ACTUAL, Fraction(0)),
        ("2023-12-31", "2025-01-02", DayCount.ACTUAL, 1 + Fraction(2, 365)),
    ],
)
def test_the_first_day_counts_and_the_last_does_not(
    start: str, end: str, days: DayCount, years: Fraction
) -> None:
    assert years_between(day(start), day(end), days) == years


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@settings(max_examples=60, deadline=None)
@drawn(days=st.sampled_from(DayCount), points=st.lists(DAYS, min_size=3, max_size=3))
def test_time_in_two_parts_is_the_time_in_one(days: DayCount, points: list[dt.date]) -> None:
    first, middle, last = sorted(points)
    parts = years_between(first, middle, days) + years_between(middle, last, days)
    assert parts == years_between(first, last, days)
    assert abs(parts - Fraction((last - first).days, 365)) < Fraction(1, 5)


@pytest.mark.parametrize("name", ["loan.principal", "loan.from", "loan.to"])
def test_while_a_fact_is_open_there_is_no_interest_and_the_line_says_which(name: str) -> None:
    facts = {key: value for key, value in LOAN.items() if key != name}
    given = Given(
        lines=[], settings={"rate": Setting(value=Fraction(1, 50))}, labels=LABELS, facts=facts
    )
    found = work_out([interest()], given)
    assert found.exact_fen == 0
    assert found.lines[0].text == f"“{LABELS[name]}”未知，暂不计息"


def test_principal_and_rate_may_each_be_a_figure_or_a_fact() -> None:
    half = reckoned(interest(principal="cap"))
    assert half.exact_fen == reckoned(interest()).exact_fen / 2
    own = reckoned(interest(rate="loan.rate"), **{"loan.rate": Fraction(4, 100)})
    assert own.exact_fen == reckoned(interest()).exact_fen * 2


def test_a_step_names_the_facts_and_figures_it_reads() -> None:
    assert facts_of(interest()) == ("loan.principal", "loan.from", "loan.to")
    assert facts_of(interest(principal="cap", rate="loan.rate")) == (
        "loan.rate",
        "loan.from",
        "loan.to",
    )
    assert parameters_of(interest()) == needs(interest()) == ("rate",)
    assert needs(interest(principal="cap", rate="loan.rate")) == ("cap",)
    assert facts_of(Sum(id="s")) == ()
    assert [is_fact(name) for name in ("loan.rate", "rate")] == [True, False]


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        (interest(principal="rate"), {}),
        (interest(rate="cap"), {}),
        (interest(), {"loan.to": "昨天"}),
    ],
)
def test_what_is_of_the_wrong_kind_is_a_bug_and_not_an_amount(
    step: Interest, facts: dict[str, Any]
) -> None:
    with pytest.raises(TypeError):
        reckoned(step, **facts)


def test_a_measure_asks_for_the_facts_its_interest_needs() -> None:
    one = measure(
        expense=None,
        event="loan.to",
        parameters=(law("rate", Fraction(2, 100)),),
        steps=(interest(), Round(id="rounded", mode=Rounding.DOWN_TO_FEN)),
    )
    about = pack(one)
    kinds = {"loan.principal": FactType.MONEY, "loan.from": FactType.DATE, "loan.to": FactType.DATE}
    for name, kind in kinds.items():
        about.facts[name] = fact(name, kind)  # type: ignore[index]  # a dict made for tests
    found = assess(about, one, case(facts=KNOWN))
    assert (found.status, found.missing) == (
        Status.ASK,
        ("loan.to", "loan.from", "loan.principal"),
    )
    found = assess(about, one, case(facts={**KNOWN, **LOAN}))
    assert (found.status, str(found.ceiling)) == (Status.YES, "19,945.20")


@pytest.mark.parametrize(
    ("amount", "strict", "kept"),
    [
        ("5000.00", True, "0.00"),
        ("5000.01", True, "5,000.01"),
        ("5000.00", False, "5,000.00"),
        ("4999.99", False, "0.00"),
    ],
)
def test_a_least_amount_may_itself_be_too_little(amount: str, kept: str, *, strict: bool) -> None:
    given = Given(
        lines=[(1, Fraction(yuan(amount).fen))],
        settings={"least": Setting(value=yuan("5000"))},
        labels={},
    )
    found = work_out([Sum(id="s"), FloorAt(id="f", at="least", strict=strict)], given)
    assert str(Money(int(found.exact_fen))) == kept
    assert found.lines[-1].text == f"{'不超过' if strict else '低于'} 5,000.00 不予支持"
