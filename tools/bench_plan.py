"""Measure the best plan over realistic books, next to an LP bound and to what people do.

Books of 300 to 100,000 lines under 40 measures are made up by seed (tests/allocation):
realistic ones, and contested ones, which are harder than any pack makes them. For each size:
the time to the answer with its proof, the time HiGHS takes for the linear bound alone, and what
the answer brings over the obvious choice (each line where it alone comes to most) and over a
careful greedy (the largest gain first). After the realistic ones the growth, as the slope of
log time over log lines.

Times are those of the processor: what else a machine is doing does not count. Exits with 1 when
for realistic books a limit is not kept, or an answer is not certified.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.allocation.realistic import contested, realistic
from tools.plan_lp import lp_bound

from jiamao_desktop.domain.allocating.obvious import careful, obvious
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocation import Allocation, Model, Optimum

MEASURES = 40
SIZES = {300: 0.3, 1_000: 0.5, 10_000: 1.0, 100_000: 5.0}
"""Lines, and the seconds that the median realistic book may take."""
CONTESTED = (300, 1_000)
SEEDS = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One book: seconds, and what came out."""

    ours: float
    bound: float
    greedy: float
    best: Optimum
    obvious: Allocation
    careful: Allocation

    @property
    def gap(self) -> int:
        """Return fen that are not proved out of reach."""
        return self.best.at_most - self.best.allocation.total


def measured(model: Model) -> Measured:
    """Solve a book in every way, one after the other."""
    best, ours = _timed(lambda: optimum(model))
    above, bound = _timed(lambda: lp_bound(model))
    person, _ = _timed(lambda: obvious(model))
    greedy, took = _timed(lambda: careful(model))
    if best.allocation.total > above * (1 + 1e-6) + 1:
        raise AssertionError(best.allocation.total, above)
    return Measured(ours=ours, bound=bound, greedy=took, best=best, obvious=person, careful=greedy)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    done = work()
    return done, time.process_time() - started


def told(lines: int, runs: Sequence[Measured], limit: float | None) -> bool:
    """Print a row for a size; tell whether the limit is kept and all is certified."""
    ours, bound, greedy = (
        statistics.median(getattr(one, name) for one in runs)
        for name in ("ours", "bound", "greedy")
    )
    certified = sum(one.best.certified for one in runs)
    money = sum(one.best.money_certified for one in runs)
    kept = limit is None or ours <= limit
    print(
        f"{lines:>7}  {ours:8.3f} s (worst {max(one.ours for one in runs):7.3f})"
        f"  LP {bound:7.3f} s x{ours / max(bound, 1e-6):5.1f}"
        f"  careful {greedy:7.3f} s x{ours / max(greedy, 1e-6):5.1f}"
        f"  certified {certified}/{len(runs)} (money {money}/{len(runs)})"
        f"{'' if limit is None else f'  limit {limit} s'}{'' if kept else '  NOT KEPT'}"
    )
    for name in ("obvious", "careful"):
        others = [getattr(one, name) for one in runs]
        pairs = [(one.best.allocation, other) for one, other in zip(runs, others, strict=True)]
        gained = [(best.total - other.total) / 100 for best, other in pairs]
        shares = [1 - other.total / max(best.total, 1) for best, other in pairs]
        papers = [other.vouchers - best.vouchers for best, other in pairs]
        print(
            f"         over {name:<8} {statistics.median(gained):>12,.0f} yuan"
            f" ({statistics.median(shares):6.2%}, at most {max(shares):6.2%}),"
            f" {statistics.median(papers):>7,.0f} vouchers fewer"
        )
    open_ = [f"{seed}: {one.gap / 100:,.2f} yuan" for seed, one in enumerate(runs) if one.gap]
    if open_:
        print(f"         not proved out of reach, by seed: {'; '.join(open_)}")
    return kept and certified == len(runs)


def slope(points: Sequence[tuple[int, float]]) -> float:
    """Return the slope of a line through the logarithms: 1 is growth in proportion."""
    xs = [math.log(lines) for lines, _ in points]
    ys = [math.log(max(seconds, 1e-6)) for _, seconds in points]
    return statistics.linear_regression(xs, ys).slope


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lines", type=int, nargs="+", default=list(SIZES), help="lines of books")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="books of each size")
    parser.add_argument(
        "--contested", type=int, nargs="*", default=list(CONTESTED), help="lines of contested books"
    )
    wanted = parser.parse_args(arguments)
    well, points = True, list[tuple[int, float]]()
    print(f"realistic: {MEASURES} measures, medians of {wanted.seeds} books of each size")
    for lines in wanted.lines:
        runs = [measured(realistic(seed, lines, MEASURES)) for seed in range(wanted.seeds)]
        well &= told(lines, runs, SIZES.get(lines))
        points.append((lines, statistics.median(one.ours for one in runs)))
    if len(points) > 1:
        print(f"growth: time ~ lines^{slope(points):.2f}")
    if wanted.contested:
        print("contested:")
    for lines in wanted.contested:
        told(lines, [measured(contested(seed, lines)) for seed in range(wanted.seeds)], None)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
