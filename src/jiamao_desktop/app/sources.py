"""The bytes of a file, read once more when it is taken in.

A batch may be thousands of scans: between reading and taking in only digests are kept. What is
taken in is what was looked at: a file with another digest is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.domain.errors import ImportRefused, UserError
from jiamao_desktop.importers.archive import Archive


def content_of(item: ReviewItem) -> bytes:
    """Return the bytes that were read when the item was looked at.

    Raises:
        UserError: ``file.changing`` -- the file is gone, or is another one now.
    """
    reading = item.reading
    if reading.content:
        return reading.content
    for data in _candidates(item):
        if hashlib.sha256(data).hexdigest() == reading.sha256:
            return data
    raise UserError("file.changing", name=reading.name)


def _candidates(item: ReviewItem) -> Iterator[bytes]:
    """Yield what lies where the item came from: the file, or the parts of a bundle."""
    bundled = "/" in item.reading.name
    for path in item.sources:
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if bundled:
            yield from _parts(data)
        else:
            yield data


def _parts(data: bytes) -> Iterator[bytes]:
    try:
        archive = Archive(data)
        for name in archive.names:
            yield archive.read(name)
    except ImportRefused:
        return
