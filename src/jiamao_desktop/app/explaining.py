"""Why a card says what it says: in one sentence, and no more than what decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jiamao_desktop.app.assessing import Card, Group, answerable
from jiamao_desktop.app.said import Said
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assessment import Finding, Reading, Severity, WorksheetLine
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import exact_text
from jiamao_desktop.domain.pack import Limit, Measure, Pack, Promise
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.steps import (
    Cap,
    Fixed,
    FloorAt,
    Interest,
    MinOf,
    Per,
    PerUnit,
    Step,
    Times,
)

_MOST_NAMED = 2
"""Categories of expense that a sentence names; more are “expenses”."""
_AT_MOST = "不超过 "
YES_OR_NO = frozenset({"是", "否"})
"""Values that tell nothing beside a condition that says whether it is met."""
_PROJECTS = {
    ProjectKind.FAIR: "展会项目",
    ProjectKind.CERTIFICATION: "认证项目",
    ProjectKind.PILOT: "跨境电商试点项目",
    ProjectKind.VEHICLE: "供港直通车项目",
    ProjectKind.EQUIPMENT: "不作价设备项目",
    ProjectKind.REFUND: "出口退税申报项目",
    ProjectKind.TRANSFER: "深加工结转项目",
    ProjectKind.INVESTMENT: "建设项目",
}
_WHOLE = frozenset({Per.FIRM, Per.PROJECT, Per.GROUP})


def reason(catalog: Catalog, card: Card) -> Said:  # noqa: PLR0911 -- one return for each group
    """Return why a card stands where it stands, in one sentence."""
    match card.group:
        case Group.CAN:
            return _amount(catalog, card)
        case Group.NEARLY:
            return Said.of("why.nearly", what=_what_counts(catalog, _measure(catalog, card)))
        case Group.ASK:
            return _asked(catalog, card)
        case Group.READING:
            return _reading(card)
        case Group.NOT_CALCULABLE:
            return _open_amount(catalog, card)
        case Group.BASIS:
            return Said.of("why.basis", summary=(card.summary or card.title).rstrip("。"))
        case Group.LAPSED:
            return Said.of("why.lapsed", day=card.in_force[1] or "—")
        case Group.NO:
            return _refused(card)


def failing(card: Card) -> Sequence[Finding]:
    """Return the conditions that make the *no*, in the order of the notice."""
    because = set(card.assessment.because)
    return [one for one in card.assessment.findings if one.check in because]


def for_officers(card: Card) -> Sequence[Finding]:
    """Return the conditions that the authority judges and that are not plainly met."""
    return [
        one
        for one in card.assessment.findings
        if one.severity is Severity.OFFICER_DECIDES and not one.holds
    ]


def warnings(card: Card) -> Sequence[Finding]:
    """Return what is not met but stands in nobody's way."""
    return [
        one
        for one in card.assessment.findings
        if one.severity is Severity.WARNS and one.holds is False
    ]


def movers(card: Card) -> Sequence[Reading]:
    """Return the unclear words that move the amount, the one that moves it most first."""
    moving = [one for one in card.assessment.readings if one.low != one.high]
    return sorted(moving, key=lambda one: one.low.fen - one.high.fen)


def sharing(catalog: Catalog, card: Card, room: Headroom) -> Sequence[str]:
    """Return the titles of the measures that use up a limit together; none for a cap of its own."""
    pack = catalog.pack_of(card.measure)
    for limit in pack.limits:
        if room.shared and limit.title == room.title:
            return [one.title for one in pack.measures if _draws_on(one, limit)]
    return []


def _draws_on(measure: Measure, limit: Limit) -> bool:
    inside = measure.id in limit.measures if limit.measures else True
    return inside and bool(measure.steps) and measure.notice.number == limit.clause.number


def _measure(catalog: Catalog, card: Card) -> Measure:
    return catalog.measure(card.measure)


