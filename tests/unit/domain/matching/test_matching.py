"""Slips find their bills: whole payments, ties, names, days, numbers, and a person's word."""

from __future__ import annotations

import dataclasses
import random

import pytest
from tests.unit.domain.matching.matching_samples import (
    FIRM,
    OTHER_FIRM,
    SURE,
    UNSURE,
    bill,
    codes,
    contract,
    expense,
    found,
    later,
    only,
    pay,
    shown,
    slip,
)

from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import Overrules, Relation
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness


def test_an_equal_amount_of_one_firm_is_sure() -> None:
    pair = only(bill(1, "84800"), slip(1, "84800"))
    assert pair.sureness is SURE
    assert pair.amount == Money(8_480_000)
    assert codes(pair) == ["amount_equal", "party_same", "days_after"]


def test_two_equal_bills_leave_a_slip_unsure_and_offer_both() -> None:
    matching = match([bill(1, "84800"), bill(2, "84800"), slip(1, "84800")])
    [pair] = matching.pairs
    assert pair.sureness is UNSURE
    assert codes(pair)[-1] == "rivals"
    assert {other.link.right for other in matching.others} | {pair.link.right} == {
        "fapiao:1",
        "fapiao:2",
    }


def test_a_year_apart_is_no_tie() -> None:
    assert found(bill(1, "84800"), bill(2, "84800", days=365), slip(1, "84800", days=375)) == {
        "slip:1 fapiao:2": "sure"
    }


def test_monthly_rents_go_first_in_first_out_but_need_a_look() -> None:
    rents = [bill(month, "3000", days=30 * month) for month in range(1, 5)]
    slips = [slip(month, "3000", days=30 * month + 9) for month in range(1, 5)]
    assert found(*rents, *slips) == {f"slip:{m} fapiao:{m}": "unsure" for m in range(1, 5)}


def test_a_number_in_the_remark_settles_a_tie() -> None:
    slips = [slip(1, "84800", text="付发票26430000000000000002款"), slip(2, "84800")]
    assert found(bill(1, "84800"), bill(2, "84800"), *slips) == {
        "slip:1 fapiao:2": "sure",
        "slip:2 fapiao:1": "sure",
    }


def test_the_last_eight_digits_name_a_fapiao_too() -> None:
    number = "26430000000012345678"
    named = slip(1, "84800", text="货款 12345678")
    assert "number_named" in codes(only(bill(1, "84800", number=number), named))


def test_a_date_in_the_remark_names_nothing() -> None:
    number = "26430000000020260213"
    dated = slip(1, "84800", text="付款日期 20260213")
    assert "number_named" not in codes(only(bill(1, "84800", number=number), dated))


def test_a_remark_that_names_another_fapiao_outweighs_an_equal_amount() -> None:
    bills = [bill(1, "84800"), bill(2, "99000.50")]
    assert found(*bills, slip(1, "84800", text="26430000000000000002")) == {
        "slip:1 fapiao:2": "sure"
    }
    assert "sure" not in found(*bills, slip(1, "84800", text="26430000000000000009")).values()


@pytest.mark.parametrize(
    "written",
    [
        "长沙样例会展服务有限责任公司",
        "长沙样例会展服务 有限公司",
        "长沙样例会展服务有限公司（原名：旧样）",
    ],
)
def test_a_name_written_otherwise_is_the_same_firm(written: str) -> None:
    assert only(bill(1, "84800"), slip(1, "84800", party=written)).sureness is SURE


def test_a_mistyped_name_with_an_odd_amount_is_sure_with_a_round_one_is_not() -> None:
    wrong = FIRM.replace("例", "列")
    assert only(bill(1, "84812.37"), slip(1, "84812.37", party=wrong)).sureness is SURE
    assert only(bill(1, "84800"), slip(1, "84800", party=wrong)).sureness is UNSURE


def test_another_firm_with_an_odd_equal_amount_is_only_offered() -> None:
    pair = only(bill(1, "84812.37"), slip(1, "84812.37", party=OTHER_FIRM))
    assert pair.sureness is UNSURE
    assert "party_other" in codes(pair)
    assert found(bill(1, "84800"), slip(1, "84800", party=OTHER_FIRM)) == {}


def test_an_old_name_on_a_known_account_is_sure() -> None:
    account = ("43010000000000000002",)
    known = slip(1, "1000", accounts=account)
    renamed = slip(2, "84800", party="从前叫别的名字有限公司", accounts=account)
    pairs = found(bill(1, "1000"), bill(2, "84800"), known, renamed)
    assert pairs == {"slip:1 fapiao:1": "sure", "slip:2 fapiao:2": "sure"}


def test_dollars_do_not_pay_yuan() -> None:
    assert found(bill(1, "84800"), slip(1, "84800", currency="USD")) == {}


def test_a_fee_kept_by_the_bank_is_shown_and_never_sure() -> None:
    pair = only(bill(1, "84800"), slip(1, "84790"))
    assert pair.sureness is UNSURE
    assert "amount_near" in codes(pair)


def test_the_best_whole_wins_over_the_best_single() -> None:
    """The slip that only one bill can have is left to it."""
    close = FIRM.replace("例", "列")
    pairs = found(
        bill(1, "84812.37"),
        bill(2, "84812.37", party=close),
        slip(1, "84812.37", text="26430000000000000001"),
        slip(2, "84812.37", party=close),
    )
    assert pairs == {"slip:1 fapiao:1": "sure", "slip:2 fapiao:2": "sure"}


