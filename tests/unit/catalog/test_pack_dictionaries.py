"""A pack brings the facts and categories that only it needs, and overrules no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.catalog.pack_files import (
    copied,
    copied_resources,
    mistakes_of_catalog,
    mistakes_of_pack,
    spoil,
)

from jiamao_desktop.catalog.packs import load_catalog, load_pack

FACT = """
[[fact]]
id = "{id}"
type = "bool"
scope = "firm"
label = "首次认证"
question = "是首次认证吗？"
"""
CATEGORY = '[[category]]\nid = "{id}"\nlabel = "认证差旅费"\n'
AEO = "measures/yz-aeo.toml"


def declare(folder: Path, fact: str, category: str) -> None:
    append(folder / "facts.toml", FACT.format(id=fact))
    append(folder / "categories.toml", CATEGORY.format(id=category))


def append(file: Path, entry: str) -> None:
    """Add an entry to a dictionary, whether or not the pack has one."""
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(before + entry, "utf-8")


def test_a_pack_uses_its_own_facts_and_categories(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    folder = next(one.parent for one in resources.glob("packs/*/measures/yz-aeo.toml")).parent
    declare(folder, "aeo.first", "aeo.travel")
    spoil(folder / AEO, 'fact   = "certification.first"', 'fact   = "aeo.first"')
    spoil(folder / AEO, 'adds = ["certification.consulting"]', 'adds = ["aeo.travel"]')
    pack = load_pack(folder, resources)
    assert "aeo.first" in pack.own_facts
    assert pack.categories["aeo.travel"].label == "认证差旅费"
    assert pack.facts["firm.kind"].label == "申报主体类型"
    (resources / "facts.toml").write_text(
        (resources / "facts.toml").read_text("utf-8").replace("certification.first", "aeo.second"),
        "utf-8",
    )
    catalog_mistakes = mistakes_of_catalog(resources)
    assert [one.entry for one in catalog_mistakes] == ["fact.aeo.second"]


def test_the_catalogue_knows_what_every_pack_declares(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    folder = next(one.parent for one in resources.glob("packs/*/measures/yz-aeo.toml")).parent
    declare(folder, "aeo.first", "aeo.travel")
    text = (folder / AEO).read_text("utf-8")
    condition = text.replace('id    = "zz"', "")
    (folder / AEO).write_text(
        condition + '\n[[material]]\nid = "x"\ntitle = "x"\nreference = "x"\n'
        'needed = { fact = "aeo.first", op = "is", value = true }\n',
        "utf-8",
    )
    catalog = load_catalog(resources)
    assert "aeo.first" in catalog.facts
    assert catalog.category_label("aeo.travel") == "认证差旅费"


@pytest.mark.parametrize(
    ("fact", "category", "where"),
    [
        ("certification.first", "aeo.travel", ("facts.toml", "fact.certification.first")),
        ("aeo.first", "certification.fee", ("categories.toml", "category.certification.fee")),
    ],
)
def test_what_the_shared_dictionary_declares_is_not_declared_again(
    tmp_path: Path, fact: str, category: str, where: tuple[str, str]
) -> None:
    folder = copied(tmp_path)
    declare(folder, fact, category)
    assert where in [(one.file, one.entry) for one in mistakes_of_pack(folder)]


def test_a_fact_that_its_pack_never_reads_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    declare(folder, "aeo.colour", "aeo.travel")
    assert [(one.file, one.entry) for one in mistakes_of_pack(folder)] == [
        ("facts.toml", "fact.aeo.colour")
    ]


def test_a_day_that_only_another_reading_asks_for_is_read(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    day = FACT.format(id="aeo.applied_on").replace('"bool"', '"date"')
    append(folder / "facts.toml", day)
    aeo = (folder / AEO).read_text("utf-8").replace('date       = "paid_on"', "")
    word = """
[[unsettled]]
id       = "anchor"
question = "按哪一天？"
sets     = "expense.date"
assume   = "paid"
options  = [
  { id = "paid", label = "按付款日", value = "paid_on" },
  { id = "applied", label = "按申请日", value = "aeo.applied_on" },
]
source   = "c9"
"""
    (folder / AEO).write_text(aeo + word, "utf-8")
    assert "aeo.applied_on" in load_pack(folder).own_facts


def test_two_packs_do_not_mean_two_things_by_one_name(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    first = next(one.parent for one in resources.glob("packs/*/measures/yz-aeo.toml")).parent
    second = copied(tmp_path / "other").rename(resources / "packs" / "zz.second")
    spoil(second / "pack.toml", "cn.hn.yongzhou.foreign-trade", "zz.second")
    for folder in (first, second):
        append(folder / "categories.toml", CATEGORY.format(id="aeo.travel"))
    found = mistakes_of_catalog(resources)
    assert "aeo.travel" in [one.entry for one in found if "已经声明过" in one.message]
    assert "yz-aeo" in [one.entry for one in found if "已经用了" in one.message]
