"""The sentences, severities and words of the self-check (``resources/self_checks.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from jiamao_desktop.domain.checks_base import Terms
from jiamao_desktop.domain.document import EvidenceRole


class Severity(StrEnum):
    """``BLOCK``: a packet would come back. ``WARN``: a reviewer may ask."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheckRule:
    """One rule of the self-check.

    Attributes:
        text, remedy: Language to template; the names in braces come with each finding.
        basis: Place and year, or the clause, where the rule was seen.
        place: Where in the chain of an expense it is mended; ``None``: nowhere in it.
        terms: What it looks for.
    """

    id: str
    severity: Severity
    text: Mapping[str, str]
    remedy: Mapping[str, str]
    basis: str
    place: EvidenceRole | None = None
    terms: Terms = field(default_factory=Terms)


def load_self_checks(file: Path) -> Mapping[str, SelfCheckRule]:
    """Return the rules by id, in the order of the file."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: SelfCheckRule(
            id=name,
            severity=Severity(entry["severity"]),
            text=entry["text"],
            remedy=entry["remedy"],
            basis=entry["basis"],
            place=EvidenceRole(entry["place"]) if "place" in entry else None,
            terms=Terms(
                words=tuple(entry.get("words", ())),
                categories=frozenset(entry.get("categories", ())),
                exempt=frozenset(entry.get("exempt", ())),
                fact=entry.get("fact", ""),
            ),
        )
        for name, entry in entries.items()
    }
