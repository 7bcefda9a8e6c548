"""Declarations for tests of the trade record: seeded, with all that goes wrong in real ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.trade import Wanted

REGIMES = ("0110", "0615", "0654", "0644", "9710", "")
COUNTRIES = ("美国", "USA", "美国(USA)", "日本", "德国", "")
CODES = ("8504401400", "8504500000", "85", "0701900000", "0703201000", "")
CURRENCIES = ("USD", "CNY", "EUR", "")


def goods(number: int = 1, total: int | None = 100_00, **changed: Any) -> DeclarationItem:
    """Return an item in USD."""
    return replace(
        DeclarationItem(
            number=number,
            hs_code="8504401400",
            name=f"开关电源{number}",
            quantity=Decimal(10),
            unit="个",
            total=total,
            currency="USD",
            origin_country="中国",
            destination_country="美国",
        ),
        **changed,
    )


def declaration(number: str, *items: DeclarationItem, **changed: Any) -> Declaration:
    """Return an export under 进料对口, of March 2026."""
    return replace(
        Declaration(
            number=number,
            direction=Direction.EXPORT,
            declared_on=dt.date(2026, 3, 5),
            customs_regime="0615",
            other_country="美国",
            items=items,
        ),
        **changed,
    )


def many(seed: int, count: int) -> Sequence[Declaration]:
    """Return declarations of every kind: without day, direction, amount, code or country too."""
    pick = random.Random(seed)
    return [
        declaration(
            f"{5301_2026_0_000000000 + place}",
            *(_item(pick, number) for number in range(1, pick.randint(2, 4))),
            direction=pick.choice((Direction.IMPORT, Direction.EXPORT, None)),
            declared_on=_day(pick),
            moved_on=_day(pick),
            customs_regime=pick.choice(REGIMES),
            handbook=pick.choice(("", "C53011234567", "E53011234567")),
            other_country=pick.choice(COUNTRIES),
        )
        for place in range(count)
    ]


def _item(pick: random.Random, number: int) -> DeclarationItem:
    return goods(
        number,
        pick.choice((None, pick.randint(1, 10**9))),
        hs_code=pick.choice(CODES),
        currency=pick.choice(CURRENCIES),
        origin_country=pick.choice(COUNTRIES),
        destination_country=pick.choice(COUNTRIES),
        handbook_item=pick.choice(("", "1", "01", "2", "10")),
    )


def _day(pick: random.Random) -> dt.date | None:
    days = (dt.date(2024, 2, 29), dt.date(2025, 2, 28), dt.date(2025, 12, 31), dt.date(2026, 3, 5))
    return pick.choice((None, *days))


def choices(seed: int, count: int) -> Sequence[Wanted]:
    """Return choices of every kind, most of them of two or three conditions."""
    pick = random.Random(seed)
    return [_choice(pick) for _ in range(count)]


def _choice(pick: random.Random) -> Wanted:
    conditions: list[dict[str, Any]] = [
        {"direction": pick.choice(tuple(Direction))},
        {"year": pick.choice(("2024", "2025", "2026", ""))},
        {"year": "2025", "until": pick.choice(("02-28", "12-30"))},
        {"regimes": frozenset(pick.sample(REGIMES, pick.randint(0, 3)))},
        {"without": frozenset(pick.sample(REGIMES, 2))},
        {"countries": frozenset(pick.sample(COUNTRIES, pick.randint(1, 3)))},
        {"hs": (digits := pick.choice((2, 4, 10)), pick.choice(CODES)[:digits])},
        {"currency": pick.choice(CURRENCIES)},
        {"serial": pick.choice(("", "1", "002", "10"))},
        {"handbook": pick.choice(("", "C53011234567", "E"))},
    ]
    chosen = pick.sample(conditions, pick.randint(0, 3))
    return Wanted(**{name: value for one in chosen for name, value in one.items()})
