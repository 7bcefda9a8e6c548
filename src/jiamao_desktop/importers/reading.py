"""The one way in: bytes and a name become a reading, whatever the bytes are.

The content decides what a file is, its name never does. Readers are tried in the order
of the tables below; each returns None when the content is not its kind, so a new layout
is a module and a line here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from jiamao_desktop.domain.draft import Draft, FileReading, Origin
from jiamao_desktop.domain.errors import ImportRefused, Problem
from jiamao_desktop.importers import (
    fapiao_edrm,
    fapiao_sources,
    fapiao_xbrl,
    fapiao_xml,
    limits,
    sniff,
    xmltree,
)
from jiamao_desktop.importers.fapiao_sources import Source
from jiamao_desktop.importers.sniff import FileType
from jiamao_desktop.importers.xmltree import Element

_BAD_DATA = (ValueError, LookupError, ArithmeticError)
"""What a reader that trips over nonsense raises; anything else is a bug and stays one."""

FAPIAO_XML: tuple[Callable[[Element, Origin], Source | None], ...] = (
    fapiao_xml.read,
    fapiao_edrm.read,
    fapiao_xbrl.read,
)


def read_bytes(name: str, data: bytes) -> FileReading:
    """Read one file. Whatever it is, the answer is a reading and never an error.

    Args:
        name: The file's name, shown to the person; not used to tell what it is.
        data: The whole file.
    """
    digest = hashlib.sha256(data).hexdigest()
    mime = ""
    try:
        if not data:
            raise ImportRefused("file.empty")  # noqa: TRY301 -- one place turns refusals into readings
        if len(data) > limits.FILE_BYTES:
            raise ImportRefused("file.too_large", most=limits.FILE_BYTES // limits.MIB)  # noqa: TRY301 -- as above
        kind = sniff.file_type(data)
        mime = kind.value
        drafts = read_drafts(kind, data)
    except ImportRefused as error:
        problem = Problem.from_error(error)
        return FileReading(name=name, sha256=digest, mime=mime, problem=problem, refused=True)
    except _BAD_DATA:
        problem = Problem.of("file.broken")
        return FileReading(name=name, sha256=digest, mime=mime, problem=problem, refused=True)
    return FileReading(
        name=name,
        sha256=digest,
        mime=mime,
        drafts=tuple(drafts),
        problem=None if drafts else Problem.of("file.not_recognised"),
        content=data,
    )


def read_drafts(kind: FileType, data: bytes) -> Sequence[Draft]:
    """Return what the readers of this type of file make of it; nothing if none knows it.

    Raises:
        ImportRefused: The file is broken or hostile.
    """
    if kind is FileType.XML:
        return _read_xml(data)
    return ()


def _read_xml(data: bytes) -> Sequence[Draft]:
    root = xmltree.parse(data)
    for read in FAPIAO_XML:
        source = read(root, Origin.XML)
        if source is not None:
            return (fapiao_sources.merge([source]),)
    return ()
