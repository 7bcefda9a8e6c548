"""A list that is kept in memory says just what a question to the tables would say."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.storage.books import LATER, changing, sample_expense

from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.project import Matter, ProjectId, ProjectKind
from jiamao_desktop.storage import expenses, journal, orders, projects
from jiamao_desktop.storage.database import Database, snapshot

CATEGORIES = ("fair.booth", "fair.freight", "certification.fee")
PAYEES = ("长沙龙飞展览有限公司", "永州远航物流有限公司", "DHL Express")


@pytest.fixture
def ledger(db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Return a book of sixty expenses in which every word is a common one."""
    monkeypatch.setattr(expenses, "_FEW", 3)
    with changing(db):
        about = [
            projects.add(db, Matter(kind=ProjectKind.VEHICLE, title=title))
            for title in ("甲", "乙")
        ]
        for number in range(60):
            expenses.add(
                db,
                sample_expense(
                    number,
                    category=CATEGORIES[number % 3],
                    payee=PAYEES[number % 7 % 3],
                    project=(None, *about)[number % 5 % 3],
                    **({"paid_on": None} if number % 4 == 0 else {}),
                ),
            )
        db.conn.execute(
            "INSERT INTO claim (measure, pack, pack_version, title, state, spent_fen, ceiling_fen,"
            " applied_fen, snapshot) VALUES ('m', 'p', '1', 't', 'draft', 0, 0, 0, '{}')"
        )
        for place, claimed in enumerate((5, 9, 30)):
            db.conn.execute(
                "INSERT INTO claim_expense (claim, position, expense) VALUES (1, ?, ?)",
                [place, claimed],
            )
    return db


def wanted() -> Iterator[dict[str, Any]]:
    filters: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("contains", (None, "龙飞", "有限 公司", "展位费", "没有", "express")),
        ("categories", (None, ("fair.booth",), ("fair.freight", "certification.fee"), ())),
        ("project", (None, 1)),
        ("unclaimed", (None, True)),
        ("unpaid", (None, True)),
    )
    for values in itertools.product(*(values for _, values in filters)):
        names = (name for name, _ in filters)
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


def fits(number: int, one: Expense, asked: dict[str, Any]) -> bool:
    text = f"{one.description} {one.payee} {one.payer_account_name} {one.note}".lower()
    return (
        all(word in text for word in asked.get("contains", "").split())
        and ("categories" not in asked or one.category in asked["categories"])
        and ("project" not in asked or one.project == asked["project"])
        and not ("unclaimed" in asked and number in {5, 9, 30})
        and not ("unpaid" in asked and one.paid_on is not None)
    )


@pytest.mark.parametrize(("sort", "descending"), [("paid_on", True), ("payee", False)])
def test_every_filter_and_word_together_list_what_fits_in_order(
    ledger: Database, sort: str, descending: bool
) -> None:
    every = list(expenses.ids(ledger, sort=sort, descending=descending))
    records = expenses.get_many(ledger, map(ExpenseId, every))
    assert len(every) == 60
    for asked in wanted():
        found = expenses.ids(ledger, sort=sort, descending=descending, **asked)
        expected = [n for n in every if fits(n, records[ExpenseId(n)], asked)]
        assert list(found) == expected, asked
        assert expenses.totals(ledger, **asked).count == len(expected), asked


def test_a_kept_filter_is_never_stale(ledger: Database) -> None:
    project = ProjectId(1)
    before = list(expenses.ids(ledger, project=project))
    with changing(ledger):
        number = expenses.add(ledger, sample_expense(99, project=project))
    assert sorted(expenses.ids(ledger, project=project)) == sorted([*before, number])
    journal.undo(ledger, LATER)
    assert list(expenses.ids(ledger, project=project)) == before


def test_the_middle_of_an_operation_is_seen_as_it_is(ledger: Database) -> None:
    """The word index follows at the end; until then no row is named that is not there."""
    last = max(expenses.ids(ledger))
    before = set(expenses.ids(ledger, contains="展位费"))
    with changing(ledger):
        expenses.delete(ledger, ExpenseId(last))
        assert set(expenses.ids(ledger, contains="展位费")) == before - {last}
        assert last not in expenses.ids(ledger, unpaid=True)
    assert set(expenses.ids(ledger, contains="展位费")) == before - {last}


def test_a_list_may_be_changed_by_whoever_asked(ledger: Database) -> None:
    first = expenses.ids(ledger)
    first.reverse()
    assert expenses.ids(ledger) != first


def test_nothing_is_asked_twice_while_nothing_happens(ledger: Database) -> None:
    asked: list[str] = []
    expenses.ids(ledger, categories=["fair.booth"])
    ledger.conn.set_trace_callback(asked.append)
    expenses.ids(ledger, categories=["fair.booth"])
    ledger.conn.set_trace_callback(None)
    assert not [sql for sql in asked if "category" in sql or "ORDER BY" in sql]


def test_filters_are_answered_by_an_index_alone(ledger: Database) -> None:
    for sql in (
        "SELECT id FROM expense WHERE category IN ('a', 'b')",
        "SELECT id FROM expense WHERE project=1",
        "SELECT id FROM expense WHERE paid_on IS NULL",
        "SELECT DISTINCT expense AS id FROM claim_expense",
    ):
        plan = ledger.conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        assert "COVERING INDEX" in plan[0][3], sql


def test_choices_of_a_list() -> None:
    ids = array("q", [9, 3, 7, 1])
    order = orders.Order("x", ids, orders._places(ids))
    assert list(order.picked([])) == [9, 3, 7, 1]
    one = order.chosen([1, 9, 4, 400])
    assert list(order.picked([one])) == [9, 1]
    assert list(order.picked([orders.inverted(one)])) == [3, 7]
    assert list(order.picked([one, order.chosen([3, 9])])) == [9]
    assert list(order.picked([order.chosen([])])) == []
    empty = orders.Order("x", array("q"), orders._places(array("q")))
    assert list(empty.picked([empty.chosen([1])])) == []


def test_no_more_filters_are_remembered_than_a_person_uses(ledger: Database) -> None:
    with snapshot(ledger):
        order = orders.kept(ledger, "SELECT id FROM expense ORDER BY id")
        for number in range(40):
            orders.choice(ledger, order, "SELECT id FROM expense WHERE id=?", [number])
        assert orders.kept(ledger, "SELECT id FROM expense ORDER BY id") is order
    assert len(order.known) <= orders._MOST_CHOICES
