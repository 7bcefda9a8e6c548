"""Measure how long the window stands still while a book is worked on: nowhere over 50 ms.

Opens the real main window offscreen on a scratch book and does what a person does: reads a
thousand invoices, takes them in, undoes it, opens a review list of ten thousand rows and edits
one, takes a hundred thousand customs rows in, pages through a large ledger and searches it. A
timer (`tools.freeze`) tells the longest gap between two of its ticks in each. The limit is held
against the gap as far as this process computed in it: what other programs take is theirs.

Exits with 1 when the limit is not kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tools import bench_import, bench_ledger, make_batch
from tools.demo_fapiao import xml
from tools.demo_story import COMPANY
from tools.freeze import Freeze, Watch, until

from jiamao_desktop.app import books
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.storage import expenses
from jiamao_desktop.ui.collector import collect_if_due, set_aside
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.program import dress
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.ledger import LedgerScreen
from jiamao_desktop.ui.screens.review import ReviewScreen

LIMIT_MS = 50
TODAY = dt.date(2026, 11, 20)
WORDS = "样例账套的口令 2026 很长"
_BLOCK = 25_000
_STOPS = 30
_LIST_HEADS = "数电发票号码,开票日期,销方识别号,销方名称,购方识别号,购买方名称,金额,税额,价税合计"


class Bench:
    """A window around a scratch book, and what a person does in it."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Open the window as the program does."""
        self.workspace = workspace
        self.folder = folder
        self.jobs = Jobs()
        set_aside()
        self.window = MainWindow(Shell(workspace, self.jobs))
        self.window.resize(1366, 768)
        self.window.show()
        self.window.go("home")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is read or written any more, and all of it is drawn."""
        for _ in range(2):
            until(lambda: not self.jobs.busy and not self.jobs.reading)

    @property
    def review(self) -> ReviewScreen:
        """Return the review screen."""
        page = self.window.page("review")
        assert isinstance(page, ReviewScreen)  # noqa: S101 -- the key says so
        return page

    def read(self, *paths: Path) -> None:
        """Drop files on the window and wait until they can be looked at."""
        self.window.shell.take_files(paths)
        self.settle()
        assert self.review.items  # noqa: S101 -- else nothing was measured

    def accept(self) -> None:
        """Take in what is in the review list."""
        self.review.accept()
        self.settle()

    def undo(self) -> None:
        """Take the last operation back."""
        self.window.top_bar.undo()
        self.settle()

    def edit(self) -> None:
        """Correct a field of three items of the review list, and mark one as not wanted."""
        for line, name in enumerate(("样例甲公司", "样例乙公司", "样例丙公司")):
            self.review.view.go_to(self.review.list.id_at(line))
            self.review.details._correct("seller", name)  # noqa: SLF001 -- as if typed there
            self.settle()
        self.review.details._replace(wanted=False)
        self.settle()

    def collect(self) -> None:
        """Have everything that is open looked through for garbage, as it falls due some time."""
        limits = gc.get_threshold()
        gc.set_threshold(*limits[:2], -1)
        collect_if_due()
        gc.set_threshold(*limits)
        self.settle()

    def page_through(self) -> None:
        """Go to the ledger, page down, jump to the end and back, and search for three words."""
        self.window.go("ledger")
        self.settle()
        page = self.window.page("ledger")
        assert isinstance(page, LedgerScreen)  # noqa: S101 -- the key says so
        view = page.view
        for key in (*[Qt.Key.Key_PageDown] * 6, Qt.Key.Key_End, Qt.Key.Key_Home):
            QTest.keyClick(view, key)
            self.settle()
        bar = view.verticalScrollBar()
        for step in range(_STOPS):
            bar.setValue(bar.maximum() * step // _STOPS)
            QApplication.processEvents()
        for words in (bench_ledger.RARE, bench_ledger.COMMON, bench_ledger.EVERY, ""):
            page.search(words)
            self.settle()

    def close(self) -> None:
        """Close the window and the book."""
        self.jobs.shut_down(self.workspace.close)
        self.window.deleteLater()


def measured(work: Callable[[], None]) -> Freeze:
    """Do something under watch."""
    with Watch() as watch:
        work()
    return watch.longest


def list_of_invoices(rows: int) -> bytes:
    """Return a list of made-up invoices as the tax bureau exports it, as CSV."""
    lines = [_LIST_HEADS]
    for one in map(make_batch.invoice, range(rows)):
        amounts = (str(amount).replace(",", "") for amount in (one.net, one.tax, one.gross))
        parties = (one.seller.uscc, one.seller.name, COMPANY.uscc, COMPANY.name)
        lines.append(",".join((one.number, str(one.issued_on), *parties, *amounts)))
    return "\n".join(lines).encode("utf-8-sig")


def invoices(folder: Path, count: int) -> Path:
    """Write so many invoices as XML into a folder."""
    folder.mkdir()
    for one in map(make_batch.invoice, range(count)):
        (folder / f"{one.number}.xml").write_bytes(xml(one))
    return folder


def scenarios(bench: Bench, scale: int) -> Iterator[tuple[str, Freeze]]:
    """Yield what was done, and the longest freeze in it; ``scale`` 1 is the full size."""
    folder = bench.folder
    many = 1_000 // scale
    files = invoices(folder / "xml", many)
    yield f"read {many:,} invoices", measured(lambda: bench.read(files))
    yield f"take {many:,} in", measured(bench.accept)
    yield "undo them", measured(bench.undo)
    batch = folder / "batch"
    mixed = len(make_batch.write(batch, 200 // scale))
    yield f"read {mixed:,} mixed files", measured(lambda: bench.read(batch))
    yield f"take {mixed:,} mixed files in", measured(bench.accept)
    rows = 10_000 // scale
    listed = folder / "list.csv"
    listed.write_bytes(list_of_invoices(rows))
    yield f"open a review of {rows:,} rows", measured(lambda: bench.read(listed))
    yield "correct three of them", measured(bench.edit)
    yield "look for garbage meanwhile", measured(bench.collect)
    yield f"take {rows:,} rows in", measured(bench.accept)
    yield "undo them", measured(bench.undo)
    customs = 100_000 // scale
    book = folder / "customs.xlsx"
    book.write_bytes(bench_import.workbook(customs))
    yield f"read {customs:,} customs rows", measured(lambda: bench.read(book))
    yield f"take {customs:,} customs rows in", measured(bench.accept)
    yield "undo them", measured(bench.undo)
    grown = 250_000 // scale
    grow(bench, grown)
    yield f"scroll and search a ledger of {grown:,}", measured(bench.page_through)


def grow(bench: Bench, rows: int) -> None:
    """Put expenses into the book, in the thread that writes."""
    source = bench_ledger.made_up(rows)

    def work(_report: Report) -> None:
        for start in range(0, rows, _BLOCK):
            with bench.workspace.operation("bench", "导入费用") as operation:
                some = [next(source) for _ in range(min(_BLOCK, rows - start))]
                expenses.add_all(operation.db, some)

    bench.jobs.start(work, on_done=lambda _: None, on_error=bench.window.shell.fail)
    bench.settle()


def main() -> int:
    """Do everything, tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=int, default=1, help="one so-many-th of the full size")
    scale = parser.parse_args().scale
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    dress(app, "zh")
    kept = True
    with tempfile.TemporaryDirectory(prefix="jiamao-freeze-") as name:
        folder = Path(name)
        made = books.create_book(
            folder / "bench.book",
            WORDS,
            FixedClock(TODAY),
            name=COMPANY.name,
            uscc=COMPANY.uscc,
            city="永州市",
            use_keychain=False,
        )
        bench = Bench(made.workspace, folder)
        for what, freeze in scenarios(bench, scale):
            good = freeze.own <= LIMIT_MS
            kept &= good
            print(f"{what:<44}{freeze}{'' if good else '  NOT KEPT'}", flush=True)
        bench.close()
    gc.enable()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
