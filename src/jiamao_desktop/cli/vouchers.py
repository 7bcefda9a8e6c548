"""``jiamao import`` and ``jiamao ledger``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import loose_items, take_in
from jiamao_desktop.app.ledger import LedgerFilter, expense_ids, expense_rows, ledger_totals
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.review import ItemState, ReviewItem
from jiamao_desktop.cli.session import number, opened, say, show_json, table, words
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import Money

STATES = {
    ItemState.READY: "可收",
    ItemState.LOOK: "请看一眼",
    ItemState.SAME: "另一格式",
    ItemState.DUPLICATE: "重复",
    ItemState.DOCUMENT: "留作单证",
    ItemState.REFUSED: "拒收",
}
_PAGE = 100


def add_commands(commands: Any) -> None:
    """Add the commands about vouchers and expenses."""
    read = commands.add_parser("import", help="读入文件或文件夹（收单）")
    read.add_argument("files", nargs="+", type=Path)
    read.add_argument("--look", action="store_true", help="只看结果，不收入账套")
    read.add_argument("--with-warnings", action="store_true", help="“请看一眼”的也收入")
    read.set_defaults(work=_import)
    books = commands.add_parser("ledger", help="费用台账")
    books.add_argument("--search", type=words, default="", help="按收款方、说明、发票号码查找")
    books.add_argument("--category", type=words, default="", help="只看一个费用类别")
    books.add_argument("--limit", type=number, default=_PAGE, help="最多列出几笔")
    books.set_defaults(work=_ledger)


def _import(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        items = [
            item
            if chosen.with_warnings or item.state is not ItemState.LOOK
            else replace(item, wanted=False)
            for item in read_files(ws, chosen.files)
        ]
        loose = {item.key for item in loose_items(items)}
        taken = [item for item in items if item.take and item.key not in loose]
        if taken and not chosen.look:
            keys = {item.key for item in taken}
            take_in(
                ws,
                [item if item.key in keys else replace(item, wanted=False) for item in items],
            )
    keys = set() if chosen.look else {item.key for item in taken}
    if chosen.json:
        show_json([_as_json(item, taken=item.key in keys) for item in items])
        return
    show_review(items)
    say(
        f"共 {len(items)} 件，收入 {len(keys)} 件。"
        + ("可用 jiamao undo 整批撤销。" if keys else "")
    )
    for item in items:
        if item.key in loose:
            say(message(Problem.of("import.held_back", name=item.reading.name)))
    if uncounted := sum(item.key in keys and _is_uncounted(item) for item in items):
        say(f"其中 {uncounted} 张发票没有认出费用类别，没有计入台账；请在窗口中登记费用。")


def _is_uncounted(item: ReviewItem) -> bool:
    """Tell whether an item is a 发票 that makes no expense."""
    bill = item.draft is not None and item.draft.kind is DraftKind.FAPIAO
    return bill and not item.category and not item.same and not item.ties


def show_review(items: Sequence[ReviewItem]) -> None:
    """Print a review list: every file, what it seems to be, and what is to be said of it."""
    rows = [("状态", "文件", "号码", "金额", "说明")]
    rows += [
        (
            STATES[item.state],
            item.reading.name,
            _value(item, "number"),
            _value(item, "gross") or _value(item, "amount"),
            "；".join(_remarks(item)),
        )
        for item in items
    ]
    table(rows, right=[3])


def _remarks(item: ReviewItem) -> list[str]:
    found = [item.duplicate, item.same.problem if item.same else None, item.blocked]
    found += [item.reading.problem, *item.remarks]
    found += item.draft.warnings if item.draft else []
    if item.undecided:
        found += [why for one in item.found if one.best for why in one.why]
    return list(dict.fromkeys(message(problem) for problem in found if problem))


def _value(item: ReviewItem, name: str) -> str:
    field = item.draft.fields.get(name) if item.draft else None
    return str(field.value) if field else ""


def _as_json(item: ReviewItem, *, taken: bool) -> dict[str, Any]:
    fields = item.draft.fields if item.draft else {}
    return {
        "file": item.reading.name,
        "state": item.state,
        "taken": taken,
        "kind": item.draft.kind if item.draft else "document",
        "fields": {
            name: {"value": _plain(field.value), "origin": field.origin}
            for name, field in fields.items()
        },
        "remarks": _remarks(item),
        "pairs": [
            {
                "relation": one.relation,
                "with": {one.target.kind: one.target.number},
                "sure": one.sureness,
                "why": [message(why) for why in one.why],
            }
            for one in item.found
            if one.best
        ],
    }


def _plain(value: object) -> object:
    return {"fen": value.fen} if isinstance(value, Money) else str(value)


def _ledger(chosen: argparse.Namespace) -> None:
    wanted = LedgerFilter(contains=chosen.search, category=chosen.category)
    with opened(chosen) as ws:
        ids = expense_ids(ws, wanted)[: chosen.limit]
        rows = list(expense_rows(ws, ids).values())
        totals = ledger_totals(ws, wanted)
    if chosen.json:
        show_json(
            [
                {
                    "id": row.id,
                    "category": row.expense.category,
                    "gross_fen": row.expense.gross,
                    "payee": row.expense.payee,
                    "paid_on": row.expense.paid_on,
                    "fapiao_number": row.expense.fapiao_number,
                    "evidence": [link.role for link in row.evidence],
                }
                for row in rows
            ]
        )
        return
    table(
        [
            ("编号", "付款日期", "类别", "金额（元）", "收款方", "说明", "凭证"),
            *(
                (
                    str(row.id),
                    str(row.expense.paid_on or "未付款"),
                    row.category,
                    str(row.expense.gross),
                    row.expense.payee,
                    row.expense.description,
                    f"{len(row.evidence)} 件",
                )
                for row in rows
            ),
        ],
        right=[3],
    )
    say(f"共 {totals.count} 笔，合计 ¥{totals.gross}，其中未付款 {totals.unpaid} 笔。")
