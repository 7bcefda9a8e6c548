"""Handbooks with the declarations under them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.app import handbooks, history, trade
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookId, HandbookUse
from jiamao_desktop.domain.handbook_balance import Part, Role
from jiamao_desktop.storage import declarations, handbook_sums
from jiamao_desktop.storage import handbooks as stored_handbooks

NUMBER = "C53011234567"


def make(ws: Workspace, *some: Declaration) -> HandbookId:
    with ws.operation("handbook.add", "收入手册") as operation:
        for one in some:
            declarations.add(operation.db, one)
        return stored_handbooks.put(
            operation.db,
            Handbook(
                number=NUMBER,
                materials=(HandbookGoods(serial=1, name="铜线", unit="千克"),),
                products=(HandbookGoods(serial=1, name="开关电源", unit="个"),),
                uses=(HandbookUse(product=1, material=1, net=Decimal("0.25")),),
            ),
        )


def test_exports_use_up_what_was_imported(workspace: Workspace) -> None:
    number = make(
        workspace,
        declaration(
            "1",
            goods(quantity=Decimal(100), unit="千克", handbook_item="1"),
            direction=Direction.IMPORT,
            handbook=NUMBER,
        ),
        declaration("2", goods(quantity=Decimal(40), handbook_item="1"), handbook=NUMBER),
        declaration("3", goods(quantity=Decimal(9), handbook_item="1"), handbook="C2"),
    )
    found = handbooks.balance_of(workspace, number)
    assert found is not None
    [line] = found.materials
    assert [line.parts[Part.IMPORTED], line.parts[Part.USED], line.left] == [
        Decimal(100),
        Decimal(10),
        Decimal(90),
    ]
    assert found.problems == ()


def test_handbooks_that_only_declarations_name_are_listed_too(workspace: Workspace) -> None:
    number = make(workspace, declaration("1", goods(), handbook="E53019876543"))
    rows = handbooks.handbook_list(workspace)
    assert [(row.number, row.id, row.declarations) for row in rows] == [
        (NUMBER, number, 0),
        ("E53019876543", None, 1),
    ]


def test_a_handbook_can_be_taken_out_and_back(workspace: Workspace) -> None:
    number = make(workspace, declaration("1", goods(), handbook=NUMBER))
    handbooks.delete_handbook(workspace, number)
    assert handbooks.balance_of(workspace, number) is None
    [row] = handbooks.handbook_list(workspace)
    assert (row.id, row.declarations) == (None, 1)
    history.undo(workspace)
    assert handbooks.handbook_list(workspace)[0].id == number


def test_an_item_keeps_its_quantities_and_day(workspace: Workspace) -> None:
    make(
        workspace,
        declaration(
            "1",
            goods(
                quantity=None,
                unit="",
                first_quantity=Decimal("2.50"),
                first_unit="千克",
                handbook_item="3",
                handbook_version="1",
            ),
            handbook=NUMBER,
            moved_on=dt.date(2026, 3, 9),
            customs_regime="4561",
        ),
    )
    [one] = handbook_sums.moved(workspace.reader, NUMBER, trade_tables.tables().handbook)
    assert one.role is None
    assert (one.serial, one.version, one.day) == ("3", "1", dt.date(2026, 3, 9))
    assert one.measures == ((None, ""), (Decimal("2.50"), "千克"), (None, ""))


def test_every_role_of_the_tables_is_one_that_the_balance_knows() -> None:
    assert {Role(role) for role in trade_tables.tables().handbook.values()} == set(Role)


def test_every_figure_of_a_balance_leads_to_its_declarations(workspace: Workspace) -> None:
    main = goods(handbook_item="1", unit="千克")
    number = make(
        workspace,
        declaration("1", main, direction=Direction.IMPORT, handbook=NUMBER),
        declaration("2", goods(handbook_item="2"), direction=Direction.IMPORT, handbook=NUMBER),
        declaration("3", main, customs_regime="0664", handbook=NUMBER),
        declaration("4", main, customs_regime="0657", handbook=NUMBER),
        declaration(
            "7",
            goods(handbook_item="001", unit="千克"),
            direction=Direction.IMPORT,
            handbook=NUMBER,
        ),
        declaration("5", goods(handbook_item="1"), handbook=NUMBER),
        declaration("6", main, direction=Direction.IMPORT, handbook="C5"),
    )
    found = handbooks.balance_of(workspace, number)
    assert found is not None
    [line] = found.materials
    for part, rows in line.rows.items():
        wanted = handbooks.behind(NUMBER, part, 1) if part is not Part.USED else None
        wanted = wanted or handbooks.behind_product(NUMBER, 1)
        assert set(trade.declaration_ids(workspace, wanted)) == set(rows), part
    assert set(line.rows) == {Part.IMPORTED, Part.RETURNED, Part.CARRIED_OUT, Part.USED}
