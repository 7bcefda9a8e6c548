"""The worksheet (测算说明): the computation itself, step by step, each with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jiamao_desktop.documents.answers import yuan
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.parts import TITLE
from jiamao_desktop.documents.sheet import Sheet, spread
from jiamao_desktop.documents.table import Cell, Row, Table
from jiamao_desktop.documents.text import ACCENT, ALERT, GREY, Style
from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.assessment import Basis, Clause, WorksheetLine
from jiamao_desktop.domain.money import exact_text
from jiamao_desktop.domain.packet import PacketRequest

_HEAD = Style(face=Face.HEI_BOLD, size=11.5, colour=ACCENT)
_TABLE = Style(face=Face.SONG, size=9.5, leading=1.4, least=7.5)
_TABLE_HEAD = Style(face=Face.HEI_BOLD, size=9.5)
_FIGURE = Style(face=Face.HEI, size=9.5, least=7)
_STRONG = Style(face=Face.HEI_BOLD, size=11, least=8)
_BODY = Style(face=Face.SONG, size=10, leading=1.55)
_QUOTE = Style(face=Face.KAI, size=10.5, leading=1.6)
_NOTE = Style(face=Face.SONG, size=8.5, colour=GREY)
_ALERT = Style(face=Face.HEI_BOLD, size=9.5, colour=ALERT)
_LINES = 14

PRACTICE_LABEL = "参考，非本地官方"
_BASIS = {
    Basis.LAW: "文件条文",
    Basis.ASSUMED: "文件未写明，按审慎口径处理",
    Basis.PRACTICE: PRACTICE_LABEL,
    Basis.ENTERED: "由申报单位填写",
    Basis.SETTLED: "文件未写明，口径已选定",
}
_NUMERALS = "一二三四五六七"
_VERDICTS = {True: "符合", False: "不符合", None: "待确认"}


def draw_worksheet(sheet: Sheet, request: PacketRequest) -> None:
    """Draw the worksheet on as many pages as it takes."""
    sheet.new_page()
    sheet.title_block("测 算 说 明", TITLE, after=6)
    result, clauses = request.assessment, cited_clauses(request)
    sections: Sequence[tuple[str, object, Callable[[], None]]] = (
        ("测算结论", True, lambda: _draw_amounts(sheet, request)),
        ("适用条件", result.findings, lambda: _draw_conditions(sheet, request, clauses)),
        ("测算步骤", result.worksheet, lambda: _draw_steps(sheet, request, clauses)),
        ("有不同理解的词句", result.readings, lambda: _draw_readings(sheet, request, clauses)),
        ("未计入的费用", request.left_out, lambda: _draw_left_out(sheet, request)),
        ("引用条文（照录原文）", clauses, lambda: _draw_clauses(sheet, clauses)),
        ("备注", result.note, lambda: sheet.paragraph(result.note, _BODY, first=2)),
    )
    present = [(title, draw) for title, content, draw in sections if content]
    for numeral, (title, draw) in zip(_NUMERALS, present, strict=False):
        sheet.heading(f"{numeral}、{title}", _HEAD)
        draw()
    sheet.y += 6
    sheet.paragraph(
        f"政策包：{request.pack} {request.pack_version}。"
        "各步骤按分数精确计算，只在注明取整的步骤取整。",
        _NOTE,
    )
    if request.counting:
        sheet.paragraph(f"测算采用{request.counting}。参考做法不是本地规定。", _NOTE)
    sheet.print_addenda("测算说明")


def cited_clauses(request: PacketRequest) -> list[Clause]:
    """Return every clause that a condition, a step or a reading rests on, each once."""
    result = request.assessment
    sources = [
        *(finding.clause for finding in result.findings),
        *(line.clause for line in result.worksheet),
        *(reading.clause for reading in result.readings),
    ]
    return list({clause.id: clause for clause in sources if clause}.values())


def _draw_amounts(sheet: Sheet, request: PacketRequest) -> None:
    result = request.assessment
    ceiling = f"{'不超过 ' if result.up_to else ''}{yuan(request.ceiling)}"
    granted = yuan(request.granted) if request.granted is not None else "（由主管部门填写）"
    rows: list[Row] = [
        _amount_row("实际发生额", yuan(request.spent), "计入本措施的费用之和"),
        _amount_row("测算上限", ceiling, _ceiling_note(request)),
        _amount_row("申请金额", yuan(request.applied), amount_in_words(request.applied)),
        _amount_row("核定金额", granted, "以主管部门核定为准，可能低于申请金额"),
    ]
    table = _table(sheet, (26, 46, 95), ("centre", "right", "left"), ("项目", "金额", "说明"))
    table.draw(sheet, rows)


def _amount_row(label: str, amount: str, note: str) -> Row:
    strong = _STRONG if label != "核定金额" else _FIGURE
    return [
        Cell(text=label, shaded=True, style=_TABLE_HEAD),
        Cell(text=amount, style=strong, max_lines=2, label=label),
        Cell(text=note, max_lines=4, label=label),
    ]


def _ceiling_note(request: PacketRequest) -> str:
    result = request.assessment
    if result.low == result.high:
        return "按文件条文与下列步骤测算的最高额，不是承诺数额"
    return f"因文件有不同理解或事实未定，上限在 {yuan(result.low)} 与 {yuan(result.high)} 之间"


def _draw_conditions(sheet: Sheet, request: PacketRequest, clauses: Sequence[Clause]) -> None:
    findings = request.assessment.findings
    heads = ("序号", "条件", "结论", "采用的数据", "依据")
    aligns = ("centre", "left", "centre", "left", "centre")
    _table(sheet, (11, 72, 19, 48, 17), aligns, heads).draw(
        sheet,
        [
            [
                Cell(text=str(number)),
                Cell(text=finding.label, max_lines=_LINES, label=f"条件 {number}"),
                Cell(
                    text=_VERDICTS[finding.holds],
                    style=_FIGURE if finding.holds else _ALERT,
                ),
                Cell(
                    text=finding.value or "—", max_lines=_LINES, label=f"条件 {number} 采用的数据"
                ),
                Cell(text=_reference(finding.clause, clauses) or "—"),
            ]
            for number, finding in enumerate(findings, start=1)
        ],
    )


def _draw_steps(sheet: Sheet, request: PacketRequest, clauses: Sequence[Clause]) -> None:
    result = request.assessment
    numbers = {row.expense: row.number for row in request.rows}
    heads = ("步骤", "计算", "结果（元）", "依据")
    rows: list[Row] = [
        [
            Cell(text=str(number)),
            Cell(text=_step_text(line, numbers), max_lines=_LINES, label=f"步骤 {number}"),
            Cell(
                text=exact_text(line.exact_fen), style=_FIGURE, max_lines=1, label=f"步骤 {number}"
            ),
            Cell(
                text=_step_basis(line, clauses),
                max_lines=_LINES,
                label=f"步骤 {number} 依据",
                style=_ALERT if line.basis is Basis.PRACTICE else None,
            ),
        ]
        for number, line in enumerate(result.worksheet, start=1)
    ]
    last = f"{'不超过 ' if result.up_to else ''}{yuan(request.ceiling)}"
    rows.append(
        [
            Cell(text="测算上限", span=2, align="right", shaded=True, style=_TABLE_HEAD),
            Cell(text=last, span=2, align="left", shaded=True, style=_STRONG),
        ]
    )
    _table(sheet, (11, 76, 32, 48), ("centre", "left", "right", "left"), heads).draw(sheet, rows)


def _step_text(line: WorksheetLine, numbers: dict[int, int]) -> str:
    named = sorted(numbers[each] for each in line.lines if each in numbers)
    return f"{line.text}\n（明细表第 {_ranges(named)} 项）" if named else line.text


def _step_basis(line: WorksheetLine, clauses: Sequence[Clause]) -> str:
    parts = [_BASIS[line.basis]]
    if line.basis is Basis.LAW:
        parts = []
    if line.clause:
        parts.append(f"{_reference(line.clause, clauses)} {line.clause.number}")
    if line.note:
        parts.append(line.note)
    return "\n".join(parts) or _BASIS[line.basis]


def _draw_readings(sheet: Sheet, request: PacketRequest, clauses: Sequence[Clause]) -> None:
    for number, reading in enumerate(request.assessment.readings, start=1):
        chosen = dict(reading.options).get(reading.chosen, reading.chosen)
        others = [label for key, label in reading.options if key != reading.chosen]
        where = _reference(reading.clause, clauses)
        sheet.need(4 * _BODY.line)
        sheet.paragraph(f"{number}. {reading.question}{f'（{where}）' if where else ''}", _BODY)
        lines = [f"本次采用：{chosen}{f'（{reading.decided}）' if reading.decided else ''}"]
        if others:
            lines.append(f"另有理解：{'；'.join(others)}")
        if reading.low != reading.high:
            lines.append(f"各种理解下的测算上限：{yuan(reading.low)} 至 {yuan(reading.high)}")
        sheet.paragraph("\n".join(lines), _BODY, indent=16, after=4)


def _draw_left_out(sheet: Sheet, request: PacketRequest) -> None:
    table = _table(
        sheet, (60, 30, 77), ("left", "right", "left"), ("费用", "金额（元）", "未计入的原因")
    )
    table.draw(
        sheet,
        [
            [
                Cell(text=each.title, max_lines=_LINES, label="未计入的费用"),
                Cell(text=str(each.amount), style=_FIGURE, max_lines=1, label=each.title),
                Cell(text=each.reason, max_lines=_LINES, label=each.title),
            ]
            for each in request.left_out
        ],
    )


def _draw_clauses(sheet: Sheet, clauses: Sequence[Clause]) -> None:
    for clause in clauses:
        source = f"{_reference(clause, clauses)} {clause.number}　{clause.where}"
        sheet.heading(source, _TABLE_HEAD, before=4, after=1)
        sheet.paragraph(f"“{clause.quote}”", _QUOTE, indent=14, after=4)


def _reference(clause: Clause | None, clauses: Sequence[Clause]) -> str:
    if clause is None:
        return ""
    number = next(n for n, each in enumerate(clauses, start=1) if each.id == clause.id)
    return f"条文[{number}]"


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers with neighbours joined: ``1–3、7``."""
    joined: list[list[int]] = []
    for number in numbers:
        if joined and number == joined[-1][1] + 1:
            joined[-1][1] = number
        else:
            joined.append([number, number])
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in joined)


def _table(
    sheet: Sheet, shares: Sequence[float], aligns: Sequence[str], heads: Sequence[str]
) -> Table:
    return Table(
        widths=spread(sheet.width, shares),
        aligns=aligns,
        style=_TABLE,
        head=[[Cell(text=head) for head in heads]],
        head_style=_TABLE_HEAD,
        pad=4,
    )
