"""The packet (申报材料) as one PDF.

Page numbers are themselves answers: the contents and the statement name pages that are
only known once everything is laid out. So the front is laid out twice, and once more
should a number have changed the layout.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pikepdf

from jiamao_desktop.documents.binding import (
    BoundPiece,
    Overlays,
    bind,
    draw_frames,
    in_order,
    place,
)
from jiamao_desktop.documents.form import draw_form
from jiamao_desktop.documents.parts import (
    draw_checklist,
    draw_contents,
    draw_cover,
    draw_undertaking,
)
from jiamao_desktop.documents.sheet import Sheet
from jiamao_desktop.documents.statement import draw_statement
from jiamao_desktop.documents.worksheet import draw_worksheet
from jiamao_desktop.domain.errors import MachineError, Problem
from jiamao_desktop.domain.packet import ContentsEntry, Packet, PacketRequest

Report = Callable[[int, int | None, str], None]
"""Called with (done, total, label); raises ``Cancelled`` to stop the work."""

_MOST_PASSES = 5
_COPY = "复印件"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A numbered part: either drawn by us, or pieces of evidence."""

    number: str
    title: str
    draw: Callable[[Sheet, dict[int, tuple[int, int]]], None] | None = None
    pieces: Sequence[BoundPiece] = ()


@dataclass(slots=True, kw_only=True)
class _Layout:
    """Where everything lies, as far as the last pass found out."""

    parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    front: int = 0


def build_packet(request: PacketRequest, report: Report | None = None) -> Packet:
    """Print a packet. The same request always gives the same bytes.

    Args:
        request: What to print.
        report: Told about every document, and may stop the work.

    Raises:
        UserError: ``form.unknown_field`` -- the form names a field that does not exist.
        MachineError: ``fonts.missing``; ``packet.unsettled`` -- page numbers keep changing.
        Cancelled: The person pressed Stop.
    """
    ordered, rest = in_order(request)
    papers = [*request.other_documents, *ordered, *rest]
    tell = _Progress(report, len(papers) + 2)
    rows_of = _rows_of(request)
    bound = []
    for paper in papers:
        tell(f"读取 {paper.title}")
        bound.append(bind(paper, rows_of.get(id(paper), ())))
    tell("排版")
    first, second = len(request.other_documents), len(request.other_documents) + len(ordered)
    parts = _parts(request, bound[:first], bound[first:second], bound[second:])
    sheet, layout = _settled_front(request, parts, sum(len(each.sizes) for each in bound))
    overlays = Overlays()
    for part in parts:
        for number, piece in enumerate(part.pieces, start=1):
            draw_frames(sheet, f"{part.number}-{number:02d}", piece, overlays)
    tell("装订")
    contents = _contents(parts, layout)
    with place(sheet.finish(), overlays) as pdf:
        _add_bookmarks(pdf, contents)
        pages = len(pdf.pages)
        content = _saved(pdf)
    missing = sum((each.result.missing for each in bound), sheet.missing)
    return Packet(
        pdf=content,
        pages=pages,
        contents=contents,
        evidence_pages=_evidence_pages(parts, layout),
        warnings=_warnings(request, bound, missing),
    )


@dataclass(slots=True)
class _Progress:
    report: Report | None
    total: int
    done: int = 0

    def __call__(self, label: str) -> None:
        if self.report:
            self.report(self.done, self.total, label)
        self.done += 1


def _rows_of(request: PacketRequest) -> dict[int, list[int]]:
    """Return the statement rows of each piece, by the piece's identity."""
    pieces = {piece.key: piece for piece in request.evidence}
    rows: dict[int, list[int]] = {}
    for row in request.rows:
        for key in dict.fromkeys(row.evidence):
            if key in pieces:
                rows.setdefault(id(pieces[key]), []).append(row.number)
    return rows


