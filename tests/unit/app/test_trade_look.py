"""What the figures' screen asks for in one go; growth at the edges of the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.app import exchanging, history, trade, trade_figures, trade_headline
from jiamao_desktop.app.trade_adding import Unit
from jiamao_desktop.app.trade_figures import Asked
from jiamao_desktop.app.trade_headline import Headline
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.trade import By, Wanted
from jiamao_desktop.storage import declarations

CNY = Unit("CNY", converted=True)


def declare(ws: Workspace, *some: Declaration) -> None:
    with ws.operation("declaration.add", "收入报关单") as operation:
        for one in some:
            declarations.add(operation.db, one)


def on(number: int, day: dt.date | None, total: int = 100, **more: object) -> Declaration:
    return replace(declaration(str(number), goods(total=total)), declared_on=day, **more)  # type: ignore[arg-type]  # fields of a declaration


def headline(ws: Workspace, year: str, today: dt.date, unit: Unit | None = None) -> Headline:
    found = trade_headline.headline(ws, Wanted(year=year), unit, today)
    assert found is not None
    return found


def test_a_leap_day_is_compared_with_the_end_of_february(workspace: Workspace) -> None:
    declare(
        workspace,
        on(1, dt.date(2023, 2, 28), 100),
        on(2, dt.date(2023, 3, 1), 900),
        on(3, dt.date(2024, 2, 29), 150),
    )
    found = headline(workspace, "2024", dt.date(2024, 3, 10))
    assert found.until == "02-29"
    assert found.export_growth == Fraction(1, 2)


def test_the_running_year_reaches_as_far_as_it_was_declared(workspace: Workspace) -> None:
    declare(
        workspace,
        on(1, dt.date(2025, 1, 5), 100),
        on(2, dt.date(2025, 6, 1), 700),
        on(3, dt.date(2026, 1, 31), 110),
    )
    # Nothing was taken in after January: the months since are not compared with.
    found = headline(workspace, "2026", dt.date(2026, 11, 20))
    assert (found.until, found.export_growth) == ("01-31", Fraction(1, 10))


def test_a_year_before_the_last_is_whole_even_if_nothing_happened_late(
    workspace: Workspace,
) -> None:
    declare(workspace, on(1, dt.date(2024, 12, 30), 400), on(2, dt.date(2025, 1, 5), 100))
    found = headline(workspace, "2025", dt.date(2026, 11, 20))
    assert (found.until, found.export_growth) == ("", Fraction(-3, 4))


def test_what_has_no_day_is_in_no_year_and_grows_from_nothing(workspace: Workspace) -> None:
    declare(workspace, on(1, None, 300), on(2, dt.date(2026, 2, 2), 100))
    found = trade_figures.look(workspace, Asked())
    assert [row.key for row in found.figures.rows] == ["", "2026"]
    assert found.figures.rows[0].grown == (None, None)
    assert found.years == ["2026", ""]
    assert found.headline is not None
    assert found.headline.exports.hundredths == 100


def test_a_record_without_any_day_has_figures_all_the_same(workspace: Workspace) -> None:
    declare(workspace, on(1, None, 300))
    found = trade_figures.look(workspace, Asked())
    assert found.headline is not None
    assert found.headline.exports.hundredths == 300
    assert found.headline.export_growth is None


def test_an_empty_book_has_nothing_to_see(workspace: Workspace) -> None:
    found = trade_figures.look(workspace, Asked(by=By.COUNTRY))
    assert (found.years, found.headline, list(found.figures.rows)) == ([], None, [])


def test_the_year_asked_for_chooses_rows_except_in_the_table_of_years(
    workspace: Workspace,
) -> None:
    declare(workspace, on(1, dt.date(2025, 2, 2)), on(2, dt.date(2026, 2, 2)))
    by_code = trade_figures.look(workspace, Asked(by=By.HEADING, year="2025"))
    assert by_code.figures.declarations == 1
    assert by_code.headline is not None
    assert by_code.headline.year == "2025"
    by_year = trade_figures.look(workspace, Asked(by=By.YEAR, year="2025"))
    assert [row.key for row in by_year.figures.rows] == ["2025", "2026"]


def test_the_headline_is_of_what_counts_even_where_the_table_has_everything(
    workspace: Workspace,
) -> None:
    declare(
        workspace,
        on(1, dt.date(2026, 2, 2), 100),
        on(2, dt.date(2026, 2, 3), 900, customs_regime="0654"),
    )
    found = trade_figures.look(workspace, Asked(everything=True))
    assert found.figures.exports.hundredths == 1000
    assert found.headline is not None
    assert found.headline.exports.hundredths == 100
    assert found.headline.left_out_declarations == 1


def test_shares_over_several_currencies_need_the_rates(workspace: Workspace) -> None:
    day = dt.date(2026, 3, 5)
    declare(
        workspace,
        on(1, day, 100),
        replace(
            declaration("2", goods(total=200, currency="EUR")),
            declared_on=day,
            direction=Direction.IMPORT,
            customs_regime="0110",
        ),
    )
    today = dt.date(2026, 11, 20)
    lacking = headline(workspace, "2026", today, CNY)
    assert (lacking.import_share, lacking.processing_share) == (None, None)
    assert [problem.code for problem in lacking.missing] == ["rate.missing", "rate.missing"]
    exchanging.import_rates(workspace, "USD,2026-03-05,7,1,CNY,公布\nEUR,2026-03-05,8,1,CNY,公布")
    found = headline(workspace, "2026", today, CNY)
    assert (found.exports.hundredths, found.imports.hundredths) == (700, 1600)
    assert found.import_share == Fraction(1600, 2300)
    assert found.processing_share == Fraction(700, 2300)
    assert found.missing == ()


def test_one_currency_needs_no_rate_for_shares_and_growth(workspace: Workspace) -> None:
    declare(workspace, on(1, dt.date(2025, 3, 1), 100), on(2, dt.date(2026, 3, 1), 300))
    found = headline(workspace, "2026", dt.date(2026, 11, 20), CNY)
    assert found.exports.hundredths is None
    assert found.export_growth == 2  # as declared: both in USD
    assert found.processing_share == 1


@pytest.mark.parametrize("by", list(By))
def test_an_undo_leaves_no_trace_in_any_table(workspace: Workspace, by: By) -> None:
    before = trade_figures.look(workspace, Asked(by=by, everything=True))
    declare(workspace, on(1, dt.date(2026, 2, 2), 100))
    assert trade_figures.look(workspace, Asked(by=by, everything=True)) != before
    history.undo(workspace)
    assert trade_figures.look(workspace, Asked(by=by, everything=True)) == before


def test_totals_leave_out_currencies_without_any_amount(workspace: Workspace) -> None:
    declare(
        workspace,
        declaration("1", goods(1, None, currency="EUR"), goods(2, 5)),
        declaration("2", goods(1, 7), direction=Direction.IMPORT),
        declaration("3", goods(1, 9), direction=None),
    )
    assert trade.trade_totals(workspace) == {
        Direction.EXPORT: {"USD": 5},
        Direction.IMPORT: {"USD": 7},
        None: {"USD": 9},
    }


def test_totals_follow_the_choice(workspace: Workspace) -> None:
    declare(
        workspace,
        declaration("1", goods(1, 5), goods(2, 11, hs_code="9403000000")),
        declaration("2", goods(1, 7), direction=Direction.IMPORT),
    )
    assert trade.trade_totals(workspace, Wanted(hs=(2, "94"))) == {Direction.EXPORT: {"USD": 11}}
    assert trade.trade_totals(workspace, Wanted(direction=Direction.IMPORT)) == {
        Direction.IMPORT: {"USD": 7}
    }
