"""Measure the assessment of many measures over a large book.

Sixty of the shipped measures, among them all that go by expenses, are applied to ten thousand
expenses of the kinds that they support, under every reading and with every explanation. Beside
it stands a bare sum over the same rows: for each measure, what its expenses come to, and
nothing else. Then the same rows go into a real book with five hundred customs declarations,
and everything is measured as the program does it: cards for all measures, and cards again
after one edit.

Times are those of the processor: what else a machine is doing does not count. Exits with 1
when a limit is not kept.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from jiamao_desktop.app import assessing, ledger
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.packs import Catalog, load_catalog
from jiamao_desktop.domain.applicant import Applicant, ApplicantKind, Ownership
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.case import Case, EnteredParameter
from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.facts import Answer, FactValue
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.nearest import nearest
from jiamao_desktop.domain.pack import Measure, Pack, ParameterType
from jiamao_desktop.domain.steps import Cap, PerUnit
from jiamao_desktop.storage import answers, applicants, book, declarations, expenses, journal
from jiamao_desktop.storage.keys import PassphraseCost

TODAY = dt.date(2026, 11, 20)
NOW = "2026-11-20T08:30:00Z"
FIRM = "永州样例进出口有限公司"
SEED = 20261120
MEASURES = 60
ASSESSED_MS, AGAIN_MS = 1000, 50
WORDS = ("只", "为", "测量", "而设的", "口令")
CHEAP = PassphraseCost(passes=1, kib=19 * 1024)


def sixty(catalog: Catalog) -> list[tuple[Pack, Measure]]:
    """Return sixty measures as shipped: all that go by expenses, then others."""
    every = [(pack, measure) for pack in catalog.packs.values() for measure in pack.measures]
    every.sort(key=lambda one: one[1].expense is None)  # the sort keeps their order otherwise
    return every[:MEASURES]


def made_up(wanted: Sequence[tuple[Pack, Measure]], count: int) -> Iterator[Expense]:
    """Yield expenses of all kinds that the measures support, the same ones at every run."""
    dice = random.Random(SEED)  # noqa: S311 -- sample data, not secrets

    def once_in(many: int) -> bool:
        return dice.randrange(many) == 0

    kinds = sorted({name for pack, one in wanted for name in Plan(pack, one).categories or ()})
    first = dt.date(2024, 1, 1)
    for _ in range(count):
        gross = Money(dice.randrange(10_000, 5_000_000))
        red = once_in(50)
        part = gross.fen // 3 if once_in(30) and not red else 0
        paid_on = first + dt.timedelta(days=dice.randrange(1050))
        yield Expense(
            category=dice.choice(kinds),
            gross=-gross if red else gross,
            tax=Money((-1 if red else 1) * (gross.fen * 6 // 106)),
            paid_on=None if once_in(30) else paid_on,
            issued_on=paid_on,
            payer_account_name=dice.choice([FIRM] * 9 + ["别的公司", ""]),
            unsupported=Money(part),
            unsupported_reason="用餐" if part else "",
            funded_by="省级资金" if once_in(100) else "",
        )


def as_lines(made: Sequence[Expense]) -> list[Line]:
    """Return expenses as the rules see them."""
    return [
        Line(
            id=number,
            category=one.category,
            gross=one.gross,
            net=one.net,
            paid_on=one.paid_on,
            issued_on=one.issued_on,
            unsupported=one.unsupported,
            funded_by=one.funded_by,
            payer_is_applicant=one.payer_account_name == FIRM if one.payer_account_name else None,
        )
        for number, one in enumerate(made, start=1)
    ]


def good_case(pack: Pack, measure: Measure, lines: Sequence[Line]) -> Case:
    """Return a case in which every condition of a measure holds: the nearest way from nothing."""
    figures: dict[ParameterType, Money | Fraction | int] = {
        ParameterType.MONEY: Money(5_000_000),
        ParameterType.RATIO: Fraction(1, 2),
        ParameterType.COUNT: 2,
    }
    known: dict[str, FactValue] = {"firm.kind": measure.applicants[0].value}
    case = Case(
        facts=known,
        lines=lines,
        entered={
            one.id: EnteredParameter(value=figures[one.type], source="当年通知")
            for one in measure.parameters
            if one.entered
        },
        today=TODAY,
    )
    ways = nearest(pack, measure, case)
    if ways:
        known |= {one.fact: one.value for one in ways[0].changes if one.value is not None}
    counting = [one for one in measure.steps if isinstance(one, Cap | PerUnit) and one.count]
    known |= {step.count: 3 for step in counting}
    return dataclasses.replace(case, facts=known)


def bench_rules(catalog: Catalog, made: Sequence[Expense]) -> bool:
    """Measure the rules alone beside a bare sum over the same rows."""
    wanted = sixty(catalog)
    lines = as_lines(made)
    plans = [Plan(pack, measure) for pack, measure in wanted]
    own = [[one for one in lines if one.category in (plan.categories or ())] for plan in plans]
    cases = [
        good_case(plan.pack, plan.measure, some) for plan, some in zip(plans, own, strict=True)
    ]
    assessed = [plan.assess(case) for plan, case in zip(plans, cases, strict=True)]
    ours = _timed(lambda: [plan.assess(case) for plan, case in zip(plans, cases, strict=True)])
    bare = _timed(lambda: [sum(one.net.fen for one in some) for some in own])
    counted = sum(len(one.counted) for one in assessed)
    ways = sum(len(plan.ways) for plan in plans)
    decided = sum(one.status in {Status.YES, Status.READING} for one in assessed)
    print(
        f"{len(plans)} measures under {ways} combinations of readings, "
        f"{sum(map(len, own))} expenses looked at, {counted} counted, {decided} decided"
    )
    return _said("rules with explanation", ours, bare, ASSESSED_MS)


def bench_book(catalog: Catalog, made: Sequence[Expense], customs: int, folder: Path) -> bool:
    """Measure what the program does with a book: all cards, and again after an edit."""
    opened = book.create_book(
        folder, passphrase=" ".join(WORDS), now=NOW, use_keychain=False, cost=CHEAP
    ).book
    few = sixty(catalog)
    chosen = {measure.id for _, measure in few}
    packs = {
        pack.id: dataclasses.replace(
            pack, measures=tuple(one for one in pack.measures if one.id in chosen)
        )
        for pack in catalog.packs.values()
    }
    ws = Workspace(opened, dataclasses.replace(catalog, packs=packs), FixedClock(TODAY))
    with journal.operation(opened.db, "bench.fill", "测量", NOW):
        applicants.put(opened.db, _firm())
        expenses.add_all(opened.db, made)
        for number in range(customs):
            declarations.add(opened.db, _declaration(number))
        for pack, measure in few:
            for name, value in good_case(pack, measure, ()).facts.items():
                if pack.facts[name].scope == "firm" and not pack.facts[name].from_record:
                    answers.put(opened.db, Answer(fact=name, value=value))
    number = expenses.ids(ws.reader)[0]
    numbers = "SELECT sum(gross_fen - tax_fen) FROM expense WHERE category=?"
    kinds = {one.category for one in made}

    def bare() -> object:
        return [ws.reader.conn.execute(numbers, [one]).fetchall() for one in kinds]

    def afresh() -> object:
        ws.kept.clear()
        ws.records = type(ws.records)()
        return assessing.cards(ws)

    kept = _said("a book, cards from nothing", _timed(afresh), _timed(bare), ASSESSED_MS)
    took = []
    for turn in range(5):
        expense = expenses.get_many(ws.reader, [ExpenseId(number)])[ExpenseId(number)]
        edited = dataclasses.replace(expense, gross=expense.gross + Money(100 + turn))
        ledger.edit_expense(ws, ExpenseId(number), edited)
        start = time.process_time()
        assessing.cards(ws)
        took.append((time.process_time() - start) * 1000)
    kept &= _said("a book, cards after one edit", min(took), _timed(bare), AGAIN_MS)
    ws.close()
    return kept


def _firm() -> Applicant:
    return Applicant(
        name=FIRM,
        uscc="91431100MA4YL0001K",
        kind=ApplicantKind.ENTERPRISE,
        ownership=Ownership.PRIVATE,
        city="永州市",
    )


def _declaration(number: int) -> Declaration:
    return Declaration(
        number=f"{490120260000000000 + number}",
        direction=Direction.EXPORT,
        declared_on=dt.date(2026, 1, 1) + dt.timedelta(days=number % 300),
        customs_regime=("0615", "0654", "0110")[number % 3],
    )


def _timed(work: Callable[[], object], times: int = 3) -> float:
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append((time.process_time() - start) * 1000)
    return min(took)


def _said(name: str, ours_ms: float, bare_ms: float, limit_ms: float) -> bool:
    kept = ours_ms <= limit_ms
    print(
        f"{name:<44}{ours_ms:9.1f} ms   bare sum {bare_ms:7.2f} ms"
        f"   x{ours_ms / max(bare_ms, 0.001):7.1f}  limit {limit_ms:.0f} ms"
        f"{'' if kept else '  NOT KEPT'}"
    )
    return kept


def main() -> int:
    """Measure, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--expenses", type=int, default=10_000, help="number of expenses")
    parser.add_argument("--declarations", type=int, default=500, help="number of declarations")
    wanted = parser.parse_args()
    catalog = load_catalog()
    made = list(made_up(sixty(catalog), wanted.expenses))
    kept = bench_rules(catalog, made)
    with tempfile.TemporaryDirectory(prefix="jiamao-bench-") as folder:
        kept &= bench_book(catalog, made, wanted.declarations, Path(folder) / "bench.book")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
