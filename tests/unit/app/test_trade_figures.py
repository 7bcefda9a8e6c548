"""Tables and headlines of the trade record; every figure leads to what it is the sum of."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from tests.unit.domain.trade_making import choices, declaration, goods, many

from jiamao_desktop.app import exchanging, trade, trade_adding, trade_figures, trade_headline
from jiamao_desktop.app.trade_adding import Amount, Unit
from jiamao_desktop.app.trade_figures import Figures
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.trade import By, Wanted
from jiamao_desktop.storage import declarations

TODAY = dt.date(2026, 11, 20)
USD, CNY = Unit("USD"), Unit("CNY", converted=True)
IMPORT, EXPORT = Direction.IMPORT, Direction.EXPORT


def declare(ws: Workspace, *some: Declaration) -> None:
    with ws.operation("declaration.add", "收入报关单") as operation:
        for one in some:
            declarations.add(operation.db, one)


def table(ws: Workspace, by: By, wanted: Wanted | None = None, unit: Unit | None = None) -> Figures:
    return trade_figures.figures(ws, by, wanted or Wanted(), unit, TODAY)


def sums(found: Figures) -> list[tuple[str, int | None, int | None, int]]:
    return [
        (row.label, row.exports.hundredths, row.imports.hundredths, row.declarations)
        for row in found.rows
    ]


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    """Return a book of three years, two currencies, three countries."""
    declare(
        workspace,
        declaration("1", goods(total=100), declared_on=dt.date(2024, 5, 6)),
        declaration("2", goods(total=200), goods(2, 50, currency="EUR"), declared_on=_day(2025, 3)),
        declaration("3", goods(total=400), declared_on=_day(2025, 12)),
        declaration("4", goods(total=300, destination_country="USA"), declared_on=_day(2026, 3)),
        declaration(
            "5",
            goods(total=70, hs_code="8541100000", origin_country="日本"),
            direction=IMPORT,
            customs_regime="0110",
            declared_on=_day(2026, 4),
        ),
        declaration("6", goods(total=900), customs_regime="0654", declared_on=_day(2026, 5)),
    )
    return workspace


def _day(year: int, month: int) -> dt.date:
    return dt.date(year, month, 10)


def test_years_stand_in_their_order_with_growth_over_the_year_before(book: Workspace) -> None:
    found = table(book, By.YEAR, trade_adding.counting(Wanted()))
    assert sums(found) == [("2024", 100, 0, 1), ("2025", 600, 0, 2), ("2026", 300, 70, 2)]
    assert found.unit == USD
    assert found.units == ("USD", "EUR")
    assert [row.grown[0] for row in found.rows] == [None, Fraction(5), Fraction(1, 2)]


def test_the_running_year_is_compared_with_the_same_part_of_the_year_before(
    book: Workspace,
) -> None:
    # Declared up to 10 April: what was exported in December 2025 is not compared with.
    running = table(book, By.YEAR, trade_adding.counting(Wanted())).rows[-1]
    assert running.until == "04-10"
    assert running.grown == (Fraction(300 - 200, 200), None)


def test_a_year_that_is_over_is_compared_whole(book: Workspace) -> None:
    found = trade_figures.figures(
        book, By.YEAR, trade_adding.counting(Wanted()), None, dt.date(2027, 1, 1)
    )
    assert found.rows[-1].until == ""
    assert found.rows[-1].grown[0] == Fraction(300 - 600, 600)


def test_other_currencies_stand_beside_and_are_never_added(book: Workspace) -> None:
    year = table(book, By.YEAR).rows[1]
    assert year.exports.hundredths == 600
    assert year.exports.others == {"EUR": 50}
    euros = table(book, By.YEAR, unit=Unit("EUR")).rows[1]
    assert (euros.exports.hundredths, euros.exports.others) == (50, {"USD": 600})


def test_everything_is_converted_only_with_every_rate(book: Workspace) -> None:
    found = table(book, By.CURRENCY, Wanted(year="2025"), CNY)
    assert found.exports.hundredths is None
    assert {problem.code for problem in found.missing} == {"rate.missing"}
    exchanging.import_rates(
        book,
        "USD,2025-03-10,7,1,CNY,公布\nEUR,2025-03-10,8,1,CNY,公布\nUSD,2025-12-10,7.1,1,CNY,公布",
    )
    found = table(book, By.CURRENCY, Wanted(year="2025"), CNY)
    assert found.exports.hundredths == 200 * 7 + 400 * 71 // 10 + 50 * 8
    assert found.exports.others == {}
    assert found.missing == ()


def test_regimes_are_named_with_their_kind(book: Workspace) -> None:
    found = table(book, By.REGIME)
    assert [(row.label, row.about) for row in found.rows] == [
        ("0615 进料对口", "加工贸易"),
        ("0654 进料深加工", "深加工结转、余料结转"),
        ("0110 一般贸易", "一般贸易"),
    ]


def test_a_country_written_in_several_ways_is_one_row(book: Workspace) -> None:
    found = table(book, By.COUNTRY)
    assert [row.label for row in found.rows] == ["美国", "日本"]
    assert found.rows[0].exports.hundredths == 1900
    assert found.rows[0].declarations == 5


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        (By.CHAPTER, ["85"]),
        (By.HEADING, ["8504", "8541"]),
        (By.COMMODITY, ["8504401400", "8541100000"]),
        (By.CURRENCY, ["USD", "EUR"]),
    ],
)
def test_codes_and_currencies_have_their_rows(book: Workspace, by: By, labels: list[str]) -> None:
    assert [row.label for row in table(book, by).rows] == labels


def test_codes_say_what_goods_they_are_in_this_record(workspace: Workspace) -> None:
    declare(
        workspace,
        declaration(
            "1", goods(1, name="电源线"), goods(2, name="开关电源"), goods(3, name="开关电源")
        ),
        declaration(
            "2", goods(1, name="扬声器", hs_code="8518210000"), goods(2, name="", hs_code="1")
        ),
    )
    found = {row.key: row.about for row in table(workspace, By.HEADING).rows}
    assert found == {"8504": "开关电源等 2 种品名", "8518": "扬声器", "1": ""}
    assert all(row.about == "" for row in table(workspace, By.CURRENCY).rows)


def test_what_counts_leaves_transfers_out(book: Workspace) -> None:
    assert table(book, By.YEAR).rows[-1].exports.hundredths == 1200
    assert table(book, By.YEAR, trade_adding.counting(Wanted())).rows[-1].exports.hundredths == 300


def test_a_headline_has_growth_and_shares_of_what_counts(book: Workspace) -> None:
    found = trade_headline.headline(book, Wanted(year="2026"), None, TODAY)
    assert found is not None
    assert (found.exports.hundredths, found.imports.hundredths) == (300, 70)
    assert (found.year, found.until) == ("2026", "04-10")
    assert found.export_growth == Fraction(1, 2)
    assert found.import_growth is None
    assert found.processing_share == Fraction(300, 370)
    assert found.import_share == Fraction(70, 370)
    assert found.left_out_declarations == 1
    assert list(trade.declaration_ids(book, found.left_out)) == [6]
    assert list(trade.declaration_ids(book, found.processed)) == [4]


def test_a_year_without_trade_has_no_headline(book: Workspace) -> None:
    assert trade_headline.headline(book, Wanted(year="2020"), None, TODAY) is None
    assert trade_figures.years(book) == ["2026", "2025", "2024"]


def test_an_empty_book_has_an_empty_table(workspace: Workspace) -> None:
    found = table(workspace, By.HEADING)
    assert (list(found.rows), found.declarations, found.units) == ([], 0, ())


def test_items_without_amount_or_direction_are_counted_and_said(workspace: Workspace) -> None:
    declare(
        workspace,
        declaration("1", goods(total=None), goods(2)),
        declaration("2", goods(), direction=None),
    )
    found = table(workspace, By.YEAR)
    assert (found.unpriced, found.astray) == (1, 1)
    assert found.exports.hundredths == 100_00


def _listed(ws: Workspace, amount: Amount) -> dict[str, int]:
    """Return what the list of a figure's declarations has in total."""
    return dict(trade.trade_totals(ws, amount.wanted).get(amount.wanted.direction, {}))


def test_every_figure_is_the_total_of_the_list_it_leads_to(workspace: Workspace) -> None:
    declare(workspace, *many(21, 60))
    for place, wanted in enumerate(choices(22, 24)):
        found = table(workspace, tuple(By)[place % len(By)], wanted, USD)
        for row in found.rows:
            for amount in (row.exports, row.imports):
                listed = _listed(workspace, amount)
                if amount.wanted.direction is wanted.direction or wanted.direction is None:
                    assert listed.get("USD", 0) == amount.hundredths
                    assert {k: v for k, v in amount.others.items() if v} == {
                        k: v for k, v in listed.items() if k != "USD"
                    }


def test_the_largest_stands_first_and_equal_ones_by_name(workspace: Workspace) -> None:
    declare(
        workspace,
        declaration("1", goods(1, 5, hs_code="9000"), goods(2, 5, hs_code="1000")),
        declaration("2", goods(1, 9, hs_code="5000"), goods(2, None, hs_code="")),
    )
    assert [row.key for row in table(workspace, By.HEADING).rows] == ["5000", "1000", "9000", ""]
