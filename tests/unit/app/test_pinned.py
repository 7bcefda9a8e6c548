"""What a claim is pinned to, and what it kept for a computer without its pack."""

from __future__ import annotations

import dataclasses
import json
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.app.test_renewing import cheaper
from tests.unit.app.yunxi_book import MEASURE, bring, claimed, only
from tests.unit.catalog.foreign_packs import ID

from jiamao_desktop.app import pinned
from jiamao_desktop.app.claims import claim_list
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import UserError


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAMAO_DATA", str(tmp_path / "data"))


def test_a_claim_leads_to_its_own_version_of_pack_and_measure(
    workspace: Workspace, tmp_path: Path
) -> None:
    claimed(workspace)
    bring(workspace, cheaper(tmp_path))
    claim = only(workspace)
    assert pinned.pack_of(workspace, claim).version == "1"
    assert pinned.measure_of(workspace, claim).parameters[0].values[0].value == Fraction(3, 5)
    newer = workspace.catalog.packs[ID]
    assert pinned.measure_of(workspace, claim, newer).parameters[0].values[0].value == Fraction(
        1, 2
    )
    assert pinned.title_of(workspace, claim) == "出口产品检测支持"


def test_what_its_version_does_not_have_is_said_so(workspace: Workspace) -> None:
    claimed(workspace)
    claim = only(workspace)
    with pytest.raises(UserError, match=r"measure\.unknown"):
        pinned.measure_of(workspace, dataclasses.replace(claim, measure="gone"))
    with pytest.raises(UserError, match=r"pack\.version_missing"):
        pinned.pack_of(workspace, dataclasses.replace(claim, pack_version="0"))


def test_title_and_level_are_known_without_the_pack(workspace: Workspace) -> None:
    claimed(workspace)
    lost = dataclasses.replace(only(workspace), pack="cn.gone", pack_version="1")
    assert pinned.title_of(workspace, lost) == "出口产品检测支持"  # some pack has the measure
    gone = dataclasses.replace(lost, measure="gone")
    assert pinned.title_of(workspace, gone) == "gone"
    assert pinned.level_of(workspace, gone) == "municipal"
    assert pinned.level_of(workspace, dataclasses.replace(gone, snapshot="{}")) == ""
    assert pinned.level_of(workspace, dataclasses.replace(gone, snapshot="[]")) == ""


def test_the_worksheet_is_kept_line_by_line_and_exactly(workspace: Workspace) -> None:
    claimed(workspace)
    claim = only(workspace)
    lines = {step: (text, fen) for step, text, fen in pinned.kept_worksheet(claim)}
    assert lines["share"] == ("× 60%", Fraction(3_000_000))
    assert list(lines) == ["base", "share", "rounded", "capped", "yunxi-pool"]
    odd = json.dumps(
        {"assessment": {"worksheet": [{"step": "a", "text": "÷ 3", "exact_fen": "100/3"}]}}
    )
    [(step, text, fen)] = pinned.kept_worksheet(dataclasses.replace(claim, snapshot=odd))
    assert (step, text, fen) == ("a", "÷ 3", Fraction(100, 3))
    assert pinned.kept_worksheet(dataclasses.replace(claim, snapshot="{}")) == []


def test_lists_name_the_measure_as_the_claim_knew_it(workspace: Workspace, tmp_path: Path) -> None:
    claimed(workspace)
    [row] = claim_list(workspace)
    assert (row.claim.measure, row.measure_title) == (MEASURE, "出口产品检测支持")
    assert json.loads(row.claim.snapshot)["level"] == "municipal"
