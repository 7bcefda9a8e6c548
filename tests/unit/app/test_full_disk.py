"""A disk that fills up while a batch is taken in, and a workbook of forty sheets."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write
from tools.demo_sheets import flat_list
from tools.demo_story import LIST

from jiamao_desktop.app import importing, intake, ledger, papers
from jiamao_desktop.app.import_log import import_log
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import disk, journal

FILES = 4


@pytest.fixture
def items(workspace: Workspace, tmp_path: Path) -> list[ReviewItem]:
    folder = tmp_path / "来件"
    for serial in range(1, FILES):
        write(folder, f"发票{serial}.xml", fapiao_xml(serial, gross=Money(10600 * serial)))
    write(folder, "回单.xml", slip_xml(1, amount=Money(10600)))
    return list(importing.read_files(workspace, [folder]))


def nothing_is_taken_in(ws: Workspace) -> bool:
    return (
        not len(papers.document_ids(ws))
        and ledger.ledger_totals(ws, LedgerFilter()).count == 0
        and not import_log(ws)
        and journal.verify(ws.reader) is None
    )


def test_a_disk_that_is_full_at_any_file_leaves_nothing_half_taken_in(
    workspace: Workspace, items: list[ReviewItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = disk.write_through
    for room in (0, *[1] * (FILES - 1)):
        left = [room]

        def full(path: Path, content: bytes, left: list[int] = left) -> None:
            if not left[0]:
                path.write_bytes(content[: len(content) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")
            left[0] -= 1
            whole(path, content)

        monkeypatch.setattr("jiamao_desktop.storage.attachments.write_through", full)
        with pytest.raises(MachineError) as told:
            intake.take_in(workspace, items)
        assert told.value.code == "book.disk_full"
        assert nothing_is_taken_in(workspace)
        # What was whole stays and is found again; so the next try gets one file further.
    monkeypatch.setattr("jiamao_desktop.storage.attachments.write_through", whole)
    intake.take_in(workspace, items)
    assert len(papers.document_ids(workspace)) == FILES
    for number in papers.document_ids(workspace):
        assert papers.content(workspace, number), "each is whole"


def test_a_disk_that_fills_while_rows_are_written_leaves_nothing_half_taken_in(
    workspace: Workspace, items: list[ReviewItem]
) -> None:
    db = workspace.book.db.conn
    [most] = db.execute("PRAGMA max_page_count").fetchone()
    [pages] = db.execute("PRAGMA page_count").fetchone()
    for room in (0, 1):
        db.execute(f"PRAGMA max_page_count={pages + room}")
        with pytest.raises(MachineError) as told:
            intake.take_in(workspace, items)
        assert told.value.code == "book.disk_full"
        assert nothing_is_taken_in(workspace)
    db.execute(f"PRAGMA max_page_count={most}")
    intake.take_in(workspace, items)
    assert ledger.ledger_totals(workspace, LedgerFilter()).count == FILES - 1


def test_the_person_is_told_what_to_do_about_a_full_disk() -> None:
    assert "空间" in message(MachineError("book.disk_full"))


def test_in_a_workbook_of_forty_sheets_the_one_that_counts_is_found(
    workspace: Workspace, tmp_path: Path
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 -- only here

    listed = load_workbook(io.BytesIO(flat_list(LIST))).active
    assert listed is not None
    book = Workbook()
    for number in range(1, 40):
        sheet = book.create_sheet(f"表{number}")
        rows = listed.iter_rows(values_only=True) if number == 37 else [["备忘", number]]
        for row in rows:
            sheet.append(list(row))
    assert len(book.sheetnames) == 40
    out = io.BytesIO()
    book.save(out)
    found = importing.read_files(workspace, [write(tmp_path, "四十张表.xlsx", out.getvalue())])
    assert {item.draft.kind for item in found if item.draft} == {DraftKind.DECLARATION}
    assert len(found) == len(LIST)
