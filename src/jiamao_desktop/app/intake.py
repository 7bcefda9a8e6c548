"""Take a reviewed batch into the book: one operation, undone whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jiamao_desktop.app.intake_log import log_of, source_of, title_of
from jiamao_desktop.app.intake_records import Intake
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.review import ReviewItem, checked
from jiamao_desktop.app.sources import content_of
from jiamao_desktop.app.watching import watched_folder
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import ImportBatch
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import batches

_ORDER: Mapping[DraftKind | None, int] = {
    DraftKind.CONTRACT: 0,
    DraftKind.DECLARATION: 1,
    DraftKind.EXPENSE: 2,
    DraftKind.FAPIAO: 3,
    DraftKind.PAYMENT: 5,
    None: 7,
}
"""What others belong to comes first; red 发票 after blue ones, other forms after vouchers."""
_RED, _SAME, _OTHER = 4, 6, 7


def take_in(ws: Workspace, items: Sequence[ReviewItem], report: Report = silent) -> Changes:
    """Store what the review list marks to be taken, as one operation.

    The encrypted files are written first and the rows last, so that no row ever points to
    a file that is not there. What is not taken is only named in the import log.

    Raises:
        UserError: ``import.nothing_to_take``; ``import.cannot_take`` -- what was chosen for
            an item makes no record; ``import.partner_not_taken`` -- what it proves is left out;
            ``file.changing`` -- a file is not what it was when it was looked at.
        Cancelled: Through ``report``; nothing has then been stored.
    """
    taken = [item for item in items if item.take]
    if not taken:
        raise UserError("import.nothing_to_take")
    _check(taken)
    files = _written(ws, taken, report)
    with ws.operation("import", f"收入单证 {len(taken)} 件") as operation:
        now = ws.clock.now()
        source = source_of(items, watched_folder(ws))
        batch = ImportBatch(source=source, at=now, title=title_of(items))
        number = batches.add(operation.db, batch)
        intake = Intake(operation.db, now, files, number)
        for done, item in enumerate(sorted(taken, key=_place)):
            report(done, len(taken), item.reading.name)
            intake.take(item)
        batches.add_files(operation.db, number, log_of(items, intake.records, intake.documents))
    return operation.changes


def _check(taken: Sequence[ReviewItem]) -> None:
    """Refuse before anything is written what would otherwise fail or come loose halfway."""
    for item in taken:
        if problem := checked(item).blocked:
            raise UserError("import.cannot_take", name=item.reading.name, reason=message(problem))
    if loose := loose_items(taken):
        raise UserError("import.partner_not_taken", name=loose[0].reading.name)


def loose_items(items: Sequence[ReviewItem]) -> Sequence[ReviewItem]:
    """Return what is to be taken in and belongs to an item of the batch that is not.

    What belongs to a loose item is loose as well.
    """
    keys = {item.key for item in items if item.take}
    held = keys
    while True:
        left = {item.key for item in items if item.key in held and item.partners <= held}
        if left == held:
            return [item for item in items if item.key in keys - held]
        held = left


def _place(item: ReviewItem) -> tuple[int, int]:
    """Order the items of a batch: first what others belong to."""
    if item.same is not None:
        return _SAME, item.key
    kind = item.draft.kind if item.draft else None
    if kind is DraftKind.FAPIAO and item.is_red:
        return _RED, item.key
    return _ORDER.get(kind, _OTHER), item.key


def _written(ws: Workspace, items: Sequence[ReviewItem], report: Report) -> dict[str, str]:
    """Write each file once; return digest → name of the encrypted file."""
    files = {item.reading.sha256: item for item in items}

    def contents() -> Iterator[bytes]:
        for done, item in enumerate(files.values()):
            report(done, len(files), item.reading.name)
            yield content_of(item)

    return dict(zip(files, ws.book.files.store_all(contents()), strict=True))
