"""How everything looks: palette, distances, type sizes and one style sheet over Fusion.

Colours are named after what they say, not after their hue; every text colour keeps a
contrast of at least 4.5 to 1 with each ground it is used on, and a test computes that.
Distances are multiples of eight pixels (:data:`GRID`), half of it inside small things.
"""

from __future__ import annotations

import functools
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from jiamao_desktop.catalog.paths import resources_folder

GRID = 8
RADIUS = 6
CONTROL_HEIGHT = 34
FONT_FAMILY = "JM Hei"

INK = "#1b2733"
INK_SOFT = "#4d5c69"
GROUND = "#f4f6f8"
SURFACE = "#ffffff"
LINE = "#dde4e9"
LINE_STRONG = "#b9c4cc"
ACCENT = "#14655f"
ACCENT_STRONG = "#0e4f4a"
ACCENT_SOFT = "#e3f0ee"
SEAL = "#b83a2b"

TONES: dict[str, tuple[str, str]] = {
    "ok": ("#1a6b3c", "#e4f3ea"),
    "warn": ("#855400", "#fdf1d8"),
    "bad": ("#a93226", "#fbe9e6"),
    "info": ("#22569c", "#e7effa"),
    "read": ("#65449f", "#f0ebf9"),
    "calm": (INK_SOFT, "#edf1f4"),
    "accent": (ACCENT, ACCENT_SOFT),
}
"""Tone → text colour and ground. ``ok`` done or met; ``warn`` look here; ``bad`` refused or
not met; ``info`` a question is open; ``read`` depends on a reading; ``calm`` neutral."""

BODY_PX = 14
SMALL_PX = 12
TITLE_PX = 22
SECTION_PX = 16
FIGURE_PX = 26


def load_fonts() -> None:
    """Register the bundled typeface; 1 to 10 ms a file, read lazily by Qt."""
    for name in ("JMHei-Regular.ttf", "JMHei-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / name))


def font(pixels: int = BODY_PX, *, bold: bool = False) -> QFont:
    """Return the program's typeface in a size."""
    made = QFont(FONT_FAMILY)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made


def apply_theme(app: QApplication) -> None:
    """Give the application its palette and typeface. ``start`` chose Fusion."""
    load_fonts()
    app.setPalette(_palette())
    app.setFont(font())


def dress(window: QWidget) -> None:
    """Give a window the style sheet; whatever stands or opens in it shares it.

    Not the application: each part put into another would be looked up in the sheet anew with all
    that is in it, level by level. A screen is put together bare and dressed once, in the window:
    in a third of the time.
    """
    window.setStyleSheet(_sheet())


@functools.cache
def _sheet() -> str:
    return style_sheet(resources_folder() / "icons")


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, GROUND),
        (role.WindowText, INK),
        (role.Base, SURFACE),
        (role.AlternateBase, "#fafbfc"),
        (role.Text, INK),
        (role.Button, SURFACE),
        (role.ButtonText, INK),
        (role.Highlight, ACCENT),
        (role.HighlightedText, SURFACE),
        (role.ToolTipBase, INK),
        (role.ToolTipText, SURFACE),
        (role.Link, ACCENT),
        (role.PlaceholderText, "#687682"),
    ):
        palette.setColor(where, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor("#687682"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor("#687682"))
    return palette


def style_sheet(icons: Path) -> str:
    """Return the style sheet; ``icons`` is where the pictures of small controls lie."""
    tones = "\n".join(
        f'QLabel[tone="{name}"] {{ color: {text}; background: {ground}; }}\n'
        f'QFrame[card="{name}"] {{ background: {ground}; border: 1px solid {ground}; '
        f"border-radius: 8px; }}"
        for name, (text, ground) in TONES.items()
    )
    sheet = (resources_folder() / "themes" / "light.qss").read_text(encoding="utf-8")
    return tones + Template(sheet).substitute(
        ink=INK,
        soft=INK_SOFT,
        ground=GROUND,
        surface=SURFACE,
        line=LINE,
        strong=LINE_STRONG,
        accent=ACCENT,
        accent_strong=ACCENT_STRONG,
        accent_soft=ACCENT_SOFT,
        bad=TONES["bad"][0],
        bad_soft=TONES["bad"][1],
        icons=icons.as_posix(),
        radius=RADIUS,
    )
