"""The plan on a console: proof and doubt in plain words, nothing said twice, nothing left out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from tests.unit.app.contest_book import TESTING, contest, yuan
from tests.unit.app.plans_by_hand import plan_of_claims, planned_claim

from jiamao_desktop.app.plan_findings import (
    Adoption,
    ComparedClaim,
    Comparison,
    CushionedPlan,
    NextYuan,
    OpenEffect,
    OpenOption,
    Outlook,
    PlanDetails,
    Robust,
    UnsafeClaim,
)
from jiamao_desktop.app.plan_parts import (
    BestPlan,
    Between,
    Meter,
    NotPlanned,
    Obvious,
    Scenario,
    SpareLine,
)
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.plan_json import plan_json
from jiamao_desktop.cli.plan_text import (
    show_adoption,
    show_comparison,
    show_cushion,
    show_outlook,
    show_plan,
)
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.steps import Window

NO_DETAILS = PlanDetails(weights={}, costs={}, next_yuan=())


def exactly(text: str) -> Between:
    return Between(at_least=yuan(text), at_most=yuan(text))


def meter(**changes: Any) -> Meter:
    return dataclasses.replace(
        Meter(
            key="cap",
            title="单个企业全年合计",
            limit=yuan("300000"),
            used=yuan("30000"),
            planned=yuan("60000"),
            shared=True,
            measures=("出口产品检测支持",),
            over=Window.CALENDAR_YEAR,
            day=dt.date(2026, 5, 10),
            ends_on=dt.date(2026, 12, 31),
            clause=None,
        ),
        **changes,
    )


@pytest.fixture
def best(request: pytest.FixtureRequest) -> BestPlan:
    """Return a plan of one claim; nobody changes it, so one book will do for all tests."""
    if not _BEST:
        workspace: Workspace = request.getfixturevalue("workspace")
        [number] = contest(workspace, "100000")
        claim = planned_claim(workspace, TESTING, None, [number], "60000")
        _BEST.append(plan_of_claims(workspace, claim))
    return _BEST[0]


_BEST: list[BestPlan] = []


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that tells what was printed since it was last asked."""
    return lambda: capsys.readouterr().out


def test_what_is_proved_is_said_to_be(best: BestPlan, said: Any) -> None:
    show_plan(best, NO_DETAILS)
    text = said()
    assert "最优方案：¥60,000.00（已证明：没有别的分法能拿到更多）" in text
    assert "申报 1 项，凭证 1 张，所附单证 0 份（已证明：再少就拿不到这么多）" in text
    assert "比例最高" not in text  # the obvious choice comes to the same with the same paper


def test_what_is_not_proved_is_said_between_bounds(best: BestPlan, said: Any) -> None:
    unsure = dataclasses.replace(
        best,
        at_most=yuan("60000.01"),
        money_certified=False,
        certified=False,
        claims_at_least=0,
        vouchers_at_least=0,
    )
    show_plan(unsure, NO_DETAILS)
    text = said()
    assert "最优方案：至少 ¥60,000.00，至多 ¥60,000.01（上下限都已证明）" in text
    assert "申报不会少于 0 项，凭证不会少于 0 张" in text
    assert "已证明：" not in text


def test_money_may_be_proved_where_paper_is_not(best: BestPlan, said: Any) -> None:
    show_plan(dataclasses.replace(best, certified=False, vouchers_at_least=0), NO_DETAILS)
    text = said()
    assert "没有别的分法能拿到更多" in text
    assert "再少就拿不到" not in text


def test_what_the_obvious_choice_loses_is_said_in_money_or_in_paper(
    best: BestPlan, said: Any
) -> None:
    worse = Obvious(total=yuan("48000"), claims=2, vouchers=9)
    show_plan(dataclasses.replace(best, obvious=worse), NO_DETAILS)
    usual = "每笔都选比例最高的：¥48,000.00，少拿 ¥12,000.00；申报 2 项，凭证 9 张"
    assert usual in said()
    more_paper = Obvious(total=yuan("60000"), claims=1, vouchers=9)
    show_plan(dataclasses.replace(best, obvious=more_paper), NO_DETAILS)
    assert "每笔都选比例最高的：金额相同；申报 1 项，凭证 9 张" in said()


def test_nothing_to_plan_says_why_and_still_names_what_is_left(best: BestPlan, said: Any) -> None:
    left = NotPlanned(
        measure="m",
        title="海外仓补贴",
        project=None,
        project_title="",
        why=Problem.of("plan.waits_for_answers", count=2),
        alone=yuan("30000"),
        waits=True,
    )
    nothing = dataclasses.replace(
        best, claims=(), total=ZERO, nothing=Problem.of("plan.only_waiting"), left_out=(left,)
    )
    show_plan(nothing, NO_DETAILS)
    text = said()
    assert text.startswith("最优方案：¥0.00\n现在还没有能确定金额的措施。")
    assert "海外仓补贴" in text
    assert "还有 2 个问题没有回答" in text


