"""``jiamao measures``, ``explain``, ``questions``, ``answer``."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Sequence
from typing import Any

from jiamao_desktop.app.asking import answer, open_questions
from jiamao_desktop.app.assessing import Card, Group, card, cards
from jiamao_desktop.app.explaining import reason
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.navigating import for_others
from jiamao_desktop.app.qualifying import ways
from jiamao_desktop.app.swaying import swaying
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.cli.session import number, opened, say, show_json, table, words
from jiamao_desktop.domain.assessment import Reading
from jiamao_desktop.domain.money import exact_text
from jiamao_desktop.domain.nearest import Way

GROUPS = {
    Group.CAN: "可申报",
    Group.NEARLY: "差一点",
    Group.ASK: "待回答",
    Group.READING: "取决于解释",
    Group.NOT_CALCULABLE: "金额待定",
    Group.BASIS: "政策依据",
    Group.NO: "不符合",
    Group.LAPSED: "已失效",
}
_NO_AMOUNT = "—"
_WITHIN_REACH = frozenset({Group.NEARLY, Group.ASK, Group.READING, Group.NOT_CALCULABLE})
_MARKS = {True: "✓", False: "✗", None: "？"}
_BASES = {
    "law": "条文",
    "assumed": "默认",
    "practice": "参考",
    "entered": "自填",
    "settled": "选定",
}


def add_commands(commands: Any) -> None:
    """Add the commands about measures."""
    listed = commands.add_parser("measures", help="每项措施能得多少")
    listed.add_argument("--all", action="store_true", help="连面向其他申报主体的也列出")
    listed.set_defaults(work=_measures)
    why = commands.add_parser("explain", help="一项措施为什么能、为什么不能")
    why.add_argument("measure", type=words, help="措施编号，见 measures")
    why.add_argument("--project", type=number, help="项目编号")
    why.set_defaults(work=_explain)
    commands.add_parser("questions", help="还有哪些问题，按影响金额排列").set_defaults(
        work=_questions
    )
    reply = commands.add_parser("answer", help="回答一个问题")
    reply.add_argument("fact", type=words)
    reply.add_argument("value", type=words, help="是/否、数字、日期或选项编号")
    reply.add_argument("--project", type=number)
    reply.add_argument("--source", type=words, default="", help="依据")
    reply.set_defaults(work=_answer)


def amount_of(found: Card) -> str:
    """Return the amount of a card as people read it: a ceiling, a range, or why there is none."""
    assessment = found.assessment
    if found.group is Group.NOT_CALCULABLE and assessment.to_enter:
        return "标准待填"
    if found.group is Group.BASIS or not assessment.high:
        return _NO_AMOUNT
    if assessment.low != assessment.high:
        amount = f"¥{assessment.low} – ¥{assessment.high}"
    else:
        amount = f"¥{assessment.ceiling}"
    return ("不超过 " if assessment.up_to else "") + amount


def _measures(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        found = cards(ws)
    if chosen.json:
        show_json([_as_json(one) for one in found])
        return
    show_cards(ws.catalog, found, everything=chosen.all)


def show_cards(catalog: Catalog, found: Sequence[Card], *, everything: bool = False) -> None:
    """Print cards as a table, those for other kinds of applicant as one line.

    Args:
        catalog: Of the open book.
        found: The cards.
        everything: List those for other kinds of applicant too.
    """
    shown = [one for one in found if everything or not for_others(one)]
    table(
        [
            ("结论", "措施", "项目", "金额", "编号", "说明"),
            *(
                (
                    GROUPS[one.group],
                    one.title,
                    f"{one.project}·{one.project_title}" if one.project else "",
                    amount_of(one),
                    one.measure,
                    _remark(catalog, one),
                )
                for one in shown
            ),
        ],
        right=[3],
    )
    if len(shown) < len(found):
        say(f"另有 {len(found) - len(shown)} 项面向其他申报主体（jiamao measures --all 列出）")


def _remark(catalog: Catalog, found: Card) -> str:
    """Say why there is no amount, where there may be one yet."""
    without = found.group in _WITHIN_REACH and amount_of(found) == _NO_AMOUNT
    return message(reason(catalog, found)) if without else ""


def _explain(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        found = card(ws, chosen.measure, chosen.project)
        why = message(reason(ws.catalog, found))
        nearest = ways(ws, found)
        moving = swaying(ws, found)
    if chosen.json:
        show_json({**_as_json(found), "why": why, "ways": [_way_json(one) for one in nearest]})
        return
    show_why(found, moving)
    say(f"一句话：{why}")
    for way in nearest:
        changes = "；".join(f"{one.label}（现在：{one.now}）→ {one.wanted}" for one in way.changes)
        say(f"怎样就能符合：{changes}")


def show_why(found: Card, moving: Sequence[Reading]) -> None:
    """Print why: one sentence, then the conditions, then the worksheet, then what is open.

    Args:
        found: The card.
        moving: The unclear words that move its result.
    """
    assessment = found.assessment
    say(f"{found.title}　{found.number}")
    amount = amount_of(found)
    verdict = GROUPS[found.group] if amount == _NO_AMOUNT else f"{GROUPS[found.group]}，{amount}"
    say(f"结论：{verdict}。{assessment.note}")
    say(f"条文：“{found.clause.quote}”（{found.clause.where}）")
    say("条件：")
    for one in assessment.findings:
        say(f"  {_MARKS[one.holds]} {one.label}" + (f"　〔{one.value}〕" if one.value else ""))
    if assessment.worksheet:
        say("测算：")
        table(
            [
                ("  步骤", "结果（元）", "依据"),
                *(
                    (
                        f"  {line.text}",
                        exact_text(line.exact_fen),
                        _BASES[line.basis] + (f"　{line.note}" if line.note else ""),
                    )
                    for line in assessment.worksheet
                ),
            ],
            right=[1],
        )
    for left in assessment.left_out:
        say(f"  未计入：第 {left.line} 笔，{message(left)}")
    for reading in moving:
        options = dict(reading.options)
        say(f"口径：{reading.question}　现按“{options[reading.chosen]}”")
        if reading.low != reading.high:
            say(f"　　　按不同口径：¥{reading.low} – ¥{reading.high}")
        else:
            say("　　　按不同口径：能否申报不同，金额不变")
    for limit in found.limits:
        say(f"{limit.title}：¥{limit.limit}，已用 ¥{limit.used}，还可用 ¥{limit.room}")


def _way_json(way: Way) -> list[dict[str, str]]:
    return [
        {"fact": one.fact, "label": one.label, "now": one.now, "wanted": one.wanted}
        for one in way.changes
    ]


def _questions(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        found = open_questions(ws)
    if chosen.json:
        show_json([_question_json(one) for one in found])
        return
    if not found:
        say("没有待回答的问题。")
        return
    table(
        [
            ("影响金额", "问题", "项目", "编号"),
            *((f"¥{q.stake}", q.fact.question, q.project_title, q.fact.id) for q in found),
        ],
        right=[0],
    )


def _question_json(question: Any) -> dict[str, Any]:
    return {
        "fact": question.fact.id,
        "question": question.fact.question,
        "project": question.project,
        "stake_fen": question.stake,
        "measures": list(question.measures),
    }


def _answer(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        answer(ws, chosen.fact, chosen.value, chosen.project, chosen.source)
    if chosen.json:
        show_json({"fact": chosen.fact, "value": chosen.value, "project": chosen.project})
    else:
        say("已记录。")


def _as_json(found: Card) -> dict[str, Any]:
    assessment = found.assessment
    return {
        "measure": found.measure,
        "title": found.title,
        "project": found.project,
        "group": found.group,
        "status": assessment.status,
        "notice": found.number,
        "spent_fen": assessment.spent,
        "ceiling_fen": assessment.ceiling,
        "low_fen": assessment.low,
        "high_fen": assessment.high,
        "binding": assessment.binding,
        "because": list(assessment.because),
        "missing": list(assessment.missing),
        "findings": [
            {"check": one.check, "label": one.label, "holds": one.holds, "value": one.value}
            for one in assessment.findings
        ],
        "worksheet": [
            {
                "step": line.step,
                "text": line.text,
                "exact_fen": str(line.exact_fen),
                "basis": line.basis,
                "clause": dataclasses.asdict(line.clause) if line.clause else None,
            }
            for line in assessment.worksheet
        ],
        "limits": [
            {"title": one.title, "limit_fen": one.limit, "used_fen": one.used, "room_fen": one.room}
            for one in found.limits
        ],
    }
