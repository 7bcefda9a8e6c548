"""A claim renewed from its screen: what the menu offers, what the dialog shows and refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.unit.app.test_renewing import cheaper
from tests.unit.app.yunxi_book import bring, claimed, only, spend

from jiamao_desktop.app import asking, history
from jiamao_desktop.app.claims import set_state
from jiamao_desktop.domain.claim import ClaimId, ClaimState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.claim_renewal import RenewalDialog
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.claims import ClaimsScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAMAO_DATA", str(tmp_path / "data"))


@pytest.fixture
def number(shell: Shell) -> ClaimId:
    return claimed(shell.workspace)


@pytest.fixture
def screen(shell: Shell, number: ClaimId, shown: Show, settle: Settle) -> ClaimsScreen:
    made = ClaimsScreen(shell)
    shown(made)
    settle()
    return made


@pytest.fixture
def opened(shell: Shell, qtbot: QtBot, settle: Settle) -> Callable[..., RenewalDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)

    def open_it(number: ClaimId, version: str | None = None) -> RenewalDialog:
        # The parent must live as long as its dialog.
        dialog = RenewalDialog(shell, number, version, parent)
        dialog.show()
        settle()
        QApplication.processEvents()
        return dialog

    return open_it


def words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]


def offered(screen: ClaimsScreen) -> dict[str, QAction]:
    menu = screen.detail.state.menu()
    assert menu is not None
    return {one.text(): one for one in menu.actions() if one.text()}


def test_the_menu_offers_to_work_the_claim_out_anew(screen: ClaimsScreen) -> None:
    assert "按现有账目重算…" in offered(screen)
    assert not [one for one in offered(screen) if one.startswith("移到")]


def test_the_menu_offers_every_other_version_that_is_here(
    shell: Shell, number: ClaimId, tmp_path: Path, shown: Show, settle: Settle
) -> None:
    bring(shell.workspace, cheaper(tmp_path))
    screen = ClaimsScreen(shell)
    shown(screen)
    settle()
    moves = [one for one in offered(screen) if one.startswith("移到")]
    assert moves == ["移到政策包版本 2…"]
    offered(screen)[moves[0]].trigger()
    settle()
    [dialog] = screen.findChildren(RenewalDialog)
    assert dialog.windowTitle() == "移到版本 2"
    dialog.do_button.click()
    settle()
    assert only(shell.workspace).pack_version == "2"
    assert "政策包版本 2" in screen.detail.about.text()


def test_a_filed_claim_is_not_offered_to_be_changed(
    shell: Shell, screen: ClaimsScreen, number: ClaimId, settle: Settle
) -> None:
    shell.jobs.start(
        lambda _report: set_state(shell.workspace, number, ClaimState.FILED),
        on_done=lambda _changes: None,
        on_error=shell.fail,
    )
    settle()
    assert "按现有账目重算…" not in offered(screen)


def test_the_difference_stands_in_the_first_sentence_and_in_the_table(
    shell: Shell, number: ClaimId, tmp_path: Path, opened: Callable[..., RenewalDialog]
) -> None:
    bring(shell.workspace, cheaper(tmp_path))
    said = words(opened(number, "2"))
    assert "“出口产品检测支持”的测算上限减少 ¥5,000.00。" in said
    assert said.count("−¥5,000.00") == 2  # the ceiling and the amount applied for
    assert "× 60%" in said
    assert "× 50%" in said
    assert "¥30,000.00" in said
    assert "¥25,000.00" in said


def test_nothing_changes_before_the_button_is_pressed(
    shell: Shell, number: ClaimId, opened: Callable[..., RenewalDialog], settle: Settle
) -> None:
    spend(shell.workspace, "10000")
    before = only(shell.workspace)
    dialog = opened(number)
    assert only(shell.workspace) == before
    dialog.reject()
    settle()
    assert only(shell.workspace) == before


def test_after_the_button_it_can_be_undone(
    shell: Shell, number: ClaimId, opened: Callable[..., RenewalDialog], settle: Settle
) -> None:
    said: list[tuple[str, bool]] = []
    shell.said.connect(lambda sentence, undoable: said.append((sentence, undoable)))
    spend(shell.workspace, "10000")
    dialog = opened(number)
    dialog.do_button.click()
    settle()
    assert said == [("申报已重算。", True)]
    assert only(shell.workspace).applied == Money.from_yuan("36000")
    history.undo(shell.workspace)
    assert only(shell.workspace).applied == Money.from_yuan("30000")


def test_an_obstacle_is_named_and_the_button_stays_off(
    shell: Shell, number: ClaimId, opened: Callable[..., RenewalDialog]
) -> None:
    asking.answer(shell.workspace, "yunxi.export_product", "否", None, "")
    dialog = opened(number)
    said = "\n".join(words(dialog))
    assert "不能照此改动：" in said
    assert "¥0.00" in said
    assert not dialog.do_button.isEnabled()


def test_a_version_that_is_not_here_is_said_so(
    number: ClaimId, opened: Callable[..., RenewalDialog]
) -> None:
    dialog = opened(number, "9")
    assert "没有政策包“cn.yn.yunxi.trade”的版本 9" in dialog.about.text()
    assert not dialog.do_button.isEnabled()


def test_what_the_difference_consists_of_is_named(
    shell: Shell, number: ClaimId, opened: Callable[..., RenewalDialog]
) -> None:
    spend(shell.workspace, "10000")
    said = words(opened(number))
    assert "新计入的费用：1 笔" in said
    assert "按不含税金额，合计 1 笔" in said
    assert "按不含税金额，合计 2 笔" in said
    assert "+¥6,000.00" in said
