"""Which split payments are chosen, compared with trying everything; and what no split may do."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.matching.matching_samples import (
    FIRM,
    OTHER_FIRM,
    SURE,
    bill,
    codes,
    found,
    only,
    pay,
    slip,
)

from jiamao_desktop.domain.matching import splits
from jiamao_desktop.domain.matching.evidence import FROM, MARGIN
from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import Overrules, Relation, Voucher
from jiamao_desktop.domain.matching.splits import Group
from jiamao_desktop.domain.money import Money

GROUPS = st.lists(
    st.builds(
        Group,
        whole=st.sampled_from(["b1", "b2", "b3"]),
        parts=st.lists(
            st.sampled_from(["s1", "s2", "s3", "s4"]), min_size=2, max_size=3, unique=True
        ).map(lambda keys: tuple(sorted(keys))),
        points=st.integers(FROM - 10, FROM + 60),
        believable=st.booleans(),
        why=st.just(()),
    ),
    max_size=6,
    unique_by=lambda one: (one.whole, one.parts),
)


def worth(groups: Sequence[Group]) -> int:
    """Return the most that groups without a common voucher are worth, by trying all sets."""
    best = 0
    for size in range(1, len(groups) + 1):
        for some in itertools.combinations(groups, size):
            members = [key for one in some for key in one.members]
            if len(members) == len(set(members)):
                best = max(best, sum(one.points - FROM for one in some))
    return best


@settings(max_examples=60)
@given(GROUPS)
def test_no_other_choice_of_splits_is_worth_more(groups: list[Group]) -> None:
    chosen = [group for group, _ in splits._packed(groups)]
    members = [key for one in chosen for key in one.members]
    assert len(members) == len(set(members))
    assert sum(one.points - FROM for one in chosen) == worth(groups)


@settings(max_examples=60)
@given(GROUPS)
def test_a_split_is_sure_only_where_doing_without_it_costs_enough(groups: list[Group]) -> None:
    for group, sure in splits._packed(groups):
        rest = [one for one in groups if one is not group]
        assert sure is (group.believable and worth(groups) - worth(rest) >= MARGIN)


@settings(max_examples=40)
@given(GROUPS, st.randoms())
def test_the_choice_does_not_depend_on_the_order(
    groups: list[Group], chance: random.Random
) -> None:
    turned = list(groups)
    chance.shuffle(turned)
    assert _shown(turned) == _shown(groups)


def _shown(groups: Sequence[Group]) -> set[tuple[str, tuple[str, ...], bool]]:
    packed = splits._packed(groups)
    return {(group.whole, group.parts, sure) for group, sure in packed}


@pytest.mark.parametrize(
    ("amounts", "step"),
    [([100_00, 200_00], 100_00), ([1234_50], 10), ([5, 7], 1), ([10, 20, 35], 1)],
)
def test_how_round_amounts_are(amounts: list[int], step: int) -> None:
    assert splits._step(amounts) == step


def parts_of(total: int, cuts: Sequence[int]) -> list[int]:
    """Return a total cut into odd parts."""
    sizes = [total * cut // sum(cuts) | 1 for cut in cuts[:-1]]
    return [*sizes, total - sum(sizes)]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_up_to_four_parts_of_one_bill_are_found(count: int) -> None:
    sizes = parts_of(9_876_543, [3, 5, 7, 4][:count])
    slips = [slip(at, str(Money(fen)), days=5 * at) for at, fen in enumerate(sizes, 1)]
    pairs = found(bill(1, "98765.43"), *slips)
    assert set(pairs) == {f"slip:{at} fapiao:1" for at in range(1, count + 1)}


def test_five_parts_that_say_nothing_are_not_guessed() -> None:
    sizes = parts_of(9_876_543, [3, 5, 7, 4, 6])
    slips = [slip(at, str(Money(fen)), days=5 * at) for at, fen in enumerate(sizes, 1)]
    assert found(bill(1, "98765.43"), *slips) == {}


def test_a_whole_payment_goes_before_a_sum_of_parts() -> None:
    slips = [slip(1, "84812.40"), slip(2, "25443.72"), slip(3, "59368.68")]
    assert found(bill(1, "84812.40"), *slips) == {"slip:1 fapiao:1": "sure"}


def test_money_of_another_currency_makes_no_sum() -> None:
    assert (
        found(
            bill(1, "84812.40"),
            slip(1, "25443.72", currency="USD"),
            slip(2, "59368.68", currency="USD"),
        )
        == {}
    )


def test_what_came_back_is_no_part_of_what_was_paid() -> None:
    assert found(bill(1, "84812.40"), slip(1, "90000.07"), slip(2, "-5187.67")) == {}


def test_a_refused_part_takes_its_whole_split_apart() -> None:
    vouchers = [bill(1, "84812.40"), slip(1, "25443.72"), slip(2, "59368.68")]
    said = Overrules(forbidden=frozenset({pay("slip:1", "fapiao:1")}))
    pairs = match(vouchers, said).pairs
    assert not [pair for pair in pairs if pair.link == pay("slip:1", "fapiao:1")]
    assert not [pair for pair in pairs if pair.group]


def test_all_pairs_of_a_split_carry_the_same_reasons_and_group() -> None:
    pairs = match([bill(1, "84812.40"), slip(1, "25443.72"), slip(2, "59368.68")]).pairs
    assert len({(pair.group, pair.why, pair.sureness, pair.points) for pair in pairs}) == 1


def test_a_part_is_put_to_the_bill_it_names_among_several() -> None:
    bills = [bill(1, "84800"), bill(2, "90000"), bill(3, "70000")]
    said = slip(1, "25440", text="26430000000000000002 首付款")
    pair = only(*bills, said)
    assert (pair.link.right, pair.sureness) == ("fapiao:2", SURE)
    assert {"in_part", "number_named"} <= set(codes(pair))


@pytest.mark.parametrize("words", ["首付", "预付款", "定金", "尾款", "第二期", "部分货款"])
def test_words_that_say_part_make_a_part_of_the_only_bill(words: str) -> None:
    assert found(bill(1, "84800"), slip(1, "25440", text=words)) == {"slip:1 fapiao:1": "unsure"}


@pytest.mark.parametrize("words", ["首都", "", "货款", "余"])
def test_other_words_make_none(words: str) -> None:
    assert found(bill(1, "84800"), slip(1, "25440", text=words)) == {}


def test_a_part_of_another_firms_bill_is_none() -> None:
    assert found(bill(1, "84800"), slip(1, "25440", text="首付", party=OTHER_FIRM)) == {}


def test_a_part_larger_than_its_bill_is_none() -> None:
    assert found(bill(1, "84800"), slip(1, "99000", text="首付")) == {}


YEAR = st.lists(st.integers(1_001, 999_999), min_size=1, max_size=4, unique=True)


@settings(max_examples=20)
@given(YEAR, st.lists(st.integers(1, 9), min_size=4, max_size=4), st.randoms())
def test_amounts_of_pairs_never_exceed_slip_or_bill(
    amounts: list[int], cuts: list[int], chance: random.Random
) -> None:
    vouchers: list[Voucher] = [bill(at, str(Money(fen))) for at, fen in enumerate(amounts, 1)]
    for at, fen in enumerate(amounts, 1):
        first = fen * cuts[at - 1] // 10
        if first:
            vouchers += [slip(2 * at, str(Money(first))), slip(2 * at + 1, str(Money(fen - first)))]
    chance.shuffle(vouchers)
    by_key = {one.key: one for one in vouchers}
    given_by: dict[str, int] = {}
    for pair in match(vouchers).pairs:
        if pair.link.relation is Relation.PAYMENT and pair.amount is not None:
            for key in (pair.link.left, pair.link.right):
                given_by[key] = given_by.get(key, 0) + pair.amount.fen
    for key, fen in given_by.items():
        amount = by_key[key].amount
        assert amount is not None
        assert fen <= amount.fen


def test_names_of_one_firm_under_two_spellings_make_one_sum() -> None:
    wide = FIRM.replace("有限公司", "有限责任公司")
    pairs = found(
        bill(1, "84812.40"), slip(1, "25443.72", party=wide), slip(2, "59368.68", days=20)
    )
    assert set(pairs.values()) == {"sure"}


def test_a_slip_gives_a_bill_only_what_a_red_one_left_of_it() -> None:
    """Of the second bill 300 were taken back: one slip pays the first bill and the rest of it."""
    back = bill(3, "-300.00", days=5, reverses="26430000000000000002")
    pairs = match([bill(1, "300.07"), bill(2, "84812.40"), back, slip(1, "84812.47")]).pairs
    paid = {pair.link.right: pair.amount for pair in pairs if pair.group}
    assert paid == {"fapiao:1": Money(30_007), "fapiao:2": Money(8_451_240)}


def test_parts_that_come_to_more_than_their_bill_are_never_sure() -> None:
    named = "26430000000000000001"
    slips = [slip(at, "20000.00", text=named, days=at) for at in (1, 2)]
    assert set(found(bill(1, "30000.00"), *slips).values()) == {"unsure"}
    pair = next(pair for pair in match([bill(1, "30000.00"), *slips]).pairs)
    assert codes(pair)[-1] == "parts_over"


def test_parts_that_leave_something_open_stay_sure() -> None:
    named = "26430000000000000001"
    slips = [slip(1, "10000.00", text=named), slip(2, "15000.00", text=named)]
    assert set(found(bill(1, "30000.00"), *slips).values()) == {"sure"}


def test_a_slip_that_is_a_fee_larger_than_its_bill_pays_the_bill() -> None:
    vouchers = [bill(1, "19.87"), slip(5, "20.02")]
    (pair,) = match(vouchers).pairs
    assert pair.amount == Money(1987)
