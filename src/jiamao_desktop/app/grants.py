"""Support received outside the claims of this book (以前获得的支持): it uses up caps.

Claims of this book that were granted count by themselves; here stands what came before the
program was used, what other offices gave, and what other firms of the group received.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.claim import Grant, GrantId
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.pack import Promise
from jiamao_desktop.domain.wording import LEVELS
from jiamao_desktop.storage import grants


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGrant:
    """Support as a person types it.

    Attributes:
        measure: Id or title of a measure, or any words for support from outside the packs.
        level: Whose money it was; blank where the pack of the measure says so.
        group: Given to another firm of the group.
    """

    measure: str
    amount: str
    granted_on: str
    level: str = ""
    note: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """Support received, as lists show it.

    Attributes:
        title: Of the measure, or the words it was recorded under.
    """

    id: GrantId
    grant: Grant
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTotal:
    """What one level has given: to the applicant, and to other firms of its group."""

    level: str
    own: Money
    group: Money


def grant_list(ws: Workspace) -> Sequence[GrantRow]:
    """Return all support recorded, the latest first."""
    return [
        GrantRow(id=number, grant=grant, title=ws.catalog.measure_title(grant.measure))
        for number, grant in grants.all(ws.reader).items()
    ]


def level_totals(rows: Sequence[GrantRow]) -> Sequence[LevelTotal]:
    """Return what each level has given that gave anything, the highest first."""
    given = {row.grant.level for row in rows}
    return [
        LevelTotal(
            level=level,
            own=_sum(rows, level, group=False),
            group=_sum(rows, level, group=True),
        )
        for level in (*LEVELS, *sorted(given - LEVELS.keys()))
        if level in given
    ]


def _sum(rows: Sequence[GrantRow], level: str, *, group: bool) -> Money:
    every = (row.grant for row in rows)
    return total(one.amount for one in every if one.level == level and one.group is group)


def measures_with_money(ws: Workspace) -> Mapping[str, tuple[str, str]]:
    """Return id to level and title of every measure that support can have come from."""
    return {
        measure.id: (pack.level, measure.title)
        for pack in ws.catalog.packs.values()
        for measure in pack.measures
        if measure.promise is not Promise.GUIDANCE
    }


def add_grant(ws: Workspace, typed: TypedGrant) -> tuple[GrantId, Changes]:
    """Record support received.

    Raises:
        UserError: ``grant.no_measure``, ``grant.several_measures``, ``grant.no_level``,
            ``grant.unknown_level``, ``grant.other_level``, ``grant.no_amount``,
            ``grant.amount_not_positive``, ``grant.no_day``, ``grant.in_future``, ``money.*``,
            ``date.*``; ``field`` is the one of :class:`TypedGrant`.
    """
    grant = _read(ws, typed)
    with ws.operation("grant.add", f"登记以前获得的支持：{_named(ws, grant)}") as operation:
        number = grants.add(operation.db, grant)
    return number, operation.changes


def edit_grant(ws: Workspace, number: GrantId, typed: TypedGrant) -> Changes:
    """Replace the particulars of support received.

    Raises:
        UserError: ``grant.gone``, or what :func:`add_grant` raises.
    """
    grant = _read(ws, typed)
    with ws.operation("grant.edit", f"修改以前获得的支持：{_named(ws, grant)}") as operation:
        grants.update(operation.db, number, grant)
    return operation.changes


def delete_grant(ws: Workspace, number: GrantId) -> Changes:
    """Delete a record of support received.

    Raises:
        UserError: ``grant.gone``.
    """
    grant = grants.all(ws.reader).get(number)
    if grant is None:
        raise UserError("grant.gone")
    with ws.operation("grant.delete", f"删除以前获得的支持：{_named(ws, grant)}") as operation:
        grants.delete(operation.db, number)
    return operation.changes


def _named(ws: Workspace, grant: Grant) -> str:
    return f"{ws.catalog.measure_title(grant.measure)} {grant.amount}"


def _read(ws: Workspace, typed: TypedGrant) -> Grant:
    measure, level = _source(ws, typed.measure.strip(), typed.level)
    return Grant(
        measure=measure,
        level=level,
        amount=_amount(typed.amount),
        granted_on=_day(typed.granted_on, ws.clock.today()),
        note=typed.note.strip(),
        group=typed.group,
    )


def _source(ws: Workspace, words: str, level: str) -> tuple[str, str]:
    """Return what to record support under, and whose money it was.

    The title of a measure means the measure: support recorded under its mere name would not
    use up the measure's own cap.
    """
    if not words:
        raise UserError("grant.no_measure", field="measure")
    if level and level not in LEVELS:
        raise UserError("grant.unknown_level", field="level", level=level)
    number = _measure_called(ws, words)
    if number:
        given = ws.catalog.pack_of(number).level
        if level and level != given:
            title = ws.catalog.measure_title(number)
            raise UserError("grant.other_level", field="level", title=title, level=LEVELS[given])
        return number, given
    if not level:
        raise UserError("grant.no_level", field="level", measure=words)
    return words, level


def _measure_called(ws: Workspace, words: str) -> str:
    """Return the id of the measure with an id or a title; blank if there is none."""
    known = measures_with_money(ws)
    if words in known:
        return words
    called = [number for number, (_, title) in known.items() if title == words]
    if len(called) > 1:
        numbers = "、".join(called)
        raise UserError("grant.several_measures", field="measure", title=words, numbers=numbers)
    return called[0] if called else ""


def _amount(text: str) -> Money:
    if not text.strip():
        raise UserError("grant.no_amount", field="amount")
    try:
        amount = Money.from_yuan(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": "amount"})) from error
    if amount.fen <= 0:
        raise UserError("grant.amount_not_positive", field="amount")
    return amount


def _day(text: str, today: dt.date) -> dt.date:
    if not text.strip():
        raise UserError("grant.no_day", field="granted_on")
    try:
        day = parse_day(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": "granted_on"})) from error
    if day > today:
        raise UserError("grant.in_future", field="granted_on", day=day.isoformat())
    return day
