"""资料: who claims, the projects that expenses belong to, and support received before."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from jiamao_desktop.app import grants, profile, projects
from jiamao_desktop.app.grants import GrantRow, TypedGrant
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.projects import ProjectRow
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.claim import GrantId
from jiamao_desktop.domain.project import (
    Certification,
    Fair,
    Matter,
    Project,
    ProjectId,
    ProjectKind,
)
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.applicant_form import ApplicantForm
from jiamao_desktop.ui.grants_pane import GrantsPane, SupportOf
from jiamao_desktop.ui.project_form import ProjectForm
from jiamao_desktop.ui.screen import PROJECT_TABLES, Screen, Shell

_ICONS = {
    ProjectKind.FAIR: "flag",
    ProjectKind.CERTIFICATION: "shield",
    ProjectKind.PILOT: "cart",
    ProjectKind.VEHICLE: "right",
    ProjectKind.EQUIPMENT: "clock",
    ProjectKind.REFUND: "refresh",
    ProjectKind.TRANSFER: "link",
    ProjectKind.INVESTMENT: "folder",
}


_APPLICANT, _PROJECTS, _SUPPORT = range(3)
"""The tabs."""


class ProfileScreen(Screen):
    """Applicant, projects and support received before.

    Its target is a project's id, the label of a field of the applicant, or ``SupportOf`` a
    measure, to be recorded.
    """

    tables = PROJECT_TABLES | {"applicant", "received_grant"}

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.applicant = ApplicantForm()
        self.applicant.finished.connect(self._save_applicant)
        self.projects = ProjectsPane()
        self.projects.stored.connect(self._store)
        self.projects.deleted.connect(self._delete)
        self.grants = GrantsPane(lambda: grants.measures_with_money(self.workspace))
        self.grants.stored.connect(self._store_grant)
        self.grants.deleted.connect(self._delete_grant)
        self.tabs = QTabWidget()
        self.tabs.addTab(_padded(self.applicant), self.tr("申报主体"))
        self.tabs.addTab(_padded(self.projects), self.tr("项目"))
        self.tabs.addTab(_padded(self.grants), self.tr("以前获得的支持"))
        head = widgets.screen_head(
            self.tr("资料"), self.tr("填一次，所有申请表都用得上；改动可以撤销。")
        )
        box = widgets.column(head, self.tabs, gap=12)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def refresh(self) -> None:
        """Override."""
        ws = self.workspace

        def load(
            _report: Report,
        ) -> tuple[Applicant, Sequence[ProjectRow], Sequence[GrantRow]]:
            return profile.applicant(ws), projects.project_list(ws), grants.grant_list(ws)

        self.read("profile", load, lambda loaded: self._show(*loaded))

    def _show(
        self, applicant: Applicant, rows: Sequence[ProjectRow], received: Sequence[GrantRow]
    ) -> None:
        self.applicant.show_applicant(applicant)
        self.projects.show_rows(rows)
        self.grants.show_rows(received)

    def show_target(self, target: object) -> None:
        """Override: one of the projects; support of a measure; or, by its label, a field."""
        if isinstance(target, SupportOf):
            self.tabs.setCurrentIndex(_SUPPORT)
            self.grants.add(target.measure)
        elif isinstance(target, int):
            self.tabs.setCurrentIndex(_PROJECTS)
            self.projects.wanted = ProjectId(target)
            self.refresh()
        else:
            self.tabs.setCurrentIndex(_APPLICANT)

    def _save_applicant(self, applicant: Applicant) -> None:
        self.write(
            self.tr("正在保存"),
            lambda _: profile.save_applicant(self.workspace, applicant),
            lambda _: self.shell.say(self.tr("资料已保存。"), undoable=True),
            self.applicant.show_problem,
        )

    def _store(self, number: ProjectId | None, project: Project) -> None:
        ws, say = self.workspace, self.shell.say
        form = self.projects.forms[project.kind]
        if number is None:
            self.write(
                self.tr("正在保存"),
                lambda _: projects.add_project(ws, project),
                lambda added: self._stored(added[0], self.tr("已新增项目。")),
                form.show_problem,
            )
        else:
            self.write(
                self.tr("正在保存"),
                lambda _: projects.edit_project(ws, number, project),
                lambda _: say(self.tr("项目已保存。"), undoable=True),
                form.show_problem,
            )

    def _stored(self, number: ProjectId, sentence: str) -> None:
        self.projects.wanted = number
        self.refresh()
        self.shell.say(sentence, undoable=True)

    def _delete(self, number: ProjectId) -> None:
        self.write(
            self.tr("正在删除"),
            lambda _: projects.delete_project(self.workspace, number),
            lambda _: self.shell.say(self.tr("项目已删除，费用还在。"), undoable=True),
        )

    def _store_grant(self, number: GrantId | None, typed: TypedGrant) -> None:
        ws, problem = self.workspace, self.grants.form.show_problem
        if number is None:
            self.write(
                self.tr("正在保存"),
                lambda _: grants.add_grant(ws, typed),
                lambda added: self._stored_grant(added[0]),
                problem,
            )
        else:
            self.write(
                self.tr("正在保存"),
                lambda _: grants.edit_grant(ws, number, typed),
                lambda _: self._stored_grant(number),
                problem,
            )

    def _stored_grant(self, number: GrantId) -> None:
        self.grants.wanted = number
        self.refresh()
        self.shell.say(self.tr("已登记，各项政策的额度已重新计算。"), undoable=True)

    def _delete_grant(self, number: GrantId) -> None:
        self.write(
            self.tr("正在删除"),
            lambda _: grants.delete_grant(self.workspace, number),
            lambda _: self.shell.say(self.tr("登记已删除。"), undoable=True),
        )


class ProjectsPane(QWidget):
    """The list of projects and the form of the one that is open.

    Signals:
        stored: ``(id or None, Project)``.
        deleted: ``(id)``.
    """

    stored = Signal(object, object)
    deleted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.wanted: ProjectId | None = None
        self._rows: Sequence[ProjectRow] = ()
        self._open: ProjectId | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.forms = {kind: ProjectForm(kind) for kind in ProjectKind}
        self.side = QStackedWidget()
        hint = widgets.EmptyState(
            "empty-claim",
            self.tr("项目把费用归到一起"),
            self.tr(
                "一次展会、一次认证、一个试点、一辆车、一台设备各建一个项目；政策按项目测算，展会还要填展位和人员。"
            ),
        )
        self.side.addWidget(hint)
        for form in self.forms.values():
            self.side.addWidget(form)
            form.finished.connect(self.stored)
            form.cancelled.connect(self._close)
        self.add_button = widgets.button(self.tr("新增项目"), "primary", "plus")
        menu = QMenu(self.add_button)
        for kind in ProjectKind:
            words = field_names.project_kind_name(kind)
            menu.addAction(words, functools.partial(self.add, kind))
        self.add_button.setMenu(menu)
        self.delete_button = widgets.button(self.tr("删除项目"), "danger", "trash")
        self.delete_button.clicked.connect(self._delete)
        left = widgets.column(
            widgets.scrolled(widgets.holding(self._list)),
            widgets.row(self.add_button, 1, self.delete_button),
            gap=12,
        )
        side = widgets.holding(left)
        side.setMinimumWidth(300)
        split = widgets.side_by_side(side, self.side, (330, 760))
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        self.setLayout(widgets.column(split))

    def show_rows(self, rows: Sequence[ProjectRow]) -> None:
        """Show all projects; keep the one that was open."""
        self._rows = rows
        chosen = self.wanted or self._open
        self.wanted = None
        row = next((row for row in rows if row.id == chosen), rows[0] if rows else None)
        if row is None:
            self._close()
        else:
            self.open(row)

    def _fill(self) -> None:
        widgets.clear(self._list)
        for row in self._rows:
            button = widgets.button(_label(row.project), "tile", _ICONS[row.project.kind])
            button.setProperty("picked", "true" if row.id == self._open else "false")
            button.setMinimumHeight(60)
            button.clicked.connect(lambda _=False, row=row: self.open(row))
            self._list.addWidget(button)
        self._list.addStretch(1)
        self.delete_button.setEnabled(self._open is not None)

    def open(self, row: ProjectRow) -> None:
        """Show one project in its form."""
        self._open = row.id
        form = self.forms[row.project.kind]
        self.side.setCurrentWidget(form)
        form.edit(row.id, row.project)
        self._fill()

    def add(self, kind: ProjectKind) -> None:
        """Begin a new project."""
        self._open = None
        self.side.setCurrentWidget(self.forms[kind])
        self.forms[kind].edit(None, None)
        self._fill()

    def _close(self) -> None:
        self._open = None
        self.side.setCurrentIndex(0)
        self._fill()

    def _delete(self) -> None:
        if self._open is not None:
            self.deleted.emit(self._open)


def _padded(inside: QWidget) -> QWidget:
    box = widgets.column(inside)
    box.setContentsMargins(0, 16, 0, 0)
    return widgets.holding(box)


def _label(project: Project) -> str:
    """Return a project in two short lines."""
    what = field_names.project_kind_name(project.kind)
    when = ""
    if isinstance(project, Fair):
        when = f"{project.starts_on or ''}　{project.country}".strip()
    elif isinstance(project, Certification):
        when = str(project.certified_on or "")
    elif isinstance(project, Matter):
        when = f"{project.number}　{project.day or ''}".strip("　")
    title = project.title if len(project.title) <= 16 else f"{project.title[:15]}…"  # noqa: PLR2004 -- what fits
    return f"{title}\n{what}　{when}".rstrip("　")
