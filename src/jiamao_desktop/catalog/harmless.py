"""What no honest pack contains: looked for before anything in it is understood.

A pack is read by this program, shown on screen, printed, and written into spreadsheets. So no
text may be a formula, name a path, hide characters or reverse them; no figure, date or nesting
may be of a size that only serves to make a reader stumble.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jiamao_desktop.catalog.intake import WHOLE
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.raw import RawPack

LONGEST_TEXT = 4_000
MOST_READINGS = 4_096
"""Ways to read all unclear words of a measure together; each of them is worked out."""

_DEEPEST = 40
_FIRST_YEAR, _LAST_YEAR = 1949, 2199
_LARGEST = 10**15
_FORMULA = re.compile(r"\s*(?:[=+@\uff1d\uff0b\uff20]|-(?![\d.]+\s*$))")
_PATH = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^\s*(?:/|~/|\\\\|[A-Za-z]:[\\/]|file:)")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,118}[a-z0-9])?")
_VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,4}")


def is_id(text: str) -> bool:
    """Tell whether a text may be the id of a pack or a measure: it becomes a file's name."""
    return bool(_ID.fullmatch(text))


def check_nesting(folder: Path, mistakes: Mistakes) -> None:
    """Note files so deeply nested that reading them would exhaust the reader itself."""
    for file in sorted(folder.rglob("*.toml")):
        depth = deepest = 0
        for byte in file.read_bytes():
            if byte in b"[{":
                depth += 1
                deepest = max(deepest, depth)
            elif byte in b"]}":
                depth = max(depth - 1, 0)
        if deepest > _DEEPEST:
            mistakes.add(file.relative_to(folder).as_posix(), WHOLE, "pack.too_deep")


def check_content(raw: RawPack, mistakes: Mistakes) -> None:
    """Note every text, figure and day that no pack needs, with its place."""
    for file, content in raw.documents.items():
        for entry, value in _leaves(content, ""):
            if isinstance(value, str):
                _check_text(file, entry, value, mistakes)
            elif isinstance(value, dt.date) and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
                mistakes.add(file, entry, "pack.odd_day", day=value)
            elif isinstance(value, int) and abs(value) > _LARGEST:
                mistakes.add(file, entry, "pack.odd_number")
    _check_names(raw, mistakes)
    _check_readings(raw, mistakes)


def _leaves(value: object, entry: str) -> Iterator[tuple[str, object]]:
    """Yield every value with its place; a list entry is known by its id, or its number."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{entry}.{key[:60]}".strip("."), key
            yield from _leaves(inner, f"{entry}.{key[:60]}".strip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            name = inner.get("id", number) if isinstance(inner, dict) else number
            yield from _leaves(inner, f"{entry}.{str(name)[:60]}")
    else:
        yield entry, value


def _check_text(file: str, entry: str, text: str, mistakes: Mistakes) -> None:
    if len(text) > LONGEST_TEXT:
        mistakes.add(file, entry, "pack.text_too_long", most=LONGEST_TEXT)
    elif _HIDDEN.search(text):
        mistakes.add(file, entry, "pack.hidden_character")
    elif _FORMULA.match(text):
        mistakes.add(file, entry, "pack.formula", value=text[:40])
    elif _PATH.search(text):
        mistakes.add(file, entry, "pack.path_in_text", value=text[:40])


def _check_names(raw: RawPack, mistakes: Mistakes) -> None:
    """Ids become names of files and folders, so they are made of plain characters."""
    for file, content in raw.documents.items():
        name = content.get("id")
        if isinstance(name, str) and not is_id(name):
            mistakes.add(file, "id", "pack.bad_id", id=name[:60])
        version = content.get("version")
        if isinstance(version, str) and not _VERSION.fullmatch(version):
            mistakes.add(file, "version", "pack.bad_version", version=version[:60])


def _check_readings(raw: RawPack, mistakes: Mistakes) -> None:
    shared = 1
    for file, content in raw.documents.items():
        count = shared
        for word in _tables(content.get("unsettled")):
            count *= max(len(_tables(word.get("options"))), 1)
        if file == "pack.toml":
            shared = count
        if count > MOST_READINGS:
            mistakes.add(file, "unsettled", "pack.too_many_readings", most=MOST_READINGS)


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
