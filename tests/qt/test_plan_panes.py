"""Caps, what is left out, what is open and the cushion: what they show, where they lead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import lay_out, yuan
from tests.qt.plan_reading import cells, column, heard, menu_words, press, texts
from tests.qt.plan_samples import (
    WHY,
    empty_plan,
    make_cushion,
    make_details,
    make_left_out,
    make_meter,
    make_outlook,
    make_plan,
    make_spare,
)

from jiamao_desktop.app.plan_findings import PlanDetails
from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.plan_body import PlanBody, Tab
from jiamao_desktop.ui.plan_caps import PlanCaps
from jiamao_desktop.ui.plan_cushion import PlanCushion
from jiamao_desktop.ui.plan_left_out import PlanLeftOut
from jiamao_desktop.ui.plan_outlook import PlanOutlook, RangeBar
from jiamao_desktop.ui.plan_supposed import Supposed
from jiamao_desktop.ui.tile_list import Heading, Tile

Show = Callable[[QWidget], None]


# The caps.


@pytest.fixture
def caps(shown: Show) -> PlanCaps:
    pane = PlanCaps()
    shown(pane)
    pane.show_plan(make_plan())
    return pane


def test_a_cap_shows_used_planned_and_free(caps: PlanCaps) -> None:
    full, other = caps.cards
    assert "已用满" in texts(full)
    for words in (
        "上限 ¥100,000.00",
        "以前已用 ¥30,000.00",
        "本方案（斜线） ¥50,000.00",
        "还剩 ¥20,000.00，可用到 2026-12-31",
        "2026 年合计",
        "多项共用",
        "这次共用的措施：境外展会展位费支持、AEO 高级认证费用支持",
    ):
        assert words in texts(other)


def test_what_a_cap_costs_arrives_in_its_place(caps: PlanCaps) -> None:
    before = [card.height() for card in caps.cards]
    assert "正在计算这条上限的代价…" in texts(caps.cards[0])
    caps.show_details(make_details())
    lay_out()
    assert "这条上限少得 ¥32,000.00。" in texts(caps.cards[0])
    assert "没有这条上限，也不会多得。" in texts(caps.cards[1])
    assert [card.height() for card in caps.cards] == before


def test_the_next_yuan_is_told_by_category(caps: PlanCaps) -> None:
    assert "正在计算…" in texts(caps)
    caps.show_details(make_details())
    said = texts(caps)
    for words in (
        "展位费",
        "香港春季电子产品展　·　境外展会展位费支持",
        "每多花 1,000 元，多得 ¥500.00",
        "认证费",
        "再多花也不增加",
    ):
        assert words in said


def test_no_category_to_spend_more_in_is_said(caps: PlanCaps) -> None:
    caps.show_details(PlanDetails(weights={}, costs={}, next_yuan=()))
    assert "没有可以再多花的类别。" in texts(caps)
    assert "这条上限的代价没有算出来。" in texts(caps)


def test_what_was_stopped_says_so(caps: PlanCaps) -> None:
    caps.give_up("没有算完。")
    assert "没有算完。" in texts(caps)
    assert "正在计算这条上限的代价…" not in texts(caps)


def test_a_cap_of_one_measure_names_it(caps: PlanCaps) -> None:
    meter = make_meter(shared=False, measures=("AEO 高级认证费用支持",))
    caps.show_plan(make_plan(meters=(meter,)))
    assert "措施：AEO 高级认证费用支持" in texts(caps)


def test_a_plan_that_touches_no_cap_says_so(caps: PlanCaps) -> None:
    assert not caps.none.isVisible()
    caps.show_plan(make_plan(meters=()))
    assert caps.cards == []
    assert "方案没有碰到任何合计上限。" in texts(caps)


def test_what_is_odd_about_the_caps_is_said_above_them(caps: PlanCaps) -> None:
    assert not caps.remarks.isVisible()
    caps.show_plan(make_plan(remarks=(WHY,)))
    assert "国际市场开拓支持" in caps.remarks.text()
    assert caps.remarks.isVisible()


def test_two_caps_stand_side_by_side_where_there_is_room(caps: PlanCaps) -> None:
    lay_out()
    assert caps.cards[0].y() == caps.cards[1].y()
    caps.resize(800, 700)
    lay_out()
    assert caps.cards[0].y() < caps.cards[1].y()


def test_a_cap_without_clause_or_sharers_says_less(caps: PlanCaps) -> None:
    caps.show_plan(make_plan(meters=(make_meter(shared=False, clause=None, measures=()),)))
    [card] = caps.cards
    assert "多项共用" not in texts(card)
    assert not any(text.startswith("措施") for text in texts(card))
    assert card.findChildren(QPushButton) == []


# What is left out.


@pytest.fixture
def left_out(shown: Show) -> PlanLeftOut:
    pane = PlanLeftOut()
    shown(pane)
    pane.show_plan(make_plan())
    return pane


def headings(pane: PlanLeftOut) -> Sequence[tuple[str, int]]:
    return [(row.verdict.text, row.count) for row in pane.list.rows if isinstance(row, Heading)]


def test_measures_that_wait_stand_before_those_not_used(left_out: PlanLeftOut) -> None:
    assert headings(left_out) == [("等答复或认定", 1), ("没有采用", 1)]
    waits, unused = (row for row in left_out.list.rows if isinstance(row, Tile))
    assert (waits.figure, unused.figure) == ("", "单独可得 ¥15,900.00")
    assert "目前没有可申请的金额" in waits.said


def test_each_spare_expense_says_why(left_out: PlanLeftOut) -> None:
    assert cells(left_out, 0)[:2] == ["永州样例物流有限公司\n2026-05-12　国内运费", "¥1,234.56"]
    assert left_out.why.text() == "选中一笔，看为什么没有用上。"
    left_out.table.go_to(0)
    assert "目前没有可申请的金额" in left_out.why.text()
    gone = heard(left_out.expense_wanted)
    left_out.ledger.click()
    left_out.table.opened.emit(1)
    assert gone == [11, 11]


def test_spare_expenses_are_sorted_by_any_head(left_out: PlanLeftOut) -> None:
    spare = (make_spare(1, gross=yuan("5")), make_spare(2, gross=yuan("9")))
    left_out.show_plan(make_plan(spare=spare))
    left_out.table.sorted_by.emit("gross", True)
    assert column(left_out, 1) == ["¥9.00", "¥5.00"]
    for name in ("label", "why"):
        left_out.table.sorted_by.emit(name, False)
    assert len(column(left_out, 1)) == 2


def test_a_spare_expense_can_only_be_supposed_to_be_placed(left_out: PlanLeftOut) -> None:
    left_out.table.go_to(0)
    said = menu_words(left_out.suppose)
    assert all(words.startswith("只归到：") for words in said)
    supposed = heard(left_out.supposed)
    menu = left_out.suppose.menu()
    assert menu is not None
    menu.actions()[-1].trigger()
    [what] = supposed
    assert isinstance(what, Supposed)
    assert (what.expense, what.pinned, what.target) == (
        11,
        True,
        (
            "yz-ecommerce-pilot",
            ProjectId(3),
        ),
    )


@pytest.mark.parametrize(
    ("code", "words", "goes"),
    [
        ("plan.waits_for_answers", "去回答问题", ["card"]),
        ("plan.depends_on_reading", "去看待明确的口径", ["words"]),
        ("plan.others_bring_more", "打开这项措施", ["card"]),
    ],
)
def test_the_link_leads_to_what_a_measure_waits_for(
    left_out: PlanLeftOut, code: str, words: str, goes: list[str]
) -> None:
    why = Problem.of(code, count=2)
    left_out.show_plan(make_plan(left_out=(make_left_out(why=why, waits=True),)))
    gone: list[str] = []
    left_out.card_wanted.connect(lambda _key: gone.append("card"))
    left_out.words_wanted.connect(lambda _measure: gone.append("words"))
    assert left_out.card.text() == words
    left_out.card.click()
    assert gone == goes


def test_where_nothing_is_left_out_that_is_said(left_out: PlanLeftOut) -> None:
    left_out.show_plan(make_plan(left_out=(), spare=()))
    assert "没有落下的" in texts(left_out)
    left_out.show_plan(make_plan(spare=()))
    assert "每笔费用都用上了。" in texts(left_out)
    assert not left_out.table.isVisible()
    left_out.show_plan(make_plan(left_out=()))
    assert "能报的措施都在方案里。" in texts(left_out)
    assert not left_out.card.isVisible()
    left_out.card.click()


# What is open.


@pytest.fixture
def outlook(shown: Show) -> PlanOutlook:
    pane = PlanOutlook()
    shown(pane)
    return pane


def test_the_range_is_shown_with_where_the_plan_stands(outlook: PlanOutlook) -> None:
    assert "正在计算各种理解下的方案…" in texts(outlook)
    plan = make_plan()
    outlook.show_outlook(plan, make_outlook(plan))
    assert outlook.range.text() == "¥66,000.00 – ¥93,000.00"
    assert outlook.about.text() == (
        "按现在的口径是 ¥70,000.00。"
        "最少是没说清的都按最不利来理解；最多是都按最有利来理解，等着的问题也都答得好。"
        "有措施在等答复，答得好还可多 ¥20,000.00，已算在“最多”里。"
    )
    assert outlook.bar.accessibleName() == "¥66,000.00 到 ¥93,000.00，现在 ¥70,000.00"
    low, now = outlook.bar.shares()
    assert low < now < 1


def test_a_range_of_nothing_is_drawn_all_the_same(shown: Show) -> None:
    bar = RangeBar()
    shown(bar)
    bar.show_range(yuan("0"), yuan("0"), yuan("0"))
    assert bar.shares() == (0, 0)
    assert not bar.grab().isNull()


def test_a_word_that_moves_the_sum_shows_its_options(outlook: PlanOutlook) -> None:
    plan = make_plan()
    outlook.show_outlook(plan, make_outlook(plan))
    [card] = outlook.cards
    said = texts(card)
    for words in ("按价税合计还是不含税金额计算？", "相差 ¥3,000.00", "✓ 现按此计算", "¥73,000.00"):
        assert words in said
    word = heard(outlook.word_wanted)
    tried: list[object] = []
    outlook.supposed.connect(lambda key, option: tried.append((key, option)))
    press(card, "去待明确事项")
    press(card, "假如这样理解")
    assert word == [("yongzhou", "vat-base")]
    assert tried == [(("yongzhou", "vat-base"), "gross")]


def test_a_safer_plan_is_offered_only_where_there_is_one(outlook: PlanOutlook) -> None:
    plan = make_plan()
    wanted = heard(outlook.plan_wanted)
    outlook.show_outlook(plan, make_outlook(plan))
    outlook.show_robust.click()
    [robust] = wanted
    assert isinstance(robust, BestPlan)
    assert len(robust.claims) == 1
    outlook.show_outlook(plan, make_outlook(plan, same=True))
    assert not outlook.show_robust.isVisible()
    outlook.show_robust.click()
    assert len(wanted) == 1


def test_where_nothing_is_open_the_sum_is_one(outlook: PlanOutlook) -> None:
    plan = make_plan()
    settled = replace(
        make_outlook(plan),
        effects=(),
        low=plan.total,
        high=plan.total,
        waiting=yuan("0"),
        robust=None,
    )
    outlook.show_outlook(plan, settled)
    assert outlook.range.text() == "¥70,000.00"
    assert "没有：怎样理解，合计都一样。" in texts(outlook)
    assert not outlook.questions.isVisible()
    outlook.wait("没有算完。")
    assert "没有算完。" in texts(outlook)


# The cushion.


@pytest.fixture
def cushion(shown: Show) -> PlanCushion:
    pane = PlanCushion()
    shown(pane)
    return pane


def test_each_claim_says_what_a_refusal_costs(cushion: PlanCushion) -> None:
    assert "正在计算要多放哪几张凭证…" in texts(cushion)
    plan = make_plan()
    cushion.show_cushion(plan, make_cushion(plan))
    assert cells(cushion, 0)[2:] == ["1", "× 最多少 ¥50,000.00"]
    assert cells(cushion, 1)[2:] == ["2 → 4", "✓ 不少拿"]
    switched = heard(cushion.switched)
    cushion.switch.click()
    assert switched == [True]


def test_a_cushion_that_adds_nothing_is_nothing_to_switch_to(cushion: PlanCushion) -> None:
    plan = make_plan()
    cushion.show_cushion(plan, replace(make_cushion(plan), extra_vouchers=0))
    assert not cushion.switch.isEnabled()


def test_where_no_claim_can_be_safe_there_is_nothing_to_prove(cushion: PlanCushion) -> None:
    plan = make_plan()
    found = make_cushion(plan)
    cushion.show_cushion(plan, found)
    assert cushion.proof.isVisible()
    cushion.show_cushion(plan, replace(found, unsafe=found.unsafe * 2, extra_vouchers=0))
    assert not cushion.proof.isVisible()
    assert "× 做不到" in texts(cushion)


def test_a_new_plan_begins_without_its_cushion(cushion: PlanCushion) -> None:
    plan = make_plan()
    cushion.show_cushion(plan, make_cushion(plan))
    cushion.switch.click()
    cushion.wait()
    assert not cushion.switch.isChecked()


# All together.


def test_the_tabs_count_what_is_in_them(shown: Show) -> None:
    body = PlanBody()
    shown(body)
    body.show_plan(make_plan(), "", None)
    names = [body.tabs.tabText(tab) for tab in Tab]
    assert names == ["申报 2", "上限：1 个用满", "没有计入 4", "未定的事", "防退票", "假如"]
    body.show_plan(empty_plan(), "", None)
    assert [body.tabs.tabText(tab) for tab in Tab][:3] == ["申报", "上限", "没有计入"]


def test_details_reach_claims_and_caps(shown: Show) -> None:
    body = PlanBody()
    shown(body)
    body.show_plan(make_plan(), "", None)
    body.show_details(make_details())
    assert cells(body.claims, 0)[4] == "≥ ¥40,000.00\n≤ ¥50,000.00"
    body.give_up_details()
    assert cells(body.claims, 0)[4] == "—"
    assert body.unfinished() in texts(body.caps) or not body.caps.isVisible()
