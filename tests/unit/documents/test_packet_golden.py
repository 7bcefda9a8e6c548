"""One packet as it was signed off, word for word.

To accept a change, add ``--snapshot-update``, then look at the pages and at the difference.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.documents import samples
from tests.unit.documents.reading import page_texts
from tests.unit.documents.samples import ROOT

from jiamao_desktop.documents.packet import build_packet
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.packet import EvidencePiece, Packet, PacketRequest

SNAPSHOT = ROOT / "tests" / "snapshots" / "packet.txt"
PAGES = 16


def request() -> PacketRequest:
    """Return a request with one document of each format and one that is broken."""
    rows = [
        samples.row(1, evidence=(1, 2, 3)),
        samples.row(
            2,
            evidence=(4, 5),
            payee="Kölnmesse 样例 GmbH",
            currency="EUR",
            original=512_345,
            rate_note="7.8125（2026-02-10 购汇水单）",
            unsupported=Money(200_000),
            unsupported_reason="特装搭建费",
            supported=Money(3_824_690),
            base=Money(3_824_690),
            other_funding=Money(100_000),
            funded_by="省级资金",
        ),
        samples.row(3, payee="永州䶮㛃𬱖𪣻展览服务有限公司"),
    ]
    drawing = (
        '<ofd:TextObject Boundary="60 10 100 10" Font="3" Size="6">'
        '<ofd:TextCode X="0" Y="6" DeltaX="g 5 6">电子发票样例</ofd:TextCode></ofd:TextObject>'
        '<ofd:PathObject Boundary="0 0 210 140" LineWidth="0.3">'
        "<ofd:AbbreviatedData>M 10 30 L 200 30 L 200 130 L 10 130 C</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )
    contents = [
        (EvidenceRole.CONTRACT, "展位合同.pdf", samples.pdf("CONTRACT", 2)),
        (EvidenceRole.FAPIAO, "展位费发票.ofd", samples.ofd(drawing)),
        (EvidenceRole.PAYMENT, "银行回单.png", samples.picture()),
        (
            EvidenceRole.FAPIAO,
            "数电票.xml",
            "<EInvoice><EIid>26432000000000000002</EIid><SellerName>样例公司</SellerName>"
            "</EInvoice>".encode(),
        ),
        (EvidenceRole.OUTCOME, "坏照片.jpg", samples.picture("JPEG")[:300]),
    ]
    pieces = tuple(
        EvidencePiece(key=key, title=title, role=role, mime="", content=content)
        for key, (role, title, content) in enumerate(contents, start=1)
    )
    licence = EvidencePiece(
        key=9,
        title="营业执照.png",
        role=EvidenceRole.OTHER,
        mime="image/png",
        content=samples.picture("PNG", (300, 420)),
    )
    return replace(samples.request(rows), evidence=pieces, other_documents=(licence,))


@pytest.fixture(scope="module")
def packet() -> Packet:
    """Return the packet."""
    return build_packet(request())


def as_text(packet: Packet) -> str:
    """Return a packet's pages as text, each under its number."""
    parts = []
    for number, text in enumerate(page_texts(packet.pdf), start=1):
        lines = [line.rstrip() for line in text.replace("\r", "").split("\n")]
        parts.append(f"===== {number} =====\n" + "\n".join(lines) + "\n")
    return "".join(parts)


def test_the_packet_says_what_it_said(packet: Packet, request: pytest.FixtureRequest) -> None:
    text = as_text(packet)
    if request.config.getoption("--snapshot-update"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_the_packet_has_the_pages_it_had(packet: Packet) -> None:
    assert packet.pages == PAGES


def test_the_packet_warns_of_what_it_warned_of(packet: Packet) -> None:
    assert [problem.code for problem in packet.warnings] == [
        "packet.evidence_unprintable",
        "packet.row_without_evidence",
    ]


def test_two_runs_give_the_same_bytes(packet: Packet) -> None:
    assert build_packet(request()).pdf == packet.pdf
