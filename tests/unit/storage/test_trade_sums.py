"""Sums over declaration items, against the same sums worked out one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from tests.unit.domain.trade_making import choices, declaration, goods, many
from tests.unit.storage.books import changing

from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.trade import (
    DIGITS,
    By,
    Wanted,
    counted_on,
    country_of,
    is_meant,
)
from jiamao_desktop.storage import declarations, trade_sums
from jiamao_desktop.storage.database import Database

Key = tuple[str, Direction | None, str]


def stored(db: Database, some: Sequence[Declaration]) -> Mapping[int, Declaration]:
    with changing(db):
        return {int(declarations.add(db, one)): one for one in some}


def key_of(by: By, one: Declaration, item: DeclarationItem) -> str:
    day = counted_on(one)
    match by:
        case By.YEAR:
            return f"{day:%Y}" if day else ""
        case By.REGIME:
            return one.customs_regime
        case By.COUNTRY:
            return country_of(one, item)
        case By.CURRENCY:
            return item.currency
        case _:
            return item.hs_code[: DIGITS[by]]


def by_hand(
    some: Mapping[int, Declaration], wanted: Wanted, by: By
) -> dict[Key, tuple[int, int, int]]:
    sums: dict[Key, tuple[int, int, int]] = {}
    for one in some.values():
        for item in one.items:
            if is_meant(wanted, one, item):
                key = key_of(by, one, item), one.direction, item.currency
                amount, items, unpriced = sums.get(key, (0, 0, 0))
                sums[key] = (
                    amount + (item.total or 0),
                    items + 1,
                    unpriced + (item.total is None),
                )
    return sums


def test_every_choice_is_summed_as_by_hand(db: Database) -> None:
    some = stored(db, many(7, 90))
    for place, wanted in enumerate(choices(11, 160)):
        by = tuple(By)[place % len(By)]
        found = {
            (cell.key, cell.direction, cell.currency): (
                cell.hundredths,
                cell.items,
                cell.unpriced,
            )
            for cell in trade_sums.cells(db, wanted, by)
        }
        assert found == by_hand(some, wanted, by), (wanted, by)


def test_the_list_of_a_choice_is_the_declarations_that_its_sum_is_made_of(db: Database) -> None:
    some = stored(db, many(8, 90))
    for wanted in choices(12, 120):
        behind = {
            number
            for number, one in some.items()
            if any(is_meant(wanted, one, item) for item in one.items)
        }
        assert set(trade_sums.ids(db, wanted)) == behind, wanted


def test_the_list_has_the_newest_declaration_first(db: Database) -> None:
    stored(
        db,
        [
            declaration("1", goods(), declared_on=dt.date(2026, 1, 5)),
            declaration("2", goods(), declared_on=dt.date(2026, 3, 5)),
            declaration("3", goods(), declared_on=dt.date(2026, 3, 5)),
            declaration("4", goods(), declared_on=None),
        ],
    )
    assert list(trade_sums.ids(db, Wanted())) == [3, 2, 1, 4]


def test_a_declaration_without_items_is_listed_until_items_are_asked_for(db: Database) -> None:
    stored(db, [declaration("1")])
    assert list(trade_sums.ids(db, Wanted(direction=Direction.EXPORT))) == [1]
    assert list(trade_sums.ids(db, Wanted(currency=""))) == []


def test_words_choose_whole_declarations(db: Database) -> None:
    stored(
        db,
        [
            declaration("1", goods(), overseas_party="香港样例贸易"),
            declaration("2", goods(total=5), overseas_party="SAMPLE INC"),
        ],
    )
    words = Wanted(contains="香港")
    assert list(trade_sums.ids(db, words)) == [1]
    [cell] = trade_sums.cells(db, words, By.YEAR)
    assert cell.hundredths == 100_00


def test_words_are_found_in_heads_and_in_items_each_by_itself(db: Database) -> None:
    stored(
        db,
        [
            declaration("1", goods(name="开关电源"), overseas_party="香港样例贸易"),
            declaration("2", goods(name="扬声器", hs_code="8518210000"), overseas_party="香港样例"),
            declaration("3", goods(name="开关电源"), overseas_party="SAMPLE INC"),
        ],
    )
    found = {
        words: sorted(trade_sums.ids(db, Wanted(contains=words)))
        for words in ("电源", "香港", "香港　电源", "851821", "香港 SAMPLE", " … ")
    }
    assert found == {
        "电源": [1, 3],
        "香港": [1, 2],
        "香港　电源": [1],
        "851821": [2],
        "香港 SAMPLE": [],
        " … ": [1, 2, 3],
    }


def test_words_and_conditions_go_together(db: Database) -> None:
    stored(
        db,
        [
            declaration("1", goods(1, 5), goods(2, 7, currency="EUR", name="扬声器")),
            declaration("2", goods(1, 11)),
        ],
    )
    [cell] = trade_sums.cells(db, Wanted(contains="扬声器", currency="USD"), By.CURRENCY)
    assert (cell.hundredths, cell.items) == (5, 1)


def test_days_are_kept_apart_only_where_asked(db: Database) -> None:
    day, next_day = dt.date(2026, 3, 5), dt.date(2026, 3, 6)
    stored(
        db,
        [
            declaration("1", goods(), declared_on=day),
            declaration("2", goods(), declared_on=day, moved_on=next_day),
        ],
    )
    assert [cell.day for cell in trade_sums.cells(db, Wanted(), By.YEAR)] == [None]
    assert [cell.day for cell in trade_sums.cells(db, Wanted(), By.YEAR, daily=True)] == [
        day,
        next_day,
    ]


def test_a_declaration_counts_once_for_a_key_however_many_items_it_has(db: Database) -> None:
    stored(db, [declaration("1", goods(1), goods(2)), declaration("2", goods(1))])
    assert trade_sums.declared(db, Wanted(), By.REGIME) == {"0615": 2}


def test_declarations_are_counted_once_for_each_key(db: Database) -> None:
    stored(db, [declaration("1", goods(1), goods(2, currency="EUR"))])
    assert trade_sums.declared(db, Wanted(), By.CURRENCY) == {"EUR": 1, "USD": 1}


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(year="2026", countries=frozenset({"美国"}))])
def test_an_empty_book_has_no_figures(db: Database, wanted: Wanted) -> None:
    assert list(trade_sums.cells(db, wanted, By.COUNTRY)) == []
    assert list(trade_sums.ids(db, wanted)) == []


def test_the_name_of_most_items_stands_for_a_code_and_equal_ones_go_by_name(db: Database) -> None:
    stored(
        db,
        [
            declaration("1", goods(1, name="乙"), goods(2, name="甲"), goods(3, name="甲")),
            declaration("2", goods(1, name="丁", hs_code="9"), goods(2, name="丙", hs_code="9")),
            declaration("3", goods(1, name="", hs_code="7")),
        ],
    )
    assert trade_sums.goods_names(db, Wanted(), By.HEADING) == {"8504": ("甲", 2), "9": ("丁", 2)}
    only = Wanted(hs=(4, "9"))
    assert trade_sums.goods_names(db, only, By.COMMODITY) == {"9": ("丁", 2)}


def test_names_letters_and_the_newest_day_are_read_from_the_declarations(db: Database) -> None:
    assert trade_sums.newest_day(db) is None
    stored(
        db,
        [
            declaration("1", goods(), customs_regime_name="进料对口", handbook="C53011234567"),
            declaration("2", goods(), handbook="E5301", moved_on=dt.date(2026, 4, 1)),
        ],
    )
    assert trade_sums.regime_names(db) == {"0615": "进料对口"}
    assert list(trade_sums.letters(db)) == ["C", "E"]
    assert trade_sums.newest_day(db) == dt.date(2026, 4, 1)
