"""One program at a time writes a book.

The system's own file lock decides, so a killed owner holds nothing. What the file says --
process, program, computer -- is for people, and for a book on a share, where the system's lock
may not reach: there the lock of another computer is respected even if its owner is gone.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.storage.disk import disk_faults

_PROGRAM = "jiamao"

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # beyond the text, which others must be able to read

    def _try_lock(number: int) -> bool:
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(number: int) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)


class BookLock:
    """The right to write a book, held until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once or not at all.

        Raises:
            MachineError: ``book.in_use`` -- another program has it, here or elsewhere;
                ``book.read_only``, ``book.disk_full``, ``book.io_error`` -- there is no writing
                here at all.
        """
        with disk_faults():
            self._number = os.open(folder / "book.lock", os.O_RDWR | os.O_CREAT, 0o600)
        taken = _try_lock(self._number)
        owner = _read(self._number)
        if not taken or owner["computer"] not in ("", platform.node()):
            # A record of another computer with nobody holding the lock may be a share.
            if taken:
                _unlock(self._number)
            os.close(self._number)
            raise MachineError("book.in_use", **owner)
        try:
            with disk_faults():
                self._write(f"{os.getpid()}\n{_PROGRAM}\n{platform.node()}\n")
        except MachineError:
            self._give_back()
            raise

    @property
    def held(self) -> bool:
        """Tell whether the lock has not been given back yet."""
        return self._number >= 0

    def release(self) -> None:
        """Give the lock back. The file stays, empty: removing it would race with a taker."""
        if not self.held:
            return
        self._write("")
        self._give_back()

    def _give_back(self) -> None:
        _unlock(self._number)
        os.close(self._number)
        self._number = -1

    def _write(self, text: str) -> None:
        os.lseek(self._number, 0, os.SEEK_SET)
        os.truncate(self._number, 0)
        os.write(self._number, text.encode())


def _read(number: int) -> dict[str, str]:
    os.lseek(number, 0, os.SEEK_SET)
    lines = os.read(number, 4096).decode("utf-8", "replace").splitlines()
    process, program, computer = (*lines, "", "", "")[:3]
    return {"process": process, "program": program, "computer": computer}
