"""``jiamao doubles``: lines that are claimed twice, here or in another book of this computer."""

from __future__ import annotations

import argparse
from typing import Any

from jiamao_desktop.app.doubles import (
    doubles,
    erase_fingerprints,
    forget_book,
    keeps_fingerprints,
    shared_lines,
    start_fingerprints,
)
from jiamao_desktop.cli.session import opened, say, show_json, table
from jiamao_desktop.domain.matching.doubles import Clash, Double

CLASHES = {
    Clash.EXPENSE: "同一笔费用进了两份申报",
    Clash.AMOUNT: "几笔费用合计超过票面",
    Clash.GRANT: "以前已获支持",
    Clash.MEASURE: "措施不同",
    Clash.LEVEL: "级次不同",
    Clash.YEAR: "年度不同",
}


def add_commands(commands: Any) -> None:
    """Add the command about double claims."""
    found = commands.add_parser("doubles", help="重复申报：同一张发票、同一行用了两次")
    found.add_argument(
        "--compare",
        choices=("start", "stop", "erase"),
        help="本机各账套互相比对：启用、本账套退出、清除全部指纹",
    )
    found.set_defaults(work=_doubles)


def _doubles(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        match chosen.compare:
            case "start":
                start_fingerprints()
            case "stop":
                forget_book(ws)
            case "erase":
                erase_fingerprints()
        found = doubles(ws)
        shared = shared_lines(ws) if chosen.compare != "stop" else ()
    if chosen.json:
        show_json(
            {
                "doubles": [_as_json(one) for one in found],
                "shared": [{"number": line.number, "line": line.line} for line in shared],
            }
        )
        return
    rows = [("发票号码", "行", "用在", "问题")]
    rows += [
        (
            one.number,
            str(one.line or "整张"),
            "；".join(use.title or "尚未申报的费用" for use in one.uses),
            "、".join(CLASHES[clash] for clash in Clash if clash in one.clashes),
        )
        for one in found
    ]
    if found:
        table(rows)
    say(f"本账套内重复 {len(found)} 处。")
    if keeps_fingerprints():
        say(f"与本机其他账套相同 {len(shared)} 行（只比指纹，不显示是哪个账套）。")
    for line in shared:
        say(f"  发票 {line.number} 第 {line.line or '—'} 行，{line.amount} 元")


def _as_json(one: Double) -> dict[str, Any]:
    return {
        "code": one.code,
        "number": one.number,
        "line": one.line,
        "clashes": sorted(one.clashes),
        "uses": [
            {"expense": use.expense, "title": use.title, "measure": use.measure, "year": use.year}
            for use in one.uses
        ],
    }
