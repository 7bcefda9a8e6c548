"""What planning many books is made of: tasks, rows of tables, and how work is spread."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import Money

MOST_TRIES = 3
"""A book whose worker has died this often is named and left."""


class Kind(StrEnum):
    """What a row of a client's table is about."""

    BEST = "可得"
    FILED = "已申报"
    GRANTED = "已获得"
    ROOM = "额度"
    DAY = "期限"
    QUESTION = "待回答"
    WORD = "待明确"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a client's table.

    Attributes:
        what: Measure, cap, deadline or question. about: Project, or measures concerned.
        amount: Of a claim; of a cap what is left after the plan; of a question what hangs on it.
        limit, used: Of a cap; used by what was granted, is undecided, or is planned.
        day: Of a deadline or a grant; of a cap the last day on which it can be used.
    """

    kind: Kind
    what: str
    about: str = ""
    amount: Money | None = None
    limit: Money | None = None
    used: Money | None = None
    day: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What one book comes to.

    Attributes:
        best: What the best plan comes to. at_most: Nothing can bring more; the same where that
            is proved. certified: No less paper would do either.
        filed: Applied for and undecided. granted: By claims of the book, and recorded besides.
        next_day: The nearest deadline. open: Questions and unclear words that money hangs on.
    """

    title: str
    best: Money
    at_most: Money
    certified: bool
    filed: Money
    granted: Money
    next_day: dt.date | None
    open: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A book to be planned, as of a day."""

    folder: Path
    today: dt.date


@dataclass(frozen=True, slots=True)
class Planned:
    """What became of a folder: its client's figures, or why there are none.

    Attributes:
        name: Of the folder. stray: It is no book at all.
    """

    name: str
    client: Client | None = None
    problem: Problem | None = None
    stray: bool = False


Work = Callable[[Task], Planned]
"""What is done with a book; a module's function, for a worker must be able to import it."""

Progress = Callable[[int, int, str], None]
"""Called with books done, books in all, and the name of the one just done; may raise to stop."""

Spread = Callable[[Work, Sequence[Task], Callable[[Planned], None]], Mapping[int, Planned]]
"""Has tasks worked on, tells of each as it is done, and returns what became of each place."""


def name_of(folder: Path) -> str:
    """Return a folder's name as text; one in no known encoding was most likely made as GBK."""
    try:
        return folder.name.encode().decode()
    except UnicodeEncodeError:
        return os.fsencode(folder.name).decode("gb18030", "replace")


def lost(task: Task) -> Planned:
    """Return what to say of a book whose workers keep dying."""
    problem = Problem.of("portfolio.worker_lost", tries=MOST_TRIES)
    return Planned(name_of(task.folder), problem=problem)


def failed(task: Task, error: BaseException) -> Planned:
    """Return what to say of a book at which the program itself failed."""
    problem = Problem.of("portfolio.failed", kind=type(error).__name__)
    return Planned(name_of(task.folder), problem=problem)
