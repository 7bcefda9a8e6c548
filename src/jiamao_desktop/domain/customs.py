"""The trade record: customs declarations (报关单) and their items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One customs declaration (报关单).

    Attributes:
        number: 海关编号, 18 digits; blank on a draft that customs has not numbered.
        customs_regime: 监管方式, four digits, e.g. ``"0615"``.
        handbook: 备案号 of the 手册 or 账册, 12 characters, or blank.
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
    items: tuple[DeclarationItem, ...] = ()
    document: DocumentId | None = None


TRANSFERS = frozenset({"0255", "0654"})
"""监管方式 of 深加工结转: 来料深加工 and 进料深加工."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeRecord:
    """What the declarations of a book say together.

    Attributes:
        last_days: Every 监管方式 declared and the last day on which it was, if one is known.
    """

    last_days: Mapping[str, dt.date | None]

    @property
    def modes(self) -> frozenset[str] | None:
        """Return every 监管方式 declared; ``None`` in a book without declarations."""
        return frozenset(self.last_days) or None

    @property
    def last_transfer_on(self) -> dt.date | None:
        """Return the last day of a 深加工结转."""
        days = (day for mode, day in self.last_days.items() if mode in TRANSFERS)
        return max((day for day in days if day is not None), default=None)
