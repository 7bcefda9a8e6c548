"""Guides in use, own versions and rates as the book keeps them."""

from __future__ import annotations

import dataclasses
import datetime as dt

from tests.unit.storage.books import changing, sample_expense

from jiamao_desktop.domain.exchange import Rate
from jiamao_desktop.domain.guide import AdoptedGuide, OwnGuide
from jiamao_desktop.domain.project import Pilot, ProjectId
from jiamao_desktop.storage import expenses, guides, journal, projects, rates
from jiamao_desktop.storage.database import Database

NOW = "2026-11-20T08:30:00Z"
WHOLE = AdoptedGuide(measure="m", guide="there-2024")
OWN = OwnGuide(origin="there-2024", title="修改稿", content="{}")
USD = Rate(currency="USD", day=dt.date(2024, 6, 28), value="7.1268", source="公告")


def keep_project(db: Database) -> ProjectId:
    return projects.add(db, Pilot(title="试点"))


def test_the_guide_of_a_project_goes_before_that_of_the_measure(db: Database) -> None:
    with changing(db):
        project = keep_project(db)
        guides.adopt(db, WHOLE)
        assert guides.adopted(db, "m", project) == WHOLE
        other = dataclasses.replace(WHOLE, project=project, guide="here-2023")
        guides.adopt(db, other)
    assert guides.adopted(db, "m", project) == other
    assert guides.adopted(db, "m", None) == WHOLE
    assert guides.adopted(db, "n", None) is None


def test_adopting_again_replaces_and_leaving_takes_out(db: Database) -> None:
    with changing(db):
        guides.adopt(db, WHOLE)
        guides.adopt(db, dataclasses.replace(WHOLE, guide="here-2023"))
        found = guides.adopted(db, "m", None)
        assert found is not None
        assert found.guide == "here-2023"
        guides.leave(db, "m", None)
        guides.leave(db, "m", None)
    assert guides.adopted(db, "m", None) is None


def test_own_versions_are_kept_with_what_they_came_from(db: Database) -> None:
    with changing(db):
        number = guides.add_own(db, OWN)
        changed = dataclasses.replace(OWN, content='{"title": "x"}')
        guides.update_own(db, number, changed)
        guides.adopt(db, AdoptedGuide(measure="m", own=number))
    assert guides.own(db) == {number: changed}
    assert guides.adopted(db, "m", None) == AdoptedGuide(measure="m", own=number)


def test_adopting_is_undone_like_anything_else(db: Database) -> None:
    with journal.operation(db, "guide.adopt", "采用参考做法", NOW):
        guides.adopt(db, WHOLE)
    journal.undo(db, NOW)
    assert guides.adopted(db, "m", None) is None


def test_a_deleted_project_takes_its_guide_along(db: Database) -> None:
    with changing(db):
        project = keep_project(db)
        guides.adopt(db, dataclasses.replace(WHOLE, project=project))
    with changing(db):
        projects.delete(db, project)
    assert guides.adopted(db, "m", project) is None


def test_a_rate_of_the_same_day_replaces_the_earlier_one(db: Database) -> None:
    to_usd = dataclasses.replace(USD, currency="EUR", into="USD", value="1.0708")
    with changing(db):
        assert rates.put(db, [USD, to_usd]) == 2
        rates.put(db, [dataclasses.replace(USD, value="7.13")])
    found = list(rates.all(db).values())
    assert [one.value for one in found] == ["1.0708", "7.13"]
    with changing(db):
        rates.delete(db, rates.all(db))
    assert rates.all(db) == {}


def test_only_what_was_paid_in_foreign_money_is_foreign(db: Database) -> None:
    with changing(db):
        expenses.add(db, sample_expense(1, currency="CNY", foreign_amount=None))
        abroad = expenses.add(db, sample_expense(2, currency="USD", foreign_amount=150_00))
    assert list(expenses.foreign(db)) == [abroad]


def test_rates_are_listed_latest_first(db: Database) -> None:
    days = [dt.date(2024, 6, day) for day in (27, 28, 26)]
    with changing(db):
        rates.put(db, [dataclasses.replace(USD, day=day) for day in days])
    assert [one.day.day for one in rates.all(db).values()] == [28, 27, 26]
