"""What the conditions of a measure come to together, each with the weight it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.assessment import Finding, Severity
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.facts import Facts, day_in
from jiamao_desktop.domain.pack import Measure, Promise
from jiamao_desktop.domain.predicate import Verdict, combined
from jiamao_desktop.domain.selection import Selection


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


def ended(measure: Measure, *, found_inside: bool) -> str:
    """Say when a measure ended, whether the day is derived, and what that means.

    Args:
        measure: The measure.
        found_inside: Something that falls into its days is known.
    """
    window = measure.in_force
    which = "文件" if window is measure.notice.in_force else "本措施"
    day = f"{window.last}（按条文推算）" if window.derived else f"{window.last} "
    text = f"{which}已于 {day}期满。"
    if measure.expense is None and not measure.event:
        return text
    what = "事项" if measure.event else "费用"
    if found_inside:
        return f"{text}有效期内发生的{what}仍列出测算结果，能否受理请向受理部门确认。"
    return f"{text}没有登记有效期内的{what}；确有的，登记后仍可测算。"


def _verdict(finding: Finding) -> Verdict:
    return Verdict(finding.holds, frozenset(finding.facts))


def calculable(measure: Measure, case: Case) -> bool:
    """Tell whether enough was entered, where figures have to be entered."""
    if measure.promise is Promise.RANKED:
        return False
    return not measure.calculable_with or any(
        parameter in case.entered for parameter in measure.calculable_with
    )


def inside(measure: Measure, case: Case, selection: Selection) -> bool:
    """Tell whether an expense or the event is known to fall into the days of a measure."""
    if not measure.event:
        return selection.has_expense
    day = day_in(case.facts, measure.event)
    return day is not None and measure.in_force.covers(day)


def note_on(measure: Measure, case: Case, selection: Selection) -> str:
    """Say what the figures alone do not."""
    notes = []
    if lapsed(measure, case):
        notes.append(ended(measure, found_inside=inside(measure, case, selection)))
    elif measure.expense and not selection.has_expense:
        notes.append("尚未登记已付款且可计入的费用。")
    if measure.promise is Promise.RANKED:
        notes.append("是否支持及金额由综合评价确定，不作测算。")
    elif not calculable(measure, case):
        names = {one.id: one.label for one in measure.parameters}
        wanted = "、".join(f"“{names[one]}”" for one in measure.calculable_with)
        notes.append(f"文件未写明标准。请按当年通知填写{wanted}中的至少一项，并注明来源。")
    return "".join(notes)
