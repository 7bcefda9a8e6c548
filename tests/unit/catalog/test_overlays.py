"""A county raises a figure of the city: for whom it concerns, from its own day on, visibly."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path

import pytest
from tests.unit.catalog.pack_files import PACK, copied_resources, mistakes_of_catalog

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.overlays import check_overlays
from jiamao_desktop.catalog.packs import Catalog, load_catalog, load_pack
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.errors import PackError, PackMistake
from jiamao_desktop.domain.facts import FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure

TEXT = "道县〔2025〕3号　AEO 高级认证费用支持最高提升至 20 万元，自 2025 年 7 月 1 日起施行。"
AEO = "yz-aeo"
TARGET = f"{PACK}#{AEO}.cap"
COUNTY = f"""schema = "support-pack/1"
id = "cn.hn.yongzhou.dao"
version = "1"
title = "道县配套措施"
region = "道县"
level = "county"
measures = []

[[notice]]
id = "dao"
number = "道县〔2025〕3号"
title = "道县配套措施"
issuer = "道县人民政府"
office = {{ name = "道县商务局", source = "all" }}
issued_on = 2025-07-01
source = "sources/dao.txt"
sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"
in_force = {{ from = 2025-07-01, duration = "P1Y", source = "all" }}
verified = {{ on = 2026-11-20, by = "测试" }}

[[clause]]
id = "all"
notice = "dao"
where = "一"
quote = "AEO 高级认证费用支持最高提升至 20 万元"

[[overlay]]
of = "{TARGET}"
values = [{{ value = "200000.00", source = "all" }}]
where = {{ fact = "dao.registered", op = "is", value = true }}
source = "all"
"""
FACT = """[[fact]]
id = "dao.registered"
type = "bool"
scope = "firm"
label = "在道县登记注册"
question = "企业在道县登记注册吗？"
"""


def resources(tmp_path: Path, county: str = COUNTY) -> Path:
    """Return the resources of the program with the pack of a county beside them."""
    folder = copied_resources(tmp_path)
    put_county(folder / "packs" / "cn.hn.yongzhou.dao", county)
    return folder


def put_county(pack: Path, county: str) -> None:
    (pack / "sources").mkdir(parents=True)
    (pack / "pack.toml").write_text(county, "utf-8")
    (pack / "facts.toml").write_text(FACT, "utf-8")
    (pack / "sources" / "dao.txt").write_text(TEXT, "utf-8")


def mistakes_of(county: str, folder: Path, catalog: Catalog) -> tuple[PackMistake, ...]:
    """Return what is said of a county's pack, by itself and beside the others."""
    put_county(folder, county)
    mistakes = Mistakes()
    try:
        pack = load_pack(folder)
    except PackError as refused:
        return refused.mistakes
    check_overlays(pack, {**catalog.packs, pack.id: pack}, mistakes)
    return mistakes.found


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load_catalog(resources(tmp_path_factory.mktemp("county")))


def aeo(catalog: Catalog, paid_on: str = "2025-08-01", **facts: FactValue) -> Assessment:
    """Return what an AEO fee of half a million yuan comes to."""
    measure = catalog.measure(AEO)
    known = {**favourable(measure), **{name.replace("__", "."): v for name, v in facts.items()}}
    assert measure.expense is not None
    fee = Line(
        id=1,
        category=measure.expense.categories[0],
        gross=Money(500_000_00),
        net=Money(500_000_00),
        paid_on=dt.date.fromisoformat(paid_on),
        payer_is_applicant=True,
    )
    case = Case(facts=known, lines=[fee], today=dt.date(2026, 1, 1))
    return assess(catalog.pack_of(AEO), measure, case)


def favourable(measure: Measure) -> dict[str, FactValue]:
    known: dict[str, FactValue] = {
        "firm.kind": "enterprise",
        "firm.registered_city": "永州市",
        "certification.standard": "aeo_advanced",
        "certification.certified_on": dt.date(2025, 7, 20),
        "certification.first": True,
    }
    for condition in measure.conditions:
        for name in condition.predicate.facts - set(known):
            known[name] = True
    return known


def capped(found: Assessment) -> tuple[str, str]:
    (line,) = [one for one in found.worksheet if one.step == "capped"]
    return line.text, line.note


def test_where_the_county_concerns_the_firm_its_figure_counts_and_the_base_stays_visible(
    catalog: Catalog,
) -> None:
    found = aeo(catalog, dao__registered=True)
    assert (found.status, str(found.ceiling)) == (Status.YES, "200,000.00")
    assert capped(found) == (
        "不超过 200,000.00",
        "市级 150,000.00 元，县级提升至 200,000.00 元（道县〔2025〕3号）",
    )


def test_elsewhere_the_figure_of_the_city_counts(catalog: Catalog) -> None:
    found = aeo(catalog, dao__registered=False)
    assert str(found.ceiling) == "150,000.00"
    assert capped(found) == ("不超过 150,000.00", "")


