"""Adding a paper that a claim still lacks, from the documents of the book."""

from __future__ import annotations

from jiamao_desktop.app.checking import ChecklistItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.expense import Evidence, ExpenseId
from jiamao_desktop.storage import documents, expenses


def attach_paper(
    ws: Workspace, item: ChecklistItem, document: DocumentId, expense: ExpenseId | None
) -> Changes:
    """Let a document be the paper that an item of the checklist asks for.

    Args:
        ws: The book.
        item: What is asked for: a place in the chain of an expense, a kind, or both.
        document: The paper.
        expense: Whose chain it joins; ``None`` for papers of the applicant.
    """
    with ws.operation("claim.attach", f"补材料：{item.title}") as operation:
        if item.role is not None and expense is not None:
            expenses.link(operation.db, expense, Evidence(document=document, role=item.role))
        kind = documents.get_many(operation.db, [document])[document].kind
        if item.kinds and kind not in item.kinds:
            documents.set_kind(operation.db, document, item.kinds[0])
    return operation.changes
