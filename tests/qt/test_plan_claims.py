"""The claims of a plan: its head, the list, the open claim and where its expenses lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.qt.plan_reading import cells, column, heard, menu_words, press, texts
from tests.qt.plan_samples import (
    AEO,
    BOOTH,
    WHY,
    between,
    empty_plan,
    long_plan,
    make_claim,
    make_details,
    make_line,
    make_plan,
    make_spare,
    uncertified,
)

from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import plan_words
from jiamao_desktop.ui.plan_claims import PlanClaims
from jiamao_desktop.ui.plan_head import PlanHead, StatementRow
from jiamao_desktop.ui.plan_supposed import Supposed, targets
from jiamao_desktop.ui.tile_list import Tile

Show = Callable[[QWidget], None]


# The head.


def test_the_head_shows_sum_paper_and_both_proofs(shown: Show) -> None:
    head = PlanHead()
    shown(head)
    head.show_plan(make_plan())
    said = texts(head)
    for words in ("¥70,000.00", "2 份申报　3 张凭证　7 份附件", "✓ 已证明"):
        assert words in said
    assert head.figure.accessibleName() == "合计：¥70,000.00"
    assert head.money.accessibleName() == "已证明：没有别的分法能拿到更多。"
    assert not head.best.isVisible()


def test_the_head_never_calls_bounds_proved(shown: Show) -> None:
    head = PlanHead()
    shown(head)
    head.show_plan(uncertified())
    assert "✓ 已证明" not in texts(head)
    assert texts(head).count("≈ 只知上下界") == 2


def test_a_variant_says_what_it_is_and_leads_back(shown: Show) -> None:
    head = PlanHead()
    shown(head)
    back = []
    head.best_wanted.connect(lambda: back.append(True))
    head.show_plan(make_plan(), variant="这是防退票的方案。")
    assert "这是防退票的方案。" in texts(head)
    head.best.click()
    assert back == [True]


def test_claims_that_the_rules_allow_less_for_are_named(shown: Show) -> None:
    head = PlanHead()
    shown(head)
    head.show_plan(make_plan(lowered=(WHY,)))
    assert any("国际市场开拓支持" in text for text in texts(head))


def test_a_plan_of_nothing_offers_nothing_to_adopt(shown: Show) -> None:
    head = PlanHead()
    shown(head)
    head.show_plan(empty_plan())
    assert not head.adopt.isVisible()
    assert "按现有的账目，还没有能拿到的。" in texts(head)
    head.show_plan(make_plan())
    assert head.adopt.isVisible()


def test_a_statement_is_read_aloud_with_its_sign(shown: Show) -> None:
    row = StatementRow()
    shown(row)
    row.show_statement(plan_words.cost_said(between("5"), known=True))
    assert row.accessibleName() == "有代价：这条上限少得 ¥5.00。"


# The claims.


@pytest.fixture
def claims(shown: Show) -> PlanClaims:
    pane = PlanClaims()
    shown(pane)
    pane.show_plan(make_plan())
    return pane


def test_each_claim_is_a_tile_with_sum_and_vouchers(claims: PlanClaims) -> None:
    first, second = (row for row in claims.list.rows if isinstance(row, Tile))
    assert (first.title, first.subtitle) == ("AEO 高级认证费用支持", "AEO 高级认证")
    assert (first.figure, first.verdict.text) == ("不超过 ¥50,000.00", "1 张凭证")
    assert (second.figure, second.foot) == ("¥20,000.00", "4 份附件")


def test_the_first_claim_is_open_with_its_expenses(claims: PlanClaims) -> None:
    assert claims.title.text() == "AEO 高级认证费用支持"
    assert "申请 不超过 ¥50,000.00（这些费用单独算有 ¥53,000.00，受上限限制）" in (
        claims.about.text()
    )
    assert claims.years.text() == "2025：¥20,000.00　·　2026：¥30,000.00"
    assert cells(claims, 0) == [
        "2026-04-08",
        "样例认证有限公司\n认证费",
        "¥106,000.00",
        "¥100,000.00",
        "正在计算…",
    ]


def test_weights_come_later_and_nothing_jumps(claims: PlanClaims) -> None:
    assert claims.open((BOOTH, ProjectId(1)))
    claims.table.go_to(1)
    claims.show_weights(make_details().weights)
    assert column(claims, 4) == ["¥10,000.00", "富余"]
    assert claims.table.picked_record() == make_line(2)
    assert claims.list.key == (BOOTH, ProjectId(1))


def test_the_open_claim_stays_open_when_the_plan_is_made_anew(claims: PlanClaims) -> None:
    claims.open((BOOTH, ProjectId(1)))
    claims.show_plan(make_plan(operation=8))
    assert claims.list.key == (BOOTH, ProjectId(1))
    assert claims.title.text() == "境外展会展位费支持"


def test_another_plan_of_the_same_claim_shows_its_own_lines(claims: PlanClaims) -> None:
    claims.open((BOOTH, ProjectId(1)))
    plan = make_plan()
    lines = (make_line(5, "30"),)
    claims.show_plan(replace(plan, claims=(plan.claims[0], make_claim(lines=lines))))
    assert column(claims, 2) == ["¥30.00"]


def test_a_press_on_a_head_sorts_the_expenses(claims: PlanClaims) -> None:
    lines = (make_line(1, "30"), make_line(2, "10"), make_line(3, "20"))
    claims.show_plan(make_plan(claims=(make_claim(lines=lines),)))
    claims.table.sorted_by.emit("gross", False)
    assert column(claims, 2) == ["¥10.00", "¥20.00", "¥30.00"]
    claims.show_weights({1: between("1"), 2: between("3"), 3: between("2")})
    claims.table.sorted_by.emit("weight", True)
    assert column(claims, 4) == ["¥3.00", "¥2.00", "¥1.00"]
    for name in ("date", "label", "counted"):
        claims.table.sorted_by.emit(name, True)
    assert len(column(claims, 0)) == 3


def test_the_picked_row_is_followed_through_a_sort(claims: PlanClaims) -> None:
    lines = (make_line(1, "30"), make_line(2, "10"))
    claims.show_plan(make_plan(claims=(make_claim(lines=lines),)))
    claims.table.go_to(0)
    claims.table.sorted_by.emit("gross", False)
    assert claims.table.picked_record() == lines[0]
    assert claims.table.currentIndex().row() == 1


def test_enter_on_an_expense_leads_to_the_ledger(claims: PlanClaims) -> None:
    gone = heard(claims.expense_wanted)
    assert not claims.ledger.isEnabled()
    claims.table.go_to(0)
    claims.table.setFocus()
    QTest.keyClick(claims.table, Qt.Key.Key_Return)
    claims.ledger.click()
    assert gone == [7, 7]


def test_a_supposed_expense_is_in_no_ledger(claims: PlanClaims) -> None:
    gone = heard(claims.expense_wanted)
    claims.show_plan(make_plan(claims=(make_claim(lines=(make_line(-1),)),)))
    claims.table.go_to(0)
    assert not claims.ledger.isEnabled()
    assert not claims.suppose.isEnabled()
    claims.table.opened.emit(0)
    assert gone == []


def test_a_claim_leads_to_why_it_can_be_claimed(claims: PlanClaims) -> None:
    gone = heard(claims.card_wanted)
    claims.card.click()
    assert gone == [(AEO, ProjectId(2))]


def test_an_expense_may_be_supposed_elsewhere_or_nowhere(claims: PlanClaims) -> None:
    supposed = heard(claims.supposed)
    claims.table.go_to(0)
    assert menu_words(claims.suppose) == [
        "这笔不报",
        "不归到这一项",
        "只归到：境外展会展位费支持（香港春季电子产品展）",
        "只归到：跨境电商试点孵化费支持（亚马逊跨境电商试点）",
    ]
    menu = claims.suppose.menu()
    assert menu is not None
    actions = [action for action in menu.actions() if action.text()]
    for action in actions[:3]:
        action.trigger()
    usual = {"expense": 7, "label": "样例认证有限公司　¥106,000.00"}
    here = "AEO 高级认证费用支持（AEO 高级认证）"
    there = "境外展会展位费支持（香港春季电子产品展）"
    assert supposed == [
        Supposed(**usual, target=None, title="", pinned=False),  # type: ignore[arg-type]  # texts and numbers
        Supposed(**usual, target=(AEO, ProjectId(2)), title=here, pinned=False),  # type: ignore[arg-type]  # texts and numbers
        Supposed(**usual, target=(BOOTH, ProjectId(1)), title=there, pinned=True),  # type: ignore[arg-type]  # texts and numbers
    ]


def test_measures_that_wait_are_no_place_for_an_expense() -> None:
    assert [key[0] for key, _title in targets(make_plan())] == [
        AEO,
        BOOTH,
        "yz-ecommerce-pilot",
    ]


def test_without_a_claim_the_reason_stands_there_and_what_to_do(claims: PlanClaims) -> None:
    plan = empty_plan(spare=(make_spare(1),))
    claims.show_plan(plan)
    assert claims.empty.isVisible()
    assert "国际市场开拓支持" in claims.empty.hint.text()
    claims.show_plan(replace(plan, nothing=None))
    assert claims.empty.hint.text() == "“没有计入”里写着每一项的原因。"
    ways: list[str] = []
    claims.review_wanted.connect(lambda: ways.append("review"))
    claims.measures_wanted.connect(lambda: ways.append("measures"))
    press(claims, "去收单")
    press(claims, "看有哪些政策")
    assert ways == ["review", "measures"]
    assert claims.claim is None


def test_a_hundred_expenses_are_a_table_and_not_a_pile_of_widgets(shown: Show) -> None:
    pane = PlanClaims()
    shown(pane)
    before = len(pane.findChildren(QWidget))
    pane.show_plan(long_plan())
    assert pane.table.records.rowCount() == 100
    assert len(pane.findChildren(QWidget)) - before < 20


def test_a_claim_under_a_lapsed_document_says_so(shown: Show) -> None:
    lapsed = "文件已于 2027-06-13（按条文推算）期满。能否受理请向受理部门确认。"
    pane = PlanClaims()
    pane.show_plan(make_plan(claims=(make_claim(note=lapsed), make_claim(AEO))))
    shown(pane)
    assert lapsed in texts(pane)
    pane.open((AEO, ProjectId(1)))
    assert lapsed not in texts(pane)
