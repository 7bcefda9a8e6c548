"""Carrying an answer from one model to another: the same expenses in the same claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiamao_desktop.domain.allocation import UNUSED, Item, Model
from jiamao_desktop.domain.compiling.compiled import Compiled

Use = frozenset[tuple[str, int | None]]
"""The claims, by measure and project, that an item stands in."""


def uses_of(compiled: Compiled, model: Model, modes: Sequence[int]) -> Mapping[str, Use]:
    """Return in which claims the items of an answer stand, by their keys.

    Args:
        compiled: What the leaves are.
        model: The model, perhaps with fewer modes than the compiled one.
        modes: The answer.
    """
    return {
        item.key: _named(compiled, item, mode)
        for item, mode in zip(model.items, modes, strict=True)
        if mode != UNUSED
    }


def carried(uses: Mapping[str, Use], compiled: Compiled, model: Model) -> list[int]:
    """Return the modes in which the same items stand in the same claims of another model.

    Where an item cannot stand in all of its claims there, it stands in as many as it can.
    """
    return [
        _nearest(compiled, item, uses[item.key]) if item.key in uses else UNUSED
        for item in model.items
    ]


def _nearest(compiled: Compiled, item: Item, wanted: Use) -> int:
    best, most = UNUSED, 0
    for place in range(len(item.modes)):
        named = _named(compiled, item, place)
        if named <= wanted and len(named) > most:
            best, most = place, len(named)
    return best


def _named(compiled: Compiled, item: Item, mode: int) -> Use:
    leaves = compiled.leaves
    return frozenset((leaves[leaf].measure, leaves[leaf].project) for leaf, _ in item.modes[mode])
