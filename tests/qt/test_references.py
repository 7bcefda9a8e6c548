"""PySide6 counts references rightly: a session of any length ends well.

6.12.0 on Python 3.11 drops one reference to ``None`` with every call that returns nothing, and
to ``True`` and ``False`` with ``setProperty``, until the interpreter stops. The lock stays
below it; this tells whoever lifts that bound whether it is safe again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1000
STRAY = 50
"""What the test runner itself may take or give back meanwhile."""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="immortal from Python 3.12 on")
@pytest.mark.parametrize(
    ("single", "call"),
    [
        (None, lambda label: label.setText("x")),
        (True, lambda label: label.setProperty("a", True)),
        (False, lambda label: label.setProperty("a", False)),
    ],
    ids=["None", "True", "False"],
)
def test_calls_do_not_drop_references(
    qtbot: QtBot, single: bool | None, call: Callable[[QLabel], None]
) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(single)
    for _ in range(CALLS):
        call(label)
    assert abs(sys.getrefcount(single) - before) < STRAY
