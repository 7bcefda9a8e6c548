"""Guides (参考做法): which one a measure uses, and the firm's own version of it.

By default a measure borrows the list of papers that its pack names, and nothing else. Only a
guide that the person adopts lends figures and a way of counting.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app import exchanging
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.case import EnteredParameter
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.choice import ParameterEntry
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.guide import (
    AdoptedGuide,
    Guide,
    OwnGuide,
    OwnGuideId,
    categories_of,
    figures_for,
    fits,
    materials_for,
    readings_for,
)
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.own_guide import content_of, own_guide
from jiamao_desktop.domain.pack import Material, Measure
from jiamao_desktop.domain.parameters import parameter_text
from jiamao_desktop.domain.practised import Practised
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import expenses, guides

_OWN = "own-"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideInUse:
    """Which guide a measure uses.

    Attributes:
        guide: ``None``: the measure names none and none was adopted.
        adopted: The person chose it; otherwise it lends its list of papers only.
        papers: Whose list of papers is used: an adopted guide may say nothing of papers.
    """

    guide: Guide | None
    adopted: bool
    papers: Guide | None

    @property
    def label(self) -> str:
        """Return what the paper says beside the list: place, year and source."""
        return self.papers.label if self.papers else ""

    @property
    def counting(self) -> str:
        """Return what the worksheet says; blank if the guide lends no more than its list."""
        guide = self.guide
        counts = guide is not None and (guide.figures or guide.settings.counts)
        return guide.label if guide is not None and self.adopted and counts else ""


def guide_in_use(
    ws: Workspace, measure_id: str, project: ProjectId | None = None, measure: Measure | None = None
) -> GuideInUse:
    """Return the guide that a measure uses for a project.

    Args:
        ws: The open book.
        measure_id: The measure.
        project: The project, if it is about one.
        measure: As another version of its pack has it; by default that in force.

    Raises:
        UserError: ``measure.unknown``.
    """
    about = measure or ws.catalog.measure(measure_id)
    default = ws.catalog.guides.get(about.guide)
    stored = guides.adopted(ws.reader, measure_id, project)
    chosen = _guide_of(ws, stored) if stored else None
    if chosen is None:
        return GuideInUse(guide=default, adopted=False, papers=default)
    return GuideInUse(guide=chosen, adopted=True, papers=chosen if chosen.materials else default)


def materials_in_use(
    ws: Workspace, measure: Measure, project: ProjectId | None
) -> tuple[Material, ...]:
    """Return the papers that a claim of a measure needs, under the guide in use."""
    return materials_for(measure, guide_in_use(ws, measure.id, project, measure).papers)


def guides_for(ws: Workspace, measure_id: str) -> Sequence[Guide]:
    """Return the guides that have something to say about a measure: its default first.

    The firm's own versions follow what they came from.

    Raises:
        UserError: ``measure.unknown``.
    """
    measure = ws.catalog.measure(measure_id)
    shipped = [guide for guide in ws.catalog.guides.values() if fits(guide, measure)]
    shipped.sort(key=lambda one: (one.id != measure.guide, one.suggested, -(one.year or 0)))
    kept = guides.own(ws.reader)
    found: list[Guide] = []
    for guide in shipped:
        found.append(guide)
        found += [_own(ws, n, one) for n, one in kept.items() if one.origin == guide.id]
    return found


def guide(ws: Workspace, guide_id: str) -> Guide:
    """Return a guide, shipped or the firm's own.

    Raises:
        UserError: ``guide.missing``.
    """
    if guide_id in ws.catalog.guides:
        return ws.catalog.guides[guide_id]
    number = guide_id.removeprefix(_OWN)
    kept = guides.own(ws.reader)
    if guide_id.startswith(_OWN) and number.isdigit() and OwnGuideId(int(number)) in kept:
        return _own(ws, OwnGuideId(int(number)), kept[OwnGuideId(int(number))])
    raise UserError("guide.missing", guide=guide_id)


def adopt(ws: Workspace, measure_id: str, project: ProjectId | None, guide_id: str) -> Changes:
    """Put a guide to use for a measure: its papers, its figures, its way of counting.

    Raises:
        UserError: ``measure.unknown``, ``guide.missing``.
    """
    ws.catalog.measure(measure_id)
    chosen = guide(ws, guide_id)
    with ws.operation("guide.adopt", f"采用参考做法：{chosen.title}") as operation:
        guides.adopt(operation.db, _adopted(measure_id, project, guide_id))
    return operation.changes


def leave(ws: Workspace, measure_id: str, project: ProjectId | None) -> Changes:
    """Adopt none any more; the measure's default list is used again."""
    with ws.operation("guide.leave", "不再采用参考做法") as operation:
        guides.leave(operation.db, measure_id, project)
    return operation.changes


