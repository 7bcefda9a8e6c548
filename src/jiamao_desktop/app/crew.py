"""Worker processes on this machine: each works on one book at a time, and may die of it.

A pool of the standard library breaks as a whole when one worker dies and does not say of what.
Here each worker has a line of its own, so it is known which book it held: that one is given to
a fresh worker, a few times, and no other is touched.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from jiamao_desktop.app.portfolio_parts import (
    MOST_TRIES,
    Planned,
    Spread,
    Task,
    Work,
    failed,
    lost,
)
from jiamao_desktop.domain.errors import MachineError

_POLL_SECONDS = 0.2


def on_this_machine(
    workers: int,
) -> Spread:
    """Return what has tasks worked on by that many processes here."""

    def spread(
        work: Work, tasks: Sequence[Task], tell: Callable[[Planned], None]
    ) -> Mapping[int, Planned]:
        return _Crew(work, tasks, tell).done(min(workers, len(tasks)))

    return spread


class _Worker:
    """A process, the line to it, and the place of the task it has."""

    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.line: Connection[Task, Planned]
        self.line, its_end = context.Pipe()
        self.place = -1
        self._process: SpawnProcess = context.Process(target=_serve, args=(its_end, work))
        with its_end:
            self._process.start()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.line.close()
        self._process.kill()
        self._process.join()
        self._process.close()


class _Crew:
    """Workers, the tasks that wait, and what became of those that are done."""

    def __init__(self, work: Work, tasks: Sequence[Task], tell: Callable[[Planned], None]) -> None:
        self._work = work
        self._tasks = tasks
        self._tell = tell
        self._waiting = deque(range(len(tasks)))
        self._tries = [0] * len(tasks)
        self._found: dict[int, Planned] = {}
        self._workers: list[_Worker] = []

    def done(self, workers: int) -> Mapping[int, Planned]:
        """Have everything done.

        Raises:
            MachineError: ``portfolio.no_worker`` -- no process is to be had.
        """
        try:
            while len(self._found) < len(self._tasks):
                while self._waiting and len(self._workers) < workers:
                    self._give(self._started())
                ready = wait([one.line for one in self._workers], _POLL_SECONDS)
                for one in [one for one in self._workers if one.line in ready]:
                    self._hear(one)
        finally:
            for one in self._workers:
                one.end()
        return self._found

    def _started(self) -> _Worker:
        try:
            made = _Worker(self._work)
        except OSError as error:
            raise MachineError("portfolio.no_worker", reason=type(error).__name__) from error
        self._workers.append(made)
        return made

    def _give(self, worker: _Worker) -> None:
        """Give a worker the next task, or send it home."""
        if not self._waiting:
            self._workers.remove(worker)
            worker.end()
            return
        worker.place = self._waiting.popleft()
        self._tries[worker.place] += 1
        try:
            worker.line.send(self._tasks[worker.place])
        except OSError:  # it died while it had nothing to do, or at its very start
            self._bury(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            answer = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        self._keep(worker.place, answer)
        self._give(worker)

    def _bury(self, worker: _Worker) -> None:
        """Take the task back from a worker that has died."""
        self._workers.remove(worker)
        worker.end()
        if self._tries[worker.place] < MOST_TRIES:
            self._waiting.appendleft(worker.place)
        else:
            self._keep(worker.place, lost(self._tasks[worker.place]))

    def _keep(self, place: int, answer: Planned) -> None:
        self._found[place] = answer
        self._tell(answer)


def _serve(line: Connection[Planned, Task], work: Work) -> None:
    """Be the worker: answer until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends us
    while True:
        try:
            task = line.recv()
        except EOFError:
            return
        try:
            line.send(work(task))
        except Exception as error:
            # A fault of the program: what it holds may be broken, so it ends and is replaced.
            line.send(failed(task, error))
            raise SystemExit(1) from error
