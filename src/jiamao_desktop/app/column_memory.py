"""The headers that people have mapped: in the book, and on the computer for all books.

The computer keeps headings and fields only, never a cell or the name of a file; a header in
which a number stands is kept in the book alone.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiamao_desktop.app.environment import data_folder
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.mapping import TARGETS, may_leave_the_book
from jiamao_desktop.storage import column_maps

_FILE = "column_maps.json"
_MOST = 500
_MOST_BYTES = 4 << 20


def known(ws: Workspace) -> Sequence[ColumnMap]:
    """Return every map that is remembered; where book and computer differ, the book's."""
    found = {one.signature: one for one in of_computer()}
    found |= {one.signature: one for one in of_book(ws)}
    return [found[key] for key in sorted(found)]


def remember(ws: Workspace, one: ColumnMap) -> Changes:
    """Keep a map in the book, and its header on the computer. The book's part can be undone."""
    with ws.operation("columns.remember", f"记住「{one.title}」的列对应") as operation:
        column_maps.put(operation.db, one)
    if may_leave_the_book(one.header):
        others = [held for held in of_computer() if held.signature != one.signature]
        _write([*others, dataclasses.replace(one, title="")][-_MOST:])
    return operation.changes


def forget(ws: Workspace, key: str) -> Changes:
    """Forget a header, in the book and on the computer."""
    with ws.operation("columns.forget", "不再记住一种表头") as operation:
        column_maps.remove(operation.db, key)
    _write([held for held in of_computer() if held.signature != key])
    return operation.changes


def of_book(ws: Workspace) -> Sequence[ColumnMap]:
    """Return the maps the book remembers."""
    return column_maps.all(ws.reader)


def of_computer() -> Sequence[ColumnMap]:
    """Return the maps this computer remembers; what cannot be read is as good as not there."""
    path = data_folder() / _FILE
    try:
        if path.stat().st_size > _MOST_BYTES:
            return []
        held = json.loads(path.read_text(encoding="utf-8"))
        return [one for raw in held["maps"] if (one := _map(raw)) is not None]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _map(raw: dict[str, Any]) -> ColumnMap | None:
    """Return one map, unless somebody has edited it into nonsense."""
    target = DraftKind(raw["target"])
    header = tuple(map(str, raw["header"]))
    columns = {str(label): str(name) for label, name in raw["columns"].items()}
    fits = set(columns) <= set(header) and set(columns.values()) <= set(TARGETS[target].fields)
    if not fits or not isinstance(raw["signature"], str):
        return None
    return ColumnMap(
        signature=raw["signature"], title="", target=target, header=header, columns=columns
    )


def _write(maps: Sequence[ColumnMap]) -> None:
    """Write the file anew; a computer that cannot keep it only forgets."""
    path = data_folder() / _FILE
    new = path.with_name(f".{_FILE}.{os.getpid()}.new")
    held = {"maps": [_raw(one) for one in maps]}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(path)
    except OSError:
        Path(new).unlink(missing_ok=True)


def _raw(one: ColumnMap) -> dict[str, object]:
    return {
        "signature": one.signature,
        "target": str(one.target),
        "header": list(one.header),
        "columns": dict(one.columns),
    }
