"""What things are worth: a voucher if it is refused, a cap if it did not hold, one yuan more.

Each is a difference between two best plans, and only the part that it touches is worked out
again. Where a best plan is not proved, the difference is said as bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.domain.allocating.altered import (
    UnknownKey,
    room_of,
    with_items,
    without_room,
)
from jiamao_desktop.domain.allocating.grounds import Ground, Most, everything, grounds
from jiamao_desktop.domain.allocating.loosening import loosened
from jiamao_desktop.domain.allocating.refusals import Refusals, closest
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    Item,
    Model,
    Optimum,
    gross_of,
)

DEFAULT = 60_000
"""Steps of search for all questions of a kind; when they are spent, bounds are what is left."""


def nothing() -> None:
    """Report nothing to nobody."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A difference to what the plan pays, in fen; never negative.

    Attributes:
        at_least, at_most: Equal if it is proved.
    """

    at_least: int
    at_most: int

    @property
    def certified(self) -> bool:
        """Tell whether it is known exactly."""
        return self.at_least == self.at_most

    def per(self, fen: int) -> tuple[Fraction, Fraction]:
        """Return both bounds by the fen, of so many fen."""
        return Fraction(self.at_least, fen), Fraction(self.at_most, fen)


NONE = Worth(0, 0)
"""It changes nothing, by proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A further expense that is asked about.

    Attributes:
        name: What the answer goes by.
        item: The expense; its key is not taken yet.
        fen: What is spent.
    """

    name: str
    item: Item
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextYuan:
    """What a further expense would bring.

    Attributes:
        worth: How much more would be paid.
        per_yuan: The same for each yuan spent: at least, and at most.
        mode: The place of the mode in which it would be claimed, ``UNUSED`` if it brings nothing.
    """

    worth: Worth
    per_yuan: tuple[Fraction, Fraction]
    mode: int


def weights(
    model: Model,
    best: Optimum,
    *,
    keys: Collection[str] | None = None,
    effort: int = DEFAULT,
    report: Callable[[], None] = nothing,
) -> dict[str, Worth]:
    """Return what is lost if an item is refused, the rest being planned anew without it.

    Args:
        model: What there is to claim.
        best: Its best plan.
        keys: The items asked about; ``None``: all that the plan uses.
        effort: Steps of search for all of them; the same answer on every machine.
        report: Called often; it may raise, to stop.

    Raises:
        UnknownKey: An item of that key is not there.
    """
    modes = best.allocation.modes
    if keys is None:
        wanted = {place for place, mode in enumerate(modes) if mode != UNUSED}
    else:
        by_key = {item.key: place for place, item in enumerate(model.items)}
        for key in sorted(keys):
            if key not in by_key:
                raise UnknownKey("item", key)
        wanted = {by_key[key] for key in keys}
    found = {model.items[place].key: NONE for place in wanted}
    used = {place for place in wanted if modes[place] != UNUSED}
    steps = StepsLeft(effort, report)
    if used:
        for ground in grounds(model):
            if not used.isdisjoint(ground.items):
                refusals = Refusals(ground, best.allocation, steps)
                for place, local in sorted(
                    ((place, local) for local, place in enumerate(ground.items) if place in used),
                    key=lambda one: model.items[one[0]].key,
                ):
                    found[model.items[place].key] = _between(*refusals.of(local))
    return dict(sorted(found.items()))


def _between(at_least: int, at_most: int) -> Worth:
    return Worth(max(at_least, 0), max(at_most, 0))


def room_costs(
    model: Model,
    best: Optimum,
    *,
    keys: Collection[str] | None = None,
    effort: int = DEFAULT,
    report: Callable[[], None] = nothing,
) -> dict[str, Worth]:
    """Return what each cap costs: what more could be paid if it did not hold, all others holding.

    Args:
        model: What there is to claim.
        best: Its best plan.
        keys: The rooms asked about; ``None``: all.
        effort: Steps of search for all of them; the same answer on every machine.
        report: Called often; it may raise, to stop.

    Raises:
        UnknownKey: A room of that key is not there.
    """
    there = {room.key for room in model.rooms}
    wanted = there if keys is None else set(keys)
    for key in sorted(wanted - there):
        raise UnknownKey("room", key)
    found = dict.fromkeys(sorted(wanted), NONE)
    steps = StepsLeft(effort, report)
    for ground in grounds(model):
        asked = {room.key for room in ground.model.rooms} & wanted
        if not asked:
            continue
        start = [best.allocation.modes[place] for place in ground.items]
        loose = loosened(ground.model, start, steps)
        if loose.at_most == sum(best.allocation.paid[leaf] for leaf in ground.leaves):
            asked &= {ground.model.rooms[place].key for place in loose.rooms}
        for key in sorted(asked):
            if steps.left > 0:
                more = _more(ground, best.allocation, without_room(ground.model, key), steps)
            else:
                more = Worth(0, _at_worst(ground.model, key))
            found[key] = Worth(
                found[key].at_least + more.at_least, found[key].at_most + more.at_most
            )
    return found


def _at_worst(model: Model, key: str) -> int:
    """Return what a cap cannot cost more than: all that could come to it beyond what it lets by.

    Where its leaves have minimum grants, what it lets by need not be worth anything without it.
    """
    sums = everything(model)
    room = room_of(model, key)
    most = {
        leaf: gross_of(model.leaves[leaf], *(one[leaf] for one in sums)) for leaf in room.leaves
    }
    for other in model.rooms:
        for leaf in other.leaves if other.key != key else ():
            if leaf in most:
                most[leaf] = min(most[leaf], other.fen)
    simple = not any(model.leaves[leaf].least for leaf in room.leaves)
    return max(sum(most.values()) - (room.fen if simple else 0), 0)


def next_yuan(
    model: Model,
    best: Optimum,
    probes: Iterable[Probe],
    *,
    effort: int = DEFAULT,
    report: Callable[[], None] = nothing,
) -> dict[str, NextYuan]:
    """Return what a further expense would bring, each by itself; often nothing.

    Args:
        model: What there is to claim.
        best: Its best plan.
        probes: The expenses asked about.
        effort: Steps of search for all of them; the same answer on every machine.
        report: Called often; it may raise, to stop.

    Raises:
        ValueError: A probe has a key that is taken, or enters a leaf that is not there.
    """
    asked = sorted(probes, key=lambda probe: probe.name)
    first = len(model.items)
    parts = grounds(with_items(model, [probe.item for probe in asked]))
    found = {}
    steps = StepsLeft(effort, report)
    for number, probe in enumerate(asked):
        ground = next((one for one in parts if first + number in one.items), None)
        if ground is None:
            found[probe.name] = NextYuan(worth=NONE, per_yuan=NONE.per(probe.fen), mode=UNUSED)
            continue
        kept = [
            local
            for local, place in enumerate(ground.items)
            if place < first or place == first + number
        ]
        asking = Ground(
            model=replace(ground.model, items=tuple(ground.model.items[local] for local in kept)),
            items=tuple(ground.items[local] for local in kept),
            leaves=ground.leaves,
        )
        found[probe.name] = _next(asking, best.allocation, probe, steps)
    return found


def _next(ground: Ground, best: Allocation, probe: Probe, steps: StepsLeft) -> NextYuan:
    """Return what the last item of a part brings."""
    most = closest(ground.model, [*(best.modes[place] for place in ground.items[:-1]), 0], steps)
    worth = _gained(ground, best, most)
    return NextYuan(
        worth=worth,
        per_yuan=worth.per(probe.fen),
        mode=most.modes[-1] if worth.at_least else UNUSED,
    )


def _more(ground: Ground, best: Allocation, changed: Model, steps: StepsLeft) -> Worth:
    """Return how much more a part could pay if it were changed; items stay in their places."""
    start = [best.modes[place] for place in ground.items]
    return _gained(ground, best, closest(changed, start, steps))


def _gained(ground: Ground, best: Allocation, most: Most) -> Worth:
    total = sum(best.paid[leaf] for leaf in ground.leaves)
    return _between(most.at_least - total, most.at_most - total)
