"""Vouchers made in a line, for tests of matching."""

from __future__ import annotations

import datetime as dt
from typing import Any

from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import (
    Link,
    Matching,
    Pair,
    Relation,
    Voucher,
    VoucherKind,
)
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness

FIRM = "长沙样例会展服务有限公司"
OTHER_FIRM = "永州别家物流运输有限公司"
DAY = dt.date(2026, 3, 1)


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def bill(serial: int, yuan: str, *, days: int = 0, party: str = FIRM, **more: Any) -> Voucher:
    usual: dict[str, Any] = {
        "key": f"fapiao:{serial}",
        "kind": VoucherKind.FAPIAO,
        "amount": Money.from_yuan(yuan),
        "party": party,
        "day": later(days),
        "number": f"2643{serial:016d}",
    }
    return Voucher(**usual | more)


def slip(serial: int, yuan: str, *, days: int = 10, party: str = FIRM, **more: Any) -> Voucher:
    usual: dict[str, Any] = {
        "key": f"slip:{serial}",
        "kind": VoucherKind.SLIP,
        "amount": Money.from_yuan(yuan),
        "party": party,
        "day": later(days),
        "number": f"SLIP{serial:08d}",
    }
    return Voucher(**usual | more)


def expense(serial: int, yuan: str, *, days: int = 0, party: str = FIRM, **more: Any) -> Voucher:
    usual: dict[str, Any] = {
        "key": f"expense:{serial}",
        "kind": VoucherKind.EXPENSE,
        "amount": Money.from_yuan(yuan),
        "party": party,
        "day": later(days),
    }
    return Voucher(**usual | more)


def contract(serial: int, yuan: str, *, party: str = FIRM, **more: Any) -> Voucher:
    usual: dict[str, Any] = {
        "key": f"contract:{serial}",
        "kind": VoucherKind.CONTRACT,
        "amount": Money.from_yuan(yuan),
        "party": party,
        "day": later(-30),
        "until": later(335),
        "number": f"HT-2026-{serial:03d}",
    }
    return Voucher(**usual | more)


def found(*vouchers: Voucher, relation: Relation = Relation.PAYMENT) -> dict[str, str]:
    """Return the pairs of a relation in short: ``{"slip:1 fapiao:1": "sure"}``."""
    return shown(match(vouchers), relation)


def shown(matching: Matching, relation: Relation = Relation.PAYMENT) -> dict[str, str]:
    return {
        f"{pair.link.left} {pair.link.right}": str(pair.sureness)
        for pair in matching.pairs
        if pair.link.relation is relation
    }


def only(*vouchers: Voucher, relation: Relation = Relation.PAYMENT) -> Pair:
    [pair] = [pair for pair in match(vouchers).pairs if pair.link.relation is relation]
    return pair


def codes(pair: Pair) -> list[str]:
    return [why.code.removeprefix("match.") for why in pair.why]


def pay(left: str, right: str) -> Link:
    return Link(relation=Relation.PAYMENT, left=left, right=right)


SURE, UNSURE = Sureness.SURE, Sureness.UNSURE
