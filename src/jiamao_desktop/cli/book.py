"""``jiamao book new``, ``book open``, ``undo``, ``redo``, ``history``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from jiamao_desktop.app import books, history, ledger
from jiamao_desktop.app.claims import claim_list
from jiamao_desktop.app.environment import PASSPHRASE
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.papers import document_ids
from jiamao_desktop.app.profile import applicant
from jiamao_desktop.app.trade import declaration_ids
from jiamao_desktop.cli.session import (
    ask_passphrase,
    opened,
    say,
    show_json,
    table,
    words,
)
from jiamao_desktop.domain.errors import MachineError


def add_commands(commands: Any) -> None:
    """Add the commands about the book itself."""
    book = commands.add_parser("book", help="新建或打开账套").add_subparsers(
        dest="book_command", required=True, metavar="new|open"
    )
    new = book.add_parser("new", help="新建账套")
    new.add_argument("folder", type=Path, help="账套文件夹，例如 某某贸易.book")
    new.add_argument("--name", required=True, type=words, help="申报主体全称，与公章一致")
    new.add_argument("--uscc", required=True, type=words, help="统一社会信用代码")
    new.add_argument("--city", default="永州市", type=words, help="注册地所在市")
    new.add_argument("--sheet", type=Path, help="把恢复单（PDF）写到这个文件，打印后请删除")
    new.add_argument("--no-keychain", action="store_true", help="不把钥匙存入系统钥匙串")
    new.set_defaults(work=_new)
    look = book.add_parser("open", help="打开账套，说明其中有什么")
    look.add_argument("folder", type=Path)
    look.set_defaults(work=_look)
    for name, title, work in [
        ("undo", "撤销上一步操作", _undo),
        ("redo", "重做刚撤销的操作", _redo),
        ("history", "操作记录", _history),
    ]:
        commands.add_parser(name, help=title).set_defaults(work=work)


def _new(chosen: argparse.Namespace) -> None:
    passphrase = os.environ.get(PASSPHRASE) or ask_passphrase("设置口令（至少 12 个字符）：")
    made = books.create_book(
        chosen.folder,
        passphrase,
        chosen.clock,
        name=chosen.name,
        uscc=chosen.uscc,
        city=chosen.city,
        use_keychain=not chosen.no_keychain,
    )
    made.workspace.close()
    # The code first: whatever becomes of the sheet, it is never shown again.
    if chosen.json:
        problem = made.keychain_problem
        show_json(
            {
                "folder": str(chosen.folder),
                "recovery_code": made.recovery_code,
                "keychain_problem": problem.code if problem else None,
            }
        )
    else:
        say(f"已新建账套：{chosen.folder}")
        say(f"恢复码：{made.recovery_code}")
        say("请把恢复码抄下或打印保存。口令和恢复码都丢失后，任何人都无法打开账套。")
        if made.keychain_problem:
            say(message(made.keychain_problem))
    if chosen.sheet:
        _save_sheet(made.recovery_sheet, chosen.sheet)


def _save_sheet(sheet: bytes, target: Path) -> None:
    try:
        target.write_bytes(sheet)
    except OSError as error:
        raise MachineError("recovery_sheet.not_saved", path=target) from error


def _look(chosen: argparse.Namespace) -> None:
    chosen.book = chosen.folder
    with opened(chosen) as ws:
        who = applicant(ws)
        totals = ledger.ledger_totals(ws, ledger.LedgerFilter())
        content = {
            "name": who.name,
            "uscc": who.uscc,
            "city": who.city,
            "expenses": totals.count,
            "gross_fen": totals.gross,
            "documents": len(document_ids(ws)),
            "declarations": len(declaration_ids(ws)),
            "claims": len(claim_list(ws)),
        }
    if chosen.json:
        show_json(content)
        return
    say(f"{who.name}　{who.uscc}　{who.city}")
    say(
        f"费用 {totals.count} 笔，合计 ¥{totals.gross}；单证 {content['documents']} 件，"
        f"报关单 {content['declarations']} 份，申报 {content['claims']} 项"
    )


def _undo(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        label = history.undo_label(ws)
        history.undo(ws)
    _say_done(chosen, "undone", f"已撤销：{label}", label)


def _redo(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        label = history.redo_label(ws)
        history.redo(ws)
    _say_done(chosen, "redone", f"已重做：{label}", label)


def _say_done(chosen: argparse.Namespace, what: str, sentence: str, label: str | None) -> None:
    if chosen.json:
        show_json({what: label})
    else:
        say(sentence)


def _history(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        steps = history.history(ws)
    if chosen.json:
        show_json([{"id": one.id, "at": one.at, "summary": one.summary} for one in steps])
        return
    table([("编号", "时间（UTC）", "操作"), *((str(one.id), one.at, one.summary) for one in steps)])
