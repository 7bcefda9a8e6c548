"""``jiamao claim move`` and ``claim renew``: see the difference, then change."""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import Any

from jiamao_desktop.app.messages import message
from jiamao_desktop.app.renewing import Renewal, renew, renewal
from jiamao_desktop.cli.session import opened, say, show_json, table
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import exact_text

MOVE, RENEW = "move", "renew"


def work_out_anew(chosen: argparse.Namespace) -> None:
    """Show what becomes of a claim under another version, or as the book is now; then do it.

    Raises:
        UserError: ``claim.not_named``, ``claim.no_version``, or what renewing raises.
    """
    if chosen.claim is None:
        raise UserError("claim.not_named", verb=chosen.measure)
    if (chosen.measure == MOVE) != bool(chosen.to):
        raise UserError("claim.no_version")
    number = ClaimId(chosen.claim)
    with opened(chosen) as ws:
        made = renewal(ws, number, chosen.to)
        if chosen.yes:
            made, _ = renew(ws, number, chosen.to)
    if chosen.json:
        show_json(_as_json(made, done=chosen.yes))
        return
    show(made)
    if chosen.yes:
        say("已按新的结果改好；可用 jiamao undo 撤销。")
    elif made.obstacle is None and not made.changes_nothing:
        say("以上只是预览。确认无误后加 --yes 执行。")


def show(made: Renewal) -> None:
    """Print what changes: the amounts, the lines of the worksheet, the expenses."""
    say(f"{made.title}　版本 {made.versions[0]} → {made.versions[1]}")
    if made.changes_nothing:
        say("没有变化。")
        return
    pairs = (("实际发生额", made.spent), ("测算上限", made.ceiling), ("申请金额", made.applied))
    table(
        [
            ("", "原来", "现在", "差额"),
            *(
                (name, str(before), str(after), str(after - before))
                for name, (before, after) in pairs
            ),
        ],
        right=[1, 2, 3],
    )
    if made.lines:
        say("测算过程中有变化的：")
        table(
            [
                ("  步骤", "原来", "", "现在", ""),
                *((f"  {one.step}", *_half(one.before), *_half(one.after)) for one in made.lines),
            ],
            right=[2, 4],
        )
    for label, expenses in (("新计入的费用", made.added), ("不再计入的费用", made.dropped)):
        if expenses:
            say(f"{label}：{'、'.join(map(str, expenses))}")
    if made.obstacle is not None:
        say(f"不能照此改动：{message(made.obstacle)}")


def _half(line: tuple[str, Fraction] | None) -> tuple[str, str]:
    return (line[0], exact_text(line[1])) if line else ("—", "")


def _as_json(made: Renewal, *, done: bool) -> dict[str, Any]:
    return {
        "claim": made.claim,
        "versions": list(made.versions),
        "spent_fen": list(made.spent),
        "ceiling_fen": list(made.ceiling),
        "applied_fen": list(made.applied),
        "difference_fen": made.difference,
        "lines": [one.step for one in made.lines],
        "obstacle": made.obstacle.code if made.obstacle else None,
        "done": done,
    }
