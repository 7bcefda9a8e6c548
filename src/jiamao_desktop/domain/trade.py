"""The trade record in figures: what was asked for, sums that never mix currencies, shares.

Amounts are hundredths of the currency they were declared in. Two currencies are never added;
what is worked out in CNY or USD is exact until one rounding, and names the rates it lacks.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.exchange import CNY, USD, Rate, RateTable

TRANSFERS = frozenset({"0255", "0654"})
"""监管方式 of 深加工结转: 来料深加工 and 进料深加工."""


_NO_DAY = dt.date.min
Steps = Sequence[tuple[Rate, bool]]
"""Rates one after the other; ``True``: by this one is divided."""


class By(StrEnum):
    """What a table of figures has a row for."""

    YEAR = "year"
    REGIME = "regime"
    COUNTRY = "country"
    CHAPTER = "hs2"
    HEADING = "hs4"
    COMMODITY = "hs10"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which items of which declarations are meant; every figure is the sum of such a choice.

    ``""`` or an empty member means: the record says nothing. ``None`` means: any.

    Attributes:
        contains: Words; each is in the head of the declaration or in one of its items.
        year: Of the day that counts, four digits.
        until: Up to this month and day (``"03-31"``) of its year.
        regimes: 监管方式. without: 监管方式 that are left out.
        countries: As written in the record: all spellings of one country.
        hs: How many digits of the commodity code are looked at, and what they are.
        handbook: The beginning of the 备案号, or all of it. serial: 备案序号 of the item.
    """

    contains: str = ""
    direction: Direction | None = None
    year: str | None = None
    until: str | None = None
    regimes: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    countries: frozenset[str] | None = None
    hs: tuple[int, str] | None = None
    currency: str | None = None
    handbook: str | None = None
    serial: str | None = None

    @property
    def about_items(self) -> bool:
        """Tell whether single items are chosen, not only whole declarations."""
        return {self.countries, self.hs, self.currency, self.serial} != {None}


DIGITS: Mapping[By, int] = {By.CHAPTER: 2, By.HEADING: 4, By.COMMODITY: 10}
"""How much of a commodity code a row of each of these tables is for."""


def counted_on(declaration: Declaration) -> dt.date | None:
    """Return the day by which a declaration counts: of movement, or else of declaration."""
    return declaration.moved_on or declaration.declared_on


def country_of(declaration: Declaration, item: DeclarationItem) -> str:
    """Return the country an item counts for: of origin if imported, else where it ends up.

    An item that names none counts for the country it came from or was sent to.
    """
    imported = declaration.direction is Direction.IMPORT
    own = item.origin_country if imported else item.destination_country
    return own or declaration.other_country


def is_meant(wanted: Wanted, declaration: Declaration, item: DeclarationItem) -> bool:
    """Tell whether an item is among those chosen; words are not looked at.

    The sums are chosen by the database in the same way; a test compares the two.
    """
    day, code, book = counted_on(declaration), wanted.hs, wanted.handbook
    return (
        wanted.direction in {None, declaration.direction}
        and wanted.year in {None, f"{day:%Y}" if day else ""}
        and (wanted.until is None or day is None or f"{day:%m-%d}" <= wanted.until)
        and (wanted.regimes is None or declaration.customs_regime in wanted.regimes)
        and declaration.customs_regime not in wanted.without
        and (book is None or declaration.handbook[: len(book) or None] == book)
        and (wanted.countries is None or country_of(declaration, item) in wanted.countries)
        and (code is None or item.hs_code[: code[0]] == code[1])
        and wanted.currency in {None, item.currency}
        and (wanted.serial is None or _bare(item.handbook_item) == _bare(wanted.serial))
    )


