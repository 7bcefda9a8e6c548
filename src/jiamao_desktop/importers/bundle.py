"""A zip of vouchers: read part by part, the same invoice once.

Tax bureaus hand out an invoice as XML, OFD and PDF in one zip. All are kept; the draft
comes from the one to trust most and is given to the one that prints best, so that the
packet later shows the invoice and not its data.
"""

from __future__ import annotations

import dataclasses
import itertools
import posixpath
from collections.abc import Callable, Iterator, Sequence

from jiamao_desktop.domain.draft import Draft, DraftKind, FileReading, Value
from jiamao_desktop.domain.errors import ImportRefused, Problem
from jiamao_desktop.importers import fapiao_sources, limits, sniff
from jiamao_desktop.importers.archive import Archive
from jiamao_desktop.importers.sniff import FileType

_TRUST = (FileType.XML, FileType.OFD, FileType.PDF)
_PRINT = (FileType.PDF, FileType.OFD, FileType.XML)
_COMPARED = ("issued_on", "net", "tax", "gross", "seller_id", "buyer_id")
_LITTER = ("__MACOSX/", ".")


def read(
    name: str, data: bytes, read_file: Callable[[str, bytes], FileReading]
) -> Sequence[FileReading]:
    """Return one reading for each file inside.

    Args:
        name: Of the bundle; the parts are called ``bundle.zip/part.xml``.
        data: The bundle.
        read_file: Reads one part.

    Raises:
        ImportRefused: The zip as a whole, or ``bundle.too_many``.
    """
    archive = Archive(data)
    names = [part for part in archive.names if not _is_litter(part)]
    if len(names) > limits.BUNDLE_FILES:
        raise ImportRefused("bundle.too_many", count=len(names), most=limits.BUNDLE_FILES)
    parts = [
        _part(f"{name}/{archive.title(part)}", archive.read(part), read_file) for part in names
    ]
    return _once(parts)


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER) or posixpath.basename(name).startswith(_LITTER)


def _part(name: str, data: bytes, read_file: Callable[[str, bytes], FileReading]) -> FileReading:
    """Read one part; a zip inside the zip is not opened, since such may nest for ever."""
    try:
        nested = sniff.file_type(data) is FileType.ZIP
    except ImportRefused:
        nested = False  # whatever is wrong with it, reading it says so
    if nested:
        problem = Problem.of("bundle.nested")
        return FileReading(name=name, mime=FileType.ZIP.value, problem=problem, refused=True)
    return read_file(name, data)


def _once(parts: Sequence[FileReading]) -> Sequence[FileReading]:
    """Leave each invoice's draft on one part; the other formats become mere documents."""
    same: dict[tuple[Value, Value], list[FileReading]] = {}
    for part in parts:
        if len(part.drafts) == 1 and part.drafts[0].kind is DraftKind.FAPIAO:
            same.setdefault(_identity(part.drafts[0]), []).append(part)
    changed: dict[str, FileReading] = {}
    for group in same.values():
        shown = min(group, key=lambda part: _rank(part, _PRINT))
        best = min(group, key=lambda part: _rank(part, _TRUST)).drafts[0]
        others = [part for part in group if part is not shown]
        for part in others:
            problem = Problem.of("bundle.same_invoice", part=shown.name)
            changed[part.name] = dataclasses.replace(part, drafts=(), problem=problem)
        differences = [_differences(best, part.drafts[0]) for part in group]
        warnings = dict.fromkeys([*best.warnings, *itertools.chain(*differences)])
        changed[shown.name] = dataclasses.replace(
            shown, drafts=(dataclasses.replace(best, warnings=tuple(warnings)),)
        )
    return [changed.get(part.name, part) for part in parts]


def _identity(draft: Draft) -> tuple[Value, Value]:
    code, number = draft.fields.get("code"), draft.fields.get("number")
    return (code.value if code else "", number.value if number else "")


def _rank(part: FileReading, order: Sequence[FileType]) -> int:
    return next((i for i, kind in enumerate(order) if kind.value == part.mime), len(order))


def _differences(best: Draft, other: Draft) -> Iterator[Problem]:
    for name in _COMPARED:
        held, told = best.fields.get(name), other.fields.get(name)
        if held is not None and told is not None and held.value != told.value:
            yield fapiao_sources.difference(name, held.value, told.value)
