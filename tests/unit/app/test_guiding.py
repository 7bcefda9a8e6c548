"""Guides adopted, changed, left: papers, figures and counting follow, and undo takes it back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from tests.unit.app.test_assessing import fair

from jiamao_desktop.app import asking, exchanging, guiding, history, ledger, projects
from jiamao_desktop.app.assessing import Card, card
from jiamao_desktop.app.checking import checklist, self_check
from jiamao_desktop.app.claims import start_claim
from jiamao_desktop.app.packets import request_for
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Basis, Status
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.exchange import ExchangeRule, RuleKind
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.guide import Guide
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.project import Booth, Fair, ProjectId
from jiamao_desktop.domain.steps import Base
from jiamao_desktop.storage import claims

pytestmark = pytest.mark.usefixtures("trader")

LIST, RATES_2017, XIAMEN = "hunan-fair-2023", "hunan-fair-2017", "xiamen-fair-2024"
PAID = dt.date(2026, 2, 15)
"""A Sunday: no rate is published."""


@pytest.fixture
def trader(workspace: Workspace) -> None:
    """Answer the question that every fair asks."""
    asking.answer(workspace, "firm.foreign_trader", "是")


def booth_measure(ws: Workspace, *, by_reference: bool) -> str:
    """Return the city's measure for booths; packs name measures, tests do not."""
    [found] = [
        one.id
        for pack in ws.catalog.packs.values()
        if pack.level == "municipal"
        for one in pack.measures
        if one.expense
        and one.expense.categories == ("fair.booth",)
        and bool(one.calculable_with) is by_reference
    ]
    return found


def key_booth(ws: Workspace) -> str:
    return booth_measure(ws, by_reference=True)


def other_booth(ws: Workspace) -> str:
    return booth_measure(ws, by_reference=False)


def key_fair(ws: Workspace) -> ProjectId:
    return fair(ws, in_key_catalogue=True)


def foreign_fair(ws: Workspace) -> ProjectId:
    """Make a fair with a booth paid in dollars: booked 7,000.00, 1,000.00 dollars."""
    project = Fair(
        title="芝加哥展",
        ends_on=dt.date(2026, 4, 16),
        in_key_catalogue=False,
        booths=(Booth(number="A1", area_dm2=900),),
    )
    number, _ = projects.add_project(ws, project)
    ledger.add_expense(
        ws,
        Expense(
            category="fair.booth",
            gross=Money.from_yuan("7000"),
            currency="USD",
            foreign_amount=100_000,
            paid_on=PAID,
            bank_slip_number="H1",
            project=number,
        ),
    )
    return number


def problems(ws: Workspace, project: ProjectId) -> list[Problem]:
    return list(guiding.problems(ws, ws.catalog.measure(other_booth(ws)), project))


def shown(ws: Workspace, project: ProjectId) -> Card:
    return card(ws, other_booth(ws), project)


def changed(found: Guide, **settings: object) -> Guide:
    return dataclasses.replace(
        found,
        settings=dataclasses.replace(found.settings, **settings),  # type: ignore[arg-type]  # -- settings of several kinds
    )


def test_a_measure_borrows_the_list_of_its_guide_and_no_figure(workspace: Workspace) -> None:
    project = key_fair(workspace)
    used = guiding.guide_in_use(workspace, key_booth(workspace), project)
    assert used.guide is not None
    assert (used.guide.id, used.adopted) == (LIST, False)
    assert used.label.startswith("参考做法：湖南省2023年，")
    found = card(workspace, key_booth(workspace), project)
    assert found.assessment.status is Status.NOT_CALCULABLE


def test_the_guides_offered_fit_and_the_default_comes_first(workspace: Workspace) -> None:
    offered = [one.id for one in guiding.guides_for(workspace, key_booth(workspace))]
    assert offered[0] == LIST
    assert {RATES_2017, XIAMEN, "fujian-fair-2010"} <= set(offered)
    assert "vehicle-suggested" not in offered


