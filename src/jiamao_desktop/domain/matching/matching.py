"""Which vouchers belong together: over a batch and what the book holds, as one best answer.

First red 发票 find the blue ones that they take back, and what was typed by hand its 发票, so
that a cost is not there twice; then slips and bills are assigned to each other, one to one;
then split payments explain what is left over; then contracts and customs items find their
bills. Everything is sorted by its key before anything is compared: the order of the files never
matters.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching import red, related, splits
from jiamao_desktop.domain.matching.evidence import (
    Desk,
    Evidence,
    comparable,
    day_points,
    is_near,
    payment,
)
from jiamao_desktop.domain.matching.habits import learned
from jiamao_desktop.domain.matching.model import (
    Link,
    Matching,
    Overrules,
    Pair,
    Relation,
    Voucher,
    VoucherKind,
)
from jiamao_desktop.domain.matching.pairing import Paired, paired
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness

_NOTHING_SAID = Overrules()
_BILLS = (VoucherKind.FAPIAO, VoucherKind.EXPENSE)
_MOST_EQUAL = 60
_MOST_CUSTOMS = 2_000
"""Beyond so many items only those that a bill names are compared."""


def match(vouchers: Iterable[Voucher], said: Overrules = _NOTHING_SAID) -> Matching:
    """Say which vouchers belong together, how sure that is, and why.

    Args:
        vouchers: Of the batch and of the book, each with a key of its own.
        said: What a person has pinned together or kept apart.
    """
    return _Match(Desk(vouchers), said).answer()


class _Match:
    """One matching on its way through the relations."""

    def __init__(self, desk: Desk, said: Overrules) -> None:
        self._desk = desk
        self._said = said
        self._pairs: list[Pair] = []
        self._others: list[Pair] = []
        for link in sorted(said.pinned):
            if link.left in desk.vouchers and link.right in desk.vouchers:
                why = (Problem.of("match.by_person"),)
                self._pairs.append(Pair(link=link, sureness=Sureness.PERSON, why=why))
        self._pinned = {
            (pair.link.relation, key)
            for pair in self._pairs
            for key in (pair.link.left, pair.link.right)
        }

    def answer(self) -> Matching:
        """Go through the relations, each building on those before."""
        nets = red.netted(self._desk, self._red())
        merged = self._same()
        self._payments(merged, nets)
        for relation, kind in (
            (Relation.CONTRACT, VoucherKind.CONTRACT),
            (Relation.CUSTOMS, VoucherKind.CUSTOMS),
        ):
            self._attach(relation, kind, merged)
        at_home = {key for pair in self._pairs for key in (pair.link.left, pair.link.right)}
        return Matching(
            pairs=tuple(sorted(self._pairs, key=lambda pair: pair.link)),
            others=tuple(sorted(self._others, key=lambda p: (p.link.left, -p.points, p.link))),
            new=tuple(key for key in self._desk.vouchers if key not in at_home),
        )

    def _of(self, relation: Relation, *kinds: VoucherKind) -> list[Voucher]:
        """Return the vouchers that still lack a partner in a relation, by key."""
        return [
            one
            for one in self._desk.vouchers.values()
            if one.kind in kinds
            and relation in one.open
            and (relation, one.key) not in self._pinned
        ]

    def _may(self, relation: Relation, left: str, right: str) -> bool:
        return Link(relation=relation, left=left, right=right) not in self._said.forbidden

    def _weighed(
        self,
        relation: Relation,
        candidates: Iterable[tuple[Voucher, Voucher]],
        weigh: Callable[[Desk, Voucher, Voucher], Evidence | None],
    ) -> dict[tuple[str, str], Evidence]:
        found: dict[tuple[str, str], Evidence] = {}
        for left, right in candidates:
            keys = (left.key, right.key)
            if keys not in found and self._may(relation, *keys):
                evidence = weigh(self._desk, left, right)
                if evidence is not None:
                    found[keys] = evidence
        return found

    def _red(self) -> Sequence[Pair]:
        """Pair red 发票 with blue ones; return the pairs to rely on."""
        every = self._of(Relation.RED, VoucherKind.FAPIAO)
        weighed = self._weighed(Relation.RED, red.candidates(self._desk, every), red.reversal)
        found = red.paired_red(weighed, self._desk.vouchers)
        self._pairs += found.pairs
        self._others += found.others
        return [
            pair
            for pair in self._pairs
            if pair.link.relation is Relation.RED and pair.sureness is not Sureness.UNSURE
        ]

    def _same(self) -> Mapping[str, Voucher]:
        """Pair 发票 with expenses typed by hand.

        Returns:
            Key of each expense that surely is a 发票 to that 发票.
        """
        fapiao = self._of(Relation.SAME, VoucherKind.FAPIAO)
        typed = self._of(Relation.SAME, VoucherKind.EXPENSE)
        candidates = related.same_candidates(self._desk, fapiao, typed)
        weighed = self._weighed(Relation.SAME, candidates, related.same_cost)
        found = paired(Relation.SAME, weighed, self._desk.vouchers)
        self._pairs += found.pairs
        self._others += found.others
        return {
            pair.link.right: self._desk.vouchers[pair.link.left]
            for pair in self._pairs
            if pair.link.relation is Relation.SAME and pair.sureness is not Sureness.UNSURE
        }

    def _payments(self, merged: Mapping[str, Voucher], nets: Mapping[str, Money]) -> None:
        """Pair slips with bills, whole first, then split; what red ones took back comes last."""
        slips = self._of(Relation.PAYMENT, VoucherKind.SLIP)
        every = list(_merged(self._of(Relation.PAYMENT, *_BILLS), self._desk, merged))
        bills = [
            dataclasses.replace(one, amount=nets[one.key]) if one.key in nets else one
            for one in every
            if nets.get(one.key, one.amount)
        ]
        found = self._paid(slips, bills)
        self._desk.habits = learned(self._desk, found.pairs, slips, bills)
        found = self._paid(slips, bills)
        whole = {
            key: pair.link for pair in found.pairs for key in (pair.link.left, pair.link.right)
        }
        split = splits.split(
            self._desk,
            slips,
            bills,
            whole,
            lambda slip, bill: self._may(Relation.PAYMENT, slip.key, bill.key),
        )
        self._pairs += [_doubted(pair, split.doubted) for pair in found.pairs]
        self._pairs += split.pairs
        self._others += [*found.others, *split.others]
        paid = whole.keys() | {key for p in split.pairs for key in (p.link.left, p.link.right)}
        self._taken_back(
            [one for one in slips if one.key not in paid],
            [one for one in every if one.key in nets and one.key not in paid],
        )
        self._paid_before(
            [one for one in slips if one.key not in paid],
            [one for one in every if one.key in nets and one.key in paid],
        )

    def _paid(self, slips: Sequence[Voucher], bills: Sequence[Voucher]) -> Paired:
        """Assign slips to the bills that they may pay whole."""
        candidates = _payment_candidates(self._desk, slips, bills)
        weighed = self._weighed(Relation.PAYMENT, candidates, payment)
        return paired(Relation.PAYMENT, weighed, self._desk.vouchers)

    def _taken_back(self, slips: Sequence[Voucher], bills: Sequence[Voucher]) -> None:
        """Pair what is left with bills as they were before a red one; never surely."""
        for pair in self._paid(slips, bills).pairs:
            why = (*pair.why, Problem.of("match.taken_back"))
            self._pairs.append(dataclasses.replace(pair, sureness=Sureness.UNSURE, why=why))

    def _paid_before(self, slips: Sequence[Voucher], bills: Sequence[Voucher]) -> None:
        """Offer what is left for bills as they were before a red one took back a part.

        A slip of just that amount may be the true one: whoever pays what is left over pays
        after the red one, or knew of it. So the other payment needs a look.
        """
        offered = self._paid(slips, bills).pairs
        for pair in offered:
            why = (*pair.why, Problem.of("match.taken_back"))
            self._others.append(dataclasses.replace(pair, sureness=Sureness.UNSURE, why=why))
        fit = {pair.link.right for pair in offered if pair.why[0].code == "match.amount_equal"}
        self._pairs = [
            dataclasses.replace(
                pair, sureness=Sureness.UNSURE, why=(*pair.why, Problem.of("match.rivals"))
            )
            if pair.link.right in fit
            and pair.link.relation is Relation.PAYMENT
            and pair.sureness is Sureness.SURE
            else pair
            for pair in self._pairs
        ]

    def _attach(self, relation: Relation, kind: VoucherKind, merged: Mapping[str, Voucher]) -> None:
        """Give bills their contracts or customs items."""
        rights = self._of(relation, kind)
        bills = list(_merged(self._of(relation, *_BILLS), self._desk, merged))
        if len(rights) > _MOST_CUSTOMS:
            rights = [one for one in rights if any(self._desk.names(one, bill) for bill in bills)]
        weighed = {
            keys: evidence
            for keys, evidence in related.weighed_all(self._desk, bills, rights, relation)
            if self._may(relation, *keys)
        }
        pairs, others = related.attached(relation, weighed, self._desk.vouchers)
        self._pairs += pairs
        self._others += others


def _merged(
    bills: Sequence[Voucher], desk: Desk, merged: Mapping[str, Voucher]
) -> Iterator[Voucher]:
    """Yield each cost once: what was typed goes with its 发票, and is paid if either is."""
    settled = {
        fapiao.key
        for key, fapiao in merged.items()
        if Relation.PAYMENT not in desk.vouchers[key].open
    }
    for one in bills:
        if one.key not in merged and one.key not in settled:
            yield one


def _doubted(pair: Pair, doubted: frozenset[Link]) -> Pair:
    if pair.link not in doubted:
        return pair
    why = (*pair.why, Problem.of("match.split_rival"))
    return dataclasses.replace(pair, sureness=Sureness.UNSURE, why=why)


def _payment_candidates(
    desk: Desk, slips: Sequence[Voucher], bills: Sequence[Voucher]
) -> Iterator[tuple[Voucher, Voucher]]:
    """Yield slips with the bills of their amount, and of nearly their amount at their firm."""
    by_amount: dict[tuple[str, int], list[Voucher]] = {}
    by_firm: dict[str, list[Voucher]] = {}
    for bill in bills:
        if bill.amount is not None:
            by_amount.setdefault((bill.currency, bill.amount.fen), []).append(bill)
            by_firm.setdefault(desk.firm(bill), []).append(bill)
    for slip in slips:
        if slip.amount is None:
            continue
        equal = by_amount.get((slip.currency, slip.amount.fen), [])
        yield from ((slip, bill) for bill in _nearest(desk, slip, equal))
        for bill in by_firm.get(desk.firm(slip), ()):
            amounts = comparable(slip, bill)
            if amounts is not None and is_near(*amounts):
                yield slip, bill


def _nearest(desk: Desk, slip: Voucher, bills: Sequence[Voucher]) -> Sequence[Voucher]:
    """Return the bills of an amount; of very many only those of the firm, the nearest in time."""
    if len(bills) <= _MOST_EQUAL:
        return bills
    firm = desk.firm(slip)
    named = [bill for bill in bills if desk.names(slip, bill)]
    own = [bill for bill in bills if desk.firm(bill) == firm and bill not in named]
    own.sort(key=lambda bill: (day_points(bill.day, slip.day, [])[1], bill.key))
    return [*named, *own[:_MOST_EQUAL]]
