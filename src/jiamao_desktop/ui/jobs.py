"""Use cases off the window's thread, with progress and Stop.

One thread writes: everything that changes the book goes through :meth:`Jobs.start`, in
order, and that is the whole locking policy. Another thread reads (searches, previews,
assessments) through :meth:`Jobs.read`, each on a *channel* on which the newest request
wins. Neither thread touches a Qt object: a timer on the window's thread looks after them.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import Cancelled, JiamaoError

log = logging.getLogger(__name__)
T = TypeVar("T")
_LOOK_EVERY_MS = 30


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job is. ``total`` is ``None`` while nobody can know."""

    done: int = 0
    total: int | None = None
    label: str = ""


def _open_gate() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


@dataclass(slots=True, eq=False)
class Job(Generic[T]):
    """One use case on its way. Made by :class:`Jobs`, never directly.

    Attributes:
        title: What is going on, for the person; blank for work too short to mention.
    """

    work: Callable[[Report], T]
    on_done: Callable[[T], None]
    on_error: Callable[[JiamaoError], None]
    title: str = ""
    channel: str = ""
    progress: Progress = field(default_factory=Progress)
    _stop: threading.Event = field(default_factory=threading.Event)
    _gate: threading.Event = field(default_factory=_open_gate)

    @property
    def paused(self) -> bool:
        """Tell whether the job waits, or will at its next report, until it is resumed."""
        return not self._gate.is_set()

    @property
    def stopped(self) -> bool:
        """Tell whether somebody asked the job to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next report. Safe to call twice, or too late."""
        self._stop.set()
        self._gate.set()

    def pause(self) -> None:
        """Have the job wait at its next report; a stopped one goes on to its end."""
        if not self.stopped:
            self._gate.clear()

    def resume(self) -> None:
        """Let a paused job go on."""
        self._gate.set()

    def run(self) -> T:
        """Do the work. Called on a job thread."""
        self.report(0)
        return self.work(self.report)

    def report(self, done: int, total: int | None = None, label: str = "") -> None:
        """Be the job's :data:`~jiamao_desktop.app.progress.Report`. Any thread."""
        self.progress = Progress(done, total, label)
        self._gate.wait()
        if self._stop.is_set():
            raise Cancelled


class Jobs(QObject):
    """The two threads and what waits for them.

    Signals:
        progressed: ``(Job)`` the writing job that is under way, some thirty times a second.
        changed: ``(Changes)`` the book is not what it was; lists of these tables refresh.
        idle: Nothing is being written any more.
    """

    progressed = Signal(object)
    changed = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ended = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="read")
        self._writing: deque[tuple[Job[Any], Future[Any]]] = deque()
        self._reading: list[tuple[Job[Any], Future[Any]]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Tell whether something is being written or waits to be."""
        return bool(self._writing)

    @property
    def reading(self) -> bool:
        """Tell whether something is being read or waits to be."""
        return bool(self._reading)

    @property
    def current(self) -> Job[Any] | None:
        """Return the writing job under way."""
        return self._writing[0][0] if self._writing else None

    def start(
        self,
        work: Callable[[Report], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[JiamaoError], None],
        title: str = "",
    ) -> Job[T]:
        """Do this on the writing thread, after everything that was asked before.

        A :class:`Changes` it returns (alone or in a tuple) is announced before ``on_done``.
        """
        job = Job(work, on_done, on_error, title)
        self._writing.append((job, self._writer.submit(job.run)))
        self._timer.start()
        return job

    def read(
        self,
        work: Callable[[Report], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[JiamaoError], None],
        channel: str,
    ) -> Job[T]:
        """Do this on the reading thread; an older request of this channel is dropped.

        A window that is closing may still be asked for something by a timer: nothing is read then.
        """
        for older, _ in self._reading:
            if older.channel == channel:
                older.cancel()
        job = Job(work, on_done, on_error, channel=channel)
        if self.ended:
            return job
        self._reading.append((job, self._reader.submit(job.run)))
        self._timer.start()
        return job

    def stop(self) -> None:
        """Cancel whatever runs or waits; errors of ``Cancelled`` still arrive."""
        for job, _ in [*self._writing, *self._reading]:
            job.cancel()

    def shut_down(self, last: Callable[[], None] | None = None) -> None:
        """Cancel everything and wait; then do one last thing on the writing thread."""
        self.ended = True
        self._timer.stop()
        self.stop()
        self._writing.clear()
        self._reading.clear()
        self._reader.shutdown(wait=True, cancel_futures=True)
        final = self._writer.submit(last) if last else None
        self._writer.shutdown(wait=True)
        if final is not None:
            final.result()

    def _look(self) -> None:
        self._look_at_readers()
        if self._writing:
            job, future = self._writing[0]
            if future.done():
                # Out of the queue first: on_done may open a dialog, and we are called inside it.
                self._writing.popleft()
                try:
                    self._deliver(job, future)
                finally:
                    if not self._writing:
                        self.idle.emit()
            else:
                self.progressed.emit(job)
        if not self._writing and not self._reading:
            self._timer.stop()

    def _look_at_readers(self) -> None:
        finished = [pair for pair in self._reading if pair[1].done()]
        self._reading = [pair for pair in self._reading if not pair[1].done()]
        for job, future in finished:
            if not job.stopped:
                self._deliver(job, future)

    def _deliver(self, job: Job[Any], future: Future[Any]) -> None:
        try:
            result = future.result()
        except JiamaoError as error:
            log.info("job stopped: %s", error.code)
            job.on_error(error)
            return
        for part in result if isinstance(result, tuple) else (result,):
            if isinstance(part, Changes):
                self.changed.emit(part)
        job.on_done(result)
