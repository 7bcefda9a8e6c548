"""Each kind of mistake in a pack is named with its file, its entry and its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.catalog.pack_files import (
    AEO,
    OTHER,
    copied,
    copied_resources,
    mistakes_of_catalog,
    mistakes_of_pack,
    spoil,
)
from tests.unit.catalog.spoilt import (
    IN_CONDITIONS_AND_HEADS,
    IN_THE_PACK_FILE,
    Spoilt,
)
from tests.unit.catalog.spoilt_figures import IN_FIGURES_AND_STEPS

from jiamao_desktop.domain.errors import PackMistake

MISTAKES = [*IN_CONDITIONS_AND_HEADS, *IN_FIGURES_AND_STEPS, *IN_THE_PACK_FILE]


@pytest.mark.parametrize("spoilt", [pytest.param(one, id=one.what) for one in MISTAKES])
def test_a_mistake_is_named_with_file_entry_and_remedy(tmp_path: Path, spoilt: Spoilt) -> None:
    folder = copied(tmp_path)
    spoil(folder / spoilt.file, spoilt.old, spoilt.new)
    found = mistakes_of_pack(folder)
    fitting = [one for one in found if one.entry == spoilt.entry and spoilt.words in one.message]
    assert fitting, "\n".join(map(str, found))
    (one, *_) = fitting
    assert one.file == spoilt.file
    assert len(one.remedy) > 4
    assert str(one) == f"{one.file}：{one.entry}：{one.message}　→ {one.remedy}"


def named(mistakes: tuple[PackMistake, ...], words: str) -> list[tuple[str, str]]:
    return [(one.file, one.entry) for one in mistakes if words in one.message]


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / AEO, '"50/100"', "0.5")
    spoil(folder / OTHER, '"fair.overseas"', '"fair.abroad"')
    spoil(folder / "pack.toml", "不超过 2.4 万元", "不超过 2.5 万元")
    found = mistakes_of_pack(folder)
    assert {one.file for one in found} == {AEO, OTHER, "pack.toml"}


def test_a_text_that_was_altered_is_known_by_its_digest(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / "sources" / "yzbf-2024-8.txt", "永政办发〔2024〕8号", "永政办发〔2024〕9号")
    found = mistakes_of_pack(folder)
    assert named(found, "SHA-256 与记录不符") == [("pack.toml", "notice.yz-2024-8.sha256")]


def test_a_notice_without_its_text_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "sources" / "yzbf-2024-8.txt").unlink()
    found = mistakes_of_pack(folder)
    assert ("pack.toml", "notice.yz-2024-8.source") in named(found, "找不到文件")
    clauses = (folder / "pack.toml").read_text("utf-8").count("[[clause]]")
    assert len(named(found, "找不到这句引文")) == clauses > 40


def test_a_measure_without_examples_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "measures" / "yz-aeo.examples.toml").unlink()
    assert named(mistakes_of_pack(folder), "没有算例文件") == [(AEO, "id")]


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    assert named(mistakes_of_pack(tmp_path), "找不到文件") == [("pack.toml", "pack.toml")]


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / AEO, 'title      = "', "title = ")
    (found,) = [one for one in mistakes_of_pack(folder) if "TOML" in one.message]
    assert (found.file, found.entry) == (AEO, AEO)
    assert "line 3" in found.message


def test_another_encoding_is_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = folder / AEO
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    assert named(mistakes_of_pack(folder), "不是 UTF-8 编码") == [(AEO, AEO)]


def test_a_fact_that_no_rule_reads_is_refused(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    with (resources / "facts.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[[fact]]\nid = "firm.colour"\ntype = "text"\nscope = "firm"\n'
            'label = "颜色"\nquestion = "什么颜色？"\n'
        )
    found = mistakes_of_catalog(resources)
    assert named(found, "没有任何规则读取") == [("facts.toml", "fact.firm.colour")]


def test_mistakes_of_the_dictionaries_are_named_before_any_pack_is_read(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    spoil(resources / "facts.toml", 'type = "bool"', 'type = "boolean"')
    spoil(resources / "categories.toml", 'label = "展位费"', 'name = "展位费"')
    found = mistakes_of_catalog(resources)
    assert {one.file for one in found} == {"facts.toml", "categories.toml"}
    assert ("categories.toml", "category.fair.booth.name") in named(found, "不认识的键")


def test_a_code_without_choices_is_refused(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    spoil(resources / "facts.toml", "[fact.choices]", "[fact.answers]")
    found = mistakes_of_catalog(resources)
    assert ("facts.toml", "fact.firm.kind.choices") in named(found, "缺少“choices”")


def test_two_mistakes_in_two_packs_are_both_named(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    other = copied(tmp_path / "other")
    other.rename(resources / "packs" / "zz.second")
    spoil(resources / "packs" / "zz.second" / AEO, '"50/100"', "0.5")
    spoil(resources / "packs" / other.name / OTHER, '"70/100"', "0.7")
    assert {AEO, OTHER} <= {one.file for one in mistakes_of_catalog(resources)}
