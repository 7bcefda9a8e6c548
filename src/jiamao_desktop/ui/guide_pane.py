"""Which guide (参考做法) a measure uses: place, year, source; another one; the list changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from jiamao_desktop.app import guiding
from jiamao_desktop.app.guide_words import setting_words
from jiamao_desktop.app.guiding import GuideInUse
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.guide import Guide
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.guide_editor import GuideEditor
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.rates_dialog import RatesDialog
from jiamao_desktop.ui.screen import Shell

_TABLES = frozenset({"adopted_guide", "own_guide", "exchange_rate", "expense", "project"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """Everything the pane shows, read in one go."""

    used: GuideInUse
    offered: Sequence[Guide]
    papers: int
    problems: Sequence[Problem]
    measure: Measure


class GuidePane(QWidget):
    """The guide of one measure and project; reads and writes by itself.

    Put it anywhere and call :meth:`show_for`.
    """

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._about: tuple[str, ProjectId | None] | None = None
        self._stale = False
        self.shown: _Shown | None = None
        self.title = widgets.text("", "strong", wrap=True)
        self.label = widgets.text("", "small", wrap=True)
        self.note = widgets.text("", "soft", wrap=True)
        self.problem = widgets.text("", "problem", wrap=True)
        self._chips = widgets.row(gap=6)
        self._settings = widgets.column(gap=4)
        self.choose = widgets.button(self.tr("换一份"), icon="down")
        self.choose.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.choose.setAccessibleName(self.tr("换一份参考做法"))
        self.edit = widgets.when_clicked(
            widgets.button(self.tr("修改"), "secondary", "edit"), self._edit
        )
        self.edit.setAccessibleName(self.tr("修改参考做法"))
        self.leave = widgets.when_clicked(widgets.button(self.tr("不再采用"), "quiet"), self._leave)
        self.rates = widgets.when_clicked(
            widgets.button(self.tr("汇率表"), "quiet"), self._open_rates
        )
        self._lay_out()
        shell.jobs.changed.connect(self._note_changes)

    def _lay_out(self) -> None:
        head = widgets.row(widgets.row(self.title, self._chips, 1, gap=8), gap=8)
        head.setStretch(0, 1)
        for one in (self.rates, self.leave, self.edit, self.choose):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        sheet = widgets.Card(head, self.label, self.note, self._settings, self.problem, gap=6)
        self.setLayout(widgets.column(sheet))
        self.setVisible(False)

    def show_for(self, measure: str, project: ProjectId | None) -> None:
        """Show the guide that a measure uses for a project."""
        self._about = (measure, project)
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Override: catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._read()

    def _note_changes(self, changes: Changes) -> None:
        if not changes.tables & _TABLES or self._about is None:
            return
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def _read(self) -> None:
        if self._about is None:
            return
        ws, (measure, project) = self._shell.workspace, self._about

        def look(_report: Report) -> _Shown | None:
            try:
                about = ws.catalog.measure(measure)
            except UserError:
                return None  # a claim of a pack that has no such measure any more
            return _Shown(
                used=guiding.guide_in_use(ws, measure, project),
                offered=guiding.guides_for(ws, measure),
                papers=len(guiding.materials_in_use(ws, about, project)),
                problems=guiding.problems(ws, about, project),
                measure=about,
            )

        self._shell.jobs.read(
            look, on_done=self._show, on_error=self._shell.fail, channel=f"guide.{id(self)}"
        )

    def _show(self, shown: _Shown | None) -> None:
        self.shown = shown
        if shown is None:
            self.setVisible(False)
            return
        used, found = shown.used, shown.used.guide
        self.setVisible(found is not None or bool(shown.offered))
        self.title.setText(found.title if found else self.tr("没有采用参考做法"))
        self.label.setText(found.label if found else "")
        self.note.setText(self._said(shown))
        self.problem.setText("\n".join(say(one) for one in shown.problems))
        self.problem.setVisible(bool(shown.problems))
        widgets.clear(self._chips)
        for words, tone in self._marks(found):
            self._chips.addWidget(widgets.chip(words, tone))
        self.leave.setVisible(used.adopted)
        self.edit.setEnabled(found is not None)
        self.rates.setVisible(
            used.adopted and found is not None and found.settings.exchange is not None
        )
        self._offer(shown)
        self._show_settings(used)

    def _marks(self, found: Guide | None) -> Sequence[tuple[str, str]]:
        if found is None:
            return []
        if found.origin:
            return [(self.tr("本单位修改稿"), "accent")]
        where = f"{found.place} {found.year}" if found.year else found.place
        extent = (found.extent, "calm" if found.complete else "warn")
        return [extent] if found.suggested else [(where, "calm"), extent]

    def _said(self, shown: _Shown) -> str:
        used, found = shown.used, shown.used.guide
        if found is None:
            return self.tr("可以从别处的做法里选一份，作为标明出处的默认。")
        if not used.adopted:
            start = self.tr("默认只借用它的材料清单（{count} 项），不影响金额。")
        elif used.papers is not found:
            start = self.tr("已采用。它没有材料清单，仍用默认清单（{count} 项）。")
        else:
            start = self.tr("已采用：材料 {count} 项。")
        return start.format(count=shown.papers) + found.note

    def _show_settings(self, used: GuideInUse) -> None:
        widgets.clear(self._settings)
        pairs = list(setting_words(used.guide.settings)) if used.guide else []
        if pairs:
            self._settings.addWidget(widgets.key_values(pairs))

    def _offer(self, shown: _Shown) -> None:
        menu = QMenu(self)
        for one in shown.offered:
            action = menu.addAction(self._offered(one), partial(self._adopt, one))
            action.setCheckable(True)
            action.setChecked(shown.used.guide is not None and one.id == shown.used.guide.id)
        before = self.choose.menu()
        self.choose.setMenu(menu)
        self.choose.setEnabled(bool(shown.offered))
        if before is not None:
            before.deleteLater()

    def _offered(self, one: Guide) -> str:
        has = [
            self.tr("材料 {count} 项").format(count=len(one.materials)) if one.materials else "",
            self.tr("标准") if any(figures.values for figures in one.figures) else "",
            self.tr("外币折算") if one.settings.exchange else "",
        ]
        what = self.tr("、").join(part for part in has if part)
        mark = self.tr("本单位：") if one.origin else ""
        return f"{mark}{one.title}" + (self.tr("　（{what}）").format(what=what) if what else "")

    def _adopt(self, chosen: Guide) -> None:
        if self._about is None:
            return
        ws, (measure, project) = self._shell.workspace, self._about
        self._shell.jobs.start(
            lambda _report: guiding.adopt(ws, measure, project, chosen.id),
            on_done=lambda _changes: self._shell.say(
                self.tr("已采用“{title}”，可撤销。").format(title=chosen.title), undoable=True
            ),
            on_error=self._shell.fail,
            title=self.tr("采用参考做法"),
        )

    def _leave(self) -> None:
        if self._about is None:
            return
        ws, (measure, project) = self._shell.workspace, self._about
        self._shell.jobs.start(
            lambda _report: guiding.leave(ws, measure, project),
            on_done=lambda _changes: self._shell.say(
                self.tr("不再采用，材料清单回到默认。"), undoable=True
            ),
            on_error=self._shell.fail,
            title=self.tr("不再采用参考做法"),
        )

    def _edit(self) -> None:
        if self._about is None or self.shown is None or self.shown.used.guide is None:
            return
        dialog = GuideEditor(
            self._shell, self.shown.measure, self._about[1], self.shown.used.guide, self
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_rates(self) -> None:
        dialog = RatesDialog(self._shell, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
