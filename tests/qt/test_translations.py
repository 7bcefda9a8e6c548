"""Chinese first, English complete: every sentence of the window, with the same blanks in it."""

from __future__ import annotations

import ast
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.assessing import Group
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.inquiry import InquiryState
from jiamao_desktop.ui import chart_paint, messages, program, unsettled_rows, wording
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.open_book import OpenBookPage

FOLDER = resources_folder() / "i18n"
SOURCES = Path(__file__).parents[2] / "src" / "jiamao_desktop" / "ui"


def sentences() -> list[tuple[str, str, str]]:
    """Return context, Chinese and English of every sentence."""
    root = ET.parse(FOLDER / "jiamao_en.ts").getroot()  # noqa: S314 -- our own file
    return [
        (
            context.findtext("name") or "",
            message.findtext("source") or "",
            message.findtext("translation") or "",
        )
        for context in root.findall("context")
        for message in context.findall("message")
    ]


def test_every_sentence_has_its_english() -> None:
    assert [zh for _, zh, en in sentences() if zh.strip() and not en.strip()] == []


def test_the_blanks_of_both_languages_are_the_same() -> None:
    def blanks(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w*\}", text))

    assert [zh for _, zh, en in sentences() if blanks(zh) != blanks(en)] == []


def test_no_english_sentence_is_still_chinese() -> None:
    allowed = {"“是” for raw space"}
    wrong = [en for _, _, en in sentences() if re.search(r"[一-鿿]", en) and en not in allowed]
    assert wrong == []


def spoken(node: ast.AST, kind: str = "") -> Iterator[tuple[str, str]]:
    """Yield context and sentence of every call that translates a sentence written in place."""
    if isinstance(node, ast.ClassDef):
        kind = node.name
    match node:
        case ast.Call(func=ast.Attribute(attr="tr"), args=[ast.Constant(value=str(said)), *_]):
            yield kind, said
        case ast.Call(func=ast.Name(id="tr"), args=[ast.Constant(value=str(said))]):
            yield "", said
        case ast.Call(
            func=ast.Attribute(attr="translate"),
            args=[ast.Constant(value=str(context)), ast.Constant(value=str(said)), *_],
        ):
            yield context, said
    for child in ast.iter_child_nodes(node):
        yield from spoken(child, kind)


def test_every_sentence_of_the_source_is_known_to_the_translator() -> None:
    """lupdate reads no f-string: a sentence inside one would stay Chinese for ever."""
    known = {(context, zh) for context, zh, _ in sentences()}
    said = {
        one for file in SOURCES.rglob("*.py") for one in spoken(ast.parse(file.read_text("utf-8")))
    }
    assert said - known == set()
    assert len(said) > 1000, "the tree is not read as it was"


def test_nothing_is_said_through_another_objects_tr() -> None:
    """lupdate would file it under the variable's name, and nobody would find it."""
    found = [
        file.name
        for file in SOURCES.rglob("*.py")
        if re.search(r"(?<!self)\.tr\(\s*\"", file.read_text("utf-8"))
    ]
    assert found == []


def test_with_english_chosen_the_window_speaks_english(
    english: QApplication, jobs: Jobs, qtbot: QtBot
) -> None:
    page = OpenBookPage(jobs)
    qtbot.addWidget(page)
    assert page.open_button.text() == "Open book"
    assert page.passphrase.label.text() == "Passphrase"
    assert messages.say(UserError("field.empty")) == "This field must be filled in."


def test_module_functions_speak_english_too(english: QApplication) -> None:
    assert QCoreApplication.translate("screen", "未付款") == "Unpaid"
    assert QCoreApplication.translate("window", "打印整套申报材料，页码编好").startswith("Whole")
    assert wording.group_verdict(Group.CAN).text == "Can be claimed"
    assert unsettled_rows.letter_verdict(InquiryState.SENT).text == "Sent"


@pytest.mark.parametrize(
    ("hundredths", "words"),
    [
        (999_00, "999"),
        (1_000_00, "1k"),
        (-12_340_00, "−12.3k"),
        (999_949_00, "999.9k"),
        (999_950_00, "1M"),
        (20_678_327_65, "20.7M"),
    ],
)
def test_a_chart_counts_in_thousands_for_english_readers(
    english: QApplication, hundredths: int, words: str
) -> None:
    assert chart_paint.short(hundredths) == words


def test_every_sentence_is_found_in_its_context(english: QApplication) -> None:
    lost = [
        (context, zh)
        for context, zh, en in sentences()
        if QCoreApplication.translate(context, zh) != en
    ]
    assert lost == []


def test_without_it_the_window_speaks_chinese(
    dressed: QApplication, jobs: Jobs, qtbot: QtBot
) -> None:
    page = OpenBookPage(jobs)
    qtbot.addWidget(page)
    assert page.open_button.text() == "打开账套"
    assert messages.say(UserError("field.empty")) == "这一栏必须填写。"


def test_qts_own_buttons_speak_chinese(dressed: QApplication) -> None:
    before, turn = QLocale(), sys.getswitchinterval()
    program.dress(dressed, "zh")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert sys.getswitchinterval() == pytest.approx(program.TURN_SECONDS)
    sys.setswitchinterval(turn)
    QLocale.setDefault(before)
