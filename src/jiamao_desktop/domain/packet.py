"""What goes to the authority (申报材料): what is asked for, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.assessment import Assessment
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.form import Form
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One line of the expense statement (费用明细表).

    Attributes:
        number: 序号, from 1. Unique within a packet.
        expense: Database id, so that worksheet steps can name their lines.
        category: Id; its label is in ``PacketRequest.categories``.
        item: 发票项目名称.
        original: 价税合计 in hundredths of ``currency``.
        rate_note: 折算汇率 with its basis; blank for CNY.
        gross: 折合人民币. supported: 其中支持范围内. unsupported: 不支持金额.
        base: 本次申请基数.
        evidence: Keys of its documents, in any order.
    """

    number: int
    expense: int
    category: str
    contract_number: str = ""
    payee: str = ""
    fapiao_number: str = ""
    issued_on: dt.date | None = None
    item: str = ""
    original: int
    currency: str = "CNY"
    tax: Money = ZERO
    paid_on: dt.date | None = None
    payment_method: str = ""
    bank_slip_number: str = ""
    payer_account_name: str = ""
    rate_note: str = ""
    gross: Money
    supported: Money
    unsupported: Money = ZERO
    unsupported_reason: str = ""
    other_funding: Money = ZERO
    funded_by: str = ""
    base: Money
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePiece:
    """One file that is printed into the packet.

    Attributes:
        key: Unique within a packet; the document's database id will do.
        role: Its place in the chain 合同 → 发票 → 付款 → 成果.
        mime: As sniffed from the content when it was taken in.
    """

    key: int
    title: str
    role: EvidenceRole
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """A paper that the packet should hold (材料清单).

    Attributes:
        source: Who asks for it, e.g. ``参考，非本地官方清单``.
    """

    title: str
    present: bool
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutExpense:
    """An expense that was not counted, with the reason as a sentence."""

    title: str
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRequest:
    """Everything a packet is made from. The same request always gives the same bytes.

    Attributes:
        packet_id: Printed on the cover, e.g. ``C0007-2026-11-20``; also makes the file's id.
        title: 申报项目名称, e.g. the title of the project; in the running header.
        categories: Category id to Chinese label.
        evidence: Documents of the expenses. One that no row names is printed after them.
        other_documents: Papers of the applicant (licence, credit report …), in order.
        granted: 核定金额; normally unknown, so that the authority fills it in.
        guide: Whose list of papers was used: place, year and source.
        counting: Whose figures or way of counting was adopted; blank: none.
        leader: 项目负责人; blank prints the legal representative.
        contact: 项目联系人 and what follows: blank prints what the applicant's record says.
    """

    packet_id: str
    title: str
    measure_title: str
    notice_number: str
    notice_title: str = ""
    pack: str
    pack_version: str
    authority: str = ""
    applicant: Applicant
    project: Project | None
    prepared_on: dt.date
    form: Form
    rows: Sequence[StatementRow]
    assessment: Assessment
    categories: Mapping[str, str]
    checklist: Sequence[ChecklistItem] = ()
    left_out: Sequence[LeftOutExpense] = ()
    spent: Money
    ceiling: Money
    applied: Money
    granted: Money | None = None
    evidence: Sequence[EvidencePiece] = ()
    other_documents: Sequence[EvidencePiece] = ()
    guide: str = ""
    counting: str = ""
    leader: str = ""
    contact: str = ""
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """One line of the contents (目录), and one bookmark.

    Attributes:
        number: ``①``, or ``⑦-03`` for a piece of evidence.
        level: 1 for a part, 2 for a piece within it.
        kind: 原件 or 复印件.
    """

    number: str
    title: str
    level: int
    first_page: int
    last_page: int
    kind: str = "原件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A finished packet.

    Attributes:
        pdf: One PDF file.
        evidence_pages: Key of a document to its first and last page.
        warnings: What a person should look at before signing: a character no font has, an
            evidence file that could not be printed, an applied amount over the ceiling.
    """

    pdf: bytes = field(repr=False)
    pages: int
    contents: Sequence[ContentsEntry]
    evidence_pages: Mapping[int, tuple[int, int]]
    warnings: Sequence[Problem] = ()
