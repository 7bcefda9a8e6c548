"""Beside each other: what the declarations say of a fact, and what a person answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app import trade, trade_facts
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.facts import FactDefinition, FactValue
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.domain.wording import fact_text
from jiamao_desktop.storage import answers


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeFact:
    """One fact that follows from the declarations.

    Attributes:
        said: What they say; ``None``: nothing. wanted: Those that say so, ``count`` of them.
        answered: What a person answered, which stands above it; ``None``: nothing.
        missing: Rates without which a figure cannot be worked out.
    """

    fact: FactDefinition
    said: FactValue | None
    wanted: Wanted | None = None
    count: int = 0
    answered: FactValue | None = None
    missing: tuple[Problem, ...] = ()

    @property
    def differs(self) -> bool:
        """Tell whether the answer is not what the declarations say."""
        return self.said is not None and self.answered not in {None, self.said}


def differences(ws: Workspace) -> Mapping[str, str]:
    """Return what the declarations say, in words, of each fact that was answered otherwise."""
    record, today = ws.basis().trade, ws.clock.today()
    found = {}
    for answer in answers.all(ws.reader):
        fact = ws.catalog.facts.get(answer.fact)
        if fact is not None and answer.value is not None and trade_facts.is_about_trade(fact):
            said = trade_facts.said(fact, record, today)
            if said is not None and said.value != answer.value:
                found[fact.id] = fact_text(fact, said.value)
    return found


def trade_told(ws: Workspace) -> Sequence[TradeFact]:
    """Return every fact of the installed packs that follows from the declarations."""
    given = {answer.fact: answer.value for answer in answers.all(ws.reader)}
    record, today = ws.basis().trade, ws.clock.today()
    last_year = record.years.get(today.year - 1)
    found = []
    for fact in ws.catalog.facts.values():
        if not trade_facts.is_about_trade(fact):
            continue
        said = trade_facts.said(fact, record, today)
        wanting = trade_facts.is_amount(fact) and said is None and last_year is not None
        found.append(
            TradeFact(
                fact=fact,
                said=said.value if said else None,
                wanted=said.wanted if said else None,
                count=len(trade.declaration_ids(ws, said.wanted)) if said else 0,
                answered=given.get(fact.id),
                missing=last_year.both.missing if wanting and last_year else (),
            )
        )
    return found
