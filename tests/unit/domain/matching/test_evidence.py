"""What speaks for a pair: numbers that are named, amounts, names and days, in points."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.domain.matching.matching_samples import DAY, FIRM, OTHER_FIRM, bill, later, slip

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching import evidence
from jiamao_desktop.domain.matching.evidence import FROM, SURE, Desk, Evidence
from jiamao_desktop.domain.matching.model import Voucher
from jiamao_desktop.domain.matching.names import Likeness
from jiamao_desktop.domain.money import Money


def weighed(one: Voucher, other: Voucher, *more: Voucher) -> Evidence:
    found = evidence.payment(Desk([one, other, *more]), one, other)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("付发票26430000000000000001款", {"26430000000000000001"}),
        ("合同号 HT-2026-007 首付", {"ht2026007"}),
        ("ＨＴ－２０２６－００７", {"ht2026007"}),
        ("货款 12345", set()),
        ("", set()),
        ("第 1234567 号、ABC-12345", {"1234567", "abc12345"}),
    ],
)
def test_numbers_are_found_however_they_are_written(text: str, named: set[str]) -> None:
    assert evidence.tokens(text) == named


def test_a_long_number_is_called_by_its_end_too() -> None:
    assert evidence.called_by("26430000000012345678") == {"26430000000012345678", "12345678"}
    assert evidence.called_by("12345678") == {"12345678"}
    assert evidence.called_by("HT-2026-007") == {"ht2026007"}


def test_what_is_too_short_or_looks_like_a_day_calls_nothing() -> None:
    assert evidence.called_by("007") == frozenset()
    assert evidence.called_by("20260213") == frozenset()
    assert evidence.called_by("26430000000020260213") == {"26430000000020260213"}


def test_amounts_compare_in_one_currency_and_one_direction() -> None:
    assert evidence.comparable(bill(1, "5"), slip(1, "7")) == (Money(500), Money(700))
    assert evidence.comparable(bill(1, "5"), slip(1, "5", currency="USD")) is None
    assert evidence.comparable(bill(1, "-5"), slip(1, "5")) is None
    assert evidence.comparable(bill(1, "0"), slip(1, "0")) is None
    assert evidence.comparable(bill(1, "5", amount=None), slip(1, "5")) is None


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("84800", "84800", False),
        ("84800", "84790", True),
        ("84800", "84750", True),
        ("84800", "84749.99", False),
        ("100", "99.01", True),
        ("100", "99", False),
        ("-84800", "-84790", True),
    ],
)
def test_a_fee_or_a_rounding_is_near_and_more_is_not(one: str, other: str, *, near: bool) -> None:
    assert evidence.is_near(Money.from_yuan(one), Money.from_yuan(other)) is near


def test_an_odd_amount_says_more_than_a_round_one() -> None:
    assert evidence.equal_points(Money(8_481_237)) > evidence.equal_points(Money(8_480_000))


@pytest.mark.parametrize(
    ("days", "points"),
    [
        (0, 0),
        (62, 0),
        (63, -6),
        (-31, 0),
        (-32, -6),
        (123, -6),
        (124, -14),
        (400, -14),
        (401, -30),
        (-184, -30),
    ],
)
def test_days_far_apart_speak_against(days: int, points: int) -> None:
    why: list[Problem] = []
    found, squared = evidence.day_points(DAY, DAY + dt.timedelta(days=days), why)
    assert (found, squared) == (points, days**2)
    assert why[0].code == ("match.days_before" if days < 0 else "match.days_after")
    assert why[0].details == (("days", str(abs(days))),)


def test_an_unknown_day_counts_little_and_sorts_last() -> None:
    why: list[Problem] = []
    points, squared = evidence.day_points(None, DAY, why)
    assert (points, why) == (-4, [])
    assert squared > 400**2


@pytest.mark.parametrize("likeness", list(Likeness))
def test_every_likeness_of_names_is_said(likeness: Likeness) -> None:
    why: list[Problem] = []
    points = evidence.party_points(likeness, bill(1, "5"), why)
    assert 0 <= points <= 40
    assert why[0].code == f"match.party_{likeness.name.lower()}"


def test_the_more_alike_the_more_points() -> None:
    points = [evidence.party_points(likeness, bill(1, "5"), []) for likeness in sorted(Likeness)]
    assert points[Likeness.OTHER] < points[Likeness.UNKNOWN] < points[Likeness.CLOSE]
    assert points[Likeness.CLOSE] < points[Likeness.ALIAS] == points[Likeness.SAME]


def test_amount_and_firm_together_are_enough_and_neither_alone_is() -> None:
    assert weighed(slip(1, "84800"), bill(1, "84800")).points >= SURE
    assert weighed(slip(1, "84800", party=OTHER_FIRM), bill(1, "84800")).points <= FROM
    nameless = weighed(slip(1, "84812.37", party=""), bill(1, "84812.37"))
    assert FROM < nameless.points < SURE


def test_a_contract_that_both_name_speaks_for_them() -> None:
    under = bill(1, "84800", contract="HT-2026-007")
    plain = weighed(slip(1, "84800"), bill(1, "84800")).points
    assert weighed(slip(1, "84800", text="HT2026007 尾款"), under).points == plain + 30
    assert weighed(slip(1, "84800", contract="HT-2026-007"), under).points == plain + 30
    assert weighed(slip(1, "84800", text="HT2026008"), under).points == plain


def test_the_slips_number_on_the_bill_is_as_good_as_the_bills_on_the_slip() -> None:
    told = bill(1, "84800", text="银行回单号 SLIP00000001")
    found = weighed(slip(1, "84800"), told)
    assert "match.number_named" in [why.code for why in found.why]


def test_its_own_account_in_the_remark_names_no_other_bill() -> None:
    account = "26430000000000000777"
    own = slip(1, "84800", text=f"账号{account}", accounts=(account,))
    assert "match.another_named" not in [why.code for why in weighed(own, bill(1, "84800")).why]
    strange = slip(1, "84800", text=f"账号{account}")
    assert "match.another_named" in [why.code for why in weighed(strange, bill(1, "84800")).why]


def test_other_amounts_are_no_evidence_at_all() -> None:
    desk = Desk([slip(1, "84800"), bill(1, "5")])
    assert evidence.payment(desk, slip(1, "84800"), bill(1, "5")) is None


def test_the_desk_knows_firms_and_series_by_any_spelling() -> None:
    written = FIRM.replace("有限公司", "有限责任公司")
    desk = Desk([slip(1, "84800", party=written), bill(1, "84800")])
    assert desk.firm(desk.vouchers["slip:1"]) == desk.firm(desk.vouchers["fapiao:1"])
    assert desk.series(desk.vouchers["slip:1"]) == desk.series(desk.vouchers["fapiao:1"])
    assert list(desk.vouchers) == ["fapiao:1", "slip:1"]


def test_a_slip_that_names_two_months_names_none() -> None:
    two = slip(1, "84800", text="3月、4月房租")
    desk = Desk([two, bill(1, "84800")])
    assert desk.names_month(two, bill(1, "84800")) is None
    undated = bill(1, "84800", day=None)
    assert desk.names_month(slip(1, "1"), undated) is None


def test_the_month_on_the_bill_counts_before_the_month_it_was_issued_in() -> None:
    dated = bill(1, "3000", days=31, text="2026年3月房租")
    paid = slip(1, "3000", days=40, text="3月房租")
    assert later(31).month == 4
    assert Desk([dated, paid]).names_month(paid, dated) is True
