"""The days that follow from the projects of a book, in working days as they were published."""

from __future__ import annotations

import datetime as dt

import pytest

from jiamao_desktop.app import asking, projects
from jiamao_desktop.app.assessing import card
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.deadlines import After, Due
from jiamao_desktop.domain.project import Matter, ProjectKind


def days_of(ws: Workspace, kind: ProjectKind, after: After, day: dt.date) -> tuple[Due, ...]:
    """Return the deadlines of the measure that counts so for one project of a kind."""
    project = Matter(kind=kind, title="一件", day=day)
    number, _ = projects.add_project(ws, project)
    for pack in ws.catalog.packs.values():
        for measure in pack.measures:
            if measure.project is kind and {one.after for one in measure.deadlines} == {after}:
                return tuple(card(ws, measure.id, number).deadlines)
    raise AssertionError(kind)


@pytest.mark.parametrize(
    ("accepted", "class_of_firm", "last"),
    [
        (dt.date(2026, 11, 2), "three", dt.date(2026, 11, 6)),
        (dt.date(2026, 11, 2), "one", dt.date(2026, 11, 5)),
        # 1 to 7 October 2026 are National Day; Saturday the 10th is worked for it.
        (dt.date(2026, 9, 30), "three", dt.date(2026, 10, 12)),
    ],
)
def test_a_refund_is_due_after_working_days_as_the_state_council_published_them(
    workspace: Workspace, accepted: dt.date, class_of_firm: str, last: dt.date
) -> None:
    asking.answer(workspace, "refund.class", class_of_firm)
    [found] = days_of(workspace, ProjectKind.REFUND, After.WORKING_DAYS, accepted)
    assert found.day == last


def test_which_working_day_is_not_said_before_the_class_of_the_firm_is_known(
    workspace: Workspace,
) -> None:
    found = days_of(workspace, ProjectKind.REFUND, After.WORKING_DAYS, dt.date(2026, 11, 2))
    assert {(one.day, one.missing) for one in found} == {(None, ("refund.class",))}


def test_a_machine_is_free_three_years_after_its_release(workspace: Workspace) -> None:
    [found] = days_of(workspace, ProjectKind.EQUIPMENT, After.YEARS, dt.date(2024, 2, 29))
    assert found.day == dt.date(2027, 2, 28)
    assert found.start == dt.date(2024, 2, 29)
