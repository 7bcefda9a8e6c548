"""Where the data of the program lies: beside the code in a wheel, else in the checkout."""

from __future__ import annotations

import functools
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@functools.cache
def resources_folder() -> Path:
    """Return the folder with packs, messages, icons and fonts."""
    return _data("resources")


@functools.cache
def forms_folder() -> Path:
    """Return the folder with the official forms."""
    return _data("forms")


def _data(name: str) -> Path:
    shipped = _PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / name
