"""``jiamao portfolio``: every book in a folder planned, one table for each client (组合测算)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiamao_desktop.app.cluster import on_cluster
from jiamao_desktop.app.crew import on_this_machine
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.portfolio import portfolio
from jiamao_desktop.app.portfolio_parts import Planned
from jiamao_desktop.app.portfolio_tables import save_tables
from jiamao_desktop.cli.session import number, printable, say, show_json, table, words
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import total

_MOST_WORKERS = 64


def add_commands(commands: Any) -> None:
    """Add the command about many books."""
    many = commands.add_parser(
        "portfolio",
        help="组合测算：一个文件夹里的全部账套，每家一张表",
        description="逐个测算文件夹里的账套。每个账套先用系统钥匙串打开，"
        "没有存入钥匙串的用环境变量 JIAMAO_PASSPHRASE 里的口令打开。",
    )
    many.add_argument("folder", type=Path, help="存放账套的文件夹")
    many.add_argument("--out", type=Path, help="把每家的表格（.csv 和 .xlsx）写到这个文件夹")
    many.add_argument("--workers", type=_workers, default=2, help="同时测算几个账套（默认 2）")
    many.add_argument(
        "--cluster", type=words, metavar="地址", help="改在 Dask 集群上测算，例如 tls://主机:8786"
    )
    many.set_defaults(work=_portfolio)


def _workers(text: str) -> int:
    count = number(text)
    if not 1 <= count <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"请写 1 到 {_MOST_WORKERS} 之间的数")
    return count


def _portfolio(chosen: argparse.Namespace) -> None:
    spread = on_cluster(chosen.cluster) if chosen.cluster else on_this_machine(chosen.workers)
    today = chosen.clock.today()
    found = portfolio(chosen.folder, today, spread, _progress, out=chosen.out)
    files = save_tables(found, today.isoformat(), chosen.out) if chosen.out else []
    if chosen.json:
        show_json([_as_json(one) for one in found])
    else:
        _show(found)
        if files:
            say(f"已写入 {len(files)} 个文件：{chosen.out}")
    failed = [one for one in found if one.problem and not one.stray]
    if failed:
        raise UserError("portfolio.some_failed", count=len(failed), first=printable(failed[0].name))


def _progress(done: int, count: int, name: str) -> None:
    """Say on the screen of errors how far it is, so that the table can go into a file."""
    if name and sys.stderr is not None:
        print(f"[{done}/{count}] {printable(name)}", file=sys.stderr, flush=True)  # noqa: T201 -- this is the screen of a command


def _show(found: Sequence[Planned]) -> None:
    rows = [("账套", "单位", "可得（元）", "证明", "已申报", "已获得", "最近期限", "待办")]
    clients = [(one.name, one.client) for one in found if one.client]
    rows += [
        (
            name,
            one.title,
            str(one.best),
            "已证明" if one.best == one.at_most else f"至多 {one.at_most}",
            str(one.filed),
            str(one.granted),
            one.next_day.isoformat() if one.next_day else "—",
            f"{one.open} 项" if one.open else "—",
        )
        for name, one in clients
    ]
    rows.append(
        (
            "合计",
            f"{len(clients)} 家",
            str(total(one.best for _, one in clients)),
            "",
            str(total(one.filed for _, one in clients)),
            str(total(one.granted for _, one in clients)),
            "",
            "",
        )
    )
    table(rows, right=[2, 4, 5])
    for planned in found:
        if planned.problem:
            say(f"{printable(planned.name)}：{message(planned.problem)}")


def _as_json(planned: Planned) -> dict[str, Any]:
    if planned.client is None:
        problem = planned.problem
        return {
            "book": planned.name,
            "error": problem.code if problem else None,
            "message": message(problem) if problem else None,
        }
    one = planned.client
    return {
        "book": planned.name,
        "name": one.title,
        "best_fen": one.best,
        "at_most_fen": one.at_most,
        "certified": one.certified,
        "filed_fen": one.filed,
        "granted_fen": one.granted,
        "next_day": one.next_day,
        "open": one.open,
        "rows": [
            {
                "kind": row.kind.name.lower(),
                "what": row.what,
                "about": row.about,
                "amount_fen": row.amount,
                "limit_fen": row.limit,
                "used_fen": row.used,
                "day": row.day,
                "note": row.note,
            }
            for row in one.rows
        ],
    }
