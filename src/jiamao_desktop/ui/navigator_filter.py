"""What the navigator shows: by group, level, notice, kind of applicant, money, and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from jiamao_desktop.app.assessing import Group
from jiamao_desktop.app.navigating import ORDER, Filter
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.ui import field_names, widgets, wording
from jiamao_desktop.ui.theme import GRID

_MONEY = {"": None, "yes": True, "no": False}


class FilterPanel(widgets.Card):
    """The filter, two choices a line.

    Signals:
        changed: ``(Filter)``.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=GRID)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.setParent(parent)
        self.group = self._choice(self.tr("结论"))
        self.level = self._choice(self.tr("资金级别"))
        self.number = self._choice(self.tr("文件"))
        self.kind = self._choice(self.tr("申报主体"))
        self.money = self._choice(self.tr("有无金额"))
        self.soon = QCheckBox(self.tr("60 天内有期限"))
        self.soon.toggled.connect(self._tell)
        self.clear = widgets.when_clicked(widgets.button(self.tr("清除"), "quiet"), self.reset)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        for place, box in enumerate((self.group, self.level, self.number, self.kind, self.money)):
            grid.addWidget(box, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        grid.addWidget(self.soon, 2, 1)
        self.body.addLayout(grid)
        grid.addWidget(self.clear, 3, 1, Qt.AlignmentFlag.AlignRight)
        self.clear.hide()
        self._offer(
            self.group,
            self.tr("全部结论"),
            {group.value: wording.group_verdict(group).text for group in ORDER},
        )
        everything = {"yes": self.tr("有金额的措施"), "no": self.tr("没有金额的措施")}
        self._offer(self.money, self.tr("有无金额"), everything)

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(self._tell)
        return box

    def offer(self, choices: Mapping[str, Sequence[str]]) -> None:
        """Offer what the cards have; what is chosen stays chosen if it is still there."""
        levels, kinds = wording.levels(), field_names.applicant_kinds()
        for box, everything, found in (
            (self.level, self.tr("全部级别"), {one: levels[one] for one in choices["level"]}),
            (self.number, self.tr("全部文件"), {one: one for one in choices["number"]}),
            (
                self.kind,
                self.tr("本单位"),
                {one: kinds[ApplicantKind(one)] for one in choices["kind"]},
            ),
        ):
            self._offer(box, everything, found)

    def _offer(self, box: QComboBox, everything: str, found: Mapping[str, str]) -> None:
        before = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            box.addItem(everything, "")
            for value, words in found.items():
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(before)))

    def chosen(self) -> Filter:
        """Return what is asked for."""
        group, kind = self._value(self.group), self._value(self.kind)
        return Filter(
            group=Group(group) if group else None,
            level=self._value(self.level),
            number=self._value(self.number),
            kind=ApplicantKind(kind) if kind else None,
            money=_MONEY[self._value(self.money)],
            soon=self.soon.isChecked(),
        )

    def _value(self, box: QComboBox) -> str:
        return str(box.currentData() or "")

    def reset(self) -> None:
        """Ask for nothing any more."""
        for box in (self.group, self.level, self.number, self.kind, self.money):
            box.setCurrentIndex(0)
        with QSignalBlocker(self.soon):
            self.soon.setChecked(False)
        self._tell()

    def _tell(self, _changed: object = None) -> None:
        wanted = self.chosen()
        self.clear.setVisible(bool(wanted.count))
        self.changed.emit(wanted)
