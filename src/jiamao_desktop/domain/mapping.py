"""What the columns of a table may become, and by what a header is known again.

A column map (:class:`~jiamao_desktop.domain.batch.ColumnMap`) says for each heading which field
it holds. Fields of the lines of a voucher, and of the rows of a table that is one record, begin
with ``line.``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import DraftKind

LINE = "line."
"""What the names of fields begin with that a line has, not the voucher."""

_LONG_NUMBER = re.compile(r"\d{6}")
_LETTERS = 26


class ValueKind(StrEnum):
    """How the cells of a column are read.

    Attributes:
        TEXT: As written, on one line. CODE: Without blanks, every digit kept.
        NUMBER: Exactly as written. WHOLE: A number without a fraction.
        PERCENT: Per cent, with or without its sign. RATE: As 发票 print it.
    """

    TEXT = "text"
    CODE = "code"
    MONEY = "money"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    PERCENT = "percent"
    RATE = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTarget:
    """What a row, or the whole table, can become.

    Attributes:
        fields: Name of a field to how its cells are read.
        needed: Of each group at least one field must have a column.
    """

    fields: Mapping[str, ValueKind]
    needed: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """What a person has chosen to be read.

    Attributes:
        sheet: Its place among the sheets.
        head: The row of the headings, from nought.
    """

    sheet: int
    head: int
    columns: ColumnMap


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlan:
    """How a file is to be read: what was chosen for it, and the headers known from before."""

    choices: tuple[TableChoice, ...] = ()
    known: tuple[ColumnMap, ...] = ()


def _fields(**kinds: str) -> Mapping[str, ValueKind]:
    """Return fields by how they are read: each argument is a kind with the names of its fields."""
    return MappingProxyType(
        {name: ValueKind(kind) for kind, names in kinds.items() for name in names.split()}
    )


def _lines(names: str) -> str:
    return " ".join(LINE + name for name in names.split())


_GOODS = _fields(
    whole=_lines("serial"),
    code=f"number {_lines('part_number hs_code')}",
    text=f"party {_lines('name specification unit law_unit currency duty_mode country')}",
    number=_lines("unit_price quantity"),
    day="starts_on ends_on",
)
_GOODS_NEEDED = ((LINE + "serial",), (LINE + "name", LINE + "hs_code"))
_REFUND = "period lot serial link"

TARGETS: Mapping[DraftKind, MapTarget] = MappingProxyType(
    {
        DraftKind.EXPENSE: MapTarget(
            fields=_fields(
                text="category description payee payment_method payer_account_name",
                money="gross tax",
                day="issued_on paid_on",
                code="fapiao_number fapiao_code contract_number bank_slip_number",
            ),
            needed=(("gross",),),
        ),
        DraftKind.FAPIAO: MapTarget(
            fields=_fields(
                code=f"number code seller_id buyer_id {_lines('specification unit')}",
                day="issued_on",
                money=f"net tax gross {_lines('net tax')}",
                text=f"kind seller buyer remark {_lines('name')}",
                number=_lines("quantity unit_price"),
                rate=_lines("rate"),
            ),
            needed=(("number",), ("gross", "net", LINE + "net")),
        ),
        DraftKind.PAYMENT: MapTarget(
            fields=_fields(
                day="paid_on",
                money="amount",
                text="payee payer payee_bank payer_bank remark method",
                code="number serial payee_account payer_account currency",
            ),
            needed=(("amount",), ("payee",)),
        ),
        DraftKind.CONTRACT: MapTarget(
            fields=_fields(
                code="number currency",
                text="title first_party second_party note",
                day="signed_on starts_on ends_on",
                money="amount",
            ),
            needed=(("number", "title"),),
        ),
        DraftKind.DECLARATION: MapTarget(
            fields=_fields(
                code="number unified_number handbook contract bill domestic_code consumer_code "
                f"attached_papers {_lines('hs_code handbook_item handbook_version')}",
                day="declared_on moved_on",
                text="direction domestic_party overseas_party customs_regime customs_regime_name "
                "levy_kind transport trade_country other_country terms packages gross_weight "
                "net_weight wrapping consumer "
                + _lines("name specification unit currency origin_country destination_country")
                + f" {_lines('duty_mode first_unit second_unit')}",
                whole=_lines("number"),
                number=_lines("quantity unit_price first_quantity second_quantity"),
                money=_lines("total total_usd"),
            ),
            needed=(("number", "unified_number"), (LINE + "hs_code",)),
        ),
        DraftKind.HANDBOOK_MATERIALS: MapTarget(fields=_GOODS, needed=_GOODS_NEEDED),
        DraftKind.HANDBOOK_PRODUCTS: MapTarget(fields=_GOODS, needed=_GOODS_NEEDED),
        DraftKind.HANDBOOK_USES: MapTarget(
            fields=_fields(
                whole=_lines("product material"),
                number=_lines("net"),
                percent=_lines("tangible intangible bonded"),
                code=f"number {_lines('version state')}",
            ),
            needed=((LINE + "product",), (LINE + "material",), (LINE + "net",)),
        ),
        DraftKind.DRAWBACK_EXPORTS: MapTarget(
            fields=_fields(
                code=_lines(f"{_REFUND} fapiao_number declaration_number hs_code"),
                day=_lines("exported_on"),
                text=_lines("name unit"),
                number=_lines("quantity"),
                money=_lines("usd"),
            ),
            needed=((LINE + "declaration_number",), (LINE + "quantity", LINE + "usd")),
        ),
        DraftKind.DRAWBACK_PURCHASES: MapTarget(
            fields=_fields(
                code=_lines(f"{_REFUND} voucher seller_id hs_code"),
                day=_lines("issued_on"),
                text=_lines("tax_kind name unit"),
                number=_lines("quantity"),
                money=_lines("base refundable"),
                percent=_lines("levy_rate refund_rate"),
            ),
            needed=((LINE + "voucher",), (LINE + "base",)),
        ),
    }
)
"""Every kind of draft a table can become, in the order of a list of choices."""


def folded(label: str) -> str:
    """Return a heading as it is compared: half-width, capitals, no blanks, no stars or colon.

    >>> folded(" *开票 日期：")
    '开票日期'
    """
    plain = "".join(unicodedata.normalize("NFKC", label).split())
    return plain.strip("*").rstrip(":").upper()


def headings(row: Sequence[str]) -> tuple[str, ...]:
    """Return what the columns are called: no two alike, a blank one by its letter.

    >>> headings(["金额", "", "金额"])
    ('金额', 'B', '金额 (2)')
    """
    found: list[str] = []
    counts: dict[str, int] = {}
    for place, cell in enumerate(row):
        label = " ".join(cell.split()) or letters(place)
        counts[label] = counts.get(label, 0) + 1
        found.append(label if counts[label] == 1 else f"{label} ({counts[label]})")
    return tuple(found)


def letters(place: int) -> str:
    """Return what a spreadsheet calls a column, counted from nought: A, B … Z, AA."""
    found, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def signature(row: Sequence[str]) -> str:
    """Return by what a header is known again, whatever the order of its columns; blank if bare."""
    labels = sorted(filter(None, map(folded, row)))
    if not labels:
        return ""
    return hashlib.sha256("\x1f".join(labels).encode()).hexdigest()


def lacking(target: DraftKind, fields: Collection[str]) -> Sequence[tuple[str, ...]]:
    """Return the groups of needed fields of which none has a column."""
    return [group for group in TARGETS[target].needed if not set(group) & set(fields)]


def assigned(columns: Mapping[str, str], heading: str, field: str) -> Mapping[str, str]:
    """Return the columns with one heading read as a field; the field leaves any other heading.

    Args:
        columns: Heading to field.
        heading: The one that is to change.
        field: Blank: the column is not read.
    """
    kept = {name: held for name, held in columns.items() if name != heading and held != field}
    return kept | {heading: field} if field else kept


def may_leave_the_book(header: Iterable[str]) -> bool:
    """Tell whether a header holds labels only, so that a computer may remember it for all books.

    A row of contents that somebody took for a header names people, amounts and numbers.
    """
    return not any(_LONG_NUMBER.search(unicodedata.normalize("NFKC", one)) for one in header)
