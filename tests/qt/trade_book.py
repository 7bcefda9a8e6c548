"""A book with three years of trade for tests of its screens: the years, currencies and regimes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookId, HandbookUse
from jiamao_desktop.storage import declarations, handbooks

HANDBOOK = "C53011234567"
HK = "中国香港"


def declare(ws: Workspace, *some: Declaration) -> None:
    """Take declarations into the book."""
    with ws.operation("declaration.add", "收入报关单") as operation:
        for one in some:
            declarations.add(operation.db, one)


def fill_trade(ws: Workspace) -> None:
    """Take in seven declarations; the fourth is a transfer, the seventh an import."""
    declare(
        ws,
        declaration("1", goods(total=1000_00), declared_on=dt.date(2024, 5, 6)),
        declaration("2", goods(total=2000_00), declared_on=dt.date(2025, 3, 2)),
        declaration(
            "3",
            goods(1, 3000_00, hs_code="8541100000"),
            goods(2, 500_00, currency="EUR", destination_country="德国"),
            declared_on=dt.date(2026, 3, 1),
        ),
        declaration("4", goods(total=7000_00), customs_regime="0654"),
        declaration("5", goods(total=None), declared_on=dt.date(2026, 2, 1)),
        declaration("6", goods(total=400_00, destination_country=HK), customs_regime="9710"),
        declaration(
            "7",
            goods(total=600_00, origin_country="日本"),
            direction=Direction.IMPORT,
            customs_regime="0110",
        ),
    )


def fill_handbook(ws: Workspace) -> HandbookId:
    """Take in a handbook with an import, an export, and one item that has no serial."""
    declare(
        ws,
        declaration(
            "11",
            goods(quantity=Decimal(100), unit="千克", handbook_item="1"),
            direction=Direction.IMPORT,
            handbook=HANDBOOK,
        ),
        declaration("12", goods(quantity=Decimal(60), handbook_item="1"), handbook=HANDBOOK),
        declaration("13", goods(handbook_item=""), handbook=HANDBOOK),
        declaration("14", goods(), handbook="E53019999999"),
    )
    with ws.operation("handbook.add", "收入手册") as operation:
        return handbooks.put(
            operation.db,
            Handbook(
                number=HANDBOOK,
                party="永州样例进出口有限公司",
                starts_on=dt.date(2026, 1, 1),
                materials=(
                    HandbookGoods(serial=1, name="铜线", unit="千克", quantity=Decimal(500)),
                    HandbookGoods(serial=2, name="塑胶粒", unit="千克"),
                ),
                products=(HandbookGoods(serial=1, name="开关电源", unit="个"),),
                uses=(
                    HandbookUse(
                        product=1,
                        material=1,
                        net=Decimal(1),
                        tangible=Decimal(3),
                        bonded=Decimal(50),
                    ),
                    HandbookUse(product=1, material=2, net=Decimal("0.5")),
                ),
            ),
        )
