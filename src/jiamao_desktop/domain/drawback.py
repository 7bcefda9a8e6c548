"""Rows of export refunds (出口退税): what was exported, and what had been bought for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import NewType

from jiamao_desktop.domain.money import Money

DrawbackExportId = NewType("DrawbackExportId", int)
DrawbackPurchaseId = NewType("DrawbackPurchaseId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawbackExport:
    """One exported item (出口明细).

    Attributes:
        period: 所属期, ``202603``. lot: 申报批次. serial: 序号.
        link: 关联号, shared with the purchases behind it. fapiao_number: 出口发票号.
        declaration_number: 出口货物报关单号, 21 digits: the declaration's 18, a nought, and the
            number of the item.
        usd: 美元离岸价, in cents.
    """

    period: str = ""
    lot: str = ""
    serial: str = ""
    link: str = ""
    fapiao_number: str = ""
    declaration_number: str = ""
    exported_on: dt.date | None = None
    hs_code: str = ""
    name: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    usd: Money | None = None

    @property
    def item(self) -> tuple[str, int] | None:
        """Return number of declaration and item; ``None`` if this is not 21 digits."""
        text = self.declaration_number
        if len(text) != len("530120260000000001001") or not text.isdecimal():
            return None
        return text[:18], int(text[18:])


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawbackPurchase:
    """One purchase behind exports (进货明细).

    Attributes:
        voucher: 进货凭证号, the number of a 发票.
        base: 计税金额. refundable: 可退税额.
        levy_rate: 征税率, per cent. refund_rate: 退税率, per cent.
    """

    period: str = ""
    lot: str = ""
    serial: str = ""
    link: str = ""
    tax_kind: str = ""
    voucher: str = ""
    issued_on: dt.date | None = None
    seller_id: str = ""
    hs_code: str = ""
    name: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    base: Money | None = None
    levy_rate: Decimal | None = None
    refund_rate: Decimal | None = None
    refundable: Money | None = None
