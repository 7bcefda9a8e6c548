"""Less looking for garbage while a plan is worked out.

A large book makes hundreds of thousands of small tuples that all live to the end. Looking through
them again and again for what only holds itself takes a fifth of the time and finds next to nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 200_000
"""So many further objects are made before anybody looks; long searches do leave some garbage."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let garbage be looked for less often until this is left; then as before."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], SELDOM) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
