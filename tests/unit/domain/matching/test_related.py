"""Typed expenses, contracts and customs items find their bills, and say why."""

from __future__ import annotations

import dataclasses
from typing import Any

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
)

from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import (
    Link,
    Overrules,
    Relation,
    Voucher,
    VoucherKind,
)
from jiamao_desktop.domain.matching.related import one_slip
from jiamao_desktop.domain.money import Money

DECLARATION = "530120260001234567"


def item(place: int, yuan: str = "0", *, number: str = DECLARATION, **more: Any) -> Voucher:
    usual: dict[str, Any] = {
        "key": f"customs:{number}#{place}",
        "kind": VoucherKind.CUSTOMS,
        "amount": Money.from_yuan(yuan) if yuan != "0" else None,
        "currency": "CNY",
        "number": number,
        "day": later(5),
    }
    return Voucher(**usual | more)


@pytest.mark.parametrize(
    ("one", "other", "slip_of_the_pen"),
    [
        ("84800", "84800", False),
        ("84800", "84080", True),
        ("84800", "84900", True),
        ("84800", "80048", False),
        ("84800", "8480", False),
        ("12", "21", True),
    ],
)
def test_a_digit_mistaken_or_two_swapped_is_a_slip_of_the_pen(
    one: str, other: str, *, slip_of_the_pen: bool
) -> None:
    assert one_slip(one, other) is slip_of_the_pen


def test_a_bill_that_names_a_declaration_belongs_to_all_its_items() -> None:
    freight = bill(1, "5000", text=f"报关单号{DECLARATION}")
    pairs = found(freight, item(1), item(2), relation=Relation.CUSTOMS)
    assert pairs == {f"fapiao:1 customs:{DECLARATION}#{n}": "sure" for n in (1, 2)}


def test_an_item_of_the_same_amount_is_offered_but_needs_a_look() -> None:
    pair = only(bill(1, "5000.50"), item(1, "5000.50"), relation=Relation.CUSTOMS)
    assert pair.sureness is UNSURE
    assert codes(pair)[0] == "amount_equal"


def test_two_declarations_with_an_item_of_the_amount_are_rivals() -> None:
    items = [item(1, "5000.50"), item(1, "5000.50", number="530120260007654321")]
    pair = only(bill(1, "5000.50"), *items, relation=Relation.CUSTOMS)
    assert codes(pair)[-1] == "rivals"


def test_a_declaration_under_the_contract_of_the_bill_is_sure() -> None:
    goods = item(1, contract="HT-2026-007")
    under = bill(1, "5000", contract="HT-2026-007")
    assert only(under, goods, relation=Relation.CUSTOMS).sureness is SURE


def test_goods_that_nothing_ties_to_the_bill_stay_alone() -> None:
    assert found(bill(1, "5000"), item(1, "77"), relation=Relation.CUSTOMS) == {}


def test_foreign_goods_do_not_equal_a_bill_in_yuan() -> None:
    goods = item(1, "5000.50", currency="USD")
    assert found(bill(1, "5000.50"), goods, relation=Relation.CUSTOMS) == {}


def test_many_items_are_compared_only_where_they_are_named() -> None:
    many = [item(place, "3.33") for place in range(2_100)]
    plain, named = bill(1, "3.33"), bill(2, "9", text=f"报关单{DECLARATION}")
    pairs = match([plain, named, *many]).pairs
    assert {pair.link.left for pair in pairs if pair.link.relation is Relation.CUSTOMS} <= {
        "fapiao:1",
        "fapiao:2",
    }


def test_a_number_that_was_mistyped_is_offered() -> None:
    number = bill(1, "84800").number
    wrong = number[:-1] + "9"
    pair = only(expense(1, "84800", number=wrong), bill(1, "84800"), relation=Relation.SAME)
    assert "number_mistyped" in codes(pair)
    assert pair.sureness is SURE  # firm, amount and day agree as well


def test_the_same_number_outweighs_another_amount_but_wants_a_look() -> None:
    number = bill(1, "84800").number
    pair = only(expense(1, "70000", number=number), bill(1, "84800"), relation=Relation.SAME)
    assert (pair.sureness, "amount_typed" in codes(pair)) == (UNSURE, True)


def test_the_same_day_is_said() -> None:
    assert "same_day" in codes(only(expense(1, "84800"), bill(1, "84800"), relation=Relation.SAME))


def test_an_expense_of_another_firm_is_only_offered_and_only_for_the_same_day() -> None:
    other = expense(1, "84800", party=OTHER_FIRM)
    assert only(other, bill(1, "84800"), relation=Relation.SAME).sureness is UNSURE
    assert found(other, bill(1, "84800", days=3), relation=Relation.SAME) == {}


def test_a_red_bill_is_no_typed_expense() -> None:
    assert found(expense(1, "84800"), bill(1, "-84800"), relation=Relation.SAME) == {}


def test_an_expense_with_its_fapiao_takes_no_other() -> None:
    held = dataclasses.replace(expense(1, "84800"), open=frozenset({Relation.PAYMENT}))
    assert found(held, bill(1, "84800"), relation=Relation.SAME) == {}


def test_a_contract_for_less_than_the_bill_is_doubted() -> None:
    small = contract(1, "100", party=FIRM)
    pair = only(bill(1, "84800", contract="HT-2026-001"), small, relation=Relation.CONTRACT)
    assert "over_contract" in codes(pair)
    assert pair.sureness is SURE  # it is named, whatever the sums


def test_two_contracts_of_a_firm_are_rivals_and_both_offered() -> None:
    matching = match([bill(1, "84800"), contract(1, "90000"), contract(2, "90000")])
    [pair] = matching.pairs
    assert codes(pair)[-1] == "rivals"
    assert [other.link.right for other in matching.others] == ["contract:2"]


def test_a_person_may_forbid_a_contract() -> None:
    said = Overrules(
        forbidden=frozenset({Link(relation=Relation.CONTRACT, left="fapiao:1", right="contract:1")})
    )
    vouchers = [bill(1, "84800", contract="HT-2026-001"), contract(1, "90000")]
    assert match(vouchers, said).pairs == ()


def test_a_person_may_say_which_expense_it_is() -> None:
    link = Link(relation=Relation.SAME, left="fapiao:1", right="expense:2")
    vouchers = [bill(1, "84800"), expense(1, "84800"), expense(2, "70000")]
    matching = match(vouchers, Overrules(pinned=frozenset({link})))
    assert [(pair.link.right, str(pair.sureness)) for pair in matching.pairs] == [
        ("expense:2", "person")
    ]
    assert "expense:1" in matching.new
