"""The expense statement (费用明细表): lying pages, sums on each, page numbers of the evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from jiamao_desktop.documents.answers import yuan
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.parts import TITLE, page_span
from jiamao_desktop.documents.sheet import LEFT, Sheet, spread
from jiamao_desktop.documents.table import Cell, Row, Table
from jiamao_desktop.documents.text import GREY, Fitted, Style, fit, width_of
from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.packet import PacketRequest, StatementRow

Pages = Mapping[int, tuple[int, int]]
"""Key of a document to its first and last page."""

_NOT_ATTACHED = "未附"
_PAD = 2.0
_SIZES = (7.6, 7.2, 6.8, 6.4, 6.0, 5.5, 5.0)
_MOST_LINES = 9
_NARROWEST, _WIDEST = 2.1, 9.0
"""Ems: no column is narrower, and no text makes its column wider."""
_SHORT = 3.1
"""Ems: words as short as 展位费 are not broken."""
_AMOUNT = re.compile(r"-?[\d,]+\.\d\d")
_INFO = Style(face=Face.HEI, size=9)
_NOTE = Style(face=Face.SONG, size=8, colour=GREY)
_TOTAL = Style(face=Face.HEI_BOLD, size=9)

_PAGES = "材料页码"
_COLUMNS: Sequence[tuple[str, int, str]] = (
    ("序号", 1, "centre"),
    ("费用类别", 3, "left"),
    ("合同编号", 2, "left"),
    ("收款单位", 3, "left"),
    ("发票号码", 2, "left"),
    ("开票日期", 1, "centre"),
    ("发票项目名称", 3, "left"),
    ("价税合计（原币）", 1, "right"),
    ("币种", 1, "centre"),
    ("税额", 1, "right"),
    ("付款日期", 1, "centre"),
    ("付款方式", 3, "left"),
    ("银行回单号", 2, "left"),
    ("付款账户户名", 3, "left"),
    ("折算汇率（依据）", 3, "left"),
    ("折合人民币", 1, "right"),
    ("其中支持范围内", 1, "right"),
    ("不支持金额及原因", 3, "right"),
    ("已获其他资金", 3, "right"),
    ("本次申请基数", 1, "right"),
    (_PAGES, 1, "centre"),
)
"""Head; in how many lines its longest entry should fit, one being never broken; alignment."""

_AMOUNTS: Mapping[int, Callable[[StatementRow], Money]] = {
    9: lambda row: row.tax,
    15: lambda row: row.gross,
    16: lambda row: row.supported,
    17: lambda row: row.unsupported,
    18: lambda row: row.other_funding,
    19: lambda row: row.base,
}
"""The columns that are added up."""
_FIRST_SUM = min(_AMOUNTS)


def draw_statement(sheet: Sheet, request: PacketRequest, pages: Pages) -> None:
    """Draw the statement with the pages of each row's evidence written in."""
    sheet.new_page(landscape=True)
    sheet.title_block("费 用 明 细 表", TITLE.at(18), after=6)
    unit = fit(f"申报单位：{request.applicant.name}", _INFO, sheet.width * 0.42, max_lines=2)
    project = fit(f"项目：{request.title}", _INFO, sheet.width * 0.4, max_lines=2)
    sheet.note_missing(request.applicant.name + request.title)
    sheet.write_fitted(LEFT, sheet.y, sheet.width, unit)
    sheet.write_fitted(LEFT + sheet.width * 0.44, sheet.y, sheet.width, project)
    right = Fitted(("金额单位：元",), _INFO)
    sheet.write_fitted(LEFT, sheet.y, sheet.width, right, "right")
    sheet.y += max(unit.height, project.height) + 4
    texts = [row_texts(request, row, pages) for row in request.rows]
    table = _table(sheet.width, texts, _sums(request.rows))
    labels = [f"第 {row.number} 项" for row in request.rows]
    rows = [_row(text, label) for text, label in zip(texts, labels, strict=True)]
    rows = rows or [[Cell(text="（没有费用记录）", span=len(_COLUMNS), align="centre")]]
    table.draw(
        sheet,
        rows,
        page_sum=lambda numbers: (
            _sum_row("本页小计", [request.rows[n] for n in numbers]) if request.rows else []
        ),
    )
    _draw_totals(sheet, request, table)
    sheet.print_addenda("费用明细表")


def row_texts(request: PacketRequest, row: StatementRow, pages: Pages) -> list[str]:
    """Return the text of every column of a row."""
    refused = [str(row.unsupported), row.unsupported_reason] if row.unsupported else ["0.00"]
    given = [str(row.other_funding), row.funded_by] if row.other_funding else ["0.00"]
    return [
        str(row.number),
        request.categories.get(row.category, row.category),
        row.contract_number,
        row.payee,
        row.fapiao_number,
        row.issued_on.isoformat() if row.issued_on else "",
        row.item,
        str(Money(row.original)),
        row.currency,
        str(row.tax),
        row.paid_on.isoformat() if row.paid_on else "",
        row.payment_method,
        row.bank_slip_number,
        row.payer_account_name,
        row.rate_note or ("人民币" if row.currency == "CNY" else ""),
        str(row.gross),
        str(row.supported),
        "\n".join(part for part in refused if part),
        "\n".join(part for part in given if part),
        str(row.base),
        evidence_pages(row, pages),
    ]


