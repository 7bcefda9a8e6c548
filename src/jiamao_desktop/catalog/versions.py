"""Every version of every pack that is there. A claim keeps the one it was made with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.pack import Pack

Loader = Callable[[], Pack]


class Versions:
    """Versions by pack; one that is not in force is read when somebody asks for it."""

    def __init__(self, loaders: Mapping[tuple[str, str], Loader] | None = None) -> None:
        self._loaders = dict(loaders or {})
        self._loaded: dict[tuple[str, str], Pack] = {}

    def of(self, pack_id: str) -> tuple[str, ...]:
        """Return the versions of a pack that are there, newest first."""
        found = [version for name, version in self._loaders if name == pack_id]
        return tuple(sorted(found, key=version_key, reverse=True))

    def get(self, pack_id: str, version: str) -> Pack:
        """Return one version of a pack.

        Raises:
            UserError: ``pack.version_missing``.
            PackError: It is there, and does not fit this program any more.
        """
        key = pack_id, version
        if key not in self._loaders:
            raise UserError("pack.version_missing", pack=pack_id, version=version)
        if key not in self._loaded:
            self._loaded[key] = self._loaders[key]()
        return self._loaded[key]


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: ``2024.10`` is newer than ``2024.9``."""
    return tuple(int(part) for part in re.findall(r"\d+", version))
