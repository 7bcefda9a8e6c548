"""The table of measures in ``docs/measures.md``: checklist row, id, clause, file.

It is made from the packs' own files, so that it cannot say what they do not hold.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_HEAD = """\
# 措施一览

五份文件的每一项措施、每一条共用规则：清单里的行、编号、依据的引文、所在文件。
本页由 `resources/packs/` 生成（`make docs`），请勿直接修改；测试逐行核对它与措施清单一致。

(Every measure and every shared rule of the five documents. Generated from the packs.)
"""

_TITLES = "| 清单行 | 编号 | 名称 | 金额 | 引文 | 文件 |\n|---|---|---|---|---|---|"
_PROMISES = {
    "entitled": "应得",
    "up_to": "不超过",
    "ranked": "由评价确定",
    "by_reference": "按其他文件",
    "guidance": "没有金额",
}
_RULES = ("limit", "exclusion", "allow", "priority")
ROWS = (
    (re.compile(r"gf-\d\d-.*"), "gf-*"),
    (re.compile(r"(hn-zone-class-a)-.*"), r"\1"),
    (re.compile(r"smf-.*"), "—"),
)
"""Ids that stand for a row of the checklist under another name; ``—``: beyond the checklist."""


def measures_page(packs: Path) -> str:
    """Return ``docs/measures.md`` for the packs of a folder."""
    lines = [_HEAD]
    for file in sorted(packs.glob("*/pack.toml")):
        pack = tomllib.loads(file.read_text("utf-8"))
        places = {one["id"]: one for one in pack["clause"]}
        numbers = {one["id"]: one["number"] for one in pack["notice"]}
        lines += [f"## {pack['title']}", "", _TITLES]
        lines += [*_measures(file.parent, pack, places, numbers), *_rules(pack, places, numbers)]
        lines.append("")
    return "\n".join(lines)


def row_of(name: str) -> str:
    """Return the row of the checklist that a measure or a rule stands for."""
    for pattern, row in ROWS:
        match = pattern.fullmatch(name)
        if match:
            return match.expand(row)
    return name


def _measures(
    folder: Path,
    pack: Mapping[str, Any],
    places: Mapping[str, Any],
    numbers: Mapping[str, str],
) -> Iterator[str]:
    for name in pack["measures"]:
        file = folder / "measures" / f"{name}.toml"
        measure = tomllib.loads(file.read_text("utf-8"))
        yield _line(
            name,
            measure["title"],
            _PROMISES[measure["promise"]],
            _place(measure["source"], places, numbers),
            f"{folder.name}/measures/{file.name}",
        )


def _rules(
    pack: Mapping[str, Any], places: Mapping[str, Any], numbers: Mapping[str, str]
) -> Iterator[str]:
    for kind in _RULES:
        for entry in pack.get(kind, []):
            place = _place(entry["source"], places, numbers)
            yield _line(entry["id"], entry["title"], "规则", place, f"{pack['id']}/pack.toml")


def _place(source: str, places: Mapping[str, Any], numbers: Mapping[str, str]) -> str:
    clause = places[source]
    return f"{numbers[clause['notice']]} {clause['where']}（`{source}`）"


def _line(name: str, title: str, promise: str, place: str, file: str) -> str:
    return f"| {row_of(name)} | `{name}` | {title} | {promise} | {place} | `{file}` |"
