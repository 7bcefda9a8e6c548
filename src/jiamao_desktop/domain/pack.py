"""Support measures as data: what a pack says once it is loaded.

Frozen and complete: a pack that reaches this form has been checked by the loader, so nothing
here is optional out of carelessness. Figures never stand in Python; they are values in here,
each with the clause it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.assessment import Basis, Clause, Severity
from jiamao_desktop.domain.deadlines import Deadline
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.facts import FactDefinition
from jiamao_desktop.domain.figures import (
    DatedValue,
    Overlay,
    Parameter,
    ParameterType,
    ParameterValue,
    Practice,
)
from jiamao_desktop.domain.notice import Ends, InForce, Notice
from jiamao_desktop.domain.predicate import Predicate
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.stacking import (
    Allowance,
    Exclusion,
    Priority,
    Stacking,
    stacking_for,
)
from jiamao_desktop.domain.steps import Base, Counts, Payer, Step, Window

__all__ = [
    "Allowance",
    "Category",
    "Condition",
    "DatedValue",
    "Deadline",
    "Ends",
    "Exclusion",
    "ExpenseTerms",
    "InForce",
    "Limit",
    "Material",
    "Measure",
    "Notice",
    "Option",
    "Overlay",
    "Pack",
    "Parameter",
    "ParameterType",
    "ParameterValue",
    "Practice",
    "Priority",
    "Promise",
    "UnsettledWord",
]


class Promise(StrEnum):
    """What the notice promises.

    ``ENTITLED``: the amount. ``UP_TO``: at most the amount (不超过, 最高). ``RANKED``: an
    evaluation decides. ``BY_REFERENCE``: another document names the figures, a person enters
    them with their source. ``GUIDANCE``: no money; something else that one may use, or rely on.
    """

    ENTITLED = "entitled"
    UP_TO = "up_to"
    RANKED = "ranked"
    BY_REFERENCE = "by_reference"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of expense, an entry of ``resources/categories.toml``.

    Attributes:
        keywords: Words that a 发票 for it carries among its goods and services.
    """

    id: str
    label: str
    help: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to read an unclear word.

    Attributes:
        value: What it sets; see ``UnsettledWord.sets``.
        adds: Categories that count as well under this reading.
    """

    id: str
    label: str
    value: str = ""
    adds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledWord:
    """A word the notice leaves open, and the ways to read it.

    Attributes:
        options: The careful default first.
        sets: ``expense.base``, ``expense.payer``, ``expense.date``, ``step.ID.window``,
            ``limit.ID.window``, or blank if options only add categories or conditions.
    """

    id: str
    question: str
    options: tuple[Option, ...]
    sets: str = ""
    clause: Clause | None = None
    note: str = ""

    @property
    def assumed(self) -> str:
        """Return the careful default."""
        return self.options[0].id

    @property
    def assumed_value(self) -> str:
        """Return what the careful default sets; blank if it sets nothing."""
        return self.options[0].value

    def option(self, chosen: str) -> Option:
        """Return an option by its id; an id no longer offered means the careful default."""
        return next((one for one in self.options if one.id == chosen), self.options[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of a measure: sentence, rule and source in one, so that they cannot drift.

    Attributes:
        basis: ``LAW`` with a clause; otherwise ``note`` says why we ask for it.
        under: Unsettled word and option under which it applies; ``None``: always.
        severity: What it means if it does not hold. predicate: ``Unjudged`` where only the
            officer can tell.
    """

    id: str
    label: str
    predicate: Predicate
    basis: Basis = Basis.LAW
    clause: Clause | None = None
    note: str = ""
    under: tuple[str, str] | None = None
    severity: Severity = Severity.BLOCKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A ceiling shared by the measures of one notice, the one its clause stands in.

    Attributes:
        level: Every grant of this level (``municipal`` …) uses it up; blank: ``measures`` do.
        window: As written; an unsettled word may set another.
        amount: Dated, as any figure.
    """

    id: str
    title: str
    level: str
    measures: tuple[str, ...]
    window: Window
    counts: Counts
    amount: Parameter
    clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A paper the packet needs.

    Attributes:
        role: Its place in the chain of an expense, if it has one.
        kinds: Documents that will do; empty: any of that role.
        each_expense: One per expense rather than one per claim.
        needed: Asked for only if this holds; ``None``: always.
        made: Printed by this program rather than brought by the person.
        reference: Place, year and source of the list it was taken from.
    """

    id: str
    title: str
    order: int
    copies: int
    reference: str
    role: EvidenceRole | None = None
    kinds: tuple[DocumentKind, ...] = ()
    each_expense: bool = False
    needed: Predicate | None = None
    made: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseTerms:
    """Which expenses count, and how much of each.

    Attributes:
        categories: Ids from ``resources/categories.toml``.
        date: ``paid_on``, ``issued_on``, or a fact of type date: the day that decides the
            window and the year.
        base: 价税合计 or 不含税.
        payer: Whether money from another account counts.
    """

    categories: tuple[str, ...]
    date: str
    base: Base
    payer: Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of support (扶持政策) and everything needed to apply it.

    Attributes:
        form: Id of the application form; blank where there is nothing to apply for.
        project: Kind of project it is about; ``None``: about the firm.
        expense: ``None`` where no expense is needed (an award, a measure without money).
        calculable_with: Entered figures of which at least one makes the amount calculable.
        steps: Empty where the notice names no amount.
        note: What a person should know before relying on the result.
        guide: Guide whose list of materials is the labelled default; blank: none.
        event: Fact whose day has to fall into the days of the measure, where no expense does.
        ends: ``None``: it ends with its notice.
        ceiling: Parameter: the most that is named where an evaluation decides; shown, never
            worked out. deadlines: Days that follow from facts.
    """

    id: str
    title: str
    summary: str
    notice: Notice
    clause: Clause
    promise: Promise
    form: str
    project: ProjectKind | None
    applicants: tuple[ApplicantKind, ...]
    conditions: tuple[Condition, ...]
    expense: ExpenseTerms | None
    parameters: tuple[Parameter, ...]
    calculable_with: tuple[str, ...]
    practices: tuple[Practice, ...]
    steps: tuple[Step, ...]
    unsettled: tuple[UnsettledWord, ...]
    materials: tuple[Material, ...]
    note: str = ""
    guide: str = ""
    event: str = ""
    ends: Ends | None = None
    ceiling: str = ""
    deadlines: tuple[Deadline, ...] = ()

    @property
    def in_force(self) -> InForce:
        """Return the days on which it applies: those of its notice up to its own end."""
        notice, ends = self.notice.in_force, self.ends
        if ends is None or (notice.last is not None and notice.last <= ends.on):
            return notice
        return InForce(
            first=notice.first,
            last=ends.on,
            duration="",
            clause=ends.clause,
            inferred=ends.derived,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The measures of one issuing authority.

    Attributes:
        version: Claims are pinned to it.
        level: ``central``, ``provincial``, ``municipal``, ``county`` or ``park``.
        facts: The dictionary its conditions were checked against: the shared one and its own.
        own_facts: Those that the pack itself declares. categories: likewise, of expenses.
        measures: In the order of the notice. Words unsettled for the whole pack are among the
            unsettled words of each measure.
    """

    id: str
    version: str
    title: str
    region: str
    level: str
    notices: tuple[Notice, ...]
    clauses: Mapping[str, Clause]
    facts: Mapping[str, FactDefinition]
    own_facts: frozenset[str]
    categories: Mapping[str, Category]
    measures: tuple[Measure, ...]
    limits: tuple[Limit, ...]
    exclusions: tuple[Exclusion, ...]
    allowances: tuple[Allowance, ...] = ()
    priorities: tuple[Priority, ...] = ()
    overlays: tuple[Overlay, ...] = ()

    def stacking_for(self, measure: Measure) -> Stacking:
        """Return what support of others means for the expenses of a measure."""
        number = measure.notice.number
        beside = [
            name
            for one in self.measures
            if one.notice.number == number and one.id != measure.id
            for name in (one.id, one.title)
        ]
        rules = stacking_for(number, self.exclusions, self.allowances, beside)
        return replace(rules, own=frozenset({measure.id, measure.title}))

    def measure(self, measure_id: str) -> Measure:
        """Return a measure by its id.

        Raises:
            KeyError: There is none.
        """
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise KeyError(measure_id)
