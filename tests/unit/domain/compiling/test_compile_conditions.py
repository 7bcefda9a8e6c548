from __future__ import annotations

from typing import Any

import pytest
from tests.unit.domain.pack_making import CITY, KNOWN, line, yuan

from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.compiling.conditions import lines_needed
from jiamao_desktop.domain.pack import Condition
from jiamao_desktop.domain.predicate import (
    Comparison,
    Group,
    LineGroup,
    LineTest,
    Op,
    Predicate,
    Quantifier,
    Rows,
    Unjudged,
)

LARGE = LineTest(field="gross", op=Op.AT_LEAST, values=(yuan("100"),))
OWN = LineTest(field="payer_is_applicant", op=Op.IS, values=(True,))
LINES = [line(number, "100", payer_is_applicant=True) for number in range(1, 5)]
HERE = Comparison(fact="firm.registered_city", op=Op.IN, values=("永州市",))
ELSEWHERE = Comparison(fact="firm.registered_city", op=Op.IN, values=("长沙市",))


def rows(kind: Rows, *tests: LineTest, count: int = 1) -> LineGroup:
    return LineGroup(rows=kind, where=tests, count=count)


ANY = rows(Rows.ANY_LINE, LARGE)
EVERY = rows(Rows.EVERY_LINE, OWN)
THREE = rows(Rows.COUNT_AT_LEAST, LARGE, count=3)
TWO = rows(Rows.COUNT_AT_LEAST, LARGE, count=2)


def group(kind: Quantifier, *parts: Predicate, count: int = 0) -> Group:
    return Group(quantifier=kind, parts=parts, count=count)


def needed(predicate: Predicate, lines: Any = LINES, **more: Any) -> int | None:
    condition = Condition(id="c", label="条件", predicate=predicate, **more)
    return lines_needed([condition], KNOWN, lines)[0]


def test_conditions_on_facts_need_no_expense() -> None:
    assert lines_needed([CITY], KNOWN, LINES) == (0, "")


def test_one_expense_of_a_kind_is_there_as_soon_as_any_is_if_all_are_of_it() -> None:
    assert needed(ANY) == 1


def test_so_many_expenses_of_a_kind_are_there_with_so_many_if_all_are_of_it() -> None:
    assert needed(THREE) == 3


def test_what_holds_of_every_expense_holds_of_some() -> None:
    assert needed(EVERY) == 1


@pytest.mark.parametrize("predicate", [ANY, TWO, THREE])
def test_if_not_all_expenses_pass_nobody_can_promise_it(predicate: LineGroup) -> None:
    assert needed(predicate, [*LINES, line(9, "99.99", payer_is_applicant=True)]) is None


def test_what_a_record_does_not_say_is_not_promised() -> None:
    assert needed(EVERY, [*LINES, line(9, "100")]) is None


def test_a_red_fapiao_proves_nothing_and_spoils_nothing() -> None:
    assert needed(EVERY, [*LINES, line(9, "-100", payer_is_applicant=False)]) == 1


@pytest.mark.parametrize(
    ("predicate", "count"),
    [
        (group(Quantifier.ALL, TWO, THREE), 3),
        (group(Quantifier.ALL, HERE, TWO), 2),
        (group(Quantifier.ALL, ELSEWHERE, TWO), None),
        (group(Quantifier.ANY, TWO, THREE), 2),
        (group(Quantifier.ANY, HERE, THREE), 0),
        (group(Quantifier.ANY, ELSEWHERE, THREE), 3),
        (group(Quantifier.AT_LEAST_N, HERE, TWO, THREE, count=2), 2),
        (group(Quantifier.AT_LEAST_N, ELSEWHERE, TWO, THREE, count=2), 3),
        (group(Quantifier.AT_LEAST_N, ELSEWHERE, Unjudged(), THREE, count=2), None),
        (group(Quantifier.NONE, THREE), None),
        (group(Quantifier.ALL, group(Quantifier.NONE, ELSEWHERE), TWO), 2),
        (group(Quantifier.ALL, group(Quantifier.NONE, HERE), TWO), None),
    ],
)
def test_parts_need_as_many_as_their_group_wants(predicate: Group, count: int | None) -> None:
    assert needed(predicate) == count


@pytest.mark.parametrize("severity", [Severity.WARNS, Severity.OFFICER_DECIDES])
def test_what_cannot_make_a_no_needs_nothing(severity: Severity) -> None:
    small = [line(1, "1")]
    assert needed(THREE, small, severity=severity) == 0


def test_of_several_conditions_the_most_demanding_one_counts_and_is_named() -> None:
    conditions = [
        Condition(id=name, label=name, predicate=one)
        for name, one in (("two", TWO), ("three", THREE), ("own", EVERY))
    ]
    assert lines_needed(conditions, KNOWN, LINES) == (3, "three")


def test_the_condition_that_nobody_can_promise_is_named() -> None:
    conditions = [
        Condition(id="three", label="三次", predicate=THREE),
        Condition(id="own", label="从本单位账户付出", predicate=EVERY),
    ]
    lines = [*LINES, line(9, "100", payer_is_applicant=False)]
    assert lines_needed(conditions, KNOWN, lines) == (None, "从本单位账户付出")
