"""A made-up trade record for pictures and benches: four years, a handbook that adds up, rates.

Everything is fictional and the same each time. ``tools/make_manual.py`` takes the pictures of the
trade screen from it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal

from jiamao_desktop.app import exchanging
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.storage import declarations, handbooks

HANDBOOK = "C53011234567"
_FIRM = "永州样例进出口有限公司"
_YEARS = {2023: 40, 2024: 55, 2025: 80, 2026: 60}
_LAST_DAY = dt.date(2026, 10, 20)
_PARTNERS = ("SAMPLE ELECTRONICS INC", "香港样例贸易有限公司", "MUSTER GMBH", "BEISPIEL B.V.")
_BUYERS = ("美国", "美国", "美国", "德国", "越南", "中国香港", "墨西哥", "荷兰", "日本")
_SELLERS = ("韩国", "日本", "韩国", "德国")
_REGIMES = {
    "0615": "进料对口",
    "0110": "一般贸易",
    "0654": "进料深加工",
    "9710": "跨境电商B2B直接出口",
}
_PRODUCTS = (
    ("8504401400", "开关电源", 850),
    ("8504401400", "开关电源", 850),
    ("8536690000", "接插件", 120),
    ("8518210000", "扬声器", 410),
)
_MATERIALS = (("7408190001", "精炼铜线", 980), ("3907400000", "聚碳酸酯", 230))


def fill(ws: Workspace) -> None:
    """Put the record, the handbook and the rates into an open book."""
    with ws.operation("declaration.add", "收入报关单") as operation:
        for one in made():
            declarations.add(operation.db, one)
        handbooks.put(operation.db, _handbook())
    exchanging.import_rates(ws, "\n".join(_rates()))


def made() -> Iterator[Declaration]:
    """Yield the declarations, the oldest first."""
    dice = random.Random(20261120)  # noqa: S311 -- a made-up firm, no secret
    number = 0
    for year, count in _YEARS.items():
        last = min(dt.date(year, 12, 28), _LAST_DAY)
        days = sorted(dice.randint(0, (last - dt.date(year, 1, 3)).days) for _ in range(count))
        for day in days:
            number += 1
            yield _declaration(dice, number, dt.date(year, 1, 3) + dt.timedelta(days=day))


def _declaration(dice: random.Random, number: int, day: dt.date) -> Declaration:
    exported = number % 3 != 0
    regime = dice.choice(
        ("0615", "0615", "0615", "0110", "0654", "9710") if exported else ("0615",)
    )
    under = day.year == _LAST_DAY.year and regime == "0615"
    return Declaration(
        number=f"5301{day.year}{'0' if exported else '1'}{number:09d}",
        direction=Direction.EXPORT if exported else Direction.IMPORT,
        declared_on=day,
        domestic_party=_FIRM,
        overseas_party=dice.choice(_PARTNERS),
        customs_regime=regime,
        customs_regime_name=_REGIMES[regime],
        handbook=HANDBOOK if under else "",
        terms="FOB" if exported else "CIF",
        items=tuple(
            _item(dice, place, exported=exported) for place in (1, 2)[: dice.randint(1, 2)]
        ),
    )


def _item(dice: random.Random, place: int, *, exported: bool) -> DeclarationItem:
    goods = _PRODUCTS if exported else _MATERIALS
    kind = dice.randrange(len(goods))
    code, name, cents = goods[kind]
    quantity = dice.randint(800, 6000) if exported else dice.randint(800, 2400)
    serial = {"8504401400": 1, "8536690000": 2, "8518210000": 3}.get(code, kind + 1)
    return DeclarationItem(
        number=place,
        hs_code=code,
        name=name,
        quantity=Decimal(quantity),
        unit="个" if exported else "千克",
        unit_price=Decimal(cents).scaleb(-2),
        total=quantity * cents,
        currency="EUR" if exported and dice.random() < 0.15 else "USD",  # noqa: PLR2004 -- a few
        origin_country="中国" if exported else dice.choice(_SELLERS),
        destination_country=dice.choice(_BUYERS) if exported else "中国",
        handbook_item=str(serial),
        handbook_version="0",
    )


def _handbook() -> Handbook:
    nets = ((1, 1, "0.25"), (1, 2, "0.12"), (2, 1, "0.03"), (2, 2, "0.02"), (3, 1, "0.08"))
    return Handbook(
        number=HANDBOOK,
        party=_FIRM,
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
        materials=tuple(
            HandbookGoods(
                serial=place, hs_code=code, name=name, unit="千克", quantity=Decimal(40_000)
            )
            for place, (code, name, _) in enumerate(_MATERIALS, start=1)
        ),
        products=tuple(
            HandbookGoods(serial=place, hs_code=code, name=name, unit="个")
            for place, (code, name, _) in enumerate(_PRODUCTS[1:], start=1)
        ),
        uses=tuple(
            HandbookUse(product=product, material=material, net=Decimal(net), tangible=Decimal(2))
            for product, material, net in nets
        ),
    )


def _rates() -> Iterator[str]:
    """Yield a made-up rate a week: fictional, and said to be."""
    day = dt.date(2023, 1, 2)
    while day <= _LAST_DAY:
        yield f"USD,{day},7.{10 + day.month:02d},1,CNY,虚构汇率（仅供演示）"
        yield f"EUR,{day},7.{70 + day.month:02d},1,CNY,虚构汇率（仅供演示）"
        day += dt.timedelta(days=7)
