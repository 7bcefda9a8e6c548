"""Guides: every paper and figure names its source, or admits that it is suggested."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.unit.catalog.pack_files import (
    AEO,
    PACK,
    copied_resources,
    mistakes_of_catalog,
    spoil,
)

from jiamao_desktop.catalog.facts import load_facts
from jiamao_desktop.catalog.guides import read_guides, shipped_guides
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import Catalog, load_catalog
from jiamao_desktop.catalog.paths import forms_folder, resources_folder
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.errors import PackError
from jiamao_desktop.domain.exchange import RuleKind
from jiamao_desktop.domain.guide import SUGGESTED, Guide
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import Category
from jiamao_desktop.domain.steps import Base

ROOT = Path(__file__).resolve().parents[3]
HEAD = """
schema = "support-guide/1"
id = "there-2024"
title = "某市2024年"
place = "某市"
year = 2024
main = "s"
[[source]]
id = "s"
text = "某市2024年通知"
"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return shipped_catalog()


def read(text: str, folder: Path, name: str = "there-2024") -> Guide:
    """Read one guide.

    Raises:
        PackError: With every mistake.
    """
    (folder / "guides").mkdir(exist_ok=True)
    (folder / "guides" / f"{name}.toml").write_text(text, "utf-8")
    mistakes = Mistakes()
    booth = {"fair.booth": Category(id="fair.booth", label="展位费")}
    found = read_guides(folder, load_facts(resources_folder(), mistakes), mistakes, booth)
    mistakes.refuse()
    return found[name]