def test_any_order_gives_the_same_answer() -> None:
    vouchers = [bill(n, "84800", days=n) for n in range(6)]
    vouchers += [slip(n, "84800", days=n + 5) for n in range(5)]
    vouchers += [bill(10, "30000"), slip(11, "10000"), slip(12, "20000"), expense(1, "84800")]
    first = match(vouchers)
    for seed in range(10):
        random.Random(seed).shuffle(vouchers)
        assert match(vouchers) == first


def test_what_a_person_pins_stands_and_the_rest_follows() -> None:
    vouchers = [bill(1, "84800"), bill(2, "84800"), slip(1, "84800"), slip(2, "84800")]
    said = Overrules(pinned=frozenset({pay("slip:1", "fapiao:2")}))
    assert shown(match(vouchers, said)) == {
        "slip:1 fapiao:2": "person",
        "slip:2 fapiao:1": "sure",
    }


def test_what_a_person_forbids_does_not_come_again() -> None:
    vouchers = [bill(1, "84800"), slip(1, "84800")]
    said = Overrules(forbidden=frozenset({pay("slip:1", "fapiao:1")}))
    matching = match(vouchers, said)
    assert (matching.pairs, matching.others) == ((), ())
    assert matching.new == ("fapiao:1", "slip:1")


def test_a_pin_on_what_is_not_there_is_ignored() -> None:
    said = Overrules(pinned=frozenset({pay("slip:9", "fapiao:1")}))
    assert match([bill(1, "84800")], said).pairs == ()


def test_what_is_paid_already_takes_no_slip() -> None:
    settled = dataclasses.replace(bill(1, "84800"), open=frozenset(Relation) - {Relation.PAYMENT})
    assert found(settled, slip(1, "84800")) == {}


def test_a_typed_expense_is_its_fapiao_and_the_slip_pays_it_once() -> None:
    vouchers = [expense(1, "84800"), bill(1, "84800"), slip(1, "84800")]
    assert found(*vouchers, relation=Relation.SAME) == {"fapiao:1 expense:1": "sure"}
    assert found(*vouchers) == {"slip:1 fapiao:1": "sure"}


def test_two_like_expenses_typed_by_hand_are_left_to_the_person() -> None:
    vouchers = [expense(1, "84800"), expense(2, "84800"), bill(1, "84800")]
    assert list(found(*vouchers, relation=Relation.SAME).values()) == ["unsure"]


def test_a_typed_number_tells_like_expenses_apart() -> None:
    number = bill(1, "84800").number
    vouchers = [expense(1, "84800"), expense(2, "84800", number=number), bill(1, "84800")]
    assert found(*vouchers, relation=Relation.SAME) == {"fapiao:1 expense:2": "sure"}


def test_a_mistyped_amount_is_offered_but_needs_a_look() -> None:
    pair = only(expense(1, "84080"), bill(1, "84800"), relation=Relation.SAME)
    assert pair.sureness is UNSURE
    assert "amount_typed" in codes(pair)


def test_an_expense_with_another_number_is_another_cost() -> None:
    other = expense(1, "84800", number="26439999999999999999")
    assert found(other, bill(1, "84800"), relation=Relation.SAME) == {}


def test_a_typed_expense_that_is_paid_keeps_its_fapiao_from_a_second_payment() -> None:
    paid = dataclasses.replace(expense(1, "84800"), open=frozenset({Relation.SAME}))
    vouchers = [paid, bill(1, "84800"), slip(1, "84800")]
    assert found(*vouchers) == {}


def test_a_contract_takes_all_the_bills_that_name_it() -> None:
    bills = [bill(n, "1000", contract="HT-2026-001") for n in (1, 2)]
    pairs = found(*bills, contract(1, "2000"), contract(2, "2000"), relation=Relation.CONTRACT)
    assert pairs == {f"fapiao:{n} contract:1": "sure" for n in (1, 2)}


def test_the_only_contract_of_a_firm_is_offered_and_sure_for_the_whole_amount() -> None:
    held = contract(1, "84800")
    assert only(bill(1, "84800"), held, relation=Relation.CONTRACT).sureness is SURE
    assert only(bill(1, "1000"), held, relation=Relation.CONTRACT).sureness is UNSURE


def test_a_contract_that_ended_is_doubted() -> None:
    ended = contract(1, "84800", until=later(-1))
    pair = only(bill(1, "84800"), ended, relation=Relation.CONTRACT)
    assert pair.sureness is UNSURE
    assert "outside_contract" in codes(pair)


def test_a_contract_of_somebody_else_is_no_candidate() -> None:
    held = contract(1, "84800", party=OTHER_FIRM)
    assert found(bill(1, "84800"), held, relation=Relation.CONTRACT) == {}


def test_nothing_is_found_for_what_stands_alone() -> None:
    matching = match([bill(1, "84800"), slip(1, "5000"), slip(2, "84800")])
    assert matching.new == ("slip:1",)
    assert [pair.sureness for pair in matching.pairs] == [Sureness.SURE]


def test_a_thousand_equal_amounts_are_compared_with_their_own_firm_only() -> None:
    firms = [f"永州{chr(0x4E00 + n)}贸易有限公司" for n in range(100)]
    bills = [bill(n, "100", days=n % 7, party=firms[n % 100]) for n in range(100)]
    slips = [slip(n, "100", days=n % 7 + 3, party=firms[n % 100]) for n in range(100)]
    pairs = found(*bills, *slips)
    assert pairs == {f"slip:{n} fapiao:{n}": "sure" for n in range(100)}


def test_of_very_many_equal_bills_of_one_firm_the_named_one_is_found() -> None:
    bills = [bill(n, "100", days=n) for n in range(80)]
    named = slip(1, "100", days=300, text=bills[3].number)
    assert found(*bills, named) == {"slip:1 fapiao:3": "sure"}
