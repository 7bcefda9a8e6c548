"""Worked examples beside a measure: its tests, its documentation, what a reviewer signs.

Each expects the status, the amount, the step that bound it and the reasons: the right figure
for the wrong reason does not pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jiamao_desktop.catalog.amounts import figure
from jiamao_desktop.catalog.conditions import fact_value
from jiamao_desktop.catalog.guides import shipped_guides
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.raw import EXAMPLES, RawPack
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.catalog.workdays import shipped_workdays
from jiamao_desktop.domain.assess import Plan, assess
from jiamao_desktop.domain.assessment import Assessment, Severity, Status
from jiamao_desktop.domain.case import Case, EnteredParameter, Line, practice_parameters
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.deadlines import due
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.facts import FactValue
from jiamao_desktop.domain.guide import materials_for, practices_for
from jiamao_desktop.domain.money import ZERO, Money, exact_text
from jiamao_desktop.domain.pack import Measure, Pack

_AUTOMATIC = {"applicant", "in_force", "expense"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One case with what it must come to.

    Attributes:
        expect: Name of a result to its text; only what is named is compared.
    """

    file: str
    name: str
    measure: str
    case: Case
    expect: Mapping[str, Any]


def read_examples(raw: RawPack, pack: Pack, mistakes: Mistakes) -> tuple[Example, ...]:
    """Read the examples of every measure of a pack."""
    found: list[Example] = []
    for measure in pack.measures:
        found += examples_of(raw, pack, measure, mistakes)
    return tuple(found)


def examples_of(
    raw: RawPack, pack: Pack, measure: Measure, mistakes: Mistakes
) -> Sequence[Example]:
    """Read the examples of one measure."""
    file = f"measures/{measure.id}{EXAMPLES}"
    if file not in raw.documents:
        return []
    return _Reader(pack, measure).read(Table(raw.documents[file], file, "", mistakes))


def differences(pack: Pack, example: Example, plan: Plan | None = None) -> list[str]:
    """Return what comes out otherwise than expected, each with both sides; empty if nothing.

    Args:
        pack: The pack.
        example: The example.
        plan: Its measure made ready, for whoever tries many examples of one measure.
    """
    plan = plan or Plan(pack, pack.measure(example.measure))
    found = Outcome(pack, plan.measure, example.case, plan.assess(example.case))
    actual = {name: RESULTS[name](found) for name in example.expect}
    return [
        f"{name}: {actual[name]!r} != {wanted!r}"
        for name, wanted in example.expect.items()
        if actual[name] != wanted
    ]


