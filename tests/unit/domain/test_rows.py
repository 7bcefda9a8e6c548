"""What expenses have to show, one by one: and too few of them is never a no."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.unit.domain.pack_making import line

from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import (
    LINE_FIELDS,
    Group,
    LineGroup,
    LineTest,
    Op,
    Quantifier,
    Rows,
    Verdict,
)

OPEN, HOLDS, FAILS = Verdict(None), Verdict(True), Verdict(False)
FEE = LineTest(field="category", op=Op.IS, values=("fee",))
LARGE = LineTest(field="gross", op=Op.AT_LEAST, values=(Money.from_yuan("1000"),))
OWN = LineTest(field="payer_is_applicant", op=Op.IS, values=(True,))


def rows(kind: Rows, *where: LineTest, count: int = 1) -> LineGroup:
    return LineGroup(rows=kind, where=where, count=count)


def judged(group: LineGroup, *lines: Line) -> Verdict:
    return group.judge({}, lines)


def test_one_expense_that_passes_is_enough_for_any_line() -> None:
    any_line = rows(Rows.ANY_LINE, FEE, LARGE)
    assert judged(any_line, line(1, "500"), line(2, "1000")) == HOLDS
    assert judged(any_line, line(1, "2000", category="other"), line(2, "999.99")) == OPEN


def test_no_expense_yet_leaves_every_kind_open() -> None:
    for kind in Rows:
        assert judged(rows(kind, FEE)) == OPEN


def test_every_line_fails_by_one_expense_that_does_not_pass() -> None:
    every = rows(Rows.EVERY_LINE, LARGE)
    assert judged(every, line(1, "1000"), line(2, "1000.01")) == HOLDS
    assert judged(every, line(1, "1000"), line(2, "999.99")) == FAILS


def test_a_record_that_does_not_say_leaves_every_line_open_unless_another_fails() -> None:
    every = rows(Rows.EVERY_LINE, OWN)
    own, foreign = line(1, "1", payer_is_applicant=True), line(2, "1", payer_is_applicant=False)
    assert judged(every, own, line(3, "1")) == OPEN
    assert judged(every, own, line(3, "1"), foreign) == FAILS
    assert judged(every, own) == HOLDS


@pytest.mark.parametrize(("number", "verdict"), [(2, OPEN), (3, HOLDS), (4, HOLDS)])
def test_so_many_expenses_have_to_pass(number: int, verdict: Verdict) -> None:
    three = rows(Rows.COUNT_AT_LEAST, LARGE, count=3)
    small = line(99, "1")
    assert judged(three, small, *(line(n, "1000") for n in range(number))) == verdict


def test_a_red_fapiao_proves_nothing() -> None:
    assert judged(rows(Rows.ANY_LINE, FEE), line(1, "-5")) == OPEN
    assert judged(rows(Rows.EVERY_LINE, LARGE), line(1, "1000"), line(2, "-5")) == HOLDS


@pytest.mark.parametrize(
    ("test", "fields", "passes"),
    [
        (LineTest(field="paid_on", op=Op.BEFORE, values=(dt.date(2025, 1, 1),)), {}, False),
        (
            LineTest(field="paid_on", op=Op.BEFORE, values=(dt.date(2025, 1, 1),)),
            {"paid_on": None},
            None,
        ),
        (LineTest(field="funded_by", op=Op.IS, values=("",)), {}, True),
        (LineTest(field="funded_by", op=Op.IN, values=("省级",)), {"funded_by": "省级"}, True),
        (
            LineTest(field="evidence", op=Op.IN, values=("contract",)),
            {"evidence": frozenset({EvidenceRole.CONTRACT, EvidenceRole.FAPIAO})},
            True,
        ),
        (LineTest(field="evidence", op=Op.IN, values=("contract",)), {}, False),
        (LineTest(field="unsupported", op=Op.AT_MOST, values=(Money(0),)), {}, True),
    ],
)
def test_a_field_is_compared_as_a_fact_is(
    test: LineTest, fields: dict[str, Any], passes: bool | None
) -> None:
    assert test.holds(line(1, "100", **fields)) is passes


def test_every_field_that_may_be_compared_is_one_that_an_expense_has() -> None:
    for name in LINE_FIELDS:
        assert hasattr(line(1, "1"), name)


def test_rows_read_no_facts_and_stand_in_groups_like_any_condition() -> None:
    any_line = rows(Rows.ANY_LINE, FEE)
    assert any_line.facts == frozenset()
    none = Group(quantifier=Quantifier.NONE, parts=(any_line,))
    assert none.judge({}, [line(1, "1")]) == FAILS
    assert none.judge({}, []) == OPEN
