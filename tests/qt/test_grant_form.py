"""The form of one grant received before: what it asks, and what it hands over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.grants import TypedGrant
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.ui.grants_pane import GrantForm

Show = Callable[[QWidget], None]
OFFERED = {"m-city": ("municipal", "市级展会补贴"), "m-old": ("provincial", "省级展会补贴")}


@pytest.fixture
def form(shown: Show) -> GrantForm:
    made = GrantForm()
    shown(made)
    made.begin(OFFERED, "")
    return made


def type_in(form: GrantForm, **words: str) -> None:
    for name, text in words.items():
        form.form.fields[name].set_text(text)


def choose(form: GrantForm, measure: str) -> None:
    """Choose a measure as a person does."""
    form.measure.set_text(measure)
    form.measure.box.activated.emit(form.measure.box.currentIndex())


def test_a_measure_says_its_level_and_needs_no_name(form: GrantForm) -> None:
    assert form.name.isVisible()
    choose(form, "m-city")
    assert not form.name.isVisible()
    assert form.level.text() == "municipal"
    assert not form.level.editor.isEnabled()
    choose(form, "")
    assert form.name.isVisible()
    assert form.level.editor.isEnabled()


def test_measures_are_offered_with_their_level(form: GrantForm) -> None:
    box = form.measure.box
    assert [box.itemText(place) for place in range(box.count())] == [
        *("不在政策包里的支持", "市级　市级展会补贴", "省级　省级展会补贴")
    ]
    assert form.level.box.count() == 6


def test_what_is_typed_is_handed_over(form: GrantForm, qtbot: QtBot) -> None:
    choose(form, "m-city")
    type_in(form, amount="1,000", granted_on="2025-1-2", note="备注", group="group")
    with qtbot.waitSignal(form.finished) as finished:
        form.save_button.click()
    assert finished.args == [
        None,
        TypedGrant(
            measure="m-city", amount="1,000", granted_on="2025-1-2", note="备注", group=True
        ),
    ]


def test_support_outside_the_packs_is_handed_over_with_name_and_level(
    form: GrantForm, qtbot: QtBot
) -> None:
    type_in(form, name="县奖励", level="county", amount="5", granted_on="2025-01-02")
    with qtbot.waitSignal(form.finished) as finished:
        form.save()
    assert finished.args is not None
    typed = finished.args[1]
    assert (typed.measure, typed.level, typed.group) == ("县奖励", "county", False)


def test_an_amount_that_is_none_stops_before_anything_is_stored(
    form: GrantForm, qtbot: QtBot
) -> None:
    type_in(form, amount="许多")
    with qtbot.assertNotEmitted(form.finished):
        form.save()
    assert "许多" in form.amount.problem.text()


def test_a_problem_about_no_field_stands_above_the_buttons(form: GrantForm) -> None:
    form.show_problem(UserError("grant.gone"))
    assert "已被删除" in form.problem.text()
