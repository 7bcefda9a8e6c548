"""What a claim still lacks: its checklist of papers and its self-check."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.app.chain import CheckFinding, checked, in_words, terms
from jiamao_desktop.app.forms import printed_once
from jiamao_desktop.app.guiding import materials_in_use, problems
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.pinned import measure_of, pack_of
from jiamao_desktop.app.profile import applicant
from jiamao_desktop.app.record_facts import facts_about
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.facts import Facts, day_in
from jiamao_desktop.domain.pack import Material
from jiamao_desktop.domain.self_check import CheckedClaim, CheckedExpense, Slip, look_through
from jiamao_desktop.storage import claims, documents, expenses, projects

__all__ = [
    "CheckFinding",
    "ChecklistItem",
    "ClaimPapers",
    "checklist",
    "papers_of",
    "self_check",
    "stands_beside",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """A paper that the packet should hold.

    Attributes:
        basis: Who asks for it, e.g. ``参考，非本地官方清单（湖南2023）``.
        made: Printed by this program.
        kinds: Documents that will do; empty: any of that role.
    """

    title: str
    role: EvidenceRole | None
    present: bool
    made: bool
    documents: tuple[DocumentId, ...]
    basis: str
    copies: int
    help: str
    kinds: tuple[DocumentKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPapers:
    """The documents behind a claim."""

    chains: Mapping[ExpenseId, Sequence[tuple[EvidenceRole, DocumentId]]]
    of_applicant: Sequence[DocumentId]
    documents: Mapping[DocumentId, Document]


OF_APPLICANT = (DocumentKind.LICENCE, DocumentKind.CREDIT_REPORT)
"""Kinds that belong to the applicant and stand in every packet."""


def papers_of(ws: Workspace, claim: Claim) -> ClaimPapers:
    """Return the documents behind a claim: the chains of its expenses, then the applicant's."""
    chains = {
        number: [(link.role, link.document) for link in chain]
        for number, chain in expenses.evidence(ws.reader, list(claim.expenses)).items()
    }
    general = documents.of_kinds(ws.reader, OF_APPLICANT)
    numbers = {number for chain in chains.values() for _, number in chain} | set(general)
    kept = documents.get_many(ws.reader, sorted(numbers))
    return ClaimPapers(
        chains={number: printed_once(chain, kept) for number, chain in chains.items()},
        of_applicant=general,
        documents=kept,
    )


def checklist(ws: Workspace, number: ClaimId) -> Sequence[ChecklistItem]:
    """Return the papers that a claim needs, in their order, and which are there."""
    claim = claims.get(ws.reader, number)
    if claim is None:
        return ()
    measure = measure_of(ws, claim)
    facts = facts_about(ws, claim.project)
    papers = papers_of(ws, claim)
    return [
        _checked_material(material, claim, papers)
        for material in materials_in_use(ws, measure, claim.project)
        if material.needed is None or material.needed.judge(facts).holds is not False
    ]


def _checked_material(material: Material, claim: Claim, papers: ClaimPapers) -> ChecklistItem:
    found = _documents_for(material, papers)
    if material.each_expense and material.role is not None:
        proved = [
            any(role is material.role for role, _ in papers.chains.get(expense, ()))
            for expense in claim.expenses
        ]
        present = bool(proved) and all(proved)
    else:
        present = material.made or bool(found)
    return ChecklistItem(
        title=material.title,
        role=material.role,
        present=present,
        made=material.made,
        documents=found,
        basis=material.reference,
        copies=material.copies,
        help=material.help,
        kinds=material.kinds,
    )


def _documents_for(material: Material, papers: ClaimPapers) -> tuple[DocumentId, ...]:
    if material.role is not None:
        return tuple(
            dict.fromkeys(
                document
                for chain in papers.chains.values()
                for role, document in chain
                if role is material.role and _fits(material, papers.documents[document])
            )
        )
    return tuple(
        document for document in papers.of_applicant if _fits(material, papers.documents[document])
    )


