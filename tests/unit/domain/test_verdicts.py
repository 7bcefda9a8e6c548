"""What a condition weighs: it blocks, it warns, or the officer decides; and when a measure ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.domain.pack_making import (
    CLAUSE,
    FIRST,
    IN_FORCE,
    KNOWN,
    LAST,
    NOTICE,
    PAID,
    case,
    law,
    line,
    measure,
    pack,
    yuan,
)

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Finding, Severity, Status
from jiamao_desktop.domain.pack import Condition, Ends, Measure, Promise
from jiamao_desktop.domain.predicate import Comparison, LineGroup, LineTest, Op, Rows, Unjudged
from jiamao_desktop.domain.steps import Fixed
from jiamao_desktop.domain.verdicts import blamed, ended, outlook

DAY = dt.timedelta(days=1)
BLOCKS, WARNS, DECIDES = Severity.BLOCKS, Severity.WARNS, Severity.OFFICER_DECIDES
SMALL = Comparison(fact="firm.small", op=Op.IS, values=(True,))


def condition(severity: Severity, name: str = "small", predicate: Any = SMALL) -> Condition:
    return Condition(
        id=name, label="小微企业", predicate=predicate, clause=CLAUSE, severity=severity
    )


def result(*conditions: Condition, small: bool | None = None, **more: Any) -> Assessment:
    facts = KNOWN if small is None else {**KNOWN, "firm.small": small}
    one = measure(conditions=conditions)
    return assess(pack(one), one, case(line(1, "100"), facts=facts, **more))


@pytest.mark.parametrize(
    ("severity", "small", "status", "missing"),
    [
        (BLOCKS, True, Status.YES, ()),
        (BLOCKS, False, Status.NO, ()),
        (BLOCKS, None, Status.ASK, ("firm.small",)),
        (WARNS, True, Status.YES, ()),
        (WARNS, False, Status.YES, ()),
        (WARNS, None, Status.YES, ()),
        (DECIDES, True, Status.YES, ()),
        (DECIDES, False, Status.READING, ()),
        (DECIDES, None, Status.ASK, ("firm.small",)),
    ],
)
def test_a_condition_weighs_what_its_severity_says(
    severity: Severity, small: bool | None, status: Status, missing: tuple[str, ...]
) -> None:
    found = result(condition(severity), small=small)
    assert (found.status, found.missing) == (status, missing)
    assert [one.severity for one in found.findings if one.check == "small"] == [severity]


def test_only_what_blocks_is_blamed() -> None:
    city = Comparison(fact="firm.registered_city", op=Op.IN, values=("长沙市",))
    found = result(condition(DECIDES), condition(BLOCKS, "city", city), small=False)
    assert found.status is Status.NO
    assert found.because == ("city",)


def test_a_plain_no_makes_the_officers_question_moot() -> None:
    city = Comparison(fact="firm.registered_city", op=Op.IN, values=("长沙市",))
    found = result(condition(DECIDES), condition(BLOCKS, "city", city))
    assert (found.status, found.missing) == (Status.NO, ())


def test_while_another_question_is_open_the_officer_is_not_asked_yet() -> None:
    other = Comparison(fact="firm.exports", op=Op.AT_LEAST, values=(yuan("1"),))
    found = result(condition(DECIDES), condition(BLOCKS, "exports", other), small=False)
    assert (found.status, found.missing) == (Status.ASK, ("firm.exports",))


def test_where_the_officer_has_to_decide_nothing_is_certain_and_the_ceiling_is_shown() -> None:
    found = result(condition(DECIDES), small=False)
    assert (found.low, found.ceiling, found.high) == (yuan("0"), yuan("50"), yuan("50"))


def test_what_only_the_officer_can_judge_is_shown_and_settles_nothing() -> None:
    found = result(condition(DECIDES, "brand", Unjudged()))
    assert found.status is Status.YES
    (shown,) = [one for one in found.findings if one.check == "brand"]
    assert (shown.holds, shown.facts, shown.severity) == (None, (), DECIDES)


def test_an_open_warning_names_its_question_without_asking_it() -> None:
    found = result(condition(WARNS))
    (shown,) = [one for one in found.findings if one.check == "small"]
    assert shown.facts == ("firm.small",)
    assert found.missing == ()


def finding(name: str, severity: Severity, *facts: str, holds: bool | None) -> Finding:
    return Finding(check=name, label=name, holds=holds, facts=facts, severity=severity)


def test_findings_taken_together() -> None:
    some = [finding("a", BLOCKS, holds=True), finding("b", DECIDES, "f", holds=None)]
    found = outlook(some)
    assert (found.holds, found.missing, found.doubtful) == (True, frozenset({"f"}), False)
    found = outlook([*some, finding("c", DECIDES, holds=False)])
    assert (found.holds, found.missing, found.doubtful) == (True, frozenset({"f"}), True)
    found = outlook([*some, finding("d", BLOCKS, holds=False)])
    assert (found.holds, found.missing) == (False, frozenset())
    assert blamed([*some, finding("d", BLOCKS, holds=False)]) == ("d",)
    assert blamed([finding("w", WARNS, holds=False)]) == ()


def test_rows_are_judged_over_the_expenses_of_the_project_at_hand() -> None:
    large = LineTest(field="gross", op=Op.AT_LEAST, values=(yuan("1000"),))
    rows = LineGroup(rows=Rows.ANY_LINE, where=(large,))
    one = measure(conditions=(condition(BLOCKS, "large", rows),))
    lines = [line(1, "100", project=1), line(2, "2000", project=2)]
    statuses = [assess(pack(one), one, case(*lines, project=n)).status for n in (1, 2)]
    assert statuses == [Status.ASK, Status.YES]


AWARD = {
    "parameters": (law("award", yuan("100")),),
    "steps": (Fixed(id="award", amount="award", clause=CLAUSE),),
    "expense": None,
    "event": "fair.ends_on",
}


def awarded(day: dt.date | None, today: dt.date = PAID, **changes: Any) -> Assessment:
    facts: dict[str, Any] = dict(KNOWN) if day is None else {**KNOWN, "fair.ends_on": day}
    one = measure(**{**AWARD, **changes})
    return assess(pack(one), one, case(facts=facts, today=today))


@pytest.mark.parametrize(
    ("day", "status"),
    [(FIRST - DAY, Status.NO), (FIRST, Status.YES), (LAST, Status.YES), (LAST + DAY, Status.NO)],
)
def test_an_event_has_to_fall_into_the_days_of_the_notice(day: dt.date, status: Status) -> None:
    found = awarded(day)
    assert found.status is status
    assert found.because == (("in_force",) if status is Status.NO else ())
    (shown,) = [one for one in found.findings if one.check == "in_force"]
    assert shown.value == day.isoformat()


def test_an_event_that_is_not_known_is_asked_for() -> None:
    found = awarded(None)
    assert (found.status, found.missing) == (Status.ASK, ("fair.ends_on",))
    assert found.ceiling == yuan("100")


def test_after_the_end_an_event_inside_is_still_worked_out_with_a_word_of_caution() -> None:
    found = awarded(LAST, today=LAST + DAY)
    assert (found.status, found.ceiling) == (Status.YES, yuan("100"))
    assert found.note == (
        "文件已于 2027-06-13（按条文推算）期满。有效期内发生的事项仍列出测算结果，"
        "能否受理请向受理部门确认。"
    )


@pytest.mark.parametrize("day", [None, LAST + DAY, FIRST - DAY])
def test_after_the_end_without_an_event_inside_it_has_lapsed(day: dt.date | None) -> None:
    found = awarded(day, today=LAST + DAY)
    assert (found.status, found.ceiling) == (Status.LAPSED, yuan("0"))
    assert found.missing == (() if day else ("fair.ends_on",))
    assert found.note.endswith("没有登记有效期内的事项；确有的，登记后仍可测算。")


GUIDANCE = {"promise": Promise.GUIDANCE, "expense": None, "steps": (), "parameters": ()}


@pytest.mark.parametrize(("today", "status"), [(LAST, Status.YES), (LAST + DAY, Status.LAPSED)])
def test_guidance_lapses_with_its_notice(today: dt.date, status: Status) -> None:
    one = measure(**GUIDANCE)
    assert assess(pack(one), one, case(today=today)).status is status


def test_an_award_without_an_event_lapses_with_its_notice() -> None:
    assert awarded(None, today=LAST + DAY, event="").status is Status.LAPSED


END = dt.date(2025, 12, 31)


def ending(*, derived: bool = True, **more: Any) -> Measure:
    return measure(ends=Ends(on=END, clause=CLAUSE, derived=derived), **more)


@pytest.mark.parametrize(("on", "counted"), [(END, 1), (END + DAY, 0)])
def test_a_measure_that_ends_before_its_notice_counts_no_expense_behind_its_end(
    on: dt.date, counted: int
) -> None:
    one = ending()
    found = assess(pack(one), one, case(line(1, "100", paid_on=on), today=END))
    assert len(found.counted) == counted
    assert "2025-12-31" in next(x.label for x in found.findings if x.check == "in_force")


@pytest.mark.parametrize(
    ("derived", "said"), [(True, "2025-12-31（按条文推算）期满"), (False, "2025-12-31 期满")]
)
def test_the_end_of_a_measure_is_named_and_whether_it_is_derived(
    said: str, *, derived: bool
) -> None:
    one = ending(derived=derived, **GUIDANCE)
    found = assess(pack(one), one, case(today=END + DAY))
    assert found.status is Status.LAPSED
    assert found.note == f"本措施已于 {said}。"


def test_the_days_of_a_measure_are_those_of_its_notice_unless_it_ends_before() -> None:
    assert measure().in_force is IN_FORCE
    assert measure(ends=Ends(on=LAST, clause=CLAUSE)).in_force is IN_FORCE
    own = ending().in_force
    assert (own.first, own.last, own.derived, own.clause) == (FIRST, END, True, CLAUSE)
    endless = replace(NOTICE, in_force=replace(IN_FORCE, last=None, duration=""))
    assert ending(notice=endless, derived=False).in_force.last == END
    assert not ending(derived=False).in_force.derived


def test_a_measure_that_names_its_last_day_does_not_call_it_derived() -> None:
    named = replace(NOTICE, in_force=replace(IN_FORCE, duration=""))
    assert ended(measure(notice=named), found_inside=False) == (
        "文件已于 2027-06-13 期满。没有登记有效期内的费用；确有的，登记后仍可测算。"
    )
