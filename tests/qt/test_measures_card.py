"""The open card of the navigator: questions, readings, figures, claims."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.claim_book import AEO, FAIR, KEY_BOOTH, LISTED, OTHER_BOOTH, PILOT, project

from jiamao_desktop.app import asking, assessing, claims, history
from jiamao_desktop.app.assessing import Group
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.card_detail import Tab
from jiamao_desktop.ui.fields import FlagField
from jiamao_desktop.ui.navigator_rows import Key
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.measures import MeasuresScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]


@pytest.fixture
def screen(filled_shell: Shell, shown: Show, settle: Settle) -> MeasuresScreen:
    made = MeasuresScreen(filled_shell)
    shown(made)
    settle()
    return made


def key(screen: MeasuresScreen, measure: str, title: str) -> Key:
    return measure, project(screen.workspace, title)


def open_card(screen: MeasuresScreen, measure: str, title: str) -> None:
    screen.show_target(key(screen, measure, title))


def group(screen: MeasuresScreen, measure: str, title: str) -> Group:
    return screen._seen.cards[key(screen, measure, title)].group


def test_answering_a_question_changes_its_card(screen: MeasuresScreen, settle: Settle) -> None:
    open_card(screen, OTHER_BOOTH, FAIR)
    assert group(screen, OTHER_BOOTH, FAIR) is Group.ASK
    screen.detail.tabs.setCurrentIndex(Tab.QUESTIONS)
    question = screen.detail.questions.cards["firm.foreign_trader", None]
    assert isinstance(question.field, FlagField)
    question.field._buttons["yes"].click()
    settle()
    assert group(screen, OTHER_BOOTH, FAIR) is Group.CAN
    assert screen.detail.amount.text() == "不超过 ¥70,000.00"
    assert screen.detail.claim.isVisible()


def test_an_answered_question_stays_in_place_marked_as_answered(
    screen: MeasuresScreen, settle: Settle
) -> None:
    open_card(screen, OTHER_BOOTH, FAIR)
    screen.detail.tabs.setCurrentIndex(Tab.QUESTIONS)
    question = screen.detail.questions.cards["firm.foreign_trader", None]
    question.field.set_text("yes")
    question.field._finish()
    settle()
    assert screen.detail.questions.cards["firm.foreign_trader", None] is question
    assert question.stake.text() == "✓ 已回答"
    assert screen.detail.tabs.currentIndex() == Tab.QUESTIONS
    assert screen.detail.tabs.isTabVisible(Tab.QUESTIONS)


def test_all_open_questions_stand_in_one_list_with_most_money_first(
    screen: MeasuresScreen, qtbot: QtBot
) -> None:
    count = len(screen._seen.questions)
    assert screen.questions_button.text().startswith(f"{count} 个问题待回答，最多影响 ¥")
    screen.questions_button.click()
    screen.wizard.everything.click()
    assert screen.right.currentIndex() == 3
    qtbot.waitUntil(lambda: len(screen.all_questions.cards) == count)


def test_an_answer_can_be_corrected_later(
    screen: MeasuresScreen, settle: Settle, qtbot: QtBot
) -> None:
    asking.answer(screen.workspace, "firm.foreign_trader", "yes")
    screen.refresh()
    settle()
    screen._show_questions()
    about = "firm.foreign_trader", None
    qtbot.waitUntil(lambda: about in screen.all_questions.cards)
    stored = screen.all_questions.cards[about]
    assert stored.field.text() == "yes"
    assert stored.stake.text() == "✓ 已回答"
    stored.field.set_text("no")
    stored.field._finish()
    settle()
    assert group(screen, OTHER_BOOTH, FAIR) is Group.NO


def test_taking_an_answer_back_opens_the_question_again(
    screen: MeasuresScreen, settle: Settle
) -> None:
    open_card(screen, OTHER_BOOTH, FAIR)
    screen.detail.tabs.setCurrentIndex(Tab.QUESTIONS)
    question = screen.detail.questions.cards["firm.foreign_trader", None]
    for words in ("yes", ""):
        question.field.set_text(words)
        question.field._finish()
        settle()
    assert group(screen, OTHER_BOOTH, FAIR) is Group.ASK
    assert question.stake.text() == "影响 ¥70,000.00"


def test_a_refused_answer_is_refused_beside_its_question(
    screen: MeasuresScreen, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_card(screen, OTHER_BOOTH, FAIR)
    failures: list[object] = []
    screen.shell.failed.connect(failures.append)
    screen.detail.tabs.setCurrentIndex(Tab.QUESTIONS)
    pane = screen.detail.questions
    # What no radio button can send: the use case itself has to refuse it.
    pane.answered.emit("firm.foreign_trader", None, "vielleicht")
    settle()
    question = pane.cards["firm.foreign_trader", None]
    assert question.field.problem.isVisibleTo(question)
    assert "vielleicht" in question.field.problem.text()
    assert failures == []


def test_choosing_another_reading_moves_the_ceiling(screen: MeasuresScreen, settle: Settle) -> None:
    open_card(screen, AEO, "AEO 高级认证")
    screen.detail.tabs.setCurrentIndex(Tab.READINGS)
    cards = screen.detail.readings.cards.values()
    reading = next(card for card in cards if "价税合计" in card.reading.question)
    assert reading.effect.text() == "不同理解相差 ¥3,000.00，测算上限：¥50,000.00 – ¥53,000.00"
    other = next(option for option in reading.options if option != reading.reading.chosen)
    reading.options[other].click()
    settle()
    card = screen._seen.cards[key(screen, AEO, "AEO 高级认证")]
    assert card.assessment.ceiling == Money.from_yuan("53,000")
    screen.detail.tabs.setCurrentIndex(Tab.WORKSHEET)
    ceiling = screen.detail.worksheet.findChild(QLabel, "ceiling")
    assert isinstance(ceiling, QLabel)
    assert ceiling.text() == "不超过 ¥53,000.00"


def test_a_rate_left_to_another_notice_is_asked_for_with_its_source(
    screen: MeasuresScreen, settle: Settle
) -> None:
    open_card(screen, KEY_BOOTH, LISTED)
    asking.answer(screen.workspace, "firm.foreign_trader", "yes")
    assert screen.detail.amount.text() == "费率待填"
    screen.detail.tabs.setCurrentIndex(Tab.FIGURES)
    slot = screen.detail.parameters.slots["rate"]
    slot.value.set_text("50%")
    slot.save.click()
    settle()
    assert slot.source.problem.text()
    slot.source.set_text("省商务厅 2026 年申报通知 第 3 页")
    slot.save.click()
    settle()
    card = screen._seen.cards[key(screen, KEY_BOOTH, LISTED)]
    assert card.assessment.ceiling == Money.from_yuan("26,000")
    assert screen.detail.amount.text().endswith("¥26,000.00")


def test_an_impossible_rate_is_refused_beside_its_field(
    screen: MeasuresScreen, settle: Settle
) -> None:
    open_card(screen, KEY_BOOTH, LISTED)
    screen.detail.tabs.setCurrentIndex(Tab.FIGURES)
    slot = screen.detail.parameters.slots["rate"]
    slot.value.set_text("150%")
    slot.source.set_text("记错了")
    slot.save.click()
    settle()
    assert "150%" in slot.value.problem.text()
    assert not slot.source.problem.text()


def test_adopting_a_practice_fills_the_figures_and_can_be_undone(
    screen: MeasuresScreen, settle: Settle
) -> None:
    said: list[tuple[str, bool]] = []
    screen.shell.said.connect(lambda words, undoable: said.append((words, undoable)))
    open_card(screen, KEY_BOOTH, LISTED)
    screen.detail.tabs.setCurrentIndex(Tab.FIGURES)
    practice = next(
        card for card in screen.detail.parameters.practices.values() if card.practice.values
    )
    practice.adopt.click()
    settle()
    card = screen._seen.cards[key(screen, KEY_BOOTH, LISTED)]
    assert any(slot.text for slot in card.parameters)
    assert said == [("已采用参考做法，测算表会标明出处。", True)]
    assert str(history.undo_label(screen.workspace)).startswith("采用参考做法")


def test_starting_a_claim_is_one_operation_and_leads_to_it(
    screen: MeasuresScreen, settle: Settle
) -> None:
    gone: list[tuple[str, object]] = []
    screen.shell.gone_to.connect(lambda where, target: gone.append((where, target)))
    open_card(screen, AEO, "AEO 高级认证")
    screen.detail.claim.click()
    settle()
    [row] = claims.claim_list(screen.workspace)
    assert gone == [("claims", row.id)]
    assert history.undo_label(screen.workspace) == "发起申报：AEO 高级认证"
    assert screen.detail.claim.text() == "打开申报"


def test_a_card_with_a_claim_leads_to_it_instead_of_starting_another(
    screen: MeasuresScreen, settle: Settle
) -> None:
    open_card(screen, AEO, "AEO 高级认证")
    screen.detail.claim.click()
    settle()
    gone: list[object] = []
    screen.shell.gone_to.connect(lambda _where, target: gone.append(target))
    screen.detail.claim.click()
    settle()
    assert len(claims.claim_list(screen.workspace)) == 1
    assert gone == [claims.claim_list(screen.workspace)[0].id]


def test_undoing_a_claim_offers_to_start_it_again(screen: MeasuresScreen, settle: Settle) -> None:
    open_card(screen, AEO, "AEO 高级认证")
    screen.detail.claim.click()
    settle()
    screen.shell.jobs.start(
        lambda _report: history.undo(screen.workspace),
        on_done=lambda _changes: None,
        on_error=screen.shell.fail,
    )
    settle()
    assert screen.detail.claim.text() == "发起申报"


def test_what_cannot_be_claimed_has_no_button(screen: MeasuresScreen) -> None:
    open_card(screen, OTHER_BOOTH, LISTED)
    assert not screen.detail.claim.isVisible()
    assert screen.detail.amount.text() == ""


def test_another_screen_can_send_a_person_to_a_card(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    made = MeasuresScreen(filled_shell)
    wanted = (PILOT, project(filled_shell.workspace, "亚马逊跨境电商试点"))
    made.show_target(wanted)
    shown(made)
    settle()
    assert made.list.key == wanted
    assert made.detail.title.text() == "跨境电商业务试点年服务费支持"


def test_a_recomputation_keeps_the_card_and_the_tab_that_were_open(
    screen: MeasuresScreen, settle: Settle
) -> None:
    open_card(screen, OTHER_BOOTH, FAIR)
    screen.detail.tabs.setCurrentIndex(Tab.WORKSHEET)
    screen.refresh()
    settle()
    assert screen.list.key == key(screen, OTHER_BOOTH, FAIR)
    assert screen.detail.tabs.currentIndex() == Tab.WORKSHEET


def test_tabs_appear_only_where_there_is_something_in_them(screen: MeasuresScreen) -> None:
    tabs = screen.detail.tabs
    open_card(screen, AEO, "AEO 高级认证")
    visible = [tab for tab in Tab if tabs.isTabVisible(tab)]
    assert visible == [Tab.WHY, Tab.WORKSHEET, Tab.HEADROOM, Tab.READINGS, Tab.GUIDE]
    assert tabs.tabText(Tab.READINGS) == "解释口径 1"
    open_card(screen, KEY_BOOTH, LISTED)
    assert all(tabs.isTabVisible(tab) for tab in Tab)
    assert tabs.tabText(Tab.QUESTIONS) == "待回答 1"


def test_questions_of_a_card_are_only_its_own(screen: MeasuresScreen) -> None:
    open_card(screen, PILOT, "亚马逊跨境电商试点")
    screen.detail.tabs.setCurrentIndex(Tab.QUESTIONS)
    assert {fact for fact, _ in screen.detail.questions.cards} == {
        "firm.traditional_trader",
        "pilot.full_process",
        "pilot.incubation_provider",
    }


def test_an_empty_book_shows_every_measure_without_a_project(
    shell: Shell, shown: Show, settle: Settle
) -> None:
    made = MeasuresScreen(shell)
    shown(made)
    settle()
    assert {project for _measure, project in made._seen.cards} == {None}
    measures = [one.id for pack in made.workspace.catalog.packs.values() for one in pack.measures]
    assert {measure for measure, _project in made._seen.cards} == set(measures)
    assert made.detail.isVisible()


def test_nothing_is_computed_on_the_thread_of_the_window(
    filled_shell: Shell, shown: Show, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    real = assessing.cards

    def watched(*given: object) -> object:
        threads.append(threading.current_thread().name)
        return real(*given)  # type: ignore[arg-type]  # passed through as it came

    monkeypatch.setattr(assessing, "cards", watched)
    shown(MeasuresScreen(filled_shell))
    settle()
    assert threads
    assert all(name.startswith("read") for name in threads)


def test_a_project_id_is_part_of_what_a_card_is(screen: MeasuresScreen) -> None:
    fairs = [one for one in screen._seen.cards if one[0] == OTHER_BOOTH]
    assert len(fairs) == 2
    assert all(isinstance(one[1], int) and ProjectId(one[1]) for one in fairs)
