"""What is remembered of a header, where, and what never is."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from jiamao_desktop.app import column_memory
from jiamao_desktop.app.environment import DATA
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.mapping import signature

HEADER = ("日期", "对方", "多少钱")


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA, str(tmp_path / "data"))
    return tmp_path / "data" / "column_maps.json"


def made(*header: str, title: str = "某客户 2026") -> ColumnMap:
    return ColumnMap(
        signature=signature(header),
        title=title,
        target=DraftKind.EXPENSE,
        header=header,
        columns={header[-1]: "gross"},
    )


def test_a_header_is_remembered_by_book_and_computer(workspace: Workspace) -> None:
    one = made(*HEADER)
    column_memory.remember(workspace, one)
    assert list(column_memory.of_book(workspace)) == [one]
    assert list(column_memory.of_computer()) == [dataclasses.replace(one, title="")]
    assert list(column_memory.known(workspace)) == [one]


def test_the_computer_keeps_no_name_of_a_file(workspace: Workspace, computer: Path) -> None:
    column_memory.remember(workspace, made(*HEADER))
    assert "某客户" not in computer.read_text("utf-8")


def test_a_row_of_contents_taken_for_a_header_stays_in_the_book(workspace: Workspace) -> None:
    column_memory.remember(workspace, made("张三", "25312000000123456789", "12000"))
    assert len(column_memory.of_book(workspace)) == 1
    assert not column_memory.of_computer()


def test_the_same_header_is_remembered_once_and_the_last_word_counts(workspace: Workspace) -> None:
    column_memory.remember(workspace, made(*HEADER))
    other = dataclasses.replace(made(*HEADER), columns={"多少钱": "tax"})
    column_memory.remember(workspace, other)
    assert [one.columns for one in column_memory.of_computer()] == [{"多少钱": "tax"}]
    assert list(column_memory.known(workspace)) == [other]


def test_a_forgotten_header_is_gone_everywhere(workspace: Workspace) -> None:
    one = made(*HEADER)
    column_memory.remember(workspace, one)
    column_memory.forget(workspace, one.signature)
    assert not column_memory.known(workspace)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"maps": 3}',
        '{"maps": [{}]}',
        '{"maps": [{"signature": "x", "target": "nonsense", "header": [], "columns": {}}]}',
        '{"maps": [{"signature": "x", "target": "expense", "header": ["a"], "columns": {"b": 1}}]}',
    ],
)
def test_a_spoilt_memory_is_as_good_as_none(computer: Path, content: str) -> None:
    computer.parent.mkdir(parents=True)
    computer.write_text(content, "utf-8")
    assert not column_memory.of_computer()


def test_an_endless_memory_is_not_read(computer: Path) -> None:
    computer.parent.mkdir(parents=True)
    computer.write_bytes(b" " * (5 << 20))
    assert not column_memory.of_computer()


def test_a_computer_that_cannot_keep_it_only_forgets(workspace: Workspace, computer: Path) -> None:
    computer.parent.mkdir(parents=True)
    computer.mkdir()
    column_memory.remember(workspace, made(*HEADER))
    assert not column_memory.of_computer()
    assert len(column_memory.known(workspace)) == 1
    assert [path.name for path in computer.parent.iterdir()] == [computer.name]


def test_the_file_is_plain_for_whoever_wants_to_look(workspace: Workspace, computer: Path) -> None:
    column_memory.remember(workspace, made(*HEADER))
    [held] = json.loads(computer.read_text("utf-8"))["maps"]
    assert held["columns"] == {"多少钱": "gross"}
