"""The reference of the pack format names every key and every word the loader knows."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from tests.unit.catalog.pack_files import PACK

from jiamao_desktop.catalog.amounts import StepOp
from jiamao_desktop.catalog.examples import read_examples
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.catalog.stacking import Level
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.assessment import Severity, Status
from jiamao_desktop.domain.deadlines import After
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.money import Rounding
from jiamao_desktop.domain.pack import ParameterType, Promise
from jiamao_desktop.domain.predicate import LINE_FIELDS, Op, Quantifier, Rows
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.stacking import ExclusionRule
from jiamao_desktop.domain.steps import Base, Counts, DayCount, Payer, Per, Window

SHAPES = Path(__file__).resolve().parents[2] / "packs" / "shapes"
DOCS = Path(__file__).resolve().parents[3] / "docs"
REFERENCE = (DOCS / "pack-reference.md").read_text("utf-8")
PROSE = re.sub(r"```.*?```", "", REFERENCE, flags=re.DOTALL)
NAMED = set(re.findall(r"[a-z_0-9]+", " ".join(re.findall(r"`([^`]+)`", PROSE))))
VOCABULARY: list[type[StrEnum]] = [
    After,
    ApplicantKind,
    Base,
    Counts,
    DayCount,
    DocumentKind,
    EvidenceRole,
    ExclusionRule,
    FactType,
    Level,
    Op,
    ParameterType,
    Payer,
    Per,
    ProjectKind,
    Promise,
    Quantifier,
    Rounding,
    Rows,
    Severity,
    Status,
    StepOp,
    Window,
]


def test_every_field_of_an_expense_that_may_be_compared_is_explained() -> None:
    assert set(LINE_FIELDS) <= NAMED


@pytest.mark.parametrize("words", VOCABULARY)
def test_every_word_of_a_closed_list_is_explained(words: type[StrEnum]) -> None:
    assert {one.value for one in words} <= NAMED


def test_every_key_the_loader_reads_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    plain = Table._get

    def noting(self: Table, key: str, default: Any) -> Any:
        if self.file == "pack.toml" or self.file.startswith("measures/"):
            read.add(key)
        return plain(self, key, default)

    monkeypatch.setattr(Table, "_get", noting)
    words = SHAPES / "packs" / "words"
    read_examples(read_raw(words, Mistakes()), load_pack(words, SHAPES), Mistakes())
    catalog, mistakes = shipped_catalog(), Mistakes()
    raw = read_raw(resources_folder() / "packs" / PACK, mistakes)
    read_examples(raw, catalog.packs[PACK], mistakes)
    identifiers = {fact for fact in read if "." in fact or "-" in fact}
    own_names = {
        one.id
        for pack in catalog.packs.values()
        for measure in pack.measures
        for one in (*measure.unsettled, *measure.parameters, *measure.steps)
    }
    assert len(read) > 60
    assert read - identifiers - own_names - NAMED == set()


def test_the_way_to_add_a_measure_names_files_that_exist() -> None:
    text = (DOCS / "adding-a-measure.md").read_text("utf-8")
    root = DOCS.parent
    for path in re.findall(r"`((?:resources|tests|src)/[^`<]*)`", text):
        assert (root / path).exists(), path
    for name in re.findall(r"`([a-z-]+\.toml)`", text):
        assert list(root.glob(f"resources/packs/*/{name}")) or list(
            root.glob(f"resources/packs/*/measures/{name}")
        ), name


@pytest.mark.parametrize(
    ("decision", "pack"),
    [("0100-pack-format.md", "shapes"), ("0101-closed-vocabulary.md", "words")],
)
def test_a_decision_names_every_shape_that_is_tried(decision: str, pack: str) -> None:
    text = (DOCS / "decisions" / decision).read_text("utf-8")
    names = {file.name.split(".")[0] for file in SHAPES.glob(f"packs/{pack}/measures/*.toml")}
    assert names
    assert {name for name in names if name not in text} == set()
