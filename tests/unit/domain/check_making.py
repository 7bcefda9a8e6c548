"""A clean expense and a clean claim on it, for tests of what a reviewer objects to."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.self_checks import load_self_checks
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.checks_base import (
    CheckedClaim,
    CheckedExpense,
    Nature,
    Setting,
    Settled,
    Slip,
    setting_for,
)
from jiamao_desktop.domain.contract import Contract, ContractFee
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoKind, FapiaoLine
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.domain.project import Booth, Fair
from jiamao_desktop.domain.self_check import look_at, look_through

US = "永州样例进出口有限公司"
SELLER = "样例会展服务有限公司"
APPLICANT = Applicant(name=US, uscc="91431100MA00000000")
RULES = load_self_checks(resources_folder() / "self_checks.toml")
TERMS = {name: rule.terms for name, rule in RULES.items()}
SETTING = setting_for(APPLICANT, TERMS)
NOBODY = setting_for(None, TERMS)


def fapiao(**changes: Any) -> Fapiao:
    usual = Fapiao(
        kind=FapiaoKind.DIGITAL_ORDINARY,
        number="25432000000000000011",
        seller=SELLER,
        buyer=US,
        net=Money(7547170),
        tax=Money(452830),
        gross=Money(8000000),
        lines=(FapiaoLine(name="*会展服务*展位费"),),
    )
    return dataclasses.replace(usual, **changes)


def item(number: int = 1, **changes: Any) -> CheckedExpense:
    usual = CheckedExpense(
        id=ExpenseId(number),
        expense=Expense(
            category="fair.booth",
            gross=Money(8000000),
            payee=SELLER,
            description="展位费",
            payer_account_name=US,
            payment_method="银行转账",
        ),
        fapiao=fapiao(),
        roles=frozenset({EvidenceRole.FAPIAO, EvidenceRole.PAYMENT, EvidenceRole.CONTRACT}),
        keywords=("展位费", "摊位费"),
    )
    return dataclasses.replace(usual, **changes)


def with_expense(**changes: Any) -> CheckedExpense:
    return item(expense=dataclasses.replace(item().expense, **changes))


def contract(**changes: Any) -> Contract:
    usual = Contract(
        number="HT-1",
        title="参展合同 A1",
        first_party=US,
        second_party=SELLER,
        amount=Money(8000000),
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
        fees=(ContractFee(name="展位费", amount=Money(8000000)),),
    )
    return dataclasses.replace(usual, **changes)


def paid(fen: int = 8000000, **changes: Any) -> Settled:
    usual = Payment(
        number="S-1",
        paid_on=dt.date(2026, 3, 1),
        payer=US,
        payer_account="1",
        payee=SELLER,
        payee_account="2",
        amount=Money(fen),
    )
    return Settled(payment=dataclasses.replace(usual, **changes), amount=Money(fen))


def claim(*items: CheckedExpense, **changes: Any) -> CheckedClaim:
    usual = CheckedClaim(
        applicant=APPLICANT,
        project=Fair(title="样例展", booths=(Booth(number="A1", area_dm2=900),)),
        expenses=items or (item(),),
        spent=Money(8000000),
        ceiling=Money(5600000),
        applied=Money(5600000),
        today=dt.date(2026, 11, 20),
        in_force_until=dt.date(2027, 6, 13),
        documents={DocumentKind.PHOTO: 2},
        required_fields=(),
        terms=TERMS,
    )
    return dataclasses.replace(usual, **changes)


def rules(found: CheckedClaim) -> list[str]:
    return [slip.rule for slip in look_through(found)]


def of(one: CheckedExpense, setting: Setting = SETTING) -> list[str]:
    """Return the rules that object to one expense by itself."""
    return [slip.rule for slip in look_at(one, setting)]


def sentence(slip: Slip) -> str:
    """Return what is said of a finding; fails where its words lack a name they need."""
    rule = RULES[slip.rule]
    texts = [rule.text[language].format(**dict(slip.details)) for language in ("zh", "en")]
    assert all(rule.remedy.values())
    return texts[0]


def natures(one: CheckedExpense) -> set[Nature]:
    return {slip.nature for slip in look_at(one, SETTING)}
