"""From a draft to a record, and back to a draft when a person corrects a field."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from jiamao_desktop.domain.contract import Contract, ContractFee, FeeKind
from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.drawback import DrawbackExport, DrawbackPurchase
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoKind, FapiaoLine, FapiaoState
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.payment import Payment

Record = TypeVar("Record")

_REQUIRED: Mapping[DraftKind, Mapping[str, str]] = {
    DraftKind.FAPIAO: {"number": "发票号码", "gross": "价税合计"},
    DraftKind.PAYMENT: {"amount": "金额", "payee": "收款方"},
    DraftKind.EXPENSE: {"gross": "价税合计"},
    DraftKind.HANDBOOK_MATERIALS: {"number": "备案号"},
    DraftKind.HANDBOOK_PRODUCTS: {"number": "备案号"},
    DraftKind.HANDBOOK_USES: {"number": "备案号"},
}
"""Fields without which there is no such record, and what they are called."""
_ROWS: Mapping[DraftKind, tuple[str, Any]] = {
    DraftKind.HANDBOOK_MATERIALS: ("materials", HandbookGoods),
    DraftKind.HANDBOOK_PRODUCTS: ("products", HandbookGoods),
    DraftKind.HANDBOOK_USES: ("uses", HandbookUse),
    DraftKind.DRAWBACK_EXPORTS: ("exports", DrawbackExport),
    DraftKind.DRAWBACK_PURCHASES: ("purchases", DrawbackPurchase),
}
"""Drafts that are tables: the field of the record that the rows belong to, and what each is."""
HANDBOOKS = frozenset(
    {DraftKind.HANDBOOK_MATERIALS, DraftKind.HANDBOOK_PRODUCTS, DraftKind.HANDBOOK_USES}
)
DRAWBACKS = frozenset({DraftKind.DRAWBACK_EXPORTS, DraftKind.DRAWBACK_PURCHASES})


def fapiao_of(draft: Draft) -> Fapiao:
    """Make a 发票 of a draft.

    Raises:
        UserError: ``draft.incomplete`` -- a field without which there is no 发票 is missing.
    """
    values = _values(draft)
    gross = values["gross"]
    tax = values.get("tax", ZERO)
    values |= {
        "kind": FapiaoKind(values.get("kind", FapiaoKind.OTHER)),
        "tax": tax,
        "net": values.get("net", gross - tax),
        "state": FapiaoState(values["state"]) if "state" in values else None,
        "lines": tuple(FapiaoLine(**_plain(line)) for line in draft.lines if "name" in line),
    }
    return _made(Fapiao, values)


def payment_of(draft: Draft) -> Payment:
    """Make a bank slip of a draft.

    Raises:
        UserError: ``draft.incomplete``.
    """
    texts = dict.fromkeys(("number", "payer", "payer_account", "payee_account"), "")
    return _made(Payment, {"paid_on": None} | texts | _values(draft))


def declaration_of(draft: Draft) -> Declaration:
    """Make a customs declaration of a draft. The money of its items becomes hundredths."""
    values = _values(draft)
    if "direction" in values:
        values["direction"] = Direction(values["direction"])
    values.setdefault("number", "")
    values["items"] = tuple(
        _item(place, _plain(item)) for place, item in enumerate(draft.lines, start=1)
    )
    return _made(Declaration, values)


def contract_of(draft: Draft) -> Contract:
    """Make a contract of a draft, with the fees it itemises.

    Raises:
        UserError: ``draft.bad_value``.
    """
    fees = tuple(
        _made(ContractFee, values | {"kind": FeeKind(values.get("kind", FeeKind.FEE))})
        for values in map(_plain, draft.lines)
        if {"name", "amount"} <= values.keys()
    )
    return _made(Contract, {"number": ""} | _values(draft) | {"fees": fees})


def expense_of(draft: Draft, category: str) -> Expense:
    """Make the expense that a row of somebody's own list stands for.

    Raises:
        UserError: ``draft.incomplete``, ``expense.*``.
    """
    return _made(Expense, {"category": category} | _values(draft))


def handbook_of(draft: Draft) -> Handbook:
    """Make a handbook of one of its tables; the other tables stay empty.

    Raises:
        UserError: ``draft.incomplete``, ``draft.bad_value``.
    """
    field, _ = _ROWS[draft.kind]
    return _made(Handbook, _values(draft) | {field: rows_of(draft)})


def rows_of(draft: Draft) -> tuple[Any, ...]:
    """Make the records of a table's rows; a row that lacks what it is known by is left out.

    Raises:
        UserError: ``draft.bad_value``.
    """
    _, record = _ROWS[draft.kind]
    needed = {
        field.name
        for field in dataclasses.fields(record)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    rows = map(_plain, draft.lines)
    return tuple(_made(record, values) for values in rows if needed <= values.keys())


def _item(place: int, values: dict[str, Any]) -> DeclarationItem:
    total = values.pop("total", None)
    values.setdefault("hs_code", "")
    values.setdefault("name", "")
    values.setdefault("number", place)
    return _made(DeclarationItem, values | {"total": None if total is None else total.fen})


def _made(record: Callable[..., Record], values: Mapping[str, Any]) -> Record:
    """Make a record of those values that it has a field for; whole numbers may come as text.

    Raises:
        UserError: ``draft.bad_value`` -- a number with a fraction where none can be.
    """
    given: dict[str, Any] = {}
    for field in dataclasses.fields(typing.cast("type[Any]", record)):
        if field.name in values:
            value = values[field.name]
            whole = str(field.type).partition(" ")[0] == "int"
            given[field.name] = _whole(field.name, value) if whole else value
    return record(**given)


def _whole(name: str, value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise UserError("draft.bad_value", field=name, text=str(value)) from error
    if number != number.to_integral_value():
        raise UserError("draft.bad_value", field=name, text=str(value))
    return int(number)


def _values(draft: Draft) -> dict[str, Any]:
    for name, label in _REQUIRED.get(draft.kind, {}).items():
        if name not in draft.fields:
            raise UserError("draft.incomplete", field=name, label=label)
    return _plain(draft.fields)


def _plain(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {name: field.value for name, field in fields.items()}


def _text(text: str) -> str:
    return text.strip()


_PARSERS: Mapping[str, Callable[[str], Value]] = {
    "Money": Money.from_yuan,
    "Decimal": lambda text: Decimal(text.strip()),
    "date": parse_day,
    "str": _text,
}
_RECORDS: Mapping[DraftKind, type[Any]] = {
    DraftKind.FAPIAO: Fapiao,
    DraftKind.PAYMENT: Payment,
    DraftKind.DECLARATION: Declaration,
    DraftKind.CONTRACT: Contract,
    DraftKind.EXPENSE: Expense,
    **dict.fromkeys(HANDBOOKS, Handbook),
}


def parse_field(kind: DraftKind, name: str, text: str) -> Value:
    """Read a typed field of a draft.

    Raises:
        UserError: ``money.bad_format``, ``date.bad_format`` or ``draft.bad_value``, with
            ``field`` in its details.
    """
    record = _RECORDS.get(kind)
    types = {field.name: str(field.type) for field in dataclasses.fields(record)} if record else {}
    wanted = next((known for known in _PARSERS if known in types.get(name, "")), "str")
    try:
        return _PARSERS[wanted](text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": name})) from error
    except InvalidOperation as error:
        raise UserError("draft.bad_value", field=name, text=text) from error


def with_field(draft: Draft, name: str, text: str) -> Draft:
    """Return the draft with one field corrected by a person; blank text takes it out.

    Raises:
        UserError: As :func:`parse_field`.
    """
    fields = dict(draft.fields)
    if text.strip():
        fields[name] = Field(parse_field(draft.kind, name, text), Origin.PERSON)
    else:
        fields.pop(name, None)
    return dataclasses.replace(draft, fields=fields)
