"""A sentence for people as a value: its code and what it names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: a code of ``resources/messages`` with its details as text."""

    code: str
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **details: object) -> Said:
        """Make a sentence from keyword details."""
        return cls(code, tuple((name, str(value)) for name, value in details.items()))
