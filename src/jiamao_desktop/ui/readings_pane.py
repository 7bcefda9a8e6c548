"""Words of a notice that can be read in more than one way, and what each reading brings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from jiamao_desktop.domain.assessment import Reading
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import ClauseLink
from jiamao_desktop.ui.theme import GRID


class ReadingCard(widgets.Card):
    """One unsettled word with its options.

    Signals:
        chosen: ``(reading, option)``.
        clause_wanted: ``(Clause)`` is to be shown in its notice.
    """

    chosen = Signal(str, str)
    clause_wanted = Signal(object)

    def __init__(self, reading: Reading, *, quoted: bool) -> None:
        """Show a reading.

        Args:
            reading: What is unclear.
            quoted: Whether its clause is quoted above already.
        """
        super().__init__(gap=GRID)
        self.reading = reading
        self.body.addWidget(widgets.text(reading.question, "strong", wrap=True))
        if reading.clause is not None:
            link = ClauseLink(reading.clause, shown=not quoted, placed=True)
            link.wanted.connect(self.clause_wanted)
            self.body.addWidget(link)
        self._group = QButtonGroup(self)
        self.options: dict[str, QRadioButton] = {}
        for option, label in reading.options:
            radio = QRadioButton(label)
            radio.setAccessibleName(f"{reading.question}：{label}")
            self._group.addButton(radio)
            self.options[option] = radio
            self.body.addWidget(radio)
        self.effect = widgets.text("", "soft", wrap=True)
        self.body.addWidget(self.effect)
        self.show_reading(reading)
        self._group.buttonClicked.connect(self._choose)

    def show_reading(self, reading: Reading) -> None:
        """Show what is chosen and what it is worth, without emitting anything."""
        self.reading = reading
        self.options[reading.chosen].setChecked(True)
        for radio in self.options.values():
            radio.setEnabled(not reading.answered)
        difference = reading.high - reading.low
        words = (
            self.tr("不同理解相差 {difference}，测算上限：{range}")
            if difference
            else self.tr("按现有费用，怎样理解金额都一样。")
        ).format(
            difference=wording.yuan(difference),
            range=wording.range_text(reading.low, reading.high),
        )
        decided = self.tr("{0}。").format(reading.decided) if reading.decided else ""
        self.effect.setText(decided + words)

    def _choose(self, radio: QRadioButton) -> None:
        for option, button in self.options.items():
            if button is radio and option != self.reading.chosen:
                self.chosen.emit(self.reading.id, option)


class ReadingsPane(QWidget):
    """The unsettled words of the open card.

    Signals:
        chosen: ``(reading, option)``.
        clause_wanted: ``(Clause)`` is to be shown in its notice.
    """

    chosen = Signal(str, str)
    clause_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ReadingCard] = {}
        self._intro = widgets.text("", "soft", wrap=True)
        self._box = widgets.column(gap=12)
        self.setLayout(widgets.column(self._intro, self._box, 1, gap=12))

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """Show these, those worth the most first; cards that stay keep place and cursor."""
        if set(self.cards) == {reading.id for reading in readings}:
            for reading in readings:
                self.cards[reading.id].show_reading(reading)
            return
        readings = sorted(readings, key=lambda one: one.low.fen - one.high.fen)
        widgets.clear(self._box)
        self.cards = {}
        quoted: set[str] = set()
        for reading in readings:
            clause = reading.clause.id if reading.clause else ""
            card = self.cards[reading.id] = ReadingCard(reading, quoted=clause in quoted)
            quoted.add(clause)
            card.chosen.connect(self.chosen)
            card.clause_wanted.connect(self.clause_wanted)
            self._box.addWidget(card)
        self._intro.setText(
            self.tr(
                "文件在这些地方没有说清。程序先按稳妥的一种理解计算；"
                "如果主管部门另有答复，请在这里改选，材料里会写明。"
            )
            if readings
            else self.tr("这项措施的条文没有需要选择的理解。")
        )
