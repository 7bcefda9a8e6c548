"""Whatever the names and however many the vouchers: never raise, never cut, never lose one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.unit.documents import samples
from tests.unit.documents.reading import all_text, glyphs, page_size, squeezed

from jiamao_desktop.documents.packet import build_packet
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.packet import EvidencePiece

NAMES = st.text(
    alphabet=st.sampled_from("永州样例进出口贸易有限公司（）·，。“”ABab12 -&䶮㛃𬱖𪣻"),
    min_size=1,
    max_size=60,
)
AMOUNTS = st.integers(min_value=-(10**9), max_value=10**12).filter(bool)
FAST = settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""A packet takes a fifth of a second: few examples, and no hunt for a smaller one."""
TINY = samples.pdf("V", size=(300, 200))


@FAST
@given(
    st.lists(st.tuples(NAMES, AMOUNTS), min_size=1, max_size=60),
    NAMES,
    NAMES,
)
def test_no_voucher_is_lost_and_no_text_is_cut(
    vouchers: list[tuple[str, int]], name: str, title: str
) -> None:
    rows = [
        samples.row(
            number,
            payee=payee,
            gross=Money(fen),
            original=fen,
            tax=Money(0),
            supported=Money(fen),
            base=Money(fen),
            fapiao_number=f"{number:020d}",
            evidence=(number,),
        )
        for number, (payee, fen) in enumerate(vouchers, start=1)
    ]
    request = replace(
        samples.request(rows),
        applicant=replace(samples.APPLICANT, name=name, account_name=name),
        title=title,
        applied=Money(0),
        ceiling=Money(0),
    )
    pieces = tuple(
        replace(each, content=TINY, title=f"凭证{each.key}") for each in request.evidence
    )
    packet = build_packet(replace(request, evidence=pieces))
    text = all_text(packet.pdf)
    for row in rows:
        assert f"{row.number:020d}" in text
        assert str(row.gross) in text
        first, last = packet.evidence_pages[row.number]
        assert first == last
    assert squeezed(name) in text
    assert squeezed(title) in text
    assert packet.pages == max(last for _, last in packet.evidence_pages.values())
    assert packet.warnings == []
    front = min(first for first, _ in packet.evidence_pages.values()) - 1
    for number in range(front):
        width, height = page_size(packet.pdf, number)
        for glyph in glyphs(packet.pdf, number):
            assert glyph.left > 0
            assert glyph.right < width
            assert glyph.bottom > 0
            assert glyph.top < height


@FAST
@given(st.lists(st.binary(max_size=400), min_size=1, max_size=4))
def test_any_bytes_as_evidence_give_a_packet(contents: list[bytes]) -> None:
    rows = [samples.row(1, evidence=tuple(range(1, len(contents) + 1)))]
    request = samples.request(rows)
    pieces = tuple(
        EvidencePiece(key=piece.key, title=piece.title, role=piece.role, mime="", content=content)
        for piece, content in zip(request.evidence, contents, strict=True)
    )
    packet = build_packet(replace(request, evidence=pieces))
    assert set(packet.evidence_pages) == set(range(1, len(contents) + 1))


@FAST
@given(st.data())
def test_damaged_files_never_break_a_packet(data: st.DataObject) -> None:
    sound = data.draw(
        st.sampled_from(
            [
                samples.pdf("X", 2),
                samples.picture(),
                samples.picture("JPEG"),
                samples.ofd("<ofd:TextObject><ofd:TextCode>字</ofd:TextCode></ofd:TextObject>"),
            ]
        )
    )
    damaged = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    request = samples.request([samples.row(1, evidence=(1,))])
    piece = replace(request.evidence[0], content=bytes(damaged))
    packet = build_packet(replace(request, evidence=(piece,)))
    assert packet.evidence_pages[1][0] <= packet.pages
