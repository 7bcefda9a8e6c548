"""The application form (申请表): drawn from its data, with the request's answers."""

from __future__ import annotations

from jiamao_desktop.documents.answers import answer
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import LEFT, Sheet
from jiamao_desktop.documents.signing import SIGNING_HEIGHT, draw_signatures
from jiamao_desktop.documents.table import Cell, Row, Table
from jiamao_desktop.documents.text import GREY, Fitted, Style, fit
from jiamao_desktop.domain.form import FormCell, FormRow, FormSection
from jiamao_desktop.domain.packet import PacketRequest

_TITLE = Style(face=Face.SONG_BOLD, size=20, leading=1.4, least=13)
_HEAD = Style(face=Face.HEI_BOLD, size=10.5)
_LABEL = Style(face=Face.HEI, size=9.5, least=7.5, leading=1.3)
_VALUE = Style(face=Face.SONG, size=10.5, least=7.5, leading=1.35)
_HINT = Style(face=Face.SONG, size=8.5, colour=GREY, least=7)
_TEXT = Style(face=Face.FANG, size=11.5, leading=1.6)
_MOST_LINES = 4
_ROW = 40
"""Height of a row of boxes, roughly: a section's title wants one below it."""
_FRAME = 14
"""Room within the frame of a text, above and below."""


def draw_form(sheet: Sheet, request: PacketRequest) -> None:
    """Draw the form on as many pages as it takes."""
    form = request.form
    sheet.new_page()
    sheet.title_block(form.title, _TITLE, after=8)
    line = Fitted((f"申报日期：{answer(request, 'claim.prepared_on')}",), _LABEL)
    sheet.write_fitted(LEFT, sheet.y, sheet.width, line, "right")
    unit = fit(f"申报单位（盖章）：{request.applicant.name}", _LABEL, sheet.width - 150)
    sheet.note_missing(request.applicant.name)
    sheet.write_fitted(LEFT, sheet.y, sheet.width - 150, unit)
    sheet.y += unit.height + 4
    for section in form.sections:
        _draw_section(sheet, request, section)
    if not form.official:
        sheet.y += 6
        sheet.paragraph(f"说明：本表不是主管部门的官方表格。{form.source}", _HINT)
    sheet.print_addenda(form.title)


def _draw_section(sheet: Sheet, request: PacketRequest, section: FormSection) -> None:
    if section.title:
        sheet.need(20 + (_ROW if section.rows else _text_room(sheet, section)))
        sheet.box(LEFT, sheet.y, sheet.width, 20, fill=(0.9, 0.925, 0.955))
        sheet.write_fitted(LEFT + 5, sheet.y + 2, sheet.width, Fitted((section.title,), _HEAD))
        sheet.y += 20
    for row in section.rows:
        _draw_row(sheet, request, row)
    if section.text:
        _draw_text(sheet, section)
    draw_signatures(sheet, section.signatures)


def _text_room(sheet: Sheet, section: FormSection) -> float:
    """Return what a text to be signed takes with its signatures, or half a page of it."""
    fitted = [_fitted(sheet, part) for part in section.text.split("\n")]
    signing = SIGNING_HEIGHT if section.signatures else 0
    return min(sum(each.height for each in fitted) + _FRAME + signing, sheet.body_height / 2)


def _fitted(sheet: Sheet, paragraph: str) -> Fitted:
    return fit("　　" + paragraph, _TEXT, sheet.width - 20)


def _draw_row(sheet: Sheet, request: PacketRequest, row: FormRow) -> None:
    count = len(row.cells)
    label = sheet.width * (0.185 if count < 3 else 0.115)  # noqa: PLR2004 -- three in a row are tight
    value = (sheet.width - label * count) / count
    table = Table(
        widths=[label, value] * count,
        aligns=["centre", "left"] * count,
        style=_VALUE,
        pad=4,
    )
    table.draw_rows(sheet, [_cells(request, row)])


def _cells(request: PacketRequest, row: FormRow) -> Row:
    cells = []
    for cell in row.cells:
        cells.append(Cell(text=cell.label, style=_LABEL, shaded=True))
        cells.append(_value_cell(request, cell, row.lines))
    return cells


def _value_cell(request: PacketRequest, cell: FormCell, lines: int) -> Cell:
    text = answer(request, cell.field) if cell.field else ""
    least = max(lines, 1) * _VALUE.line + 10
    if not text and cell.hint:
        return Cell(text=cell.hint, style=_HINT, least_height=least)
    return Cell(text=text, max_lines=_MOST_LINES, label=cell.label, least_height=least)


def _draw_text(sheet: Sheet, section: FormSection) -> None:
    """Print a text to be signed inside a frame that goes on over pages where it must."""
    paragraphs = section.text.split("\n")
    width = sheet.width - 20
    fitted = [_fitted(sheet, part) for part in paragraphs]
    height = sum(each.height for each in fitted) + _FRAME
    room = height + (SIGNING_HEIGHT if section.signatures else 0)
    if room <= sheet.body_height:
        sheet.need(room)
        sheet.box(LEFT, sheet.y, sheet.width, height)
        sheet.y += 7
        for each in fitted:
            sheet.write_fitted(LEFT + 10, sheet.y, width, each)
            sheet.y += each.height
        sheet.y += 7
        return
    sheet.paragraph(section.text, _TEXT, first=2, after=6)
