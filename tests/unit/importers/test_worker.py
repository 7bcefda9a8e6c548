from __future__ import annotations

import errno
import hashlib
import multiprocessing
import os
import sys
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from tests.unit.importers.making import changed, pdf
from tests.unit.importers.making_files import einvoice, zipped

from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.domain.errors import Cancelled, MachineError
from jiamao_desktop.importers import limits
from jiamao_desktop.importers.worker import ReadingProcess, read_files

SLEEP, ABORT, HOG, LOOP, BUG = b"sleep", b"abort", b"hog", b"loop", b"bug"


def naughty(name: str, data: bytes) -> FileReading:
    """A reader that does what the content says; runs in the child."""
    if data == SLEEP:
        time.sleep(60)
    elif data == LOOP:
        while True:
            pass
    elif data == ABORT:
        os.abort()
    elif data == HOG:
        bytearray(3 << 30)
    elif data == BUG:
        raise TypeError
    return FileReading(name=name, mime=str(os.getpid()))


def code(reading: FileReading) -> str:
    return "" if reading.problem is None else reading.problem.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for content in (SLEEP, ABORT, HOG, LOOP, BUG, b"fine"):
        (tmp_path / content.decode()).write_bytes(content)
    (tmp_path / "a.xml").write_text(einvoice(), encoding="utf-8")
    return tmp_path


def children() -> list[object]:
    return list(multiprocessing.active_children())


def test_a_file_is_read_in_another_process_and_comes_back_whole(folder: Path) -> None:
    with ReadingProcess(naughty) as process:
        reading = process.read(folder / "fine")
    assert reading.name == "fine"
    assert reading.mime != str(os.getpid())
    assert reading.content == b"fine"
    assert reading.sha256 == hashlib.sha256(b"fine").hexdigest()
    assert children() == []


def test_one_child_reads_many_files(folder: Path) -> None:
    with ReadingProcess(naughty) as process:
        pids = {process.read(folder / "fine").mime for _ in range(3)}
    assert len(pids) == 1


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("abort", "file.reader_crashed"),
        ("bug", "file.reader_crashed"),
        pytest.param(
            "hog",
            "file.too_much_memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux caps memory"),
        ),
    ],
)
def test_a_file_that_kills_its_reader_is_refused_and_the_next_is_read(
    folder: Path, file: str, expected: str
) -> None:
    with ReadingProcess(naughty) as process:
        refused = process.read(folder / file)
        after = process.read(folder / "fine")
    assert code(refused) == expected
    assert refused.refused
    assert refused.content == b""
    assert refused.sha256 == hashlib.sha256(file.encode()).hexdigest()
    assert code(after) == ""
    assert children() == []


@pytest.mark.parametrize("file", ["sleep", "loop"])
def test_a_file_that_never_ends_is_given_up(folder: Path, file: str) -> None:
    with ReadingProcess(naughty, seconds=0.3) as process:
        started = time.monotonic()
        refused = process.read(folder / file)
        assert time.monotonic() - started < 20
        after = process.read(folder / "fine")
    assert code(refused) == "file.too_slow"
    assert code(after) == ""
    assert children() == []


def test_a_child_is_replaced_after_many_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiamao_desktop.importers.worker._FILES_PER_CHILD", 2)
    with ReadingProcess(naughty) as process:
        pids = [process.read(folder / "fine").mime for _ in range(4)]
    assert len(set(pids)) == 2
    assert pids == sorted(pids, key=pids.index)


def test_nothing_is_started_before_the_first_file() -> None:
    with ReadingProcess(naughty):
        assert children() == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with ReadingProcess(naughty) as process:
        reading = process.read(tmp_path / "没有.pdf")
    assert (reading.name, code(reading), reading.refused) == ("没有.pdf", "file.missing", True)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with ReadingProcess(naughty) as process:
        reading = process.read(tmp_path)
    assert code(reading) == "folder.unreadable"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [(PermissionError(), "file.forbidden"), (OSError(errno.EIO, ""), "file.unreadable")],
)
def test_a_file_that_cannot_be_read_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, expected: str
) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise fault

    monkeypatch.setattr(Path, "open", refuse)
    with ReadingProcess(naughty) as process:
        reading = process.read(folder / "fine")
    assert code(reading) == expected
    assert reading.problem is not None
    assert dict(reading.problem.details).get("reason", "EIO") == "EIO"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with ReadingProcess(naughty) as process:
        assert code(process.read(tmp_path / "pipe")) == "file.not_a_file"


def test_a_device_is_refused_however_small_it_says_it_is() -> None:
    with ReadingProcess(naughty) as process:
        assert code(process.read(Path(os.devnull))) == "file.not_a_file"


def test_a_file_that_grows_while_it_is_read_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown = tmp_path / "grown"
    grown.write_bytes(b"x" * 20)
    small = tmp_path / "small"
    small.write_bytes(b"x")
    before = small.stat()
    monkeypatch.setattr(os, "fstat", lambda _number: before)
    with ReadingProcess(naughty, most_bytes=10) as process:
        assert code(process.read(grown)) == "file.too_large"


def test_a_name_in_another_encoding_is_shown_as_it_was_meant(tmp_path: Path) -> None:
    meant = "发票.xml"
    path = tmp_path / os.fsdecode(meant.encode("gb18030"))
    path.write_bytes(b"fine")
    with ReadingProcess(naughty) as process:
        assert process.read(path).name == meant


def test_a_name_too_long_for_the_system_is_a_reading_too() -> None:
    with ReadingProcess(naughty) as process:
        assert code(process.read(Path("n" * 300))) == "file.unreadable"


