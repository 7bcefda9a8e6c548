"""``jiamao export``: tables of a book as .xlsx or CSV."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jiamao_desktop.app.export_tables import titles
from jiamao_desktop.app.exporting import export
from jiamao_desktop.cli.session import opened, say, show_json, words


def add_commands(commands: Any) -> None:
    """Add the command."""
    listed = "；".join(f"{key} {title}" for key, title in titles().items())
    parser = commands.add_parser(
        "export", help="把账套里的表导出为 .xlsx 或 CSV", epilog=f"可以导出的表：{listed}"
    )
    parser.add_argument("out", type=Path, help="写到哪个文件；后缀 .xlsx 或 .csv")
    parser.add_argument("tables", nargs="*", type=words, help="哪些表；不写：全部（只能 .xlsx）")
    parser.set_defaults(work=_export)


def _export(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        rows = export(ws, chosen.tables, chosen.out)
    if chosen.json:
        show_json({"rows": rows, "file": str(chosen.out)})
        return
    say(f"已导出 {rows:,} 行：{chosen.out}")
