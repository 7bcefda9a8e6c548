"""Each rule about the chain of one expense: what it finds, lets pass, and cannot tell."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from tests.unit.domain.check_making import (
    NOBODY,
    SELLER,
    US,
    contract,
    fapiao,
    item,
    natures,
    of,
    paid,
    sentence,
    with_expense,
)

from jiamao_desktop.domain.checks_base import (
    CheckedExpense,
    Nature,
    is_foreign,
    is_person,
    plain_name,
    same_name,
)
from jiamao_desktop.domain.contract import ContractFee, FeeKind
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.fapiao import FapiaoLine, FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.self_check import look_at


def agency(**changes: Any) -> CheckedExpense:
    """Return a certification fee that a contract with an agent stands behind."""
    fees = (
        ContractFee(name="认证费", amount=Money(7000000)),
        ContractFee(name="代理服务费", amount=Money(1000000), kind=FeeKind.AGENT),
    )
    usual = item(
        expense=dataclasses.replace(
            item().expense, category="certification.fee", gross=Money(7000000)
        ),
        keywords=(),
        contract=contract(title="认证代理合同", fees=fees),
    )
    return dataclasses.replace(usual, **changes)


def interest(**changes: Any) -> CheckedExpense:
    spent = dataclasses.replace(
        item().expense,
        category="interest.export_order",
        paid_on=dt.date(2026, 6, 20),
        description="六月利息",
    )
    usual = item(expense=spent, contract=contract(), keywords=())
    return dataclasses.replace(usual, **changes)


def test_a_clean_expense_raises_nothing() -> None:
    assert of(item()) == []
    assert of(item(contract=contract(), settled=(paid(),))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("永州样例（进出口）有限公司", "永州样例(进出口)有限公司"),
        ("永州样例 进出口　有限公司", "永州样例进出口有限公司"),
        ("ＡＢＣ Trading Co., Ltd.", "abc trading co ltd"),
    ],
)
def test_names_that_differ_only_in_how_they_were_typed_are_one(one: str, other: str) -> None:
    assert same_name(one, other)
    assert plain_name(one) == plain_name(other)


def test_a_name_without_its_legal_form_is_another_name() -> None:
    assert not same_name("永州样例进出口公司", "永州样例进出口有限公司")


def test_brackets_and_blanks_raise_no_false_alarm() -> None:
    wide = "样例会展 服务（有限公司）"
    assert of(with_expense(payee=wide, payer_account_name=f"{US} ")) == []


@pytest.mark.parametrize(
    ("name", "foreign"), [("Koelnmesse GmbH", True), ("科隆展览 GmbH", False), ("", False)]
)
def test_a_name_without_a_chinese_character_is_foreign(name: str, foreign: bool) -> None:
    assert is_foreign(name) is foreign


@pytest.mark.parametrize(
    ("name", "person"),
    [("张三", True), ("欧阳小明", True), ("样例厂", False), (US, False), ("阿不都·买买提", True)],
)
def test_a_short_name_that_no_firm_has_is_a_persons(name: str, person: bool) -> None:
    assert is_person(name, ("厂", "公司")) is person


def test_a_fapiao_whose_lines_nobody_recorded_cannot_be_compared() -> None:
    bare = item(fapiao=fapiao(lines=(), remark=""))
    assert of(bare) == ["R01-unknown"]
    assert natures(bare) == {Nature.UNKNOWN}


def test_a_category_without_words_asks_for_none() -> None:
    assert of(item(keywords=(), fapiao=fapiao(lines=(FapiaoLine(name="服务费"),)))) == []


def test_a_person_who_paid_is_named_as_one() -> None:
    assert look_at(with_expense(payer_account_name="张三"), NOBODY) == []
    assert of(with_expense(payer_account_name="张三")) == ["R02-person"]
    assert of(with_expense(payer_account_name="别家有限公司")) == ["R02"]


def test_the_slips_outweigh_what_was_typed_about_the_payer() -> None:
    typed = dataclasses.replace(item().expense, payer_account_name="别家有限公司")
    assert of(item(expense=typed, settled=(paid(),))) == []
    assert of(item(settled=(paid(payer="别家有限公司"),))) == ["R02"]


def test_each_of_several_payers_is_compared() -> None:
    two = (paid(4000000), paid(4000000, payer="李四"))
    assert of(item(settled=two)) == ["R02-person"]


def test_an_unpaid_expense_is_not_asked_who_paid() -> None:
    unpaid = with_expense(payer_account_name="", payment_method="")
    unpaid = dataclasses.replace(unpaid, roles=frozenset({EvidenceRole.FAPIAO}))
    assert of(unpaid) == ["R03"]


def test_the_name_of_an_own_account_is_the_applicants() -> None:
    own = dataclasses.replace(NOBODY, name=US, accounts=(US, "永州样例出口专户"))
    assert of(with_expense(payer_account_name="永州样例出口专户"), own) == []


def test_the_slip_itself_may_tell_of_cash() -> None:
    assert of(item(settled=(paid(method="现金"),))) == ["R03-method"]
    assert of(item(settled=(paid(method="网银转账"),))) == []
    assert of(item(settled=(paid(method=""),))) == []


def test_split_payments_come_to_the_gross_amount() -> None:
    assert of(item(settled=(paid(3000000), paid(5000000)))) == []
    short = item(settled=(paid(3000000),))
    assert of(short) == ["R03-part"]
    assert natures(short) == {Nature.MISSING}
    [slip] = look_at(short, NOBODY)
    assert sentence(slip).startswith("“展位费”对应的付款合计 30,000.00 元")


def test_a_fee_that_the_bank_kept_leaves_nothing_unpaid() -> None:
    assert of(item(settled=(paid(7998500),))) == []


def test_payments_in_foreign_money_are_not_added_to_yuan() -> None:
    dollars = dataclasses.replace(paid(1200000), currency="USD")
    assert of(item(settled=(dollars,))) == []


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (FapiaoState.VOID, ["R04-void"]),
        (FapiaoState.REVERSED, ["R04-reversed"]),
        (FapiaoState.PART_REVERSED, ["R04-part-reversed"]),
        (FapiaoState.NORMAL, []),
        (None, []),
    ],
)
def test_a_fapiao_that_is_void_or_reversed_proves_nothing(
    state: FapiaoState | None, found: list[str]
) -> None:
    assert of(item(fapiao=fapiao(state=state))) == found


def test_the_payee_of_the_slip_is_the_seller() -> None:
    assert of(item(settled=(paid(payee="别家有限公司"),))) == ["R04-payee"]
    assert of(item(settled=(paid(payee=""),))) == []
    assert of(item(fapiao=None, settled=(paid(payee="别家"),))) == ["R04-unknown", "R04-payee"]


def test_the_contract_is_with_the_seller() -> None:
    assert of(item(contract=contract(second_party="别家有限公司"))) == ["R04-party"]
    assert of(item(contract=contract(first_party=SELLER, second_party=US))) == []
    assert of(item(contract=contract(second_party=""))) == []


def test_the_applicant_is_a_party_of_the_contract() -> None:
    assert of(item(contract=contract(first_party="永州关联有限公司"))) == ["R04-own"]


def test_a_contract_without_parties_is_said_not_to_be_compared() -> None:
    blank = item(contract=contract(first_party="", second_party=""))
    assert of(blank) == ["R04-party-unknown"]
    assert natures(blank) == {Nature.UNKNOWN}


def test_a_book_without_an_applicant_compares_nothing_with_its_name() -> None:
    odd = item(
        expense=dataclasses.replace(item().expense, payer_account_name="张三"),
        fapiao=fapiao(buyer="别家"),
        contract=contract(first_party="别家"),
    )
    assert of(odd, NOBODY) == []


def test_an_agents_fee_told_apart_and_left_out_passes() -> None:
    assert of(agency()) == []


def test_an_agents_fee_within_the_expense_is_found() -> None:
    whole = dataclasses.replace(agency().expense, gross=Money(8000000))
    assert of(agency(expense=whole)) == ["R12-within"]
    marked = dataclasses.replace(whole, unsupported=Money(1000000), unsupported_reason="代理服务费")
    assert of(agency(expense=marked)) == []


def test_an_agents_contract_that_does_not_tell_its_fee_apart_is_found() -> None:
    lump = contract(title="认证代理合同", fees=(ContractFee(name="服务费", amount=Money(1)),))
    assert of(agency(contract=lump)) == ["R12"]


def test_an_agents_line_without_a_contract_cannot_be_told_apart() -> None:
    bill = fapiao(lines=(FapiaoLine(name="*经纪代理服务*代理费"),))
    told = agency(contract=None, fapiao=bill)
    assert of(told) == ["R12-unknown"]
    assert natures(told) == {Nature.UNKNOWN}


def test_an_agents_fee_recorded_by_itself_is_apart() -> None:
    own = dataclasses.replace(agency().expense, category="certification.agency")
    bill = fapiao(lines=(FapiaoLine(name="*经纪代理服务*代理费"),))
    assert of(agency(expense=own, contract=None, fapiao=bill)) == []


def abroad(**changes: Any) -> CheckedExpense:
    name = "Koelnmesse GmbH"
    spent = dataclasses.replace(item().expense, payee=name, currency="EUR")
    usual = item(expense=spent, fapiao=fapiao(seller=name))
    return dataclasses.replace(usual, **changes)


def test_foreign_papers_want_a_chinese_text() -> None:
    assert of(abroad()) == ["R14"]
    assert of(abroad(titles=("展位合同 中文译件.pdf",))) == []
    assert of(abroad(titles=("contract.pdf",))) == ["R14"]
    assert of(item(titles=("合同.pdf",))) == []


def test_a_foreign_party_of_the_contract_wants_one_too() -> None:
    spent = dataclasses.replace(item().expense, payee="")
    foreign = contract(second_party="Koelnmesse GmbH")
    assert of(item(expense=spent, fapiao=fapiao(seller=""), contract=foreign)) == ["R14"]


def test_foreign_money_paid_to_nobody_known_cannot_be_told() -> None:
    spent = dataclasses.replace(item().expense, payee="", currency="EUR")
    nameless = item(expense=spent, fapiao=fapiao(seller=""))
    assert of(nameless) == ["R14-unknown"]


def test_another_use_of_the_same_line_is_named() -> None:
    [slip] = look_at(item(doubles=("2025 省级展，第 1 行",)), NOBODY)
    assert slip.rule == "R15-line"
    assert "2025 省级展，第 1 行" in sentence(slip)


def test_interest_is_proved_by_its_own_slip_within_the_term_of_the_loan() -> None:
    assert of(interest()) == []
    assert of(interest(roles=frozenset({EvidenceRole.FAPIAO}))) == ["R19"]
    late = dataclasses.replace(interest().expense, paid_on=dt.date(2027, 1, 1))
    assert of(interest(expense=late)) == ["R19-term"]


def test_the_term_of_a_loan_includes_its_first_and_last_day() -> None:
    for day in (dt.date(2026, 1, 1), dt.date(2026, 12, 31)):
        paid_then = dataclasses.replace(interest().expense, paid_on=day)
        assert of(interest(expense=paid_then)) == []


def test_interest_under_an_unknown_loan_cannot_be_told() -> None:
    assert of(interest(contract=None)) == ["R19-unknown"]
    assert of(interest(contract=contract(starts_on=None))) == ["R19-unknown"]


@pytest.mark.parametrize(
    ("until", "found"),
    [(dt.date(2026, 12, 31), []), (dt.date(2026, 12, 30), ["R24"]), (None, ["R24-term"])],
)
def test_the_contract_of_a_yearly_fee_covers_a_year(
    until: dt.date | None, found: list[str]
) -> None:
    yearly = dataclasses.replace(item().expense, category="ecommerce.incubation_fee")
    assert of(item(expense=yearly, contract=contract(ends_on=until))) == found
    assert of(item(contract=contract(ends_on=until))) == []


def test_a_forwarder_of_freight_is_no_agent_whose_fee_is_hidden() -> None:
    freight = dataclasses.replace(item().expense, category="fair.freight")
    bill = fapiao(lines=(FapiaoLine(name="*国际货物运输代理服务*运费"),))
    assert of(item(expense=freight, keywords=(), fapiao=bill)) == []
