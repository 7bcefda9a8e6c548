"""Requests for packets, all of fictional firms, and files for their evidence."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from jiamao_desktop.catalog.forms import load_forms
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.assessment import (
    Assessment,
    Basis,
    Clause,
    Finding,
    Reading,
    Status,
    WorksheetLine,
)
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.form import Form
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.packet import (
    ChecklistItem,
    EvidencePiece,
    LeftOutExpense,
    PacketRequest,
    StatementRow,
)
from jiamao_desktop.domain.project import Booth, Fair, Participant

ROOT = Path(__file__).parents[3]
DAY = dt.date(2026, 11, 20)
ROLES = (
    EvidenceRole.CONTRACT,
    EvidenceRole.FAPIAO,
    EvidenceRole.PAYMENT,
    EvidenceRole.OUTCOME,
)

APPLICANT = Applicant(
    name="永州样例进出口有限公司",
    uscc="91431100MA4YANGLI7",
    city="永州市",
    county="冷水滩区",
    address="湖南省永州市冷水滩区样例路1号样例工业园3栋",
    legal_representative="样一鸣",
    legal_representative_phone="0746-0000001",
    contact="例小雯",
    office_phone="0746-0000002",
    fax="0746-0000003",
    mobile="13800000000",
    email="sample@example.invalid",
    bank_name="样例银行永州分行营业部",
    bank_account="4000 0123 0900 0000 001",
    account_name="永州样例进出口有限公司",
)

FAIR = Fair(
    title="2026年第12届样例国际五金展览会",
    title_en="The 12th Sample International Hardware Fair 2026",
    country="德国",
    city="科隆",
    starts_on=dt.date(2026, 3, 8),
    ends_on=dt.date(2026, 3, 11),
    organiser="样例国际展览有限公司",
    in_key_catalogue=False,
    booths=(Booth(number="4.2-B019", area_dm2=900), Booth(number="4.2-B021", area_dm2=1350)),
    participants=(Participant(name="样一鸣"), Participant(name="例小雯")),
)

CLAUSE_FAIR = Clause(
    id="c7",
    number="永政办发〔2024〕8号",
    where="七、拓展国际市场",
    quote="对参加其他境外展项目给予不超过70%的展位费补贴。",
)
CLAUSE_LIMIT = Clause(
    id="c10",
    number="永政办发〔2024〕8号",
    where="十、强化保障激励",
    quote="各类项目资金不得多头重复奖励，"
    "单个企业在市级层面所有外贸项目支持资金累计不超过 100 万元。",
)


def form(number: str = "exhibition") -> Form:
    """Return one of the project's own forms."""
    return load_forms(ROOT / "forms")[number]


