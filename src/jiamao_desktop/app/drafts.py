"""From a draft to a record, and back to a draft when a person corrects a field."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoKind, FapiaoLine
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.payment import Payment

_REQUIRED = {
    DraftKind.FAPIAO: ("number", "gross"),
    DraftKind.PAYMENT: ("amount", "payee"),
    DraftKind.DECLARATION: (),
}

_LABELS = {"number": "发票号码", "gross": "价税合计", "amount": "金额", "payee": "收款方"}


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
        "lines": tuple(FapiaoLine(**_plain(line)) for line in draft.lines if "name" in line),
    }
    return Fapiao(**values)


def payment_of(draft: Draft) -> Payment:
    """Make a bank slip of a draft.

    Raises:
        UserError: ``draft.incomplete``.
    """
    texts = dict.fromkeys(("number", "payer", "payer_account", "payee_account"), "")
    return Payment(**({"paid_on": None} | texts | _values(draft)))


def declaration_of(draft: Draft) -> Declaration:
    """Make a customs declaration of a draft. The money of its items becomes hundredths."""
    values = _values(draft)
    if "direction" in values:
        values["direction"] = Direction(values["direction"])
    values.setdefault("number", "")
    values["items"] = tuple(
        _item(place, _plain(item)) for place, item in enumerate(draft.lines, start=1)
    )
    return Declaration(**values)


def _item(place: int, values: dict[str, Any]) -> DeclarationItem:
    total = values.pop("total", None)
    values.setdefault("hs_code", "")
    values.setdefault("name", "")
    values["number"] = int(values.get("number", place))
    return DeclarationItem(**values, total=total.fen if total is not None else None)


def _values(draft: Draft) -> dict[str, Any]:
    missing = [name for name in _REQUIRED[draft.kind] if name not in draft.fields]
    if missing:
        raise UserError("draft.incomplete", field=missing[0], label=_LABELS[missing[0]])
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
_RECORDS = {
    DraftKind.FAPIAO: Fapiao,
    DraftKind.PAYMENT: Payment,
    DraftKind.DECLARATION: Declaration,
}


def parse_field(kind: DraftKind, name: str, text: str) -> Value:
    """Read a typed field of a draft.

    Raises:
        UserError: ``money.bad_format``, ``date.bad_format`` or ``draft.bad_value``, with
            ``field`` in its details.
    """
    types = {field.name: str(field.type) for field in dataclasses.fields(_RECORDS[kind])}
    wanted = next((known for known in _PARSERS if known in types[name]), "str")
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
