"""Rows of a table read as a column map says: drafts, and what is odd in each row.

A cell that cannot be read is left out and named; the row and the rest of the table go on.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.mapping import (
    LINE,
    TARGETS,
    ValueKind,
    folded,
    headings,
    lacking,
    signature,
)
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.importers import (
    customs_codes,
    customs_draft,
    customs_labels,
    drawback_list,
    fapiao_sources,
    handbook_tables,
    layouts,
    tax_export,
    values,
)
from jiamao_desktop.importers.fapiao_sources import Source
from jiamao_desktop.importers.layout import squeezed
from jiamao_desktop.importers.layouts import Labels
from jiamao_desktop.importers.sheet_values import is_rounded

Cells = Sequence[str]

_SUMS: Final = ("合计", "总计", "小计", "本页合计", "累计")
_OWN: Final = (DraftKind.EXPENSE, DraftKind.FAPIAO, DraftKind.PAYMENT, DraftKind.CONTRACT)
_BRACKET: Final = re.compile(r"\([^()]*\)$")
_HEADS: Final = ("net", "tax", "gross")
_HANDBOOK_HEAD: Final = ("number", "party", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRead:
    """One row as the map reads it.

    Attributes:
        number: In its sheet, counted from one.
        texts: Of the columns that are read, blanks left out. values: What could be read.
        problems: Column and what is wrong there.
    """

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, Value]
    problems: Sequence[tuple[int, Problem]]


@functools.cache
def labels(target: DraftKind) -> Labels:
    """Return the fields a column may be, in the order of a list of choices, with their labels."""
    if target in _OWN:
        shape = {str(kind): tuple(TARGETS[kind].fields) for kind in _OWN}
        return layouts.load("mapping", shape)[str(target)]
    return MappingProxyType(
        {
            name: tuple(map(folded, known))
            for name, known in _of_readers(target)
            if name in TARGETS[target].fields
        }
    )


def _of_readers(target: DraftKind) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the labels that readers of sheets know, under the names of this target's fields."""
    if target is DraftKind.DECLARATION:
        yield from customs_labels.TABLES["head"].items()
        lines = customs_labels.TABLES["item"]
    elif target is DraftKind.DRAWBACK_EXPORTS:
        lines = drawback_list.LABELS["exports"]
    elif target is DraftKind.DRAWBACK_PURCHASES:
        lines = drawback_list.LABELS["purchases"]
    else:
        yield from handbook_tables.LABELS["head"].items()
        uses = target is DraftKind.HANDBOOK_USES
        lines = handbook_tables.LABELS["uses" if uses else "goods"]
    yield from ((LINE + name, known) for name, known in lines.items())


def guess(row: Cells, target: DraftKind | None = None) -> ColumnMap:
    """Return the likeliest map for a header: by target, or for the one that fits best."""
    places = _places(row)
    found = {one: _columns(places, one) for one in ([target] if target else TARGETS)}
    best = max(found, key=lambda one: (not lacking(one, found[one].keys()), len(found[one])))
    header = headings(row)
    return ColumnMap(
        signature=signature(row),
        title="",
        target=best,
        header=header,
        columns={header[place]: name for name, place in found[best].items()},
    )


def fit(row: Cells) -> int:
    """Return how many columns of a row are called like fields of the target that fits best."""
    places = _places(row)
    return max(len(_columns(places, target)) for target in TARGETS)


def _places(row: Cells) -> Sequence[Mapping[str, int]]:
    """Return labels and where they stand, the first of equals; then the same without brackets."""
    backwards = [(place, folded(cell)) for place, cell in reversed(list(enumerate(row))) if cell]
    whole = {label: place for place, label in backwards}
    return whole, {_BRACKET.sub("", label): place for place, label in backwards}


def _columns(places: Sequence[Mapping[str, int]], target: DraftKind) -> Mapping[str, int]:
    """Return fields and their columns; no column stands for two of them."""
    columns: dict[str, int] = {}
    for known in places:
        for name, wanted in labels(target).items():
            place = next((known[label] for label in wanted if label in known), None)
            if place is not None and name not in columns and place not in columns.values():
                columns[name] = place
    return columns


def fitting(one: ColumnMap, row: Cells) -> ColumnMap:
    """Return a remembered map for a header with the same labels, in whatever order."""
    known = {folded(heading): name for heading, name in one.columns.items()}
    header = headings(row)
    columns = {label: known[folded(label)] for label in header if folded(label) in known}
    return ColumnMap(
        signature=one.signature, title=one.title, target=one.target, header=header, columns=columns
    )