def _asked(catalog: Catalog, card: Card) -> Said:
    """Name the first question; what is asked of a project waits until there is one."""
    missing, asked = card.assessment.missing, answerable(catalog, card)
    kind = _measure(catalog, card).project
    project = _PROJECTS[kind] if kind is not None else ""
    if not asked:
        return Said.of("why.no_project", project=project)
    first = catalog.facts[asked[0]]
    question = first.label or first.question
    if len(asked) < len(missing):
        return Said.of("why.ask_then_project", count=len(asked), question=question, project=project)
    if len(asked) == 1:
        return Said.of("why.ask_one", question=question)
    return Said.of("why.ask", count=len(asked), question=question)


def _reading(card: Card) -> Said:
    judged = for_officers(card)
    if judged:
        return Said.of("why.officer", label=judged[0].label)
    moving = movers(card)
    if moving:
        return Said.of("why.reading", question=moving[0].question)
    return Said.of("why.reading_many")


def _open_amount(catalog: Catalog, card: Card) -> Said:
    measure, found = _measure(catalog, card), card.assessment
    if found.to_enter:
        labels = {one.id: one.label for one in measure.parameters}
        wanted = "”“".join(labels.get(one, one) for one in found.to_enter)
        return Said.of("why.to_enter", figures=wanted)
    if measure.promise is Promise.RANKED:
        return Said.of("why.ranked")
    return Said.of("why.no_figure")


def _refused(card: Card) -> Said:
    found = failing(card)
    if not found:
        return Said.of("why.no_expense")
    labels = "；".join(one.label for one in found)
    if len(found) > 1:
        return Said.of("why.no", count=len(found), labels=labels)
    if found[0].value and found[0].value not in YES_OR_NO:
        return Said.of("why.no_one_now", label=labels, now=found[0].value)
    return Said.of("why.no_one", label=labels)


def _amount(catalog: Catalog, card: Card) -> Said:
    """Say how the amount came about: the sum, the rates, and the cap that bit or did not."""
    pack, measure = catalog.pack_of(card.measure), _measure(catalog, card)
    steps = _steps(pack, measure)
    lines = [line for line in card.assessment.worksheet if line.step in steps]
    what = _what_counts(catalog, measure)
    if len({line.step for line in lines}) < len(lines):
        return Said.of("why.by_year", what=what, count=len(card.assessment.counted))
    how = "".join(_factors(lines, steps))
    base = sum(card.assessment.bases, Fraction(0))
    sum_text = f"{what} ¥{exact_text(base)}" if card.assessment.counted else ""
    return _capped(card, lines, steps, f"{sum_text}{how}".strip())


def _steps(pack: Pack, measure: Measure) -> dict[str, Step]:
    """Return the steps of a worksheet by their ids; shared limits are caps for a whole level."""
    shared: dict[str, Step] = {
        one.id: Cap(id=one.id, at=one.amount.id, per=Per.LINE) for one in pack.limits
    }
    return shared | {step.id: step for step in measure.steps}


def _factors(lines: Sequence[WorksheetLine], steps: dict[str, Step]) -> Iterator[str]:
    for line in lines:
        step = steps[line.step]
        if isinstance(step, Times):
            yield f" {line.text}"
        elif isinstance(step, Fixed | PerUnit | Interest):
            yield line.text


def _capped(card: Card, lines: Sequence[WorksheetLine], steps: dict[str, Step], how: str) -> Said:
    binding = card.assessment.binding
    for line in lines:
        if line.step == binding and isinstance(steps[binding], Cap):
            return Said.of("why.capped", how=how, cap=_height(line))
        if line.step == binding and isinstance(steps[binding], MinOf | FloorAt):
            return Said.of("why.cut", how=how, step=line.text)
    for line in lines:
        step = steps[line.step]
        if isinstance(step, Cap) and step.per in _WHOLE:
            return Said.of("why.below_cap", how=how, cap=_height(line))
    return Said.of("why.can", how=how)


def _height(line: WorksheetLine) -> str:
    """Return what a cap allows and what has used it up, from its line of the worksheet."""
    return line.text.rpartition(_AT_MOST)[2]


def _what_counts(catalog: Catalog, measure: Measure) -> str:
    """Return what the expenses of a measure are called."""
    names = measure.expense.categories if measure.expense else ()
    labels = [catalog.category_label(name) for name in names]
    return "、".join(labels) if 0 < len(labels) <= _MOST_NAMED else "计入的费用"
