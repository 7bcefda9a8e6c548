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

NO_CLAUSE = Clause(id="", number="", where="", quote="")
"""Stands in for a clause that is missing, which has been noted by then."""

_YEARS = re.compile(r"P([1-9]\d?)Y")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d)")
_SHORTEST_MONTH = 28
"""A year that began later in a month would not begin in every year."""
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
    read = [_notice(entry, context, sources) for entry in root.tables("notice")]
    return {notice.id: notice for notice in read}


def last_day(first: dt.date, years: int) -> dt.date:
    """Return the last day of a number of years from a first day on.

    Three years from 2024-06-14 end with 2027-06-13; from a 29 February, with a 28 February.
    """
    year = first.year + years
    if (first.month, first.day) == (2, 29) and not calendar.isleap(year):
        return dt.date(year, 2, 28)
    return first.replace(year=year) - dt.timedelta(days=1)


def _notice(entry: Table, context: Context, sources: Mapping[str, bytes]) -> Notice:
    office, verified = entry.table("office"), entry.table("verified")
    notice = Notice(
        id=entry.text("id"),
        number=entry.text("number"),
        title=entry.text("title"),
        issuer=entry.text("issuer"),
        office=office.text("name"),
        office_clause=context.clause(office) or NO_CLAUSE,
        issued_on=entry.day("issued_on"),
        in_force=_in_force(entry.table("in_force"), context),
        source=entry.text("source"),
        sha256=entry.text("sha256"),
        verified_on=verified.day("on"),
        verified_by=verified.text("by"),
        declaration_year=_declaration_year(entry),
        text=sources.get(entry.text("source"), b"").decode(errors="replace"),
    )
    _check_source(entry, sources)
    for table in (office, verified, entry):
        table.close()
    return notice


def _declaration_year(entry: Table) -> tuple[int, int] | None:
    """Return month and day on which the years of a notice begin (``"07-01"``)."""
    if not entry.has("declaration_year"):
        return None
    match = _MONTH_DAY.fullmatch(entry.text("declaration_year"))
    if match is None or int(match[2]) > _SHORTEST_MONTH:
        entry.wrong("declaration_year", "pack.declaration_year")
        return None
    return int(match[1]), int(match[2])


def _check_source(entry: Table, sources: Mapping[str, bytes]) -> None:
    source = entry.text("source")
    if source not in sources:
        entry.wrong("source", "pack.missing_file", file=source)
        return
    actual = hashlib.sha256(sources[source]).hexdigest()
    if actual != entry.text("sha256"):
        entry.wrong("sha256", "pack.digest_differs", file=source, actual=actual)


def _in_force(entry: Table, context: Context) -> InForce:
    clause = context.clause(entry) or NO_CLAUSE
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
    return InForce(first=first, last=until, duration=duration, clause=clause)
