"""What an adopted guide does to an amount: never more, always said."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.pack_making import measure, pack

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Basis, Status, WorksheetLine
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.money import Money, Rounding, total
from jiamao_desktop.domain.practised import MINIMUM, ROUNDING, Practised, Result, finish

NOTE = "参考做法：某市2024年，某市2024年通知"
SUM = WorksheetLine(
    step="base", text="合计 1 笔", exact_fen=Fraction(100), basis=Basis.LAW, lines=(7,)
)
DAY = dt.date(2025, 3, 1)


def result(*years: tuple[int, int]) -> Result:
    return (SUM,), tuple((dt.date(year, 1, 1), Money(fen)) for year, fen in years), "capped"


def assessed(fen: int, practised: Practised | None) -> Assessment:
    line = Line(id=7, category="fee", gross=Money(fen), net=Money(fen), paid_on=DAY)
    facts = {"firm.kind": "enterprise", "firm.registered_city": "永州市"}
    one = measure()
    case = Case(facts=facts, lines=[line], today=DAY, practised=practised)
    return assess(pack(one), one, case)


def test_without_a_guide_nothing_changes() -> None:
    assert finish(result((2025, 100)), None) == result((2025, 100))


def test_less_than_the_least_is_nothing_and_the_line_says_whose_rule_it_is() -> None:
    practised = Practised(note=NOTE, minimum=Money(500_000))
    found = assessed(999_998, practised)
    assert found.ceiling == Money(0)
    assert found.binding == MINIMUM
    last = found.worksheet[-1]
    assert (last.step, last.basis, last.note) == (MINIMUM, Basis.PRACTICE, NOTE)
    assert last.text == "低于 5,000.00 不予支持"
    assert found.status is Status.YES


def test_exactly_the_least_is_granted() -> None:
    found = assessed(1_000_000, Practised(note=NOTE, minimum=Money(500_000)))
    assert found.ceiling == Money(500_000)
    assert found.binding != MINIMUM
    assert found.worksheet[-1].exact_fen == 500_000


def test_rounding_goes_down_after_everything_else() -> None:
    found = assessed(12_345, Practised(note=NOTE, rounding=Rounding.DOWN_TO_YUAN))
    assert found.ceiling == Money(6_100)
    assert found.binding == ROUNDING
    assert found.worksheet[-1].text == "舍去不足一元"


def test_rates_and_base_are_named_where_the_records_are_added_up() -> None:
    practised = Practised(note=NOTE, base=True, conversions={7: "按付款日中间价", 9: "别的"})
    lines, _, _ = finish(result((2025, 100)), practised)
    assert lines[0].basis is Basis.PRACTICE
    assert lines[0].note == f"按付款日中间价；{NOTE}"


def test_a_guide_that_says_nothing_of_it_leaves_the_sum_as_it_was() -> None:
    lines, by_day, binding = finish(result((2025, 100)), Practised(note=NOTE))
    assert (lines, by_day, binding) == result((2025, 100))


def test_what_is_taken_off_is_taken_off_the_last_year() -> None:
    practised = Practised(note=NOTE, rounding=Rounding.DOWN_TO_YUAN)
    _, by_day, _ = finish(result((2024, 150), (2025, 20)), practised)
    assert [(day.year, one) for day, one in by_day] == [(2024, Money(100)), (2025, Money(0))]


AMOUNTS = st.lists(
    st.tuples(st.integers(2024, 2027), st.integers(0, 10**9)), min_size=1, max_size=4
)
PRACTICES: st.SearchStrategy[Any] = st.builds(
    Practised,
    note=st.just(NOTE),
    minimum=st.none() | st.integers(0, 10**9).map(Money),
    rounding=st.none() | st.sampled_from(Rounding),
)


@given(AMOUNTS, PRACTICES)
@settings(max_examples=80, deadline=None)
def test_a_guide_never_raises_an_amount_and_its_last_line_is_the_sum(
    years: list[tuple[int, int]], practised: Practised
) -> None:
    lines, by_day, _ = finish(result(*years), practised)
    before = sum(fen for _, fen in years)
    after = total(one for _, one in by_day)
    assert after.fen <= before
    assert all(0 <= one.fen <= fen for (_, one), (_, fen) in zip(by_day, years, strict=True))
    if len(lines) > 1:
        assert lines[-1].exact_fen == after.fen
