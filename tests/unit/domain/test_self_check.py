"""What a reviewer would send back, and what a clean claim looks like."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.domain.check_making import claim, fapiao, item, rules, sentence, with_expense

from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoLine
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Fair, Pilot
from jiamao_desktop.domain.self_check import Nature, Slip, look_through


def test_a_clean_claim_passes() -> None:
    assert look_through(claim()) == []


def test_a_fapiao_that_does_not_itemise_the_booth_fee_is_found() -> None:
    vague = item(fapiao=fapiao(lines=(FapiaoLine(name="*会展服务*参展费"),)))
    [slip] = look_through(claim(vague))
    assert slip == Slip(
        rule="R01",
        details=(("what", "展位费"), ("words", "展位费、摊位费")),
        expense=ExpenseId(1),
        field="description",
    )


def test_the_remark_of_the_fapiao_may_itemise_it() -> None:
    noted = item(fapiao=fapiao(lines=(FapiaoLine(name="*会展服务*服务费"),), remark="含展位费"))
    assert rules(claim(noted)) == []


def test_a_payment_from_somebody_else_is_found() -> None:
    [slip] = look_through(claim(with_expense(payer_account_name="永州别家有限公司")))
    assert slip.rule == "R02"
    assert ("payer", "永州别家有限公司") in slip.details


def test_an_unknown_payer_is_not_accused_but_said_to_be_unknown() -> None:
    [slip] = look_through(claim(with_expense(payer_account_name="")))
    assert (slip.rule, slip.nature) == ("R02-unknown", Nature.UNKNOWN)
    assert "无法核对" in sentence(slip)


def test_a_missing_bank_slip_is_found() -> None:
    assert rules(claim(item(roles=frozenset({EvidenceRole.FAPIAO})))) == ["R03"]


@pytest.mark.parametrize("method", ["现金", "现金支票", "银行承兑汇票"])
def test_money_that_is_no_transfer_is_found(method: str) -> None:
    assert rules(claim(with_expense(payment_method=method))) == ["R03-method"]


def test_a_fapiao_made_out_to_another_firm_is_found() -> None:
    assert rules(claim(item(fapiao=fapiao(buyer="永州样例进出口公司")))) == ["R04-buyer"]


def test_a_seller_that_is_not_the_payee_is_found() -> None:
    assert rules(claim(with_expense(payee="别家公司"))) == ["R04-seller"]


def test_an_expense_without_a_fapiao_record_is_said_not_to_be_compared() -> None:
    [slip] = look_through(claim(item(fapiao=None)))
    assert (slip.rule, slip.nature) == ("R04-unknown", Nature.UNKNOWN)


@pytest.mark.parametrize("photos", [0, 1])
def test_a_fair_wants_two_photos(photos: int) -> None:
    assert rules(claim(documents={DocumentKind.PHOTO: photos})) == ["R10"]


def test_a_fair_without_booths_is_found() -> None:
    assert rules(claim(project=Fair(title="样例展"))) == ["R11"]


def test_an_expense_in_two_claims_is_named_with_the_other_claim() -> None:
    [slip] = look_through(claim(item(used_in=("广交会", "省级展"))))
    assert slip.rule == "R15"
    assert ("claims", "广交会、省级展") in slip.details


def test_support_of_all_levels_never_exceeds_what_was_spent() -> None:
    funded = with_expense(other_funding=Money(2400001))
    assert rules(claim(funded)) == ["R16"]
    assert rules(claim(with_expense(other_funding=Money(2400000)))) == []


def test_a_lapsed_notice_is_said_from_the_day_after_its_last() -> None:
    last = dt.date(2027, 6, 13)
    assert rules(claim(today=last)) == []
    assert rules(claim(today=last + dt.timedelta(days=1))) == ["R20"]
    assert rules(claim(today=dt.date(2099, 1, 1), in_force_until=None)) == []


def test_applying_for_more_than_the_ceiling_is_found_to_the_fen() -> None:
    assert rules(claim(applied=Money(5600001))) == ["R21"]


def test_each_blank_field_of_the_form_is_named() -> None:
    slips = look_through(claim(required_fields=("开户行", "银行账号")))
    assert [(slip.rule, slip.field) for slip in slips] == [("R22", "开户行"), ("R22", "银行账号")]


@pytest.mark.parametrize(
    ("days", "expected"), [(364, ["R24"]), (365, []), (366, [])], ids=["short", "year", "leap"]
)
def test_a_yearly_agreement_covers_a_year(days: int, expected: list[str]) -> None:
    start = dt.date(2025, 3, 1)
    pilot = Pilot(
        title="试点", agreement_from=start, agreement_until=start + dt.timedelta(days=days - 1)
    )
    assert rules(claim(project=pilot, documents={})) == expected


def test_an_agreement_without_dates_is_asked_for_them() -> None:
    assert rules(claim(project=Pilot(title="试点"))) == ["R24-dates"]


def test_findings_come_in_the_order_of_the_rules() -> None:
    bad = item(
        fapiao=fapiao(lines=(FapiaoLine(name="服务费"),), buyer="别家"),
        roles=frozenset(),
        used_in=("甲",),
    )
    found = rules(claim(bad, applied=Money(9000000)))
    assert found == ["R01", "R03", "R04-buyer", "R15", "R16", "R21"]
