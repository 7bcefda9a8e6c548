"""What booths, freight and people come to under the rules of each place, worked out by hand."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import NamedTuple

import pytest
from tests.packs.test_examples import catalog, examples

from jiamao_desktop.catalog.guides import shipped_guides
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Basis, Status
from jiamao_desktop.domain.case import Case, Line, practice_parameters
from jiamao_desktop.domain.guide import figures_for, practices_for
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure, Pack, Promise


class Worked(NamedTuple):
    """One fair: what was spent, how many booths or people, what it comes to."""

    guide: str
    category: str
    spent: str
    units: int
    amount: str
    why: str


BOOTH, FREIGHT, PEOPLE = "fair.booth", "fair.freight", "fair.people"
WORKED = [
    Worked("hunan-fair-2017", BOOTH, "90000", 2, "65000", "5 万 + 1.5 万"),
    Worked("hunan-fair-2017", BOOTH, "90000", 4, "80000", "最多 3 个，合计 8 万"),
    Worked("fujian-fair-2010", BOOTH, "90000", 1, "15000", "首个 1.5 万"),
    Worked("fujian-fair-2010", BOOTH, "90000", 2, "25000", "1.5 万 + 1 万"),
    Worked("fujian-fair-2010", BOOTH, "90000", 5, "35000", "最多 3 个"),
    Worked("fujian-fair-2010", BOOTH, "12000", 2, "12000", "低于标准按实支"),
    Worked("guangzhou-fair-2024", BOOTH, "60000", 1, "48000", "80%，不到 5 万"),
    Worked("guangzhou-fair-2024", BOOTH, "80000", 1, "50000", "80% 超过 5 万"),
    Worked("guangzhou-fair-2024", BOOTH, "200000", 3, "50000", "只支持 1 个展位"),
    Worked("guangdong-fair-2024", BOOTH, "30000", 1, "24000", "80%"),
    Worked("guangdong-fair-2024", BOOTH, "50000", 1, "30000", "每个展位 3 万"),
    Worked("guangdong-fair-2024", BOOTH, "200000", 3, "60000", "最多 2 个展位"),
    Worked("heilongjiang-fair-2023", BOOTH, "6000", 1, "4200", "70%"),
    Worked("heilongjiang-fair-2023", BOOTH, "10000", 1, "5000", "每个展位 5000"),
    Worked("heilongjiang-fair-2023", BOOTH, "100000", 6, "20000", "最多 4 个、每次 2 万"),
    Worked("heilongjiang-fair-2023", FREIGHT, "10000", 1, "7000", "70%"),
    Worked("heilongjiang-fair-2023", PEOPLE, "20000", 2, "14000", "70%"),
    Worked("jilin-fair-2022", BOOTH, "40000", 1, "40000", "全额"),
    Worked("jilin-fair-2022", BOOTH, "300000", 2, "100000", "每个展位 5 万"),
    Worked("jilin-fair-2022", BOOTH, "300000", 4, "150000", "每次 15 万"),
    Worked("jilin-fair-2022", FREIGHT, "30000", 1, "10000", "每次 1 万"),
    Worked("beijing-fair-2020", BOOTH, "50000", 1, "25000", "50%"),
    Worked("beijing-fair-2020", BOOTH, "80000", 1, "30000", "每个展位 3 万"),
    Worked("beijing-fair-2020", FREIGHT, "300000", 1, "100000", "50%，不超过 10 万"),
    Worked("jiangxi-fair-2023", BOOTH, "30000", 1, "24000", "80%"),
    Worked("jiangxi-fair-2023", BOOTH, "100000", 2, "30000", "不超过 3 万"),
    Worked("jiangxi-fair-2023", FREIGHT, "9000", 1, "5000", "不超过 0.5 万"),
    Worked("jiangxi-fair-2023", PEOPLE, "40000", 2, "20000", "50%"),
    Worked("jiangxi-fair-2023", PEOPLE, "100000", 3, "30000", "2 人 × 1.5 万"),
    Worked("zhongshan-fair-2023", PEOPLE, "20000", 2, "20000", "不超过实际支出"),
    Worked("zhongshan-fair-2023", PEOPLE, "100000", 4, "45000", "3 人 × 1.5 万"),
    Worked("ningbo-fair-2018", BOOTH, "20000", 1, "12000", "60%"),
    Worked("ningbo-fair-2018", BOOTH, "100000", 2, "30000", "2 个 × 1.5 万"),
    Worked("hefei-fair-2023", BOOTH, "100000", 2, "70000", "70%"),
    Worked("hefei-fair-2023", BOOTH, "200000", 2, "100000", "每次 10 万"),
    Worked("hefei-fair-2023", PEOPLE, "50000", 2, "35000", "70%"),
]


@cache
def by_reference(category: str) -> tuple[Pack, Measure]:
    """Return the measure that leaves the rates of a category to another notice."""
    [found] = [
        (pack, measure)
        for pack in catalog().packs.values()
        for measure in pack.measures
        if measure.promise is Promise.BY_REFERENCE
        and measure.expense
        and measure.expense.categories == (category,)
    ]
    return found


@cache
def granted_case(measure: str) -> Case:
    """Return a case that qualifies, from the worked examples of the measure."""
    return next(
        one.case
        for _, one in examples()
        if one.measure == measure
        and one.expect["status"] == "yes"
        and not (one.case.grants or one.case.claimed or one.case.readings)
    )


def worked_out(one: Worked) -> Assessment:
    pack, measure = by_reference(one.category)
    base = granted_case(measure.id)
    offered = {found.id: found for found in practices_for(measure, shipped_guides().values())}
    spent = Money.from_yuan(one.spent)
    line = dataclasses.replace(base.lines[0], category=one.category, gross=spent, net=spent)
    counts = {"fair.booth_count": one.units, "fair.participant_count": one.units}
    case = dataclasses.replace(
        base,
        lines=[line],
        facts={**base.facts, **counts},
        entered=practice_parameters(offered[one.guide]),
    )
    return assess(pack, measure, case)


@pytest.mark.parametrize(
    "one", [pytest.param(one, id=f"{one.guide}：{one.category} {one.why}") for one in WORKED]
)
def test_the_rule_of_a_place_comes_out_as_worked_by_hand(one: Worked) -> None:
    found = worked_out(one)
    assert found.status is Status.YES
    assert found.ceiling == Money.from_yuan(one.amount)
    borrowed = [line for line in found.worksheet if line.basis is Basis.PRACTICE]
    assert borrowed
    place = shipped_guides()[one.guide].place
    assert all(place in line.note for line in borrowed)


def test_every_guide_that_makes_an_amount_is_worked_out_above() -> None:
    covered = {(one.guide, one.category) for one in WORKED}
    for category in (BOOTH, FREIGHT, PEOPLE):
        _, measure = by_reference(category)
        for guide in shipped_guides().values():
            for figures in figures_for(measure, guide):
                if set(figures.values) & set(measure.calculable_with):
                    assert (guide.id, category) in covered, guide.id


def test_no_guide_ever_pays_more_than_was_spent() -> None:
    for one in WORKED:
        assert worked_out(one).ceiling <= Money.from_yuan(one.spent), one.guide


def test_more_spent_never_brings_less() -> None:
    for one in WORKED:
        more = one._replace(spent=str(int(one.spent) * 2))
        assert worked_out(more).ceiling >= worked_out(one).ceiling, one.guide


def test_a_guide_without_a_rate_or_a_limit_leaves_the_amount_open() -> None:
    _, measure = by_reference(PEOPLE)
    offered = {found.id: found for found in practices_for(measure, shipped_guides().values())}
    assert set(offered["hubei-fair-2019"].values).isdisjoint(measure.calculable_with)
    _, booth = by_reference(BOOTH)
    named = {found.id for found in practices_for(booth, shipped_guides().values())}
    assert {"jiangsu-fair-2024", "xiamen-fair-2024", "hunan-fair-2023"} <= named


def test_lines_of_other_kinds_are_not_paid_by_a_booth_rule() -> None:
    pack, measure = by_reference(BOOTH)
    base = granted_case(measure.id)
    [found] = [
        one
        for one in practices_for(measure, shipped_guides().values())
        if one.id == "fujian-fair-2010"
    ]
    other: Line = dataclasses.replace(base.lines[0], category="other")
    case = dataclasses.replace(base, lines=[other], entered=practice_parameters(found))
    assert assess(pack, measure, case).ceiling == Money(0)
