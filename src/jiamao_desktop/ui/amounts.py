"""The four amounts of a claim, side by side and never mixed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from jiamao_desktop.domain.claim import Claim, ClaimState
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.fields import MoneyField
from jiamao_desktop.ui.messages import say

EDITABLE = frozenset({ClaimState.DRAFT, ClaimState.READY})
"""States in which the amount applied for may still be changed."""
_NARROWEST = 176
"""Width of a box, its gap included, that still holds ``¥1,000,000.00``."""
_DECIDED = frozenset({ClaimState.FILED, ClaimState.GRANTED})


class AmountsStrip(QWidget):
    """实际发生额, 测算上限, 申请金额 and 核定金额, each in a box of its own.

    Signals:
        applied: ``(text)`` as typed.
        granted: ``(text)`` as typed.
    """

    applied = Signal(str)
    granted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spent = widgets.text("")
        self.ceiling = widgets.text("")
        self.applied_text = widgets.text("")
        self.granted_text = widgets.text("")
        self.applied_field = MoneyField("applied", "")
        self.applied_field.editor.setAccessibleName(self.tr("申请金额"))
        self.granted_field = MoneyField("granted", "")
        self.granted_field.editor.setAccessibleName(self.tr("核定金额"))
        self._stored: dict[str, str] = {}
        self.applied_field.edited.connect(self._apply)
        self.granted_field.edited.connect(self._grant)
        self._boxes = (
            _box(self.tr("实际发生额"), self.tr("计入的费用，价税合计"), self.spent),
            _box(self.tr("测算上限"), self.tr("按条文算出，不超过此数"), self.ceiling),
            _box(
                self.tr("申请金额"),
                self.tr("写进申请表，可以改小"),
                self.applied_text,
                self.applied_field,
                tone="picked",
            ),
            _box(
                self.tr("核定金额"),
                self.tr("提交后，按主管部门批复登记"),
                self.granted_text,
                self.granted_field,
            ),
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.setLayout(self._grid)
        self._columns = 0
        self._arrange(len(self._boxes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: two and two where four would be too narrow for a million."""
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= 4 * _NARROWEST else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for place, box in enumerate(self._boxes):
            self._grid.addWidget(box, place // columns, place % columns)
        for column in range(len(self._boxes)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns

    def show_claim(self, claim: Claim) -> None:
        """Show the amounts of a claim; what is being typed stays."""
        self.spent.setText(wording.yuan(claim.spent))
        self.ceiling.setText(wording.yuan(claim.ceiling))
        self.applied_text.setText(wording.yuan(claim.applied))
        granted = "" if claim.granted is None else str(claim.granted)
        self.granted_text.setText("—" if claim.granted is None else wording.yuan(claim.granted))
        self._offer(
            self.applied_field, self.applied_text, str(claim.applied), claim.state in EDITABLE
        )
        self._offer(self.granted_field, self.granted_text, granted, claim.state in _DECIDED)

    def show_problem(self, error: JiamaoError) -> bool:
        """Set an error beside its amount; ``False`` if it is about none of them."""
        fields = {"applied": self.applied_field, "granted": self.granted_field}
        field = fields.get(str(error.details.get("field", "")))
        if field is None or not isinstance(error, UserError):
            return False
        self._stored[field.name] = "\0"
        field.set_problem(say(error))
        return True

    def _offer(self, field: MoneyField, shown: QLabel, value: str, editable: bool) -> None:
        field.setVisible(editable)
        shown.setVisible(not editable)
        self._stored[field.name] = value
        if not field.line.hasFocus():
            field.set_text(value)
            field.set_problem("")

    def _apply(self, words: str) -> None:
        if self._changed(self.applied_field, words):
            self.applied.emit(words)

    def _grant(self, words: str) -> None:
        if self._changed(self.granted_field, words) and words:
            self.granted.emit(words)

    def _changed(self, field: MoneyField, words: str) -> bool:
        changed = words != self._stored.get(field.name)
        self._stored[field.name] = words
        return changed


def _box(
    title: str, hint: str, figure: QLabel, field: MoneyField | None = None, *, tone: str = "plain"
) -> QFrame:
    figure.setStyleSheet("font-size: 19px; font-weight: bold;")
    figure.setMinimumHeight(34)
    figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    figure.setAccessibleName(title)
    box = widgets.Card(widgets.text(title, "label"), figure, gap=4, tone=tone)
    if field is not None:
        field.line.setStyleSheet("font-size: 18px; font-weight: bold;")
        box.body.addWidget(field)
    box.body.addWidget(widgets.text(hint, "small", wrap=True))
    box.body.addStretch(1)
    box.body.setContentsMargins(16, 12, 16, 12)
    # All alike: what stands in a box does not make it wider than its neighbours.
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    box.setMinimumWidth(_NARROWEST - 16)
    return box
