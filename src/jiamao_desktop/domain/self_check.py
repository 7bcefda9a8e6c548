"""What a reviewer would send a claim back for, found before it is filed (自查).

Each rule yields what is wrong and where; its sentence, remedy, severity and where the rule
was seen are data (``resources/self_checks.toml``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.project import Fair, Pilot, Project

FULL_YEAR_DAYS = 365
PHOTOS_WANTED = 2
NOT_A_TRANSFER = ("现金", "汇票", "支票")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedExpense:
    """An expense of the claim with everything a reviewer compares it with.

    Attributes:
        keywords: Words of its category, one of which the 发票 must show.
        used_in: Titles of other claims that stand on the same expense.
    """

    id: ExpenseId
    expense: Expense
    fapiao: Fapiao | None
    roles: frozenset[EvidenceRole]
    keywords: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """A claim as a reviewer sees it.

    Attributes:
        documents: How many of each kind will be printed.
        required_fields: Labels of blank fields that the form cannot do without.
    """

    applicant: Applicant
    project: Project | None
    expenses: Sequence[CheckedExpense]
    spent: Money
    ceiling: Money
    applied: Money
    today: dt.date
    in_force_until: dt.date | None
    documents: Mapping[DocumentKind, int]
    required_fields: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One thing found: the rule, the place, and what its sentence names."""

    rule: str
    details: tuple[tuple[str, str], ...] = ()
    expense: ExpenseId | None = None
    field: str = ""


def look_through(claim: CheckedClaim) -> Sequence[Slip]:
    """Return everything a reviewer would object to, in the order of the rules."""
    return [slip for rule in _RULES for slip in rule(claim)]


def _slip(rule: str, item: CheckedExpense, field: str = "", **details: object) -> Slip:
    named = {"what": item.expense.description or item.expense.payee} | details
    return Slip(
        rule=rule,
        details=tuple((name, str(value)) for name, value in named.items()),
        expense=item.id,
        field=field,
    )


def _fapiao_not_itemised(claim: CheckedClaim) -> Iterator[Slip]:
    for item in claim.expenses:
        if item.fapiao is None or not item.keywords:
            continue
        names = " ".join(line.name for line in item.fapiao.lines) + item.fapiao.remark
        if not any(word in names for word in item.keywords):
            yield _slip("R01", item, "description", words="、".join(item.keywords))


def _payer_is_somebody_else(claim: CheckedClaim) -> Iterator[Slip]:
    for item in claim.expenses:
        payer = item.expense.payer_account_name
        if payer and payer != claim.applicant.name:
            yield _slip(
                "R02", item, "payer_account_name", payer=payer, applicant=claim.applicant.name
            )


def _no_bank_slip(claim: CheckedClaim) -> Iterator[Slip]:
    for item in claim.expenses:
        method = item.expense.payment_method
        if EvidenceRole.PAYMENT not in item.roles:
            yield _slip("R03", item, "payment_method")
        elif any(word in method for word in NOT_A_TRANSFER):
            yield _slip("R03-method", item, "payment_method", method=method)


def _names_differ(claim: CheckedClaim) -> Iterator[Slip]:
    for item in claim.expenses:
        if item.fapiao is None:
            continue
        if item.fapiao.buyer and item.fapiao.buyer != claim.applicant.name:
            yield _slip("R04-buyer", item, "payee", name=item.fapiao.buyer)
        if item.expense.payee and item.fapiao.seller != item.expense.payee:
            yield _slip("R04-seller", item, "payee", name=item.fapiao.seller)


def _too_few_photos(claim: CheckedClaim) -> Iterator[Slip]:
    photos = claim.documents.get(DocumentKind.PHOTO, 0)
    if isinstance(claim.project, Fair) and photos < PHOTOS_WANTED:
        yield Slip(rule="R10", details=(("count", str(photos)),))


def _booth_unknown(claim: CheckedClaim) -> Iterator[Slip]:
    if isinstance(claim.project, Fair) and not claim.project.booths:
        yield Slip(rule="R11", details=(("title", claim.project.title),), field="booths")


def _used_twice(claim: CheckedClaim) -> Iterator[Slip]:
    for item in claim.expenses:
        if item.used_in:
            yield _slip("R15", item, claims="、".join(item.used_in))


def _over_a_limit(claim: CheckedClaim) -> Iterator[Slip]:
    funded = total(item.expense.other_funding for item in claim.expenses)
    if claim.applied + funded > claim.spent:
        details = (("sum", str(claim.applied + funded)), ("spent", str(claim.spent)))
        yield Slip(rule="R16", details=details, field="applied")


def _lapsed(claim: CheckedClaim) -> Iterator[Slip]:
    if claim.in_force_until and claim.today > claim.in_force_until:
        yield Slip(rule="R20", details=(("until", claim.in_force_until.isoformat()),))


def _applied_over_ceiling(claim: CheckedClaim) -> Iterator[Slip]:
    if claim.applied > claim.ceiling:
        details = (("applied", str(claim.applied)), ("ceiling", str(claim.ceiling)))
        yield Slip(rule="R21", details=details, field="applied")


def _blank_fields(claim: CheckedClaim) -> Iterator[Slip]:
    for label in claim.required_fields:
        yield Slip(rule="R22", details=(("label", label),), field=label)


def _part_of_a_year(claim: CheckedClaim) -> Iterator[Slip]:
    project = claim.project
    if not isinstance(project, Pilot):
        return
    if project.agreement_from is None or project.agreement_until is None:
        yield Slip(rule="R24-dates", field="agreement_from")
        return
    days = (project.agreement_until - project.agreement_from).days + 1
    if days < FULL_YEAR_DAYS:
        yield Slip(rule="R24", details=(("days", str(days)),), field="agreement_until")


_RULES: Sequence[Callable[[CheckedClaim], Iterator[Slip]]] = (
    _fapiao_not_itemised,
    _payer_is_somebody_else,
    _no_bank_slip,
    _names_differ,
    _too_few_photos,
    _booth_unknown,
    _used_twice,
    _over_a_limit,
    _lapsed,
    _applied_over_ceiling,
    _blank_fields,
    _part_of_a_year,
)
