from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import values


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("114.00", 11400),
        ("¥35559.69", 3555969),
        ("￥1,234.5", 123450),
        ("-80.00", -8000),
        ("¥-80.00", -8000),
        ("107.5500", 10755),
        ("620", 62000),
        ("１２．３０", 1230),
        ("318.00元", 31800),
    ],
)
def test_amounts_are_read_as_printed(text: str, fen: int) -> None:
    assert values.money(text) == Money(fen)


@pytest.mark.parametrize("text", ["", "***", "免税", "1.005", "1,23.00", "12 345,00", "9" * 30])
def test_what_is_no_amount_of_fen_is_none(text: str) -> None:
    assert values.money(text) is None


def test_a_rest_finer_than_a_fen_is_never_rounded_away() -> None:
    assert values.money("0.994") is None
    assert values.money("0.990") == Money(99)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020年10月10日", dt.date(2020, 10, 10)),
        ("2025-03-12 10:00:00", dt.date(2025, 3, 12)),
        ("2019 05 13", dt.date(2019, 5, 13)),
        ("20190513", dt.date(2019, 5, 13)),
        ("2025/1/2", dt.date(2025, 1, 2)),
    ],
)
def test_dates_are_read_in_every_way_they_are_written(text: str, day: dt.date) -> None:
    assert values.date(text) == day


@pytest.mark.parametrize("text", ["", "2025-02-30", "1825-01-01", "25442000000000000073", "昨天"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert values.date(text) is None


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("0.13", "13%"),
        ("13%", "13%"),
        ("0.015", "1.5%"),
        ("0", "0%"),
        ("免税", "免税"),
        ("***", "***"),
        ("", ""),
        ("13", ""),
        ("abc", ""),
    ],
)
def test_rates_come_out_as_they_are_printed(text: str, rate: str) -> None:
    assert values.rate(text) == rate


def test_quantities_keep_every_digit() -> None:
    assert values.decimal("4197.16981132075") == Decimal("4197.16981132075")
    assert str(values.decimal("1.00000000")) == "1.00000000"


@pytest.mark.parametrize("text", ["", "NaN", "Infinity", "1e5x", "个", "1" * 31])
def test_what_is_no_number_is_none(text: str) -> None:
    assert values.decimal(text) is None


@given(st.text(max_size=40))
def test_no_text_upsets_a_reader_of_values(text: str) -> None:
    values.money(text)
    values.date(text)
    values.rate(text)
    values.decimal(text)
    values.looks_like_money(text)


@given(st.integers(-(10**14), 10**14))
def test_an_amount_written_is_the_amount_read(fen: int) -> None:
    assert values.money(f"¥{Money(fen)}".replace("¥-", "-¥")) == Money(fen)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_written_is_the_day_read(day: dt.date) -> None:
    assert values.date(f"{day.year}年{day.month:02d}月{day.day:02d}日") == day
    assert values.date(day.strftime("%Y%m%d")) == day


@pytest.mark.parametrize(
    ("share", "written"),
    [("0.1", "10"), ("0.20", "20"), ("0.13", "13"), ("0.005", "0.5"), ("0", "0"), ("1", "100")],
)
def test_a_share_becomes_per_cent_as_people_write_it(share: str, written: str) -> None:
    assert str(values.per_cent(Decimal(share))) == written


@pytest.mark.parametrize("text", ["1E31", "1E-31", "1E999999999", "-1E999999999", "1E-999999999"])
def test_a_number_that_no_paper_has_room_for_is_none(text: str) -> None:
    assert values.decimal(text) is None


@given(st.integers(-(10**29), 10**29), st.integers(0, 12))
def test_every_number_of_thirty_digits_comes_back_as_written(digits: int, places: int) -> None:
    written = f"{Decimal(digits).scaleb(-places):f}"
    if len(written) <= 30:
        assert str(values.decimal(written)) == str(Decimal(written))
