"""Facts that follow from the declarations, with the declarations that made them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

import pytest
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.app import asking, exchanging, history, trade, trade_facts, trade_told
from jiamao_desktop.app.record_facts import facts_about
from jiamao_desktop.app.trade_told import TradeFact
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import TradeRecord
from jiamao_desktop.storage import declarations

TODAY = dt.date(2026, 11, 20)
LAST_YEAR = dt.date(2025, 6, 2)
BEFORE = dt.date(2024, 6, 3)


def declare(ws: Workspace, *some: Declaration) -> None:
    with ws.operation("declaration.add", "收入报关单") as operation:
        for one in some:
            declarations.add(operation.db, one)


def fact(field: str, kind: FactType = FactType.RATIO, *true_for: str) -> FactDefinition:
    return FactDefinition(
        id=f"test.{field}",
        type=kind,
        question="？",
        choices={},
        from_record=f"trade.{field}",
        true_for=true_for,
    )


def value(ws: Workspace, field: str, kind: FactType = FactType.RATIO) -> FactValue | None:
    said = trade_facts.said(fact(field, kind), ws.basis().trade, TODAY)
    return said.value if said else None


@pytest.fixture
def two_years(workspace: Workspace) -> Workspace:
    """Return a book: 2025 exports 300, imports 100; 2024 exports 200; a transfer of 900."""
    declare(
        workspace,
        declaration("1", goods(total=200_00), declared_on=BEFORE),
        declaration("2", goods(total=300_00), declared_on=LAST_YEAR),
        declaration(
            "3",
            goods(total=100_00),
            direction=Direction.IMPORT,
            customs_regime="0110",
            declared_on=LAST_YEAR,
        ),
        declaration("4", goods(total=900_00), customs_regime="0654", declared_on=LAST_YEAR),
    )
    return workspace


def told(ws: Workspace, name: str) -> TradeFact:
    return next(one for one in trade_told.trade_told(ws) if one.fact.id == name)


def test_a_book_without_declarations_says_nothing(workspace: Workspace) -> None:
    assert workspace.basis().trade == TradeRecord(last_days={})
    assert all(one.said is None for one in trade_told.trade_told(workspace))
    assert "firm.foreign_trader" not in facts_about(workspace, None)


def test_declarations_answer_that_there_is_trade_and_of_which_kind(two_years: Workspace) -> None:
    known = facts_about(two_years, None)
    assert known["firm.foreign_trader"] is True
    assert known["firm.processing_trader"] is True
    assert known["trade.exports"] is True
    assert known["trade.deep_transfer"] is True
    assert known["trade.last_transfer_on"] == LAST_YEAR
    assert "trade.account_book" not in known
    assert "vegetable.exporter" not in known


def test_the_record_never_says_no(workspace: Workspace) -> None:
    declare(workspace, declaration("1", goods(), direction=Direction.IMPORT, customs_regime="0110"))
    known = facts_about(workspace, None)
    assert known["firm.foreign_trader"] is True
    assert not {"firm.processing_trader", "trade.exports", "trade.deep_transfer"} & known.keys()


def test_what_stays_in_the_country_alone_makes_no_foreign_trader(workspace: Workspace) -> None:
    declare(workspace, declaration("1", goods(), customs_regime="0654"))
    assert "firm.foreign_trader" not in facts_about(workspace, None)


def test_an_account_book_is_known_by_its_number(workspace: Workspace) -> None:
    declare(
        workspace,
        declaration("1", goods(), handbook="E53011234567"),
        declaration("2", goods(), handbook="C53011234567"),
    )
    assert facts_about(workspace, None)["trade.account_book"] is True
    assert told(workspace, "trade.account_book").count == 1


def test_exported_vegetables_are_known_by_their_chapter(workspace: Workspace) -> None:
    declare(workspace, declaration("1", goods(hs_code="0703201000")), declaration("2", goods()))
    one = told(workspace, "vegetable.exporter")
    assert one.said is True
    assert one.count == 1


def test_shares_and_growth_are_of_the_last_whole_year_and_leave_transfers_out(
    two_years: Workspace,
) -> None:
    assert value(two_years, "export_growth") == Fraction(1, 2)
    assert value(two_years, "processing_share") == Fraction(3, 4)
    assert value(two_years, "import_share") == Fraction(1, 4)
    assert value(two_years, "import_growth") is None  # nothing was imported before


def test_amounts_are_in_cny_and_silent_while_a_rate_is_missing(two_years: Workspace) -> None:
    assert value(two_years, "last_year_exports", FactType.MONEY) is None
    [problem] = told(two_years, "leader.trade_volume").missing
    assert problem.code == "rate.missing"
    exchanging.import_rates(two_years, "USD,2025-06-02,7.2,1,CNY,中国外汇交易中心")
    assert value(two_years, "last_year_exports", FactType.MONEY) == Money(2160_00)
    assert value(two_years, "last_year_imports", FactType.MONEY) == Money(720_00)
    assert facts_about(two_years, None)["leader.trade_volume"] == Money(2880_00)
    assert told(two_years, "leader.trade_volume").missing == ()


def test_every_figure_leads_to_the_declarations_it_was_made_of(two_years: Workspace) -> None:
    record = two_years.basis().trade
    behind = {
        field: list(trade.declaration_ids(two_years, said.wanted))
        for field in ("export_growth", "import_share")
        if (said := trade_facts.said(fact(field), record, TODAY))
    }
    assert behind == {"export_growth": [2], "import_share": [3, 2]}


def test_another_day_asks_for_another_year(two_years: Workspace) -> None:
    record = two_years.basis().trade
    one = fact("processing_share")
    assert trade_facts.said(one, record, dt.date(2027, 1, 1)) is None
    earlier = trade_facts.said(one, record, dt.date(2025, 1, 1))
    assert earlier is not None
    assert earlier.value == 1
    assert trade_facts.said(one, record, None) is None


def test_a_typed_answer_stands_above_and_the_difference_is_said(two_years: Workspace) -> None:
    asking.answer(two_years, "firm.processing_trader", "否")
    assert facts_about(two_years, None)["firm.processing_trader"] is False
    one = told(two_years, "firm.processing_trader")
    assert (one.said, one.answered, one.differs) == (True, False, True)
    assert trade_told.differences(two_years) == {"firm.processing_trader": "是"}
    asking.answer(two_years, "firm.processing_trader", "是")
    assert not told(two_years, "firm.processing_trader").differs
    assert trade_told.differences(two_years) == {}
    asking.answer(two_years, "firm.processing_trader", None)
    assert facts_about(two_years, None)["firm.processing_trader"] is True


def test_a_declaration_taken_away_takes_its_facts_away(workspace: Workspace) -> None:
    declare(workspace, declaration("1", goods()))
    assert facts_about(workspace, None)["trade.exports"] is True
    history.undo(workspace)
    assert "trade.exports" not in facts_about(workspace, None)


def test_a_rate_brought_in_later_counts_at_once(two_years: Workspace) -> None:
    assert two_years.basis().trade.years[2025].both.worth is None
    exchanging.import_rates(two_years, "USD,2025-06-02,7.2,1,CNY,中国外汇交易中心")
    assert two_years.basis().trade.years[2025].both.worth == 2880_00


def test_a_pack_may_ask_for_modes_and_for_a_set_of_them() -> None:
    record = TradeRecord(last_days={"0615": None})
    modes = trade_facts.said(fact("modes", FactType.SET), record, TODAY)
    assert modes is not None
    assert modes.value == frozenset({"0615"})
    assert trade_facts.said(fact("modes", FactType.BOOL, "0255"), record, TODAY) is None
    hit = trade_facts.said(fact("modes", FactType.BOOL, "0615", "0214"), record, TODAY)
    assert hit is not None
    assert hit.wanted.regimes == frozenset({"0615"})


def test_a_field_that_there_is_not_is_asked_for() -> None:
    record = TradeRecord(last_days={"0615": None})
    assert trade_facts.said(fact("weather", FactType.TEXT), record, TODAY) is None


def test_only_facts_from_the_declarations_are_about_trade() -> None:
    one = fact("traded", FactType.BOOL)
    assert trade_facts.is_about_trade(one)
    assert not trade_facts.is_amount(one)
    assert not trade_facts.is_about_trade(dataclasses.replace(one, from_record="applicant.city"))
