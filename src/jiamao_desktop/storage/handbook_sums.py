"""The items declared under a handbook, as its balance wants them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.handbook_balance import Moved, Role
from jiamao_desktop.storage.database import Database


def declared(db: Database) -> Mapping[str, int]:
    """Return every 备案号 that declarations name, and how many of them do."""
    found = db.conn.execute(
        "SELECT handbook, count(*) FROM declaration WHERE handbook <> '' "
        "GROUP BY handbook ORDER BY handbook"
    )
    return dict(found)


def moved(db: Database, number: str, roles: Mapping[str, str]) -> Sequence[Moved]:
    """Return the items declared under a 备案号.

    Args:
        db: The book.
        number: All of the 备案号.
        roles: 监管方式 to what it does to a handbook.
    """
    found = db.conn.execute(
        "SELECT d.id, d.number, coalesce(d.moved_on, d.declared_on), d.direction, "
        "d.customs_regime, i.name, i.handbook_item, i.handbook_version, i.quantity, i.unit, "
        "i.first_quantity, i.first_unit, i.second_quantity, i.second_unit "
        "FROM declaration d JOIN declaration_item i ON i.declaration = d.id "
        "WHERE d.handbook = ? ORDER BY d.id, i.position",
        [number],
    )
    return [_moved(row, roles) for row in found]


def _moved(row: Sequence[Any], roles: Mapping[str, str]) -> Moved:
    declaration, customs_number, day, direction, regime, name, serial, version, *measures = row
    return Moved(
        declaration=declaration,
        number=customs_number,
        day=dt.date.fromisoformat(day) if day else None,
        direction=Direction(direction) if direction else None,
        regime=regime,
        role=Role(roles[regime]) if regime in roles else None,
        name=name,
        serial=serial,
        version=version,
        measures=tuple(
            (None if amount is None else Decimal(amount), unit)
            for amount, unit in zip(measures[::2], measures[1::2], strict=True)
        ),
    )
