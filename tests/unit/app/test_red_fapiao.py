"""Red 发票 in any order: what they take back is taken off once, never twice."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, write
from tests.unit.app.test_doubles import claim
from tests.unit.app.test_intake import all_rows, only
from tests.unit.app.test_matching import BOOTH, NUMBER, red_xml

from jiamao_desktop.app import history, ledger
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.storage import fapiao

BACK = Money(1_060_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "来件"


def take(ws: Workspace, path: Path) -> None:
    take_in(ws, read_files(ws, [path]))


def claimable(ws: Workspace) -> Money:
    """Return what all expenses together may still claim."""
    return total(row.expense.gross - row.expense.unsupported for row in all_rows(ws))


def test_a_red_fapiao_without_its_blue_one_counts_as_it_stands(
    workspace: Workspace, folder: Path
) -> None:
    take(workspace, write(folder, "红.xml", red_xml(2, BACK, NUMBER)))
    assert only(workspace).expense.gross == -BACK


def test_a_red_fapiao_that_came_first_is_not_taken_off_twice(
    workspace: Workspace, folder: Path
) -> None:
    take(workspace, write(folder, "红.xml", red_xml(2, BACK, NUMBER)))
    take(workspace, write(folder, "蓝.xml", fapiao_xml(1, gross=BOOTH)))
    spent = only(workspace).expense
    assert (spent.gross, spent.unsupported) == (BOOTH, BACK)
    history.undo(workspace)
    assert only(workspace).expense.gross == -BACK


def test_either_order_leaves_the_same_to_claim(workspace: Workspace, folder: Path) -> None:
    blue = write(folder / "蓝", "1.xml", fapiao_xml(1, gross=BOOTH))
    red = write(folder / "红", "2.xml", red_xml(2, BACK, NUMBER))
    found = []
    for paths in ([blue, red], [red, blue]):
        for path in paths:
            take(workspace, path)
        found.append(claimable(workspace))
        history.undo(workspace)
        history.undo(workspace)
    assert found == [BOOTH - BACK, BOOTH - BACK]


def test_a_red_expense_in_a_claim_stays_and_does_the_netting_itself(
    workspace: Workspace, folder: Path
) -> None:
    take(workspace, write(folder, "红.xml", red_xml(2, BACK, NUMBER)))
    claim(workspace, "yz-online-promotion")
    take(workspace, write(folder, "蓝.xml", fapiao_xml(1, gross=BOOTH)))
    amounts = sorted((row.expense.gross, row.expense.unsupported) for row in all_rows(workspace))
    assert amounts == [(-BACK, Money(0)), (BOOTH, Money(0))]
    [red] = fapiao.reds_of(workspace.reader, "", NUMBER)
    record = fapiao.get(workspace.reader, red)
    assert record is not None
    assert record.blue is not None


def test_a_red_fapiao_is_taken_off_a_blue_one_in_parts_once(
    workspace: Workspace, folder: Path
) -> None:
    take(workspace, write(folder, "蓝.xml", fapiao_xml(1, gross=BOOTH)))
    whole = only(workspace)
    part = Money(800_000)
    rest = dataclasses.replace(whole.expense, gross=BOOTH - part, tax=Money(0))
    ledger.edit_expense(workspace, whole.id, rest)
    ledger.add_expense(workspace, dataclasses.replace(rest, gross=part))
    [item] = read_files(workspace, [write(folder / "后", "红.xml", red_xml(2, BACK, NUMBER))])
    assert item.tied(Relation.RED)
    take_in(workspace, [item])
    assert claimable(workspace) == BOOTH - BACK
