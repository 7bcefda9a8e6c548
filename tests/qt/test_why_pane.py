"""Why: one sentence, then condition by condition with the clause and the value used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from tests.qt.card_samples import (
    CLAUSE,
    OTHER_CLAUSE,
    lay_out,
    make_card,
    make_finding,
    make_reading,
    texts,
    yuan,
)

from jiamao_desktop.app.assessing import Group
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.ui.grounds import Badge, ClauseLink, Quote
from jiamao_desktop.ui.why_pane import WhyPane

Show = Callable[[QWidget], None]


@pytest.fixture
def pane(shown: Show) -> WhyPane:
    made = WhyPane()
    shown(made)
    return made


def finding(pane: WhyPane, check: str) -> QWidget:
    found = pane.findChild(QWidget, f"finding.{check}")
    assert isinstance(found, QWidget)
    return found


NOTHING: dict[str, Any] = {"ceiling": ZERO, "low": ZERO, "high": ZERO}


@pytest.mark.parametrize(
    ("group", "given", "said"),
    [
        (Group.CAN, {}, "条件全部满足，可以申报，不超过 ¥50,000.00。"),
        (
            Group.NO,
            {"status": Status.NO, "because": ("city",), **NOTHING},
            "只有一项不满足：“在永州市登记注册”。",
        ),
        (
            Group.NEARLY,
            NOTHING,
            "条件都满足，但还没有可以计入的费用：收进发票和付款凭证就能测算。",
        ),
        (
            Group.ASK,
            {"status": Status.ASK, "missing": ("a", "b"), "low": ZERO},
            "还有 2 个问题没有回答，金额随答案而定：不超过 ¥0.00 – ¥50,000.00。",
        ),
        (
            Group.READING,
            {"status": Status.READING, "readings": (make_reading(),), "low": ZERO},
            "能否申报、能报多少，取决于对条文的理解：不超过 ¥0.00 – ¥50,000.00。",
        ),
        (
            Group.LAPSED,
            {"status": Status.LAPSED, **NOTHING},
            "文件有效期到 2027-06-13 为止，现在不能再据此申报。",
        ),
        (
            Group.NOT_CALCULABLE,
            {"status": Status.NOT_CALCULABLE, "to_enter": ("rate",), **NOTHING},
            "条件满足，但费率由另行公布的通知规定：请在“费率”里填入数值和来源。",
        ),
        (
            Group.NOT_CALCULABLE,
            {"status": Status.NOT_CALCULABLE, **NOTHING},
            "条件满足，但文件没有写明计算办法，程序不猜测金额。",
        ),
        (
            Group.NO,
            {"status": Status.NO, "because": ("city", "kind"), **NOTHING},
            "不满足的条件：在永州市登记注册。",
        ),
        (Group.NO, {"status": Status.NO, **NOTHING}, "不满足的条件：没有可以计入的费用。"),
    ],
)
def test_the_first_sentence_says_what_it_means(
    pane: WhyPane, group: Group, given: dict[str, Any], said: str
) -> None:
    pane.show_card(make_card(group, **given))
    lay_out()
    assert pane.sentence.text() == said


def test_each_condition_shows_verdict_label_and_the_value_used(pane: WhyPane) -> None:
    pane.show_card(make_card())
    lay_out()
    said = texts(finding(pane, "city"))
    assert said[0] == "在永州市登记注册"
    assert said[1] == "满足　·　所用资料：永州市"
    badge = finding(pane, "city").findChild(Badge)
    assert isinstance(badge, Badge)
    assert (badge.verdict.glyph, badge.verdict.tone) == ("✓", "ok")


def test_a_condition_not_met_and_one_not_known_have_their_own_glyphs(pane: WhyPane) -> None:
    pane.show_card(
        make_card(
            Group.NO,
            findings=(
                make_finding("a", holds=False, value="长沙市"),
                make_finding("b", holds=None, value=""),
            ),
        )
    )
    lay_out()
    glyphs = [badge.verdict.glyph for badge in pane.findChildren(Badge)]
    assert glyphs == ["×", "?"]
    assert "待确认　·　所用资料：还没有填写" in texts(finding(pane, "b"))


def test_a_condition_is_read_aloud_with_its_verdict(pane: WhyPane) -> None:
    pane.show_card(make_card())
    lay_out()
    assert finding(pane, "city").accessibleName() == "满足：在永州市登记注册，永州市"


def test_the_clause_stands_word_for_word_with_its_number(pane: WhyPane) -> None:
    pane.show_card(make_card())
    lay_out()
    quote = finding(pane, "city").findChild(Quote)
    assert isinstance(quote, Quote)
    assert quote.isVisible()
    assert texts(quote) == [f"“{CLAUSE.quote}”", CLAUSE.number]


def test_a_clause_quoted_once_is_folded_the_second_time(pane: WhyPane) -> None:
    pane.show_card(
        make_card(
            findings=(
                make_finding("a"),
                make_finding("b"),
                make_finding("c", clause=OTHER_CLAUSE),
            )
        )
    )
    lay_out()
    shown = [link.quote.isVisible() for link in pane.findChildren(ClauseLink)]
    assert shown == [True, False, True]
    second = finding(pane, "b").findChild(ClauseLink)
    assert isinstance(second, ClauseLink)
    second.button.click()
    lay_out()
    assert second.quote.isVisible()
    second.button.click()
    lay_out()
    assert not second.quote.isVisible()


def test_a_condition_that_rests_on_no_clause_shows_none(pane: WhyPane) -> None:
    pane.show_card(make_card(findings=(make_finding("a", clause=None),)))
    lay_out()
    assert finding(pane, "a").findChild(ClauseLink) is None


def test_the_clause_of_the_measure_is_quoted_where_no_condition_quotes_it(pane: WhyPane) -> None:
    pane.show_card(make_card(findings=(make_finding("a", clause=OTHER_CLAUSE),)))
    lay_out()
    assert "支持标准" in texts(pane)
    assert f"“{CLAUSE.quote}”" in texts(pane)


def test_conditions_keep_the_order_of_the_notice(pane: WhyPane) -> None:
    pane.show_card(
        make_card(findings=tuple(make_finding(name, label=name) for name in ("c", "a", "b")))
    )
    lay_out()
    names = [
        widget.objectName()
        for widget in pane.findChildren(QWidget)
        if widget.objectName().startswith("finding.")
    ]
    assert names == ["finding.c", "finding.a", "finding.b"]


def test_a_note_is_shown_only_where_there_is_one(pane: WhyPane) -> None:
    card = make_card()
    pane.show_card(card)
    lay_out()
    assert not pane.note.isVisible()


def test_another_card_takes_the_place_of_the_first(pane: WhyPane) -> None:
    pane.show_card(make_card(findings=(make_finding("a"),)))
    lay_out()
    pane.show_card(make_card(findings=(make_finding("b"),), high=yuan("60000")))
    lay_out()
    assert pane.findChild(QWidget, "finding.a") is None
    assert finding(pane, "b").isVisible()
