"""What-ifs (假如): the book with expenses, readings, a day that are only supposed."""

from __future__ import annotations

from collections.abc import Iterator

from jiamao_desktop.app.basis import supposing
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_parts import PlannedExpense, Scenario
from jiamao_desktop.app.settling import check_option, word_named
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.choice import ChosenReading
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.project import ProjectId


def cases_of(ws: Workspace, scenario: Scenario) -> Cases:
    """Return the cases of a book as a scenario supposes it to be.

    Raises:
        UserError: ``expense.unknown_category``, ``plan.planned_not_positive``,
            ``plan.no_such_project``, ``word.unknown``, ``reading.unknown``,
            ``plan.no_such_expense``, ``measure.unknown``
            -- the scenario names what there is not.
    """
    basis = ws.basis()
    _check_lines(ws, scenario)
    if not (scenario.planned or scenario.readings):
        return Cases(ws, basis if scenario.today else None, scenario.today)
    lines = [as_line(-place, one) for place, one in enumerate(scenario.planned, start=1)]
    for one in scenario.planned:
        _check_planned(ws, one)
        if one.project is not None and one.project not in basis.projects:
            raise UserError("plan.no_such_project", project=one.project)
    return Cases(ws, supposing(basis, lines, _choices(ws, scenario)), scenario.today)


def pin_of(ws: Workspace, number: ExpenseId, measure_id: str) -> tuple[str, ProjectId | None]:
    """Return what to pin an expense to: a measure, for the expense's own project if it has any.

    Raises:
        UserError: ``plan.no_such_expense``, ``measure.unknown``.
    """
    line = ws.basis().lines.get(number)
    if line is None:
        raise UserError("plan.no_such_expense", number=number)
    if ws.catalog.measure(measure_id).project is None or line.project is None:
        return measure_id, None
    return measure_id, ProjectId(line.project)


def as_line(number: int, planned: PlannedExpense) -> Line:
    """Return a planned expense as the rules see it: paid in full from the own account."""
    return Line(
        id=number,
        category=planned.category,
        gross=planned.gross,
        net=planned.net,
        paid_on=planned.paid_on,
        issued_on=planned.paid_on,
        project=planned.project,
        payer_is_applicant=True,
    )


def _check_planned(ws: Workspace, planned: PlannedExpense) -> None:
    if planned.category not in ws.catalog.categories:
        raise UserError("expense.unknown_category", category=planned.category)
    if not ZERO < planned.net <= planned.gross:
        raise UserError("plan.planned_not_positive", gross=planned.gross, net=planned.net)


def _choices(ws: Workspace, scenario: Scenario) -> Iterator[ChosenReading]:
    for (pack, name), option in sorted(scenario.readings.items()):
        word = word_named(ws, pack, name)
        check_option(word, option)
        yield ChosenReading(
            pack=pack, measure=word.sharers[0].id, reading=word.word.id, option=option
        )


def _check_lines(ws: Workspace, scenario: Scenario) -> None:
    """Refuse pins and bans that name an expense or a measure that there is not."""
    known = ws.basis().lines.keys() | {-place for place in range(1, len(scenario.planned) + 1)}
    pinned = [(number, measure) for number, (measure, _) in scenario.pinned.items()]
    for number, measure in sorted((*pinned, *scenario.forbidden), key=str):
        if number not in known:
            raise UserError("plan.no_such_expense", number=number)
        if measure is not None:
            ws.catalog.measure(measure)