def evidence_pages(row: StatementRow, pages: Pages) -> str:
    """Return where the evidence of a row is: ``12–14、20``; 未附 where there is none."""
    spans = sorted({pages[key] for key in row.evidence if key in pages})
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return "、".join(page_span(*span) for span in joined) or _NOT_ATTACHED


def _row(texts: Sequence[str], label: str) -> Row:
    cells = []
    for (title, lines, _), text in zip(_COLUMNS, texts, strict=True):
        wide = _any_pages(text) if title == _PAGES else ""
        most = 1 if lines == 1 and title != _PAGES else _MOST_LINES
        cells.append(Cell(text=text, max_lines=most, label=f"{label}　{title}", measured_as=wide))
    return cells


def _any_pages(text: str) -> str:
    """Return cited pages with other numbers: no layout may depend on the numbers themselves.

    They are known only once everything is laid out.
    """
    return re.sub(r"\d+", "0000", text)


def _sums(rows: Sequence[StatementRow]) -> dict[int, Money]:
    return {column: total(map(amount, rows)) for column, amount in _AMOUNTS.items()}


def _sum_row(label: str, rows: Sequence[StatementRow]) -> Row:
    sums = _sums(rows)
    cells = [Cell(text=label, span=_FIRST_SUM, align="right", shaded=True)]
    cells += [
        Cell(
            text=str(sums[column]) if column in sums else "",
            shaded=True,
            max_lines=1 if column in sums else 0,
            label=label,
        )
        for column in range(_FIRST_SUM, len(_COLUMNS))
    ]
    return cells


def _table(width: float, texts: Sequence[Sequence[str]], sums: Mapping[int, Money]) -> Table:
    """Choose the largest size at which every column gets what it asks for.

    At the smallest size all columns give way alike.
    """
    size = next((size for size in _SIZES if sum(_wanted(size, texts, sums)) <= width), _SIZES[-1])
    return Table(
        widths=spread(width, _wanted(size, texts, sums)),
        aligns=[align for _, _, align in _COLUMNS],
        style=Style(face=Face.HEI, size=size, leading=1.3, least=4.5),
        head=[[Cell(text=title) for title, _, _ in _COLUMNS]],
        head_style=Style(face=Face.HEI_BOLD, size=min(size, 6.6), leading=1.3, least=5),
        pad=_PAD,
    )


def _wanted(size: float, texts: Sequence[Sequence[str]], sums: Mapping[int, Money]) -> list[float]:
    """Return the width each column asks for: its longest entry in as many lines as it may."""
    style = Style(face=Face.HEI, size=size)
    widths = []
    for column, (title, lines, _) in enumerate(_COLUMNS):
        entries = [row[column] for row in texts]
        if title == _PAGES:
            entries = [span for entry in entries for span in _any_pages(entry).split("、")]
        parts = [part for entry in entries for part in entry.split("\n")]
        longest = max((width_of(part, style) for part in parts), default=0.0)
        text = min(longest / lines + (1.3 * size if lines > 1 else 0), _WIDEST * size)
        short = min(longest, _SHORT * size)
        least = [_NARROWEST * size, short, text if lines > 1 else longest]
        if column in sums:
            least.append(width_of(str(sums[column]), style))
            least += [width_of(part, style) for part in parts if _AMOUNT.fullmatch(part)]
        widths.append(max(least) + 2 * _PAD + 0.5)
    return widths


def _draw_totals(sheet: Sheet, request: PacketRequest, table: Table) -> None:
    """Draw the sums of all rows, in figures and in words."""
    if not request.rows:
        return
    sums = _sums(request.rows)
    spent, base = sums[15], sums[19]
    count = len(_COLUMNS)
    label, figure = _FIRST_SUM, count - _FIRST_SUM
    rows: list[Row] = [
        _sum_row(f"合计（共 {len(request.rows)} 笔）", request.rows),
        *(
            [
                Cell(
                    text=f"{name}　合计（小写）{yuan(amount)}",
                    style=_TOTAL,
                    span=label,
                    align="left",
                ),
                Cell(
                    text=f"合计（大写）{amount_in_words(amount)}",
                    style=_TOTAL,
                    span=figure,
                    align="left",
                ),
            ]
            for name, amount in (("折合人民币", spent), ("本次申请基数", base))
        ),
    ]
    table.draw_rows(sheet, rows)
    sheet.y += 5
    sheet.paragraph(
        "注：“材料页码”为本册材料的页码；金额以人民币元为单位，精确到分；原币金额按“折算汇率（依据）”折算。",
        _NOTE,
    )
