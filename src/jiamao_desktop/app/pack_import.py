"""Packs that a person brings in: looked at first, put in force only when they say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.app.environment import data_folder
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.renewing import Replayed, replay
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import installed
from jiamao_desktop.catalog.installed import Incoming, Origin
from jiamao_desktop.domain.errors import MachineError


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pack that may be put in force.

    Attributes:
        replayed: Each claim of the open book under it, with the difference; none without a book.
    """

    incoming: Incoming
    replayed: Sequence[Replayed]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow:
    """A version of a pack as lists show it.

    Attributes:
        in_force: New assessments use it.
    """

    id: str
    version: str
    title: str
    imported: bool
    in_force: bool
    measures: int
    digest: str


def examine(source: Path, ws: Workspace | None = None, report: Report = silent) -> Candidate:
    """Check a pack from a folder or a .zip, and show what it does to the claims of a book.

    The packs in force stay as they are. Hand the candidate on to :func:`put_in_force` or to
    :func:`drop`.

    Raises:
        PackError: With every mistake.
    """
    report(0, None, source.name)
    catalog = ws.catalog if ws else installed.load_installed(data_folder())
    incoming = installed.examine(source, catalog, data_folder())
    replayed = replay(ws, incoming.pack, report) if ws else ()
    return Candidate(incoming=incoming, replayed=replayed)


def put_in_force(candidate: Candidate, ws: Workspace | None = None) -> None:
    """Keep a checked pack on this computer and, if it is the newest version, use it at once.

    Raises:
        MachineError: ``pack.not_installed``; nothing has changed then.
    """
    try:
        installed.accept(candidate.incoming, data_folder())
    except OSError as error:
        installed.drop(candidate.incoming)
        reason = error.strerror or type(error).__name__
        raise MachineError("pack.not_installed", path=data_folder(), reason=reason) from error
    if ws is not None:
        ws.catalog = installed.load_installed(data_folder())


def drop(candidate: Candidate) -> None:
    """Forget a pack that is not wanted after all."""
    installed.drop(candidate.incoming)


def pack_rows() -> Sequence[PackRow]:
    """Return every version of every pack on this computer, by id, the newest first."""
    catalog = installed.load_installed(data_folder())
    rows = []
    for one in installed.installed(data_folder()):
        pack = catalog.pack(one.id, one.version)
        rows.append(
            PackRow(
                id=one.id,
                version=one.version,
                title=pack.title,
                imported=one.origin is Origin.IMPORTED,
                in_force=catalog.packs[one.id].version == one.version,
                measures=len(pack.measures),
                digest=one.digest,
            )
        )
    return rows
