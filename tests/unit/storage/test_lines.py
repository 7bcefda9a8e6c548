"""Expenses as the rules see them, and which rows changed since an operation."""

from __future__ import annotations

import datetime as dt

from tests.unit.storage.books import NOW, changing, sample_document, sample_expense

from jiamao_desktop.domain.choice import ParameterEntry
from jiamao_desktop.domain.customs import Declaration
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.expense import Evidence, Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import TradeRecord
from jiamao_desktop.storage import (
    declarations,
    documents,
    expenses,
    journal,
    lines,
    parameters,
)
from jiamao_desktop.storage.database import Database


def test_a_line_says_what_its_expense_says(db: Database) -> None:
    expense = sample_expense(payer_account_name="样例公司", funded_by="省级资金")
    with changing(db):
        number = expenses.add(db, expense)
    line = lines.read(db, {"样例公司"})[number]
    for field in ("category", "gross", "net", "paid_on", "issued_on", "unsupported"):
        assert getattr(line, field) == getattr(expense, field)
    assert (line.other_funding, line.funded_by) == (expense.other_funding, "省级资金")
    assert line.payer_is_applicant is True
    assert line.evidence == frozenset()


def test_whose_account_it_was_is_known_only_if_both_names_are(db: Database) -> None:
    with changing(db):
        named = expenses.add(db, sample_expense(1, payer_account_name="别的公司"))
        blank = expenses.add(db, sample_expense(2))
    assert lines.read(db, {"样例公司"})[named].payer_is_applicant is False
    assert lines.read(db, {"样例公司"})[blank].payer_is_applicant is None
    assert lines.read(db, ())[named].payer_is_applicant is None


def test_some_expenses_are_read_with_their_chains_and_no_others(db: Database) -> None:
    with changing(db):
        first, second = (expenses.add(db, sample_expense(number)) for number in (1, 2))
        document = documents.add(db, sample_document())
        for role in (EvidenceRole.FAPIAO, EvidenceRole.PAYMENT):
            expenses.link(db, first, Evidence(document=document, role=role))
    found = lines.read(db, (), [first, 999])
    assert set(found) == {first}
    assert found[first].evidence == {EvidenceRole.FAPIAO, EvidenceRole.PAYMENT}
    assert lines.read(db, ())[second].evidence == frozenset()


def test_an_unpaid_expense_has_no_day(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, Expense(category="other", gross=Money(1)))
    assert lines.read(db, ())[number].paid_on is None


def test_the_journal_tells_which_rows_changed_since(db: Database) -> None:
    with changing(db):
        first = expenses.add(db, sample_expense(1))
    since = journal.latest(db)
    assert journal.changed_since(db, since) == {}
    with changing(db):
        second = expenses.add(db, sample_expense(2))
    assert journal.changed_since(db, since) == {"expense": frozenset({second})}
    with changing(db):
        document = documents.add(db, sample_document())
        expenses.link(db, first, Evidence(document=document, role=EvidenceRole.FAPIAO))
    changed = journal.changed_since(db, since)
    assert changed["expense"] == {first, second}
    since = journal.latest(db)
    with changing(db):
        expenses.unlink(db, first, Evidence(document=document, role=EvidenceRole.FAPIAO))
    assert journal.changed_since(db, since)["expense"] == {first}
    since = journal.latest(db)
    journal.undo(db, NOW)
    assert journal.changed_since(db, since)["expense"] == {first}


def test_the_last_day_of_each_regime_is_the_day_goods_moved_or_else_were_declared(
    db: Database,
) -> None:
    assert declarations.last_days(db) == {}
    seen = [
        ("0654", dt.date(2026, 5, 1), dt.date(2026, 5, 9)),
        ("0654", dt.date(2026, 5, 8), None),
        ("0615", None, None),
        ("", dt.date(2026, 6, 1), None),
    ]
    with changing(db):
        for number, (regime, declared, moved) in enumerate(seen, start=1):
            declaration = Declaration(
                number=f"{number:018d}",
                customs_regime=regime,
                declared_on=declared,
                moved_on=moved,
            )
            declarations.add(db, declaration)
    found = declarations.last_days(db)
    assert found == {"0615": None, "0654": dt.date(2026, 5, 9)}
    trade = TradeRecord(last_days=found)
    assert trade.modes == frozenset({"0615", "0654"})
    assert trade.last_transfer_on == dt.date(2026, 5, 9)


def test_a_book_without_transfers_has_no_last_day_of_one() -> None:
    assert TradeRecord(last_days={"0615": dt.date(2026, 1, 1)}).last_transfer_on is None
    assert TradeRecord(last_days={}).modes is None


def test_entered_figures_come_by_measure(db: Database) -> None:
    with changing(db):
        for measure in ("b", "a"):
            parameters.put(
                db, ParameterEntry(measure=measure, param="rate", value="50%", source="通知")
            )
    assert [one.measure for one in parameters.all(db)] == ["a", "b"]
