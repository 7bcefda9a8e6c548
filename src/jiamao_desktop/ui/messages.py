"""The sentence for an error or problem, in the language of the window.

Reading the sentences takes some milliseconds, so it waits until one is needed.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from jiamao_desktop.app import messages
from jiamao_desktop.app.said import Said
from jiamao_desktop.domain.assessment import LeftOut
from jiamao_desktop.domain.errors import JiamaoError, Problem


def language() -> str:
    """Return ``zh`` or ``en``, as the application was started."""
    app = QCoreApplication.instance()
    return "en" if app is not None and app.property("language") == "en" else "zh"


def say(problem: JiamaoError | Problem | LeftOut | Said) -> str:
    """Return what to tell the person."""
    return messages.message(problem, language())
