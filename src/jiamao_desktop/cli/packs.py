"""``jiamao pack``: write a pack, check it, try it out, bring it in."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from jiamao_desktop.app import pack_import, packing
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.pack_report import day_rows, grid_rows, report, save_grid
from jiamao_desktop.app.renewing import Replayed
from jiamao_desktop.cli.session import opened, say, show_json, table, words
from jiamao_desktop.domain.errors import PackMistake, UserError


def add_commands(commands: Any) -> None:
    """Add the commands of people who write packs, and of those who bring them in."""
    pack = commands.add_parser("pack", help="政策包：编写、检查、导入").add_subparsers(
        dest="pack_command",
        required=True,
        metavar="new|words|check|test|grid|report|import|replay|list",
    )
    new = pack.add_parser("new", help="新写一个政策包，从带说明的样子开始")
    new.add_argument("folder", type=Path, help="新的文件夹")
    new.add_argument("--id", required=True, type=words, help="编号，如 cn.yn.yunxi.trade")
    new.add_argument("--title", required=True, type=words, help="名称，如 云溪市外贸措施")
    new.set_defaults(work=_new)
    for name, title, work in (
        ("check", "检查：列出全部错误和提醒，每一处怎么改", _check),
        ("test", "运行全部算例，列出与手工计算不同的", _test),
    ):
        one = pack.add_parser(name, help=title)
        one.add_argument("folder", type=Path, help="政策包的文件夹或 .zip")
        one.set_defaults(work=work)
    bends = pack.add_parser("grid", help="列表：花多少得多少，在哪里转折，哪天起止")
    bends.add_argument("folder", type=Path)
    bends.add_argument("measure", type=words, help="措施编号")
    bends.add_argument("--from", dest="first", required=True, type=words, help="从多少（元或个）")
    bends.add_argument("--to", dest="last", required=True, type=words, help="到多少")
    bends.add_argument("--step", required=True, type=words, help="每隔多少")
    bends.add_argument("--xlsx", type=Path, help="另写成表格文件")
    bends.set_defaults(work=_grid)
    signed = pack.add_parser("report", help="把全部算例写成 .xlsx，供政策部门核对签字")
    signed.add_argument("folder", type=Path)
    signed.add_argument("file", type=Path, help="写到这个 .xlsx")
    signed.set_defaults(work=_report)
    brought = pack.add_parser("import", help="检查后导入政策包，今后的测算都用它")
    brought.add_argument("source", type=Path, help="政策包的文件夹或 .zip")
    brought.set_defaults(work=_import)
    shown = pack.add_parser("replay", help="导入之前，先看它会使账套里各项申报差多少")
    shown.add_argument("source", type=Path)
    shown.set_defaults(work=_replay)
    for one in (brought, shown):
        # After the command as well, where people who have just read its name put it.
        one.add_argument("--book", type=Path, default=argparse.SUPPRESS, help="账套文件夹")
    known = pack.add_parser("words", help="程序已有的事实、费用类别和申请表，写政策包时用")
    known.add_argument("words", nargs="?", type=words, default="", help="只列含有这些字的")
    known.set_defaults(work=_words)
    pack.add_parser("list", help="这台电脑上的政策包及其版本").set_defaults(work=_list)


def _new(chosen: argparse.Namespace) -> None:
    written = packing.new_pack(chosen.folder, chosen.id, chosen.title, chosen.clock.today())
    if chosen.json:
        show_json([str(one) for one in written])
        return
    for one in written:
        say(f"已写：{one}")
    say(f"接下来：按 {chosen.folder / 'pack.toml'} 里的说明填写，随时运行")
    say(f"　　　　jiamao pack check {chosen.folder}")


def _words(chosen: argparse.Namespace) -> None:
    found = [one for one in packing.known_words() if any(chosen.words in text for text in one)]
    if chosen.json:
        show_json([dict(zip(("kind", "id", "type", "label"), one, strict=True)) for one in found])
    elif found:
        table([("", "编号", "类型", "名称"), *found])
    else:
        say(f"没有含“{chosen.words}”的。可以在本包的 facts.toml 或 categories.toml 里自己写一条。")


def _check(chosen: argparse.Namespace) -> None:
    written = packing.read_pack(chosen.folder, chosen.clock.today())
    if chosen.json:
        show_json({"pack": written.pack.id, "advice": [_mistake(one) for one in written.advice]})
        return
    for one in written.advice:
        say(f"提醒　{one}")
    pack = written.pack
    say(
        f"没有错误。{pack.title} {pack.version}：措施 {len(pack.measures)} 项，"
        f"引文 {len(pack.clauses)} 条，算例 {len(written.examples)} 个，"
        f"提醒 {len(written.advice)} 处。"
    )


def _mistake(one: PackMistake) -> dict[str, str]:
    return {"file": one.file, "entry": one.entry, "message": one.message, "remedy": one.remedy}


def _test(chosen: argparse.Namespace) -> None:
    written = packing.read_pack(chosen.folder, chosen.clock.today())
    trials = packing.try_examples(written)
    failed = [one for one in trials if one.differences]
    if chosen.json:
        show_json(
            {
                "examples": len(trials),
                "failed": [
                    {
                        "measure": one.example.measure,
                        "name": one.example.name,
                        "differences": list(one.differences),
                    }
                    for one in failed
                ],
            }
        )
    else:
        for one in failed:
            say(f"✗ {one.example.file}：{one.example.name}")
            for difference in one.differences:
                say(f"    {difference}")
            say("  测算过程：")
            say(one.worksheet or "    （没有算到这一步）")
        say(f"算例 {len(trials)} 个，相符 {len(trials) - len(failed)} 个，不同 {len(failed)} 个。")
    if failed:
        raise UserError("pack.examples_differ", count=len(failed))


def _grid(chosen: argparse.Namespace) -> None:
    written = packing.read_pack(chosen.folder, chosen.clock.today())
    found = packing.bends(written, chosen.measure, chosen.first, chosen.last, chosen.step)
    if chosen.xlsx:
        save_grid(found, chosen.xlsx)
    rows, days = grid_rows(found), day_rows(found)
    if chosen.json:
        show_json({"amounts": [list(one) for one in rows], "days": [list(one) for one in days]})
        return
    say(f"{found.title}　其余情况按算例“{found.example}”")
    table([("", found.varies, "结论", "测算上限（元）", "限定它的数"), *rows], right=[1, 3])
    say()
    table([("日期", "", "结论", "测算上限（元）"), *days], right=[3])
    if chosen.xlsx:
        say(f"表格：{chosen.xlsx}")


def _report(chosen: argparse.Namespace) -> None:
    written = packing.read_pack(chosen.folder, chosen.clock.today())
    count = report(written, chosen.file, chosen.clock.today())
    if chosen.json:
        show_json({"file": str(chosen.file), "examples": count})
    else:
        say(f"算例 {count} 个已写入 {chosen.file}，每项措施一张表，请政策部门核对签字。")


def _import(chosen: argparse.Namespace) -> None:
    with opened(chosen) if chosen.book else nullcontext() as ws:
        candidate = pack_import.examine(chosen.source, ws)
        incoming = candidate.incoming
        pack_import.put_in_force(candidate, ws)
    if chosen.json:
        show_json(
            {
                "pack": incoming.pack.id,
                "version": incoming.pack.version,
                "replaces": incoming.replaces,
                "known": incoming.known,
                "claims": _replayed_json(candidate.replayed),
            }
        )
        return
    if incoming.known:
        say(f"{incoming.pack.title} {incoming.pack.version} 已经有了，内容相同，没有改动。")
        return
    _show_replayed(candidate.replayed)
    before = f"，代替 {incoming.replaces}" if incoming.replaces else ""
    say(
        f"已导入：{incoming.pack.title} {incoming.pack.version}{before}。"
        f"措施 {len(incoming.pack.measures)} 项，算例 {incoming.examples} 个全部相符。"
    )


def _replay(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        candidate = pack_import.examine(chosen.source, ws)
        pack_import.drop(candidate)
    if chosen.json:
        show_json(_replayed_json(candidate.replayed))
    elif candidate.replayed:
        _show_replayed(candidate.replayed)
    else:
        say("账套里没有按这个政策包发起的申报。")


def _show_replayed(rows: Sequence[Replayed]) -> None:
    if rows:
        table(
            [
                ("申报", "", "现用版本", "测算上限", "按新版本", "差额"),
                *(
                    (
                        str(one.claim),
                        one.title,
                        one.version,
                        str(one.old),
                        str(one.new) if one.new is not None else "—",
                        str(one.difference)
                        if one.difference is not None
                        else message(one.problem)
                        if one.problem
                        else "",
                    )
                    for one in rows
                ),
            ],
            right=[3, 4, 5],
        )


def _replayed_json(rows: Sequence[Replayed]) -> list[dict[str, Any]]:
    return [
        {
            "claim": one.claim,
            "version": one.version,
            "old_fen": one.old,
            "new_fen": one.new,
            "difference_fen": one.difference,
        }
        for one in rows
    ]


def _list(chosen: argparse.Namespace) -> None:
    rows = pack_import.pack_rows()
    if chosen.json:
        show_json(
            [
                {
                    "id": one.id,
                    "version": one.version,
                    "title": one.title,
                    "imported": one.imported,
                    "in_force": one.in_force,
                    "measures": one.measures,
                    "sha256": one.digest,
                }
                for one in rows
            ]
        )
        return
    table(
        [
            ("编号", "版本", "", "来源", "措施", "名称"),
            *(
                (
                    one.id,
                    one.version,
                    "使用中" if one.in_force else "",
                    "导入" if one.imported else "随程序",
                    str(one.measures),
                    one.title,
                )
                for one in rows
            ),
        ],
        right=[4],
    )
