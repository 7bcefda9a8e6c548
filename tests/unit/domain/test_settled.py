"""Nobody is sent away, and nothing is called worthless, while something is still open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.domain.pack_making import (
    CITY,
    CLAUSE,
    KNOWN,
    case,
    law,
    line,
    measure,
    pack,
    word,
    yuan,
)

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.steps import Cap, Per, PerUnit, Step, Window

ELSEWHERE = {**KNOWN, "firm.registered_city": "长沙市"}
STRICT = {
    "conditions": (replace(CITY, under=("scope", "strict")),),
    "unsettled": (word("scope", "", "strict", "wide"),),
}


def result(*lines: Any, changes: dict[str, Any], **more: Any) -> Assessment:
    one = measure(**changes)
    return assess(pack(one), one, case(*lines, **more))


def test_a_no_under_one_reading_waits_for_an_expense_under_the_other() -> None:
    before = result(changes=STRICT, facts=ELSEWHERE)
    after = result(line(1, "10"), changes=STRICT, facts=ELSEWHERE)
    assert (before.status, after.status) == (Status.READING, Status.READING)
    assert before.because == ()
    assert (after.low, after.high) == (yuan("0"), yuan("5"))


def test_a_no_under_every_reading_is_a_no_before_any_expense() -> None:
    both = {**STRICT, "conditions": (CITY,)}
    assert result(changes=both, facts=ELSEWHERE).status is Status.NO


def awards(count: int | None, *caps: Step) -> Assessment:
    each = PerUnit(id="award", amount="each", count="fair.booth_count", clause=CLAUSE)
    changes = {
        "expense": None,
        "parameters": (law("each", yuan("500000")), law("cap", yuan("2000000"))),
        "steps": (each, *caps),
    }
    return result(
        changes=changes, facts=KNOWN if count is None else {**KNOWN, "fair.booth_count": count}
    )


CAP = Cap(id="capped", at="cap", per=Per.FIRM, window=Window.LIFETIME, clause=CLAUSE)


def test_while_the_number_is_open_the_cap_is_at_stake_and_nothing_is_certain() -> None:
    found = awards(None, CAP)
    assert (found.status, found.missing) == (Status.ASK, ("fair.booth_count",))
    assert (found.low, found.high) == (yuan("0"), yuan("2000000"))
    assert "个数未知，暂按上限" in found.worksheet[0].text


def test_without_a_cap_an_open_number_puts_nothing_at_stake() -> None:
    found = awards(None)
    assert found.high == yuan("0")
    assert "个数未知，暂不计" in found.worksheet[0].text


@pytest.mark.parametrize(("count", "amount"), [(-1, "0"), (0, "0"), (3, "1500000"), (5, "2000000")])
def test_less_than_none_counts_as_none(count: int, amount: str) -> None:
    assert awards(count, CAP).ceiling == yuan(amount)


def test_who_may_apply_is_said_by_name() -> None:
    known = {**KNOWN, "firm.kind": "county"}
    found = result(line(1, "10"), changes={}, facts=known)
    assert found.because == ("applicant",)
    assert found.findings[0].label == "申报主体是企业"
