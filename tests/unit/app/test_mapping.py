"""A company's own list, from the file to the book, and the header that is known the next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from jiamao_desktop.app import column_memory, history, ledger, mapping
from jiamao_desktop.app.environment import DATA
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.mapping import OwnTables, Table
from jiamao_desktop.app.review import ItemState, ReviewItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import BatchSource, Outcome
from jiamao_desktop.domain.draft import DraftKind, FileReading, Origin
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.mapping import assigned
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import table_process
from jiamao_desktop.importers.worker import Reader
from jiamao_desktop.storage import batches

LIST = (
    "某公司 2026 年支出,,,,\n"
    "发生日,对方,花在哪里,多少钱（元）,票号\n"
    '2026-03-05,深圳会展有限公司,展位费,"12,000.00",25312000000123456789\n'
    "2026-03-06,乙公司,展位费,300.5,25312000000123456790\n"
    "合计,,,12300.50,\n"
)
COLUMNS = {"发生日": "issued_on", "对方": "payee", "花在哪里": "category", "多少钱（元）": "gross"}


class Here:
    """Stands in for the child: most of these tests are not about processes."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End nothing."""

    def read_data(
        self, name: str, data: bytes, pulse: Callable[[], None] | None = None
    ) -> FileReading:
        if pulse is not None:
            pulse()
        return self._reader(name, data)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give each test a computer that remembers nothing."""
    monkeypatch.setenv(DATA, str(tmp_path / "data"))
    monkeypatch.setattr(table_process, "ReadingProcess", Here)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "支出.csv"
    path.write_bytes(LIST.encode())
    return path


def looked(ws: Workspace, content: str = LIST) -> mapping.Looked:
    """Return a look at the list with its columns named by hand."""
    found = mapping.look(ws, Table(name="支出.csv", content=content.encode()))
    found = mapping.guessed(found, head=1, target=DraftKind.EXPENSE)
    columns = found.columns.columns
    for heading, name in COLUMNS.items():
        columns = assigned(columns, heading, name)
    return mapping.with_columns(found, columns)


def test_a_table_that_no_reader_knows_can_be_mapped(workspace: Workspace, file: Path) -> None:
    [item] = read_files(workspace, [file])
    assert item.state is ItemState.DOCUMENT
    assert mapping.can_be_mapped(item)
    assert mapping.table_of(item).content == file.read_bytes()


def test_a_look_finds_the_headings_and_offers_fields_by_their_names(workspace: Workspace) -> None:
    found = mapping.look(workspace, Table(name="a.csv", content=LIST.encode()))
    assert mapping.header_of(mapping.guessed(found, head=1))[0] == "发生日"
    assert found.columns.title == "a"
    assert mapping.field_titles(DraftKind.EXPENSE)["gross"] == "价税合计"


def test_the_whole_is_checked_before_anything_is_read(workspace: Workspace) -> None:
    found = looked(workspace)
    checked = mapping.check(found.table, [mapping.choice_of(found)])
    assert (checked.drafts, checked.rows, list(checked.problems)) == (2, 2, [])


def test_what_cannot_be_read_is_named_by_row_and_column_while_the_rest_goes_on(
    workspace: Workspace,
) -> None:
    found = looked(workspace, LIST.replace("300.5,", "三百,"))
    [fault] = mapping.faults(found)
    assert (fault.row, fault.column, fault.problem.code) == (3, 3, "mapping.bad_amount")
    checked = mapping.check(found.table, [mapping.choice_of(found)])
    assert checked.drafts == 2
    assert "mapping.bad_amount" in {one.code for one in checked.problems}


def test_columns_in_which_nothing_stands_bring_nothing(workspace: Workspace) -> None:
    found = mapping.with_columns(looked(workspace), {})
    with pytest.raises(UserError) as caught:
        mapping.check(found.table, [mapping.choice_of(found)])
    assert caught.value.code == "mapping.nothing_read"


def test_what_is_no_table_is_refused_with_the_reason(workspace: Workspace) -> None:
    for content in (b"just words", b"", b"PK\x03\x04 broken"):
        with pytest.raises(UserError):
            mapping.look(workspace, Table(name="a.csv", content=content))


def test_a_known_header_is_applied_without_asking(workspace: Workspace, file: Path) -> None:
    column_memory.remember(workspace, looked(workspace).columns)
    first, second = read_files(workspace, [file])
    assert first.draft is not None
    assert first.draft.kind is DraftKind.EXPENSE
    assert first.draft.fields["gross"].value == Money(1_200_000)
    assert first.draft.fields["gross"].origin is Origin.MAPPED
    assert (first.category, second.category) == ("fair.booth", "fair.booth")
    assert mapping.is_mapped(second.draft)
    assert mapping.can_be_mapped(second)


def test_a_known_header_is_known_in_another_order_of_columns(
    workspace: Workspace, tmp_path: Path
) -> None:
    column_memory.remember(workspace, looked(workspace).columns)
    other = tmp_path / "四月.csv"
    other.write_text("对方,多少钱（元）,票号,花在哪里,发生日\n丙,88,1,展位费,2026-04-01\n", "utf-8")
    [item] = read_files(workspace, [other])
    assert item.draft is not None
    assert item.draft.fields["payee"].value == "丙"
    assert item.draft.fields["gross"].value == Money(8_800)


def test_mapped_rows_become_expenses_and_the_log_says_how(workspace: Workspace, file: Path) -> None:
    column_memory.remember(workspace, looked(workspace).columns)
    take_in(workspace, read_files(workspace, [file]))
    assert len(ledger.expense_ids(workspace, ledger.LedgerFilter())) == 2
    [batch] = batches.get_many(workspace.reader, batches.all_ids(workspace.reader)).values()
    [line] = batch.files
    assert (line.outcome, line.records) == (Outcome.MAPPED, 2)


def test_what_was_chosen_for_a_file_goes_before_what_is_known(
    workspace: Workspace, file: Path
) -> None:
    found = looked(workspace)
    column_memory.remember(workspace, found.columns)
    [item, _] = read_files(workspace, [file])
    payments = mapping.guessed(found, target=DraftKind.PAYMENT)
    payments = mapping.with_columns(payments, {"对方": "payee", "多少钱（元）": "amount"})
    own = OwnTables(chosen={item.reading.sha256: [mapping.choice_of(payments)]})
    again = read_files(workspace, [file], own=own)
    assert {one.draft.kind for one in again if one.draft} == {DraftKind.PAYMENT}


def test_a_range_copied_in_excel_is_read_and_kept_like_a_file(workspace: Workspace) -> None:
    text = (
        "发生日\t对方\t花在哪里\t多少钱（元）\t票号\r\n2026-03-05\t甲\t展位费\t1,000.00\t1\r\n\r\n"
    )
    assert mapping.looks_like_table(text)
    table = mapping.pasted(text, "粘贴的表格.csv")
    column_memory.remember(workspace, looked(workspace).columns)
    [item] = read_files(workspace, [], own=OwnTables(pasted=(table,)))
    assert item.draft is not None
    assert item.draft.fields["gross"].value == Money(100_000)
    take_in(workspace, [item])
    [batch] = batches.get_many(workspace.reader, batches.all_ids(workspace.reader)).values()
    assert batch.source is BatchSource.PASTE


@pytest.mark.parametrize("text", ["", "one cell", "a\nb\nc", "\x00"])
def test_what_is_no_range_of_cells_is_not_pasted(text: str) -> None:
    with pytest.raises(UserError) as caught:
        mapping.pasted(text, "a.csv")
    assert caught.value.code == "mapping.no_table"


def test_a_voucher_that_a_reader_knows_is_not_mapped() -> None:
    known = ReviewItem(key=0, reading=FileReading(name="a.xlsx", mime="x/spreadsheetml.sheet"))
    refused = FileReading(
        name="b.xlsx",
        mime="x/spreadsheetml.sheet",
        refused=True,
        problem=Problem.of("file.not_recognised"),
    )
    assert not mapping.can_be_mapped(known)
    assert not mapping.can_be_mapped(ReviewItem(key=1, reading=refused))


def test_remembering_can_be_undone(workspace: Workspace) -> None:
    column_memory.remember(workspace, looked(workspace).columns)
    history.undo(workspace)
    assert not column_memory.of_book(workspace)
