"""Every table of a book as it leaves the program: rows one after the other, page by page."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jiamao_desktop.app import projects
from jiamao_desktop.app.export_columns import COLUMNS
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.documents.export_table import Cell, ExportTable
from jiamao_desktop.domain.batch import Outcome
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.contract import FeeKind
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.fapiao import FapiaoKind, FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import (
    batches,
    claims,
    contracts,
    declarations,
    documents,
    drawbacks,
    expenses,
    fapiao,
    grants,
    handbooks,
    payments,
)
from jiamao_desktop.storage.database import Database

_PAGE = 500

_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    FapiaoState: {
        FapiaoState.NORMAL: "正常",
        FapiaoState.REVERSED: "已红冲",
        FapiaoState.PART_REVERSED: "部分红冲",
        FapiaoState.VOID: "作废",
    },
    FapiaoKind: {
        FapiaoKind.DIGITAL_SPECIAL: "数电票（专用）",
        FapiaoKind.DIGITAL_ORDINARY: "数电票（普通）",
        FapiaoKind.ELECTRONIC_SPECIAL: "增值税电子专用发票",
        FapiaoKind.ELECTRONIC_ORDINARY: "增值税电子普通发票",
        FapiaoKind.AIR_ITINERARY: "航空运输电子客票行程单",
        FapiaoKind.RAIL_TICKET: "铁路电子客票",
        FapiaoKind.OTHER: "其他发票",
    },
    Direction: {
        Direction.IMPORT: "进口",
        Direction.EXPORT: "出口",
    },
    FeeKind: {
        FeeKind.AGENT: "是",
        FeeKind.FEE: "",
    },
    DocumentKind: {
        DocumentKind.FAPIAO: "发票",
        DocumentKind.BANK_SLIP: "银行回单",
        DocumentKind.CONTRACT: "合同",
        DocumentKind.CERTIFICATE: "证书",
        DocumentKind.PHOTO: "照片",
        DocumentKind.CUSTOMS_DECLARATION: "报关单",
        DocumentKind.LICENCE: "营业执照",
        DocumentKind.CREDIT_REPORT: "信用报告",
        DocumentKind.TRAVEL: "护照、签证、机票",
        DocumentKind.OTHER: "其他单证",
    },
    Outcome: {
        Outcome.TAKEN: "已收入",
        Outcome.MAPPED: "按列对应收入",
        Outcome.DOCUMENT: "留作单证",
        Outcome.SAME: "同一票据的另一种文件",
        Outcome.DUPLICATE: "已有",
        Outcome.REFUSED: "拒收",
        Outcome.LEFT: "没有收",
    },
    ClaimState: {
        ClaimState.DRAFT: "准备中",
        ClaimState.READY: "材料已备齐",
        ClaimState.FILED: "已提交",
        ClaimState.GRANTED: "已核定",
        ClaimState.REFUSED: "未通过",
        ClaimState.WITHDRAWN: "已撤回",
    },
}
_HUNDREDTHS = frozenset({"foreign_amount", "line.total"})
"""Amounts that their records hold as a bare number."""
_NOUGHT_IS_BLANK = frozenset({"unsupported", "other_funding", "line.unsupported"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of a voucher, or a row of a table that is one record."""

    owner: Any
    line: Any
    place: int


def titles() -> Mapping[str, str]:
    """Return every table that can be exported: its key, and what it is called."""
    return {key: title for key, (title, _) in COLUMNS.items()}


def table(ws: Workspace, key: str) -> ExportTable:
    """Return a table; its rows are read while they are written."""
    title, columns = COLUMNS[key]
    return ExportTable(name=title, heading=[heading for heading, _ in columns], rows=_rows(ws, key))


def _rows(ws: Workspace, key: str) -> Iterator[Sequence[Cell]]:
    getters = [(path, operator.attrgetter(path)) for _, path in COLUMNS[key][1]]
    words = _named(ws)
    for record in _SOURCES[key](ws.reader):
        yield [_cell(path, get(record), words) for path, get in getters]


def _named(ws: Workspace) -> Mapping[str, Callable[[Any], str]]:
    """Return for the paths that hold an id what is called by it."""
    owners = {row.id: row.project.title for row in projects.project_list(ws)}
    return {
        "category": ws.catalog.category_label,
        "project": lambda number: owners.get(number, ""),
    }


def _cell(path: str, value: Any, words: Mapping[str, Callable[[Any], str]]) -> Cell:
    if value is None:
        return None
    if path in words:
        return words[path](value)
    if isinstance(value, StrEnum):
        return _WORDS[type(value)][value]
    if isinstance(value, Problem):
        return message(value)
    if path in _HUNDREDTHS:
        return Money(value)
    found: Cell = value
    return None if path in _NOUGHT_IS_BLANK and not found else found


Source = Callable[[Database], Iterator[Any]]


def _paged(
    ids: Callable[[Database], Iterable[Any]], get_many: Callable[[Database, Any], Mapping[Any, Any]]
) -> Source:
    def records(db: Database) -> Iterator[Any]:
        numbers = list(ids(db))
        for start in range(0, len(numbers), _PAGE):
            page = numbers[start : start + _PAGE]
            found = get_many(db, page)
            yield from (found[number] for number in page if number in found)

    return records


def _parts(records: Source, name: str) -> Source:
    def lines(db: Database) -> Iterator[_Part]:
        for owner in records(db):
            for place, line in enumerate(getattr(owner, name), start=1):
                yield _Part(owner, line, place)

    return lines


def _all(read: Callable[[Database], Mapping[Any, Any]]) -> Source:
    return lambda db: iter(read(db).values())


_FAPIAO = _paged(fapiao.ids, fapiao.get_many)
_CONTRACTS = _paged(contracts.ids, contracts.get_many)
_DECLARATIONS = _paged(declarations.ids, declarations.get_many)
_HANDBOOKS = _paged(handbooks.all_ids, handbooks.get_many)
_SOURCES: Mapping[str, Source] = {
    "expenses": _paged(expenses.ids, expenses.get_many),
    "fapiao": _FAPIAO,
    "fapiao-lines": _parts(_FAPIAO, "lines"),
    "payments": _paged(payments.ids, payments.get_many),
    "contracts": _CONTRACTS,
    "contract-fees": _parts(_CONTRACTS, "fees"),
    "documents": _paged(documents.ids, documents.get_many),
    "declarations": _DECLARATIONS,
    "items": _parts(_DECLARATIONS, "items"),
    "materials": _parts(_HANDBOOKS, "materials"),
    "products": _parts(_HANDBOOKS, "products"),
    "uses": _parts(_HANDBOOKS, "uses"),
    "refund-exports": _all(drawbacks.exports),
    "refund-purchases": _all(drawbacks.purchases),
    "claims": _all(claims.all),
    "grants": _all(grants.all),
    "imports": _parts(_paged(batches.all_ids, batches.get_many), "files"),
}
