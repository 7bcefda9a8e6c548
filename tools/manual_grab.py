"""How a picture of docs/manual is taken: wait until the window has come to rest, then grab it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from jiamao_desktop.ui.jobs import Jobs

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "manual"
SIZE = (1366, 768)
_REST_MS = 250


def rest(jobs: Jobs) -> None:
    """Wait until nothing is being read or written, and what came of it has been drawn."""
    quiet = 0
    while quiet < 2:  # noqa: PLR2004 -- a job may begin another one
        loop = QEventLoop()
        QTimer.singleShot(_REST_MS, loop.quit)
        loop.exec()
        quiet = 0 if jobs.busy or jobs.reading else quiet + 1


def take(window: QWidget, name: str) -> None:
    """Grab a window into docs/manual."""
    window.grab().save(str(MANUAL / f"{name}.png"))
    print(f"docs/manual/{name}.png")
