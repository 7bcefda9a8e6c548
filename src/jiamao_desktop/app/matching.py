"""From a batch and the book to vouchers, and from pairs back to what each item belongs to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jiamao_desktop.app.identity import text_of
from jiamao_desktop.app.match_vouchers import of_book, of_draft, own_names
from jiamao_desktop.app.review import ItemState, ReviewItem, Suggestion, Target, TargetKind, Tie
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import (
    Link,
    Overrules,
    Pair,
    Relation,
    Voucher,
    VoucherKind,
)
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.settlement import Sureness

Homes = dict[str, Target]
"""Key of a voucher to where it is."""


def matched(ws: Workspace, items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Say of each item what it belongs to, over the batch and what the book holds.

    What a person has decided stays, and counts when the rest is matched again.
    """
    homes: Homes = {}
    own = own_names(ws)
    vouchers: dict[str, Voucher] = {}
    for item in items:
        if item.draft is not None and item.state not in _OUT:
            for voucher in of_draft(item, item.draft, own):
                vouchers.setdefault(voucher.key, voucher)
                homes.setdefault(voucher.key, Target(TargetKind.ITEM, item.key))
    for voucher, target in of_book(ws, vouchers, own):
        if voucher.key not in vouchers:
            vouchers[voucher.key] = voucher
            homes[voucher.key] = target
    found = match(vouchers.values(), _said(items, homes, vouchers))
    suggestions: dict[int, list[Suggestion]] = {}
    along = _within_book((*found.pairs, *found.others), homes)
    for best, pairs in ((True, found.pairs), (False, found.others)):
        for pair in pairs:
            for key, suggestion in _suggested(pair, homes, best=best):
                whole = dataclasses.replace(suggestion, along=along.get(pair.group, ()))
                suggestions.setdefault(key, []).append(whole)
    elsewhere = frozenset(homes[pair.link.left] for pair in found.pairs)
    return [
        _netted(_told(_kept_along(item, elsewhere), suggestions.get(item.key, [])))
        for item in items
    ]


def _within_book(
    pairs: Iterable[Pair], homes: Homes
) -> dict[str, tuple[tuple[Target, Target], ...]]:
    """Return the pairs of each split payment that the book has both vouchers of."""
    found: dict[str, tuple[tuple[Target, Target], ...]] = {}
    for pair in pairs:
        both = homes[pair.link.left], homes[pair.link.right]
        if pair.group and all(one.kind is not TargetKind.ITEM for one in both):
            found[pair.group] = (*found.get(pair.group, ()), both)
    return found


def _kept_along(item: ReviewItem, elsewhere: frozenset[Target]) -> ReviewItem:
    """Return the item without what the book would settle along, where that is used elsewhere."""
    found = tuple(
        dataclasses.replace(one, along=tuple(p for p in one.along if p[0] not in elsewhere))
        for one in item.found
    )
    return dataclasses.replace(item, found=found)


_OUT = frozenset({ItemState.REFUSED, ItemState.DUPLICATE, ItemState.SAME})


def _said(items: Sequence[ReviewItem], homes: Homes, vouchers: Mapping[str, Voucher]) -> Overrules:
    """Return what persons have decided, in the words of matching."""
    keys: dict[Target, list[str]] = {}
    for key, target in homes.items():
        keys.setdefault(target, []).append(key)
    pinned: set[Link] = set()
    forbidden: set[Link] = set()
    for item in items:
        if not item.decided:
            continue
        mine = next(iter(keys.get(Target(TargetKind.ITEM, item.key), ())), "")
        if not mine:
            continue
        chosen = {(tie.relation, tie.target) for tie in item.ties}
        for tie in item.ties:
            if tie.relation is not None:
                others = keys.get(tie.target, [])
                pinned |= {_linked(tie.relation, mine, other, vouchers) for other in others[:1]}
        for one in item.found:
            if (one.relation, one.target) not in chosen:
                others = keys.get(one.target, [])
                forbidden |= {_linked(one.relation, mine, other, vouchers) for other in others}
    return Overrules(pinned=frozenset(pinned), forbidden=frozenset(forbidden))


def _linked(relation: Relation, mine: str, other: str, vouchers: Mapping[str, Voucher]) -> Link:
    """Return a link the right way round: see :class:`Relation`."""
    one = vouchers[mine]
    match relation:
        case Relation.PAYMENT:
            turned = one.kind is not VoucherKind.SLIP
        case Relation.RED:
            turned = (one.amount or ZERO) > ZERO
        case Relation.SAME:
            turned = one.kind is not VoucherKind.FAPIAO
        case _:
            turned = one.kind in (VoucherKind.CONTRACT, VoucherKind.CUSTOMS)
    left, right = (other, mine) if turned else (mine, other)
    return Link(relation=relation, left=left, right=right)


def _suggested(pair: Pair, homes: Homes, *, best: bool) -> Iterator[tuple[int, Suggestion]]:
    """Yield a pair as what one of its items belongs to; pairs within the book are no news."""
    left, right = homes[pair.link.left], homes[pair.link.right]
    if left.kind is TargetKind.ITEM:
        holder, target = left, right
    elif right.kind is TargetKind.ITEM:
        holder, target = right, left
    else:
        return
    yield (
        holder.number,
        Suggestion(
            relation=pair.link.relation,
            target=target,
            sureness=pair.sureness,
            why=pair.why,
            best=best,
            points=pair.points,
            amount=pair.amount,
            group=pair.group,
        ),
    )


def _told(item: ReviewItem, found: Iterable[Suggestion]) -> ReviewItem:
    """Return the item with its suggestions; it is tied to the sure ones unless decided."""
    every = tuple(_without_repeats(found))
    if item.decided:
        along = {(one.relation, one.target): one.along for one in item.found}
        every = tuple(
            dataclasses.replace(one, along=one.along or along.get((one.relation, one.target), ()))
            for one in every
        )
        return dataclasses.replace(item, found=every)
    evidence = tuple(tie for tie in item.ties if tie.relation is None)
    sure = tuple(
        Tie(relation=one.relation, target=one.target, sureness=one.sureness)
        for one in every
        if one.best and one.sureness is not Sureness.UNSURE
    )
    return dataclasses.replace(item, found=every, ties=evidence + sure)


def _without_repeats(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Yield each target once: a declaration has many items, and one is enough to name it."""
    seen: set[tuple[Relation, Target]] = set()
    for one in found:
        if (one.relation, one.target) not in seen:
            seen.add((one.relation, one.target))
            yield one


def _netted(item: ReviewItem) -> ReviewItem:
    """Return the item; a red 发票 that surely takes back another makes no expense of its own."""
    red = item.tied(Relation.RED)
    if not red or item.draft is None or not item.category or not item.is_red:
        return item
    note = Problem.of("import.red_nets", number=text_of(item.draft, "number"))
    remarks = tuple(dict.fromkeys((*item.remarks, note)))
    return dataclasses.replace(item, category="", remarks=remarks)
