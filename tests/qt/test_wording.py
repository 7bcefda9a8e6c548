"""How verdicts and amounts are said: one wording, never colour alone."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication
from tests.qt.card_samples import CLAUSE, make_assessment, make_card, yuan

from jiamao_desktop.app.assessing import Group
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.assessment import Basis, Status
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import theme, wording
from jiamao_desktop.ui.wording import Verdict


def all_verdicts() -> list[Verdict]:
    return [
        *map(wording.group_verdict, Group),
        *map(wording.basis_verdict, Basis),
        *map(wording.state_verdict, ClaimState),
        *map(wording.holds_verdict, (True, False, None)),
    ]


def test_every_verdict_has_a_glyph_a_word_and_a_tone_of_the_theme() -> None:
    for verdict in all_verdicts():
        assert len(verdict.glyph) == 1
        assert verdict.text
        assert verdict.tone in theme.TONES


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_every_glyph_is_in_the_shipped_typeface(qapp: QApplication, style: str) -> None:
    file = resources_folder() / "fonts" / f"JMHei-{style}.ttf"
    raw = QRawFont(str(file), 14)
    for verdict in all_verdicts():
        assert all(raw.glyphIndexesForString(verdict.glyph + verdict.text)), verdict


@pytest.mark.parametrize(
    "verdicts",
    [
        [*map(wording.group_verdict, Group)],
        [*map(wording.basis_verdict, Basis)],
        [*map(wording.state_verdict, ClaimState)],
    ],
    ids=["group", "basis", "state"],
)
def test_within_a_kind_no_two_verdicts_look_alike_in_grey(verdicts: list[Verdict]) -> None:
    assert len({(one.glyph, one.text) for one in verdicts}) == len(verdicts)


def test_met_not_met_and_unknown_differ_by_glyph_alone() -> None:
    glyphs = [wording.holds_verdict(holds).glyph for holds in (True, False, None)]
    assert glyphs == ["✓", "×", "?"]


def test_every_basis_is_explained() -> None:
    meanings = [wording.basis_meaning(basis) for basis in Basis]
    assert len(set(meanings)) == len(Basis)
    assert "不是本地规定" in wording.basis_meaning(Basis.PRACTICE)


@pytest.mark.parametrize(
    ("amount", "said"),
    [("0", "¥0.00"), ("1234.5", "¥1,234.50"), ("-3", "−¥3.00"), ("1000000", "¥1,000,000.00")],
)
def test_an_amount_has_its_sign_and_both_decimals(amount: str, said: str) -> None:
    assert wording.yuan(yuan(amount)) == said


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (Fraction(370370), "¥3,703.70"),
        (Fraction(3703701, 10), "¥3,703.701"),
        (Fraction(37037015, 100), "¥3,703.7015"),
        (Fraction(-1, 2), "−¥0.005"),
        (Fraction(1, 3), "约 ¥0.0033"),
        (Fraction(100, 3), "约 ¥0.3333"),
    ],
)
def test_an_exact_amount_shows_what_is_finer_than_a_fen(fen: Fraction, said: str) -> None:
    assert wording.exact_yuan(fen) == said


def test_a_ceiling_is_always_said_as_at_most_where_the_notice_says_so() -> None:
    assert wording.ceiling_text(make_assessment()) == "不超过 ¥50,000.00"
    assert wording.ceiling_text(make_assessment(up_to=False)) == "¥50,000.00"


def test_two_readings_make_a_range() -> None:
    found = make_assessment(low=yuan("50000"), high=yuan("53000"))
    assert wording.ceiling_text(found) == "不超过 ¥50,000.00 – ¥53,000.00"
    assert wording.at_most_text(found) == "不超过 ¥50,000.00"


def test_a_rate_by_reference_is_named_as_missing_rather_than_as_nought() -> None:
    found = make_assessment(to_enter=("rate",), ceiling=Money(0), low=Money(0), high=Money(0))
    assert wording.ceiling_text(found) == "费率待填"
    card = make_card(
        Group.NOT_CALCULABLE, to_enter=("rate",), ceiling=Money(0), low=Money(0), high=Money(0)
    )
    assert wording.amount_text(card) == "费率待填"


@pytest.mark.parametrize("status", [Status.NO, Status.LAPSED])
def test_what_cannot_be_had_names_no_amount(status: Status) -> None:
    assert wording.amount_text(make_card(Group.NO, status=status)) == ""


def test_nothing_to_claim_is_not_said_as_at_most_nought() -> None:
    card = make_card(Group.NEARLY, ceiling=Money(0), low=Money(0), high=Money(0))
    assert wording.amount_text(card) == ""


def test_a_derived_last_day_says_that_it_is_derived() -> None:
    assert wording.in_force_text(make_card()) == "有效期至 2027-06-13（推算）"
    assert wording.in_force_text(make_card(derived=False)) == "有效期至 2027-06-13"


def test_a_notice_without_an_end_is_in_force_for_good() -> None:
    assert wording.in_force_text(make_card(in_force=(dt.date(2024, 1, 1), None))) == "长期有效"


def test_a_notice_says_when_somebody_last_checked_it() -> None:
    said = "永政办发〔2024〕8号　·　有效期至 2027-06-13（推算）　·　2026-08-20 核对"
    assert wording.notice_text(make_card()) == said


def test_a_quote_is_sourced_by_number_and_place() -> None:
    assert wording.source_text(CLAUSE) == "永政办发〔2024〕8号　九、提高通关效率"


def test_a_day_not_known_is_a_dash() -> None:
    assert wording.day(dt.date(2026, 4, 2)) == "2026-04-02"
    assert wording.day(None) == "—"
