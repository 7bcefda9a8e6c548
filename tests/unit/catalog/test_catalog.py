"""What the program knows of measures, once everything is loaded."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.catalog.pack_files import PACK, copied_resources

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.notices import without_space
from jiamao_desktop.catalog.packs import Catalog, load_catalog, load_pack
from jiamao_desktop.catalog.paths import forms_folder, resources_folder
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.guide import materials_for, practices_for
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure, Practice, Promise
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.steps import Base, Cap, Payer, Round, Window

IDS = [
    "yz-ecommerce-pilot",
    "yz-fair-key-booth",
    "yz-fair-key-freight",
    "yz-fair-key-people",
    "yz-fair-other-booth",
    "yz-aeo",
]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return shipped_catalog()


def figures(measure: Measure) -> dict[str, object]:
    return {one.id: one.values[0].value for one in measure.parameters if one.values}


def test_the_measures_stand_in_the_order_of_the_notice(catalog: Catalog) -> None:
    pack = catalog.packs[PACK]
    assert set(IDS) <= {measure.id for measure in pack.measures}
    text = without_space(pack.notices[0].text)
    places = [text.index(without_space(one.clause.quote)) for one in pack.measures]
    paragraphs = [one.clause.where for one in pack.measures]
    assert len(set(paragraphs)) == 11
    assert places[0] < places[-1]
    assert [*dict.fromkeys(paragraphs)] == sorted(
        dict.fromkeys(paragraphs), key=lambda one: places[paragraphs.index(one)]
    )


def test_the_notice_says_since_when_until_when_and_why(catalog: Catalog) -> None:
    (notice,) = catalog.packs[PACK].notices
    assert notice.number == "永政办发〔2024〕8号"
    assert notice.issued_on == notice.in_force.first == dt.date(2024, 6, 14)
    assert notice.in_force.last == dt.date(2027, 6, 13)
    assert notice.in_force.duration == "P3Y"
    assert notice.in_force.clause.quote == "以上措施自本文件发布之日起施行，有效期 3 年。"


def test_the_figures_are_those_of_the_notice(catalog: Catalog) -> None:
    money = Money.from_yuan
    assert figures(catalog.measure("yz-aeo")) == {"rate": Fraction(1, 2), "cap": money("150000")}
    assert figures(catalog.measure("yz-ecommerce-pilot")) == {
        "rate": Fraction(8, 10),
        "cap": money("24000"),
    }
    assert figures(catalog.measure("yz-fair-other-booth")) == {"rate": Fraction(7, 10)}
    (pool,) = catalog.packs[PACK].limits
    assert pool.amount.values[0].value == money("1000000")
    assert (pool.level, pool.window) == ("municipal", Window.DOCUMENT)


@pytest.mark.parametrize("name", ["yz-fair-key-booth", "yz-fair-key-freight", "yz-fair-key-people"])
def test_what_the_notice_leaves_to_the_province_has_no_figure_as_law(
    catalog: Catalog, name: str
) -> None:
    measure = catalog.measure(name)
    assert measure.promise is Promise.BY_REFERENCE
    assert figures(measure) == {}
    assert all(parameter.entered and parameter.help for parameter in measure.parameters)
    assert measure.calculable_with


def offered(catalog: Catalog, name: str) -> dict[str, Practice]:
    practices = practices_for(catalog.measure(name), catalog.guides.values())
    return {one.id: one for one in practices}


def test_the_practice_of_2017_is_offered_with_its_figures_place_and_source(
    catalog: Catalog,
) -> None:
    practice = offered(catalog, "yz-fair-key-booth")["hunan-fair-2017"]
    assert (practice.place, practice.year) == ("湖南省", 2017)
    assert practice.source
    assert practice.values == {
        "first-booth": Money.from_yuan("50000"),
        "extra-booth": Money.from_yuan("15000"),
        "most-booths": 3,
        "per-fair": Money.from_yuan("80000"),
        "per-year": Money.from_yuan("500000"),
    }


def test_the_practice_of_2023_names_heads_and_no_figures(catalog: Catalog) -> None:
    for name in IDS[1:4]:
        practice = offered(catalog, name)["hunan-fair-2023"]
        assert (practice.year, dict(practice.values)) == (2023, {})
        assert "看不到比例和限额" in practice.note


@pytest.mark.parametrize(
    ("name", "form", "project"),
    [
        ("yz-ecommerce-pilot", "ecommerce_pilot", ProjectKind.PILOT),
        ("yz-fair-key-booth", "exhibition", ProjectKind.FAIR),
        ("yz-fair-other-booth", "exhibition", ProjectKind.FAIR),
        ("yz-aeo", "certification", ProjectKind.CERTIFICATION),
    ],
)
def test_a_measure_names_its_form_its_kind_of_project_and_who_applies(
    catalog: Catalog, name: str, form: str, project: ProjectKind
) -> None:
    measure = catalog.measure(name)
    assert (measure.form, measure.project) == (form, project)
    assert measure.applicants == (ApplicantKind.ENTERPRISE,)


def test_unsettled_values_start_from_the_careful_side(catalog: Catalog) -> None:
    for measure in catalog.packs[PACK].measures:
        if measure.expense is not None:
            assert measure.expense.base is Base.NET
            assert measure.expense.payer is Payer.APPLICANT
        for word in measure.unsettled:
            assert "默认" in word.options[0].label
            assert word.clause is not None
    capped = [s for s in catalog.measure("yz-aeo").steps if isinstance(s, Cap)]
    assert capped[0].window is Window.DOCUMENT


def test_what_the_notice_does_not_say_is_marked_and_explained(catalog: Catalog) -> None:
    for measure in catalog.packs[PACK].measures:
        for condition in measure.conditions:
            assert condition.clause is not None
            assert (condition.basis is Basis.LAW) == (condition.note == "")
        roundings = [step for step in measure.steps if isinstance(step, Round)]
        assert len(roundings) == (measure.expense is not None)
        assert all(step.basis is Basis.ASSUMED for step in roundings)


def test_every_material_says_where_its_list_is_from(catalog: Catalog) -> None:
    for measure in catalog.packs[PACK].measures:
        materials = materials_for(measure, catalog.guides.get(measure.guide))
        assert [one.order for one in materials] == list(range(1, len(materials) + 1))
        for material in materials:
            assert material.reference


def test_a_measure_knows_its_pack_and_its_title(catalog: Catalog) -> None:
    assert catalog.pack_of("yz-aeo").id == PACK
    assert catalog.measure_title("yz-aeo") == "AEO 高级认证费用支持"
    assert catalog.measure_title("gone") == "gone"


def test_an_unknown_measure_is_the_persons_to_mend(catalog: Catalog) -> None:
    with pytest.raises(UserError) as refused:
        catalog.measure("gone")
    assert refused.value.code == "measure.unknown"
    assert refused.value.details == {"measure": "gone"}
    with pytest.raises(KeyError):
        catalog.packs[PACK].measure("gone")


def test_categories_have_names_and_words_to_know_them_by(catalog: Catalog) -> None:
    assert catalog.category_label("fair.booth") == "展位费"
    assert catalog.category_label("unheard.of") == "unheard.of"
    assert "展位费" in catalog.categories["fair.booth"].keywords
    assert catalog.categories["other"].keywords == ()


def test_facts_are_questions_in_chinese_with_a_label(catalog: Catalog) -> None:
    for fact in catalog.facts.values():
        assert fact.question.endswith("？")
        assert fact.label
        assert fact.scope in {"firm", "project"}
        assert bool(fact.choices) == (fact.type in {FactType.CODE, FactType.SET})


def test_facts_that_records_answer_say_which_record(catalog: Catalog) -> None:
    from_records = {
        fact.id: fact.from_record for fact in catalog.facts.values() if fact.from_record
    }
    assert (
        from_records.items()
        >= {
            "firm.kind": "applicant.kind",
            "firm.registered_city": "applicant.city",
            "fair.overseas": "fair.overseas",
            "fair.in_key_catalogue": "fair.in_key_catalogue",
            "fair.ends_on": "fair.ends_on",
            "fair.participation": "fair.participation",
            "fair.booth_count": "fair.booth_count",
            "fair.participant_count": "fair.participant_count",
            "certification.standard": "certification.standard",
            "certification.certified_on": "certification.certified_on",
            "certification.first": "certification.first",
            "vehicle.in_use_on": "vehicle.day",
            "refund.accepted_on": "refund.day",
        }.items()
    )
    assert all("." in record for record in from_records.values())


def test_a_catalogue_may_lie_anywhere(tmp_path: Path) -> None:
    elsewhere = load_catalog(copied_resources(tmp_path))
    assert list(elsewhere.packs) == list(shipped_catalog().packs)


def test_a_pack_alone_is_read_with_the_dictionaries_of_the_program() -> None:
    assert load_pack(resources_folder() / "packs" / PACK).version == "2024.8.1"


def test_data_lies_beside_the_code_or_in_the_checkout() -> None:
    assert (resources_folder() / "facts.toml").is_file()
    assert forms_folder().is_dir()
