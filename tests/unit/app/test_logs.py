"""The log never says what is in a book, and never stands in the way of the program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiamao_desktop.app import logs

HOME = Path("/home/somebody")


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.set_up(tmp_path / "logs")
    yield tmp_path / "logs" / "jiamao.log"
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_codes_and_counts_are_written_with_the_moment(log_file: Path) -> None:
    logging.getLogger("jiamao").info("job stopped: %s after %d files", "file.broken", 12)
    [line] = log_file.read_text(encoding="utf-8").splitlines()
    assert line.endswith("Z INFO jiamao: job stopped: file.broken after 12 files")


@pytest.mark.parametrize(
    "secret",
    [
        "26432000000000000101",
        "91431100MA4YL0001K",
        "43110000000000000001",
        "/home/somebody/账套/样例公司.book",
        "C:\\Users\\somebody\\样例公司.book",
    ],
)
def test_what_looks_private_is_masked_even_if_somebody_logs_it(log_file: Path, secret: str) -> None:
    logging.getLogger("jiamao").warning("found %s here", secret)
    written = log_file.read_text(encoding="utf-8")
    assert secret not in written
    assert "found […] here" in written


def test_short_numbers_and_versions_stay_readable(log_file: Path) -> None:
    logging.getLogger("jiamao").info("schema 7, 1234 rows, 0.35 s, PySide6 6.11.3")
    assert "schema 7, 1234 rows, 0.35 s, PySide6 6.11.3" in log_file.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_does_not_stop_the_program(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    before = list(logging.getLogger().handlers)
    logs.set_up(blocked / "logs")
    [added] = [one for one in logging.getLogger().handlers if one not in before]
    logging.getLogger().removeHandler(added)
    assert isinstance(added, logging.NullHandler)


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, HOME / ".local/state/jiamao"),
        ("linux", {"XDG_STATE_HOME": "/state"}, Path("/state/jiamao")),
        ("darwin", {}, HOME / "Library/Logs/jiamao"),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/jiamao/logs")),
        ("win32", {}, HOME / "AppData/Local/jiamao/logs"),
    ],
)
def test_each_system_has_its_own_place(
    platform: str, environment: dict[str, str], expected: Path
) -> None:
    assert logs.log_folder(platform, environment, HOME) == expected


def test_a_full_log_makes_room_and_only_two_older_ones_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "jiamao.log"
    for start in range(4):
        file.write_text(str(start) + "x" * 1_000_000, encoding="utf-8")
        logs._make_room(file)
        assert not file.exists()
    older = {path.name: path.read_text(encoding="utf-8")[0] for path in tmp_path.iterdir()}
    assert older == {"jiamao.log.1": "3", "jiamao.log.2": "2"}


def test_a_log_with_room_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "jiamao.log"
    file.write_text("short", encoding="utf-8")
    logs._make_room(file)
    assert [path.name for path in tmp_path.iterdir()] == ["jiamao.log"]
