"""What makers of vouchers call the fields: tables of labels in ``resources/layouts``.

A new bank, broker or printer is a new label in a TOML file, not new code. Each reader says
which sections and fields it understands; a file that names another is refused as a whole,
because a label that nobody looks up is a mistake that nobody would notice.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.importers.layout import squeezed

Shape: TypeAlias = Mapping[str, Collection[str]]
"""Section to the fields it may have."""

Labels: TypeAlias = Mapping[str, Sequence[str]]
"""Field to its labels, the better one first."""


def plain(text: str) -> str:
    """Return a label as it is compared: half-width, no blanks, no stars, no closing colon.

    >>> plain("* 海关编号 ：")
    '海关编号'
    """
    return squeezed(text).strip("*").rstrip(":").upper()


def fields_of(labels: Labels) -> Mapping[str, str]:
    """Return the tables turned round: label to field."""
    return {label: field for field, known in labels.items() for label in known}


def pattern(labels: Iterable[str], before: str = "", after: str = ":?") -> re.Pattern[str]:
    """Return a pattern that finds one of these labels in squeezed text, the longest first.

    Args:
        labels: As they stand in the file.
        before: A pattern that must match in front.
        after: A pattern that must match behind, by default a colon that may be missing.
    """
    ordered = sorted(labels, key=lambda label: (-len(label), label))
    return re.compile(f"{before}(?:{'|'.join(map(re.escape, ordered))}){after}")


def load(name: str, shape: Shape) -> Mapping[str, Labels]:
    """Return the sections of one file.

    Args:
        name: Of the file in ``resources/layouts``, without its ending.
        shape: What the reader understands; every section of it must be there.

    Raises:
        MachineError: What :func:`checked` finds.
    """
    return checked(name, _raw(name), shape)


def checked(name: str, raw: Mapping[str, object], shape: Shape) -> Mapping[str, Labels]:
    """Return the sections of a file that has been parsed, or tell what is wrong in it.

    Raises:
        MachineError: ``layout.unknown_key``, ``layout.missing_section``,
            ``layout.not_labels``, ``layout.label_form`` or ``layout.label_twice``.
    """
    for key in raw:
        if key not in shape:
            raise MachineError("layout.unknown_key", file=name, key=key)
    found: dict[str, Labels] = {}
    for section, known in shape.items():
        held = raw.get(section)
        if not isinstance(held, Mapping):
            raise MachineError("layout.missing_section", file=name, key=section)
        for field in held:
            if field not in known:
                raise MachineError("layout.unknown_key", file=name, key=f"{section}.{field}")
        found[section] = {
            field: _labels(name, f"{section}.{field}", held[field])
            for field in known
            if field in held
        }
        _check_once(name, section, found[section])
    return found


def _labels(name: str, key: str, held: object) -> tuple[str, ...]:
    if not isinstance(held, list) or not held or not all(isinstance(one, str) for one in held):
        raise MachineError("layout.not_labels", file=name, key=key)
    for label in held:
        if not label or plain(label) != label:
            raise MachineError("layout.label_form", file=name, key=key, label=label)
    return tuple(held)


def _check_once(name: str, section: str, labels: Labels) -> None:
    seen: set[str] = set()
    for field, known in labels.items():
        for label in known:
            if label in seen:
                key = f"{section}.{field}"
                raise MachineError("layout.label_twice", file=name, key=key, label=label)
            seen.add(label)


@functools.cache
def _raw(name: str) -> Mapping[str, object]:
    with (_folder() / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _folder() -> Path:
    """Find the folder inside an installed package, or beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / "resources" / "layouts"
    return installed if installed.exists() else package.parents[1] / "resources" / "layouts"
