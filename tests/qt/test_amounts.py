"""Four amounts, side by side and never mixed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.qt.card_samples import lay_out, texts, yuan

from jiamao_desktop.domain.claim import Claim, ClaimState
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.amounts import AmountsStrip

Show = Callable[[QWidget], None]

CLAIM = Claim(
    measure="aeo",
    pack="pack",
    pack_version="1",
    title="AEO",
    state=ClaimState.DRAFT,
    created_on=dt.date(2026, 11, 20),
    project=None,
    expenses=(),
    spent=yuan("106000"),
    ceiling=yuan("50000.50"),
    applied=yuan("50000"),
)


@pytest.fixture
def strip(shown: Show) -> AmountsStrip:
    made = AmountsStrip()
    made.show_claim(CLAIM)
    shown(made)
    return made


def test_each_amount_stands_under_its_own_name(strip: AmountsStrip) -> None:
    said = texts(strip)
    names = ["实际发生额", "测算上限", "申请金额", "核定金额"]
    assert [words for words in said if words in names] == names
    assert strip.spent.text() == "¥106,000.00"
    assert strip.ceiling.text() == "¥50,000.50"
    assert strip.applied_field.text() == "50,000.00"
    assert strip.granted_text.text() == "—"


def test_the_boxes_have_the_same_width_and_stand_on_one_line(strip: AmountsStrip) -> None:
    boxes = [box for box in strip.children() if isinstance(box, widgets.Card)]
    assert len(boxes) == 4
    assert len({box.y() for box in boxes}) == 1
    widths = [box.width() for box in boxes]
    assert max(widths) - min(widths) <= 2


@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (720, 1), (600, 2), (400, 2)])
def test_in_a_narrow_place_they_stand_two_and_two_and_nothing_is_cut(
    strip: AmountsStrip, width: int, lines: int
) -> None:
    strip.show_claim(replace(CLAIM, spent=yuan("1000000"), applied=yuan("1000000")))
    strip.resize(width, 300)
    lay_out()
    boxes = [box for box in strip.children() if isinstance(box, widgets.Card)]
    assert len({box.y() for box in boxes}) == lines
    spent = strip.spent
    assert spent.fontMetrics().horizontalAdvance(spent.text()) <= spent.width()
    line = strip.applied_field.line
    assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width() - 20


def test_only_a_draft_can_be_changed(strip: AmountsStrip) -> None:
    assert strip.applied_field.isVisible()
    strip.show_claim(replace(CLAIM, state=ClaimState.FILED))
    assert not strip.applied_field.isVisible()
    assert strip.applied_text.isVisible()
    assert strip.applied_text.text() == "¥50,000.00"


def test_only_a_filed_claim_can_be_granted(strip: AmountsStrip) -> None:
    assert not strip.granted_field.isVisible()
    strip.show_claim(replace(CLAIM, state=ClaimState.FILED))
    assert strip.granted_field.isVisible()


def test_a_refused_claim_shows_all_four_as_they_are(strip: AmountsStrip) -> None:
    strip.show_claim(replace(CLAIM, state=ClaimState.REFUSED))
    assert not strip.granted_field.isVisible()
    assert not strip.applied_field.isVisible()


def test_typing_a_lower_amount_tells_it_once(strip: AmountsStrip) -> None:
    heard: list[str] = []
    strip.applied.connect(heard.append)
    line = strip.applied_field.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "48000")
    QTest.keyClick(line, Qt.Key.Key_Return)
    strip.spent.setFocus()
    assert heard == ["48,000.00"]


def test_leaving_the_amount_as_it_was_tells_nothing(strip: AmountsStrip) -> None:
    heard: list[str] = []
    strip.applied.connect(heard.append)
    strip.applied_field._finish()
    assert heard == []


def test_what_is_no_amount_is_refused_before_it_is_told(strip: AmountsStrip) -> None:
    heard: list[str] = []
    strip.applied.connect(heard.append)
    strip.applied_field.set_text("五万")
    strip.applied_field._finish()
    assert heard == []
    assert "五万" in strip.applied_field.problem.text()


def test_a_refusal_stands_beside_the_amount_it_names(strip: AmountsStrip) -> None:
    error = UserError("claim.applied_over_ceiling", field="applied", ceiling="50,000.50")
    assert strip.show_problem(error)
    assert "50,000.50" in strip.applied_field.problem.text()
    assert not strip.granted_field.problem.text()


def test_the_same_wrong_amount_may_be_tried_again_after_a_refusal(strip: AmountsStrip) -> None:
    heard: list[str] = []
    strip.applied.connect(heard.append)
    for _ in range(2):
        strip.applied_field.set_text("60,000.00")
        strip.applied_field._finish()
        strip.show_problem(
            UserError("claim.applied_over_ceiling", field="applied", ceiling="50,000.50")
        )
    assert heard == ["60,000.00", "60,000.00"]


def test_errors_about_something_else_are_left_to_others(strip: AmountsStrip) -> None:
    assert not strip.show_problem(UserError("claim.missing", number=1))
    assert not strip.show_problem(MachineError("disk.full", field="applied"))


def test_what_was_granted_can_be_entered_and_is_told(strip: AmountsStrip) -> None:
    heard: list[str] = []
    strip.granted.connect(heard.append)
    strip.show_claim(replace(CLAIM, state=ClaimState.FILED))
    strip.granted_field.set_text("45000")
    strip.granted_field._finish()
    assert heard == ["45,000.00"]


def test_a_blank_grant_is_not_told(strip: AmountsStrip) -> None:
    heard: list[str] = []
    strip.granted.connect(heard.append)
    strip.show_claim(replace(CLAIM, state=ClaimState.GRANTED, granted=yuan("45000")))
    strip.granted_field.set_text("")
    strip.granted_field._finish()
    assert heard == []


def test_an_amount_being_typed_survives_a_refresh(strip: AmountsStrip) -> None:
    line = strip.applied_field.line
    line.setFocus()
    line.setText("4")
    strip.show_claim(replace(CLAIM, spent=yuan("1")))
    assert line.text() == "4"
    assert strip.spent.text() == "¥1.00"
