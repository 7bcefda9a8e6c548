"""How much is read of papers that the readers were not tuned on.

``python -m tests.e2e.test_unseen_layouts`` prints the share of 300 papers of each kind, whose
seeds no test uses: the figures of docs/importers.md.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence

import pytest
from tests.e2e.unseen_layouts import PAPERS, Paper, bare

from jiamao_desktop.domain.draft import Draft, DraftKind
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers.reading import read_bytes

KINDS = {
    "invoice": DraftKind.FAPIAO,
    "slip": DraftKind.PAYMENT,
    "declaration": DraftKind.DECLARATION,
}
SEEDS = range(8)
UNUSED_SEEDS = range(1_000, 1_300)


def told(draft: Draft, name: str) -> str:
    """What a draft says under a name of ``Paper.says``."""
    if name == "items":
        return str(len(draft.lines))
    if name == "total":
        values = [line["total"].value for line in draft.lines if "total" in line]
        return bare(Money(sum(value.fen for value in values if isinstance(value, Money))))
    held = draft.fields.get(name)
    if held is None:
        return ""
    return bare(held.value) if isinstance(held.value, Money) else str(held.value)


def misses(paper: Paper) -> list[tuple[str, str, str]]:
    """Field, what is printed and what was read, wherever the two differ."""
    drafts = read_bytes("x.pdf", paper.content).drafts
    own = [draft for draft in drafts if draft.kind is KINDS[paper.kind]]
    if len(own) != 1:
        return [(name, text, f"({len(own)} drafts)") for name, text in paper.says.items()]
    found = {name: told(own[0], name) for name in paper.says}
    return [(name, text, found[name]) for name, text in paper.says.items() if found[name] != text]


def measured(kind: str, seeds: Sequence[int]) -> tuple[int, int, Counter[str]]:
    """Fields right, fields in all, and how often each field was missed."""
    right = count = 0
    missed: Counter[str] = Counter()
    for seed in seeds:
        paper = PAPERS[kind](random.Random(f"{kind}:{seed}"))
        wrong = misses(paper)
        count += len(paper.says)
        right += len(paper.says) - len(wrong)
        missed.update(name for name, _, _ in wrong)
    return right, count, missed


@pytest.mark.parametrize(
    ("kind", "demanded"), [("invoice", 0.97), ("slip", 0.9), ("declaration", 0.97)]
)
def test_papers_of_other_printers_are_read(kind: str, demanded: float) -> None:
    right, count, missed = measured(kind, SEEDS)
    assert right >= demanded * count, missed


@pytest.mark.parametrize("kind", PAPERS)
def test_what_is_not_found_is_left_out_and_never_made_up(kind: str) -> None:
    """A field may be missing; one that is there says what is printed."""
    for seed in SEEDS:
        wrong = misses(PAPERS[kind](random.Random(f"{kind}:{seed}")))
        assert [miss for miss in wrong if miss[2]] == [], seed


def main() -> int:
    """Print the share of fields read of every kind of paper."""
    for kind in PAPERS:
        right, count, missed = measured(kind, UNUSED_SEEDS)
        sys.stdout.write(f"{kind}: {right} of {count} ({right / count:.1%}), {dict(missed)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
