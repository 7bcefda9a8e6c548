"""``jiamao grant``: support received outside the claims of the book (以前获得的支持)."""

from __future__ import annotations

import argparse
from typing import Any

from jiamao_desktop.app import grants
from jiamao_desktop.app.grants import GrantRow, TypedGrant
from jiamao_desktop.cli.session import number, opened, say, show_json, table, words
from jiamao_desktop.domain.claim import GrantId
from jiamao_desktop.domain.wording import LEVELS


def add_commands(commands: Any) -> None:
    """Add the commands about support received before."""
    about = commands.add_parser("grant", help="以前获得的支持：登记后占用累计上限")
    actions = about.add_subparsers(dest="action", metavar="操作", required=True)
    actions.add_parser("list", help="全部登记，最近的在前；各级合计").set_defaults(work=_list)
    added = actions.add_parser("add", help="登记一笔")
    added.add_argument("measure", type=words, help="措施编号或名称；政策包以外的写支持的名称")
    added.add_argument("amount", type=words, help="到账金额（元）")
    added.add_argument("day", type=words, help="到账日期")
    added.add_argument(
        "--level",
        type=words,
        default="",
        help=f"政策包以外的支持写明哪一级：{'、'.join(LEVELS)}",
    )
    added.add_argument("--note", type=words, default="", help="备注，例如拨付文件的文号")
    added.add_argument("--group", action="store_true", help="给的是本集团其他企业")
    added.set_defaults(work=_add)
    deleted = actions.add_parser("delete", help="删除一笔；可以撤销")
    deleted.add_argument("grant", type=number, help="登记编号，见 list")
    deleted.set_defaults(work=_delete)


def _list(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        rows = grants.grant_list(ws)
    if chosen.json:
        show_json([_as_json(row) for row in rows])
        return
    if not rows:
        say("没有登记以前获得的支持。登记：jiamao grant add 措施 金额 日期")
        return
    table(
        [
            ("编号", "到账日期", "支持", "级别", "金额（元）", "备注"),
            *(
                (
                    str(row.id),
                    row.grant.granted_on.isoformat(),
                    row.title,
                    LEVELS.get(row.grant.level, row.grant.level),
                    str(row.grant.amount),
                    "　".join(part for part in (_whose(row), row.grant.note) if part),
                )
                for row in rows
            ),
        ],
        right=[4],
    )
    for one in grants.level_totals(rows):
        shared = f"，另有集团其他企业 ¥{one.group}" if one.group else ""
        say(f"{LEVELS.get(one.level, one.level)}合计 ¥{one.own}{shared}")


def _whose(row: GrantRow) -> str:
    return "集团其他企业" if row.grant.group else ""


def _as_json(row: GrantRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "measure": row.grant.measure,
        "title": row.title,
        "level": row.grant.level,
        "amount_fen": row.grant.amount,
        "granted_on": row.grant.granted_on,
        "note": row.grant.note,
        "group": row.grant.group,
    }


def _add(chosen: argparse.Namespace) -> None:
    typed = TypedGrant(
        measure=chosen.measure,
        amount=chosen.amount,
        granted_on=chosen.day,
        level=chosen.level,
        note=chosen.note,
        group=chosen.group,
    )
    with opened(chosen) as ws:
        made, _ = grants.add_grant(ws, typed)
        [row] = [row for row in grants.grant_list(ws) if row.id == made]
    if chosen.json:
        show_json(_as_json(row))
        return
    level = LEVELS.get(row.grant.level, row.grant.level)
    say(f"已登记 {made}：{row.title}（{level}）¥{row.grant.amount}，{row.grant.granted_on}。")


def _delete(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        grants.delete_grant(ws, GrantId(chosen.grant))
    if chosen.json:
        show_json({"deleted": chosen.grant})
        return
    say(f"已删除登记 {chosen.grant}，可用 jiamao undo 撤销。")
