"""What the review list says of an item, and what a person can change about it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from jiamao_desktop.app.review import ItemState, ReviewItem, checked, corrected
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, FileReading, Origin, Value
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.money import Money


def reading(**changes: Any) -> FileReading:
    usual = FileReading(name="发票.xml", sha256="ab" * 32, mime="text/xml", content=b"<x/>")
    return dataclasses.replace(usual, **changes)


def draft(warnings: tuple[Problem, ...] = (), **values: Value) -> Draft:
    usual: dict[str, Value] = {"number": "12345678", "gross": Money(100), **values}
    fields = {name: Field(value, Origin.XML) for name, value in usual.items()}
    return Draft(kind=DraftKind.FAPIAO, fields=fields, warnings=warnings)


def item(**changes: Any) -> ReviewItem:
    usual = checked(ReviewItem(key=0, reading=reading(), draft=draft()))
    return dataclasses.replace(usual, **changes)


def test_a_clean_voucher_is_ready_and_taken() -> None:
    assert (item().state, item().take) == (ItemState.READY, True)


def test_a_warning_asks_for_a_look_but_does_not_stand_in_the_way() -> None:
    doubtful = item(draft=draft((Problem.of("fapiao.sum_differs"),)))
    assert (doubtful.state, doubtful.take) == (ItemState.LOOK, True)


def test_what_is_there_already_is_never_taken() -> None:
    double = item(duplicate=Problem.of("import.same_fapiao", number="12345678"))
    assert (double.state, double.take) == (ItemState.DUPLICATE, False)


def test_a_refused_file_is_never_taken_whatever_the_person_wants() -> None:
    refused = item(reading=reading(refused=True, problem=Problem.of("file.broken")), draft=None)
    assert (refused.state, refused.take) == (ItemState.REFUSED, False)


def test_a_file_nobody_can_read_is_kept_as_a_document() -> None:
    kept = item(draft=None)
    assert (kept.state, kept.take) == (ItemState.DOCUMENT, True)


def test_a_person_may_leave_an_item_out() -> None:
    assert not item(wanted=False).take


def test_a_voucher_that_lacks_its_number_is_blocked_until_it_is_typed() -> None:
    lacking = corrected(item(), "number", "")
    assert lacking.blocked == Problem.of("draft.incomplete", field="number", label="发票号码")
    assert (lacking.state, lacking.take) == (ItemState.LOOK, False)
    mended = corrected(lacking, "number", "87654321")
    assert (mended.blocked, mended.take) == (None, True)


def test_a_corrected_field_is_shown_as_the_persons() -> None:
    changed = corrected(item(), "gross", "250")
    assert changed.draft is not None
    assert changed.draft.fields["gross"] == Field(Money(25000), Origin.PERSON)


def test_a_correction_that_cannot_be_read_changes_nothing() -> None:
    before = item()
    with pytest.raises(UserError):
        corrected(before, "gross", "很多")
    assert before.draft is not None
    assert before.draft.fields["gross"].value == Money(100)


def test_a_plain_document_has_no_fields_to_correct() -> None:
    kept = item(draft=None)
    assert corrected(kept, "gross", "1") is kept


@pytest.mark.parametrize("kind", [DraftKind.PAYMENT, DraftKind.DECLARATION])
def test_other_vouchers_are_checked_by_their_own_needs(kind: DraftKind) -> None:
    empty = checked(ReviewItem(key=0, reading=reading(), draft=Draft(kind=kind, fields={})))
    assert bool(empty.blocked) is (kind is DraftKind.PAYMENT)
