"""Every row of the checklist of measures is in the catalogue, with its clause and its file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.catalog.paths import resources_folder

ROOT = Path(__file__).resolve().parents[2]
CHECKLIST = ROOT / ".." / "shared" / "policies" / "MEASURES.md"
_ROW = re.compile(
    r"\| (\S+) \| `([^`]+)` \| ([^|]+) \| ([^|]+) \| (.+)（`([^`]+)`） \| `([^`]+)` \|"
)


@cache
def catalog() -> Catalog:
    return shipped_catalog()


@cache
def table() -> list[tuple[str, str, str, str, str]]:
    """Return row, id, place, clause and file of every line of the table."""
    text = (ROOT / "docs" / "measures.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]
    found = []
    for line in lines:
        match = _ROW.fullmatch(line)
        assert match, line
        row, name, _, _, place, clause, file = match.groups()
        found.append((row, name, place, clause, file))
    return found


def first_cells() -> list[str]:
    """Return the first cell of every row of the checklist that names a measure or a rule."""
    if not CHECKLIST.is_file():
        pytest.skip("the checklist of measures is not beside this checkout")
    text = CHECKLIST.read_text("utf-8").partition("## Measures that name money")[2]
    cells = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("|")]
    return [cell for cell in cells if cell != "id" and not cell.startswith("---")]


def names_in(cell: str, known: set[str]) -> list[str]:
    """Return the ids a cell stands for: ``hn-jm-fx / -rmb`` is two, whatever its stem."""
    parts = [part.strip() for part in re.sub(r"\(rule[^)]*\)", "", cell).split("/")]
    names = [parts[0]]
    for part in parts[1:]:
        words = parts[0].split("-")
        stems = ["-".join(words[:length]) for length in range(len(words) - 1, 0, -1)]
        fitting = [stem + part for stem in stems if stem + part in known]
        names.append(fitting[0] if fitting else parts[0] + part)
    return names


def test_every_row_of_the_checklist_stands_in_the_table() -> None:
    known = {row for row, *_ in table()}
    wanted = [name for cell in first_cells() for name in names_in(cell, known)]
    assert len(wanted) > 60
    assert [name for name in wanted if name not in known] == []


def test_a_stem_is_found_whatever_its_length() -> None:
    known = {"hn-jm-fx", "hn-jm-rmb", "yz-fair-key-booth", "yz-fair-key-people", "yz-leader"}
    assert names_in("hn-jm-fx / -rmb", known) == ["hn-jm-fx", "hn-jm-rmb"]
    assert names_in("yz-fair-key-booth / -people", known)[1] == "yz-fair-key-people"
    assert names_in("yz-pool (rule, not a measure)", known) == ["yz-pool"]
    assert names_in("yz-leader / -park", known)[1] not in known


def test_the_table_says_what_the_catalogue_holds() -> None:
    measures = {one.id: one for pack in catalog().packs.values() for one in pack.measures}
    stated = {name: (place, clause) for _, name, place, clause, _ in table()}
    assert set(measures) <= set(stated)
    for name, measure in measures.items():
        assert stated[name] == (
            f"{measure.clause.number} {measure.clause.where}",
            measure.clause.id,
        )


def test_every_file_of_the_table_holds_its_entry() -> None:
    for _, name, _, clause, file in table():
        text = (resources_folder() / "packs" / file).read_text("utf-8")
        assert re.search(rf'^id\s+= "{re.escape(name)}"$', text, re.MULTILINE), file
        assert f'"{clause}"' in text, file


def test_every_shared_rule_stands_in_the_table() -> None:
    names = {name for _, name, *_ in table()}
    for pack in catalog().packs.values():
        rules = {one.id for one in pack.limits} | {one.id for one in pack.exclusions}
        rules |= {one.id for one in pack.allowances} | {one.id for one in pack.priorities}
        assert rules <= names
