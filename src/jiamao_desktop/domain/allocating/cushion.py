"""The cushion: as few vouchers as possible, so that losing any one of them changes nothing.

Payments stay as they are, for they are what is applied for. A leaf is *safe* if what it is paid
is still covered whichever item of it is refused. Leaves that cannot be safe stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocating.cover import Budget
from jiamao_desktop.domain.allocating.holding import Needs
from jiamao_desktop.domain.allocating.sparing import InUse, Part, Sparing
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    Model,
    Proof,
    gross_of,
    weighed,
)

DEFAULT = 20_000
"""Steps of search: about a second where nothing but search helps."""


def nothing() -> None:
    """Report nothing to nobody."""


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A leaf that cannot be made safe.

    Attributes:
        leaf, item: Places of the leaf, and of the item whose loss would be the worst.
        loss: By how much less the leaf would be paid then, everything else as it is.
    """

    leaf: int
    item: int
    loss: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cushion:
    """A plan that survives the loss of any one voucher.

    Attributes:
        allocation: Payments are those of the plan; the vouchers are more.
        safe: Places of leaves that are paid as much whichever item in use is lost.
        unsafe: The others, the worst loss first.
        extra_vouchers: How many more vouchers than the plan has.
        safe_at_most: No choice makes leaves safe that are paid more than this together.
        vouchers_at_least: No choice that makes as much safe needs fewer vouchers.
        proof: How both was shown.
    """

    allocation: Allocation
    safe: tuple[int, ...]
    unsafe: tuple[Unsafe, ...]
    extra_vouchers: int
    safe_at_most: int
    vouchers_at_least: int
    proof: Proof

    @property
    def safe_sum(self) -> int:
        """What the safe leaves are paid together."""
        return sum(self.allocation.paid[leaf] for leaf in self.safe)

    @property
    def certified(self) -> bool:
        """Tell whether it is proved that no more is safe, and nothing as safe needs less."""
        return (
            self.safe_sum == self.safe_at_most
            and self.allocation.vouchers == self.vouchers_at_least
        )


def cushion(
    model: Model,
    best: Allocation,
    *,
    effort: int = DEFAULT,
    report: Callable[[], None] = nothing,
) -> Cushion:
    """Return the cushion of a plan: most money safe, then the fewest vouchers.

    Items that the plan uses on a leaf which cannot be safe stay in their modes; all others may be
    used in any mode or not at all.

    Args:
        model: What there is to claim.
        best: The plan; nothing but its payments and such items are kept.
        effort: Steps of search; the same answer on every machine.
        report: Called often; it may raise, to stop.
    """
    return _Cushioning(model, best, Budget(effort, report)).run()


