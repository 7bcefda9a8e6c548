"""The items declared under a handbook, read for its balance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from tests.unit.domain.trade_making import declaration, goods
from tests.unit.storage.books import changing

from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.handbook_balance import Role
from jiamao_desktop.storage import declarations, handbook_sums
from jiamao_desktop.storage.database import Database

NUMBER, OTHER = "C53011234567", "E53019876543"
ROLES = {"0615": "main", "0657": "carried", "0844": "scrap"}


def store(db: Database, some: Sequence[Declaration]) -> None:
    with changing(db):
        for one in some:
            declarations.add(db, one)


def test_every_number_declared_is_counted(db: Database) -> None:
    store(
        db,
        [
            declaration("1", goods(), handbook=OTHER),
            declaration("2", goods(), handbook=NUMBER),
            declaration("3", goods(), handbook=NUMBER),
            declaration("4", goods()),
        ],
    )
    assert list(handbook_sums.declared(db).items()) == [(NUMBER, 2), (OTHER, 1)]


def test_items_come_with_the_head_of_their_declaration(db: Database) -> None:
    store(
        db,
        [
            declaration(
                "530120260000000001",
                goods(1, name="铜线", quantity=Decimal("1.50"), unit="千克", handbook_item="3"),
                goods(2, name="胶粒", quantity=Decimal(2), unit="千克", handbook_version="1"),
                direction=Direction.IMPORT,
                handbook=NUMBER,
                declared_on=dt.date(2026, 3, 1),
                moved_on=dt.date(2026, 3, 4),
            ),
            declaration("2", goods(), handbook=OTHER),
        ],
    )
    first, second = handbook_sums.moved(db, NUMBER, ROLES)
    assert (first.number, first.day, first.direction, first.role) == (
        "530120260000000001",
        dt.date(2026, 3, 4),
        Direction.IMPORT,
        Role.MAIN,
    )
    assert (first.name, first.serial, first.version) == ("铜线", "3", "")
    assert first.measures[0] == (Decimal("1.50"), "千克")
    assert (second.name, second.serial, second.version) == ("胶粒", "", "1")


def test_a_number_is_meant_whole(db: Database) -> None:
    store(db, [declaration("1", goods(), handbook=NUMBER)])
    assert list(handbook_sums.moved(db, NUMBER[:5], ROLES)) == []


def test_roles_are_those_of_the_tables_and_unknown_ones_are_none(db: Database) -> None:
    regimes = ("0615", "0657", "0844", "9999", "")
    store(
        db,
        [
            declaration(str(number), goods(), customs_regime=regime, handbook=NUMBER)
            for number, regime in enumerate(regimes, start=1)
        ],
    )
    found = handbook_sums.moved(db, NUMBER, ROLES)
    assert [one.role for one in found] == [Role.MAIN, Role.CARRIED, Role.SCRAP, None, None]
    assert [one.regime for one in found] == list(regimes)


def test_what_a_declaration_does_not_say_is_not_made_up(db: Database) -> None:
    item = goods(quantity=None, unit="", second_quantity=Decimal(7), second_unit="个")
    store(
        db,
        [declaration("", item, direction=None, declared_on=None, handbook=NUMBER)],
    )
    [one] = handbook_sums.moved(db, NUMBER, ROLES)
    assert (one.number, one.day, one.direction) == ("", None, None)
    assert one.measures == ((None, ""), (None, ""), (Decimal(7), "个"))
