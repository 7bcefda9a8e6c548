"""What was answered about the firm and its projects: one answer per fact and project."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from fractions import Fraction

from jiamao_desktop.domain.facts import Answer, FactOrigin, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database

_COLUMNS = (
    "fact", "project", "value_type", "value", "not_applicable", "origin", "as_of", "source",
)  # fmt: skip


def put(db: Database, answer: Answer) -> None:
    """Store an answer in place of the one there was. Must be called inside an operation."""
    kind, text = _stored(answer.value)
    values: list[rows.SqlValue] = [
        answer.fact,
        answer.project,
        kind,
        text,
        int(answer.not_applicable),
        str(answer.origin),
        answer.as_of.isoformat() if answer.as_of else None,
        answer.source,
    ]
    number = _find(db, answer.fact, answer.project)
    if number is None:
        rows.insert(db, "answer", _COLUMNS, values)
    else:
        rows.update(db, "answer", number, _COLUMNS, values)


def remove(db: Database, fact: str, project: int | None = None) -> None:
    """Take an answer back, if there is one."""
    number = _find(db, fact, project)
    if number is not None:
        rows.delete(db, "answer", number)


def all(db: Database) -> list[Answer]:  # noqa: A001 -- answers.all reads well
    """Return every answer, those about the firm first."""
    found = db.conn.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM answer ORDER BY project, fact"  # noqa: S608 -- constants
    )
    return [
        Answer(
            fact=fact,
            project=project,
            value=_RESTORED[kind](text) if kind else None,
            not_applicable=bool(not_applicable),
            origin=FactOrigin(origin),
            as_of=dt.date.fromisoformat(as_of) if as_of else None,
            source=source,
        )
        for fact, project, kind, text, not_applicable, origin, as_of, source in found
    ]


def _find(db: Database, fact: str, project: int | None) -> int | None:
    row = db.conn.execute(
        "SELECT id FROM answer WHERE fact=? AND coalesce(project, 0)=?", [fact, project or 0]
    ).fetchone()
    return int(row[0]) if row else None


def _stored(value: FactValue | None) -> tuple[str | None, str | None]:
    """Return a value's type and text; a bool is told from a whole number."""
    stored: tuple[str | None, str | None] = (None, None)
    match value:
        case bool():
            stored = FactType.BOOL, str(int(value))
        case int():
            stored = FactType.INT, str(value)
        case str():
            stored = FactType.TEXT, value
        case Money():
            stored = FactType.MONEY, str(value.fen)
        case Fraction():
            stored = FactType.RATIO, str(value)
        case dt.date():
            stored = FactType.DATE, value.isoformat()
        case frozenset():
            stored = FactType.SET, json.dumps(sorted(value), ensure_ascii=False)
    return stored


_RESTORED: Mapping[str, Callable[[str], FactValue]] = {
    FactType.BOOL: lambda text: text == "1",
    FactType.INT: int,
    FactType.TEXT: str,
    FactType.MONEY: lambda text: Money(int(text)),
    FactType.RATIO: Fraction,
    FactType.DATE: dt.date.fromisoformat,
    FactType.SET: lambda text: frozenset(json.loads(text)),
}
