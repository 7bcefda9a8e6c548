"""The command line, put together from the commands of this package."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from jiamao_desktop.app.clock import FixedClock, SystemClock
from jiamao_desktop.app.messages import message
from jiamao_desktop.cli import book, claims, measures, vouchers
from jiamao_desktop.cli.session import day
from jiamao_desktop.domain.errors import JiamaoError

OK, FAILED, MISUSED = 0, 1, 2

Command = Callable[[argparse.Namespace], None]


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="jiamao", description="加贸申报：离线的外贸扶持资金申报工具。不带命令时打开窗口。"
    )
    top.add_argument(
        "--book",
        type=Path,
        default=os.environ.get("JIAMAO_BOOK"),
        help="账套文件夹；也可用环境变量 JIAMAO_BOOK",
    )
    top.add_argument("--json", action="store_true", help="输出 JSON，供脚本使用")
    top.add_argument(
        "--today", type=day, default=None, metavar="YYYY-MM-DD", help="按这一天测算（默认今天）"
    )
    commands = top.add_subparsers(dest="command", metavar="命令")
    book.add_commands(commands)
    vouchers.add_commands(commands)
    measures.add_commands(commands)
    claims.add_commands(commands)
    return top


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code."""
    chosen = parser().parse_args(arguments)
    chosen.clock = FixedClock(chosen.today) if chosen.today else SystemClock()
    work: Command = chosen.work
    try:
        work(chosen)
    except JiamaoError as error:
        print(message(error), file=sys.stderr)  # noqa: T201 -- this is the screen of a command
        return FAILED
    return OK
