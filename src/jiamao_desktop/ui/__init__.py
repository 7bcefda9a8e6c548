"""The window. Qt lives in here and nowhere else.

WORKAROUND(PySide6 6.12 on CPython 3.11): its wheels are built for interpreters on which
``None``, ``True`` and ``False`` cannot die. Every call that returns nothing drops one
reference to ``None``, and ``setProperty`` one to ``True`` or ``False``; after some ten
thousand calls the process would stop with “deallocating None”, or worse. From 3.12 on the
interpreter itself sees to it; before, each is given more references than any session can
use up. To be taken out with Python 3.11; ``tests/qt/test_none_survives.py`` tells when.
"""

from __future__ import annotations

import ctypes
import sys

_IMMORTAL = 1 << (sys.maxsize.bit_length() - 3)


def keep_none_alive() -> None:
    """Give ``None``, ``True`` and ``False`` references to spare, once. Safe to call again."""
    if sys.version_info >= (3, 12):
        return
    for single in (None, True, False):
        if sys.getrefcount(single) < _IMMORTAL // 2:
            # The count is the first field of every object of a release build.
            ctypes.c_ssize_t.from_address(id(single)).value += _IMMORTAL


keep_none_alive()
