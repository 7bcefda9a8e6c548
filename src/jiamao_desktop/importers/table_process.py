"""Asks the reading process for tables; loads no reader itself, as the window must not."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from types import TracebackType
from typing import Self

from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.domain.mapping import TablePlan
from jiamao_desktop.importers.worker import ReadingProcess


def preview(sheet: int, name: str, data: bytes) -> FileReading:
    """Return how a sheet begins; runs in the child."""
    from jiamao_desktop.importers import tables  # noqa: PLC0415 -- readers belong to the child

    return tables.read_preview(sheet, name, data)


def read_as(plan: TablePlan, name: str, data: bytes) -> FileReading:
    """Return what a plan makes of a file; runs in the child."""
    from jiamao_desktop.importers import tables  # noqa: PLC0415 -- readers belong to the child

    return tables.read_as(plan, name, data)


def ask_preview(
    sheet: int, name: str, data: bytes, pulse: Callable[[], None] | None = None
) -> FileReading:
    """Have a child look at how a sheet begins; below nought: at the likeliest sheet."""
    with ReadingProcess(functools.partial(preview, sheet)) as process:
        return process.read_data(name, data, pulse)


class PlannedReading:
    """A child that reads tables as one plan says; it starts with the first of them."""

    def __init__(self, plan: TablePlan) -> None:
        self._process = ReadingProcess(functools.partial(read_as, plan))

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the child."""
        self._process.close()

    def read(self, name: str, data: bytes, pulse: Callable[[], None] | None = None) -> FileReading:
        """Return the reading of one file."""
        return self._process.read_data(name, data, pulse)


def digest(data: bytes) -> str:
    """Return by what a table that was pasted is known."""
    return hashlib.sha256(data).hexdigest()
