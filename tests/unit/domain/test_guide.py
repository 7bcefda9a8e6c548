"""Guides: what fits a measure, whose papers go first, and a firm's own version."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from fractions import Fraction

import pytest
from tests.unit.domain.guide_making import guide, paper
from tests.unit.domain.pack_making import entered, measure, yuan

from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.case import practice_parameters
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.exchange import ExchangeRule, Rate, RuleKind
from jiamao_desktop.domain.guide import (
    SUGGESTED,
    GuideFigures,
    GuideSettings,
    figures_for,
    fits,
    materials_for,
    practices_for,
    readings_for,
)
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.own_guide import content_of, own_guide
from jiamao_desktop.domain.pack import Option, ParameterType, UnsettledWord
from jiamao_desktop.domain.predicate import Comparison, Op
from jiamao_desktop.domain.steps import Base

FIGURES = GuideFigures(
    category="fee",
    values={"rate": Fraction(7, 10), "per-unit": Money(500), "most": 2, "else": 1},
    source="s",
    note="70%",
)
BY_REFERENCE = measure(
    parameters=(
        entered("rate", ParameterType.RATIO),
        entered("per-unit", ParameterType.MONEY),
        entered("most", ParameterType.COUNT),
    ),
    steps=(),
)
BASE_WORD = UnsettledWord(
    id="vat",
    question="含税吗？",
    sets="expense.base",
    options=(
        Option(id="net", label="不含", value="net"),
        Option(id="gross", label="含", value="gross"),
    ),
)


def test_the_label_names_place_year_and_source_with_its_mark() -> None:
    assert guide().label == "参考做法：某市2024年，某市2024年通知（转载）"
    assert guide(year=None).label == "参考做法：某市（年份未显示），某市2024年通知（转载）"
    assert guide(suggested=True).label == SUGGESTED


@pytest.mark.parametrize(
    ("changes", "extent"),
    [({}, "摘录，不全"), ({"complete": True}, "全文"), ({"suggested": True}, "建议")],
)
def test_the_extent_says_whether_the_list_is_whole(changes: dict[str, bool], extent: str) -> None:
    assert guide(**changes).extent == extent


def test_a_guide_fits_by_name_by_form_or_by_what_its_figures_are_about() -> None:
    other = measure(form="elsewhere")
    assert fits(guide(), measure())
    assert not fits(guide(), other)
    assert fits(guide(), dataclasses.replace(other, guide="there-2024"))
    assert fits(guide(figures=(FIGURES,)), other)
    assert not fits(guide(figures=(FIGURES,)), measure(form="elsewhere", expense=None))


def test_a_guide_for_some_expenses_does_not_fit_measures_for_others() -> None:
    assert fits(guide(categories=("fee", "travel")), measure())
    assert not fits(guide(categories=("travel",)), measure())
    named = dataclasses.replace(measure(), guide="there-2024")
    assert fits(guide(categories=("travel",)), named)


def test_papers_of_the_clause_go_first_and_are_not_asked_for_twice() -> None:
    own = dataclasses.replace(paper("fapiao").material, title="条文点名的发票")
    found = materials_for(measure(materials=(own,)), guide())
    assert [(one.id, one.title, one.order) for one in found] == [
        ("fapiao", "条文点名的发票", 1),
        ("form", "材料form", 2),
    ]


def test_papers_for_other_expenses_are_left_out() -> None:
    assert [one.id for one in materials_for(measure(), guide())] == ["form", "fapiao"]
    assert materials_for(measure(), None) == ()


def test_only_figures_that_are_asked_for_and_fit_are_offered() -> None:
    [found] = figures_for(BY_REFERENCE, guide(figures=(FIGURES,)))
    assert dict(found.values) == {"rate": Fraction(7, 10), "per-unit": Money(500), "most": 2}
    assert figures_for(BY_REFERENCE, guide()) == ()


def test_figures_are_offered_as_practices_with_place_and_year() -> None:
    [found] = practices_for(BY_REFERENCE, [guide(figures=(FIGURES,))])
    assert (found.id, found.place, found.year) == ("there-2024", "某市", 2024)
    taken = practice_parameters(found)["rate"]
    assert taken.basis is Basis.PRACTICE
    assert "某市2024年" in taken.source
    assert practices_for(measure(), [guide(figures=(FIGURES,))]) == ()


def test_a_guide_reads_only_what_the_notice_leaves_open() -> None:
    gross = GuideSettings(base=Base.GROSS, date="issued_on")
    assert readings_for(measure(unsettled=(BASE_WORD,)), gross) == {"vat": "gross"}
    assert readings_for(measure(), gross) == {}
    assert readings_for(measure(unsettled=(BASE_WORD,)), GuideSettings()) == {}


def whole() -> GuideSettings:
    fixed = Rate(currency="USD", day=dt.date(2024, 1, 2), value="7.1", source="市商务局")
    return GuideSettings(
        base=Base.NET,
        date="paid_on",
        exchange=ExchangeRule(kind=RuleKind.FIXED, day=dt.date(2024, 6, 30), fixed={"USD": fixed}),
        minimum=yuan("5000"),
        rounding=Rounding.DOWN_TO_YUAN,
        copies=3,
        binding="胶装",
        sources={"base": "s"},
    )


def test_an_own_version_is_kept_whole_and_comes_back_the_same() -> None:
    needed = Comparison(fact="firm.small", op=Op.IS, values=(True,))
    first = paper(
        "photos",
        "fee",
        role=EvidenceRole.OUTCOME,
        kinds=(DocumentKind.PHOTO,),
        each_expense=True,
        needed=needed,
        help="彩色",
    )
    before = guide(
        materials=(first,), figures=(FIGURES,), settings=whole(), origin="参考做法：某市"
    )
    content = content_of(before)
    after = own_guide("own-1", content, before)
    assert after == dataclasses.replace(before, id="own-1")
    assert content_of(after) == content
    assert after.label == "本单位修改稿（原为参考做法：某市）"


def test_without_its_origin_a_paper_is_asked_for_always() -> None:
    needed = Comparison(fact="firm.small", op=Op.IS, values=(True,))
    before = guide(materials=(paper("photos", needed=needed),), settings=GuideSettings())
    after = own_guide("own-1", content_of(before), None)
    assert after.materials[0].material.needed is None
    assert after.settings == GuideSettings()


def test_what_is_kept_is_json_for_whoever_comes_later() -> None:
    said = json.loads(content_of(guide(settings=whole())))
    assert said["settings"]["minimum"] == 500_000
    assert said["settings"]["exchange"]["kind"] == "fixed"
    assert [one["title"] for one in said["materials"]] == ["材料form", "材料fapiao", "材料ticket"]
