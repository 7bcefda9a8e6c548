"""The import log: what became of each file of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jiamao_desktop.app.mapping import is_mapped
from jiamao_desktop.app.review import ItemState, ReviewItem
from jiamao_desktop.domain.batch import BatchSource, ImportFile, Outcome
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import Problem

_OUTCOMES = {
    ItemState.REFUSED: Outcome.REFUSED,
    ItemState.DUPLICATE: Outcome.DUPLICATE,
}


def log_of(
    items: Sequence[ReviewItem],
    records: Mapping[int, int],
    documents: Mapping[str, DocumentId],
) -> tuple[ImportFile, ...]:
    """Return one line for each file, in the order of the batch.

    Args:
        items: All of the batch, also those that are not taken.
        records: Key of an item to how many records were made of it.
        documents: Digest of a file to where it is kept.
    """
    files: dict[tuple[str, str, int], list[ReviewItem]] = {}
    for item in items:
        same_file = (item.reading.name, item.reading.sha256, id(item.reading))
        files.setdefault(same_file, []).append(item)
    return tuple(_line(parts, records, documents) for parts in files.values())


def _line(
    parts: Sequence[ReviewItem], records: Mapping[int, int], documents: Mapping[str, DocumentId]
) -> ImportFile:
    reading = parts[0].reading
    made = sum(records.get(item.key, 0) for item in parts)
    return ImportFile(
        name=reading.name,
        size=parts[0].size or len(reading.content),
        sha256=reading.sha256,
        outcome=_outcome(parts, made),
        problem=next(_problems(parts), None),
        records=made,
        document=documents.get(reading.sha256) if any(item.take for item in parts) else None,
    )


def _outcome(parts: Sequence[ReviewItem], made: int) -> Outcome:
    if made:
        mapped = any(is_mapped(item.draft) for item in parts)
        return Outcome.MAPPED if mapped else Outcome.TAKEN
    if any(item.take and item.same is not None for item in parts):
        return Outcome.SAME
    if any(item.take for item in parts):
        return Outcome.DOCUMENT
    return _OUTCOMES.get(parts[0].state, Outcome.LEFT)


def _problems(parts: Sequence[ReviewItem]) -> Iterator[Problem]:
    for item in parts:
        for problem in (item.duplicate, item.blocked, item.reading.problem):
            if problem is not None:
                yield problem
        if item.same is not None:
            yield item.same.problem


def source_of(items: Sequence[ReviewItem], watched: Path | None = None) -> BatchSource:
    """Say how a batch came: as files out of one folder, one by one, or from the clipboard."""
    if items and not any(item.sources for item in items):
        return BatchSource.PASTE
    folders = {path.parent for item in items for path in item.sources[:1]}
    if folders == {watched}:
        return BatchSource.WATCH
    several = len({item.sources for item in items}) > 1
    return BatchSource.FOLDER if len(folders) == 1 and several else BatchSource.FILES


def title_of(items: Sequence[ReviewItem]) -> str:
    """Name a batch: by its folder, or by its first file."""
    if source_of(items) is BatchSource.FOLDER:
        return items[0].sources[0].parent.name if items[0].sources else ""
    return items[0].reading.name
