"""How long work says where it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int | None, str], None]
"""Called now and then with (done, total, label). Raises ``Cancelled`` to stop the work."""


def silent(done: int, total: int | None = None, label: str = "") -> None:
    """Report to nobody."""
