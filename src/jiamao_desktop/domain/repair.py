"""The smallest sets of changes after which every one of some conditions holds.

Every such set changes something that the first condition which does not hold reads. So mending
that one in every way, and going on with what is still broken, finds them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.facts import FactValue
from jiamao_desktop.domain.predicate import Predicate

Assignment = Mapping[str, FactValue]
"""Variable to the value it is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """Something that conditions read.

    Attributes:
        now: ``None``: not known.
        values: All that conditions can tell apart. usable: Those it may be given, the nearest
            first; none if it must not be changed.
    """

    name: str
    now: FactValue | None
    values: tuple[FactValue, ...]
    usable: tuple[FactValue, ...]


class Repair:
    """Conditions and what may be changed for them."""

    def __init__(self, wanted: Sequence[Predicate], variables: Mapping[str, Variable]) -> None:
        """Take conditions and variables, those the notice names first in front."""
        self._wanted = wanted
        self._variables = variables
        self._known = {one.name: one.now for one in variables.values() if one.now is not None}
        self._place = {name: place for place, name in enumerate(variables)}
        self._reads = [sorted(one.facts, key=self._place.__getitem__) for one in wanted]
        self._usable = {name: self._narrowed(one) for name, one in variables.items()}

    def smallest(self, limit: int) -> list[Assignment]:
        """Return so many sets of changes, fewest changes first, then in the order of variables.

        No set contains another. Of one set of variables only the nearest values are given.
        """
        found: dict[frozenset[str], Assignment] = {}
        for size in range(len(self._variables) + 1):
            fresh: dict[frozenset[str], Assignment] = {}
            for assignment in self._mended({}, size, set()):
                names = frozenset(assignment)
                if names not in fresh and not any(one <= names for one in found):
                    fresh[names] = assignment
            found |= dict(sorted(fresh.items(), key=lambda one: self._places(one[0])))
            if len(found) >= limit:
                break
        return list(found.values())[:limit]

    def holds_with(self, assignment: Assignment) -> bool:
        """Tell whether every condition holds after some changes."""
        facts = {**self._known, **assignment}
        return all(one.judge(facts).holds for one in self._wanted)

    def _mended(
        self, assignment: Assignment, left: int, seen: set[frozenset[tuple[str, FactValue]]]
    ) -> Iterator[Assignment]:
        """Yield every way to mend what is broken with so many more changes, and no fewer.

        Args:
            assignment: What has been changed already.
            left: How many more changes.
            seen: Assignments gone into before: the order of changes makes no difference.
        """
        here = frozenset(assignment.items())
        if here in seen:
            return
        seen.add(here)
        facts = {**self._known, **assignment}
        broken = [
            place for place, one in enumerate(self._wanted) if one.judge(facts).holds is not True
        ]
        if not broken:
            if not left:
                yield assignment
            return
        if self._least(broken, assignment) > left:
            return
        for name in self._reads[broken[0]]:
            if name not in assignment:
                for value in self._usable[name]:
                    yield from self._mended({**assignment, name: value}, left - 1, seen)

    def _least(self, broken: Sequence[int], assignment: Assignment) -> int:
        """Return how many changes are needed at the very least: conditions that share nothing."""
        taken: set[str] = set()
        least = 0
        for place in broken:
            free = {
                name for name in self._reads[place] if name not in assignment and self._usable[name]
            }
            if not free:
                return len(self._variables) + 1
            if not free & taken:
                least += 1
                taken |= free
        return least

    def _narrowed(self, variable: Variable) -> tuple[FactValue, ...]:
        """Return the values that no condition on this variable alone rules out.

        Where nothing else reads the variable, the nearest of them is as good as any other.
        """
        alone = [
            one for one, reads in zip(self._wanted, self._reads, strict=True)
            if reads == [variable.name]
        ]  # fmt: skip
        good = tuple(
            value
            for value in variable.usable
            if all(one.judge({variable.name: value}).holds for one in alone)
        )
        shared = any(variable.name in reads and len(reads) > 1 for reads in self._reads)
        return good if shared else good[:1]

    def _places(self, names: frozenset[str]) -> list[int]:
        return sorted(self._place[name] for name in names)
