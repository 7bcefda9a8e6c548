"""The line at the bottom while something is being done: what, how far, Pause and Stop."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from jiamao_desktop.ui import icons, theme, widgets
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
        self.pause = widgets.button(self.tr("暂停"), "quiet", "pause")
        self.pause.clicked.connect(self._pause)
        box = widgets.row(self.label, self.bar, self.pause, self.stop, gap=16)
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
        doing = self.tr("已暂停：{0}").format(job.title) if job.paused else job.title
        self.label.say(f"{doing}{count}　{at.label}".rstrip())
        self.pause.setText(self.tr("继续") if job.paused else self.tr("暂停"))
        self.pause.setIcon(icons.icon("right" if job.paused else "pause", theme.ACCENT))
        self.pause.setEnabled(not job.stopped)
        self.bar.setRange(0, at.total or 0)
        self.bar.setValue(at.done if at.total else 0)
        self.bar.setAccessibleName(job.title)
        self.stop.setEnabled(not job.stopped)
        self.show()

    def _pause(self) -> None:
        """Hold the job up, or let it go on; what it has done so far stays as it is."""
        if job := self._jobs.current:
            if job.paused:
                job.resume()
            else:
                job.pause()
            self._show(job)

    def _stop(self) -> None:
        if job := self._jobs.current:
            job.cancel()
            self.stop.setEnabled(False)
            self.pause.setEnabled(False)
            self.label.say(self.tr("正在停止…"))
