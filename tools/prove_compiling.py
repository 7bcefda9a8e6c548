"""Hold the models of made-up books against the rules that they were compiled from.

Whatever expenses are claimed under one measure, its model has to bring what an assessment of
these very expenses allows; and claims under several measures have to be allowed what is planned
for them, in whatever order they are granted, and no more. Measures have every shape that packs
can have. Run it as ``python -m tools.prove_compiling [BOOKS]``; seeds of failures are printed.

Exits with 1 when anything differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from tests.unit.domain.compiling.compile_checks import Checked, check_alone, check_together

BOOKS = 3_000
SHOWN = 20
"""Failures printed of each set; the rest is counted."""

SETS: Sequence[tuple[str, Callable[[int], Checked]]] = (
    ("one measure", partial(check_alone, red=False)),
    ("one measure, red fapiao", partial(check_alone, red=True)),
    ("three measures", check_together),
)


def main(arguments: Sequence[str]) -> int:
    """Check the books and print a line for each set; return 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="?", type=int, default=BOOKS)
    books = parser.parse_args(arguments).books
    failed = False
    print(f"{'':26}{'books':>8}{'claims':>8}{'paying':>8}{'wrong':>7}{'seconds':>9}")
    for name, check in SETS:
        begun = time.perf_counter()
        found = [check(seed) for seed in range(books)]
        wrong = [one for each in found for one in each.wrong]
        print(
            f"{name:26}{books:>8}{sum(one.compared for one in found):>8}"
            f"{sum(one.paying for one in found):>8}{len(wrong):>7}"
            f"{time.perf_counter() - begun:>9.1f}"
        )
        for one in wrong[:SHOWN]:
            print(f"  {one}")
        failed = failed or bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
