"""What assessments look at: read once, kept true by what changes, whatever the edits were."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.app.test_assessing import certification, fair

from jiamao_desktop.app import asking, assessing, history, ledger, profile
from jiamao_desktop.app.assessing import Card, cards
from jiamao_desktop.app.basis import Records
from jiamao_desktop.app.cases import AskedFacts
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.customs import Declaration
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import declarations, expenses, grants

KINDS = ("certification.fee", "fair.booth", "certification.consulting", "ecommerce.incubation_fee")
TURNS = 25


def expense(dice: random.Random, projects: list[ProjectId]) -> Expense:
    return Expense(
        category=dice.choice(KINDS),
        gross=Money(dice.randrange(100, 50_000_000)),
        paid_on=dt.date(2025, 1, 1) + dt.timedelta(days=dice.randrange(600)),
        project=dice.choice([None, *projects]),
        payer_account_name=dice.choice(["", "别的公司"]),
    )


def afresh(ws: Workspace) -> list[Card]:
    """Return the cards as a program started this moment would work them out."""
    kept, records = ws.kept, ws.records
    ws.kept, ws.records = {}, Records()
    found = list(cards(ws))
    ws.kept, ws.records = kept, records
    return found


def some_expense(ws: Workspace, dice: random.Random) -> ExpenseId:
    return ExpenseId(dice.choice(list(expenses.ids(ws.reader))))


def add(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    ledger.add_expense(ws, expense(dice, projects))


def edit(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    ledger.edit_expense(ws, some_expense(ws, dice), expense(dice, projects))


def remove(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    ledger.delete_expenses(ws, [some_expense(ws, dice)])
    ledger.add_expense(ws, expense(dice, projects))


def move(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    who = profile.applicant(ws)
    city = dice.choice(["永州市", "长沙市"])
    profile.save_applicant(ws, dataclasses.replace(who, city=city, account_name="别的公司"))


def take(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    with ws.operation("grant.add", "已获支持") as operation:
        given = Grant(
            measure=dice.choice([one.measure for one in cards(ws)]),
            level=dice.choice(["municipal", "provincial"]),
            amount=Money(dice.randrange(1, 9_000_000)),
            granted_on=dt.date(2026, 1, dice.randrange(1, 28)),
        )
        grants.add(operation.db, given)


def answer(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    facts = [one for one in ws.catalog.facts.values() if one.type == "bool"]
    fact = dice.choice(facts)
    asking.answer(ws, fact.id, dice.choice(["是", "否"]), dice.choice(projects))


def read_otherwise(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    found = dice.choice([one for one in cards(ws) if one.assessment.readings])
    reading = dice.choice(list(found.assessment.readings))
    option, _ = dice.choice(list(reading.options))
    asking.choose_reading(ws, found.measure, reading.id, option)


def undo(ws: Workspace, dice: random.Random, projects: list[ProjectId]) -> None:
    history.undo(ws)


EDITS: list[Callable[[Workspace, random.Random, list[ProjectId]], None]] = [
    add, edit, edit, remove, move, take, answer, answer, read_otherwise, undo,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edit_the_kept_cards_are_those_worked_out_afresh(
    workspace: Workspace, seed: int
) -> None:
    dice = random.Random(seed)
    projects = [certification(workspace), fair(workspace), fair(workspace, title="科隆展")]
    assert list(cards(workspace)) == afresh(workspace)
    for _ in range(TURNS):
        change = dice.choice(EDITS)
        change(workspace, dice, projects)
        assert list(cards(workspace)) == afresh(workspace), change.__name__


def assessed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that every measure is written into when it is worked out."""
    seen: list[str] = []
    real = Plan.assess

    def noted(plan: Any, case: Any) -> Any:
        seen.append(plan.measure.id)
        return real(plan, case)

    monkeypatch.setattr(Plan, "assess", noted)
    return seen


def concerned(ws: Workspace, category: str) -> set[str]:
    return {
        measure.id
        for pack in ws.catalog.packs.values()
        for measure in pack.measures
        if category in (assessing.plan_of(ws, pack, measure).categories or {category})
    }


