"""Open questions: one editor for each, most money first, nothing jumps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.qt.card_samples import lay_out, texts, yuan

from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.fields import ChoiceField, DateField, FlagField, MoneyField, TextField
from jiamao_desktop.ui.questions_pane import Answered, QuestionCard, QuestionsPane, typed

Show = Callable[[QWidget], None]
Answers = list[tuple[str, object, object]]


def question(
    fact: str = "firm.trader",
    kind: FactType = FactType.BOOL,
    stake: str = "24000",
    project: ProjectId | None = None,
) -> OpenQuestion:
    return OpenQuestion(
        fact=FactDefinition(
            id=fact,
            type=kind,
            question="企业是否开展进出口业务？",
            help="有进出口实绩的选“是”。",
            choices={"a": "甲", "b": "乙"},
        ),
        project=project,
        project_title="香港春季电子产品展" if project else "",
        stake=yuan(stake),
        measures=("其他境外展会展位费补贴", "其他境外展会展位费补贴", "AEO"),
    )


@pytest.fixture
def pane(shown: Show) -> QuestionsPane:
    made = QuestionsPane()
    shown(made)
    return made


@pytest.fixture
def answers(pane: QuestionsPane) -> Answers:
    heard: Answers = []
    pane.answered.connect(lambda *given: heard.append(given))
    return heard


@pytest.mark.parametrize(
    ("kind", "editor"),
    [
        (FactType.BOOL, FlagField),
        (FactType.MONEY, MoneyField),
        (FactType.DATE, DateField),
        (FactType.CODE, ChoiceField),
        (FactType.TEXT, TextField),
        (FactType.INT, TextField),
    ],
)
def test_each_kind_of_fact_has_its_own_editor(
    pane: QuestionsPane, kind: FactType, editor: type[QWidget]
) -> None:
    pane.start([question(kind=kind)])
    lay_out()
    assert isinstance(pane.cards["firm.trader", None].field, editor)


def test_a_question_shows_its_words_its_help_and_what_hangs_on_it(pane: QuestionsPane) -> None:
    pane.start([question()])
    lay_out()
    said = texts(pane)
    assert "企业是否开展进出口业务？" in said
    assert "有进出口实绩的选“是”。" in said
    assert "影响 ¥24,000.00" in said
    assert "关系到：其他境外展会展位费补贴、AEO" in said


def test_a_question_about_a_project_names_it(pane: QuestionsPane) -> None:
    pane.start([question(project=ProjectId(3))])
    lay_out()
    assert any("香港春季电子产品展" in words for words in texts(pane))


def test_a_question_without_a_sum_still_says_that_it_matters(pane: QuestionsPane) -> None:
    pane.start([question(stake="0")])
    lay_out()
    assert "影响能否申报" in texts(pane)


def test_the_order_given_is_the_order_shown(pane: QuestionsPane) -> None:
    pane.start([question("b", stake="3"), question("a", stake="2"), question("c", stake="1")])
    lay_out()
    places = {key[0]: card.y() for key, card in pane.cards.items()}
    QTest.qWait(0)
    assert list(places) == ["b", "a", "c"]


def test_an_answer_is_told_once_though_the_line_reports_twice(
    pane: QuestionsPane, answers: Answers
) -> None:
    pane.start([question(kind=FactType.MONEY)])
    lay_out()
    field = pane.cards["firm.trader", None].field
    assert isinstance(field, MoneyField)
    QTest.keyClicks(field.line, "12000")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    field._finish()
    assert answers == [("firm.trader", None, "12,000.00")]


def test_a_blank_answer_takes_the_answer_back(pane: QuestionsPane, answers: Answers) -> None:
    pane.start([question(kind=FactType.TEXT)])
    lay_out()
    field = pane.cards["firm.trader", None].field
    for words in ("甲", ""):
        field.set_text(words)
        field._finish()
    assert answers == [("firm.trader", None, "甲"), ("firm.trader", None, None)]


def test_what_the_field_itself_can_see_is_never_sent(pane: QuestionsPane, answers: Answers) -> None:
    pane.start([question(kind=FactType.DATE)])
    lay_out()
    field = pane.cards["firm.trader", None].field
    field.set_text("2026-02-31")
    field._finish()
    assert answers == []
    assert field.problem.isVisible()


def test_a_refusal_stands_beside_its_question_and_may_be_sent_again(
    pane: QuestionsPane, answers: Answers
) -> None:
    pane.start([question(kind=FactType.TEXT)])
    lay_out()
    field = pane.cards["firm.trader", None].field
    field.set_text("甲")
    field._finish()
    assert pane.show_problem(("firm.trader", None), UserError("money.bad_format", text="甲"))
    assert "甲" in field.problem.text()
    field._finish()
    assert len(answers) == 2


def test_a_fault_of_the_machine_does_not_belong_to_a_question(pane: QuestionsPane) -> None:
    pane.start([question()])
    lay_out()
    assert not pane.show_problem(("firm.trader", None), MachineError("disk.full"))
    assert not pane.show_problem(("other", None), UserError("money.bad_format", text=""))


def test_an_answered_question_keeps_its_place(pane: QuestionsPane) -> None:
    pane.start([question("a"), question("b")])
    lay_out()
    before = dict(pane.cards)
    pane.refresh([question("b")])
    lay_out()
    assert dict(pane.cards) == before
    assert pane.cards["a", None].stake.text() == "✓ 已回答"
    assert pane.cards["b", None].stake.text() == "影响 ¥24,000.00"


def test_a_question_that_comes_up_joins_at_the_end(pane: QuestionsPane) -> None:
    pane.start([question("a")])
    lay_out()
    pane.refresh([question("z", stake="99999"), question("a")])
    lay_out()
    assert [key[0] for key in pane.cards] == ["a", "z"]


def test_what_hangs_on_a_question_follows_the_answers_of_others(pane: QuestionsPane) -> None:
    pane.start([question("a", stake="100")])
    lay_out()
    pane.refresh([question("a", stake="200")])
    lay_out()
    assert pane.cards["a", None].stake.text() == "影响 ¥200.00"


def test_the_cursor_stays_where_it_was(pane: QuestionsPane) -> None:
    pane.start([question("a", FactType.TEXT), question("b", FactType.TEXT)])
    lay_out()
    field = pane.cards["b", None].field
    assert isinstance(field, TextField)
    field.line.setFocus()
    pane.refresh([question("b", FactType.TEXT)])
    lay_out()
    assert field.line.hasFocus()


def test_starting_anew_leaves_out_what_is_answered(pane: QuestionsPane) -> None:
    pane.start([question("a"), question("b")])
    lay_out()
    pane.start([question("b")])
    lay_out()
    assert [key[0] for key in pane.cards] == ["b"]


def test_without_questions_the_pane_says_so(pane: QuestionsPane) -> None:
    pane.start([])
    lay_out()
    assert texts(pane) == ["没有待回答的问题。资料齐了，金额就是确定的。"]


def test_a_stored_answer_can_be_shown_for_correction(shown: Show) -> None:
    card = QuestionCard(question(kind=FactType.TEXT), stored="甲")
    shown(card)
    lay_out()
    heard: Answers = []
    card.answered.connect(lambda *given: heard.append(given))
    assert card.field.text() == "甲"
    card.field._finish()
    assert heard == []
    card.field.set_text("乙")
    card.field._finish()
    assert heard == [("firm.trader", None, "乙")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (12, "12"),
        (yuan("1234.5"), "1,234.50"),
        (Fraction(1, 2), "50%"),
        (dt.date(2026, 4, 2), "2026-04-02"),
        ("甲", "甲"),
        (frozenset({"b", "a"}), "a,b"),
    ],
)
def test_a_stored_value_is_shown_as_it_would_be_typed(value: FactValue | None, words: str) -> None:
    assert typed(value) == words


def test_answered_questions_stand_below_to_be_corrected(pane: QuestionsPane) -> None:
    pane.start([question("open")], [Answered(question("done"), "no")])
    lay_out()
    assert [key[0] for key in pane.cards] == ["open", "done"]
    assert pane.cards["done", None].field.text() == "no"
    assert pane.cards["done", None].stake.text() == "✓ 已回答"
    assert "已回答" in texts(pane)


def test_an_answer_that_the_declarations_contradict_says_so(pane: QuestionsPane) -> None:
    pane.start([], [Answered(question("done"), "no", against="是"), Answered(question("b"), "no")])
    lay_out()
    assert pane.cards["done", None].difference.text() == "! 报关单得出的是“是”，以您的回答为准。"
    assert not hasattr(pane.cards["b", None], "difference")


def test_a_long_list_grows_while_the_window_goes_on_living(shown: Show, qtbot: QtBot) -> None:
    pane = QuestionsPane()
    shown(pane)
    pane.start([question(f"q{number}") for number in range(40)])
    assert len(pane.cards) == 10
    qtbot.waitUntil(lambda: len(pane.cards) == 40)
    assert [fact for fact, _project in pane.cards] == [f"q{number}" for number in range(40)]


def test_a_recomputation_meanwhile_finishes_the_list_first(shown: Show) -> None:
    pane = QuestionsPane()
    shown(pane)
    questions = [question(f"q{number}") for number in range(40)]
    pane.start(questions)
    pane.refresh(questions[1:])
    assert len(pane.cards) == 40
    assert pane.cards["q0", None].stake.text() == "✓ 已回答"
