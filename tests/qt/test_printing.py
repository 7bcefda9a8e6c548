"""Printing: every page, in order, drawn in the background, stoppable."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.printing import PrintRun, _fitted

Settle = Callable[[], None]


def pdf(pages: int) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def printer(dressed: QApplication, tmp_path: Path) -> QPrinter:
    """Return a printer that prints into a file."""
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "paper.pdf"))
    return made


def printed(printer: QPrinter) -> int:
    with pikepdf.open(printer.outputFileName()) as paper:
        return len(paper.pages)


def test_every_page_is_printed(jobs: Jobs, printer: QPrinter, settle: Settle) -> None:
    run = PrintRun(jobs, printer, pdf(3), 3)
    told: list[tuple[int, int]] = []
    ended: list[bool] = []
    run.progressed.connect(lambda *given: told.append(given))
    run.finished.connect(lambda: ended.append(True))
    run.start()
    settle()
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert ended == [True]
    assert printed(printer) == 3


def test_a_range_of_pages_is_a_range_of_pages(
    jobs: Jobs, printer: QPrinter, settle: Settle
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    run = PrintRun(jobs, printer, pdf(5), 5)
    run.start()
    settle()
    assert printed(printer) == 2


def test_a_range_beyond_the_end_stops_at_the_end(
    jobs: Jobs, printer: QPrinter, settle: Settle
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 99)
    run = PrintRun(jobs, printer, pdf(3), 3)
    run.start()
    settle()
    assert printed(printer) == 2


def test_stopping_sends_no_further_page(jobs: Jobs, printer: QPrinter, settle: Settle) -> None:
    run = PrintRun(jobs, printer, pdf(6), 6)
    told: list[int] = []
    ended: list[str] = []
    run.progressed.connect(lambda done, _total: told.append(done))
    run.progressed.connect(lambda _done, _total: run.cancel())
    run.finished.connect(lambda: ended.append("finished"))
    run.stopped.connect(lambda: ended.append("stopped"))
    run.start()
    settle()
    assert told == [1]
    assert ended == ["stopped"]


def test_stopping_while_a_page_is_drawn_drops_that_page(
    jobs: Jobs, printer: QPrinter, settle: Settle
) -> None:
    run = PrintRun(jobs, printer, pdf(2), 2)
    told: list[int] = []
    run.progressed.connect(lambda done, _total: told.append(done))
    run.start()
    run.cancel()
    settle()
    assert told == []


def test_a_page_that_cannot_be_drawn_ends_the_run_with_its_reason(
    jobs: Jobs, printer: QPrinter, settle: Settle
) -> None:
    run = PrintRun(jobs, printer, b"not a pdf", 1)
    errors: list[object] = []
    run.failed.connect(errors.append)
    run.start()
    settle()
    [error] = errors
    assert isinstance(error, UserError)


@pytest.mark.qt_log_ignore("^QPainter::begin")
def test_a_printer_that_does_not_answer_is_named_with_a_remedy(
    jobs: Jobs, printer: QPrinter
) -> None:
    somebody_else = QPainter(printer)
    run = PrintRun(jobs, printer, pdf(1), 1)
    errors: list[MachineError] = []
    run.failed.connect(errors.append)
    run.start()
    somebody_else.end()
    assert [error.code for error in errors] == ["print.not_started"]
    assert "保存 PDF" in say(errors[0])


@pytest.mark.parametrize(
    ("size", "place"),
    [
        (QSize(210, 297), QRect(0, 0, 2100, 2970)),
        (QSize(100, 100), QRect(0, 435, 2100, 2100)),
    ],
)
def test_a_page_is_as_large_as_fits_and_in_the_middle(size: QSize, place: QRect) -> None:
    assert _fitted(size, QRect(0, 0, 2100, 2970)) == place
