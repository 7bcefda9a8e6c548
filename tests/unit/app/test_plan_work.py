"""Which measures take part in a plan, which stand aside and why, and what pins do to a model."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.unit.app.contest_book import (
    BASE,
    DAY,
    FILING,
    PACK,
    QUALITY,
    TESTING,
    contest,
    yuan,
)
from tests.unit.app.test_assessing import certification, fair, measure_for

from jiamao_desktop.app import asking, ledger
from jiamao_desktop.app.assessing import card
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.claims import set_state, start_claim
from jiamao_desktop.app.plan_parts import Scenario
from jiamao_desktop.app.plan_work import Aside, Offer, offer, restricted
from jiamao_desktop.app.progress import silent
from jiamao_desktop.app.settling import choose
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.claim import ClaimId, ClaimState
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.pack import Condition, Pack
from jiamao_desktop.domain.predicate import Comparison, Op


def offered(ws: Workspace) -> Offer:
    return offer(Cases(ws), silent)


def asides(ws: Workspace) -> dict[str, Aside]:
    return {one.card.measure: one for one in offered(ws).asides}


def subjects(ws: Workspace) -> list[str]:
    return [one.plan.measure.id for one in offered(ws).subjects]


def filed(ws: Workspace, measure: str, state: ClaimState = ClaimState.FILED) -> ClaimId:
    number, _ = start_claim(ws, measure)
    set_state(ws, number, ClaimState.FILED)
    if state is not ClaimState.FILED:
        set_state(ws, number, state, "1" if state is ClaimState.GRANTED else None)
    return number


def changed_pack(ws: Workspace, **measures: object) -> None:
    """Change measures of the city's pack; what they are called tells which."""
    pack = ws.catalog.packs[PACK]
    names = {"testing": TESTING, "quality": QUALITY}
    wanted = {names[name]: change for name, change in measures.items()}
    new = tuple(
        dataclasses.replace(one, **wanted[one.id]) if one.id in wanted else one  # type: ignore[arg-type]  # fields
        for one in pack.measures
    )
    changed: Pack = dataclasses.replace(pack, measures=new)
    ws.catalog = dataclasses.replace(ws.catalog, packs={PACK: changed})


def test_measures_that_come_to_something_take_part(workspace: Workspace) -> None:
    contest(workspace, "100000")
    found = offered(workspace)
    assert [one.plan.measure.id for one in found.subjects] == [TESTING, QUALITY]
    assert [one.assessment.ceiling for one in found.subjects] == [yuan("60000"), yuan("50000")]
    assert (found.waiting, found.asides, found.taken) == ((), (), {})


def test_guidance_and_what_has_no_expense_are_not_even_aside(workspace: Workspace) -> None:
    contest(workspace)
    found = offered(workspace)
    assert (found.subjects, found.asides) == ((), ())
    assert FILING in {one.id for one in workspace.catalog.packs[PACK].measures}


def test_a_measure_that_waits_for_answers_stands_aside_with_their_number(
    workspace: Workspace,
) -> None:
    contest(workspace, "100000")
    asking.answer(workspace, "yunxi.export_product", None, None, "")
    found = offered(workspace)
    assert found.subjects == ()
    assert [one.plan.measure.id for one in found.waiting] == [TESTING, QUALITY]
    why = asides(workspace)[TESTING]
    assert (why.why.code, dict(why.why.details)) == ("plan.waits_for_answers", {"count": "1"})
    assert (why.alone, why.waits) == (yuan("60000"), True)
    assert len(found.compiled().model.items) == 0
    assert len(found.compiled(waiting=True).model.items) == 1


