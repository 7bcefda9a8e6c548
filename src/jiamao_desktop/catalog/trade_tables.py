"""What each 监管方式 is and does, and which spellings are one country; read once."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jiamao_desktop.catalog.paths import resources_folder

_CODE = re.compile(r"\(([0-9A-Z]{3})\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeKind:
    """Several 监管方式 that are one kind of trade.

    Attributes:
        counted: They count as imports and exports. processing: They are processing trade.
    """

    id: str
    label: str
    regimes: frozenset[str]
    counted: bool
    processing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeTables:
    """The tables of ``trade_tables.toml``; where each is from stands there.

    Attributes:
        handbook: What a 监管方式 does to a handbook, by its code.
        names: 监管方式 to its name. countries: Any spelling to the name.
    """

    kinds: tuple[RegimeKind, ...]
    handbook: Mapping[str, str]
    names: Mapping[str, str]
    countries: Mapping[str, str]

    @property
    def uncounted(self) -> frozenset[str]:
        """Return the 监管方式 that do not count as imports or exports."""
        return _regimes(kind for kind in self.kinds if not kind.counted)

    @property
    def processing(self) -> frozenset[str]:
        """Return the 监管方式 of processing trade."""
        return _regimes(kind for kind in self.kinds if kind.processing)

    def kind_of(self, regime: str) -> RegimeKind | None:
        """Return the kind of a 监管方式; ``None``: the tables do not have it."""
        return next((kind for kind in self.kinds if regime in kind.regimes), None)

    def country_of(self, written: str) -> str:
        """Return the name of a country however it was written; unknown ones as they are.

        >>> tables().country_of("美国(USA)"), tables().country_of("502")
        ('美国', '美国')
        """
        plain = unicodedata.normalize("NFKC", written).strip()
        code = _CODE.search(plain)
        bare = _CODE.sub("", plain)
        for spelling in (plain.upper(), code[1] if code else "", bare.removesuffix("地区")):
            if spelling in self.countries:
                return self.countries[spelling]
        return bare or plain


@functools.cache
def tables() -> TradeTables:
    """Return the tables."""
    raw = tomllib.loads(_text("trade_tables.toml"))
    return TradeTables(
        kinds=tuple(
            RegimeKind(
                id=one["id"],
                label=one["label"],
                regimes=frozenset(one["regimes"]),
                counted=one["counted"],
                processing=one.get("processing", False),
            )
            for one in raw["kind"]
        ),
        handbook={code: role for role, codes in raw["handbook"].items() for code in codes},
        names=tomllib.loads(_text("customs_codes.toml"))["regime"],
        countries={
            spelling: name
            for name, spellings in raw["country"].items()
            for spelling in (name, *spellings)
        },
    )


def _regimes(kinds: Iterable[RegimeKind]) -> frozenset[str]:
    return frozenset(code for kind in kinds for code in kind.regimes)


def _text(name: str) -> str:
    return (resources_folder() / name).read_text(encoding="utf-8")
