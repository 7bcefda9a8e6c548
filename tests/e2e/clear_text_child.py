"""A session full of planted strings that ends in a kill; started by ``test_nothing_in_clear``."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from tests.unit.storage.books import CHEAP, LATER, NOW, WORDS, sample_document, sample_expense

from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.claim import Claim, ClaimState
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.expense import Evidence, Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Fair, Participant
from jiamao_desktop.storage import (
    applicants,
    book,
    claims,
    documents,
    expenses,
    journal,
    projects,
)
from jiamao_desktop.storage.book import Book

COMPANY = "永州甲乙丙样例电子有限公司"
PAYEE = "长沙绝密会展服务有限公司"
INVOICE = "26439876543210987654"
GROSS_FEN = 9_753_124_680
PASSPORT = "E87654321"
FILE_TEXT = "此件为样例发票原件之全文，切勿外传。"
PLANTED = (
    COMPANY,
    PAYEE,
    INVOICE,
    str(GROSS_FEN),
    PASSPORT,
    FILE_TEXT,
    "绝密会展",
    "样例申报标题",
    WORDS,
)
"""What no file may contain; the amount as it would stand in a journal image or a search."""


def session(one: Book) -> None:
    """Use everything once: records, documents, search, undo, sorting, checkpoint."""
    with journal.operation(one.db, "applicant.put", f"新建：{COMPANY}", NOW):
        applicants.put(one.db, Applicant(name=COMPANY, uscc="91431100MA4L00000X"))
    name = one.files.store(f"{FILE_TEXT}{INVOICE}{COMPANY}".encode() * 100)
    with journal.operation(one.db, "import", f"收入：{PAYEE}", NOW):
        document = documents.add(
            one.db, sample_document(1, attachment=name, title=f"{PAYEE} 发票 {INVOICE}")
        )
        project = projects.add(
            one.db,
            Fair(title=COMPANY, participants=(Participant(name="x", passport_number=PASSPORT),)),
        )
        expense = expenses.add(one.db, planted(1, project=project))
        expenses.link(one.db, expense, Evidence(document=document, role=EvidenceRole.FAPIAO))
        claims.add(
            one.db,
            Claim(
                measure="m",
                pack="p",
                pack_version="1",
                title="样例申报标题",
                state=ClaimState.DRAFT,
                created_on=dt.date(2026, 11, 20),
                project=project,
                expenses=(expense,),
                spent=Money(GROSS_FEN),
                ceiling=Money(GROSS_FEN),
                applied=Money(GROSS_FEN),
                snapshot=f'{{"who": "{COMPANY}", "fen": {GROSS_FEN}}}',
            ),
        )
    with journal.operation(one.db, "expense.add", "批量", NOW):
        expenses.add_all(one.db, (planted(number) for number in range(2, 3000)))
    journal.undo(one.db, LATER)
    journal.redo(one.db, LATER)
    assert len(expenses.ids(one.db, contains="绝密会展")) > 2000
    one.checkpoint()
    one.db.conn.execute("PRAGMA cache_size=50")
    one.db.conn.execute("SELECT * FROM expense ORDER BY payee || id, note || id").fetchall()
    with journal.operation(one.db, "expense.edit", "改动", LATER):
        expenses.update(one.db, expense, planted(1, note=COMPANY, project=project))


def planted(number: int, **changed: object) -> Expense:
    """Return an expense with every planted string in it."""
    return sample_expense(
        number, payee=PAYEE, gross=Money(GROSS_FEN), fapiao_number=INVOICE, **changed
    )


def main() -> None:
    """Run the session, start one more operation, and wait for the kill."""
    one = book.create_book(
        Path(sys.argv[1]), passphrase=WORDS, now=NOW, use_keychain=False, title=COMPANY, cost=CHEAP
    ).book
    session(one)
    with journal.operation(one.db, "expense.edit", "被打断", LATER):
        one.db.conn.execute("UPDATE expense SET note=?", [f"{COMPANY}{INVOICE}" * 20])
        sys.stdout.write("in the middle\n")
        sys.stdout.flush()
        time.sleep(60)


if __name__ == "__main__":
    main()
