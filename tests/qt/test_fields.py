"""Fields: typed text in, text out, the problem beside the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFontMetrics, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.ui.fields import (
    CheckedField,
    ChoiceField,
    DateField,
    Field,
    FlagField,
    Form,
    MoneyField,
    SetField,
    TextField,
    fact_field,
)

Show = Callable[[QWidget], None]


def commit(field: TextField, words: str) -> None:
    """Type Chinese as an input method does; keyClicks would abort the process."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field.line, event)


@pytest.fixture
def money(shown: Show) -> MoneyField:
    field = MoneyField("gross", "价税合计（元）")
    shown(field)
    return field


@pytest.mark.parametrize(
    "typed",
    [
        "2026-04-12",
        "2026-4-12",
        "2026.4.12",
        "2026/04/12",
        "20260412",
        "2026年4月12日",
        "２０２６－４－１２",
    ],
)
def test_a_day_is_read_in_any_usual_way(typed: str) -> None:
    assert parse_day(typed) == dt.date(2026, 4, 12)


@pytest.mark.parametrize("typed", ["2026-02-30", "12.4.2026", "明天", "2026-4", "20264", ""])
def test_what_is_no_day_is_refused_by_name(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_day(typed)
    assert caught.value.code == "date.bad_format"


def test_an_amount_is_shown_with_separators_when_left(money: MoneyField, qtbot: QtBot) -> None:
    QTest.keyClicks(money.line, "12345.6")
    with qtbot.waitSignal(money.edited) as edited:
        QTest.keyClick(money.line, Qt.Key.Key_Return)
    assert edited.args == ["12,345.60"]
    assert money.text() == "12,345.60"


def test_a_wrong_amount_is_said_beside_the_field(money: MoneyField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(money.edited):
        QTest.keyClicks(money.line, "12x")
        QTest.keyClick(money.line, Qt.Key.Key_Return)
    assert money.problem.isVisible()
    assert "12x" in money.problem.text()
    assert money.line.property("wrong") == "true"
    assert money.line.accessibleDescription() == money.problem.text()


def test_the_complaint_goes_while_somebody_types_again(money: MoneyField, qtbot: QtBot) -> None:
    QTest.keyClicks(money.line, "12x")
    QTest.keyClick(money.line, Qt.Key.Key_Return)
    QTest.keyClick(money.line, Qt.Key.Key_Backspace)
    assert not money.problem.isVisible()
    assert money.line.property("wrong") == "false"


def test_full_width_figures_of_an_input_method_are_read(money: MoneyField) -> None:
    commit(money, "１２３．５")
    assert money.check()


def test_a_blank_amount_is_no_mistake(money: MoneyField) -> None:
    assert money.check()
    assert money.text() == ""


def test_chinese_typed_by_an_input_method_arrives(shown: Show) -> None:
    field = TextField("payee", "收款方")
    shown(field)
    commit(field, "永州样例𬱖公司")
    assert field.text() == "永州样例𬱖公司"


def test_text_is_trimmed(shown: Show) -> None:
    field = TextField("payee", "收款方")
    field.set_text("  样例  ")
    assert field.text() == "样例"


def test_a_secret_is_not_shown(shown: Show) -> None:
    field = TextField("passphrase", "口令", secret=True)
    field.set_text("秘密")
    assert field.line.displayText() != "秘密"
    assert field.text() == "秘密"


def test_setting_a_value_tells_nobody(money: MoneyField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(money.edited), qtbot.assertNotEmitted(money.typing):
        money.set_text("5.00")


def test_a_day_becomes_iso_when_left(shown: Show, qtbot: QtBot) -> None:
    field = DateField("paid_on", "付款日期")
    shown(field)
    field.set_text("2026.4.3")
    with qtbot.waitSignal(field.edited) as edited:
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert edited.args == ["2026-04-03"]


def test_a_day_picked_from_the_calendar_is_told(shown: Show, qtbot: QtBot) -> None:
    field = DateField("paid_on", "付款日期")
    shown(field)
    with qtbot.waitSignal(field.edited) as edited:
        field._take(QDate(2026, 11, 20))
    assert edited.args == ["2026-11-20"]


def test_a_wrong_day_stays_as_typed_with_its_complaint(shown: Show, qtbot: QtBot) -> None:
    field = DateField("paid_on", "付款日期")
    shown(field)
    QTest.keyClicks(field.line, "2026-13-01")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.text() == "2026-13-01"
    assert "2026-13-01" in field.problem.text()


@pytest.fixture
def choice(shown: Show) -> ChoiceField:
    field = ChoiceField("category", "费用类别", {"a": "展位费", "b": "运输费"}, blank="请选择")
    shown(field)
    return field


def test_a_choice_speaks_in_ids(choice: ChoiceField) -> None:
    assert choice.text() == ""
    choice.set_text("b")
    assert choice.text() == "b"
    assert choice.box.currentText() == "运输费"


def test_an_unknown_choice_falls_back_to_the_blank_one(choice: ChoiceField) -> None:
    choice.set_text("zzz")
    assert choice.text() == ""


def test_a_choice_by_key_is_told(choice: ChoiceField, qtbot: QtBot) -> None:
    told: list[str] = []
    choice.edited.connect(told.append)
    choice.box.setFocus()
    QTest.keyClick(choice.box, Qt.Key.Key_Down)
    assert told == ["a"]


def test_new_choices_keep_the_chosen_one(choice: ChoiceField) -> None:
    choice.set_text("b")
    choice.set_choices({"b": "国际运输费", "c": "广告费"}, "请选择")
    assert choice.text() == "b"
    assert choice.box.count() == 3


def test_new_choices_without_the_chosen_one_begin_anew(choice: ChoiceField) -> None:
    choice.set_text("b")
    choice.set_choices({"c": "广告费"}, "请选择")
    assert choice.text() == ""


@pytest.mark.parametrize(("value", "words"), [("yes", "是"), ("no", "否"), ("", "还不知道")])
def test_a_flag_has_three_answers(shown: Show, value: str, words: str) -> None:
    field = FlagField("first", "是否首次")
    shown(field)
    field.set_text(value)
    assert field.text() == value
    checked = [radio.text() for radio in field.findChildren(QRadioButton) if radio.isChecked()]
    assert checked == [words]


def test_a_flag_starts_unknown(shown: Show) -> None:
    assert FlagField("first", "是否首次").text() == ""


def test_a_flag_that_must_be_known_has_two_answers(shown: Show) -> None:
    field = FlagField("overseas", "是否境外", unknown=False)
    assert len(field.findChildren(QRadioButton)) == 2


def test_pressing_an_answer_is_told(shown: Show, qtbot: QtBot) -> None:
    field = FlagField("first", "是否首次")
    shown(field)
    with qtbot.waitSignal(field.edited) as edited:
        field._buttons["no"].click()
    assert edited.args == ["no"]


def test_a_set_is_its_ids_with_commas(shown: Show, qtbot: QtBot) -> None:
    field = SetField("tags", "类型", {"a": "甲", "b": "乙", "c": "丙"})
    shown(field)
    field.set_text("c,a")
    assert field.text() == "a,c"
    with qtbot.waitSignal(field.edited) as edited:
        field._boxes["b"].click()
    assert edited.args == ["a,b,c"]


@pytest.mark.parametrize(
    ("kind", "editor"),
    [
        (FactType.BOOL, FlagField),
        (FactType.MONEY, MoneyField),
        (FactType.DATE, DateField),
        (FactType.CODE, ChoiceField),
        (FactType.SET, SetField),
        (FactType.INT, TextField),
        (FactType.RATIO, TextField),
        (FactType.TEXT, TextField),
    ],
)
def test_each_kind_of_fact_has_its_editor(
    dressed: object, qtbot: QtBot, kind: FactType, editor: type[Field]
) -> None:
    definition = FactDefinition(id="f", type=kind, question="问题？", choices={"a": "甲"})
    field = fact_field(definition)
    qtbot.addWidget(field)
    assert type(field) is editor
    assert field.label.text() == "问题？"
    assert field.name == "f"


def test_every_editor_is_named_for_screen_readers(choice: ChoiceField, money: MoneyField) -> None:
    assert choice.editor.accessibleName() == "费用类别"
    assert money.editor.accessibleName() == "价税合计（元）"
    assert money.label.buddy() is money.line


@pytest.fixture
def form(shown: Show, qtbot: QtBot) -> Form:
    fields: list[Field] = [TextField("payee", "收款方"), MoneyField("gross", "金额")]
    for field in fields:
        shown(field)
    return Form(fields)


def test_a_form_is_a_mapping_of_texts(form: Form) -> None:
    form.fill({"payee": "样例", "gross": "5.00"})
    assert form.values() == {"payee": "样例", "gross": "5.00"}
    form.fill({})
    assert form.values() == {"payee": "", "gross": ""}


def test_a_form_marks_what_is_wrong(form: Form) -> None:
    form.fill({"gross": "五元"})
    assert not form.check()
    assert form.fields["gross"].problem.text()
    assert not form.fields["payee"].problem.text()


def test_filling_a_form_takes_old_complaints_away(form: Form) -> None:
    form.fill({"gross": "五元"})
    form.check()
    form.fill({"gross": "5"})
    assert not form.fields["gross"].problem.text()


def test_an_error_that_names_a_field_stands_beside_it(form: Form) -> None:
    assert form.show_problem(UserError("field.empty", field="payee"))
    assert form.fields["payee"].problem.text() == "这一栏必须填写。"


def test_an_error_that_names_no_field_is_left_to_the_caller(form: Form) -> None:
    assert not form.show_problem(UserError("field.empty"))
    assert not form.show_problem(UserError("field.empty", field="unheard_of"))


def test_a_checked_field_reads_only_what_is_not_blank(shown: Show) -> None:
    def never(_text: str) -> object:
        raise UserError("field.empty")

    field = CheckedField("x", "某栏", never)
    assert field.check()
    field.set_text("有字")
    assert not field.check()


def test_the_list_of_a_choice_is_a_real_combo_box(choice: ChoiceField) -> None:
    assert isinstance(choice.editor, QComboBox)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_long_choice_never_widens_the_form_and_is_whole_when_opened(
    shown: Callable[[QWidget], None],
) -> None:
    words = "按《某某市出口订单融资贷款贴息资金管理办法》办理的出口订单融资贷款，由合作银行放款"
    field = ChoiceField("way", "办法", {"a": "甲", "b": words})
    shown(field)
    field.resize(160, 80)
    assert field.width() == 160
    field.set_text("b")
    assert field.box.toolTip() == words
    field.box.showPopup()
    view = field.box.view()
    assert view.width() >= QFontMetrics(field.box.font()).horizontalAdvance(words)
    field.box.hidePopup()
