"""Searching measures, clauses and notices."""

from __future__ import annotations

import time

import pytest

from jiamao_desktop.app.folding import fold, folded_words
from jiamao_desktop.app.policy_search import Hit, Level, clauses_of, prepare, ranges_in, search
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.packs import Catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return shipped_catalog()


def marked(hit: Hit) -> list[str]:
    return [hit.passage[first:end] for first, end in hit.ranges]


def test_a_measure_is_found_by_two_letters_of_its_title(catalog: Catalog) -> None:
    first = search(catalog, "认证")[0]
    assert "认证" in first.title
    assert first.level is Level.TITLE
    assert len(first.measures) == 1


def test_all_words_have_to_be_found_together(catalog: Catalog) -> None:
    assert search(catalog, "AEO 展位费 孵化") == []
    found = search(catalog, "AEO 15万元")
    assert found[0].measures == ("yz-aeo",)
    assert {"AEO", "15 万元"} <= set(marked(found[0]))


def test_full_width_and_traditional_figures_find_the_same(catalog: Catalog) -> None:
    plain = search(catalog, "100万元")
    assert plain
    for words in ("１００万元", "壹佰万元", "一百万元", "100 万元".replace(" ", "")):
        assert search(catalog, words) == plain


def test_a_title_outranks_a_clause_and_a_clause_the_bare_text(catalog: Catalog) -> None:
    weights = [hit.level for hit in search(catalog, "展位费")]
    assert weights[0] is Level.TITLE
    assert weights[-1] is Level.TEXT
    assert weights == sorted(weights)


def test_a_paragraph_without_a_measure_still_shows_its_passage(catalog: Catalog) -> None:
    [hit] = [one for one in search(catalog, "工作专班") if not one.measures]
    assert hit.level is Level.TEXT
    assert "工作专班" in hit.passage
    assert hit.place.startswith("十、")
    assert hit.span is not None


def test_a_hit_in_a_text_leads_back_to_its_place(catalog: Catalog) -> None:
    for hit in search(catalog, "跨境电商"):
        if hit.span is None:
            continue
        notice = next(
            one for pack in catalog.packs.values() for one in pack.notices if one.id == hit.notice
        )
        assert "跨境电商" in "".join(notice.text[slice(*hit.span)].split())


def test_a_paragraph_names_only_measures_whose_clause_holds_the_words(catalog: Catalog) -> None:
    found = [one for one in search(catalog, "单一窗口") if one.level is Level.TEXT]
    assert found
    assert all("yz-aeo" not in one.measures for one in found)


def test_the_ranges_mark_exactly_the_words(catalog: Catalog) -> None:
    for words in ("展位费 补贴", "AEO", "50%", "支持 企业"):
        wanted = set(folded_words(words))
        for hit in search(catalog, words):
            assert {fold(text).text for text in marked(hit)} <= wanted
            assert list(hit.ranges) == sorted(hit.ranges)


def test_a_long_paragraph_is_cut_around_its_words(catalog: Catalog) -> None:
    for hit in search(catalog, "企业 支持"):
        assert len(hit.passage) < 260
        assert hit.ranges or hit.level is Level.TEXT or hit.level is Level.TITLE


@pytest.mark.parametrize("nothing", ["", "   ", "、，", "查无此词某某某"])
def test_nothing_to_look_for_finds_nothing(catalog: Catalog, nothing: str) -> None:
    assert search(catalog, nothing) == []


def test_a_measure_is_found_by_the_number_of_its_notice(catalog: Catalog) -> None:
    number = catalog.measure("yz-aeo").notice.number
    assert any("yz-aeo" in hit.measures for hit in search(catalog, number))


def test_a_measure_names_each_of_its_clauses_once_and_its_own_first(catalog: Catalog) -> None:
    measure = catalog.measure("yz-aeo")
    found = clauses_of(measure)
    assert found[0] == measure.clause
    assert len({one.id for one in found}) == len(found) > 1


def test_ranges_that_touch_each_other_become_one() -> None:
    assert ranges_in("展位费补贴", ("展位费", "位费补")) == [(0, 4)]


def test_a_search_over_all_packs_takes_no_longer_than_a_blink(catalog: Catalog) -> None:
    search(catalog, "企业")
    fastest = min(_seconds(catalog, words) for words in ("企业 支持", "加工贸易", "不超过 50%"))
    assert fastest < 0.05


def _seconds(catalog: Catalog, words: str) -> float:
    started = time.perf_counter()
    search(catalog, words)
    return time.perf_counter() - started


def test_every_clause_can_be_found_by_its_own_words(catalog: Catalog) -> None:
    for pack in catalog.packs.values():
        for clause in pack.clauses.values():
            words = "".join(clause.quote.split())[:14]
            found = search(catalog, words)
            assert any(hit.number == clause.number for hit in found), (clause.id, words)


def test_every_measure_is_found_first_by_its_own_title(catalog: Catalog) -> None:
    for pack in catalog.packs.values():
        for measure in pack.measures:
            hits = [hit for hit in search(catalog, measure.title) if hit.level is Level.TITLE]
            assert (measure.id,) in {hit.measures for hit in hits}, measure.id


def test_what_was_folded_before_finds_the_same(catalog: Catalog) -> None:
    before = search(catalog, "加工贸易 支持")
    prepare(catalog)
    assert search(catalog, "加工贸易 支持") == before


def test_a_heading_in_a_line_of_its_own_stays_apart(catalog: Catalog) -> None:
    passages = [hit.passage for hit in search(catalog, "保税维修") if hit.level is Level.TEXT]
    assert passages
    assert all("#" not in passage and "\n" not in passage for passage in passages)
