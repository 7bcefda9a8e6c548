from __future__ import annotations

import errno
import hashlib
import os
import random
from pathlib import Path

import pytest

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.storage import attachments, disk, keys
from jiamao_desktop.storage.attachments import AttachmentStore

BOOK = "2f1c9c1e-5c05-4c34-9d0a-6a0f8f0d2a11"
SEGMENT = 256 * 1024
INVOICE = "永州样例电子有限公司 发票 26432000000012345678".encode() * 10


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path, keys.derive(bytes(32), BOOK))


def damaged(store: AttachmentStore, name: str) -> str:
    with pytest.raises(MachineError) as caught:
        store.read(name)
    assert caught.value.details == {"name": name}
    return caught.value.code


@pytest.mark.parametrize(
    "size", [0, 1, 1000, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 3 * SEGMENT + 7]
)
def test_a_file_comes_back_byte_for_byte(store: AttachmentStore, size: int) -> None:
    content = random.Random(size).randbytes(size)
    assert store.read(store.store(content)) == content


def test_the_name_is_a_keyed_hash_and_no_plain_digest(store: AttachmentStore) -> None:
    name = store.store(INVOICE)
    assert len(name) == 64
    assert name != hashlib.sha256(INVOICE).hexdigest()


def test_two_books_give_one_file_different_names(store: AttachmentStore, tmp_path: Path) -> None:
    other = AttachmentStore(tmp_path, keys.derive(b"x" * 32, BOOK))
    assert store.store(INVOICE) != other.store(INVOICE)


def test_a_file_lies_in_the_folder_of_its_first_two_digits(
    store: AttachmentStore, tmp_path: Path
) -> None:
    name = store.store(INVOICE)
    assert store.path(name) == tmp_path / name[:2] / f"{name}.enc"
    assert store.has(name)
    assert not store.has("0" * 64)


def test_nothing_of_the_content_can_be_read_in_the_folder(store: AttachmentStore) -> None:
    encrypted = store.path(store.store(INVOICE)).read_bytes()
    assert encrypted.startswith(b"JZF1\x01")
    assert "发票".encode() not in encrypted
    assert b"26432" not in encrypted


def test_the_same_file_is_stored_once_and_never_rewritten(store: AttachmentStore) -> None:
    path = store.path(store.store(INVOICE))
    before = (path.stat().st_ino, path.read_bytes())
    store.store(INVOICE)
    assert (path.stat().st_ino, path.read_bytes()) == before


def test_a_cut_off_file_is_stored_anew(store: AttachmentStore) -> None:
    name = store.store(INVOICE)
    path = store.path(name)
    path.write_bytes(path.read_bytes()[:-1])
    assert store.store(INVOICE) == name
    assert store.read(name) == INVOICE


def test_many_files_are_stored_in_order(store: AttachmentStore) -> None:
    contents = [bytes([number]) * number for number in range(50)]
    names = store.store_all(contents)
    assert [store.read(name) for name in names] == contents


def test_no_half_written_file_stays(store: AttachmentStore, tmp_path: Path) -> None:
    store.store(INVOICE)
    assert not list(tmp_path.rglob("*.tmp"))


def test_what_a_crash_left_is_swept(store: AttachmentStore, tmp_path: Path) -> None:
    name = store.store(INVOICE)
    (tmp_path / "0123456789abcdef.tmp").write_bytes(b"half")
    assert store.sweep() == 1
    assert store.sweep() == 0
    assert store.read(name) == INVOICE


def test_a_missing_file_is_named(store: AttachmentStore) -> None:
    assert damaged(store, "0" * 64) == "attachment.missing"


@pytest.mark.parametrize("seed", range(20))
def test_any_flipped_bit_is_noticed(store: AttachmentStore, seed: int) -> None:
    dice = random.Random(seed)
    name = store.store(dice.randbytes(SEGMENT + 100))
    path = store.path(name)
    encrypted = bytearray(path.read_bytes())
    encrypted[dice.randrange(len(encrypted))] ^= 1 << dice.randrange(8)
    path.write_bytes(encrypted)
    assert damaged(store, name) == "attachment.damaged"


