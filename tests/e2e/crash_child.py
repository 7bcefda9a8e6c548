"""A process that takes invoices in until it is killed; started by ``test_crash``.

It forks a worker for each line it reads, because importing the program costs more than the
work between two kills. The worker writes a line to the acknowledgement file after each
operation that the book reported as saved.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path

from tests.unit.storage.books import NOW, WORDS, sample_document, sample_expense, sample_fapiao

from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.expense import Evidence
from jiamao_desktop.storage import book, documents, expenses, fapiao, journal
from jiamao_desktop.storage.book import Book

BATCH = 3


def content_of(number: int) -> bytes:
    """Return the file of an invoice; a few are longer than one encrypted segment."""
    size = 300_000 if number % 10 == 0 else 2000
    return hashlib.shake_128(str(number).encode()).digest(size)


def take_in(one: Book, numbers: range) -> None:
    """Take invoices in as the program does: files first, rows last, one operation."""
    contents = [content_of(number) for number in numbers]
    names = one.files.store_all(contents)
    with journal.operation(one.db, "import", f"收入单证 {len(numbers)} 件", NOW):
        for number, content, name in zip(numbers, contents, names, strict=True):
            document = documents.add(
                one.db,
                replace(
                    sample_document(number),
                    attachment=name,
                    sha256=hashlib.sha256(content).hexdigest(),
                    size=len(content),
                ),
            )
            invoice = fapiao.add(one.db, sample_fapiao(number, document=document))
            expense = expenses.add(one.db, sample_expense(number, fapiao=invoice))
            link = Evidence(document=document, role=EvidenceRole.FAPIAO)
            expenses.link(one.db, expense, link)


def work(folder: Path, acknowledged: Path) -> None:
    """Go on where the book ends until somebody kills us."""
    one = book.open_book(folder, passphrase=WORDS)
    first = one.db.table("document").count
    with acknowledged.open("ab", buffering=0) as file:
        while True:
            take_in(one, range(first, first + BATCH))
            first += BATCH
            file.write(f"{first}\n".encode())


def say(line: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Fork a worker for each line; say its number, and when it is dead."""
    folder, acknowledged = Path(sys.argv[1]), Path(sys.argv[2])
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            work(folder, acknowledged)
        say(str(number))
        os.waitpid(number, 0)
        say("dead")


if __name__ == "__main__":
    main()
