"""The strip that shows while something is being planned: what, how far, and Stop.

The bar at the bottom of the window is for jobs that write; a plan only reads, so its screen
shows the strip itself, in a place that is always kept: nothing jumps when it comes or goes.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from jiamao_desktop.ui import theme, widgets
from jiamao_desktop.ui.jobs import Job

_LOOK_EVERY_MS = 120
_BAR_WIDTH = 112


class PlanProgress(QWidget):
    """Follows reading jobs, one after another as they were asked for.

    Signals:
        stopped: Stop was pressed; every job has been asked to end.
        resumed: What was stopped is wanted after all.
    """

    stopped = Signal()
    resumed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = widgets.Elided("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.stop = widgets.when_clicked(
            widgets.button(self.tr("停止"), "quiet", "stop"), self._stop
        )
        self.again = widgets.when_clicked(
            widgets.button(self.tr("重新计算"), "quiet", "refresh"), self._resume
        )
        line = widgets.row(self.label, self.bar, self.stop, self.again, gap=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setMinimumHeight(theme.CONTROL_HEIGHT)
        self._jobs: dict[str, tuple[Job[Any], str]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._dress()

    @property
    def running(self) -> bool:
        """Tell whether anything is being worked out."""
        return bool(self._jobs)

    def follow(self, channel: str, job: Job[Any], words: str) -> None:
        """Show how far this job is; it takes the place of the one before on its channel."""
        self._jobs.pop(channel, None)
        self._jobs[channel] = job, words
        self.again.hide()
        self._timer.start()
        self._look()

    def done(self, channel: str) -> None:
        """Follow the job of this channel no more: it has ended."""
        self._jobs.pop(channel, None)
        self._look()

    def cancel(self) -> bool:
        """Ask every job to end; tells whether there was one."""
        running = self.running
        for job, _words in self._jobs.values():
            job.cancel()
        self._jobs.clear()
        self._look()
        return running

    def offer_again(self, words: str) -> None:
        """Say that something was not finished, and offer to."""
        self._dress()
        self.label.say(words)
        self.again.show()

    def _stop(self) -> None:
        if self.cancel():
            self.offer_again(self.tr("已停止"))
            self.again.setFocus()
            self.stopped.emit()

    def _resume(self) -> None:
        self.again.hide()
        self.label.say("")
        self.resumed.emit()

    def _dress(self) -> None:
        for part in (self.bar, self.stop):
            part.setVisible(self.running)
        if not self.running:
            self._timer.stop()
            self.label.say("")
            self.again.hide()

    def _look(self) -> None:
        self._dress()
        for job, words in self._jobs.values():
            at = job.progress
            self.label.say(f"{words}　{at.label}".rstrip())
            self.bar.setRange(0, at.total or 0)
            self.bar.setValue(at.done if at.total else 0)
            self.bar.setAccessibleName(words)
            return
