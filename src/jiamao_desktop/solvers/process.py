"""Asks a solver in a process of its own, which may hang, crash or lie without harm.

Nothing a solver says is believed. It gets the model and a time; what it writes back is looked at
byte by byte, and is a hint at best: whoever asked works the hint out anew in whole numbers. The
child leads a process group of its own, so that whatever it may have started ends with it. This
module loads no solver; the child does.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from jiamao_desktop.domain.allocation import UNUSED, Model

if sys.platform != "win32":
    import resource

Solver = Callable[[Model, float], Sequence[Sequence[int]]]
"""Answers with choices of modes within some seconds; runs in the child."""

Modes = tuple[int, ...]

MEMORY = 2 << 30
"""Address space of the child in bytes; enforced on Linux only."""

_POLL_SECONDS = 0.02
_START_SECONDS = 20.0
_GRACE_SECONDS = 1.0
"""How long past its time a solver may still be about to answer."""
_MOST_HINTS = 8
_BYTES_PER_MODE = 12
_READY = b"ready"


class Outcome(StrEnum):
    """What became of a question.

    ``HINT``: choices of modes that exist. ``NOTHING``: it found none. ``TIMED_OUT``: it was ended.
    ``CRASHED``: it ended by itself, or no process was to be had. ``NONSENSE``: it said something
    that is no answer to this model.
    """

    HINT = "hint"
    NOTHING = "nothing"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver said, none of it believed.

    Attributes:
        hints: For each a mode of every item, or ``UNUSED``; they exist, that is all that is sure.
    """

    outcome: Outcome
    hints: tuple[Modes, ...] = ()


def nothing() -> None:
    """Go on waiting."""


def highs(model: Model, seconds: float) -> Sequence[Sequence[int]]:
    """Ask HiGHS; runs in the child."""
    from jiamao_desktop.solvers.highs import (  # noqa: PLC0415 -- the solver and its libraries belong to the child
        hints,
    )

    return hints(model, seconds)


def solve(
    model: Model,
    *,
    seconds: float,
    report: Callable[[], None] = nothing,
    solver: Solver = highs,
    memory: int = MEMORY,
) -> Answer:
    """Ask a solver for hints; however it behaves, there is an answer soon after its time.

    Args:
        model: The question.
        seconds: Wall time for the solver, from when it has the model.
        report: Called many times a second; what it raises passes through, after the child and
            all it started have been ended.
        solver: A module's function, since the child must be able to import it.
        memory: Address space of the child in bytes; enforced on Linux only.
    """
    talk = _Talk(model, seconds)
    try:
        talk.start(solver, memory)
    except OSError:
        return Answer(Outcome.CRASHED)
    try:
        said = talk.wait(report)
    finally:
        talk.end()
    return said if isinstance(said, Answer) else understood(model, said)


def understood(model: Model, said: bytes) -> Answer:
    """Return the hints in what a solver wrote, if they are choices of modes that exist."""
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return Answer(Outcome.NONSENSE)
    if not isinstance(found, list) or len(found) > _MOST_HINTS:
        return Answer(Outcome.NONSENSE)
    if not all(_exists(model, modes) for modes in found):
        return Answer(Outcome.NONSENSE)
    hints = tuple(tuple(modes) for modes in found)
    return Answer(Outcome.HINT if hints else Outcome.NOTHING, hints)


def _exists(model: Model, modes: object) -> bool:
    return (
        isinstance(modes, list)
        and len(modes) == len(model.items)
        and all(
            type(mode) is int and UNUSED <= mode < len(item.modes)
            for item, mode in zip(model.items, modes, strict=True)
        )
    )


