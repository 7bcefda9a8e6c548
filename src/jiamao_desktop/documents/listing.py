"""A plain printed rendering of files that have no pages: XML, workbooks, text."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from jiamao_desktop.documents.archive import local_name, open_archive, parse_xml
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import Sheet, spread
from jiamao_desktop.documents.table import Cell, Row, Table
from jiamao_desktop.documents.text import GREY, Style, width_of
from jiamao_desktop.domain.errors import UserError

_TITLE = Style(face=Face.HEI_BOLD, size=12)
_NOTE = Style(face=Face.SONG, size=8.5, colour=GREY)
_TEXT = Style(face=Face.SONG, size=9, leading=1.45, least=5)
_GROUP = Style(face=Face.HEI_BOLD, size=9)
_MOST_LINES = 10
_MOST_ROWS = 3000
_MOST_COLUMNS = 60
_COLUMNS_ACROSS = 12
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,4})(\d{1,8})"')

LABELS = {
    "InvoiceNumber": "发票号码",
    "EIid": "电子发票号码",
    "InvoiceNo": "发票号码",
    "InvoiceCode": "发票代码",
    "InvoiceCheckCode": "校验码",
    "IssueTime": "开票日期",
    "IssueDate": "开票日期",
    "RequestTime": "开票时间",
    "SellerName": "销售方名称",
    "SellerIdNum": "销售方纳税人识别号",
    "SellerTaxID": "销售方纳税人识别号",
    "SellerAddr": "销售方地址",
    "SellerTelNum": "销售方电话",
    "SellerBankName": "销售方开户银行",
    "SellerBankAccNum": "销售方银行账号",
    "BuyerName": "购买方名称",
    "BuyerIdNum": "购买方纳税人识别号",
    "BuyerTaxID": "购买方纳税人识别号",
    "BuyerAddr": "购买方地址",
    "BuyerTelNum": "购买方电话",
    "BuyerBankName": "购买方开户银行",
    "BuyerBankAccNum": "购买方银行账号",
    "TotalAmWithoutTax": "合计金额（不含税）",
    "TotalTaxAm": "合计税额",
    "TotalTax-includedAmount": "价税合计（小写）",
    "TotalTax-includedAmountInChinese": "价税合计（大写）",
    "TaxExclusiveTotalAmount": "合计金额（不含税）",
    "TaxTotalAmount": "合计税额",
    "TaxInclusiveTotalAmount": "价税合计",
    "Drawer": "开票人",
    "InvoiceClerk": "开票人",
    "ItemName": "项目名称",
    "Item": "项目名称",
    "SpecMod": "规格型号",
    "Specification": "规格型号",
    "MeaUnits": "单位",
    "MeasurementDimension": "单位",
    "Quantity": "数量",
    "UnPrice": "单价",
    "Price": "单价",
    "Amount": "金额",
    "TaxRate": "税率",
    "TaxScheme": "税率",
    "ComTaxAm": "税额",
    "TaxAmount": "税额",
    "TotaltaxIncludedAmount": "含税金额",
    "TaxClassificationCode": "税收分类编码",
    "Remark": "备注",
    "Note": "备注",
    "TaxBureauName": "税务机关",
    "TaxBureauCode": "税务机关代码",
    "LabelName": "标签名称",
    "LabelCode": "标签代码",
    "NumberOfBankElectronicReceipt": "回单编号",
    "TypeOfBankElectronicReceipt": "回单类型",
    "DateOfBookkeeping": "记账日期",
    "AccountNameOfPayer": "付款人户名",
    "AccountNumberOfPayer": "付款人账号",
    "AccountNameOfPayee": "收款人户名",
    "AccountNumberOfPayee": "收款人账号",
    "TransactionAmountInFigures": "金额（小写）",
    "BusinessSerialNumber": "业务流水号",
    "Currency": "币种",
    "Usage": "用途",
    "Notes": "附言",
}
"""Names of the fields of e-invoices and bank slips; any other is printed by its own name."""


def list_xml(sheet: Sheet, content: bytes, title: str) -> None:
    """Print every field of an XML file.

    Raises:
        UserError: ``evidence.broken``.
    """
    root = parse_xml(content)
    rows: list[Row] = []
    for group, name, value in _leaves(root, ""):
        label = f"{LABELS[name]}（{name}）" if name in LABELS else name
        if group:
            rows.append([Cell(text=group, span=2, style=_GROUP, align="left", shaded=True)])
        rows.append(
            [
                Cell(text=label, max_lines=_MOST_LINES, label=label),
                Cell(text=value, max_lines=_MOST_LINES, label=label),
            ]
        )
    _start(sheet, title, "XML 电子文件按字段打印，以电子原件为准。")
    _print(sheet, rows, ("字段", "内容"), spread(sheet.width, (62, 105)))


def list_workbook(sheet: Sheet, content: bytes, title: str) -> None:
    """Print every sheet of a workbook as a table, wide ones in several strips.

    Raises:
        UserError: ``evidence.broken``, ``evidence.encrypted``, ``evidence.too_large``.
    """
    archive = open_archive(content)
    for name in sorted(archive.names):
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _refuse_far_cells(archive.read(name))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = [
            (name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names
        ]
    except PasswordError as error:
        raise UserError("evidence.encrypted") from error
    except CalamineError as error:
        raise UserError("evidence.broken") from error
    _start(sheet, title, "电子表格按内容打印，以电子原件为准。")
    for name, table in tables:
        rows = [[_shown(value) for value in row] for row in table]
        if any(any(row) for row in rows):
            sheet.heading(name, _GROUP)
            titles = list(itertools.takewhile(_is_title, rows))
            for row in titles:
                sheet.paragraph("".join(row), _TEXT, after=2)
            _print_strips(sheet, rows[len(titles) :])


def _is_title(row: Sequence[str]) -> bool:
    """Tell whether a row above a table is a title: one text that belongs to no column."""
    return sum(map(bool, row)) <= 1


def list_text(sheet: Sheet, texts: Sequence[str], title: str, note: str) -> None:
    """Print lines of text one after the other."""
    _start(sheet, title, note)
    for text in texts:
        sheet.paragraph(text, _TEXT)


def _start(sheet: Sheet, title: str, note: str) -> None:
    sheet.new_page(plain=True)
    sheet.title_block(title, _TITLE, after=2)
    sheet.paragraph(note, _NOTE, align="centre", after=6)


def _print(
    sheet: Sheet, rows: Sequence[Row], heads: Sequence[str], widths: Sequence[float]
) -> None:
    table = Table(
        widths=widths,
        aligns=["left"] * len(widths),
        style=_TEXT,
        head=[[Cell(text=head) for head in heads]] if heads else (),
        head_style=_GROUP,
    )
    table.draw(sheet, rows)
    sheet.print_addenda("全文")


def _print_strips(sheet: Sheet, rows: list[list[str]]) -> None:
    """Print a table twelve columns at a time, leaving out columns that are empty."""
    columns = max(map(len, rows), default=0)
    used = [c for c in range(columns) if any(c < len(row) and row[c] for row in rows)]
    for start in range(0, len(used), _COLUMNS_ACROSS):
        strip = used[start : start + _COLUMNS_ACROSS]
        wanted = [
            min(90.0, max(16.0, *(width_of(row[c], _TEXT) for row in rows if c < len(row))))
            for c in strip
        ]
        cells = [
            [
                Cell(
                    text=row[c] if c < len(row) else "",
                    max_lines=_MOST_LINES,
                    label=f"第 {number} 行",
                )
                for c in strip
            ]
            for number, row in enumerate(rows, start=1)
            if any(row[c : c + 1] != [""] and row[c : c + 1] for c in strip)
        ]
        _print(sheet, cells, (), spread(sheet.width, wanted))
        sheet.y += 10


def _leaves(element: etree._Element, group: str) -> Iterator[tuple[str, str, str]]:
    """Yield (heading, name, value) of every field; the heading only where a group begins."""
    pending = group
    for child in element:
        name = local_name(child)
        if not name:
            continue
        inner = [each for each in child if local_name(each)]
        if inner:
            yield from _leaves(child, f"{group} / {name}" if group else name)
            pending = group
            continue
        value = " ".join([(child.text or "").strip(), *_attributes(child)]).strip()
        if value:
            yield pending, name, value
            pending = ""
    if not len(element) and not group:
        yield "", local_name(element), (element.text or "").strip()


_OF_THE_FORMAT = frozenset({"contextRef", "unitRef", "decimals", "precision", "scheme"})
"""Attributes by which XBRL ties its facts together: nothing a reader of paper looks for."""


def _attributes(element: etree._Element) -> list[str]:
    named = [(etree.QName(name).localname, value) for name, value in element.attrib.items()]
    return [f"{name}={value}" for name, value in named if name not in _OF_THE_FORMAT]


def _refuse_far_cells(content: bytes) -> None:
    """Refuse a cell far outside: the reader would make room for everything before it."""
    for letters, row in _CELL.findall(content):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if column > _MOST_COLUMNS or int(row) > _MOST_ROWS:
            raise UserError("evidence.too_large")


def _shown(value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
    return str(value).strip()
