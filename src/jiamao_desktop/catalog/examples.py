"""Worked examples beside a measure: its tests, its documentation, what a reviewer signs.

Each expects the status, the amount, the step that bound it and the reasons: the right figure
for the wrong reason does not pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jiamao_desktop.catalog.amounts import figure
from jiamao_desktop.catalog.conditions import fact_value
from jiamao_desktop.catalog.guides import shipped_guides
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.raw import EXAMPLES, RawPack
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.catalog.workdays import shipped_workdays
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case, EnteredParameter, Line, practice_parameters
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.deadlines import due
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
        file = f"measures/{measure.id}{EXAMPLES}"
        if file in raw.documents:
            found += _Reader(pack, measure).read(Table(raw.documents[file], file, "", mistakes))
    return tuple(found)


def differences(pack: Pack, example: Example) -> list[str]:
    """Return what comes out otherwise than expected, each with both sides; empty if nothing."""
    measure = pack.measure(example.measure)
    result = assess(pack, measure, example.case)
    actual = _results(pack, measure, example.case, result)
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


def _results(pack: Pack, measure: Measure, case: Case, result: Assessment) -> Mapping[str, Any]:
    needed = (
        one.id
        for one in materials_for(measure, shipped_guides().get(measure.guide))
        if one.needed is None or one.needed.judge(case.facts).holds is not False
    )
    return {
        "status": result.status.value,
        "amount": _plain(result.ceiling.fen),
        "low": _plain(result.low.fen),
        "high": _plain(result.high.fen),
        "spent": _plain(result.spent.fen),
        "ceiling": _ceiling(measure),
        "binding": result.binding,
        "checks": [one.check for one in result.findings],
        "unmet": [one.check for one in result.findings if one.holds is False],
        "because": list(result.because),
        "missing": list(result.missing),
        "left_out": {str(one.line): one.code for one in result.left_out},
        "read_as": {one.id: one.chosen for one in result.readings},
        "to_enter": list(result.to_enter),
        "up_to": result.up_to,
        "materials": list(needed),
        "deadlines": {
            one.deadline.id: str(one.day)
            for one in due(measure.deadlines, measure.parameters, case.facts, shipped_workdays())
        },
        "steps": [line.step for line in result.worksheet],
        "basis": {line.step: line.basis.value for line in result.worksheet},
        "level": pack.level,
        "form": measure.form,
        "project": measure.project.value if measure.project else "",
    }


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
        empty = Assessment(
            measure="", status=Status.NO, findings=(), spent=ZERO, ceiling=ZERO, low=ZERO, high=ZERO
        )
        known = _results(self._pack, self._measure, Case(facts={}, today=dt.date.min), empty)
        for name in expected:
            if name not in known:
                entry.wrong(name, "pack.unknown_key", key=name)
        entry.choice("status", Status)
        steps = {one.id for one in self._measure.steps} | {one.id for one in self._pack.limits}
        if expected.get("binding", "") not in {*steps, ""}:
            reason = f"没有步骤或上限“{expected['binding']}”"
            entry.wrong("binding", "pack.bad_example", reason=reason)
        conditions = {one.id for one in self._measure.conditions} | _AUTOMATIC
        for key in ("because", "checks", "unmet"):
            for name in _unknown(expected.get(key), conditions):
                entry.wrong(key, "pack.bad_example", reason=f"没有条件“{name}”")
        for name in _unknown(expected.get("missing"), set(self._pack.facts)):
            entry.wrong("missing", "pack.unknown_fact", id=name)
        return {name: value for name, value in expected.items() if name in known}


def _unknown(names: Any, known: set[str]) -> Sequence[str]:
    return [str(one) for one in names if one not in known] if isinstance(names, list) else []


def _day(entry: Table, key: str) -> dt.date | None:
    return entry.day(key) if entry.has(key) else None
