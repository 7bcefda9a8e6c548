"""Compare the best plan's optimiser with two judges that know nothing of it.

Tiny models, with every feature and amounts from 1 fen to 10^11, are solved by trying every
choice; middle ones, of 20 to 40 lines, by CP-SAT. Sum, claims and vouchers have to be equal, the
answer has to be what it says, its bounds have to hold, and it has to be certified. Run it with
``make prove``; the number of models may be given. Seeds of failures are printed.

Exits with 1 when anything is wrong, or not certified. Where CP-SAT itself proves nothing within
its time, the model counts as undecided; its answer then may still show ours to be wrong.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.allocation.brute import Best, best, complaints
from tests.allocation.instances import middle, tiny

from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocation import Model, Optimum

TINY, MIDDLE = 3_000, 500
SHOWN = 20
"""Failures printed of each set; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a judge finds.

    Attributes:
        best: Sum, claims and vouchers; surely reached.
        proved: Whether nothing beats it.
    """

    best: Best
    proved: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One model, solved and judged."""

    seed: int
    wrong: tuple[str, ...]
    certified: bool
    decided: bool
    seconds: float
    judge_seconds: float


def by_trying(model: Model) -> Judged:
    """Judge by trying every choice."""
    return Judged(best=best(model))


def by_cpsat(seconds: float) -> Callable[[Model], Judged]:
    """Return the judge by CP-SAT; an answer of its that does not hold is none.

    Args:
        seconds: For each of its two stages.
    """

    def judged(model: Model) -> Judged:
        from tests.allocation.cpsat import judge  # noqa: PLC0415 -- with it HiGHS cannot be loaded

        verdict = judge(model, seconds=seconds)
        if verdict.answer is None or complaints(model, verdict.answer):
            return Judged(best=Best(0, 0, 0), proved=False)
        return Judged(best=verdict.best, proved=verdict.proved)

    return judged


def faults(model: Model, ours: Optimum, judged: Judged) -> Iterator[str]:
    """Yield what is wrong with an answer, in the light of a judge's."""
    yield from complaints(model, ours.allocation)
    one, other = ours.allocation, judged.best
    if one.total < other.total:
        yield f"{one.total} fen, not {other.total}"
    if ours.at_most < max(one.total, other.total):
        yield f"says at most {ours.at_most} fen, but {max(one.total, other.total)} can be had"
    if one.total > other.total:
        if judged.proved:
            yield f"{one.total} fen, the judge says {other.total} is the most"
        return
    papers = [(one.claims, one.vouchers), (other.claims, other.vouchers)]
    if one.total == other.total and (papers[0] > papers[1] or judged.proved):
        if papers[0] != papers[1]:
            yield f"(claims, vouchers) {papers[0]}, not {papers[1]}"
        if (ours.claims_at_least, ours.vouchers_at_least) > min(papers):
            bound = (ours.claims_at_least, ours.vouchers_at_least)
            yield f"says at least {bound} claims, vouchers, but {min(papers)} will do"


def tried(make: Callable[[int], Model], seed: int, judged_by: Callable[[Model], Judged]) -> Case:
    """Solve and judge one model; a crash is a fault like any other."""
    model = make(seed)
    started = time.process_time()
    try:
        ours = optimum(model)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is reported with its seed
        return Case(
            seed=seed,
            wrong=(f"{type(error).__name__}: {error}",),
            certified=False,
            decided=False,
            seconds=time.process_time() - started,
            judge_seconds=0,
        )
    seconds = time.process_time() - started
    started = time.monotonic()
    judged = judged_by(model)
    return Case(
        seed=seed,
        wrong=tuple(faults(model, ours, judged)),
        certified=ours.certified,
        decided=judged.proved,
        seconds=seconds,
        judge_seconds=time.monotonic() - started,
    )


def report(name: str, cases: Sequence[Case]) -> bool:
    """Print a row of the table, then the seeds that failed; tell whether all is well."""
    wrong = [one for one in cases if one.wrong]
    open_ = [one for one in cases if not one.certified]
    undecided = [one for one in cases if not one.decided]
    times = [one.seconds * 1000 for one in cases] or [0]
    print(
        f"{name:<10}{len(cases):>8}{len(wrong):>8}{len(open_):>13}"
        f"{len(undecided):>11}"
        f"{statistics.median(times):>11.1f}{max(times):>11.1f}"
        f"{sum(times) / 1000:>10.1f}{sum(one.judge_seconds for one in cases):>10.1f}"
    )
    for case in wrong[:SHOWN]:
        print(f"    {name} {case.seed}: {'; '.join(case.wrong)}")
    for said, some in (("not certified", open_), ("undecided by the judge", undecided)):
        if some:
            print(f"    {name}, {said}: {' '.join(str(one.seed) for one in some[:SHOWN])}")
    return not wrong and not open_


def main(arguments: Sequence[str] | None = None) -> int:
    """Solve, judge, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tiny", type=int, default=TINY, help="models tried by brute force")
    parser.add_argument("--middle", type=int, default=MIDDLE, help="models judged by CP-SAT")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seconds", type=float, default=30, help="for a stage of CP-SAT")
    wanted = parser.parse_args(arguments)
    print(
        f"{'models':<10}{'number':>8}{'wrong':>8}{'uncertified':>13}{'undecided':>11}"
        f"{'median ms':>11}{'worst ms':>11}{'ours s':>10}{'judge s':>10}"
    )
    well = True
    for name, make, judged_by, count in (
        ("tiny", tiny, by_trying, wanted.tiny),
        ("middle", middle, by_cpsat(wanted.seconds), wanted.middle),
    ):
        seeds = range(wanted.first, wanted.first + count)
        well &= report(name, [tried(make, seed, judged_by) for seed in seeds])
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
