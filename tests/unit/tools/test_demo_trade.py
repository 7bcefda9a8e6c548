"""The made-up trade record: the same each time, and its handbook adds up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from tests.unit.storage.books import new_book
from tools import demo_trade

from jiamao_desktop.app import handbooks, trade_figures
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.trade_adding import Unit
from jiamao_desktop.app.trade_figures import Asked
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.trade import By


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a book with the record in it."""
    made = new_book(tmp_path_factory.mktemp("demo") / "样例.book")
    ws = Workspace(made.book, shipped_catalog(), FixedClock(dt.date(2026, 11, 20)))
    demo_trade.fill(ws)
    yield ws
    ws.close()


def test_the_record_is_the_same_each_time() -> None:
    assert list(demo_trade.made()) == list(demo_trade.made())


def test_no_number_comes_twice_and_every_amount_is_quantity_times_price() -> None:
    made = list(demo_trade.made())
    assert len({one.number for one in made}) == len(made)
    for one in made:
        assert one.number[8] == ("0" if one.direction is Direction.EXPORT else "1")
        for item in one.items:
            assert item.quantity is not None
            assert item.unit_price is not None
            assert item.quantity * item.unit_price * 100 == item.total


def test_it_exports_more_than_it_imports_in_every_year(book: Workspace) -> None:
    rows = trade_figures.look(book, Asked()).figures.rows
    assert [row.key for row in rows] == ["2023", "2024", "2025", "2026"]
    for row in rows:
        assert (row.exports.hundredths or 0) > (row.imports.hundredths or 0) > 0


def test_every_day_has_a_rate(book: Workspace) -> None:
    found = trade_figures.look(book, Asked(by=By.COUNTRY, unit=Unit("CNY", converted=True)))
    assert found.figures.missing == ()
    assert found.figures.exports.hundredths


def test_the_handbook_adds_up(book: Workspace) -> None:
    [row] = handbooks.handbook_list(book)
    assert row.number == demo_trade.HANDBOOK
    assert row.id is not None
    found = handbooks.balance_of(book, row.id)
    assert found is not None
    assert found.problems == ()
    assert all(line.certain and line.left > 0 for line in found.materials)
