"""The declaration form as printed: the same table as the workbook, drawn instead of typed.

A page becomes a sheet with one column for each point of its width, so that what stands
below a label on paper stands below it in the sheet, and one reader serves both.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.importers import customs_form, customs_labels
from jiamao_desktop.importers.layout import Page, Row, Word
from jiamao_desktop.importers.sheet_workbook import Cell, Sheet

_BLANK: Final = 0.6
"""Words closer than this share of their height are one text with a blank in it."""
_SHORTEST_HEAD: Final = 2
_LEFT_OF_LABEL: Final = 3
"""So many points a value may begin before its label."""


def read(pages: Sequence[Page], origin: Origin = Origin.LAYOUT) -> list[Draft]:
    """Return the declarations on the pages; nothing when there is no such form."""
    if not any(customs_labels.FORM_TITLE.search(page.text) for page in pages):
        return []
    return customs_form.read_sheets(map(_sheet, pages), origin)


def _sheet(page: Page) -> Sheet:
    width = max(int(page.width), 1)
    return Sheet(name="", rows=[_row(row, width) for row in page.rows])


def _row(row: Row, width: int) -> tuple[Cell, ...]:
    cells: list[Cell] = [None] * width
    texts: list[tuple[float, float, str]] = []
    for word in itertools.chain.from_iterable(map(_parted, row)):
        near = bool(texts) and word.x0 - texts[-1][1] < _BLANK * word.height
        if near and not (_is_label(texts[-1][2]) and _is_label(word.text)):
            start, _, before = texts.pop()
            texts.append((start, word.x1, f"{before} {word.text}"))
        else:
            texts.append((word.x0, word.x1, word.text))
    for start, _, text in texts:
        column = int(start) - (_LEFT_OF_LABEL if _is_label(text) else 0)
        column = min(max(column, 0), width - 1)
        known = cells[column]
        cells[column] = text if known is None else f"{known} {text}"
    return tuple(cells)


def _parted(word: Word) -> Sequence[Word]:
    """Part a word that is two heads of narrow columns, printed without a gap."""
    text, step = word.text, (word.x1 - word.x0) / max(len(word.text), 1)
    for at in range(_SHORTEST_HEAD, len(text) - _SHORTEST_HEAD + 1):
        if customs_labels.goods_field(text[:at]) and customs_labels.goods_field(text[at:]):
            edge = word.x0 + at * step
            return (
                word._replace(text=text[:at], x1=edge),
                word._replace(text=text[at:], x0=edge),
            )
    return (word,)


def _is_label(text: str) -> bool:
    """Tell whether a text is a label, so that two narrow columns are not read as one."""
    known = customs_labels.head_field(text), customs_labels.goods_field(text)
    return known != (None, None)
