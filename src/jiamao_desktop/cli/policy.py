"""``jiamao policy search``: measures, clauses and notices, without a book."""

from __future__ import annotations

import argparse
from typing import Any

from jiamao_desktop.app.environment import data_folder
from jiamao_desktop.app.policy_search import Hit, search
from jiamao_desktop.catalog.installed import load_installed
from jiamao_desktop.cli.session import say, show_json, words


def add_commands(commands: Any) -> None:
    """Add the commands about the policies themselves."""
    group = commands.add_parser("policy", help="查政策：措施、条文和文件原文")
    inside = group.add_subparsers(dest="action", metavar="操作", required=True)
    find = inside.add_parser("search", help="按词查找，几个词须同时出现")
    find.add_argument("words", nargs="+", type=words, help="要找的词，用空格隔开")
    find.set_defaults(work=_search)


def _search(chosen: argparse.Namespace) -> None:
    found = search(load_installed(data_folder()), " ".join(chosen.words))
    if chosen.json:
        show_json([_as_json(one) for one in found])
        return
    if not found:
        say("没有找到。请换个说法，或减少几个词。")
    for one in found:
        say(f"{one.title}　{one.number}　{one.place}".rstrip())
        say(f"    {_marked(one)}")
        say("    措施：" + "、".join(one.measures) if one.measures else "    原文，没有对应的措施")


def _marked(hit: Hit) -> str:
    """Return the passage with its words in brackets, which any console shows."""
    shown = hit.passage
    for first, end in reversed(hit.ranges):
        shown = f"{shown[:first]}【{shown[first:end]}】{shown[end:]}"
    return shown


def _as_json(hit: Hit) -> dict[str, Any]:
    return {
        "where": hit.level.name.lower(),
        "title": hit.title,
        "notice": hit.number,
        "place": hit.place,
        "passage": hit.passage,
        "ranges": [list(place) for place in hit.ranges],
        "measures": list(hit.measures),
        "pack": hit.pack,
    }
