"""The log: codes, counts and durations, so that a fault can be found; never what is in a book.

What may stand in a line: codes, ids, counts, durations, versions. What may not: names, amounts,
account or 发票 numbers. That is a habit of whoever writes a line; the filter here is the net.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path

_LONG_NUMBER = re.compile(r"(?<![\w.])[0-9A-Z]*\d{8,}[0-9A-Z]*(?![\w])")
_HOME = re.compile(r"(?:/home/|/Users/|[A-Z]:\\Users\\)[^\s'\"]+")
_SIZE, _KEPT = 1_000_000, 3
_FORMAT = "%(asctime)sZ %(levelname)s %(name)s: %(message)s"


class Net(logging.Filter):
    """Masks numbers as long as those of accounts, invoices and companies, and private paths."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace what may be private in a line; let every line pass."""
        text = _LONG_NUMBER.sub("[…]", record.getMessage())
        record.msg, record.args = _HOME.sub("[…]", text), ()
        return True


def log_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """Return where this system keeps the logs of a person's programs."""
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA", home / "AppData" / "Local")) / "jiamao" / "logs"
    if platform == "darwin":
        return home / "Library" / "Logs" / "jiamao"
    return Path(environment.get("XDG_STATE_HOME", home / ".local" / "state")) / "jiamao"


def set_up(folder: Path | None = None) -> None:
    """Write the log into a file; one that has grown to a megabyte makes room for a new one.

    Files change only when a program starts: a handler that does so at any time would load
    network libraries, which the window should not wait for. A folder that cannot be written
    to leaves the program without a log, and running.
    """
    target = folder or log_folder(sys.platform, os.environ, Path.home())
    root = logging.getLogger()
    try:
        target.mkdir(parents=True, exist_ok=True)
        file = target / "jiamao.log"
        _make_room(file)
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    formatter = logging.Formatter(_FORMAT)
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(Net())
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def _make_room(file: Path) -> None:
    """Move a full log to ``.1``, that one to ``.2``, and let the oldest go."""
    if not file.exists() or file.stat().st_size < _SIZE:
        return
    for number in range(_KEPT - 1, 0, -1):
        older = file if number == 1 else file.with_suffix(f".log.{number - 1}")
        if older.exists():
            older.replace(file.with_suffix(f".log.{number}"))
