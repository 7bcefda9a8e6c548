"""How long a search may go on, counted in steps: the same on every machine."""

from __future__ import annotations

from collections.abc import Callable

_BETWEEN_REPORTS = 300


class StepsLeft:
    """Steps that may still be spent; every few of them somebody is told.

    Attributes:
        left: Below nothing once a last stretch was longer than what was left.
    """

    def __init__(self, effort: int, report: Callable[[], None]) -> None:
        """Begin.

        Args:
            effort: How many steps; one takes about ten microseconds.
            report: Called at least every few hundred steps; it may raise to stop.
        """
        self.left = effort
        self._report = report
        self._since = 0

    def spend(self, steps: int) -> None:
        """Count steps that are being made."""
        self.left -= steps
        self._since += steps
        if self._since >= _BETWEEN_REPORTS:
            self._since = 0
            self._report()

    def part(self, steps: int) -> StepsLeft:
        """Return steps that somebody may spend of these."""
        return _Part(steps, self)

    def tell(self) -> None:
        """Report at once."""
        self._report()


class _Part(StepsLeft):
    """Steps that are spent of others."""

    def __init__(self, effort: int, whole: StepsLeft) -> None:
        super().__init__(effort, whole.tell)
        self._whole = whole

    def spend(self, steps: int) -> None:
        """Count steps here and there."""
        self.left -= steps
        self._whole.spend(steps)