def rows_read(one: ColumnMap, rows: Iterable[Cells], first: int) -> Iterator[RowRead]:
    """Yield what a map reads in each row; rows that are blank or only sums are passed over.

    Args:
        one: Its header is that of the rows.
        rows: Below the header.
        first: Number of the first of them, counted from one.
    """
    kinds = TARGETS[one.target].fields
    columns = [
        (place, label, name)
        for place, label in enumerate(one.header)
        if (name := one.columns.get(label, "")) in kinds
    ]
    for number, row in enumerate(rows, start=first):
        texts = {name: row[place].strip() for place, _, name in columns if place < len(row)}
        if not any(texts.values()) or any(squeezed(cell) in _SUMS for cell in row[:3]):
            continue
        found: dict[str, Value] = {}
        problems: list[tuple[int, Problem]] = []
        for place, label, name in columns:
            written = texts.get(name, "")
            value, code = _value(kinds[name], written)
            if code:
                details = Problem.of(code, row=number, column=label, text=written)
                problems.append((place, details))
            elif value is not None:
                found[name] = value
        yield RowRead(
            number=number,
            texts={name: text for name, text in texts.items() if text},
            values=found,
            problems=tuple(problems),
        )


def drafts(one: ColumnMap, rows: Iterable[Cells], first: int) -> list[Draft]:
    """Return what the rows of a table become; arguments as for :func:`rows_read`."""
    read = list(rows_read(one, rows, first))
    makers: Mapping[DraftKind, Callable[[Sequence[RowRead]], Iterator[Draft]]] = {
        DraftKind.FAPIAO: _fapiao,
        DraftKind.DECLARATION: _declarations,
    }
    if one.target in makers:
        return list(makers[one.target](read))
    if one.target in _OWN:
        return [_single(one.target, row) for row in read]
    return list(_tables(one.target, read))


def _value(kind: ValueKind, written: str) -> tuple[Value | None, str]:
    """Return the value of a cell, and the code of what is wrong for one not of its kind."""
    if not written:
        return None, ""
    if kind is ValueKind.CODE and is_rounded(written):
        return None, "mapping.rounded"
    parse, code = _PARSERS[kind]
    value = parse(written)
    if value is None:
        return None, code
    return (None, "") if value == "" else (value, "")


def _tidy(written: str) -> str:
    return " ".join(written.split())


def _money(written: str) -> Money | None:
    """Read an amount; accountants write a minus as brackets: (1,234.00)."""
    plain = squeezed(written)
    negative = plain.startswith("(") and plain.endswith(")")
    return values.money(f"-{plain[1:-1]}" if negative else plain)


def _whole(written: str) -> Decimal | None:
    found = values.decimal(written)
    return None if found is None or found < 0 or found != int(found) else found


def _percent(written: str) -> Decimal | None:
    """Read per cent; a number below one without the sign is a share: 0.13."""
    plain = squeezed(written)
    found = values.decimal(plain.removesuffix("%"))
    is_share = found is not None and 0 < found < 1 and not plain.endswith("%")
    return values.per_cent(found) if found is not None and is_share else found


_PARSERS: Final[Mapping[ValueKind, tuple[Callable[[str], Value | None], str]]] = {
    ValueKind.TEXT: (_tidy, ""),
    ValueKind.CODE: (squeezed, ""),
    ValueKind.RATE: (values.rate, ""),
    ValueKind.MONEY: (_money, "mapping.bad_amount"),
    ValueKind.DAY: (values.date, "mapping.bad_day"),
    ValueKind.NUMBER: (values.decimal, "mapping.bad_number"),
    ValueKind.WHOLE: (_whole, "mapping.bad_number"),
    ValueKind.PERCENT: (_percent, "mapping.bad_number"),
}
"""How a cell of each kind is read, and what is said of one that cannot be."""


def _made(read: Mapping[str, Value], prefix: str = "") -> dict[str, Field]:
    return {
        name.removeprefix(prefix): Field(value, Origin.MAPPED)
        for name, value in read.items()
        if name.startswith(LINE) == bool(prefix)
    }


def _notes(rows: Sequence[RowRead]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problem for row in rows for _, problem in row.problems))


def _single(target: DraftKind, row: RowRead) -> Draft:
    missing = [
        Problem.of("mapping.missing", row=row.number, field=title(target, group[0]))
        for group in lacking(target, row.values.keys() | row.texts.keys())
    ]
    notes = [*_notes([row]), *missing]
    return Draft(kind=target, fields=_made(row.values), warnings=tuple(notes))


