"""What workers may do instead of planning; light, for each runs in a process of its own."""

from __future__ import annotations

import os
import signal
import time

from jiamao_desktop.app.portfolio_parts import Planned, Task


def names(task: Task) -> Planned:
    """Say the name of the book, and which process this is."""
    return Planned(f"{task.folder.name} {os.getpid()}")


def dies_of_one(task: Task) -> Planned:
    """Kill the worker whenever it is given a certain book."""
    if task.folder.name.startswith("毒"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Planned(task.folder.name)


def fails_at_one(task: Task) -> Planned:
    """Meet a fault of the program in a certain book."""
    if task.folder.name.startswith("错"):
        raise ZeroDivisionError(task.folder.name)
    return Planned(task.folder.name)


def never_ends(task: Task) -> Planned:
    """Hang, but for the first book."""
    if task.folder.name != "first":
        time.sleep(60)
    return Planned(task.folder.name)
