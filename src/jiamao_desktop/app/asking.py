"""Questions still open, answers, readings of unclear words, and entered figures."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.app import settling
from jiamao_desktop.app.assessing import Card, answerable, at_stake, cards
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Basis, Status
from jiamao_desktop.domain.case import practice_parameters
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.choice import ParameterEntry
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import (
    Answer,
    FactDefinition,
    FactType,
    FactValue,
)
from jiamao_desktop.domain.guide import practices_for
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.parameters import parameter_text, parse_parameter
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import answers, parameters, projects

_YES = {"yes", "是", "true", "1", "y"}
_NO = {"no", "否", "false", "0", "n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A fact that is not known yet, with the money that hangs on it.

    Attributes:
        project: The project it is about, for facts of a project.
        stake: Over all measures that wait for it.
        measures: Their titles.
    """

    fact: FactDefinition
    project: ProjectId | None
    project_title: str
    stake: Money
    measures: tuple[str, ...]


def open_questions(ws: Workspace, known: Sequence[Card] | None = None) -> Sequence[OpenQuestion]:
    """Return the open questions, the one with the most money first.

    What no money hangs on comes last, in the order of the measures that wait for it. What is
    asked of a project is not asked before there is one.

    Args:
        ws: The book.
        known: Cards already worked out, to save doing so again.
    """
    waiting: dict[tuple[str, ProjectId | None], list[Card]] = {}
    for found in cards(ws) if known is None else known:
        if found.assessment.status is not Status.ASK:
            continue
        for fact in answerable(ws.catalog, found):
            about = found.project if ws.catalog.facts[fact].scope == "project" else None
            waiting.setdefault((fact, about), []).append(found)
    questions = [
        OpenQuestion(
            fact=ws.catalog.facts[fact],
            project=about,
            project_title=waiters[0].project_title if about is not None else "",
            stake=stake_of(waiters),
            measures=tuple(waiter.title for waiter in waiters),
        )
        for (fact, about), waiters in waiting.items()
    ]
    return sorted(questions, key=lambda one: -one.stake.fen)  # the sort keeps their order


def stake_of(waiters: Sequence[Card]) -> Money:
    """Return what some cards are worth together; what limits they share counts once.

    Together they never bring more than the room that is left under a limit they share.
    """
    stakes = [at_stake(waiter).fen for waiter in waiters]
    rooms: dict[tuple[str, str, str], tuple[int, list[int]]] = {}
    for place, waiter in enumerate(waiters):
        for limit in waiter.limits:
            if limit.shared:
                key = (waiter.pack, waiter.number, limit.title)
                rooms.setdefault(key, (limit.room.fen, []))[1].append(place)
    for room, places in rooms.values():
        left = room
        for place in places:
            stakes[place] = min(stakes[place], left)
            left -= stakes[place]
    return Money(sum(stakes))


def stored_answers(ws: Workspace) -> Sequence[tuple[FactDefinition, Answer]]:
    """Return every answer with the question it belongs to."""
    return [
        (ws.catalog.facts[answer.fact], answer)
        for answer in answers.all(ws.reader)
        if answer.fact in ws.catalog.facts
    ]


def answer(
    ws: Workspace,
    fact_id: str,
    text: str | None,
    project: ProjectId | None = None,
    source: str = "",
) -> Changes:
    """Answer a question, or take an answer back with ``None``.

    Raises:
        UserError: ``fact.unknown``, ``fact.bad_value``, ``fact.no_project``, ``money.*``,
            ``date.bad_format``.
    """
    fact = ws.catalog.facts.get(fact_id)
    if fact is None:
        raise UserError("fact.unknown", fact=fact_id)
    about = project if fact.scope == "project" else None
    value = None if text is None else parse_fact(fact, text)
    if fact.scope == "project" and (about is None or projects.get(ws.reader, about) is None):
        raise UserError("fact.no_project", label=fact.label or fact.question)
    with ws.operation("fact.answer", f"回答：{fact.label or fact.question}") as operation:
        answers.put(
            operation.db,
            Answer(fact=fact_id, value=value, project=about, as_of=ws.clock.today(), source=source),
        )
    return operation.changes


