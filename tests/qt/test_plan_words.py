"""What is said of a plan: proved or not, and never more than is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from tests.qt.card_samples import yuan
from tests.qt.plan_samples import (
    between,
    empty_plan,
    make_claim,
    make_cushion,
    make_details,
    make_meter,
    make_outlook,
    make_plan,
    uncertified,
)

from jiamao_desktop.app.plan_findings import Robust
from jiamao_desktop.app.plan_parts import Obvious
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.steps import Window
from jiamao_desktop.ui import plan_words


def test_a_proved_sum_is_said_alone() -> None:
    plan = make_plan()
    assert plan_words.sum_text(plan) == "¥70,000.00"
    said = plan_words.money_said(plan)
    assert (said.sign.glyph, said.sign.text) == ("✓", "已证明")
    assert said.sentence == "没有别的分法能拿到更多。"


def test_a_sum_that_is_not_proved_is_the_least_and_says_the_most() -> None:
    plan = uncertified()
    assert plan_words.sum_text(plan) == "至少 ¥70,000.00"
    said = plan_words.money_said(plan)
    assert said.sign.text == "只知上下界"
    assert said.sentence == "至多 ¥75,000.00：还没有证明能不能再多。"


def test_paper_is_counted_and_its_proof_said() -> None:
    plan = make_plan()
    assert plan_words.paper_text(plan) == "2 份申报　3 张凭证　7 份附件"
    assert plan_words.paper_said(plan).sign.text == "已证明"
    open_ = plan_words.paper_said(uncertified())
    assert open_.sign.text == "只知上下界"
    assert open_.sentence == "至少要 1 份申报、2 张凭证：还没有证明能不能再少。"


def test_fewer_vouchers_alone_leave_the_proof_open() -> None:
    plan = replace(make_plan(), vouchers_at_least=2)
    assert plan_words.paper_said(plan).sign.text == "只知上下界"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            Obvious(total=yuan("62000"), claims=2, vouchers=3),
            "按直觉（每笔都选比例最高的）只有 ¥62,000.00，少 ¥8,000.00。",
        ),
        (
            Obvious(total=yuan("70000"), claims=2, vouchers=9),
            "按直觉也有这么多，但要 2 份申报、9 张凭证。",
        ),
        (
            Obvious(total=yuan("70000"), claims=2, vouchers=3),
            "按直觉（每笔都选比例最高的）也是这么多。",
        ),
        (Obvious(total=yuan("70001"), claims=2, vouchers=3), ""),
    ],
    ids=["less money", "more paper", "as good", "not compared"],
)
def test_the_obvious_choice_is_compared_by_money_then_by_paper(other: Obvious, said: str) -> None:
    assert plan_words.obvious_text(make_plan(obvious=other)) == said


def test_an_amount_says_at_most_where_the_document_does() -> None:
    assert plan_words.amount_text(make_claim(up_to=True)) == "不超过 ¥20,000.00"
    assert plan_words.amount_text(make_claim()) == "¥20,000.00"


def test_a_claim_is_told_by_its_measure_and_project() -> None:
    claim = make_claim()
    assert plan_words.key_of(claim) == (claim.measure, claim.project)


def test_a_weight_is_an_amount_or_spare_or_two_bounds() -> None:
    weights = make_details().weights
    assert plan_words.weight_text(weights[1], known=True) == "¥10,000.00"
    assert plan_words.weight_text(weights[2], known=True) == "富余"
    assert plan_words.weight_text(weights[7], known=True) == "≥ ¥40,000.00\n≤ ¥50,000.00"


def test_a_weight_not_worked_out_is_not_nothing() -> None:
    assert plan_words.weight_text(None, known=True) == "—"
    assert plan_words.weight_text(None, known=False) == "正在计算…"


def test_a_weight_that_may_be_nothing_is_not_called_spare() -> None:
    assert plan_words.weight_text(between("0", "5"), known=True) == "≥ ¥0.00\n≤ ¥5.00"


def test_what_a_cap_costs_is_said_with_a_sign() -> None:
    dear = plan_words.cost_said(between("32000"), known=True)
    assert (dear.sign.text, dear.sentence) == ("有代价", "这条上限少得 ¥32,000.00。")
    free = plan_words.cost_said(between("0"), known=True)
    assert (free.sign.text, free.sentence) == ("没有碍到", "没有这条上限，也不会多得。")
    between_two = plan_words.cost_said(between("1", "2"), known=True)
    assert between_two.sentence == "这条上限少得 ¥1.00 – ¥2.00。"
    assert plan_words.cost_said(None, known=False).sign.text == "正在计算"
    assert plan_words.cost_said(None, known=True).sign.text == "没有计算"


def test_what_is_free_under_a_cap_says_until_when() -> None:
    assert plan_words.free_text(make_meter()) == "还剩 ¥20,000.00，可用到 2026-12-31"
    assert plan_words.free_text(make_meter(ends_on=None)) == "还剩 ¥20,000.00"
    assert plan_words.free_text(make_meter(used=yuan("90000"))) == "已用满"


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (Window.DOCUMENT, "文件有效期内合计"),
        (Window.CALENDAR_YEAR, "2026 年合计"),
        (Window.LIFETIME, "一次性，以后不再计"),
        (Window.DECLARATION_YEAR, "2026-11-20 所在的申报年度合计"),
        (Window.ROLLING_YEAR, "到 2026-11-20 为止连续十二个月合计"),
        (None, "不分年度合计"),
    ],
)
def test_a_cap_says_over_which_time_it_adds_up(over: Window | None, said: str) -> None:
    meter = make_meter(over=over, day=dt.date(2026, 11, 20))
    assert plan_words.window_text(meter) == said


def test_every_window_has_its_words() -> None:
    for window in Window:
        assert plan_words.window_text(make_meter(over=window))


def test_the_next_thousand_yuan_often_bring_nothing() -> None:
    some, nothing = make_details().next_yuan
    assert plan_words.next_text(some) == "每多花 1,000 元，多得 ¥500.00"
    assert plan_words.next_text(nothing) == "再多花也不增加"


def test_a_cushion_says_its_price_and_what_stays_unsafe() -> None:
    plan = make_plan()
    partly = plan_words.cushion_said(make_cushion(plan))
    assert partly.sign.text == "部分做到"
    assert partly.sentence == (
        "多用 2 张凭证（多 4 份附件），1 项里任何一张被退都不少拿；1 项做不到，见下表。"
    )
    whole = plan_words.cushion_said(make_cushion(plan, unsafe=False))
    assert whole.sign.text == "都能做到"
    assert whole.sentence == "多用 2 张凭证（多 4 份附件），任何一张被退都不少拿。"


def test_a_cushion_of_vouchers_without_papers_names_no_papers() -> None:
    found = replace(make_cushion(make_plan(), unsafe=False), extra_pages=0)
    assert plan_words.cushion_said(found).sentence == "多用 2 张凭证，任何一张被退都不少拿。"


def test_a_cushion_that_is_there_already_costs_nothing() -> None:
    found = replace(make_cushion(make_plan(), unsafe=False), extra_vouchers=0, extra_pages=0)
    assert plan_words.cushion_said(found).sentence == "不用再加凭证，任何一张被退都不少拿。"


def test_where_no_claim_can_be_safe_that_is_said_first() -> None:
    found = make_cushion(make_plan())
    none = replace(found, unsafe=(found.unsafe[0], found.unsafe[0]), extra_vouchers=0)
    assert plan_words.cushion_said(none).sign.text == "做不到"


def test_the_proof_of_a_cushion_is_its_own() -> None:
    found = make_cushion(make_plan())
    assert plan_words.cushion_proof(found).sign.text == "已证明"
    open_ = replace(found, certified=False, vouchers_at_least=4)
    assert plan_words.cushion_proof(open_).sentence == (
        "要防退票，至少 4 张凭证：还没有证明能不能再少。"
    )


def test_a_cushion_that_may_hold_more_says_how_much() -> None:
    found = make_cushion(make_plan())
    open_ = replace(found, certified=False, safe=yuan("20000"), safe_at_most=yuan("25000"))
    assert plan_words.cushion_proof(open_).sentence == (
        "防得住 ¥20,000.00，至多 ¥25,000.00：还没有证明能不能再多。"
    )


def robust(*, same: bool) -> Robust:
    found = make_outlook(make_plan(), same=same).robust
    assert found is not None
    return found


def test_the_plan_for_the_worst_case_may_be_the_plan_itself() -> None:
    assert plan_words.robust_said(None).sign.text == "不受影响"
    kept = plan_words.robust_said(robust(same=True))
    assert kept.sign.text == "不用换"
    assert "¥66,000.00" in kept.sentence
    other = plan_words.robust_said(robust(same=False))
    assert other.sign.text == "可以更稳"


def test_a_worst_case_that_is_not_proved_is_said_in_bounds() -> None:
    open_ = replace(robust(same=False), at_most=yuan("67000"))
    assert "至少 ¥66,000.00，至多 ¥67,000.00" in plan_words.robust_said(open_).sentence


@pytest.mark.parametrize(
    ("now", "then", "said", "better"),
    [
        (None, "10", "新增", True),
        ("10", None, "不再有", False),
        ("10", "12", "+¥2.00", True),
        ("10", "7", "−¥3.00", False),
        ("10", "10", "", True),
        (None, None, "", True),
    ],
)
def test_a_change_is_told_by_sign_or_word(
    now: str | None, then: str | None, said: str, better: bool
) -> None:
    before, after = (None if text is None else yuan(text) for text in (now, then))
    assert plan_words.change_of(before, after) == plan_words.Change(said, better)


def test_a_plan_of_nothing_counts_nothing() -> None:
    plan = empty_plan()
    assert plan.total == ZERO
    assert plan_words.paper_text(plan) == "0 份申报　0 张凭证　0 份附件"


def test_the_same_is_said_in_english(english: QApplication) -> None:
    assert plan_words.money_said(make_plan()).sentence == "No other split brings more."
    assert plan_words.weight_text(between("0"), known=True) == "Spare"
    assert plan_words.free_text(make_meter()) == "¥20,000.00 left, until 2026-12-31"
