from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.storage.books import (
    LATER,
    changing,
    contents,
    sample_expense,
)

from jiamao_desktop.domain.choice import ParameterEntry
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import Answer
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participant,
    Participation,
    Pilot,
    Project,
    ProjectId,
    ProjectKind,
)
from jiamao_desktop.storage import (
    answers,
    expenses,
    journal,
    parameters,
    projects,
)
from jiamao_desktop.storage.database import Database

FAIR = Fair(
    title="第139届广交会",
    title_en="Canton Fair",
    country="日本",
    starts_on=dt.date(2026, 4, 15),
    ends_on=dt.date(2026, 4, 19),
    overseas=False,
    in_key_catalogue=True,
    participation=Participation.BY_PROXY,
    booths=(Booth(number="B", area_dm2=900), Booth(number="A", area_dm2=1800, raw_space=True)),
    participants=(
        Participant(name="张三", passport_number="E12345678", left_on=dt.date(2026, 4, 14)),
        Participant(name="李四", relation="外聘"),
    ),
)
CERTIFICATION = Certification(
    title="AEO 高级认证", certified_on=dt.date(2026, 5, 1), first=False, issuer="长沙海关"
)
PILOT = Pilot(
    title="跨境电商试点",
    service_firm="某公司",
    platform="某平台",
    agreement_from=dt.date(2026, 1, 1),
)


MATTERS = [
    Matter(kind=kind, title="一件事", number="LGB-0001", day=dt.date(2026, 3, 2), note="第二台")
    for kind in ProjectKind
    if kind not in {ProjectKind.FAIR, ProjectKind.CERTIFICATION, ProjectKind.PILOT}
]


@pytest.mark.parametrize("project", [FAIR, CERTIFICATION, PILOT, Fair(title="空"), *MATTERS])
def test_a_project_comes_back_with_all_that_belongs_to_it(db: Database, project: Project) -> None:
    with changing(db):
        number = projects.add(db, project)
    assert projects.get(db, number) == project
    assert projects.all(db) == {number: project}


@pytest.mark.parametrize("answer", [True, False, None])
def test_not_known_yet_is_neither_yes_nor_no(db: Database, answer: bool | None) -> None:
    with changing(db):
        fair = projects.add(db, replace(FAIR, in_key_catalogue=answer))
        certification = projects.add(db, replace(CERTIFICATION, first=answer))
    found = projects.all(db)
    assert found[fair] == replace(FAIR, in_key_catalogue=answer)
    assert found[certification] == replace(CERTIFICATION, first=answer)


def test_projects_are_listed_newest_first(db: Database) -> None:
    with changing(db):
        numbers = [projects.add(db, one) for one in (FAIR, CERTIFICATION, PILOT)]
    assert list(projects.all(db)) == numbers[::-1]


def test_a_project_can_be_changed_with_its_parts(db: Database) -> None:
    with changing(db):
        number = projects.add(db, FAIR)
    changed = replace(FAIR, title="第140届广交会", booths=FAIR.booths[:1], participants=())
    with changing(db):
        projects.update(db, number, changed)
    assert projects.get(db, number) == changed
    journal.undo(db, LATER)
    assert projects.get(db, number) == FAIR


def test_changing_nothing_of_a_project_writes_nothing(db: Database) -> None:
    with changing(db):
        number = projects.add(db, FAIR)
    with changing(db) as operation:
        projects.update(db, number, FAIR)
    assert journal.changes_of(db, operation).tables == frozenset()


@pytest.mark.parametrize(("number", "project"), [(99, FAIR), (1, PILOT)])
def test_a_project_that_is_gone_or_of_another_kind_cannot_be_changed(
    db: Database, number: int, project: Project
) -> None:
    with changing(db):
        projects.add(db, FAIR)
    with pytest.raises(UserError) as caught, changing(db):
        projects.update(db, ProjectId(number), project)
    assert caught.value.code == "project.gone"
    assert projects.all(db) == {1: FAIR}


def test_deleting_a_project_keeps_its_expenses_and_takes_the_rest(db: Database) -> None:
    with changing(db):
        number = projects.add(db, FAIR)
        expense = expenses.add(db, sample_expense(project=number))
        answers.put(db, Answer(fact="fair.first", value=True, project=number))
        parameters.put(
            db,
            ParameterEntry(measure="m", project=number, param="rate", value="70%", source="s"),
        )
    before = contents(db)
    with changing(db):
        projects.delete(db, number)
    left = {table for table, rows in contents(db).items() if rows}
    assert left == {"expense"}
    assert expenses.get_many(db, [expense])[expense].project is None
    journal.undo(db, LATER)
    assert contents(db) == before


def test_a_matter_is_changed_and_deleted_like_any_project(db: Database) -> None:
    matter = MATTERS[0]
    with changing(db):
        number = projects.add(db, matter)
        projects.update(db, number, replace(matter, day=None, number=""))
    assert projects.get(db, number) == replace(matter, day=None, number="")
    with changing(db):
        projects.delete(db, number)
    assert projects.all(db) == {}
