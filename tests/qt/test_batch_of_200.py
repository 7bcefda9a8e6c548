"""Two hundred clean files of every kind, taken in as a person would: two actions are enough."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.unit.app.fapiao_files import fapiao_xml
from tools import make_batch
from tools.freeze import until

from jiamao_desktop.app import ledger, papers, trade
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.review import ItemState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import batches, payments, settlements
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screens.review import ReviewScreen

MOST_ACTIONS = 5


class Person:
    """Does what a person does with mouse and keys, and counts it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.actions = 0

    def settle(self) -> None:
        jobs = self.window.shell.jobs
        until(lambda: not jobs.busy and not jobs.reading)

    def drop(self, folder: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(folder))])
        button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.CopyAction
        self.window.dropEvent(QDropEvent(QPointF(9, 9), action, data, button, modifier))
        self._done()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self._done()

    def _done(self) -> None:
        self.actions += 1
        self.settle()


@pytest.fixture
def person(bare: MainWindow) -> Person:
    return Person(bare)


def review(person: Person) -> ReviewScreen:
    page = person.window.page("review")
    assert isinstance(page, ReviewScreen)
    return page


PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def test_a_batch_of_two_hundred_files_is_taken_in_with_two_actions(
    person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "来件"
    assert len(make_batch.write(folder)) == make_batch.FILES == 200
    person.drop(folder)
    items = review(person).items.values()
    assert {item.state for item in items} == {ItemState.READY}
    assert len(items) == 280, "a zip is four invoices, a list three declarations"
    costs = sum(bool(item.category) for item in items)
    person.press(Qt.Key.Key_Return, PLAIN)
    assert person.actions <= MOST_ACTIONS
    ws = person.window.shell.workspace
    assert not review(person).items
    assert ledger.ledger_totals(ws, LedgerFilter()).count == costs > 100
    assert len(papers.document_ids(ws)) == 260, "each file once, the zips as what is in them"
    assert len(trade.declaration_ids(ws)) == 40
    assert len(payments.all_ids(ws.reader)) == 80
    [batch] = batches.get_many(ws.reader, batches.all_ids(ws.reader)).values()
    assert Counter(file.outcome for file in batch.files) == {"taken": 260}
    paid = settlements.of_payments(ws.reader, payments.all_ids(ws.reader))
    assert len(paid) == 80, "each slip has found its invoice"


def test_one_key_takes_what_is_clean_and_leaves_what_needs_a_look(
    person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "来件"
    make_batch.write(folder, 10)
    (folder / "开给别人.xml").write_bytes(fapiao_xml(9, buyer="别的公司", gross=Money(10600)))
    person.drop(folder)
    screen = review(person)
    assert not screen.clean()
    assert screen.clean_button.isVisible()
    person.press(Qt.Key.Key_Return, PLAIN)
    assert len(screen.items) == 14, "Enter alone does nothing while something needs a look"
    person.press(Qt.Key.Key_Return, CONTROL)
    [left] = screen.items.values()
    assert (left.reading.name, left.state, left.take) == ("开给别人.xml", ItemState.LOOK, True)
    assert not screen.clean_button.isVisible()
    assert len(papers.document_ids(screen.workspace)) == 13
    (folder / "补一张.xml").write_bytes(fapiao_xml(10, gross=Money(31800)))
    person.window.shell.take_files([folder / "补一张.xml"])
    person.settle()
    names = {item.reading.name for item in screen.items.values()}
    assert names == {"开给别人.xml", "补一张.xml"}, "what was left is still there"


def test_the_batch_is_the_same_at_every_run_and_nothing_in_it_repeats() -> None:
    first, again = list(make_batch.batch(40)), list(make_batch.batch(40))
    assert first == again
    assert len({name for name, _ in first}) == 40
    assert len({content for _, content in first}) == 40
    assert len(list(make_batch.batch(7))) == 7
    kinds = Counter(Path(name).suffix for name, _ in first)
    assert kinds == {".xml": 16, ".pdf": 12, ".ofd": 4, ".zip": 4, ".xlsx": 4}


def test_a_slip_pays_its_invoice_some_days_later() -> None:
    invoice, slip = make_batch.invoice(3), make_batch.slip(3)
    assert slip.fapiao == invoice
    assert slip.paid_on - invoice.issued_on == dt.timedelta(days=3)
    assert invoice.gross != make_batch.invoice(4).gross
