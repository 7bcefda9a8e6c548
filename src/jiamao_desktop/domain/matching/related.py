"""What else belongs to a bill: the expense typed by hand, the contract, the customs items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.evidence import (
    FROM,
    MARGIN,
    NAMED,
    NEAR,
    SURE,
    Desk,
    Evidence,
    comparable,
    day_points,
    equal_points,
    party_points,
)
from jiamao_desktop.domain.matching.model import Link, Pair, Relation, Voucher
from jiamao_desktop.domain.matching.names import Likeness
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness

_SAME_NUMBER, _NUMBER_MISTYPED, _ANOTHER_NUMBER = 100, 40, -100
_SAME_DAY = 10
_UNDER_CONTRACT, _OUTSIDE_CONTRACT, _OVER_CONTRACT = 5, -10, -20
_WHOLE_CONTRACT = 25
_CUSTOMS_DAYS = 5
_OFFERED = 3


def same_cost(desk: Desk, fapiao: Voucher, expense: Voucher) -> Evidence | None:
    """Weigh a 发票 and an expense that somebody typed: are they one cost?"""
    amounts = comparable(fapiao, expense)
    if amounts is None:
        return None
    billed, typed = amounts
    likeness = desk.likeness(fapiao, expense)
    why: list[Problem] = []
    points = _number_points(fapiao.number, expense.number, why)
    doubtful = False
    if billed == typed:
        points += equal_points(billed)
        why.append(Problem.of("match.amount_equal", amount=billed))
    elif points > 0 or (_mistyped(billed, typed) and likeness >= Likeness.CLOSE):
        points += NEAR
        doubtful = True
        why.append(Problem.of("match.amount_typed", left=billed, right=typed))
    else:
        return None
    points += party_points(likeness, expense, why)
    if fapiao.day is not None and fapiao.day == expense.day:
        points += _SAME_DAY
        why.append(Problem.of("match.same_day", day=fapiao.day))
        days = 0
    else:
        worth, days = day_points(fapiao.day, expense.day, why)
        points += worth
    return Evidence(points=points, why=tuple(why), days=days, doubtful=doubtful)


def same_candidates(
    desk: Desk, fapiao: Sequence[Voucher], typed: Sequence[Voucher]
) -> Iterator[tuple[Voucher, Voucher]]:
    """Yield 发票 with the typed expenses of their amount, their number or their firm."""
    index: dict[tuple[str, object], list[Voucher]] = {}
    for one in typed:
        for mark in _marks(desk, one):
            index.setdefault(mark, []).append(one)
    for bill in fapiao:
        for mark in _marks(desk, bill):
            for one in index.get(mark, ()):
                yield bill, one


def _marks(desk: Desk, one: Voucher) -> Iterator[tuple[str, object]]:
    if one.amount is not None:
        yield "amount", one.amount.fen
    if one.number:
        yield "number", one.number
    if firm := desk.firm(one):
        yield "firm", firm


def _number_points(read: str, typed: str, why: list[Problem]) -> int:
    if not typed or not read:
        return 0
    if read == typed:
        why.append(Problem.of("match.same_number", number=read))
        return _SAME_NUMBER
    if one_slip(read, typed):
        why.append(Problem.of("match.number_mistyped", left=read, right=typed))
        return _NUMBER_MISTYPED
    why.append(Problem.of("match.another_number", left=read, right=typed))
    return _ANOTHER_NUMBER


def _mistyped(one: Money, other: Money) -> bool:
    return one_slip(str(abs(one.fen)), str(abs(other.fen)))


def one_slip(one: str, other: str) -> bool:
    """Tell whether two texts of one length differ in one character, or two neighbours swapped."""
    if len(one) != len(other):
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    return (
        len(apart) == 2  # noqa: PLR2004 -- two neighbours
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def contract(desk: Desk, bill: Voucher, held: Voucher) -> Evidence | None:
    """Weigh a bill and the contract it may be charged under; a contract takes many bills."""
    likeness = desk.likeness(bill, held)
    named = desk.share_contract(bill, held) or desk.names(bill, held) or _numbered(bill, held)
    if not named and likeness < Likeness.CLOSE:
        return None
    why: list[Problem] = []
    points = party_points(likeness, held, why)
    if named:
        points += NAMED
        why.append(Problem.of("match.contract_named", number=held.number or held.contract))
    amounts = comparable(bill, held)
    if amounts is not None and amounts[0] == amounts[1]:
        points += _WHOLE_CONTRACT
        why.append(Problem.of("match.amount_equal", amount=amounts[0]))
    elif amounts is not None and abs(amounts[0].fen) > abs(amounts[1].fen):
        points += _OVER_CONTRACT
        why.append(Problem.of("match.over_contract", due=amounts[0], agreed=amounts[1]))
    if bill.day is not None and held.day is not None:
        within = held.day <= bill.day and (held.until is None or bill.day <= held.until)
        points += _UNDER_CONTRACT if within else _OUTSIDE_CONTRACT
        if not within:
            why.append(Problem.of("match.outside_contract", day=bill.day))
    _, days = day_points(held.day, bill.day, [])
    return Evidence(points=points, why=tuple(why), days=days)


def _numbered(bill: Voucher, held: Voucher) -> bool:
    return bool(bill.contract) and bill.contract.strip() == held.number.strip()


def customs(desk: Desk, bill: Voucher, item: Voucher) -> Evidence | None:
    """Weigh a bill and an item of a declaration: its number, its contract, or its amount."""
    why: list[Problem] = []
    points = 0
    if desk.names(bill, item):
        points += NAMED
        why.append(Problem.of("match.declaration_named", number=item.number))
    elif desk.share_contract(bill, item):
        points += NAMED
        why.append(Problem.of("match.contract_named", number=item.contract))
    amounts = comparable(bill, item)
    if amounts is not None and amounts[0] == amounts[1]:
        points += equal_points(amounts[0])
        why.append(Problem.of("match.amount_equal", amount=amounts[0]))
    if not points:
        return None
    worth, days = day_points(bill.day, item.day, why)
    return Evidence(points=points + worth + _CUSTOMS_DAYS, why=tuple(why), days=days)


def attached(
    relation: Relation,
    weighed: Mapping[tuple[str, str], Evidence],
    vouchers: Mapping[str, Voucher],
) -> tuple[list[Pair], list[Pair]]:
    """Give each bill the one that fits it best, where many bills may share it.

    Items of one declaration are not rivals of each other: what names the declaration belongs
    to all of them.

    Returns:
        The pairs, and what else might be chosen for a bill whose pair is unsure.
    """
    pairs: list[Pair] = []
    others: list[Pair] = []
    for left, found in _by_left(weighed):
        best = found[0][1].points
        whole = vouchers[found[0][0]].number
        chosen = [
            (right, one)
            for right, one in found
            if one.points == best and (right == found[0][0] or _one_paper(vouchers[right], whole))
        ]
        rest = [entry for entry in found if entry not in chosen]
        clear = not rest or best - rest[0][1].points >= MARGIN
        for right, one in chosen:
            pairs.append(_pair(relation, left, right, one, clear=clear))
        if not clear or best < SURE:
            others += [
                _pair(relation, left, right, one, clear=False) for right, one in rest[:_OFFERED]
            ]
    return pairs, others


def _one_paper(one: Voucher, number: str) -> bool:
    return bool(number) and one.number == number


def _by_left(
    weighed: Mapping[tuple[str, str], Evidence],
) -> Iterator[tuple[str, list[tuple[str, Evidence]]]]:
    by_left: dict[str, list[tuple[str, Evidence]]] = {}
    for (left, right), found in sorted(weighed.items(), key=lambda entry: entry[0]):
        if found.points > FROM:
            by_left.setdefault(left, []).append((right, found))
    for left, every in by_left.items():
        yield left, sorted(every, key=lambda one: (-one[1].points, one[1].days, one[0]))


def _pair(relation: Relation, left: str, right: str, found: Evidence, *, clear: bool) -> Pair:
    sure = clear and found.points >= SURE and not found.doubtful
    return Pair(
        link=Link(relation=relation, left=left, right=right),
        sureness=Sureness.SURE if sure else Sureness.UNSURE,
        why=found.why if clear else (*found.why, Problem.of("match.rivals")),
        points=found.points,
    )


def weighed_all(
    desk: Desk, lefts: Sequence[Voucher], rights: Sequence[Voucher], relation: Relation
) -> Iterable[tuple[tuple[str, str], Evidence]]:
    """Yield what speaks for each of the few pairs of bills and contracts or customs items."""
    weigh = contract if relation is Relation.CONTRACT else customs
    for left in lefts:
        for right in rights:
            found = weigh(desk, left, right)
            if found is not None:
                yield (left.key, right.key), found
