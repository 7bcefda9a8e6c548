"""Unclear words, and the terms of a measure under each way to read them."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.domain.pack_making import CITY, half_up_to, limit, measure, word

from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.pack import Option
from jiamao_desktop.domain.readings import chosen, every, terms_of
from jiamao_desktop.domain.steps import Base, Cap, Counts, Payer, Per, Window

VAT = word("vat", "expense.base", "net", "gross")
WINDOW = word("window", "step.capped.window", "document", "calendar_year", "lifetime")
POOL = word("pool", "limit.pool.window", "document", "calendar_year")


def test_words_nobody_settled_are_read_carefully() -> None:
    one = measure(unsettled=(VAT, WINDOW))
    assert chosen(one, {}) == {"vat": "net", "window": "document"}
    assert chosen(one, {"vat": "gross"}) == {"vat": "gross", "window": "document"}
    assert chosen(one, {"vat": "other", "unheard": "of"}) == {"vat": "net", "window": "document"}


def test_every_way_to_read_them_together_comes_once() -> None:
    ways = list(every(measure(unsettled=(VAT, WINDOW))))
    assert len(ways) == 6
    assert len({tuple(way.items()) for way in ways}) == 6
    assert ways[0] == {"vat": "net", "window": "document"}


def test_without_unclear_words_there_is_one_way() -> None:
    assert list(every(measure())) == [{}]


def test_a_word_may_set_base_payer_day_and_windows() -> None:
    payer = word("payer", "expense.payer", "applicant", "anyone")
    day = word("day", "expense.date", "paid_on", "issued_on")
    one = measure(unsettled=(VAT, WINDOW, POOL, payer, day))
    other = {
        "vat": "gross",
        "window": "lifetime",
        "pool": "calendar_year",
        "payer": "applicant",
        "day": "issued_on",
    }
    terms = terms_of(one, (limit("1"),), other)
    assert terms.expense is not None
    assert (terms.expense.base, terms.expense.payer, terms.expense.date) == (
        Base.GROSS,
        Payer.APPLICANT,
        "issued_on",
    )
    caps = {step.id: step.window for step in terms.steps if isinstance(step, Cap)}
    assert caps == {"capped": Window.LIFETIME, "pool": Window.CALENDAR_YEAR}


def test_a_word_may_add_categories() -> None:
    adding = Option(id="include", label="含", adds=("consulting", "training"))
    consulting = word("consulting", "", "exclude")
    consulting = replace(consulting, options=(*consulting.options, adding))
    one = measure(unsettled=(consulting,))
    careful = terms_of(one, (), {"consulting": "exclude"})
    kind = terms_of(one, (), {"consulting": "include"})
    assert careful.expense is not None
    assert kind.expense is not None
    assert careful.expense.categories == ("fee",)
    assert kind.expense.categories == ("fee", "consulting", "training")


def test_a_word_may_add_a_condition() -> None:
    under = replace(CITY, id="extra", under=("vat", "net"))
    one = measure(unsettled=(VAT,), conditions=(CITY, under))
    assert [c.id for c in terms_of(one, (), {"vat": "net"}).conditions] == ["city", "extra"]
    assert [c.id for c in terms_of(one, (), {"vat": "gross"}).conditions] == ["city"]


def test_a_shared_limit_becomes_the_last_cap_with_its_own_figure() -> None:
    terms = terms_of(measure(), (limit("80", counts=Counts.CLAIMED),), {})
    last = terms.steps[-1]
    assert isinstance(last, Cap)
    assert (last.id, last.at, last.per, last.level) == ("pool", "limit.pool", Per.FIRM, "municipal")
    assert last.counts is Counts.CLAIMED
    assert terms.parameters[-1].id == "limit.pool"


def test_a_limit_of_another_notice_is_none_of_its_business() -> None:
    elsewhere = Clause(id="x", number="样例〔2025〕9号", where="一", quote="不超过")
    assert terms_of(measure(), (limit("80", clause=elsewhere),), {}).steps == measure().steps


def test_a_window_is_set_on_its_own_step_only() -> None:
    steps = half_up_to("100")
    terms = terms_of(measure(**steps, unsettled=(WINDOW,)), (), {"window": "lifetime"})
    assert terms.steps[:3] == steps["steps"][:3]
    assert terms.steps[3] == replace(steps["steps"][3], window=Window.LIFETIME)


def test_a_measure_without_expenses_has_none_under_any_reading() -> None:
    one = measure(expense=None, steps=(), parameters=())
    assert terms_of(one, (limit("1"),), {}).expense is None
    assert terms_of(one, (limit("1"),), {}).steps == ()
