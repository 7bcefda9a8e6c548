"""How the review list speaks: states and their tones."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication

from jiamao_desktop.app.review import ItemState, ReviewItem
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.settlement import Sureness

STATE_TONES = {
    ItemState.READY: "ok",
    ItemState.LOOK: "warn",
    ItemState.SAME: "info",
    ItemState.DUPLICATE: "calm",
    ItemState.DOCUMENT: "info",
    ItemState.REFUSED: "bad",
}
STATE_GLYPHS = {
    ItemState.READY: "●",
    ItemState.LOOK: "▲",
    ItemState.SAME: "＋",
    ItemState.DUPLICATE: "＝",
    ItemState.DOCUMENT: "■",
    ItemState.REFUSED: "×",
}


@functools.cache
def _states() -> dict[str, str]:
    return {
        ItemState.READY: QCoreApplication.translate("review", "可收"),
        ItemState.LOOK: QCoreApplication.translate("review", "请看一眼"),
        ItemState.SAME: QCoreApplication.translate("review", "另一格式"),
        ItemState.DUPLICATE: QCoreApplication.translate("review", "重复"),
        ItemState.DOCUMENT: QCoreApplication.translate("review", "留作单证"),
        ItemState.REFUSED: QCoreApplication.translate("review", "拒收"),
    }


SURENESS_TONES = {Sureness.SURE: "ok", Sureness.UNSURE: "warn", Sureness.PERSON: "info"}
SURENESS_GLYPHS = {Sureness.SURE: "●", Sureness.UNSURE: "▲", Sureness.PERSON: "✓"}


@functools.cache
def _sureness() -> dict[str, str]:
    return {
        Sureness.SURE: QCoreApplication.translate("review", "有把握"),
        Sureness.UNSURE: QCoreApplication.translate("review", "请选定"),
        Sureness.PERSON: QCoreApplication.translate("review", "已指定"),
    }


def sureness_name(sureness: Sureness) -> str:
    """Return how far a pair may be relied on, in a word."""
    return _sureness()[sureness]


@functools.cache
def _relations() -> dict[str, str]:
    return {
        Relation.RED: QCoreApplication.translate("review", "红字冲蓝字"),
        Relation.SAME: QCoreApplication.translate("review", "就是手工登记的这笔费用"),
        Relation.PAYMENT: QCoreApplication.translate("review", "付款"),
        Relation.CONTRACT: QCoreApplication.translate("review", "合同"),
        Relation.CUSTOMS: QCoreApplication.translate("review", "报关商品"),
    }


def relation_name(relation: Relation) -> str:
    """Return how two vouchers belong together, in a few words."""
    return _relations()[relation]


def state_name(state: ItemState) -> str:
    """Return what a person should do with an item, in a word."""
    return _states()[state]


def pair_sign(item: ReviewItem) -> tuple[str, str]:
    """Return how an item has found what it belongs to, with the tone: sure, unsure, or new.

    Blank for what need not belong to anything.
    """
    if item.state in (ItemState.REFUSED, ItemState.DUPLICATE, ItemState.SAME):
        return "", "calm"
    if item.undecided:
        sureness = Sureness.UNSURE
    elif item.decided and item.ties:
        sureness = Sureness.PERSON
    elif item.ties:
        sureness = Sureness.SURE
    elif item.draft is not None and item.draft.kind is DraftKind.PAYMENT:
        return QCoreApplication.translate("review", "＋ 新"), "calm"
    else:
        return "", "calm"
    return f"{SURENESS_GLYPHS[sureness]} {sureness_name(sureness)}", SURENESS_TONES[sureness]
