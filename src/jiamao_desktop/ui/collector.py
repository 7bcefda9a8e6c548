"""Python's cyclic collector, kept to the window's thread.

A collection that happens to start on a job thread would destroy widgets there, and Qt does
not survive that. So the automatic one is off while the window lives, and a timer does its
work where widgets belong, by the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 400


class Collector(QObject):
    """Collects on the thread it lives in, for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()


def set_aside() -> None:
    """Look no more at what is there now: packs, screens, modules live as long as the book.

    They are nine tenths of all objects, and looking through them stops the window for a tenth of
    a second. What was set aside before is looked at again, for another book may be open now.
    """
    gc.unfreeze()
    gc.freeze()


def collect_if_due() -> None:
    """Collect the oldest generation that is due, as Python itself would have done."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
