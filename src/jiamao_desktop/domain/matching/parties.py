"""Who is who among the other sides: names, tied together by accounts and tax numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiamao_desktop.domain.matching.model import Voucher
from jiamao_desktop.domain.matching.names import Likeness, close, folded, written_in

_ACCOUNT = re.compile(r"\d{8,}")
_MOST_NAMES = 3
"""An account with more names than a firm ever had is a payment service's: it ties nobody."""


class Parties:
    """The firms of one batch and of the book, each perhaps under several names.

    Two names are one firm where both stand with the same account or the same tax number, or
    where one is written as the former name of the other.
    """

    def __init__(self, vouchers: Iterable[Voucher]) -> None:
        """Tie names together; the order of the vouchers does not matter."""
        self._parent: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._alike: dict[tuple[str, str], Likeness] = {}
        tied: dict[str, set[str]] = {}
        for one in vouchers:
            names = written_in(one.party)
            for former in names[1:]:
                self._tie(names[0], former)
            for mark in _marks(one):
                if names:
                    tied.setdefault(mark, set()).add(names[0])
        for names_there in tied.values():
            if len(names_there) <= _MOST_NAMES:
                first, *rest = sorted(names_there)
                for other in rest:
                    self._tie(first, other)

    def likeness(self, left: str, right: str) -> Likeness:
        """Say how far two names mean one firm."""
        one, other = self._plain(left), self._plain(right)
        if not one or not other:
            return Likeness.UNKNOWN
        if one == other:
            return Likeness.SAME
        pair = (one, other) if one < other else (other, one)
        if pair not in self._alike:
            self._alike[pair] = self._compared(*pair)
        return self._alike[pair]

    def _compared(self, one: str, other: str) -> Likeness:
        if self._root(one) == self._root(other):
            return Likeness.ALIAS
        return Likeness.CLOSE if close(one, other) else Likeness.OTHER

    def firm(self, name: str) -> str:
        """Return one name for all names of a firm; blank where there is none."""
        plain = self._plain(name)
        return self._root(plain) if plain else ""

    def _plain(self, name: str) -> str:
        if name not in self._folded:
            self._folded[name] = folded(name)
        return self._folded[name]

    def _root(self, name: str) -> str:
        while (parent := self._parent.get(name, name)) != name:
            name = parent
        return name

    def _tie(self, one: str, other: str) -> None:
        first, last = sorted((self._root(one), self._root(other)))
        self._parent[last] = first


def _marks(one: Voucher) -> Iterable[str]:
    """Yield what only one firm has."""
    for account in one.accounts:
        if _ACCOUNT.fullmatch(account):
            yield f"account {account}"
    if one.tax_id:
        yield f"tax {one.tax_id}"
