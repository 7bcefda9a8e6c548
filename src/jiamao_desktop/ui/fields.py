"""One editor for each kind of answer, each with its name above and its problem below.

A field speaks text in both directions: what was typed goes to the use case as it is, and
the use case (or the field's own quick look) answers with a sentence that stands beside
the field. An empty text means: not answered.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QRadioButton,
    QWidget,
    QWidgetAction,
)

from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import icons, widgets
from jiamao_desktop.ui.messages import say

_NARROWEST_LIST = 72


class Field(QWidget):
    """A named editor.

    Attributes:
        name: What use cases call the field; ``details["field"]`` of a ``UserError``.

    Signals:
        edited: ``(text)`` when the person has finished with the field.
        typing: At every change.
    """

    edited = Signal(str)
    typing = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.name = name
        self.setObjectName(name)
        self.editor = editor
        self.label = widgets.text(label, "label", wrap=True)
        self.label.setBuddy(editor)
        self.problem = widgets.text("", "problem", wrap=True)
        self.problem.setObjectName(f"{name}.problem")
        self.problem.hide()
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        box = widgets.column(gap=4)
        if label:
            box.addWidget(self.label)
        box.addWidget(editor)
        if hint:
            box.addWidget(widgets.text(hint, "small", wrap=True))
        box.addWidget(self.problem)
        self.setLayout(box)

    @abstractmethod
    def text(self) -> str:
        """Return what stands in the field, trimmed."""

    @abstractmethod
    def set_text(self, words: str) -> None:
        """Show a value; emits nothing."""

    def set_problem(self, sentence: str) -> None:
        """Say beside the field what is wrong; blank: nothing is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        widgets.relook(self.editor, "wrong", "true" if sentence else "false")

    def check(self) -> bool:
        """Look at the text as far as the field itself can tell; show what is wrong."""
        try:
            self.parsed()
        except UserError as error:
            self.set_problem(say(error))
            return False
        self.set_problem("")
        return True

    def parsed(self) -> object:
        """Return the text as a value, or raise ``UserError``. Plain text is always right."""
        return self.text()

    def _typed(self) -> None:
        # While somebody types, the old complaint would only be in the way.
        self.set_problem("")
        self.typing.emit()

    def _picked(self) -> None:
        self.typing.emit()
        self._finish()

    def _finish(self) -> None:
        if self.check():
            self.edited.emit(self.text())


class TextField(Field):
    """One line of text."""

    def __init__(
        self, name: str, label: str, hint: str = "", *, placeholder: str = "", secret: bool = False
    ) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(name, label, self.line, hint)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._finish)

    def text(self) -> str:
        """Override."""
        return self.line.text().strip()

    def set_text(self, words: str) -> None:
        """Override."""
        self.line.setText(words)
        self.line.setCursorPosition(0)


class CheckedField(TextField):
    """One line that must read as something: ``read`` raises ``UserError`` otherwise."""

    def __init__(
        self,
        name: str,
        label: str,
        read: Callable[[str], object],
        hint: str = "",
        *,
        placeholder: str = "",
    ) -> None:
        super().__init__(name, label, hint, placeholder=placeholder)
        self._read = read

    def parsed(self) -> object:
        """Override."""
        return self._read(self.text()) if self.text() else None


class MoneyField(CheckedField):
    """An amount in yuan, as people type it; shown with its separators when left."""

    def __init__(self, name: str, label: str, hint: str = "") -> None:
        super().__init__(name, label, Money.from_yuan, hint, placeholder="0.00")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _finish(self) -> None:
        if self.check() and self.text():
            self.set_text(str(Money.from_yuan(self.text())))
        super()._finish()


