from __future__ import annotations

import os
import platform
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.storage.lock import BookLock

HOLD = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from jiamao_desktop.storage.lock import BookLock
    lock = BookLock(Path(sys.argv[1]))
    print("held", flush=True)
    sys.stdin.read()
    """
)


def refused(folder: Path) -> dict[str, str]:
    with pytest.raises(MachineError) as caught:
        BookLock(folder)
    assert caught.value.code == "book.in_use"
    return caught.value.details


def holder(folder: Path) -> subprocess.Popen[str]:
    """Start another process that holds the lock until it is killed."""
    source = Path(__file__).parents[3] / "src"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_free_lock_is_taken_and_says_by_whom(tmp_path: Path) -> None:
    lock = BookLock(tmp_path)
    text = (tmp_path / "book.lock").read_text()
    assert text.splitlines() == [str(os.getpid()), "jiamao", platform.node()]
    assert lock.held
    lock.release()


def test_a_second_holder_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    lock = BookLock(tmp_path)
    assert refused(tmp_path) == {
        "process": str(os.getpid()),
        "program": "jiamao",
        "computer": platform.node(),
    }
    lock.release()


def test_a_refused_taker_leaves_the_record_alone(tmp_path: Path) -> None:
    lock = BookLock(tmp_path)
    before = (tmp_path / "book.lock").read_text()
    refused(tmp_path)
    assert (tmp_path / "book.lock").read_text() == before
    lock.release()


def test_a_lock_given_back_can_be_taken_again(tmp_path: Path) -> None:
    BookLock(tmp_path).release()
    lock = BookLock(tmp_path)
    lock.release()
    assert not lock.held
    assert (tmp_path / "book.lock").read_text() == ""


def test_giving_back_twice_does_no_harm_to_the_next_holder(tmp_path: Path) -> None:
    first = BookLock(tmp_path)
    first.release()
    second = BookLock(tmp_path)
    first.release()
    assert second.held
    refused(tmp_path)
    second.release()


def test_another_process_is_refused_while_it_lives(tmp_path: Path) -> None:
    process = holder(tmp_path)
    assert refused(tmp_path)["process"] == str(process.pid)
    process.communicate("")


def test_the_lock_of_a_killed_process_is_taken_at_once(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.kill()
    process.wait()
    process.communicate()
    assert (tmp_path / "book.lock").read_text().startswith(f"{process.pid}\n")
    BookLock(tmp_path).release()


def test_the_lock_of_another_computer_is_respected_even_if_nobody_seems_to_hold_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "book.lock").write_text("4711\njiamao\n财务室的电脑\n")
    assert refused(tmp_path) == {
        "process": "4711",
        "program": "jiamao",
        "computer": "财务室的电脑",
    }
    assert "财务室的电脑" in (tmp_path / "book.lock").read_text()


def test_a_refused_foreign_lock_is_not_held_by_us_either(tmp_path: Path) -> None:
    (tmp_path / "book.lock").write_text("4711\njiamao\n财务室的电脑\n")
    refused(tmp_path)
    (tmp_path / "book.lock").unlink()
    BookLock(tmp_path).release()


@pytest.mark.parametrize("left", [b"", b"\n\n\n", b"4711\n", b"\xff\xfe\x00", b"x" * 10_000])
def test_rubbish_in_the_lock_of_nobody_does_not_keep_a_book_closed(
    tmp_path: Path, left: bytes
) -> None:
    (tmp_path / "book.lock").write_bytes(left)
    lock = BookLock(tmp_path)
    assert (tmp_path / "book.lock").read_text().splitlines()[0] == str(os.getpid())
    lock.release()


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_args: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(MachineError) as caught:
        BookLock(tmp_path)
    monkeypatch.undo()
    assert caught.value.code == "book.read_only"
