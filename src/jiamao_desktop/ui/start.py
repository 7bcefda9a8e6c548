"""Starting the window: is there a display, which input method, and nothing else first.

Qt is imported only when it is certain to be wanted, and Python's collector stays off on the
way: nothing that is made there is garbage.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from jiamao_desktop.ui.program import Program

_SETTLE_AFTER_MS = 100
_NO_DISPLAY = (
    "没有可用的图形界面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），窗口打不开。\n"
    "可以不用窗口：make demo 会在这里演示从收单到打印申报材料的全过程。\n"
    "No display found, so the window cannot open. Without one, run: make demo"
)


def run(argv: list[str], folder: Path | None) -> int:
    """Open the window and stay until the last one is closed.

    Args:
        argv: As given to the program.
        folder: The book to open at once; ``None`` for the welcome window.

    Returns:
        The exit code: 1 if there is no display.
    """
    if lacks_display(sys.platform, os.environ):
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 1
    app, program = begin(argv, folder)
    code = app.exec()
    program.end_jobs()
    return code


def begin(argv: list[str], folder: Path | None) -> tuple[QApplication, Program]:
    """Make the application and show its first window, as quickly as can be."""
    gc.disable()  # for good: ui/collector.py takes over
    prepare_input_method(sys.platform, os.environ)
    # Not by setStyle: to Python that means all of QStyle and its six hundred constants.
    os.environ["QT_STYLE_OVERRIDE"] = "Fusion"
    from PySide6.QtCore import QTimer  # noqa: PLC0415 -- not before there is a display
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 -- likewise

    from jiamao_desktop.ui import program  # noqa: PLC0415 -- likewise
    from jiamao_desktop.ui.recents import Recents  # noqa: PLC0415 -- likewise

    app = QApplication(argv)
    program.dress(app, Recents().language())
    made = program.Program()
    made.welcome(folder)
    # What is not needed to show a window comes once it stands and has been drawn.
    QTimer.singleShot(_SETTLE_AFTER_MS, _settle_in)
    return app, made


def _settle_in() -> None:
    from jiamao_desktop.ui import crash  # noqa: PLC0415 -- see begin()

    crash.install()


def lacks_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether Qt would abort for want of a screen."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform == "linux" and not any(environment.get(name) for name in named)


def prepare_input_method(platform: str, environment: MutableMapping[str, str]) -> None:
    """Let fcitx users type Chinese: Qt ships only the ibus plugin, which fcitx understands.

    Without the portal the plugin looks for an ibus daemon that is not there. Somebody who
    really runs ibus keeps their own setting.
    """
    method = environment.get("QT_IM_MODULE", "")
    fcitx = "fcitx" in method or "fcitx" in environment.get("XMODIFIERS", "")
    if platform == "linux" and fcitx:
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"
