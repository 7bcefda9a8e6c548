"""Ranges, readings, caps and the leaves of the worksheet, for every measure on random books."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packs.samples import NAMES, SPENDING, facts_read, good_case, plan_of, values_of
from tests.packs.test_properties import FEW, about, cases, result

from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.facts import FactValue
from jiamao_desktop.domain.figures import DatedValue
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.steps import Cap, Sum

FEWER = settings(FEW, max_examples=6)


def some_facts(name: str) -> st.SearchStrategy[dict[str, FactValue]]:
    """Return answers to some of the questions of a measure, at the bounds of its conditions."""
    answers = {fact: st.sampled_from(values_of(name, fact)) for fact in facts_read(plan_of(name))}
    return st.fixed_dictionaries({}, optional=answers)


@pytest.mark.parametrize("name", NAMES)
@settings(FEW, max_examples=3)
@given(data=st.data())
def test_unknown_never_counts_as_no(name: str, data: st.DataObject) -> None:
    known = data.draw(some_facts(name))
    found = plan_of(name).assess(dataclasses.replace(good_case(name), facts=known))
    if found.status is Status.NO:
        blamed = [one for one in found.findings if one.check in found.because]
        assert blamed
        for finding in blamed:
            assert finding.holds is False
            assert finding.facts == ()
    nothing = plan_of(name).assess(dataclasses.replace(good_case(name), facts={}))
    assert nothing.status is not Status.NO


@pytest.mark.parametrize("name", SPENDING)
@FEWER
@given(data=st.data())
def test_ranges_lie_in_each_other_and_that_of_a_word_is_that_of_its_options(
    name: str, data: st.DataObject
) -> None:
    found = result(name, data.draw(cases(name, good=data.draw(st.booleans()))))
    assert ZERO <= found.low <= found.high
    assert found.ceiling <= found.high
    for reading in found.readings:
        assert len(reading.amounts) == len(reading.options)
        assert (reading.low, reading.high) == (min(reading.amounts), max(reading.amounts))
        assert reading.high <= found.high
        place = [option for option, _ in reading.options].index(reading.chosen)
        assert reading.amounts[place] == found.ceiling


@pytest.mark.parametrize("name", SPENDING)
@settings(FEW, max_examples=3)
@given(data=st.data())
def test_choosing_an_option_brings_the_amount_that_was_shown_beside_it(
    name: str, data: st.DataObject
) -> None:
    case = data.draw(cases(name))
    for reading in result(name, case).readings:
        for (option, _), amount in zip(reading.options, reading.amounts, strict=True):
            chosen = {**case.readings, reading.id: option}
            assert result(name, dataclasses.replace(case, readings=chosen)).ceiling == amount


@pytest.mark.parametrize("name", SPENDING)
@FEWER
@given(data=st.data())
def test_the_leaves_of_the_worksheet_add_up_to_the_printed_sum(
    name: str, data: st.DataObject
) -> None:
    found = result(name, data.draw(cases(name)))
    bases = dict(zip(found.counted, found.bases, strict=True))
    sums = [line for line in found.worksheet if line.lines]
    leaves = set(itertools.chain.from_iterable(line.lines for line in sums))
    assert leaves <= set(bases)
    first = plan_of(name).measure.steps[0]
    if sums and isinstance(first, Sum):
        printed = sum(line.exact_fen for line in sums)
        assert printed == max(sum(bases.values()), 0)


@pytest.mark.parametrize("name", SPENDING)
@FEWER
@given(data=st.data())
def test_a_higher_cap_never_lowers_the_amount(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(name))
    pack, measure = about(name)
    caps = {step.at for step in measure.steps if isinstance(step, Cap)}
    raised = dataclasses.replace(
        measure,
        parameters=tuple(
            dataclasses.replace(one, values=tuple(map(doubled, one.values)))
            if one.id in caps
            else one
            for one in measure.parameters
        ),
    )
    before, after = result(name, case), Plan(pack, raised).assess(case)
    assert before.ceiling <= after.ceiling
    assert before.high <= after.high


def doubled(value: DatedValue) -> DatedValue:
    if isinstance(value.value, Money):
        return dataclasses.replace(value, value=Money(value.value.fen * 2))
    return value
