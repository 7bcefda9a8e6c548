"""Old workbooks (.xls) for tests, written by hand: a BIFF8 stream in an OLE container."""

from __future__ import annotations

import datetime as dt
import math
import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_DAY_ZERO = dt.date(1899, 12, 30)
_DATE_FORMAT = 14

Cells = Mapping[tuple[int, int], object]
"""Row and column, from nought, to text, number, day, truth or None."""


def rows_xls(*sheets: Sequence[Sequence[object]]) -> bytes:
    """An .xls with these rows on its sheets."""
    return cells_xls(
        *(
            {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
            for rows in sheets
        )
    )


def cells_xls(*sheets: Cells) -> bytes:
    """An .xls with these cells on its sheets, called S1, S2 and so on."""
    names = [_name(f"S{number}") for number in range(1, len(sheets) + 1)]
    formats = _record(0xE0, struct.pack("<HHH14x", 0, 0, 0))
    formats += _record(0xE0, struct.pack("<HHH14x", 0, _DATE_FORMAT, 0))
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + formats
    bounds = sum(len(_record(0x85, bytes(6) + name)) for name in names)
    at = len(start) + bounds + len(_record(0x0A, b""))
    bodies = [_sheet(cells) for cells in sheets]
    out = start
    for name, body in zip(names, bodies, strict=True):
        out += _record(0x85, struct.pack("<IH", at, 0) + name)
        at += len(body)
    return ole(out + _record(0x0A, b"") + b"".join(bodies))


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """A container of one stream, long enough to need no short sectors."""
    stream = stream.ljust(4096, b"\0")
    sectors = math.ceil(len(stream) / _SECTOR)
    tables = math.ceil((sectors + 2) / (_SECTOR // 4 - 1)) or 1
    chain = [*range(1, sectors), _END, _END, *([_FAT] * tables)]
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, 0, len(stream))
    directory += _entry("", 0, 0, 0) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, tables, sectors, 0, 4096, _END, 0, _END, 0, sectors + 1)
    more = [*range(sectors + 2, sectors + 1 + tables), *([_FREE] * (109 - tables))]
    header += struct.pack("<108I", *more[:108])
    body = stream.ljust(sectors * _SECTOR, b"\0") + directory
    return header.ljust(_SECTOR, b"\0") + body + struct.pack(f"<{len(chain)}I", *chain)


def _sheet(cells: Cells) -> bytes:
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for (row, column), value in sorted(cells.items()):
        place = struct.pack("<HH", row, column)
        match value:
            case None:
                body += _record(0x201, place + struct.pack("<H", 0))
            case bool():
                body += _record(0x205, place + struct.pack("<HBB", 0, value, 0))
            case int() | float():
                body += _record(0x203, place + struct.pack("<Hd", 0, value))
            case dt.date():
                days = float((value - _DAY_ZERO).days)
                body += _record(0x203, place + struct.pack("<Hd", 1, days))
            case _:
                text = str(value)
                label = struct.pack("<HHB", 0, len(text), 1) + text.encode("utf-16-le")
                body += _record(0x204, place + label)
    return body + _record(0x0A, b"")


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _name(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le")
    length = len(letters) + 2 if name else 0
    entry = letters.ljust(64, b"\0") + struct.pack("<HBB", length, kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + bytes(36)
    return entry + struct.pack("<II4x", start, size)
