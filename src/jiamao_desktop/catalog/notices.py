"""Notices and their clauses: every quote is found word for word in the text it is from."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Mapping

from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.pack import InForce, Notice

_YEARS = re.compile(r"P([1-9]\d?)Y")
_SPACE = re.compile(r"\s+")


def without_space(text: str) -> str:
    """Return a text without any white space: the only thing quotes are forgiven.

    The stored texts break lines in the middle of sentences and put blanks round figures,
    differently from page to page. Nothing else is changed: not a comma, not a digit.
    """
    return _SPACE.sub("", text)


def read_clauses(root: Table, sources: Mapping[str, bytes]) -> Mapping[str, Clause]:
    """Read the ``clause`` entries and look each quote up in the text of its notice."""
    notices = {entry.text("id"): entry for entry in root.tables("notice")}
    texts = {
        name: without_space(sources.get(entry.text("source"), b"").decode(errors="replace"))
        for name, entry in notices.items()
    }
    found = {}
    for entry in root.tables("clause"):
        notice = entry.text("notice")
        quote = entry.text("quote")
        if notice not in notices:
            entry.wrong("notice", "pack.unknown_notice", id=notice)
        elif without_space(quote) not in texts[notice]:
            file = notices[notice].text("source")
            entry.wrong("quote", "pack.quote_not_found", file=file, quote=quote)
        name = entry.text("id")
        found[name] = Clause(
            id=name,
            number=notices[notice].text("number") if notice in notices else "",
            where=entry.text("where"),
            quote=quote,
        )
        entry.close()
    return found


def read_notices(
    root: Table, context: Context, sources: Mapping[str, bytes]
) -> Mapping[str, Notice]:
    """Read the ``notice`` entries, derive their last days and check their texts."""
    found = {}
    for entry in root.tables("notice"):
        source = entry.text("source")
        digest = entry.text("sha256")
        if source not in sources:
            entry.wrong("source", "pack.missing_file", file=source)
        elif hashlib.sha256(sources[source]).hexdigest() != digest:
            actual = hashlib.sha256(sources[source]).hexdigest()
            entry.wrong("sha256", "pack.digest_differs", file=source, actual=actual)
        verified = entry.table("verified")
        in_force = _in_force(entry.table("in_force"), context)
        office = entry.table("office")
        office_clause = context.clause(office)
        if in_force is not None and office_clause is not None:
            name = entry.text("id")
            found[name] = Notice(
                id=name,
                number=entry.text("number"),
                title=entry.text("title"),
                issuer=entry.text("issuer"),
                office=office.text("name"),
                office_clause=office_clause,
                issued_on=entry.day("issued_on"),
                in_force=in_force,
                source=source,
                sha256=digest,
                verified_on=verified.day("on"),
                verified_by=verified.text("by"),
            )
        office.close()
        verified.close()
        entry.close()
    return found


def last_day(first: dt.date, years: int) -> dt.date:
    """Return the last day of a number of years from a first day on.

    Three years from 2024-06-14 end with 2027-06-13; from a 29 February, with a 28 February.
    """
    year = first.year + years
    if (first.month, first.day) == (2, 29) and not calendar.isleap(year):
        return dt.date(year, 2, 28)
    return first.replace(year=year) - dt.timedelta(days=1)


def _in_force(entry: Table, context: Context) -> InForce | None:
    clause = context.clause(entry)
    first = entry.day("from")
    duration = entry.text("duration", "")
    until = entry.day("until") if entry.has("until") else None
    if duration:
        match = _YEARS.fullmatch(duration)
        if match is None:
            entry.wrong("duration", "pack.duration", value=duration)
        else:
            derived = last_day(first, int(match[1]))
            if until is not None and until != derived:
                entry.wrong("until", "pack.until_differs", until=until, derived=derived)
            until = derived
    entry.close()
    if clause is None:
        return None
    return InForce(first=first, last=until, duration=duration, clause=clause)