def parse_fact(fact: FactDefinition, text: str) -> FactValue:
    """Read an answer as typed.

    Raises:
        UserError: ``fact.bad_value``, ``money.*`` or ``date.bad_format``.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    value = _READERS[fact.type](fact, plain)
    if value is None:
        label = fact.label or fact.question
        raise UserError("fact.bad_value", field=fact.id, text=text, label=label)
    return value


def _bool(_fact: FactDefinition, plain: str) -> bool | None:
    known = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)
    return known.get(plain.lower())


def _int(fact: FactDefinition, plain: str) -> int | None:
    sign = "-?" if fact.signed else ""
    return int(plain) if re.fullmatch(rf"{sign}[0-9]{{1,9}}", plain) else None


def _money(_fact: FactDefinition, plain: str) -> Money:
    return Money.from_yuan(plain)


def _ratio(_fact: FactDefinition, plain: str) -> Fraction | None:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9}|/[1-9][0-9]{0,8})?%?", plain):
        return None
    number = Fraction(plain.removesuffix("%"))
    return number / 100 if plain.endswith("%") else number


def _day(_fact: FactDefinition, plain: str) -> dt.date:
    return parse_day(plain)


def _text(_fact: FactDefinition, plain: str) -> str | None:
    return plain or None


def _code(fact: FactDefinition, plain: str) -> str | None:
    return plain if plain in fact.choices else None


def _set(fact: FactDefinition, plain: str) -> frozenset[str] | None:
    chosen = frozenset(map(str.strip, re.split("[,、;\n]", plain))) - {""}
    return chosen if chosen and (chosen <= set(fact.choices) or not fact.choices) else None


_READERS: Mapping[FactType, Callable[[FactDefinition, str], FactValue | None]] = {
    FactType.BOOL: _bool,
    FactType.INT: _int,
    FactType.MONEY: _money,
    FactType.RATIO: _ratio,
    FactType.DATE: _day,
    FactType.TEXT: _text,
    FactType.CODE: _code,
    FactType.SET: _set,
}


def choose_reading(ws: Workspace, measure_id: str, reading: str, option: str) -> Changes:
    """Settle how an unclear word is read, for every measure that shares it.

    Raises:
        UserError: ``word.unknown``, ``reading.unknown``, ``reading.answered``.
    """
    return settling.choose(ws, ws.catalog.pack_of(measure_id).id, f"{measure_id}/{reading}", option)


def enter_parameter(
    ws: Workspace,
    measure_id: str,
    project: ProjectId | None,
    parameter: str,
    *,
    text: str,
    source: str,
) -> Changes:
    """Enter a figure that the notice leaves to another document; blank takes it out.

    Raises:
        UserError: ``parameter.unknown``, ``parameter.without_source``, ``parameter.bad_value``,
            ``money.*``.
    """
    known = {one.id: one for one in ws.catalog.measure(measure_id).parameters if one.entered}
    if parameter not in known:
        raise UserError("parameter.unknown", parameter=parameter)
    if text.strip():
        parse_parameter(known[parameter].type, text)
        if not source.strip():
            raise UserError("parameter.without_source", field=parameter)
    stored = ParameterEntry(
        measure=measure_id,
        project=project,
        param=parameter,
        value=text.strip(),
        source=source.strip(),
    )
    with ws.operation("parameter.enter", f"填写标准：{known[parameter].label}") as operation:
        parameters.put(operation.db, stored)
    return operation.changes


def adopt_practice(
    ws: Workspace, measure_id: str, project: ProjectId | None, practice_id: str
) -> Changes:
    """Take the figures of another place or year as a default, labelled as such.

    Raises:
        UserError: ``practice.unknown``, ``practice.without_figures``.
    """
    measure = ws.catalog.measure(measure_id)
    offered = practices_for(measure, ws.catalog.guides.values())
    practice = next((one for one in offered if one.id == practice_id), None)
    if practice is None:
        raise UserError("practice.unknown", practice=practice_id)
    if not practice.values:
        raise UserError("practice.without_figures", label=practice.label)
    with ws.operation("practice.adopt", f"采用参考做法：{practice.label}") as operation:
        for parameter, entered in practice_parameters(practice).items():
            parameters.put(
                operation.db,
                ParameterEntry(
                    measure=measure_id,
                    project=project,
                    param=parameter,
                    value=parameter_text(entered.value),
                    source=entered.source,
                    basis=Basis.PRACTICE,
                ),
            )
    return operation.changes
