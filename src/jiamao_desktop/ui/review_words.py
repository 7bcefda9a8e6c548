"""How the review list speaks: states and their tones."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication

from jiamao_desktop.app.review import ItemState

STATE_TONES = {
    ItemState.READY: "ok",
    ItemState.LOOK: "warn",
    ItemState.DUPLICATE: "calm",
    ItemState.DOCUMENT: "info",
    ItemState.REFUSED: "bad",
}
STATE_GLYPHS = {
    ItemState.READY: "●",
    ItemState.LOOK: "▲",
    ItemState.DUPLICATE: "＝",
    ItemState.DOCUMENT: "■",
    ItemState.REFUSED: "×",
}


@functools.cache
def _states() -> dict[str, str]:
    return {
        ItemState.READY: QCoreApplication.translate("review", "可收"),
        ItemState.LOOK: QCoreApplication.translate("review", "请看一眼"),
        ItemState.DUPLICATE: QCoreApplication.translate("review", "重复"),
        ItemState.DOCUMENT: QCoreApplication.translate("review", "留作单证"),
        ItemState.REFUSED: QCoreApplication.translate("review", "拒收"),
    }


def state_name(state: ItemState) -> str:
    """Return what a person should do with an item, in a word."""
    return _states()[state]
