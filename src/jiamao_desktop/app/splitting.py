"""Splitting a mixed 发票: one expense becomes several, each of its own kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.splitting import (
    Choice,
    Part,
    is_mixed,
    parts_of,
    poured,
    shared,
    suggested,
)
from jiamao_desktop.storage import chains, claims, expenses, fapiao, settlements
from jiamao_desktop.storage.database import Database

REST = "other"
"""The kind of expense of whatever is of no other kind (``resources/categories.toml``)."""
_DOMESTIC = "CNY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A 发票 and what its lines speak for.

    Attributes:
        choices: What becomes of each line, as proposed.
    """

    expense: Expense
    fapiao: Fapiao
    choices: tuple[Choice, ...]


def proposal(ws: Workspace, number: ExpenseId) -> Split:
    """Return how the 发票 of an expense may be split.

    Raises:
        UserError: ``expense.gone``; ``split.*`` -- why it cannot be.
    """
    expense, bill = _to_split(ws.reader, number)
    choices = suggested(bill, _keywords(ws), REST)
    parts_of(bill, choices)
    return Split(expense=expense, fapiao=bill, choices=choices)


def is_worth_splitting(ws: Workspace, bill: Fapiao) -> bool:
    """Tell whether a 发票 holds more than one kind of expense, or what nobody supports.

    Lines of which none speaks for anything are no reason: there is nothing to tell apart.
    """
    choices = suggested(bill, _keywords(ws), REST)
    if not any(choice.word for choice in choices):
        return False
    try:
        return is_mixed(parts_of(bill, choices))
    except UserError:
        return False


def split(
    ws: Workspace, number: ExpenseId, choices: Sequence[Choice]
) -> tuple[tuple[ExpenseId, ...], Changes]:
    """Make of one expense as many as its 发票 has kinds; the first keeps its place.

    Papers stand behind each of them; payments are shared out, the first part first.

    Raises:
        UserError: As :func:`proposal`.
    """
    title = "拆分发票"
    with ws.operation("expense.split", title) as operation:
        db = operation.db
        expense, bill = _to_split(db, number)
        parts = parts_of(bill, choices)
        whole = [part.gross.fen for part in parts]
        foreign = _shares(expense.foreign_amount, whole)
        funding = shared(expense.other_funding.fen, whole)
        records = [
            dataclasses.replace(
                expense,
                category=part.category,
                gross=part.gross,
                tax=part.tax,
                unsupported=part.unsupported,
                unsupported_reason=reason(bill, part),
                other_funding=Money(funding[place]),
                foreign_amount=foreign[place],
            )
            for place, part in enumerate(parts)
        ]
        expenses.update(db, number, records[0])
        made = (number, *(expenses.add(db, record) for record in records[1:]))
        for link in expenses.evidence(db, [number]).get(number, ()):
            for other in made[1:]:
                expenses.link(db, other, link)
        _share_payments(db, number, made, whole)
        assert expense.fapiao is not None  # noqa: S101 -- _to_split saw it
        fapiao.update(db, expense.fapiao, _noted(bill, parts))
    return made, operation.changes


def reason(bill: Fapiao, part: Part) -> str:
    """Say why a part of a 发票 is not supported; blank if all of it is."""
    if not part.left_out:
        return ""
    names = "、".join(
        dict.fromkeys(bill.lines[place].name.rpartition("*")[2] for place in part.left_out)
    )
    return message(Problem.of("split.left_out", names=names)).rstrip("。")


def _keywords(ws: Workspace) -> Mapping[str, Sequence[str]]:
    return {name: category.keywords for name, category in ws.catalog.categories.items()}


def _to_split(db: Database, number: ExpenseId) -> tuple[Expense, Fapiao]:
    """Return an expense and its 发票, if these two can be split."""
    expense = expenses.get_many(db, [number]).get(number)
    if expense is None:
        raise UserError("expense.gone")
    bill = fapiao.get(db, expense.fapiao) if expense.fapiao is not None else None
    if bill is None or expense.fapiao is None:
        raise UserError("split.no_fapiao")
    if claims.claimed_expenses(db, [number]):
        raise UserError("split.claimed")
    if chains.of_fapiao(db, expense.fapiao) != [number]:
        raise UserError("split.already", number=bill.number)
    if expense.gross != bill.gross:
        raise UserError("split.amount_differs", amount=str(expense.gross), gross=str(bill.gross))
    return expense, bill


def _shares(amount: int | None, whole: Sequence[int]) -> Sequence[int | None]:
    return [None] * len(whole) if amount is None else shared(amount, whole)


def _share_payments(
    db: Database, number: ExpenseId, made: Sequence[ExpenseId], whole: Sequence[int]
) -> None:
    """Share out what was paid for an expense among those that it became."""
    known = settlements.of_expenses(db, [number])
    at_home = [one for one in known.values() if one.currency == _DOMESTIC]
    filled = iter(poured([one.amount.fen for one in at_home], whole))
    for place, one in known.items():
        given = next(filled) if one.currency == _DOMESTIC else shared(one.amount.fen, whole)
        settlements.delete(db, place)
        for expense, fen in zip(made, given, strict=True):
            if fen:
                settlements.add(db, dataclasses.replace(one, expense=expense, amount=Money(fen)))


def _noted(bill: Fapiao, parts: Sequence[Part]) -> Fapiao:
    """Return the 发票 with what became of each of its lines."""
    lines = list(bill.lines)
    for part in parts:
        for place in part.lines:
            line, out = lines[place], place in part.left_out
            lines[place] = dataclasses.replace(
                line,
                category=part.category,
                unsupported=line.net + line.tax if out else ZERO,
                unsupported_reason=reason(bill, part) if out else "",
            )
    return dataclasses.replace(bill, lines=tuple(lines))
