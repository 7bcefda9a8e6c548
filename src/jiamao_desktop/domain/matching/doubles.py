"""Double claims: the same line of a 发票 under two measures, levels or years, or granted before."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.money import Money, total


class Clash(StrEnum):
    """How two uses of one line get in each other's way.

    Attributes:
        EXPENSE: The same expense stands in two claims.
        AMOUNT: Several expenses together use more than the line, or the 发票, comes to.
        GRANT: Support was received for it before.
        MEASURE: ... under different measures. LEVEL: ... of different levels. YEAR: ... in
            different years.
    """

    EXPENSE = "expense"
    AMOUNT = "amount"
    GRANT = "grant"
    MEASURE = "measure"
    LEVEL = "level"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Use:
    """One use of a 发票, or of one line of it.

    Attributes:
        code: Of the 发票. number: Of the 发票.
        line: Place of the line, from one; nought for the whole, or where it is not known.
        expense: Id of the expense; nought for a grant.
        title: Of the claim or of the grant; blank for an expense in no claim.
        measure: Of the claim or of the grant; blank for an expense in no claim.
        year: Of the claim or of the grant; nought for an expense in no claim.
        granted: It was granted before, not claimed.
    """

    code: str
    number: str
    line: int = 0
    expense: int = 0
    title: str = ""
    measure: str = ""
    level: str = ""
    year: int = 0
    amount: Money
    granted: bool = False

    @property
    def claimed(self) -> bool:
        """Tell whether it stands in a claim, or was granted."""
        return bool(self.measure) or self.granted


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """A line that is used more than once.

    Attributes:
        clashes: In what ways.
    """

    code: str
    number: str
    line: int
    uses: tuple[Use, ...]
    clashes: frozenset[Clash]


Comes = Mapping[tuple[str, str, int], Money]
"""Code, number and line (nought: the whole 发票) to what it comes to."""


def find(uses: Iterable[Use], comes_to: Comes) -> Sequence[Double]:
    """Return the lines that are used more than once, by code, number and line.

    Two expenses may share a 发票, and even a line, as long as together they are no more than it
    comes to: then each has its own part.
    """
    by_bill: dict[tuple[str, str], list[Use]] = {}
    for use in sorted(set(uses)):
        if use.number:
            by_bill.setdefault((use.code, use.number), []).append(use)
    found: list[Double] = []
    for (code, number), every in sorted(by_bill.items()):
        for line in _lines(every):
            there = tuple(use for use in every if line in (0, use.line) or not use.line)
            clashes = frozenset(_clashes(there, comes_to.get((code, number, line))))
            if clashes and not _told(found, code, number, there):
                found.append(
                    Double(code=code, number=number, line=line, uses=there, clashes=clashes)
                )
    return found


def _lines(uses: Sequence[Use]) -> Sequence[int]:
    """Return the lines that are used, single ones first; the whole where that is used."""
    lines = sorted({use.line for use in uses if use.line})
    return [*lines, 0]


def _told(found: Sequence[Double], code: str, number: str, uses: Sequence[Use]) -> bool:
    """Tell whether these very uses have been named under a single line already."""
    named = {use for one in found if (one.code, one.number) == (code, number) for use in one.uses}
    return set(uses) <= named


def _clashes(uses: Sequence[Use], comes_to: Money | None) -> Iterator[Clash]:
    """Yield in what ways some uses of one line get in each other's way."""
    parts = {use.expense: use.amount for use in uses if use.expense}
    too_much = len(parts) > 1 and comes_to is not None and total(parts.values()) > comes_to
    if too_much:
        yield Clash.AMOUNT
    for one, other in itertools.combinations(uses, 2):
        if not (one.claimed and other.claimed) or (one.granted and other.granted):
            continue
        if one.line != other.line and one.line and other.line:
            continue
        same = bool(one.expense) and one.expense == other.expense
        granted = one.granted or other.granted
        if not (same or granted or too_much):
            continue
        if same:
            yield Clash.EXPENSE
        if granted:
            yield Clash.GRANT
        for clash, differ in (
            (Clash.MEASURE, one.measure != other.measure),
            (Clash.LEVEL, one.level != other.level),
            (Clash.YEAR, one.year != other.year),
        ):
            if differ:
                yield clash