def test_what_was_lowered_and_what_is_odd_is_pointed_out(best: BestPlan, said: Any) -> None:
    lowered = Problem.of("plan.lowered", title="检测", planned="60,000.01", allowed="60,000.00")
    odd = Problem.of("model.room_overdrawn", title="全年合计", over="5.00")
    show_plan(dataclasses.replace(best, lowered=(lowered,), remarks=(odd,)), NO_DETAILS)
    text = said()
    assert "请注意：“检测”按分配应得 ¥60,000.01" in text
    assert text.count("请注意：") == 2


def test_caps_are_rows_with_their_time_and_their_price(best: BestPlan, said: Any) -> None:
    own = meter(key="own", title="每年最高", shared=False, over=None, ends_on=None)
    found = dataclasses.replace(best, meters=(meter(), own))
    show_plan(found, PlanDetails(weights={}, costs={"cap": exactly("32000")}, next_yuan=()))
    rows = [line.split() for line in said().splitlines() if "300,000.00" in line]
    assert rows[0] == [
        "单个企业全年合计",
        "自然年度",
        "300,000.00",
        "30,000.00",
        "60,000.00",
        "210,000.00",
        "32,000.00",
        "2026-12-31",
    ]
    assert rows[1][-1] == "—"  # nobody has asked what it costs
    assert len(rows[1]) == 6  # neither a time nor a last day


@pytest.mark.parametrize("over", list(Window))
def test_every_kind_of_time_has_a_name(best: BestPlan, said: Any, over: Window) -> None:
    show_plan(dataclasses.replace(best, meters=(meter(over=over),)), NO_DETAILS)
    assert over.value not in said()


def test_weights_stand_beside_their_lines_known_or_between_bounds(
    best: BestPlan, said: Any
) -> None:
    [line] = best.claims[0].lines
    for worth, text in (
        (exactly("60000"), "60,000.00"),
        (Between(at_least=ZERO, at_most=yuan("5")), "0.00 – 5.00"),
    ):
        show_plan(best, PlanDetails(weights={line.expense: worth}, costs={}, next_yuan=()))
        [row] = [one for one in said().splitlines() if one.startswith("  1 ")]
        assert row.endswith(text)


def test_the_next_yuan_is_said_where_it_brings_something(best: BestPlan, said: Any) -> None:
    def asked(label: str, worth: str) -> NextYuan:
        return NextYuan(
            category=label,
            label=label,
            project=None,
            project_title="",
            measures=(),
            per_thousand=exactly(worth),
        )

    both = (asked("检测费", "600"), asked("展位费", "0"))
    show_plan(best, PlanDetails(weights={}, costs={}, next_yuan=both))
    text = said()
    assert "再花 1,000 元，检测费：多得 ¥600.00" in text
    assert "其余 1 类费用再花也不增加。" in text
    show_plan(best, PlanDetails(weights={}, costs={}, next_yuan=both[1:]))
    assert "\n1 类费用再花也不增加。" in said()


def test_spare_lines_are_counted_or_listed(best: BestPlan, said: Any) -> None:
    spare = SpareLine(
        expense=7,
        date=None,
        label="某公司",
        category="检测费",
        gross=yuan("12"),
        why=Problem.of("plan.needless"),
    )
    found = dataclasses.replace(best, spare=(spare, dataclasses.replace(spare, expense=-1)))
    show_plan(found, NO_DETAILS)
    assert "没有用到的费用 2 笔，共 ¥24.00" in said()
    show_plan(found, NO_DETAILS, spare=True)
    rows = [line.split() for line in said().splitlines() if "富余" in line]
    assert [row[0] for row in rows] == ["7", "假如"]


def cushioned(best: BestPlan, **changes: Any) -> CushionedPlan:
    found = CushionedPlan(
        plan=best,
        extra_vouchers=3,
        extra_pages=5,
        safe=best.total,
        safe_at_most=best.total,
        vouchers_at_least=best.vouchers,
        unsafe=(),
        certified=True,
    )
    return dataclasses.replace(found, **changes)


def test_a_cushion_says_its_price_and_where_there_is_none(best: BestPlan, said: Any) -> None:
    show_cushion(cushioned(best))
    assert said() == "防退票：多用 3 张凭证、5 份单证，任何一张被退都不少拿。\n"
    bare = UnsafeClaim(
        measure="m", title="检测", project=None, project_title="一号", worst=yuan("9")
    )
    show_cushion(cushioned(best, safe=yuan("50000"), unsafe=(bare,), certified=False))
    text = said()
    assert "其中 ¥50,000.00 任何一张被退都不少拿" in text
    assert "检测（一号）没有多余的凭证，最多会少 ¥9.00" in text
    assert "没有证明这是最少" in text
    show_cushion(cushioned(best, safe=ZERO, unsafe=(bare,)))
    assert said().startswith("防退票：每张凭证都要用到，没有多余的可以垫上。")


