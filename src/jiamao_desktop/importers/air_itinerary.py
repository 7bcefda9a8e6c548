"""Air itineraries (航空运输电子客票行程单) and rail tickets (铁路电子客票) as printed.

Their heads are those of 数电票, their amounts are not: an itinerary has a row of charges
that add up to 合计, a ticket has a fare.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import fapiao_labels, layouts, values
from jiamao_desktop.importers.fapiao_sources import Source, Values
from jiamao_desktop.importers.layout import Line, Page, squeezed
from jiamao_desktop.importers.layout_labels import labelled

_NUMBER = re.compile(r"(?<!\d)\d{18,20}(?!\d)")
_DAY = re.compile(r"(?:19|20)\d{2}\D?\d{1,2}\D?\d{1,2}")
_TAX_ID = re.compile(r"[0-9A-Z]{15,20}")
_AMOUNT = re.compile(r"\d[\d,]*\.\d{2}(?!\d)")
_TICKET = fapiao_labels.TICKET
_CHARGES = ("fare", "fuel", "rate", "tax", "fund", "other", "sum")
_NOT_NET = {"rate", "tax", "sum"}
_ROW_BELOW = 4


def read(pages: Sequence[Page]) -> Source | None:
    """Read an itinerary or a ticket, or return None when the pages are something else."""
    for page in pages:
        text = page.text
        lines = page.lines
        number = labelled(lines, fapiao_labels.NUMBER, _NUMBER)
        if not number:
            continue
        if "行程单" in text and "燃油附加费" in text:
            return _itinerary(page, lines, number)
        if "铁路电子客票" in text:
            return _rail_ticket(lines, number)
    return None


def _itinerary(page: Page, lines: Sequence[Line], number: str) -> Source | None:
    charges = _charges(page, lines)
    gross = charges.get("sum")
    if gross is None:
        return None
    goods: list[Values] = [
        {"name": _TICKET[name][0], "net": amount}
        for name, amount in charges.items()
        if name not in _NOT_NET and amount
    ]
    return Source(
        origin=Origin.LAYOUT,
        values={
            "kind": FapiaoKind.AIR_ITINERARY.value,
            "number": number,
            "issued_on": values.date(labelled(lines, layouts.pattern(_TICKET["issued_on"]), _DAY)),
            "seller": _beside(lines, _TICKET["seller"]),
            "buyer": _beside(lines, _TICKET["buyer"]),
            "buyer_id": labelled(lines, fapiao_labels.TAX_ID, _TAX_ID),
            "tax": charges.get("tax"),
            "gross": gross,
        },
        lines=goods,
    )


def _charges(page: Page, lines: Sequence[Line]) -> dict[str, Money]:
    """Return the row of charges: each amount belongs to the heading it stands under or after."""
    found: dict[str, Money] = {}
    for head in lines:
        starts = {name: _start(head.text, _TICKET[name]) for name in _CHARGES}
        if starts["fare"] < 0 or starts["fuel"] < 0:
            continue
        lefts = {name: head.left(at) for name, at in starts.items() if at >= 0}
        for word in page.words:
            match = _AMOUNT.search(squeezed(word.text))
            if match is None or not 0 < word.centre - head.centre < _ROW_BELOW * head.height:
                continue
            under = [name for name, left in lefts.items() if left < word.middle]
            amount = values.money(match.group())
            if under and amount is not None:
                found.setdefault(under[-1], amount)
    return found


def _rail_ticket(lines: Sequence[Line], number: str) -> Source | None:
    fare = values.money(labelled(lines, layouts.pattern(_TICKET["fare"]), _AMOUNT))
    if fare is None:
        return None
    return Source(
        origin=Origin.LAYOUT,
        values={
            "kind": FapiaoKind.RAIL_TICKET.value,
            "number": number,
            "issued_on": values.date(labelled(lines, fapiao_labels.ISSUED, _DAY)),
            "buyer": _beside(lines, _TICKET["buyer"]),
            "buyer_id": labelled(lines, fapiao_labels.TAX_ID, _TAX_ID),
            "gross": fare,
        },
    )


def _start(text: str, labels: Sequence[str]) -> int:
    """Return where the first of some labels begins; -1 if none is there."""
    return next((at for label in labels if (at := text.find(label)) >= 0), -1)


def _beside(lines: Sequence[Line], labels: Sequence[str]) -> str:
    """Return the text right of a label, up to the next label on the line."""
    wanted = layouts.pattern(labels, after=":")
    for line in lines:
        match = wanted.search(line.text)
        if match is None:
            continue
        start = match.end()
        colon = line.text.find(":", start)
        if colon < 0:
            return line.value(start)
        words = [
            i for i in range(start, colon) if line.left(i) - line.places[i - 1][1] > line.height
        ]
        return line.value(start, max(words, default=colon))
    return ""
