"""Reads files in processes of their own, which may die without harm.

Native readers abort, hang or eat memory on files made to hurt, and Python cannot catch
that. So each file is read in a child with a limit on time and memory; a child that
exceeds them is killed and the next file gets a new one. The parent keeps the bytes: only
the drafts travel back. This module loads no reader; the child does, when first needed.
"""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import errno
import hashlib
import multiprocessing
import os
import queue
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.domain.errors import Cancelled, ImportRefused, MachineError, Problem
from jiamao_desktop.importers import limits

if sys.platform == "linux":
    import resource

Reader = Callable[[str, bytes], FileReading]
Report = Callable[[int, int, str], None]

_POLL_SECONDS = 0.05
_START_SECONDS = 60.0
_FILES_PER_CHILD = 2_000
"""A fresh child now and then, so that what libraries leak never meets the memory limit."""

_AHEAD = 2
"""So many files for each child are under way, so that none of them waits for a slow one."""

_READY = "ready"
_NO_MEMORY = "no memory"


def read_with_all_readers(name: str, data: bytes) -> FileReading:
    """Read one file; runs in the child."""
    from jiamao_desktop.importers.reading import (  # noqa: PLC0415 -- readers and their libraries belong to the child; the window starts without them
        read_bytes,
    )

    return read_bytes(name, data)


class ReadingProcess:
    """A child process that reads files, one at a time.

    Starts on the first file, so that opening the program costs nothing.

    Example:
        with ReadingProcess() as process:
            reading = process.read(path)
    """

    def __init__(
        self,
        reader: Reader = read_with_all_readers,
        *,
        seconds: float = limits.READ_SECONDS,
        memory: int = limits.READ_MEMORY,
        most_bytes: int = limits.FILE_BYTES,
    ) -> None:
        """Set the limits; nothing is started yet.

        Args:
            reader: A module's function, since the child must be able to import it.
            seconds: Wall time for one file.
            memory: Address space of the child in bytes; enforced on Linux only.
            most_bytes: Larger files are refused unopened.
        """
        self._reader = reader
        self._seconds = seconds
        self._memory = memory
        self._most_bytes = most_bytes
        self._child: SpawnProcess | None = None
        self._pipe: Connection[tuple[str, bytes], FileReading | str] | None = None
        self._files = 0

    def __enter__(self) -> Self:
        """Return itself; the child starts with the first file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the child, also in the middle of a file."""
        self.close()

    def close(self) -> None:
        """End the child; safe to call twice."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._child is not None:
            self._child.kill()
            self._child.join()
            self._child.close()
            self._child = None

    def read(self, path: Path, pulse: Callable[[], None] | None = None) -> FileReading:
        """Read one file; whatever it is, the answer is a reading.

        Args:
            path: The file; it is read here, in the parent.
            pulse: Called several times a second meanwhile; what it raises passes
                through, after the child has been ended.

        Raises:
            MachineError: ``reader.not_started`` -- no child can be had, for any file.
        """
        name = _shown(path)
        try:
            data = _content(path, self._most_bytes)
        except ImportRefused as refused:
            return _refused(name, Problem.from_error(refused))
        except FileNotFoundError:
            return _refused(name, Problem.of("file.missing"))
        except PermissionError:
            return _refused(name, Problem.of("file.forbidden"))
        except OSError as error:
            reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
            return _refused(name, Problem.of("file.unreadable", reason=reason))
        return self.read_data(name, data, pulse)

    def read_data(
        self, name: str, data: bytes, pulse: Callable[[], None] | None = None
    ) -> FileReading:
        """Read bytes that are here already, such as a pasted table; else like :meth:`read`."""
        answer = self._ask(name, data, pulse)
        digest = hashlib.sha256(data).hexdigest()
        if isinstance(answer, Problem):
            return _refused(name, answer, digest)
        content = b"" if answer.refused else data
        return dataclasses.replace(answer, sha256=digest, content=content)

    def _ask(
        self, name: str, data: bytes, pulse: Callable[[], None] | None
    ) -> FileReading | Problem:
        if self._files >= _FILES_PER_CHILD:
            self.close()
        done = False
        try:
            pipe = self._started(pulse)
            pipe.send((name, data))
            answer = _receive(pipe, self._seconds, pulse)
            done = isinstance(answer, FileReading)
        except (EOFError, OSError):
            return Problem.of("file.reader_crashed")
        finally:
            if not done:
                self.close()
        if answer is None:
            return Problem.of("file.too_slow", seconds=f"{self._seconds:g}")
        if isinstance(answer, str):
            return Problem.of("file.too_much_memory", most=self._memory // limits.MIB)
        self._files += 1
        return answer

    def _started(
        self, pulse: Callable[[], None] | None
    ) -> Connection[tuple[str, bytes], FileReading | str]:
        try:
            return self._connection(pulse)
        except (EOFError, OSError) as error:
            raise MachineError("reader.not_started", reason=type(error).__name__) from error

    def _connection(
        self, pulse: Callable[[], None] | None
    ) -> Connection[tuple[str, bytes], FileReading | str]:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, childs_end = context.Pipe()
            child = context.Process(
                target=_serve, args=(childs_end, self._reader, self._memory), daemon=True
            )
            with childs_end:
                child.start()
            self._child = child
            self._files = 0
            if _receive(self._pipe, _START_SECONDS, pulse) is None:
                raise EOFError
        return self._pipe


def read_files(
    paths: Iterable[Path], report: Report | None = None, *, workers: int = 2
) -> Iterator[FileReading]:
    """Read files, several at a time, and give them in order; a bad one does not stop the rest.

    A bundle gives one reading for each file inside that matters.

    Args:
        paths: The files, in the order in which their readings are wanted.
        report: Called with files done, files in all and the name of the file in hand,
            several times a second. To stop, it raises ``Cancelled``: the children are
            killed and nothing stays behind.
        workers: How many children read, at most.
    """
    waiting = list(paths)
    if not waiting:
        return
    with _Crew(min(workers, len(waiting))) as crew:
        pending: collections.deque[Future[FileReading]] = collections.deque()
        for done, path in enumerate(waiting):
            for ahead in waiting[done + len(pending) : done + _AHEAD * workers]:
                pending.append(crew.read(ahead))
            reading = _awaited(pending.popleft(), report, done, len(waiting), path.name)
            yield from reading.parts or (reading,)
    if report is not None:
        report(len(waiting), len(waiting), "")


class _Crew:
    """Several reading processes, each driven by a thread that does nothing but wait for it."""

    def __init__(self, size: int) -> None:
        self._processes = [ReadingProcess() for _ in range(size)]
        self._idle: queue.SimpleQueue[ReadingProcess] = queue.SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="reading")
        self._left = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End all children, also in the middle of a file."""
        self._left.set()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.close()

    def read(self, path: Path) -> Future[FileReading]:
        return self._threads.submit(self._read, path)

    def _read(self, path: Path) -> FileReading:
        process = self._idle.get()
        try:
            return process.read(path, self._go_on)
        finally:
            self._idle.put(process)

    def _go_on(self) -> None:
        if self._left.is_set():
            raise Cancelled


