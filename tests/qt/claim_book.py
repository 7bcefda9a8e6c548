"""A small book with a fair, an AEO certification and a pilot, for the tests of screens."""

from __future__ import annotations

import datetime as dt
import hashlib

from jiamao_desktop.app import asking, ledger, profile, projects
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Booth, Certification, Fair, Pilot, ProjectId
from jiamao_desktop.storage import documents

NAME = "永州嘉茂样例电子有限公司"
OTHER_BOOTH = "yz-fair-other-booth"
KEY_BOOTH = "yz-fair-key-booth"
AEO = "yz-aeo"
PILOT = "yz-ecommerce-pilot"
FAIR = "香港春季电子产品展"
LISTED = "德国科隆五金工具展"


def fill_book(ws: Workspace) -> None:
    """Record two fairs, a certification and a pilot, with their expenses."""
    applicant = profile.applicant(ws)
    profile.save_applicant(
        ws,
        Applicant(
            name=NAME,
            uscc=applicant.uscc,
            city="永州市",
            address="湖南省永州市冷水滩区样例路8号",
            legal_representative="张三",
            contact="李四",
            mobile="13800000000",
            bank_name="样例银行永州分行",
            bank_account="6222000011112222",
            account_name=NAME,
        ),
    )
    fair = _fair(ws, FAIR, listed=False)
    listed = _fair(ws, LISTED, listed=True)
    aeo, _ = projects.add_project(
        ws,
        Certification(title="AEO 高级认证", certified_on=dt.date(2026, 6, 1), first=True),
    )
    pilot, _ = projects.add_project(
        ws,
        Pilot(
            title="亚马逊跨境电商试点",
            service_firm="样例孵化服务有限公司",
            agreement_from=dt.date(2026, 1, 1),
            agreement_until=dt.date(2026, 12, 31),
        ),
    )
    _pay(ws, fair, "fair.booth", "86,000", "香港样例展览有限公司", tax="0")
    _pay(ws, fair, "fair.booth", "14,000", "香港样例展览有限公司", tax="0")
    _pay(ws, listed, "fair.booth", "52,000", "科隆样例展览公司", tax="0")
    _pay(ws, aeo, "certification.fee", "106,000", "样例认证有限公司", tax="6,000")
    _pay(ws, pilot, "ecommerce.incubation_fee", "31,800", "样例孵化服务有限公司", tax="1,800")


def project(ws: Workspace, title: str) -> ProjectId:
    """Return the id of a project by its title."""
    return next(row.id for row in projects.project_list(ws) if row.project.title == title)


def answer(ws: Workspace, fact: str, words: str, about: ProjectId | None = None) -> None:
    """Answer a question."""
    asking.answer(ws, fact, words, about)


def add_document(ws: Workspace, title: str, kind: DocumentKind) -> DocumentId:
    """Keep a small file as a document."""
    content = title.encode()
    attachment = ws.book.files.store(content)
    with ws.operation("document.add", f"收入单证：{title}") as operation:
        return documents.add(
            operation.db,
            Document(
                kind=kind,
                title=title,
                attachment=attachment,
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
                mime="text/plain",
                original_name=f"{title}.txt",
                added_at=ws.clock.now(),
            ),
        )


def _fair(ws: Workspace, title: str, *, listed: bool) -> ProjectId:
    number, _ = projects.add_project(
        ws,
        Fair(
            title=title,
            country="中国香港" if not listed else "德国",
            starts_on=dt.date(2026, 4, 13),
            ends_on=dt.date(2026, 4, 16),
            organiser="样例主办方",
            in_key_catalogue=listed,
            booths=(Booth(number="5E-B12", area_dm2=900),),
        ),
    )
    return number


def _pay(
    ws: Workspace, about: ProjectId, category: str, gross: str, payee: str, *, tax: str
) -> None:
    ledger.add_expense(
        ws,
        Expense(
            category=category,
            gross=Money.from_yuan(gross),
            tax=Money.from_yuan(tax),
            description="样例费用",
            payee=payee,
            paid_on=dt.date(2026, 4, 20),
            issued_on=dt.date(2026, 4, 18),
            payment_method="银行转账",
            payer_account_name=NAME,
            project=about,
        ),
    )
