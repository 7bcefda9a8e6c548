"""Claims (申报): started from an assessment, checked, filed, granted."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.app.assessing import Card, card
from jiamao_desktop.app.pinned import title_of
from jiamao_desktop.app.snapshot import snapshot_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import claims


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim as lists show it."""

    id: ClaimId
    claim: Claim
    measure_title: str


def claim_list(ws: Workspace) -> Sequence[ClaimRow]:
    """Return all claims, newest first."""
    return [
        ClaimRow(id=number, claim=claim, measure_title=title_of(ws, claim))
        for number, claim in claims.all(ws.reader).items()
    ]


def start_claim(
    ws: Workspace, measure: str, project: ProjectId | None = None
) -> tuple[ClaimId, Changes]:
    """Start a claim from the assessment as it stands now.

    The amount applied for starts at the ceiling, rounded down to whole yuan; the person may
    lower it.

    Raises:
        UserError: ``claim.not_eligible``, ``claim.questions_open``, ``claim.nothing_to_claim``,
            ``claim.no_project``, or what :func:`~jiamao_desktop.app.assessing.card` raises.
    """
    found = card(ws, measure, project)
    if ws.catalog.measure(measure).project is not None and found.project is None:
        raise UserError("claim.no_project", title=found.title)
    claimable(found)
    assessment = found.assessment
    claim = Claim(
        measure=measure,
        pack=found.pack,
        pack_version=found.pack_version,
        title=found.project_title or found.title,
        state=ClaimState.DRAFT,
        created_on=ws.clock.today(),
        project=found.project,
        expenses=tuple(ExpenseId(line) for line in assessment.counted),
        spent=assessment.spent,
        ceiling=assessment.ceiling,
        applied=whole_yuan(assessment.ceiling),
        snapshot=snapshot_of(ws, found),
    )
    with ws.operation("claim.start", f"发起申报：{claim.title}") as operation:
        number = claims.add(operation.db, claim)
    return number, operation.changes


def set_applied(ws: Workspace, number: ClaimId, text: str) -> Changes:
    """Set the amount applied for (申请金额).

    Raises:
        UserError: ``money.*``, ``claim.applied_over_ceiling``, ``claim.applied_not_positive``,
            ``claim.filed_already``; ``field`` is ``applied``.
    """
    claim = get_claim(ws, number)
    still_draft(claim)
    applied = _amount(text, "applied")
    if applied.fen <= 0:
        raise UserError("claim.applied_not_positive", field="applied")
    if applied > claim.ceiling:
        raise UserError("claim.applied_over_ceiling", field="applied", ceiling=str(claim.ceiling))
    with ws.operation("claim.applied", f"申请金额改为 {applied}") as operation:
        claims.update(operation.db, number, dataclasses.replace(claim, applied=applied))
    return operation.changes


def set_state(
    ws: Workspace, number: ClaimId, state: ClaimState, granted: str | None = None
) -> Changes:
    """Say where a claim stands; a granted one, and no other, has an amount granted (核定金额).

    Raises:
        UserError: ``money.*``, ``claim.granted_missing``, ``claim.granted_negative``,
            ``claim.granted_over_applied``; ``field`` is ``granted``.
    """
    claim = get_claim(ws, number)
    amount = _granted(claim, granted) if state is ClaimState.GRANTED else None
    with ws.operation("claim.state", f"申报状态：{claim.title}") as operation:
        claims.update(operation.db, number, dataclasses.replace(claim, state=state, granted=amount))
    return operation.changes


def _granted(claim: Claim, text: str | None) -> Money:
    if not text:
        raise UserError("claim.granted_missing", field="granted")
    amount = _amount(text, "granted")
    if amount.fen < 0:
        raise UserError("claim.granted_negative", field="granted")
    if amount > claim.applied:
        raise UserError("claim.granted_over_applied", field="granted", applied=str(claim.applied))
    return amount


def _amount(text: str, field: str) -> Money:
    try:
        return Money.from_yuan(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": field})) from error


def delete_claim(ws: Workspace, number: ClaimId) -> Changes:
    """Delete a claim that has not been filed.

    Raises:
        UserError: ``claim.filed_already``.
    """
    claim = get_claim(ws, number)
    still_draft(claim)
    with ws.operation("claim.delete", f"删除申报：{claim.title}") as operation:
        claims.delete(operation.db, number)
    return operation.changes


def get_claim(ws: Workspace, number: ClaimId) -> Claim:
    """Return a claim.

    Raises:
        UserError: ``claim.missing``.
    """
    found = claims.get(ws.reader, number)
    if found is None:
        raise UserError("claim.missing", number=number)
    return found


def still_draft(claim: Claim) -> None:
    """Refuse to change a claim that has been filed.

    Raises:
        UserError: ``claim.filed_already``.
    """
    if claim.state not in {ClaimState.DRAFT, ClaimState.READY}:
        raise UserError("claim.filed_already", title=claim.title)


def claimable(found: Card) -> None:
    """Refuse what nothing can be claimed on.

    Raises:
        UserError: ``claim.questions_open``, ``claim.not_eligible``, ``claim.nothing_to_claim``.
    """
    assessment = found.assessment
    if assessment.status is Status.ASK:
        raise UserError("claim.questions_open", title=found.title, count=len(assessment.missing))
    if assessment.status not in {Status.YES, Status.READING}:
        raise UserError("claim.not_eligible", title=found.title)
    if assessment.ceiling.fen <= 0:
        raise UserError("claim.nothing_to_claim", title=found.title)


def whole_yuan(amount: Money) -> Money:
    """Round down to whole yuan, unless that would leave nothing."""
    rounded = Money.rounded(Fraction(amount.fen), Rounding.DOWN_TO_YUAN)
    return rounded or amount
