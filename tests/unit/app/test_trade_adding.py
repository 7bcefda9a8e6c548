"""Adding up in one unit: what is in it, what stands beside, what grew."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.app import exchanging, trade_adding
from jiamao_desktop.app.trade_adding import Adder, Unit
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.trade import Cell, Wanted
from jiamao_desktop.storage import declarations

DAY = dt.date(2026, 3, 5)
EXPORT = Direction.EXPORT


def cell(currency: str, hundredths: int, side: Direction | None = EXPORT, items: int = 1) -> Cell:
    return Cell(
        key="", direction=side, currency=currency, hundredths=hundredths, items=items, day=DAY
    )


def declare(ws: Workspace, *some: Declaration) -> None:
    with ws.operation("declaration.add", "收入报关单") as operation:
        for one in some:
            declarations.add(operation.db, one)


def test_a_currency_alone_has_the_others_beside_it(workspace: Workspace) -> None:
    adder = Adder(workspace.reader, Unit("USD"))
    cells = [cell("USD", 5), cell("EUR", 7), cell("USD", 2), cell("USD", 9, Direction.IMPORT)]
    found = adder.amount(cells, EXPORT, Wanted(year="2026"))
    assert (found.hundredths, found.others, found.items) == (7, {"EUR": 7}, 3)
    assert found.wanted == Wanted(year="2026", direction=EXPORT)


def test_a_currency_that_was_not_declared_comes_to_nought(workspace: Workspace) -> None:
    found = Adder(workspace.reader, Unit("JPY")).amount([cell("USD", 5)], EXPORT, Wanted())
    assert (found.hundredths, found.others) == (0, {"USD": 5})


def test_everything_converted_leaves_nothing_beside(workspace: Workspace) -> None:
    exchanging.import_rates(workspace, "USD,2026-03-05,7,1,CNY,公布")
    adder = Adder(workspace.reader, Unit("CNY", converted=True))
    found = adder.amount([cell("USD", 5), cell("CNY", 1)], EXPORT, Wanted())
    assert (found.hundredths, found.others) == (36, {})
    lacking = adder.amount([cell("USD", 5), cell("EUR", 1)], EXPORT, Wanted())
    assert lacking.hundredths is None


def test_currencies_stand_by_their_items_and_none_comes_last() -> None:
    cells = [cell("EUR", 9, items=2), cell("", 9, items=9), cell("USD", 1, items=2), cell("A", 1)]
    assert trade_adding.currencies(cells) == ("EUR", "USD", "A", "")
    assert trade_adding.currencies([]) == ()


def test_what_counts_is_added_to_what_is_left_out_already() -> None:
    wanted = trade_adding.counting(Wanted(without=frozenset({"0110"}), year="2026"))
    assert wanted.without == trade_tables.tables().uncounted | {"0110"}
    assert wanted.year == "2026"


@pytest.mark.parametrize(
    ("year", "today", "until"),
    [
        ("2026", dt.date(2026, 11, 20), "03-05"),
        ("2026", dt.date(2027, 1, 1), ""),
        ("2025", dt.date(2026, 11, 20), ""),
        ("", dt.date(2026, 11, 20), ""),
    ],
)
def test_only_the_running_year_is_cut_at_its_last_declaration(
    workspace: Workspace, year: str, today: dt.date, until: str
) -> None:
    declare(workspace, declaration("1", goods(), declared_on=DAY))
    assert trade_adding.declared_until(workspace.reader, Wanted(), year, today) == until


def test_a_running_year_without_anything_has_no_end(workspace: Workspace) -> None:
    day = dt.date(2026, 11, 20)
    assert trade_adding.declared_until(workspace.reader, Wanted(), "2026", day) == ""


def test_growth_is_within_what_was_chosen(workspace: Workspace) -> None:
    declare(
        workspace,
        declaration("1", goods(1, 100), goods(2, 900, hs_code="9403"), declared_on=DAY),
        declaration("2", goods(1, 50), declared_on=dt.date(2025, 3, 5)),
    )
    adder = Adder(workspace.reader, Unit("USD"))
    wanted = Wanted(year="2026", direction=EXPORT, hs=(4, "8504"))
    assert trade_adding.grown(adder, workspace.reader, wanted, "") == 1
    everything = Wanted(year="2026", direction=EXPORT)
    assert trade_adding.grown(adder, workspace.reader, everything, "") == Fraction(950, 50)
    assert trade_adding.grown(adder, workspace.reader, Wanted(), "") is None
    euros = Adder(workspace.reader, Unit("EUR"))
    assert trade_adding.grown(euros, workspace.reader, everything, "") is None