def _awaited(
    future: Future[FileReading], report: Report | None, done: int, total: int, name: str
) -> FileReading:
    """Wait for one reading, telling how far it is meanwhile."""
    while report is not None:
        report(done, total, name)
        with contextlib.suppress(TimeoutError):
            return future.result(_POLL_SECONDS)
    return future.result()


def _receive(
    pipe: Connection[tuple[str, bytes], FileReading | str],
    seconds: float,
    pulse: Callable[[], None] | None,
) -> FileReading | str | None:
    """Wait for an answer; None when the time is up."""
    until = time.monotonic() + seconds
    while True:
        if pulse is not None:
            pulse()
        if pipe.poll(_POLL_SECONDS):
            return pipe.recv()
        if time.monotonic() > until:
            return None


def _shown(path: Path) -> str:
    """Return a file's name as text; one in no known encoding was most likely made as GBK."""
    try:
        return path.name.encode().decode()
    except UnicodeEncodeError:
        return os.fsencode(path.name).decode("gb18030", "replace")


def _content(path: Path, most: int) -> bytes:
    """Return what is in a file that has an end and stays as it is meanwhile.

    Raises:
        ImportRefused: ``file.not_a_file``, ``file.too_large``, ``folder.unreadable``,
            ``file.being_written`` -- half of what was read may be old.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise ImportRefused("folder.unreadable")
    if not stat.S_ISREG(mode):
        raise ImportRefused("file.not_a_file")
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        data = file.read(most + 1) if before.st_size <= most else b""
        after = os.fstat(file.fileno())
    if max(before.st_size, len(data)) > most:
        raise ImportRefused("file.too_large", most=most // limits.MIB)
    if len(data) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise ImportRefused("file.being_written", name=_shown(path))
    return data


def _refused(name: str, problem: Problem, digest: str = "") -> FileReading:
    return FileReading(name=name, sha256=digest, problem=problem, refused=True)


def _serve(
    pipe: Connection[FileReading | str, tuple[str, bytes]], reader: Reader, memory: int
) -> None:
    """Be the child: answer until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends us
    if reader is read_with_all_readers:
        reader("", b"")  # load the libraries before the clock and the memory limit apply
    _limit_memory(memory)
    pipe.send(_READY)
    while True:
        try:
            name, data = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(dataclasses.replace(reader(name, data), content=b""))
        except MemoryError:
            pipe.send(_NO_MEMORY)
            return


def _limit_memory(memory: int) -> None:
    """Cap the address space; only Linux holds such a cap, elsewhere the time limit stands alone."""
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
