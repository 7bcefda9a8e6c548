"""Books as firms keep them, under measures as notices write them, made up by seed.

``realistic`` copies the shipped packs. Measured on them: 17 measures go by expenses, in 25
categories, of which 23 are under one measure, one is under two, one under three; 12 of the 17
are the city's, 4 the province's; 6 go by fair, certificate, vehicle or investment; all sum,
take a rate (1/10 to 4/5), round down to fen, then cap: 6 of them nothing, 3 a fair and a year,
the others a firm, with a year or all years as the reading may be; caps of 24,000 to 1,000,000
yuan; a pool of 1,000,000 yuan for all years of the city, one of 5,000,000 a year of the
province, where measures may be enjoyed together.

Chosen, to be harder than that: 40 measures over 30 categories, two thirds of them under one
measure, a quarter under two, the rest under three; one sum in five rounded otherwise; tiers by
booth; a part of some caps used up by earlier grants; here and there a cap for each line.

Lines are of three years, very many of some categories, few of others; at most twelve fairs a
year, forty other projects. Amounts are log-normal around 8,000 yuan, most in whole yuan. A line
is one voucher, seldom two or three that stand or fall together. In a book of an odd seed with
more than 300 lines the caps grow with the lines, as if it were that of a group.

``contested`` is a book as no pack makes it: nearly every line may go two or three ways, many
belong to fairs with caps smaller than one line, papers weigh differently, and projects grow with
the lines.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.allocation import (
    AtMost,
    GrossStep,
    Item,
    Leaf,
    Mode,
    Model,
    Ratio,
    Room,
    Rounded,
    Tiers,
)

Dice = random.Random

YEARS = (2024, 2025, 2026)
YUAN = 100
RATES = ((10, 100), (30, 100), (50, 100), (50, 100), (50, 100), (70, 100), (70, 100), (80, 100))
CAPS = (24_000, 50_000, 100_000, 100_000, 150_000, 150_000, 200_000, 300_000, 500_000, 1_000_000)
QUANTILES = (120, 600, 1_200, 2_100, 3_300, 5_000, 8_000, 12_800, 19_400, 30_000, 53_000, 300_000)
"""Yuan, every eleventh part of a log-normal amount; in between evenly."""


KEY, OTHER, DOMESTIC = range(3)
SORTS = ((KEY,), (OTHER,), (DOMESTIC,), (KEY, OTHER), (KEY, OTHER, DOMESTIC))
"""Of which sort of fair a measure may be; in key catalogues or not, abroad or at home."""


class Level(StrEnum):
    """Whose money it is."""

    CITY = "city"
    PROVINCE = "province"
    COUNTRY = "country"


class Kind(StrEnum):
    """What one line of a claim stands for."""

    YEAR = "year"
    FAIR = "fair"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    key: str
    level: Level
    kind: Kind
    categories: tuple[int, ...]
    steps: tuple[GrossStep, ...]
    each_line: int | None
    each_year: int | None
    in_all: int | None
    together: bool
    sorts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """How much of everything there is.

    Attributes:
        offers: For each category what its lines belong to, how many measures support it, and how
            likely a line is of it.
        scale: By how much caps are larger than in the notices.
        tiers, each_line: How many measures of a hundred have them.
    """

    fairs: int
    projects: int
    scale: int
    offers: tuple[tuple[Kind, int, int], ...]
    levels: tuple[int, ...]
    windows: tuple[str, ...]
    roundings: tuple[Rounded, ...]
    tiers: int
    each_line: int
    vouchers: tuple[int, ...]


class _Claims:
    """The leaves that lines have needed so far."""

    def __init__(self) -> None:
        self.leaves = list[Leaf]()
        self.places = dict[tuple[str, str], int]()

    def place(self, measure: _Measure, unit: str) -> int:
        """Return where the leaf of a measure and a year, fair or project is."""
        found = self.places.setdefault((measure.key, unit), len(self.leaves))
        if found == len(self.leaves):
            key = f"{measure.key} {unit}"
            self.leaves.append(Leaf(key=key, claim=key, steps=measure.steps))
        return found


def realistic(seed: int, lines: int, measures: int = 40) -> Model:
    """Return a book of so many lines under so many measures; the page above says what it copies."""
    dice = Dice(f"realistic {seed} {lines} {measures}")
    kinds = [Kind.FAIR] * 4 + [Kind.PROJECT] * 5 + [Kind.YEAR] * 11
    offers = tuple(
        (dice.choice(kinds), dice.choices((1, 2, 3), (20, 7, 3))[0], dice.choice((1, 1, 2, 4, 8)))
        for _ in range(max(1, measures * 3 // 4))
    )
    book = _Book(
        fairs=min(36, 3 + lines // 50),
        projects=min(40, 3 + lines // 50),
        scale=max(1, lines // 300) if seed % 2 else 1,
        offers=offers,
        levels=(12, 4, 1),
        windows=("none", "none", "none", "year", "year", "all", "all", "both"),
        roundings=(Rounded(),) * 8 + (Rounded(half_up=True), Rounded(YUAN)),
        tiers=25,
        each_line=5,
        vouchers=(1,) * 30 + (2, 3),
    )
    return _model(dice, lines, measures, book)


def contested(seed: int, lines: int, measures: int = 40) -> Model:
    """Return a book in which nearly every line may go several ways; the page above says how."""
    dice = Dice(f"contested {seed} {lines} {measures}")
    kinds = [Kind.FAIR] * 3 + [Kind.PROJECT] + [Kind.YEAR] * 5
    offers = tuple(
        (dice.choice(kinds), dice.choices((1, 2, 3), (1, 4, 4))[0], dice.choice((1, 2, 3)))
        for _ in range(max(1, measures * 5 // 9))
    )
    book = _Book(
        fairs=min(60, max(2, lines // 40)),
        projects=min(40, max(2, lines // 60)),
        scale=max(1, lines // 150) if seed % 2 else 1,
        offers=offers,
        levels=(6, 3, 1),
        windows=("year", "year", "all", "both", "none"),
        roundings=(Rounded(), Rounded(), Rounded(half_up=True), Rounded(YUAN)),
        tiers=50,
        each_line=10,
        vouchers=(1, 1, 1, 1, 1, 2, 2, 3),
    )
    return _model(dice, lines, measures, book)


def _model(dice: Dice, lines: int, measures: int, book: _Book) -> Model:
    offered = _measures(dice, measures, book)
    claims = _Claims()
    items = tuple(_item(dice, number, offered, book, claims) for number in range(lines))
    rooms = tuple(_rooms(dice, offered, claims.places, book))
    return Model(items=items, leaves=tuple(claims.leaves), rooms=rooms)


def _measures(dice: Dice, count: int, book: _Book) -> list[_Measure]:
    """Return measures that support each category as often as it is offered, if they suffice."""
    wanted = [place for place, (_, often, _) in enumerate(book.offers) for _ in range(often)]
    dice.shuffle(wanted)
    supported = [[place] for place in wanted[:count]]
    while len(supported) < count:  # more measures than are wanted: another for some category
        supported.append([dice.randrange(len(book.offers))])
    for place in wanted[count:]:
        kind = book.offers[place][0]
        like = [s for s in supported if place not in s and book.offers[s[0]][0] is kind]
        if like:
            dice.choice(like).append(place)
    return [
        _measure(dice, number, book.offers[places[0]][0], tuple(places), book)
        for number, places in enumerate(supported)
    ]


def _measure(
    dice: Dice, number: int, kind: Kind, categories: tuple[int, ...], book: _Book
) -> _Measure:
    level = dice.choices(tuple(Level), book.levels)[0]
    num, den = dice.choice(RATES)
    cap = dice.choice(CAPS) * YUAN * book.scale
    steps: list[GrossStep] = [Ratio(num, den)]
    steps.append(dice.choice(book.roundings))
    if kind is Kind.FAIR:
        booth = dice.choice((5_000, 15_000, 30_000, 50_000)) * YUAN
        if dice.randrange(100) < book.tiers:
            most = dice.choice((2, 3, 4, None))
            steps.append(Tiers(first=booth, more=dice.choice((booth, booth // 2)), most=most))
        if dice.random() < 0.6:
            steps.append(AtMost(dice.choice((20_000, 35_000, 80_000, 100_000, 150_000)) * YUAN))
    if kind is Kind.PROJECT and dice.random() < 0.7:
        steps.append(AtMost(dice.choice((30_000, 150_000, 200_000)) * YUAN))
    each_line = dice.choice((2_000, 10_000, 50_000))
    window = dice.choice(book.windows)
    return _Measure(
        key=f"m{number:02}",
        level=level,
        kind=kind,
        categories=categories,
        steps=tuple(steps),
        each_line=each_line * YUAN if dice.randrange(100) < book.each_line else None,
        each_year=cap if window in {"year", "both"} else None,
        in_all=cap * (2 if window == "both" else 1) if window in {"all", "both"} else None,
        together=level is Level.PROVINCE and dice.random() < 0.3,
        sorts=dice.choice(SORTS),
    )


def _amount(dice: Dice) -> int:
    """Return fen of a line: log-normal, most in whole yuan, some in hundreds."""
    at = dice.randrange(len(QUANTILES) - 1)
    yuan = dice.randint(QUANTILES[at], QUANTILES[at + 1])
    kind = dice.random()
    if kind < 0.2:
        return max(100, yuan // 100 * 100) * YUAN
    return yuan * YUAN + (0 if kind < 0.7 else dice.randrange(YUAN))


def _item(
    dice: Dice, number: int, offered: Sequence[_Measure], book: _Book, claims: _Claims
) -> Item:
    """Return a line; leaves that it is the first to need are added."""
    often = [likely for _, _, likely in book.offers]
    category = dice.choices(range(len(often)), often)[0]
    year, amount = dice.choice(YEARS), _amount(dice)
    fair, project = dice.randrange(book.fairs), dice.randrange(book.projects)
    single = list[tuple[_Measure, tuple[int, int]]]()
    for one in offered:
        if category not in one.categories:
            continue
        if one.kind is Kind.FAIR and fair // len(YEARS) % 3 not in one.sorts:
            continue
        unit = {
            Kind.YEAR: f"{year}",
            Kind.FAIR: f"{YEARS[fair % len(YEARS)]} fair {fair:02}",
            Kind.PROJECT: f"{YEARS[project % len(YEARS)]} project {project:02}",
        }[one.kind]
        weight = amount if one.each_line is None else min(amount, one.each_line)
        single.append((one, (claims.place(one, unit), weight)))
    modes: list[Mode] = [(part,) for _, part in single]
    for (one, part), (other, further) in itertools.combinations(single, 2):
        if one.level != other.level and (one.together or other.together):
            modes.append(tuple(sorted((part, further))))
    vouchers = dice.choice(book.vouchers)
    return Item(key=f"e{number:06}", modes=tuple(modes), vouchers=vouchers)


def _rooms(
    dice: Dice, offered: Sequence[_Measure], places: dict[tuple[str, str], int], book: _Book
) -> Iterable[Room]:
    """Yield what earlier grants left of the caps of measures and of the pools."""
    yearly, ever = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    city, province = list[int](), defaultdict[str, list[int]](list)
    levels = {one.key: one.level for one in offered}
    for (key, unit), place in places.items():
        year = unit[:4]
        yearly[f"{key} {year}"].append(place)
        ever[key].append(place)
        if levels[key] is Level.CITY:
            city.append(place)
        if levels[key] is Level.PROVINCE:
            province[year].append(place)
    for one in offered:
        for name in (f"{one.key} {year}" for year in YEARS):
            if one.each_year is not None and yearly[name]:
                yield Room(key=name, fen=_left(dice, one.each_year), leaves=tuple(yearly[name]))
        if one.in_all is not None and ever[one.key]:
            yield Room(key=one.key, fen=_left(dice, one.in_all), leaves=tuple(ever[one.key]))
    if city:
        pool = 1_000_000 * YUAN * book.scale
        yield Room(key="city", fen=_left(dice, pool), leaves=tuple(city))
    for when, shared in sorted(province.items()):
        pool = 5_000_000 * YUAN * book.scale
        yield Room(key=f"province {when}", fen=_left(dice, pool), leaves=tuple(shared))


def _left(dice: Dice, cap: int) -> int:
    """Return what is left of a cap: mostly all, sometimes a part, once in a while nothing."""
    kind = dice.random()
    if kind < 0.03:
        return 0
    return cap if kind < 0.75 else cap - dice.randrange(cap)
