from __future__ import annotations

import io
import random
import zipfile

import pytest
from tests.unit.importers.making import pdf
from tests.unit.importers.making_files import einvoice, ofd, zipped
from tests.unit.importers.sheet_making import rows_workbook
from tools import mutants

XML = einvoice().encode()
PDF = pdf([(100.0, 50.0, "金额")])
SHEET = rows_workbook([["海关编号", "品名"], ["530120250000123456", "连接器"]])
TEXT = "海关编号,品名\n".encode()


def dice(seed: int = 1) -> random.Random:
    return random.Random(seed)


@pytest.mark.parametrize(
    "data", [XML, PDF, SHEET, TEXT, ofd([(50.0, 50.0, "x")]), zipped({"a.txt": "x"})]
)
@pytest.mark.parametrize("seed", range(6))
def test_the_same_seed_does_the_same_damage(data: bytes, seed: int) -> None:
    assert mutants.mutated(dice(seed), data) == mutants.mutated(dice(seed), data)


@pytest.mark.parametrize(
    ("data", "kinds"), [(XML, "xml"), (PDF, "pdf"), (SHEET, "zip"), (TEXT, ""), (b"", "")]
)
def test_damage_fits_the_kind_of_file(data: bytes, kinds: str) -> None:
    plain = {"flip", "cut", "double", "zero", "remove", "insert"}
    structural = {name for name in mutants.MUTATORS if kinds and name.startswith(f"{kinds}_")}
    assert set(mutants.fitting(data)) == plain | structural


@pytest.mark.parametrize("name", sorted(mutants.MUTATORS))
def test_every_damage_changes_its_kind_of_file(name: str) -> None:
    data = {"xml": XML, "pdf": PDF, "zip": SHEET}.get(name.partition("_")[0], TEXT)
    changed = [mutants.MUTATORS[name](dice(seed), data) for seed in range(8)]
    assert any(content != data for content in changed)


def test_a_damaged_member_is_packed_so_that_the_zip_opens() -> None:
    for seed in range(8):
        for name in ("zip_member", "zip_names", "zip_cells", "zip_swell"):
            content = mutants.MUTATORS[name](dice(seed), SHEET)
            with zipfile.ZipFile(io.BytesIO(content)) as bundle:
                assert bundle.testzip() is None


def test_a_file_without_the_place_to_damage_stays_as_it_is() -> None:
    assert mutants.xml_drop(dice(), b"no markup") == b"no markup"
    assert mutants.pdf_object(dice(), b"%PDF-1.7") == b"%PDF-1.7"
