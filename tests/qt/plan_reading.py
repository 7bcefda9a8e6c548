"""What tests of a plan's panes share: reading cells, labels and menus, hearing signals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from tests.qt.card_samples import lay_out
from tests.qt.card_samples import texts as labels

from jiamao_desktop.ui.plan_adopt import AdoptDialog
from jiamao_desktop.ui.plan_claims import PlanClaims
from jiamao_desktop.ui.plan_cushion import PlanCushion
from jiamao_desktop.ui.plan_left_out import PlanLeftOut
from jiamao_desktop.ui.screens.plan import PlanScreen

Show = Callable[[QWidget], None]


def texts(widget: QWidget) -> list[str]:
    lay_out()  # what was just put in shows when events are next handled
    return labels(widget)


def cells(pane: PlanClaims | PlanLeftOut | PlanCushion, line: int) -> list[str]:
    model = pane.table.records
    return [str(model.data(model.index(line, place))) for place in range(model.columnCount())]


def column(pane: PlanClaims | PlanLeftOut, place: int) -> list[str]:
    model = pane.table.records
    return [str(model.data(model.index(line, place))) for line in range(model.rowCount())]


def menu_words(button: QPushButton) -> list[str]:
    menu = button.menu()
    assert menu is not None
    return [action.text() for action in menu.actions() if action.text()]


def press(widget: QWidget, name: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == name).click()


def page(screen: PlanScreen) -> QWidget | None:
    return screen.pages.currentWidget()


def during(do: Callable[[AdoptDialog], None]) -> None:
    """Do something with the dialog that is about to open."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, AdoptDialog):
            do(dialog)
        else:
            QTimer.singleShot(10, find)

    QTimer.singleShot(10, find)


def heard(signal: object) -> list[object]:
    found: list[object] = []
    signal.connect(found.append)  # type: ignore[attr-defined]  # any signal of one value
    return found
