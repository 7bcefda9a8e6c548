"""Questions in the order of the yuan that hang on them."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.app.test_assessing import certification, fair

from jiamao_desktop.app import asking, profile, projects
from jiamao_desktop.app.asking import OpenQuestion, open_questions, stake_of
from jiamao_desktop.app.assessing import Card, answerable, at_stake, cards
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.pack import Promise
from jiamao_desktop.domain.project import Pilot


def shared_limit(card: Card) -> Headroom:
    return next(limit for limit in card.limits if limit.shared)


def worth(card: Card, yuan: int, room: int) -> Card:
    """Return a card that is worth so much under a shared limit with so much room."""
    limit = shared_limit(card)
    tight = dataclasses.replace(limit, limit=limit.used + Money(room * 100))
    high = Money(yuan * 100)
    return dataclasses.replace(
        card,
        limits=(tight,),
        assessment=dataclasses.replace(card.assessment, ceiling=high, high=high),
    )


def test_a_shared_limit_counts_once_over_all_measures_that_share_it(workspace: Workspace) -> None:
    certification(workspace)
    found = [one for one in cards(workspace) if any(limit.shared for limit in one.limits)]
    one, other = [card for card in found if card.number == found[0].number][:2]
    both = [worth(one, 60, room=100), worth(other, 70, room=100)]
    assert stake_of(both[:1]) == Money(6000)
    assert stake_of(both) == Money(10000)
    assert stake_of([worth(one, 60, room=0)]) == ZERO


def test_the_stake_of_a_question_never_passes_the_room_that_is_left(workspace: Workspace) -> None:
    certification(workspace, "900,000")
    fair(workspace)
    for question in open_questions(workspace):
        waiters = [
            card
            for card in cards(workspace)
            if card.assessment.status is Status.ASK
            and question.fact.id in card.assessment.missing
            and (question.fact.scope == "firm" or card.project == question.project)
        ]
        assert question.stake == stake_of(waiters)
        assert question.stake <= total(at_stake(card) for card in waiters)


def test_what_no_money_hangs_on_comes_last_in_the_order_of_the_measures(
    workspace: Workspace,
) -> None:
    fair(workspace)
    found = open_questions(workspace)
    stakes = [one.stake.fen for one in found]
    assert stakes == sorted(stakes, reverse=True)
    waiting = dict.fromkeys(
        fact
        for card in cards(workspace)
        if card.assessment.status is Status.ASK
        for fact in card.assessment.missing
    )
    free = [one.fact.id for one in found if not one.stake]
    assert free == sorted(free, key=list(waiting).index)


def test_guidance_has_no_yuan(workspace: Workspace) -> None:
    guidance = {
        measure.id
        for pack in workspace.catalog.packs.values()
        for measure in pack.measures
        if measure.promise is Promise.GUIDANCE
    }
    for card in cards(workspace):
        if card.measure in guidance:
            assert at_stake(card) == ZERO


def test_a_question_that_can_change_nothing_any_more_is_not_asked(workspace: Workspace) -> None:
    fair(workspace)
    before = {one.fact.id for one in open_questions(workspace)}
    who = profile.applicant(workspace)
    profile.save_applicant(workspace, dataclasses.replace(who, city="长沙市"))
    asking.answer(workspace, "firm.foreign_trader", "否")
    after = open_questions(workspace)
    assert "firm.foreign_trader" in before
    assert "firm.foreign_trader" not in {one.fact.id for one in after}
    for question in after:
        assert question.measures


@pytest.mark.parametrize("kind", ApplicantKind)
def test_every_open_question_can_be_answered(workspace: Workspace, kind: ApplicantKind) -> None:
    who = profile.applicant(workspace)
    profile.save_applicant(workspace, dataclasses.replace(who, kind=kind))
    for question in open_questions(workspace):
        assert (question.fact.scope == "project") is (question.project is not None)
        asking.answer(workspace, question.fact.id, typed_for(question), question.project)


def typed_for(question: OpenQuestion) -> str:
    """Return some answer of the right type."""
    plain = {FactType.BOOL: "yes", FactType.RATIO: "5%", FactType.DATE: "2026-05-05"}
    return next(iter(question.fact.choices), plain.get(question.fact.type, "5"))


def test_what_is_asked_of_a_project_is_asked_once_there_is_one(workspace: Workspace) -> None:
    of_pilots = {fact.id for fact in workspace.catalog.facts.values() if fact.id[:6] == "pilot."}
    waiting = [one for one in cards(workspace) if of_pilots & set(one.assessment.missing)]
    assert waiting
    assert not of_pilots & {one.fact.id for one in open_questions(workspace)}
    number, _ = projects.add_project(workspace, Pilot(title="试点"))
    about = {one.project for one in open_questions(workspace) if one.fact.id in of_pilots}
    assert about == {number}


def test_questions_about_the_firm_go_before_its_first_project(workspace: Workspace) -> None:
    for card in cards(workspace):
        asked = answerable(workspace.catalog, card)
        left_out = set(card.assessment.missing) - set(asked)
        assert all(workspace.catalog.facts[one].scope == "firm" for one in asked)
        assert all(workspace.catalog.facts[one].scope == "project" for one in left_out)
