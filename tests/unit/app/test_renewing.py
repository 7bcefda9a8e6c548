"""Claims worked out anew: the difference first, one operation, never a silent change."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.app.yunxi_book import CHEAPER, EXAMPLES, HALF, MEASURE, bring, claimed, only, spend
from tests.unit.catalog.foreign_packs import ID, version

from jiamao_desktop.app import asking, history, ledger, packets, pinned, profile
from jiamao_desktop.app.assessing import card, cards
from jiamao_desktop.app.checking import checklist, self_check
from jiamao_desktop.app.claims import claim_list, set_applied, set_state, start_claim
from jiamao_desktop.app.pack_import import drop, examine
from jiamao_desktop.app.renewing import renew, renewal, replay
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money

yuan = Money.from_yuan


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIAMAO_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def cheaper(tmp_path: Path, number: str = "2") -> Path:
    folder = version(tmp_path, number, CHEAPER)
    (folder / EXAMPLES).write_text(HALF, "utf-8")
    return with_digest(folder)


def with_digest(folder: Path) -> Path:
    text = (folder / "pack.toml").read_text("utf-8")
    old = text.partition('sha256    = "')[2][:64]
    new = hashlib.sha256((folder / "sources" / "notice.txt").read_bytes()).hexdigest()
    (folder / "pack.toml").write_text(text.replace(old, new), "utf-8")
    return folder


def test_a_claim_keeps_its_version_when_a_newer_one_comes(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = claimed(workspace)
    bring(workspace, cheaper(tmp_path))
    assert workspace.catalog.problems == ()
    assert workspace.catalog.packs[ID].version == "2"
    assert card(workspace, MEASURE).assessment.ceiling == yuan("25000")
    claim = only(workspace)
    assert (claim.pack_version, claim.ceiling) == ("1", yuan("30000"))
    request = packets.request_for(workspace, number, claim)
    assert request.assessment.ceiling == yuan("30000")
    assert request.pack_version == "1"
    assert [one.title for one in checklist(workspace, number)]
    assert not [one for one in self_check(workspace, number) if "上限" in one.text]


def test_moving_a_claim_shows_the_difference_in_yuan_before_anything_changes(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = claimed(workspace)
    bring(workspace, cheaper(tmp_path))
    before = only(workspace)
    shown = renewal(workspace, number, "2")
    assert only(workspace) == before
    assert shown.versions == ("1", "2")
    assert shown.ceiling == (yuan("30000"), yuan("25000"))
    assert shown.difference == -yuan("5000")
    assert shown.applied == (yuan("30000"), yuan("25000"))
    assert shown.obstacle is None
    [share, *_] = [one for one in shown.lines if one.step == "share"]
    assert share.before == ("× 60%", Fraction(3_000_000))
    assert share.after == ("× 50%", Fraction(2_500_000))
    assert "base" not in [one.step for one in shown.lines]


def test_moving_a_claim_is_one_operation_and_can_be_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = claimed(workspace)
    bring(workspace, cheaper(tmp_path))
    before = only(workspace)
    made, changes = renew(workspace, number, "2")
    assert made.ceiling == (yuan("30000"), yuan("25000"))
    assert "claim" in changes.tables
    moved = only(workspace)
    assert (moved.pack_version, moved.ceiling, moved.applied) == ("2", yuan("25000"), yuan("25000"))
    assert history.undo_label(workspace) == f"申报移到版本 2：{moved.title}"
    assert packets.request_for(workspace, number, moved).assessment.ceiling == yuan("25000")
    history.undo(workspace)
    assert only(workspace) == before
    history.redo(workspace)
    assert only(workspace) == moved


def test_a_claim_may_move_back(workspace: Workspace, tmp_path: Path) -> None:
    number = claimed(workspace)
    first = only(workspace)
    bring(workspace, cheaper(tmp_path))
    renew(workspace, number, "2")
    renew(workspace, number, "1")
    back = only(workspace)
    assert dataclasses.replace(back, snapshot="") == dataclasses.replace(first, snapshot="")


def test_a_lower_amount_applied_for_stays_unless_it_exceeds_the_ceiling(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = claimed(workspace)
    bring(workspace, cheaper(tmp_path))
    set_applied(workspace, number, "12000")
    assert renewal(workspace, number, "2").applied == (yuan("12000"), yuan("12000"))
    set_applied(workspace, number, "27000")
    assert renewal(workspace, number, "2").applied == (yuan("27000"), yuan("25000"))


def test_a_claim_that_the_book_has_overtaken_is_renewed_under_its_own_version(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = claimed(workspace)
    bring(workspace, cheaper(tmp_path))
    more = spend(workspace, "10000.50")
    with pytest.raises(UserError, match=r"claim\.stale"):
        packets.build(workspace, number)
    shown = renewal(workspace, number)
    assert shown.versions == ("1", "1")
    assert shown.spent == (yuan("50000"), yuan("60000.50"))
    assert shown.ceiling == (yuan("30000"), yuan("36000.30"))
    assert shown.applied == (yuan("30000"), yuan("36000"))
    assert shown.added == (more,)
    renew(workspace, number)
    assert history.undo_label(workspace) == f"按现有账目重算申报：{only(workspace).title}"
    assert packets.build(workspace, number).pages > 0
    assert renewal(workspace, number).changes_nothing
    row = ledger.expense_rows(workspace, [more])[more]
    long_ago = dataclasses.replace(row.expense, paid_on=dt.date(2020, 1, 1))
    ledger.edit_expense(workspace, more, long_ago)
    shown = renewal(workspace, number)
    assert (shown.dropped, shown.difference) == ((more,), -yuan("6000.30"))


def test_what_is_no_longer_due_is_shown_and_not_moved(workspace: Workspace) -> None:
    number = claimed(workspace)
    asking.answer(workspace, "yunxi.export_product", "否", None, "")
    shown = renewal(workspace, number)
    assert shown.obstacle is not None
    assert shown.obstacle.code == "claim.not_eligible"
    assert shown.ceiling[1] == Money(0)
    with pytest.raises(UserError, match=r"claim\.not_eligible"):
        renew(workspace, number)
    assert only(workspace).ceiling == yuan("30000")


def test_a_filed_claim_is_not_moved(workspace: Workspace, tmp_path: Path) -> None:
    number = claimed(workspace)
    bring(workspace, cheaper(tmp_path))
    set_state(workspace, number, ClaimState.FILED)
    shown = renewal(workspace, number, "2")
    assert shown.obstacle is not None
    assert shown.obstacle.code == "claim.filed_already"
    with pytest.raises(UserError, match=r"claim\.filed_already"):
        renew(workspace, number, "2")


def test_a_version_that_is_not_there_cannot_be_moved_to(workspace: Workspace) -> None:
    number = claimed(workspace)
    with pytest.raises(UserError, match=r"pack\.version_missing") as caught:
        renewal(workspace, number, "7")
    assert caught.value.details == {"pack": ID, "version": "7"}


def test_a_granted_claim_does_not_stand_in_its_own_way(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = claimed(workspace, "200000")
    assert only(workspace).ceiling == yuan("80000")
    set_state(workspace, number, ClaimState.GRANTED, "80000")
    assert card(workspace, MEASURE).assessment.ceiling == Money(0)  # the year's cap is used up
    assert renewal(workspace, number).ceiling == (yuan("80000"), yuan("80000"))
    request = packets.request_for(workspace, number, only(workspace))
    assert request.assessment.ceiling == yuan("80000")


def test_a_new_version_is_replayed_over_all_claims_before_it_is_in_force(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = claimed(workspace)
    set_state(workspace, first, ClaimState.FILED)
    second, _ = start_claim(workspace, MEASURE)
    candidate = examine(cheaper(tmp_path), workspace)
    rows = {one.claim: one for one in candidate.replayed}
    drop(candidate)
    assert set(rows) == {first, second}
    assert (rows[first].version, rows[first].old, rows[first].new) == (
        "1",
        yuan("30000"),
        yuan("25000"),
    )
    assert rows[first].difference == -yuan("5000")
    assert workspace.catalog.packs[ID].version == "1"
    assert only_versions(workspace) == {"1"}


def only_versions(ws: Workspace) -> set[str]:
    return {row.claim.pack_version for row in claim_list(ws)}


def test_replaying_says_which_claims_have_no_place_in_the_new_version(
    workspace: Workspace, tmp_path: Path
) -> None:
    number = claimed(workspace)
    pack = workspace.catalog.pack(ID, "1")
    without = dataclasses.replace(pack, version="3", measures=pack.measures[1:])
    [row] = replay(workspace, without)
    assert (row.claim, row.new, row.difference) == (number, None, None)
    assert row.problem is not None
    assert row.problem.code == "measure.unknown"


def test_a_book_without_its_pack_on_this_computer_still_opens_and_adds_up(
    open_copy: Callable[[], Workspace], own_data: Path, tmp_path: Path
) -> None:
    ws = open_copy()
    number = claimed(ws)
    set_state(ws, number, ClaimState.GRANTED, "30000")
    ws.close()
    own_data.rename(tmp_path / "elsewhere")
    again = open_copy()
    [row] = claim_list(again)
    assert row.measure_title == MEASURE
    assert cards(again)
    used = {limit.used for one in cards(again) for limit in one.limits if "市" in limit.title}
    assert used <= {yuan("30000"), Money(0)}
    with pytest.raises(UserError, match=r"pack\.version_missing"):
        packets.build(again, number)


def test_a_grant_counts_at_its_level_even_if_its_pack_is_gone(
    open_copy: Callable[[], Workspace], own_data: Path, tmp_path: Path
) -> None:
    ws = open_copy()
    claimed(ws)
    ws.close()
    own_data.rename(tmp_path / "elsewhere")
    again = open_copy()
    assert pinned.level_of(again, only(again)) == "municipal"
    assert profile.applicant(again).name
    assert only(again).created_on == dt.date(2026, 11, 20)