class _Talk:
    """One child, and a thread that talks to it: reading and writing may block for ever."""

    def __init__(self, model: Model, seconds: float) -> None:
        self._model = model
        self._seconds = seconds
        self._most = (len(model.items) + 1) * _MOST_HINTS * _BYTES_PER_MODE
        self._child: SpawnProcess | None = None
        self._thread: threading.Thread | None = None
        self._started = threading.Event()
        self._said: bytes | Answer = Answer(Outcome.CRASHED)

    def start(self, solver: Solver, memory: int) -> None:
        """Start the child and the thread.

        Raises:
            OSError: There is no process to be had.
        """
        if multiprocessing.current_process().daemon:
            raise BlockingIOError  # such a process may have no children
        context = multiprocessing.get_context("spawn")
        pipe, childs_end = context.Pipe()
        child = context.Process(
            target=_serve, args=(childs_end, solver, memory, self._seconds), daemon=True
        )
        try:
            child.start()
        except BaseException:
            pipe.close()
            raise
        finally:
            childs_end.close()
        self._child = child
        self._thread = threading.Thread(target=self._ask, args=(pipe,), daemon=True)
        self._thread.start()

    def wait(self, report: Callable[[], None]) -> bytes | Answer:
        """Return what the child wrote, or why there is nothing."""
        until = time.monotonic() + _START_SECONDS
        begun = False
        while self._talking():
            report()
            if not begun and self._started.is_set():
                begun, until = True, time.monotonic() + self._seconds + _GRACE_SECONDS
            if time.monotonic() > until:
                return Answer(Outcome.TIMED_OUT)
            # What a child wrote before it ended may still be on its way: one more look.
            if not self._alive() and self._talking():
                return Answer(Outcome.CRASHED)
        return self._said

    def end(self) -> None:
        """End the child and all that belongs to it; safe whatever has happened before."""
        if self._child is not None:
            _end_group(self._child)
            self._child.kill()
            self._child.join()
            self._child.close()
            self._child = None
        if self._thread is not None:
            self._thread.join(_GRACE_SECONDS)  # its pipe has broken: it is quick

    def _alive(self) -> bool:
        return self._child is not None and self._child.is_alive()

    def _talking(self) -> bool:
        """Give the thread a moment; tell whether it goes on."""
        if self._thread is None:
            return False
        self._thread.join(_POLL_SECONDS)
        return self._thread.is_alive()

    def _ask(self, pipe: Connection[bytes, bytes]) -> None:
        """Be the thread: hand the model over and take what comes back, no more than an answer."""
        with pipe:
            try:
                if pipe.recv_bytes(len(_READY)) == _READY:
                    self._started.set()
                    pipe.send_bytes(pickle.dumps(self._model))
                    self._said = pipe.recv_bytes(self._most)
                else:
                    self._said = Answer(Outcome.NONSENSE)
            except (EOFError, ConnectionError):
                return
            except OSError:  # longer than any answer
                self._said = Answer(Outcome.NONSENSE)


def _end_group(child: SpawnProcess) -> None:
    """End the group that the child leads, if it has come to lead one."""
    if sys.platform != "win32" and child.pid is not None:
        with contextlib.suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)


def _serve(pipe: Connection[bytes, bytes], solver: Solver, memory: int, seconds: float) -> None:
    """Be the child: read a model, answer once."""
    _be_apart()
    if solver is highs:
        solver(Model(items=(), leaves=(), rooms=()), 1.0)  # libraries, before limits and clock
    _limit(memory, seconds)
    pipe.send_bytes(_READY)
    model = pickle.loads(pipe.recv_bytes())  # noqa: S301 -- from our own parent
    found = solver(model, seconds)
    pipe.send_bytes(json.dumps([list(modes) for modes in found]).encode())


def _be_apart() -> None:
    """Lead a group, take no part in the terminal, and say nothing to anybody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends us
    if sys.platform != "win32":
        os.setsid()
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 -- a file number is wanted
        for number in (1, 2):
            os.dup2(nowhere.fileno(), number)


def _limit(memory: int, seconds: float) -> None:
    """Cap memory and time as far as the system does; the parent's clock stands anyway."""
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, memory)
    if sys.platform != "win32":
        # Should the parent be gone, nobody else would end a solver that hangs.
        _lower(resource.RLIMIT_CPU, int(seconds + _START_SECONDS) + 1)


if sys.platform != "win32":

    def _lower(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (limit, hard))
