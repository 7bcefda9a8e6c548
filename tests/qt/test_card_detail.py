"""The open card: its head, its tabs, and what it passes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import (
    CLAUSE,
    lay_out,
    make_card,
    make_finding,
    make_headroom,
    make_reading,
    make_slot,
    make_step,
    rows,
    texts,
    yuan,
)

from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.card_detail import CardDetail, Tab
from jiamao_desktop.ui.grounds import ClauseLink
from jiamao_desktop.ui.guide_pane import GuidePane

Show = Callable[[QWidget], None]
FACT = "firm.foreign_trader"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return shipped_catalog()


@pytest.fixture
def detail(catalog: Catalog, shown: Show) -> CardDetail:
    made = CardDetail(catalog, rows, guide=cast("GuidePane", QWidget()))
    shown(made)
    return made


def card(group: Group = Group.CAN, **given: Any) -> Card:
    return make_card(group, measure="yz-aeo", **given)


def asked(catalog: Catalog, project: ProjectId | None = None) -> OpenQuestion:
    return OpenQuestion(
        fact=catalog.facts[FACT],
        project=project,
        project_title="",
        stake=yuan("70000"),
        measures=("甲",),
    )


def open_one(detail: CardDetail, one: Card, *questions: OpenQuestion) -> None:
    detail.open(one, questions, claimed=False)
    lay_out()


def visible(detail: CardDetail) -> list[str]:
    return [detail.tabs.tabText(tab) for tab in Tab if detail.tabs.isTabVisible(tab)]


def test_the_head_says_title_project_notice_amount_and_verdict(detail: CardDetail) -> None:
    open_one(detail, card(project_title="AEO 高级认证（样例）"))
    assert detail.title.text() == "AEO 高级认证费用支持"
    assert detail.project.text() == "AEO 高级认证（样例）"
    assert detail.notice.text() == (
        "永政办发〔2024〕8号　·　有效期至 2027-06-13（推算）　·　2026-08-20 核对"
    )
    assert detail.amount.text() == "不超过 ¥50,000.00"
    assert "✓ 可申报" in texts(detail)


def test_what_is_not_there_has_no_tab(detail: CardDetail) -> None:
    open_one(detail, card(Group.BASIS, ceiling=ZERO, low=ZERO, high=ZERO))
    assert visible(detail) == ["为什么"]


def test_each_thing_to_look_at_has_its_tab_with_its_count(
    detail: CardDetail, catalog: Catalog
) -> None:
    one = card(
        Group.ASK,
        status=Status.ASK,
        missing=(FACT,),
        worksheet=(make_step("base", "合计 1 笔", "100000", lines=(1,)),),
        limits=(make_headroom(),),
        readings=(make_reading(),),
        parameters=(make_slot(),),
        to_enter=("rate",),
    )
    open_one(detail, one, asked(catalog))
    assert visible(detail) == ["为什么", "测算过程", "额度", "待回答 1", "解释口径 1", "费率 1"]


def test_a_question_that_waits_for_a_project_is_neither_counted_nor_shown(
    detail: CardDetail, catalog: Catalog
) -> None:
    waiting = card(Group.ASK, status=Status.ASK, missing=(FACT, "pilot.full_process"))
    open_one(detail, waiting, asked(catalog))
    assert "待回答 1" in visible(detail)
    open_one(detail, card(Group.ASK, status=Status.ASK, missing=("pilot.full_process",)))
    assert not any("待回答" in name for name in visible(detail))


def test_a_tab_is_filled_when_it_is_looked_at(detail: CardDetail) -> None:
    open_one(detail, card(limits=(make_headroom(),)))
    assert detail.headroom.findChild(QWidget, "room") is None
    detail.tabs.setCurrentIndex(Tab.HEADROOM)
    assert isinstance(detail.headroom.findChild(QWidget, "room"), QWidget)


def test_editors_of_questions_are_made_when_they_are_looked_at(
    detail: CardDetail, catalog: Catalog
) -> None:
    one = card(Group.ASK, status=Status.ASK, missing=(FACT,))
    open_one(detail, one, asked(catalog))
    assert detail.questions.cards == {}
    detail.tabs.setCurrentIndex(Tab.QUESTIONS)
    assert set(detail.questions.cards) == {(FACT, None)}


def test_an_answered_question_keeps_its_tab_until_another_card_is_opened(
    detail: CardDetail, catalog: Catalog
) -> None:
    open_one(detail, card(Group.ASK, status=Status.ASK, missing=(FACT,)), asked(catalog))
    detail.tabs.setCurrentIndex(Tab.QUESTIONS)
    detail.refresh(card(), [], claimed=False)
    assert "待回答" in visible(detail)
    assert detail.questions.cards[FACT, None].stake.text() == "✓ 已回答"
    open_one(detail, card())
    assert "待回答" not in visible(detail)


def test_questions_of_other_projects_are_left_out(detail: CardDetail, catalog: Catalog) -> None:
    one = card(Group.ASK, status=Status.ASK, missing=(FACT,), project=ProjectId(1))
    open_one(detail, one, asked(catalog, ProjectId(2)))
    assert "待回答" not in "".join(visible(detail))


def test_a_claim_can_be_started_or_opened_only_where_there_is_an_amount(
    detail: CardDetail,
) -> None:
    pressed: list[bool] = []
    detail.claim_wanted.connect(lambda: pressed.append(True))
    open_one(detail, card())
    assert detail.claim.text() == "发起申报"
    detail.claim.click()
    assert pressed == [True]
    detail.refresh(card(), [], claimed=True)
    assert detail.claim.text() == "打开申报"
    open_one(detail, card(Group.NO, status=Status.NO, ceiling=ZERO, low=ZERO, high=ZERO))
    assert not detail.claim.isVisible()


def test_every_pane_passes_the_wish_for_a_clause_on(detail: CardDetail) -> None:
    wanted: list[object] = []
    detail.clause_wanted.connect(wanted.append)
    one = card(
        worksheet=(make_step("share", "× 50%", "50000", clause=CLAUSE),),
        readings=(make_reading(),),
    )
    open_one(detail, one)
    source = detail.why.findChild(QPushButton, "source")
    assert isinstance(source, QPushButton)
    source.click()
    for tab, pane in ((Tab.WORKSHEET, detail.worksheet), (Tab.READINGS, detail.readings)):
        detail.tabs.setCurrentIndex(tab)
        link = pane.findChild(ClauseLink)
        assert isinstance(link, ClauseLink)
        link.source.click()
    assert wanted == [CLAUSE] * 3


def test_a_reading_that_moves_the_amount_leads_to_its_tab(detail: CardDetail) -> None:
    open_one(detail, card(readings=(make_reading(),), high=make_reading().high))
    mover = detail.why.findChild(QWidget, "mover.base")
    assert isinstance(mover, QWidget)
    button = mover.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert detail.tabs.currentIndex() == Tab.READINGS
    asked_for: list[bool] = []
    detail.settling_wanted.connect(lambda: asked_for.append(True))
    detail.settle.click()
    assert asked_for == [True]


def test_what_is_to_be_applied_for_first_is_named_by_its_title(
    detail: CardDetail, catalog: Catalog
) -> None:
    wanted: list[str] = []
    detail.card_wanted.connect(wanted.append)
    open_one(detail, card(higher=("hn-jm-domestic-fair",)))
    title = catalog.measure_title("hn-jm-domestic-fair")
    button = next(one for one in detail.findChildren(QPushButton) if one.text() == title)
    button.click()
    assert wanted == ["hn-jm-domestic-fair"]


def test_the_way_to_the_questions_is_one_press(detail: CardDetail, catalog: Catalog) -> None:
    one = card(Group.ASK, status=Status.ASK, missing=(FACT,), low=ZERO)
    open_one(detail, one, asked(catalog))
    answer = detail.why.findChild(QPushButton, "answer")
    assert isinstance(answer, QPushButton)
    answer.click()
    assert detail.tabs.currentIndex() == Tab.QUESTIONS


def test_another_card_begins_with_why_and_a_refresh_keeps_the_tab(detail: CardDetail) -> None:
    open_one(detail, card(limits=(make_headroom(),)))
    detail.tabs.setCurrentIndex(Tab.HEADROOM)
    detail.refresh(card(limits=(make_headroom("0"),)), [], claimed=False)
    assert detail.tabs.currentIndex() == Tab.HEADROOM
    lay_out()
    assert "还可用 ¥1,000,000.00" in texts(detail.headroom)
    open_one(detail, card(findings=(make_finding(),)))
    assert detail.tabs.currentIndex() == Tab.WHY
