"""Damaged workbooks and damaged XBRL go all the way through the readers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.importers.sheet_making import replaced

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import (
    bank_xbrl,
    customs_form,
    customs_list,
    sheet_workbook,
    tax_export,
    xmltree,
)

DEMO = Path(__file__).parents[3] / "resources" / "demo" / "files"
FORM = next(DEMO.glob("16-*.xlsx")).read_bytes()
LIST = next(DEMO.glob("17-*.xlsx")).read_bytes()
SLIP = next(DEMO.glob("07-*.xml")).read_bytes()
PART = "xl/worksheets/sheet1.xml"

Damage = list[tuple[int, int, bytes]]
DAMAGE = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=8)), max_size=5
)


def damaged(data: bytes, damage: Damage) -> bytes:
    """Cut pieces out of the bytes and put others in."""
    for place, length, insert in damage:
        at = place % (len(data) + 1)
        data = data[:at] + insert + data[at + length :]
    return data


def part_of(book: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as bundle:
        return bundle.read(PART)


def drafts_or_refusal(data: bytes) -> int:
    """The number of drafts that all readers together find, or -1 for a refusal."""
    try:
        book = sheet_workbook.load(data)
    except ImportRefused:
        return -1
    readers = (customs_form.read, customs_list.read, tax_export.read)
    return sum(len(read(book)) for read in readers)


@pytest.mark.parametrize(("book", "count"), [(FORM, 1), (LIST, 5)], ids=["form", "list"])
def test_undamaged_workbooks_are_read(book: bytes, count: int) -> None:
    assert drafts_or_refusal(book) == count
    assert drafts_or_refusal(replaced(book, PART, part_of(book))) == count


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(DAMAGE)
def test_a_form_damaged_inside_is_read_or_refused(damage: Damage) -> None:
    assert drafts_or_refusal(replaced(FORM, PART, damaged(part_of(FORM), damage))) >= -1


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(DAMAGE)
def test_a_list_damaged_inside_is_read_or_refused(damage: Damage) -> None:
    assert drafts_or_refusal(replaced(LIST, PART, damaged(part_of(LIST), damage))) >= -1


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(DAMAGE)
def test_a_workbook_damaged_from_outside_is_read_or_refused(damage: Damage) -> None:
    assert drafts_or_refusal(damaged(LIST, damage)) >= -1


@settings(max_examples=100)
@given(DAMAGE)
def test_a_damaged_slip_is_read_or_refused(damage: Damage) -> None:
    try:
        root = xmltree.parse(damaged(SLIP, damage))
    except ImportRefused:
        return
    assert len(bank_xbrl.read(root)) <= 1


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_a_workbook_cut_short_is_refused(place: int) -> None:
    assert drafts_or_refusal(FORM[: place % (len(FORM) - 30)]) == -1
