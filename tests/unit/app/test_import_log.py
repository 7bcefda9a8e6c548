"""The import log: what became of each file, where it is now, and taking a batch back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write

from jiamao_desktop.app import history, import_log, importing, intake, ledger, papers
from jiamao_desktop.app.import_log import Jump, LoggedBatch, Place
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import BatchId, BatchSource, ImportFile, Outcome
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import expenses, journal


def take(ws: Workspace, *paths: Path) -> LoggedBatch:
    intake.take_in(ws, importing.read_files(ws, paths))
    return import_log.import_log(ws)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "二月来件"
    write(made, "发票1.xml", fapiao_xml(1))
    write(made, "回单1.xml", slip_xml(1, amount=Money(10600)))
    write(made, "说明.txt", "展会说明".encode())
    write(made, "坏.ofd", b"PK\x03\x04 not a zip")
    return made


def count(ws: Workspace) -> int:
    return ledger.ledger_totals(ws, LedgerFilter()).count


def named(batch: LoggedBatch, name: str) -> ImportFile:
    return next(file for file in batch.files if file.name == name)


def test_a_batch_says_what_became_of_each_file(workspace: Workspace, folder: Path) -> None:
    batch = take(workspace, folder)
    assert (batch.title, batch.source) == ("二月来件", BatchSource.FOLDER)
    assert {file.name: file.outcome for file in batch.files} == {
        "发票1.xml": Outcome.TAKEN,
        "回单1.xml": Outcome.TAKEN,
        "说明.txt": Outcome.DOCUMENT,
        "坏.ofd": Outcome.REFUSED,
    }
    assert (batch.kept, batch.total) == (3, 4)
    assert named(batch, "坏.ofd").problem is not None


def test_the_newest_batch_stands_first(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    take(workspace, folder)
    take(workspace, write(tmp_path / "b", "补.xml", fapiao_xml(2, gross=Money(31800))))
    assert [batch.title for batch in import_log.import_log(workspace)] == ["补.xml", "二月来件"]


def test_words_find_files_by_name_batch_and_reason(workspace: Workspace, folder: Path) -> None:
    take(workspace, folder)

    def found(words: str) -> list[str]:
        return [
            file.name for batch in import_log.import_log(workspace, words) for file in batch.files
        ]

    assert found("回单") == ["回单1.xml"]
    assert len(found("二月")) == 4
    assert found("二月 坏") == ["坏.ofd"]
    assert found("压缩") == ["坏.ofd"] or found("zip") == ["坏.ofd"]
    assert found("没有这个词") == []
    assert import_log.import_log(workspace, "没有这个词") == []
    [batch] = import_log.import_log(workspace, "回单")
    assert batch.total == 4, "the counts are those of the whole batch"


def test_a_file_leads_to_what_was_made_of_it(workspace: Workspace, folder: Path) -> None:
    batch = take(workspace, folder)
    [expense] = ledger.expense_ids(workspace, LedgerFilter())
    assert import_log.where_is(workspace, named(batch, "发票1.xml")) == Jump(Place.LEDGER, expense)
    kept = import_log.where_is(workspace, named(batch, "说明.txt"))
    assert kept is not None
    assert kept.place is Place.PAPERS
    assert DocumentId(kept.number) in papers.document_ids(workspace)
    assert import_log.where_is(workspace, named(batch, "坏.ofd")) is None


def test_a_duplicate_leads_to_what_was_there(workspace: Workspace, folder: Path) -> None:
    first = take(workspace, folder)
    again = take(workspace, folder, write(folder, "新.xml", fapiao_xml(5, gross=Money(53000))))
    file = named(again, "发票1.xml")
    assert file.outcome is Outcome.DUPLICATE
    assert import_log.where_is(workspace, file) == import_log.where_is(
        workspace, named(first, "发票1.xml")
    )


def test_what_was_taken_back_leads_nowhere(workspace: Workspace, folder: Path) -> None:
    batch = take(workspace, folder)
    import_log.undo_batch(workspace, batch.id)
    assert all(import_log.where_is(workspace, file) is None for file in batch.files)


def test_a_batch_is_taken_back_after_other_work(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    first = take(workspace, folder)
    take(workspace, write(tmp_path / "b", "补.xml", fapiao_xml(2, gross=Money(31800))))
    changes = import_log.undo_batch(workspace, first.id)
    assert {"expense", "fapiao", "payment", "import_batch"} <= changes.tables
    assert [batch.title for batch in import_log.import_log(workspace)] == ["补.xml"]
    assert count(workspace) == 1
    assert journal.verify(workspace.reader) is None


def test_taking_a_batch_back_can_be_undone_and_then_the_work_before_it(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    first = take(workspace, folder)
    take(workspace, write(tmp_path / "b", "补.xml", fapiao_xml(2, gross=Money(31800))))
    import_log.undo_batch(workspace, first.id)
    history.undo(workspace)
    assert count(workspace) == 2
    history.undo(workspace)
    assert [batch.title for batch in import_log.import_log(workspace)] == ["二月来件"]
    import_log.undo_batch(workspace, first.id)
    assert count(workspace) == 0


def test_a_batch_that_was_changed_since_is_not_taken_back(
    workspace: Workspace, folder: Path
) -> None:
    batch = take(workspace, folder)
    [number] = ledger.expense_ids(workspace, LedgerFilter())
    row = ledger.expense_rows(workspace, [number])[number]
    ledger.edit_expense(workspace, number, Expense(category="fair.booth", gross=Money(1)))
    with pytest.raises(UserError) as refused:
        import_log.undo_batch(workspace, batch.id)
    assert refused.value.code == "batch.in_use"
    assert count(workspace) == 1
    assert row.expense.gross == Money(10600)


def test_a_batch_that_something_refers_to_is_not_taken_back(
    workspace: Workspace, folder: Path
) -> None:
    batch = take(workspace, folder)
    document = named(batch, "说明.txt").document
    assert document is not None
    with workspace.operation("test", "手工登记") as operation:
        number = expenses.add(operation.db, Expense(category="fair.booth", gross=Money(500)))
        expenses.link(operation.db, number, Evidence(document=document, role=EvidenceRole.OUTCOME))
    with pytest.raises(UserError) as refused:
        import_log.undo_batch(workspace, batch.id)
    assert refused.value.code == "batch.in_use"
    assert len(import_log.import_log(workspace)) == 1


def test_a_batch_that_is_gone_is_said_to_be(workspace: Workspace, folder: Path) -> None:
    batch = take(workspace, folder)
    history.undo(workspace)
    for number in (batch.id, BatchId(99)):
        with pytest.raises(UserError) as refused:
            import_log.undo_batch(workspace, number)
        assert refused.value.code == "batch.gone"
