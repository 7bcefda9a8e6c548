"""Small models by hand and by seed, and what is found by trying every choice of one."""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    GrossStep,
    Item,
    Leaf,
    Mode,
    Model,
    NothingBelow,
    Ratio,
    Room,
    Rounded,
    Tiers,
    evaluate,
    gross_of,
    weighed,
)

HALF = (Ratio(1, 2), Rounded())
WHOLE = (Rounded(),)


def leaf(
    key: str,
    *steps: GrossStep,
    claim: str | None = None,
    least: int = 0,
    least_items: int = 0,
) -> Leaf:
    """Make a leaf; without steps its gross is its weight."""
    return Leaf(
        key=key,
        claim=key if claim is None else claim,
        steps=steps or WHOLE,
        least=least,
        least_items=least_items,
    )


def item(key: str, *modes: Mapping[int, int], vouchers: int = 1) -> Item:
    """Make an item; each mode says leaf and weight."""
    return Item(
        key=key, modes=tuple(tuple(sorted(mode.items())) for mode in modes), vouchers=vouchers
    )


def room(key: str, fen: int, *leaves: int) -> Room:
    """Make a room."""
    return Room(key=key, fen=fen, leaves=leaves)


def model(items: Sequence[Item], leaves: Sequence[Leaf], *rooms: Room) -> Model:
    """Make a model."""
    return Model(items=tuple(items), leaves=tuple(leaves), rooms=rooms)


def contested(seed: int, items: int = 6, leaves: int = 3, amount: int = 50) -> Model:
    """Return a small model in which much is contested and every kind of step occurs."""
    dice = random.Random(f"contested {seed}")
    count = dice.randint(1, leaves)
    made = [
        leaf(
            f"l{place}",
            *_steps(dice, amount),
            claim=f"c{dice.randint(0, count)}",
            least=dice.choice((0, 0, 0, 10)),
            least_items=dice.choice((0, 0, 0, 2)),
        )
        for place in range(count)
    ]
    spent = [_spent(dice, f"i{at:02}", count, amount) for at in range(dice.randint(2, items))]
    rooms = [
        room(
            f"r{number}",
            dice.randint(1, 2 * amount),
            *sorted(dice.sample(range(count), dice.randint(1, count))),
        )
        for number in range(dice.randint(0, count + 1))
    ]
    return model(spent, made, *rooms)


def _steps(dice: random.Random, amount: int) -> list[GrossStep]:
    steps: list[GrossStep] = [Ratio(dice.choice((1, 1, 2)), dice.choice((1, 2, 3)))]
    ceiling = dice.random()
    if ceiling < 0.3:
        steps.append(AtMost(dice.randint(1, 2 * amount)))
    elif ceiling < 0.5:
        most = dice.choice((None, 2, 3))
        steps.append(Tiers(dice.randint(1, amount), dice.randint(0, amount // 2), most))
    steps.append(Rounded(dice.choice((1, 1, 5)), half_up=dice.random() < 0.3))
    if dice.random() < 0.2:
        steps.append(NothingBelow(dice.randint(1, amount), strict=dice.random() < 0.5))
    return steps


def _spent(dice: random.Random, key: str, leaves: int, amount: int) -> Item:
    weight = dice.randint(1, amount)
    modes = set[Mode]()
    for _ in range(dice.choice((1, 1, 2, 3))):
        places = dice.sample(range(leaves), min(leaves, dice.choice((1, 1, 1, 2))))
        modes.add(
            tuple(
                (place, weight if dice.random() < 0.8 else dice.randint(1, amount))
                for place in sorted(places)
            )
        )
    return Item(key=key, modes=tuple(sorted(modes)), vouchers=dice.choice((1, 1, 1, 1, 0, 2, 3)))


def shuffled(one: Model, seed: int) -> Model:
    """Return the same model with items, modes, leaves and rooms in another order."""
    dice = random.Random(f"shuffled {seed}")
    order = dice.sample(range(len(one.leaves)), len(one.leaves))
    moved = {old: new for new, old in enumerate(order)}
    items = [
        replace(
            each,
            modes=tuple(
                tuple(sorted((moved[place], weight) for place, weight in mode))
                for mode in dice.sample(each.modes, len(each.modes))
            ),
        )
        for each in dice.sample(one.items, len(one.items))
    ]
    rooms = [
        replace(each, leaves=tuple(sorted(moved[place] for place in each.leaves)))
        for each in dice.sample(one.rooms, len(one.rooms))
    ]
    return model(items, [one.leaves[old] for old in order], *rooms)


def by_key(one: Model, modes: Sequence[int]) -> dict[str, frozenset[tuple[str, int]]]:
    """Say a choice in keys, whatever the order of the model."""
    return {
        each.key: frozenset(
            (one.leaves[place].key, weight)
            for place, weight in (each.modes[mode] if mode != UNUSED else ())
        )
        for each, mode in zip(one.items, modes, strict=True)
    }


def lean(one: Model, answer: Allocation) -> Allocation:
    """Return an answer without items whose loss it would not feel."""
    modes = list(answer.modes)
    for place, mode in enumerate(answer.modes):
        modes[place] = UNUSED
        if evaluate(one, modes).total < answer.total:
            modes[place] = mode
    return evaluate(one, modes)


def survives(one: Model, modes: Sequence[int], paid: Mapping[int, int]) -> bool:
    """Tell whether leaves still cover payments whichever one item is lost, or none."""
    weights, counts = weighed(one, modes)
    if any(gross_of(one.leaves[at], weights[at], counts[at]) < fen for at, fen in paid.items()):
        return False
    return all(
        gross_of(one.leaves[place], weights[place] - weight, counts[place] - 1) >= paid[place]
        for each, mode in zip(one.items, modes, strict=True)
        if mode != UNUSED
        for place, weight in each.modes[mode]
        if place in paid
    )


def safest(one: Model, best: Allocation) -> tuple[int, int]:
    """Return the most that can be safe, and the fewest vouchers for it, by trying everything.

    Items that the plan uses on leaves that are not to be safe stay as they are.
    """
    paid = {place: fen for place, fen in enumerate(best.paid) if fen}
    found = (-1, 0)
    for safe in _subsets(sorted(paid)):
        fen = sum(paid[place] for place in safe)
        if fen < found[0]:
            continue
        for modes in _choices(one, best, set(paid) - set(safe)):
            vouchers = sum(
                each.vouchers for each, mode in zip(one.items, modes, strict=True) if mode != UNUSED
            )
            if (fen, -vouchers) > (found[0], -found[1]) and survives(
                one, modes, {place: paid[place] for place in safe}
            ):
                found = (fen, vouchers)
    return found


def _subsets(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for count in range(len(places) + 1):
        yield from itertools.combinations(places, count)


def _choices(one: Model, best: Allocation, given_up: Collection[int]) -> Iterator[tuple[int, ...]]:
    ways: list[Sequence[int]] = []
    for each, mode in zip(one.items, best.modes, strict=True):
        now = each.modes[mode] if mode != UNUSED else ()
        stays = any(place in given_up for place, _ in now)
        ways.append((mode,) if stays else range(UNUSED, len(each.modes)))
    return itertools.product(*ways)
