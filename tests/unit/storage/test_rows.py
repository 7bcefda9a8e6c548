from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType

import pytest

from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.choice import ChosenReading, ParameterEntry
from jiamao_desktop.domain.claim import Claim, Grant, GrantLine
from jiamao_desktop.domain.contract import Contract, ContractFee
from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.document import Document
from jiamao_desktop.domain.drawback import DrawbackExport, DrawbackPurchase
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoLine
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.domain.inquiry import AskedWord, Inquiry
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.domain.project import Booth, Certification, Fair, Participant, Pilot
from jiamao_desktop.domain.settlement import Settlement
from jiamao_desktop.storage import (
    applicants,
    claims,
    contracts,
    declarations,
    documents,
    drawbacks,
    expenses,
    fapiao,
    grants,
    handbooks,
    inquiries,
    parameters,
    payments,
    projects,
    provenance,
    readings,
    rows,
    settlements,
    triggers,
)
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

ThingId = NewType("ThingId", int)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    name: str
    count: int
    price: Money
    weight: Decimal
    colour: Colour
    made_on: dt.date
    broken: bool
    of: ThingId
    maybe_price: Money | None = None
    maybe_weight: Decimal | None = None
    maybe_colour: Colour | None = None
    maybe_on: dt.date | None = None
    maybe_broken: bool | None = None
    maybe_of: ThingId | None = None
    parts: tuple[str, ...] = ()


THING = Thing(
    name="展位",
    count=3,
    price=Money(-105),
    weight=Decimal("12345678901234567.8900"),
    colour=Colour.RED,
    made_on=dt.date(2026, 2, 28),
    broken=True,
    of=ThingId(7),
)
SHAPE = Shape("thing", Thing, columns={"count": "count_pieces"}, apart=("parts",))


def test_every_kind_of_field_has_its_column_and_its_storage_class() -> None:
    stored = dict(zip(SHAPE.columns, SHAPE.row(THING), strict=True))
    assert stored == {
        "name": "展位",
        "count_pieces": 3,
        "price_fen": -105,
        "weight": "12345678901234567.8900",
        "colour": "red",
        "made_on": "2026-02-28",
        "broken": 1,
        "of": 7,
        "maybe_price_fen": None,
        "maybe_weight": None,
        "maybe_colour": None,
        "maybe_on": None,
        "maybe_broken": None,
        "maybe_of": None,
    }
    assert {type(value) for value in stored.values()} == {str, int, type(None)}


def test_a_record_comes_back_from_its_row() -> None:
    assert SHAPE.record(SHAPE.row(THING), parts=()) == THING


def test_a_record_with_everything_filled_in_comes_back() -> None:
    full = Thing(
        name="x",
        count=1,
        price=Money(1),
        weight=Decimal(1),
        colour=Colour.RED,
        made_on=dt.date(2026, 1, 1),
        broken=False,
        of=ThingId(1),
        maybe_price=Money(0),
        maybe_weight=Decimal("1E+3"),
        maybe_colour=Colour.RED,
        maybe_on=dt.date(2026, 1, 2),
        maybe_broken=False,
        maybe_of=ThingId(2),
        parts=("a", "b"),
    )
    assert SHAPE.record(SHAPE.row(full), parts=("a", "b")) == full


def test_a_quantity_keeps_every_digit_as_written() -> None:
    back = SHAPE.record(SHAPE.row(THING), parts=())
    assert str(back.weight) == "12345678901234567.8900"


def test_a_field_without_a_column_is_a_mistake_at_once() -> None:
    with pytest.raises(TypeError, match="parts"):
        Shape("thing", Thing)


READ = set(provenance.COLUMNS)
SHAPES: list[tuple[type[Any], Shape[Any], set[str]]] = [
    (Applicant, applicants._SHAPE, set()),
    (Document, documents._SHAPE, set()),
    (Fapiao, fapiao._SHAPE, READ),
    (FapiaoLine, fapiao._LINES, {"fapiao", "position"}),
    (Payment, payments._SHAPE, READ),
    (Fair, projects._FAIRS, set()),
    (Certification, projects._CERTIFICATIONS, set()),
    (Pilot, projects._PILOTS, set()),
    (Booth, projects._BOOTHS, {"project", "position"}),
    (Participant, projects._PARTICIPANTS, {"project", "position"}),
    (Expense, expenses._SHAPE, READ),
    (Declaration, declarations._SHAPE, READ),
    (DeclarationItem, declarations._ITEMS, {"declaration", "position"}),
    (Claim, claims._SHAPE, set()),
    (Grant, grants._SHAPE, set()),
    (ChosenReading, readings._SHAPE, set()),
    (Inquiry, inquiries._SHAPE, set()),
    (AskedWord, inquiries._WORDS, {"inquiry", "position"}),
    (ParameterEntry, parameters._SHAPE, set()),
    (Contract, contracts._SHAPE, READ),
    (ContractFee, contracts._FEES, {"contract", "position"}),
    (Settlement, settlements._SHAPE, set()),
    (Handbook, handbooks._SHAPE, READ),
    (HandbookGoods, handbooks._TABLES["materials"], {"handbook", "position"}),
    (HandbookGoods, handbooks._TABLES["products"], {"handbook", "position"}),
    (HandbookUse, handbooks._TABLES["uses"], {"handbook", "position"}),
    (DrawbackExport, drawbacks._EXPORTS, READ),
    (DrawbackPurchase, drawbacks._PURCHASES, READ),
    (GrantLine, grants._LINES, {"received_grant", "position"}),
]


@pytest.mark.parametrize(
    ("record", "shape", "more"), SHAPES, ids=[shape.table for _, shape, _ in SHAPES]
)
def test_every_field_of_every_record_has_exactly_one_column_in_the_book(
    db: Database, record: type[Any], shape: Shape[Any], more: set[str]
) -> None:
    assert {*shape.columns, "id", *more} == set(triggers.columns(db, shape.table))


def test_money_never_lives_in_a_column_without_its_unit(db: Database) -> None:
    for table in triggers.journalled_tables(db):
        kinds = db.conn.execute("SELECT name, type FROM pragma_table_info(?)", [table])
        for name, kind in kinds:
            assert kind in ("INTEGER", "TEXT"), (table, name)


def test_ids_of_any_number_travel_as_one_parameter(db: Database) -> None:
    sql = "SELECT count(*) FROM json_each(?)"
    assert db.conn.execute(sql, [rows.id_list(range(100_000))]).fetchone() == (100_000,)


def test_question_marks_are_as_many_as_values() -> None:
    assert rows.marks([]) == ""
    assert rows.marks([1, 2, 3]) == "?,?,?"
