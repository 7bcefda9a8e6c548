"""Models made up by seed, for judges: tiny ones, middle ones, and a kind known to be hard.

The same seed gives the same model on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from jiamao_desktop.domain.allocation import (
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
    gross_of,
)

Dice = random.Random
Amounts = Callable[[], int]
Group = tuple[str, tuple[int, ...]]

TINY_CHOICES = 6_000
"""A tiny model has no more ways to choose than these, so that all can be tried."""

RATES = ((1, 1), (1, 10), (3, 10), (1, 2), (7, 10), (4, 5), (50, 100))
ODD_RATES = ((1, 3), (2, 7), (345, 10_000), (37, 100), (999, 1_000))


def tiny(seed: int) -> Model:
    """Return a model of at most eight items with every feature and amounts from 1 to 10^11 fen."""
    dice = Dice(f"tiny {seed}")
    size = dice.choice((100, 10**4, 10**6, 10**8, 10**10, 10**11))
    amounts = _amounts(dice, 1, size)
    count = dice.choices(range(9), (1, 2, 4, 6, 8, 12, 16, 20, 31))[0]
    places = dice.choices(range(1, 7), (2, 6, 8, 8, 4, 2))[0]
    items, choices = list[Item](), 1
    for number in range(count):
        item = _item(dice, f"i{number}", places, amounts)
        while choices * (len(item.modes) + 1) > TINY_CHOICES:
            item = Item(key=item.key, modes=item.modes[:-1], vouchers=item.vouchers)
        choices *= len(item.modes) + 1
        items.append(item)
    model = _finished(dice, items, places, RATES + ODD_RATES * (size > 10**5))
    return model if seed % 8 else _odd(Dice(f"odd {seed}"), model)


def middle(seed: int) -> Model:
    """Return a model of 20 to 40 items with all features and amounts such as firms have."""
    dice = Dice(f"middle {seed}")
    amounts = _amounts(dice, 100_00, 1_000_000_00)
    places = dice.randint(3, 12)
    ways = dice.choice(((1, 2), (1, 2, 3), (2, 2, 3, 4)))
    items = [_item(dice, f"i{n:02}", places, amounts, ways) for n in range(dice.randint(20, 40))]
    return _finished(dice, items, places, RATES)


def partition(seed: int) -> Model:
    """Return a model of the hard kind: lines nearly equal, one knapsack for each leaf.

    Every item may go to any of three leaves, whose rooms together hold all of them, to the fen;
    to fill them is to split a set of numbers into parts of given sums.
    """
    dice = Dice(f"partition {seed}")
    leaves = tuple(Leaf(key=f"l{n}", claim=f"c{n}", steps=(Rounded(),)) for n in range(3))
    sizes = [10**9 + dice.randrange(10**8) for _ in range(24)]
    items = tuple(
        Item(key=f"i{n:02}", modes=tuple(((place, size),) for place in range(3)))
        for n, size in enumerate(sizes)
    )
    room = sum(sizes) // 3
    rooms = tuple(Room(key=f"r{n}", fen=room + n, leaves=(n,)) for n in range(3))
    return Model(items=items, leaves=leaves, rooms=rooms)


def _odd(dice: Dice, model: Model) -> Model:
    """Return a model with what no pack should lead to, but some might: doubles and empty rooms."""
    items = list(model.items)
    for place in dice.sample(range(len(items)), min(2, len(items))):
        modes = items[place].modes
        if not modes:
            continue
        own = dice.choice(modes)
        less = tuple((leaf, dice.randint(1, weight)) for leaf, weight in own)
        added = dice.choice((own, less))  # the same way twice, or again for less
        items[place] = Item(
            key=items[place].key, modes=(*modes, added), vouchers=items[place].vouchers
        )
    rooms = list(model.rooms)
    if rooms:
        first = rooms[0]
        rooms.append(Room(key="again", fen=first.fen + dice.randint(0, 1), leaves=first.leaves))
    rooms.append(Room(key="empty", fen=dice.randint(0, 5), leaves=()))
    return Model(items=tuple(items), leaves=model.leaves, rooms=tuple(rooms))


def _amounts(dice: Dice, least: int, most: int) -> Amounts:
    """Return a die for amounts: far apart, or all equal, or of few sizes, or nearly equal."""

    def wide() -> int:  # no logarithms: they differ from machine to machine
        digits = dice.randrange(len(str(least)) - 1, len(str(most)) - 1)
        return min(most, dice.randint(10**digits, 10 ** (digits + 1)))

    base, few = wide(), [wide() for _ in range(3)]
    kinds: list[Amounts] = [
        wide,
        wide,
        wide,
        lambda: base,
        lambda: dice.choice(few),
        lambda: base + dice.randint(0, 1 + base // 50),
        lambda: -(-wide() // 100) * 100,
    ]
    return dice.choice(kinds)


def _item(
    dice: Dice, key: str, places: int, amounts: Amounts, ways: Sequence[int] = (1, 1, 1, 2, 2, 2, 3)
) -> Item:
    """Return an expense, sometimes an award, with ways to claim it that exclude each other."""
    award = dice.random() < 0.1
    amount = amounts()
    admitted = dice.sample(range(places), min(places, dice.choice(ways)))
    weight = dict.fromkeys(admitted, amount)
    if dice.random() < 0.3:  # capped or reduced line by line, before they are summed
        other = dice.choice(admitted)
        weight[other] = max(1, min(amount * dice.randint(1, 9) // 10, amounts()))
    modes: list[Mode] = [((place, weight[place]),) for place in admitted]
    if len(admitted) > 1 and dice.random() < 0.35:  # measures that may be enjoyed together
        together = sorted(dice.sample(admitted, dice.randint(2, len(admitted))))
        modes.append(tuple((place, weight[place]) for place in together))
        if dice.random() < 0.3:  # and never each for itself
            modes = modes[-1:]
    if dice.random() < 0.03:
        modes = []  # nothing admits it
    dice.shuffle(modes)
    vouchers = 0 if award else dice.choice((1, 1, 1, 1, 2, 3))
    return Item(key=key, modes=tuple(modes), vouchers=vouchers)


def _finished(
    dice: Dice, items: Sequence[Item], places: int, rates: Sequence[tuple[int, int]]
) -> Model:
    """Return a model of those items, with leaves and rooms of a size that matters to them."""
    weights: list[list[int]] = [[] for _ in range(places)]
    for item in items:
        best = dict[int, int]()
        for mode in item.modes:
            for place, weight in mode:
                best[place] = weight
        for place, weight in best.items():
            weights[place].append(weight)
    claims = max(1, places - dice.choice((0, 0, 0, 1, 1, 2)))
    names = [f"l{place}" for place in range(places)]
    dice.shuffle(names)
    leaves = tuple(
        _leaf(dice, name, f"c{place % claims}", some, rates)
        for place, (name, some) in enumerate(zip(names, weights, strict=True))
    )
    most = [gross_of(leaf, sum(w), len(w)) for leaf, w in zip(leaves, weights, strict=True)]
    rooms = tuple(
        Room(key=key, fen=_room(dice, [most[place] for place in group]), leaves=group)
        for key, group in _groups(dice, places)
    )
    return Model(items=tuple(items), leaves=leaves, rooms=rooms)


def _part(dice: Dice, whole: int) -> int:
    """Return a part of an amount, sometimes a little more than all of it."""
    return whole * dice.randint(5, 110) // 100


def _leaf(
    dice: Dice, key: str, claim: str, weights: Sequence[int], rates: Sequence[tuple[int, int]]
) -> Leaf:
    """Return a leaf whose steps do something to such weights."""
    total, count = sum(weights), len(weights)
    steps = list[GrossStep]()
    if dice.random() < 0.15:
        steps.append(AtMost(_part(dice, total)))
    if dice.random() < 0.1:
        steps.append(NothingBelow(_part(dice, total) // 2, strict=dice.random() < 0.5))
    rated = dice.sample(rates, dice.choice((0, 1, 1, 1, 1, 2)))
    steps += [Ratio(num, den) for num, den in rated]
    for num, den in rated:
        total = total * num // den
    if dice.random() < 0.2:
        steps.append(_tiers(dice, total, count))
    if dice.random() < 0.15:
        steps.append(AtMost(_part(dice, total)))
    unit = dice.choice((1, 1, 1, 100, 100, 10_000))
    if rated or dice.random() < 0.5:
        half_up = unit == 1 and dice.random() < 0.4
        steps.append(Rounded(unit if total > 2 * unit else 1, half_up=half_up))
    if dice.random() < 0.2:
        steps.append(AtMost(_part(dice, total)))
    if dice.random() < 0.1:
        steps.append(NothingBelow(_part(dice, total) // 2, strict=dice.random() < 0.5))
    if dice.random() < 0.1:
        steps.append(_tiers(dice, total, count))
    return Leaf(
        key=key,
        claim=claim,
        steps=tuple(steps),
        least=_part(dice, total) // 2 if dice.random() < 0.25 else 0,
        least_items=dice.randint(1, 3) if dice.random() < 0.15 else 0,
    )


def _tiers(dice: Dice, total: int, count: int) -> Tiers:
    """Return a ceiling that grows with the number of items: booths, persons."""
    each = _part(dice, total) // max(count, 1)
    most = dice.randint(1, 4) if dice.random() < 0.5 else None
    return Tiers(first=each, more=each * dice.randint(0, 10) // 10, most=most)


def _room(dice: Dice, most: Sequence[int]) -> int:
    """Return what is left of a cap: often too little, sometimes nothing, sometimes to the fen."""
    kind = dice.random()
    if kind < 0.03 + 0.06 * (len(most) == 1):
        return 0  # large grants have used it up
    if kind < 0.2:
        some = sum(one for one in most if dice.random() < 0.5)
        return max(0, some + dice.randint(-1, 1))
    return _part(dice, sum(most))


def _groups(dice: Dice, places: int) -> list[Group]:
    """Return which leaves share caps: nested, or two families that cross, or windows that slide."""
    order = dice.sample(range(places), places)
    kind = dice.choice(("none", "pool", "nested", "nested", "nested", "two", "two", "two", "grid"))
    if dice.random() < 0.06:
        kind = "sliding"
    groups = list[Group]()
    if kind in {"nested", "two", "sliding"}:
        groups += _nested(dice, "m", order)
    if kind in {"pool", "two"}:
        groups += _nested(dice, "p", dice.sample(order, places), flat=dice.random() < 0.5)
    if kind == "grid":  # a year across projects, a project across years
        years = dice.randint(2, 3)
        groups += [(f"y{year}", tuple(sorted(order[year::years]))) for year in range(years)]
        groups += [
            (f"f{at}", tuple(sorted(order[at : at + years]))) for at in range(0, places, years)
        ]
    if kind == "sliding":  # any twelve months in a row, each beginning a little later
        length = dice.randint(2, 3)
        groups += [
            (f"w{at}", tuple(sorted(order[at : at + length])))
            for at in range(max(1, places - length + 1))
        ]
    dice.shuffle(groups)
    return [group for group in groups if group[1]]


def _nested(dice: Dice, key: str, order: Sequence[int], *, flat: bool = False) -> list[Group]:
    """Return groups inside groups: an event in a year, a year in a lifetime."""
    groups = list[Group]()
    if dice.random() < 0.5:
        groups.append((key, tuple(sorted(order))))
    if len(order) > 1 and not (flat and groups):
        cut = dice.randint(1, len(order) - 1)
        for number, part in enumerate((order[:cut], order[cut:])):
            groups += _nested(dice, f"{key}.{number}", part, flat=flat)
    return groups
