"""Texts read from a bank slip (银行回单) turned into a draft, whatever file they were in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jiamao_desktop.domain.amount_words import parse_amount_words
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import customs_codes, values
from jiamao_desktop.importers.layout import squeezed

Texts = Mapping[str, str]
"""Field name to text as written; ``words`` is the amount in capital numerals."""

_NEEDED: Final = {"payer": "付款人", "payee": "收款人", "paid_on": "日期"}
_CURRENCY_BEFORE: Final = re.compile(r"([A-Z]{3}|人民币)(?=[-¥\d])")
_DOMESTIC: Final = "CNY"


def build(texts: Texts, origin: Origin) -> Draft | None:
    """Make a draft of one slip, or None where there is no amount: then it is no slip."""
    amount_text = squeezed(texts.get("amount", ""))
    prefix = _CURRENCY_BEFORE.match(amount_text)
    amount = values.money(amount_text[prefix.end() :] if prefix else amount_text)
    if amount is None:
        return None
    codes = customs_codes.tables()
    stated = texts.get("currency") or (prefix[1] if prefix else "")
    currency = codes.currency_of(stated) or _DOMESTIC
    found: dict[str, Value | None] = {
        "number": squeezed(texts.get("number", "")),
        "paid_on": values.date(texts.get("paid_on", "")),
        "payer": " ".join(texts.get("payer", "").split()),
        "payer_account": _account(texts.get("payer_account", "")),
        "payee": " ".join(texts.get("payee", "").split()),
        "payee_account": _account(texts.get("payee_account", "")),
        "amount": amount,
        "currency": currency,
        "remark": " ".join(texts.get("remark", "").split()),
        "serial": squeezed(texts.get("serial", "")),
        "payer_bank": squeezed(texts.get("payer_bank", "")),
        "payee_bank": squeezed(texts.get("payee_bank", "")),
        "method": squeezed(texts.get("method", "")),
    }
    warnings = [
        Problem.of("payment.missing", field=title)
        for name, title in _NEEDED.items()
        if not found[name]
    ]
    if stated and not codes.currency_of(stated):
        warnings.append(Problem.of("payment.unknown_currency", text=stated))
    if currency == _DOMESTIC:
        warnings += _check_words(texts.get("words", ""), amount)
    return Draft(
        kind=DraftKind.PAYMENT,
        fields={
            name: Field(value, origin)
            for name, value in found.items()
            if value is not None and value != ""
        },
        warnings=tuple(warnings),
    )


def _account(text: str) -> str:
    """Return an account number without the gaps that make it legible."""
    plain = squeezed(text)
    return plain.replace("-", "") if re.fullmatch(r"[\d-]+", plain) else plain


def _check_words(words: str, amount: Money) -> list[Problem]:
    if not words:
        return []
    try:
        spoken = parse_amount_words(squeezed(words))
    except UserError:
        return [Problem.of("payment.words_unreadable", words=words)]
    if spoken == amount:
        return []
    return [Problem.of("payment.words_differ", words=words, amount=amount)]
