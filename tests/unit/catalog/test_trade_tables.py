"""The tables of the trade record: regimes, and spellings of countries."""

from __future__ import annotations

import pytest

from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.catalog.trade_tables import TradeTables


@pytest.fixture(scope="module")
def tables() -> TradeTables:
    return trade_tables.tables()


def test_every_regime_is_of_one_kind_and_has_a_name(tables: TradeTables) -> None:
    regimes = [code for kind in tables.kinds for code in kind.regimes]
    assert len(regimes) == len(set(regimes))
    assert set(regimes) <= tables.names.keys()
    assert tables.handbook.keys() <= set(regimes)


def test_what_a_handbook_knows_is_processing_trade(tables: TradeTables) -> None:
    assert tables.handbook.keys() <= tables.processing


def test_transfers_and_sales_at_home_are_processing_trade_and_do_not_count(
    tables: TradeTables,
) -> None:
    for regime in ("0255", "0654", "0644", "0245"):
        assert regime in tables.uncounted
        assert regime in tables.processing
    assert not {"0110", "0615", "0214", "9710"} & tables.uncounted


def test_a_regime_that_is_not_in_the_tables_has_no_kind(tables: TradeTables) -> None:
    assert tables.kind_of("9999") is None
    kind = tables.kind_of("0615")
    assert kind is not None
    assert kind.label == "加工贸易"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("美国", "美国"),
        ("USA", "美国"),
        ("usa", "美国"),
        ("美国(USA)", "美国"),
        ("美国（USA）", "美国"),
        ("502", "美国"),
        ("香港", "中国香港"),
        ("(HKG)", "中国香港"),
        ("台湾地区", "中国台湾"),
        ("冰岛(ISL)", "冰岛"),
        ("冰岛", "冰岛"),
        ("999", "999"),
        ("", ""),
    ],
)
def test_a_country_is_known_however_it_is_written(
    tables: TradeTables, written: str, name: str
) -> None:
    assert tables.country_of(written) == name


def test_no_spelling_is_two_countries(tables: TradeTables) -> None:
    assert len(tables.countries) > 150
    assert all(tables.country_of(name) == name for name in set(tables.countries.values()))
