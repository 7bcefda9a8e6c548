"""Double claims on made-up uses: an honest split is never named, an overdraft always is."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.matching.doubles import Clash, Use, find
from jiamao_desktop.domain.money import Money

NUMBERS = ("26430000000000000001", "26430000000000000002")
LINES = {1: 6_000, 2: 4_000}
COMES_TO = {
    ("", number, line): Money(fen)
    for number in NUMBERS
    for line, fen in ({0: 10_000} | LINES).items()
}


@st.composite
def some_uses(draw: st.DrawFn) -> list[Use]:
    """Return expenses, each a line or a part of a bill, in no claim, in one or in two."""
    found: list[Use] = []
    for expense in range(1, draw(st.integers(0, 4)) + 1):
        number, line = draw(st.sampled_from(NUMBERS)), draw(st.integers(0, 2))
        fen = LINES.get(line) or draw(st.integers(1, 10_000))
        claims = draw(st.sampled_from([[""], ["甲"], ["甲", "乙"]]))
        found += [
            Use(
                code="",
                number=number,
                line=line,
                expense=expense,
                title=measure,
                measure=measure,
                year=2026 if measure else 0,
                amount=Money(fen),
            )
            for measure in claims
        ]
    return found


def spent(uses: list[Use], number: str, lines: set[int]) -> dict[int, int]:
    return {
        one.expense: one.amount.fen for one in uses if one.number == number and one.line in lines
    }


@settings(max_examples=60)
@given(some_uses())
def test_a_bill_of_which_more_is_used_than_there_is_is_always_named(uses: list[Use]) -> None:
    named = {one.number for one in find(uses, COMES_TO) if Clash.AMOUNT in one.clashes}
    for number in NUMBERS:
        every = spent(uses, number, {0, 1, 2})
        if len(every) > 1 and sum(every.values()) > 10_000:
            assert number in named


@settings(max_examples=60)
@given(some_uses())
def test_uses_that_fit_and_stand_in_one_claim_each_are_never_named(uses: list[Use]) -> None:
    named = {one.number for one in find(uses, COMES_TO)}
    for number in NUMBERS:
        whole = spent(uses, number, {0, 1, 2})
        fits = sum(whole.values()) <= 10_000 and all(
            sum(spent(uses, number, {0, line}).values()) <= fen for line, fen in LINES.items()
        )
        claims = [(one.expense, one.number) for one in uses if one.number == number]
        if fits and len(claims) == len(set(claims)):
            assert number not in named


@settings(max_examples=40)
@given(some_uses())
def test_an_expense_in_two_claims_is_named_with_both(uses: list[Use]) -> None:
    found = find(uses, COMES_TO)
    for expense in {one.expense for one in uses}:
        own = {one for one in uses if one.expense == expense}
        if len(own) > 1:
            assert any(Clash.EXPENSE in one.clashes and own <= set(one.uses) for one in found)


@settings(max_examples=40)
@given(some_uses(), st.randoms())
def test_neither_order_nor_repetition_changes_what_is_named(
    uses: list[Use], chance: random.Random
) -> None:
    turned = [*uses, *uses]
    chance.shuffle(turned)
    assert find(turned, COMES_TO) == find(uses, COMES_TO)


def test_a_bill_that_comes_to_nothing_known_is_only_named_for_claims() -> None:
    one, other = (
        Use(code="", number="1", expense=at, amount=Money(99), measure="甲") for at in (1, 2)
    )
    assert find([one, other], {}) == []