def worksheet_text(pack: Pack, example: Example) -> str:
    """Return the worksheet of an example, for a failing test to show."""
    result = assess(pack, pack.measure(example.measure), example.case)
    return "\n".join(
        f"  {line.text}　{exact_text(line.exact_fen)}　{line.step}（{line.basis}）"
        for line in result.worksheet
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an example came to, with what it came from."""

    pack: Pack
    measure: Measure
    case: Case
    result: Assessment


def _materials(found: Outcome) -> list[str]:
    listed = materials_for(found.measure, shipped_guides().get(found.measure.guide))
    return [
        one.id
        for one in listed
        if one.needed is None or one.needed.judge(found.case.facts).holds is not False
    ]


def _deadlines(found: Outcome) -> dict[str, str]:
    measure = found.measure
    days = due(measure.deadlines, measure.parameters, found.case.facts, shipped_workdays())
    return {one.deadline.id: str(one.day) for one in days}


RESULTS: Mapping[str, Callable[[Outcome], Any]] = {
    "status": lambda one: one.result.status.value,
    "amount": lambda one: _plain(one.result.ceiling.fen),
    "low": lambda one: _plain(one.result.low.fen),
    "high": lambda one: _plain(one.result.high.fen),
    "spent": lambda one: _plain(one.result.spent.fen),
    "ceiling": lambda one: _ceiling(one.measure),
    "binding": lambda one: one.result.binding,
    "checks": lambda one: [each.check for each in one.result.findings],
    "unmet": lambda one: [each.check for each in one.result.findings if each.holds is False],
    "warned": lambda one: [
        each.check
        for each in one.result.findings
        if each.holds is False and each.severity is Severity.WARNS
    ],
    "because": lambda one: list(one.result.because),
    "missing": lambda one: list(one.result.missing),
    "left_out": lambda one: {str(each.line): each.code for each in one.result.left_out},
    "read_as": lambda one: {each.id: each.chosen for each in one.result.readings},
    "to_enter": lambda one: list(one.result.to_enter),
    "up_to": lambda one: one.result.up_to,
    "materials": _materials,
    "deadlines": _deadlines,
    "steps": lambda one: [line.step for line in one.result.worksheet],
    "basis": lambda one: {line.step: line.basis.value for line in one.result.worksheet},
    "level": lambda one: one.pack.level,
    "form": lambda one: one.measure.form,
    "project": lambda one: one.measure.project.value if one.measure.project else "",
}
"""What an example may expect, and how it is found."""


def _ceiling(measure: Measure) -> str:
    """Return the most that is named where nothing is worked out; blank if nothing is named."""
    figures = [one.values for one in measure.parameters if one.id == measure.ceiling]
    value = figures[0][-1].value if figures and figures[0] else None
    return _plain(value.fen) if isinstance(value, Money) else ""


def _plain(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


class _Reader:
    def __init__(self, pack: Pack, measure: Measure) -> None:
        self._pack = pack
        self._measure = measure
        self._window = measure.notice.in_force

    def read(self, root: Table) -> list[Example]:
        """Read one file: ``given`` for all, then the examples."""
        given = root.table("given")
        common = self._facts(given)
        found = []
        for entry in root.tables("example", name="name"):
            case = self._case(entry, common)
            expect = entry.table("expect")
            found.append(
                Example(
                    file=root.file,
                    name=entry.text("name"),
                    measure=self._measure.id,
                    case=case,
                    expect=self._expectations(expect),
                )
            )
            entry.close()
        given.close()
        root.close()
        return found

    def _case(self, entry: Table, common: Mapping[str, FactValue]) -> Case:
        unknown = entry.texts("unknown", optional=True)
        facts = {**common, **(self._facts(entry) if entry.has("facts") else {})}
        for name in unknown:
            if name not in facts:
                entry.wrong("unknown", "pack.bad_example", reason=f"“{name}”本来就未知")
        project = entry.whole("project") if entry.has("project") else None
        return Case(
            facts={name: value for name, value in facts.items() if name not in unknown},
            lines=[
                self._line(line, number, project)
                for number, line in enumerate(entry.tables("lines", name=""), start=1)
            ],
            grants=self._grants(entry, "granted"),
            claimed=self._grants(entry, "claimed"),
            readings=self._readings(entry),
            entered=self._entered(entry),
            today=entry.day("today") if entry.has("today") else self._window.first,
            project=project,
        )

    def _facts(self, entry: Table) -> dict[str, FactValue]:
        table = entry.table("facts")
        found = {}
        for name, raw in table.items().items():
            definition = self._pack.facts.get(name)
            value = fact_value(raw, definition) if definition else None
            if value is None:
                table.wrong(name, "pack.bad_example", reason=f"事实“{name}”不能是“{raw}”")
            else:
                found[name] = value
        return found

    @staticmethod
    def _line(entry: Table, number: int, project: int | None) -> Line:
        roles = {one.value: one for one in EvidenceRole}
        evidence = entry.texts("evidence", optional=True)
        for name in _unknown(list(evidence), set(roles)):
            entry.wrong("evidence", "pack.bad_example", reason=f"没有单证“{name}”")
        gross = entry.money("yuan" if entry.has("yuan") else "gross")
        line = Line(
            id=number,
            category=entry.text("category"),
            gross=gross,
            net=entry.money("net") if entry.has("net") else gross,
            paid_on=_day(entry, "paid_on"),
            issued_on=_day(entry, "issued_on"),
            unsupported=entry.money("unsupported") if entry.has("unsupported") else ZERO,
            other_funding=entry.money("other_funding") if entry.has("other_funding") else ZERO,
            funded_by=entry.text("funded_by", ""),
            evidence=frozenset(roles[name] for name in evidence if name in roles),
            project=entry.whole("project") if entry.has("project") else project,
            payer_is_applicant=entry.flag("own_account", default=True)
            if entry.has("own_account")
            else None,
        )
        entry.close()
        return line

    @staticmethod
    def _grants(entry: Table, key: str) -> list[Grant]:
        found = []
        for table in entry.tables(key, name=""):
            found.append(
                Grant(
                    measure=table.text("measure"),
                    level=table.text("level"),
                    amount=table.money("amount"),
                    granted_on=table.day("on"),
                    group=table.flag("group", default=False),
                )
            )
            table.close()
        return found

    def _readings(self, entry: Table) -> Mapping[str, str]:
        if not entry.has("readings"):
            return {}
        table = entry.table("readings")
        options = {word.id: {o.id for o in word.options} for word in self._measure.unsettled}
        chosen = {name: table.text(name) for name in table.items()}
        for name, option in chosen.items():
            if option not in options.get(name, set()):
                table.wrong(name, "pack.unknown_option")
        return chosen

    def _entered(self, entry: Table) -> Mapping[str, EnteredParameter]:
        found: dict[str, EnteredParameter] = {}
        if entry.has("practice"):
            wanted = entry.text("practice")
            offered = practices_for(self._measure, shipped_guides().values())
            practices = {one.id: one for one in offered}
            if wanted in practices:
                found |= practice_parameters(practices[wanted])
            else:
                entry.wrong("practice", "pack.bad_example", reason=f"没有参考做法“{wanted}”")
        if entry.has("entered"):
            table = entry.table("entered")
            types = {one.id: one.type for one in self._measure.parameters if one.entered}
            for name in table.items():
                if name in types:
                    value = figure(table, name, types[name])
                    found[name] = EnteredParameter(value=value, source=entry.text("name"))
                else:
                    table.wrong(name, "pack.unknown_parameter", id=name)
        return found

    def _expectations(self, entry: Table) -> Mapping[str, Any]:
        expected = dict(entry.items())
        for name in expected:
            if name not in RESULTS:
                entry.wrong(name, "pack.unknown_key", key=name)
        entry.choice("status", Status)
        pack, measure = self._pack, self._measure
        named = (*measure.steps, *pack.limits, *pack.exclusions)
        steps = {one.id for one in named} | {"total"}
        wanted = {
            "binding": [one for one in [expected.get("binding")] if one],
            "steps": expected.get("steps"),
            "basis": list(expected.get("basis", {})),
        }
        for key, names in wanted.items():
            for name in _unknown(names, steps):
                entry.wrong(key, "pack.bad_example", reason=f"没有步骤或上限“{name}”")
        days = {one.id for one in measure.deadlines}
        for name in _unknown(list(expected.get("deadlines", {})), days):
            entry.wrong("deadlines", "pack.bad_example", reason=f"没有期限“{name}”")
        conditions = {one.id for one in measure.conditions} | _AUTOMATIC
        for key in ("because", "checks", "unmet", "warned"):
            for name in _unknown(expected.get(key), conditions):
                entry.wrong(key, "pack.bad_example", reason=f"没有条件“{name}”")
        for name in _unknown(expected.get("missing"), set(self._pack.facts)):
            entry.wrong("missing", "pack.unknown_fact", id=name)
        return {name: value for name, value in expected.items() if name in RESULTS}


def _unknown(names: Any, known: set[str]) -> Sequence[str]:
    return [str(one) for one in names if one not in known] if isinstance(names, list) else []


def _day(entry: Table, key: str) -> dt.date | None:
    return entry.day(key) if entry.has(key) else None