@pytest.mark.parametrize("kept", [0, 4, 5, 28, 29, 40, 46, 5 + 24 + SEGMENT + 17, -1])
def test_a_cut_off_file_is_noticed(store: AttachmentStore, kept: int) -> None:
    name = store.store(bytes(SEGMENT + 100))
    path = store.path(name)
    path.write_bytes(path.read_bytes()[:kept])
    assert damaged(store, name) == "attachment.damaged"


def test_anything_appended_is_noticed(store: AttachmentStore) -> None:
    name = store.store(INVOICE)
    with store.path(name).open("ab") as file:
        file.write(bytes(64))
    assert damaged(store, name) == "attachment.damaged"


def test_two_files_that_changed_names_are_noticed(store: AttachmentStore) -> None:
    first, second = store.store_all([b"first", b"other"])
    content = store.path(first).read_bytes()
    store.path(first).write_bytes(store.path(second).read_bytes())
    store.path(second).write_bytes(content)
    assert damaged(store, first) == "attachment.damaged"
    assert damaged(store, second) == "attachment.damaged"


def test_segments_that_changed_places_are_noticed(store: AttachmentStore) -> None:
    name = store.store(random.Random(3).randbytes(3 * SEGMENT))
    path = store.path(name)
    encrypted, start, step = path.read_bytes(), 29, SEGMENT + 17
    first = encrypted[start : start + step]
    second = encrypted[start + step : start + 2 * step]
    path.write_bytes(encrypted[:start] + second + first + encrypted[start + 2 * step :])
    assert damaged(store, name) == "attachment.damaged"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "book.disk_full"),
        (errno.EDQUOT, "book.disk_full"),
        (errno.EIO, "book.io_error"),
        (errno.EROFS, "book.read_only"),
    ],
)
def test_what_the_disk_says_is_named_and_nothing_is_stored(
    store: AttachmentStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: str,
) -> None:
    def fail(path: Path, content: bytes) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(attachments, "write_through", fail)
    with pytest.raises(MachineError) as caught:
        store.store(INVOICE)
    assert caught.value.code == code
    assert not list(tmp_path.rglob("*.enc"))


def test_the_file_is_on_the_disk_before_its_name_and_its_name_before_the_answer(
    store: AttachmentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order that lost nothing in three hundred simulated power cuts."""
    steps: list[str] = []
    real_write, real_replace, real_sync = disk.write_through, Path.replace, disk.sync_folder

    def write(path: Path, content: bytes) -> None:
        steps.append("write")
        real_write(path, content)

    def replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(self, target)

    def sync(folder: Path) -> None:
        steps.append("flush files" if folder == tmp_path else "flush folder")
        real_sync(folder)

    monkeypatch.setattr(attachments, "write_through", write)
    monkeypatch.setattr(attachments, "sync_folder", sync)
    monkeypatch.setattr(Path, "replace", replace)
    store.store(INVOICE)
    assert steps[:2] == ["write", "rename"]
    assert sorted(steps[2:]) == ["flush files", "flush folder"]


def test_writing_through_flushes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    disk.write_through(tmp_path / "file", b"content")
    assert (tmp_path / "file").read_bytes() == b"content"
    assert len(flushed) == 1


def test_a_folder_cannot_be_flushed_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    disk.sync_folder(tmp_path)
    assert len(flushed) == 1
    monkeypatch.setattr(os, "name", "nt")
    disk.sync_folder(tmp_path)
    assert len(flushed) == 1


def test_a_file_that_is_gone_or_damaged_is_put_back(store: AttachmentStore) -> None:
    name = store.store(INVOICE)
    assert not store.mend(INVOICE)
    store.path(name).unlink()
    assert store.mend(INVOICE)
    content = bytearray(store.path(name).read_bytes())
    content[-1] ^= 1  # of the same size, so that only reading it tells
    store.path(name).write_bytes(content)
    assert store.mend(INVOICE)
    assert store.read(name) == INVOICE
