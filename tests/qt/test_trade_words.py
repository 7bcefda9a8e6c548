"""How figures of the trade record are said."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication

from jiamao_desktop.app.trade_adding import Amount, Unit
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.trade import By, UsedRates, Wanted
from jiamao_desktop.ui import trade_words

pytestmark = pytest.mark.usefixtures("dressed")


def amount(hundredths: int | None, **others: int) -> Amount:
    return Amount(hundredths=hundredths, others=others, items=1, wanted=Wanted())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (Fraction(1, 8), "+12.5%"),
        (Fraction(-1, 3), "−33.3%"),
        (Fraction(2, 3), "+66.7%"),
        (Fraction(0), "+0.0%"),
        (Fraction(123), "+12,300.0%"),
    ],
)
def test_growth_has_its_sign(value: Fraction | None, words: str) -> None:
    assert trade_words.grown(value) == words


def test_a_share_is_rounded_to_a_tenth_and_none_is_a_dash() -> None:
    assert trade_words.percent(Fraction(1, 3)) == "33.3%"
    assert trade_words.percent(Fraction(9995, 10000)) == "100.0%"
    assert trade_words.percent(None) == "–"


def test_an_amount_without_rates_says_so_and_others_stand_beside() -> None:
    assert trade_words.amount(amount(1234567)) == "12,345.67"
    assert trade_words.amount(amount(None)) == "缺汇率"
    assert trade_words.others(amount(1, EUR=5, CNY=0)) == "另 EUR\u00a00.05"
    assert trade_words.others(amount(1)) == ""


def test_sums_stand_by_direction_and_by_currency() -> None:
    words = trade_words.both(
        {Direction.EXPORT: {"EUR": 100, "USD": 200}, None: {"": 300}, Direction.IMPORT: {"USD": 0}}
    )
    assert words == "出口 EUR\u00a01.00、USD\u00a02.00　未写进出口 币制未填\u00a03.00"


def test_units_say_whether_something_is_left_out() -> None:
    assert trade_words.unit_name(Unit("USD")) == "只看 USD"
    assert trade_words.unit_name(Unit("")) == "只看 币制未填"
    assert trade_words.unit_name(Unit("CNY", converted=True)) == "全部折成 CNY"


def test_growth_says_what_it_is_over() -> None:
    assert trade_words.against("") == "比上年"
    assert trade_words.against("03-15") == "比上年同期（至 03-15）"


def test_rows_that_the_record_does_not_name_have_a_name() -> None:
    assert trade_words.row_name(By.YEAR, "") == "没有日期"
    assert trade_words.row_name(By.COUNTRY, "") == "未填"
    assert trade_words.row_name(By.COUNTRY, "日本") == "日本"


def test_a_conversion_says_by_which_rates() -> None:
    day = dt.date(2026, 3, 2)
    one = UsedRates(currency="USD", into="CNY", count=1, first=day, last=day, sources=("公布",))
    other = UsedRates(currency="EUR", into="CNY", count=2, first=day, last=day, sources=())
    assert trade_words.rates([one, other]) == (
        "按当日人民币汇率中间价折算（当日未公布的取此前最近一日），舍去不足一分："
        "USD→CNY 1 个，2026-03-02 至 2026-03-02，公布；EUR→CNY 2 个，2026-03-02 至 2026-03-02。"
    )
    assert trade_words.rates([]) == ""


def test_every_table_has_a_name_of_its_own() -> None:
    assert len({trade_words.by_name(by) for by in By}) == len(By)


def test_every_condition_of_a_choice_is_said() -> None:
    assert trade_words.chosen(Wanted(contains="香港")) == []
    assert trade_words.chosen(
        Wanted(
            direction=Direction.IMPORT,
            year="2026",
            until="03-31",
            regimes=frozenset({"0615", "0214", "0110", "9710"}),
            countries=frozenset({"日本"}),
            hs=(4, "8504"),
            currency="USD",
            handbook="C5301",
            serial="2",
            without=frozenset({"0654"}),
        )
    ) == [
        "进口",
        "2026",
        "截至 03-31",
        "监管方式 0110、0214、0615 等 4 种",
        "国家 日本",
        "商品编号 8504",
        "USD",
        "备案号 C5301",
        "备案序号 2",
        "不含结转、内销等",
    ]


def test_a_condition_on_what_is_blank_says_so(dressed: QApplication) -> None:
    wanted = Wanted(
        year="",
        hs=(2, ""),
        currency="",
        handbook="",
        serial="",
        regimes=frozenset({""}),
    )
    assert trade_words.chosen(wanted) == [
        "没有日期",
        "监管方式 未填",
        "商品编号 未填",
        "币制未填",
        "备案号 未填",
        "备案序号 未填",
    ]
