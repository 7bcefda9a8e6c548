"""What the review list says of an item in one row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from jiamao_desktop.app.review import ItemState, ReviewItem
from jiamao_desktop.ui import field_names, theme
from jiamao_desktop.ui.record_table import Column
from jiamao_desktop.ui.review_words import STATE_GLYPHS, STATE_TONES, pair_sign, state_name

_END = 4
"""So much of a long number is what people compare."""


def columns() -> Sequence[Column[ReviewItem]]:
    """Return the columns of the review list."""
    return [
        Column(
            QCoreApplication.translate("screen", "状态"),
            lambda item: f"{STATE_GLYPHS[item.state]} {state_name(item.state)}",
            width=116,
            colour=lambda item: theme.TONES[STATE_TONES[item.state]][0],
        ),
        Column(
            QCoreApplication.translate("screen", "文件"), lambda item: item.reading.name, width=0
        ),
        Column(QCoreApplication.translate("screen", "内容"), _content, width=104),
        Column(QCoreApplication.translate("screen", "对方"), _party, width=170),
        Column(QCoreApplication.translate("screen", "金额"), _amount, align_right=True, width=110),
        Column(
            QCoreApplication.translate("screen", "对应"),
            lambda item: pair_sign(item)[0],
            width=96,
            colour=lambda item: theme.TONES[pair_sign(item)[1]][0],
        ),
    ]


def title_of(item: ReviewItem) -> str:
    """Return an item so that like ones can be told apart: file, amount, end of its number."""
    number = _value(item, "number", "serial")
    end = f"…{number[-_END:]}" if number else ""
    return "　".join(filter(None, (item.reading.name, _amount(item), end)))


def party_and_amount(item: ReviewItem) -> str:
    """Return an item as others are offered it."""
    return f"{_party(item) or item.reading.name}　{_amount(item)}"


def _content(item: ReviewItem) -> str:
    if item.state is ItemState.REFUSED:
        return ""
    if item.draft is None:
        return field_names.kind_name(item.document_kind)
    return field_names.draft_name(item.draft.kind)


def _value(item: ReviewItem, *names: str) -> str:
    fields = item.draft.fields if item.draft else {}
    return next((str(fields[name].value) for name in names if name in fields), "")


def _party(item: ReviewItem) -> str:
    return _value(item, "seller", "payee", "overseas_party")


def _amount(item: ReviewItem) -> str:
    return _value(item, "gross", "amount")