def _parts(
    request: PacketRequest,
    papers: Sequence[BoundPiece],
    evidence: Sequence[BoundPiece],
    rest: Sequence[BoundPiece],
) -> list[_Part]:
    """Return the parts in order; a part with nothing in it has no number."""
    drawn: list[tuple[str, Callable[[Sheet, dict[int, tuple[int, int]]], None]]] = [
        (request.form.title, lambda sheet, _: draw_form(sheet, request)),
        ("费用明细表", lambda sheet, pages: draw_statement(sheet, request, pages)),
        ("测算说明", lambda sheet, _: draw_worksheet(sheet, request)),
        ("承诺书", lambda sheet, _: draw_undertaking(sheet, request)),
    ]
    if request.checklist:
        drawn.append(("申报材料自查表", lambda sheet, _: draw_checklist(sheet, request)))
    bundles = [
        ("申报单位资料", papers),
        ("费用证明材料（合同、发票、付款凭证、成果）", evidence),
        ("其他项目材料", rest),
    ]
    parts = [
        _Part(number=_circled(number), title=title, draw=draw)
        for number, (title, draw) in enumerate(drawn, start=1)
    ]
    for title, pieces in bundles:
        if pieces:
            parts.append(_Part(number=_circled(len(parts) + 1), title=title, pieces=pieces))
    return parts


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1)


def _settled_front(
    request: PacketRequest, parts: Sequence[_Part], evidence: int
) -> tuple[Sheet, _Layout]:
    """Lay the front out until its page numbers stand still."""
    layout = _Layout()
    for _ in range(_MOST_PASSES):
        sheet = Sheet(
            title=f"{request.measure_title}　{request.title}　申报材料",
            author=request.applicant.name,
            header=(request.applicant.name, request.title),
            pages=layout.front + evidence,
        )
        found = _draw_front(sheet, request, parts, layout)
        if found == layout:
            return sheet, layout
        layout = found
    raise MachineError("packet.unsettled")


def _draw_front(
    sheet: Sheet, request: PacketRequest, parts: Sequence[_Part], layout: _Layout
) -> _Layout:
    draw_cover(sheet, request)
    draw_contents(sheet, _contents(parts, layout))
    found = _Layout()
    pages = _evidence_pages(parts, layout)
    for part in parts:
        if part.draw:
            first = sheet.page + 1
            part.draw(sheet, pages)
            found.parts[part.number] = (first, sheet.page)
    found.front = sheet.page
    return found


def _contents(parts: Sequence[_Part], layout: _Layout) -> list[ContentsEntry]:
    entries = []
    page = layout.front
    for part in parts:
        if part.draw:
            first, last = layout.parts.get(part.number, (0, 0))
        else:
            first, last = page + 1, page + sum(len(piece.sizes) for piece in part.pieces)
        kind = "原件" if part.draw else _COPY
        entries.append(
            ContentsEntry(
                number=part.number,
                title=part.title,
                level=1,
                first_page=first,
                last_page=last,
                kind=kind,
            )
        )
        for number, piece in enumerate(part.pieces, start=1):
            entries.append(
                ContentsEntry(
                    number=f"{part.number}-{number:02d}",
                    title=piece.title,
                    level=2,
                    first_page=page + 1,
                    last_page=page + len(piece.sizes),
                    kind=_COPY,
                )
            )
            page += len(piece.sizes)
    return entries


def _evidence_pages(parts: Sequence[_Part], layout: _Layout) -> dict[int, tuple[int, int]]:
    """Return the pages of every evidence document; papers of the applicant have no row."""
    pages = {}
    page = layout.front
    for part in parts:
        for piece in part.pieces:
            pages[piece.piece.key] = (page + 1, page + len(piece.sizes))
            page += len(piece.sizes)
    return pages


def _add_bookmarks(pdf: pikepdf.Pdf, contents: Sequence[ContentsEntry]) -> None:
    with pdf.open_outline() as outline:
        for entry in contents:
            item = pikepdf.OutlineItem(f"{entry.number} {entry.title}", entry.first_page - 1)
            if entry.level == 1:
                outline.root.append(item)
            else:
                outline.root[-1].children.append(item)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    del pdf.trailer["/ID"]  # the one that reportlab gives does not depend on the content
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _warnings(
    request: PacketRequest, bound: Sequence[BoundPiece], missing: Counter[str]
) -> list[Problem]:
    warnings = [problem for piece in bound for problem in piece.result.problems]
    keys = {piece.key for piece in request.evidence}
    for row in request.rows:
        if not keys.intersection(row.evidence):
            warnings.append(Problem.of("packet.row_without_evidence", number=row.number))
        elif not keys.issuperset(row.evidence):
            warnings.append(Problem.of("packet.evidence_missing", number=row.number))
    if request.applied.fen > request.ceiling.fen:
        warnings.append(
            Problem.of(
                "packet.applied_over_ceiling", applied=request.applied, ceiling=request.ceiling
            )
        )
    warnings.extend(
        Problem.of("packet.missing_character", character=char, codepoint=f"U+{ord(char):04X}")
        for char in missing
    )
    return warnings
