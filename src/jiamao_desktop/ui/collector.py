"""Python's cyclic collector, kept to the window's thread.

A collection that happens to start on a job thread would destroy widgets there, and Qt does
not survive that. So the automatic one is off while the window lives, and a timer does its
work where widgets belong, by the same thresholds.

Looking through a batch of ten thousand drafts would stop the window for a quarter of a second.
So what is too much to be looked through at once is set aside: most of it goes without the
collector when nobody holds it any more, and the rest is looked for while the person is
elsewhere.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_LOOK_EVERY_MS = 400
MOST_AT_ONCE = 40_000
"""Objects that are looked through in less time than a person would notice, some 20 ms."""


class Collector(QObject):
    """Collects on the thread it lives in, for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._put_by = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._tidy)

    def _look(self) -> None:
        self._put_by |= collect_if_due()

    def _tidy(self, state: Qt.ApplicationState) -> None:
        """Look through everything while another program has the person's attention."""
        if self._put_by and state is not Qt.ApplicationState.ApplicationActive:
            self._put_by = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()


def set_aside() -> None:
    """Look no more at what is there now: packs, screens, modules live as long as the book.

    They are nine tenths of all objects, and looking through them stops the window for a tenth of
    a second. What was set aside before is looked at again, for another book may be open now.
    """
    gc.unfreeze()
    gc.freeze()


def collect_if_due() -> bool:
    """Collect the oldest generation that is due, as Python itself would have done.

    Returns:
        It was too much to be looked through, and has been set aside.
    """
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            if _is_too_much(generation, counts[0]):
                gc.freeze()
                return True
            gc.collect(generation)
            return False
    return False


def _is_too_much(generation: int, newest: int) -> bool:
    if newest > MOST_AT_ONCE:
        return True
    older = (len(gc.get_objects(generation=age)) for age in range(generation, 0, -1))
    return newest + sum(older) > MOST_AT_ONCE
