"""The code tables of the customs declaration, read once from ``resources``."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.importers.layout import squeezed

_FILE = "customs_codes.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The tables of ``customs_codes.toml``; where each is from stands there."""

    regime: Mapping[str, str]
    levy: Mapping[str, str]
    duty: Mapping[str, str]
    transport: Mapping[str, str]
    terms: Mapping[str, str]
    wrapping: Mapping[str, str]
    unit: Mapping[str, str]
    levy_of_regime: Mapping[str, str]
    duty_of_levy: Mapping[str, str]
    papers: Mapping[str, str]
    papers_until: dt.date
    letters_of_levy: Mapping[str, str]
    spelling: Mapping[str, str]
    currency: Mapping[str, str]
    letters: Mapping[str, str]
    handbook: Mapping[str, str]

    def regime_of(self, text: str) -> tuple[str, str]:
        """Return code and name of a 监管方式, given either or both; blank what is unknown.

        >>> tables().regime_of("进料对口(0615)")
        ('0615', '进料对口')
        """
        plain = squeezed(text)
        code = re.search(r"(?<!\d)\d{4}(?!\d)", plain)
        if code:
            written = re.sub(r"[()\d]", "", plain)
            return code[0], self.regime.get(code[0], written)
        by_name = {name: code for code, name in reversed(tuple(self.regime.items()))}
        return by_name.get(plain, ""), plain

    def name_of(self, table: Mapping[str, str], text: str) -> str:
        """Return the name for a code or for another spelling; other text as it is."""
        plain = squeezed(text)
        if plain.upper() in table:
            return table[plain.upper()]
        inside = re.sub(r"\([0-9A-Z]+\)|^[0-9A-Z]\(|\)$", "", plain)
        return self.spelling.get(inside, self.spelling.get(plain, inside or plain))

    def currency_of(self, text: str) -> str:
        """Return the ISO letters of a currency given as letters, old number or name."""
        plain = squeezed(text).upper()
        return self.currency.get(plain, plain if re.fullmatch(r"[A-Z]{3}", plain) else "")


@functools.cache
def tables() -> Codes:
    """Return the tables."""
    with _path().open("rb") as file:
        raw = tomllib.load(file)
    spellings = {
        spelling: letters
        for letters, others in raw["currency"].items()
        for spelling in (letters, *others)
    }
    return Codes(
        regime=raw["regime"],
        levy=raw["levy"],
        duty=raw["duty"],
        transport=raw["transport"],
        terms=raw["terms"],
        wrapping=raw["wrapping"],
        unit=raw["unit"],
        levy_of_regime=raw["levy_of_regime"],
        duty_of_levy=raw["duty_of_levy"],
        papers=raw["papers"],
        papers_until=raw["papers_until"],
        letters_of_levy=raw["letters_of_levy"],
        spelling=raw["spelling"],
        currency=spellings,
        letters=raw["letters"],
        handbook=raw["handbook"],
    )


def _path() -> Path:
    """Find the file inside an installed package, or beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / "resources" / _FILE
    return installed if installed.exists() else package.parents[1] / "resources" / _FILE
