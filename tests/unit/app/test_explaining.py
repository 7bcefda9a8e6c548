"""One sentence for each card: only what decides."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from tests.qt.claim_book import AEO, FAIR, KEY_BOOTH, LISTED, OTHER_BOOTH, PILOT, answer, fill_book
from tests.qt.claim_book import project as project_named

from jiamao_desktop.app import explaining, ledger, qualifying
from jiamao_desktop.app.assessing import Card, Group, card, cards
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Finding, Severity
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Promise
from jiamao_desktop.domain.project import ProjectKind


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    fill_book(workspace)
    return workspace


def found(ws: Workspace, measure: str, title: str) -> Card:
    return card(ws, measure, project_named(ws, title))


def said(ws: Workspace, one: Card, language: str = "zh") -> str:
    return message(explaining.reason(ws.catalog, one), language)


def with_assessment(one: Card, **changes: Any) -> Card:
    assessment = dataclasses.replace(one.assessment, **changes)
    return dataclasses.replace(one, assessment=assessment)


def spend(ws: Workspace, title: str, category: str, yuan: str) -> None:
    about = project_named(ws, title)
    ledger.add_expense(
        ws,
        Expense(
            category=category,
            gross=Money.from_yuan(yuan),
            tax=Money(0),
            paid_on=dt.date(2026, 4, 20),
            project=about,
        ),
    )


def test_an_amount_below_its_cap_names_sum_rate_and_cap(book: Workspace) -> None:
    one = found(book, AEO, "AEO 高级认证")
    assert said(book, one) == "认证费 ¥100,000.00 × 50%，未到上限 ¥150,000.00。"
    assert said(book, one, "en").endswith("below the cap of ¥150,000.00.")


def test_an_amount_at_its_cap_says_so(book: Workspace) -> None:
    spend(book, "AEO 高级认证", "certification.fee", "300,000")
    one = found(book, AEO, "AEO 高级认证")
    assert said(book, one) == "认证费 ¥400,000.00 × 50%，超过上限 ¥150,000.00。"


def test_an_amount_without_a_cap_of_its_own_names_none(book: Workspace) -> None:
    answer(book, "firm.foreign_trader", "yes")
    assert said(book, found(book, OTHER_BOOTH, FAIR)) == "按展位费 ¥100,000.00 × 70% 测算。"


def test_one_open_question_is_named_and_of_several_the_first(book: Workspace) -> None:
    one = found(book, OTHER_BOOTH, FAIR)
    assert said(book, one) == "只差一个回答：是外贸企业。"
    several = found(book, PILOT, "亚马逊跨境电商试点")
    assert said(book, several).startswith(f"还差 {len(several.assessment.missing)} 个回答，先答：")


def test_without_a_project_of_its_kind_the_first_thing_to_do_is_to_make_one(
    book: Workspace,
) -> None:
    one = dataclasses.replace(found(book, PILOT, "亚马逊跨境电商试点"), project=None)
    only = with_assessment(one, missing=("pilot.full_process",))
    assert said(book, only) == "先在“资料”里新建一个跨境电商试点项目，再回答它的问题。"
    both = with_assessment(one, missing=("pilot.full_process", "firm.foreign_trader"))
    assert said(book, both) == (
        "还差 1 个回答，先答：是外贸企业；另外要在“资料”里新建一个跨境电商试点项目。"
    )
    assert "Profile" in said(book, only, "en")


def test_every_kind_of_project_has_a_name_in_the_sentence(workspace: Workspace) -> None:
    assert set(explaining._PROJECTS) == set(ProjectKind)
    waiting = [
        one
        for one in cards(workspace)
        if one.group is Group.ASK and workspace.catalog.measure(one.measure).project
    ]
    assert waiting
    assert all("“资料”里新建一个" in said(workspace, one) for one in waiting)


def test_a_refusal_names_what_failed_and_what_it_is_now(book: Workspace) -> None:
    one = found(book, OTHER_BOOTH, LISTED)
    [failing] = explaining.failing(one)
    assert said(book, one) == f"只有一项不满足：{failing.label}。"
    finding = dataclasses.replace(failing, value="长沙市")
    changed = with_assessment(one, findings=(finding,))
    assert said(book, changed) == f"只有一项不满足：{failing.label}（现为：长沙市）。"
    twice = with_assessment(
        one,
        findings=(finding, dataclasses.replace(finding, check="b")),
        because=(failing.check, "b"),
    )
    assert said(book, twice).startswith("2 项不满足：")
    assert said(book, with_assessment(one, because=())) == "没有可以计入的费用。"


def test_a_rate_left_open_is_named_as_what_to_enter(book: Workspace) -> None:
    answer(book, "firm.foreign_trader", "yes")
    one = found(book, KEY_BOOTH, LISTED)
    assert one.group is Group.NOT_CALCULABLE
    assert "补贴比例" in said(book, one)


def test_each_group_has_a_sentence_that_ends(book: Workspace) -> None:
    one = found(book, AEO, "AEO 高级认证")
    for group in Group:
        asked = with_assessment(one, missing=("firm.foreign_trader",))
        words = said(book, dataclasses.replace(asked, group=group))
        assert words.endswith(("。", "？")), (group, words)
        assert "〈" not in words


def test_what_an_officer_judges_outweighs_a_reading(book: Workspace) -> None:
    one = dataclasses.replace(found(book, AEO, "AEO 高级认证"), group=Group.READING)
    assert said(book, one).startswith("取决于条文怎样理解：按价税合计")
    judged = Finding(check="x", label="成效显著", holds=None, severity=Severity.OFFICER_DECIDES)
    asked = with_assessment(one, findings=(*one.assessment.findings, judged))
    assert said(book, asked) == "由受理部门认定：成效显著。"
    assert explaining.for_officers(asked) == [judged]
    settled = with_assessment(one, readings=())
    assert "几处没有写明" in said(book, settled)


def test_a_warning_is_kept_apart_from_what_refuses(book: Workspace) -> None:
    late = Finding(check="late", label="逾期申报", holds=False, severity=Severity.WARNS)
    one = with_assessment(found(book, AEO, "AEO 高级认证"), findings=(late,))
    assert explaining.warnings(one) == [late]
    assert explaining.failing(one) == []


def test_what_moves_an_amount_comes_with_the_largest_first(book: Workspace) -> None:
    moving = explaining.movers(found(book, AEO, "AEO 高级认证"))
    assert moving
    widths = [one.high.fen - one.low.fen for one in moving]
    assert widths == sorted(widths, reverse=True)
    assert all(len(one.amounts) == len(one.options) for one in moving)


def test_a_shared_cap_names_the_measures_that_share_it(book: Workspace) -> None:
    one = found(book, AEO, "AEO 高级认证")
    own, shared = one.limits
    assert explaining.sharing(book.catalog, one, own) == []
    titles = explaining.sharing(book.catalog, one, shared)
    assert one.title in titles
    assert len(titles) > 1


def test_measures_that_an_evaluation_decides_say_so(book: Workspace) -> None:
    ranked = {
        measure.id
        for pack in book.catalog.packs.values()
        for measure in pack.measures
        if measure.promise is Promise.RANKED
    }
    for one in cards(book):
        if one.measure in ranked:
            open_one = with_assessment(one, to_enter=())
            words = said(book, dataclasses.replace(open_one, group=Group.NOT_CALCULABLE))
            assert "综合评价" in words


def test_no_sentence_leaves_a_blank(book: Workspace) -> None:
    for one in cards(book):
        words = said(book, one)
        assert words.strip("。") == words[:-1], words
        assert "〈" not in words


def test_the_nearest_way_out_of_a_no_is_found_and_only_there(book: Workspace) -> None:
    answer(book, "firm.foreign_trader", "yes")
    refused = found(book, OTHER_BOOTH, LISTED)
    [first, *_] = qualifying.ways(book, refused)
    [change] = first.changes
    assert "目录" in change.label
    assert qualifying.ways(book, found(book, AEO, "AEO 高级认证")) == ()
