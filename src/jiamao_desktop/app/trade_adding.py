"""Amounts of the trade record in one unit: the sums that tables and headlines are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.exchange import RateTable
from jiamao_desktop.domain.trade import By, Cell, Total, Wanted, growth, summed
from jiamao_desktop.storage import rates, trade_sums
from jiamao_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Unit:
    """In what amounts are shown.

    Attributes:
        converted: Everything, converted into it; else only what was declared in it.
    """

    currency: str
    converted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount of a table.

    Attributes:
        hundredths: In the unit; ``None``: a rate is missing.
        others: What was declared in other currencies and is not in it.
        wanted: What it is the sum of.
    """

    hundredths: int | None
    others: Mapping[str, int] = field(default_factory=dict)
    items: int = 0
    wanted: Wanted


def counting(wanted: Wanted) -> Wanted:
    """Return a choice without what does not count as import or export."""
    return replace(wanted, without=wanted.without | trade_tables.tables().uncounted)


class Adder:
    """Adds cells up in one unit."""

    def __init__(self, db: Database, unit: Unit) -> None:
        self.unit = unit
        self._rates = RateTable(list(rates.all(db).values())) if unit.converted else None

    def total(self, cells: Iterable[Cell]) -> Total:
        """Return what is in the unit: everything converted, or its own currency alone."""
        if self.unit.converted:
            return summed(cells, self.unit.currency, self._rates)
        return summed(cell for cell in cells if cell.currency == self.unit.currency)

    def amount(self, cells: Iterable[Cell], side: Direction, wanted: Wanted) -> Amount:
        """Return the amount of one direction."""
        every = [cell for cell in cells if cell.direction is side]
        total = self.total(every)
        others = {} if self.unit.converted else dict(summed(every).sums)
        own = others.pop(self.unit.currency, 0)
        return Amount(
            hundredths=total.worth if self.unit.converted else own,
            others=others,
            items=sum(cell.items for cell in every),
            wanted=replace(wanted, direction=side),
        )


def currencies(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the currencies declared, the one of most items first."""
    items: dict[str, int] = {}
    for cell in cells:
        items[cell.currency] = items.get(cell.currency, 0) + cell.items
    return tuple(sorted(items, key=lambda name: (not name, -items[name], name)))


def declared_until(db: Database, wanted: Wanted, year: str, today: dt.date) -> str:
    """Return up to where the running year has been declared; blank: the year is over."""
    if year != f"{today:%Y}":
        return ""
    cells = trade_sums.cells(db, replace(wanted, year=year), By.YEAR, daily=True)
    last = max((cell.day for cell in cells if cell.day), default=None)
    return f"{last:%m-%d}" if last else ""


def grown(adder: Adder, db: Database, wanted: Wanted, until: str) -> Fraction | None:
    """Return how much one year has grown over the one before."""
    if not wanted.year:
        return None
    before = replace(wanted, year=f"{int(wanted.year) - 1:04}", until=until or None)
    daily = adder.unit.converted
    return growth(
        adder.total(trade_sums.cells(db, wanted, By.CURRENCY, daily=daily)),
        adder.total(trade_sums.cells(db, before, By.CURRENCY, daily=daily)),
    )
