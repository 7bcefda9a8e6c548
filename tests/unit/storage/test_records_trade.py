"""Handbooks, rows of refunds, column maps and lines of grants come back as they were."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.storage.books import (
    changing,
    contents,
)

from jiamao_desktop.domain.batch import (
    ColumnMap,
)
from jiamao_desktop.domain.claim import Grant, GrantLine
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.drawback import DrawbackExport, DrawbackPurchase
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import (
    column_maps,
    drawbacks,
    grants,
    handbooks,
)
from jiamao_desktop.storage.database import Database

MATERIAL = HandbookGoods(
    serial=1,
    part_number="M-01",
    hs_code="8542310000",
    name="集成电路",
    unit="个",
    quantity=Decimal("120000.5"),
    unit_price=Decimal("1.23456789"),
    currency="USD",
)
PRODUCT = replace(MATERIAL, part_number="P-01", name="电源")
USE = HandbookUse(
    product=1, material=1, net=Decimal("2.000000001"), tangible=Decimal("0.5"), state="确定"
)
HANDBOOK = Handbook(number="C53165000001", party="永州样例电子有限公司", materials=(MATERIAL,))


def test_the_three_tables_of_a_handbook_come_as_three_files(db: Database) -> None:
    files = (
        HANDBOOK,
        Handbook(number=HANDBOOK.number, products=(PRODUCT,), ends_on=dt.date(2026, 12, 31)),
        Handbook(number=HANDBOOK.number, uses=(USE, replace(USE, version="1"))),
    )
    numbers = []
    for one in files:
        with changing(db):
            numbers.append(handbooks.put(db, one))
    assert len(set(numbers)) == 1
    assert handbooks.by_number(db, HANDBOOK.number) == numbers[0]
    whole = replace(
        HANDBOOK,
        ends_on=dt.date(2026, 12, 31),
        products=(PRODUCT,),
        uses=(USE, replace(USE, version="1")),
    )
    assert handbooks.get_many(db, numbers) == {numbers[0]: whole}


def test_a_newer_table_replaces_the_older_one(db: Database) -> None:
    changed = (MATERIAL, replace(MATERIAL, serial=2, name="电阻"))
    with changing(db):
        number = handbooks.put(db, HANDBOOK)
        handbooks.put(db, Handbook(number=HANDBOOK.number, materials=changed))
    [found] = handbooks.get_many(db, [number]).values()
    assert (found.materials, found.party) == (changed, HANDBOOK.party)


def test_handbooks_are_listed_by_number_and_go_with_their_tables(db: Database) -> None:
    with changing(db):
        late = handbooks.put(db, replace(HANDBOOK, number="C53165000009", uses=(USE,)))
        early = handbooks.put(db, HANDBOOK)
    assert handbooks.all_ids(db) == [early, late]
    with changing(db):
        handbooks.delete(db, late)
        handbooks.delete(db, early)
    assert not any(rows for table, rows in contents(db).items() if table.startswith("handbook"))


def test_a_list_of_refunds_that_repeats_the_old_rows_adds_the_new_ones_only(db: Database) -> None:
    export = DrawbackExport(
        period="202603",
        lot="001",
        serial="00000001",
        link="20260300001",
        fapiao_number="INV-1",
        declaration_number="531620260000000123001",
        exported_on=dt.date(2026, 3, 2),
        quantity=Decimal("10.5"),
        usd=Money(1_234_56),
    )
    more = replace(export, serial="00000002", declaration_number="531620260000000123002")
    purchase = DrawbackPurchase(
        period="202603",
        link="20260300001",
        voucher="26432000000012345671",
        issued_on=dt.date(2026, 2, 1),
        base=Money(100_00),
        levy_rate=Decimal(13),
        refund_rate=Decimal("13.00"),
        refundable=Money(13_00),
    )
    with changing(db):
        assert drawbacks.add_exports(db, [export]) == 1
        assert drawbacks.add_exports(db, [export, more]) == 1
        assert drawbacks.add_purchases(db, [purchase, purchase]) == 1
    assert list(drawbacks.exports(db).values()) == [export, more]
    assert list(drawbacks.purchases(db).values()) == [purchase]
    with changing(db):
        drawbacks.delete_exports(db, drawbacks.exports(db))
        drawbacks.delete_purchases(db, drawbacks.purchases(db))
    assert not drawbacks.exports(db)
    assert not drawbacks.purchases(db)


@pytest.mark.parametrize(
    ("number", "item"),
    [
        ("531620260000000123012", ("531620260000000123", 12)),
        ("531620260000000123", None),
        ("53162026000000012301X", None),
        ("", None),
    ],
)
def test_a_refund_of_21_digits_leads_to_the_item_of_a_declaration(
    number: str, item: tuple[str, int] | None
) -> None:
    assert DrawbackExport(declaration_number=number).item == item


def test_a_column_map_is_remembered_by_its_header(db: Database) -> None:
    mine = ColumnMap(
        signature="f" * 64,
        title="费用台账",
        target=DraftKind.EXPENSE,
        header=("日期", "金额", "对方"),
        columns={"日期": "paid_on", "金额": "gross"},
    )
    better = replace(mine, columns={**mine.columns, "对方": "payee"})
    with changing(db):
        column_maps.put(db, mine)
        column_maps.put(db, replace(mine, signature="0" * 64, title="甲"))
        column_maps.put(db, better)
    assert column_maps.by_signature(db, mine.signature) == better
    assert [one.title for one in column_maps.all(db)] == ["甲", "费用台账"]
    with changing(db):
        column_maps.remove(db, mine.signature)
        column_maps.remove(db, "never seen")
    assert column_maps.by_signature(db, mine.signature) is None


def test_a_grant_says_which_lines_it_was_given_for(db: Database) -> None:
    grant = Grant(measure="m", level="county", amount=Money(5), granted_on=dt.date(2025, 1, 1))
    lines = (
        GrantLine(fapiao_number="26432000000012345671", line=2, amount=Money(3)),
        GrantLine(fapiao_number="12345678", fapiao_code="4300171130", amount=Money(2)),
    )
    with changing(db):
        number, other = grants.add(db, grant), grants.add(db, grant)
        grants.set_lines(db, number, lines)
    assert grants.lines(db) == {number: lines}
    with changing(db):
        grants.delete(db, number)
        grants.delete(db, other)
    assert grants.lines(db) == {}
