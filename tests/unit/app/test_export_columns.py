"""Columns name fields that their records have, and what leaves comes back the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.app import export_tables
from jiamao_desktop.app.export_columns import COLUMNS
from jiamao_desktop.documents import csv_table, table_workbook
from jiamao_desktop.documents.export_table import Cell, ExportTable
from jiamao_desktop.domain.batch import ImportBatch, ImportFile
from jiamao_desktop.domain.claim import Claim, Grant
from jiamao_desktop.domain.contract import Contract, ContractFee
from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.document import Document
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.drawback import DrawbackExport, DrawbackPurchase
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoLine
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.domain.mapping import TARGETS, TableChoice, TablePlan, ValueKind
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.importers import mapping, tables

RECORDS: Mapping[str, tuple[type, type | None]] = {
    "expenses": (Expense, None),
    "fapiao": (Fapiao, None),
    "fapiao-lines": (Fapiao, FapiaoLine),
    "payments": (Payment, None),
    "contracts": (Contract, None),
    "contract-fees": (Contract, ContractFee),
    "documents": (Document, None),
    "declarations": (Declaration, None),
    "items": (Declaration, DeclarationItem),
    "materials": (Handbook, HandbookGoods),
    "products": (Handbook, HandbookGoods),
    "uses": (Handbook, HandbookUse),
    "refund-exports": (DrawbackExport, None),
    "refund-purchases": (DrawbackPurchase, None),
    "claims": (Claim, None),
    "grants": (Grant, None),
    "imports": (ImportBatch, ImportFile),
}
"""Table to its record, and to the part of it that a row stands for."""


def names(record: type) -> set[str]:
    return {field.name for field in dataclasses.fields(record)}


@pytest.mark.parametrize("key", COLUMNS)
def test_every_column_is_a_field_of_its_record(key: str) -> None:
    owner, line = RECORDS[key]
    for heading, path in COLUMNS[key][1]:
        where, _, name = path.rpartition(".")
        if path == "place":
            assert line is not None
        elif where == "line":
            assert line is not None
            assert name in names(line), heading
        else:
            assert where in ({"owner"} if line else {""}), heading
            assert name in names(owner), heading


@pytest.mark.parametrize("key", COLUMNS)
def test_every_table_has_a_source_and_a_name_of_its_own(key: str) -> None:
    assert key in export_tables._SOURCES
    assert list(export_tables.titles().values()).count(COLUMNS[key][0]) == 1


def test_every_word_that_a_record_may_hold_is_said() -> None:
    for kind, words in export_tables._WORDS.items():
        assert set(words) == set(kind), kind.__name__
        shown = [word for word in words.values() if word]
        assert len(set(shown)) == len(shown)


TEXT = st.text(alphabet="甲乙公司AB=-+@ (1)", min_size=1, max_size=8).map(str.strip).filter(bool)
CODES = st.text(alphabet="0123456789", min_size=1, max_size=24)
MONEY = st.integers(-(10**11), 10**11).map(Money)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
ROWS = st.lists(st.tuples(DAYS, TEXT, MONEY, CODES), min_size=1, max_size=5)
HEADING = ("付款日期", "收款方", "金额", "流水号")


def sent(rows: Sequence[tuple[Cell, ...]], *, workbook: bool) -> bytes:
    file = io.BytesIO()
    table = ExportTable(name="付款", heading=HEADING, rows=rows)
    if workbook:
        table_workbook.write(file, [table])
    else:
        csv_table.write(file, table)
    return file.getvalue()


@given(ROWS, st.booleans())
@settings(max_examples=40)
def test_what_leaves_comes_back_to_the_last_digit(
    rows: list[tuple[dt.date, str, Money, str]], workbook: bool
) -> None:
    data = sent(rows, workbook=workbook)
    columns = mapping.guess(HEADING, DraftKind.PAYMENT)
    assert len(columns.columns) == len(HEADING)
    choice = TableChoice(sheet=0, head=0, columns=columns)
    reading = tables.read_as(TablePlan(choices=(choice,)), "a", data)
    assert len(reading.drafts) == len(rows)
    for draft, (day, party, amount, serial) in zip(reading.drafts, rows, strict=True):
        found = {name: field.value for name, field in draft.fields.items()}
        assert found == {
            "paid_on": day,
            "payee": " ".join(party.split()),
            "amount": amount,
            "serial": serial,
        }
        assert not draft.warnings


SAMPLES = {
    ValueKind.TEXT: "甲",
    ValueKind.CODE: "12345",
    ValueKind.MONEY: "12.50",
    ValueKind.NUMBER: "0.0001",
    ValueKind.WHOLE: "3",
    ValueKind.DAY: "2026-03-05",
    ValueKind.PERCENT: "5%",
    ValueKind.RATE: "13%",
}


@pytest.mark.parametrize("target", DraftKind)
def test_a_full_row_of_every_target_is_read_without_a_problem(target: DraftKind) -> None:
    fields = TARGETS[target].fields
    header = list(fields)
    columns = dataclasses.replace(
        mapping.guess(header, target),
        header=tuple(header),
        columns=dict(zip(header, header, strict=True)),
    )
    row = [SAMPLES[fields[name]] for name in header]
    [read] = mapping.rows_read(columns, [row], 2)
    assert not read.problems
    assert set(read.values) == set(fields)
    [draft] = mapping.drafts(columns, [row], 2)
    assert draft.kind is target
    assert not [one for one in draft.warnings if one.code.startswith("mapping.")]
