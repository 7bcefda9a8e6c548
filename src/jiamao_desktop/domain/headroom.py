"""What is still free under each cap of a measure, its own and the shared ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain import readings
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.limits import settings_on, used_up, uses_of
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.steps import Cap, Per, Window
from jiamao_desktop.domain.windows import last_day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Headroom:
    """One cap of the firm or its group: its height, what has been used, what is left.

    Attributes:
        shared: Shared by several measures (企业累计上限).
        window: Over what it counts; ``None``: without end.
        ends_on: Last day on which what is left can be used and stays as it is.
        clause: Where the height was read.
    """

    title: str
    limit: Money
    used: Money
    shared: bool
    window: Window | None
    ends_on: dt.date | None = None
    clause: Clause | None = None

    @property
    def room(self) -> Money:
        """Return what is left, never below nothing."""
        return max(self.limit - self.used, ZERO)


def headroom(pack: Pack, measure: Measure, case: Case) -> Sequence[Headroom]:
    """Return what is left of every cap per firm, under the readings chosen, as of ``today``."""
    terms = readings.terms_of(measure, pack.limits, readings.chosen(measure, case.readings))
    caps = [
        step for step in terms.steps if isinstance(step, Cap) and step.per in {Per.FIRM, Per.GROUP}
    ]
    figures = settings_on(case.today, terms.parameters, case)
    used = used_up(caps, measure, case, case.today, ())
    shared = {limit.id: limit.title for limit in pack.limits}
    labels = {parameter.id: parameter.label for parameter in terms.parameters}
    return [
        Headroom(
            title=shared.get(cap.id, labels[cap.at]),
            limit=height,
            used=used[cap.id],
            shared=cap.id in shared,
            window=cap.window,
            ends_on=last_day_of(cap.window, case.today, measure, uses_of(cap, measure, case)),
            clause=cap.clause,
        )
        for cap in caps
        if cap.at in figures and isinstance(height := figures[cap.at].value, Money)
    ]
