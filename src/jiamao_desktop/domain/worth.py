"""What things are worth: a voucher if it is refused, a cap if it did not hold, one yuan more.

Each is a difference between two best plans, and only the part that it touches is worked out
again. Where a best plan is not proved, the difference is said as bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Item,
    Mode,
    Model,
    Optimum,
    Tiers,
    gross_of,
    weighed,
)
from jiamao_desktop.domain.altered import UnknownKey, uncapped, with_items, without_room
from jiamao_desktop.domain.grounds import Ground, everything, grounds, most_of
from jiamao_desktop.domain.payout import payout

DEFAULT = 20_000
"""Steps of search for each question; most need none."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """How far another choice falls short of the best; negative where it is better."""

    fen: int
    claims: int
    vouchers: int


def loss_of(best: Allocation, other: Allocation) -> Loss:
    """Return what another choice loses: money, and papers that are not needed."""
    return Loss(
        fen=best.total - other.total,
        claims=other.claims - best.claims,
        vouchers=other.vouchers - best.vouchers,
    )


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
        effort: Steps of search for each item; the same answer on every machine.
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
    if used:
        for ground in grounds(model):
            if not used.isdisjoint(ground.items):
                refusals = _Refusals(ground, best.allocation, effort, report)
                for local, place in enumerate(ground.items):
                    if place in used:
                        found[model.items[place].key] = refusals.of(local)
    return dict(sorted(found.items()))


class _Refusals:
    """What a part of a model loses with each of its items.

    More items never bring less. So there is a best plan that uses everything, and in most cases
    it shows at once what is left without an item: as much as before, or what all others come to.
    """

    def __init__(
        self, ground: Ground, best: Allocation, effort: int, report: Callable[[], None]
    ) -> None:
        self._model = ground.model
        self._effort = effort
        self._report = report
        self._total = sum(best.paid[leaf] for leaf in ground.leaves)
        start = [best.modes[place] for place in ground.items]
        all_modes = [_first_best(item.modes) for item in self._model.items]
        self._settled = all(mode is not None for mode in all_modes)
        if self._settled:
            self._full = [UNUSED if mode is None else mode for mode in all_modes]
        else:
            self._full = list(most_of(self._model, [start], effort=effort, report=report).modes)
        self._weights, self._counts = weighed(self._model, self._full)
        self._gross = [
            gross_of(*three)
            for three in zip(self._model.leaves, self._weights, self._counts, strict=True)
        ]
        self._known: dict[tuple[Mode, ...], Worth] = {}

    def of(self, place: int) -> Worth:
        """Return what is lost with an item that the plan uses; like items have one answer."""
        modes = self._model.items[place].modes
        if modes not in self._known:
            self._report()
            self._known[modes] = self._lost(place)
        return self._known[modes]

    def _lost(self, place: int) -> Worth:
        mode = self._full[place]
        gross = list(self._gross)
        for leaf, weight in self._model.items[place].modes[mode] if mode != UNUSED else ():
            gross[leaf] = gross_of(
                self._model.leaves[leaf], self._weights[leaf] - weight, self._counts[leaf] - 1
            )
        others = payout(self._model, gross)
        left = sum(others.paid)
        if left >= self._total:
            return NONE
        if self._settled and others.exact:
            return Worth(self._total - left, self._total - left)
        items = self._model.items
        most = most_of(
            replace(self._model, items=items[:place] + items[place + 1 :]),
            [self._full[:place] + self._full[place + 1 :]],
            effort=self._effort,
            report=self._report,
        )
        return _between(self._total - most.at_most, self._total - most.at_least)


def _first_best(modes: Sequence[Mode]) -> int | None:
    """Return a mode that brings every leaf at least what any other does, if there is one."""
    if len(modes) == 1:
        return 0
    for place, one in enumerate(modes):
        weights = dict(one)
        if all(weights.get(leaf, 0) >= weight for other in modes for leaf, weight in other):
            return place
    return None


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
        effort: Steps of search for each room; the same answer on every machine.
        report: Called often; it may raise, to stop.

    Raises:
        UnknownKey: A room of that key is not there.
    """
    there = {room.key for room in model.rooms}
    wanted = there if keys is None else set(keys)
    for key in sorted(wanted - there):
        raise UnknownKey("room", key)
    found = dict.fromkeys(sorted(wanted), NONE)
    for ground in grounds(model):
        for key in sorted({room.key for room in ground.model.rooms} & wanted):
            report()
            more = _more(ground, best.allocation, without_room(ground.model, key), effort, report)
            found[key] = Worth(
                found[key].at_least + more.at_least, found[key].at_most + more.at_most
            )
    return found


