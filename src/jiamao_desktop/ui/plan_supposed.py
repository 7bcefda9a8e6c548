"""What may be supposed of one expense (假如), and the menu that offers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from jiamao_desktop.app.plan_parts import BestPlan, PlannedLine, SpareLine
from jiamao_desktop.ui import wording
from jiamao_desktop.ui.plan_words import ClaimKey, key_of
from jiamao_desktop.ui.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """An expense that is to be claimed under a measure, or not to be.

    Attributes:
        label: What the expense is called. title: What the measure is called.
        target: Measure and project; ``None``: any.
        pinned: It may be claimed so and in no other way; else it must not be.
    """

    expense: int
    label: str
    target: ClaimKey | None
    title: str
    pinned: bool


Target = tuple[ClaimKey, str]


def targets(plan: BestPlan) -> Sequence[Target]:
    """Return the measures that an expense might be claimed under, planned ones first."""
    found = [(key_of(one), _titled(one.title, one.project_title)) for one in plan.claims]
    found += [
        (key_of(one), _titled(one.title, one.project_title))
        for one in plan.left_out
        if not one.waits
    ]
    return found


def _titled(title: str, project: str) -> str:
    return tr("{title}（{project}）").format(title=title, project=project) if project else title


def fill_menu(
    button: QPushButton,
    line: PlannedLine | SpareLine,
    now: ClaimKey | None,
    others: Sequence[Target],
    do: Callable[[Supposed], None],
) -> None:
    """Offer what may be supposed of an expense.

    Args:
        button: Opens the menu.
        line: The expense.
        now: What it is claimed under; ``None``: it is spare.
        others: Where it might go.
        do: What to do with the choice.
    """
    label = tr("{label}　{amount}").format(label=line.label, amount=wording.yuan(line.gross))

    def suppose(target: ClaimKey | None, title: str, *, pinned: bool) -> None:
        do(Supposed(expense=line.expense, label=label, target=target, title=title, pinned=pinned))

    menu = QMenu(button)
    if now is not None:
        here = next((title for key, title in others if key == now), "")
        menu.addAction(tr("这笔不报"), partial(suppose, None, "", pinned=False))
        menu.addAction(tr("不归到这一项"), partial(suppose, now, here, pinned=False))
        menu.addSeparator()
    for key, title in others:
        if key != now:
            words = tr("只归到：{title}").format(title=title)
            menu.addAction(words, partial(suppose, key, title, pinned=True))
    before = button.menu()
    button.setMenu(menu)
    if before is not None:
        before.deleteLater()
