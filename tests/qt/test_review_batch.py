"""The review list laid out in a job: order, counts that follow edits, what is clean, what stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write

from jiamao_desktop.app import importing
from jiamao_desktop.app.review import ItemState, ReviewItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import review_batch
from jiamao_desktop.ui.review_batch import Batch, laid_out


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("来件")
    write(folder, "1.xml", fapiao_xml(1))
    write(folder, "2.xml", fapiao_xml(2, gross=Money(21200), buyer="别的公司"))
    write(folder, "3.xml", slip_xml(1, amount=Money(10600)))
    write(folder, "4.ofd", b"PK\x03\x04 not a zip")
    return folder


@pytest.fixture
def batch(workspace: Workspace, files: Path) -> Batch:
    return laid_out(importing.read_files(workspace, [files]), {})


def by_name(batch: Batch, name: str) -> ReviewItem:
    return next(item for item in batch.items.values() if item.reading.name == name)


def test_what_needs_a_look_stands_first_and_refusals_last(batch: Batch) -> None:
    names = [batch.items[key].reading.name for key in batch.order]
    assert names == ["2.xml", "1.xml", "3.xml", "4.ofd"]
    assert batch.states == {ItemState.LOOK: 1, ItemState.READY: 2, ItemState.REFUSED: 1}
    assert batch.taken == 3
    assert not batch.clean
    assert batch.some_clean


def test_the_counts_follow_an_edit_as_if_counted_anew(batch: Batch) -> None:
    batch.replace(replace(by_name(batch, "1.xml"), wanted=False))
    look = by_name(batch, "2.xml")
    assert look.draft is not None
    batch.replace(replace(look, draft=replace(look.draft, warnings=())))
    anew = laid_out(batch.items.values(), {})
    assert +batch.states == +anew.states
    assert batch.taken == anew.taken == 2
    assert batch.clean


def test_edits_are_kept_when_more_files_join(batch: Batch, workspace: Workspace) -> None:
    edited = replace(by_name(batch, "1.xml"), category="fair.booth", key=77)
    gone = replace(by_name(batch, "3.xml"), identity="gone")
    kept = batch.keep_edits([edited, gone])
    assert kept == {by_name(batch, "1.xml").key}
    assert by_name(batch, "1.xml").category == "fair.booth"
    assert 77 not in batch.items


def test_an_item_knows_what_belongs_to_it(batch: Batch) -> None:
    slip = by_name(batch, "3.xml")
    assert batch.tied_to(by_name(batch, "1.xml")) == [(slip, Relation.PAYMENT)]
    assert batch.tied_to(slip) == []


def test_what_needs_a_look_holds_back_what_belongs_to_it(batch: Batch) -> None:
    bill = by_name(batch, "1.xml")
    assert bill.draft is not None
    look = by_name(batch, "2.xml")
    assert look.draft is not None
    warned = replace(bill, draft=replace(bill.draft, warnings=look.draft.warnings))
    batch.replace(warned)
    held = review_batch.only_clean(list(batch.items.values()))
    assert not any(item.take for item in held)


def test_only_what_is_clean_is_taken_and_the_rest_stays_as_it_was(batch: Batch) -> None:
    items = list(batch.items.values())
    chosen = review_batch.only_clean(items)
    assert [item.reading.name for item in chosen if item.take] == ["1.xml", "3.xml"]
    left = review_batch.left_over(items, chosen)
    assert [(item.reading.name, item.wanted) for item in left] == [("2.xml", True), ("4.ofd", True)]


def test_what_stays_comes_loose_from_what_has_gone(batch: Batch) -> None:
    items = list(batch.items.values())
    gone = [replace(item, wanted=item.reading.name == "1.xml") for item in items]
    left = {item.reading.name: item for item in review_batch.left_over(items, gone)}
    assert not left["3.xml"].partners


def test_only_what_matching_says_anew_is_drawn_anew(batch: Batch) -> None:
    items = list(batch.items.values())
    loose = [replace(item, found=(), ties=()) for item in items]
    changed = review_batch.changed(items, loose)
    assert [item.reading.name for item in changed] == ["3.xml"]
    assert review_batch.changed(items, items) == []


def test_expenses_of_the_batch_are_offered_but_not_endlessly_many(batch: Batch) -> None:
    slip, bill = by_name(batch, "3.xml"), by_name(batch, "1.xml")
    batch.replace(replace(bill, category="fair.booth"))
    assert [item.reading.name for item in batch.offered(slip)] == ["1.xml"]
    assert list(batch.offered(by_name(batch, "1.xml"))) == []
    many = [replace(bill, key=key, category="fair.booth") for key in range(500)]
    assert len(list(laid_out(many, {}).offered(slip))) == review_batch.MOST_OFFERED


def test_an_empty_list_is_neither_clean_nor_partly_clean() -> None:
    assert not Batch().clean
    assert not Batch().some_clean
