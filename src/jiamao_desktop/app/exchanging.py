"""Foreign money: the table of rates, and expenses in CNY by the rule of a guide."""

from __future__ import annotations

import csv
import dataclasses
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.exchange import (
    CNY,
    Conversion,
    ExchangeRule,
    Rate,
    RateId,
    RateTable,
    exchanged,
    is_foreign,
)
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.line import Line
from jiamao_desktop.storage import expenses, rates

_COLUMNS = {
    "currency": ("币种", "货币", "currency"),
    "day": ("日期", "day", "date"),
    "value": ("汇率", "中间价", "折算率", "value", "rate"),
    "per": ("单位", "每", "per"),
    "into": ("折成", "折算为", "into"),
    "source": ("出处", "来源", "source"),
}
"""Field to the headings by which a column of a pasted table is known."""
_ORDER = ("currency", "day", "value", "per", "into", "source")
_MOST_ROWS = 20_000


def rate_list(ws: Workspace) -> Mapping[RateId, Rate]:
    """Return the rates of the book, the latest day first."""
    return rates.all(ws.reader)


def add_rate(ws: Workspace, values: Mapping[str, str]) -> Changes:
    """Enter a rate as typed: ``currency``, ``day``, ``value``, ``per``, ``into``, ``source``.

    Raises:
        UserError: ``rate.*``, ``date.bad_format``; ``field`` names what to mend.
    """
    rate = parse_rate(values)
    with ws.operation("rate.add", f"录入汇率：{rate.text}（{rate.day}）") as operation:
        rates.put(operation.db, [rate])
    return operation.changes


def import_rates(ws: Workspace, text: str, source: str = "") -> tuple[int, Changes]:
    """Take in a pasted table, all of it or nothing; return how many rates it had.

    Columns are divided by commas, tabs or semicolons. A first row of headings may name them;
    without one they are currency, day, rate, unit, target, source.

    Args:
        ws: The open book.
        text: The table.
        source: Stands where a row names no source.

    Raises:
        UserError: ``rate.no_rows``, ``rate.too_many``, ``rate.bad_row`` with the row's number.
    """
    found = read_table(text, source)
    with ws.operation("rate.import", f"导入汇率 {len(found)} 条") as operation:
        rates.put(operation.db, found)
    return len(found), operation.changes


def delete_rates(ws: Workspace, numbers: Iterable[RateId]) -> Changes:
    """Delete rates."""
    with ws.operation("rate.delete", "删除汇率") as operation:
        rates.delete(operation.db, numbers)
    return operation.changes


def parse_rate(values: Mapping[str, str]) -> Rate:
    """Return a rate read from typed text.

    Raises:
        UserError: As :func:`add_rate`.
    """
    plain = {name: unicodedata.normalize("NFKC", text).strip() for name, text in values.items()}
    source = plain.get("source", "")
    if not source:
        raise UserError("rate.no_source", field="source")
    per = plain.get("per", "") or "1"
    if not per.isdecimal():
        raise UserError("rate.bad_per", field="per", text=per)
    try:
        day = parse_day(plain.get("day", ""))
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": "day"})) from error
    return Rate(
        currency=plain.get("currency", "").upper(),
        day=day,
        value=plain.get("value", "").replace(",", ""),
        per=int(per),
        into=(plain.get("into", "") or CNY).upper(),
        source=source,
    )


def read_table(text: str, source: str = "") -> Sequence[Rate]:
    """Return the rates of a pasted table.

    Raises:
        UserError: As :func:`import_rates`.
    """
    divider = next((one for one in ("\t", ";", "；", "，") if one in text), ",")
    lines = list(csv.reader(io.StringIO(text.strip()), delimiter=divider))
    rows = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
    if len(rows) > _MOST_ROWS:
        raise UserError("rate.too_many", most=_MOST_ROWS)
    columns = _columns(rows[0][1]) if rows else None
    if columns:
        rows = rows[1:]
    if not rows:
        raise UserError("rate.no_rows")
    return [_rate(number, line, columns or _ORDER, source) for number, line in rows]


def _columns(heads: Sequence[str]) -> Sequence[str] | None:
    """Return the field of each column, or ``None`` if the first row is no heading."""
    names = {word: field for field, words in _COLUMNS.items() for word in words}
    found = [names.get(head.strip().lower(), "") for head in heads]
    return found if {"currency", "day", "value"} <= set(found) else None


def _rate(number: int, line: Sequence[str], columns: Sequence[str], source: str) -> Rate:
    values = dict(zip(columns, line, strict=False))
    if not values.get("source", "").strip():
        values["source"] = source
    try:
        return parse_rate(values)
    except UserError as error:
        raise UserError(
            "rate.bad_row", row=number, text="，".join(line), reason=message(error)
        ) from error


def in_cny(
    ws: Workspace, lines: Sequence[Line], rule: ExchangeRule
) -> tuple[Sequence[Line], Mapping[int, str]]:
    """Return the lines with foreign money in CNY by a rule, and each conversion in words."""
    wanted = {line.id for line in lines}
    foreign = {
        number: one for number, one in expenses.foreign(ws.reader).items() if number in wanted
    }
    done = converted(ws, foreign, rule)
    if not done:
        return lines, {}
    return [_replaced(line, done) for line in lines], {
        number: conversion.note for number, (_, conversion) in done.items()
    }


def converted(
    ws: Workspace, records: Mapping[ExpenseId, Expense], rule: ExchangeRule
) -> Mapping[ExpenseId, tuple[Expense, Conversion]]:
    """Return those of some expenses that are foreign, in CNY by a rule."""
    table = RateTable(list(rates.all(ws.reader).values()))
    return {
        number: exchanged(expense, rule, table)
        for number, expense in records.items()
        if is_foreign(expense)
    }


def problems(
    ws: Workspace, records: Mapping[ExpenseId, Expense], rule: ExchangeRule
) -> Sequence[Problem]:
    """Return why a rule cannot be followed for some expenses, each reason once."""
    found = (conversion.problem for _, conversion in converted(ws, records, rule).values())
    return list(dict.fromkeys(problem for problem in found if problem))


def _replaced(line: Line, done: Mapping[ExpenseId, tuple[Expense, Conversion]]) -> Line:
    if ExpenseId(line.id) not in done:
        return line
    expense, _ = done[ExpenseId(line.id)]
    return dataclasses.replace(
        line, gross=expense.gross, net=expense.net, unsupported=expense.unsupported
    )
