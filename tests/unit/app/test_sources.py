"""What is taken in is what was looked at, byte for byte, or nothing is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, write
from tests.unit.app.test_intake import only

from jiamao_desktop.app import history
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.papers import document_ids
from jiamao_desktop.app.sources import content_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import BatchSource, Outcome
from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import batches, fapiao, provenance

GROSS = Money(8_480_000)


def bundle(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.xml", data)
    return packed.getvalue()


def test_a_batch_keeps_no_bytes_between_reading_and_taking_in(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path, "1.xml", fapiao_xml(1, gross=GROSS))
    [item] = read_files(workspace, [path])
    assert item.reading.content == b""
    assert item.size == path.stat().st_size
    assert content_of(item) == path.read_bytes()


def test_a_file_that_changed_is_refused_and_nothing_is_taken_in(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path, "1.xml", fapiao_xml(1, gross=GROSS))
    other = write(tmp_path, "2.xml", fapiao_xml(2, gross=GROSS))
    items = read_files(workspace, [path, other])
    other.write_bytes(fapiao_xml(3, gross=GROSS))
    with pytest.raises(UserError, match=r"file\.changing") as caught:
        take_in(workspace, items)
    assert caught.value.details == {"name": "2.xml"}
    assert len(document_ids(workspace)) == 0
    other.unlink()
    with pytest.raises(UserError, match=r"file\.changing"):
        take_in(workspace, items)


def test_parts_of_a_bundle_are_read_again_from_it(workspace: Workspace, tmp_path: Path) -> None:
    first, second = fapiao_xml(1, gross=GROSS), fapiao_xml(2, gross=GROSS)
    path = write(tmp_path, "票.zip", bundle(a=first, b=second))
    items = read_files(workspace, [path])
    assert [content_of(item) for item in items] == [first, second]
    path.write_bytes(b"PK broken")
    with pytest.raises(UserError, match=r"file\.changing"):
        content_of(items[0])


def test_two_files_of_one_name_are_told_apart_by_their_digest(
    workspace: Workspace, tmp_path: Path
) -> None:
    paths = [write(tmp_path / f"{n}", "票.xml", fapiao_xml(n, gross=GROSS)) for n in (1, 2)]
    items = read_files(workspace, paths)
    assert [content_of(item) for item in items] == [path.read_bytes() for path in paths]


def test_the_log_names_every_file_and_what_became_of_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "三月"
    write(folder, "1 票.xml", fapiao_xml(1, gross=GROSS))
    write(folder, "2 又.xml", fapiao_xml(1, gross=GROSS) + b"\n")
    write(folder, "3 坏.pdf", b"%PDF-1.7 broken")
    write(folder, "4 合同.txt", "合同".encode())
    take_in(workspace, read_files(workspace, [folder]))
    [number] = batches.all_ids(workspace.reader)
    batch = batches.get_many(workspace.reader, [number])[number]
    assert (batch.source, batch.title) == (BatchSource.FOLDER, "三月")
    assert [(file.name, file.outcome, file.records) for file in batch.files] == [
        ("1 票.xml", Outcome.TAKEN, 1),
        ("2 又.xml", Outcome.DUPLICATE, 0),
        ("3 坏.pdf", Outcome.REFUSED, 0),
        ("4 合同.txt", Outcome.DOCUMENT, 0),
    ]
    assert batch.files[0].document is not None
    assert batch.files[1].problem is not None
    history.undo(workspace)
    assert batches.all_ids(workspace.reader) == []


def test_each_field_keeps_where_it_was_read(workspace: Workspace, tmp_path: Path) -> None:
    take_in(
        workspace,
        read_files(workspace, [write(tmp_path, "1.xml", fapiao_xml(1, gross=GROSS))]),
    )
    assert only(workspace).expense.fapiao is not None
    number = fapiao.by_identity(workspace.reader, "", only(workspace).expense.fapiao_number)
    assert number is not None
    read = provenance.of(workspace.reader, "fapiao", [number])[number]
    assert read.batch is not None
    assert read.origins["gross"] is Origin.XML
    assert read.origins["lines"] is Origin.XML
