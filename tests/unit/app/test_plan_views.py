"""A plan in words: never more than the rules bear out, each paper once, every reason named."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.unit.app.contest_book import DAY, PACK, QUALITY, TESTING, contest, yuan
from tests.unit.app.test_assessing import certification

from jiamao_desktop.app import guiding, ledger
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.plan_parts import BestPlan, Between, Meter, Scenario
from jiamao_desktop.app.plan_views import View, Work, work_of
from jiamao_desktop.app.planning import details, plan
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import ZERO, Money, Rounding
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import expenses


def shown(ws: Workspace, work: Work, **changes: Any) -> BestPlan:
    return View(ws, dataclasses.replace(work, **changes), Scenario()).plan()


def overpaid(work: Work, leaf: int, fen: int) -> Work:
    """Return work whose allocation claims to pay a leaf more."""
    paid = tuple(one + fen * (place == leaf) for place, one in enumerate(work.allocation.paid))
    liar = dataclasses.replace(work.allocation, paid=paid, total=sum(paid))
    best = dataclasses.replace(work.best, allocation=liar, at_most=sum(paid))
    return dataclasses.replace(work, allocation=liar, best=best, above=best)


def paper(ws: Workspace, folder: Path, name: str) -> DocumentId:
    """Take a paper in and return it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(name.encode())
    before = set(_documents(ws))
    take_in(ws, read_files(ws, [folder / name]))
    [number] = set(_documents(ws)) - before
    return number


def _documents(ws: Workspace) -> list[DocumentId]:
    return [DocumentId(one) for [one] in ws.reader.conn.execute("SELECT id FROM document")]


def test_a_plan_never_shows_more_than_its_expenses_come_to(workspace: Workspace) -> None:
    contest(workspace, "100000")
    work = work_of(plan(workspace))
    leaf = next(place for place, fen in enumerate(work.allocation.paid) if fen)
    found = View(workspace, overpaid(work, leaf, 12_345), Scenario()).plan()
    assert found.total == yuan("60000")
    assert found.at_most == yuan("60123.45")
    assert not found.money_certified
    assert not found.certified
    [lowered] = found.lowered
    assert (lowered.code, dict(lowered.details)) == (
        "plan.lowered",
        {"title": "出口产品检测支持", "planned": "60,123.45", "allowed": "60,000.00"},
    )
    [claim] = found.claims
    assert claim.amount == claim.ceiling == yuan("60000")
    assert claim.years == (("2026", yuan("60000")),)


def test_what_is_taken_off_is_taken_from_the_last_year(workspace: Workspace) -> None:
    contest(workspace, "50000")
    late = Expense(category="yunxi.testing", gross=yuan("30000"), paid_on=dt.date(2027, 5, 1))
    ledger.add_expense(workspace, late)
    found = plan(workspace)
    [claim] = found.claims
    assert [amount for _, amount in claim.years] == [yuan("30000"), yuan("18000")]
    assert [name[:4] for name, _ in claim.years] == ["2026", "2027"]
    work = work_of(found)
    paid = [place for place, fen in enumerate(work.allocation.paid) if fen]
    less = View(workspace, overpaid(work, paid[0], 1_000), Scenario()).plan()
    assert [amount for _, amount in less.claims[0].years] == [yuan("30010"), yuan("17990")]


