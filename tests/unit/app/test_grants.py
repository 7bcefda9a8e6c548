"""Support received before: typed, checked, stored, undone, and taken out of caps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.app.test_assessing import certification, measure_for

from jiamao_desktop.app import grants, history
from jiamao_desktop.app.assessing import card
from jiamao_desktop.app.grants import (
    GrantRow,
    LevelTotal,
    TypedGrant,
    add_grant,
    delete_grant,
    edit_grant,
    grant_list,
    level_totals,
)
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Grant, GrantId
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import Promise

CATEGORY = "certification.fee"
TYPED = TypedGrant(
    measure="市外贸开拓专项", amount="300,000", granted_on="2025年3月1日", level="municipal"
)


@pytest.fixture
def measure(workspace: Workspace) -> str:
    return measure_for(workspace, CATEGORY)


def typed(**changes: Any) -> TypedGrant:
    return replace(TYPED, **changes)


def only(ws: Workspace) -> GrantRow:
    [row] = grant_list(ws)
    return row


def refused(ws: Workspace, **changes: Any) -> UserError:
    """Return why support is not recorded; nothing of it may be left in the book."""
    before = history.history(ws)
    with pytest.raises(UserError) as caught:
        add_grant(ws, typed(**changes))
    assert grant_list(ws) == []
    assert history.history(ws) == before
    return caught.value


def shared_cap(ws: Workspace, measure: str) -> Headroom:
    [found] = [one for one in card(ws, measure).limits if one.shared]
    return found


def test_support_from_outside_the_packs_is_kept_as_typed(workspace: Workspace) -> None:
    number, changes = add_grant(workspace, typed(note=" 永财外〔2025〕3号 "))
    row = only(workspace)
    assert changes.tables == {"received_grant"}
    assert row.id == number
    assert row.title == "市外贸开拓专项"
    assert row.grant == Grant(
        measure="市外贸开拓专项",
        level="municipal",
        amount=Money.from_yuan("300000"),
        granted_on=dt.date(2025, 3, 1),
        note="永财外〔2025〕3号",
    )


def test_a_measure_says_itself_whose_money_it_was(workspace: Workspace, measure: str) -> None:
    add_grant(workspace, typed(measure=measure, level=""))
    row = only(workspace)
    assert row.grant.level == workspace.catalog.pack_of(measure).level
    assert row.title == workspace.catalog.measure(measure).title


def test_the_title_of_a_measure_means_the_measure(workspace: Workspace, measure: str) -> None:
    title = workspace.catalog.measure(measure).title
    add_grant(workspace, typed(measure=f" {title} ", level=""))
    assert only(workspace).grant.measure == measure


def test_a_title_of_two_measures_has_to_be_told_apart(
    workspace: Workspace, measure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = {"甲": ("municipal", "同名奖励"), "乙": ("provincial", "同名奖励")}
    monkeypatch.setattr(grants, "measures_with_money", lambda _ws: both)
    error = refused(workspace, measure="同名奖励")
    assert error.code == "grant.several_measures"
    assert "甲、乙" in message(error)


def test_only_measures_with_money_are_offered(workspace: Workspace) -> None:
    offered = grants.measures_with_money(workspace)
    assert offered
    for number, (level, title) in offered.items():
        found = workspace.catalog.measure(number)
        assert found.promise is not Promise.GUIDANCE
        assert (level, title) == (workspace.catalog.pack_of(number).level, found.title)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"measure": " "}, "grant.no_measure", "measure"),
        ({"level": ""}, "grant.no_level", "level"),
        ({"level": "city"}, "grant.unknown_level", "level"),
        ({"amount": ""}, "grant.no_amount", "amount"),
        ({"amount": "0.00"}, "grant.amount_not_positive", "amount"),
        ({"amount": "-5"}, "grant.amount_not_positive", "amount"),
        ({"amount": "三十万"}, "money.bad_format", "amount"),
        ({"granted_on": ""}, "grant.no_day", "granted_on"),
        ({"granted_on": "去年"}, "date.bad_format", "granted_on"),
        ({"granted_on": "2026-11-21"}, "grant.in_future", "granted_on"),
    ],
)
def test_what_is_wrong_names_its_field_and_stores_nothing(
    workspace: Workspace, changes: dict[str, str], code: str, field: str
) -> None:
    error = refused(workspace, **changes)
    assert (error.code, error.details["field"]) == (code, field)
    assert "〈" not in message(error)


def test_the_level_of_a_measure_is_not_chosen_otherwise(workspace: Workspace, measure: str) -> None:
    error = refused(workspace, measure=measure, level="provincial")
    assert error.code == "grant.other_level"
    assert "市级资金" in message(error)
    add_grant(workspace, typed(measure=measure, level="municipal"))


def test_today_is_early_enough(workspace: Workspace) -> None:
    add_grant(workspace, typed(granted_on="2026-11-20"))
    assert only(workspace).grant.granted_on == dt.date(2026, 11, 20)


def test_support_is_edited_and_deleted_and_every_step_is_undone(workspace: Workspace) -> None:
    number, _ = add_grant(workspace, TYPED)
    first = only(workspace).grant
    edit_grant(workspace, number, typed(amount="1", group=True))
    second = only(workspace).grant
    assert (second.amount, second.group) == (Money(100), True)
    delete_grant(workspace, number)
    assert grant_list(workspace) == []
    summaries = [one.summary for one in history.history(workspace)[:3]]
    assert [one.partition("：")[0] for one in summaries] == [
        *("删除以前获得的支持", "修改以前获得的支持", "登记以前获得的支持")
    ]
    history.undo(workspace)
    assert only(workspace).grant == second
    history.undo(workspace)
    assert only(workspace).grant == first
    history.undo(workspace)
    assert grant_list(workspace) == []


def test_what_is_gone_is_neither_edited_nor_deleted(workspace: Workspace) -> None:
    with pytest.raises(UserError) as edited:
        edit_grant(workspace, GrantId(7), TYPED)
    with pytest.raises(UserError) as deleted:
        delete_grant(workspace, GrantId(7))
    assert edited.value.code == deleted.value.code == "grant.gone"


def test_a_measure_that_no_pack_has_any_more_keeps_its_level(workspace: Workspace) -> None:
    number, _ = add_grant(workspace, typed(measure="old-measure", level="county"))
    row = only(workspace)
    assert row.title == "old-measure"
    edit_grant(workspace, number, typed(measure=row.grant.measure, level=row.grant.level))
    assert only(workspace).grant.level == "county"


def test_totals_stand_by_level_with_the_group_apart(workspace: Workspace) -> None:
    for level, amount, group in (
        ("county", "5", False),
        ("provincial", "100", False),
        ("provincial", "20", False),
        ("provincial", "7", True),
    ):
        add_grant(workspace, typed(level=level, amount=amount, group=group))
    assert level_totals(grant_list(workspace)) == [
        LevelTotal(level="provincial", own=Money(12000), group=Money(700)),
        LevelTotal(level="county", own=Money(500), group=ZERO),
    ]
    assert level_totals([]) == []


def test_a_level_unknown_here_is_still_added_up() -> None:
    grant = Grant(measure="m", level="village", amount=Money(1), granted_on=dt.date(2025, 1, 1))
    rows = [GrantRow(id=GrantId(1), grant=grant, title="m")]
    assert level_totals(rows) == [LevelTotal(level="village", own=Money(1), group=ZERO)]


def test_the_latest_stands_first(workspace: Workspace) -> None:
    for day in ("2025-01-01", "2026-01-01", "2024-08-01"):
        add_grant(workspace, typed(granted_on=day))
    assert [row.grant.granted_on.year for row in grant_list(workspace)] == [2026, 2025, 2024]


def test_earlier_support_of_a_level_uses_up_what_the_level_shares(
    workspace: Workspace, measure: str
) -> None:
    certification(workspace)
    before = shared_cap(workspace, measure)
    add_grant(workspace, TYPED)
    after = shared_cap(workspace, measure)
    assert before.used == ZERO
    assert after.used == Money.from_yuan("300000")
    assert after.room == before.room - after.used


def test_support_of_another_level_leaves_the_cap_alone(workspace: Workspace, measure: str) -> None:
    certification(workspace)
    add_grant(workspace, typed(level="provincial"))
    assert shared_cap(workspace, measure).used == ZERO


def test_support_before_the_notice_does_not_use_up_its_cap(
    workspace: Workspace, measure: str
) -> None:
    certification(workspace)
    add_grant(workspace, typed(granted_on="2020-01-01"))
    assert shared_cap(workspace, measure).used == ZERO


def test_what_is_left_of_a_cap_is_the_most_that_can_be_had(
    workspace: Workspace, measure: str
) -> None:
    certification(workspace)
    without = card(workspace, measure).assessment.ceiling
    cap = shared_cap(workspace, measure).limit
    add_grant(workspace, typed(amount=str(cap - Money(100))))
    assert card(workspace, measure).assessment.ceiling == Money(100) < without
    history.undo(workspace)
    assert card(workspace, measure).assessment.ceiling == without


def test_support_of_another_firm_of_the_group_leaves_the_firms_own_cap_alone(
    workspace: Workspace, measure: str
) -> None:
    certification(workspace)
    add_grant(workspace, typed(measure=measure, level="", group=True))
    assert all(one.used == ZERO for one in card(workspace, measure).limits)
