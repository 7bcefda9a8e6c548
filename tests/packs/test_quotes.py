"""What a pack quotes stands word for word in the notice it quotes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.notices import without_space
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.pack import Notice, Pack

POLICIES = Path(__file__).resolve().parents[2] / ".." / "shared" / "policies"
PACKS = list(shipped_catalog().packs.values())
CLAUSES = [
    pytest.param(pack, clause, id=clause.id) for pack in PACKS for clause in pack.clauses.values()
]
NOTICES = [pytest.param(pack, notice, id=notice.id) for pack in PACKS for notice in pack.notices]


def shipped(pack: Pack, notice: Notice) -> bytes:
    return (resources_folder() / "packs" / pack.id / notice.source).read_bytes()


def published() -> dict[str, str]:
    if not POLICIES.is_dir():
        pytest.skip("the policy texts are not beside this checkout")
    return {
        hashlib.sha256(file.read_bytes()).hexdigest(): file.read_text("utf-8")
        for file in sorted(POLICIES.glob("*.txt"))
    }


@pytest.mark.parametrize(("pack", "clause"), CLAUSES)
def test_a_quote_stands_in_the_published_text_word_for_word(pack: Pack, clause: Clause) -> None:
    texts = [text for text in published().values() if clause.number in text]
    assert any(without_space(clause.quote) in without_space(text) for text in texts)


@pytest.mark.parametrize(("pack", "clause"), CLAUSES)
def test_a_quote_stands_in_the_text_shipped_with_the_pack(pack: Pack, clause: Clause) -> None:
    texts = [
        shipped(pack, notice).decode() for notice in pack.notices if notice.number == clause.number
    ]
    assert any(without_space(clause.quote) in without_space(text) for text in texts)


@pytest.mark.parametrize(("pack", "notice"), NOTICES)
def test_the_text_shipped_is_the_published_one_byte_for_byte(pack: Pack, notice: Notice) -> None:
    assert notice.sha256 in published()
    assert hashlib.sha256(shipped(pack, notice)).hexdigest() == notice.sha256


@pytest.mark.parametrize(("pack", "clause"), CLAUSES)
def test_a_quote_is_a_passage_and_not_a_scrap(pack: Pack, clause: Clause) -> None:
    assert len(without_space(clause.quote)) >= 12
    assert clause.where


def test_only_white_space_is_forgiven() -> None:
    assert without_space("不\n\n超过 100 万元　。") == "不超过100万元。"
    assert without_space("超过，50%") != without_space("超过、50%")
    assert without_space("２.4") != without_space("2.4")
