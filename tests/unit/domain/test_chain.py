"""How a chain stands: complete, with gaps, or with a problem."""

from __future__ import annotations

import dataclasses

from tests.unit.domain.check_making import SETTING, fapiao, item

from jiamao_desktop.domain.chain import PLACES, ChainState, chain_of
from jiamao_desktop.domain.checks_base import CheckedExpense
from jiamao_desktop.domain.document import EvidenceRole

EVERY = frozenset(PLACES)


def state(one: CheckedExpense) -> ChainState:
    return chain_of(one, SETTING).state


def test_a_chain_with_every_place_filled_and_nothing_amiss_is_complete() -> None:
    assert state(item(roles=EVERY)) is ChainState.COMPLETE


def test_papers_outside_the_four_places_fill_none() -> None:
    chain = chain_of(item(roles=frozenset({EvidenceRole.OTHER, EvidenceRole.PAYMENT})), SETTING)
    assert chain.held == {EvidenceRole.PAYMENT}
    assert chain.gaps == [EvidenceRole.CONTRACT, EvidenceRole.FAPIAO, EvidenceRole.OUTCOME]


def test_every_missing_place_is_a_gap() -> None:
    for place in PLACES:
        chain = chain_of(item(roles=EVERY - {place}), SETTING)
        assert chain.gaps == [place]
        assert chain.state is ChainState.GAPS


def test_what_cannot_be_told_is_a_gap_even_where_all_papers_are() -> None:
    assert state(item(roles=EVERY, fapiao=None)) is ChainState.GAPS


def test_a_contradiction_outweighs_every_gap() -> None:
    wrong = item(fapiao=fapiao(buyer="别家有限公司"))
    assert state(dataclasses.replace(wrong, roles=EVERY)) is ChainState.PROBLEM
    assert state(dataclasses.replace(wrong, roles=frozenset())) is ChainState.PROBLEM
