"""Books as firms keep them, under measures as notices write them, made up by seed.

What is copied, and from where:

- The shape of a measure from the shipped packs: sum, times a rate between 1/10 and 4/5, rounded
  down to fen, then capped for a fair, a year or once and for all; a fair's booths with a first
  and further amount; vehicles and certificates each with a cap of their own; interest.
- Caps of 24,000 to 1,000,000 yuan; a municipal pool of 1,000,000 yuan for all years together;
  a provincial pool of 5,000,000 yuan a year; a part of either used up by earlier grants.
- One to three measures for a category, of which a line may use one; where a province lets its
  directions be enjoyed together, one of it and one of the city's. A measure for fairs is for
  those in the key catalogue, for others abroad, for those at home, or for several of these.
- Lines over three years, more of some categories than of others, their amounts log-normal
  around 8,000 yuan, most of them in whole yuan, each of one to three papers.

A book of an odd seed is that of a large client: its caps grow with its lines, so that money
stays scarce but not hopelessly so. One of an even seed has the caps of the notices.
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
    """How much of everything there is."""

    lines: int
    fairs: int
    projects: int
    scale: int


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
    book = _Book(
        lines=lines,
        fairs=min(60, max(2, lines // 40)),
        projects=min(40, max(2, lines // 60)),
        scale=max(1, lines // 150) if seed % 2 else 1,
    )
    offered = _measures(dice, measures, book)
    claims = _Claims()
    items = tuple(_item(dice, number, offered, book, claims) for number in range(lines))
    rooms = tuple(_rooms(dice, offered, claims.places, book))
    return Model(items=items, leaves=tuple(claims.leaves), rooms=rooms)


def _kind_of(category: int) -> Kind:
    """Return what lines of a category belong to; three in nine to a fair, one to a project."""
    return {0: Kind.FAIR, 3: Kind.FAIR, 6: Kind.FAIR, 8: Kind.PROJECT}.get(category % 9, Kind.YEAR)


def _measures(dice: Dice, count: int, book: _Book) -> list[_Measure]:
    """Return measures such that each category is supported by one to three of them."""
    categories = max(1, count * 5 // 9)
    spare = [category for category in range(categories) for _ in range(2)]
    dice.shuffle(spare)
    offered = list[_Measure]()
    for number in range(count):
        supported = [number if number < categories else spare.pop()]
        kind = _kind_of(supported[0])
        like = next((c for c in spare if c not in supported and _kind_of(c) is kind), None)
        if like is not None and dice.random() < 0.25:
            spare.remove(like)
            supported.append(like)
        offered.append(_measure(dice, number, kind, tuple(supported), book))
    return offered


def _measure(
    dice: Dice, number: int, kind: Kind, categories: tuple[int, ...], book: _Book
) -> _Measure:
    level = dice.choices(tuple(Level), (6, 3, 1))[0]
    num, den = dice.choice(RATES)
    cap = dice.choice(CAPS) * YUAN * book.scale
    steps: list[GrossStep] = [Ratio(num, den)]
    steps.append(dice.choice((Rounded(), Rounded(), Rounded(half_up=True), Rounded(YUAN))))
    if kind is Kind.FAIR:
        booth = dice.choice((5_000, 15_000, 30_000, 50_000)) * YUAN
        if dice.random() < 0.5:
            most = dice.choice((2, 3, 4, None))
            steps.append(Tiers(first=booth, more=dice.choice((booth, booth // 2)), most=most))
        if dice.random() < 0.6:
            steps.append(AtMost(dice.choice((20_000, 35_000, 80_000, 100_000, 150_000)) * YUAN))
    if kind is Kind.PROJECT and dice.random() < 0.7:
        steps.append(AtMost(dice.choice((30_000, 150_000, 200_000)) * YUAN))
    window = dice.choice(("year", "year", "all", "both", "none"))
    return _Measure(
        key=f"m{number:02}",
        level=level,
        kind=kind,
        categories=categories,
        steps=tuple(steps),
        each_line=dice.choice((2_000, 10_000, 50_000)) * YUAN if dice.random() < 0.1 else None,
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
    categories = sorted({category for one in offered for category in one.categories})
    category = min(dice.choice(categories), dice.choice(categories))
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
    vouchers = dice.choice((1, 1, 1, 1, 1, 2, 2, 3))
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
