"""Bars, balances and conditions in words: exact where exact, rounded where it is said."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.handbook import HandbookGoods
from jiamao_desktop.domain.handbook_balance import ARRIVES, Consumed, MaterialBalance, Part
from jiamao_desktop.domain.trade import By, Wanted
from jiamao_desktop.ui import chart_paint, handbook_words, trade_words
from jiamao_desktop.ui.chart_paint import DARK, LIGHT, Bar, Chart, ChartColours
from jiamao_desktop.ui.plan_words import LINE_BREAK


@pytest.fixture(autouse=True, scope="module")
def in_chinese(dressed: QApplication) -> QApplication:
    """Let texts be looked up in the language they are written in."""
    return dressed


def balance(
    parts: Mapping[Part, str] | None = None,
    *,
    quantity: str | None = None,
    certain: bool = True,
) -> MaterialBalance:
    every = {part: Decimal((parts or {}).get(part, "0")) for part in Part}
    return MaterialBalance(
        material=HandbookGoods(
            serial=3,
            name="集成电路",
            hs_code="8542310000",
            unit="个",
            quantity=None if quantity is None else Decimal(quantity),
        ),
        parts=every,
        rows=dict.fromkeys(Part, ()),
        consumed=(),
        certain=certain,
    )


@settings(max_examples=60)
@given(st.integers(1, 10**16))
def test_an_axis_holds_the_longest_bar_in_few_even_steps(most: int) -> None:
    marks = chart_paint.ticks(most)
    steps = {after - before for before, after in itertools.pairwise(marks)}
    assert marks[0] == 0
    assert len(steps) == 1
    assert marks[-2] < most <= marks[-1]
    assert len(marks) <= chart_paint.MOST_TICKS
    assert str(steps.pop()).rstrip("0") in {"1", "2", "5"}


@pytest.mark.parametrize(
    ("hundredths", "said"),
    [
        (0, "0"),
        (5, "0.05"),
        (99_99, "99.99"),
        (100_00, "100"),
        (123_45, "123"),
        (9_999_99, "9,999"),
        (10_000_00, "1万"),
        (12_349_00, "1.2万"),
        (12_350_00, "1.2万"),
        (12_500_00, "1.3万"),
        (1_234_567_00, "123.5万"),
        (100_000_000_00, "1亿"),
        (1_234_567_890_00, "12.3亿"),
        (-1_234_567_00, "−123.5万"),
        (-5, "−0.05"),
    ],
)
def test_an_axis_says_amounts_in_few_signs(hundredths: int, said: str) -> None:
    assert chart_paint.short(hundredths) == said


def test_just_below_a_hundred_million_is_a_hundred_million_when_rounded() -> None:
    assert chart_paint.short(99_999_999_00) == "1亿"
    assert chart_paint.short(99_994_999_00) == "9,999.5万"


@pytest.mark.parametrize(
    ("value", "most", "expected"),
    [(None, 10, 0.0), (0, 10, 0.0), (-3, 10, 0.0), (5, 0, 0.0), (1, 10**9, 1.5), (5, 10, 50.0)],
)
def test_whatever_is_there_at_all_can_be_seen(
    value: int | None, most: int, expected: float
) -> None:
    assert chart_paint.length(value, most, 100.0) == expected


AMOUNTS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 10**9)), st.integers(0, 10**9)),
    min_size=1,
    max_size=12,
)


def chart_of(amounts: list[tuple[int | None, int]]) -> Chart:
    bars = tuple(Bar(label=str(at), values=pair, texts=("", "")) for at, pair in enumerate(amounts))
    return Chart(title="图", series=("出口", "进口"), bars=bars)


@settings(max_examples=30)
@given(AMOUNTS)
def test_upright_bars_stand_side_by_side_within_their_room(
    amounts: list[tuple[int | None, int]],
) -> None:
    plot = QRectF(40, 20, 400, 200)
    placed = [place for group in chart_paint.upright(plot, chart_of(amounts)) for place in group]
    assert len(placed) == 2 * len(amounts)
    for before, after in itertools.pairwise(placed):
        assert before.right() <= after.left() + 0.01
    for place in placed:
        assert plot.left() <= place.left() <= place.right() <= plot.right()
        assert place.bottom() == pytest.approx(plot.bottom())
        assert place.top() >= plot.top() - 1.5


@settings(max_examples=30)
@given(AMOUNTS)
def test_lying_bars_lie_below_each_other_and_the_longest_fills_the_room(
    amounts: list[tuple[int | None, int]],
) -> None:
    chart = chart_of(amounts)
    plot = QRectF(40, 20, 400, 300)
    placed = [place for group in chart_paint.lying(plot, chart) for place in group]
    for before, after in itertools.pairwise(placed):
        assert before.bottom() <= after.top() + 0.01
    if chart.most:
        assert max(place.width() for place in placed) == pytest.approx(plot.width())


def test_a_chart_of_nothing_has_no_bars_and_an_axis() -> None:
    empty = Chart(title="图", series=(), bars=())
    assert empty.most == 0
    assert chart_paint.upright(QRectF(0, 0, 10, 10), empty) == []
    assert chart_paint.ticks(empty.most) == (0, 1)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_two_series_differ_in_their_filling_not_in_their_colour_alone(
    colours: ChartColours,
) -> None:
    solid, hatched = (chart_paint.brush(colours, side) for side in (0, 1))
    assert solid.style() != hatched.style()
    assert solid.color() != hatched.color()


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "0"),
        ("12345.600", "12,345.6"),
        ("0.1234", "≈ 0.123"),
        ("0.1235", "≈ 0.124"),
        ("-0.0005", "≈ -0.001"),
        ("1E+3", "1,000"),
        ("2.000", "2"),
    ],
)
def test_a_quantity_is_rounded_from_the_fourth_decimal_on_and_said_to_be(
    amount: str, said: str
) -> None:
    assert handbook_words.about(Decimal(amount)) == said


def test_every_column_of_a_balance_has_a_name_of_its_own() -> None:
    names = [handbook_words.part_name(part) for part in Part]
    assert len(set(names)) == len(names)
    assert all(names)


def test_what_arrived_stands_above_what_is_on_record() -> None:
    assert handbook_words.imported(balance({Part.IMPORTED: "1200"})) == "1,200"
    known = balance({Part.IMPORTED: "1200"}, quantity="5000.50")
    assert handbook_words.imported(known) == f"1,200{LINE_BREAK}备案 5,000.5"


def test_columns_that_are_nought_are_not_named() -> None:
    assert handbook_words.others(balance({Part.IMPORTED: "9", Part.USED: "4"})) == "–"
    said = handbook_words.others(balance({Part.SOLD: "3", Part.CARRIED_IN: "1.5"}))
    assert said == "结转转入 1.5、内销 3"


def test_a_balance_that_is_not_certain_says_so() -> None:
    sure = balance({Part.IMPORTED: "10", Part.USED: "4", Part.SCRAPPED: "1"})
    assert handbook_words.left(sure) == "5"
    assert handbook_words.left(balance({Part.IMPORTED: "10"}, certain=False)) == (
        f"10{LINE_BREAK}? 记录不全"
    )


QUANTITY = st.decimals(0, 10**6, places=5)


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(Part), QUANTITY))
def test_what_is_left_is_what_came_less_what_went(parts: dict[Part, Decimal]) -> None:
    line = balance({part: str(amount) for part, amount in parts.items()})
    came = sum((amount for part, amount in parts.items() if part in ARRIVES), Decimal(0))
    went = sum((amount for part, amount in parts.items() if part not in ARRIVES), Decimal(0))
    assert line.left == came - went


def test_a_use_shows_its_working() -> None:
    one = Consumed(
        product=1,
        version="",
        exported=Decimal(200),
        each=Decimal("0.5"),
        share=Decimal(100),
        amount=Decimal(100),
    )
    assert handbook_words.consumed(one, "千克") == "净出口 200 × 单耗 0.5 = 100 千克"
    assert handbook_words.consumed(one, "") == "净出口 200 × 单耗 0.5 = 100"


def test_a_use_that_is_bonded_in_part_shows_the_part() -> None:
    one = Consumed(
        product=1,
        version="2",
        exported=Decimal(200),
        each=Decimal("0.5"),
        share=Decimal(80),
        amount=Decimal(80),
    )
    assert handbook_words.consumed(one, "个") == "净出口 200 × 单耗 0.5 × 保税 80% = 80 个"


def test_goods_are_named_with_code_and_unit_below() -> None:
    line = balance()
    assert handbook_words.goods_name(line.material) == (f"3　集成电路{LINE_BREAK}8542310000　个")


@pytest.mark.parametrize("by", list(By))
def test_what_the_record_does_not_say_has_a_name_in_every_table(by: By) -> None:
    assert trade_words.by_name(by)
    assert trade_words.row_name(by, "")
    assert trade_words.row_name(by, "甲") == "甲"


def test_conditions_are_said_one_by_one_and_none_where_nothing_is_chosen() -> None:
    assert trade_words.chosen(Wanted()) == []
    said = trade_words.chosen(
        Wanted(direction=Direction.EXPORT, year="2025", until="06-30", currency="", handbook="C1")
    )
    assert said == ["出口", "2025", "截至 06-30", "币制未填", "备案号 C1"]


def test_many_regimes_are_said_by_the_first_and_their_number() -> None:
    few = Wanted(regimes=frozenset({"0615", "0110"}))
    many = Wanted(regimes=frozenset({"0615", "0110", "0654", "", "0214"}))
    assert trade_words.chosen(few) == ["监管方式 0110、0615"]
    assert trade_words.chosen(many) == ["监管方式 未填、0110、0214 等 5 种"]


@settings(max_examples=40)
@given(st.fractions(-20, 20, max_denominator=5000))
def test_growth_is_rounded_alike_in_both_directions(value: Fraction) -> None:
    up, down = trade_words.grown(abs(value)), trade_words.grown(-abs(value))
    assert up.lstrip("+") == down.lstrip("+−")
    assert trade_words.percent(abs(value)) == up.lstrip("+")
