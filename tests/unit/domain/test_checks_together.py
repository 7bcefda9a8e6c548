"""What the rules say of papers in any combination: never by chance, always in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.check_making import (
    NOBODY,
    RULES,
    SELLER,
    SETTING,
    US,
    claim,
    contract,
    fapiao,
    item,
    natures,
    of,
    paid,
    rules,
    sentence,
    with_expense,
)

from jiamao_desktop.domain.checks_base import (
    CheckedExpense,
    Nature,
    Setting,
    Terms,
    about,
    first_word,
    is_person,
    plain_name,
    same_name,
    setting_for,
    slip,
)
from jiamao_desktop.domain.checks_chain import named, other_party, payers, seller_of
from jiamao_desktop.domain.contract import ContractFee, FeeKind
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.fapiao import FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Booth, Fair
from jiamao_desktop.domain.self_check import look_at, look_through
from jiamao_desktop.domain.settlement import Sureness

NAMES = st.sampled_from([US, SELLER, "张三", "别家有限公司", "Messe GmbH", "", "  "])
DAYS = st.one_of(st.none(), st.dates(dt.date(2025, 6, 1), dt.date(2027, 6, 1)))


@st.composite
def any_item(draw: st.DrawFn) -> CheckedExpense:
    """Return an expense whose papers agree, contradict each other, or are not there."""
    slips = tuple(
        paid(draw(st.integers(1, 9_000_000)), payer=draw(NAMES), payee=draw(NAMES))
        for _ in range(draw(st.integers(0, 2)))
    )
    agreed = contract(
        first_party=draw(NAMES),
        second_party=draw(NAMES),
        starts_on=draw(DAYS),
        ends_on=draw(DAYS),
        amount=draw(st.sampled_from([None, Money(0), Money(8_000_000)])),
        fees=tuple(
            ContractFee(name=name, amount=Money(1_000_000), kind=draw(st.sampled_from(FeeKind)))
            for name in draw(st.lists(st.sampled_from(["展位费", "代理费", "服务费"]), max_size=2))
        ),
    )
    bill = fapiao(seller=draw(NAMES), buyer=draw(NAMES), state=draw(st.sampled_from(FapiaoState)))
    spent = dataclasses.replace(
        item().expense,
        category=draw(st.sampled_from(["fair.booth", "certification.fee", "interest.loan"])),
        payee=draw(NAMES),
        payer_account_name=draw(NAMES),
        payment_method=draw(st.sampled_from(["", "现金", "银行转账"])),
        paid_on=draw(DAYS),
        currency=draw(st.sampled_from(["CNY", "USD"])),
    )
    return item(
        expense=spent,
        fapiao=draw(st.sampled_from([None, bill])),
        contract=draw(st.sampled_from([None, agreed])),
        settled=slips,
        roles=draw(st.frozensets(st.sampled_from(EvidenceRole))),
        day=draw(DAYS),
    )


@settings(max_examples=20)
@given(any_item())
def test_whatever_is_found_can_be_said_in_both_languages(one: CheckedExpense) -> None:
    for found in look_at(one, SETTING):
        assert sentence(found).strip()
        assert found.expense == one.id
        assert dict(found.details)["what"]


@settings(max_examples=20)
@given(any_item())
def test_no_rule_says_the_same_thing_twice_of_one_expense(one: CheckedExpense) -> None:
    found = look_at(one, SETTING)
    assert len(set(found)) == len(found)


@settings(max_examples=20)
@given(any_item(), st.randoms())
def test_the_order_of_the_slips_changes_nothing(one: CheckedExpense, chance: random.Random) -> None:
    slips = list(one.settled)
    chance.shuffle(slips)
    turned = dataclasses.replace(one, settled=tuple(slips))
    assert sorted(of(turned)) == sorted(of(one))


@settings(max_examples=20)
@given(any_item())
def test_without_an_applicant_nobody_is_accused_of_not_being_it(one: CheckedExpense) -> None:
    accused = {"R02", "R02-person", "R04-buyer", "R04-own", "R04-party", "R18", "R18-consumer"}
    assert not accused & set(of(one, NOBODY))


@settings(max_examples=15)
@given(any_item(), any_item())
def test_a_claim_finds_in_each_expense_what_the_expense_alone_shows(
    one: CheckedExpense, other: CheckedExpense
) -> None:
    pair = (one, dataclasses.replace(other, id=type(one.id)(2)))
    found = look_through(claim(*pair))
    for single in pair:
        alone = {(slip.rule, slip.details) for slip in look_at(single, SETTING)}
        within = {(slip.rule, slip.details) for slip in found if slip.expense == single.id}
        assert alone <= within


@settings(max_examples=15)
@given(any_item())
def test_every_rule_that_speaks_is_described_in_the_data(one: CheckedExpense) -> None:
    assert {slip.rule for slip in look_through(claim(one))} <= set(RULES)


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=60)
def test_names_are_the_same_in_both_directions_and_stay_plain(one: str, other: str) -> None:
    assert same_name(one, other) is same_name(other, one)
    assert plain_name(plain_name(one)) == plain_name(one)
    assert same_name(one, f" {one}　")


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("王五", True),
        (" 王五 ", True),
        ("王", False),
        ("司马相如", True),
        ("司马相如君", False),
        ("王五商店", False),
        ("王5", False),
        ("Wang", False),
        ("", False),
        ("古丽·阿依", True),
        ("·古丽", False),
    ],
)
def test_who_counts_as_a_person(said: str, person: bool) -> None:
    assert is_person(said, ("商店", "公司")) is person


@pytest.mark.parametrize(
    ("words", "texts", "found"),
    [
        (("展位费", "摊位费"), ("摊位费",), "摊位费"),
        (("展位费", "摊位费"), ("摊位费", "展位费"), "展位费"),
        ((), ("展位费",), ""),
        (("展位费",), (), ""),
        (("展位费",), ("展位", "费"), ""),
    ],
)
def test_the_first_word_in_the_order_of_the_rule_is_named(
    words: tuple[str, ...], texts: tuple[str, ...], found: str
) -> None:
    assert first_word(words, *texts) == found


def test_a_finding_names_the_payee_where_nothing_is_described() -> None:
    bare = with_expense(description="")
    assert dict(slip("R03", bare).details) == {"what": SELLER}
    assert dict(slip("R03", bare, what="别的").details) == {"what": "别的"}


def test_a_finding_about_the_claim_belongs_to_no_expense() -> None:
    found = about("R22", "uscc", Nature.MISSING, label="uscc", count=3)
    assert (found.expense, found.field, found.nature) == (None, "uscc", Nature.MISSING)
    assert dict(found.details) == {"label": "uscc", "count": "3"}


def test_blank_account_names_are_no_accounts() -> None:
    applicant = claim().applicant
    blank = setting_for(dataclasses.replace(applicant, account_name="  "), {})
    assert blank.accounts == (US,)
    own = setting_for(dataclasses.replace(applicant, account_name="永州样例（专户）"), {})
    assert own.is_own("永州样例(专户)")
    assert not own.is_own("")


def test_a_rule_that_looks_for_nothing_finds_nothing() -> None:
    assert Setting().of("R99") == Terms()
    bare = Setting(name=US, accounts=(US,))
    assert "R03-method" not in of(with_expense(payment_method="现金"), bare)


@pytest.mark.parametrize(
    ("first", "second", "other"),
    [
        (US, SELLER, SELLER),
        (SELLER, US, SELLER),
        (f" {US} ", SELLER, SELLER),
        (SELLER, "别家有限公司", None),
        (US, "", ""),
    ],
)
def test_the_other_side_of_a_contract_is_whoever_we_are_not(
    first: str, second: str, other: str | None
) -> None:
    assert other_party(contract(first_party=first, second_party=second), SETTING) == other


def test_a_contract_is_called_by_its_title_else_by_its_number() -> None:
    assert named(contract(title="参展合同")) == "参展合同"
    assert named(contract(title="", number="HT-9")) == "HT-9"


def test_the_seller_is_the_fapiaos_before_it_is_the_payee() -> None:
    assert seller_of(item(fapiao=fapiao(seller="发票上的卖方"))) == "发票上的卖方"
    assert seller_of(item(fapiao=fapiao(seller=""))) == SELLER
    assert seller_of(item(fapiao=None)) == SELLER


def test_payers_are_named_once_each_in_the_order_of_the_slips() -> None:
    slips = (paid(1, payer="李四"), paid(2, payer=US), paid(3, payer="李四"), paid(4, payer=" "))
    assert list(payers(item(settled=slips))) == ["李四", US]
    silent = item(settled=(paid(1, payer=""),))
    assert list(payers(silent)) == [US]


@pytest.mark.parametrize(
    ("slips", "found"),
    [
        ((paid(8_000_000),), False),
        ((paid(7_999_999),), False),
        ((paid(4_000_000),), True),
        ((paid(4_000_000), paid(4_000_000)), False),
        ((paid(9_000_000),), True),
        ((paid(8_000_000), paid(-8_000_000)), True),
    ],
)
def test_slips_that_do_not_come_to_the_gross_amount_are_named(
    slips: tuple[Any, ...], found: bool
) -> None:
    assert ("R03-part" in of(item(settled=slips))) is found


def test_one_foreign_slip_among_domestic_ones_leaves_the_sum_unsaid() -> None:
    foreign = dataclasses.replace(paid(100), currency="USD")
    assert "R03-part" not in of(item(settled=(paid(4_000_000), foreign)))


def test_an_unsure_pair_is_looked_at_like_a_sure_one() -> None:
    unsure = dataclasses.replace(paid(payer="李四"), sureness=Sureness.UNSURE)
    assert of(item(settled=(unsure,))) == ["R02-person"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"starts_on": None}, ["R24-term"]),
        ({"ends_on": None}, ["R24-term"]),
        ({"ends_on": dt.date(2026, 12, 31)}, []),
        ({"ends_on": dt.date(2026, 12, 30)}, ["R24"]),
        ({"starts_on": dt.date(2027, 1, 1)}, ["R24"]),
    ],
)
def test_the_term_of_a_yearly_contract_is_counted_with_both_ends(
    changes: dict[str, Any], found: list[str]
) -> None:
    yearly = min(SETTING.of("R24").categories)
    spent = dataclasses.replace(item().expense, category=yearly)
    one = item(expense=spent, contract=contract(**changes), keywords=())
    assert [rule for rule in of(one) if rule.startswith("R24")] == found


def test_a_missing_paper_is_never_called_a_contradiction() -> None:
    bare = item(roles=frozenset(), fapiao=None, expense=with_expense(payer_account_name="").expense)
    assert natures(bare) <= {Nature.MISSING, Nature.UNKNOWN}


def test_a_booth_is_looked_for_in_every_contract_of_the_claim() -> None:
    fair = Fair(title="样例展", booths=(Booth(number="B7", area_dm2=900),))
    silent, telling = contract(title="合同一"), contract(title="合同二", note="展位 B7")
    both = claim(item(1, contract=silent), item(2, contract=telling), project=fair)
    assert "R11-contract" not in rules(both)
    assert "R11-contract" in rules(claim(item(1, contract=silent), project=fair))


def test_a_booth_named_in_a_fee_of_the_contract_is_named() -> None:
    fees = (ContractFee(name="B7 展位费", amount=Money(8_000_000)),)
    fair = Fair(title="样例展", booths=(Booth(number="B7", area_dm2=900),))
    assert "R11-contract" not in rules(claim(item(contract=contract(fees=fees)), project=fair))


def test_a_booth_without_a_number_is_not_looked_for() -> None:
    fair = Fair(title="样例展", booths=(Booth(number=" ", area_dm2=900),))
    assert "R11-contract" not in rules(claim(item(contract=contract()), project=fair))


@pytest.mark.parametrize(
    ("applied", "other", "found"),
    [(56_000_00, 0, False), (56_000_00, 24_000_00, False), (56_000_00, 24_000_01, True)],
)
def test_support_and_other_funding_together_are_compared_to_the_fen(
    applied: int, other: int, found: bool
) -> None:
    funded = with_expense(other_funding=Money(other))
    assert ("R16" in rules(claim(funded, applied=Money(applied)))) is found


def test_an_expense_is_named_with_every_claim_that_stands_on_it() -> None:
    [found] = look_at(item(used_in=("申报甲", "申报乙")), SETTING)
    assert found.rule == "R15"
    assert "申报甲、申报乙" in sentence(found)
