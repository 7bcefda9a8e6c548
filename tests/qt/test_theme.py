"""The look: contrast that can be read, characters that are there, a sheet that parses."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtGui import QColor, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.ui import field_names, icons, review_words, theme, widgets

ICONS = sorted(file.stem for file in (resources_folder() / "icons").glob("*.svg"))


def luminance(colour: str) -> float:
    parts: list[float] = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", theme.TONES)
def test_every_tone_can_be_read_on_its_own_ground(tone: str) -> None:
    assert contrast(*theme.TONES[tone]) >= 4.5


@pytest.mark.parametrize("tone", theme.TONES)
def test_every_tone_can_be_read_on_white(tone: str) -> None:
    assert contrast(theme.TONES[tone][0], theme.SURFACE) >= 4.5


@pytest.mark.parametrize("text", [theme.INK, theme.INK_SOFT, theme.ACCENT])
@pytest.mark.parametrize("ground", [theme.GROUND, theme.SURFACE, theme.ACCENT_SOFT])
def test_texts_can_be_read_on_every_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", [theme.ACCENT, theme.ACCENT_STRONG, theme.INK])
def test_white_can_be_read_on_dark_grounds(ground: str) -> None:
    assert contrast(theme.SURFACE, ground) >= 4.5


def test_disabled_buttons_can_still_be_read() -> None:
    assert contrast("#5f6c77", "#e3e8ec") >= 4.2
    assert contrast("#687682", theme.SURFACE) >= 4.5


def test_the_sheet_has_no_name_left_to_fill_in() -> None:
    sheet = theme.style_sheet(resources_folder() / "icons")
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_every_picture_the_sheet_names_is_there() -> None:
    sheet = theme.style_sheet(resources_folder() / "icons")
    named = re.findall(r'url\("([^"]+)"\)', sheet)
    assert named
    assert all(QFile.exists(name) for name in named)


def test_the_programs_own_typeface_is_used(dressed: QApplication) -> None:
    assert dressed.font().family() == theme.FONT_FAMILY
    assert theme.FONT_FAMILY in QFontDatabase.families()
    assert theme.font(20, bold=True).pixelSize() == 20
    assert theme.font(20, bold=True).bold()


def test_whatever_is_put_into_a_dressed_window_has_its_looks(
    dressed: QApplication, qtbot: QtBot
) -> None:
    window, label = QWidget(), widgets.text("小字", "small")
    qtbot.addWidget(window)
    theme.dress(window)
    label.ensurePolished()
    assert label.font().pixelSize() == theme.BODY_PX
    window.setLayout(widgets.column(label))
    label.ensurePolished()
    assert label.font().pixelSize() == theme.SMALL_PX
    assert not dressed.styleSheet()  # or every screen would take three times as long to build


def test_no_sign_of_ours_is_missing_from_the_typeface(dressed: QApplication) -> None:
    regular = QRawFont(str(resources_folder() / "fonts" / "JMHei-Regular.ttf"), 14.0)
    signs = {field_names.origin_sign(origin)[0] for origin in Origin}
    signs |= set(review_words.STATE_GLYPHS.values()) | set("●○→…“”（）：；—　￥¥²〔〕")
    assert {sign for sign in signs if not regular.supportsCharacter(ord(sign))} == set()


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something(dressed: QApplication, name: str) -> None:
    image = icons.picture(name, 32, 32, "#14655f").toImage()
    drawn = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if QColor(image.pixelColor(x, y)).alpha() > 0
    ]
    assert len(drawn) > 20


def test_an_icon_takes_the_colour_it_is_given(dressed: QApplication) -> None:
    image = icons.picture("check", 32, 32, "#b83a2b").toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert "#b83a2b" in colours


def test_an_icon_is_drawn_once(dressed: QApplication) -> None:
    assert icons.icon("check") is icons.icon("check")


def test_a_disabled_icon_is_faint(dressed: QApplication) -> None:
    icon = icons.icon("check", "#ffffff")
    shown = icon.pixmap(20, 20, icon.Mode.Disabled).toImage()
    solid = [shown.pixelColor(x, y) for x in range(20) for y in range(20)]
    assert {colour.lightness() > 200 for colour in solid if colour.alpha() == 255} == {False}


def test_a_chip_is_no_wider_than_its_words(qtbot: QtBot, dressed: QApplication) -> None:
    chip = widgets.chip("可收", "ok")
    qtbot.addWidget(chip)
    assert isinstance(chip, QLabel)
    assert chip.sizeHint().width() < 80
    assert chip.textFormat() is Qt.TextFormat.PlainText
