"""Split payments: exact sums, doubts about chance, and parts that are paid one by one."""

from __future__ import annotations

from tests.unit.domain.matching.matching_samples import (
    OTHER_FIRM,
    SURE,
    UNSURE,
    bill,
    codes,
    found,
    only,
    slip,
)

from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.money import Money


def test_two_slips_pay_one_bill() -> None:
    pairs = match([bill(1, "84812.40"), slip(1, "25443.72"), slip(2, "59368.68", days=40)]).pairs
    assert [(pair.link.left, pair.sureness, pair.amount) for pair in pairs] == [
        ("slip:1", SURE, Money(2_544_372)),
        ("slip:2", SURE, Money(5_936_868)),
    ]
    assert {pair.group for pair in pairs} == {"fapiao:1=slip:1+slip:2"}
    assert "split_sum" in codes(pairs[0])


def test_one_slip_pays_three_bills() -> None:
    bills = [bill(1, "1234.50"), bill(2, "877.30"), bill(3, "5120.07")]
    pairs = match([*bills, slip(1, "7231.87")]).pairs
    assert [(pair.link.right, pair.sureness, pair.amount) for pair in pairs] == [
        ("fapiao:1", SURE, Money(123_450)),
        ("fapiao:2", SURE, Money(87_730)),
        ("fapiao:3", SURE, Money(512_007)),
    ]


def test_round_parts_may_fit_by_chance() -> None:
    assert found(bill(1, "30000"), slip(1, "10000"), slip(2, "20000")) == {
        "slip:1 fapiao:1": "unsure",
        "slip:2 fapiao:1": "unsure",
    }


def test_round_parts_that_name_their_bill_are_sure() -> None:
    named = "26430000000000000001"
    slips = [slip(1, "10000", text=named), slip(2, "20000", text=named)]
    assert set(found(bill(1, "30000"), *slips).values()) == {"sure"}


def test_two_ways_to_split_are_never_sure() -> None:
    bills = [bill(1, "7231.87")]
    slips = [slip(1, "7000.00"), slip(2, "231.87"), slip(3, "7000.00")]
    assert set(found(*bills, *slips).values()) == {"unsure"}


def test_parts_of_another_firm_do_not_count() -> None:
    assert (
        found(bill(1, "84812.40"), slip(1, "25443.72"), slip(2, "59368.68", party=OTHER_FIRM)) == {}
    )


def test_a_split_that_would_need_a_part_paid_whole_elsewhere_makes_that_doubtful() -> None:
    """Bill 1's slip is missing; one part of bill 2 happens to be as much as bill 1."""
    vouchers = [bill(1, "2544.40"), bill(2, "8481.53"), slip(1, "2544.40"), slip(2, "5937.13")]
    matching = match(vouchers)
    [pair] = [pair for pair in matching.pairs if pair.link.right == "fapiao:1"]
    assert pair.sureness is UNSURE
    assert codes(pair)[-1] == "split_rival"
    assert {other.link.right for other in matching.others} == {"fapiao:2"}


def test_a_part_that_names_its_bill_is_sure_and_pays_only_its_part() -> None:
    pair = only(bill(1, "84800"), slip(1, "25440", text="首付 26430000000000000001"))
    assert (pair.sureness, pair.amount) == (SURE, Money(2_544_000))
    assert "in_part" in codes(pair)


def test_a_part_that_only_says_so_needs_a_look() -> None:
    assert only(bill(1, "84800"), slip(1, "25440", text="展位费首付款")).sureness is UNSURE
    assert found(bill(1, "84800"), bill(2, "90000"), slip(1, "25440", text="首付款")) == {}


def test_a_smaller_amount_that_says_nothing_is_no_part() -> None:
    assert found(bill(1, "84800"), slip(1, "25440")) == {}


def test_parts_named_for_another_bill_are_not_taken() -> None:
    named = "26430000000000000002"
    pairs = found(
        bill(1, "84812.40"),
        bill(2, "99999.99"),
        slip(1, "25443.72", text=named),
        slip(2, "59368.68", text=named),
    )
    assert "sure" not in {sureness for keys, sureness in pairs.items() if keys.endswith("fapiao:1")}
