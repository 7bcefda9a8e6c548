"""The file of fingerprints: there whole or not at all, and mute without its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.domain.fingerprint import SIZE, Mark
from jiamao_desktop.storage import fingerprints

ONE = Mark(b"1" * SIZE, b"a" * SIZE)
TWO = Mark(b"2" * SIZE, b"b" * SIZE)


def test_there_is_nothing_until_somebody_wants_it(tmp_path: Path) -> None:
    assert not fingerprints.wanted(tmp_path / "本机")
    assert fingerprints.read(tmp_path / "本机") == frozenset()
    assert not (tmp_path / "本机").exists()


def test_marks_come_back_and_their_order_leaves_no_trace(tmp_path: Path) -> None:
    fingerprints.write(tmp_path, [TWO, ONE])
    first = (tmp_path / fingerprints.FILE).read_bytes()
    fingerprints.write(tmp_path, [ONE, TWO])
    assert (tmp_path / fingerprints.FILE).read_bytes() == first
    assert fingerprints.read(tmp_path) == {ONE, TWO}
    assert [path.name for path in tmp_path.iterdir()] == [fingerprints.FILE]


@pytest.mark.parametrize("damage", [b"", b"x", b"jiamao fingerprints 1\n" + b"1" * 63])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / fingerprints.FILE).write_bytes(damage)
    with pytest.raises(MachineError, match=r"fingerprints\.damaged"):
        fingerprints.read(tmp_path)


def test_without_a_keychain_nothing_is_started(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="keychain"):
        fingerprints.start(tmp_path)
    assert not fingerprints.wanted(tmp_path)


def test_the_folder_is_made_when_it_is_needed(tmp_path: Path) -> None:
    fingerprints.write(tmp_path / "a" / "b", [ONE])
    assert fingerprints.read(tmp_path / "a" / "b") == {ONE}
