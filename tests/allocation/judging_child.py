"""Ask CP-SAT about some models, in a process of its own, and print what it says as JSON.

Arguments: how many tiny models, how many middle ones. Tiny ones with amounts beyond what CP-SAT
is trusted with are passed over.
"""

from __future__ import annotations

import json
import sys

from tests.allocation.brute import complaints
from tests.allocation.cpsat import judge
from tests.allocation.instances import middle, tiny

from jiamao_desktop.domain.allocation import Model

SAFE = 10**9


def heaviest(model: Model) -> int:
    """Return the greatest weight of a model."""
    return max((w for item in model.items for mode in item.modes for _, w in mode), default=0)


def main() -> None:
    """Judge and print: set, seed, sum, claims, vouchers, whether it is proved."""
    few, some = map(int, sys.argv[1:])
    said = []
    for name, make, count in (("tiny", tiny, few), ("middle", middle, some)):
        for seed in range(count):
            model = make(seed)
            if heaviest(model) > SAFE:
                continue
            verdict = judge(model, seconds=10, workers=1)
            assert verdict.answer is None or not complaints(model, verdict.answer)
            best = verdict.best
            figures = (best.total, best.claims, best.vouchers)
            said.append([name, seed, *figures, verdict.proved])
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