def title(target: DraftKind, field: str) -> str:
    """Return what a field of a target is called."""
    known = labels(target).get(field)
    return known[0] if known else field.removeprefix(LINE)


def _grouped(
    rows: Sequence[RowRead], key: Callable[[RowRead], tuple[str, ...]]
) -> Iterator[Sequence[RowRead]]:
    """Yield the rows that belong together; one that does not say goes with the row above it."""
    groups: dict[tuple[str, ...], list[RowRead]] = {}
    last: tuple[str, ...] = ()
    for row in rows:
        own = key(row)
        last = own if any(own) else last or (f"{row.number}",)
        groups.setdefault(last, []).append(row)
    yield from groups.values()


def _text(row: RowRead, name: str) -> str:
    return squeezed(row.texts.get(name, ""))


def _fapiao(rows: Sequence[RowRead]) -> Iterator[Draft]:
    for group in _grouped(rows, lambda row: (_text(row, "number"), _text(row, "code"))):
        head: dict[str, Value | None] = {}
        for row in reversed(group):
            head |= {name: held for name, held in row.values.items() if not name.startswith(LINE)}
        notes = list(_notes(group))
        lines = [_fapiao_line(row.values) for row in group]
        for name in _HEADS:
            amounts = [
                held for row in group if isinstance(held := row.values.get(name), Money)
            ] or [held for line in lines if isinstance(held := line.get(name), Money)]
            if amounts:
                head[name] = total(amounts)
        alike = {row.values.get("gross") for row in group}
        if len(group) > 1 and len(alike) == 1 and None not in alike:
            notes.append(Problem.of("mapping.same_amount", row=group[0].number, count=len(group)))
        kind = tax_export.kind_of({"number": str(head.get("number", "")), **group[0].texts})
        yield fapiao_sources.merge(
            [
                Source(
                    origin=Origin.MAPPED,
                    values={**head, "kind": kind.value},
                    lines=[line for line in lines if "name" in line],
                    notes=notes,
                )
            ]
        )


def _fapiao_line(read: Mapping[str, Value]) -> dict[str, Value]:
    """Return a line; what the row says of the whole 发票 is also true of its only line."""
    line = {name.removeprefix(LINE): held for name, held in read.items() if name.startswith(LINE)}
    for name in ("net", "tax"):
        if name not in line and name in read:
            line[name] = read[name]
    return line


def _declarations(rows: Sequence[RowRead]) -> Iterator[Draft]:
    for group in _grouped(
        rows, lambda row: (_text(row, "number") or _text(row, "unified_number"),)
    ):
        head: dict[str, str] = {}
        for row in reversed(group):
            good = row.texts.keys() & row.values.keys()
            head |= {name: row.texts[name] for name in good if not name.startswith(LINE)}
        items = [
            {
                name.removeprefix(LINE): row.texts[name]
                for name in row.texts
                if name.startswith(LINE) and name in row.values
            }
            for row in group
        ]
        yield customs_draft.build(head, items, Origin.MAPPED, _notes(group))


def _tables(target: DraftKind, rows: Sequence[RowRead]) -> Iterator[Draft]:
    """Yield one draft for each handbook, or one for all rows of refunds."""
    named = "number" in TARGETS[target].fields
    for group in _grouped(rows, lambda row: (_text(row, "number").upper(),) if named else ("",)):
        head: dict[str, Value] = {}
        for row in reversed(group):
            head |= {name: row.values[name] for name in _HANDBOOK_HEAD if name in row.values}
        if "number" in head:
            head["number"] = str(head["number"]).upper()
        notes = list(_notes(group))
        if named and "number" not in head:
            notes.insert(0, Problem.of("handbook.no_number"))
        lines = [_coded(_made(row.values, LINE)) for row in group]
        yield Draft(kind=target, fields=_made(head), lines=tuple(lines), warnings=tuple(notes))


def _coded(line: dict[str, Field]) -> Mapping[str, Field]:
    """Return the row of a handbook with its currency and duty mode as customs call them."""
    codes = customs_codes.tables()
    for name, known in (("currency", codes.currency_of), ("duty_mode", _duty)):
        if name in line:
            line[name] = Field(known(str(line[name].value)) or line[name].value, Origin.MAPPED)
    return line


def _duty(text: str) -> str:
    codes = customs_codes.tables()
    return codes.name_of(codes.duty, text)
