"""Double claims within a book, and the same line in another book of this computer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.environment import data_folder
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain import fingerprint
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId
from jiamao_desktop.domain.matching.doubles import Double, Use, find
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import claims, expenses, fapiao, fingerprints, grants, matching

_GONE = frozenset({ClaimState.REFUSED, ClaimState.WITHDRAWN})
Bills = Mapping[FapiaoId, Fapiao]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OwnLine:
    """A line of a 发票 of this book; ``line`` is nought for the whole."""

    code: str
    number: str
    line: int
    amount: Money


def doubles(ws: Workspace, among: Sequence[ExpenseId] | None = None) -> Sequence[Double]:
    """Return the lines that this book uses more than once, by 发票 and line.

    Claims that were refused or withdrawn use nothing.

    Args:
        ws: The book.
        among: Expenses to look among, all those of each 发票; ``None``: all of the book.
    """
    db = ws.reader
    costs, bills = _claimable(ws, among)
    uses: list[Use] = []
    standing: set[ExpenseId] = set()
    for claim in claims.all(db).values():
        if claim.state in _GONE:
            continue
        for number in claim.expenses:
            standing.add(number)
            if number in costs:
                uses.append(
                    _use(
                        number,
                        costs[number],
                        bills,
                        title=claim.title,
                        measure=claim.measure,
                        level=_level(ws, claim.measure),
                        year=claim.created_on.year,
                    )
                )
    uses += [_use(number, cost, bills) for number, cost in costs.items() if number not in standing]
    uses += _granted(ws)
    return find(uses, dict(_comes_to(bills.values())))


def _claimable(
    ws: Workspace, among: Sequence[ExpenseId] | None = None
) -> tuple[Mapping[ExpenseId, Expense], Bills]:
    """Return the expenses that name a 发票, and the 发票 that they stand on."""
    wanted = matching.with_fapiao(ws.reader) if among is None else among
    costs = expenses.get_many(ws.reader, wanted)
    ids = sorted({cost.fapiao for cost in costs.values() if cost.fapiao is not None})
    return costs, fapiao.get_many(ws.reader, ids)


def _use(
    number: ExpenseId,
    cost: Expense,
    bills: Bills,
    *,
    title: str = "",
    measure: str = "",
    level: str = "",
    year: int = 0,
) -> Use:
    bill = bills.get(cost.fapiao) if cost.fapiao is not None else None
    return Use(
        code=cost.fapiao_code,
        number=cost.fapiao_number,
        line=line_of(cost, bill) if bill is not None else 0,
        expense=number,
        title=title,
        measure=measure,
        level=level,
        year=year,
        amount=cost.gross,
    )


def line_of(cost: Expense, bill: Fapiao) -> int:
    """Return the place of the one line that an expense is; nought where that is not plain."""
    fits = [
        place for place, line in enumerate(bill.lines, start=1) if line.net + line.tax == cost.gross
    ]
    if len(fits) != 1:
        named = [
            place for place, line in enumerate(bill.lines, start=1) if line.name == cost.description
        ]
        fits = [place for place in named if not fits or place in fits]
    return fits[0] if len(fits) == 1 and len(bill.lines) > 1 else 0


def _level(ws: Workspace, measure: str) -> str:
    """Return the level of a measure's authority; blank if no pack has it any more."""
    packs = ws.catalog.packs.values()
    return next((one.level for one in packs if any(m.id == measure for m in one.measures)), "")


def _granted(ws: Workspace) -> Iterator[Use]:
    every = grants.all(ws.reader)
    for number, lines in grants.lines(ws.reader).items():
        grant = every[number]
        for line in lines:
            yield Use(
                code=line.fapiao_code,
                number=line.fapiao_number,
                line=line.line or 0,
                title=ws.catalog.measure_title(grant.measure),
                measure=grant.measure,
                level=grant.level,
                year=grant.granted_on.year,
                amount=line.amount,
                granted=True,
            )


def _comes_to(bills: Iterable[Fapiao]) -> Iterator[tuple[tuple[str, str, int], Money]]:
    for bill in bills:
        yield (bill.code, bill.number, 0), bill.gross
        for place, line in enumerate(bill.lines, start=1):
            yield (bill.code, bill.number, place), line.net + line.tax


def own_lines(ws: Workspace) -> Sequence[OwnLine]:
    """Return the lines that expenses of this book stand on, each once.

    A 发票 stands for all its lines, so that another book sees a line as well as the whole.
    """
    costs, bills = _claimable(ws)
    found: set[OwnLine] = set()
    for cost in costs.values():
        bill = bills.get(cost.fapiao) if cost.fapiao is not None else None
        code, number = cost.fapiao_code, cost.fapiao_number
        line = line_of(cost, bill) if bill is not None else 0
        if bill is None or not bill.lines:
            found.add(OwnLine(code=code, number=number, line=0, amount=cost.gross))
            continue
        for place, one in enumerate(bill.lines, start=1):
            if line in (0, place):
                amount = one.net + one.tax
                found.add(OwnLine(code=code, number=number, line=place, amount=amount))
    return sorted(found)


def keeps_fingerprints() -> bool:
    """Tell whether this computer compares its books; it does not until somebody says so."""
    return fingerprints.wanted(data_folder())


def start_fingerprints() -> None:
    """Let this computer compare its books from now on.

    Raises:
        MachineError: ``keychain.*`` -- there is no safe place for the key.
    """
    fingerprints.start(data_folder())


def shared_lines(ws: Workspace) -> Sequence[OwnLine]:
    """Note this book's lines, and return those that another book of this computer has, too.

    Nothing tells which book, or whose. Nothing is noted or compared unless it was asked for.

    Raises:
        MachineError: ``keychain.*``, ``fingerprints.damaged``.
    """
    folder = data_folder()
    if not fingerprints.wanted(folder):
        return ()
    key, marks = fingerprints.key(), fingerprints.read(folder)
    own = {
        fingerprint.of_line(key, line.code, line.number, line.line, line.amount.fen): line
        for line in own_lines(ws)
    }
    book = fingerprint.of_book(key, ws.book.id)
    after = fingerprint.noted(own, book, marks)
    if after != marks:
        fingerprints.write(folder, after)
    return sorted(own[mark] for mark in fingerprint.collisions(own, book, marks))


def forget_book(ws: Workspace) -> None:
    """Take this book's lines out of what the computer compares.

    Raises:
        MachineError: As :func:`shared_lines`.
    """
    folder = data_folder()
    if fingerprints.wanted(folder):
        book = fingerprint.of_book(fingerprints.key(), ws.book.id)
        fingerprints.write(folder, fingerprint.noted((), book, fingerprints.read(folder)))


def erase_fingerprints() -> None:
    """Forget every fingerprint of this computer, and its key.

    Raises:
        MachineError: ``keychain.*``.
    """
    fingerprints.erase(data_folder())
