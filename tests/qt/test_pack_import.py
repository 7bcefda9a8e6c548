"""Bringing a pack in by the window: mistakes as a list, the difference first, then in force."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.unit.app.test_renewing import cheaper
from tests.unit.app.yunxi_book import claimed, only, spend
from tests.unit.catalog.foreign_packs import ID, TESTING, YUNXI, yunxi, zipped

from jiamao_desktop.app import history
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.claim_renewal import RenewalDialog
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.pack_import import PackImportDialog
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.measures import MeasuresScreen

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAMAO_DATA", str(tmp_path / "data"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def parent(qtbot: QtBot, dressed: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(shell: Shell, parent: QWidget) -> PackImportDialog:
    made = PackImportDialog(shell, parent)
    made.show()
    return made


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what has just been added shows itself
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_mistakes_are_listed_with_file_entry_and_remedy_and_can_be_copied(
    dialog: PackImportDialog, settle: Settle, tmp_path: Path
) -> None:
    dialog.look_at(yunxi(tmp_path, {TESTING: ('"60/100"', "0.6")}))
    settle()
    said = words(dialog)
    assert "没有导入：有 1 处要改" in said
    assert f"{TESTING}　·　parameter.rate.values.1.value" in said
    assert "不加引号的小数" in said
    assert "怎么改：" in said
    assert dialog.use_button.isHidden()
    assert not dialog.archive_button.isHidden()
    dialog.copy_button.click()
    assert "parameter.rate.values.1.value" in QApplication.clipboard().text()
    assert ID not in dialog._shell.workspace.catalog.packs


def test_what_is_no_pack_is_said_in_the_same_place(
    dialog: PackImportDialog, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "photo.zip").write_bytes(b"no")
    dialog.look_at(tmp_path / "photo.zip")
    settle()
    assert "既不是文件夹" in words(dialog)


def test_a_sound_pack_is_shown_first_and_used_when_the_button_is_pressed(
    dialog: PackImportDialog, settle: Settle, tmp_path: Path
) -> None:
    ws = dialog._shell.workspace
    dialog.look_at(zipped(yunxi(tmp_path)))
    settle()
    said = words(dialog)
    assert "检查通过：云溪市促进外贸发展若干措施" in said
    assert "60 个手工算例全部相符" in said
    assert "没有按这个政策包发起的申报" in said
    assert ID not in ws.catalog.packs
    changed: list[object] = []
    dialog._shell.jobs.changed.connect(changed.append)
    dialog.use_button.click()
    settle()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert ws.catalog.packs[ID].version == "1"
    assert changed  # screens look again
    assert list((tmp_path / "temporary").iterdir()) == []


def test_closing_the_dialog_leaves_nothing_behind(
    dialog: PackImportDialog, settle: Settle, tmp_path: Path
) -> None:
    dialog.look_at(YUNXI)
    settle()
    dialog.cancel_button.click()
    assert ID not in dialog._shell.workspace.catalog.packs
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_new_version_shows_what_each_claim_would_lose(
    dialog: PackImportDialog, settle: Settle, tmp_path: Path
) -> None:
    ws = dialog._shell.workspace
    claimed(ws)
    dialog.look_at(cheaper(tmp_path))
    settle()
    said = words(dialog)
    for part in ("¥30,000.00", "¥25,000.00", "−¥5,000.00", only(ws).title):
        assert part in said
    dialog.use_button.click()
    settle()
    assert ws.catalog.packs[ID].version == "2"
    assert only(ws).pack_version == "1"


def test_the_same_pack_again_is_nothing_to_do(
    dialog: PackImportDialog, settle: Settle, tmp_path: Path
) -> None:
    claimed(dialog._shell.workspace)
    dialog.look_at(YUNXI)
    settle()
    assert "已经在用了" in words(dialog)
    assert dialog.use_button.isHidden()


def test_the_menu_of_the_book_leads_to_it(bare: MainWindow, qtbot: QtBot) -> None:
    menu = bare.top_bar.book.menu()
    [action] = [one for one in menu.actions() if "导入政策包" in one.text()]
    action.trigger()
    [found] = bare.top_bar.findChildren(PackImportDialog)
    assert found.isVisible()
    found.reject()


def test_a_claim_shows_the_difference_before_it_moves(
    shell: Shell, parent: QWidget, settle: Settle, tmp_path: Path
) -> None:
    ws = shell.workspace
    number = claimed(ws)
    spend(ws, "10000")
    dialog = RenewalDialog(shell, number, None, parent)
    dialog.show()
    settle()
    said = words(dialog)
    for part in ("测算上限增加 ¥6,000.00", "¥30,000.00", "¥36,000.00", "新计入的费用：1 笔"):
        assert part in said
    assert only(ws).ceiling == Money.from_yuan("30000")
    dialog.do_button.click()
    settle()
    assert only(ws).ceiling == Money.from_yuan("36000")
    history.undo(ws)
    assert only(ws).ceiling == Money.from_yuan("30000")


def test_a_claim_that_does_not_change_says_so(
    shell: Shell, parent: QWidget, settle: Settle
) -> None:
    number = claimed(shell.workspace)
    dialog = RenewalDialog(shell, number, None, parent)
    dialog.show()
    settle()
    assert "没有变化" in words(dialog)
    assert not dialog.do_button.isEnabled()


def test_what_was_imported_stands_among_the_measures_at_once(
    bare: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    bare.go("measures")
    settle()
    screen = bare.pages["measures"]
    assert isinstance(screen, MeasuresScreen)
    assert "yunxi-testing" not in {measure for measure, _ in screen._seen.cards}
    bare.top_bar.import_pack()
    [dialog] = bare.top_bar.findChildren(PackImportDialog)
    dialog.look_at(YUNXI)
    settle()
    dialog.use_button.click()
    settle()
    assert ("yunxi-testing", None) in screen._seen.cards
    screen.show_target(("yunxi-testing", None))
    settle()
    assert screen.detail.title.text() == "出口产品检测支持"
    assert screen.detail.catalog is bare.shell.workspace.catalog
    bare.go("ledger")
    settle()
    offered = bare.pages["ledger"].findChildren(QComboBox)
    names = {box.itemText(at) for box in offered for at in range(box.count())}
    assert "出口产品检测费" in names


def test_a_dialog_closed_while_it_checks_leaves_nothing_behind(
    dialog: PackImportDialog, settle: Settle, tmp_path: Path
) -> None:
    settle()
    dialog.look_at(YUNXI)
    dialog.reject()
    settle()
    dialog._shell.jobs.shut_down()
    assert ID not in dialog._shell.workspace.catalog.packs
    assert list((tmp_path / "temporary").iterdir()) == []
