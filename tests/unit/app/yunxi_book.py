"""A book of a firm in the invented city: its pack imported, one claim on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.unit.catalog.foreign_packs import YUNXI

from jiamao_desktop.app import asking, ledger
from jiamao_desktop.app.claims import claim_list, start_claim
from jiamao_desktop.app.pack_import import examine, put_in_force
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim, ClaimId
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money

MEASURE = "yunxi-testing"
EXAMPLES = "measures/yunxi-testing.examples.toml"
CHEAPER = {
    "measures/yunxi-testing.toml": ('value = "60/100"', 'value = "50/100"'),
    "sources/notice.txt": ("不超过60%", "不超过50%"),
    "pack.toml": ("不超过60%", "不超过50%"),
}
"""What turns the city's pack into one that grants half instead of three fifths."""

HALF = """[given]
facts = { "firm.kind" = "enterprise", "firm.foreign_trader" = true, "yunxi.export_product" = true }

[[example]]
name   = "检测费 5 万元：按 50%，2.5 万元"
lines  = [{ category = "yunxi.testing", yuan = "50000.00", paid_on = 2026-05-10 }]
expect = { status = "yes", amount = "25000.00" }
"""


def bring(ws: Workspace | None, source: Path = YUNXI) -> None:
    """Import a pack."""
    put_in_force(examine(source, ws), ws)


def spend(ws: Workspace, yuan: str, day: dt.date = dt.date(2026, 5, 10)) -> ExpenseId:
    """Record what was paid for testing."""
    number, _ = ledger.add_expense(
        ws, Expense(category="yunxi.testing", gross=Money.from_yuan(yuan), paid_on=day)
    )
    return number


def claimed(ws: Workspace, yuan: str = "50000") -> ClaimId:
    """Return a claim for testing, on which nothing is left to ask."""
    bring(ws)
    asking.answer(ws, "firm.foreign_trader", "是", None, "")
    asking.answer(ws, "yunxi.export_product", "是", None, "")
    spend(ws, yuan)
    return start_claim(ws, MEASURE)[0]


def only(ws: Workspace) -> Claim:
    """Return the one claim of a book."""
    [row] = claim_list(ws)
    return row.claim
