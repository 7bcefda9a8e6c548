"""What the rules are applied to: the facts, the expenses, what was granted before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.figures import ParameterValue, Practice
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.practised import Practised

__all__ = ["Case", "EnteredParameter", "Line", "practice_parameters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredParameter:
    """A figure the notice does not name.

    Attributes:
        source: Where the person has it from, e.g. a yearly notice; printed with the figure.
        basis: ``ENTERED``, or ``PRACTICE`` if taken from a practice the pack offers.
    """

    value: ParameterValue
    source: str
    basis: Basis = Basis.ENTERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything one assessment looks at.

    Attributes:
        facts: Those of the firm merged with those of the project.
        lines: Every expense that may matter; what does not count is named in the result.
        grants: Support received before. claimed: filed and not yet decided, as if granted.
        readings: Unsettled word to chosen option; what is not in here is read carefully.
        entered: Figures by parameter id.
        today: Only tells whether a notice has lapsed.
        project: Database id of the project; ``None``: expenses of any project are meant.
        practised: The guide that was adopted, if any.
    """

    facts: Facts
    lines: Sequence[Line] = ()
    grants: Sequence[Grant] = ()
    claimed: Sequence[Grant] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    entered: Mapping[str, EnteredParameter] = field(default_factory=dict)
    today: dt.date
    project: int | None = None
    practised: Practised | None = None


def practice_parameters(practice: Practice) -> dict[str, EnteredParameter]:
    """Return the figures of a practice, each labelled with its place and year."""
    note = f"参考做法：{practice.place}{practice.year}年，{practice.source}"
    return {
        parameter: EnteredParameter(value=value, source=note, basis=Basis.PRACTICE)
        for parameter, value in practice.values.items()
    }
