"""What speaks for two vouchers belonging together, in points, with the reasons in words.

The points are whole numbers and few: an equal amount and the same firm make a pair, a number
that is named settles it, and days far apart speak against it. A pair needs more than ``FROM``
points to be thought of, and ``SURE`` points to be relied on without a look.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.model import Voucher, VoucherKind
from jiamao_desktop.domain.matching.names import Likeness
from jiamao_desktop.domain.matching.parties import Parties
from jiamao_desktop.domain.money import Money

FROM = 35
SURE = 60
MARGIN = 12
"""A rival with less than so many points fewer makes a pair unsure."""

EQUAL_ROUND, EQUAL_ODD, NEAR = 30, 40, 12
"""Whole hundreds of yuan are equal by chance more often than odd amounts."""
NAMED, CONTRACT_NAMED, ANOTHER_NAMED = 60, 30, -40
_PARTY = {
    Likeness.SAME: 40,
    Likeness.ALIAS: 40,
    Likeness.CLOSE: 25,
    Likeness.UNKNOWN: 5,
    Likeness.OTHER: 0,
}
_ROUND_FEN = 10_000
_NEAR_FEN, _NEAR_SHARE = 5_000, 100
_TOKEN = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z-]{4,})[0-9A-Za-z]")
_FAPIAO_LIKE = re.compile(r"2\d{19}")
_DAY_LIKE = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_TAIL = 8
_NO_DAY = -4
_DAYS = ((-31, 62, 0), (-92, 123, -6), (-183, 400, -14))
"""Days from the bill to the payment: first, last, points."""
_FARTHER = -30
_FARTHEST = 700
_MONTH = 15
_KNOWN_HABIT, _ODD_DAYS, _UNUSUAL = 4, 12, -14
"""So many sure pairs make a habit; payments farther from it than so many days speak against."""
_MONTH_WORDS = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])月(?!\d)(?![前后内底])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a pair.

    Attributes:
        doubtful: Never to be relied on without a look, whatever the points.
        days: Days apart, squared; decides among pairs of equal points.
    """

    points: int
    why: tuple[Problem, ...]
    days: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """How long after its bills a firm is paid, as far as sure pairs show.

    Attributes:
        days: The median. spread: The median distance from it. count: Of how many pairs.
    """

    days: int
    spread: int
    count: int

    @classmethod
    def of(cls, days: Sequence[int]) -> Habit:
        """Work it out from at least one pair."""
        usual = sorted(days)[len(days) // 2]
        apart = sorted(abs(one - usual) for one in days)
        return cls(usual, apart[len(days) // 2], len(days))


class Desk:
    """The vouchers on the table, with what is looked up again and again."""

    def __init__(self, vouchers: Iterable[Voucher]) -> None:
        self.vouchers = {one.key: one for one in sorted(vouchers, key=lambda one: one.key)}
        self.parties = Parties(self.vouchers.values())
        self.habits: Mapping[str, Habit] = {}
        self._months = {key: months(one.text) for key, one in self.vouchers.items()}
        self._tokens = {key: tokens(one.text) for key, one in self.vouchers.items()}
        called: dict[str, set[str]] = {}
        for key, one in self.vouchers.items():
            if one.kind is not VoucherKind.SLIP:
                for name in called_by(one.number):
                    called.setdefault(name, set()).add(key)
        self._bills_named = {
            key: frozenset().union(*(called.get(token, ()) for token in found))
            for key, found in self._tokens.items()
        }

    def names(self, one: Voucher, other: Voucher) -> bool:
        """Tell whether the number of one stands in the text of the other."""
        return (
            other.key in self._bills_named[one.key]
            or one.key in self._bills_named[other.key]
            or bool(called_by(one.number) & self._tokens[other.key])
        )

    def names_another(self, slip: Voucher, bill: Voucher) -> bool:
        """Tell whether a slip names bills, but not this one; perhaps one that is not here."""
        named = self._bills_named[slip.key]
        if bill.key in named:
            return False
        strange = (
            token not in slip.accounts and _FAPIAO_LIKE.fullmatch(token)
            for token in self._tokens[slip.key]
        )
        return bool(named) or any(strange)

    def share_contract(self, one: Voucher, other: Voucher) -> bool:
        """Tell whether both name the same contract."""
        for first, second in ((one, other), (other, one)):
            for name in called_by(first.contract):
                if name in self._tokens[second.key] or name in called_by(second.contract):
                    return True
        return False

    def names_month(self, slip: Voucher, bill: Voucher) -> bool | None:
        """Tell whether a slip is for the month of a bill; ``None`` where it names no month."""
        if len(self._months[slip.key]) != 1 or bill.day is None:
            return None
        return self._months[slip.key] <= (self._months[bill.key] or {bill.day.month})

    def likeness(self, one: Voucher, other: Voucher) -> Likeness:
        """Say how far the other sides of two vouchers are one firm."""
        return self.parties.likeness(one.party, other.party)

    def firm(self, one: Voucher) -> str:
        """Return one name for all names of a voucher's other side."""
        return self.parties.firm(one.party)

    def series(self, one: Voucher) -> str:
        """Return what bills and payments of one amount at one firm have in common."""
        return f"{self.firm(one)} {one.amount}"

    def habit(self, bill: Voucher) -> Habit | None:
        """Return how long after bills like this one they are paid, as far as that is known."""
        for key in (self.series(bill), self.firm(bill), ""):
            if key in self.habits:
                return self.habits[key]
        return None


def tokens(text: str) -> frozenset[str]:
    """Return the numbers that a text names, letters small, without hyphens."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(found.replace("-", "") for found in _TOKEN.findall(plain))


def months(text: str) -> frozenset[int]:
    """Return the months that a text names as what is paid for: ``3月房租``, not ``3月5日``."""
    plain = unicodedata.normalize("NFKC", text)
    return frozenset(int(found) for found in _MONTH_WORDS.findall(plain))


@functools.lru_cache(maxsize=100_000)
def called_by(number: str) -> frozenset[str]:
    """Return how a number is named elsewhere: whole, or the last eight of many digits.

    A date is written with eight digits too, and names nothing.
    """
    plain = unicodedata.normalize("NFKC", number).casefold().replace("-", "").strip()
    if len(plain) < _TAIL - 2:
        return frozenset()
    tail = plain[-_TAIL:] if plain.isdigit() and len(plain) > 2 * _TAIL else plain
    return frozenset(name for name in (plain, tail) if not _DAY_LIKE.fullmatch(name))


def comparable(one: Voucher, other: Voucher) -> tuple[Money, Money] | None:
    """Return both amounts where they can be compared: same currency, same direction."""
    if one.amount is None or other.amount is None or one.currency != other.currency:
        return None
    same_way = (one.amount.fen > 0) == (other.amount.fen > 0)
    return (one.amount, other.amount) if same_way and one.amount and other.amount else None


def is_near(one: Money, other: Money) -> bool:
    """Tell whether two amounts differ by no more than a bank's fee or a rounding."""
    apart = abs(one.fen - other.fen)
    return 0 < apart <= _NEAR_FEN and apart * _NEAR_SHARE <= min(abs(one.fen), abs(other.fen))


def equal_points(amount: Money) -> int:
    """Return what equal amounts are worth."""
    return EQUAL_ROUND if amount.fen % _ROUND_FEN == 0 else EQUAL_ODD


def payment(desk: Desk, slip: Voucher, bill: Voucher) -> Evidence | None:
    """Weigh a slip and the bill that it may pay whole; ``None`` where nothing speaks for it."""
    amounts = comparable(slip, bill)
    if amounts is None:
        return None
    paid, due = amounts
    likeness = desk.likeness(slip, bill)
    why: list[Problem] = []
    if paid == due:
        points = equal_points(paid)
        why.append(Problem.of("match.amount_equal", amount=paid))
    elif is_near(paid, due) and likeness >= Likeness.ALIAS:
        points = NEAR
        why.append(Problem.of("match.amount_near", left=paid, right=due))
    else:
        return None
    points += party_points(likeness, bill, why)
    if desk.names(slip, bill):
        points += NAMED
        why.append(Problem.of("match.number_named", number=bill.number or slip.number))
    elif desk.names_another(slip, bill):
        points += ANOTHER_NAMED
        why.append(Problem.of("match.another_named"))
    if desk.share_contract(slip, bill):
        points += CONTRACT_NAMED
        why.append(Problem.of("match.contract_named", number=bill.contract or slip.contract))
    points += _month_points(desk, slip, bill, why)
    worth, days = day_points(bill.day, slip.day, why)
    habit = desk.habit(bill)
    if habit is not None and bill.day is not None and slip.day is not None:
        odd = abs((slip.day - bill.day).days - habit.days)
        days = min(odd, _FARTHEST) ** 2
        if habit.count >= _KNOWN_HABIT and odd > _ODD_DAYS + 4 * habit.spread:
            worth += _UNUSUAL
            why.append(Problem.of("match.unusual_day", usual=habit.days))
    return Evidence(points=points + worth, why=tuple(why), days=days, doubtful=paid != due)


def _month_points(desk: Desk, slip: Voucher, bill: Voucher, why: list[Problem]) -> int:
    meant = desk.names_month(slip, bill)
    if meant is None:
        return 0
    if meant:
        why.append(Problem.of("match.month_named"))
        return _MONTH
    why.append(Problem.of("match.another_month"))
    return -_MONTH


def party_points(likeness: Likeness, other: Voucher, why: list[Problem]) -> int:
    """Return what the likeness of two names is worth, and say it."""
    match likeness:
        case Likeness.SAME:
            why.append(Problem.of("match.party_same", name=other.party))
        case Likeness.ALIAS:
            why.append(Problem.of("match.party_alias", name=other.party))
        case Likeness.CLOSE:
            why.append(Problem.of("match.party_close", name=other.party))
        case Likeness.OTHER:
            why.append(Problem.of("match.party_other", name=other.party))
        case Likeness.UNKNOWN:
            why.append(Problem.of("match.party_unknown"))
    return _PARTY[likeness]


def day_points(first: dt.date | None, then: dt.date | None, why: list[Problem]) -> tuple[int, int]:
    """Return what the days between two vouchers are worth, and the days squared; say them."""
    if first is None or then is None:
        return _NO_DAY, _FARTHEST**2
    days = (then - first).days
    if days < 0:
        why.append(Problem.of("match.days_before", days=-days))
    else:
        why.append(Problem.of("match.days_after", days=days))
    near = min(abs(days), _FARTHEST) ** 2
    return next((points for low, high, points in _DAYS if low <= days <= high), _FARTHER), near
