"""Plans made by hand, for the tests of the screen 最优方案: every figure as a person reads it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.qt.card_samples import CLAUSE, yuan

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
    PlannedClaim,
    PlannedLine,
    Scenario,
    SpareLine,
)
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.steps import Window

BOOTH, AEO, PILOT = "yz-fair-other-booth", "yz-aeo", "yz-ecommerce-pilot"
LONG = "第一百三十五届中国进出口商品交易会（广交会）二期日用消费品及礼品展区品牌展位"
WHY = Problem.of("claim.nothing_to_claim", title="国际市场开拓支持")
"""Any problem with a sentence that stands alone; what plans really say is the app's affair."""


def between(low: str, high: str | None = None) -> Between:
    return Between(at_least=yuan(low), at_most=yuan(low if high is None else high))


def make_line(number: int, gross: str = "20000", **given: Any) -> PlannedLine:
    usual: dict[str, Any] = {
        "expense": number,
        "date": dt.date(2026, 4, 1 + number % 28),
        "label": "香港样例展览有限公司",
        "category": "展位费",
        "gross": yuan(gross),
        "counted": yuan(gross),
        "pages": 2,
    }
    return PlannedLine(**(usual | given))


def make_claim(measure: str = BOOTH, **given: Any) -> PlannedClaim:
    """Return a claim for half of what its lines come to: 20,000 yuan each."""
    made = given.get("lines", (make_line(1), make_line(2)))
    usual: dict[str, Any] = {
        "measure": measure,
        "title": "境外展会展位费支持",
        "pack": "pack",
        "project": ProjectId(1),
        "project_title": "香港春季电子产品展",
        "clause": CLAUSE,
        "amount": Money(sum(line.counted.fen for line in made) // 2),
        "ceiling": Money(sum(line.counted.fen for line in made) // 2),
        "up_to": False,
        "lines": made,
        "years": (),
        "pages": 2 * len(made),
    }
    return PlannedClaim(**(usual | given))


def make_meter(key: str = "unit-year", **given: Any) -> Meter:
    usual: dict[str, Any] = {
        "key": key,
        "title": "市级外贸项目支持资金单位年度上限",
        "limit": yuan("100000"),
        "used": yuan("30000"),
        "planned": yuan("50000"),
        "shared": True,
        "measures": ("境外展会展位费支持", "AEO 高级认证费用支持"),
        "over": Window.CALENDAR_YEAR,
        "day": dt.date(2026, 11, 20),
        "ends_on": dt.date(2026, 12, 31),
        "clause": CLAUSE,
    }
    return Meter(**(usual | given))


def make_spare(number: int, **given: Any) -> SpareLine:
    usual: dict[str, Any] = {
        "expense": number,
        "date": dt.date(2026, 5, 1 + number % 28),
        "label": "永州样例物流有限公司",
        "category": "国内运费",
        "gross": yuan("1234.56"),
        "why": WHY,
    }
    return SpareLine(**(usual | given))


def make_left_out(measure: str = PILOT, **given: Any) -> NotPlanned:
    usual: dict[str, Any] = {
        "measure": measure,
        "title": "跨境电商试点孵化费支持",
        "project": ProjectId(3),
        "project_title": "亚马逊跨境电商试点",
        "why": WHY,
        "alone": yuan("15900"),
    }
    return NotPlanned(**(usual | given))


def make_plan(**given: Any) -> BestPlan:
    """Return a certified plan of two claims that beats the obvious choice by 8,000 yuan."""
    aeo_lines = (
        make_line(7, "106000", label="样例认证有限公司", category="认证费", counted=yuan("100000")),
    )
    usual: dict[str, Any] = {
        "claims": (
            make_claim(
                AEO,
                title="AEO 高级认证费用支持",
                project=ProjectId(2),
                project_title="AEO 高级认证",
                amount=yuan("50000"),
                ceiling=yuan("53000"),
                lines=aeo_lines,
                pages=3,
                up_to=True,
                years=(("2025", yuan("20000")), ("2026", yuan("30000"))),
            ),
            make_claim(),
        ),
        "meters": (
            make_meter("full", used=yuan("50000"), title="单位年度上限"),
            make_meter(),
        ),
        "spare": (make_spare(11), make_spare(12)),
        "left_out": (
            make_left_out("waits", waits=True, title="国际市场开拓支持", alone=ZERO),
            make_left_out(),
        ),
        "operation": 7,
    }
    made = usual | given
    amount = total(claim.amount for claim in made["claims"])
    vouchers = len({line.expense for claim in made["claims"] for line in claim.lines})
    figures: dict[str, Any] = {
        "total": amount,
        "at_most": amount,
        "money_certified": True,
        "certified": True,
        "vouchers": vouchers,
        "pages": sum(claim.pages for claim in made["claims"]),
        "claims_at_least": len(made["claims"]),
        "vouchers_at_least": vouchers,
        "obvious": Obvious(total=max(amount - yuan("8000"), ZERO), claims=3, vouchers=9),
    }
    return BestPlan(**(figures | made))


def uncertified() -> BestPlan:
    """Return a plan of which neither sum nor paper is proved."""
    return make_plan(
        at_most=yuan("75000"),
        money_certified=False,
        certified=False,
        claims_at_least=1,
        vouchers_at_least=2,
    )


def empty_plan(**given: Any) -> BestPlan:
    """Return the plan of a book without anything."""
    nothing: dict[str, Any] = {
        "claims": (),
        "meters": (),
        "spare": (),
        "left_out": (),
        "obvious": Obvious(total=ZERO, claims=0, vouchers=0),
        "nothing": WHY,
    }
    return make_plan(**(nothing | given))


def long_plan() -> BestPlan:
    """Return a plan with a hundred lines, long titles and large amounts."""
    lines = tuple(
        make_line(
            number,
            "1234567.89",
            label="德国杜塞尔多夫国际展览有限责任公司中国代表处上海分公司",
            category="公共布展费和特装展位搭建费",
        )
        for number in range(1, 101)
    )
    claim = make_claim(
        title=LONG + "展位费、公共布展费和人员费用支持",
        project_title=LONG,
        lines=lines,
        amount=yuan("12345678.90"),
        ceiling=yuan("61728394.50"),
        pages=240,
        up_to=True,
    )
    return make_plan(
        claims=(claim, *make_plan().claims),
        spare=tuple(
            make_spare(200 + number, label="湖南省永州市冷水滩区样例国际货运代理有限责任公司")
            for number in range(60)
        ),
        left_out=tuple(
            make_left_out(f"m{number}", title=LONG, project_title=LONG) for number in range(5)
        ),
        meters=tuple(
            make_meter(f"k{number}", title=LONG, limit=yuan("61728394.50")) for number in range(3)
        ),
    )


def make_details() -> PlanDetails:
    """Return what the plan of :func:`make_plan` is worth in its parts."""
    return PlanDetails(
        weights={1: between("10000"), 2: between("0"), 7: between("40000", "50000")},
        costs={"full": between("32000"), "unit-year": between("0")},
        next_yuan=(
            NextYuan(
                category="fair.booth",
                label="展位费",
                project=ProjectId(1),
                project_title="香港春季电子产品展",
                measures=("境外展会展位费支持",),
                per_thousand=between("500"),
            ),
            NextYuan(
                category="certification.fee",
                label="认证费",
                project=None,
                project_title="",
                measures=(),
                per_thousand=between("0"),
            ),
        ),
    )


def make_outlook(plan: BestPlan, *, same: bool = False) -> Outlook:
    """Return an outlook on a plan: one word moves it, one measure waits."""
    options = (
        OpenOption(id="net", label="按不含税金额", total=between("70000"), chosen=True),
        OpenOption(id="gross", label="按价税合计", total=between("73000"), chosen=False),
    )
    effect = OpenEffect(
        pack="yongzhou",
        key="vat-base",
        question="按价税合计还是不含税金额计算？",
        options=options,
    )
    robust = Robust(
        plan=plan if same else make_plan(claims=plan.claims[:1]),
        worst=yuan("66000"),
        at_most=yuan("66000"),
        reading=None if same else ("yongzhou", "vat-base", "gross"),
        same=same,
    )
    return Outlook(
        effects=(effect,),
        low=yuan("66000"),
        high=yuan("93000"),
        waiting=yuan("20000"),
        robust=robust,
    )


def make_cushion(plan: BestPlan, *, unsafe: bool = True) -> CushionedPlan:
    """Return the plan with two more vouchers in its second claim; the first cannot be safe."""
    first, second = plan.claims[:2]
    more = replace(second, lines=(*second.lines, make_line(21), make_line(22)))
    cushioned = replace(plan, claims=(first, more), vouchers=plan.vouchers + 2)
    fragile = UnsafeClaim(
        measure=first.measure,
        title=first.title,
        project=first.project,
        project_title=first.project_title,
        worst=yuan("50000"),
    )
    return CushionedPlan(
        plan=cushioned,
        extra_vouchers=2,
        extra_pages=4,
        safe=second.amount if unsafe else plan.total,
        safe_at_most=second.amount if unsafe else plan.total,
        vouchers_at_least=cushioned.vouchers,
        certified=True,
        unsafe=(fragile,) if unsafe else (),
    )


def make_comparison(plan: BestPlan, *scenarios: Scenario) -> Comparison:
    """Return plans side by side: each scenario has one claim more, and less of the last."""
    other = make_claim(PILOT, title="跨境电商试点孵化费支持", project=None, project_title="")
    less = replace(plan.claims[-1], amount=yuan("12000"))
    plans = [plan]
    plans += [make_plan(claims=(*plan.claims[:-1], less, other), scenario=one) for one in scenarios]
    found = {
        (claim.measure, claim.project): claim for each in reversed(plans) for claim in each.claims
    }
    rows = [
        ComparedClaim(
            measure=key[0],
            title=claim.title,
            project=key[1],
            project_title=claim.project_title,
            amounts=tuple(
                next((one.amount for one in each.claims if (one.measure, one.project) == key), None)
                for each in plans
            ),
        )
        for key, claim in found.items()
    ]
    rows.sort(key=lambda row: len(set(row.amounts)) == 1)
    return Comparison(plans=tuple(plans), rows=tuple(rows))


def make_adoption(**given: Any) -> Adoption:
    usual: dict[str, Any] = {
        "made": ("AEO 高级认证", "香港春季电子产品展"),
        "replaced": ("AEO 高级认证",),
        "double": (),
        "obstacles": (),
    }
    return Adoption(**(usual | given))
