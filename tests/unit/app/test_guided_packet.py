"""A packet under an adopted guide: list, rates and counting are named on paper."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from tests.unit.app.test_guiding import (
    LIST,
    XIAMEN,
    changed,
    foreign_fair,
    other_booth,
    put_rate,
    shown,
    trader,
)
from tests.unit.documents.reading import all_text

from jiamao_desktop.app import exchanging, guiding, packets, profile
from jiamao_desktop.app.claims import start_claim
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.exchange import ExchangeRule, RuleKind
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.project import ProjectId

__all__ = ["trader"]

pytestmark = pytest.mark.usefixtures("trader")
ON_PAYMENT = ExchangeRule(kind=RuleKind.MID_ON_PAYMENT)


@pytest.fixture
def project(workspace: Workspace) -> ProjectId:
    """Return a fair that was paid for in dollars, of an applicant with an account."""
    who = profile.applicant(workspace)
    profile.save_applicant(
        workspace, dataclasses.replace(who, bank_name="样例银行", bank_account="431100")
    )
    return foreign_fair(workspace)


def count_as(ws: Workspace, project: ProjectId, **settings: object) -> None:
    """Adopt the default list with another way of counting."""
    mine = changed(guiding.guide(ws, LIST), **settings)
    guiding.edit(ws, other_booth(ws), project, mine)


def printed(ws: Workspace, project: ProjectId) -> str:
    number, _ = start_claim(ws, other_booth(ws), project)
    return all_text(packets.build(ws, number).pdf)


def test_the_default_list_is_named_and_nothing_is_counted_by_it(
    workspace: Workspace, project: ProjectId
) -> None:
    text = printed(workspace, project)
    assert "材料清单所依：参考做法：湖南省2023年" in text
    assert "测算采用" not in text


def test_an_adopted_list_is_named_with_place_year_and_repost(
    workspace: Workspace, project: ProjectId
) -> None:
    guiding.adopt(workspace, other_booth(workspace), project, "hunan-fair-2017")
    text = printed(workspace, project)
    assert "材料清单所依：参考做法：湖南省2017年" in text
    assert "（转载）" in text
    assert "测算采用参考做法：湖南省2017年" in text


def test_the_rate_its_day_and_its_source_stand_in_statement_and_worksheet(
    workspace: Workspace, project: ProjectId
) -> None:
    put_rate(workspace)
    count_as(workspace, project, exchange=ON_PAYMENT)
    text = printed(workspace, project)
    assert "7,126.80" in text
    assert "1,000.00" in text
    assert len(re.findall("按付款日人民币汇率中间价", text)) >= 2
    assert "2026-02-15未公布，取此前最近一日" in text
    assert "中国人民银行授权公布" in text
    assert "测算采用本单位修改稿（原为参考做法：湖南省2023年" in text


def test_other_currencies_go_through_the_dollar(workspace: Workspace, project: ProjectId) -> None:
    exchanging.import_rates(
        workspace,
        "USD,2026-02-13,7.1268,1,CNY,中国人民银行\nUSD,2026-02-12,7.1300,1,CNY,中国人民银行",
    )
    rule = ExchangeRule(
        kind=RuleKind.THROUGH_USD, table_day=dt.date(2026, 2, 12), day=dt.date(2026, 2, 14)
    )
    count_as(workspace, project, exchange=rule)
    assert shown(workspace, project).assessment.spent == Money.from_yuan("7126.80")


@pytest.mark.parametrize(
    ("kind", "day", "spent"),
    [
        (RuleKind.BANK_SLIP, None, "7000.00"),
        (RuleKind.MID_ON_PAYMENT, None, "7126.80"),
        (RuleKind.MID_ON_DAY, dt.date(2026, 1, 5), "7010.00"),
        (RuleKind.MID_ON_ACCEPTANCE, dt.date(2026, 1, 4), "7000.00"),
        (RuleKind.YEAR_END, None, "7250.00"),
    ],
)
def test_each_rule_counts_by_its_own_day(
    workspace: Workspace, project: ProjectId, kind: RuleKind, day: dt.date | None, spent: str
) -> None:
    """The day of acceptance has no rate on or before it here, so what was booked stands."""
    for on, value in (("2026-01-05", "7.0100"), ("2026-02-13", "7.1268"), ("2026-12-31", "7.25")):
        put_rate(workspace, on, value)
    count_as(workspace, project, exchange=ExchangeRule(kind=kind, day=day))
    assert shown(workspace, project).assessment.spent == Money.from_yuan(spent)


def test_a_least_amount_and_a_rounding_are_printed_as_steps(
    workspace: Workspace, project: ProjectId
) -> None:
    put_rate(workspace)
    count_as(
        workspace,
        project,
        exchange=ON_PAYMENT,
        minimum=Money.from_yuan("1000"),
        rounding=Rounding.DOWN_TO_YUAN,
    )
    assert shown(workspace, project).assessment.ceiling == Money.from_yuan("4988")
    text = printed(workspace, project)
    assert "低于1,000.00不予支持" in text
    assert "舍去不足一元" in text
    assert "参考，非本地官方" in text


def test_below_the_least_amount_there_is_nothing_to_claim(
    workspace: Workspace, project: ProjectId
) -> None:
    guiding.adopt(workspace, other_booth(workspace), project, XIAMEN)
    assert shown(workspace, project).assessment.ceiling == Money(0)
    with pytest.raises(UserError, match=r"claim\.nothing_to_claim"):
        start_claim(workspace, other_booth(workspace), project)


def test_a_rate_entered_later_makes_a_started_claim_stale(
    workspace: Workspace, project: ProjectId
) -> None:
    count_as(workspace, project, exchange=ON_PAYMENT)
    number: ClaimId
    number, _ = start_claim(workspace, other_booth(workspace), project)
    packets.build(workspace, number)
    put_rate(workspace)
    with pytest.raises(UserError, match=r"claim\.stale"):
        packets.build(workspace, number)
