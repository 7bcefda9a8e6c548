"""Which pages of a file make up one invoice: several may have been put into one PDF."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.importers import fapiao_labels
from jiamao_desktop.importers.fapiao_layout import NUMBER
from jiamao_desktop.importers.layout import Page
from jiamao_desktop.importers.layout_labels import labelled

_SCAN_CHARACTERS = 40
"""A page with fewer is a picture, perhaps with the mark of the program that took it."""

_HEAD_ABOVE_NUMBER = 0.07
"""How far a 发票 reaches above its number, as a share of its width."""


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one invoice.

    Attributes:
        first: Number of its first page in the file, from nought.
        scan: There is hardly any text: a picture.
    """

    first: int
    pages: tuple[Page, ...]
    scan: bool = False


def split(pages: Sequence[Page]) -> list[Group]:
    """Part pages into invoices: one starts where a new number is shown.

    Pages without a number, such as lists of goods, belong to the invoice before them.
    """
    groups: list[Group] = []
    current = ""
    for index, page in enumerate(pages):
        if sum(len(word.text) for word in page.words) < _SCAN_CHARACTERS:
            groups.append(Group(index, (page,), scan=True))
            current = ""
            continue
        for part in bands(page):
            number = labelled(part.lines, fapiao_labels.NUMBER, NUMBER)
            last = groups[-1] if groups else None
            if last is None or last.scan or (number and current and number != current):
                groups.append(Group(index, (part,)))
            else:
                groups[-1] = Group(last.first, (*last.pages, part))
            current = number or current
    return groups


def bands(page: Page) -> list[Page]:
    """Cut a page that was printed with two or more invoices below each other.

    Below the sums of one invoice, the last number before the next sums is the head of
    another; numbers quoted in a remark come earlier, or have no sums below them.
    """
    edges = [float("-inf")]
    head: float | None = None
    summed = False
    for line in page.lines:
        if fapiao_labels.FOOT.search(line.text):
            if head is not None:
                edges.append(head - _HEAD_ABOVE_NUMBER * page.width)
            summed, head = True, None
        elif summed and labelled([line], fapiao_labels.NUMBER, NUMBER):
            head = line.centre
    if len(edges) == 1:
        return [page]
    return [
        dataclasses.replace(
            page, words=tuple(word for word in page.words if top <= word.centre < bottom)
        )
        for top, bottom in itertools.pairwise([*edges, float("inf")])
    ]
