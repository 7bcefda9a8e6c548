"""Unclear words that measures share, and who settled them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.unit.domain.pack_making import CLAUSE, NOTICE, half_up_to, measure, pack, word

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Basis
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.choice import ChosenReading, DecidedBy
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.settled import (
    choices_in_force,
    find_word,
    noted,
    open_words,
    share_word,
)

VAT = word("vat", "expense.base", "net", "gross")
OTHER_CLAUSE = dataclasses.replace(CLAUSE, id="d", where="二")
FAIR = word("online", "", "exclude", "include", clause=CLAUSE)
WINDOW = word("window", "step.capped.window", "document", "calendar_year")
POOL = word("pool", "limit.pool.window", "document", "calendar_year")


def packed(*measures: Measure) -> Pack:
    return dataclasses.replace(pack(measures[0]), measures=measures)


def named(name: str, **changes: object) -> Measure:
    return measure(**{"id": name, **changes})


def chosen(name: str, option: str, **changes: object) -> ChosenReading:
    settings = {"pack": "p", "measure": "m", "reading": name, "option": option, **changes}
    return ChosenReading(**settings)  # type: ignore[arg-type]  # -- a test's own names


OFFICE = {
    "decided_by": DecidedBy.OFFICER,
    "office": "样例商务局",
    "decided_on": dt.date(2026, 11, 18),
}


def test_a_word_that_measures_share_comes_once_with_all_of_them() -> None:
    words = open_words(packed(named("a", unsettled=(VAT,)), named("b", unsettled=(VAT,))))
    assert [one.key for one in words] == ["vat"]
    assert [one.id for one in words[0].sharers] == ["a", "b"]


def test_each_measure_may_quote_its_own_clause_for_a_shared_word() -> None:
    other = dataclasses.replace(FAIR, clause=OTHER_CLAUSE, note="另见附件")
    [one] = open_words(packed(named("a", unsettled=(FAIR,)), named("b", unsettled=(other,))))
    assert one.clauses == (CLAUSE, OTHER_CLAUSE)


def test_words_of_one_name_that_ask_different_things_are_told_apart() -> None:
    other = dataclasses.replace(WINDOW, question="另一项的上限是每年还是累计？")
    law = packed(named("a", unsettled=(WINDOW,)), named("b", unsettled=(other,)))
    assert [one.key for one in open_words(law)] == ["a/window", "b/window"]
    assert not share_word(law.measures[0], law.measures[1], "window")


def test_a_word_of_another_notice_is_another_word() -> None:
    notice = dataclasses.replace(NOTICE, id="other")
    law = packed(named("a", unsettled=(VAT,)), named("b", unsettled=(VAT,), notice=notice))
    assert [one.key for one in open_words(law)] == ["a/vat", "b/vat"]


def test_a_word_is_found_by_key_and_by_any_measure_that_carries_it() -> None:
    law = packed(named("a", unsettled=(VAT,)), named("b", unsettled=(VAT,)))
    [one] = open_words(law)
    assert find_word(law, "vat") == find_word(law, "a/vat") == find_word(law, "b/vat") == one
    assert find_word(law, "c/vat") is None
    assert find_word(law, "window") is None


def test_what_has_no_expense_does_not_ask_for_its_base() -> None:
    guidance = named("b", unsettled=(VAT, POOL), expense=None, steps=(), parameters=())
    vat, pool = open_words(packed(named("a", unsettled=(VAT, POOL)), guidance))
    assert [one.id for one in vat.sharers] == ["a", "b"]
    assert [one.id for one in vat.measures] == [one.id for one in pool.measures] == ["a"]


def test_what_is_settled_for_one_measure_holds_for_all_that_share_the_word() -> None:
    law = packed(named("a", unsettled=(VAT,)), named("b", unsettled=(VAT,)))
    stored = [chosen("vat", "gross", measure="a")]
    for one in law.measures:
        assert choices_in_force(law, one, stored) == {"vat": stored[0]}


def test_it_does_not_hold_for_a_word_that_only_has_the_same_name() -> None:
    other = dataclasses.replace(WINDOW, question="另一项的上限是每年还是累计？")
    law = packed(named("a", unsettled=(WINDOW,)), named("b", unsettled=(other,)))
    stored = [chosen("window", "calendar_year", measure="a")]
    assert choices_in_force(law, law.measures[1], stored) == {}


def test_the_latest_of_several_choices_holds() -> None:
    law = packed(named("a", unsettled=(VAT,)), named("b", unsettled=(VAT,)))
    stored = [chosen("vat", "gross", measure="a"), chosen("vat", "net", measure="b")]
    assert choices_in_force(law, law.measures[0], stored)["vat"].option == "net"


@pytest.mark.parametrize(
    "stray",
    [
        chosen("vat", "gross", pack="other"),
        chosen("vat", "gross", measure="gone"),
        chosen("vat", "no longer offered"),
        chosen("gone", "gross"),
    ],
)
def test_a_choice_that_fits_nothing_any_more_settles_nothing(stray: ChosenReading) -> None:
    law = packed(named("m", unsettled=(VAT,)))
    assert choices_in_force(law, law.measures[0], [stray]) == {}


def worked_out(one: Measure, readings: dict[str, str]) -> Assessment:
    line = Line(
        id=1,
        category="fee",
        gross=Money(10_600_000),
        net=Money(10_000_000),
        paid_on=dt.date(2025, 3, 10),
    )
    case = Case(
        facts={"firm.kind": "enterprise", "firm.registered_city": "永州市"},
        lines=[line],
        readings=readings,
        today=dt.date(2026, 11, 20),
    )
    return assess(pack(one), one, case)


def test_an_answer_is_named_beside_the_reading_and_the_figure_it_decides() -> None:
    one = named("m", unsettled=(VAT,))
    plain = worked_out(one, {"vat": "gross"})
    found = noted(plain, one, {"vat": chosen("vat", "gross", **OFFICE)})
    [reading] = found.readings
    assert (reading.decided, reading.answered) == ("按样例商务局 2026-11-18 答复", True)
    first, *rest = found.worksheet
    assert first.note == "按样例商务局 2026-11-18 答复"
    assert first.basis is Basis.SETTLED
    assert [line.note for line in rest] == [line.note for line in plain.worksheet[1:]]


def test_a_cap_whose_window_was_settled_says_so() -> None:
    one = named("m", unsettled=(WINDOW,), **half_up_to("10000"))
    found = noted(
        worked_out(one, {"window": "calendar_year"}),
        one,
        {"window": chosen("window", "calendar_year", **OFFICE)},
    )
    notes = {line.step: line.note for line in found.worksheet}
    assert notes["capped"] == "按样例商务局 2026-11-18 答复"
    assert notes["base"] == ""
    assert {line.basis for line in found.worksheet if line.step == "capped"} == {Basis.LAW}


def test_the_persons_own_choice_is_named_as_such() -> None:
    one = named("m", unsettled=(VAT, FAIR))
    found = noted(
        worked_out(one, {"vat": "gross", "online": "include"}),
        one,
        {"vat": chosen("vat", "gross"), "online": chosen("online", "include")},
    )
    assert [reading.decided for reading in found.readings] == ["按本单位选定的口径"] * 2
    assert not any(reading.answered for reading in found.readings)
    assert found.worksheet[0].note == "按本单位选定的口径"


def test_without_choices_an_assessment_stays_as_it_is() -> None:
    one = named("m", unsettled=(VAT,))
    plain = worked_out(one, {})
    assert noted(plain, one, {}) is plain
    assert plain.worksheet[0].basis is Basis.ASSUMED
