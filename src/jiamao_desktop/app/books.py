"""Create and open books (账套)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from jiamao_desktop.app.clock import Clock
from jiamao_desktop.app.environment import data_folder
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.installed import load_installed
from jiamao_desktop.documents.recovery_sheet import recovery_sheet
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.uscc import parse_uscc
from jiamao_desktop.storage import applicants, book


@dataclass(frozen=True, slots=True)
class NewBook:
    """A book just made, and what must be kept on paper.

    Attributes:
        recovery_sheet: The sheet as PDF. The program keeps no copy.
        keychain_problem: Why the keychain was not used, if it should have been.
    """

    workspace: Workspace
    recovery_code: str = field(repr=False)
    recovery_sheet: bytes = field(repr=False)
    keychain_problem: Problem | None = None


def create_book(
    folder: Path,
    passphrase: str,
    clock: Clock,
    *,
    name: str,
    uscc: str,
    city: str,
    use_keychain: bool = True,
) -> NewBook:
    """Create a book for an applicant, with its recovery sheet, or nothing at all.

    Raises:
        UserError: ``applicant.no_name``, ``uscc.*``, ``book.*`` -- nothing has then been created.
    """
    if not name.strip():
        raise UserError("applicant.no_name", field="name")
    applicant = Applicant(
        name=name.strip(), uscc=parse_uscc(uscc), city=city.strip(), account_name=name.strip()
    )
    catalog = load_installed(data_folder())
    made = book.create_book(
        folder, passphrase=passphrase, now=clock.now(), use_keychain=use_keychain
    )
    workspace = Workspace(made.book, catalog, clock)
    try:
        with workspace.operation("book.create", f"新建账套：{applicant.name}") as operation:
            applicants.put(operation.db, applicant)
        sheet = recovery_sheet(made.book.id, made.recovery_code, made.recovery_slot, clock.today())
    except BaseException:
        # A book whose recovery code nobody has seen must not stay behind.
        workspace.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return NewBook(workspace, made.recovery_code, sheet, made.keychain_problem)


def open_book(
    folder: Path,
    clock: Clock,
    *,
    passphrase: str | None = None,
    recovery_code: str | None = None,
) -> Workspace:
    """Open a book with its passphrase, its recovery code, or the system's keychain.

    Raises:
        UserError, MachineError: ``book.*``, ``keys.*`` -- each fault has a code of its own.
    """
    opened = book.open_book(folder, passphrase=passphrase, recovery_code=recovery_code)
    return Workspace(opened, load_installed(data_folder()), clock)


def groups_match(recovery_code: str, third: str, fifth: str) -> bool:
    """Tell whether somebody who has the sheet in hand typed the third and fifth group."""
    groups = recovery_code.split("-")
    return [groups[2], groups[4]] == [third.strip().upper(), fifth.strip().upper()]


def is_book(folder: Path) -> bool:
    """Tell whether a folder looks like a book, sound or not."""
    return book.is_book(folder)
