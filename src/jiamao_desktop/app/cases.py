"""What an assessment of each measure looks at: the book at one moment, cut to the measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from jiamao_desktop.app import guiding, pinned
from jiamao_desktop.app.basis import Basis, in_order
from jiamao_desktop.app.record_facts import facts_in
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.case import Case, EnteredParameter
from jiamao_desktop.domain.choice import ChosenReading, ParameterEntry
from jiamao_desktop.domain.claim import ClaimId, ClaimState, Grant
from jiamao_desktop.domain.facts import Facts, FactValue
from jiamao_desktop.domain.guide import practices_for
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.parameters import parse_parameter
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.settled import choices_in_force


class AskedFacts(Mapping[str, FactValue]):
    """Facts that remember which of them were asked for.

    What was worked out from them is still true as long as these are the same.

    Attributes:
        asked: Fact to its value then; ``None``: it was not known.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.asked: dict[str, FactValue | None] = {}

    def __getitem__(self, name: str) -> FactValue:
        """Return a fact, and note that it was asked for."""
        self.asked[name] = self._facts.get(name)
        return self._facts[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether a fact is known, and note that it was asked for."""
        self.asked[str(name)] = self._facts.get(str(name))
        return name in self._facts

    def __iter__(self) -> Iterator[str]:
        """Refuse: whoever goes through all facts depends on all of them."""
        raise TypeError("ask for facts by name")

    def __len__(self) -> int:
        """Return how many facts are known."""
        return len(self._facts)


class Cases:
    """The cases of one round: everything in them is of one moment.

    Attributes:
        supposed: They are of a book that is only supposed, or of a day that is not today:
            what is worked out from them is kept apart.
    """

    def __init__(
        self, ws: Workspace, basis: Basis | None = None, today: dt.date | None = None
    ) -> None:
        """Look at the book as it is, or as it is supposed to be.

        Args:
            ws: The open book.
            basis: What is supposed of the book; ``None``: nothing.
            today: The day that is supposed to be today; ``None``: it is today.
        """
        self.ws = ws
        self.basis = ws.basis() if basis is None else basis
        self.today = ws.clock.today() if today is None else today
        self.supposed = basis is not None or today is not None
        self._facts: dict[ProjectId | None, Facts] = {}
        self._support: dict[ClaimId | None, tuple[list[Grant], list[Grant]]] = {}

    def facts(self, project: ProjectId | None) -> Facts:
        """Return everything known of the firm and of a project."""
        if project not in self._facts:
            definitions = self.ws.catalog.facts.values()
            self._facts[project] = facts_in(self.basis, definitions, project, self.today)
        return self._facts[project]

    def choices(self, pack: Pack, measure: Measure) -> Mapping[str, ChosenReading]:
        """Return how the unclear words of a measure were settled."""
        if not measure.unsettled or not self.basis.choices:
            return {}
        return choices_in_force(pack, measure, self.basis.choices)

    def projects_for(self, measure: Measure) -> Sequence[ProjectId | None]:
        """Return the projects of the measure's kind; none yet is a card without a project."""
        if measure.project is None:
            return [None]
        fitting: list[ProjectId | None] = [
            number
            for number, project in self.basis.projects.items()
            if project.kind is measure.project
        ]
        return fitting or [None]

    def inputs(
        self,
        plan: Plan,
        project: ProjectId | None,
        without: ClaimId | None,
        only: frozenset[int] | None = None,
    ) -> tuple[object, ...]:
        """Return all that a card rests on, but for the facts; equal inputs make equal cards."""
        measure = plan.measure
        about = self.basis.projects.get(project) if project is not None else None
        granted, filed = self._support_without(without)
        return (
            self.today,
            about.title if about else "",
            self.basis.lines_of(plan.categories, project),
            [one for one in granted if plan.concerned_by(one)],
            [one for one in filed if plan.concerned_by(one)],
            self.choices(plan.pack, measure),
            self.basis.entries_of(measure.id, project),
            self.basis.practice if measure.id in self.basis.adopters else None,
            practices_for(measure, self.ws.catalog.guides.values()),
            only,
        )

    def typed(self, measure: Measure, project: ProjectId | None) -> Sequence[ParameterEntry]:
        """Return the figures in use as typed, a person's own behind those of a guide."""
        lent: Sequence[ParameterEntry] = ()
        if measure.id in self.basis.adopters:
            lent = guiding.figures_as_typed(self.ws, measure, project)
        return [*lent, *self.basis.entries_of(measure.id, project)]

    def _counting(
        self, plan: Plan, project: ProjectId | None, chosen: Mapping[str, str]
    ) -> guiding.Counting:
        """Return expenses and readings as the guide in use wants them."""
        lines = in_order(self.basis.lines_of(plan.categories, project))
        if plan.measure.id not in self.basis.adopters:
            return guiding.Counting(lines=lines, readings=chosen, practised=None)
        return guiding.counted(self.ws, plan.measure, project, lines, chosen)

    def case(
        self,
        plan: Plan,
        project: ProjectId | None,
        *,
        without: ClaimId | None = None,
        only: frozenset[int] | None = None,
    ) -> Case:
        """Return everything that an assessment of a measure looks at.

        Args:
            plan: The measure.
            project: Whose expenses; ``None``: those of the firm.
            without: A claim that is assessed itself: what it was granted is not in its way.
            only: The expenses to look at, and no others; ``None``: all.
        """
        granted, filed = self._support_without(without)
        choices = self.choices(plan.pack, plan.measure)
        chosen = {word: one.option for word, one in choices.items()}
        counting = self._counting(plan, project, chosen)
        return Case(
            facts=self.facts(project),
            lines=counting.lines
            if only is None
            else [one for one in counting.lines if one.id in only],
            grants=[one for one in granted if plan.concerned_by(one)],
            claimed=[one for one in filed if plan.concerned_by(one)],
            readings=counting.readings,
            entered=self._entered(plan.measure, project),
            today=self.today,
            project=project,
            practised=counting.practised,
        )

    def _support_without(self, claim: ClaimId | None) -> tuple[Sequence[Grant], Sequence[Grant]]:
        if claim not in self._support:
            self._support[claim] = (
                [*self.basis.grants, *self._as_grants(ClaimState.GRANTED, claim)],
                list(self._as_grants(ClaimState.FILED, claim)),
            )
        return self._support[claim]

    def _as_grants(self, state: ClaimState, without: ClaimId | None) -> Iterator[Grant]:
        """Yield the claims in a state as what they take out of limits."""
        for number, claim in self.basis.claims.items():
            if claim.state is not state or number == without:
                continue
            level = pinned.level_of(self.ws, claim)
            for day, amount in pinned.used_by_day(claim):
                yield Grant(
                    measure=claim.measure,
                    level=level,
                    amount=amount,
                    granted_on=day,
                    note=claim.title,
                )

    def _entered(
        self, measure: Measure, project: ProjectId | None
    ) -> Mapping[str, EnteredParameter]:
        types = {one.id: one.type for one in measure.parameters}
        lent: Mapping[str, EnteredParameter] = {}
        if measure.id in self.basis.adopters:
            lent = guiding.figures_in_use(self.ws, measure, project)
        return dict(lent) | {
            stored.param: EnteredParameter(
                value=parse_parameter(types[stored.param], stored.value),
                source=stored.source,
                basis=stored.basis,
            )
            for stored in self.basis.entries_of(measure.id, project)
            if stored.param in types
        }
