"""Figures that a notice leaves to another document: entered with their source, or adopted.

The program never fills them in by itself. What other places did is offered as what it is:
a practice with its place and year.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.assessing import Card, ParameterSlot
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.pack import ParameterType, Practice
from jiamao_desktop.domain.parameters import parameter_text
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import TextField
from jiamao_desktop.ui.grounds import basis_chip
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.theme import GRID

_NO_SOURCE = "parameter.without_source"


class SlotCard(widgets.Card):
    """One figure with its source; both are kept together by one press.

    Signals:
        entered: ``(parameter, text, source)``; blank text takes the figure out.
    """

    entered = Signal(str, str, str)

    def __init__(self, slot: ParameterSlot, *, helped: bool) -> None:
        """Show a figure.

        Args:
            slot: The figure.
            helped: Whether the same help stands above already.
        """
        super().__init__(gap=GRID)
        self.slot = slot
        self._shown: ParameterSlot | None = None
        examples = {
            ParameterType.RATIO: self.tr("例如 60%"),
            ParameterType.MONEY: self.tr("元，例如 20,000"),
            ParameterType.COUNT: self.tr("例如 2"),
        }
        self.value = TextField(slot.id, self.tr("数值"), placeholder=examples[slot.type])
        self.source = TextField(
            f"{slot.id}.source",
            self.tr("来源（文件、页码或答复日期）"),
            placeholder=self.tr("例如：省商务厅2026年申报通知 第3页"),
        )
        self.save = widgets.when_clicked(widgets.button(self.tr("填入")), self._enter)
        self._basis = widgets.row()
        head = widgets.row(widgets.text(slot.label, "strong", wrap=True), self._basis)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        if slot.help and not helped:
            self.body.addWidget(widgets.text(slot.help, "soft", wrap=True))
        line = widgets.row(gap=12)
        top = Qt.AlignmentFlag.AlignTop
        self.value.setFixedWidth(160)
        line.addWidget(self.value, 0, top)
        line.addWidget(self.source, 1, top)
        press = widgets.column(gap=0)
        press.addSpacing(22)
        press.addWidget(self.save, 0, top)
        line.addLayout(press)
        self.body.addLayout(line)
        for field in (self.value, self.source):
            field.line.returnPressed.connect(self._enter)
        self.show_slot(slot)

    def show_slot(self, slot: ParameterSlot) -> None:
        """Show what is entered now, unless the person is just typing here."""
        self.slot = slot
        changed, self._shown = slot != self._shown, slot
        if changed:
            for field, words in ((self.value, slot.text), (self.source, slot.source)):
                if words and not field.line.hasFocus():
                    field.set_text(words)
                field.set_problem("")
        widgets.clear(self._basis)
        if slot.text:
            self._basis.addWidget(basis_chip(slot.basis))
        else:
            self._basis.addWidget(widgets.chip(self.tr("待填"), "info"))

    def show_problem(self, error: UserError) -> None:
        """Say beside the field concerned what is wrong."""
        field = self.source if error.code == _NO_SOURCE else self.value
        field.set_problem(say(error))
        field.setFocus()

    def _enter(self) -> None:
        self.entered.emit(self.slot.id, self.value.text(), self.source.text())


class PracticeCard(widgets.Card):
    """What another place or year did, with everything that says it is not the law here.

    Signals:
        adopted: ``(practice)``.
    """

    adopted = Signal(str)

    def __init__(self, practice: Practice, labels: dict[str, str]) -> None:
        super().__init__(gap=GRID)
        self.practice = practice
        head = widgets.row(widgets.text(practice.label, "strong", wrap=True))
        head.setStretch(0, 1)
        head.addWidget(basis_chip(Basis.PRACTICE))
        head.addWidget(widgets.chip(f"{practice.place} {practice.year}", "calm"))
        self.body.addLayout(head)
        figures = self.tr("；").join(
            f"{labels.get(name, name)} {parameter_text(value)}"
            for name, value in practice.values.items()
        )
        self.body.addWidget(widgets.text(figures or self.tr("没有可采用的数值。"), wrap=True))
        for words in (practice.note, self.tr("出处：{source}").format(source=practice.source)):
            if words:
                self.body.addWidget(widgets.text(words, "small", wrap=True))
        if practice.values:
            self.adopt = widgets.when_clicked(
                widgets.button(self.tr("采用为默认值")), lambda: self.adopted.emit(practice.id)
            )
            self.body.addLayout(widgets.row(self.adopt, 1))


class ParametersPane(QWidget):
    """The figures of the open card.

    Signals:
        entered: ``(parameter, text, source)``.
        adopted: ``(practice)``.
    """

    entered = Signal(str, str, str)
    adopted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slots: dict[str, SlotCard] = {}
        self.practices: dict[str, PracticeCard] = {}
        self._about: tuple[str, object] = ("", None)
        self._intro = widgets.text(
            self.tr(
                "文件没有写明这些标准，要看另行公布的通知。填入数值时请注明来源，来源会印在测算表上。"
            ),
            "soft",
            wrap=True,
        )
        self._slot_box = widgets.column(gap=12)
        self._practice_box = widgets.column(gap=12)
        self.setLayout(
            widgets.column(self._intro, self._slot_box, self._practice_box, 1, gap=2 * GRID)
        )

    def show_card(self, card: Card) -> None:
        """Show the figures of this card; fields that stay keep what is being typed."""
        about = (card.measure, card.project)
        if about == self._about and list(self.slots) == [slot.id for slot in card.parameters]:
            for slot in card.parameters:
                self.slots[slot.id].show_slot(slot)
            return
        self._about = about
        widgets.clear(self._slot_box)
        self.slots = {}
        helps: set[str] = set()
        for slot in card.parameters:
            shown = self.slots[slot.id] = SlotCard(slot, helped=slot.help in helps)
            helps.add(slot.help)
            shown.entered.connect(self._enter)
            self._slot_box.addWidget(shown)
        self._show_practices(card.practices, {slot.id: slot.label for slot in card.parameters})

    def show_problem(self, parameter: str, error: JiamaoError) -> bool:
        """Set an error beside its figure; ``False`` if it does not belong there."""
        if parameter not in self.slots or not isinstance(error, UserError):
            return False
        self.slots[parameter].show_problem(error)
        return True

    def _enter(self, parameter: str, words: str, source: str) -> None:
        # Figures of one notice come one after another: its name need not be typed again.
        for shown in self.slots.values():
            if not shown.source.text():
                shown.source.set_text(source)
        self.entered.emit(parameter, words, source)

    def _show_practices(self, practices: Sequence[Practice], labels: dict[str, str]) -> None:
        widgets.clear(self._practice_box)
        self.practices = {one.id: PracticeCard(one, labels) for one in practices}
        if practices:
            self._practice_box.addWidget(
                widgets.section(
                    self.tr("其他地方或年度的做法"),
                    self.tr("仅供参考，不是本地现行规定；采用后测算表会标明“参考”和出处。"),
                )
            )
        for shown in self.practices.values():
            shown.adopted.connect(self.adopted)
            self._practice_box.addWidget(shown)
