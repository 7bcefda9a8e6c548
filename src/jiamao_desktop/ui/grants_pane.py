"""Support received before (以前获得的支持): the list with what each level gave, and the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from jiamao_desktop.app.grants import GrantRow, LevelTotal, TypedGrant, level_totals
from jiamao_desktop.domain.claim import GrantId
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.fields import ChoiceField, DateField, Field, Form, MoneyField, TextField
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.theme import GRID

Offered = Callable[[], Mapping[str, tuple[str, str]]]
"""Returns id to level and title of the measures that support can have come from."""

_OWN, _GROUP = "own", "group"
_EMPTY, _LIST = range(2)
"""Pages: nothing recorded yet; the list beside the form."""


@dataclass(frozen=True, slots=True)
class SupportOf:
    """Where a link about a measure leads: support of it is to be recorded."""

    measure: str


class GrantForm(QWidget):
    """The form.

    Signals:
        finished: ``(id or None, TypedGrant)``.
        cancelled: Nothing shall change.
    """

    finished = Signal(object, object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number: GrantId | None = None
        self._offered: Mapping[str, tuple[str, str]] = {}
        self.title = widgets.text("", "section")
        self.measure = ChoiceField("measure", self.tr("政策"), {})
        self.name = TextField(
            "name", self.tr("支持的名称"), self.tr("例如“2023年省开放型经济专项”")
        )
        self.level = ChoiceField("level", self.tr("哪一级的资金"), {})
        whose = {_OWN: self.tr("本企业"), _GROUP: self.tr("本集团其他企业")}
        self.group = ChoiceField("group", self.tr("给了谁"), whose)
        self.amount = MoneyField("amount", self.tr("到账金额（元）"))
        self.day = DateField("granted_on", self.tr("到账日期"), self.tr("决定计入哪一年"))
        self.note = TextField("note", self.tr("备注"), self.tr("例如拨付文件的文号"))
        self.form = Form(
            [
                *(self.measure, self.name, self.level, self.group),
                *(self.amount, self.day, self.note),
            ]
        )
        self.measure.edited.connect(lambda _measure: self._follow_measure())
        self.problem = widgets.text("", "problem", wrap=True)
        self.save_button = widgets.button(self.tr("保存"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        cancel = widgets.when_clicked(widgets.button(self.tr("取消")), self.cancelled.emit)
        inside = widgets.column(
            self.measure,
            self.name,
            _beside(self.level, self.group),
            _beside(self.amount, self.day),
            self.note,
            1,
            gap=10,
        )
        inside.setContentsMargins(0, 0, 10, 0)
        self.setLayout(
            widgets.column(
                self.title,
                widgets.scrolled(widgets.holding(inside)),
                self.problem,
                widgets.row(1, cancel, self.save_button),
                gap=12,
            )
        )

    def edit(self, offered: Mapping[str, tuple[str, str]], row: GrantRow | None) -> None:
        """Begin with support recorded before, or with a blank form."""
        self._number = row.id if row else None
        self._offered = offered
        self.title.setText(self.tr("修改登记") if row else self.tr("登记以前获得的支持"))
        levels = wording.levels()
        titles = {
            number: f"{levels.get(level, level)}　{title}"
            for number, (level, title) in offered.items()
        }
        self.measure.set_choices(titles, self.tr("不在政策包里的支持"))
        self.level.set_choices(levels, self.tr("请选择"))
        self.problem.setText("")
        self.save_button.setEnabled(True)
        self.form.fill(_texts(row, offered) if row else {"group": _OWN})
        self._follow_measure()

    def begin(self, offered: Mapping[str, tuple[str, str]], measure: str) -> None:
        """Begin to record support of a measure; blank: of any."""
        self.edit(offered, None)
        self.measure.set_text(measure)
        self._follow_measure()
        (self.amount if measure else self.measure).setFocus()

    def _follow_measure(self) -> None:
        """Ask for a name and a level only where no measure says them."""
        chosen = self.measure.text()
        self.name.setVisible(not chosen)
        self.level.editor.setEnabled(not chosen)
        if chosen:
            self.level.set_text(self._offered[chosen][0])
            self.level.set_problem("")

    def save(self) -> None:
        """Hand over what was typed, or say beside the field what cannot be read."""
        self.problem.setText("")
        if not self.form.check():
            return
        values = self.form.values()
        typed = TypedGrant(
            measure=values["measure"] or values["name"],
            amount=values["amount"],
            granted_on=values["granted_on"],
            level="" if values["measure"] else values["level"],
            note=values["note"],
            group=values["group"] == _GROUP,
        )
        self.save_button.setEnabled(False)  # a second press would record it twice
        self.finished.emit(self._number, typed)

    def show_problem(self, error: JiamaoError) -> None:
        """Set a sentence beside the field it is about, else below the form."""
        self.save_button.setEnabled(True)
        name = str(error.details.get("field", ""))
        if name == "measure" and not self.measure.text():
            name = "name"
        field = self.form.fields.get(name)
        if field is None:
            self.problem.setText(say(error))
        else:
            field.set_problem(say(error))
            field.setFocus()


class GrantsPane(QWidget):
    """The list of support received, and the form of the one that is open.

    Signals:
        stored: ``(id or None, TypedGrant)``.
        deleted: ``(id)``.
    """

    stored = Signal(object, object)
    deleted = Signal(object)

    def __init__(self, offered: Offered) -> None:
        super().__init__()
        self.wanted: GrantId | None = None
        self._offered = offered
        self._rows: dict[int, GrantRow] = {}
        self._open: GrantId | None = None
        self._adding = self._filling = False
        self.table: RecordTable[GrantRow] = RecordTable(
            [
                Column(
                    self.tr("到账日期"), lambda row: row.grant.granted_on.isoformat(), width=104
                ),
                Column(self.tr("支持"), lambda row: row.title, width=0),
                Column(
                    self.tr("级别"),
                    lambda row: _level_name(row.grant.level),
                    width=self._widest_level() + 4 * GRID,
                ),
                Column(
                    self.tr("金额（元）"),
                    lambda row: str(row.grant.amount),
                    align_right=True,
                    width=116,
                ),
                Column(self.tr("备注"), self._note, width=0),
            ],
            lambda ids: {number: self._rows[number] for number in ids},
        )
        self.view = RecordView(self.table, self.tr("以前获得的支持"))
        self.view.picked.connect(self._pick)
        self.view.clicked.connect(lambda index: self._leave_new(self.table.id_at(index.row())))
        self.view.opened.connect(self._leave_new)
        self.totals = widgets.text("", "strong", wrap=True)
        self.form = GrantForm()
        self.form.finished.connect(self.stored)
        self.form.cancelled.connect(self._cancel)
        self.add_button = widgets.when_clicked(
            widgets.button(self.tr("登记一笔"), "primary", "plus"), self.add
        )
        self.delete_button = widgets.when_clicked(
            widgets.button(self.tr("删除"), "danger", "trash"), self._delete
        )
        first = widgets.button(self.tr("登记一笔"), "primary", "plus")
        empty = widgets.EmptyState(
            "empty-claim",
            self.tr("以前获得的支持，也占累计上限"),
            self.tr(
                "用本程序以前获得的、别的部门给的、本集团其他企业获得的资金，登记在这里，测算时自动扣除。"
                "本账套里已核定的申报会自动计入，不用再登记。"
            ),
            widgets.when_clicked(first, self.add),
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(empty)
        self.pages.addWidget(self._list_page())
        self.setLayout(widgets.column(self.pages))

    def _widest_level(self) -> int:
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(name) for name in wording.levels().values())

    def _list_page(self) -> QSplitter:
        hint = self.tr("只登记本账套申报以外的：已核定的申报会自动计入上限，不用再登记。")
        left = widgets.column(
            widgets.text(hint, "soft", wrap=True),
            self.view,
            self.totals,
            widgets.row(self.add_button, 1, self.delete_button),
            gap=12,
        )
        self.form.setMinimumWidth(300)
        return widgets.side_by_side(widgets.holding(left), self.form, (820, 340))

    def _note(self, row: GrantRow) -> str:
        whose = self.tr("集团其他企业") if row.grant.group else ""
        return "　".join(part for part in (whose, row.grant.note) if part)

    def show_rows(self, rows: Sequence[GrantRow]) -> None:
        """Show all support; what is open stays open, and what is being typed stays."""
        self._rows = {int(row.id): row for row in rows}
        self._filling = True
        self.table.show(list(self._rows))
        self._filling = False
        self.totals.setText("\n".join(self._total(one) for one in level_totals(rows)))
        chosen = self.wanted or self._open
        self.wanted = None
        if chosen is not None and self.view.go_to(chosen):
            return
        if self._adding:
            self._rest_on_first()
            return
        self._open = None
        if rows:
            self.view.go_to(rows[0].id)
        self._turn()

    def _total(self, one: LevelTotal) -> str:
        words = self.tr("{level}合计 {own}")
        if one.group:
            words = self.tr("{level}合计 {own}，另有集团其他企业 {group}")
        return words.format(
            level=_level_name(one.level), own=wording.yuan(one.own), group=wording.yuan(one.group)
        )

    def _turn(self) -> None:
        self.pages.setCurrentIndex(_LIST if self._rows or self._adding else _EMPTY)
        self.delete_button.setEnabled(self._open is not None)

    def _pick(self, number: int | None) -> None:
        if self._filling or number is None:
            return
        self._open, self._adding = GrantId(number), False
        self.form.edit(self._offered(), self._rows[number])
        self._turn()

    def add(self, measure: str = "") -> None:
        """Begin to record support, of a certain measure if one is named."""
        self._open, self._adding = None, True
        self._rest_on_first()
        self._turn()
        self.form.begin(self._offered(), measure)

    def _rest_on_first(self) -> None:
        """Pick no row, but let the cursor rest on one.

        A table without a current row takes its first as soon as it gets the focus, and what is
        being typed would be gone.
        """
        self._filling = True
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(self.table.index(0, 0), flags.Clear)
        self._filling = False

    def _leave_new(self, number: int) -> None:
        """Open the row under the cursor instead of a new record."""
        if self._adding:
            self.view.selectRow(self.view.currentIndex().row())
            self._pick(number)

    def _cancel(self) -> None:
        """Show again what was open, or the latest."""
        self._adding = False
        self.show_rows(list(self._rows.values()))

    def _delete(self) -> None:
        if self._open is not None:
            self.deleted.emit(self._open)


def _beside(left: Field, right: Field) -> QHBoxLayout:
    line = widgets.row(gap=12)
    for field in (left, right):
        line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return line


def _level_name(level: str) -> str:
    return wording.levels().get(level, level)


def _texts(row: GrantRow, offered: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return a record as the form shows it; a measure that is gone is a name like any other."""
    grant = row.grant
    known = grant.measure in offered
    return {
        "measure": grant.measure if known else "",
        "name": "" if known else grant.measure,
        "level": grant.level,
        "amount": str(grant.amount),
        "granted_on": grant.granted_on.isoformat(),
        "group": _GROUP if grant.group else _OWN,
        "note": grant.note,
    }
