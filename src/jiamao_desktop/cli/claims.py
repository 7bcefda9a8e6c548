"""``jiamao claim`` with ``move`` and ``renew``, ``packet`` and ``demo``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jiamao_desktop.app.checking import checklist, self_check
from jiamao_desktop.app.claims import claim_list, start_claim
from jiamao_desktop.app.demo import run_demo
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.packets import build, save
from jiamao_desktop.cli.demo import tell
from jiamao_desktop.cli.renewing import MOVE, RENEW, work_out_anew
from jiamao_desktop.cli.session import number, opened, say, show_json, table, words
from jiamao_desktop.domain.errors import UserError

_DEMO_FOLDER = Path("out/demo")


def add_commands(commands: Any) -> None:
    """Add the commands about claims and their packets."""
    start = commands.add_parser("claim", help="发起申报；不带措施时列出全部申报")
    start.add_argument(
        "measure",
        nargs="?",
        type=words,
        help="措施编号；或 move 移到另一版本，renew 按现有账目重算",
    )
    start.add_argument("claim", nargs="?", type=number, help="move、renew 的申报编号")
    start.add_argument("--project", type=number, help="项目编号")
    start.add_argument("--to", type=words, default=None, help="move 到政策包的哪个版本")
    start.add_argument("--yes", action="store_true", help="看过差额，执行 move 或 renew")
    start.set_defaults(work=_claim)
    check = commands.add_parser("check", help="一项申报的材料清单和自查")
    check.add_argument("claim", type=number)
    check.set_defaults(work=_check)
    printed = commands.add_parser("packet", help="生成申报材料 PDF")
    printed.add_argument("claim", type=number)
    printed.add_argument("--out", type=Path, required=True, help="写到这个文件")
    printed.set_defaults(work=_packet)
    demo = commands.add_parser("demo", help="用样例文件走一遍：从发票到申报材料")
    demo.add_argument("--out", type=Path, default=_DEMO_FOLDER)
    demo.add_argument("--samples", type=Path, help="再收这个文件夹里的样本")
    demo.set_defaults(work=_demo)


def _claim(chosen: argparse.Namespace) -> None:
    if chosen.measure in {MOVE, RENEW}:
        work_out_anew(chosen)
        return
    with opened(chosen) as ws:
        if chosen.measure:
            made, _ = start_claim(ws, chosen.measure, chosen.project)
            if not chosen.json:
                say(f"已发起申报 {made}。")
        rows = claim_list(ws)
    if chosen.json:
        show_json(
            [
                {
                    "id": row.id,
                    "measure": row.claim.measure,
                    "state": row.claim.state,
                    "spent_fen": row.claim.spent,
                    "ceiling_fen": row.claim.ceiling,
                    "applied_fen": row.claim.applied,
                    "granted_fen": row.claim.granted,
                }
                for row in rows
            ]
        )
        return
    table(
        [
            ("编号", "申报", "措施", "实际发生额", "测算上限", "申请金额", "核定金额"),
            *(
                (
                    str(row.id),
                    row.claim.title,
                    row.measure_title,
                    str(row.claim.spent),
                    str(row.claim.ceiling),
                    str(row.claim.applied),
                    str(row.claim.granted or "—"),
                )
                for row in rows
            ),
        ],
        right=[3, 4, 5, 6],
    )


def _check(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        if chosen.claim not in {row.id for row in claim_list(ws)}:
            raise UserError("claim.missing", number=chosen.claim)
        papers = checklist(ws, chosen.claim)
        findings = self_check(ws, chosen.claim)
    if chosen.json:
        show_json(
            {
                "checklist": [{"title": one.title, "present": one.present} for one in papers],
                "findings": [
                    {"rule": one.rule, "severity": one.severity, "text": one.text}
                    for one in findings
                ],
            }
        )
        return
    for one in papers:
        say(f"{'✓' if one.present else '✗'} {one.title}　（{one.basis}）")
    for finding in findings:
        say(f"{finding.rule} {finding.text}{finding.remedy}")


def _packet(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        packet = build(ws, chosen.claim)
    save(packet, chosen.out)
    if chosen.json:
        show_json(
            {
                "file": str(chosen.out),
                "pages": packet.pages,
                "contents": [[one.title, one.first_page] for one in packet.contents],
                "warnings": [message(one) for one in packet.warnings],
            }
        )
        return
    say(f"申报材料 {packet.pages} 页：{chosen.out}")
    for warning in packet.warnings:
        say(f"请注意：{message(warning)}")


def _demo(chosen: argparse.Namespace) -> None:
    samples = chosen.samples if chosen.samples and chosen.samples.is_dir() else None
    result = run_demo(chosen.out, samples)
    if chosen.json:
        show_json(
            {
                "book": str(result.book),
                "packets": [
                    {"file": str(one.file), "pages": one.packet.pages} for one in result.claims
                ],
            }
        )
        return
    tell(result)
