from __future__ import annotations

import random
from pathlib import Path

import pytest
from tools import bench_pdf
from tools.bench_pdf import Round, Took

from jiamao_desktop.importers.reading import read_bytes


def test_the_invoices_that_are_measured_are_read_without_a_doubt(tmp_path: Path) -> None:
    """A doubt would draw the page, and the figure would tell of a rare case."""
    files = bench_pdf.written(tmp_path, 3)
    readings = [read_bytes(file.name, file.read_bytes()) for file in files]
    assert [len(reading.drafts) for reading in readings] == [1, 1, 1]
    assert [draft.warnings for reading in readings for draft in reading.drafts] == [(), (), ()]
    assert len({reading.sha256 for reading in readings}) == 3


def test_the_same_seed_gives_the_same_invoices() -> None:
    one, other = (bench_pdf.invoice(random.Random(1), 7) for _ in range(2))
    assert one == other


def test_both_sides_read_the_same_files(tmp_path: Path) -> None:
    files = bench_pdf.written(tmp_path, 1)
    assert "发票" in bench_pdf.raw_text(files[0])
    assert bench_pdf.raw_places(files[0]) == bench_pdf.raw_text(files[0])
    assert bench_pdf.again(files, 3) == files * 3


def test_the_ratio_is_that_of_the_best_round_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    rounds = [
        Round(Took(2.0, 2.0), Took(2.0, 2.0), Took(3.0, 4.0)),
        Round(Took(1.0, 2.0), Took(1.5, 2.0), Took(4.0, 4.0)),
    ]
    assert bench_pdf.print_table(rounds, 1_000) == 3.0
    said = capsys.readouterr().out
    assert "to bare text: 3.00 by clock, 2.00 by processor" in said
    assert "to text with places: 2.00 by clock, 2.00 by processor" in said
    assert "ratio 3.00 (limit 1.6)" in said


def test_a_file_that_is_not_read_ends_the_measurement(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="only 0 of 1"):
        bench_pdf.took([tmp_path], lambda _: 0)
