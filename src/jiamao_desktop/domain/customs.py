"""The trade record: customs declarations (报关单) and their items."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.document import DocumentId

DeclarationId = NewType("DeclarationId", int)


class Direction(StrEnum):
    """Into the country, or out of it."""

    IMPORT = "import"
    EXPORT = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationItem:
    """One item of a declaration.

    Attributes:
        hs_code: 商品编号, 10 digits as text.
        total: In hundredths of ``currency``.
        currency: ISO letters.
        handbook_item: 备案序号, the serial of the 料件 or 成品 in the handbook.
        handbook_version: 单耗版本号.
        first_quantity: In 法定第一计量单位. second_quantity: In 法定第二计量单位.
    """

    number: int
    hs_code: str
    name: str
    specification: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    total: int | None = None
    currency: str = ""
    origin_country: str = ""
    destination_country: str = ""
    duty_mode: str = ""
    handbook_item: str = ""
    handbook_version: str = ""
    first_quantity: Decimal | None = None
    first_unit: str = ""
    second_quantity: Decimal | None = None
    second_unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One customs declaration (报关单).

    Attributes:
        number: 海关编号, 18 digits; blank on a draft that customs has not numbered.
        customs_regime: 监管方式, four digits, e.g. ``"0615"``.
        handbook: 备案号 of the 手册 or 账册, 12 characters, or blank.
        unified_number: 统一编号, by which the single window knows it before customs does.
        consumer: 消费使用单位 or 生产销售单位.
        attached_papers: 随附单证及编号.
    """

    number: str
    direction: Direction | None = None
    declared_on: dt.date | None = None
    moved_on: dt.date | None = None
    domestic_party: str = ""
    domestic_code: str = ""
    overseas_party: str = ""
    customs_regime: str = ""
    customs_regime_name: str = ""
    levy_kind: str = ""
    handbook: str = ""
    contract: str = ""
    bill: str = ""
    transport: str = ""
    trade_country: str = ""
    other_country: str = ""
    terms: str = ""
    packages: str = ""
    gross_weight: str = ""
    net_weight: str = ""
    unified_number: str = ""
    wrapping: str = ""
    consumer: str = ""
    consumer_code: str = ""
    attached_papers: str = ""
    items: tuple[DeclarationItem, ...] = ()
    document: DocumentId | None = None