def test_a_list_for_patents_is_not_offered_for_an_aeo_certificate(workspace: Workspace) -> None:
    [aeo] = [
        one.id
        for pack in workspace.catalog.packs.values()
        for one in pack.measures
        if one.expense and one.expense.categories == ("certification.fee",)
    ]
    offered = {one.id for one in guiding.guides_for(workspace, aeo)}
    assert "tianjin-certification-2020" in offered
    assert offered.isdisjoint({"tianjin-patent-2020", "zhuhai-trademark-2017"})


def test_adopting_lends_figures_labelled_with_place_and_year(workspace: Workspace) -> None:
    measure, project = key_booth(workspace), key_fair(workspace)
    guiding.adopt(workspace, measure, project, RATES_2017)
    found = card(workspace, measure, project)
    assert found.assessment.status is Status.YES
    assert found.assessment.ceiling == Money.from_yuan("65000")
    slot = next(one for one in found.parameters if one.id == "first-booth")
    assert (slot.text, slot.basis) == ("50,000.00", Basis.PRACTICE)
    line = next(one for one in found.assessment.worksheet if one.step == "booth-cap")
    assert (line.basis, "湖南省2017年" in line.note) == (Basis.PRACTICE, True)


def test_undo_and_leaving_put_the_default_back(workspace: Workspace) -> None:
    measure, project = key_booth(workspace), key_fair(workspace)
    guiding.adopt(workspace, measure, project, RATES_2017)
    history.undo(workspace)
    assert not guiding.guide_in_use(workspace, measure, project).adopted
    guiding.adopt(workspace, measure, project, RATES_2017)
    guiding.leave(workspace, measure, project)
    found = card(workspace, measure, project)
    assert found.assessment.status is Status.NOT_CALCULABLE
    assert all(one.text == "" for one in found.parameters)


def test_what_the_person_entered_goes_before_the_guide(workspace: Workspace) -> None:
    measure, project = key_booth(workspace), key_fair(workspace)
    guiding.adopt(workspace, measure, project, RATES_2017)
    asking.enter_parameter(
        workspace, measure, project, "first-booth", text="10000", source="2026年通知"
    )
    found = card(workspace, measure, project)
    assert found.assessment.ceiling == Money.from_yuan("25000")


def test_a_guide_without_a_list_leaves_the_list_of_the_measure(workspace: Workspace) -> None:
    measure, project = key_booth(workspace), key_fair(workspace)
    guiding.adopt(workspace, measure, project, "fujian-fair-2010")
    used = guiding.guide_in_use(workspace, measure, project)
    assert used.guide is not None
    assert used.papers is not None
    assert (used.guide.id, used.papers.id) == ("fujian-fair-2010", LIST)


def test_an_unknown_guide_is_refused(workspace: Workspace) -> None:
    for name in ("no-such", "own-7", "own-x"):
        with pytest.raises(UserError, match=r"guide\.missing"):
            guiding.adopt(workspace, key_booth(workspace), None, name)


def started(ws: Workspace) -> ClaimId:
    number, _ = start_claim(ws, other_booth(ws), fair(ws))
    return number


def test_another_list_gives_another_checklist(workspace: Workspace) -> None:
    number = started(workspace)
    claim = claims.get(workspace.reader, number)
    assert claim is not None
    guiding.adopt(workspace, claim.measure, claim.project, XIAMEN)
    items = checklist(workspace, number)
    assert "记账凭证" in {one.title for one in items}
    assert any("厦门市2024年" in one.basis for one in items)


def test_an_edited_list_is_the_firms_own_and_says_what_it_came_from(workspace: Workspace) -> None:
    number = started(workspace)
    claim = claims.get(workspace.reader, number)
    assert claim is not None
    found = guiding.guide(workspace, LIST)
    papers = [one for one in found.materials if one.material.id != "photos"]
    first = dataclasses.replace(papers[1].material, title="本地承诺书", copies=5)
    papers[1] = dataclasses.replace(papers[1], material=first)
    guiding.edit(
        workspace,
        claim.measure,
        claim.project,
        dataclasses.replace(found, materials=(papers[1], papers[0], *papers[2:])),
    )
    used = guiding.guide_in_use(workspace, claim.measure, claim.project)
    assert used.label.startswith("本单位修改稿（原为参考做法：湖南省2023年，")
    items = checklist(workspace, number)
    assert (items[0].title, items[0].copies) == ("本地承诺书", 5)
    assert not [one for one in items if "照片" in one.title]
    assert guiding.guide(workspace, LIST) == found
    assert [one.id for one in guiding.guides_for(workspace, claim.measure)][1] == "own-1"


