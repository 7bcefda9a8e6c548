"""Cards, questions, readings and entered figures, on a book with real records."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from jiamao_desktop.app import asking, history, ledger, profile, projects
from jiamao_desktop.app.assessing import Card, Group, card, cards, group_of
from jiamao_desktop.app.record_facts import facts_about, record_value
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Basis, Severity, Status
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Promise
from jiamao_desktop.domain.project import Booth, Certification, Fair, Participant, ProjectId
from jiamao_desktop.domain.trade import TradeRecord


def measure_for(ws: Workspace, category: str, *, by_reference: bool = False) -> str:
    """Return the measure for a category alone; packs name measures, tests do not."""
    [found] = [
        one.id
        for pack in ws.catalog.packs.values()
        for one in pack.measures
        if one.expense
        and one.expense.categories == (category,)
        and bool(one.calculable_with) is by_reference
    ]
    return found


def certification(ws: Workspace, gross: str = "260,000", **changes: Any) -> ProjectId:
    project = Certification(title="AEO", certified_on=dt.date(2026, 6, 30), first=True)
    number, _ = projects.add_project(ws, dataclasses.replace(project, **changes))
    expense = Expense(
        category="certification.fee",
        gross=Money.from_yuan(gross),
        paid_on=dt.date(2026, 6, 12),
        project=number,
        payee="认证公司",
    )
    ledger.add_expense(ws, expense)
    return number


def fair(ws: Workspace, **changes: Any) -> ProjectId:
    project = Fair(
        title="迪拜展",
        ends_on=dt.date(2026, 4, 16),
        in_key_catalogue=False,
        booths=(Booth(number="A1", area_dm2=1800),),
    )
    number, _ = projects.add_project(ws, dataclasses.replace(project, **changes))
    ledger.add_expense(
        ws,
        Expense(
            category="fair.booth",
            gross=Money.from_yuan("80000"),
            paid_on=dt.date(2026, 2, 13),
            project=number,
        ),
    )
    return number


def aeo(ws: Workspace, project: ProjectId) -> Card:
    return card(ws, measure_for(ws, "certification.fee"), project)


def test_a_certification_at_half_its_cost(workspace: Workspace) -> None:
    found = aeo(workspace, certification(workspace))
    assert (found.group, found.assessment.status) == (Group.CAN, Status.YES)
    assert found.assessment.ceiling == Money.from_yuan("130000")
    assert found.assessment.spent == Money.from_yuan("260000")
    assert found.number == "永政办发〔2024〕8号"
    assert found.derived
    assert found.in_force == (dt.date(2024, 6, 14), dt.date(2027, 6, 13))


def test_a_certification_is_capped(workspace: Workspace) -> None:
    found = aeo(workspace, certification(workspace, "400,000"))
    assert found.assessment.ceiling == Money.from_yuan("150000")
    assert found.assessment.binding


def test_every_measure_has_a_card_even_in_an_empty_book(workspace: Workspace) -> None:
    found = cards(workspace)
    assert {one.measure for one in found} == {
        one.id for pack in workspace.catalog.packs.values() for one in pack.measures
    }
    assert all(one.group is not Group.CAN for one in found)
    assert all(one.clause.quote for one in found)


def test_guidance_that_holds_is_a_basis_and_not_something_to_claim(workspace: Workspace) -> None:
    holds = aeo(workspace, certification(workspace)).assessment
    assert group_of(holds, Promise.UP_TO) is Group.CAN
    assert group_of(holds, Promise.GUIDANCE) is Group.BASIS
    open_still = dataclasses.replace(holds, status=Status.ASK, missing=("firm.kind",))
    assert group_of(open_still, Promise.GUIDANCE) is Group.ASK


def test_a_card_for_each_project_of_its_kind(workspace: Workspace) -> None:
    first, second = fair(workspace), fair(workspace, title="科隆展")
    measure = measure_for(workspace, "fair.booth")
    assert [one.project for one in cards(workspace) if one.measure == measure] == sorted(
        [first, second], reverse=True
    )


def test_a_firm_of_another_city_depends_on_the_office_and_sees_why(workspace: Workspace) -> None:
    project = certification(workspace)
    profile.save_applicant(
        workspace, dataclasses.replace(profile.applicant(workspace), city="长沙市")
    )
    found = aeo(workspace, project)
    assert found.group is Group.READING
    assert found.assessment.because == ()
    [finding] = [one for one in found.assessment.findings if one.holds is False]
    assert (finding.value, finding.basis) == ("长沙市", Basis.ASSUMED)
    assert finding.severity is Severity.OFFICER_DECIDES


def test_another_certificate_is_refused_with_the_reason(workspace: Workspace) -> None:
    found = aeo(workspace, certification(workspace, standard="other"))
    assert found.group is Group.NO
    [because] = found.assessment.because
    [finding] = [one for one in found.assessment.findings if one.check == because]
    assert (finding.holds, finding.value) == (False, "其他认证")


def test_a_question_is_asked_with_the_money_that_hangs_on_it(workspace: Workspace) -> None:
    fair(workspace)
    found = asking.open_questions(workspace)
    assert found
    assert [one.stake for one in found] == sorted((one.stake for one in found), reverse=True)
    assert found[0].stake > Money(0)


def test_an_answered_question_is_not_asked_again_and_can_be_undone(workspace: Workspace) -> None:
    fair(workspace)
    [question] = [
        one for one in asking.open_questions(workspace) if one.fact.id == "firm.foreign_trader"
    ]
    asking.answer(workspace, question.fact.id, "是")
    assert question.fact.id not in {one.fact.id for one in asking.open_questions(workspace)}
    [(definition, stored)] = asking.stored_answers(workspace)
    assert (definition.id, stored.value) == ("firm.foreign_trader", True)
    history.undo(workspace)
    assert question.fact.id in {one.fact.id for one in asking.open_questions(workspace)}


def test_an_answer_may_be_taken_back(workspace: Workspace) -> None:
    asking.answer(workspace, "firm.foreign_trader", "yes")
    asking.answer(workspace, "firm.foreign_trader", None)
    assert "firm.foreign_trader" not in facts_about(workspace, None)


@pytest.mark.parametrize(
    ("fact", "text", "code"),
    [
        ("firm.foreign_trader", "也许", "fact.bad_value"),
        ("no.such.fact", "yes", "fact.unknown"),
        ("fair.booth_count", "两个", "fact.bad_value"),
        ("fair.ends_on", "明天", "date.bad_format"),
        ("fair.participation", "飞过去", "fact.bad_value"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    workspace: Workspace, fact: str, text: str, code: str
) -> None:
    with pytest.raises(UserError, match=code):
        asking.answer(workspace, fact, text)


def test_a_kinder_reading_raises_the_ceiling_and_is_remembered(workspace: Workspace) -> None:
    project = fair(workspace)
    asking.answer(workspace, "firm.foreign_trader", "yes")
    measure = measure_for(workspace, "fair.booth")
    ledger_tax(workspace)
    before = card(workspace, measure, project).assessment
    [reading] = [one for one in before.readings if one.low != one.high]
    other = next(option for option, _ in reading.options if option != reading.chosen)
    asking.choose_reading(workspace, measure, reading.id, other)
    after = card(workspace, measure, project).assessment
    assert (before.ceiling, after.ceiling) == (reading.low, reading.high)
    assert (after.low, after.high) == (before.low, before.high)


def ledger_tax(ws: Workspace) -> None:
    """Give the one expense a tax, so that gross and net differ."""
    [number] = ledger.expense_ids(ws, ledger.LedgerFilter())
    expense = ledger.expense_rows(ws, [number])[number].expense
    ledger.edit_expense(ws, number, dataclasses.replace(expense, tax=Money.from_yuan("4528.30")))


def test_an_option_that_is_not_offered_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="word.unknown"):
        asking.choose_reading(workspace, measure_for(workspace, "certification.fee"), "x", "y")


def key_fair(ws: Workspace) -> tuple[str, ProjectId]:
    project = fair(ws, in_key_catalogue=True)
    asking.answer(ws, "firm.foreign_trader", "yes")
    return measure_for(ws, "fair.booth", by_reference=True), project


def test_rates_by_reference_are_asked_for_and_never_invented(workspace: Workspace) -> None:
    measure, project = key_fair(workspace)
    found = card(workspace, measure, project)
    assert found.group is Group.NOT_CALCULABLE
    assert found.assessment.ceiling == Money(0)
    assert found.assessment.to_enter
    assert {slot.text for slot in found.parameters} == {""}


def test_an_entered_rate_counts_with_its_source(workspace: Workspace) -> None:
    measure, project = key_fair(workspace)
    [wanted, *_] = card(workspace, measure, project).assessment.to_enter
    slots = {slot.id: slot for slot in card(workspace, measure, project).parameters}
    text = "50%" if slots[wanted].type == "ratio" else "30,000"
    asking.enter_parameter(workspace, measure, project, wanted, text=text, source="2026年通知第3页")
    found = card(workspace, measure, project)
    assert found.group is Group.CAN
    assert found.assessment.ceiling > Money(0)
    noted = [line for line in found.assessment.worksheet if line.note]
    assert {line.basis for line in noted} == {Basis.ENTERED}
    assert "2026年通知第3页" in noted[0].note


def test_an_entered_rate_wants_a_source(workspace: Workspace) -> None:
    measure, project = key_fair(workspace)
    [wanted, *_] = card(workspace, measure, project).assessment.to_enter
    with pytest.raises(UserError, match="parameter.without_source"):
        asking.enter_parameter(workspace, measure, project, wanted, text="1", source=" ")


def test_a_practice_of_another_year_is_adopted_only_with_its_label(workspace: Workspace) -> None:
    measure, project = key_fair(workspace)
    practices = card(workspace, measure, project).practices
    usable = next(one for one in practices if one.values)
    asking.adopt_practice(workspace, measure, project, usable.id)
    found = card(workspace, measure, project)
    assert found.group is Group.CAN
    bases = {line.basis for line in found.assessment.worksheet}
    assert Basis.PRACTICE in bases
    assert all(
        str(usable.year) in line.note
        for line in found.assessment.worksheet
        if line.basis is Basis.PRACTICE
    )


def test_a_practice_without_figures_cannot_be_adopted(workspace: Workspace) -> None:
    measure, project = key_fair(workspace)
    bare = [one for one in card(workspace, measure, project).practices if not one.values]
    for practice in bare:
        with pytest.raises(UserError, match="practice.without_figures"):
            asking.adopt_practice(workspace, measure, project, practice.id)
    with pytest.raises(UserError, match="practice.unknown"):
        asking.adopt_practice(workspace, measure, project, "no-such")


def test_the_enterprise_limit_shows_what_is_left(workspace: Workspace) -> None:
    found = aeo(workspace, certification(workspace))
    shared = [limit for limit in found.limits if limit.shared]
    assert [(limit.limit, limit.used) for limit in shared] == [
        (Money.from_yuan("1000000"), Money(0))
    ]
    own = [limit for limit in found.limits if not limit.shared]
    assert [limit.limit for limit in own] == [Money.from_yuan("150000")]


def test_an_unknown_measure_is_said_so(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="measure.unknown"):
        card(workspace, "no-such-measure")


def test_booths_and_people_are_counted_from_the_record(workspace: Workspace) -> None:
    people = (Participant(name="甲"), Participant(name="乙"))
    odd = fair(workspace, booths=(Booth(number="B", area_dm2=1000),), participants=people)
    even = fair(
        workspace, booths=(Booth(number="B", area_dm2=900), Booth(number="C", area_dm2=900))
    )
    assert facts_about(workspace, odd)["fair.participant_count"] == 2
    assert "fair.booth_count" not in facts_about(workspace, odd)
    assert facts_about(workspace, even)["fair.booth_count"] == 2


def test_declarations_answer_what_they_can(workspace: Workspace) -> None:
    deep = FactDefinition(
        id="trade.deep",
        type=FactType.BOOL,
        question="？",
        choices={},
        from_record="trade.modes",
        true_for=("0255", "0654"),
    )
    last = dataclasses.replace(
        deep, type=FactType.DATE, from_record="trade.last_transfer_on", true_for=()
    )
    day = dt.date(2026, 5, 9)
    seen = TradeRecord(last_days={"0615": None, "0654": day})
    assert record_value(deep, None, None, seen) is True
    assert record_value(last, None, None, seen) == day
    other = TradeRecord(last_days={"0110": day})
    assert record_value(deep, None, None, other) is None
    assert record_value(last, None, None, other) is None
    assert record_value(deep, None, None, TradeRecord(last_days={})) is None