class DateField(CheckedField):
    """A day, typed in any usual way or picked from a calendar; may be blank."""

    def __init__(self, name: str, label: str, hint: str = "") -> None:
        super().__init__(name, label, parse_day, hint, placeholder=self.tr("年-月-日"))
        action = self.line.addAction(
            icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setToolTip(self.tr("打开日历"))
        action.triggered.connect(self._pick)

    def _finish(self) -> None:
        if self.check() and self.text():
            self.set_text(parse_day(self.text()).isoformat())
        super()._finish()

    def _pick(self) -> None:
        menu, calendar = QMenu(self), QCalendarWidget()
        calendar.setMinimumSize(300, 240)
        day = QDate.fromString(self.text(), Qt.DateFormat.ISODate)
        if day.isValid():
            calendar.setSelectedDate(day)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.clicked.connect(self._take)
        calendar.clicked.connect(menu.close)
        menu.exec(self.line.mapToGlobal(QPoint(0, self.line.height() + 4)))
        menu.deleteLater()

    def _take(self, day: QDate) -> None:
        self.set_text(day.toString(Qt.DateFormat.ISODate))
        self._picked()


class _Choices(QComboBox):
    """A list that a narrow place makes narrow; opened, it shows its choices whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(16)
        self.setMinimumWidth(_NARROWEST_LIST)
        self.currentTextChanged.connect(self.setToolTip)

    def showPopup(self) -> None:  # noqa: N802 -- Qt's name
        """Override."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + bar)
        super().showPopup()


class ChoiceField(Field):
    """One of several, from a list; the blank choice stands first where one may not know."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Mapping[str, str],
        hint: str = "",
        *,
        blank: str | None = None,
    ) -> None:
        self.box: QComboBox = _Choices()
        super().__init__(name, label, self.box, hint)
        self.set_choices(choices, blank)
        self.box.activated.connect(self._picked)

    def set_choices(self, choices: Mapping[str, str], blank: str | None = None) -> None:
        """Offer other choices; keeps the chosen one if it is still among them."""
        before = self.text()
        self.box.clear()
        if blank is not None:
            self.box.addItem(blank, "")
        for value, words in choices.items():
            self.box.addItem(words, value)
        self.set_text(before)

    def text(self) -> str:
        """Override: the id of the choice."""
        return str(self.box.currentData() or "")

    def set_text(self, words: str) -> None:
        """Override."""
        self.box.setCurrentIndex(max(0, self.box.findData(words)))


class FlagField(Field):
    """Yes, no, or not known yet."""

    def __init__(self, name: str, label: str, hint: str = "", *, unknown: bool = True) -> None:
        frame = QWidget()
        self._group = QButtonGroup(frame)
        line = widgets.row(gap=20)
        self._buttons: dict[str, QRadioButton] = {}
        words = {"yes": self.tr("是"), "no": self.tr("否")}
        if unknown:
            words[""] = self.tr("还不知道")
        for value, shown in words.items():
            radio = QRadioButton(shown)
            radio.setAccessibleName(f"{label}：{shown}")
            self._buttons[value] = radio
            self._group.addButton(radio)
            line.addWidget(radio)
        line.addStretch(1)
        frame.setLayout(line)
        super().__init__(name, label, frame, hint)
        frame.setFocusProxy(self._buttons["yes"])
        self._group.buttonClicked.connect(self._picked)
        self.set_text("")

    def text(self) -> str:
        """Override: ``yes``, ``no`` or blank."""
        for value, radio in self._buttons.items():
            if radio.isChecked():
                return value
        return ""

    def set_text(self, words: str) -> None:
        """Override."""
        if words in self._buttons:
            self._buttons[words].setChecked(True)


class SetField(Field):
    """Any number of choices; the text is their ids, separated by commas."""

    def __init__(self, name: str, label: str, choices: Mapping[str, str], hint: str = "") -> None:
        frame = QWidget()
        flow = widgets.FlowLayout(gap=16)
        self._boxes = {value: QCheckBox(words) for value, words in choices.items()}
        for box in self._boxes.values():
            flow.addWidget(box)
            box.clicked.connect(self._picked)
        frame.setLayout(flow)
        super().__init__(name, label, frame, hint)

    def text(self) -> str:
        """Override."""
        return ",".join(value for value, box in self._boxes.items() if box.isChecked())

    def set_text(self, words: str) -> None:
        """Override."""
        picked = words.split(",")
        for value, box in self._boxes.items():
            box.setChecked(value in picked)


def fact_field(definition: FactDefinition) -> Field:
    """Return the editor for a fact of the dictionary."""
    d = definition
    made: Field
    match d.type:
        case FactType.BOOL:
            made = FlagField(d.id, d.question, d.help)
        case FactType.MONEY:
            made = MoneyField(d.id, d.question, d.help)
        case FactType.DATE:
            made = DateField(d.id, d.question, d.help)
        case FactType.CODE:
            blank = QCoreApplication.translate("ChoiceField", "请选择")
            made = ChoiceField(d.id, d.question, d.choices, d.help, blank=blank)
        case FactType.SET:
            made = SetField(d.id, d.question, d.choices, d.help)
        case FactType.INT | FactType.RATIO | FactType.TEXT:
            made = TextField(d.id, d.question, d.help, placeholder=d.unit)
    return made


class Form:
    """Fields that belong together: their texts as one mapping, problems to their field."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = {field.name: field for field in fields}

    def values(self) -> dict[str, str]:
        """Return name to text of all fields."""
        return {name: field.text() for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Show these values; a field that is not among them becomes blank."""
        for name, field in self.fields.items():
            field.set_text(values.get(name, ""))
            field.set_problem("")

    def check(self) -> bool:
        """Look at every field; the first that is wrong gets the cursor."""
        wrong = [field for field in self.fields.values() if not field.check()]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def show_problem(self, error: UserError) -> bool:
        """Set an error beside the field it names; ``False`` if it names none of ours."""
        field = self.fields.get(str(error.details.get("field", "")))
        if field is None:
            return False
        field.set_problem(say(error))
        field.setFocus()
        return True
