"""The recovery sheet (恢复单): paper that opens a book when everything else is lost."""

from __future__ import annotations

import datetime as dt
import itertools

from reportlab.graphics.barcode.qr import QrCodeWidget

from jiamao_desktop.documents.answers import chinese_date
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import LEFT, Sheet
from jiamao_desktop.documents.text import ACCENT, ALERT, GREY, Style, fit, wrap

_TITLE = Style(face=Face.SONG_BOLD, size=24)
_CODE = Style(face=Face.HEI_BOLD, size=22)
_HEAD = Style(face=Face.HEI_BOLD, size=11.5, colour=ACCENT)
_BODY = Style(face=Face.SONG, size=11, leading=1.7)
_ALARM = Style(face=Face.HEI_BOLD, size=11, colour=ALERT)
_LABEL = Style(face=Face.HEI, size=9.5, colour=GREY)
_SLOT = Style(face=Face.HEI, size=8, leading=1.5)
_QR = 142.0

_HOW = (
    "换了电脑、重装系统或忘记口令时，在“打开账套”中选“用恢复码”，按组输入上面的恢复码。",
    "字母不分大小写；O 与 0、I、L 与 1 输错也能识别。连字号可以不输。",
    "如果账套文件夹里的 book.keys.json 也丢失了，再扫描下面的二维码，或逐字输入其下的文字。",
    "用恢复码打开后，请立即设置新的口令，并重新打印一张恢复单。",
)
_CARE = (
    "任何人拿到本单和账套文件夹，就能看到全部内容。"
    "请像保管公章一样保管，不要拍照，不要放在同一台电脑里。"
)


def recovery_sheet(book_id: str, code: str, slot_text: str, created_on: dt.date) -> bytes:
    """Return the sheet as PDF. The caller keeps no copy.

    Args:
        book_id: The book's uuid.
        code: The recovery code, in groups: ``85P2-YVD3-…``.
        slot_text: The recovery slot of the key file, word for word.
        created_on: Printed as the date of the sheet.
    """
    sheet = Sheet(title="恢复单", pages=1, header=("加贸申报", "恢复单"))
    sheet.new_page()
    sheet.y += 10
    sheet.title_block("账 套 恢 复 单", _TITLE, after=14)
    _draw_code(sheet, code)
    for label, value in (("账套编号", book_id), ("制单日期", chinese_date(created_on))):
        sheet.write(LEFT, sheet.y + 12, label, _LABEL)
        sheet.write(LEFT + 60, sheet.y + 12, value, _BODY.at(10.5))
        sheet.y += 19
    sheet.heading("怎么用", _HEAD, before=12)
    for number, step in enumerate(_HOW, start=1):
        sheet.paragraph(f"{number}. {step}", _BODY)
    sheet.heading("怎么保管", _HEAD, before=12)
    sheet.paragraph(_CARE, _ALARM.at(10.5), after=4)
    _draw_slot(sheet, slot_text)
    return sheet.finish()


def _draw_code(sheet: Sheet, code: str) -> None:
    """Print the code large, four groups in a line and three below."""
    groups = code.split("-")
    lines = ["　".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]
    height = len(lines) * 38 + 22
    sheet.box(LEFT, sheet.y, sheet.width, height, fill=(0.965, 0.975, 0.99), stroke=ACCENT)
    top = sheet.y + 11
    for line in lines:
        fitted = fit(line, _CODE, sheet.width - 20, max_lines=1)
        sheet.write_fitted(
            LEFT + 10, top + (38 - fitted.height) / 2, sheet.width - 20, fitted, "centre"
        )
        top += 38
    sheet.y += height + 12


def _draw_slot(sheet: Sheet, slot_text: str) -> None:
    """Print the recovery slot as a QR code beside its text."""
    width = sheet.width - _QR - 16
    lines = wrap(slot_text, _SLOT, width)
    sheet.heading("恢复密钥（密文，须与恢复码一起使用）", _HEAD, before=12)
    sheet.need(max(_QR, len(lines) * _SLOT.line))
    _draw_qr(sheet, slot_text)
    fitted = fit(slot_text, _SLOT, width)
    sheet.write_fitted(LEFT + _QR + 16, sheet.y, width, fitted)
    sheet.y += max(_QR, fitted.height)


def _draw_qr(sheet: Sheet, text: str) -> None:
    """Draw a QR code as vectors, each run of dark modules as one bar."""
    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    side = _QR / count
    canvas = sheet.canvas
    canvas.setFillColorRGB(0, 0, 0)
    for row in range(count):
        dark = itertools.groupby(range(count), key=lambda column: code.isDark(row, column))
        top = sheet.size[1] - sheet.y - (row + 1) * side
        for is_dark, columns in dark:
            run = list(columns)
            if is_dark:
                left = LEFT + run[0] * side
                canvas.rect(left, top, len(run) * side, side, stroke=0, fill=1)
