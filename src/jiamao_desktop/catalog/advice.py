"""What a pack may be loaded with, and its author should still look at: warnings, not mistakes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from jiamao_desktop.catalog.examples import Example
from jiamao_desktop.catalog.facts import CATEGORIES_FILE
from jiamao_desktop.catalog.intake import WHOLE
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.raw import EXAMPLES, PACK_FILE, RawPack
from jiamao_desktop.catalog.skeleton import PLACEHOLDER
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.steps import Cap, FloorAt


def advise(
    raw: RawPack, pack: Pack, examples: Sequence[Example], today: dt.date, advice: Mistakes
) -> None:
    """Note what is unfinished, unused, old, or not shown by any example."""
    unfinished(raw, pack, advice)
    for notice in pack.notices:
        if notice.is_stale(today):
            entry = f"notice.{notice.id}.verified"
            advice.add(PACK_FILE, entry, "advice.verified_long_ago", on=notice.verified_on)
    for limit in pack.limits:
        covered = [one for one in pack.measures if one.notice.number == limit.clause.number]
        if not any(one.steps for one in covered):
            advice.add(PACK_FILE, f"limit.{limit.id}", "advice.limit_unused")
    _advise_unused(raw, pack, advice)
    for measure in pack.measures:
        _advise_examples(pack, measure, examples, advice)


def unfinished(raw: RawPack, pack: Pack, mistakes: Mistakes) -> None:
    """Note every place where the author still has to write something."""
    for file, content in raw.documents.items():
        for entry, text in _texts(content, ""):
            if PLACEHOLDER in text:
                mistakes.add(file, entry, "advice.placeholder")
    for notice in pack.notices:
        if PLACEHOLDER in notice.text:
            mistakes.add(notice.source, WHOLE, "advice.placeholder")


def _advise_unused(raw: RawPack, pack: Pack, advice: Mistakes) -> None:
    named = {
        text
        for content in raw.documents.values()
        for entry, text in _texts(content, "")
        if entry.endswith("source")
    }
    for name in pack.clauses:
        if name not in named:
            advice.add(PACK_FILE, f"clause.{name}", "advice.clause_unused")
    counted = _counted(pack)
    for name in pack.categories:
        if name not in counted:
            advice.add(CATEGORIES_FILE, f"category.{name}", "advice.category_unused")


def _counted(pack: Pack) -> set[str]:
    found: set[str] = set()
    for measure in pack.measures:
        found |= set(measure.expense.categories if measure.expense else ())
        found |= {name for word in measure.unsettled for one in word.options for name in one.adds}
    return found


def _advise_examples(
    pack: Pack, measure: Measure, examples: Sequence[Example], advice: Mistakes
) -> None:
    """Note what no example of a measure shows: an outcome, a cap at work, the last day."""
    file = f"measures/{measure.id}{EXAMPLES}"
    mine = [one for one in examples if one.measure == measure.id]
    results = [assess(pack, measure, one.case) for one in mine]
    seen = {one.status for one in results}
    for statuses, what in (
        ({Status.YES, Status.READING, Status.NOT_CALCULABLE}, "符合条件的"),
        ({Status.NO}, "不符合条件的"),
        ({Status.ASK}, "还有问题没回答的"),
    ):
        if not seen & statuses:
            advice.add(file, "example", "advice.no_example", what=what)
    bound = {one.binding for one in results}
    for step in measure.steps:
        if isinstance(step, Cap | FloorAt) and step.id not in bound:
            what = f"由步骤“{step.id}”决定金额的"
            advice.add(file, "example", "advice.no_example", what=what)
    last = measure.in_force.last
    if last is not None and measure.expense is not None:
        days = {
            day for one in mine for line in one.case.lines for day in (line.paid_on, line.issued_on)
        }
        days |= {
            value for one in mine for value in one.case.facts.values() if isinstance(value, dt.date)
        }
        for day, what in (
            (last, "有效期最后一天的"),
            (last + dt.timedelta(days=1), "期满后第一天的"),
        ):
            if day not in days:
                advice.add(file, "example", "advice.no_example", what=f"{what}（{day}）")


def _texts(value: object, entry: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{entry}.{key}".strip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            name = inner.get("id", inner.get("name", number)) if isinstance(inner, dict) else number
            yield from _texts(inner, f"{entry}.{name}" if isinstance(inner, dict) else entry)
    elif isinstance(value, str):
        yield entry, value
