"""The expenses of a book as the rules see them: a few columns, read straight into lines.

An assessment of every measure looks at every expense. Making whole records of them would take
most of its time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database

_COLUMNS = (
    "id, category, gross_fen, tax_fen, paid_on, issued_on, unsupported_fen, other_funding_fen, "
    "funded_by, project, payer_account_name"
)
_AMONG = " WHERE {} IN (SELECT value FROM json_each(?))"


def read(
    db: Database, own_accounts: Collection[str], ids: Iterable[int] | None = None
) -> dict[int, Line]:
    """Return expenses by id, all of them or some; one that is not there is absent.

    Args:
        db: Any connection.
        own_accounts: Names of the applicant's own accounts; empty while nobody knows them.
        ids: Of the expenses wanted; ``None``: all.
    """
    which = "" if ids is None else _AMONG.format("id")
    whose = "" if ids is None else _AMONG.format("expense")
    wanted = [] if ids is None else [rows.id_list(ids)]
    roles: dict[int, frozenset[EvidenceRole]] = {}
    linked = db.conn.execute(f"SELECT expense, role FROM evidence{whose}", wanted)  # noqa: S608 -- constants
    for expense, role in linked:
        roles[expense] = roles.get(expense, frozenset()) | {EvidenceRole(role)}
    days: dict[str | None, dt.date | None] = {None: None}
    found: dict[int, Line] = {}
    for (
        number, category, gross, tax, paid_on, issued_on,
        unsupported, other_funding, funded_by, project, payer,
    ) in db.conn.execute(f"SELECT {_COLUMNS} FROM expense{which}", wanted):  # noqa: S608 -- constants  # fmt: skip
        for day in (paid_on, issued_on):
            if day not in days:
                days[day] = dt.date.fromisoformat(day)
        found[number] = Line(
            id=number,
            category=category,
            gross=Money(gross),
            net=Money(gross - tax),
            paid_on=days[paid_on],
            issued_on=days[issued_on],
            unsupported=Money(unsupported) if unsupported else ZERO,
            other_funding=Money(other_funding) if other_funding else ZERO,
            funded_by=funded_by,
            evidence=roles.get(number, frozenset()),
            project=project,
            payer_is_applicant=payer in own_accounts if payer and own_accounts else None,
        )
    return found
