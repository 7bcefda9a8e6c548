"""The letters of inquiry of a book: how far each has come, and what to do with it next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.domain.inquiry import InquiryState
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import verdict_chip
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.unsettled_rows import letter_verdict

if TYPE_CHECKING:
    from jiamao_desktop.app.inquiries import InquiryRow


class LetterCard(widgets.Card):
    """One letter.

    Signals:
        sent: It went out. opened: It is to be looked at. saved: It is to be saved as a file.
    """

    sent = Signal()
    opened = Signal()
    saved = Signal()

    def __init__(self, row: InquiryRow) -> None:
        super().__init__(gap=GRID)
        self.row = row
        letter = row.inquiry
        head = widgets.row(
            widgets.text(self.tr("致 {0}").format(letter.office), "strong", wrap=True)
        )
        head.setStretch(0, 1)
        head.addWidget(verdict_chip(letter_verdict(letter.state)), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        for question in row.questions:
            self.body.addWidget(widgets.text(f"· {question}", wrap=True))
        self.body.addWidget(widgets.text(self._dates(), "small", wrap=True))
        look = widgets.button(self.tr("查看"), "quiet", "eye")
        save = widgets.button(self.tr("另存 PDF…"), "quiet", "save")
        self.send = widgets.button(self.tr("登记寄出"), "quiet", "check")
        self.send.setVisible(letter.state is InquiryState.DRAFTED)
        for press, signal in ((look, self.opened), (save, self.saved), (self.send, self.sent)):
            widgets.when_clicked(press, signal.emit)
        self.body.addLayout(widgets.row(look, save, self.send, 1, gap=0))

    def _dates(self) -> str:
        letter = self.row.inquiry
        parts = [self.tr("起草 {0}").format(wording.day(letter.made_on))]
        if letter.sent_on is not None:
            parts.append(self.tr("寄出 {0}").format(wording.day(letter.sent_on)))
        if letter.answered_on is not None:
            parts.append(self.tr("答复 {0}").format(wording.day(letter.answered_on)))
        return "　".join(parts)


class LettersPane(QWidget):
    """All letters, newest first.

    Signals:
        sent: ``(InquiryRow)``. opened: ``(InquiryRow)``. saved: ``(InquiryRow)``.
    """

    sent = Signal(object)
    opened = Signal(object)
    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[LetterCard] = []
        self._box = widgets.column(gap=12)
        self._box.setContentsMargins(0, 0, GRID, 0)
        area = widgets.scrolled(widgets.holding(widgets.column(self._box, 1)))
        self.setLayout(widgets.column(area))

    def show_letters(self, rows: Sequence[InquiryRow]) -> None:
        """Show these."""
        widgets.clear(self._box)
        self.cards = [LetterCard(row) for row in rows]
        if not rows:
            hint = self.tr("还没有咨询函。在“事项”中列入要问的事项，再按“写咨询函”。")
            self._box.addWidget(widgets.text(hint, "soft", wrap=True))
        for card in self.cards:
            card.sent.connect(lambda row=card.row: self.sent.emit(row))
            card.opened.connect(lambda row=card.row: self.opened.emit(row))
            card.saved.connect(lambda row=card.row: self.saved.emit(row))
            self._box.addWidget(card)
