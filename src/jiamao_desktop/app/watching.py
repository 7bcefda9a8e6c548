"""Watch a folder: new files in it are put into the review list; nothing is taken in by itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import watched
from jiamao_desktop.storage.book import is_book

_LITTER = (".", "~$")
_STEADY = 2
"""So often in a row a file must look the same before it counts as complete."""

State = tuple[int, int]
"""Size, and when it was last changed, in nanoseconds."""


def watched_folder(ws: Workspace) -> Path | None:
    """Return the folder that this book watches."""
    path = watched.folder(ws.reader)
    return Path(path) if path else None


def watch(ws: Workspace, folder: Path | None) -> Changes:
    """Watch a folder in place of the one before; ``None``: none.

    Raises:
        UserError: ``watch.no_folder``; ``watch.is_a_book`` -- it is a book, or lies in this one.
    """
    if folder is not None:
        if not folder.is_dir():
            raise UserError("watch.no_folder", name=folder.name)
        if is_book(folder) or folder.resolve().is_relative_to(ws.folder.resolve()):
            raise UserError("watch.is_a_book", name=folder.name)
    summary = f"监视文件夹 {folder.name}" if folder else "不再监视文件夹"
    with ws.operation("watch.set", summary) as operation:
        watched.put(operation.db, str(folder.absolute()) if folder else "")
    return operation.changes


@dataclass(frozen=True, slots=True)
class Look:
    """What a look into the watched folder has found.

    Attributes:
        files: Files that the import log does not know.
        missing: The folder is not there, or may not be read.
    """

    folder: Path
    files: Mapping[Path, State]
    missing: bool = False


def look_into(ws: Workspace, folder: Path) -> Look:
    """Look which files lie in a folder that were never shown for review."""
    seen = watched.seen(ws.reader)
    found: dict[Path, State] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                state = _state(entry)
                if state is not None and not {(entry.name, state[0]), (entry.name, 0)} & seen:
                    found[Path(entry.path)] = state
    except OSError:
        return Look(folder, {}, missing=True)
    return Look(folder, found)


def _state(entry: os.DirEntry[str]) -> State | None:
    """Return the state of a file that a person put there; ``None`` for anything else."""
    if entry.name.startswith(_LITTER):
        return None
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


@dataclass(slots=True)
class Settling:
    """Tells which files have stopped growing: the same in two looks, one after the other.

    Attributes:
        waiting: Some files may still be growing; another look is needed.
    """

    waiting: bool = False
    _last: Mapping[Path, tuple[State, int]] = field(default_factory=dict)
    _told: dict[Path, State] = field(default_factory=dict)

    def settled(self, files: Mapping[Path, State]) -> Sequence[Path]:
        """Return the files that have settled since the last look, each told once."""
        looks: dict[Path, tuple[State, int]] = {}
        for path, state in files.items():
            before, times = self._last.get(path, (state, 0))
            looks[path] = (state, times + 1 if before == state else 1)
        self._last = looks
        ready = [
            path
            for path, (state, times) in looks.items()
            if times >= _STEADY and state[0] and self._told.get(path) != state
        ]
        self._told |= {path: looks[path][0] for path in ready}
        self.waiting = any(
            times < _STEADY and self._told.get(path) != state
            for path, (state, times) in looks.items()
        )
        return sorted(ready)
