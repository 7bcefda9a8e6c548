"""The lists of papers that measures borrow: whole, in order, and nobody's law."""

from __future__ import annotations

import pytest
from tests.packs.test_examples import catalog

from jiamao_desktop.catalog.guides import shipped_guides
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.guide import SUGGESTED, Guide, fits, materials_for
from jiamao_desktop.domain.own_guide import content_of, own_guide
from jiamao_desktop.domain.pack import Measure, Promise

MEASURES = [one for pack in catalog().packs.values() for one in pack.measures]
FILED = [one for one in MEASURES if one.promise is not Promise.GUIDANCE]
LISTS = [one for one in shipped_guides().values() if one.materials]


def list_of(name: str) -> list[str]:
    return [one.material.title for one in shipped_guides()[name].materials]


@pytest.mark.parametrize("measure", [pytest.param(one, id=one.id) for one in FILED])
def test_every_measure_that_is_filed_has_a_list_with_its_form_and_undertaking(
    measure: Measure,
) -> None:
    papers = materials_for(measure, catalog().guides.get(measure.guide))
    assert papers, "no list of papers, not even a suggested one"
    assert papers[0].made
    assert any("申请" in one.title and one.made for one in papers)
    assert any("承诺" in one.title for one in papers)
    assert [one.order for one in papers] == list(range(1, len(papers) + 1))


@pytest.mark.parametrize("measure", [pytest.param(one, id=one.id) for one in FILED if one.expense])
def test_expenses_are_proved_by_what_was_agreed_and_what_was_paid(measure: Measure) -> None:
    papers = materials_for(measure, catalog().guides.get(measure.guide))
    each = {one.role for one in papers if one.each_expense}
    assert EvidenceRole.PAYMENT in each or any("付款" in one.title for one in papers)
    assert EvidenceRole.CONTRACT in each or any("合同" in one.title for one in papers)


@pytest.mark.parametrize("guide", [pytest.param(one, id=one.id) for one in LISTS])
def test_a_list_has_no_paper_twice_and_no_blank(guide: Guide) -> None:
    seen = [(one.material.title, one.categories) for one in guide.materials]
    assert len(seen) == len(set(seen))
    for entry in guide.materials:
        paper = entry.material
        assert paper.title == paper.title.strip()
        assert paper.copies >= 1
        assert not (paper.made and (paper.role or paper.kinds)), "what we print needs no document"
        if paper.each_expense:
            assert paper.role is not None, "a chain is made of roles"


@pytest.mark.parametrize("guide", [pytest.param(one, id=one.id) for one in LISTS])
def test_a_list_is_for_somebody(guide: Guide) -> None:
    assert [one.id for one in FILED if fits(guide, one)]


@pytest.mark.parametrize("guide", [pytest.param(one, id=one.id) for one in LISTS])
def test_a_list_survives_being_kept_as_the_firms_own(guide: Guide) -> None:
    kept = own_guide("own-1", content_of(guide), guide)
    titles = [one.material.title for one in kept.materials]
    assert titles == [one.material.title for one in guide.materials]
    for measure in FILED:
        if fits(guide, measure):
            before, after = materials_for(measure, guide), materials_for(measure, kept)
            assert [one.id for one in after] == [one.id for one in before]


def test_the_whole_list_of_hefei_keeps_its_order() -> None:
    starts = (
        *("申报表", "申请报告", "营业执照", "邀请函", "展位费发票", "机票行程单", "支付凭证"),
        *("展位图", "护照信息页", "参展期间社保证明", "完税凭证", "社保缴费证明"),
    )
    for title, start in zip(list_of("hefei-fair-2024"), starts, strict=True):
        assert title.startswith(start)


def test_the_list_of_xiamen_asks_for_vouchers_and_a_catalogue_or_a_pass() -> None:
    titles = list_of("xiamen-fair-2024")
    assert "记账凭证" in titles
    assert "会刊或参展证（二选一）" in titles


def test_tianjin_wants_the_certifiers_own_papers_in_their_place() -> None:
    titles = list_of("tianjin-certification-2020")
    institution = titles.index("认证机构资质文件")
    assert institution < next(n for n, title in enumerate(titles) if "合同" in title)
    assert list_of("tianjin-patent-2020")[4] == "境外专利申请书"


def test_interest_is_proved_by_what_the_bank_says_was_paid() -> None:
    guide = shipped_guides()["interest-2012"]
    [paid] = [one.material for one in guide.materials if one.material.id == "payment"]
    assert "付息凭证" in paid.title
    assert "罚息" in paid.help
    assert guide.settings.binding.startswith("全套统一编页码")


def test_a_vehicle_is_shown_to_be_bought_registered_and_in_use() -> None:
    titles = " ".join(list_of("vehicle-suggested"))
    for part in ("机动车销售统一发票", "登记证书", "投入使用证明", "车牌可见"):
        assert part in titles


@pytest.mark.parametrize("guide", [pytest.param(one, id=one.id) for one in LISTS])
def test_what_is_only_suggested_says_so_on_every_line(guide: Guide) -> None:
    if guide.suggested:
        assert {one.material.reference for one in guide.materials} == {SUGGESTED}
        assert not guide.figures
        assert not guide.settings.counts
    else:
        assert any(one.source for one in guide.materials)


def test_copies_of_the_places_are_kept() -> None:
    copies = {one.id: one.settings.copies for one in shipped_guides().values()}
    assert copies["hunan-fair-2023"] == 3
    assert copies["tianjin-certification-2020"] == copies["tianjin-patent-2020"] == 2
    assert copies["zhuhai-trademark-2017"] == copies["guangming-2025"] == 2
    for guide in LISTS:
        if guide.settings.copies:
            assert {one.material.copies for one in guide.materials} == {guide.settings.copies}


def test_least_amounts_of_the_places_are_kept() -> None:
    least = {
        one.id: str(one.settings.minimum)
        for one in shipped_guides().values()
        if one.settings.minimum
    }
    assert least == {
        "guangdong-import-base-2024": "50,000.00",
        "xiamen-fair-2024": "50,000.00",
    }


def test_passports_are_asked_for_only_where_somebody_went_abroad() -> None:
    guide = shipped_guides()["hunan-fair-2023"]
    [paper] = [one.material for one in guide.materials if one.material.id == "passports"]
    assert paper.needed is not None
    here: Facts = {"fair.overseas": False, "fair.participation": "on_site"}
    by_proxy: Facts = {"fair.overseas": True, "fair.participation": "by_proxy"}
    abroad: Facts = {"fair.overseas": True, "fair.participation": "on_site"}
    assert paper.needed.judge(here).holds is False
    assert paper.needed.judge(by_proxy).holds is False
    assert paper.needed.judge(abroad).holds is True
    assert paper.needed.judge({}).holds is None
