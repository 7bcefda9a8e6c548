"""Equal amounts month after month: the habit of a firm decides, and a look is still wanted."""

from __future__ import annotations

from tests.unit.domain.matching.matching_samples import bill, codes, found, only, shown, slip

from jiamao_desktop.domain.matching.evidence import Desk, Habit, months
from jiamao_desktop.domain.matching.habits import learned
from jiamao_desktop.domain.matching.matching import match

WAIT = 57
"""Days: nearer to the next month's bill than to the month's own."""


def test_the_middle_of_what_was_seen_is_the_habit() -> None:
    assert Habit.of([30, 2, 31, 33, 29]) == Habit(30, 1, 5)


def test_a_standing_charge_with_a_payment_missing_is_not_shifted_by_a_month() -> None:
    bills = [bill(month, "3000", days=30 * month) for month in range(8)]
    slips = [
        slip(month, "3000", days=30 * month + WAIT + month % 3) for month in range(8) if month != 3
    ]
    assert found(*bills, *slips) == {f"slip:{m} fapiao:{m}": "unsure" for m in range(8) if m != 3}


def test_a_payment_far_from_the_habit_of_its_firm_is_told_apart() -> None:
    usual = [bill(n, f"{n}111.11", days=n) for n in range(1, 6)]
    paid = [slip(n, f"{n}111.11", days=n + 30) for n in range(1, 6)]
    twice = [bill(20, "9000.50", days=0), bill(21, "9000.50", days=50)]
    matching = match([*usual, *paid, *twice, slip(20, "9000.50", days=80)])
    assert shown(matching)["slip:20 fapiao:21"] == "sure"


def test_the_month_in_the_remark_tells_equal_bills_apart() -> None:
    bills = [bill(1, "3000", days=0), bill(2, "3000", days=31)]
    pairs = found(*bills, slip(1, "3000", days=40, text="3月房租"))
    assert pairs == {"slip:1 fapiao:1": "sure"}


def test_another_month_in_the_remark_speaks_against() -> None:
    pair = only(bill(1, "3000"), slip(1, "3000", text="支付5月服务费"))
    assert "another_month" in codes(pair)


def test_a_day_or_a_year_is_no_month() -> None:
    assert months("12月租金、2026年3月费用") == {12, 3}
    assert months("3月5日付款") == frozenset()


def test_all_firms_together_are_the_habit_of_one_that_shows_none() -> None:
    vouchers = [bill(n, f"{n}111.11", days=n) for n in range(1, 4)]
    vouchers += [slip(n, f"{n}111.11", days=n + 30) for n in range(1, 4)]
    desk = Desk(vouchers)
    habits = learned(desk, match(vouchers).pairs, [], [])
    assert habits[""] == Habit(30, 0, 0)
    desk.habits = habits
    stranger = bill(9, "5", party="从未见过的有限公司")
    assert desk.habit(stranger) == Habit(30, 0, 0)


def test_nothing_known_is_no_habit() -> None:
    desk = Desk([bill(1, "5")])
    assert desk.habit(bill(1, "5")) is None
    assert learned(desk, [], [], []) == {}
