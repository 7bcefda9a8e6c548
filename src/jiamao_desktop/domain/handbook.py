"""Processing-trade handbooks (加工贸易手册): 料件, 成品 and 单耗 as put on record with customs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import NewType

from jiamao_desktop.domain.document import DocumentId

HandbookId = NewType("HandbookId", int)
NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookGoods:
    """One 料件 or one 成品.

    Attributes:
        serial: 序号 within its table; items of declarations and 单耗 name it.
        part_number: 料号. hs_code: 商品编码, 10 digits as text.
        unit: 申报计量单位. law_unit: 法定计量单位.
        quantity: 申报数量 put on record.
    """

    serial: int
    part_number: str = ""
    hs_code: str = ""
    name: str = ""
    specification: str = ""
    unit: str = ""
    law_unit: str = ""
    unit_price: Decimal | None = None
    currency: str = ""
    quantity: Decimal | None = None
    duty_mode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookUse:
    """How much of a 料件 one unit of a 成品 takes (单耗).

    Attributes:
        product: 成品序号. material: 料件序号. version: 单耗版本号.
        net: 净耗. tangible: 有形损耗率, per cent. intangible: 无形损耗率, per cent.
        bonded: 保税料件比例, per cent; ``None`` where the table does not say.
        state: 单耗申报状态 as printed.
    """

    product: int
    material: int
    version: str = "0"
    net: Decimal
    tangible: Decimal = NOUGHT
    intangible: Decimal = NOUGHT
    bonded: Decimal | None = None
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """One handbook, by its 备案号.

    Attributes:
        number: 12 characters; its first letter tells what kind it is.
        party: 经营单位 it was issued to.
    """

    number: str
    party: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    materials: tuple[HandbookGoods, ...] = ()
    products: tuple[HandbookGoods, ...] = ()
    uses: tuple[HandbookUse, ...] = ()
    document: DocumentId | None = None
