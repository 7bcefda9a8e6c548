"""What is found out about a plan says by itself what is low, high, proved and gained."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.app.contest_book import PACK, QUALITY, TESTING, contest, yuan
from tests.unit.app.plans_by_hand import plan_of_claims, planned_claim

from jiamao_desktop.app.plan_findings import OpenEffect, OpenOption, Robust
from jiamao_desktop.app.plan_parts import BestPlan, Between, Obvious
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.money import Money


def option(name: str, low: str, high: str, *, chosen: bool = False) -> OpenOption:
    return OpenOption(
        id=name,
        label=name,
        total=Between(at_least=yuan(low), at_most=yuan(high)),
        chosen=chosen,
    )


@pytest.fixture
def by_hand(workspace: Workspace) -> BestPlan:
    """Return a plan of two claims that nobody worked out."""
    contest(workspace)
    return plan_of_claims(
        workspace,
        planned_claim(workspace, TESTING, None, [1, 2], "60000"),
        planned_claim(workspace, QUALITY, None, [3], "25000"),
    )


def test_a_word_ranges_from_the_surely_had_to_the_barely_possible() -> None:
    word = OpenEffect(
        pack=PACK,
        key="tax",
        question="？",
        options=(
            option("net", "90", "95", chosen=True),
            option("gross", "80", "120"),
            option("half", "100", "110"),
        ),
    )
    assert (word.low, word.high) == (yuan("80"), yuan("120"))


def test_a_safer_plan_is_proved_when_none_can_promise_more(by_hand: BestPlan) -> None:
    safer = Robust(plan=by_hand, worst=yuan("72"), at_most=yuan("72"), reading=None, same=False)
    assert safer.certified
    assert not dataclasses.replace(safer, at_most=yuan("72.01")).certified


def test_what_is_gained_is_counted_from_the_obvious_choice(by_hand: BestPlan) -> None:
    less = Obvious(total=yuan("70000"), claims=1, vouchers=3)
    assert dataclasses.replace(by_hand, obvious=less).gained == yuan("15000")
    assert by_hand.gained == Money(0)


def test_a_claim_stands_on_as_many_vouchers_as_it_has_lines(by_hand: BestPlan) -> None:
    assert [one.vouchers for one in by_hand.claims] == [2, 1]


def test_two_plans_are_the_same_whatever_they_were_worked_out_from(by_hand: BestPlan) -> None:
    assert dataclasses.replace(by_hand, work=object()) == by_hand
    assert "work" not in repr(by_hand)
