"""Why: one sentence, then only what decides, each with its clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import (
    CLAUSE,
    OTHER_CLAUSE,
    lay_out,
    make_card,
    make_due,
    make_finding,
    make_reading,
    texts,
)

from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.app.said import Said
from jiamao_desktop.domain.assessment import Basis, Severity, Status
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.nearest import Change, Way
from jiamao_desktop.ui.grounds import Badge, ClauseLink, Quote
from jiamao_desktop.ui.why_pane import WhyPane

Show = Callable[[QWidget], None]
REASON = Said.of("why.below_cap", how="认证费 ¥100,000.00 × 50%", cap="150,000.00")
NOTHING: dict[str, Any] = {"ceiling": ZERO, "low": ZERO, "high": ZERO}


@pytest.fixture
def pane(shown: Show) -> WhyPane:
    made = WhyPane()
    shown(made)
    return made


def show(pane: WhyPane, card: Card, reason: Said = REASON, **given: Any) -> None:
    pane.show_card(card, reason, **given)
    lay_out()


def part(pane: WhyPane, name: str) -> QWidget:
    found = pane.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def refused(*findings: Any) -> Card:
    return make_card(
        Group.NO,
        status=Status.NO,
        findings=findings,
        because=tuple(one.check for one in findings if one.holds is False),
        **NOTHING,
    )


def test_the_first_sentence_says_how_much_and_why(pane: WhyPane) -> None:
    show(pane, make_card())
    assert pane.sentence.text() == (
        "不超过 ¥50,000.00：认证费 ¥100,000.00 × 50%，未到上限 ¥150,000.00。"
    )


def test_a_refusal_names_no_amount_and_only_what_failed(pane: WhyPane) -> None:
    reason = Said.of("why.no_one", label="在永州市登记注册")
    show(
        pane,
        refused(make_finding("aeo", label="办理的是高级认证"), make_finding(holds=False)),
        reason,
    )
    assert pane.sentence.text() == "只有一项不满足：在永州市登记注册。"
    said = texts(part(pane, "refusal"))
    assert "在永州市登记注册" in said
    assert "办理的是高级认证" not in said


def test_each_failed_condition_shows_what_it_is_now_and_its_clause(pane: WhyPane) -> None:
    show(pane, refused(make_finding(holds=False, value="长沙市")))
    said = texts(part(pane, "refusal"))
    assert "不满足　·　现在：长沙市" in said
    assert f"“{CLAUSE.quote}”" in said
    badge = part(pane, "refusal").findChild(Badge)
    assert isinstance(badge, Badge)
    assert (badge.verdict.glyph, badge.verdict.tone) == ("×", "bad")


def test_a_condition_that_rests_on_no_clause_says_on_what(pane: WhyPane) -> None:
    finding = make_finding(
        holds=False, clause=None, basis=Basis.PRACTICE, note="中山市2023年的做法"
    )
    show(pane, refused(finding))
    said = texts(part(pane, "refusal"))
    assert "◇ 参考" in said
    assert "中山市2023年的做法" in said


def test_the_note_of_the_assessment_is_left_out_of_a_refusal(pane: WhyPane) -> None:
    card = refused(make_finding(holds=False))
    show(pane, card)
    assert not pane.note.isVisible()


def test_the_nearest_way_to_qualify_says_what_to_change_into_what(pane: WhyPane) -> None:
    show(pane, refused(make_finding(holds=False)))
    one = Change(fact="a", label="进口设备原值", now="80 万元", wanted="不少于 100 万元")
    other = Change(fact="b", label="认证类型", now="", wanted="高级认证")
    pane.show_ways([Way(changes=(one,)), Way(changes=(one, other))])
    lay_out()
    said = texts(part(pane, "ways"))
    assert "↗ 只差 1 项" in said
    assert "↗ 要改 2 项" in said
    assert "现在：80 万元　→　不少于 100 万元" in said
    assert "现在：还没有填写　→　高级认证" in said


def test_where_nothing_can_be_changed_it_says_so(pane: WhyPane) -> None:
    show(pane, refused(make_finding(holds=False)))
    assert pane.findChild(QWidget, "ways") is None
    pane.show_ways(())
    lay_out()
    assert any("没有可以补救的办法" in words for words in texts(part(pane, "ways")))


def test_ways_of_another_card_do_not_stay(pane: WhyPane) -> None:
    show(pane, refused(make_finding(holds=False)))
    pane.show_ways([Way(changes=(Change(fact="a", label="甲", now="", wanted="乙"),))])
    show(pane, make_card())
    assert pane.findChild(QWidget, "ways") is None


def test_a_range_says_which_reading_moves_it_and_what_each_brings(pane: WhyPane) -> None:
    wanted: list[str] = []
    pane.readings_wanted.connect(wanted.append)
    card = make_card(readings=(make_reading(),), high=make_reading().high)
    show(pane, card)
    said = texts(part(pane, "range"))
    assert said[0] == "金额为什么是 ¥50,000.00 – ¥53,000.00"
    assert "● 按不含税金额（默认，审慎）" in said
    assert "○ 按价税合计" in said
    assert {"不超过 ¥50,000.00", "不超过 ¥53,000.00"} <= set(said)
    button = part(pane, "mover.base").findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert wanted == ["base"]


def test_a_reading_that_moves_nothing_is_not_shown(pane: WhyPane) -> None:
    show(pane, make_card(readings=(make_reading("same", "50000", "50000"),)))
    assert pane.findChild(QWidget, "range") is None


def test_open_questions_stand_beside_what_moves_the_amount(pane: WhyPane) -> None:
    asked: list[bool] = []
    pane.questions_wanted.connect(lambda: asked.append(True))
    card = make_card(Group.ASK, status=Status.ASK, missing=("a",), low=ZERO)
    show(pane, card, questions=["是否外贸企业", "甲", "乙", "丙"])
    assert "是否外贸企业；甲；乙；等 4 个" in texts(part(pane, "range"))
    answer = part(pane, "answer")
    assert isinstance(answer, QPushButton)
    answer.click()
    assert asked == [True]


def test_what_an_officer_judges_is_no_refusal(pane: WhyPane) -> None:
    finding = make_finding("judged", holds=None, value="", severity=Severity.OFFICER_DECIDES)
    card = make_card(Group.READING, status=Status.READING, findings=(finding,))
    show(pane, card)
    assert any("由受理部门认定" in words for words in texts(pane))
    assert pane.findChild(QWidget, "refusal") is None


def test_a_warning_is_shown_without_being_a_no(pane: WhyPane) -> None:
    finding = make_finding("late", holds=False, severity=Severity.WARNS)
    show(pane, make_card(findings=(finding,)))
    badge = part(pane, "finding.late").findChild(Badge)
    assert isinstance(badge, Badge)
    assert badge.verdict.tone == "warn"


def test_all_conditions_stand_behind_one_press(pane: WhyPane) -> None:
    show(pane, make_card(findings=(make_finding("a"), make_finding("b", holds=None, value=""))))
    assert pane.findChild(QWidget, "finding.a") is None
    toggle = part(pane, "conditions")
    assert isinstance(toggle, QPushButton)
    assert toggle.text() == "全部条件 2 项，已满足 1 项"
    toggle.click()
    lay_out()
    assert part(pane, "finding.b").accessibleName() == "待确认：在永州市登记注册，还没有填写"
    toggle.click()
    lay_out()
    assert not part(pane, "finding.a").isVisible()


def test_a_clause_quoted_once_is_folded_the_second_time(pane: WhyPane) -> None:
    show(
        pane,
        refused(
            make_finding("a", holds=False),
            make_finding("b", holds=False),
            make_finding("c", holds=False, clause=OTHER_CLAUSE),
        ),
    )
    links = part(pane, "refusal").findChildren(ClauseLink)
    assert [link.quote.isVisible() for link in links] == [True, False, True]
    links[1].button.click()
    lay_out()
    assert links[1].quote.isVisible()


def test_every_clause_leads_to_its_place_in_the_notice(pane: WhyPane) -> None:
    wanted: list[object] = []
    pane.clause_wanted.connect(wanted.append)
    show(pane, refused(make_finding(holds=False)))
    link = part(pane, "refusal").findChild(ClauseLink)
    assert isinstance(link, ClauseLink)
    link.source.click()
    show(pane, make_card())
    source = part(pane, "source")
    assert isinstance(source, QPushButton)
    source.click()
    assert wanted == [CLAUSE, CLAUSE]


def test_the_clause_of_the_measure_stands_word_for_word(pane: WhyPane) -> None:
    show(pane, make_card())
    quotes = [texts(quote) for quote in pane.findChildren(Quote) if quote.isVisible()]
    assert [f"“{CLAUSE.quote}”", CLAUSE.number] in quotes


def test_the_two_rules_on_stacking_stand_with_their_clauses(pane: WhyPane) -> None:
    rules = (("不得多头重复奖励", CLAUSE), ("上述支持方向可同时享受", OTHER_CLAUSE))
    show(pane, make_card(stacking=rules))
    said = texts(part(pane, "stacking"))
    assert {"不得多头重复奖励", "上述支持方向可同时享受"} <= set(said)
    assert len(part(pane, "stacking").findChildren(ClauseLink)) == 2


def test_what_is_to_be_applied_for_first_leads_there(pane: WhyPane) -> None:
    wanted: list[str] = []
    pane.card_wanted.connect(wanted.append)
    show(pane, make_card(), higher=[("hn-fair", "省级展位费支持")])
    button = next(one for one in pane.findChildren(QPushButton) if one.text() == "省级展位费支持")
    button.click()
    assert wanted == ["hn-fair"]
    assert "先申报省级以上" in texts(pane)


def test_a_deadline_shows_its_day_and_how_it_was_counted(pane: WhyPane) -> None:
    dues = (make_due(dt.date(2026, 12, 31)), make_due(None, "later"))
    show(pane, make_card(deadlines=dues))
    said = texts(part(pane, "days"))
    assert {"2026-12-31", "集中申报", "自 2026-11-03 起满 1 个月"} <= set(said)
    assert "起算日还没有填写" in said


def test_what_to_know_before_relying_on_it_is_said(pane: WhyPane) -> None:
    show(pane, make_card(note="标准以当年通知为准。"))
    assert "标准以当年通知为准。" in texts(part(pane, "caution"))
