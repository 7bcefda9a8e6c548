"""The workaround for PySide6 6.12 on Python 3.11, and whether it is still needed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from jiamao_desktop import ui

CALLS = 200_000
"""Several times the references that None has in a small program."""

SESSION = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import jiamao_desktop.ui
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("x")
for _ in range({calls}):
    label.setText("x")
print("alive")
"""


def test_a_long_session_of_calls_that_return_nothing_ends_well() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SESSION.format(calls=CALLS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "alive"
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_none_has_more_references_than_a_session_can_drop() -> None:
    before = sys.getrefcount(None)
    assert before > 1 << 50
    ui.keep_none_alive()
    assert sys.getrefcount(None) < before + (1 << 50), "given once, not again and again"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_the_workaround_is_still_needed(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
    dropped = before - sys.getrefcount(None)
    assert dropped >= 900, "PySide6 counts rightly again: take the workaround out"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="immortal from Python 3.12 on")
@pytest.mark.parametrize("single", [True, False])
def test_true_and_false_have_references_to_spare_too(single: bool) -> None:
    assert sys.getrefcount(single) > 1 << 50


def test_a_long_session_of_properties_and_signals_ends_well() -> None:
    words = 'label.setText("x")'
    session = SESSION.replace(words, 'label.setProperty("a", True); label.setProperty("b", False)')
    assert session != SESSION
    done = subprocess.run(
        [sys.executable, "-c", session.format(calls=20_000)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "alive"
    assert done.returncode == 0, done.stderr
