"""Workbooks of the demo set: the declaration form and the flat list of declarations."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from tools.demo_fapiao import stored_zip
from tools.demo_story import COMPANY, NOTICE, Declaration

_DAY = dt.datetime(2026, 1, 1)  # noqa: DTZ001 -- a fixed stamp inside the file; xlsx knows no zone
_LIST_HEADS = (
    "统一编号",
    "海关编号",
    "境内收发货人名称",
    "进出口标志",
    "申报日期",
    "备案号",
    "监管方式",
    "征免性质",
    "运输方式",
    "提运单号",
    "合同协议号",
    "成交方式",
    "项号",
    "商品编号",
    "商品名称",
    "规格型号",
    "成交数量",
    "成交单位",
    "单价",
    "总价",
    "币制",
    "原产国(地区)",
    "最终目的国(地区)",
)
_GOODS_ROW = 19


def form(declaration: Declaration) -> bytes:
    """Return a declaration as the paper form typed into a workbook."""
    book = Workbook()
    sheet = book.active
    sheet.title = "报关单"
    cells: dict[str, str | int | Decimal | dt.date] = {
        "B1": NOTICE,
        "B2": "中华人民共和国海关出口货物报关单",
        "B3": "预录入编号：",
        "G3": "海关编号：",
        "L3": declaration.number,
        "P3": "页码/页数：",
        "R3": "1/1",
        "B4": "境内发货人",
        "D4": COMPANY.uscc,
        "G4": "出境关别",
        "J4": "出口日期",
        "M4": "申报日期",
        "O4": "备案号",
        "B5": COMPANY.name,
        "G5": "样例海关",
        "J5": f"{declaration.declared_on:%Y%m%d}",
        "M5": declaration.declared_on,
        "O5": declaration.handbook,
        "B6": "境外收货人",
        "G6": "运输方式",
        "J6": "运输工具名称/及航次号",
        "M6": "提运单号",
        "B7": "SAMPLE HOMEWARE TRADING LLC",
        "G7": "水路运输",
        "J7": "SAMPLE VESSEL/026E",
        "M7": declaration.bill,
        "B8": "生产销售单位",
        "G8": "监管方式",
        "J8": "征免性质",
        "M8": "许可证号",
        "B9": COMPANY.name,
        "G9": declaration.regime_name,
        "J9": declaration.levy,
        "M9": 0,
        "B10": "合同协议号",
        "G10": "贸易国(地区)",
        "J10": "运抵国(地区)",
        "M10": "指运港",
        "O10": "离境口岸",
        "B11": declaration.contract,
        "G11": declaration.country,
        "J11": declaration.country,
        "M11": "迪拜",
        "O11": "样例口岸",
        "B12": "包装种类",
        "G12": "件数",
        "H12": "毛重",
        "J12": "净重",
        "L12": "成交方式",
        "M12": "运费",
        "O12": "保费",
        "Q12": "杂费",
        "B13": "纸制或纤维板制盒/箱",
        "G13": 120,
        "H13": 2360,
        "J13": 2180,
        "L13": "FOB",
        "B14": "随附单证及编号",
        "B16": "标记唛码及备注",
        "B17": "样例 N/M",
        "B19": "项号",
        "C19": "商品编号",
        "E19": "商品名称及规格型号",
        "H19": "数量及单位",
        "K19": "单价/总价/币制",
        "M19": "原产国(地区)",
        "N19": "最终目的国(地区)",
        "P19": "境内货源地",
        "R19": "征免",
    }
    row = _GOODS_ROW + 1
    for number, goods in enumerate(declaration.goods, start=1):
        cells |= {
            f"B{row}": number,
            f"C{row}": goods.hs_code,
            f"E{row}": goods.name,
            f"H{row}": goods.quantity,
            f"J{row}": goods.unit,
            f"K{row}": Decimal(goods.cents) / 100,
            f"M{row}": "中国",
            f"N{row}": declaration.country,
            f"P{row}": "永州",
            f"R{row}": "全免",
            f"E{row + 1}": goods.specification,
            f"K{row + 1}": Decimal(goods.total.fen) / 100,
            f"K{row + 2}": "美元",
        }
        row += 3
    cells |= {
        f"B{row + 1}": "报关人员",
        f"G{row + 1}": "兹申明对以上内容承担如实申报、依法纳税之法律责任",
    }
    for place, value in cells.items():
        sheet[place] = value
    _dress(sheet, row)
    return _bytes(book)


def flat_list(declarations: tuple[Declaration, ...]) -> bytes:
    """Return declarations as a list, one row for each item, head repeated."""
    book = Workbook()
    sheet = book.active
    sheet.title = "报关数据"
    sheet.append([f"报关数据导出（样例） {NOTICE}"])
    sheet.append(_LIST_HEADS)
    for declaration in declarations:
        for number, goods in enumerate(declaration.goods, start=1):
            sheet.append(
                [
                    f"{'E' if declaration.export else 'I'}{declaration.number[1:]}",
                    declaration.number,
                    COMPANY.name,
                    "出口" if declaration.export else "进口",
                    declaration.declared_on.isoformat(),
                    declaration.handbook,
                    declaration.regime,
                    declaration.levy,
                    "2",
                    declaration.bill,
                    declaration.contract,
                    "3" if declaration.export else "1",
                    number,
                    goods.hs_code,
                    goods.name,
                    goods.specification,
                    goods.quantity,
                    goods.unit,
                    Decimal(goods.cents) / 100,
                    Decimal(goods.total.fen) / 100,
                    "USD",
                    "CHN" if declaration.export else declaration.country,
                    declaration.country if declaration.export else "CHN",
                ]
            )
    sheet.append(["合计"])
    for column in sheet.iter_cols(min_row=2, max_row=2):
        column[0].font = Font(bold=True)
        sheet.column_dimensions[column[0].column_letter].width = 16
    sheet.freeze_panes = "C3"
    return _bytes(book)


def _dress(sheet: Worksheet, last: int) -> None:
    """Make the form look like the form: a frame, a centred title, narrow columns."""
    sheet["B2"].font = Font(size=16, bold=True)
    sheet["B1"].font = Font(color="C00000")
    sheet.merge_cells("B2:R2")
    sheet["B2"].alignment = Alignment(horizontal="center")
    thin = Side(style="thin", color="999999")
    for row in sheet.iter_rows(min_row=4, max_row=last, min_col=2, max_col=18):
        for cell in row:
            cell.border = Border(top=thin, bottom=thin)
            cell.alignment = Alignment(vertical="center")
            cell.font = Font(size=9)


def _bytes(book: Workbook) -> bytes:
    """Save without the clock: fixed stamps, parts stored in a zip of our own."""
    book.properties.creator = "样例"
    book.properties.created = book.properties.modified = _DAY
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as saved:
        parts = {name: saved.read(name) for name in saved.namelist()}
    core = parts["docProps/core.xml"].decode()
    start, end = core.index("<dcterms:modified"), core.index("</dcterms:modified>")
    stamp = core[start:end]
    parts["docProps/core.xml"] = core.replace(
        stamp, stamp[: stamp.index(">") + 1] + f"{_DAY.isoformat()}Z"
    ).encode()
    return stored_zip(parts)
