"""发票 of the kinds that e-invoice files carry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.money import ZERO, Money

FapiaoId = NewType("FapiaoId", int)


class FapiaoKind(StrEnum):
    """What the head of the 发票 says."""

    DIGITAL_SPECIAL = "digital_special"
    DIGITAL_ORDINARY = "digital_ordinary"
    ELECTRONIC_SPECIAL = "electronic_special"
    ELECTRONIC_ORDINARY = "electronic_ordinary"
    AIR_ITINERARY = "air_itinerary"
    RAIL_TICKET = "rail_ticket"
    OTHER = "other"


class FapiaoState(StrEnum):
    """What the tax bureau says of it: valid, void (作废), reversed by red ones (红冲), in part."""

    NORMAL = "normal"
    VOID = "void"
    REVERSED = "reversed"
    PART_REVERSED = "part_reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FapiaoLine:
    """One line of goods or services. Quantity and unit price stay as written.

    Attributes:
        category: Id from ``resources/categories.toml``; blank: none was named for this line.
        unsupported: Part of the line that no measure supports, with its reason.
    """

    name: str
    specification: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    net: Money = ZERO
    rate: str = ""
    tax: Money = ZERO
    category: str = ""
    unsupported: Money = ZERO
    unsupported_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fapiao:
    """One 发票.

    Attributes:
        number: 20 digits for 数电票, 8 for older ones.
        code: 10 or 12 digits for older ones, blank for 数电票.
        net: 合计金额, tax excluded. gross: 价税合计. Negative for a red one (红字).
        state: ``None`` where nothing says.
        red_code: Of a red one: code of the 发票 it reverses. red_number: Its number.
        blue: The 发票 it reverses, if the book has it.
        document: The file it was read from, if any.
    """

    kind: FapiaoKind
    number: str
    code: str = ""
    issued_on: dt.date | None = None
    seller: str = ""
    seller_id: str = ""
    buyer: str = ""
    buyer_id: str = ""
    net: Money
    tax: Money
    gross: Money
    remark: str = ""
    state: FapiaoState | None = None
    red_code: str = ""
    red_number: str = ""
    blue: FapiaoId | None = None
    lines: tuple[FapiaoLine, ...] = ()
    document: DocumentId | None = None

    @property
    def identity(self) -> tuple[str, str]:
        """Return what makes it one and the same: code and number."""
        return self.code, self.number
