"""The heads of long lists: what declarations share is worked out once for all that share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers import customs_checks, customs_codes, customs_draft
from jiamao_desktop.importers.bulk_cells import Kept, tight

FIELDS = (
    "number",
    "direction",
    "declared_on",
    "moved_on",
    "domestic_party",
    "domestic_code",
    "overseas_party",
    "customs_regime",
    "customs_regime_name",
    "levy_kind",
    "handbook",
    "contract",
    "bill",
    "transport",
    "trade_country",
    "other_country",
    "terms",
    "packages",
    "gross_weight",
    "net_weight",
    "unified_number",
    "wrapping",
    "consumer",
    "consumer_code",
    "attached_papers",
)
"""The fields of a declaration that a list can fill."""

_OWN = frozenset({"number", "unified_number", "contract", "bill", "declared_on", "moved_on"})
"""What differs from one declaration to the next; each is read by itself, without a check."""
_ABOUT_NUMBER = frozenset(
    {"declaration.no_number", "declaration.bad_number", "declaration.direction_differs"}
)
_MAY_BE_UNKNOWN = frozenset({"direction", "declared_on", "moved_on"})
_AT = {name: at for at, name in enumerate(FIELDS)}
LEVY_KIND = _AT["levy_kind"]
_AT_LEAST_ONE = ({"total": "0"},)
"""An item without faults, so that only the head is judged."""


@dataclass(frozen=True, slots=True)
class _Common:
    """What declarations share that agree in everything but what is their own."""

    values: Sequence[Kept]
    problems: tuple[Problem, ...]
    told: bool


class Heads:
    """Reads the heads of one list."""

    def __init__(self, names: Sequence[str]) -> None:
        """Say in which order the texts of a head come.

        Args:
            names: Fields of a declaration; other names are passed over.
        """
        self._names = names
        self._place = {name: at for at, name in enumerate(names)}
        self._shared = [at for at, name in enumerate(names) if name not in _OWN]
        self._known: dict[tuple[str, ...], _Common | None] = {}
        self._days: dict[str, tuple[Kept, tuple[Problem, ...]]] = {"": (None, ())}
        self._duties: dict[tuple[Kept, Kept], bool] = {}
        self._papers = customs_codes.tables().papers

    def read(self, texts: Sequence[str]) -> tuple[list[Kept], Sequence[Problem]]:
        """Return the values of ``FIELDS`` and what is to be said about them."""
        key = tuple([texts[at] for at in self._shared])
        if key not in self._known:
            self._known[key] = self._common(texts)
        common = self._known[key]
        if common is None:  # the day of the declaration matters here too
            common = _as_common(_built(dict(zip(self._names, texts, strict=True))))
        found = list(common.values)
        problems = list(common.problems)
        for name in ("unified_number", "contract", "bill", "number"):
            if name in self._place:
                found[_AT[name]] = tight(texts[self._place[name]])
        for name in ("declared_on", "moved_on"):
            if name in self._place:
                day, wrong = self._day(texts[self._place[name]])
                found[_AT[name]] = day
                problems += wrong
        problems += _judged(found, told=common.told)
        return found, problems

    def duty(self, levy: Kept, duty: Kept, item: Kept) -> Sequence[Problem]:
        """Return what is to be said of an item's 征免 under the 征免性质 of its head."""
        if (levy, duty) not in self._duties:
            self._duties[levy, duty] = bool(_duty_problems(levy, duty, item))
        return _duty_problems(levy, duty, item) if self._duties[levy, duty] else ()

    def _common(self, texts: Sequence[str]) -> _Common | None:
        shared = {self._names[at]: texts[at] for at in self._shared}
        draft = _built(shared)
        regime = draft.fields.get("customs_regime")
        return None if regime and str(regime.value) in self._papers else _as_common(draft)

    def _day(self, said: str) -> tuple[Kept, tuple[Problem, ...]]:
        if said not in self._days:
            draft = _built({"declared_on": said})
            wrong = tuple(one for one in draft.warnings if one.code == "declaration.unreadable")
            self._days[said] = _value(draft, "declared_on"), wrong
        return self._days[said]


def _duty_problems(levy: Kept, duty: Kept, item: Kept) -> Sequence[Problem]:
    items = [{"duty_mode": str(duty), "number": str(item)}] if duty else []
    found = customs_checks.check({"levy_kind": str(levy)}, items)
    return [one for one in found if one.code == "declaration.duty_unusual"]


def _judged(found: list[Kept], *, told: bool) -> Iterator[Problem]:
    """Say what is wrong with the number; let it tell the direction where nothing else does."""
    number = str(found[_AT["number"]])
    direction = customs_checks.direction_of(number)
    if not number:
        yield Problem.of("declaration.no_number")
    elif direction is None:
        yield Problem.of("declaration.bad_number", number=number)
    elif not told:
        found[_AT["direction"]] = str(direction)
    elif found[_AT["direction"]] != str(direction):
        yield Problem.of("declaration.direction_differs", number=number)


def _as_common(draft: Draft) -> _Common:
    values = [_value(draft, name) for name in FIELDS]
    problems = tuple(one for one in draft.warnings if one.code not in _ABOUT_NUMBER)
    return _Common(values, problems, "direction" in draft.fields)


def _built(texts: Mapping[str, str]) -> Draft:
    return customs_draft.build(texts, _AT_LEAST_ONE, Origin.SHEET)


def _value(draft: Draft, name: str) -> Kept:
    """Return what the book keeps: only the direction and the days may be unknown."""
    field = draft.fields.get(name)
    if field is None:
        return None if name in _MAY_BE_UNKNOWN else ""
    value = field.value
    return value.isoformat() if isinstance(value, dt.date) else str(value)