def test_an_edited_expense_concerns_only_the_measures_of_its_kind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    certification(workspace)
    number = ExpenseId(expenses.ids(workspace.reader)[0])
    cards(workspace)
    seen = assessed(monkeypatch)
    cards(workspace)
    assert seen == []
    kept = expenses.get_many(workspace.reader, [number])[number]
    ledger.edit_expense(workspace, number, dataclasses.replace(kept, gross=Money(1234500)))
    cards(workspace)
    assert seen
    assert set(seen) <= concerned(workspace, kept.category)


def test_an_answer_concerns_only_the_measures_that_ask_for_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards(workspace)
    seen = assessed(monkeypatch)
    asking.answer(workspace, "firm.foreign_trader", "是")
    cards(workspace)
    readers = {
        measure.id
        for pack in workspace.catalog.packs.values()
        for measure in pack.measures
        if any("firm.foreign_trader" in one.predicate.facts for one in measure.conditions)
    }
    assert set(seen) == readers


def test_what_an_edit_leaves_alone_stays_the_same_object(workspace: Workspace) -> None:
    certification(workspace)
    fair(workspace)
    before = workspace.basis()
    ledger.add_expense(
        workspace, Expense(category="other", gross=Money(100), paid_on=dt.date(2026, 1, 1))
    )
    after = workspace.basis()
    assert after.operation > before.operation
    assert after.answers is before.answers
    same = [name for name in before.piles if after.piles[name] is before.piles[name]]
    assert set(same) == set(before.piles) - {("other", None)}


def test_a_new_voucher_in_the_chain_is_seen(workspace: Workspace) -> None:
    certification(workspace)
    number = ExpenseId(expenses.ids(workspace.reader)[0])
    assert workspace.basis().lines[number].evidence == frozenset()
    with workspace.operation("evidence.link", "单证") as operation:
        operation.db.conn.execute(
            "INSERT INTO document (kind, title, attachment, sha256, size, mime, original_name, "
            "added_at) VALUES ('bank_slip', '回单', ?, ?, 1, 'application/pdf', 'a.pdf', "
            "'2026-11-20T08:30:00Z')",
            ["a" * 64, "b" * 64],
        )
        [document] = operation.db.conn.execute("SELECT max(id) FROM document").fetchone()
        link = Evidence(document=DocumentId(document), role=EvidenceRole.PAYMENT)
        expenses.link(operation.db, number, link)
    assert workspace.basis().lines[number].evidence == {EvidenceRole.PAYMENT}


def test_expenses_come_latest_paid_first_and_unpaid_ones_last(workspace: Workspace) -> None:
    for day in (dt.date(2026, 1, 1), None, dt.date(2026, 3, 1)):
        ledger.add_expense(workspace, Expense(category="other", gross=Money(1), paid_on=day))
    [pile] = workspace.basis().lines_of(["other"], None)
    assert [one.paid_on for one in pile] == [dt.date(2026, 3, 1), dt.date(2026, 1, 1), None]


def test_declarations_tell_their_modes_and_the_last_transfer(workspace: Workspace) -> None:
    assert workspace.basis().trade.modes is None
    with workspace.operation("declaration.add", "报关单") as operation:
        for number, (mode, day) in enumerate(
            [("0615", 9), ("0654", 3), ("0255", 7), ("0654", 5)], start=1
        ):
            declarations.add(
                operation.db,
                Declaration(
                    number=f"{number:018d}", customs_regime=mode, declared_on=dt.date(2026, 5, day)
                ),
            )
    trade = workspace.basis().trade
    assert trade.modes == frozenset({"0615", "0654", "0255"})
    assert trade.last_transfer_on == dt.date(2026, 5, 7)


def test_facts_remember_what_was_asked_and_cannot_be_gone_through() -> None:
    asked = AskedFacts({"a": 1, "b": 2})
    assert asked["a"] == 1
    assert "c" not in asked
    assert asked.get("d") is None
    assert asked.asked == {"a": 1, "c": None, "d": None}
    assert len(asked) == 2
    with pytest.raises(TypeError):
        list(asked)
