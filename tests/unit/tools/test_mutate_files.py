from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.unit.importers.making_files import einvoice
from tools import mutate_files
from tools.mutate_files import Outcome

from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.domain.errors import Problem


def reading(code: str = "", *, refused: bool = False) -> FileReading:
    return FileReading(name="x", problem=Problem.of(code) if code else None, refused=refused)


def test_a_handful_of_damaged_files_brings_nothing_down() -> None:
    originals = [einvoice().encode(), b"a,b\n1,2\n"]
    outcome = mutate_files.run(originals, range(8), seed=1)
    assert outcome.held
    assert sum(outcome.kinds.values()) == 8
    assert outcome.ended == []


def test_the_same_number_is_the_same_file() -> None:
    originals = [einvoice().encode()]
    assert mutate_files.damaged(originals, 7, 1) == mutate_files.damaged(originals, 7, 1)
    assert mutate_files.damaged(originals, 7, 1) != mutate_files.damaged(originals, 7, 2)


@pytest.mark.parametrize(
    ("code", "field", "held"),
    [
        ("file.too_slow", "slow", False),
        ("file.too_much_memory", "heavy", False),
        ("file.reader_crashed", "ended", True),
        ("xml.broken", "codes", True),
    ],
)
def test_what_gives_way_is_named(code: str, field: str, held: bool) -> None:
    outcome = Outcome()
    outcome.note("7 flip", "flip", reading(code, refused=True), 0.1)
    assert getattr(outcome, field)
    assert outcome.held is held
    assert outcome.kinds == {"refused": 1}


def test_a_slow_file_is_named_even_if_it_was_read() -> None:
    outcome = Outcome()
    outcome.note("7 flip", "flip", reading(), 20.5)
    assert outcome.slow == ["7 flip"]
    assert outcome.slowest == (20.5, "7 flip")


def test_a_program_that_is_brought_down_does_not_hold() -> None:
    assert not Outcome(down=["7 flip: KeyError"]).held
    assert not Outcome(stray=["outside"]).held


def test_what_is_written_anywhere_is_found_and_the_world_put_back() -> None:
    before = (Path.cwd(), os.environ.get("HOME"))
    with mutate_files._own_world() as (work, world):
        (work / "1.bin").write_bytes(b"x")
        assert mutate_files._new_files(world, work) == []
        Path("../outside").write_text("x", encoding="ascii")
        assert [path.name for path in mutate_files._new_files(world, work)] == ["outside"]
    assert (Path.cwd(), os.environ.get("HOME")) == before


def test_the_table_names_what_gave_way(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = Outcome(down=["7 flip: KeyError"])
    outcome.note("8 cut", "cut", reading("zip.broken", refused=True), 0.25)
    mutate_files.print_table(outcome, 2, 3.0)
    said = capsys.readouterr().out
    assert "2 damaged files of 2 originals in 3 s" in said
    assert "program brought down: 1 ['7 flip: KeyError']" in said
    assert "zip.broken 1" in said
    assert "slowest 0.25 s (8 cut)" in said
