from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.domain.pack_making import CLAUSE, line, measure, yuan

from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.compiling.mode_rules import MOST_TOGETHER, Sharing, Ways, funds_of
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.stacking import Exclusion, ExclusionRule, Stacking, stacking_for

HERE, THERE = CLAUSE.number, "别处〔2024〕1号"
NOTHING = frozenset[str]()
UNFUNDED = frozenset({()})


def rules(name: str, *rule: Exclusion, beside: tuple[str, ...] = ()) -> tuple[Measure, Stacking]:
    """Return a measure with what its notice says of support beside it."""
    one = measure(id=name, title=f"措施{name}")
    found = stacking_for(HERE, rule, (), ())
    own = frozenset({one.id, one.title})
    return one, replace(found, own=own, beside=frozenset(beside))


def rule(kind: ExclusionRule, most: int = 1) -> Exclusion:
    return Exclusion(id=kind.value, title="不得重复", clause=CLAUSE, rule=kind, most=most)


ONE = rule(ExclusionRule.AT_MOST_ONE)
TWO = rule(ExclusionRule.AT_MOST_N, 2)
COST = rule(ExclusionRule.SUM_AT_MOST_COST)


def ways(*some: tuple[Measure, Stacking], taken: frozenset[str] = NOTHING) -> Ways:
    return Sharing(some).ways(range(len(some)), UNFUNDED, taken)


SINGLES = ((0,), (1,))
BOTH = ((0,), (1,), (0, 1))


def test_documents_that_are_silent_leave_one_measure_for_an_expense() -> None:
    found = ways(rules("a"), rules("b"))
    assert found.together == SINGLES
    assert found.silent


def test_a_document_that_forbids_it_is_not_silent() -> None:
    found = ways(rules("a", ONE), rules("b", ONE))
    assert found.together == SINGLES
    assert not found.silent


def test_measures_that_may_be_enjoyed_together_share_an_expense() -> None:
    found = ways(rules("a", beside=("b",)), rules("b", beside=("a",)))
    assert found.together == BOTH
    assert not found.silent


def test_a_ban_on_other_funds_does_not_hold_among_measures_of_one_notice_that_allows_it() -> None:
    found = ways(rules("a", ONE, beside=("b", "措施b")), rules("b", ONE, beside=("a", "措施a")))
    assert found.together == BOTH


def test_the_word_of_one_document_is_not_the_word_of_the_other() -> None:
    found = ways(rules("a", beside=("b",)), rules("b"))
    assert found.together == SINGLES
    assert found.silent


def test_what_one_document_forbids_the_other_cannot_allow() -> None:
    found = ways(rules("a", beside=("b",)), rules("b", ONE))
    assert found.together == SINGLES
    assert not found.silent


def test_at_most_two_may_pay_and_no_third() -> None:
    found = ways(rules("a", TWO), rules("b", TWO), rules("c", TWO))
    assert found.together == ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2))


def test_support_from_elsewhere_is_one_of_the_two() -> None:
    some = rules("a", TWO), rules("b", TWO)
    funds = frozenset({funds_of(line(1, "5", funded_by="省里"))})
    assert Sharing(some).ways((0, 1), funds, NOTHING).together == SINGLES


def test_other_funding_without_a_name_is_support_from_elsewhere() -> None:
    some = rules("a", TWO), rules("b", TWO)
    funds = frozenset({funds_of(line(1, "5", other_funding=yuan("1")))})
    assert Sharing(some).ways((0, 1), funds, NOTHING).together == SINGLES


def test_of_expenses_that_stand_together_each_has_to_be_allowed() -> None:
    some = rules("a", TWO), rules("b", TWO)
    funds = frozenset({funds_of(line(1, "5")), funds_of(line(2, "5", funded_by="省里"))})
    assert Sharing(some).ways((0, 1), funds, NOTHING).together == SINGLES


def test_a_rule_that_only_holds_the_sum_within_the_cost_allows_as_many_as_there_are() -> None:
    found = ways(rules("a", COST), rules("b", COST), rules("c", COST))
    assert found.together[-1] == (0, 1, 2)
    assert len(found.together) == 7


def test_an_expense_in_a_filed_claim_is_not_claimed_there_again() -> None:
    found = ways(rules("a", TWO), rules("b", TWO), taken=frozenset({"a"}))
    assert found.together == ((1,),)


def test_beside_a_filed_claim_silence_is_no_permission() -> None:
    assert ways(rules("a"), taken=frozenset({"elsewhere"})).together == ()
    assert ways(rules("a", TWO), taken=frozenset({"elsewhere"})).together == ((0,),)


def test_a_filed_claim_of_a_silent_measure_is_not_joined_either() -> None:
    found = ways(rules("a", TWO), rules("b"), taken=frozenset({"b"}))
    assert found.together == ()


def test_a_filed_claim_counts_among_those_that_pay() -> None:
    found = ways(rules("a", TWO), rules("b", TWO), taken=frozenset({"elsewhere"}))
    assert found.together == SINGLES


def test_one_measure_is_never_together_with_itself() -> None:
    found = ways(rules("a", COST), rules("a", COST))
    assert found.together == SINGLES


def test_more_than_five_measures_are_not_tried_together_and_that_is_said() -> None:
    few = [rules(f"m{number}", COST) for number in range(MOST_TOGETHER)]
    many = [*few, rules("m9", COST)]
    assert ways(*few).together[-1] == (0, 1, 2, 3, 4)
    assert not ways(*few).crowded
    assert ways(*many).crowded
    assert max(map(len, ways(*many).together)) <= MOST_TOGETHER


def test_without_a_claim_or_a_choice_an_expense_has_its_one_way() -> None:
    assert ways(rules("a")) == Ways(together=((0,),))


@pytest.mark.parametrize("kind", list(ExclusionRule))
def test_rules_of_another_notice_say_nothing(kind: ExclusionRule) -> None:
    clause = Clause(id="c", number=THERE, where="一", quote="不得重复")
    foreign = replace(rule(kind, 3), clause=clause)
    assert ways(rules("a", foreign), rules("b", foreign)).silent
