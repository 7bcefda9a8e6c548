"""What the tests of the book share: a cheap passphrase, sample records, whole-book comparison."""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from jiamao_desktop.domain.document import Document, DocumentKind
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoKind, FapiaoLine
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import book, journal, triggers
from jiamao_desktop.storage.book import CreatedBook
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.keys import PassphraseCost

NOW = "2026-11-20T08:30:00Z"
LATER = "2026-11-21T09:00:00Z"
WORDS = "样例账套的口令 2026 很长"
CHEAP = PassphraseCost(passes=1, kib=19 * 1024)
"""The least the key file allows: a hundredth of a second."""


def new_book(folder: Path, *, use_keychain: bool = False) -> CreatedBook:
    """Create a book with the cheap passphrase."""
    return book.create_book(
        folder, passphrase=WORDS, now=NOW, use_keychain=use_keychain, cost=CHEAP
    )


def changing(db: Database, summary: str = "改动") -> AbstractContextManager[int]:
    """Open an operation of no particular kind."""
    return journal.operation(db, "test.change", summary, NOW)


def sample_expense(number: int = 1, **changed: Any) -> Expense:
    """Return an expense with every kind of field filled in."""
    return replace(
        Expense(
            category="fair.booth",
            gross=Money(10_600_00 + number),
            tax=Money(600_00),
            description=f"广交会展位费 {number}",
            payee="长沙龙飞展览有限公司",
            paid_on=dt.date(2026, 3, 1) + dt.timedelta(days=number % 300),
            issued_on=dt.date(2026, 2, 27),
            fapiao_number=f"{26430000000000000000 + number}",
            unsupported=Money(100_00),
            unsupported_reason="含餐费",
            other_funding=Money(5),
            currency="USD",
            foreign_amount=1_480_12,
            rate_note="7.1623，2026-03-02，中国外汇交易中心",
        ),
        **changed,
    )


def sample_document(number: int = 1, **changed: Any) -> Document:
    """Return a document; each number has a content of its own."""
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return replace(
        Document(
            kind=DocumentKind.FAPIAO,
            title=f"展位费发票 {number}",
            attachment=digest[::-1],
            sha256=digest,
            size=number,
            mime="application/pdf",
            original_name=f"发票{number}.pdf",
            added_at=NOW,
        ),
        **changed,
    )


def sample_fapiao(number: int = 1, **changed: Any) -> Fapiao:
    """Return a 发票 with two lines."""
    return replace(
        Fapiao(
            kind=FapiaoKind.DIGITAL_ORDINARY,
            number=f"{26430000000000000000 + number}",
            issued_on=dt.date(2026, 2, 27),
            seller="长沙龙飞展览有限公司",
            buyer="永州样例电子有限公司",
            net=Money(10_000_00),
            tax=Money(600_00),
            gross=Money(10_600_00),
            lines=(
                FapiaoLine(name="*会展服务*展位费", net=Money(9_000_00), tax=Money(540_00)),
                FapiaoLine(name="*会展服务*搭建", net=Money(1_000_00), tax=Money(60_00)),
            ),
        ),
        **changed,
    )


def contents(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of people's work, for comparing whole books."""
    return {
        table: db.conn.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608 -- from the schema
        for table in triggers.journalled_tables(db)
    }