def test_an_own_version_is_changed_in_place(workspace: Workspace) -> None:
    measure, project = other_booth(workspace), fair(workspace)
    guiding.edit(workspace, measure, project, guiding.guide(workspace, LIST))
    mine = guiding.guide(workspace, "own-1")
    guiding.edit(workspace, measure, project, dataclasses.replace(mine, title="我们的清单"))
    assert guiding.guide(workspace, "own-1").title == "我们的清单"
    with pytest.raises(UserError, match=r"guide\.missing"):
        guiding.guide(workspace, "own-2")


def test_a_condition_of_a_paper_survives_the_editing(workspace: Workspace) -> None:
    measure, project = other_booth(workspace), fair(workspace)
    guiding.edit(workspace, measure, project, guiding.guide(workspace, LIST))
    mine = guiding.guide(workspace, "own-1")
    assert next(one for one in mine.materials if one.material.id == "passports").material.needed


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"title": " "}, "guide.paper_without_title"), ({"copies": 0}, "guide.bad_copies")],
)
def test_a_paper_needs_a_title_and_copies(
    workspace: Workspace, changes: dict[str, object], code: str
) -> None:
    found = guiding.guide(workspace, LIST)
    first = found.materials[0]
    spoilt = dataclasses.replace(
        first,
        material=dataclasses.replace(first.material, **changes),  # type: ignore[arg-type]  # -- changes of several kinds
    )
    edited = dataclasses.replace(found, materials=(spoilt,))
    with pytest.raises(UserError, match=code):
        guiding.edit(workspace, other_booth(workspace), None, edited)


def test_the_least_and_the_rounding_of_a_guide_are_lines_of_the_worksheet(
    workspace: Workspace,
) -> None:
    measure, project = other_booth(workspace), fair(workspace)
    before = shown(workspace, project).assessment.ceiling
    mine = changed(
        guiding.guide(workspace, LIST),
        minimum=Money(before.fen + 1),
        rounding=Rounding.DOWN_TO_YUAN,
    )
    guiding.edit(workspace, measure, project, mine)
    found = shown(workspace, project).assessment
    assert found.ceiling == Money(0)
    assert [one.step for one in found.worksheet][-2:] == ["guide-minimum", "guide-rounding"]
    assert all("本单位修改稿" in one.note for one in found.worksheet[-2:])


def test_the_base_of_a_guide_is_a_reading_that_the_notice_leaves_open(
    workspace: Workspace,
) -> None:
    measure, project = other_booth(workspace), fair(workspace)
    [number] = ledger.expense_ids(workspace, ledger.LedgerFilter())
    record = ledger.expense_rows(workspace, [number])[number].expense
    ledger.edit_expense(workspace, number, dataclasses.replace(record, tax=Money.from_yuan("8000")))
    guiding.edit(
        workspace, measure, project, changed(guiding.guide(workspace, LIST), base=Base.GROSS)
    )
    found = shown(workspace, project).assessment
    assert found.ceiling == Money.from_yuan("56000")
    assert found.worksheet[0].basis is Basis.PRACTICE
    assert next(one for one in found.readings if one.id == "vat-base").chosen == "gross"


def put_rate(ws: Workspace, day: str = "2026-02-13", value: str = "7.1268") -> None:
    exchanging.add_rate(
        ws,
        {"currency": "USD", "day": day, "value": value, "source": "中国人民银行授权公布"},
    )


