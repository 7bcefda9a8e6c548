"""What the review list offers for tables, and what it remembers for the batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from tests.unit.app.test_mapping import Here

from jiamao_desktop.app import column_memory
from jiamao_desktop.app.environment import DATA
from jiamao_desktop.app.mapping import Table
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, FileReading, Origin
from jiamao_desktop.domain.errors import JiamaoError, Problem
from jiamao_desktop.domain.mapping import TableChoice, signature
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import table_process
from jiamao_desktop.ui.review_mapping import MappingOffer
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.review import ReviewScreen

Show = Callable[[QWidget], None]
Settle = Callable[[], None]

HEADER = ("哪天", "给谁", "多少")
LIST = "哪天,给谁,多少\n2026-03-05,甲,12.50\n2026-03-06,乙,8\n"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give each test a computer that remembers nothing."""
    monkeypatch.setenv(DATA, str(tmp_path / "data"))
    monkeypatch.setattr(table_process, "ReadingProcess", Here)


@pytest.fixture
def offer(shell: Shell, shown: Show) -> MappingOffer:
    made = MappingOffer(shell)
    shown(made)
    made.hide()
    return made


def item(*, mapped: bool = False, problem: str = "file.not_recognised") -> ReviewItem:
    reading = FileReading(
        name="表.csv",
        mime="text/plain",
        sha256="0" * 64,
        problem=None if mapped else Problem.of(problem),
        content=LIST.encode(),
    )
    fields = {"gross": Field(Money(1), Origin.MAPPED if mapped else Origin.XML)}
    draft = Draft(kind=DraftKind.EXPENSE, fields=fields) if mapped else None
    return ReviewItem(key=0, reading=reading, draft=draft)


def payments(sheet: int = 0) -> TableChoice:
    columns = ColumnMap(
        signature=signature(HEADER),
        title="表",
        target=DraftKind.PAYMENT,
        header=HEADER,
        columns={"哪天": "paid_on", "给谁": "payee", "多少": "amount"},
    )
    return TableChoice(sheet=sheet, head=0, columns=columns)


def test_a_table_that_nobody_knows_can_be_read_by_columns(offer: MappingOffer) -> None:
    offer.show_item(item())
    assert not offer.isHidden()
    assert offer.button.text() == "按列读取…"


def test_a_table_that_was_mapped_can_be_mapped_otherwise(offer: MappingOffer) -> None:
    offer.show_item(item(mapped=True))
    assert offer.button.text() == "改列对应…"


@pytest.mark.parametrize("shown_item", [None, item(problem="file.broken")])
def test_nothing_is_offered_where_nothing_can_be_mapped(
    offer: MappingOffer, shown_item: ReviewItem | None
) -> None:
    offer.show_item(item())
    offer.show_item(shown_item)
    assert offer.isHidden()
    offer.open_dialog()
    assert offer.dialog is None


def test_a_file_that_has_changed_is_said_and_the_button_works_again(
    offer: MappingOffer, shell: Shell, settle: Settle
) -> None:
    failed: list[JiamaoError] = []
    shell.failed.connect(failed.append)
    reading = FileReading(
        name="表.csv",
        mime="text/plain",
        sha256="0" * 64,
        problem=Problem.of("file.not_recognised"),
    )
    offer.show_item(ReviewItem(key=0, reading=reading, sources=(Path("gone.csv"),)))
    offer.open_dialog()
    settle()
    assert [error.code for error in failed] == ["file.changing"]
    assert offer.button.isEnabled()


def test_the_same_table_pasted_twice_is_one(offer: MappingOffer) -> None:
    table = Table(name="粘贴的表格.csv", content=b"a,b\n")
    offer.add_pasted([table])
    offer.add_pasted([table])
    assert offer.own().pasted == (table,)


def test_what_has_left_the_list_is_forgotten(offer: MappingOffer) -> None:
    table = Table(name="粘贴的表格.csv", content=b"a,b\n")
    offer.add_pasted([table])
    offer.keep([item()])
    assert offer.own().pasted == ()
    assert not offer.own().chosen


def test_another_choice_for_the_same_file_replaces_the_first(
    shell: Shell, shown: Show, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "表.csv"
    file.write_text(LIST, "utf-8")
    screen = ReviewScreen(shell)
    shown(screen)
    screen.show_target([file])
    settle()
    screen.mapping.button.click()
    settle()
    dialog = screen.mapping.dialog
    assert dialog is not None
    dialog.reject()
    dialog.mapped.emit(payments())
    settle()
    assert {one.draft.kind for one in screen.items.values() if one.draft} == {DraftKind.PAYMENT}
    [chosen] = screen.mapping.own().chosen.values()
    assert [one.columns.target for one in chosen] == [DraftKind.PAYMENT]
    dialog.mapped.emit(payments())
    settle()
    [chosen] = screen.mapping.own().chosen.values()
    assert len(chosen) == 1
    screen._forget()
    assert not screen.mapping.own().chosen


def test_a_choice_is_for_its_file_and_the_memory_for_all(
    shell: Shell, shown: Show, settle: Settle, tmp_path: Path
) -> None:
    column_memory.remember(shell.workspace, payments().columns)
    for name in ("一月", "二月"):
        rows = LIST.replace("甲", f"{name}甲")
        (tmp_path / f"{name}.csv").write_text(rows, "utf-8")
    screen = ReviewScreen(shell)
    shown(screen)
    screen.show_target([tmp_path / "一月.csv", tmp_path / "二月.csv"])
    settle()
    assert len(screen.items) == 4
    assert all(
        one.draft is not None and one.draft.kind is DraftKind.PAYMENT
        for one in screen.items.values()
    )
    assert not screen.mapping.own().chosen
