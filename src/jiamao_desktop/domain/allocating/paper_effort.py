"""How much is done for a part before an answer is left unproved."""

from __future__ import annotations

SMALL, MIDDLE, TRIES = 60, 150, 3
"""Up to so many items a part gets more steps; from so many on it gets fewer; how many more."""
NEAR = 7, 8
"""In a large part nobody looks closer at a bound that is less than so much of the answer."""


def allowed(effort: int, items: int) -> int:
    """Return the steps for so many items: small parts may be tried longer, large ones less."""
    if items <= SMALL:
        return TRIES * effort
    return min(effort, effort * MIDDLE // items)


def apart(least: int, known: int) -> bool:
    """Tell whether a bound and an answer are too far apart to be worth a closer look."""
    num, den = NEAR
    return least * den < known * num
