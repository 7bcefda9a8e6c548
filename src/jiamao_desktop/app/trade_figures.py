"""Tables of the trade record: by year, 监管方式, country, code and currency.

Every figure carries the choice (``Wanted``) of items it is the sum of; the list of
declarations under that choice is what made it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.app.trade_adding import (
    Adder,
    Amount,
    Unit,
    counting,
    currencies,
    declared_until,
    grown,
)
from jiamao_desktop.app.trade_headline import Headline, headline
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.trade import DIGITS, By, Cell, UsedRates, Wanted
from jiamao_desktop.storage import trade_sums
from jiamao_desktop.storage.database import Database, snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table.

    Attributes:
        key: What the record says. label: As people read it. about: More of it: the kind of a
            监管方式, what most goods of a code are called; or blank.
        grown: Growth of exports and of imports over the year before, in a table of years.
        until: Month and day up to which the year before was compared; blank: whole years.
    """

    key: str
    label: str
    about: str = ""
    exports: Amount
    imports: Amount
    declarations: int
    wanted: Wanted
    grown: tuple[Fraction | None, Fraction | None] = (None, None)
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A table of figures.

    Attributes:
        units: What amounts may be shown in: currencies that were declared.
        used, missing: Rates by which amounts were converted, and those that are missing.
        unpriced: Items without an amount.
        astray: Items of declarations that say neither import nor export: in no column.
    """

    by: By
    unit: Unit
    units: tuple[str, ...]
    rows: Sequence[Row]
    exports: Amount
    imports: Amount
    declarations: int
    used: tuple[UsedRates, ...] = ()
    missing: tuple[Problem, ...] = ()
    unpriced: int = 0
    astray: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person looks at.

    Attributes:
        year: ``None``: all years. unit: ``None``: the currency of most items.
        everything: Also what does not count as import or export.
    """

    by: By = By.YEAR
    year: str | None = None
    unit: Unit | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What there is to see of it.

    Attributes:
        years: All of the declarations, the latest first.
        headline: Of the year asked for, else of the latest; ``None``: nothing counts in it.
    """

    asked: Asked
    years: Sequence[str]
    headline: Headline | None
    figures: Figures


def look(ws: Workspace, asked: Asked) -> Seen:
    """Return figures and headline of one moment."""
    today = ws.clock.today()
    with snapshot(ws.reader):
        found = years(ws)
        dated = [year for year in found if year]
        latest = dated[0] if dated else None
        wanted = Wanted(year=None if asked.by is By.YEAR else asked.year)
        return Seen(
            asked=asked,
            years=found,
            headline=headline(ws, Wanted(year=asked.year or latest), asked.unit, today),
            figures=figures(
                ws,
                asked.by,
                wanted if asked.everything else counting(wanted),
                asked.unit,
                today,
            ),
        )


def years(ws: Workspace) -> Sequence[str]:
    """Return the years of the declarations, the latest first; ``""``: some have no day."""
    return sorted(trade_sums.declared(ws.reader, Wanted(), By.YEAR), reverse=True)


def figures(ws: Workspace, by: By, wanted: Wanted, unit: Unit | None, today: dt.date) -> Figures:
    """Return a table of figures.

    Args:
        ws: The open book.
        by: What has a row.
        wanted: Which items.
        unit: ``None``: the currency in which most items were declared.
        today: The year of today is compared with the same part of the year before.
    """
    with snapshot(ws.reader):
        return _figures(ws.reader, by, wanted, unit, today)


def _figures(db: Database, by: By, wanted: Wanted, unit: Unit | None, today: dt.date) -> Figures:
    converting = unit is not None and unit.converted
    cells = trade_sums.cells(db, wanted, by, daily=converting)
    units = currencies(cells)
    adder = Adder(db, unit or Unit(units[0] if units else ""))
    counts = trade_sums.declared(db, wanted, by)
    found = [_row(adder, by, wanted, pile, counts) for pile in _piled(by, cells)]
    if by in DIGITS:
        goods = trade_sums.goods_names(db, wanted, by)
        found = [replace(row, about=_goods(*goods.get(row.key, ("", 0)))) for row in found]
    if by is By.YEAR:
        found = _with_growth(adder, db, wanted, found, today)
    else:
        found.sort(key=_largest)
    sides = {side: adder.amount(cells, side, wanted) for side in Direction}
    whole = adder.total(cells)
    return Figures(
        by=by,
        unit=adder.unit,
        units=units,
        rows=found,
        exports=sides[Direction.EXPORT],
        imports=sides[Direction.IMPORT],
        declarations=len(trade_sums.ids(db, wanted)),
        used=whole.used,
        missing=whole.missing,
        unpriced=sum(cell.unpriced for cell in cells),
        astray=sum(cell.items for cell in cells if cell.direction is None),
    )


def _row(
    adder: Adder, by: By, wanted: Wanted, cells: Sequence[Cell], counts: Mapping[str, int]
) -> Row:
    keys = sorted({cell.key for cell in cells})
    label, about = _named(by, keys[0])
    narrowed = _narrowed(wanted, by, keys)
    return Row(
        key=keys[0],
        label=label,
        about=about,
        exports=adder.amount(cells, Direction.EXPORT, narrowed),
        imports=adder.amount(cells, Direction.IMPORT, narrowed),
        declarations=sum(counts.get(key, 0) for key in keys),
        wanted=narrowed,
    )


def _piled(by: By, cells: Sequence[Cell]) -> Sequence[Sequence[Cell]]:
    """Return the cells of each row: of several keys where a country is written in several ways."""
    piles: dict[str, list[Cell]] = {}
    for cell in cells:
        name = trade_tables.tables().country_of(cell.key) if by is By.COUNTRY else cell.key
        piles.setdefault(name, []).append(cell)
    return list(piles.values())


def _narrowed(wanted: Wanted, by: By, keys: Sequence[str]) -> Wanted:
    """Return the choice that a row is the sum of."""
    match by:
        case By.YEAR:
            return replace(wanted, year=keys[0])
        case By.REGIME:
            return replace(wanted, regimes=frozenset(keys))
        case By.COUNTRY:
            return replace(wanted, countries=frozenset(keys))
        case By.CURRENCY:
            return replace(wanted, currency=keys[0])
        case _:
            return replace(wanted, hs=(DIGITS[by], keys[0]))


def _named(by: By, key: str) -> tuple[str, str]:
    """Return how a key is read, and what more there is to say of it."""
    tables = trade_tables.tables()
    if by is By.COUNTRY:
        return tables.country_of(key), ""
    if by is By.REGIME and key:
        kind = tables.kind_of(key)
        name = tables.names.get(key, "")
        return f"{key} {name}".strip(), kind.label if kind else ""
    return key, ""


def _goods(name: str, names: int) -> str:
    """Return what goods a code is for in this record, blank if no item says so."""
    return f"{name}等 {names} 种品名" if names > 1 else name


def _largest(row: Row) -> tuple[int, int, str]:
    both = (row.exports.hundredths or 0) + (row.imports.hundredths or 0)
    return -both, -row.exports.items - row.imports.items, row.key


def _with_growth(
    adder: Adder, db: Database, wanted: Wanted, found: Sequence[Row], today: dt.date
) -> list[Row]:
    return [
        replace(
            row,
            until=(until := declared_until(db, wanted, row.key, today)),
            grown=(
                grown(adder, db, row.exports.wanted, until),
                grown(adder, db, row.imports.wanted, until),
            ),
        )
        for row in found
    ]