def test_an_outlook_names_words_options_and_the_safest_plan(best: BestPlan, said: Any) -> None:
    options = (
        OpenOption(id="net", label="不含税", total=exactly("60000"), chosen=True),
        OpenOption(id="gross", label="价税合计", total=exactly("70000"), chosen=False),
    )
    word = OpenEffect(pack="p", key="tax", question="按哪个金额？", options=options)
    robust = Robust(plan=best, worst=yuan("60000"), at_most=yuan("60000"), reading=None, same=True)
    ahead = Outlook(
        effects=(word,),
        low=yuan("60000"),
        high=yuan("75000"),
        waiting=yuan("5000"),
        robust=robust,
    )
    assert (word.low, word.high) == (yuan("60000"), yuan("70000"))
    show_outlook(ahead)
    text = said()
    assert "待定的影响：¥60,000.00 – ¥75,000.00" in text
    assert "至多再多 ¥5,000.00" in text
    assert "● 不含税：¥60,000.00" in text
    assert "○ 价税合计：¥70,000.00" in text
    assert "最坏情况下最好的是现在的方案：不少于 ¥60,000.00（已证明最好）" in text
    other = dataclasses.replace(robust, same=False, at_most=yuan("61000"))
    show_outlook(dataclasses.replace(ahead, robust=other, waiting=ZERO))
    text = said()
    assert "另一种分法：不少于 ¥60,000.00（至多 ¥61,000.00）" in text
    assert "至多再多" not in text
    show_outlook(dataclasses.replace(ahead, effects=(), robust=None))
    assert "最坏情况" not in said()


def test_plans_stand_in_columns_under_their_names(best: BestPlan, said: Any) -> None:
    named = dataclasses.replace(best, scenario=Scenario(name="明年"), total=yuan("1"))
    row = ComparedClaim(
        measure="m",
        title="检测",
        project=None,
        project_title="",
        amounts=(yuan("60000"), None),
    )
    show_comparison(Comparison(plans=(best, named), rows=(row,)))
    rows = [line.split() for line in said().splitlines()]
    assert rows == [
        ["现在", "明年"],
        ["合计", "60,000.00", "1.00"],
        ["申报", "1", "1"],
        ["凭证", "1", "1"],
        ["检测", "60,000.00", "—"],
    ]


def test_adoption_says_what_it_made_what_it_replaced_and_what_is_doubled(said: Any) -> None:
    done = Adoption(
        made=("甲", "乙"), replaced=("甲",), double=((ExpenseId(7), "丙"),), obstacles=()
    )
    show_adoption(done)
    text = said()
    assert "发起 2 项申报" in text
    assert "替换了原来的草稿：甲" in text
    assert "第 7 笔费用还在另一份草稿“丙”里" in text
    show_adoption(Adoption(made=("甲",), replaced=(), double=(), obstacles=()))
    assert "草稿" not in said()


def test_a_script_is_told_everything_that_a_person_is(best: BestPlan) -> None:
    safe = cushioned(best)
    found = plan_json(best, NO_DETAILS, None, safe, adopted=False)
    assert found["cushion"]["extra_vouchers"] == 3
    assert found["cushion"]["lines"] == [{"measure": TESTING, "expenses": [1]}]
    assert found["outlook"] is None
    assert found["claims"][0]["lines"][0]["weight_fen"] is None  # nobody has asked
    ahead = Outlook(effects=(), low=ZERO, high=ZERO, waiting=ZERO, robust=None)
    told = plan_json(best, NO_DETAILS, ahead, None, adopted=True)
    assert (told["adopted"], told["cushion"]) == (True, None)
    assert told["outlook"]["words"] == []
    assert told["outlook"]["worst_fen"] is None


def test_a_cap_of_one_measure_says_whose_it_is_and_a_shared_one_stands_by_itself(
    best: BestPlan, said: Any
) -> None:
    own = meter(title="年度上限", shared=False, measures=("甲措施",))
    pool = meter(title="市级上限", measures=("甲措施", "乙措施"))
    untouched = meter(title="累计上限", shared=False, measures=())
    show_plan(dataclasses.replace(best, meters=(own, pool, untouched)), NO_DETAILS)
    text = said()
    assert "  年度上限（甲措施）  " in text
    assert "  市级上限  " in text
    assert "  累计上限  " in text
