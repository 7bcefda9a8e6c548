"""Watch how long a window stands still: a timer that ticks every five milliseconds.

What lies between two ticks is a freeze as a person would see it (`wall`). On a machine that
others use too, the window also stands still while they compute; so each gap is told a second
time by what this process itself computed meanwhile (`own`), on whichever thread: a job that
holds the interpreter's lock freezes the window as surely as the window's own work.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEventLoop, Qt, QTimer

TICK_MS = 5
PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Freeze:
    """The longest times, in milliseconds, in which the window did not answer."""

    wall: float
    own: float
    ticks: int

    def __str__(self) -> str:
        """Return the figures as a report shows them."""
        return f"{self.wall:7.1f} ms, {self.own:7.1f} ms of them our own, {self.ticks} ticks"


class Watch:
    """Measures from entering it to leaving it; the events must go on meanwhile.

    Example:
        with Watch() as watch:
            until(lambda: not jobs.busy)
        assert watch.longest.own < 50
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._wall = self._own = 0.0
        self._ticks = 0
        self._last = (0.0, 0.0)

    @property
    def longest(self) -> Freeze:
        """Return what was measured so far."""
        return Freeze(self._wall * 1000, self._own * 1000, self._ticks)

    def __enter__(self) -> Self:
        """Begin to measure."""
        self._last = (time.perf_counter(), time.process_time())
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Count what is under way, and stop."""
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = (time.perf_counter(), time.process_time())
        wall, own = now[0] - self._last[0], now[1] - self._last[1]
        self._wall = max(self._wall, wall)
        self._own = max(self._own, min(wall, own))
        self._ticks += 1
        self._last = now


def until(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Let the events go on until something holds.

    Raises:
        TimeoutError: It did not, in all that time.
    """
    end = time.monotonic() + seconds
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(TICK_MS)
    look.timeout.connect(lambda: loop.quit() if holds() or time.monotonic() > end else None)
    look.start()
    loop.exec()
    look.stop()
    if not holds():
        raise TimeoutError
