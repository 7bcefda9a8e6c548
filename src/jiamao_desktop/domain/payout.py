"""What is paid when it is settled what each leaf comes to: the most, in the fewest claims.

Where caps lie inside caps, filling them up in any order gives the most. Where they cross, an
exact linear program tells, and what it leaves open (fractions, minimum grants) is branched on.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from jiamao_desktop.domain.simplex import Number, largest_sum

NODES = 20_000
"""Rounds of branching for one set of grosses, after which payments are only good ones."""
MANY = 40
"""With more claims than these the fewest are not searched for."""
CHECKS = 100
"""Sets of claims that are tried, after which the claims may be more than the fewest."""

Within = tuple[int, frozenset[int]]


class Payee(Protocol):
    """What payments have to know of a leaf."""

    @property
    def key(self) -> str:
        """What orders leaves."""

    @property
    def claim(self) -> str:
        """The claim it stands in."""

    @property
    def least(self) -> int:
        """Paid is nothing, or at least this."""


class Shared(Protocol):
    """What payments have to know of a room."""

    @property
    def fen(self) -> int:
        """What its leaves may come to together."""

    @property
    def leaves(self) -> Sequence[int]:
        """Places of the leaves."""


class Payable(Protocol):
    """What payments have to know of a model."""

    @property
    def leaves(self) -> Sequence[Payee]:
        """Those that may be paid."""

    @property
    def rooms(self) -> Sequence[Shared]:
        """What is left of caps."""


@dataclass(frozen=True, slots=True)
class Payout:
    """Payments for each leaf.

    Attributes:
        exact: Whether no other payments come to more, by proof.
    """

    paid: tuple[int, ...]
    exact: bool


def pay(model: Payable, gross: Sequence[int]) -> tuple[int, ...]:
    """Return the payments that come to the most, of those some in the fewest claims.

    Args:
        model: For its leaves and rooms.
        gross: What each leaf comes to before shared caps.
    """
    return payout(model, gross).paid


def payout(model: Payable, gross: Sequence[int], *, frugal: bool = True) -> Payout:
    """Return the best payments, and whether it is proved that they are; see ``pay``.

    Args:
        model: For its leaves and rooms.
        gross: What each leaf comes to before shared caps.
        frugal: Whether claims matter; if not, it takes less time.
    """
    most = ceilings(model, gross)
    paid = list(most)
    rooms = [
        (room.fen, frozenset(leaf for leaf in room.leaves if most[leaf])) for room in model.rooms
    ]
    tight = [one for one in rooms if sum(most[leaf] for leaf in one[1]) > one[0]]
    if not tight:
        return Payout(tuple(paid), exact=True)
    shared = frozenset[int]().union(*(within for _, within in tight))
    opened = {
        leaf.claim for place, leaf in enumerate(model.leaves) if most[place] and place not in shared
    }
    exact = True
    for places, within in _parts(model, tight, opened):
        part = _Part(model, places, within, most)
        amounts = part.fewest(opened) if frugal else part.most()
        for place, amount in zip(places, amounts, strict=True):
            paid[place] = amount
        exact = exact and part.exact
    return Payout(tuple(paid), exact=exact)


def ceilings(model: Payable, gross: Sequence[int]) -> list[int]:
    """Return what each leaf could be paid if no other leaf were paid anything."""
    most = [max(one, 0) for one in gross]
    for room in model.rooms:
        for leaf in room.leaves:
            most[leaf] = min(most[leaf], room.fen)
    return [
        amount if amount >= leaf.least else 0
        for amount, leaf in zip(most, model.leaves, strict=True)
    ]


def _parts(
    model: Payable, tight: Sequence[Within], opened: set[str]
) -> Iterator[tuple[list[int], list[Within]]]:
    """Yield leaves, by key, and rooms that have nothing to do with the others.

    Rooms belong together if they share a leaf, or a claim that is not paid anyway.
    """
    groups: list[tuple[set[int | str], list[Within]]] = []
    for room in sorted(
        tight, key=lambda one: (sorted(model.leaves[i].key for i in one[1]), one[0])
    ):
        names: set[int | str] = set(room[1])
        names |= {model.leaves[leaf].claim for leaf in room[1]} - opened
        rooms = [room]
        apart = []
        for others, theirs in groups:
            if names.isdisjoint(others):
                apart.append((others, theirs))
            else:
                names |= others
                rooms = theirs + rooms
        groups = [*apart, (names, rooms)]
    for names, rooms in groups:
        places = [one for one in names if isinstance(one, int)]
        yield sorted(places, key=lambda leaf: model.leaves[leaf].key), rooms


class _Part:
    """Leaves and rooms that have nothing to do with the rest; leaves are renumbered, by key."""

    def __init__(
        self,
        model: Payable,
        places: Sequence[int],
        rooms: Sequence[Within],
        most: Sequence[int],
    ) -> None:
        new = {place: at for at, place in enumerate(places)}
        self._most = [most[place] for place in places]
        self._least = [model.leaves[place].least for place in places]
        self._claims = [model.leaves[place].claim for place in places]
        self._rooms = [(fen, frozenset(new[one] for one in within)) for fen, within in rooms]
        self._nested = all(
            one <= other or other <= one or one.isdisjoint(other)
            for (_, one), (_, other) in itertools.combinations(self._rooms, 2)
        )
        self._rooms_of: list[list[int]] = [[] for _ in places]
        for number, (_, within) in enumerate(self._rooms):
            for leaf in within:
                self._rooms_of[leaf].append(number)
        self._order = list(range(len(places)))
        self.exact = True

    def most(self) -> list[int]:
        """Return the best payments, in whatever claims."""
        return self._best(self._most)

    def fewest(self, opened: set[str]) -> list[int]:
        """Return the best payments in the fewest claims besides those that are paid anyway.

        With very many claims: in few, those first that could be paid most.
        """
        if len(set(self._claims)) > MANY:
            could: dict[str, int] = {}
            for claim, amount in zip(self._claims, self._most, strict=True):
                could[claim] = could.get(claim, 0) + amount
            self._order.sort(
                key=lambda leaf: (
                    self._claims[leaf] not in opened,
                    -could[self._claims[leaf]],
                    self._claims[leaf],
                )
            )
            return self._best(self._most)
        everything = self._best(self._most)
        total = sum(everything)
        alone = {
            claim: sum(self._best(self._only({claim})))
            for claim in sorted(set(self._claims) - opened)
        }
        order = sorted(alone, key=lambda claim: (-alone[claim], claim))
        kept = list(order)
        best = everything
        for claim in reversed(order):
            fewer = [one for one in kept if one != claim]
            if sum(tried := self._best(self._only({*opened, *fewer}))) == total:
                kept, best = fewer, tried
        base = sum(self._best(self._only(opened)))
        for tries, some in enumerate(_choices(order, alone, total - base, len(kept))):
            if tries == CHECKS:
                break
            if sum(tried := self._best(self._only({*opened, *some}))) == total:
                return tried
        return best

    def _only(self, claims: set[str]) -> list[int]:
        return [
            amount if claim in claims else 0
            for amount, claim in zip(self._most, self._claims, strict=True)
        ]

    def _best(self, most: Sequence[int]) -> list[int]:
        """Return the payments that come to the most, each leaf within its own most."""
        best: list[int] = [0] * len(most)
        reached = 0
        open_nodes = [(list(most), [0] * len(most))]
        if any(self._least):
            open_nodes.append(
                (list(most), [min(*pair) for pair in zip(self._least, most, strict=True)])
            )
        for _ in range(NODES):
            if not open_nodes:
                return best
            upper, lower = open_nodes.pop()
            amounts = self._filled(upper, lower)
            if amounts is None or sum(amounts) // 1 <= reached:
                continue
            branch = self._unsettled(amounts)
            if branch is None:
                best, reached = [int(one) for one in amounts], int(sum(amounts))
                continue
            leaf, down, up = branch
            open_nodes.append(([*upper[:leaf], down, *upper[leaf + 1 :]], lower))
            if up <= upper[leaf]:
                open_nodes.append(
                    (upper, [*lower[:leaf], max(up, lower[leaf]), *lower[leaf + 1 :]])
                )
        self.exact = False
        return best

    def _unsettled(self, amounts: Sequence[Number]) -> tuple[int, int, int] | None:
        """Return a leaf that is paid what it may not be, and what it may be instead."""
        for leaf, amount in enumerate(amounts):
            if 0 < amount < self._least[leaf]:
                return leaf, 0, self._least[leaf]
            if amount != amount // 1:
                return leaf, int(amount // 1), int(amount // 1) + 1
        return None

    def _filled(self, upper: Sequence[int], lower: Sequence[int]) -> list[Number] | None:
        """Return the most between bounds, whole or not; ``None`` if the lower ones do not fit."""
        if any(low > up for low, up in zip(lower, upper, strict=True)):
            return None
        left = [fen - sum(lower[leaf] for leaf in within) for fen, within in self._rooms]
        if min(left, default=0) < 0:
            return None
        wanted = [up - low for up, low in zip(upper, lower, strict=True)]
        amounts: list[Number] = list(lower)
        if not self._nested:
            shares = self._crossed(wanted, left)
            for leaf, share in enumerate(shares):
                amounts[leaf] += share
                wanted[leaf] -= int(share)
                for room in self._rooms_of[leaf]:
                    left[room] -= int(share)
            amounts = [int(one) for one in amounts]
            missing = int(sum(shares)) - sum(map(int, shares))
            if self._poured(amounts, wanted, left) < missing:
                return [low + one for low, one in zip(lower, shares, strict=True)]
            return amounts
        self._poured(amounts, wanted, left)
        return amounts

    def _poured(self, amounts: list[Number], wanted: Sequence[int], left: list[int]) -> int:
        """Give each leaf in turn what its rooms have left; return how much that is."""
        given = 0
        for leaf in self._order:
            get = min([wanted[leaf], *(left[room] for room in self._rooms_of[leaf])])
            if get:
                given += get
                amounts[leaf] += get
                for room in self._rooms_of[leaf]:
                    left[room] -= get
        return given

    def _crossed(self, wanted: Sequence[int], left: Sequence[int]) -> list[Number]:
        """Return the most where caps cross: leaves in the same rooms are worked out as one."""
        alike: dict[tuple[int, ...], list[int]] = {}
        for leaf in self._order:
            alike.setdefault(tuple(self._rooms_of[leaf]), []).append(leaf)
        most = [sum(wanted[leaf] for leaf in leaves) for leaves in alike.values()]
        within = [
            (fen, frozenset(at for at, rooms in enumerate(alike) if room in rooms))
            for room, fen in enumerate(left)
        ]
        shares: list[Number] = [0] * len(wanted)
        for rest, leaves in zip(largest_sum(most, within), alike.values(), strict=True):
            for leaf in leaves:
                shares[leaf] = min(rest, wanted[leaf])
                rest -= shares[leaf]  # noqa: PLW2901 -- what is left for the leaves that follow
        return shares


def _choices(
    order: Sequence[str], alone: dict[str, int], missing: int, fewer_than: int
) -> Iterator[tuple[str, ...]]:
    """Yield sets of fewer claims that together might come to what is missing, small ones first.

    Args:
        order: The claims, those that come to most first.
        alone: What each comes to.
        missing: What is to be reached.
        fewer_than: How many are too many.
    """

    def among(first: int, count: int, wanted: int) -> Iterator[tuple[str, ...]]:
        if not count:
            yield ()
            return
        for at in range(first, len(order) - count + 1):
            if sum(alone[claim] for claim in order[at : at + count]) < wanted:
                return
            for rest in among(at + 1, count - 1, wanted - alone[order[at]]):
                yield (order[at], *rest)

    for count in range(fewer_than):
        yield from among(0, count, missing)
