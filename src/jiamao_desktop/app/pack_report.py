"""The worked examples of a pack as tables, for a policy officer to read and to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jiamao_desktop.app.packing import Grid, Written
from jiamao_desktop.catalog.examples import Example, differences
from jiamao_desktop.documents.workbook import Sheet, workbook
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.domain.money import ZERO, Money, exact_text
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.wording import fact_text, figure_text

STATUSES = {
    Status.YES: "符合",
    Status.NO: "不符合",
    Status.ASK: "待确认",
    Status.READING: "取决于解释",
    Status.LAPSED: "已失效",
    Status.NOT_CALCULABLE: "不可测算",
}
"""What each outcome is called on paper and in the terminal."""

_HEADING = ("序号", "算例", "企业情况", "费用", "以前的支持、口径", "结论与金额", "怎么算出来",
            "依据条文", "核对意见", "核对人、日期")  # fmt: skip
_WIDTHS = (5, 24, 34, 30, 22, 20, 40, 40, 14, 14)


def report(written: Written, target: Path, today: dt.date) -> int:
    """Write all examples of a pack into an .xlsx, a sheet for each measure; return how many.

    Raises:
        MachineError: ``pack.report_not_saved``.
    """
    _save(workbook([_cover(written, today), *_measures(written)]), target)
    return len(written.examples)


def save_grid(found: Grid, target: Path) -> None:
    """Write a table of amounts and one of days into an .xlsx.

    Raises:
        MachineError: ``pack.report_not_saved``.
    """
    _save(
        workbook(
            [
                Sheet(
                    name="金额",
                    title=f"{found.title}：{found.varies}与结果",
                    notes=(f"其余情况按算例“{found.example}”。“转折”处起，由别的步骤决定金额。",),
                    heading=("", found.varies, "结论", "测算上限（元）", "限定它的数"),
                    widths=(8, 18, 12, 18, 30),
                    rows=grid_rows(found),
                ),
                Sheet(
                    name="日期",
                    title=f"{found.title}：日期与结果",
                    heading=("日期", "", "结论", "测算上限（元）"),
                    widths=(14, 30, 12, 18),
                    rows=day_rows(found),
                ),
            ]
        ),
        target,
    )


def grid_rows(found: Grid) -> Sequence[Sequence[str]]:
    """Return the amounts of a grid as texts: bend, value, outcome, amount, what bounds it."""
    return [
        (
            "转折→" if row.bends else "",
            str(Money(row.at)) if found.money else str(row.at),
            STATUSES[row.status],
            str(row.amount) if row.low == row.high else f"{row.low} – {row.high}",
            "、".join(found.bounds.get(one, one) for one in row.bounds),
        )
        for row in found.rows
    ]


def day_rows(found: Grid) -> Sequence[Sequence[str]]:
    """Return the days of a grid as texts: day, what begins or ends, outcome, amount."""
    return [
        (row.day.isoformat(), row.why, STATUSES[row.status], str(row.amount)) for row in found.days
    ]


def _save(content: bytes, target: Path) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MachineError("pack.report_not_saved", path=target, reason=reason) from error


def _cover(written: Written, today: dt.date) -> Sheet:
    pack = written.pack
    counts = {one.id: 0 for one in pack.measures}
    for example in written.examples:
        counts[example.measure] += 1
    return Sheet(
        name="说明",
        title=f"{pack.title}：算例核对表",
        notes=(
            f"政策包 {pack.id}，版本 {pack.version}；导出日期 {today.isoformat()}。",
            "请逐行对照文件核对“结论与金额”，在“核对意见”写“对”或应有的结果，并签名、写日期。",
            "“默认”“参考”字样表示文件没有写明，是程序采用的审慎做法或别处的做法，请特别留意。",
        ),
        heading=("措施", "文号", "有效期", "算例数", "核对人", "日期"),
        widths=(40, 24, 26, 8, 16, 16),
        rows=[
            (
                one.title,
                one.notice.number,
                one.in_force.text,
                str(counts[one.id]),
                "",
                "",
            )
            for one in pack.measures
        ],
    )


def _measures(written: Written) -> Iterable[Sheet]:
    for measure in written.pack.measures:
        mine = [one for one in written.examples if one.measure == measure.id]
        yield Sheet(
            name=measure.title,
            title=f"{measure.title}（{measure.notice.number}）",
            notes=(
                f"条文：“{measure.clause.quote}”（{measure.clause.where}）",
                *((measure.note,) if measure.note else ()),
            ),
            heading=_HEADING,
            widths=_WIDTHS,
            rows=[_row(written, measure, number, one) for number, one in enumerate(mine, start=1)],
        )


def _row(written: Written, measure: Measure, number: int, example: Example) -> Sequence[str]:
    pack, categories = written.pack, written.categories
    result = assess(pack, measure, example.case)
    wrong = differences(pack, example)
    return (
        str(number),
        example.name,
        _facts(pack, example.case),
        "\n".join(_line(categories, one) for one in example.case.lines) or "（没有费用）",
        "\n".join(_before(measure, example.case)) or "（没有）",
        _outcome(pack, result) + "".join(f"\n与预期不同：{one}" for one in wrong),
        _working(result),
        _clauses(result),
        "",
        "",
    )


def _facts(pack: Pack, case: Case) -> str:
    return "\n".join(
        f"{pack.facts[name].label}：{fact_text(pack.facts[name], value)}"
        for name, value in case.facts.items()
    )


def _line(categories: Mapping[str, str], line: Line) -> str:
    days = [
        f"{name} {day.isoformat()}"
        for name, day in (("付款", line.paid_on), ("开票", line.issued_on))
        if day is not None
    ]
    parts = [f"{categories.get(line.category, line.category)} {line.gross} 元", *days]
    if line.net != line.gross:
        parts.append(f"不含税 {line.net} 元")
    if line.unsupported != ZERO:
        parts.append(f"其中不支持 {line.unsupported} 元")
    if line.other_funding != ZERO:
        parts.append(f"已由别处支持 {line.other_funding} 元")
    if line.payer_is_applicant is False:
        parts.append("由别人的账户付出")
    return "，".join(parts)


def _before(measure: Measure, case: Case) -> Iterable[str]:
    for label, grants in (("已获支持", case.grants), ("已申报未核定", case.claimed)):
        for one in grants:
            yield _grant(label, one)
    words = {one.id: one for one in measure.unsettled}
    for name, option in case.readings.items():
        yield f"口径：{words[name].question}——{words[name].option(option).label}"
    labels = {one.id: one.label for one in measure.parameters}
    for name, entered in case.entered.items():
        yield f"填写：{labels[name]} {figure_text(entered.value)}（{entered.source}）"
    yield f"测算日：{case.today.isoformat()}"


def _grant(label: str, grant: Grant) -> str:
    return f"{label}：{grant.measure} {grant.amount} 元（{grant.granted_on.isoformat()}）"


def _outcome(pack: Pack, result: Assessment) -> str:
    said = [STATUSES[result.status]]
    if result.worksheet:
        said.append(("不超过 " if result.up_to else "") + f"{result.ceiling} 元")
    if result.low != result.high:
        said.append(f"按不同口径 {result.low} – {result.high} 元")
    labels: Mapping[str, Any] = {one.check: one.label for one in result.findings}
    said += [f"不符合：{labels[one]}" for one in result.because]
    said += [f"要问：{pack.facts[one].question}" for one in result.missing]
    return "\n".join(said)


def _working(result: Assessment) -> str:
    named = {"assumed": "（默认）", "practice": "（参考）", "entered": "（自填）", "law": ""}
    return "\n".join(
        f"{line.text} = {exact_text(line.exact_fen)}{named[line.basis]}"
        for line in result.worksheet
    )


def _clauses(result: Assessment) -> str:
    quoted = [one.clause for one in result.findings] + [one.clause for one in result.worksheet]
    said = [f"{one.where}：“{one.quote}”" for one in quoted if one is not None]
    return "\n".join(dict.fromkeys(said))
