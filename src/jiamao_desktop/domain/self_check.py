"""What a reviewer would send a claim back for, found before it is filed (自查).

Each rule yields what is wrong and where; its sentence, remedy, severity, what it looks for and
where it was seen are data (``resources/self_checks.toml``). What the book does not say is said
to be unknown: silence would look like a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jiamao_desktop.domain import (
    checks_chain,
    checks_claim,
    checks_project,
    checks_trade,
)
from jiamao_desktop.domain.checks_base import (
    CheckedClaim,
    CheckedExpense,
    Nature,
    Setting,
    Settled,
    Slip,
    Terms,
)
from jiamao_desktop.domain.checks_chain import ExpenseRule

__all__ = [
    "CheckedClaim",
    "CheckedExpense",
    "Nature",
    "Setting",
    "Settled",
    "Slip",
    "Terms",
    "look_at",
    "look_through",
]

_ClaimRule = Callable[[CheckedClaim], Iterator[Slip]]


def look_through(claim: CheckedClaim) -> Sequence[Slip]:
    """Return everything a reviewer would object to, in the order of the rules."""
    return [slip for rule in _RULES for slip in rule(claim)]


def look_at(item: CheckedExpense, setting: Setting) -> Sequence[Slip]:
    """Return what a reviewer would object to in one expense, whatever it is claimed for."""
    return [slip for rules in _OF_EXPENSE for rule in rules for slip in rule(item, setting)]


def _each(*rules: ExpenseRule) -> _ClaimRule:
    """Return the rule for a claim that applies rules to each of its expenses in turn."""

    def through(claim: CheckedClaim) -> Iterator[Slip]:
        setting = claim.setting
        for item in claim.expenses:
            for rule in rules:
                yield from rule(item, setting)

    return through


_OF_EXPENSE: Sequence[Sequence[ExpenseRule]] = (
    checks_chain.ITEMISED,
    checks_chain.PAYER,
    checks_chain.SLIP,
    checks_chain.NAMES,
    checks_chain.AGENT,
    checks_chain.FOREIGN,
    checks_chain.TWICE,
    checks_trade.IMPORTED,
    checks_chain.INTEREST,
    checks_chain.YEAR,
)
_RULES: Sequence[_ClaimRule] = (
    _each(*checks_chain.ITEMISED),
    _each(*checks_chain.PAYER),
    _each(*checks_chain.SLIP),
    _each(*checks_chain.NAMES),
    checks_claim.outside_the_time,
    checks_project.travellers,
    checks_project.too_few_photos,
    checks_project.booths,
    _each(*checks_chain.AGENT),
    checks_project.certificates,
    _each(*checks_chain.FOREIGN),
    _each(*checks_chain.TWICE),
    checks_claim.over_a_limit,
    _each(*checks_trade.IMPORTED),
    _each(*checks_chain.INTEREST),
    checks_claim.lapsed,
    checks_claim.applied_over_ceiling,
    checks_claim.blank_fields,
    checks_project.part_of_a_year,
    _each(*checks_chain.YEAR),
    checks_project.vehicles,
)