def test_a_measure_that_only_another_reading_allows_stands_aside(workspace: Workspace) -> None:
    contest(workspace, "100000")
    only_with_tax = Condition(
        id="with-tax",
        label="按价税合计时才有",
        predicate=Comparison(fact="firm.foreign_trader", op=Op.IS, values=(False,)),
        under=(BASE, "net"),
        clause=workspace.catalog.measure(QUALITY).clause,
    )
    quality = workspace.catalog.measure(QUALITY)
    changed_pack(workspace, quality={"conditions": (*quality.conditions, only_with_tax)})
    why = asides(workspace)[QUALITY]
    assert (why.why.code, why.waits) == ("plan.depends_on_reading", True)
    assert why.alone == yuan("50000")
    choose(workspace, PACK, BASE, "gross")
    assert subjects(workspace) == [TESTING, QUALITY]


def test_a_measure_whose_rate_nobody_has_entered_says_so(workspace: Workspace) -> None:
    project = fair(workspace, in_key_catalogue=True)
    measure = measure_for(workspace, "fair.booth", by_reference=True)
    asking.answer(workspace, "firm.foreign_trader", "是", None, "")
    why = asides(workspace).get(measure)
    assert why is not None
    assert (why.why.code, why.waits, why.alone) == ("plan.figure_missing", True, ZERO)
    assert why.card.project == project


def test_measures_for_others_are_not_spoken_of(workspace: Workspace) -> None:
    contest(workspace, "100000")
    changed_pack(workspace, testing={"applicants": (ApplicantKind.PARK,)})
    assert subjects(workspace) == [QUALITY]
    assert asides(workspace) == {}


def test_what_is_filed_or_granted_takes_its_expenses_and_nothing_else_does(
    workspace: Workspace,
) -> None:
    [number] = contest(workspace, "100000")
    claim = filed(workspace, TESTING)
    assert offered(workspace).taken == {number: frozenset({TESTING})}
    for state, taken in (
        (ClaimState.REFUSED, {}),
        (ClaimState.WITHDRAWN, {}),
        (ClaimState.READY, {}),
        (ClaimState.FILED, {number: frozenset({TESTING})}),
    ):
        set_state(workspace, claim, state)
        assert offered(workspace).taken == taken
    set_state(workspace, claim, ClaimState.GRANTED, "60000")
    assert offered(workspace).taken == {number: frozenset({TESTING})}


def test_one_expense_may_be_taken_by_several_measures(workspace: Workspace) -> None:
    [number] = contest(workspace, "100000")
    filed(workspace, TESTING)
    filed(workspace, QUALITY)
    assert offered(workspace).taken == {number: frozenset({TESTING, QUALITY})}


def test_a_measure_of_the_firm_is_planned_again_after_it_was_filed(workspace: Workspace) -> None:
    contest(workspace, "50000")
    filed(workspace, TESTING)
    spent = Expense(category="yunxi.testing", gross=yuan("10000"), paid_on=DAY)
    ledger.add_expense(workspace, spent)
    assert TESTING in subjects(workspace)  # its yearly cap keeps the sum of all claims


def test_a_project_is_not_planned_again_while_its_claim_lives(workspace: Workspace) -> None:
    project = certification(workspace)
    measure = measure_for(workspace, "certification.fee")
    number, _ = start_claim(workspace, measure, project)
    set_state(workspace, number, ClaimState.FILED)
    assert measure not in subjects(workspace)
    assert measure not in asides(workspace)  # nothing is left that could be claimed besides
    late = Expense(
        category="certification.fee",
        gross=yuan("8000"),
        paid_on=dt.date(2026, 6, 20),
        project=project,
    )
    ledger.add_expense(workspace, late)
    why = asides(workspace)[measure]
    assert dict(why.why.details) == {"title": "AEO"}
    assert (why.alone, why.waits) == (yuan("4000"), False)
    set_state(workspace, number, ClaimState.REFUSED)
    assert measure in subjects(workspace)


def test_another_project_of_the_same_kind_is_planned_as_if_nothing_were(
    workspace: Workspace,
) -> None:
    first = certification(workspace)
    second = certification(workspace, "50000", title="另一证")
    measure = measure_for(workspace, "certification.fee")
    number, _ = start_claim(workspace, measure, first)
    set_state(workspace, number, ClaimState.FILED)
    found = [one.project for one in offered(workspace).subjects if one.plan.measure.id == measure]
    assert found == [second]


