"""Mistakes in data files, each said so that the author can mend it.

The sentences stand in ``resources/messages/catalog.toml``: what is wrong, and the remedy.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping

from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.errors import PackError, PackMistake


class Mistakes:
    """Collects every mistake, so that an author sees all of them at once."""

    def __init__(self) -> None:
        self._found: list[PackMistake] = []

    def add(self, file: str, entry: str, code: str, /, **details: object) -> None:
        """Note a mistake; ``code`` names its sentence and its remedy."""
        texts = _sentences()[code]
        self._found.append(
            PackMistake(
                file=file,
                entry=entry,
                message=texts["zh"].format(**details),
                remedy=texts["remedy"].format(**details),
            )
        )

    @property
    def found(self) -> tuple[PackMistake, ...]:
        """Return what was noted so far."""
        return tuple(self._found)

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self._found)

    def refuse(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            PackError: With every mistake.
        """
        if self._found:
            raise PackError(tuple(self._found))


@functools.cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    file = resources_folder() / "messages" / "catalog.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
