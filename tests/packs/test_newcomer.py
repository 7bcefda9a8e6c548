"""A pack for an invented city, written along ``docs/adding-a-measure.md``, without any Python."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from tools.pack_mutants import examine, rule_files

from jiamao_desktop.catalog.advice import advise
from jiamao_desktop.catalog.examples import Example, differences, read_examples, worksheet_text
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.cli.main import parser
from jiamao_desktop.domain.pack import Promise
from jiamao_desktop.domain.steps import Fixed, Interest, PerUnit, Sum

YUNXI = Path(__file__).parent / "newcomer" / "yunxi"
ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "adding-a-measure.md").read_text("utf-8")
PACK = load_pack(YUNXI)


def examples() -> tuple[Example, ...]:
    mistakes = Mistakes()
    found = read_examples(read_raw(YUNXI, mistakes), PACK, mistakes)
    mistakes.refuse()
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"{one.measure}：{one.name}")
def test_what_was_worked_out_by_hand_comes_out(example: Example) -> None:
    wrong = differences(PACK, example)
    assert not wrong, f"{worksheet_text(PACK, example)}\n{wrong}"


def test_it_is_made_of_text_alone() -> None:
    assert {one.suffix for one in YUNXI.rglob("*") if one.is_file()} == {".toml", ".txt"}


def test_it_has_the_five_shapes_that_the_page_explains() -> None:
    starts = [type(one.steps[0]) if one.steps else None for one in PACK.measures]
    assert starts == [Sum, PerUnit, Fixed, Interest, None]
    assert [one.promise for one in PACK.measures][-1] is Promise.GUIDANCE
    assert PACK.measures[-1].deadlines


def test_nothing_is_left_to_advise_its_author() -> None:
    advice, mistakes = Mistakes(), Mistakes()
    raw = read_raw(YUNXI, mistakes)
    advise(raw, PACK, examples(), PACK.notices[0].verified_on, advice)
    assert [str(one) for one in advice.found] == []


@pytest.mark.parametrize("file", rule_files(YUNXI))
def test_no_change_of_a_rule_goes_unnoticed(file: str) -> None:
    report = examine(YUNXI, resources_folder(), [file])
    assert not report.survivors, "\n".join(report.survivors)


SNIPPETS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_what_the_page_shows_can_be_copied(snippet: str) -> None:
    shown = tomllib.loads(snippet)
    for kind in ("parameter", "step", "deadline", "fact", "limit"):
        for entry in shown.get(kind, []):
            known = {key for file in YUNXI.rglob("*.toml") for key in _keys(file, kind)}
            assert set(entry) <= known | {"note", "help"}, entry


def _keys(file: Path, kind: str) -> set[str]:
    content = tomllib.loads(file.read_text("utf-8")).get(kind, [])
    return {key for entry in content if isinstance(entry, dict) for key in entry}


COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("jiamao ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page_are_understood(command: str) -> None:
    assert parser().parse_args(shlex.split(command)[1:]).work


def test_the_page_names_every_command_for_packs() -> None:
    named = {command.split()[2] for command in COMMANDS if command.startswith("jiamao pack ")}
    assert named | {"words"} == {
        *("new", "words", "check", "test", "grid", "report", "import", "replay", "list")
    }
    assert "jiamao pack words" in PAGE
