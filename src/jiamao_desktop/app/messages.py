"""The sentence for each code: ``resources/messages/*.toml``, one file per layer.

Codes travel through the program; sentences stand here alone, in two languages.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from typing import Any

from jiamao_desktop.app.said import Said
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.assessment import LeftOut
from jiamao_desktop.domain.errors import JiamaoError, PackError, Problem


@functools.cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return code → language → template, of all layers."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted((resources_folder() / "messages").glob("*.toml")):
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


class _Named(dict[str, str]):
    """Shows a detail that was not given by its name rather than failing to speak at all."""

    def __missing__(self, key: str) -> str:
        return f"〈{key}〉"


def sentence(code: str, details: Mapping[str, Any], language: str = "zh") -> str:
    """Return the sentence for a code, its details filled in.

    Raises:
        KeyError: No such code; a test proves that every code in the source has one.
    """
    return sentences()[code][language].format_map(
        _Named({name: str(value) for name, value in details.items()})
    )


def message(problem: JiamaoError | Problem | LeftOut | Said, language: str = "zh") -> str:
    """Return what to tell the person: an error, a problem, a line left out, or why."""
    if isinstance(problem, PackError):
        return "\n".join(str(mistake) for mistake in problem.mistakes)
    details = problem.details if isinstance(problem, JiamaoError) else dict(problem.details)
    return sentence(problem.code, details, language)
