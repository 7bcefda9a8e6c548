"""Figures left to another notice: entered with a source, or adopted as a labelled practice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.qt.card_samples import lay_out, make_card, make_practice, make_slot, texts

from jiamao_desktop.app.assessing import ParameterSlot
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import ParameterType
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.parameters_pane import ParametersPane

Show = Callable[[QWidget], None]
Entries = list[tuple[str, str, str]]


@pytest.fixture
def pane(shown: Show) -> ParametersPane:
    made = ParametersPane()
    shown(made)
    return made


@pytest.fixture
def entries(pane: ParametersPane) -> Entries:
    heard: Entries = []
    pane.entered.connect(lambda *given: heard.append(given))
    return heard


def show(pane: ParametersPane, *slots: ParameterSlot, **given: Any) -> None:
    pane.show_card(make_card(parameters=slots, **given))
    lay_out()


def test_a_figure_shows_its_name_its_help_and_that_it_is_wanted(pane: ParametersPane) -> None:
    show(pane, make_slot())
    said = texts(pane.slots["rate"])
    assert {"补贴比例", "待填", "请按当年申报通知填写。"} <= set(said)


@pytest.mark.parametrize(
    ("kind", "example"),
    [
        (ParameterType.RATIO, "例如 60%"),
        (ParameterType.MONEY, "元，例如 20,000"),
        (ParameterType.COUNT, "例如 2"),
    ],
)
def test_the_field_shows_how_a_figure_of_its_kind_is_typed(
    pane: ParametersPane, kind: ParameterType, example: str
) -> None:
    show(pane, make_slot(type=kind))
    assert pane.slots["rate"].value.line.placeholderText() == example


def test_figure_and_source_are_told_together(pane: ParametersPane, entries: Entries) -> None:
    show(pane, make_slot())
    card = pane.slots["rate"]
    card.value.set_text("50%")
    card.source.set_text("2026 年通知")
    card.save.click()
    assert entries == [("rate", "50%", "2026 年通知")]


def test_enter_in_the_source_is_as_good_as_the_button(
    pane: ParametersPane, entries: Entries
) -> None:
    show(pane, make_slot())
    card = pane.slots["rate"]
    card.value.set_text("50%")
    card.source.line.setFocus()
    QTest.keyClicks(card.source.line, "notice")
    QTest.keyClick(card.source.line, Qt.Key.Key_Return)
    assert entries == [("rate", "50%", "notice")]


def test_an_entered_figure_is_shown_as_entered(pane: ParametersPane) -> None:
    show(pane, make_slot(text="50%", source="2026 年通知"))
    card = pane.slots["rate"]
    assert (card.value.text(), card.source.text()) == ("50%", "2026 年通知")
    assert "● 自填" in texts(card)


def test_an_adopted_figure_is_shown_as_a_practice(pane: ParametersPane) -> None:
    show(pane, make_slot(text="50%", source="湖南 2017", basis=Basis.PRACTICE))
    assert "◇ 参考" in texts(pane.slots["rate"])


def test_a_missing_source_is_refused_at_the_source(pane: ParametersPane) -> None:
    show(pane, make_slot())
    error = UserError("parameter.without_source", field="rate")
    assert pane.show_problem("rate", error)
    card = pane.slots["rate"]
    assert card.source.problem.text()
    assert not card.value.problem.text()


def test_a_wrong_figure_is_refused_at_the_figure(pane: ParametersPane) -> None:
    show(pane, make_slot())
    assert pane.show_problem("rate", UserError("parameter.bad_value", text="一半"))
    assert "一半" in pane.slots["rate"].value.problem.text()


def test_other_faults_do_not_belong_to_a_figure(pane: ParametersPane) -> None:
    show(pane, make_slot())
    assert not pane.show_problem("rate", MachineError("disk.full"))
    assert not pane.show_problem("cap", UserError("parameter.bad_value", text=""))


def test_the_source_need_not_be_typed_for_every_figure_of_a_notice(
    pane: ParametersPane,
) -> None:
    show(pane, make_slot(), make_slot("cap", type=ParameterType.MONEY))
    first, second = pane.slots["rate"], pane.slots["cap"]
    first.value.set_text("50%")
    first.source.set_text("2026 年通知")
    first.save.click()
    assert second.source.text() == "2026 年通知"


def test_the_same_help_is_given_once(pane: ParametersPane) -> None:
    show(pane, make_slot(), make_slot("cap"), make_slot("days", help="按天数填写。"))
    said = texts(pane)
    assert said.count("请按当年申报通知填写。") == 1
    assert said.count("按天数填写。") == 1


def test_what_is_being_typed_survives_a_refresh(pane: ParametersPane) -> None:
    show(pane, make_slot(), make_slot("cap"))
    typed = pane.slots["cap"]
    typed.value.set_text("20")
    show(pane, make_slot(text="50%", source="x"), make_slot("cap"))
    assert pane.slots["cap"] is typed
    assert typed.value.text() == "20"
    assert pane.slots["rate"].value.text() == "50%"


def test_another_project_starts_with_empty_figures(pane: ParametersPane) -> None:
    show(pane, make_slot(), project=ProjectId(1))
    pane.slots["rate"].value.set_text("20%")
    show(pane, make_slot(), project=ProjectId(2))
    assert pane.slots["rate"].value.text() == ""


def test_a_practice_says_where_and_when_and_that_it_is_not_the_law_here(
    pane: ParametersPane,
) -> None:
    show(pane, make_slot(), practices=(make_practice(),))
    said = texts(pane)
    assert "湖南省 2017 年做法" in said
    assert "湖南 2017" in said
    assert "◇ 参考" in said
    assert "补贴比例 50%" in said
    assert "出处：湖南省商务厅 2017 年申报通知" in said
    assert any("不是本地现行规定" in words for words in said)


def test_a_practice_in_money_shows_its_amount(pane: ParametersPane) -> None:
    show(pane, make_slot("cap"), practices=(make_practice(values={"cap": Money(2_000_000)}),))
    assert "补贴比例 20,000.00" in texts(pane)


def test_adopting_a_practice_is_told(pane: ParametersPane) -> None:
    heard: list[str] = []
    pane.adopted.connect(heard.append)
    show(pane, make_slot(), practices=(make_practice(),))
    pane.practices["hn2017"].adopt.click()
    assert heard == ["hn2017"]


def test_a_practice_without_figures_cannot_be_adopted(pane: ParametersPane) -> None:
    show(pane, make_slot(), practices=(make_practice(values={}),))
    assert not hasattr(pane.practices["hn2017"], "adopt")
    assert "没有可采用的数值。" in texts(pane)


def test_without_practices_none_are_announced(pane: ParametersPane) -> None:
    show(pane, make_slot())
    assert "其他地方或年度的做法" not in texts(pane)
