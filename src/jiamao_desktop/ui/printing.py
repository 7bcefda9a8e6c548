"""Sending a PDF to a printer: page by page, each drawn in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.errors import JiamaoError, MachineError
from jiamao_desktop.ui.jobs import Jobs

_DOTS_AN_INCH = 300
"""What is drawn for paper; a finer printer scales it up."""


class PrintRun(QObject):
    """One document on its way to one printer.

    Signals:
        progressed: ``(pages sent, pages in all)``.
        finished: All pages were sent.
        stopped: The person stopped it; the printer got nothing further.
        failed: ``(JiamaoError)``; the printer got nothing further.
    """

    progressed = Signal(int, int)
    finished = Signal()
    stopped = Signal()
    failed = Signal(object)

    def __init__(
        self, jobs: Jobs, printer: QPrinter, pdf: bytes, pages: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._printer = printer
        self._pdf = pdf
        wanted = range(pages)
        if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
            wanted = range(printer.fromPage() - 1, min(printer.toPage(), pages))
        self._pages = list(wanted)
        self._sent = 0
        self._painter = QPainter()
        self._stopped = False

    def start(self) -> None:
        """Begin; pages follow one another as they are drawn."""
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            self.failed.emit(MachineError("print.not_started", printer=self._printer.printerName()))
            return
        self._next()

    def cancel(self) -> None:
        """Stop before the next page; what the printer has already taken it may print."""
        self._stopped = True

    def _next(self) -> None:
        if self._stopped:
            self._printer.abort()
            self._painter.end()
            self.stopped.emit()
            return
        if self._sent == len(self._pages):
            self._painter.end()
            self.finished.emit()
            return
        pdf, page = self._pdf, self._pages[self._sent]
        inches = self._printer.pageRect(QPrinter.Unit.Inch).width()
        width = round(inches * min(self._printer.resolution(), _DOTS_AN_INCH))

        def draw(_report: Report) -> QImage:
            from jiamao_desktop.app.packets import render_page  # noqa: PLC0415 -- heavy: in the job

            drawn = render_page(pdf, page, width)
            return QImage(
                drawn.rgba, drawn.width, drawn.height, QImage.Format.Format_RGBA8888
            ).copy()

        self._jobs.read(
            draw, on_done=self._put, on_error=self._give_up, channel=f"print.{id(self)}"
        )

    def _put(self, image: QImage) -> None:
        if self._stopped:
            self._next()
            return
        if self._sent:
            self._printer.newPage()
        sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(_fitted(image.size(), sheet), image)
        self._sent += 1
        self.progressed.emit(self._sent, len(self._pages))
        self._next()

    def _give_up(self, error: JiamaoError) -> None:
        self._printer.abort()
        self._painter.end()
        self.failed.emit(error)


def _fitted(size: QSize, sheet: QRect) -> QRect:
    """Return where a picture goes on the sheet: as large as fits, in the middle."""
    place = QRect(sheet.topLeft(), size.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(sheet.center())
    return place
