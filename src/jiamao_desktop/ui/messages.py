"""The sentence for an error or problem, in the language of the window.

Reading the sentences takes some milliseconds, so it waits until one is needed.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from jiamao_desktop.app import messages
from jiamao_desktop.domain.assessment import LeftOut
from jiamao_desktop.domain.errors import JiamaoError, Problem


def language() -> str:
    """Return ``zh`` or ``en``."""
    return "en" if QCoreApplication.instance() and _english() else "zh"


def _english() -> bool:
    return QLocale().language() == QLocale.Language.English


def say(problem: JiamaoError | Problem | LeftOut) -> str:
    """Return what to tell the person."""
    return messages.message(problem, language())
