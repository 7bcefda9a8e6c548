"""``jiamao plan``: the best plan of a book, what-ifs, a cushion, and adopting it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any

from jiamao_desktop.app.adopting import adopt, adoption
from jiamao_desktop.app.plan_parts import PlannedExpense, Scenario
from jiamao_desktop.app.planning import compare, cushion, details, outlook, plan
from jiamao_desktop.app.scenarios import pin_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.plan_json import plan_json
from jiamao_desktop.cli.plan_text import (
    show_adoption,
    show_comparison,
    show_cushion,
    show_outlook,
    show_plan,
)
from jiamao_desktop.cli.session import opened, say, show_json, words
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId

_SPEND = re.compile(r"([^=@#]+)=([^=@#]+)(?:@([^=@#]+))?(?:#([0-9]{1,9}))?")
_READ = re.compile(r"([^:=]+):([^=]+)=(.+)")
_PIN = re.compile(r"([0-9]{1,9})=(.+)")
_FORBID = re.compile(r"([0-9]{1,9})(?:=(.+))?")


def add_commands(commands: Any) -> None:
    """Add the command about the best plan."""
    best = commands.add_parser("plan", help="最优方案：能拿到的最多，用的凭证最少")
    best.add_argument("--cushion", action="store_true", help="防退票：任何一张被退都不少拿")
    best.add_argument("--outlook", action="store_true", help="待明确事项和未答问题对合计的影响")
    best.add_argument("--spare", action="store_true", help="列出没有用到的费用和原因")
    best.add_argument("--adopt", action="store_true", help="采用：发起方案中的全部申报")
    supposed = best.add_argument_group("假如（只算不存）")
    for name, shape, help_text in (
        ("--spend", "类别=金额[@日期][#项目]", "再发生一笔费用，可写多次"),
        ("--read", "政策包:事项=选项", "换一种解释，可写多次"),
        ("--pin", "费用=措施", "这笔费用只用在这项措施"),
        ("--forbid", "费用[=措施]", "这笔费用不用（在这项措施）"),
    ):
        supposed.add_argument(
            name, action="append", default=[], type=words, metavar=shape, help=help_text
        )
    best.set_defaults(work=_plan)


def _plan(chosen: argparse.Namespace) -> None:
    with opened(chosen) as ws:
        scenario = _scenario(ws, chosen)
        side = None if scenario.supposes_nothing else compare(ws, [scenario])
        found = side.plans[-1] if side else plan(ws)
        more = details(ws, found)
        ahead = outlook(ws, found) if chosen.outlook else None
        safe = cushion(ws, found) if chosen.cushion and found.claims else None
        wanted = safe.plan if safe else found
        doing = adoption(ws, wanted) if chosen.adopt else None
        if chosen.adopt:
            adopt(ws, wanted)
    if chosen.json:
        show_json(plan_json(found, more, ahead, safe, adopted=chosen.adopt))
        return
    if side is not None:
        show_comparison(side)
        say()
    show_plan(found, more, spare=chosen.spare)
    if safe is not None:
        say()
        show_cushion(safe)
    if ahead is not None:
        say()
        show_outlook(ahead)
    if doing is not None:
        say()
        show_adoption(doing)


def _scenario(ws: Workspace, chosen: argparse.Namespace) -> Scenario:
    """Return what the options suppose.

    Raises:
        UserError: ``plan.bad_option``, or what is wrong with a day, an amount or a number.
    """
    readings = [_parts(_READ, "--read", text) for text in chosen.read]
    pins = [_parts(_PIN, "--pin", text) for text in chosen.pin]
    bans = [_parts(_FORBID, "--forbid", text) for text in chosen.forbid]
    return Scenario(
        name="假如",
        planned=tuple(_spend(ws, text) for text in chosen.spend),
        readings={(pack, word): option for pack, word, option in readings},
        pinned={int(number): pin_of(ws, ExpenseId(int(number)), name) for number, name in pins},
        forbidden=frozenset((int(number), measure or None) for number, measure in bans),
    )


def _spend(ws: Workspace, text: str) -> PlannedExpense:
    category, amount, day, project = _parts(_SPEND, "--spend", text)
    gross = Money.from_yuan(amount)
    return PlannedExpense(
        category=category.strip(),
        gross=gross,
        net=gross,
        paid_on=parse_day(day) if day else ws.clock.today(),
        project=ProjectId(int(project)) if project else None,
    )


def _parts(shape: re.Pattern[str], option: str, text: str) -> Sequence[str]:
    match = shape.fullmatch(text.strip())
    if match is None:
        raise UserError("plan.bad_option", option=option, text=text)
    return match.groups("")