def mistakes_in(text: str, folder: Path, **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(PackError) as refused:
        read(text, folder, **changes)
    assert all(one.remedy for one in refused.value.mistakes)
    return [(one.entry, one.message) for one in refused.value.mistakes]


def test_every_shipped_guide_is_sound_and_says_where_it_is_from() -> None:
    guides = shipped_guides()
    assert len(guides) >= 30
    for guide in guides.values():
        if guide.suggested:
            assert (guide.place, guide.year, guide.complete) == ("—", None, False)
            assert guide.label == SUGGESTED
        else:
            assert guide.place in guide.label
            assert guide.sources[guide.source].text in guide.label


def test_the_guides_that_measures_name_are_there(catalog: Catalog) -> None:
    named = {m.guide for pack in catalog.packs.values() for m in pack.measures if m.guide}
    assert named
    assert named - set(catalog.guides) == set()


def test_a_measure_that_names_no_guide_there_is_is_refused(tmp_path: Path) -> None:
    resources = copied_resources(tmp_path)
    spoil(resources / "packs" / PACK / AEO, '"tianjin-certification-2020"', '"nowhere-1999"')
    found = mistakes_of_catalog(resources)
    assert [(one.file, one.entry) for one in found] == [(AEO, "guide")]
    assert "没有参考做法“nowhere-1999”" in found[0].message


def test_reposts_keep_their_mark_and_excerpts_say_so() -> None:
    guide = shipped_guides()["hunan-fair-2023"]
    assert "（转载）" in guide.label
    assert guide.extent == "摘录，不全"
    assert shipped_guides()["hefei-fair-2024"].extent == "全文"
    assert shipped_guides()["vehicle-suggested"].extent == "建议"


def test_every_paper_of_another_place_says_that_it_is_no_local_list() -> None:
    for guide in shipped_guides().values():
        for entry in guide.materials:
            if entry.source:
                assert entry.material.reference.startswith("参考，非本地官方清单（")
            else:
                assert entry.material.reference == SUGGESTED


def test_every_figure_fits_a_parameter_that_a_measure_asks_for(catalog: Catalog) -> None:
    asked = {
        (category, parameter.id)
        for pack in catalog.packs.values()
        for measure in pack.measures
        if measure.expense
        for category in measure.expense.categories
        for parameter in measure.parameters
        if parameter.entered
    }
    for guide in catalog.guides.values():
        for figures in guide.figures:
            assert {(figures.category, name) for name in figures.values} <= asked, guide.id
            assert figures.note


def test_no_figure_stands_without_its_words() -> None:
    """What a parameter says, the rule in words beside it says too."""
    for guide in shipped_guides().values():
        for figures in guide.figures:
            for value in figures.values.values():
                if isinstance(value, Fraction):
                    assert f"{value * 100}%" in figures.note
                elif isinstance(value, Money):
                    yuan = Fraction(value.fen, 100)
                    assert any(
                        words in figures.note
                        for words in (f"{yuan} 元", *_in_tens_of_thousands(yuan))
                    ), (guide.id, str(value))


def _in_tens_of_thousands(yuan: Fraction) -> tuple[str, str]:
    exact = yuan / 10_000
    text = str(exact) if exact.denominator == 1 else str(float(exact))
    return f"{text} 万", f"加 {text} 万"


def test_forms_that_guides_name_exist() -> None:
    known = {folder.name for folder in forms_folder().iterdir()}
    for guide in shipped_guides().values():
        assert set(guide.forms) <= known, guide.id


def test_the_exchange_rules_of_the_places_are_kept() -> None:
    guides = shipped_guides()
    through = guides["guangdong-import-2024"].settings.exchange
    assert through is not None
    assert through.kind is RuleKind.THROUGH_USD
    assert (through.table_day, through.day) == (dt.date(2024, 6, 28), dt.date(2024, 6, 30))
    kinds = {g.settings.exchange.kind for g in guides.values() if g.settings.exchange}
    assert kinds >= {
        RuleKind.MID_ON_DAY,
        RuleKind.MID_ON_ACCEPTANCE,
        RuleKind.YEAR_END,
        RuleKind.FIXED,
        RuleKind.THROUGH_USD,
    }


def test_no_shipped_guide_claims_a_base_or_a_rounding() -> None:
    """No published guide says either: what nobody said is not put into a place's mouth."""
    for guide in shipped_guides().values():
        assert guide.settings.base is None
        assert guide.settings.rounding is None


def test_settings_figures_and_papers_are_read(tmp_path: Path) -> None:
    guide = read(
        HEAD
        + """
        [settings]
        base = { value = "gross", source = "s" }
        date = { value = "issued_on", source = "s" }
        minimum = { value = "5000.00", source = "s" }
        rounding = { value = "down_to_yuan", source = "s" }
        copies = { value = 3, source = "s" }
        binding = { value = "胶装", source = "s" }
        exchange = { rule = "fixed", source = "s", fixed = [
          { currency = "USD", value = "712.68", per = 100, day = 2024-06-28, source = "通知" } ] }
        [[figures]]
        category = "fair.booth"
        source = "s"
        note = "70%，2 个，5000 元"
        values = { rate = "70/100", most-booths = 2, first-booth = "5000.00" }
        [[material]]
        id = "form"
        title = "申请表"
        source = "s"
        [[material]]
        id = "photos"
        title = "照片"
        suggested = true
        copies = 1
        needed = { fact = "fair.overseas", op = "is", value = true }
        """,
        tmp_path,
    )
    settings = guide.settings
    assert (settings.base, settings.date) == (Base.GROSS, "issued_on")
    assert (settings.minimum, settings.rounding) == (Money(500_000), Rounding.DOWN_TO_YUAN)
    assert (settings.copies, settings.binding) == (3, "胶装")
    assert settings.exchange is not None
    assert settings.exchange.fixed is not None
    assert settings.exchange.fixed["USD"].exact == Fraction(71268, 10_000)
    assert set(settings.sources) == {
        "base", "date", "exchange", "minimum", "rounding", "copies", "binding",
    }  # fmt: skip
    assert dict(guide.figures[0].values) == {
        "rate": Fraction(7, 10),
        "most-booths": 2,
        "first-booth": Money(500_000),
    }
    assert [entry.material.copies for entry in guide.materials] == [3, 1]
    assert [entry.source for entry in guide.materials] == ["s", ""]
    assert guide.materials[1].material.needed is not None


@pytest.mark.parametrize(
    ("added", "entry", "words"),
    [
        ("", "id", "与文件名"),
        ('[[material]]\nid = "a"\ntitle = "t"', "material.1.source", "缺少“source”"),
        ('[[material]]\nid = "a"\ntitle = "t"\nsource = "x"', "material.1.source", "出处"),
        (
            '[[material]]\nid = "a"\ntitle = "t"\nsource = "s"\nsuggested = true',
            "material.1.source",
            "又写了",
        ),
        (
            '[[material]]\nid = "a"\ntitle = "t"\nsource = "s"\nkinds = ["paper"]',
            "material.1.kinds",
            "没有单证种类“paper”",
        ),
        (
            (
                '[[material]]\nid = "a"\ntitle = "t"\nsource = "s"\n'
                'needed = { fact = "fair.weather", op = "is", value = true }'
            ),
            "material.1.needed.fact",
            "没有“fair.weather”",
        ),
        (
            (
                '[[material]]\nid = "a"\ntitle = "t"\nsource = "s"\n'
                '[[material]]\nid = "a"\ntitle = "u"\nsource = "s"\ncategories = ["fair.booth"]'
            ),
            "material.2.id",
            "出现了两次",
        ),
        (
            '[[figures]]\ncategory = "fair.boat"\nsource = "s"',
            "fair.boat",
            "没有",
        ),
        (
            '[[figures]]\ncategory = "fair.booth"\nsource = "s"\nvalues = { rate = 0.7 }',
            "figures.1.values.rate",
            "小数",
        ),
        (
            '[[figures]]\ncategory = "fair.booth"\nsource = "s"\nvalues = { rate = "7/5" }',
            "figures.1.values.rate",
            "大于 1",
        ),
        ('[settings]\nminimum = { value = "5000.00" }', "settings.minimum.source", "缺少"),
        ('[settings]\nvat = { value = "net", source = "s" }', "settings.vat", "不认识的键"),
        (
            '[settings]\ncopies = { value = "3", source = "s" }',
            "settings.copies.value",
            "不是这里要的",
        ),
        (
            '[settings]\nexchange = { rule = "magic", source = "s" }',
            "settings.exchange.rule",
            "不是这里要的内容",
        ),
        (
            (
                '[settings]\nexchange = { rule = "fixed", source = "s", fixed = [ '
                '{ currency = "usd", value = "7", day = 2024-01-01, source = "x" } ] }'
            ),
            "settings.exchange.fixed.usd.currency",
            "不是汇率或币种",
        ),
        ('[[material]]\nid = "a"\ntitle = "t"\nsource = "s"\nprice = 3', "material.1.price", "键"),
    ],
)
def test_a_mistake_is_named_with_its_entry(
    tmp_path: Path, added: str, entry: str, words: str
) -> None:
    name = "there-2024" if added else "elsewhere"
    found = mistakes_in(HEAD + added, tmp_path, name=name)
    assert [(at, said) for at, said in found if at == entry and words in said], found


def test_another_schema_is_refused(tmp_path: Path) -> None:
    found = mistakes_in(HEAD.replace("guide/1", "guide/9"), tmp_path)
    assert found[0][0] == "schema"


def test_one_paper_may_stand_for_each_kind_of_expense(tmp_path: Path) -> None:
    paper = '[[material]]\nid = "fapiao"\ntitle = "t"\nsource = "s"\ncategories = ["{}"]\n'
    mistakes = Mistakes()
    (tmp_path / "guides").mkdir()
    text = HEAD + paper.format("fair.booth") + paper.format("fair.freight")
    (tmp_path / "guides" / "there-2024.toml").write_text(text, "utf-8")
    found = read_guides(tmp_path, {}, mistakes)
    assert not mistakes
    assert len(found["there-2024"].materials) == 2


def test_every_key_of_a_guide_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    reference = (ROOT / "docs" / "guide-reference.md").read_text("utf-8")
    named = set(re.findall(r"[a-z_0-9]+", " ".join(re.findall(r"`([^`]+)`", reference))))
    read: set[str] = set()
    plain = Table._get

    def noting(self: Table, key: str, default: Any) -> Any:
        if self.file.startswith("guides/") and ".needed" not in self.entry:
            read.add(key)
        return plain(self, key, default)

    monkeypatch.setattr(Table, "_get", noting)
    load_catalog()
    figures = {name for g in shipped_guides().values() for f in g.figures for name in f.values}
    assert len(read) > 30
    assert read - figures - named == set()
    assert {kind.value for kind in RuleKind} <= named
