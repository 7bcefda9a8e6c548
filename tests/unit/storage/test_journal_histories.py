"""Random lives of a book, undone to the beginning and redone to the end."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.storage.books import LATER, NOW, contents, sample_document, sample_expense

from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.expense import Evidence, ExpenseId
from jiamao_desktop.domain.facts import Answer
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Booth, Certification, Fair, Participant
from jiamao_desktop.storage import answers, documents, expenses, journal, projects, search
from jiamao_desktop.storage.database import Database

State = dict[str, list[tuple[Any, ...]]]


class Life:
    """Does random things to a book and remembers what it looked like after each."""

    def __init__(self, db: Database, seed: int) -> None:
        self.db = db
        self.dice = random.Random(seed)
        self.states: list[State] = [contents(db)]
        self.counter = 0

    def one_operation(self) -> None:
        before = len(journal.history(self.db, 1000))
        with journal.operation(self.db, "life.step", "一步", NOW):
            for _ in range(self.dice.randint(1, 4)):
                self.one_change()
        if len(journal.history(self.db, 1000)) > before:
            self.states.append(contents(self.db))

    def one_change(self) -> None:
        self.counter += 1
        self.dice.choice(
            [
                self.add,
                self.add,
                self.edit,
                self.delete,
                self.link,
                self.plan,
                self.replan,
                self.cancel,
                self.answer,
            ]
        )()

    def any_of(self, table: str) -> int | None:
        rows = self.db.conn.execute(f"SELECT id FROM {table}").fetchall()  # noqa: S608 -- constants
        return int(self.dice.choice(rows)[0]) if rows else None

    def add(self) -> None:
        expenses.add(self.db, sample_expense(self.counter))

    def edit(self) -> None:
        number = self.any_of("expense")
        if number is not None:
            changed = sample_expense(self.counter, gross=Money(700_00 + self.counter))
            expenses.update(self.db, ExpenseId(number), replace(changed, unsupported=Money(0)))

    def delete(self) -> None:
        number = self.any_of("expense")
        if number is not None:
            expenses.delete(self.db, ExpenseId(number))

    def link(self) -> None:
        number = self.any_of("expense")
        document = documents.add(self.db, sample_document(self.counter))
        if number is not None:
            evidence = Evidence(document=document, role=EvidenceRole.FAPIAO)
            expenses.link(self.db, ExpenseId(number), evidence)

    def plan(self) -> None:
        number = projects.add(
            self.db,
            Fair(
                title=f"展会{self.counter}",
                booths=(Booth(number="A1", area_dm2=900),),
                participants=(Participant(name="张三", passport_number=f"E{self.counter}"),),
            ),
        )
        answers.put(self.db, Answer(fact="fair.first", value=True, project=number))
        expenses.add(self.db, sample_expense(self.counter, project=number))

    def replan(self) -> None:
        for number, project in projects.all(self.db).items():
            if isinstance(project, Fair):
                participants = (*project.participants, Participant(name=f"李{self.counter}"))
                projects.update(self.db, number, replace(project, participants=participants))
                return

    def cancel(self) -> None:
        projects.add(self.db, Certification(title=f"认证{self.counter}"))
        for number in list(projects.all(self.db))[-1:]:
            projects.delete(self.db, number)

    def answer(self) -> None:
        fact = f"firm.{self.dice.randint(1, 3)}"
        if self.dice.random() < 0.3:
            answers.remove(self.db, fact)
        else:
            answers.put(self.db, Answer(fact=fact, value=Money(self.counter)))


def index(db: Database) -> list[tuple[str, list[int]]]:
    words = ("龙飞", "展位", "广交会", "发票", "1")
    return [(word, sorted(expenses.ids(db, contains=word))) for word in words]


@pytest.mark.parametrize("seed", range(12))
def test_any_life_can_be_undone_to_the_beginning_and_redone_to_the_end(
    db: Database, seed: int
) -> None:
    life = Life(db, seed)
    for _ in range(15):
        life.one_operation()
    for state in reversed(life.states[:-1]):
        journal.undo(db, LATER)
        assert contents(db) == state
    assert journal.undo_target(db) is None
    for state in life.states[1:]:
        journal.redo(db, LATER)
        assert contents(db) == state
    assert journal.redo_target(db) is None
    assert journal.verify(db) is None
    assert journal.replay_check(db) == ()
    followed = index(db)
    with journal.operation(db, "life.end", "重建索引", LATER):
        search.rebuild(db)
    assert index(db) == followed


@pytest.mark.parametrize("seed", range(12, 20))
def test_undoing_and_redoing_in_between_follows_a_plain_stack(db: Database, seed: int) -> None:
    """The model: one list of states and a place in it; doing something new cuts the rest off."""
    life = Life(db, seed)
    states, place = [contents(db)], 0
    for _ in range(40):
        what = life.dice.choice(["do", "do", "undo", "undo", "redo"])
        assert (journal.undo_target(db) is None) == (place == 0)
        assert (journal.redo_target(db) is None) == (place == len(states) - 1)
        if what == "do":
            count = len(life.states)
            life.one_operation()
            if len(life.states) > count:
                states, place = [*states[: place + 1], life.states[-1]], place + 1
        elif what == "undo" and place > 0:
            journal.undo(db, LATER)
            place -= 1
        elif what == "redo" and place < len(states) - 1:
            journal.redo(db, LATER)
            place += 1
        assert contents(db) == states[place]
    assert journal.verify(db) is None
    assert journal.replay_check(db) == ()
