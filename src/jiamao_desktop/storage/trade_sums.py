"""Sums over the items of the customs declarations, chosen and grouped by the database.

The same conditions choose the list, its totals and every figure, so that a figure is always
the sum of the rows that it leads to.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.trade import By, Cell, Wanted
from jiamao_desktop.storage import rows, search
from jiamao_desktop.storage.database import Database

_DAY = "coalesce(d.moved_on, d.declared_on)"
_COUNTRY = (
    "coalesce(nullif(CASE d.direction WHEN 'import' THEN i.origin_country "
    "ELSE i.destination_country END, ''), d.other_country)"
)
_KEYS: Mapping[By, str] = {
    By.YEAR: f"coalesce(substr({_DAY}, 1, 4), '')",
    By.REGIME: "d.customs_regime",
    By.COUNTRY: _COUNTRY,
    By.CHAPTER: "substr(i.hs_code, 1, 2)",
    By.HEADING: "substr(i.hs_code, 1, 4)",
    By.COMMODITY: "substr(i.hs_code, 1, 10)",
    By.CURRENCY: "i.currency",
}
_JOINED = "declaration d JOIN declaration_item i ON i.declaration = d.id"

_LONGEST = 1000
"""Longer than any 备案号: a blank beginning means a blank number."""

Condition = tuple[str, Sequence[str | int]]


def ids(db: Database, wanted: Wanted) -> array[int]:
    """Return every declaration with an item that is meant, newest first.

    One without any item is in the list as long as nothing is asked of items.
    """
    where, parameters = _whole(wanted)
    if wanted.about_items:
        of_items, more = _items(wanted)
        inside = f"SELECT 1 FROM declaration_item i WHERE i.declaration = d.id AND {of_items}"  # noqa: S608 -- from conditions below
        where, parameters = f"{where} AND EXISTS ({inside})", [*parameters, *more]
    order = "ORDER BY d.declared_on DESC, d.id DESC"
    return rows.id_array(db, f"SELECT d.id FROM declaration d WHERE {where} {order}", parameters)  # noqa: S608 -- see above


def cells(db: Database, wanted: Wanted, by: By, *, daily: bool = False) -> Sequence[Cell]:
    """Return the items that are meant, added up by key, direction and currency.

    Args:
        db: The book.
        wanted: Which items.
        by: What the key is.
        daily: Keep days apart, so that each amount can be converted by its own rate.
    """
    where, parameters = _both(wanted)
    day = _DAY if daily else "NULL"
    found = db.conn.execute(
        f"SELECT {_KEYS[by]} AS key, d.direction, i.currency, {day} AS day, "  # noqa: S608 -- see above
        "coalesce(sum(i.total_hundredths), 0), count(*), count(*) - count(i.total_hundredths) "
        f"FROM {_JOINED} WHERE {where} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        parameters,
    )
    return [
        Cell(
            key=key,
            direction=Direction(direction) if direction else None,
            currency=currency,
            day=dt.date.fromisoformat(on) if on else None,
            hundredths=hundredths,
            items=items,
            unpriced=unpriced,
        )
        for key, direction, currency, on, hundredths, items, unpriced in found
    ]


def declared(db: Database, wanted: Wanted, by: By) -> Mapping[str, int]:
    """Return how many declarations stand behind each key; one may stand behind several."""
    where, parameters = _both(wanted)
    found = db.conn.execute(
        f"SELECT {_KEYS[by]} AS key, count(DISTINCT d.id) FROM {_JOINED} WHERE {where} "  # noqa: S608 -- see above
        "GROUP BY 1 ORDER BY 1",
        parameters,
    )
    return dict(found)


def goods_names(db: Database, wanted: Wanted, by: By) -> Mapping[str, tuple[str, int]]:
    """Return for each key the name that most of its items have, and how many names there are."""
    where, parameters = _both(wanted)
    found = db.conn.execute(
        f"SELECT {_KEYS[by]} AS key, i.name FROM {_JOINED} WHERE {where} AND i.name <> '' "  # noqa: S608 -- see above
        "GROUP BY 1, 2 ORDER BY 1, count(*) DESC, 2",
        parameters,
    )
    names: dict[str, tuple[str, int]] = {}
    for key, name in found:
        first, count = names.get(key, (name, 0))
        names[key] = first, count + 1
    return names


def regime_names(db: Database) -> Mapping[str, str]:
    """Return 监管方式 as the declarations themselves name them."""
    found = db.conn.execute(
        "SELECT customs_regime, max(customs_regime_name) FROM declaration "
        "GROUP BY customs_regime ORDER BY customs_regime"
    )
    return dict(found)


def letters(db: Database) -> Sequence[str]:
    """Return the first letters of the 备案号 declared."""
    found = db.conn.execute(
        "SELECT DISTINCT substr(handbook, 1, 1) FROM declaration WHERE handbook <> '' ORDER BY 1"
    )
    return [letter for (letter,) in found]


def newest_day(db: Database) -> dt.date | None:
    """Return the last day on which anything was declared or moved."""
    (day,) = db.conn.execute(f"SELECT max({_DAY}) FROM declaration d").fetchone()  # noqa: S608 -- a constant
    return dt.date.fromisoformat(day) if day else None


def _both(wanted: Wanted) -> Condition:
    whole, first = _whole(wanted)
    items, second = _items(wanted)
    return f"{whole} AND {items}", [*first, *second]


def _whole(wanted: Wanted) -> Condition:
    """Return the condition on a declaration ``d``."""
    parts = list(_words(wanted.contains))
    if wanted.direction is not None:
        parts.append(("d.direction = ?", [wanted.direction.value]))
    if wanted.year == "":
        parts.append((f"{_DAY} IS NULL", ()))
    elif wanted.year is not None:
        parts.append((f"substr({_DAY}, 1, 4) = ?", [wanted.year]))
    if wanted.until is not None:
        parts.append((f"coalesce(substr({_DAY}, 6), '') <= ?", [wanted.until]))
    if wanted.regimes is not None:
        parts.append(_among("d.customs_regime", wanted.regimes))
    if wanted.without:
        condition, values = _among("d.customs_regime", wanted.without)
        parts.append((f"NOT {condition}", values))
    if wanted.handbook is not None:
        length = len(wanted.handbook) or _LONGEST
        parts.append(("substr(d.handbook, 1, ?) = ?", [length, wanted.handbook]))
    return _all(parts)


def _words(text: str) -> Iterator[Condition]:
    """Yield a condition for each word: the head of a declaration has it, or one of its items."""
    for word in text.split():
        head, parameters = search.matching("declaration", word)
        item, more = search.matching("declaration_item", word)
        if parameters:
            inside = f"SELECT declaration FROM declaration_item WHERE {item}"  # noqa: S608 -- from search
            yield f"(d.{head} OR d.id IN ({inside}))", [*parameters, *more]


def _items(wanted: Wanted) -> Condition:
    """Return the condition on an item ``i`` of a declaration ``d``."""
    parts: list[Condition] = []
    if wanted.countries is not None:
        parts.append(_among(_COUNTRY, wanted.countries))
    if wanted.hs is not None:
        parts.append(("substr(i.hs_code, 1, ?) = ?", wanted.hs))
    if wanted.currency is not None:
        parts.append(("i.currency = ?", [wanted.currency]))
    if wanted.serial is not None:
        parts.append(("ltrim(i.handbook_item, '0') = ltrim(?, '0')", [wanted.serial]))
    return _all(parts)


def _among(expression: str, values: Iterable[str]) -> Condition:
    every = sorted(values)
    return f"{expression} IN ({', '.join('?' * len(every))})", every


def _all(parts: Sequence[Condition]) -> Condition:
    where = " AND ".join(condition for condition, _ in parts) or "1"
    return where, [value for _, values in parts for value in values]
