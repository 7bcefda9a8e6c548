"""Packets (申报材料): everything a claim needs, printed as one PDF."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from jiamao_desktop.app import guiding
from jiamao_desktop.app.assessing import Card, card_of_claim
from jiamao_desktop.app.checking import ClaimPapers, checklist, papers_of
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.papers import read_stored
from jiamao_desktop.app.pinned import measure_of
from jiamao_desktop.app.profile import applicant
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.documents.packet import build_packet
from jiamao_desktop.documents.preview import PageImage, page_sizes, render_page
from jiamao_desktop.domain.assessment import Assessment
from jiamao_desktop.domain.claim import Claim, ClaimId
from jiamao_desktop.domain.document import Document, DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.packet import (
    ChecklistItem,
    EvidencePiece,
    LeftOutExpense,
    Packet,
    PacketRequest,
    StatementRow,
)
from jiamao_desktop.storage import claims, expenses, fapiao, projects

__all__ = ["PageImage", "build", "page_sizes", "render_page", "save", "save_pdf"]


def build(ws: Workspace, number: ClaimId, report: Report = silent) -> Packet:
    """Print a claim into one PDF. The same book gives the same bytes.

    Raises:
        UserError: ``claim.missing``, ``claim.stale`` -- the book has changed since the claim
            was started, so that its figures no longer follow from it.
        Cancelled: Through ``report``.
    """
    claim = claims.get(ws.reader, number)
    if claim is None:
        raise UserError("claim.missing", number=number)
    return build_packet(request_for(ws, number, claim), report)


def request_for(ws: Workspace, number: ClaimId, claim: Claim) -> PacketRequest:
    """Return everything the packet of a claim is made from."""
    found = card_of_claim(ws, number, claim)
    _still_follows(claim, found)
    measure = measure_of(ws, claim)
    papers = papers_of(ws, claim)
    records = guiding.in_cny(
        ws, measure, claim.project, expenses.get_many(ws.reader, list(claim.expenses))
    )
    used = guiding.guide_in_use(ws, claim.measure, claim.project, measure)
    return PacketRequest(
        packet_id=f"C{number:04d}-{claim.created_on.isoformat()}",
        title=claim.title,
        measure_title=measure.title,
        notice_number=measure.notice.number,
        notice_title=measure.notice.title,
        pack=claim.pack,
        pack_version=claim.pack_version,
        authority=measure.notice.office,
        applicant=applicant(ws),
        project=projects.get(ws.reader, claim.project) if claim.project else None,
        prepared_on=claim.created_on,
        form=ws.catalog.forms[measure.form],
        rows=_rows(ws, records, papers, found.assessment),
        assessment=found.assessment,
        categories={one.id: one.label for one in ws.catalog.categories.values()},
        checklist=[
            ChecklistItem(title=one.title, present=one.present, source=one.basis, note=one.help)
            for one in checklist(ws, number)
        ],
        guide=used.label,
        counting=used.counting,
        left_out=_left_out(ws, found),
        spent=claim.spent,
        ceiling=claim.ceiling,
        applied=claim.applied,
        evidence=_pieces(ws, _chain_order(papers), papers),
        other_documents=_pieces(
            ws, [(document, EvidenceRole.OTHER) for document in papers.of_applicant], papers
        ),
    )


_WHY_NOT = {
    errno.ENOENT: "文件夹不存在",
    errno.EISDIR: "这是一个文件夹",
    errno.EACCES: "没有写入权限",
    errno.EROFS: "所在磁盘只能读取",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名太长",
}


def save(packet: Packet, target: Path) -> None:
    """Write a packet to a file.

    Raises:
        MachineError: ``packet.not_saved``.
    """
    save_pdf(packet.pdf, target)


def save_pdf(pdf: bytes, target: Path) -> None:
    """Write something printed to a file.

    Raises:
        MachineError: ``packet.not_saved``.
    """
    try:
        target.write_bytes(pdf)
    except OSError as error:
        reason = _WHY_NOT.get(error.errno or 0, error.strerror)
        raise MachineError("packet.not_saved", path=target, reason=reason) from error


def _still_follows(claim: Claim, found: Card) -> None:
    """Refuse to print figures that the book no longer bears out."""
    now = found.assessment
    if (claim.spent, claim.ceiling) != (now.spent, now.ceiling) or set(claim.expenses) != set(
        now.counted
    ):
        raise UserError(
            "claim.stale", title=claim.title, ceiling=str(claim.ceiling), now=str(now.ceiling)
        )


def _rows(
    ws: Workspace,
    records: Mapping[ExpenseId, Expense],
    papers: ClaimPapers,
    assessment: Assessment,
) -> Sequence[StatementRow]:
    bases = dict(zip(assessment.counted, assessment.bases, strict=True))
    return [
        _row(ws, papers, place, number, expense, base=bases[number])
        for place, (number, expense) in enumerate(records.items(), start=1)
    ]


def _row(
    ws: Workspace,
    papers: ClaimPapers,
    place: int,
    number: ExpenseId,
    expense: Expense,
    *,
    base: Fraction,
) -> StatementRow:
    supported = expense.gross - expense.unsupported
    record = fapiao.get(ws.reader, expense.fapiao) if expense.fapiao else None
    lines = [line.name for line in record.lines] if record else []
    return StatementRow(
        number=place,
        expense=number,
        category=expense.category,
        contract_number=expense.contract_number,
        payee=expense.payee,
        fapiao_number=expense.fapiao_number,
        issued_on=expense.issued_on,
        item="；".join(lines) or expense.description,
        original=expense.gross.fen if expense.foreign_amount is None else expense.foreign_amount,
        currency=expense.currency,
        tax=expense.tax,
        paid_on=expense.paid_on,
        payment_method=expense.payment_method,
        bank_slip_number=expense.bank_slip_number,
        payer_account_name=expense.payer_account_name,
        rate_note=expense.rate_note,
        gross=expense.gross,
        supported=supported,
        unsupported=expense.unsupported,
        unsupported_reason=expense.unsupported_reason,
        other_funding=expense.other_funding,
        funded_by=expense.funded_by,
        base=Money.rounded(base, Rounding.DOWN_TO_FEN),
        evidence=tuple(dict.fromkeys(document for _, document in papers.chains.get(number, ()))),
    )


_ORDER = tuple(EvidenceRole)


def _chain_order(papers: ClaimPapers) -> Sequence[tuple[DocumentId, EvidenceRole]]:
    """Return the documents expense by expense, each chain 合同 → 发票 → 付款 → 成果, once."""
    ordered: dict[DocumentId, EvidenceRole] = {}
    for chain in papers.chains.values():
        for role, document in sorted(chain, key=lambda link: (_ORDER.index(link[0]), link[1])):
            ordered.setdefault(document, role)
    return list(ordered.items())


def _pieces(
    ws: Workspace, wanted: Sequence[tuple[DocumentId, EvidenceRole]], papers: ClaimPapers
) -> Sequence[EvidencePiece]:
    return [_piece(ws, number, role, papers.documents[number]) for number, role in wanted]


def _piece(
    ws: Workspace, number: DocumentId, role: EvidenceRole, document: Document
) -> EvidencePiece:
    return EvidencePiece(
        key=number,
        title=document.title,
        role=role,
        mime=document.mime,
        content=read_stored(ws, document),
    )


def _left_out(ws: Workspace, found: Card) -> Sequence[LeftOutExpense]:
    reasons = {one.line: one for one in found.assessment.left_out}
    records = expenses.get_many(ws.reader, [ExpenseId(line) for line in reasons])
    return [
        LeftOutExpense(
            title=expense.description or expense.payee,
            amount=expense.gross,
            reason=message(reasons[number]),
        )
        for number, expense in records.items()
    ]
