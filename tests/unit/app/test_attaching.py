"""Letting a document of the book be the paper that a claim still lacks."""

from __future__ import annotations

import pytest
from tests.qt.claim_book import AEO, add_document, fill_book, project

from jiamao_desktop.app import history
from jiamao_desktop.app.attaching import attach_paper
from jiamao_desktop.app.checking import ChecklistItem, checklist
from jiamao_desktop.app.claims import claim_list, start_claim
from jiamao_desktop.app.papers import document_rows
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import ExpenseId


@pytest.fixture
def claim(workspace: Workspace) -> ClaimId:
    fill_book(workspace)
    return start_claim(workspace, AEO, project(workspace, "AEO 高级认证"))[0]


def item(ws: Workspace, claim: ClaimId, role: EvidenceRole | None, *kinds: DocumentKind) -> str:
    """Return the title of the item that asks for this."""
    return next(
        one.title
        for one in checklist(ws, claim)
        if one.role is role and (not kinds or one.kinds == kinds)
    )


def named(ws: Workspace, claim: ClaimId, title: str) -> ChecklistItem:
    return next(one for one in checklist(ws, claim) if one.title == title)


def expense(ws: Workspace) -> ExpenseId:
    return claim_list(ws)[0].claim.expenses[0]


def test_a_bank_slip_joins_the_chain_of_its_expense(workspace: Workspace, claim: ClaimId) -> None:
    slip = add_document(workspace, "银行回单", DocumentKind.BANK_SLIP)
    title = item(workspace, claim, EvidenceRole.PAYMENT)
    assert not named(workspace, claim, title).present
    attach_paper(workspace, named(workspace, claim, title), slip, expense(workspace))
    after = named(workspace, claim, title)
    assert after.present
    assert after.documents == (slip,)


def test_a_paper_of_the_applicant_takes_the_kind_that_is_asked_for(
    workspace: Workspace, claim: ClaimId
) -> None:
    paper = add_document(workspace, "营业执照", DocumentKind.OTHER)
    title = item(workspace, claim, None, DocumentKind.LICENCE)
    attach_paper(workspace, named(workspace, claim, title), paper, None)
    assert named(workspace, claim, title).present
    assert document_rows(workspace, [paper])[paper].kind is DocumentKind.LICENCE


def test_a_document_that_is_already_of_the_kind_keeps_it(
    workspace: Workspace, claim: ClaimId
) -> None:
    paper = add_document(workspace, "营业执照", DocumentKind.LICENCE)
    title = item(workspace, claim, None, DocumentKind.LICENCE)
    attach_paper(workspace, named(workspace, claim, title), paper, None)
    assert document_rows(workspace, [paper])[paper].kind is DocumentKind.LICENCE


def test_adding_a_paper_is_one_operation_that_undo_takes_back(
    workspace: Workspace, claim: ClaimId
) -> None:
    paper = add_document(workspace, "执照", DocumentKind.OTHER)
    title = item(workspace, claim, None, DocumentKind.LICENCE)
    attach_paper(workspace, named(workspace, claim, title), paper, None)
    assert history.undo_label(workspace) == f"补材料：{title}"
    history.undo(workspace)
    assert not named(workspace, claim, title).present
    assert document_rows(workspace, [paper])[paper].kind is DocumentKind.OTHER


def test_what_changed_is_told_to_the_screens(workspace: Workspace, claim: ClaimId) -> None:
    slip = add_document(workspace, "银行回单", DocumentKind.BANK_SLIP)
    title = item(workspace, claim, EvidenceRole.PAYMENT)
    changes = attach_paper(workspace, named(workspace, claim, title), slip, expense(workspace))
    assert "evidence" in changes.tables