def test_no_child_to_be_had_stops_the_batch_with_a_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    with (
        pytest.raises(MachineError, match=r"reader\.not_started"),
        ReadingProcess(naughty) as process,
    ):
        process.read(folder / "fine")


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 11)
    with ReadingProcess(naughty, most_bytes=10) as process:
        assert code(process.read(tmp_path / "big")) == "file.too_large"
        assert children() == []


def test_closing_twice_does_no_harm(folder: Path) -> None:
    process = ReadingProcess(naughty)
    process.read(folder / "fine")
    process.close()
    process.close()
    assert children() == []


def test_the_real_readers_run_in_the_child_within_its_memory(folder: Path) -> None:
    with ReadingProcess(memory=limits.READ_MEMORY) as process:
        reading = process.read(folder / "a.xml")
    assert len(reading.drafts) == 1
    assert reading.content == einvoice().encode()


def swelling_pdf(times: int) -> bytes:
    """A PDF of a few kilobytes whose one page shows ``times`` letters, one by one."""
    letters = b"BT /F1 9 Tf 10 10 Td " + b"(a) Tj " * times + b"ET"

    def swell(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(zlib.compress(letters, 9))
        page.Contents.Filter = pikepdf.Name.FlateDecode

    return changed(pdf([]), swell)


def test_a_small_pdf_that_swells_ends_in_a_reason_and_the_next_is_read(folder: Path) -> None:
    bomb = folder / "bomb.pdf"
    bomb.write_bytes(swelling_pdf(250_000))
    assert bomb.stat().st_size < 100_000
    refused, after = read_files([bomb, folder / "a.xml"])
    assert refused.refused
    assert code(refused) in {
        "pdf.too_much_text",
        "file.too_slow",
        "file.too_much_memory",
        "file.reader_crashed",
    }
    assert len(after.drafts) == 1


def test_readings_come_in_the_order_of_the_files(folder: Path) -> None:
    (folder / "b.txt").write_text("x")
    (folder / "empty").write_bytes(b"")
    files = [folder / name for name in ("b.txt", "a.xml", "nowhere", "empty", "a.xml")]
    reports: list[tuple[int, int, str]] = []
    found = list(read_files(files, lambda *report: reports.append(report)))
    assert [reading.name for reading in found] == ["b.txt", "a.xml", "nowhere", "empty", "a.xml"]
    assert [code(reading) for reading in found] == [
        "file.not_recognised",
        "",
        "file.missing",
        "file.empty",
        "",
    ]
    assert [len(reading.drafts) for reading in found] == [0, 1, 0, 0, 1]
    assert reports[-1] == (5, 5, "")
    assert {name for _, _, name in reports} == {"b.txt", "a.xml", "nowhere", "empty", ""}
    assert [done for done, _, _ in reports] == sorted(done for done, _, _ in reports)


def test_a_bundle_gives_a_reading_for_each_file_inside(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(zipped({"a.xml": einvoice(), "说明.txt": "x"}))
    found = list(read_files([tmp_path / "包.zip"]))
    assert [reading.name for reading in found] == ["包.zip/a.xml", "包.zip/说明.txt"]
    assert found[0].content == einvoice().encode()
    assert found[1].content == b"x"


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_however_many_read_the_answer_is_the_same(folder: Path, workers: int) -> None:
    (folder / "b.txt").write_text("x")
    files = [folder / name for name in ("a.xml", "b.txt", "nowhere", "a.xml", "b.txt", "a.xml")]
    found = list(read_files(files, workers=workers))
    assert [reading.name for reading in found] == [file.name for file in files]
    assert [len(reading.drafts) for reading in found] == [1, 0, 0, 1, 0, 1]
    assert children() == []


def test_no_files_start_no_process() -> None:
    assert list(read_files([])) == []


def test_stop_between_files_leaves_nothing_behind(folder: Path) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if done == 1:
            raise Cancelled

    readings = read_files([folder / "a.xml", folder / "fine", folder / "a.xml"], stop)
    assert len(next(readings).drafts) == 1
    with pytest.raises(Cancelled):
        next(readings)
    assert children() == []


def test_stop_in_the_middle_of_a_file_ends_the_child(folder: Path) -> None:
    asked = 0

    def stop() -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise Cancelled

    with ReadingProcess(naughty) as process:
        process.read(folder / "fine")
        with pytest.raises(Cancelled):
            process.read(folder / "sleep", stop)
        assert children() == []
        assert code(process.read(folder / "fine")) == ""


def test_a_reader_of_readings_who_leaves_early_leaves_nothing_behind(folder: Path) -> None:
    readings = read_files([folder / "a.xml", folder / "a.xml"])
    next(readings)
    readings.close()  # type: ignore[attr-defined]  # a generator, as every caller may rely on
    assert children() == []


@pytest.mark.parametrize("more", [b" and more", b""])
def test_a_file_that_is_written_while_it_is_read_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: bytes
) -> None:
    path = tmp_path / "还在同步.xml"
    path.write_bytes(b"half of it")
    real = os.fstat

    def meanwhile(number: int) -> os.stat_result:
        found = real(number)
        with path.open("ab") as file:
            file.write(more)
        os.utime(path, ns=(0, found.st_mtime_ns + 1_000_000_000))
        return found

    monkeypatch.setattr(os, "fstat", meanwhile)
    with ReadingProcess(naughty) as process:
        reading = process.read(path)
    assert (code(reading), reading.refused, reading.content) == ("file.being_written", True, b"")
