"""Measure matching on years with known truth: how far "sure" is sure, and how much is found.

Run with ``python -m tools.bench_match [--seeds 5] [--bills 1000] [--slips 900]``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from tools.make_match_book import MatchBook, make

from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import Matching, Relation
from jiamao_desktop.domain.settlement import Sureness

ORDERS = 20
PRECISION, RECALL = Fraction(99, 100), Fraction(95, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one year was matched.

    Attributes:
        sure: Pairs called sure. right: Of those, the true ones.
        shown: True pairs that are shown as chosen, sure or not. offered: ... or as another choice.
        true: Pairs there are.
    """

    sure: int
    right: int
    shown: int
    offered: int
    true: int

    @property
    def precision(self) -> Fraction:
        """Return the share of sure pairs that are true."""
        return Fraction(self.right, self.sure) if self.sure else Fraction(1)

    @property
    def recall(self) -> Fraction:
        """Return the share of true pairs that are shown."""
        return Fraction(self.shown, self.true) if self.true else Fraction(1)

    @property
    def recall_of_sure(self) -> Fraction:
        """Return the share of true pairs that need no look."""
        return Fraction(self.right, self.true) if self.true else Fraction(1)


def score(
    book: MatchBook, matching: Matching, relations: Collection[Relation] = frozenset(Relation)
) -> Score:
    """Compare an answer with the truth, for some relations."""
    pairs = [pair for pair in matching.pairs if pair.link.relation in relations]
    others = [pair for pair in matching.others if pair.link.relation in relations]
    sure = [pair for pair in pairs if pair.sureness is Sureness.SURE]
    shown = {book.plain(pair.link) for pair in pairs} & book.truth
    return Score(
        sure=len(sure),
        right=sum(book.plain(pair.link) in book.truth for pair in sure),
        shown=len(shown),
        offered=len(shown | ({book.plain(pair.link) for pair in others} & book.truth)),
        true=sum(link.relation in relations for link in book.truth),
    )


def same_in_any_order(book: MatchBook, first: Matching, orders: int, seed: int) -> bool:
    """Tell whether shuffled vouchers give the very same answer."""
    chance = random.Random(seed)  # noqa: S311 -- only shuffles
    vouchers = list(book.vouchers)
    for _ in range(orders):
        chance.shuffle(vouchers)
        if match(vouchers) != first:
            return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Print a table by relation for each seed, and the worst; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--bills", type=int, default=1000)
    parser.add_argument("--slips", type=int, default=900)
    parser.add_argument("--orders", type=int, default=ORDERS)
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones called sure")
    chosen = parser.parse_args(arguments)
    worst_precision, worst_recall, steady = Fraction(1), Fraction(1), True
    worst_seed = chosen.first
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        book = make(seed, chosen.bills, chosen.slips)
        began = time.process_time()
        found = match(book.vouchers)
        took = time.process_time() - began
        orders = chosen.orders if seed == chosen.first else 1
        steady &= same_in_any_order(book, found, orders, seed)
        whole = score(book, found)
        say(f"seed {seed}: {len(book.vouchers)} vouchers, {took:.2f} s; {line(whole)}")
        for relation in Relation:
            part = score(book, found, {relation})
            if part.true or part.sure:
                say(f"    {relation:9} {line(part)}")
        if chosen.wrong:
            print_wrong(book, found)
        if whole.precision < worst_precision:
            worst_precision, worst_seed = whole.precision, seed
        worst_recall = min(worst_recall, whole.recall)
    say(
        f"worst: precision of sure {float(worst_precision):.2%} (seed {worst_seed}, target "
        f"{float(PRECISION):.0%}), recall {float(worst_recall):.2%} (target {float(RECALL):.0%}); "
        f"the same in {chosen.orders} orders: {'yes' if steady else 'NO'}"
    )
    good = worst_precision >= PRECISION and worst_recall >= RECALL and steady
    return 0 if good else 1


def line(found: Score) -> str:
    """Return a score in a line."""
    return (
        f"true {found.true:4}  sure {found.sure:4}  precision {float(found.precision):7.2%}  "
        f"recall {float(found.recall):7.2%}  of sure {float(found.recall_of_sure):7.2%}  "
        f"offered {found.offered:4}"
    )


def print_wrong(book: MatchBook, found: Matching) -> None:
    """Print the pairs that were called sure and are not true."""
    by_key = {one.key: one for one in book.vouchers}
    for pair in found.pairs:
        if pair.sureness is Sureness.SURE and book.plain(pair.link) not in book.truth:
            say(f"  WRONG {pair.link.relation} {[why.code for why in pair.why]} {pair.group}")
            say(f"    {by_key[pair.link.left]}")
            say(f"    {by_key[pair.link.right]}")


def say(text: str) -> None:
    """Print."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
