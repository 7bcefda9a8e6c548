"""What the fields of a bank slip are called, by whichever bank printed it.

The labels stand in ``resources/layouts/bank.toml``: a new bank is a new alias there, not new
code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jiamao_desktop.importers import layouts

_SLIP_FIELDS: Final = (
    "amount",
    "words",
    "number",
    "serial",
    "business",
    "paid_on",
    "purpose",
    "postscript",
    "currency",
    "method",
)
_TABLES: Final = layouts.load(
    "bank",
    {
        "sides": ("payer", "payee"),
        "party": ("name", "account", "bank"),
        "slip": _SLIP_FIELDS,
        "other": ("labels",),
        "title": ("words",),
    },
)
_FEWEST_LETTERS: Final = 3
"""A shorter heading of a side, such as 付款, is also a verb."""

HEADINGS: Final[Mapping[str, str]] = {
    heading: side
    for side, headings in _TABLES["sides"].items()
    for heading in headings
    if len(heading) >= _FEWEST_LETTERS
}
"""What stands above or beside a block of one party."""

TITLE: Final = layouts.pattern(_TABLES["title"]["words"], before="[^:]*", after=r"(?:\([^)]*\))?")
"""The title of one slip; each begins a new one where several share a page."""

WORDS: Final = re.compile(
    r"(?:人民币|CNY)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[元圆][零壹贰叁肆伍陆柒捌玖角分整正]*"
)


def _all_labels() -> dict[str, str]:
    """Return label to field; ``name``, ``account`` and ``bank`` go to the side they stand on."""
    labels = dict.fromkeys(_TABLES["other"]["labels"], "")
    labels |= layouts.fields_of({**_TABLES["slip"], **_TABLES["party"]})
    for side, prefixes in _TABLES["sides"].items():
        for part, known in _TABLES["party"].items():
            field = side if part == "name" else f"{side}_{part}"
            labels |= {prefix + label: field for prefix in prefixes for label in known}
    return labels


LABELS: Final[Mapping[str, str]] = _all_labels()
"""Every label to its field; blank for a label whose value is not kept."""