def pdf(text: str, pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    """Return a PDF that says something on every page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(60, size[1] - 80, f"{text} {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(
    form: str = "PNG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: Any
) -> bytes:
    """Return a picture with a mark in its top left corner."""
    image = Image.new(mode, size, "white" if mode == "RGB" else None)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="navy")
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def container(files: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(objects: str, *, res: str = "", files: dict[str, str | bytes] | None = None) -> bytes:
    """Return an OFD file with one page of 210 by 140 mm."""
    return container(
        {
            "OFD.xml": f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
            '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/PublicRes.xml": f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:Fonts>'
            '<ofd:Font ID="3" FontName="楷体"/></ofd:Fonts>' + res + "</ofd:Res>",
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {_OFD}><ofd:Content>"
            f'<ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
            **(files or {}),
        }
    )


def row(number: int, *, evidence: Sequence[int] = (), **changes: Any) -> StatementRow:
    """Return a plausible row of the statement."""
    gross = Money(4_000_000 + number * 12_345)
    values: dict[str, Any] = {
        "number": number,
        "expense": 100 + number,
        "category": "fair.booth",
        "contract_number": f"HT-2026-{number:03d}",
        "payee": "样例国际展览有限公司",
        "fapiao_number": f"2643200000000000{number:04d}",
        "issued_on": dt.date(2026, 2, 3),
        "item": "*会展服务*展位费",
        "original": gross.fen,
        "tax": Money(gross.fen * 6 // 106),
        "paid_on": dt.date(2026, 2, 10),
        "payment_method": "银行转账",
        "bank_slip_number": f"20260210000{number:06d}",
        "payer_account_name": APPLICANT.name,
        "gross": gross,
        "supported": gross,
        "base": gross,
        "evidence": tuple(evidence),
    }
    return StatementRow(**{**values, **changes})


def assessment(rows: Sequence[StatementRow], ceiling: Money) -> Assessment:
    """Return an assessment whose steps fit the rows."""
    spent = total(each.gross for each in rows)
    return Assessment(
        measure="fair.other",
        status=Status.YES,
        findings=(
            Finding(check="city", label="在永州市登记注册的外贸企业", holds=True, value="永州市"),
            Finding(
                check="catalogue",
                label="展会没有列入《湖南省重点境外展会目录》",
                holds=True,
                value="未列入",
                clause=CLAUSE_FAIR,
            ),
            Finding(
                check="dup", label="同一费用没有获得其他财政资金", holds=None, clause=CLAUSE_LIMIT
            ),
        ),
        worksheet=(
            WorksheetLine(
                step="base",
                text=f"合计 {len(rows)} 笔展位费",
                exact_fen=Fraction(spent.fen),
                basis=Basis.LAW,
                clause=CLAUSE_FAIR,
                lines=tuple(each.expense for each in rows),
            ),
            WorksheetLine(
                step="share",
                text="× 70%",
                exact_fen=Fraction(spent.fen * 7, 10),
                basis=Basis.LAW,
                clause=CLAUSE_FAIR,
            ),
            WorksheetLine(
                step="rounded",
                text="舍去不足一分的部分",
                exact_fen=Fraction(ceiling.fen),
                basis=Basis.ASSUMED,
            ),
            WorksheetLine(
                step="practice",
                text="单个展位不超过 50,000.00",
                exact_fen=Fraction(ceiling.fen),
                basis=Basis.PRACTICE,
                note="湖南省 2017 年做法",
            ),
        ),
        spent=spent,
        ceiling=ceiling,
        low=ceiling,
        high=ceiling + Money(100_000),
        readings=(
            Reading(
                id="vat",
                question="“展位费”是否含增值税",
                chosen="net",
                options=(("net", "不含税金额"), ("gross", "价税合计")),
                low=ceiling,
                high=ceiling + Money(100_000),
                clause=CLAUSE_FAIR,
            ),
        ),
    )


def request(rows: Sequence[StatementRow] | None = None, **changes: Any) -> PacketRequest:
    """Return a request for a packet; one row with four pieces of evidence by default."""
    if rows is None:
        rows = [row(1, evidence=(1, 2, 3, 4))]
    ceiling = Money(total(each.base for each in rows).fen * 7 // 10)
    pieces = [
        EvidencePiece(
            key=key,
            title=f"样例材料{key}",
            role=ROLES[(key - 1) % 4],
            mime="application/pdf",
            content=pdf(f"EVIDENCE-{key}", pages=2 if key % 4 == 1 else 1),
        )
        for key in sorted({key for each in rows for key in each.evidence})
    ]
    base = PacketRequest(
        packet_id="C0001-20261120",
        title=FAIR.title,
        measure_title="其他境外展会展位费补贴",
        notice_number="永政办发〔2024〕8号",
        notice_title="永州市推进外贸高质量发展十条措施",
        pack="cn.hn.yongzhou.foreign-trade",
        pack_version="2026.1",
        authority="永州市商务局",
        applicant=APPLICANT,
        project=FAIR,
        prepared_on=DAY,
        form=form(),
        rows=tuple(rows),
        assessment=assessment(rows, ceiling),
        categories={"fair.booth": "展位费", "fair.freight": "展品运输费"},
        checklist=(
            ChecklistItem(title="申请表", present=True, source="DOMAIN"),
            ChecklistItem(title="营业执照", present=True, source="参考，非本地官方清单"),
            ChecklistItem(title="彩色参展照片 2 张", present=False, source="参考，非本地官方清单"),
        ),
        left_out=(
            LeftOutExpense(
                title="样例物流有限公司　展品运输费",
                amount=Money(1_234_500),
                reason="本措施只支持展位费。",
            ),
        ),
        spent=total(each.gross for each in rows),
        ceiling=ceiling,
        applied=Money(ceiling.fen // 100 * 100),
        evidence=tuple(pieces),
    )
    return replace(base, **changes)
