"""Solvers that hang, crash and lie; each runs in the child, so this module imports little."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from jiamao_desktop.domain.allocation import UNUSED, Item, Leaf, Model, Rounded

Hints = Sequence[Sequence[int]]


def model(items: int = 3) -> Model:
    """A model of some items with two modes each, alike but for their amounts."""
    return Model(
        items=tuple(
            Item(key=f"{n:04}", modes=(((0, 100 + n),), ((1, 50 + n),))) for n in range(items)
        ),
        leaves=(
            Leaf(key="a", claim="A", steps=(Rounded(1),)),
            Leaf(key="b", claim="B", steps=(Rounded(1),)),
        ),
        rooms=(),
    )


def honest(model: Model, seconds: float) -> Hints:
    return [[0] * len(model.items)]


def silent(model: Model, seconds: float) -> Hints:
    return []


def sleeping(model: Model, seconds: float) -> Hints:
    time.sleep(60)
    return []


def spinning(model: Model, seconds: float) -> Hints:
    while True:
        pass


def leaving(model: Model, seconds: float) -> Hints:
    os._exit(0)


def aborting(model: Model, seconds: float) -> Hints:
    os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(60)
    return []


def hungry(model: Model, seconds: float) -> Hints:
    return [[len(bytearray(8 << 30))]]


def short(model: Model, seconds: float) -> Hints:
    return [[0] * (len(model.items) - 1)]


def inventing(model: Model, seconds: float) -> Hints:
    return [[len(item.modes) for item in model.items]]


def below(model: Model, seconds: float) -> Hints:
    return [[UNUSED - 1 for _ in model.items]]


def blurred(model: Model, seconds: float) -> Hints:
    return [[0.5] * len(model.items)]  # type: ignore[list-item]  # this is the lie


def endless(model: Model, seconds: float) -> Hints:
    return [[0] * 1_000_000]


def printing(model: Model, seconds: float) -> Hints:
    while True:
        os.write(1, b"nonsense " * 1_000)
        os.write(2, b"nonsense " * 1_000)


def forking(model: Model, seconds: float) -> Hints:
    """Leave a child behind that sleeps; say its number as if it were a mode."""
    number = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid
    with open(os.environ["JIAMAO_TEST_PID"], "w", encoding="utf-8") as file:  # noqa: PTH123 -- pathlib is not worth its import in a child
        file.write(str(number))
    time.sleep(60)
    return []


def forking_and_leaving(model: Model, seconds: float) -> Hints:
    """Leave a child behind and end before it."""
    number = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid
    with open(os.environ["JIAMAO_TEST_PID"], "w", encoding="utf-8") as file:  # noqa: PTH123 -- see above
        file.write(str(number))
    os._exit(3)
