"""The headlines of a year: figure, growth, what is not in it, and the way to its rows."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.trade_adding import Amount, Unit
from jiamao_desktop.app.trade_headline import Headline
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui.trade_tiles import TradeTiles

Show = Callable[[QWidget], None]
EXPORTS = Wanted(direction=Direction.EXPORT)
IMPORTS = Wanted(direction=Direction.IMPORT)
PROCESSED = Wanted(regimes=frozenset({"0615"}))


def headline(**changed: Any) -> Headline:
    values: dict[str, Any] = {
        "year": "2026",
        "until": "",
        "unit": Unit("USD"),
        "exports": Amount(hundredths=300_00, items=1, wanted=EXPORTS),
        "imports": Amount(hundredths=100_00, items=1, wanted=IMPORTS),
        "export_growth": Fraction(1, 4),
        "import_growth": Fraction(-1, 2),
        "processing_share": Fraction(3, 4),
        "import_share": Fraction(1, 4),
        "processed": PROCESSED,
        "left_out": Wanted(),
        "left_out_declarations": 0,
    }
    return Headline(**(values | changed))


@pytest.fixture
def tiles(shown: Show, dressed: object) -> TradeTiles:
    made = TradeTiles()
    shown(made)
    made.show_headline(headline())
    return made


def test_each_figure_stands_with_its_year_and_growth(tiles: TradeTiles) -> None:
    assert [tile.name.whole() for tile in (tiles.exports, tiles.imports)] == [
        "2026 出口",
        "2026 进口",
    ]
    assert tiles.exports.figure.whole() == "USD 300.00"
    assert tiles.exports.about.whole() == "+25.0% 比上年"
    assert tiles.imports.about.whole() == "−50.0% 比上年"
    assert tiles.processed.figure.whole() == "75.0%"
    assert tiles.share.figure.whole() == "25.0%"


def test_shares_of_one_currency_among_several_say_so(tiles: TradeTiles) -> None:
    assert tiles.share.about.whole() == "按 USD 部分"
    tiles.show_headline(headline(unit=Unit("CNY", converted=True)))
    assert tiles.share.about.whole() == ""


def test_other_currencies_take_a_line_only_where_there_are_any(tiles: TradeTiles) -> None:
    assert tiles.exports.other.isHidden()
    more = Amount(hundredths=1, others={"EUR": 5_00}, items=2, wanted=EXPORTS)
    tiles.show_headline(headline(exports=more))
    assert tiles.exports.other.whole() == "另 EUR\u00a05.00"
    assert not tiles.imports.other.isHidden()  # the tiles stay of one height


def test_without_a_year_before_there_is_no_growth(tiles: TradeTiles) -> None:
    tiles.show_headline(headline(export_growth=None))
    assert tiles.exports.about.whole() == "没有上年可比"


def test_without_a_rate_there_is_no_figure_and_no_growth(tiles: TradeTiles) -> None:
    lacking = Amount(hundredths=None, items=1, wanted=EXPORTS)
    unit = Unit("CNY", converted=True)
    tiles.show_headline(
        headline(unit=unit, exports=lacking, export_growth=None, processing_share=None)
    )
    assert tiles.exports.figure.whole() == "CNY 缺汇率"
    assert tiles.exports.about.whole() == ""
    assert tiles.processed.figure.whole() == "–"


def test_shares_are_drawn_beside_their_figures(tiles: TradeTiles) -> None:
    bar = tiles.processed.bar
    assert bar.share == Fraction(3, 4)
    assert bar.accessibleName() == "2026 加工贸易占进出口 75.0%"
    assert not bar.isHidden()
    assert tiles.exports.bar.isHidden()
    tiles.show_headline(headline(processing_share=None))
    assert bar.isHidden()


def test_a_year_of_nothing_has_no_tiles(tiles: TradeTiles, qtbot: QtBot) -> None:
    tiles.show_headline(None)
    assert tiles.isHidden()
    with qtbot.assertNotEmitted(tiles.list_wanted):
        tiles.exports.rows.click()
    tiles.show_headline(headline())
    assert not tiles.isHidden()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("exports", EXPORTS), ("imports", IMPORTS), ("processed", PROCESSED), ("share", IMPORTS)],
)
def test_each_figure_leads_to_the_rows_that_made_it(
    tiles: TradeTiles, qtbot: QtBot, name: str, wanted: Wanted
) -> None:
    with qtbot.waitSignal(tiles.list_wanted) as gone:
        getattr(tiles, name).rows.click()
    assert gone.args == [wanted]


def test_the_way_to_the_rows_is_said_aloud(tiles: TradeTiles) -> None:
    assert tiles.exports.rows.accessibleName() == "看报关单：2026 出口 USD 300.00"
