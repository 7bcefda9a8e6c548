"""Plans put together by hand: for tests of what is done with a plan, not of how it is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jiamao_desktop.app.plan_parts import BestPlan, Obvious, PlannedClaim, PlannedLine
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.project import ProjectId


def planned_claim(
    ws: Workspace, measure_id: str, project: ProjectId | None, lines: Sequence[int], amount: str
) -> PlannedClaim:
    """Return a claim on some expenses of the book, or on planned ones."""
    measure = ws.catalog.measure(measure_id)
    projects = ws.basis().projects
    return PlannedClaim(
        measure=measure_id,
        title=measure.title,
        pack=ws.catalog.pack_of(measure_id).id,
        project=project,
        project_title=projects[project].title if project is not None else "",
        clause=measure.clause,
        amount=Money.from_yuan(amount),
        ceiling=Money.from_yuan(amount),
        up_to=True,
        lines=tuple(
            PlannedLine(
                expense=number,
                date=None,
                label="",
                category="",
                gross=ZERO,
                counted=ZERO,
                pages=0,
            )
            for number in lines
        ),
        years=(),
        pages=0,
    )


def plan_of_claims(ws: Workspace, *claims: PlannedClaim, **changes: Any) -> BestPlan:
    """Return a plan of these claims, as of the book's last operation."""
    amount = total(one.amount for one in claims)
    parts: dict[str, Any] = {
        "total": amount,
        "at_most": amount,
        "money_certified": True,
        "certified": True,
        "claims": claims,
        "vouchers": sum(one.vouchers for one in claims),
        "pages": 0,
        "claims_at_least": len(claims),
        "vouchers_at_least": sum(one.vouchers for one in claims),
        "meters": (),
        "spare": (),
        "left_out": (),
        "obvious": Obvious(total=amount, claims=len(claims), vouchers=0),
        "nothing": None if claims else Problem.of("plan.no_expense"),
        "operation": ws.basis().operation,
    }
    return BestPlan(**(parts | changes))
