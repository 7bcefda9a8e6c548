"""A guide read back from what a person typed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

import pytest
from tests.unit.domain.guide_making import guide, paper
from tests.unit.domain.pack_making import entered, measure

from jiamao_desktop.app.guide_editing import (
    OWN_PAPER,
    TypedPaper,
    edited,
    typed_figures,
    typed_papers,
    typed_settings,
)
from jiamao_desktop.catalog.guides import shipped_guides
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.exchange import RuleKind
from jiamao_desktop.domain.guide import Guide, GuideFigures, GuideMaterial, GuideSettings
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import ParameterType
from jiamao_desktop.domain.steps import Base

MEASURE = measure(
    parameters=(entered("rate", ParameterType.RATIO), entered("cap", ParameterType.MONEY)),
    steps=(),
)
FIGURES = GuideFigures(
    category="fee", values={"rate": Fraction(7, 10), "cap": Money(500)}, source="s"
)
BLANK = typed_settings(GuideSettings())


def typed(one: Guide, **changes: object) -> Guide:
    texts: dict[str, object] = {
        "papers": typed_papers(one, MEASURE),
        "settings": typed_settings(one.settings),
        "figures": typed_figures(MEASURE, one),
        **changes,
    }
    return edited(one, MEASURE, **texts)  # type: ignore[arg-type]  # -- texts of several kinds


@pytest.mark.parametrize("name", sorted(shipped_guides()))
def test_what_was_not_touched_comes_back_the_same(name: str) -> None:
    one = shipped_guides()[name]
    found = typed(one)
    assert sorted(map(_paper, found.materials)) == sorted(map(_paper, one.materials))
    assert dataclasses.replace(found, materials=one.materials) == one


def _paper(entry: GuideMaterial) -> tuple[str, str, int, tuple[str, ...]]:
    return entry.material.id, entry.material.title, entry.material.copies, entry.categories


def test_papers_about_other_measures_are_not_shown_and_not_lost() -> None:
    one = guide(materials=(paper("ticket", "travel"), paper("fapiao", "fee"), paper("form")))
    shown = typed_papers(one, MEASURE)
    assert [line.title for line in shown] == ["材料fapiao", "材料form"]
    kept = typed(one, papers=shown[:1]).materials
    assert [entry.material.id for entry in kept] == ["fapiao", "ticket"]


def test_papers_are_renamed_reordered_added_and_taken_out() -> None:
    first, second, _ = typed_papers(guide(materials=(paper("a"), paper("b"), paper("c"))), MEASURE)
    lines = [
        second,
        dataclasses.replace(first, title=" 新名称 ", copies="３"),
        TypedPaper(paper=None, title="地方要求的一页", copies="1"),
        TypedPaper(paper=None, title="又一页", copies="2"),
    ]
    found = [one.material for one in typed(guide(materials=()), papers=lines).materials]
    assert [(one.id, one.title, one.copies, one.order) for one in found] == [
        ("b", "材料b", 2, 1),
        ("a", "新名称", 3, 2),
        ("paper-1", "地方要求的一页", 1, 3),
        ("paper-2", "又一页", 2, 4),
    ]
    assert found[2].reference == OWN_PAPER


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (TypedPaper(paper=None, title=" ", copies="1"), "guide.paper_without_title"),
        (TypedPaper(paper=None, title="t", copies="0"), "guide.bad_copies"),
        (TypedPaper(paper=None, title="t", copies="two"), "guide.bad_copies"),
    ],
)
def test_a_line_that_says_nothing_is_refused(line: TypedPaper, code: str) -> None:
    with pytest.raises(UserError, match=code):
        typed(guide(), papers=[line])


def test_counting_is_read_and_a_changed_setting_has_no_source_any_more() -> None:
    before = guide(settings=GuideSettings(copies=2, binding="胶装", sources={"binding": "s"}))
    texts = BLANK | {
        "base": "net",
        "minimum": "5,000",
        "rounding": "down_to_yuan",
        "binding": "平装",
        "exchange": "through_usd",
        "day": "2024年6月30日",
        "table_day": "2024-06-28",
    }
    found = typed(before, settings=texts).settings
    assert (found.base, found.minimum) == (Base.NET, Money(500_000))
    assert (found.rounding, found.binding, found.copies) == (Rounding.DOWN_TO_YUAN, "平装", 2)
    assert found.exchange is not None
    assert found.exchange.kind is RuleKind.THROUGH_USD
    assert (found.exchange.table_day, found.exchange.day) == (
        dt.date(2024, 6, 28),
        dt.date(2024, 6, 30),
    )
    assert dict(found.sources) == {}


def test_a_fixed_rate_is_typed_with_its_source() -> None:
    texts = BLANK | {"exchange": "fixed", "currency": "usd", "value": "7.1", "source": "市商务局"}
    rule = typed(guide(), settings=texts).settings.exchange
    assert rule is not None
    assert rule.fixed is not None
    assert (rule.fixed["USD"].value, rule.fixed["USD"].source) == ("7.1", "市商务局")
    empty = typed(guide(), settings=BLANK | {"exchange": "fixed"}).settings.exchange
    assert empty is not None
    assert empty.fixed is None


@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"minimum": "much"}, "money.bad_format", "minimum"),
        ({"minimum": "0"}, "guide.bad_setting", "minimum"),
        ({"exchange": "fixed", "currency": "USD", "value": "7"}, "rate.no_source", "source"),
        (
            {"exchange": "fixed", "currency": "USD", "value": "x", "source": "s"},
            "rate.bad_value",
            "value",
        ),
    ],
)
def test_a_setting_that_does_not_read_names_its_field(
    texts: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(UserError, match=code) as refused:
        typed(guide(), settings=BLANK | texts)
    assert refused.value.details["field"] == field


def test_figures_are_changed_and_taken_out() -> None:
    before = guide(figures=(FIGURES,))
    assert typed_figures(MEASURE, before) == {"rate": "70%", "cap": "5.00"}
    [found] = typed(before, figures={"rate": "50%", "cap": ""}).figures
    assert dict(found.values) == {"rate": Fraction(1, 2)}
    with pytest.raises(UserError, match=r"parameter\.bad_value") as refused:
        typed(before, figures={"rate": "150%"})
    assert refused.value.details["field"] == "rate"
