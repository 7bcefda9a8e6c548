"""A look at a workbook's parts before anything builds a grid from them.

The reader of sheets lays out a rectangle up to the farthest cell: one stray cell in the
last row costs gigabytes and ends the process. So the parts are streamed first, cell by
cell, and only what passed, packed anew, is handed on.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers.archive import Archive

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 1_000
MOST_CELLS: Final = 4_000_000
"""Cells of the rectangles of all sheets together, empty ones included."""
MOST_TEXT: Final = 50 * 10**6
"""Characters of all cells together; one long shared text may stand in many cells."""

_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/.+\.(?:xml|rels)", re.IGNORECASE)
_NOT_NEEDED = re.compile(
    r"xl/(?:drawings|charts|chartsheets|theme|media|comments|externalLinks|calcChain)",
    re.IGNORECASE,
)
_SHARED = "sharedstrings"
_CELL = re.compile(r"([A-Z]{1,4})([1-9][0-9]{0,7})", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"[1-9]\d{15,}")
_LETTERS: Final = 26
_FAR = re.compile(rb'r="[A-Z]{1,2}+(?:[A-Z]|[2-9]\d{5}|\d{7})')
_YES_OR_NO: Final = b't="b"'
_DECLARED: Final = b"<!"
"""What an honest long list does not have; where it stands, every cell is looked at instead.
One search each: together they would take ten times as long."""
_OVERLAP: Final = 64


@dataclass(slots=True)
class SheetParts:
    """What the scan found.

    Attributes:
        packed: The workbook again, holding only the parts that were looked at.
        long_numbers: Row and column, counted from one, to the whole numbers of over
            fifteen digits that stand there on any sheet, as written. Read as floats
            their last digits would bend.
    """

    packed: bytes = b""
    long_numbers: dict[tuple[int, int], set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Room:
    """What may still be used up, over all parts."""

    cells: int = MOST_CELLS
    text: int = MOST_TEXT


def scan(data: bytes) -> SheetParts:
    """Look at every part that a reader of sheets would open.

    Raises:
        ImportRefused: ``sheet.far_cell``, ``sheet.too_large``, ``xml.entities``,
            ``sheet.broken``, or what :class:`Archive` refuses.
    """
    archive = Archive(data)
    contents = {
        name.replace("\\", "/"): archive.read(name)
        for name in archive.names
        if _is_needed(name.replace("\\", "/"))
    }
    parts, room = SheetParts(), _Room()
    lengths: list[int] = []
    for name in sorted(contents, key=lambda name: _SHARED not in name.lower()):
        try:
            if _SHARED in name.lower():
                lengths += _text_lengths(contents[name])
            else:
                _scan_cells(contents[name], _Reach(lengths, room, parts.long_numbers))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ImportRefused("sheet.broken", part=name) from error
    parts.packed = _packed(contents)
    return parts


def is_plain(archive: Archive) -> bool:
    """Tell whether the sheets hold nothing but near cells that say where they are.

    A look at the bytes as they come: thirty times quicker than at each cell, and memory for
    one piece only. ``False`` says nothing against a file; :func:`scan` decides then.

    Raises:
        ImportRefused: What :class:`Archive` refuses.
    """
    if len(set(map(str.lower, archive.names))) != len(archive.names):
        return False
    for name in archive.names:
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
            before = b""
            for chunk in archive.chunks(name):
                if _is_odd(before + chunk, first=not before):
                    return False
                before = chunk[-_OVERLAP:]
    return True


def _is_odd(content: bytes, *, first: bool) -> bool:
    return bool(_FAR.search(content) or _YES_OR_NO in content or (first and _DECLARED in content))


def _is_needed(name: str) -> bool:
    return bool(_NEEDED.fullmatch(name)) and not _NOT_NEEDED.match(name)


def _packed(contents: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in contents.items():
            bundle.writestr(name, content)
    return out.getvalue()


def _elements(content: bytes, *tags: str) -> etree.iterparse:
    return etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )


def _refuse_document_type(elements: etree.iterparse) -> None:
    root = elements.root
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        raise ImportRefused("xml.entities")


def _text_lengths(content: bytes) -> list[int]:
    lengths: list[int] = []
    elements = _elements(content, "si")
    for _, shared in elements:
        lengths.append(sum(map(len, shared.itertext())))
        _forget(shared)
    _refuse_document_type(elements)
    return lengths


@dataclass(slots=True)
class _Reach:
    """How far one part reaches, as its cells go by."""

    lengths: list[int]
    room: _Room
    long_numbers: dict[tuple[int, int], set[str]]
    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0

    def take(self, cell: etree._Element) -> None:
        """Measure one cell; one that holds a format and nothing else does not count."""
        row, self.column = self._position(cell)
        if not len(cell):
            return
        if row > MOST_ROWS or self.column > MOST_COLUMNS:
            place = cell.get("r", "")
            raise ImportRefused("sheet.far_cell", cell=place, rows=MOST_ROWS, columns=MOST_COLUMNS)
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, self.column)
        value, kind = _value(cell), cell.get("t", "n")
        if kind == "n" and _LONG_NUMBER.fullmatch(value):
            self.long_numbers.setdefault((row, self.column), set()).add(value)
        self.room.text -= _length(kind, value, self.lengths)
        if self.room.text < 0 or self.last_row * self.last_column > self.room.cells:
            raise ImportRefused("sheet.too_large", cells=MOST_CELLS)

    def end_row(self, row: etree._Element) -> None:
        """Go on to the next row."""
        self.row, self.column = _row_number(row, self.row), 0

    def _position(self, cell: etree._Element) -> tuple[int, int]:
        """Return row and column of a cell, counting from one; it need not name itself."""
        stated = cell.get("r")
        if stated is None:
            return _row_number(cell.getparent(), self.row), self.column + 1
        match = _CELL.fullmatch(stated)
        if match is None:
            raise ImportRefused("sheet.broken", part=stated[:20])
        return int(match[2]), _column_number(match[1])


def _scan_cells(content: bytes, reach: _Reach) -> None:
    """Measure one part; parts without cells pass through at the cost of one look."""
    elements = _elements(content, "c", "row")
    for _, element in elements:
        if element.tag.endswith("row"):
            reach.end_row(element)
        else:
            reach.take(element)
        _forget(element)
    _refuse_document_type(elements)
    reach.room.cells -= reach.last_row * reach.last_column


def _value(cell: etree._Element) -> str:
    """Return what a cell holds, not the formula behind it."""
    last = cell[-1]
    return (last.text or "").strip() if not len(last) else "".join(last.itertext())


@functools.cache
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _row_number(element: etree._Element, before: int) -> int:
    stated = element.get("r", "")
    return int(stated) if stated.isdigit() and len(stated) <= 8 else before + 1  # noqa: PLR2004 -- longer is no row


def _length(kind: str, value: str, lengths: list[int]) -> int:
    if kind == "s" and value.isdigit() and len(value) < 8:  # noqa: PLR2004 -- an index, not a bomb
        index = int(value)
        return lengths[index] if index < len(lengths) else 0
    return len(value)


def _forget(element: etree._Element) -> None:
    """Free what was streamed, so that a large part never stands in memory whole."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
