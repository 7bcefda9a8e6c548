"""One table of a data file, read key by key; what is wrong is noted, never raised.

A getter that fails notes the mistake and returns a harmless value of the right kind, so that
reading goes on to the next mistake. Nothing made of such values is ever handed out: the
loader refuses the whole pack at the end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import ZERO, Money

_Choice = TypeVar("_Choice", bound=StrEnum)
_RATIO = re.compile(r"(\d+)/([1-9]\d*)")
_NO_DAY = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class BareDecimal:
    """A number such as ``0.3`` in a file: refused, so that no float is ever born."""

    text: str


class Table:
    """A table of a TOML file together with its place.

    Attributes:
        file: File name inside the pack. entry: Place in the file, e.g. ``eligible.city``.
    """

    def __init__(
        self, content: Mapping[str, Any], file: str, entry: str, mistakes: Mistakes
    ) -> None:
        self.file = file
        self.entry = entry
        self.mistakes = mistakes
        self._content = content
        self._read: set[str] = set()

    def wrong(self, key: str, code: str, /, **details: object) -> None:
        """Note a mistake at a key of this table; blank: at the table itself."""
        self.mistakes.add(self.file, self._place(key), code, **details)

    def has(self, key: str) -> bool:
        """Tell whether a key is written."""
        return key in self._content

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; blank counts as missing."""
        value = self._get(key, default)
        if isinstance(value, str) and (value.strip() or default is not None):
            return value
        return self._not(key, value, "文字", "")

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of texts, none of them twice."""
        value = self._get(key, [] if optional else None)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return self._not(key, value, "文字的列表", ())
        for one in sorted({one for one in value if value.count(one) > 1}):
            self.wrong(key, "pack.duplicate", id=one)
        return tuple(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return ``true`` or ``false``."""
        value = self._get(key, default)
        return value if isinstance(value, bool) else self._not(key, value, "true 或 false", default)

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self._get(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self._not(key, value, "整数", 0)

    def day(self, key: str) -> dt.date:
        """Return a day."""
        value = self._get(key, None)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        return self._not(key, value, "日期，如 2024-06-14", _NO_DAY)

    def days(self, key: str) -> tuple[dt.date, ...]:
        """Return a list of days."""
        value = self._get(key, None)
        if isinstance(value, list) and all(type(one) is dt.date for one in value):
            return tuple(value)
        return self._not(key, value, "日期的列表，如 [2024-06-14]", ())

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return one of a closed list of words."""
        value = self._get(key, default)
        for one in kind:
            if value == one.value:
                return one
        allowed = "、".join(one.value for one in kind)
        return self._not(key, value, f"其中之一：{allowed}", next(iter(kind)))

    def money(self, key: str) -> Money:
        """Return an amount in yuan, written as text: ``"12345.60"``."""
        value = self._get(key, None)
        try:
            if isinstance(value, str):
                return Money.from_yuan(value)
        except UserError:
            self.wrong(key, "pack.money_not_in_fen", value=value)
            return ZERO
        return self._not(key, value, '以元为单位、加引号的金额，如 "12345.60"', ZERO)

    def ratio(self, key: str) -> Fraction:
        """Return a ratio from 0 to 1, written as text: ``"60/100"``."""
        value = self._get(key, None)
        match = _RATIO.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            return self._not(key, value, '加引号的分数，如 "60/100"', Fraction(0))
        ratio = Fraction(int(match[1]), int(match[2]))
        if ratio > 1:
            self.wrong(key, "pack.ratio_over_one", value=value)
        return ratio

    def raw(self, key: str) -> Any:
        """Return a value whose kind depends on something else; ``None`` if missing."""
        return self._get(key, None)

    def table(self, key: str) -> Table:
        """Return a table inside this one; an empty one if it is missing."""
        value = self._get(key, None)
        if not isinstance(value, dict):
            value = self._not(key, value, "表", dict[str, Any]())
        return Table(value, self.file, self._place(key), self.mistakes)

    def tables(self, key: str, name: str = "id") -> Sequence[Table]:
        """Return a list of tables, each known by its ``name``, or else by its number."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            value = self._not(key, value, "表的列表", list[dict[str, Any]]())
        seen: set[str] = set()
        found = []
        for number, content in enumerate(value, start=1):
            known_as = str(content.get(name, number))
            table = Table(content, self.file, f"{self._place(key)}.{known_as}", self.mistakes)
            if name in content and known_as in seen:
                table.wrong("", "pack.duplicate", id=known_as)
            seen.add(known_as)
            found.append(table)
        return found

    def items(self) -> Mapping[str, Any]:
        """Return everything that is written, where any key may be."""
        self._read |= set(self._content)
        return self._content

    def close(self) -> None:
        """Note every key that nobody read: a slip of the pen would else pass unseen."""
        for key in self._content:
            if key not in self._read:
                self.wrong(key, "pack.unknown_key", key=key)

    def _place(self, key: str) -> str:
        return ".".join(part for part in (self.entry, key) if part)

    def _get(self, key: str, default: Any) -> Any:
        self._read.add(key)
        return self._content.get(key, default)

    def _not(self, key: str, value: Any, wanted: str, harmless: _Value) -> _Value:
        if isinstance(value, BareDecimal):
            self.wrong(key, "pack.bare_decimal", value=value.text)
        elif value is None or (isinstance(value, str) and not value.strip()):
            self.wrong(key, "pack.missing_key", key=key, wanted=wanted)
        else:
            self.wrong(key, "pack.wrong_kind", value=value, wanted=wanted)
        return harmless


_Value = TypeVar("_Value")
