"""Split payments that come in parts: whatever the batches, the whole sum is settled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write
from tests.unit.app.test_intake import all_rows, only
from tests.unit.app.test_matching import settled

from jiamao_desktop.app import chain, history
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.matching import matched
from jiamao_desktop.app.review import ReviewItem, Suggestion, Target, TargetKind, chosen
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness

GROSS, FIRST, SECOND = Money(8_481_240), Money(2_544_372), Money(5_936_868)
BILL, EARLY, LATE = "bill.xml", "early.xml", "late.xml"
FILES = {
    BILL: fapiao_xml(1, gross=GROSS),
    EARLY: slip_xml(1, amount=FIRST),
    LATE: slip_xml(2, amount=SECOND).replace(b"2026-02-13", b"2026-03-30"),
}
BATCHES = [
    *([[one], [name for name in FILES if name != one]] for one in FILES),
    *([[name for name in FILES if name != one], [one]] for one in FILES),
    [[LATE], [BILL], [EARLY]],
]


def take(ws: Workspace, folder: Path, names: Sequence[str]) -> None:
    take_in(ws, read(ws, folder, names))


def read(ws: Workspace, folder: Path, names: Sequence[str]) -> Sequence[ReviewItem]:
    return read_files(ws, [write(folder, name, FILES[name]) for name in names])


def sums(ws: Workspace) -> list[Money]:
    return sorted(one.amount for one in settled(ws))


@pytest.mark.parametrize(
    "batches", BATCHES, ids=lambda batches: " then ".join(map("+".join, batches))
)
def test_two_slips_pay_one_bill_whatever_the_batches(
    workspace: Workspace, tmp_path: Path, batches: list[list[str]]
) -> None:
    for names in batches:
        take(workspace, tmp_path, names)
    row = only(workspace)
    assert sums(workspace) == [FIRST, SECOND]
    assert str(row.expense.paid_on) == "2026-03-30"
    assert row.expense.bank_slip_number == "SLIP000000000001、SLIP000000000002"
    assert len(row.evidence) == 3
    view = chain.view(workspace, row.id)
    assert view is not None
    said = " ".join(str(finding) for finding in view.findings)
    assert ("不一致" in said, "银行回单" in said) == (False, False)


@pytest.mark.parametrize("late", ["甲.xml", "乙.xml", "单.xml"])
def test_one_slip_pays_two_bills_whichever_comes_last(
    workspace: Workspace, tmp_path: Path, late: str
) -> None:
    files = {
        "甲.xml": fapiao_xml(1, gross=Money(1_060_106)),
        "乙.xml": fapiao_xml(2, gross=Money(2_120_333)),
        "单.xml": slip_xml(1, amount=Money(3_180_439)),
    }
    paths = {name: write(tmp_path, name, content) for name, content in files.items()}
    take_in(workspace, read_files(workspace, [paths[name] for name in paths if name != late]))
    take_in(workspace, read_files(workspace, [paths[late]]))
    assert sums(workspace) == [Money(1_060_106), Money(2_120_333)]
    assert [row.expense.paid_on is not None for row in all_rows(workspace)] == [True, True]
    assert [len(row.evidence) for row in all_rows(workspace)] == [2, 2]


def test_three_slips_in_three_batches_settle_each_part_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    parts = [Money(1_234_561), Money(2_345_672), Money(4_901_007)]
    paths = [
        write(tmp_path, f"{serial}.xml", slip_xml(serial, amount=part))
        for serial, part in enumerate(parts, start=1)
    ]
    take(workspace, tmp_path, [BILL])
    take_in(workspace, read_files(workspace, paths[:1]))
    take_in(workspace, read_files(workspace, paths[1:]))
    assert sums(workspace) == parts
    assert only(workspace).expense.paid_on is not None


def test_a_slip_for_the_rest_finds_a_bill_that_is_paid_in_part(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, [BILL])
    [first] = read(workspace, tmp_path, [EARLY])
    bill = Target(TargetKind.EXPENSE, only(workspace).id)
    take_in(workspace, [chosen(first, Relation.PAYMENT, [bill])])
    assert sums(workspace) == [FIRST]
    assert only(workspace).expense.paid_on is None
    [rest] = read(workspace, tmp_path, [LATE])
    [found] = rest.found
    assert (found.sureness, found.why[0].code) == (Sureness.SURE, "match.amount_equal")
    take_in(workspace, [rest])
    assert sums(workspace) == [FIRST, SECOND]
    assert str(only(workspace).expense.paid_on) == "2026-03-30"


def test_undoing_the_last_batch_opens_the_payment_of_the_first_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, [BILL, EARLY])
    take(workspace, tmp_path, [LATE])
    assert len(settled(workspace)) == 2
    history.undo(workspace)
    assert settled(workspace) == []
    assert only(workspace).expense.paid_on is None


def to_pay(item: ReviewItem) -> Suggestion:
    [found] = [one for one in item.found if one.relation is Relation.PAYMENT]
    return found


def test_what_the_book_settles_along_stays_when_a_person_has_confirmed_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, [BILL, EARLY])
    [item] = read(workspace, tmp_path, [LATE])
    found = to_pay(item)
    assert len(found.along) == 1
    [again] = matched(workspace, [chosen(item, Relation.PAYMENT, [found.target])])
    assert to_pay(again).along == found.along
    take_in(workspace, [again])
    assert sums(workspace) == [FIRST, SECOND]
    assert {one.sureness for one in settled(workspace)} == {Sureness.PERSON}


def test_nothing_is_settled_along_with_what_a_person_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, [BILL, EARLY])
    [item] = read(workspace, tmp_path, [LATE])
    [again] = matched(workspace, [chosen(item, Relation.PAYMENT, [])])
    take_in(workspace, [again])
    assert settled(workspace) == []
