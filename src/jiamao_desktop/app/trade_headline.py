"""The figures of one year of trade that are asked for most."""

from __future__ import annotations

import datetime as dt
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
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.trade import By, Wanted, share
from jiamao_desktop.storage import trade_sums
from jiamao_desktop.storage.database import snapshot


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
        declared = currencies(cells)
        if not declared:
            return None
        adder = Adder(db, unit or Unit(declared[0]))
        processing = trade_tables.tables().processing
        sides = {one: [cell for cell in cells if cell.direction is one] for one in Direction}
        both = adder.total(cell for side in sides.values() for cell in side)
        processed = adder.total(
            cell for side in sides.values() for cell in side if cell.key in processing
        )
        exports = adder.amount(cells, Direction.EXPORT, chosen)
        imports = adder.amount(cells, Direction.IMPORT, chosen)
        until = declared_until(db, chosen, wanted.year or "", today)
        left_out = replace(wanted, regimes=trade_tables.tables().uncounted)
        return Headline(
            year=wanted.year or "",
            until=until,
            unit=adder.unit,
            exports=exports,
            imports=imports,
            export_growth=grown(adder, db, exports.wanted, until),
            import_growth=grown(adder, db, imports.wanted, until),
            processing_share=share(processed, both),
            import_share=share(adder.total(sides[Direction.IMPORT]), both),
            processed=replace(chosen, regimes=processing),
            left_out=left_out,
            left_out_declarations=len(trade_sums.ids(db, left_out)),
            missing=both.missing,
        )
