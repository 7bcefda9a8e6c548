"""Pictures: line icons in any colour and illustrations, from ``resources/icons/*.svg``."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.ui import theme

_FAINT = "#8b98a3"
_SIZE = 20


@functools.cache
def icon(name: str, colour: str = theme.INK_SOFT, picked: str = "", size: int = _SIZE) -> QIcon:
    """Return a line icon.

    Args:
        name: File name without ``.svg``.
        colour: Of the lines.
        picked: Colour while its button is checked; blank for the same.
        size: In points.
    """
    made = QIcon()
    for drawn_size in (size, 2 * size) if _fine() else (size,):
        made.addPixmap(_drawn(name, colour, drawn_size, drawn_size))
        made.addPixmap(_drawn(name, _FAINT, drawn_size, drawn_size), QIcon.Mode.Disabled)
        if picked:
            drawn = _drawn(name, picked, drawn_size, drawn_size)
            made.addPixmap(drawn, QIcon.Mode.Normal, QIcon.State.On)
    return made


@functools.cache
def _fine() -> bool:
    """Tell whether some screen can show more than one pixel to the point."""
    return any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens())


@functools.cache
def picture(name: str, width: int, height: int, colour: str = theme.INK_SOFT) -> QPixmap:
    """Return a picture for a label, drawn at double density."""
    drawn = _drawn(name, colour, width * 2, height * 2)
    drawn.setDevicePixelRatio(2)
    return drawn


def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    svg = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    pixmap = QPixmap(width, height)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap
