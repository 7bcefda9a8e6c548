"""Every shipped guide can become a firm's own and come back, whatever is in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.guide_making import guide, paper

from jiamao_desktop.catalog.guides import shipped_guides
from jiamao_desktop.domain.exchange import ExchangeRule, RuleKind
from jiamao_desktop.domain.guide import GuideSettings
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.own_guide import content_of, own_guide
from jiamao_desktop.domain.predicate import Comparison, Op
from jiamao_desktop.domain.steps import Base


@pytest.mark.parametrize("name", sorted(shipped_guides()))
def test_a_shipped_guide_comes_back_as_it_was(name: str) -> None:
    before = shipped_guides()[name]
    after = own_guide("own-3", content_of(before), before)
    assert after.settings == before.settings
    assert after.figures == before.figures
    assert after.sources == before.sources
    assert (after.forms, after.categories) == (before.forms, before.categories)
    assert after.materials == before.materials


def test_a_condition_stays_with_its_paper_and_its_expenses() -> None:
    needed = Comparison(fact="firm.small", op=Op.IS, values=(True,))
    before = guide(materials=(paper("a", "fee", needed=needed), paper("a", "travel")))
    after = own_guide("own-1", content_of(before), before)
    assert [one.material.needed for one in after.materials] == [needed, None]


DAYS = st.none() | st.dates()
RULES = st.none() | st.builds(
    ExchangeRule, kind=st.sampled_from(RuleKind), day=DAYS, table_day=DAYS
)
SETTINGS = st.builds(
    GuideSettings,
    base=st.none() | st.sampled_from(Base),
    date=st.sampled_from(["", "paid_on", "issued_on", "fair.ends_on"]),
    exchange=RULES,
    minimum=st.none() | st.integers(1, 10**9).map(Money),
    rounding=st.none() | st.sampled_from(Rounding),
    copies=st.none() | st.integers(1, 9),
    binding=st.text(max_size=20),
)


@given(SETTINGS, st.text(max_size=20), st.lists(st.text(min_size=1, max_size=12), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_settings_and_titles_survive(
    wanted: GuideSettings, title: str, titles: list[str]
) -> None:
    papers = tuple(paper(f"p{n}", title=one, order=n) for n, one in enumerate(titles, start=1))
    before = guide(title=title, settings=wanted, materials=papers)
    after = own_guide(before.id, content_of(before), before)
    assert after == before


def test_the_text_is_the_same_for_the_same_guide() -> None:
    """What has not changed must not look changed to the journal."""
    before = shipped_guides()["hunan-fair-2023"]
    content = content_of(before)
    assert content == content_of(own_guide(before.id, content, before))
    assert list(json.loads(content)) == sorted(json.loads(content))
