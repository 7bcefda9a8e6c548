"""The chain of evidence (证据链) of one expense: which places are filled, and what is amiss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.self_check import CheckedExpense, Nature, Setting, Slip, look_at

PLACES = (
    EvidenceRole.CONTRACT,
    EvidenceRole.FAPIAO,
    EvidenceRole.PAYMENT,
    EvidenceRole.OUTCOME,
)
"""合同 → 发票 → 付款 → 成果."""


class ChainState(StrEnum):
    """How a chain stands.

    ``COMPLETE``: every place is filled and nothing is left to find out. ``GAPS``: something is
    missing or not known. ``PROBLEM``: papers contradict each other, whatever else is missing.
    """

    COMPLETE = "complete"
    GAPS = "gaps"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of an expense.

    Attributes:
        held: The places where a document stands.
        slips: What was found, in the order of the rules.
    """

    held: frozenset[EvidenceRole]
    slips: tuple[Slip, ...]

    @property
    def gaps(self) -> Sequence[EvidenceRole]:
        """Return the places where no document stands, in their order."""
        return [place for place in PLACES if place not in self.held]

    @property
    def state(self) -> ChainState:
        """Return how the chain stands."""
        if any(slip.nature is Nature.WRONG for slip in self.slips):
            return ChainState.PROBLEM
        return ChainState.GAPS if self.gaps or self.slips else ChainState.COMPLETE


def chain_of(item: CheckedExpense, setting: Setting) -> Chain:
    """Return the chain of an expense."""
    return Chain(held=item.roles.intersection(PLACES), slips=tuple(look_at(item, setting)))
