"""One unclear word on the screen: what it shows, and what its buttons ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from tests.qt.card_samples import lay_out
from tests.qt.unsettled_samples import (
    ANSWERED,
    CHOSEN,
    DAY,
    make_item,
    make_letter,
    option,
)

from jiamao_desktop.app.inquiries import InquiryRow
from jiamao_desktop.ui.letter_dialog import LetterDialog
from jiamao_desktop.ui.letters_pane import LettersPane
from jiamao_desktop.ui.word_detail import WordDetail

Show = Callable[[QWidget], None]
ITEM = make_item()


@pytest.fixture
def detail(shown: Show) -> WordDetail:
    made = WordDetail()
    shown(made)
    return made


@pytest.fixture
def letters(shown: Show) -> LettersPane:
    made = LettersPane()
    shown(made)
    return made


def words(widget: QWidget) -> list[str]:
    lay_out()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def pressed(widget: QWidget, name: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == name).click()


def row(**changes: object) -> InquiryRow:
    number, letter = make_letter(**changes)
    return InquiryRow(
        id=number, inquiry=letter, title="关于样例的咨询函", questions=("甲？", "乙？")
    )


def test_it_shows_question_clause_remark_notice_and_office(detail: WordDetail) -> None:
    detail.show_item(ITEM, picked=False)
    shown = words(detail)
    assert "vat怎样理解？" in shown
    assert "“给予不超过50%的支持”" in shown
    assert "文件未写明。" in shown
    assert any("样例〔2024〕1号" in one and "受理：样例商务局" in one for one in shown)


def test_each_option_has_its_letter_amount_and_where_it_is_used(detail: WordDetail) -> None:
    detail.show_item(ITEM, picked=False)
    net, gross = (words(card) for card in detail.options.values())
    assert net[:2] == ["A　按不含税金额", "¥100.00"]
    assert "某市2024年即如此" in net
    assert "默认 · 审慎" in net
    assert "✓ 现按此计算" in net
    assert gross[:2] == ["B　按价税合计", "¥250.00"]
    assert "默认 · 审慎" not in gross


def test_only_what_is_not_used_can_be_adopted(detail: WordDetail) -> None:
    heard: list[str] = []
    detail.adopted.connect(heard.append)
    detail.show_item(ITEM, picked=False)
    lay_out()
    assert not detail.options["net"].adopt.isVisible()
    assert detail.options["gross"].adopt.isVisible()
    detail.options["gross"].adopt.click()
    assert heard == ["gross"]


def test_what_an_office_said_leaves_nothing_to_adopt(detail: WordDetail) -> None:
    detail.show_item(replace(ITEM, choice=ANSWERED, chosen="gross"), picked=False)
    shown = words(detail)
    assert "按样例商务局 2026-11-18 答复" in shown
    assert "答复人：王科长　书面答复" in shown
    assert not any(card.adopt.isVisible() for card in detail.options.values())
    assert detail.back.text() == "撤回答复"


def test_the_persons_own_choice_shows_its_day_and_goes_back_by_a_press(
    detail: WordDetail,
) -> None:
    heard: list[bool] = []
    detail.taken_back.connect(lambda: heard.append(True))
    detail.show_item(replace(ITEM, choice=CHOSEN, chosen="gross"), picked=False)
    shown = words(detail)
    assert "按本单位选定的口径" in shown
    assert "2026-11-20" in shown
    assert detail.back.text() == "恢复默认"
    detail.back.click()
    assert heard == [True]


def test_nothing_can_be_taken_back_where_nobody_decided(detail: WordDetail) -> None:
    detail.show_item(ITEM, picked=False)
    lay_out()
    assert not detail.back.isVisible()


def test_the_paper_of_an_answer_is_a_press_away(detail: WordDetail) -> None:
    heard: list[int] = []
    detail.paper_wanted.connect(heard.append)
    detail.show_item(replace(ITEM, choice=ANSWERED), picked=False)
    pressed(detail, "查看答复原件")
    assert heard == [7]


def test_measures_are_named_and_a_press_away(detail: WordDetail) -> None:
    heard: list[str] = []
    detail.measure_wanted.connect(heard.append)
    detail.show_item(ITEM, picked=False)
    assert "涉及 2 项措施" in words(detail)
    assert "前 1 项按现有费用有金额。" in words(detail)
    pressed(detail, "另一项措施")
    assert heard == ["n"]


def test_where_all_measures_pay_nothing_is_said_about_some(detail: WordDetail) -> None:
    detail.show_item(replace(ITEM, paying=2), picked=False)
    assert not any(one.startswith("前 ") for one in words(detail))


def test_a_word_without_effect_says_so(detail: WordDetail) -> None:
    same = (option("net", "100"), option("gross", "100"))
    detail.show_item(replace(ITEM, options=same), picked=False)
    assert "按现有费用，怎样理解金额都一样。" in words(detail)


def test_a_letter_already_written_is_a_press_away(detail: WordDetail) -> None:
    heard: list[bool] = []
    detail.letters_wanted.connect(lambda: heard.append(True))
    detail.show_item(replace(ITEM, letter=make_letter(sent_on=DAY)), picked=False)
    assert "→ 已寄出" in words(detail)
    pressed(detail, "查看咨询函")
    assert heard == [True]


def test_a_word_is_picked_for_the_next_letter_and_left_out_again(detail: WordDetail) -> None:
    heard: list[bool] = []
    detail.picked.connect(heard.append)
    detail.show_item(ITEM, picked=False)
    detail.pick.click()
    detail.show_picked(picked=True)
    assert detail.pick.text() == "已列入咨询函"
    detail.pick.click()
    assert heard == [True, False]


def test_another_word_takes_the_place_of_the_first(detail: WordDetail) -> None:
    detail.show_item(ITEM, picked=True)
    three = (option("a", "1"), option("b", "2"), option("c", "3"))
    detail.show_item(make_item("payer", options=three, chosen="b"), picked=False)
    lay_out()
    assert list(detail.options) == ["a", "b", "c"]
    assert "vat怎样理解？" not in words(detail)
    assert not detail.pick.isChecked()


def test_letters_show_office_questions_days_and_state(letters: LettersPane) -> None:
    letters.show_letters([row(sent_on=DAY, answered_on=DAY), row()])
    first, second = letters.cards
    assert words(first)[:4] == ["致 样例商务局", "✓ 已答复", "· 甲？", "· 乙？"]
    assert "起草 2026-11-10　寄出 2026-11-18　答复 2026-11-18" in words(first)
    assert "起草 2026-11-10" in words(second)
    assert not first.send.isVisible()
    assert second.send.isVisible()


def test_the_buttons_of_a_letter_say_which_letter_is_meant(letters: LettersPane) -> None:
    heard: list[tuple[str, object]] = []
    letters.sent.connect(lambda one: heard.append(("sent", one)))
    letters.opened.connect(lambda one: heard.append(("opened", one)))
    letters.saved.connect(lambda one: heard.append(("saved", one)))
    made = row()
    letters.show_letters([made])
    for name in ("查看", "另存 PDF…", "登记寄出"):
        pressed(letters, name)
    assert heard == [("opened", made), ("saved", made), ("sent", made)]


def test_without_letters_it_says_how_to_write_one(letters: LettersPane) -> None:
    letters.show_letters([])
    assert any("还没有咨询函" in one for one in words(letters))


def test_the_letter_dialog_names_each_office_once_with_its_questions(shown: Show) -> None:
    notice = replace(ITEM.notice, office="样例财政局")
    items = [ITEM, make_item("payer", notice=notice), make_item("window")]
    host = QWidget()
    shown(host)
    dialog = LetterDialog(items, host)
    dialog.show()
    assert words(dialog)[:6] == [
        "写咨询函",
        "致 样例商务局",
        "· vat怎样理解？",
        "· window怎样理解？",
        "致 样例财政局",
        "· payer怎样理解？",
    ]
    assert not dialog.amounts.isChecked()
