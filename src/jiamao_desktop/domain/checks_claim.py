"""What a reviewer compares in a claim itself: days, amounts, blank fields."""

from __future__ import annotations

from collections.abc import Iterator

from jiamao_desktop.domain.checks_base import CheckedClaim, Nature, Slip, about, slip
from jiamao_desktop.domain.money import total


def outside_the_time(claim: CheckedClaim) -> Iterator[Slip]:
    """R05: the day that decides falls into the time of the notice."""
    if claim.in_force_from is None:
        return
    last = claim.in_force_until.isoformat() if claim.in_force_until else "…"
    window = f"{claim.in_force_from} – {last}"
    if claim.decided_by_project:
        yield from _project_outside(claim, window)
        return
    for item in claim.expenses:
        if item.day is None:
            yield slip("R05-unknown", item, "paid_on", Nature.UNKNOWN)
        elif not claim.covers(item.day):
            yield slip("R05", item, "paid_on", day=item.day, window=window)


def _project_outside(claim: CheckedClaim, window: str) -> Iterator[Slip]:
    """Say once what holds for every expense of a project."""
    title = claim.project.title if claim.project else ""
    day = next((item.day for item in claim.expenses), None)
    if day is None:
        yield about("R05-project-unknown", "ends_on", Nature.UNKNOWN, title=title)
    elif not claim.covers(day):
        yield about("R05-project", "ends_on", title=title, day=day, window=window)


def over_a_limit(claim: CheckedClaim) -> Iterator[Slip]:
    """R16: support of all levels never exceeds what was spent."""
    funded = total(item.expense.other_funding for item in claim.expenses)
    if claim.applied + funded > claim.spent:
        yield about("R16", "applied", sum=claim.applied + funded, spent=claim.spent)


def lapsed(claim: CheckedClaim) -> Iterator[Slip]:
    """R20: the notice still applies."""
    if claim.in_force_until and claim.today > claim.in_force_until:
        yield about("R20", until=claim.in_force_until)


def applied_over_ceiling(claim: CheckedClaim) -> Iterator[Slip]:
    """R21: no more is applied for than was worked out."""
    if claim.applied > claim.ceiling:
        yield about("R21", "applied", applied=claim.applied, ceiling=claim.ceiling)


def blank_fields(claim: CheckedClaim) -> Iterator[Slip]:
    """R22: the form can be filled in."""
    for label in claim.required_fields:
        yield about("R22", label, Nature.MISSING, label=label)
