"""Clauses in their place in the text of a notice."""

from __future__ import annotations

import itertools

from jiamao_desktop.app.clauses import notice_of, paragraphs, place_of
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.domain.assessment import Clause

TEXT = """
某市人民政府办公室文件

某政发〔2024〕8号

一、总则。鼓励企业参加展会，对展位费给予专

项支持。累计不
超过 100 万元。
（责任单位：市商务局）

## 二、具体行动
（一）财税支持

对服务费给予支持。
（二）管理服务
每月底前申报。

三、附则。有效期 3 年。
"""


def test_a_quote_is_found_across_line_breaks_and_blanks() -> None:
    place = place_of(TEXT, "累计不超过100万元。")
    assert place is not None
    assert TEXT[slice(*place)] == "累计不\n超过 100 万元。"


def test_a_quote_that_is_not_there_has_no_place() -> None:
    assert place_of(TEXT, "累计不超过 200 万元") is None
    assert place_of(TEXT, "  ") is None


def test_a_page_break_inside_a_sentence_makes_no_paragraph() -> None:
    shown = [TEXT[one.first : one.end] for one in paragraphs(TEXT)]
    assert any("给予专\n\n项支持。累计不\n超过 100 万元。" in one for one in shown)


def test_each_paragraph_knows_the_headings_it_stands_under() -> None:
    headings = {TEXT[p.first : p.end].strip()[-5:]: p.heading for p in paragraphs(TEXT)}
    assert headings["给予支持。"] == "二、具体行动　（一）财税支持"
    assert headings["底前申报。"] == "二、具体行动　（二）管理服务"
    assert headings[" 3 年。"] == "三、附则"


def test_what_stands_above_the_first_heading_has_none() -> None:
    assert next(iter(paragraphs(TEXT))).heading == ""


def test_paragraphs_leave_nothing_out_and_do_not_overlap() -> None:
    found = paragraphs(TEXT)
    kept = "".join(TEXT[one.first : one.end] for one in found)
    assert "".join(kept.split()) == "".join(TEXT.split())
    assert all(a.end <= b.first for a, b in itertools.pairwise(found))


def test_every_clause_of_the_shipped_packs_leads_to_its_notice_and_place() -> None:
    catalog = shipped_catalog()
    for pack in catalog.packs.values():
        for clause in pack.clauses.values():
            found = notice_of(catalog, clause)
            assert found is not None, clause.id
            assert found[1].number == clause.number
            assert place_of(found[1].text, clause.quote) is not None


def test_a_clause_of_no_pack_leads_nowhere() -> None:
    stray = Clause(id="x", number="某政发〔1999〕1号", where="", quote="没有这句")
    assert notice_of(shipped_catalog(), stray) is None