def _fits(material: Material, document: Document) -> bool:
    return not material.kinds or document.kind in material.kinds


def self_check(ws: Workspace, number: ClaimId, language: str = "zh") -> Sequence[CheckFinding]:
    """Return what a reviewer would object to, each with a way to mend it."""
    claim = claims.get(ws.reader, number)
    if claim is None:
        return ()
    slips = [
        *look_through(_as_checked(ws, number, claim, language)),
        *_without_rate(ws, claim, language),
    ]
    return [in_words(ws, slip, language) for slip in slips]


def _without_rate(ws: Workspace, claim: Claim, language: str) -> Sequence[Slip]:
    """Return why foreign money is not counted as the guide in use has it."""
    found = problems(ws, measure_of(ws, claim), claim.project)
    return [Slip(rule="R26", details=(("why", message(one, language)),)) for one in found]


def _as_checked(ws: Workspace, number: ClaimId, claim: Claim, language: str) -> CheckedClaim:
    measure = measure_of(ws, claim)
    papers = papers_of(ws, claim)
    kinds = Counter(document.kind for document in papers.documents.values())
    facts = facts_about(ws, claim.project)
    return CheckedClaim(
        applicant=applicant(ws),
        project=projects.get(ws.reader, claim.project) if claim.project else None,
        expenses=_checked_expenses(ws, number, claim, facts, language),
        spent=claim.spent,
        ceiling=claim.ceiling,
        applied=claim.applied,
        today=ws.clock.today(),
        in_force_from=measure.notice.in_force.first if measure.expense else None,
        in_force_until=measure.notice.in_force.last,
        decided_by_project=measure.expense is not None and "." in measure.expense.date,
        documents=kinds,
        required_fields=_blank_fields(ws),
        terms=terms(ws),
        facts=facts,
    )


def _checked_expenses(
    ws: Workspace, number: ClaimId, claim: Claim, facts: Facts, language: str
) -> Sequence[CheckedExpense]:
    others = [
        found
        for other, found in claims.all(ws.reader).items()
        if other != number
        and found.state not in {ClaimState.REFUSED, ClaimState.WITHDRAWN}
        and not (
            stands_beside(ws, claim, found.measure) and stands_beside(ws, found, claim.measure)
        )
    ]
    expense_terms = measure_of(ws, claim).expense
    decides = expense_terms.date if expense_terms else ""
    return [
        replace(
            item,
            day=_day(item.expense, decides, facts),
            used_in=tuple(other.title for other in others if expense in other.expenses),
        )
        for expense, item in checked(ws, claim.expenses, language).items()
    ]


def _day(expense: Expense, decides: str, facts: Facts) -> dt.date | None:
    """Return the day that decides whether an expense falls into the time of a notice."""
    if decides == "issued_on":
        return expense.issued_on
    return day_in(facts, decides) if "." in decides else expense.paid_on


def stands_beside(ws: Workspace, claim: Claim, other: str) -> bool:
    """Tell whether the notice of a claim lets another measure stand on the same expense.

    Different measures may (可同时享受); the same one twice is still twice. A version that is
    not on this computer lets nothing.
    """
    try:
        pack = pack_of(ws, claim)
        beside = pack.stacking_for(measure_of(ws, claim, pack)).beside
    except JiamaoError:
        return False
    return other != claim.measure and other in beside


def _blank_fields(ws: Workspace) -> Sequence[str]:
    """Return the labels of the fields that no application form can do without."""
    who = applicant(ws)
    needed = {
        "统一社会信用代码": who.uscc,
        "开户行": who.bank_name,
        "银行账号": who.bank_account,
        "账户名称": who.account_name,
        "单位地址": who.address,
        "联系人": who.contact,
        "手机": who.mobile,
    }
    return [label for label, value in needed.items() if not value.strip()]
