"""Working claims out anew: under another version of their pack, or because the book changed.

The difference in yuan is shown first; only then is anything changed, in one operation.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.app import pinned
from jiamao_desktop.app.assessing import Card, card_of_claim
from jiamao_desktop.app.claims import claimable, get_claim, still_draft, whole_yuan
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.snapshot import snapshot_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.claim import Claim, ClaimId
from jiamao_desktop.domain.errors import JiamaoError, Problem
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Pack
from jiamao_desktop.storage import claims


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A line of the worksheet that is not what it was.

    Attributes:
        before, after: Text and result in fen; ``None`` where there was or is no such line.
    """

    step: str
    before: tuple[str, Fraction] | None
    after: tuple[str, Fraction] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What becomes of a claim that is worked out anew.

    Attributes:
        versions, spent, ceiling, applied: As they are in the claim, and as they would be.
        lines: The lines of the worksheet that differ.
        added, dropped: Expenses that would count from now on, or no longer.
        obstacle: Why it cannot be renewed; the figures say what it would come to all the same.
    """

    claim: ClaimId
    title: str
    versions: tuple[str, str]
    spent: tuple[Money, Money]
    ceiling: tuple[Money, Money]
    applied: tuple[Money, Money]
    lines: Sequence[ChangedLine] = ()
    added: tuple[ExpenseId, ...] = ()
    dropped: tuple[ExpenseId, ...] = ()
    obstacle: Problem | None = None

    @property
    def changes_nothing(self) -> bool:
        """Tell whether the claim would stay as it is."""
        pairs = (self.versions, self.spent, self.ceiling, self.applied)
        return all(before == after for before, after in pairs) and not self.lines

    @property
    def difference(self) -> Money:
        """Return how much the ceiling rises; negative if it falls."""
        return self.ceiling[1] - self.ceiling[0]


def renewal(ws: Workspace, number: ClaimId, version: str | None = None) -> Renewal:
    """Return what would become of a claim; nothing is changed.

    Args:
        ws: The open book.
        number: The claim.
        version: The version of its pack to move to; by default it keeps its own.

    Raises:
        UserError: ``claim.missing``, ``pack.version_missing``, ``measure.unknown``.
    """
    claim = get_claim(ws, number)
    return _compared(number, claim, _under(ws, number, claim, version))


def renew(ws: Workspace, number: ClaimId, version: str | None = None) -> tuple[Renewal, Changes]:
    """Work a claim out anew, as one operation that can be undone.

    The amount applied for follows the ceiling if it stood at it; otherwise it stays, but never
    above the new ceiling. A claim on chosen expenses stays on those of them that still count.

    Raises:
        UserError: What :func:`renewal` raises; ``claim.filed_already``; ``claim.not_eligible``,
            ``claim.questions_open``, ``claim.nothing_to_claim``.
    """
    claim = get_claim(ws, number)
    still_draft(claim)
    found = _under(ws, number, claim, version)
    claimable(found)
    made = _compared(number, claim, found)
    new = dataclasses.replace(
        claim,
        pack_version=found.pack_version,
        expenses=tuple(ExpenseId(line) for line in found.assessment.counted),
        spent=found.assessment.spent,
        ceiling=found.assessment.ceiling,
        applied=made.applied[1],
        snapshot=snapshot_of(ws, found),
    )
    moved = found.pack_version != claim.pack_version
    summary = f"申报移到版本 {found.pack_version}：" if moved else "按现有账目重算申报："
    with ws.operation("claim.renew", summary + claim.title) as operation:
        claims.update(operation.db, number, new)
    return made, operation.changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A claim of the book under a version of its pack that is not in force yet.

    Attributes:
        old: 测算上限 of the claim. new: under the other version; ``None`` if it has no result.
        problem: Why there is none.
    """

    claim: ClaimId
    title: str
    version: str
    old: Money
    new: Money | None
    problem: Problem | None = None

    @property
    def difference(self) -> Money | None:
        """Return how much the ceiling would rise."""
        return None if self.new is None else self.new - self.old


def replay(ws: Workspace, pack: Pack, report: Report = silent) -> Sequence[Replayed]:
    """Work every claim of the book that rests on a pack out under another version of it.

    The version need not be installed: this is how one sees what it does before it is in force.
    """
    wanted = {
        number: claim for number, claim in claims.all(ws.reader).items() if claim.pack == pack.id
    }
    found = []
    for done, (number, claim) in enumerate(wanted.items()):
        report(done, len(wanted), claim.title)
        found.append(_replayed(ws, number, claim, pack))
    return found


def _replayed(ws: Workspace, number: ClaimId, claim: Claim, pack: Pack) -> Replayed:
    try:
        new = card_of_claim(ws, number, claim, pack).assessment.ceiling
    except JiamaoError as error:
        return Replayed(
            claim=number,
            title=claim.title,
            version=claim.pack_version,
            old=claim.ceiling,
            new=None,
            problem=Problem.from_error(error),
        )
    return Replayed(
        claim=number, title=claim.title, version=claim.pack_version, old=claim.ceiling, new=new
    )


def _under(ws: Workspace, number: ClaimId, claim: Claim, version: str | None) -> Card:
    pack = ws.catalog.pack(claim.pack, version or claim.pack_version)
    return card_of_claim(ws, number, claim, pack)


def _compared(number: ClaimId, claim: Claim, found: Card) -> Renewal:
    now = found.assessment
    counted = tuple(ExpenseId(line) for line in now.counted)
    return Renewal(
        claim=number,
        title=claim.title,
        versions=(claim.pack_version, found.pack_version),
        spent=(claim.spent, now.spent),
        ceiling=(claim.ceiling, now.ceiling),
        applied=(claim.applied, _applied(claim, now.ceiling)),
        lines=_changed_lines(claim, found),
        added=tuple(one for one in counted if one not in claim.expenses),
        dropped=tuple(one for one in claim.expenses if one not in counted),
        obstacle=_obstacle(claim, found),
    )


def _applied(claim: Claim, ceiling: Money) -> Money:
    if claim.chosen and claim.applied == claim.ceiling:
        return ceiling  # a plan applies for all of it, to the fen
    at_ceiling = claim.applied == whole_yuan(claim.ceiling)
    return whole_yuan(ceiling) if at_ceiling or claim.applied > ceiling else claim.applied


def _changed_lines(claim: Claim, found: Card) -> Sequence[ChangedLine]:
    before = {step: (text, fen) for step, text, fen in pinned.kept_worksheet(claim)}
    after = {line.step: (line.text, line.exact_fen) for line in found.assessment.worksheet}
    return [
        ChangedLine(step=step, before=before.get(step), after=after.get(step))
        for step in dict.fromkeys([*before, *after])
        if before.get(step) != after.get(step)
    ]


def _obstacle(claim: Claim, found: Card) -> Problem | None:
    try:
        still_draft(claim)
        claimable(found)
    except JiamaoError as error:
        return Problem.from_error(error)
    return None
