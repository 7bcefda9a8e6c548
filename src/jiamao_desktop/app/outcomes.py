"""What answers have changed: cards that moved to another group, and the yuan that moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.assessing import Card, Group, at_stake
from jiamao_desktop.domain.money import Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A card that is not what it was."""

    measure: str
    project: int | None
    title: str
    before: Group
    after: Group
    amount_before: Money
    amount_after: Money


def moved(before: Iterable[Card], after: Iterable[Card]) -> Sequence[Moved]:
    """Return the cards whose group or amount differs, those that matter most first.

    Cards that were not there before, or are gone, have not moved.
    """
    old = {(card.measure, card.project): card for card in before}
    found = []
    for card in after:
        was = old.get((card.measure, card.project))
        if was is None or (was.group, at_stake(was)) == (card.group, at_stake(card)):
            continue
        found.append(
            Moved(
                measure=card.measure,
                project=card.project,
                title=f"{card.title}　{card.project_title}".strip(),
                before=was.group,
                after=card.group,
                amount_before=at_stake(was),
                amount_after=at_stake(card),
            )
        )
    return sorted(found, key=lambda one: -max(one.amount_before.fen, one.amount_after.fen))


def claimable(cards: Iterable[Card]) -> Money:
    """Return what can be claimed now, at most, under the readings chosen."""
    return total(card.assessment.ceiling for card in cards if card.group is Group.CAN)
