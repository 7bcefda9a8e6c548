"""What matching looks at and what it answers; plain values, so that any layer can make them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness

DOMESTIC = "CNY"


class VoucherKind(StrEnum):
    """What a voucher is, as far as matching cares."""

    FAPIAO = "fapiao"
    SLIP = "slip"
    CONTRACT = "contract"
    EXPENSE = "expense"
    CUSTOMS = "customs"


class Relation(StrEnum):
    """How two vouchers may belong together; the left one of a pair is named first.

    Attributes:
        SAME: A 发票 and an expense typed by hand: one and the same cost.
        PAYMENT: A bank slip and the 发票 or expense that it pays.
        CONTRACT: A 发票 or expense and the contract that it is charged under.
        CUSTOMS: A 发票 or expense and an item of a customs declaration.
        RED: A red 发票 (红字) and the blue one that it takes back.
    """

    RED = "red"
    SAME = "same"
    PAYMENT = "payment"
    CONTRACT = "contract"
    CUSTOMS = "customs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """One thing that may belong to another.

    Attributes:
        key: What it is known by: code and number or the file's digest, never a file's place.
        amount: Signed: negative for a red 发票 and for money that came back.
        party: The other side's name as written: seller, payee, contract party.
        accounts: Account numbers of the other side.
        tax_id: The other side's tax number.
        day: Issued, paid or signed.
        until: Last day of a contract.
        number: Its own number.
        contract: The contract that it names in a field of its own.
        reverses: Number of the blue 发票 that this red one says it takes back.
        reversed: The tax bureau's list says that a red one has taken it back (已红冲).
        text: Whatever else is written on it; numbers named there count.
        open: The relations in which it still lacks a partner.
    """

    key: str
    kind: VoucherKind
    amount: Money | None = None
    currency: str = DOMESTIC
    party: str = ""
    accounts: tuple[str, ...] = ()
    tax_id: str = ""
    day: dt.date | None = None
    until: dt.date | None = None
    number: str = ""
    contract: str = ""
    reverses: str = ""
    reversed: bool = False
    text: str = ""
    open: frozenset[Relation] = frozenset(Relation)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """Two vouchers by their keys, and how they would belong together."""

    relation: Relation
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two vouchers that belong together, or seem to.

    Attributes:
        amount: For a payment: how much of the bill the slip pays.
        why: The reasons, each a code with details; the doubts last.
        points: How much speaks for it; to order what is offered.
        group: The same for all pairs of one split payment; blank otherwise.
    """

    link: Link
    sureness: Sureness
    amount: Money | None = None
    why: tuple[Problem, ...] = ()
    points: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """The answer.

    Attributes:
        pairs: The best assignment, sure or not, in the order of their links.
        others: What else a person might choose where a pair is unsure, or where there is none.
        new: Keys of vouchers for which nothing was found in a relation they are open for.
    """

    pairs: tuple[Pair, ...]
    others: tuple[Pair, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrules:
    """What a person has said about pairs; it outranks whatever is worked out.

    Attributes:
        pinned: These belong together.
        forbidden: These do not.
    """

    pinned: frozenset[Link] = frozenset()
    forbidden: frozenset[Link] = frozenset()
