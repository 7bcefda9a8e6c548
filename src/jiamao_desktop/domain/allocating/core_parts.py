"""One core solved in parts where its caps allow it.

The prices of the linear program tell what hardly matters. A cap that costs nothing will hardly be
reached; what stands under a cap that costs a fen for each fen (it is full whatever is chosen) is
worth nothing more. Leaving out the former, and the latter against all that the cap has room for,
can only raise what may be had, so it leaves a bound; and what is left falls apart into parts that
are solved one by one. What was worth nothing is then used to fill what was taken for full.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.contest import Choice, Core, Kind, covers, reduced
from jiamao_desktop.domain.allocating.core_search import CoreSearch
from jiamao_desktop.domain.allocating.prices import SHIFT, UNIT, Prices
from jiamao_desktop.domain.allocating.relaxation import Relaxation, bulk
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import Mode, gross_of
from jiamao_desktop.domain.payout import pay, payout

ROUNDS = 3
"""How often caps that turn out to matter are taken back in."""
FLOOR = 8_000
"""Steps that every part may spend, whatever others have spent before."""
MANY = 40
"""With more items than these a good answer is looked for before all is searched."""
FREE = 14
"""So many items are settled anew at a time."""
TURNS = 10
"""How often that is done."""
WHOLE = UNIT - (1 << (SHIFT - 32))
"""A price of a fen for a fen, but for the dust of rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The best answer for a core.

    Attributes:
        choice: For each contested item.
        total: What it comes to.
        at_most: What none passes.
        by_search: Whether it took more than bounds to show it.
    """

    choice: Choice
    total: int
    at_most: int
    by_search: bool


def solve(core: Core, starts: Sequence[Choice], steps: StepsLeft) -> Solved:
    """Return the best answer for a core.

    Args:
        core: The core.
        starts: Answers to begin with.
        steps: What it may cost.
    """
    if not core.kinds:
        total, exact = core.total(core.weights, core.counts)
        at_most = total if exact else sum(core.most)
        return Solved(choice={}, total=total, at_most=at_most, by_search=False)
    relaxation = Relaxation(core, steps)
    prices, _ = relaxation.solve(relaxation.start())
    at_most, by_search = sum(core.most), False
    starts = list(starts)
    idle = {room for room, price in enumerate(prices.rooms) if not price}
    filled = _filled(core, prices)
    for _ in range(ROUNDS):
        found = _in_parts(core, filled, idle, starts, steps)
        if found is None:
            break
        by_search = by_search or found.by_search
        at_most = min(at_most, found.at_most)
        if found.total == at_most:
            return Solved(
                choice=found.choice, total=found.total, at_most=at_most, by_search=by_search
            )
        starts.append(found.choice)
        passed = _passed(core, idle, found.choice)
        if not passed:
            break
        idle -= passed
    if sum(len(kind.items) for kind in core.kinds) > MANY:
        starts.append(_nudged(core, relaxation, starts, at_most, steps))
    search = CoreSearch(core, relaxation, [_listed(core, start) for start in starts], steps)
    search.run(at_most)
    modes = iter(search.best)
    return Solved(
        choice={item: kind.places[next(modes)] for kind in core.kinds for item in kind.items},
        total=search.total,
        at_most=search.at_most,
        by_search=by_search or search.by_search,
    )


@dataclass(frozen=True, slots=True)
class _Filled:
    """What is taken for full: leaves, and what is paid in them whatever is chosen."""

    leaves: frozenset[int]
    fen: int


def _filled(core: Core, prices: Prices) -> _Filled:
    """Return the leaves that are worth nothing for they, or a cap of theirs, are full."""
    leaves: set[int] = set()
    fen = 0
    for room, price in zip(core.rooms, prices.rooms, strict=True):
        if price >= WHOLE and leaves.isdisjoint(room.leaves):
            leaves.update(room.leaves)
            fen += room.fen
    if not leaves:
        leaves.update(leaf for leaf, price in enumerate(prices.most) if price >= WHOLE)
        fen = sum(core.most[leaf] for leaf in leaves)
    return _Filled(frozenset(leaves), fen)


def _in_parts(
    core: Core,
    filled: _Filled,
    idle: Collection[int],
    starts: Sequence[Choice],
    steps: StepsLeft,
) -> Solved | None:
    """Solve a core without what hardly matters; ``None`` if nothing is gained by that."""
    plain = reduced(core, filled.leaves, idle)
    if any(len(part.kinds) == len(core.kinds) for part in plain.cores):
        return None
    solved = [solve(part, starts, _half(steps)) for part in plain.cores]
    at_most = filled.fen + plain.certain + sum(one.at_most for one in solved)
    if not plain.exact:
        at_most = sum(core.most)
    choice = dict(plain.choice)
    for one in solved:
        choice.update(one.choice)
    by_search = any(one.by_search for one in solved)
    total, _ = core.total(*core.loads(choice))
    if total < at_most:
        better = _refilled(core, filled, choice, starts, steps)
        if better is not None:
            choice |= better
            total, _ = core.total(*core.loads(choice))
    return Solved(choice=choice, total=total, at_most=at_most, by_search=by_search)


def _refilled(
    core: Core, filled: _Filled, choice: Choice, starts: Sequence[Choice], steps: StepsLeft
) -> Choice | None:
    """Return better modes for the items to which all or some are the same, but for what is full."""
    open_kinds = []
    settled = dict(choice)
    for kind in core.kinds:
        plain = [_outside(mode, filled.leaves) for mode in kind.modes]
        by_place = dict(zip(kind.places, plain, strict=True))
        same: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for item, size in zip(kind.items, kind.sizes, strict=True):
            taken = by_place[choice[item]]
            among = tuple(at for at, mode in enumerate(plain) if covers(mode, taken))
            if len(among) > 1:
                same.setdefault(among, []).append((item, size))
                del settled[item]
        open_kinds += [
            Kind(
                modes=tuple(kind.modes[at] for at in among),
                sizes=tuple(size for _, size in members),
                items=tuple(item for item, _ in members),
                places=tuple(kind.places[at] for at in among),
            )
            for among, members in sorted(same.items())
        ]
    if not open_kinds or not settled:
        return None
    weights, counts = core.loads(settled)
    rest = replace(
        core,
        kinds=tuple(open_kinds),
        weights=tuple(weights),
        counts=tuple(counts),
        known={},
        grosses={},
    )
    plain_rest = reduced(rest)
    better = dict(plain_rest.choice)
    for part in plain_rest.cores:
        better |= solve(part, starts, _half(steps)).choice
    return better


def _mended(core: Core, choice: Choice) -> Choice:
    """Return a start in which each item has a mode that the core knows: its own or the first."""
    return {
        item: choice[item] if choice.get(item) in kind.places else kind.places[0]
        for kind in core.kinds
        for item in kind.items
    }


def _nudged(
    core: Core,
    relaxation: Relaxation,
    starts: Sequence[Choice],
    at_most: int,
    steps: StepsLeft,
) -> Choice:
    """Return the best start, with items around what falls short of the program settled anew."""
    whole = [_mended(core, one) for one in starts] or [_mended(core, {})]
    choice = max(whole, key=lambda one: core.total(*core.loads(one))[0])
    relaxation.solve(relaxation.start())
    aims = relaxation.leaves()
    best, _ = core.total(*core.loads(choice))
    for turn in range(TURNS):
        gross = list(map(gross_of, core.leaves, *core.loads(choice)))
        paid = payout(core, gross, frugal=False).paid
        lacking = {leaf for leaf, fen in enumerate(paid) if fen < aims[leaf]}
        if best == at_most or not lacking:
            break
        rest = _around(core, choice, lacking, turn)
        plain = reduced(rest)
        tried = choice | plain.choice
        for part in plain.cores:
            tried |= solve(part, [choice], steps.part(FLOOR // 4)).choice
        total, _ = core.total(*core.loads(tried))
        if total > best:
            best, choice = total, tried
    return choice


def _around(core: Core, choice: Choice, lacking: Collection[int], turn: int) -> Core:
    """Return a core in which only some items are contested that could fill what is lacking."""
    near = [
        (size * bulk(kind), item, number, size)
        for number, kind in enumerate(core.kinds)
        if any(leaf in lacking for mode in kind.modes for leaf, _ in mode)
        for item, size in zip(kind.items, kind.sizes, strict=True)
    ]
    near.sort(reverse=not turn % 2)
    first = turn // 2 * (FREE // 2) % max(len(near), 1)
    chosen = [*near[first:], *near[:first]][:FREE]
    settled = dict(choice)
    members: dict[int, list[tuple[int, int]]] = {}
    for _, item, number, size in chosen:
        del settled[item]
        members.setdefault(number, []).append((-size, item))
    weights, counts = core.loads(settled)
    kinds = [
        replace(
            core.kinds[number],
            sizes=tuple(-size for size, _ in sorted(some)),
            items=tuple(item for _, item in sorted(some)),
        )
        for number, some in sorted(members.items())
    ]
    return replace(
        core,
        kinds=tuple(kinds),
        weights=tuple(weights),
        counts=tuple(counts),
        known={},
        grosses={},
    )


def _outside(mode: Mode, leaves: Collection[int]) -> dict[int, int]:
    return {leaf: weight for leaf, weight in mode if leaf not in leaves}


def _half(steps: StepsLeft) -> StepsLeft:
    return steps.part(max(steps.left // 2, FLOOR))


def _listed(core: Core, choice: Choice) -> list[int]:
    return [
        kind.places.index(choice[item]) if choice.get(item) in kind.places else 0
        for kind in core.kinds
        for item in kind.items
    ]


def _passed(core: Core, idle: Collection[int], choice: Choice) -> set[int]:
    """Return the caps among those left out that an answer without them passes."""
    rooms = tuple(room for place, room in enumerate(core.rooms) if place not in idle)
    loose = replace(core, rooms=rooms, known={}, grosses={})
    paid = pay(loose, list(map(gross_of, core.leaves, *core.loads(choice))))
    return {
        room
        for room in idle
        if sum(paid[leaf] for leaf in core.rooms[room].leaves) > core.rooms[room].fen
    }
