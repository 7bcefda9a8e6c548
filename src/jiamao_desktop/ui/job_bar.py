"""The line at the bottom while something is being done: what, how far, and Stop."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.jobs import Job, Jobs


class JobBar(QFrame):
    """Shows the writing job under way; hidden while there is none."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobBar")
        self._jobs = jobs
        self.label = widgets.Elided("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(240)
        self.stop = widgets.button(self.tr("停止"), "quiet", "stop")
        self.stop.clicked.connect(self._stop)
        box = widgets.row(self.label, self.bar, self.stop, gap=16)
        box.setContentsMargins(24, 6, 16, 6)
        self.setLayout(box)
        self.hide()
        jobs.progressed.connect(self._show)
        jobs.idle.connect(self.hide)

    def _show(self, job: Job[Any]) -> None:
        if not job.title:
            return
        at = job.progress
        count = f"　{at.done:,} / {at.total:,}" if at.total else ""
        self.label.say(f"{job.title}{count}　{at.label}".rstrip())
        self.bar.setRange(0, at.total or 0)
        self.bar.setValue(at.done if at.total else 0)
        self.bar.setAccessibleName(job.title)
        self.stop.setEnabled(not job.stopped)
        self.show()

    def _stop(self) -> None:
        if job := self._jobs.current:
            job.cancel()
            self.stop.setEnabled(False)
            self.label.say(self.tr("正在停止…"))