def _bare(serial: str) -> str:
    """Return a serial without the noughts that some systems print before it."""
    return serial.lstrip("0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The items of one key, direction and currency, added up.

    Attributes:
        key: Year, 监管方式, country as written, beginning of the code, or currency.
        day: The day that counts, where cells are kept apart by day to be converted.
        hundredths: Of what has an amount. items: All. unpriced: Those without an amount.
    """

    key: str
    direction: Direction | None
    currency: str
    hundredths: int
    items: int
    unpriced: int = 0
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedRates:
    """The rates between two currencies by which amounts were converted.

    Attributes:
        count: How many. first, last: Their first and last day. sources: Who published them.
    """

    currency: str
    into: str
    count: int
    first: dt.date
    last: dt.date
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Items added up: a sum for each currency, and what all of them come to in one.

    Attributes:
        sums: Currency to hundredths, by name. items: How many. unpriced: Without an amount.
        into: What was asked to be converted into; blank: nothing was.
        worth: All in ``into``, rounded down once; ``None``: not asked for, or a rate is missing.
        missing: Why it could not be converted: of each currency the first day without a rate.
        used: The rates by which it was converted.
    """

    sums: Mapping[str, int]
    items: int = 0
    unpriced: int = 0
    into: str = ""
    worth: int | None = None
    missing: tuple[Problem, ...] = ()
    used: tuple[UsedRates, ...] = ()


def summed(cells: Iterable[Cell], into: str = "", rates: RateTable | None = None) -> Total:
    """Add cells up.

    Args:
        cells: Of any keys; each with its day if they are to be converted.
        into: ``CNY`` or ``USD``; blank: nothing is converted.
        rates: The rates of the book.
    """
    sums: dict[str, int] = {}
    by_day: dict[tuple[str, dt.date], int] = {}
    items = unpriced = 0
    for cell in cells:
        sums[cell.currency] = sums.get(cell.currency, 0) + cell.hundredths
        key = cell.currency, cell.day or _NO_DAY
        by_day[key] = by_day.get(key, 0) + cell.hundredths
        items += cell.items
        unpriced += cell.unpriced
    total = Total(sums=dict(sorted(sums.items())), items=items, unpriced=unpriced)
    if not into:
        return total
    table = rates or RateTable([])
    worth, missing, used = Fraction(0), dict[tuple[str, str], Problem](), set[Rate]()
    for (currency, day), hundredths in sorted(by_day.items()):
        if not hundredths:
            continue
        try:
            steps = steps_of(currency, None if day == _NO_DAY else day, into, table)
        except UserError as error:
            missing.setdefault((error.code, currency), Problem.from_error(error))
            continue
        worth += hundredths * _worth(steps)
        used.update(rate for rate, _ in steps)
    return replace(
        total,
        into=into,
        worth=None if missing else math.floor(worth),
        missing=tuple(missing.values()),
        used=_together(used),
    )


def _together(used: Iterable[Rate]) -> tuple[UsedRates, ...]:
    piles: dict[tuple[str, str], list[Rate]] = {}
    for rate in sorted(used, key=lambda one: (one.currency, one.into, one.day)):
        piles.setdefault((rate.currency, rate.into), []).append(rate)
    return tuple(
        UsedRates(
            currency=currency,
            into=into,
            count=len(pile),
            first=pile[0].day,
            last=pile[-1].day,
            sources=tuple(sorted({rate.source for rate in pile if rate.source})),
        )
        for (currency, into), pile in piles.items()
    )


def _worth(steps: Steps) -> Fraction:
    """Return what one unit is worth."""
    worth = Fraction(1)
    for rate, divided in steps:
        worth = worth / rate.exact if divided else worth * rate.exact
    return worth


def steps_of(currency: str, day: dt.date | None, into: str, rates: RateTable) -> Steps:
    """Return the rates that lead from one currency to another, and which of them divide.

    The mid rate of the day counts, or the last one published before it. What has no rate of
    its own is led through USD and CNY, whichever is not wanted.

    Raises:
        UserError: ``rate.missing``, ``rate.gap``, ``trade.no_day``, ``trade.no_currency``.
    """
    if currency == into:
        return ()
    if not currency:
        raise UserError("trade.no_currency")
    if day is None:
        raise UserError("trade.no_day")
    other = USD if into == CNY else CNY
    if currency == other:
        return [_between(into, day, rates)]
    try:
        return [(rates.on(currency, day, into), False)]
    except UserError as error:
        try:
            return [(rates.on(currency, day, other), False), _between(into, day, rates)]
        except UserError:
            raise error from None


def _between(into: str, day: dt.date, rates: RateTable) -> tuple[Rate, bool]:
    """Return the rate between CNY and USD; only USD is quoted, so the other way divides."""
    return rates.on(USD, day, CNY), into == USD


def compared(*totals: Total) -> tuple[int, ...] | None:
    """Return some totals as amounts that can be compared; ``None`` where they cannot be.

    They can where all are of one currency, as declared, or where all could be converted.
    """
    currencies = {name for total in totals for name in total.sums}
    if len(currencies) <= 1:
        return tuple(sum(total.sums.values()) for total in totals)
    worths = [total.worth for total in totals if total.worth is not None]
    targets = {total.into for total in totals}
    return tuple(worths) if len(worths) == len(totals) and len(targets) == 1 else None


def growth(now: Total, before: Total) -> Fraction | None:
    """Return by how much a sum has grown; ``None`` without anything to compare it with."""
    amounts = compared(now, before)
    if amounts is None or amounts[1] <= 0:
        return None
    return Fraction(amounts[0] - amounts[1], amounts[1])


def share(part: Total, whole: Total) -> Fraction | None:
    """Return a part of a whole; ``None`` where the whole is nothing or cannot be compared."""
    amounts = compared(part, whole)
    return Fraction(*amounts) if amounts is not None and amounts[1] > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfTrade:
    """What counts as foreign trade in one year, in CNY where the book has the rates.

    Attributes:
        both: Exports and imports together. processed: What of both went under processing trade.
    """

    exports: Total
    imports: Total
    both: Total
    processed: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeRecord:
    """What the declarations of a book say together.

    Attributes:
        last_days: Every 监管方式 declared and the last day on which it was, if one is known.
        years: Year to its figures.
        directions: Imports, exports, or both, as far as they count as foreign trade.
        processing: Something was declared under processing trade.
        letters: First letters of the 备案号 declared.
        chapters: The first two digits of the codes of what was exported.
    """

    last_days: Mapping[str, dt.date | None]
    years: Mapping[int, YearOfTrade] = field(default_factory=dict)
    directions: frozenset[Direction] = frozenset()
    processing: bool = False
    letters: frozenset[str] = frozenset()
    chapters: frozenset[str] = frozenset()

    @property
    def modes(self) -> frozenset[str] | None:
        """Return every 监管方式 declared; ``None`` in a book without declarations."""
        return frozenset(self.last_days) or None

    @property
    def last_transfer_on(self) -> dt.date | None:
        """Return the last day of a 深加工结转."""
        days = (day for mode, day in self.last_days.items() if mode in TRANSFERS)
        return max((day for day in days if day is not None), default=None)