def test_a_claim_that_comes_to_nothing_after_all_is_dropped(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest(workspace, "100000")
    work = work_of(plan(workspace))
    [subject] = [one for one in work.offer.subjects if one.plan.measure.id == TESTING]
    refused = dataclasses.replace(subject.assessment, ceiling=ZERO, counted=(), bases=())
    monkeypatch.setattr(type(subject.plan), "assess", lambda *_: refused)
    found = shown(workspace, work)
    assert (found.total, found.claims, found.vouchers) == (ZERO, (), 0)
    assert len(found.lowered) == 1
    assert found.nothing is not None


def test_each_paper_is_counted_once_however_many_expenses_it_proves(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = contest(workspace, "20000", "30000")
    contract = paper(workspace, tmp_path / "来件", "合同.txt")
    photo = paper(workspace, tmp_path / "来件", "照片.txt")
    for number in (first, second):
        ledger.link_evidence(workspace, number, contract, EvidenceRole.CONTRACT)
    ledger.link_evidence(workspace, second, photo, EvidenceRole.OUTCOME)
    found = plan(workspace)
    [claim] = found.claims
    assert {line.expense: line.pages for line in claim.lines} == {first: 1, second: 2}
    assert claim.pages == found.pages == 2


def test_a_line_without_a_payee_is_called_by_what_it_was_for(workspace: Workspace) -> None:
    [number] = contest(workspace, "20000")
    row = ledger.expense_rows(workspace, [number])[number]
    named = dataclasses.replace(row.expense, description="出口灯具检测")
    ledger.edit_expense(workspace, number, named)
    assert plan(workspace).claims[0].lines[0].label == "出口灯具检测"
    ledger.edit_expense(workspace, number, dataclasses.replace(named, payee="检测中心"))
    assert plan(workspace).claims[0].lines[0].label == "检测中心"


def test_labels_of_many_expenses_are_read_at_once(workspace: Workspace) -> None:
    contest(workspace, "1", "2", "3")
    assert expenses.labels(workspace.reader, [1, 3, 99]) == {1: "", 3: ""}
    assert expenses.labels(workspace.reader, []) == {}


def test_a_category_that_no_pack_knows_any_more_is_called_by_its_id(
    workspace: Workspace,
) -> None:
    contest(workspace, "20000")
    stray = Expense(category="gone.long_ago", gross=yuan("5"), paid_on=DAY)
    with workspace.operation("expense.add", "旧账") as operation:
        expenses.add(operation.db, stray)
    [spare] = plan(workspace).spare
    assert (spare.category, spare.why.code) == ("gone.long_ago", "plan.no_measure")


def test_spare_lines_stand_largest_first_with_the_reason_nearest_to_counting(
    workspace: Workspace,
) -> None:
    contest(workspace, "140000", "410000", "700")
    early = Expense(category="yunxi.testing", gross=yuan("900"), paid_on=dt.date(2025, 1, 1))
    other = Expense(category="fair.booth", gross=yuan("800"), paid_on=DAY)
    for expense in (early, other):
        ledger.add_expense(workspace, expense)
    found = [(one.gross, one.why.code) for one in plan(workspace).spare]
    assert found == [
        (yuan("900"), "line.outside_window"),
        (yuan("800"), "plan.no_measure"),
        (yuan("700"), "plan.needless"),
    ]


def test_a_measure_whose_expenses_go_elsewhere_is_named(workspace: Workspace) -> None:
    contest(workspace, "100000")
    [left] = plan(workspace).left_out
    assert (left.measure, left.why.code, left.waits) == (QUALITY, "plan.others_bring_more", False)
    assert left.alone == yuan("50000")
    assert left.title == "出口产品质量支持"


def test_everything_used_up_is_told_from_nothing_claimable(workspace: Workspace) -> None:
    contest(workspace)
    unpaid = Expense(category="yunxi.testing", gross=yuan("9"))
    ledger.add_expense(workspace, unpaid)
    nothing = plan(workspace).nothing
    assert nothing == Problem.of("plan.nothing_claimable")
    contest(workspace, "100")
    kept_out = plan(workspace, Scenario(forbidden=frozenset({(2, None)}))).nothing
    assert kept_out == Problem.of("plan.all_used_up")


def test_a_guides_rounding_is_in_the_plan_and_never_overdone(workspace: Workspace) -> None:
    """A firm's guide that cuts a claim to whole yuan lowers what the plan shows, to the fen."""
    project = certification(workspace, "100001.99")
    [claim] = plan(workspace).claims
    assert claim.amount == yuan("50000.99")
    _adopt_rounding(workspace, claim.measure, project)
    found = plan(workspace)
    [rounded] = found.claims
    assert rounded.amount == rounded.ceiling == yuan("50000")
    assert found.total == yuan("50000")


def _adopt_rounding(ws: Workspace, measure: str, project: ProjectId) -> None:
    """Adopt, for a measure, a guide that rounds down to whole yuan."""
    guide = next(iter(guiding.guides_for(ws, measure)))
    settings = dataclasses.replace(guide.settings, rounding=Rounding.DOWN_TO_YUAN)
    changed = dataclasses.replace(guide, settings=settings)
    ws.catalog = dataclasses.replace(ws.catalog, guides={**ws.catalog.guides, guide.id: changed})
    guiding.adopt(ws, measure, project, guide.id)


def test_weights_in_parts_of_a_fen_do_not_spoil_the_proof(workspace: Workspace) -> None:
    """Parts that nobody supports leave fractions without a common measure of sensible size."""
    contest(workspace)
    for number in range(12):
        gross = Money(10_000_019 + 2 * number * number)
        expense = Expense(
            category="yunxi.testing",
            gross=gross,
            tax=Money(gross.fen // 17),
            paid_on=DAY,
            unsupported=Money(gross.fen // 3),
            unsupported_reason="用餐",
        )
        ledger.add_expense(workspace, expense)
    found = plan(workspace)
    work = work_of(found)
    assert any(leaf.rounded for leaf in work.compiled.leaves)
    assert found.certified
    assert found.total == found.at_most == yuan("280000")


def test_a_plan_can_be_asked_about_in_another_thread(workspace: Workspace) -> None:
    contest(workspace, "100000", "50000")
    found = plan(workspace)
    answers: list[object] = []

    def ask() -> None:
        answers.append(details(workspace, found))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert answers == [details(workspace, found)]


def test_a_meter_that_is_overdrawn_is_full_and_never_negative() -> None:
    meter = Meter(
        key="cap",
        title="每年最高",
        limit=yuan("100"),
        used=yuan("130"),
        planned=ZERO,
        shared=False,
        measures=(),
        over=None,
        day=DAY,
        ends_on=None,
        clause=None,
    )
    assert (meter.free, meter.full) == (ZERO, True)
    room = dataclasses.replace(meter, used=yuan("30"), planned=yuan("69.99"))
    assert (room.free, room.full) == (yuan("0.01"), False)


def test_bounds_are_exact_when_they_meet() -> None:
    assert Between(at_least=yuan("5"), at_most=yuan("5")).exact
    assert not Between(at_least=yuan("5"), at_most=yuan("6")).exact


def test_what_rests_on_a_plan_made_by_hand_is_refused(workspace: Workspace) -> None:
    contest(workspace, "100")
    found = plan(workspace)
    assert isinstance(work_of(found), Work)
    with pytest.raises(TypeError):
        work_of(dataclasses.replace(found, work=None))


def test_the_proof_is_that_of_what_is_shown(workspace: Workspace) -> None:
    contest(workspace, "100000", "50000")
    found = plan(workspace)
    work = work_of(found)
    open_paper = dataclasses.replace(work.best, vouchers_at_least=1)
    unproved = shown(workspace, work, best=open_paper, above=open_paper)
    assert (unproved.money_certified, unproved.certified) == (True, False)
    assert (unproved.vouchers, unproved.vouchers_at_least) == (2, 1)
    open_money = dataclasses.replace(work.best, at_most=work.best.at_most + 1)
    unsure = shown(workspace, work, best=open_money, above=open_money)
    assert not unsure.money_certified
    assert unsure.at_most - unsure.total == Money(1)


def test_counted_parts_of_a_fen_are_shown_in_whole_fen_downwards(workspace: Workspace) -> None:
    [number] = contest(workspace, "100.03")
    row = ledger.expense_rows(workspace, [number])[number]
    partly = dataclasses.replace(
        row.expense, tax=Money(566), unsupported=Money(1000), unsupported_reason="用餐"
    )
    ledger.edit_expense(workspace, ExpenseId(number), partly)
    [line] = plan(workspace).claims[0].lines
    exact = Fraction((10003 - 566) * (10003 - 1000), 10003)
    assert exact.denominator > 1
    assert line.counted == Money(exact.numerator // exact.denominator)
    assert workspace.catalog.packs.keys() == {PACK}