def test_progress_names_every_measure_once(workspace: Workspace) -> None:
    contest(workspace, "100")
    said: list[tuple[int, int | None, str]] = []

    def note(done: int, total: int | None = None, label: str = "") -> None:
        said.append((done, total, label))

    offer(Cases(workspace), note)
    titles = [one.title for one in workspace.catalog.packs[PACK].measures]
    assert said == [(place, len(titles), title) for place, title in enumerate(titles)]


def test_without_pins_and_bans_the_model_is_the_compiled_one(workspace: Workspace) -> None:
    contest(workspace, "100", "200")
    compiled = offered(workspace).compiled()
    assert restricted(compiled, Scenario()) is compiled.model
    assert restricted(compiled, Scenario(name="照旧")) is compiled.model


def test_a_pin_leaves_one_way_to_claim_an_expense_and_a_ban_the_others(
    workspace: Workspace,
) -> None:
    first, second = contest(workspace, "100", "200")
    compiled = offered(workspace).compiled()
    scenario = Scenario(pinned={first: (QUALITY, None)}, forbidden=frozenset({(second, QUALITY)}))
    model = restricted(compiled, scenario)
    ways = {
        info.expenses: {compiled.leaves[leaf].measure for mode in item.modes for leaf, _ in mode}
        for item, info in zip(model.items, compiled.items, strict=True)
    }
    assert ways == {(first,): {QUALITY}, (second,): {TESTING}}
    assert len(compiled.model.items[0].modes) == 2  # nothing is changed in place


def test_a_ban_on_an_expense_that_nothing_counts_changes_nothing(workspace: Workspace) -> None:
    contest(workspace, "100")
    unpaid, _ = ledger.add_expense(workspace, Expense(category="yunxi.testing", gross=yuan("9")))
    compiled = offered(workspace).compiled()
    banned = Scenario(forbidden=frozenset({(unpaid, None), (unpaid, TESTING)}))
    assert restricted(compiled, banned) == compiled.model


def test_an_impossible_pin_is_refused_or_leaves_the_expense_unclaimed(
    workspace: Workspace,
) -> None:
    first, second = contest(workspace, "100", "200")
    compiled = offered(workspace).compiled()
    scenario = Scenario(pinned={first: (FILING, None)})
    with pytest.raises(UserError, match=r"plan\.pin_impossible") as caught:
        restricted(compiled, scenario)
    assert caught.value.details == {"number": first, "measure": FILING}
    model = restricted(compiled, scenario, strict=False)
    modes = {
        info.expenses: len(item.modes)
        for item, info in zip(model.items, compiled.items, strict=True)
    }
    assert modes == {(first,): 0, (second,): 2}


def test_expenses_that_stand_together_cannot_be_pinned_apart(workspace: Workspace) -> None:
    first, red = contest(workspace, "100000", "-30000")
    compiled = offered(workspace).compiled()
    assert [one.expenses for one in compiled.items] == [(first, red)]
    apart = Scenario(pinned={first: (TESTING, None), red: (QUALITY, None)})
    with pytest.raises(UserError, match=r"plan\.pin_impossible"):
        restricted(compiled, apart)
    alike = Scenario(pinned={first: (QUALITY, None), red: (QUALITY, None)})
    [item] = restricted(compiled, alike).items
    assert len(item.modes) == 1


def test_support_received_before_lowers_what_takes_part(workspace: Workspace) -> None:
    contest(workspace, "200000")
    filed(workspace, TESTING)
    [claim] = workspace.basis().claims
    set_state(workspace, claim, ClaimState.GRANTED, "80000")
    assert card(workspace, TESTING).assessment.ceiling == ZERO
    assert subjects(workspace) == [QUALITY]
