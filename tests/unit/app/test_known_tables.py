"""Tables among other files: which are looked at again, and which never."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml
from tests.unit.app.test_mapping import alone

from jiamao_desktop.app import column_memory, mapping
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.mapping import KnownTables, OwnTables, Table
from jiamao_desktop.app.review import ItemState
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import DraftKind, FileReading
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.mapping import LINE, signature
from jiamao_desktop.storage import drawbacks, handbooks, payments

__all__ = ["alone"]

LIST = "哪天,给谁,多少\n2026-03-05,甲,12.50\n"


def remembered(ws: Workspace, target: DraftKind, **columns: str) -> None:
    header = tuple(columns)
    one = ColumnMap(
        signature=signature(header), title="", target=target, header=header, columns=columns
    )
    column_memory.remember(ws, one)


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """Return a book that knows a list of payments."""
    remembered(workspace, DraftKind.PAYMENT, 哪天="paid_on", 给谁="payee", 多少="amount")
    return workspace


def test_a_table_inside_a_bundle_is_read_too(known: Workspace, tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as bundle:
        bundle.writestr("付款.csv", LIST)
        bundle.writestr("发票.xml", fapiao_xml(1))
    path = tmp_path / "来件.zip"
    path.write_bytes(file.getvalue())
    items = read_files(known, [path])
    assert {item.draft.kind for item in items if item.draft} == {
        DraftKind.PAYMENT,
        DraftKind.FAPIAO,
    }
    take_in(known, items)
    assert len(payments.all_ids(known.reader)) == 1


def test_the_same_table_is_not_taken_in_twice(known: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "付款.csv"
    path.write_text(LIST, "utf-8")
    take_in(known, read_files(known, [path]))
    [again] = read_files(known, [path])
    assert again.state is ItemState.DUPLICATE
    assert not mapping.can_be_mapped(again)


def test_a_table_pasted_twice_is_one_and_joins_the_files(known: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "付款.csv"
    path.write_text(LIST, "utf-8")
    pasted = Table(name="粘贴的表格.csv", content=LIST.replace("甲", "乙").encode())
    items = read_files(known, [path], own=OwnTables(pasted=(pasted,)))
    parties = [str(item.draft.fields["payee"].value) for item in items if item.draft]
    assert parties == ["甲", "乙"]
    assert [bool(item.reading.content) for item in items] == [False, True]


@pytest.mark.parametrize(
    "reading",
    [
        FileReading(
            name="a.pdf", mime="application/pdf", problem=Problem.of("file.not_recognised")
        ),
        FileReading(name="a.csv", mime="text/plain", problem=Problem.of("file.broken")),
        FileReading(name="a.csv", mime="text/plain"),
    ],
)
def test_what_is_read_or_broken_or_no_table_is_left_alone(
    known: Workspace, reading: FileReading
) -> None:
    with KnownTables(known, {}) as tables:
        assert tables.read(reading) is reading


def test_an_unknown_header_stays_a_document(known: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "别的.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    [item] = read_files(known, [path])
    assert item.state is ItemState.DOCUMENT
    assert mapping.can_be_mapped(item)


def test_a_mapped_handbook_ends_in_the_book(workspace: Workspace, tmp_path: Path) -> None:
    remembered(
        workspace,
        DraftKind.HANDBOOK_MATERIALS,
        哪本="number",
        第几=LINE + "serial",
        叫什么=LINE + "name",
    )
    path = tmp_path / "料.csv"
    path.write_text("哪本,第几,叫什么\nB53012600001,1,塑料粒\nB53012600001,2,铜线\n", "utf-8")
    take_in(workspace, read_files(workspace, [path]))
    [book] = handbooks.get_many(workspace.reader, handbooks.all_ids(workspace.reader)).values()
    assert book.number == "B53012600001"
    assert [(one.serial, one.name) for one in book.materials] == [(1, "塑料粒"), (2, "铜线")]


def test_mapped_refund_rows_end_in_the_book(workspace: Workspace, tmp_path: Path) -> None:
    remembered(
        workspace,
        DraftKind.DRAWBACK_EXPORTS,
        报哪张=LINE + "declaration_number",
        卖多少=LINE + "usd",
        票=LINE + "fapiao_number",
    )
    path = tmp_path / "退税.csv"
    path.write_text("报哪张,卖多少,票\n530120260000000001001,620.50,CI-1\n", "utf-8")
    take_in(workspace, read_files(workspace, [path]))
    [row] = drawbacks.exports(workspace.reader).values()
    assert row.item == ("530120260000000001", 1)
    assert (str(row.usd), row.fapiao_number) == ("620.50", "CI-1")
