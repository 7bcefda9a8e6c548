"""Many books at once (组合测算): each planned by itself, the rest going on whatever befalls one.

A book is opened, looked at and closed in a worker process that holds no other book meanwhile;
what comes back is one client's figures, and nothing of one client goes into another's. Secrets
never travel: a worker asks the keychain of its own machine, then the environment it started
with. No solver is asked, so that the figures are the same however busy the machines are.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from pathlib import Path

from jiamao_desktop.app.portfolio_parts import Planned, Progress, Spread, Task, Work, name_of
from jiamao_desktop.domain.errors import JiamaoError, Problem, UserError
from jiamao_desktop.storage import book

_ALONE = threading.Lock()
"""A worker of somebody's cluster may have several threads; one book at a time all the same."""


def portfolio(
    folder: Path,
    today: dt.date,
    spread: Spread,
    report: Progress,
    *,
    out: Path | None = None,
    work: Work | None = None,
) -> Sequence[Planned]:
    """Plan every book in a folder; by name, whatever the order in which they were done.

    Args:
        folder: Each folder in it is a book, or is named as none.
        today: The day as of which they are planned.
        spread: Where: on this machine, or on a cluster.
        report: Progress.
        out: Where tables are written; if it lies in the folder, it is passed over.
        work: What to do with each; by default :func:`plan_book`.

    Raises:
        UserError: ``portfolio.no_folder``, ``portfolio.no_book``.
        MachineError: ``cluster.*``.
    """
    found = folders_in(folder, out)
    tasks = [Task(one, today) for one in found if book.is_book(one)]
    if not tasks:
        raise UserError("portfolio.no_book", folder=str(folder))
    done = 0

    def tell(planned: Planned) -> None:
        nonlocal done
        done += 1
        report(done, len(tasks), planned.name)

    report(0, len(tasks), "")
    answers = spread(plan_book if work is None else work, tasks, tell)
    by_folder = {task.folder: answers[place] for place, task in enumerate(tasks)}
    return [by_folder.get(one) or _stray(one) for one in found]


def folders_in(folder: Path, out: Path | None = None) -> Sequence[Path]:
    """Return the folders in a folder by name; hidden ones and links are nobody's books.

    Raises:
        UserError: ``portfolio.no_folder``.
    """
    passed_over = None if out is None else out.resolve()
    try:
        found = [
            one
            for one in folder.resolve().iterdir()
            if one.is_dir() and not one.is_symlink() and not one.name.startswith(".")
        ]
    except OSError as error:
        raise UserError("portfolio.no_folder", folder=str(folder)) from error
    return sorted((one for one in found if one != passed_over), key=lambda one: one.name)


def plan_book(task: Task) -> Planned:
    """Open a book, work its figures out, close it; runs in a worker."""
    from jiamao_desktop.app.portfolio_client import (  # noqa: PLC0415 -- whoever only hands tasks out does not need the rules
        client_at,
    )

    name = name_of(task.folder)
    with _ALONE:
        try:
            return Planned(name, client=client_at(task.folder, task.today))
        except JiamaoError as error:
            return Planned(name, problem=Problem.from_error(error))


def _stray(folder: Path) -> Planned:
    return Planned(name_of(folder), problem=Problem.of("portfolio.not_a_book"), stray=True)
