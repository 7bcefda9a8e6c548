"""The command line, put together from the commands of this package."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from jiamao_desktop.app.clock import FixedClock, SystemClock
from jiamao_desktop.app.messages import message
from jiamao_desktop.cli import (
    book,
    claims,
    doubles,
    export,
    grants,
    guides,
    measures,
    packs,
    plan,
    policy,
    portfolio,
    readings,
    vouchers,
)
from jiamao_desktop.cli.session import day, give_output_up, said_all
from jiamao_desktop.domain.errors import JiamaoError

OK, FAILED, MISUSED, STOPPED = 0, 1, 2, 130

Command = Callable[[argparse.Namespace], None]

_MISUSE = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识“\1”"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1 没有 \2，可选 \3"),
    (r"argument (.+): expected (?:one|at least one) argument", r"\1 后面缺少内容"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)
"""What argparse says, and how to say it in Chinese."""


class Parser(argparse.ArgumentParser):
    """A parser that says in Chinese what was mistyped."""

    def error(self, message: str) -> NoReturn:
        """Say how the command is used and what is wrong with this one, and leave."""
        for english, chinese in _MISUSE:
            if re.fullmatch(english, message):
                message = re.sub(english, chinese, message).rstrip("。")
                break
        self.exit(MISUSED, f"{self.format_usage()}命令有误：{message}。用法见 {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="jiamao", description="加贸申报：离线的外贸扶持资金申报工具。不带命令时打开窗口。"
    )
    top.add_argument(
        "--book",
        type=Path,
        default=os.environ.get("JIAMAO_BOOK") or None,
        help="账套文件夹；也可用环境变量 JIAMAO_BOOK",
    )
    top.add_argument("--json", action="store_true", help="输出 JSON，供脚本使用")
    top.add_argument(
        "--today", type=day, default=None, metavar="YYYY-MM-DD", help="按这一天测算（默认今天）"
    )
    commands = top.add_subparsers(dest="command", metavar="命令", required=True)
    book.add_commands(commands)
    vouchers.add_commands(commands)
    measures.add_commands(commands)
    policy.add_commands(commands)
    readings.add_commands(commands)
    plan.add_commands(commands)
    claims.add_commands(commands)
    doubles.add_commands(commands)
    export.add_commands(commands)
    grants.add_commands(commands)
    guides.add_commands(commands)
    packs.add_commands(commands)
    portfolio.add_commands(commands)
    return top


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code.

    An error goes to the screen of errors; with ``--json`` as JSON, so that a script learns its
    code.
    """
    _speak_any_encoding()
    chosen = parser().parse_args(arguments)
    chosen.clock = FixedClock(chosen.today) if chosen.today else SystemClock()
    work: Command = chosen.work
    try:
        work(chosen)
        said_all()
    except JiamaoError as error:
        _complain(error, as_json=chosen.json)
        return FAILED
    except BrokenPipeError:  # whoever read the output has read enough
        give_output_up()
        return OK
    except KeyboardInterrupt:
        return STOPPED
    return OK


def _complain(error: JiamaoError, *, as_json: bool) -> None:
    said = message(error)
    if as_json:
        said = json.dumps({"error": error.code, "message": said}, ensure_ascii=False)
    print(said, file=sys.stderr)  # noqa: T201 -- this is the screen of a command


def _speak_any_encoding() -> None:
    """Print what a console cannot show as its number, rather than not at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