def ceiling_costs(
    model: Model,
    best: Optimum,
    *,
    keys: Collection[str] | None = None,
    effort: int = DEFAULT,
    report: Callable[[], None] = nothing,
) -> dict[str, Worth]:
    """Return what the ceilings of a leaf itself cost, fixed ones and tiers, as for rooms.

    Args:
        model: What there is to claim.
        best: Its best plan.
        keys: The leaves asked about; ``None``: all that have a ceiling.
        effort: Steps of search for each leaf; the same answer on every machine.
        report: Called often; it may raise, to stop.

    Raises:
        UnknownKey: A leaf of that key is not there.
    """
    place_of = {leaf.key: place for place, leaf in enumerate(model.leaves)}
    if keys is None:
        keys = [
            leaf.key
            for leaf in model.leaves
            if any(isinstance(step, AtMost | Tiers) for step in leaf.steps)
        ]
    weighs, counts = everything(model)
    found = {}
    for key in sorted(keys):
        if key not in place_of:
            raise UnknownKey("leaf", key)
        found[key] = NONE
        higher = uncapped(model, key)
        place = place_of[key]
        ask = (weighs[place], counts[place])
        if gross_of(higher.leaves[place], *ask) == gross_of(model.leaves[place], *ask):
            continue  # not even everything together reaches the ceiling
        ground = next(
            (one for one in grounds(higher) if key in {leaf.key for leaf in one.model.leaves}),
            None,
        )
        if ground is not None:
            report()
            found[key] = _more(ground, best.allocation, ground.model, effort, report)
    return found


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
        effort: Steps of search for each probe; the same answer on every machine.
        report: Called often; it may raise, to stop.

    Raises:
        ValueError: A probe has a key that is taken, or enters a leaf that is not there.
    """
    asked = sorted(probes, key=lambda probe: probe.name)
    first = len(model.items)
    parts = grounds(with_items(model, [probe.item for probe in asked]))
    found = {}
    for number, probe in enumerate(asked):
        report()
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
        found[probe.name] = _next(asking, best.allocation, probe, effort, report)
    return found


def _next(
    ground: Ground, best: Allocation, probe: Probe, effort: int, report: Callable[[], None]
) -> NextYuan:
    """Return what the last item of a part brings."""
    start = [*(best.modes[place] for place in ground.items[:-1])]
    starts = [[*start, mode] for mode in range(len(probe.item.modes))]
    most = most_of(ground.model, starts, effort=effort, report=report)
    total = sum(best.paid[leaf] for leaf in ground.leaves)
    worth = _between(most.at_least - total, most.at_most - total)
    return NextYuan(
        worth=worth,
        per_yuan=worth.per(probe.fen),
        mode=most.modes[-1] if worth.at_least else UNUSED,
    )


def _more(
    ground: Ground,
    best: Allocation,
    changed: Model,
    effort: int,
    report: Callable[[], None],
) -> Worth:
    """Return how much more a part could pay if it were changed; items stay in their places."""
    start = [best.modes[place] for place in ground.items]
    most = most_of(changed, [start], effort=effort, report=report)
    total = sum(best.paid[leaf] for leaf in ground.leaves)
    return _between(most.at_least - total, most.at_most - total)
