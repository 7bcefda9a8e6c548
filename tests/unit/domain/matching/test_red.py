"""Red 发票 take blue ones back, and what is taken back is not paid again."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.domain.matching.matching_samples import (
    OTHER_FIRM,
    SURE,
    UNSURE,
    bill,
    codes,
    found,
    only,
    pay,
    shown,
    slip,
)

from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import Relation, Voucher
from jiamao_desktop.domain.money import Money

RED = Relation.RED
BLUE_NUMBER = "26430000000000000001"


def red(serial: int, yuan: str, *, reverses: str = "", days: int = 5, **more: Any) -> Voucher:
    return bill(serial, yuan, days=days, reverses=reverses, **more)


def test_the_number_it_names_makes_it_sure() -> None:
    pair = only(bill(1, "84800"), red(2, "-84800", reverses=BLUE_NUMBER), relation=RED)
    assert (pair.link.left, pair.link.right) == ("fapiao:2", "fapiao:1")
    assert (pair.sureness, pair.amount) == (SURE, Money(-8_480_000))
    assert codes(pair)[:2] == ["red_named", "red_whole"]


def test_the_number_in_the_remark_is_as_good() -> None:
    taken = red(2, "-84800", text=f"被红冲蓝字数电票号码：{BLUE_NUMBER}")
    assert only(bill(1, "84800"), taken, relation=RED).sureness is SURE


def test_firm_and_amount_alone_need_a_look() -> None:
    assert only(bill(1, "84800"), red(2, "-84800"), relation=RED).sureness is UNSURE


def test_the_tax_list_makes_firm_and_amount_sure() -> None:
    stated = bill(1, "84800", reversed=True)
    assert only(stated, red(2, "-84800"), relation=RED).sureness is SURE


def test_two_like_blue_ones_are_left_to_the_person() -> None:
    blue = [bill(1, "84800", reversed=True), bill(3, "84800", reversed=True)]
    assert list(found(*blue, red(2, "-84800"), relation=RED).values()) == ["unsure"]


def test_several_red_ones_take_one_back_bit_by_bit() -> None:
    reds = [red(n, "-10000", reverses=BLUE_NUMBER) for n in (2, 3)]
    assert found(bill(1, "84800"), *reds, relation=RED) == {
        "fapiao:2 fapiao:1": "sure",
        "fapiao:3 fapiao:1": "sure",
    }


@pytest.mark.parametrize(
    "never",
    [
        red(2, "-90000", reverses=BLUE_NUMBER),
        red(2, "-84800", days=-3),
        red(2, "-84800", party=OTHER_FIRM),
        red(2, "-84800", reverses="26439999999999999999"),
        red(2, "-84000"),
    ],
)
def test_more_than_was_billed_earlier_or_another_firm_is_no_reversal(never: Voucher) -> None:
    assert found(bill(1, "84800"), never, relation=RED) == {}


def test_the_bill_issued_anew_gets_the_payment() -> None:
    """Wrong bill, red one, right bill: one payment, and no doubt about whose it is."""
    vouchers = [bill(1, "84800"), red(2, "-84800", reverses=BLUE_NUMBER), bill(3, "84800", days=6)]
    assert found(*vouchers, slip(1, "84800")) == {"slip:1 fapiao:3": "sure"}


def test_what_a_red_one_leaves_over_is_what_is_paid() -> None:
    vouchers = [bill(1, "84800"), red(2, "-4800", reverses=BLUE_NUMBER)]
    assert found(*vouchers, slip(1, "80000")) == {"slip:1 fapiao:1": "sure"}


def test_money_paid_and_money_back_are_offered_for_a_bill_taken_back() -> None:
    vouchers = [bill(1, "84800"), red(2, "-84800", reverses=BLUE_NUMBER)]
    matching = match([*vouchers, slip(1, "84800"), slip(2, "-84800", days=30)])
    paid = [pair for pair in matching.pairs if pair.link.relation is Relation.PAYMENT]
    assert [(pair.link.left, pair.link.right, pair.sureness) for pair in paid] == [
        ("slip:1", "fapiao:1", UNSURE),
        ("slip:2", "fapiao:2", UNSURE),
    ]
    assert codes(paid[0])[-1] == "taken_back"


def test_red_ones_that_take_back_more_than_there_is_are_not_sure() -> None:
    reds = [red(n, "-50000", reverses=BLUE_NUMBER) for n in (2, 3)]
    assert found(bill(1, "84800"), *reds, relation=RED) == {
        "fapiao:2 fapiao:1": "unsure",
        "fapiao:3 fapiao:1": "unsure",
    }
    pairs = [pair for pair in match([bill(1, "84800"), *reds]).pairs if pair.link.relation is RED]
    assert {codes(pair)[-1] for pair in pairs} == {"red_over"}


def test_red_ones_that_take_back_just_all_of_it_are_sure() -> None:
    reds = [red(n, "-42400", reverses=BLUE_NUMBER) for n in (2, 3)]
    assert set(found(bill(1, "84800"), *reds, relation=RED).values()) == {"sure"}


def test_the_slip_of_the_full_amount_is_offered_beside_that_of_what_is_left() -> None:
    """Paid in full, then taken back in part; a slip of just the rest is there by chance."""
    vouchers = [bill(1, "21200"), red(2, "-5300", reverses=BLUE_NUMBER, days=28)]
    matching = match([*vouchers, slip(1, "15900", days=1), slip(2, "21200", days=3)])
    assert shown(matching) == {"slip:1 fapiao:1": "unsure"}
    [other] = matching.others
    assert (other.link, other.sureness) == (pay("slip:2", "fapiao:1"), UNSURE)
    assert (codes(other)[0], codes(other)[-1]) == ("amount_equal", "taken_back")


def test_it_is_offered_too_where_the_rest_may_pay_two_other_bills() -> None:
    vouchers = [bill(1, "21200"), red(2, "-5300", reverses=BLUE_NUMBER, days=28)]
    others = [bill(3, "10600"), bill(4, "5300")]
    slips = [slip(1, "15900", days=1), slip(2, "21200", days=3)]
    matching = match([*vouchers, *others, *slips])
    assert pay("slip:2", "fapiao:1") in {pair.link for pair in matching.others}
    assert SURE not in {
        pair.sureness for pair in matching.pairs if pair.link.relation is Relation.PAYMENT
    }


def test_a_slip_that_pays_another_bill_is_not_offered_for_one_taken_back_in_part() -> None:
    vouchers = [bill(1, "84800"), red(2, "-4800", reverses=BLUE_NUMBER), bill(3, "84800", days=6)]
    matching = match([*vouchers, slip(1, "80000"), slip(2, "84800")])
    assert shown(matching) == {"slip:1 fapiao:1": "sure", "slip:2 fapiao:3": "sure"}
    assert matching.others == ()


def test_nearly_the_full_amount_is_offered_and_shakes_nothing() -> None:
    vouchers = [bill(1, "84800"), red(2, "-4800", reverses=BLUE_NUMBER)]
    matching = match([*vouchers, slip(1, "80000"), slip(2, "84780")])
    assert shown(matching) == {"slip:1 fapiao:1": "sure"}
    assert [pair.link for pair in matching.others] == [pay("slip:2", "fapiao:1")]
