"""``jiamao guide`` and ``jiamao rates``: practice of other places, and exchange rates."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jiamao_desktop.app import exchanging, guiding
from jiamao_desktop.app.guide_words import exchange_words, setting_words
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.session import number, opened, say, show_json, table, words
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.domain.guide import Guide
from jiamao_desktop.domain.parameters import parameter_text

_NONE = "none"
_STDIN = "-"


def add_commands(commands: Any) -> None:
    """Add the commands about guides and rates."""
    about = commands.add_parser("guide", help="参考做法：查看、采用")
    actions = about.add_subparsers(dest="action", metavar="操作", required=True)
    listed = actions.add_parser("list", help="全部参考做法；带措施时只列适合它的")
    listed.add_argument("measure", nargs="?", type=words)
    listed.set_defaults(work=_list)
    shown = actions.add_parser("show", help="一份参考做法的清单、标准和出处")
    shown.add_argument("guide", type=words)
    shown.set_defaults(work=_show)
    adopted = actions.add_parser("adopt", help="为一项措施采用参考做法；none 表示不再采用")
    adopted.add_argument("measure", type=words)
    adopted.add_argument("guide", type=words)
    adopted.add_argument("--project", type=number, help="项目编号；不写则用于该措施的全部项目")
    adopted.set_defaults(work=_adopt)
    _add_rates(commands)


def _add_rates(commands: Any) -> None:
    about = commands.add_parser("rates", help="汇率表：录入、导入、查看")
    actions = about.add_subparsers(dest="action", metavar="操作", required=True)
    actions.add_parser("list", help="汇率表，最近的在前").set_defaults(work=_rates)
    added = actions.add_parser("add", help="录入一条汇率")
    added.add_argument("currency", type=words, help="币种，例如 USD")
    added.add_argument("day", type=words, help="公布日期")
    added.add_argument("value", type=words, help="公布的汇率")
    added.add_argument("--per", type=words, default="1", help="按几个外币单位公布：1 或 100")
    added.add_argument("--into", type=words, default="CNY", help="CNY，或 USD（对美元折算率）")
    added.add_argument("--source", type=words, required=True, help="公布机构")
    added.set_defaults(work=_add_rate)
    taken = actions.add_parser("import", help="导入汇率表（币种,日期,汇率[,单位,折成,出处]）")
    taken.add_argument("file", type=Path, help="文本文件；- 表示从标准输入读")
    taken.add_argument("--source", type=words, default="", help="行里没有出处时用它")
    taken.set_defaults(work=_import)


def _list(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        found = (
            guiding.guides_for(ws, chosen.measure)
            if chosen.measure
            else list(ws.catalog.guides.values())
        )
        used = _used(ws, chosen.measure) if chosen.measure else ""
    if chosen.json:
        show_json([_as_json(one) | {"in_use": one.id == used} for one in found])
        return
    table(
        [
            ("", "地区", "年份", "范围", "名称", "编号"),
            *(
                (
                    "✓" if one.id == used else "",
                    one.place,
                    str(one.year or "—"),
                    one.extent,
                    one.title,
                    one.id,
                )
                for one in found
            ),
        ]
    )


def _used(ws: Workspace, measure: str) -> str:
    used = guiding.guide_in_use(ws, measure)
    return used.guide.id if used.guide else ""


def _show(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        found = guiding.guide(ws, chosen.guide)
        labels = {
            one.id: one.label
            for pack in ws.catalog.packs.values()
            for measure in pack.measures
            for one in measure.parameters
        }
        categories = {one: ws.catalog.category_label(one) for one in ws.catalog.categories}
    if chosen.json:
        show_json(_as_json(found))
        return
    say(f"{found.title}　（{found.extent}）")
    say(found.label)
    if found.note:
        say(found.note)
    for place, entry in enumerate(found.materials, start=1):
        paper = entry.material
        say(f"{place:>3}. {paper.title}　{paper.copies} 份　（{paper.reference}）")
    for figures in found.figures:
        say(f"标准·{categories.get(figures.category, figures.category)}：{figures.note}")
        for name, value in figures.values.items():
            say(f"     {labels.get(name, name)}：{parameter_text(value)}")
    for name, text in setting_words(found.settings):
        say(f"{name}：{text}")
    for source in found.sources.values():
        say(f"出处：{source.label}　{source.address}".rstrip())


def _as_json(found: Guide) -> dict[str, Any]:
    rule = found.settings.exchange
    return {
        "id": found.id,
        "title": found.title,
        "place": found.place,
        "year": found.year,
        "label": found.label,
        "extent": found.extent,
        "papers": [
            {
                "id": one.material.id,
                "title": one.material.title,
                "copies": one.material.copies,
                "reference": one.material.reference,
            }
            for one in found.materials
        ],
        "figures": [
            {
                "category": one.category,
                "note": one.note,
                "values": {name: parameter_text(value) for name, value in one.values.items()},
            }
            for one in found.figures
        ],
        "exchange": exchange_words(rule) if rule else None,
        "minimum_fen": found.settings.minimum,
    }


def _adopt(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        if chosen.guide == _NONE:
            guiding.leave(ws, chosen.measure, chosen.project)
        else:
            guiding.adopt(ws, chosen.measure, chosen.project, chosen.guide)
        used = guiding.guide_in_use(ws, chosen.measure, chosen.project)
    if chosen.json:
        show_json(
            {
                "measure": chosen.measure,
                "project": chosen.project,
                "guide": used.guide.id if used.guide else None,
                "adopted": used.adopted,
            }
        )
    elif used.guide is None:
        say("这项措施现在没有参考清单。")
    else:
        say(("已采用：" if used.adopted else "现用默认清单：") + used.guide.label)


def _rates(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        found = list(exchanging.rate_list(ws).values())
    if chosen.json:
        show_json(
            [
                {
                    "currency": one.currency,
                    "day": one.day,
                    "value": one.value,
                    "per": one.per,
                    "into": one.into,
                    "source": one.source,
                }
                for one in found
            ]
        )
        return
    if not found:
        say("汇率表是空的。用 rates add 录入，或用 rates import 导入。")
        return
    table(
        [("日期", "汇率", "出处"), *((one.day.isoformat(), one.text, one.source) for one in found)]
    )


def _add_rate(chosen: argparse.Namespace) -> None:
    values = {name: getattr(chosen, name) for name in ("currency", "day", "value", "per", "into")}
    with opened(chosen) as ws:
        exchanging.add_rate(ws, values | {"source": chosen.source})
    _said(chosen, 1)


def _import(chosen: argparse.Namespace) -> None:
    text = _read(chosen.file)
    with opened(chosen) as ws:
        count, _ = exchanging.import_rates(ws, text, chosen.source)
    _said(chosen, count)


def _said(chosen: argparse.Namespace, count: int) -> None:
    if chosen.json:
        show_json({"rates": count})
    else:
        say(f"已录入 {count} 条汇率。")


def _read(file: Path) -> str:
    """Return the text of a file.

    Raises:
        MachineError: ``rates.not_read``. UserError: ``rates.not_text``.
    """
    try:
        if str(file) == _STDIN:
            return sys.stdin.read()
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("rates.not_text", path=file) from error
    except OSError as error:
        raise MachineError("rates.not_read", path=file, reason=error.strerror or "") from error
