"""The expense statement (费用明细表): lying pages, sums on each, page numbers of the evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from jiamao_desktop.documents.answers import yuan
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.parts import TITLE, page_span
from jiamao_desktop.documents.sheet import LEFT, Sheet
from jiamao_desktop.documents.table import Cell, Row, Table
from jiamao_desktop.documents.text import GREY, Fitted, Style, fit, width_of
from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.packet import PacketRequest, StatementRow

Pages = Mapping[int, tuple[int, int]]
"""Key of a document to its first and last page."""

_NOT_ATTACHED = "未附"
_PAD = 2.0
_SIZES = (7.2, 6.8, 6.4, 6.0, 5.5, 5.0)
_MOST_LINES = 9
_MOST_FIXED = 0.47
"""Share of the width that columns of figures and dates may take together."""
_INFO = Style(face=Face.HEI, size=9)
_NOTE = Style(face=Face.SONG, size=8, colour=GREY)
_TOTAL = Style(face=Face.HEI_BOLD, size=9)

_TEXT, _FIXED = "left", "right"
_COLUMNS: Sequence[tuple[str, float, str]] = (
    ("序号", 0, "centre"),
    ("费用类别", 13, _TEXT),
    ("合同编号", 12, _TEXT),
    ("收款单位", 20, _TEXT),
    ("发票号码", 16.5, _TEXT),
    ("开票日期", 0, "centre"),
    ("发票项目名称", 17, _TEXT),
    ("价税合计（原币）", 0, _FIXED),
    ("币种", 0, "centre"),
    ("税额", 0, _FIXED),
    ("付款日期", 0, "centre"),
    ("付款方式", 8, _TEXT),
    ("银行回单号", 15, _TEXT),
    ("付款账户户名", 17, _TEXT),
    ("折算汇率（依据）", 11, _TEXT),
    ("折合人民币", 0, _FIXED),
    ("其中支持范围内", 0, _FIXED),
    ("不支持金额及原因", 14, _FIXED),
    ("已获其他资金", 12, _FIXED),
    ("本次申请基数", 0, _FIXED),
    ("材料页码", 10, "centre"),
)
"""Head, share of the width (nought: as wide as its longest entry), alignment."""

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
    for (title, share, _), text in zip(_COLUMNS, texts, strict=True):
        # Page numbers are known only in the second pass: the height must not depend on them.
        wide = re.sub(r"\d+", "0000", text) if title == "材料页码" else ""
        lines = _MOST_LINES if share else 1
        cells.append(Cell(text=text, max_lines=lines, label=f"{label}　{title}", measured_as=wide))
    return cells


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
    """Choose the largest size at which the fixed columns leave enough to the others."""
    longest = [_longest(column, texts, sums) for column in range(len(_COLUMNS))]
    tried = [(size, _fixed_widths(size, longest)) for size in _SIZES]
    fitting = [each for each in tried if sum(each[1]) <= width * _MOST_FIXED]
    size, fixed = fitting[0] if fitting else tried[-1]
    shrink = min(1.0, width * _MOST_FIXED / sum(fixed))
    left = width - sum(fixed) * shrink
    shares = sum(share for _, share, _ in _COLUMNS)
    return Table(
        widths=[
            taken * shrink or left * share / shares
            for (_, share, _), taken in zip(_COLUMNS, fixed, strict=True)
        ],
        aligns=[align for _, _, align in _COLUMNS],
        style=Style(face=Face.HEI, size=size, leading=1.3, least=4.5),
        head=[[Cell(text=title) for title, _, _ in _COLUMNS]],
        head_style=Style(face=Face.HEI_BOLD, size=min(size, 6.4), leading=1.3, least=5),
        pad=_PAD,
    )


def _fixed_widths(size: float, longest: Sequence[str]) -> list[float]:
    style = Style(face=Face.HEI, size=size)
    return [
        0.0 if share else max(width_of(text, style), 2 * size) + 2 * _PAD + 1
        for (_, share, _), text in zip(_COLUMNS, longest, strict=True)
    ]


def _longest(column: int, texts: Sequence[Sequence[str]], sums: Mapping[int, Money]) -> str:
    entries = [row[column] for row in texts]
    if column in sums:
        entries.append(str(sums[column]))
    return max(entries, key=len, default="")


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
