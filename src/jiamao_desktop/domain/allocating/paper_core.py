"""The items that can matter for the fewest vouchers, where an answer is known already."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from jiamao_desktop.domain.allocation import Item, Model


def core_items(model: Model, vouchers: int) -> list[int]:
    """Return items among which there is a best answer with no more vouchers than these.

    Of items that can be claimed in the same leaves with the same vouchers, each with more weight
    than the next in all of them, no answer uses more than the vouchers allow; so the heaviest
    will do, in the leaves where the others would have been.

    Args:
        model: A model in which as few claims as in the known answer are needed.
        vouchers: Of the known answer.
    """
    alike: dict[object, list[tuple[tuple[int, ...], int]]] = {}
    for at, item in enumerate(model.items):
        shape, weights = _form(item)
        alike.setdefault((shape, item.vouchers), []).append((weights, -at))
    kept = list[int]()
    for some in alike.values():
        some.sort(reverse=True)
        papers = model.items[-some[0][1]].vouchers
        if papers and _falling([weights for weights, _ in some]):
            some = some[: vouchers // papers]  # noqa: PLW2901 -- the rest is not needed
        kept += [-at for _, at in some]
    return sorted(kept)


def _form(item: Item) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Return the leaves of every way to claim an item, and its weights in them."""
    ways = sorted(item.modes)
    return (
        tuple(tuple(leaf for leaf, _ in way) for way in ways),
        tuple(weight for way in ways for _, weight in way),
    )


def _falling(weights: Iterable[Sequence[int]]) -> bool:
    """Tell whether each is nowhere above the one before."""
    return all(
        all(one >= other for one, other in zip(before, after, strict=True))
        for before, after in itertools.pairwise(weights)
    )
