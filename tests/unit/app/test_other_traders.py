"""Declarations of somebody else: named before they count as the applicant's own trade."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import write
from tests.unit.storage.test_bulk import packed

from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.review import ItemState, ReviewItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.draft import FileReading, TableReading
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers import worker
from jiamao_desktop.importers.sniff import FileType

OWN, OTHER = "永州样例进出口有限公司", "样例深圳加工贸易有限公司"
HEADS = (
    "海关编号,进出口标志,申报日期,境内收发货人,生产销售单位,监管方式,"
    "项号,商品编号,商品名称,成交数量,单价,总价,币制"
)


def listed(*parties: tuple[str, str]) -> bytes:
    """Return a list of exports, one for each pair of trader and maker."""
    rows = [
        f"5301202600{number:08},出口,2026-03-08,{trader},{maker},0110,1,8536690000,连接器,2,1.5,3,USD"
        for number, (trader, maker) in enumerate(parties)
    ]
    return "\n".join([HEADS, *rows]).encode()


def warnings(item: ReviewItem) -> list[Problem]:
    assert item.draft is not None
    return [one for one in item.draft.warnings if one.code == "import.other_trader"]


def test_a_declaration_that_names_only_others_asks_for_a_look(
    workspace: Workspace, tmp_path: Path
) -> None:
    parties = {
        (OWN, OWN): False,
        (OWN, ""): False,
        (OTHER, OWN): False,  # through an agent
        ("", ""): False,
        (OTHER, OTHER): True,
        (OTHER, ""): True,
    }
    items = read_files(workspace, [write(tmp_path, "清单.csv", listed(*parties))])
    assert [bool(warnings(item)) for item in items] == list(parties.values())
    assert [item.state is ItemState.LOOK for item in items] == list(parties.values())
    [told, *_] = warnings(items[-1])
    assert OTHER in message(told)
    assert OWN in message(told)


def test_a_long_list_says_how_many_are_somebody_elses(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "清单.xlsx", b"long")
    heads = [
        packed(("number", "domestic_party"), [["1", OWN], ["2", OTHER]]),
        dataclasses.replace(packed(("number",), [["3"], ["4"]]), same={"domestic_party": OTHER}),
    ]
    reading = FileReading(
        name=path.name,
        sha256=hashlib.sha256(b"long").hexdigest(),
        mime=FileType.XLSX.value,
        content=b"long",
        table=TableReading(declarations=4, items=0, heads=heads, rows=()),
    )
    monkeypatch.setattr(worker, "read_files", lambda *_: iter([reading]))
    [item] = read_files(workspace, [path])
    assert item.state is ItemState.LOOK
    assert item.reading.table is not None
    [(said, count)] = item.reading.table.notes
    assert (said.code, count) == ("import.other_trader", 3)
    assert said in item.remarks
