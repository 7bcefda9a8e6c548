"""Small books of invented firms, made up in a blink each: for planning many of them at once.

The story of the demonstration gives projects and answers; what was spent is made up from a seed.
The passphrase's key costs as little as the format bears, and the key file says so.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.environment import data_folder
from jiamao_desktop.app.portfolio import plan_book
from jiamao_desktop.app.portfolio_parts import Planned, Task
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.demo import load_story
from jiamao_desktop.catalog.installed import load_installed
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.facts import Answer
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import answers, applicants, book, expenses, projects
from jiamao_desktop.storage.keys import PassphraseCost

PASSPHRASE = "只用于测试的口令-2026"
TODAY = dt.date(2026, 11, 20)
CHEAP = PassphraseCost(passes=1, kib=19 * 1024)
MARKS = "JIAMAO_TEST_MARKS"
"""Names the folder in which workers that kill themselves leave a mark."""


def make_books(folder: Path, names: Sequence[str], *, most: int = 12) -> None:
    """Make a book for each name; the same seeds, so the same figures, each time.

    Args:
        folder: Where.
        names: Of their folders.
        most: Expenses in one book.
    """
    for seed, name in enumerate(names):
        _make(folder / name, seed, most)


def _make(folder: Path, seed: int, most: int) -> None:
    story = load_story(resources_folder() / "demo" / "story.toml")
    dice = random.Random(seed)
    clock = FixedClock(TODAY)
    made = book.create_book(
        folder, passphrase=PASSPHRASE, now=clock.now(), use_keychain=False, cost=CHEAP
    )
    ws = Workspace(made.book, load_installed(data_folder()), clock)
    with ws.operation("book.create", "新建账套") as operation:
        name = f"永州样例{seed:04}号进出口有限公司"
        applicants.put(operation.db, replace(story.applicant, name=name, account_name=name))
        numbers = {key: projects.add(operation.db, one) for key, one in story.projects.items()}
        for answer in story.answers:
            about = numbers.get(answer.project)
            answers.put(operation.db, Answer(fact=answer.fact, value=True, project=about))
        expenses.add_all(
            operation.db,
            [
                Expense(
                    category=one.category,
                    project=numbers[one.project],
                    gross=Money(gross := dice.randrange(50_000, 6_000_000)),
                    tax=Money(gross * 6 // 106),
                    paid_on=dt.date(2026, 1, 5) + dt.timedelta(days=dice.randrange(300)),
                    payee=f"样例{dice.randrange(50)}号供应商",
                )
                for one in dice.choices(story.expenses, k=dice.randrange(most + 1))
            ],
        )
    ws.close()


def dies_once(task: Task) -> Planned:
    """Kill the worker in the middle of a few books, the first time each; else plan them."""
    mark = Path(os.environ[MARKS]) / task.folder.name
    if zlib.crc32(task.folder.name.encode()) % 29 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return plan_book(task)
