"""What the conditions of a measure come to together, each with the weight it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.assessment import Finding, Severity
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.facts import Facts, day_in
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.predicate import Verdict, combined


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The conditions taken together.

    Attributes:
        holds: What those that block come to.
        missing: Facts that would settle them, or that the officer would ask for.
        doubtful: The officer has to decide, for something does not hold.
    """

    holds: bool | None
    missing: frozenset[str]
    doubtful: bool


def outlook(findings: Sequence[Finding]) -> Outlook:
    """Take findings together: what only warns neither settles nor delays anything."""
    blocking = combined(
        [_verdict(one) for one in findings if one.severity is Severity.BLOCKS], settled_by=False
    )
    decided = [one for one in findings if one.severity is Severity.OFFICER_DECIDES]
    asked = frozenset(fact for one in decided if one.holds is None for fact in one.facts)
    return Outlook(
        holds=blocking.holds,
        missing=blocking.missing | (asked if blocking.holds is not False else frozenset()),
        doubtful=any(one.holds is False for one in decided),
    )


def blamed(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the conditions that make a no."""
    return tuple(
        one.check for one in findings if one.holds is False and one.severity is Severity.BLOCKS
    )


def event_finding(measure: Measure, facts: Facts) -> Finding:
    """Judge whether the event of a measure falls into its days."""
    day, window = day_in(facts, measure.event), measure.in_force
    return Finding(
        check="in_force",
        label=f"发生在有效期内（{window.text}）",
        holds=None if day is None else window.covers(day),
        value="" if day is None else day.isoformat(),
        clause=window.clause,
        facts=(measure.event,) if day is None else (),
    )


def lapsed(measure: Measure, case: Case) -> bool:
    """Tell whether the last day of a measure has passed."""
    last = measure.in_force.last
    return last is not None and case.today > last


def ended(measure: Measure, *, inside: bool) -> str:
    """Say when a measure ended, whether the day is derived, and what that means.

    Args:
        measure: The measure.
        inside: Something that falls into its days is known.
    """
    window = measure.in_force
    which = "文件" if window is measure.notice.in_force else "本措施"
    day = f"{window.last}（按条文推算）" if window.derived else f"{window.last} "
    text = f"{which}已于 {day}期满。"
    if measure.expense is None and not measure.event:
        return text
    what = "事项" if measure.event else "费用"
    if inside:
        return f"{text}有效期内发生的{what}仍列出测算结果，能否受理请向受理部门确认。"
    return f"{text}有效期内没有可计入的{what}。"


def _verdict(finding: Finding) -> Verdict:
    return Verdict(finding.holds, frozenset(finding.facts))
