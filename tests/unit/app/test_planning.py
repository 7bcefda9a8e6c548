"""The best plan of a book: what it says, what it leaves out, and why."""

from __future__ import annotations

from jiamao_desktop.app.planning import plan
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.money import Money


def test_an_empty_book_says_what_to_do_first(workspace: Workspace) -> None:
    found = plan(workspace)
    assert found.nothing is not None
    assert found.nothing.code == "plan.no_expense"
    assert (found.total, found.claims, found.spare) == (Money(0), (), ())
    assert found.certified