class _Cushioning:
    """One plan being made safe."""

    def __init__(self, model: Model, best: Allocation, budget: Budget) -> None:
        self._model = model
        self._best = best
        self._budget = budget
        self._plan = InUse(model, best)
        most = [
            sum(self._plan.largest[place][leaf] for place in takers)
            for leaf, takers in enumerate(self._plan.takers)
        ]
        self._needs = Needs(model.leaves, best.paid, most)

    def run(self) -> Cushion:
        unsafe, fixed = self._hopeless()
        modes = {place: self._best.modes[place] for place in fixed}
        at_least = self._plan.vouchers(modes)
        proofs = [Proof.BOUND]
        safe_at_most = 0
        sparing = Sparing(self._plan, self._needs, fixed, self._budget)
        for part in self._parts(unsafe, fixed):
            answer = sparing.solve(part)
            modes |= answer.modes
            at_least += answer.at_least
            safe_at_most += answer.safe_at_most
            proofs.append(answer.proof)
        chosen = [modes.get(place, UNUSED) for place in range(len(self._model.items))]
        proof = max(proofs, key=list(Proof).index)
        return self._told(chosen, safe_at_most, at_least, proof)

    def _hopeless(self) -> tuple[set[int], set[int]]:
        """Return leaves that nothing could make safe, and the items that stay for them.

        An item that stays elsewhere may make another leaf hopeless, so it is asked until nothing
        changes.
        """
        unsafe: set[int] = set()
        fixed: set[int] = set()
        waiting = {leaf for leaf, fen in enumerate(self._best.paid) if fen}
        while waiting:
            asked, waiting = waiting, set()
            for leaf in sorted(asked - unsafe):
                self._budget.tick()
                if self._could_hold(leaf, fixed):
                    continue
                unsafe.add(leaf)
                stay = set(self._plan.used_on((leaf,))) - fixed
                fixed |= stay
                waiting |= {other for place in stay for other in self._plan.largest[place]}
            waiting = {leaf for leaf in waiting if self._best.paid[leaf]}
        return unsafe, fixed

    def _could_hold(self, leaf: int, fixed: Collection[int]) -> bool:
        weights = []
        for place in self._plan.takers[leaf]:
            weight = (
                self._plan.now(place).get(leaf, 0)
                if place in fixed
                else self._plan.largest[place][leaf]
            )
            if weight:
                weights.append(weight)
        need = self._needs.least(leaf, len(weights) - 1)
        return need is not None and sum(weights) - max(weights) >= need

    def _parts(self, unsafe: set[int], fixed: set[int]) -> list[Part]:
        """Return the leaves that may be safe, with their items, in parts that share none."""
        wanted = [leaf for leaf, fen in enumerate(self._best.paid) if fen and leaf not in unsafe]
        head = {leaf: leaf for leaf in wanted}

        def find(leaf: int) -> int:
            while head[leaf] != leaf:
                head[leaf] = leaf = head[head[leaf]]
            return leaf

        free = []
        for place, largest in enumerate(self._plan.largest):
            touched = [leaf for leaf in largest if leaf in head]
            if touched and place not in fixed:
                free.append((place, touched[0]))
                for leaf in touched[1:]:
                    head[find(leaf)] = find(touched[0])
        parts: dict[int, Part] = {}
        for leaf in sorted(wanted, key=lambda leaf: self._model.leaves[leaf].key):
            parts.setdefault(find(leaf), Part()).leaves.append(leaf)
        for place, leaf in free:
            parts[find(leaf)].items.append(place)
        for part in parts.values():
            part.items.sort(key=lambda place: self._model.items[place].key)
        return sorted(
            parts.values(),
            key=lambda part: (len(part.items), self._model.leaves[part.leaves[0]].key),
        )

    def _told(
        self, modes: Sequence[int], safe_at_most: int, at_least: int, proof: Proof
    ) -> Cushion:
        """Work out everything anew from the modes."""
        weights, counts = weighed(self._model, modes)
        worst: list[tuple[int, int] | None] = [None] * len(self._model.leaves)
        for place, mode in enumerate(modes):
            if mode == UNUSED:
                continue
            for leaf, weight in self._model.items[place].modes[mode]:
                known = worst[leaf]
                if known is None or (-weight, self._model.items[place].key) < (
                    -known[0],
                    self._model.items[known[1]].key,
                ):
                    worst[leaf] = (weight, place)
        safe, unsafe = [], []
        for leaf, largest in enumerate(worst):
            paid = self._best.paid[leaf]
            if not paid or largest is None:
                continue
            weight, place = largest
            terms = self._model.leaves[leaf]
            left = min(paid, gross_of(terms, weights[leaf] - weight, counts[leaf] - 1))
            if left == paid:
                safe.append(leaf)
            else:
                unsafe.append(Unsafe(leaf, place, paid - left if left >= terms.least else paid))
        unsafe.sort(key=lambda one: (-one.loss, self._model.leaves[one.leaf].key))
        vouchers = self._plan.vouchers([at for at, mode in enumerate(modes) if mode != UNUSED])
        return Cushion(
            allocation=Allocation(
                modes=tuple(modes),
                gross=tuple(
                    gross_of(leaf, weight, count)
                    for leaf, weight, count in zip(self._model.leaves, weights, counts, strict=True)
                ),
                paid=self._best.paid,
                total=self._best.total,
                claims=self._best.claims,
                vouchers=vouchers,
            ),
            safe=tuple(safe),
            unsafe=tuple(unsafe),
            extra_vouchers=vouchers - self._best.vouchers,
            safe_at_most=safe_at_most,
            vouchers_at_least=at_least,
            proof=proof,
        )
