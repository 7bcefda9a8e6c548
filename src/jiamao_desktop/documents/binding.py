"""Evidence bound into the packet: in order, numbered, each page with its strip."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from reportlab.lib.pagesizes import A4

from jiamao_desktop.documents.evidence import (
    REASONS,
    EvidencePdf,
    as_pdf,
    shown_size,
    sorry_page,
)
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import MM, Sheet
from jiamao_desktop.documents.text import GREY, Style, fit
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.packet import EvidencePiece, PacketRequest

ROLES = {
    EvidenceRole.CONTRACT: "合同",
    EvidenceRole.FAPIAO: "发票",
    EvidenceRole.PAYMENT: "付款凭证",
    EvidenceRole.OUTCOME: "成果",
    EvidenceRole.OTHER: "其他",
}
"""The chain, in the order in which it is bound."""

_ORDER = list(ROLES)
_EDGE_LEFT, _EDGE_RIGHT = 20 * MM, 12 * MM
_STRIP_TOP, _STRIP = 10 * MM, 34.0
_AREA_TOP = _STRIP_TOP + _STRIP + 7
_AREA_BOTTOM = 18 * MM
_WIDE = 240 * MM
"""A lying page wider than this gets a lying sheet; an invoice is read upright."""
_MARK = Style(face=Face.HEI_BOLD, size=10.5)
_ABOUT = Style(face=Face.SONG, size=8.5, colour=GREY, least=6, leading=1.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundPiece:
    """A piece ready to be bound.

    Attributes:
        rows: Numbers of the statement rows it proves.
        sizes: Width and height of its pages as shown, in points.
    """

    piece: EvidencePiece
    rows: tuple[int, ...]
    result: EvidencePdf
    sizes: tuple[tuple[float, float], ...]

    @property
    def title(self) -> str:
        """Return what the contents call it."""
        role = ROLES[self.piece.role]
        listed = "、".join(map(str, self.rows))
        about = f"（明细表第 {listed} 项）" if listed else ""
        return f"{role}：{self.piece.title}{about}" if self.rows else self.piece.title


@dataclass(slots=True)
class Overlays:
    """Which foreign page goes where, to be placed once the frames are drawn."""

    places: list[tuple[int, BoundPiece, int, tuple[float, float, float, float]]] = field(
        default_factory=list
    )


def in_order(request: PacketRequest) -> tuple[list[EvidencePiece], list[EvidencePiece]]:
    """Return the pieces of the rows in order, and those that belong to no row.

    Row by row, and in each 合同 → 发票 → 付款 → 成果; a piece of several rows comes once.
    """
    pieces = {piece.key: piece for piece in request.evidence}
    ordered: dict[int, EvidencePiece] = {}
    for row in request.rows:
        own = [pieces[key] for key in row.evidence if key in pieces]
        for piece in sorted(own, key=lambda each: _ORDER.index(each.role)):
            ordered.setdefault(piece.key, piece)
    rest = [piece for piece in request.evidence if piece.key not in ordered]
    return list(ordered.values()), rest


def bind(piece: EvidencePiece, rows: Sequence[int]) -> BoundPiece:
    """Make a piece ready; one that cannot be printed becomes a page that says so."""
    try:
        result = as_pdf(piece.content, piece.mime, piece.title)
    except UserError as error:
        reason = REASONS[error.code]
        result = EvidencePdf(
            pdf=sorry_page(piece.title, reason),
            problems=(Problem.of("packet.evidence_unprintable", title=piece.title, reason=reason),),
        )
    with pikepdf.open(io.BytesIO(result.pdf)) as source:
        sizes = tuple(shown_size(page) for page in source.pages)
    return BoundPiece(piece=piece, rows=tuple(rows), result=result, sizes=sizes)


def draw_frames(sheet: Sheet, number: str, bound: BoundPiece, overlays: Overlays) -> None:
    """Draw the strip and the frame of each page of a piece."""
    count = len(bound.sizes)
    for index, (width, height) in enumerate(bound.sizes):
        landscape = width > height and width > _WIDE
        sheet.new_page(landscape=landscape, plain=True)
        _draw_strip(sheet, number, bound, f"本件第 {index + 1} 页，共 {count} 页")
        paper = (A4[1], A4[0]) if landscape else A4
        area = (
            paper[0] - _EDGE_LEFT - _EDGE_RIGHT,
            paper[1] - _AREA_TOP - _AREA_BOTTOM,
        )
        scale = min(1.0, area[0] / width, area[1] / height)
        shown = width * scale, height * scale
        x = _EDGE_LEFT + (area[0] - shown[0]) / 2
        sheet.box(x, _AREA_TOP, *shown)
        bottom = paper[1] - _AREA_TOP - shown[1]
        rectangle = (x, bottom, x + shown[0], bottom + shown[1])
        overlays.places.append((sheet.page - sheet.first_page, bound, index, rectangle))


def _draw_strip(sheet: Sheet, number: str, bound: BoundPiece, page: str) -> None:
    width = sheet.size[0] - _EDGE_LEFT - _EDGE_RIGHT
    sheet.box(_EDGE_LEFT, _STRIP_TOP, width, _STRIP)
    sheet.write(_EDGE_LEFT + 7, _STRIP_TOP + 14, f"材料{number}", _MARK)
    mark = fit("复印件与原件一致（盖章处）", _MARK, width)
    sheet.write_fitted(_EDGE_LEFT, _STRIP_TOP + 2, width - 7, mark, "right")
    about = fit(f"{bound.title}　{page}", _ABOUT, width - 14, max_lines=1)
    if about.complete:
        sheet.note_missing(bound.title)
        sheet.write_fitted(_EDGE_LEFT + 7, _STRIP_TOP + 19, width - 14, about)
    else:
        sheet.write(_EDGE_LEFT + 7, _STRIP_TOP + 29, page, _ABOUT)


def place(packet: bytes, overlays: Overlays) -> pikepdf.Pdf:
    """Put the foreign pages into their frames, as vectors.

    Not with pikepdf's ``add_underlay``, which makes up a random name for each: the same
    request must give the same bytes.
    """
    target = pikepdf.open(io.BytesIO(packet))
    opened: dict[int, pikepdf.Pdf] = {}
    for number, bound, index, rectangle in overlays.places:
        source = opened.get(id(bound))
        if source is None:
            source = opened[id(bound)] = pikepdf.open(io.BytesIO(bound.result.pdf))
        shown = target.copy_foreign(source.pages[index].as_form_xobject())
        page = target.pages[number]
        name = page.add_resource(shown, pikepdf.Name.XObject, pikepdf.Name.Evidence)
        content = page.calc_form_xobject_placement(
            shown,
            name,
            pikepdf.Rectangle(*rectangle),
            invert_transformations=True,
            allow_shrink=True,
            allow_expand=False,
        )
        page.contents_add(content, prepend=True)
    return target
