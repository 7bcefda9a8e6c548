"""What is printed on the face of a 发票, as patterns over squeezed text.

The labels stand in ``resources/layouts/fapiao.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jiamao_desktop.importers import layouts

_TABLES: Final = layouts.load(
    "fapiao",
    {
        "face": (
            "number",
            "code",
            "issued_on",
            "name",
            "name_prefix",
            "tax_id",
            "next",
            "next_with_colon",
            "foot",
            "figures",
            "signers",
            "drawer",
        ),
        "goods": (
            "index",
            "name",
            "specification",
            "unit",
            "quantity",
            "unit_price",
            "net",
            "rate",
            "tax",
        ),
        "ticket": (
            "issued_on",
            "seller",
            "buyer",
            "fare",
            "fuel",
            "rate",
            "tax",
            "fund",
            "other",
            "sum",
        ),
    },
)
_FACE: Final = _TABLES["face"]

NUMBER: Final = layouts.pattern(_FACE["number"])
CODE: Final = layouts.pattern(_FACE["code"])
ISSUED: Final = layouts.pattern(_FACE["issued_on"])
NAME: Final = layouts.pattern(_FACE["name"], before="(?<!企业)", after=":")
NAME_PREFIX: Final = _FACE["name_prefix"]
"""What may stand in front of the label of a name."""
TAX_ID: Final = layouts.pattern(_FACE["tax_id"])
_NEXT_ALONE: Final = layouts.pattern((*_FACE["tax_id"], *_FACE["next"]), after="")
_NEXT_WITH_COLON: Final = layouts.pattern((*_FACE["name"], *_FACE["next_with_colon"]), after=":")
NEXT: Final = re.compile(f"{_NEXT_ALONE.pattern}|{_NEXT_WITH_COLON.pattern}")
FOOT: Final = layouts.pattern(_FACE["foot"], after="")
FIGURES: Final = layouts.pattern(_FACE["figures"])
SIGNERS: Final = layouts.pattern((*_FACE["signers"], *_FACE["drawer"]), after="")
DRAWER: Final = layouts.pattern(_FACE["drawer"], after="")

HEADINGS: Final[Mapping[str, re.Pattern[str]]] = {
    column: layouts.pattern(labels, after="") for column, labels in _TABLES["goods"].items()
}
"""Column of the goods to its headings."""

TICKET: Final = _TABLES["ticket"]
"""Labels of itineraries and tickets."""
