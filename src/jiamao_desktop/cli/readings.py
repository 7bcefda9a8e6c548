"""``jiamao reading`` and ``jiamao inquiry``: what the notices leave open."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jiamao_desktop.app.inquiries import (
    InquiryRow,
    inquiry_list,
    letter_pdf,
    mark_sent,
    new_inquiries,
)
from jiamao_desktop.app.packets import save_pdf
from jiamao_desktop.app.settling import OfficersAnswer, choose, record_answer, take_back
from jiamao_desktop.app.unsettled import UnsettledItem, unsettled_list
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.session import day, number, opened, say, show_json, table, words
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.inquiry import InquiryId, InquiryState

_STATES = {
    InquiryState.DRAFTED: "已起草",
    InquiryState.SENT: "已寄出",
    InquiryState.ANSWERED: "已答复",
}


def add_commands(commands: Any) -> None:
    """Add the commands about unsettled readings and letters of inquiry."""
    _add_reading(commands)
    _add_inquiry(commands)


def _add_reading(commands: Any) -> None:
    reading = commands.add_parser("reading", help="待明确事项：文件没有说清的词句")
    parts = reading.add_subparsers(dest="part", metavar="做什么", required=True)
    parts.add_parser("list", help="列出事项、选项和影响金额").set_defaults(work=_list)
    chosen = parts.add_parser("choose", help="自行选定一种理解")
    _add_word(chosen)
    chosen.set_defaults(work=_choose)
    answer = parts.add_parser("answer", help="记录主管部门的答复")
    _add_word(answer)
    answer.add_argument("--office", type=words, help="答复的部门（默认受理部门）")
    answer.add_argument("--officer", type=words, default="", help="答复的人")
    answer.add_argument("--on", type=day, help="答复日期（默认今天）")
    answer.add_argument("--note", type=words, default="", help="答复的内容")
    answer.add_argument("--file", type=Path, help="答复的扫描件，收入账套")
    answer.set_defaults(work=_answer)
    back = parts.add_parser("back", help="撤回选择或答复，恢复默认")
    back.add_argument("word", type=words, help="政策包:事项，见 reading list")
    back.set_defaults(work=_back)


def _add_inquiry(commands: Any) -> None:
    inquiry = commands.add_parser("inquiry", help="咨询函：请主管部门明确")
    parts = inquiry.add_subparsers(dest="part", metavar="做什么", required=True)
    parts.add_parser("list", help="列出咨询函").set_defaults(work=_letters)
    new = parts.add_parser("new", help="写咨询函，每个受理部门一封")
    new.add_argument("words", nargs="+", type=words, help="政策包:事项，可写多个")
    new.add_argument("--amounts", action="store_true", help="信中写明各种理解下的金额")
    new.set_defaults(work=_new)
    sent = parts.add_parser("sent", help="登记已寄出")
    sent.add_argument("number", type=number)
    sent.add_argument("--on", type=day, help="寄出日期（默认今天）")
    sent.set_defaults(work=_sent)
    printed = parts.add_parser("print", help="另存为 PDF")
    printed.add_argument("number", type=number)
    printed.add_argument("--out", type=Path, required=True, help="写到这个文件")
    printed.set_defaults(work=_print)


def _add_word(parser: Any) -> None:
    parser.add_argument("word", type=words, help="政策包:事项，见 reading list")
    parser.add_argument("option", type=words, help="选项编号")


def _named(ws: Workspace, name: str) -> tuple[str, str]:
    """Return pack and key of a word; the pack may be left out where only one has the key.

    Raises:
        UserError: ``word.unknown``.
    """
    pack, colon, key = name.partition(":")
    if colon:
        return pack, key
    found = [(one.pack, one.key) for one in unsettled_list(ws, []) if one.key == name]
    if len(found) != 1:
        raise UserError("word.unknown", word=name, pack="、".join(ws.catalog.packs))
    return found[0]


def _list(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        found = unsettled_list(ws)
    if chosen.json:
        show_json([_as_json(one) for one in found])
        return
    for one in found:
        say(f"{one.question}　影响 ¥{one.effect}　{len(one.measures)} 项措施")
        say(f"    {one.pack}:{one.key}　{_decided(one)}")
        table(
            [
                (
                    "    ●" if option.id == one.chosen else "    ○",
                    option.id,
                    f"¥{option.amount}",
                    option.label,
                )
                for option in one.options
            ],
            right=[2],
        )


def _decided(item: UnsettledItem) -> str:
    return "默认（审慎）" if item.choice is None else item.choice.basis


def _as_json(item: UnsettledItem) -> dict[str, Any]:
    choice = item.choice
    return {
        "pack": item.pack,
        "word": item.key,
        "question": item.question,
        "measures": [measure for measure, _ in item.measures],
        "options": [
            {"id": one.id, "label": one.label, "amount_fen": one.amount} for one in item.options
        ],
        "careful": item.careful,
        "chosen": item.chosen,
        "effect_fen": item.effect,
        "decided": None
        if choice is None
        else {
            "by": choice.decided_by,
            "office": choice.office,
            "officer": choice.officer,
            "on": choice.decided_on,
            "note": choice.note,
            "document": choice.document,
        },
    }


def _choose(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        choose(ws, *_named(ws, chosen.word), chosen.option)
    _recorded(chosen)


def _answer(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        pack, key = _named(ws, chosen.word)
        offices = [
            one.notice.office
            for one in unsettled_list(ws, [])
            if (one.pack, one.key) == (pack, key)
        ]
        answer = OfficersAnswer(
            office=chosen.office or "".join(offices),
            officer=chosen.officer,
            day=chosen.on or ws.clock.today(),
            note=chosen.note,
            file=chosen.file,
        )
        record_answer(ws, pack, key, chosen.option, answer)
    _recorded(chosen)


def _back(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        take_back(ws, *_named(ws, chosen.word))
    _recorded(chosen)


def _recorded(chosen: argparse.Namespace) -> None:
    if chosen.json:
        show_json({"word": chosen.word, "option": getattr(chosen, "option", None)})
    else:
        say("已记录，有关措施已按此重新测算。")


def _letters(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        rows = inquiry_list(ws)
    _show_letters(rows, as_json=chosen.json)


def _new(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        asked = [_named(ws, one) for one in chosen.words]
        made, _ = new_inquiries(ws, asked, with_amounts=chosen.amounts)
        rows = [one for one in inquiry_list(ws) if one.id in made]
    _show_letters(rows, as_json=chosen.json)


def _sent(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        mark_sent(ws, InquiryId(chosen.number), chosen.on)
        rows = [one for one in inquiry_list(ws) if one.id == chosen.number]
    _show_letters(rows, as_json=chosen.json)


def _print(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        pdf = letter_pdf(ws, InquiryId(chosen.number))
    save_pdf(pdf, chosen.out)
    if chosen.json:
        show_json({"file": str(chosen.out)})
    else:
        say(f"咨询函已另存：{chosen.out}")


def _show_letters(rows: Any, *, as_json: bool) -> None:
    if as_json:
        show_json([_letter_json(one) for one in rows])
        return
    if not rows:
        say("还没有咨询函。")
        return
    table(
        [
            ("编号", "状态", "起草", "寄出", "答复", "主送", "事项"),
            *(
                (
                    str(one.id),
                    _STATES[one.inquiry.state],
                    one.inquiry.made_on.isoformat(),
                    one.inquiry.sent_on.isoformat() if one.inquiry.sent_on else "—",
                    one.inquiry.answered_on.isoformat() if one.inquiry.answered_on else "—",
                    one.inquiry.office,
                    "；".join(one.questions),
                )
                for one in rows
            ),
        ]
    )


def _letter_json(row: InquiryRow) -> dict[str, Any]:
    one = row.inquiry
    return {
        "id": row.id,
        "title": row.title,
        "office": one.office,
        "state": one.state,
        "made_on": one.made_on,
        "sent_on": one.sent_on,
        "answered_on": one.answered_on,
        "questions": list(row.questions),
        "document": one.document,
    }
