"""Facts that follow from the trade record, each with the declarations that made it.

A fact is worked out only from what the book has. What a person answered stands above it, for
a book need not have every declaration; a difference between the two is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.exchange import CNY, RateTable
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import (
    TRANSFERS,
    By,
    Cell,
    Total,
    TradeRecord,
    Wanted,
    YearOfTrade,
    growth,
    share,
    summed,
)
from jiamao_desktop.storage import declarations, rates, trade_sums
from jiamao_desktop.storage.database import Database

_RECORD = "trade."
_ELECTRONIC = "E"
"""First letter of the 备案号 of an 电子账册."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the declarations say of a fact.

    Attributes:
        wanted: The declarations that say so.
    """

    value: FactValue
    wanted: Wanted


def is_about_trade(fact: FactDefinition) -> bool:
    """Tell whether a fact follows from the declarations."""
    return fact.from_record.startswith(_RECORD)


def is_amount(fact: FactDefinition) -> bool:
    """Tell whether a fact is an amount of a year, for which every day needs its rate."""
    return is_about_trade(fact) and fact.type is FactType.MONEY


def read(db: Database) -> TradeRecord:
    """Return what the declarations of a book say together."""
    tables = trade_tables.tables()
    counted = Wanted(without=tables.uncounted)
    last_days = declarations.last_days(db)
    cells = trade_sums.cells(db, counted, By.REGIME, daily=True)
    table = RateTable(list(rates.all(db).values()))
    piles: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.day is not None and cell.direction is not None:
            piles.setdefault(cell.day.year, []).append(cell)
    exported = trade_sums.declared(
        db, Wanted(direction=Direction.EXPORT, without=tables.uncounted), By.CHAPTER
    )
    return TradeRecord(
        last_days=last_days,
        years={year: _year(pile, table) for year, pile in sorted(piles.items())},
        directions=frozenset(cell.direction for cell in cells if cell.direction is not None),
        processing=bool(tables.processing & last_days.keys()),
        letters=frozenset(trade_sums.letters(db)),
        chapters=frozenset(exported) - {""},
    )


def _year(cells: list[Cell], table: RateTable) -> YearOfTrade:
    processing = trade_tables.tables().processing

    def total(fits: Callable[[Cell], bool]) -> Total:
        return summed(filter(fits, cells), CNY, table)

    return YearOfTrade(
        exports=total(lambda cell: cell.direction is Direction.EXPORT),
        imports=total(lambda cell: cell.direction is Direction.IMPORT),
        both=total(lambda _: True),
        processed=total(lambda cell: cell.key in processing),
    )


def said(fact: FactDefinition, trade: TradeRecord, today: dt.date | None) -> Said | None:
    """Return what the declarations say of a fact; ``None`` if they are silent.

    Figures are those of the last whole year before ``today``; in CNY only if the book has the
    rate of every day. The record never says no: what is not in the book may still be. Of a
    field that it does not have it says nothing.
    """
    field = fact.from_record.removeprefix(_RECORD)
    if field in _FIGURES:
        return _figure(field, trade, today)
    if field not in _PLAIN:
        return None
    value, wanted = _PLAIN[field](trade)
    if fact.true_for and isinstance(value, frozenset):
        hit = value.intersection(fact.true_for)
        value, wanted = bool(hit), _narrowed(field, wanted, hit)
    known = value is True if fact.type is FactType.BOOL else bool(value)
    return Said(value=value, wanted=wanted) if known and value is not None else None


def _narrowed(field: str, wanted: Wanted, hit: frozenset[str]) -> Wanted:
    """Return the choice of the declarations that have what a fact is true for."""
    if field == "modes":
        return Wanted(regimes=hit)
    chapters = sorted(hit)
    return _exports((2, chapters[0])) if len(chapters) == 1 else wanted


def _counted() -> Wanted:
    return Wanted(without=trade_tables.tables().uncounted)


def _exports(hs: tuple[int, str] | None = None) -> Wanted:
    without = trade_tables.tables().uncounted
    return Wanted(direction=Direction.EXPORT, hs=hs, without=without)


Plain = Callable[[TradeRecord], tuple[FactValue | None, Wanted]]
_PLAIN: Mapping[str, Plain] = {
    "last_transfer_on": lambda trade: (trade.last_transfer_on, Wanted(regimes=TRANSFERS)),
    "modes": lambda trade: (trade.modes, Wanted()),
    "traded": lambda trade: (bool(trade.directions), _counted()),
    "exporting": lambda trade: (Direction.EXPORT in trade.directions, _exports()),
    "processing": lambda trade: (
        trade.processing,
        Wanted(regimes=trade_tables.tables().processing),
    ),
    "transferring": lambda trade: (
        bool(TRANSFERS & trade.last_days.keys()),
        Wanted(regimes=TRANSFERS),
    ),
    "account_book": lambda trade: (
        _ELECTRONIC in trade.letters,
        Wanted(handbook=_ELECTRONIC),
    ),
    "export_chapters": lambda trade: (trade.chapters, _exports()),
}
"""What follows from the declarations whatever the day, with those that say so."""


def _figure(field: str, trade: TradeRecord, today: dt.date | None) -> Said | None:
    if today is None or today.year - 1 not in trade.years:
        return None
    year = today.year - 1
    value = _FIGURES[field](trade.years[year], trade.years.get(year - 1))
    side = _SIDES.get(field)
    wanted = Wanted(year=str(year), direction=side, without=trade_tables.tables().uncounted)
    return None if value is None else Said(value=value, wanted=wanted)


def _money(total: Total) -> Money | None:
    return None if total.worth is None else Money(total.worth)


Figure = Callable[[YearOfTrade, YearOfTrade | None], Money | Fraction | None]
_FIGURES: Mapping[str, Figure] = {
    "last_year_volume": lambda year, _: _money(year.both),
    "last_year_exports": lambda year, _: _money(year.exports),
    "last_year_imports": lambda year, _: _money(year.imports),
    "export_growth": lambda year, before: growth(year.exports, before.exports) if before else None,
    "import_growth": lambda year, before: growth(year.imports, before.imports) if before else None,
    "processing_share": lambda year, _: share(year.processed, year.both),
    "import_share": lambda year, _: share(year.imports, year.both),
}
"""Figures of a year, some of them against the year before."""
_SIDES = {
    "last_year_exports": Direction.EXPORT,
    "last_year_imports": Direction.IMPORT,
    "export_growth": Direction.EXPORT,
    "import_growth": Direction.IMPORT,
}