def test_foreign_money_is_counted_by_the_guides_own_rule(workspace: Workspace) -> None:
    project = foreign_fair(workspace)
    assert shown(workspace, project).assessment.spent == Money.from_yuan("7000")
    put_rate(workspace)
    rule = ExchangeRule(kind=RuleKind.MID_ON_PAYMENT)
    mine = changed(guiding.guide(workspace, LIST), exchange=rule)
    guiding.edit(workspace, other_booth(workspace), project, mine)
    found = shown(workspace, project).assessment
    assert found.spent == Money.from_yuan("7126.80")
    note = found.worksheet[0].note
    assert "1 USD = 7.1268 CNY（2026-02-13，中国人民银行授权公布" in note
    assert "2026-02-15 未公布，取此前最近一日" in note


def test_the_statement_shows_the_same_cny_and_the_rule(workspace: Workspace) -> None:
    project = foreign_fair(workspace)
    put_rate(workspace)
    mine = changed(
        guiding.guide(workspace, LIST), exchange=ExchangeRule(kind=RuleKind.MID_ON_PAYMENT)
    )
    guiding.edit(workspace, other_booth(workspace), project, mine)
    number, _ = start_claim(workspace, other_booth(workspace), project)
    claim = claims.get(workspace.reader, number)
    assert claim is not None
    request = request_for(workspace, number, claim)
    [row] = request.rows
    assert (row.gross, row.original) == (Money.from_yuan("7126.80"), 100_000)
    assert row.rate_note.startswith("按付款日人民币汇率中间价：1 USD = 7.1268 CNY")
    assert request.guide.startswith("本单位修改稿")


def test_expenses_in_cny_stay_as_they_are_under_any_rule(workspace: Workspace) -> None:
    project = fair(workspace)
    before = shown(workspace, project).assessment
    rule = ExchangeRule(kind=RuleKind.MID_ON_PAYMENT)
    mine = changed(guiding.guide(workspace, LIST), exchange=rule)
    guiding.edit(workspace, other_booth(workspace), project, mine)
    after = shown(workspace, project).assessment
    assert (after.spent, after.ceiling) == (before.spent, before.ceiling)
    assert after.worksheet == before.worksheet
    assert problems(workspace, project) == []


def test_a_missing_rate_keeps_what_was_booked_and_says_so(workspace: Workspace) -> None:
    project = foreign_fair(workspace)
    mine = changed(
        guiding.guide(workspace, LIST), exchange=ExchangeRule(kind=RuleKind.MID_ON_PAYMENT)
    )
    guiding.edit(workspace, other_booth(workspace), project, mine)
    found = shown(workspace, project).assessment
    assert found.spent == Money.from_yuan("7000")
    assert "未能按付款日人民币汇率中间价折算" in found.worksheet[0].note
    [problem] = problems(workspace, project)
    assert problem.code == "rate.missing"
    put_rate(workspace)
    assert problems(workspace, project) == []


def test_a_claim_keeps_which_guide_it_was_started_with(workspace: Workspace) -> None:
    measure, project = other_booth(workspace), fair(workspace)
    guiding.adopt(workspace, measure, project, XIAMEN)
    number, _ = start_claim(workspace, measure, project)
    claim = claims.get(workspace.reader, number)
    assert claim is not None
    kept = json.loads(claim.snapshot)["guide"]
    assert (kept["id"], kept["adopted"]) == (XIAMEN, True)
    assert "厦门市2024年" in kept["label"]
    assert "记账凭证" in [one["title"] for one in kept["papers"]]


def test_the_self_check_says_that_a_rate_is_missing(workspace: Workspace) -> None:
    project = foreign_fair(workspace)
    mine = changed(
        guiding.guide(workspace, LIST), exchange=ExchangeRule(kind=RuleKind.MID_ON_PAYMENT)
    )
    guiding.edit(workspace, other_booth(workspace), project, mine)
    number, _ = start_claim(workspace, other_booth(workspace), project)
    [found] = [one for one in self_check(workspace, number) if one.rule == "R26"]
    assert "汇率表里没有 2026-02-15 及以前的 USD 对 CNY 汇率" in found.text
    assert "汇率表" in found.remedy
    put_rate(workspace)
    assert not [one for one in self_check(workspace, number) if one.rule == "R26"]