def test_while_it_is_open_the_firm_is_asked_and_the_higher_figure_is_at_stake(
    catalog: Catalog,
) -> None:
    found = aeo(catalog)
    assert (found.status, found.missing) == (Status.ASK, ("dao.registered",))
    assert (str(found.low), str(found.ceiling)) == ("0.00", "200,000.00")


@pytest.mark.parametrize(
    ("paid_on", "ceiling"),
    [
        ("2025-06-30", "150,000.00"),
        ("2025-07-01", "200,000.00"),
        ("2026-06-30", "200,000.00"),
        ("2026-07-01", "150,000.00"),
    ],
)
def test_the_figure_of_the_county_applies_on_the_days_of_its_own_notice(
    catalog: Catalog, paid_on: str, ceiling: str
) -> None:
    assert str(aeo(catalog, paid_on, dao__registered=True).ceiling) == ceiling


def test_what_no_county_raises_stays_the_very_same(catalog: Catalog) -> None:
    plain = shipped_catalog()
    for pack in plain.packs.values():
        for measure in pack.measures:
            other = catalog.measure(measure.id)
            assert (other == measure) is (measure.id != AEO)
    (overlay,) = next(one for one in catalog.measure(AEO).parameters if one.id == "cap").overlays
    assert (overlay.level, overlay.over, overlay.of) == ("county", "municipal", TARGET)
    assert overlay.last == dt.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("change", "entry", "words"),
    [
        ((TARGET, f"{PACK}#{AEO}.top"), f"overlay.{PACK}#{AEO}.top.of", "找不到要提升的标准"),
        ((TARGET, f"{PACK}#aeo.cap"), f"overlay.{PACK}#aeo.cap.of", "找不到要提升的标准"),
        ((TARGET, f"nowhere#{AEO}.cap"), f"overlay.nowhere#{AEO}.cap.of", "找不到要提升的标准"),
        ((TARGET, f"{PACK}#{AEO}.rate"), f"overlay.{PACK}#{AEO}.rate.of", "找不到要提升的标准"),
        (('"200000.00"', '"149999.99"'), f"overlay.{TARGET}.values", "低于原来的 150,000.00 元"),
        (('"200000.00"', "2"), f"overlay.{TARGET}.of", "找不到要提升的标准"),
        (
            ('values = [{ value = "200000.00", source = "all" }]\n', "values = []\n"),
            f"overlay.{TARGET}.values",
            "没有数值",
        ),
        (('level = "county"', 'level = "municipal"'), f"overlay.{TARGET}", "只有县级和园区"),
        (
            ('"dao.registered", op = "is"', '"dao.registered", op = "before"'),
            f"overlay.{TARGET}.where.op",
            "不能用于",
        ),
    ],
)
def test_a_mistake_in_an_overlay_is_named(
    tmp_path: Path, catalog: Catalog, change: tuple[str, str], entry: str, words: str
) -> None:
    assert change[0] in COUNTY
    found = mistakes_of(COUNTY.replace(*change), tmp_path / "dao", catalog)
    said = [one for one in found if one.entry == entry and words in one.message]
    assert said, "\n".join(map(str, found))
    assert said[0].file == "pack.toml"


def test_of_two_counties_the_higher_figure_counts(catalog: Catalog) -> None:
    measure = catalog.measure(AEO)
    cap = next(one for one in measure.parameters if one.id == "cap")
    (overlay,) = cap.overlays
    higher = dataclasses.replace(
        overlay,
        level="park",
        values=(dataclasses.replace(overlay.values[0], value=Money(210_000_00)),),
    )
    both = dataclasses.replace(cap, overlays=(higher, overlay))
    parameters = tuple(both if one.id == "cap" else one for one in measure.parameters)
    pack = catalog.pack_of(AEO)
    changed = dataclasses.replace(measure, parameters=parameters)
    fee = Line(
        id=1,
        category=measure.expense.categories[0] if measure.expense else "",
        gross=Money(500_000_00),
        net=Money(500_000_00),
        paid_on=dt.date(2025, 8, 1),
        payer_is_applicant=True,
    )
    facts = {**favourable(measure), "dao.registered": True}
    found = assess(pack, changed, Case(facts=facts, lines=[fee], today=dt.date(2026, 1, 1)))
    assert str(found.ceiling) == "210,000.00"
    assert "园区提升至 210,000.00 元" in capped(found)[1]


def test_the_same_overlay_twice_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    twice = COUNTY + COUNTY[COUNTY.index("[[overlay]]") :]
    found = mistakes_of(twice, tmp_path / "dao", catalog)
    assert any("出现了两次" in one.message for one in found)


def test_a_catalogue_with_a_county_that_raises_nothing_there_is_refused(tmp_path: Path) -> None:
    lost = COUNTY.replace(TARGET, f"{PACK}#{AEO}.top")
    found = mistakes_of_catalog(resources(tmp_path, lost))
    assert [one.entry for one in found] == [f"overlay.{PACK}#{AEO}.top.of"]
