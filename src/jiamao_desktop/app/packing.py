"""Writing packs: begin one, check it, run its examples, see where its figures bend.

Everything here works on an author's folder, and puts nothing in force.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.app.environment import data_folder
from jiamao_desktop.catalog import skeleton
from jiamao_desktop.catalog.advice import advise
from jiamao_desktop.catalog.examples import Example, differences, read_examples, worksheet_text
from jiamao_desktop.catalog.installed import checked, load_installed
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import clashes, load_catalog
from jiamao_desktop.domain import grid
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.errors import MachineError, PackError, PackMistake, UserError
from jiamao_desktop.domain.facts import FactDefinition
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.steps import Interest
from jiamao_desktop.domain.worksheet import parameters_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An author's pack, read and free of mistakes.

    Attributes:
        categories: Labels of all categories of expenses, shared ones too.
        advice: What should still be looked at.
    """

    pack: Pack
    categories: Mapping[str, str]
    examples: Sequence[Example]
    advice: Sequence[PackMistake]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A worked example that was run.

    Attributes:
        differences: What came out otherwise than expected; empty if nothing.
        worksheet: How the program computed it, a line a step.
    """

    example: Example
    differences: Sequence[str]
    worksheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A measure over a range.

    Attributes:
        varies: Label of what varies. money: It is an amount, in fen, not a count.
        example: Name of the example that the rest was taken from.
        bounds: Step or shared limit to the name of the figure that it bounds with.
    """

    title: str
    varies: str
    money: bool
    example: str
    bounds: Mapping[str, str]
    rows: Sequence[grid.GridRow]
    days: Sequence[grid.DayRow]


def new_pack(folder: Path, pack_id: str, title: str, today: dt.date) -> Sequence[Path]:
    """Write a commented pack to begin with; return its files.

    Raises:
        UserError: ``pack.bad_new_id``, ``pack.no_title``, ``pack.folder_not_empty``.
        MachineError: ``pack.not_written``.
    """
    try:
        return skeleton.write_skeleton(folder, pack_id, title, today)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MachineError("pack.not_written", path=folder, reason=reason) from error


def read_pack(source: Path, today: dt.date) -> Written:
    """Read an author's pack, folder or .zip, as strictly as it will be when it is imported.

    Raises:
        PackError: With every mistake.
    """
    catalog = load_installed(data_folder())
    mistakes, advice = Mistakes(), Mistakes()
    with tempfile.TemporaryDirectory(prefix="jiamao-pack-") as place:
        raw, pack = checked(source, Path(place), catalog)
    others = [one for one in catalog.packs.values() if one.id != pack.id]
    clashes(pack, others, mistakes)
    examples = read_examples(raw, pack, mistakes)
    mistakes.refuse()
    advise(raw, pack, examples, today, advice)
    known = {**catalog.categories, **pack.categories}
    return Written(
        pack=pack,
        categories={one.id: one.label for one in known.values()},
        examples=examples,
        advice=_found(advice),
    )


def _found(advice: Mistakes) -> Sequence[PackMistake]:
    try:
        advice.refuse()
    except PackError as error:
        return error.mistakes
    return ()


def known_words() -> Sequence[tuple[str, str, str, str]]:
    """Return what a pack may name without declaring it: kind, id, type and label of each."""
    shared = load_catalog()
    own = [(pack.own_facts, pack.categories) for pack in shared.packs.values()]
    facts = sorted(set(shared.facts).difference(*(names for names, _ in own)))
    categories = sorted(set(shared.categories).difference(*(names for _, names in own)))
    return [
        *(("事实", one, shared.facts[one].type.value, _label(shared.facts[one])) for one in facts),
        *(("费用类别", one, "", shared.categories[one].label) for one in categories),
        *(("申请表", one.id, "", one.title) for one in shared.forms.values()),
    ]


def _label(fact: FactDefinition) -> str:
    choices = "、".join(f"{name} {label}" for name, label in fact.choices.items())
    return f"{fact.label}（{choices}）" if choices else fact.label


def try_examples(written: Written) -> Sequence[Trial]:
    """Run the worked examples of a pack."""
    return [
        Trial(
            example=example,
            differences=differences(written.pack, example),
            worksheet=worksheet_text(written.pack, example),
        )
        for example in written.examples
    ]


def measure_of(written: Written, name: str) -> Measure:
    """Return a measure of a pack by its id.

    Raises:
        UserError: ``pack.no_such_measure``.
    """
    for measure in written.pack.measures:
        if measure.id == name:
            return measure
    known = "、".join(one.id for one in written.pack.measures)
    raise UserError("pack.no_such_measure", id=name, known=known)


def bends(written: Written, name: str, first: str, last: str, step: str) -> Grid:
    """Work a measure out over a range: with the facts of its first example that qualifies.

    The range is given in yuan where an amount varies, else in whole numbers.

    Raises:
        UserError: ``pack.no_such_measure``, ``grid.*``, ``money.*``.
    """
    measure = measure_of(written, name)
    what = grid.varies(measure)
    example = _qualifying(written, measure, what)
    money = what == grid.SPENT or any(
        isinstance(one, Interest) and one.principal == what for one in measure.steps
    )
    low, high, by = (_value(text, money=money) for text in (first, last, step))
    if by <= 0:
        raise UserError("grid.empty")
    values = range(low, high + 1, by)
    pack = written.pack
    return Grid(
        title=measure.title,
        varies="实际发生额" if what == grid.SPENT else pack.facts[what].label,
        money=money,
        example=example.name,
        bounds=_bounds(pack, measure),
        rows=grid.amounts(pack, measure, example.case, values),
        days=grid.days(pack, measure, example.case, values[-1] if values else None),
    )


def _bounds(pack: Pack, measure: Measure) -> Mapping[str, str]:
    labels = {one.id: one.label for one in measure.parameters}
    steps = {
        step.id: "、".join(labels[name] for name in parameters_of(step) if name in labels)
        or step.id
        for step in measure.steps
    }
    return steps | {limit.id: limit.title for limit in pack.limits}


def _qualifying(written: Written, measure: Measure, what: str) -> Example:
    for example in written.examples:
        fits = what != grid.SPENT or bool(example.case.lines)
        if example.measure == measure.id and fits and not example.case.grants:
            result = assess(written.pack, measure, example.case)
            if result.status is Status.YES:
                return example
    raise UserError("grid.no_example", title=measure.title)


def _value(text: str, *, money: bool) -> int:
    if money:
        return Money.from_yuan(text).fen
    if not text.isdecimal() or len(text) > len("1000000"):
        raise UserError("grid.not_a_count", value=text)
    return int(text)
