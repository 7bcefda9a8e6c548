"""The files of a pack as they lie on disk, before anything in them is understood."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.table import BareDecimal

PACK_FILE = "pack.toml"
DICTIONARIES = ("facts.toml", "categories.toml")
"""What a pack may add to the shared dictionaries, in files of its own."""
EXAMPLES = ".examples.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPack:
    """What the files say.

    Attributes:
        documents: File name inside the pack to parsed content, bare decimals marked.
        sources: File name of a notice's text to its bytes.
    """

    documents: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, bytes]


def read_raw(folder: Path, mistakes: Mistakes) -> RawPack:
    """Read the files of a pack; a file that cannot be read is a mistake like any other."""
    own = [name for name in DICTIONARIES if (folder / name).is_file()]
    measures = sorted(f"measures/{one.name}" for one in folder.glob("measures/*.toml"))
    names = [PACK_FILE, *own, *measures]
    documents = {name: read_toml(folder / name, name, mistakes) for name in names}
    sources = {
        f"sources/{file.name}": file.read_bytes()
        for file in sorted(folder.glob("sources/*"))
        if file.is_file()
    }
    return RawPack(documents=documents, sources=sources)


def read_toml(file: Path, name: str, mistakes: Mistakes) -> Mapping[str, Any]:
    """Return the content of a TOML file; empty, with a mistake noted, if it has none."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=BareDecimal)
    except FileNotFoundError:
        mistakes.add(name, name, "pack.missing_file", file=name)
    except UnicodeDecodeError as error:
        mistakes.add(name, name, "pack.not_utf8", at=error.start)
    except (ValueError, RecursionError) as error:  # also a figure of ten thousand digits
        mistakes.add(name, name, "pack.bad_toml", reason=error)
    return {}
