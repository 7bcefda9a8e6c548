"""Changing a guide in its dialog: rows move, figures and rules read back, mistakes stay beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from tests.qt.claim_book import FAIR, KEY_BOOTH, LISTED, OTHER_BOOTH, project

from jiamao_desktop.app import guiding
from jiamao_desktop.app.guide_editing import TypedPaper
from jiamao_desktop.domain.exchange import RuleKind
from jiamao_desktop.domain.guide import Guide
from jiamao_desktop.domain.money import Rounding
from jiamao_desktop.domain.steps import Base
from jiamao_desktop.ui.guide_editor import GuideEditor, PaperRows
from jiamao_desktop.ui.screen import Shell

Settle = Callable[[], None]
Show = Callable[[QWidget], None]
LIST = "hunan-fair-2023"


def paper(title: str, copies: str = "1") -> TypedPaper:
    return TypedPaper(paper=None, title=title, copies=copies)


@pytest.fixture
def rows(shown: Show) -> PaperRows:
    made = PaperRows([paper("甲"), paper("乙"), paper("丙", "3")])
    shown(made)
    return made


def titles(rows: PaperRows) -> list[str]:
    return [one.title for one in rows.typed()]


def test_rows_are_moved_up_and_down(rows: PaperRows) -> None:
    rows._move(0, 1)
    assert titles(rows) == ["乙", "甲", "丙"]
    rows._move(2, 1)
    assert titles(rows) == ["乙", "丙", "甲"]
    assert [one.copies for one in rows.typed()] == ["1", "3", "1"]


def test_what_was_typed_survives_a_move(rows: PaperRows) -> None:
    rows.rows[0][1].setText("甲改")
    rows.rows[0][2].setText("5")
    rows._move(0, 1)
    assert (rows.typed()[1].title, rows.typed()[1].copies) == ("甲改", "5")


def test_a_row_is_taken_out_and_another_added_with_the_cursor_in_it(rows: PaperRows) -> None:
    rows._drop(1)
    rows.add.click()
    assert titles(rows) == ["甲", "丙", ""]
    assert rows.focusWidget() is rows.rows[-1][1]


def test_every_editor_and_button_says_which_row_it_is_of(rows: PaperRows) -> None:
    names = {one.accessibleName() for one in rows.findChildren(QLineEdit)}
    assert {"第 1 项材料", "第 3 项份数"} <= names
    tools = [one.accessibleName() for one in rows.findChildren(QWidget) if one.accessibleName()]
    assert {"上移第 2 项", "下移第 2 项", "去掉第 2 项"} <= set(tools)


@pytest.fixture
def under(shown: Show) -> QWidget:
    """Return what a dialog stands over."""
    made = QWidget()
    shown(made)
    return made


@pytest.fixture
def editor(filled_shell: Shell, under: QWidget) -> GuideEditor:
    ws = filled_shell.workspace
    about, guide = ws.catalog.measure(OTHER_BOOTH), guiding.guide(ws, LIST)
    made = GuideEditor(filled_shell, about, project(ws, FAIR), guide, under)
    made.show()
    return made


def kept(shell: Shell) -> Guide:
    ws = shell.workspace
    used = guiding.guide_in_use(ws, OTHER_BOOTH, project(ws, FAIR))
    assert used.guide is not None
    assert used.adopted
    return used.guide


def fill(editor: GuideEditor, **texts: str) -> None:
    for name, words in texts.items():
        editor.settings.fields[name].set_text(words)


def test_counting_is_stored_as_it_was_set(
    editor: GuideEditor, filled_shell: Shell, settle: Settle
) -> None:
    fill(
        editor,
        base="gross",
        rounding="down_to_yuan",
        minimum="5000",
        binding="胶装",
        exchange="mid_on_acceptance",
        day="2026-06-01",
    )
    editor.save.click()
    settle()
    settings = kept(filled_shell).settings
    assert (settings.base, settings.rounding) == (Base.GROSS, Rounding.DOWN_TO_YUAN)
    assert (str(settings.minimum), settings.binding) == ("5,000.00", "胶装")
    assert settings.exchange is not None
    assert settings.exchange.kind is RuleKind.MID_ON_ACCEPTANCE
    assert settings.exchange.day == dt.date(2026, 6, 1)


def test_a_fixed_rate_needs_its_source_and_says_so_beside_the_field(
    editor: GuideEditor, filled_shell: Shell, settle: Settle
) -> None:
    fill(editor, exchange="fixed", currency="USD", value="7.1")
    editor.save.click()
    assert editor.settings.fields["source"].problem.text()
    fill(editor, source="市商务局当年使用的汇率")
    editor.save.click()
    settle()
    rule = kept(filled_shell).settings.exchange
    assert rule is not None
    assert rule.fixed is not None
    assert rule.fixed["USD"].source == "市商务局当年使用的汇率"


@pytest.mark.parametrize(("name", "words"), [("minimum", "很多"), ("day", "某天")])
def test_what_does_not_read_is_not_stored(
    editor: GuideEditor, filled_shell: Shell, settle: Settle, name: str, words: str
) -> None:
    fill(editor, exchange="mid_on_day", **{name: words})
    editor.save.click()
    settle()
    assert editor.settings.fields[name].problem.text()
    ws = filled_shell.workspace
    assert not guiding.guide_in_use(ws, OTHER_BOOTH, project(ws, FAIR)).adopted


def test_a_measure_without_figures_to_enter_is_asked_for_none(editor: GuideEditor) -> None:
    assert editor.figures.fields == {}


def test_only_figures_that_the_guide_has_are_shown(filled_shell: Shell, under: QWidget) -> None:
    ws = filled_shell.workspace
    about, guide = ws.catalog.measure(KEY_BOOTH), guiding.guide(ws, "guangzhou-fair-2024")
    made = GuideEditor(filled_shell, about, project(ws, LISTED), guide, under)
    assert {name: one.text() for name, one in made.figures.fields.items()} == {
        "rate": "80%",
        "first-booth": "50,000.00",
        "most-booths": "1",
    }
