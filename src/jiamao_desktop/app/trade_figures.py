"""Figures of the trade record: tables by year, 监管方式, country, code and currency; headlines.

Every figure carries the choice (``Wanted``) of items it is the sum of; the list of
declarations under that choice is what made it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.exchange import RateTable
from jiamao_desktop.domain.trade import DIGITS, By, Cell, Total, Wanted, growth, share, summed
from jiamao_desktop.storage import rates, trade_sums
from jiamao_desktop.storage.database import Database, snapshot


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table.

    Attributes:
        key: What the record says. label: As people read it. about: More of it, or blank.
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
        missing: Rates that are missing. unpriced: Items without an amount.
        astray: Items of declarations that say neither import nor export: in no column.
    """

    by: By
    unit: Unit
    units: tuple[str, ...]
    rows: Sequence[Row]
    exports: Amount
    imports: Amount
    declarations: int
    missing: tuple[Problem, ...] = ()
    unpriced: int = 0
    astray: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The figures of one year that are asked for most.

    Attributes:
        until: The year is not over: month and day of its last declaration. Growth compares
            with the same part of the year before.
        left_out: What was declared but does not count as import or export.
    """

    year: str
    until: str
    unit: Unit
    exports: Amount
    imports: Amount
    export_growth: Fraction | None
    import_growth: Fraction | None
    processing_share: Fraction | None
    import_share: Fraction | None
    processed: Wanted
    left_out: Wanted
    left_out_declarations: int
    missing: tuple[Problem, ...] = ()


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


def counting(wanted: Wanted) -> Wanted:
    """Return a choice without what does not count as import or export."""
    return replace(wanted, without=wanted.without | trade_tables.tables().uncounted)


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
    units = _currencies(cells)
    adder = _Adder(db, unit or Unit(units[0] if units else ""))
    counts = trade_sums.declared(db, wanted, by)
    found = [_row(adder, by, wanted, pile, counts) for pile in _piled(by, cells)]
    if by is By.YEAR:
        found = _grown(adder, db, wanted, found, today)
    else:
        found.sort(key=_largest)
    whole = {side: adder.amount(cells, side, wanted) for side in Direction}
    return Figures(
        by=by,
        unit=adder.unit,
        units=units,
        rows=found,
        exports=whole[Direction.EXPORT],
        imports=whole[Direction.IMPORT],
        declarations=len(trade_sums.ids(db, wanted)),
        missing=adder.missing(cells),
        unpriced=sum(cell.unpriced for cell in cells),
        astray=sum(cell.items for cell in cells if cell.direction is None),
    )


class _Adder:
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

    def missing(self, cells: Iterable[Cell]) -> tuple[Problem, ...]:
        """Return the rates that are missing."""
        return self.total(cells).missing


def _row(
    adder: _Adder, by: By, wanted: Wanted, cells: Sequence[Cell], counts: Mapping[str, int]
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


def _currencies(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the currencies declared, the one of most items first."""
    items: dict[str, int] = {}
    for cell in cells:
        items[cell.currency] = items.get(cell.currency, 0) + cell.items
    return tuple(sorted(items, key=lambda name: (not name, -items[name], name)))


def _largest(row: Row) -> tuple[int, int, str]:
    both = (row.exports.hundredths or 0) + (row.imports.hundredths or 0)
    return -both, -row.exports.items - row.imports.items, row.key


def _grown(
    adder: _Adder, db: Database, wanted: Wanted, found: Sequence[Row], today: dt.date
) -> list[Row]:
    return [
        replace(
            row,
            until=(until := _until(db, wanted, row.key, today)),
            grown=(
                _growth(adder, db, row.exports.wanted, until),
                _growth(adder, db, row.imports.wanted, until),
            ),
        )
        for row in found
    ]


def _until(db: Database, wanted: Wanted, year: str, today: dt.date) -> str:
    """Return up to where the running year has been declared; blank: the year is over."""
    if year != f"{today:%Y}":
        return ""
    cells = trade_sums.cells(db, replace(wanted, year=year), By.YEAR, daily=True)
    last = max((cell.day for cell in cells if cell.day), default=None)
    return f"{last:%m-%d}" if last else ""


def _growth(adder: _Adder, db: Database, wanted: Wanted, until: str) -> Fraction | None:
    """Return how much one year has grown over the one before."""
    if not wanted.year:
        return None
    before = replace(wanted, year=f"{int(wanted.year) - 1:04}", until=until or None)
    daily = adder.unit.converted
    return growth(
        adder.total(trade_sums.cells(db, wanted, By.CURRENCY, daily=daily)),
        adder.total(trade_sums.cells(db, before, By.CURRENCY, daily=daily)),
    )


def headline(ws: Workspace, wanted: Wanted, unit: Unit | None, today: dt.date) -> Headline | None:
    """Return the figures of a year; ``None`` in a book that has nothing of it.

    Args:
        ws: The open book.
        wanted: Names the year; whatever does not count as import or export is left out.
        unit: ``None``: the currency in which most items were declared.
        today: As for :func:`figures`.
    """
    db = ws.reader
    with snapshot(db):
        chosen = counting(wanted)
        cells = trade_sums.cells(db, chosen, By.REGIME, daily=unit is not None and unit.converted)
        currencies = _currencies(cells)
        if not currencies:
            return None
        adder = _Adder(db, unit or Unit(currencies[0]))
        processing = trade_tables.tables().processing
        sides = {one: [cell for cell in cells if cell.direction is one] for one in Direction}
        both = adder.total(cell for side in sides.values() for cell in side)
        processed = adder.total(
            cell for side in sides.values() for cell in side if cell.key in processing
        )
        exports = adder.amount(cells, Direction.EXPORT, chosen)
        imports = adder.amount(cells, Direction.IMPORT, chosen)
        until = _until(db, chosen, wanted.year or "", today)
        left_out = replace(wanted, regimes=trade_tables.tables().uncounted)
        return Headline(
            year=wanted.year or "",
            until=until,
            unit=adder.unit,
            exports=exports,
            imports=imports,
            export_growth=_growth(adder, db, exports.wanted, until),
            import_growth=_growth(adder, db, imports.wanted, until),
            processing_share=share(processed, both),
            import_share=share(adder.total(sides[Direction.IMPORT]), both),
            processed=replace(chosen, regimes=processing),
            left_out=left_out,
            left_out_declarations=len(trade_sums.ids(db, left_out)),
            missing=both.missing,
        )
