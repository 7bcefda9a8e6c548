"""The table of rates on screen: entered, pasted, replaced, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from tests.qt.card_samples import texts
from tests.qt.claim_book import FAIR, OTHER_BOOTH, project

from jiamao_desktop.app import exchanging, history
from jiamao_desktop.ui.rates_dialog import RatesDialog
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.measures import MeasuresScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]
PBOC = "中国人民银行授权公布"


@pytest.fixture
def under(shown: Show) -> QWidget:
    """Return what the dialog stands over."""
    made = QWidget()
    shown(made)
    return made


@pytest.fixture
def dialog(filled_shell: Shell, under: QWidget, settle: Settle) -> RatesDialog:
    made = RatesDialog(filled_shell, under)
    made.show()
    settle()
    return made


def enter(dialog: RatesDialog, settle: Settle, **texts: str) -> None:
    """Type a rate and press the button."""
    usual = {"currency": "USD", "day": "2024-06-28", "value": "7.1268", "source": PBOC}
    dialog.form.fill({"per": "1", "into": "CNY", **usual, **texts})
    dialog.add.click()
    settle()


def lines(dialog: RatesDialog) -> list[tuple[str, ...]]:
    table = dialog.table
    return [
        tuple(str(table.data(table.index(line, column))) for column in range(3))
        for line in range(table.rowCount())
    ]


def test_it_says_that_no_rate_comes_with_the_program(dialog: RatesDialog) -> None:
    assert any("程序不带汇率" in words for words in texts(dialog))
    assert lines(dialog) == []


def test_a_rate_for_a_hundred_units_is_shown_as_published(
    dialog: RatesDialog, settle: Settle
) -> None:
    enter(dialog, settle, currency="JPY", value="4.4738", per="100")
    assert lines(dialog) == [("2024-06-28", "100 JPY = 4.4738 CNY", PBOC)]


def test_a_rate_to_the_dollar_is_told_from_one_to_the_yuan(
    dialog: RatesDialog, settle: Settle
) -> None:
    enter(dialog, settle, currency="EUR", value="7.6617")
    enter(dialog, settle, currency="EUR", value="1.0708", into="USD")
    assert [line[1] for line in lines(dialog)] == ["1 EUR = 7.6617 CNY", "1 EUR = 1.0708 USD"]


def test_the_latest_day_comes_first_and_the_same_day_is_replaced(
    dialog: RatesDialog, settle: Settle
) -> None:
    enter(dialog, settle, day="2024-06-27", value="7.1270")
    enter(dialog, settle)
    enter(dialog, settle, value="7.2")
    assert [line[:2] for line in lines(dialog)] == [
        ("2024-06-28", "1 USD = 7.2 CNY"),
        ("2024-06-27", "1 USD = 7.1270 CNY"),
    ]


@pytest.mark.parametrize(
    ("field", "words"),
    [("currency", "美元"), ("value", "七块"), ("source", ""), ("day", "某天"), ("value", "0")],
)
def test_what_does_not_read_is_said_beside_its_field(
    dialog: RatesDialog, settle: Settle, field: str, words: str
) -> None:
    enter(dialog, settle, **{field: words})
    assert dialog.form.fields[field].problem.text()
    assert lines(dialog) == []


def test_the_source_above_counts_for_pasted_rows_without_one(
    dialog: RatesDialog, settle: Settle
) -> None:
    dialog.form.fill({"source": PBOC})
    dialog.paste.setPlainText("币种\t日期\t中间价\nUSD\t2024-06-28\t7.1268")
    dialog.take.click()
    settle()
    assert lines(dialog) == [("2024-06-28", "1 USD = 7.1268 CNY", PBOC)]
    assert dialog.paste.toPlainText() == ""


def test_an_empty_paste_is_said(dialog: RatesDialog, settle: Settle) -> None:
    dialog.take.click()
    settle()
    assert "没有可以导入的行" in dialog.problem.text()


def test_nothing_chosen_is_nothing_deleted(
    dialog: RatesDialog, filled_shell: Shell, settle: Settle
) -> None:
    enter(dialog, settle)
    dialog.view.clearSelection()
    dialog.delete.click()
    settle()
    assert len(exchanging.rate_list(filled_shell.workspace)) == 1


def test_a_rate_that_was_undone_leaves_the_book(
    dialog: RatesDialog, filled_shell: Shell, settle: Settle
) -> None:
    enter(dialog, settle)
    history.undo(filled_shell.workspace)
    assert exchanging.rate_list(filled_shell.workspace) == {}


def test_the_navigator_shows_the_guide_of_a_measure(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    screen = MeasuresScreen(filled_shell)
    shown(screen)
    settle()
    screen.detail.guide.show_for(OTHER_BOOTH, project(filled_shell.workspace, FAIR))
    settle()
    assert "湖南省2023年" in screen.detail.guide.label.text()
    names = [screen.detail.tabs.tabText(n) for n in range(screen.detail.tabs.count())]
    assert "参考做法" in names