def edit(ws: Workspace, measure_id: str, project: ProjectId | None, edited: Guide) -> Changes:
    """Keep a guide as the person changed it, as the firm's own version, and put it to use.

    A shipped guide stays as it is; a version of the firm's own is changed in place.

    Raises:
        UserError: ``guide.missing``; ``guide.paper_without_title``, ``guide.bad_copies``.
    """
    before = guide(ws, edited.id)
    _check(edited)
    with ws.operation("guide.edit", f"修改参考做法：{edited.title}") as operation:
        if before.origin:
            number = OwnGuideId(int(edited.id.removeprefix(_OWN)))
            kept = guides.own(ws.reader)[number]
            content = dataclasses.replace(kept, title=edited.title, content=content_of(edited))
            guides.update_own(operation.db, number, content)
        else:
            mine = dataclasses.replace(edited, origin=before.label)
            own = OwnGuide(origin=before.id, title=edited.title, content=content_of(mine))
            number = guides.add_own(operation.db, own)
        guides.adopt(operation.db, _adopted(measure_id, project, f"{_OWN}{number}"))
    return operation.changes


def figures_in_use(
    ws: Workspace, measure: Measure, project: ProjectId | None
) -> Mapping[str, EnteredParameter]:
    """Return the figures of an adopted guide, each labelled; nothing unless one was adopted."""
    used = guide_in_use(ws, measure.id, project, measure)
    if used.guide is None or not used.adopted:
        return {}
    return {
        name: EnteredParameter(value=value, source=used.guide.label, basis=Basis.PRACTICE)
        for figures in figures_for(measure, used.guide)
        for name, value in figures.values.items()
    }


def figures_as_typed(
    ws: Workspace, measure: Measure, project: ProjectId | None
) -> Sequence[ParameterEntry]:
    """Return the figures of an adopted guide as a person would have typed them."""
    return [
        ParameterEntry(
            measure=measure.id,
            project=project,
            param=name,
            value=parameter_text(entered.value),
            source=entered.source,
            basis=entered.basis,
        )
        for name, entered in figures_in_use(ws, measure, project).items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How an adopted guide counts, applied to the expenses of a measure.

    Attributes:
        lines: With foreign money in CNY by its rule.
        readings: Word to option: the person's own choices, then those of the guide.
        practised: For the worksheet; ``None``: no guide was adopted.
    """

    lines: Sequence[Line]
    readings: Mapping[str, str]
    practised: Practised | None


def counted(
    ws: Workspace,
    measure: Measure,
    project: ProjectId | None,
    lines: Sequence[Line],
    chosen: Mapping[str, str],
) -> Counting:
    """Apply the adopted guide to what an assessment is about to look at."""
    used = guide_in_use(ws, measure.id, project, measure)
    if used.guide is None or not used.adopted:
        return Counting(lines=lines, readings=chosen, practised=None)
    settings = used.guide.settings
    read = readings_for(measure, settings)
    base = next((word.id for word in measure.unsettled if word.sets == "expense.base"), "")
    conversions: Mapping[int, str] = {}
    if settings.exchange is not None:
        lines, conversions = exchanging.in_cny(ws, lines, settings.exchange)
    return Counting(
        lines=lines,
        readings={**read, **chosen},
        practised=Practised(
            note=used.guide.label,
            minimum=settings.minimum,
            rounding=settings.rounding,
            base=base in read and base not in chosen,
            conversions=conversions,
        ),
    )


def problems(ws: Workspace, measure: Measure, project: ProjectId | None) -> Sequence[Problem]:
    """Return why the exchange rule of the adopted guide cannot be followed, each reason once."""
    used = guide_in_use(ws, measure.id, project, measure)
    rule = used.guide.settings.exchange if used.guide and used.adopted else None
    if rule is None or measure.expense is None:
        return []
    wanted = sorted(categories_of(measure))
    numbers = expenses.ids(ws.reader, categories=wanted, project=project)
    records = expenses.get_many(ws.reader, map(ExpenseId, numbers))
    return exchanging.problems(ws, records, rule)


def in_cny(
    ws: Workspace,
    measure: Measure,
    project: ProjectId | None,
    records: Mapping[ExpenseId, Expense],
) -> Mapping[ExpenseId, Expense]:
    """Return expenses with foreign money in CNY as the adopted guide has it."""
    used = guide_in_use(ws, measure.id, project, measure)
    rule = used.guide.settings.exchange if used.guide and used.adopted else None
    if rule is None:
        return records
    done = exchanging.converted(ws, records, rule)
    return {
        number: done[number][0] if number in done else expense
        for number, expense in records.items()
    }


def _guide_of(ws: Workspace, stored: AdoptedGuide) -> Guide | None:
    """Return the guide that was adopted; ``None`` if the program no longer has it."""
    if stored.own is None:
        return ws.catalog.guides.get(stored.guide)
    return _own(ws, stored.own, guides.own(ws.reader)[stored.own])


def _own(ws: Workspace, number: OwnGuideId, kept: OwnGuide) -> Guide:
    return own_guide(f"{_OWN}{number}", kept.content, ws.catalog.guides.get(kept.origin))


def _adopted(measure_id: str, project: ProjectId | None, guide_id: str) -> AdoptedGuide:
    own = guide_id.startswith(_OWN)
    return AdoptedGuide(
        measure=measure_id,
        project=project,
        guide="" if own else guide_id,
        own=OwnGuideId(int(guide_id.removeprefix(_OWN))) if own else None,
    )


def _check(edited: Guide) -> None:
    for entry in edited.materials:
        if not entry.material.title.strip():
            raise UserError("guide.paper_without_title")
        if entry.material.copies < 1:
            raise UserError("guide.bad_copies", title=entry.material.title)
