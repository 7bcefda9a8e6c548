"""How long after its bills a firm is usually paid: what decides between equal amounts.

Pairs that are sure show a firm's habit. A standing charge, the same amount month after month,
has a habit of its own: the wait under which its payments fit its bills best.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.matching.evidence import Desk, Habit
from jiamao_desktop.domain.matching.model import Pair, Voucher
from jiamao_desktop.domain.settlement import Sureness

_LEAST = 3
"""Fewer bills or payments of one amount are no series."""
_MOST = 40
_SKIPPED = 1 << 40


@dataclass(frozen=True, slots=True)
class _Series:
    bills: list[dt.date]
    slips: list[dt.date]


def learned(
    desk: Desk, pairs: Sequence[Pair], slips: Iterable[Voucher], bills: Iterable[Voucher]
) -> Mapping[str, Habit]:
    """Return habits by firm, by series (see :meth:`Desk.series`), and of all firms as ``""``."""
    days: dict[str, list[int]] = {}
    for pair in pairs:
        slip, bill = desk.vouchers[pair.link.left], desk.vouchers[pair.link.right]
        if pair.sureness is Sureness.SURE and slip.day is not None and bill.day is not None:
            for firm in (desk.firm(bill), ""):
                days.setdefault(firm, []).append((slip.day - bill.day).days)
    found = {firm: Habit.of(every) for firm, every in days.items()}
    if "" in found:
        found[""] = dataclasses.replace(found[""], count=0)  # no firm's own habit
    for key, series in _series(desk, slips, bills).items():
        if min(len(series.bills), len(series.slips)) >= _LEAST:
            found[key] = Habit(_best_wait(series), 0, 0)
    return found


def _series(desk: Desk, slips: Iterable[Voucher], bills: Iterable[Voucher]) -> dict[str, _Series]:
    found: dict[str, _Series] = {}
    for bill in bills:
        if bill.day is not None and bill.party:
            found.setdefault(desk.series(bill), _Series([], [])).bills.append(bill.day)
    for slip in slips:
        series = found.get(desk.series(slip))
        if series is not None and slip.day is not None:
            series.slips.append(slip.day)
    return found


def _best_wait(series: _Series) -> int:
    """Return the wait, in days, under which payments and bills fit best, in their order."""
    bills, slips = sorted(series.bills)[:_MOST], sorted(series.slips)[:_MOST]
    waits: set[int] = set()
    for shift in range(abs(len(bills) - len(slips)) + 1):
        first, then = (bills, slips[shift:]) if len(slips) > len(bills) else (bills[shift:], slips)
        every = sorted((paid - billed).days for billed, paid in zip(first, then, strict=False))
        waits.add(every[len(every) // 2])
    return min(waits, key=lambda wait: (_misfit(bills, slips, wait), abs(wait), wait))


def _misfit(bills: Sequence[dt.date], slips: Sequence[dt.date], wait: int) -> int:
    """Return how badly payments fit bills in order: days off, squared; as few left as can be."""
    best = [at * _SKIPPED for at in range(len(slips) + 1)]
    for billed in bills:
        row = [best[0] + _SKIPPED]
        for at, paid in enumerate(slips):
            off = (paid - billed).days - wait
            row.append(min(best[at] + off * off, best[at + 1] + _SKIPPED, row[at] + _SKIPPED))
        best = row
    return best[-1]
