"""An example that names what its measure does not have is refused, and says what."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.catalog.pack_files import spoil
from tests.unit.catalog.test_word_mistakes import REFUND, SHAPES, TRAINING, copied

from jiamao_desktop.catalog.examples import read_examples
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.raw import read_raw

EXAMPLES = [
    ('steps = ["base"', 'steps = ["bases"', "没有步骤或上限“bases”"),
    ('binding = "group"', 'binding = "grup"', "没有步骤或上限“grup”"),
    ('evidence = ["fapiao"]', 'evidence = ["invoice"]', "没有单证“invoice”"),
    ("group = true", 'group = "yes"', "true 或 false"),
]


@pytest.mark.parametrize(("old", "new", "words"), EXAMPLES)
def test_an_example_that_names_what_is_not_there_is_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    folder = copied(tmp_path)
    spoil(folder / TRAINING.replace(".toml", ".examples.toml"), old, new)
    mistakes = Mistakes()
    read_examples(read_raw(folder, mistakes), load_pack(folder, SHAPES), mistakes)
    assert any(words in one.message + one.remedy for one in mistakes.found)


def test_an_example_of_a_deadline_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / REFUND.replace(".toml", ".examples.toml"), "by-four", "by-five")
    mistakes = Mistakes()
    read_examples(read_raw(folder, mistakes), load_pack(folder, SHAPES), mistakes)
    assert ["没有期限“by-five”" in one.message for one in mistakes.found] == [True]
