"""Export tables (导出): each whole, as .xlsx or CSV, in constant memory, without a formula."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jiamao_desktop.app.export_tables import table, titles
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.documents import csv_table, table_workbook
from jiamao_desktop.documents.export_table import Cell, ExportTable
from jiamao_desktop.domain.errors import MachineError, UserError

XLSX, CSV = ".xlsx", ".csv"
_REPORT_EVERY = 500


def export(ws: Workspace, keys: Sequence[str], path: Path, report: Report = silent) -> int:
    """Write tables to a file, and return how many rows they have together.

    A file that is there already is replaced whole, once the new one is complete.

    Args:
        ws: The open book.
        keys: Of :func:`~jiamao_desktop.app.export_tables.titles`; none: all tables.
        path: Its ending decides: .xlsx holds any number of tables, .csv one.
        report: Told rows and table now and then.

    Raises:
        UserError: ``export.unknown_table``, ``export.bad_ending``, ``export.one_table``.
        MachineError: ``export.not_written``.
        Cancelled: Through ``report``; nothing has then changed.
    """
    known = titles()
    wanted = list(keys or known)
    for key in wanted:
        if key not in known:
            raise UserError("export.unknown_table", table=key, known=" ".join(known))
    ending = path.suffix.lower()
    if ending not in (XLSX, CSV):
        raise UserError("export.bad_ending", name=path.name)
    if ending == CSV and len(wanted) != 1:
        raise UserError("export.one_table")
    counter = _Counter(report)
    tables = (counter.counted(table(ws, key)) for key in wanted)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write(new, tables, ending)
        new.replace(path)
    except OSError as error:
        raise MachineError(
            "export.not_written", path=str(path), reason=type(error).__name__
        ) from error
    finally:
        new.unlink(missing_ok=True)
    return counter.rows


def _write(path: Path, tables: Iterator[ExportTable], ending: str) -> None:
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        if ending == CSV:
            csv_table.write(file, next(tables))
        else:
            table_workbook.write(file, tables)


class _Counter:
    """Counts rows on their way, and lets the work be stopped between them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.rows = 0

    def counted(self, one: ExportTable) -> ExportTable:
        return dataclasses.replace(one, rows=self._passing(one))

    def _passing(self, one: ExportTable) -> Iterator[Sequence[Cell]]:
        for row in one.rows:
            if self.rows % _REPORT_EVERY == 0:
                self._report(self.rows, None, one.name)
            self.rows += 1
            yield row
