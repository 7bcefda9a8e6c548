"""Bank slips (银行回单) as printed: pairs of label and value, or a block for each party.

Layouts differ by bank, but all name what they print; see ``bank_labels``. Statements and
batch lists are not slips and yield nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.importers import bank_draft, bank_labels
from jiamao_desktop.importers.layout import Page, Row, squeezed

_MOST_WORDS_IN_LABEL = 4
_PARTIES = ("payer", "payee")
_PARTS = {"name": "", "account": "_account", "bank": "_bank"}
"""What is said of each party, and the end of its field's name."""
_ALIKE = "~"
_ALIKE_FIELDS = ("paid_on", "purpose", "postscript", "currency")
"""Fields that an unknown label may mean by its end; amounts and numbers are never guessed."""
_SIDE_LETTERS = frozenset("付款收人方单位")
"""付款人 and 收款人 written downwards beside a block: one letter on each of its lines."""


@dataclass(slots=True)
class _Pair:
    """A label with the words that follow it on its line.

    Attributes:
        name: A field of ``bank_labels``; blank when the value is not kept.
        alike: The label is not known, but ends like one that is: better than nothing.
    """

    name: str
    alike: bool = False
    values: list[str] = field(default_factory=list)


def read(pages: Sequence[Page], origin: Origin = Origin.LAYOUT) -> list[Draft]:
    """Return one draft for each slip on the pages."""
    drafts: list[Draft] = []
    for page in pages:
        for rows in _slips(page.rows):
            draft = bank_draft.build(_texts(rows), origin)
            if draft is not None and {"payer", "payee"} & draft.fields.keys():
                drafts.append(draft)
    return drafts


def _slips(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield the rows of each slip; a page without a title of a slip yields nothing."""
    starts = [number for number, row in enumerate(rows) if _is_title(row)]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=False):
        yield rows[start:end]


def _is_title(row: Row) -> bool:
    return any(bank_labels.TITLE.fullmatch(squeezed(word.text)) for word in row)


def _texts(rows: Sequence[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    alike: dict[str, str] = {}
    side = ""
    for row in rows:
        headings = [
            bank_labels.HEADINGS[text]
            for word in row
            if (text := squeezed(word.text).rstrip(":")) in bank_labels.HEADINGS
        ]
        side = headings[0] if len(headings) == 1 else "" if headings else side
        pairs = list(_pairs(row))
        for pair, name in zip(pairs, _fields(pairs, side, found), strict=True):
            value = " ".join(pair.values)
            if name and value:
                (alike if pair.alike else found).setdefault(name, value)
        words = bank_labels.WORDS.search(squeezed("".join(word.text for word in row)))
        if words:
            found["words"] = words[0].removeprefix("CNY")
    found = {**alike, **found}
    found.setdefault("number", found.get("serial", found.get("business", "")))
    found["remark"] = found.get("purpose", "") or found.get("postscript", "")
    return found


def _fields(pairs: Sequence[_Pair], side: str, found: dict[str, str]) -> Iterator[str]:
    """Yield the field of each pair, telling the parties apart by where they stand.

    Two blocks side by side: the payer is on the left. One block above the other: a
    heading says whose it is, else the payer comes first.
    """
    for pair in pairs:
        if pair.name not in _PARTS:
            yield pair.name
            continue
        twins = [other for other in pairs if other.name == pair.name]
        if len(twins) > 1:
            party = _PARTIES[min(twins.index(pair), 1)]
        else:
            party = side or ("payee" if f"payer{_PARTS[pair.name]}" in found else "payer")
        yield party + _PARTS[pair.name]


def _pairs(row: Row) -> Iterator[_Pair]:
    """Yield the labels of a line, each with the words up to the next label."""
    current: _Pair | None = None
    at = 0
    while at < len(row):
        label, value, used = _label(row, at)
        if used:
            if current is not None:
                yield current
            current = _Pair(label.removeprefix(_ALIKE), label.startswith(_ALIKE))
            current.values += [value] if value else []
        elif current is not None and row[at].text not in _SIDE_LETTERS:
            current.values.append(row[at].text)
        at += used or 1
    if current is not None:
        yield current


def _label(row: Row, at: int) -> tuple[str, str, int]:
    """Return field, value after a colon, and how many words make up the label here.

    Printers space labels out (户　　名), so several words may be one label. An unknown
    label with a colon ends the value before it too.
    """
    for count in range(_MOST_WORDS_IN_LABEL, 0, -1):
        words = row[at : at + count]
        text = squeezed("".join(word.text for word in words))
        if text.rstrip(":") in bank_labels.LABELS:
            return bank_labels.LABELS[text.rstrip(":")], "", len(words)
    before, colon, after = squeezed(row[at].text).partition(":")
    if colon and not before.replace(".", "").isdigit():
        original = row[at].text.replace("：", ":").partition(":")[2]
        return bank_labels.LABELS.get(before, _alike(before)), original.strip() or after, 1
    return "", "", 0


def _alike(label: str) -> str:
    """Return the field of a known label that an unknown one ends with: 业务日期 is a 日期."""
    return next(
        (
            _ALIKE + bank_labels.LABELS[label[start:]]
            for start in range(1, len(label) - 1)
            if bank_labels.LABELS.get(label[start:]) in _ALIKE_FIELDS
        ),
        "",
    )
