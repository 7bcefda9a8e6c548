"""The table of rates: typed, pasted, replaced; all of a paste or nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from jiamao_desktop.app import exchanging, history
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import UserError

PBOC = "中国人民银行授权公布"
TYPED = {"currency": "usd", "day": "2024年6月28日", "value": "712.68", "per": "100", "source": PBOC}


def listed(ws: Workspace) -> list[tuple[str, str, str, str]]:
    return [
        (one.currency, one.day.isoformat(), one.text, one.source)
        for one in exchanging.rate_list(ws).values()
    ]


def test_a_rate_is_read_as_people_type_it(workspace: Workspace) -> None:
    exchanging.add_rate(workspace, TYPED)
    assert listed(workspace) == [("USD", "2024-06-28", "100 USD = 712.68 CNY", PBOC)]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"source": " "}, "rate.no_source", "source"),
        ({"per": "ten"}, "rate.bad_per", "per"),
        ({"per": "10"}, "rate.bad_per", "per"),
        ({"day": "someday"}, "date.bad_format", "day"),
        ({"value": "seven"}, "rate.bad_value", "value"),
        ({"currency": "dollar"}, "rate.bad_currency", "currency"),
        ({"into": "JPY"}, "rate.bad_target", "into"),
    ],
)
def test_what_is_mistyped_is_named_with_its_field(
    workspace: Workspace, changes: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(UserError, match=code) as refused:
        exchanging.add_rate(workspace, TYPED | changes)
    assert refused.value.details["field"] == field
    assert message(refused.value)
    assert listed(workspace) == []


@pytest.mark.parametrize(
    "text",
    [
        "USD,2024-06-28,7.1268\nEUR,2024-06-28,7.6617",
        "币种\t日期\t中间价\nUSD\t2024-06-28\t7.1268\nEUR\t2024-06-28\t7.6617\n\n",
        "日期;汇率;币种\n2024-06-28;7.1268;USD\n2024-06-28;7.6617;EUR",
        "币种，日期，汇率\nUSD，2024-06-28，7.1268\nEUR，2024-06-28，7.6617",
    ],
)
def test_a_pasted_table_is_read_with_or_without_headings(workspace: Workspace, text: str) -> None:
    count, _ = exchanging.import_rates(workspace, text, PBOC)
    assert count == 2
    assert [one[:3] for one in listed(workspace)] == [
        ("EUR", "2024-06-28", "1 EUR = 7.6617 CNY"),
        ("USD", "2024-06-28", "1 USD = 7.1268 CNY"),
    ]


def test_a_row_may_name_its_own_source_and_target(workspace: Workspace) -> None:
    exchanging.import_rates(workspace, "EUR,2024-06-28,1.0708,1,USD,外汇局折算率表", PBOC)
    assert listed(workspace) == [("EUR", "2024-06-28", "1 EUR = 1.0708 USD", "外汇局折算率表")]


def test_one_wrong_row_keeps_all_of_them_out_and_is_named(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"rate\.bad_row") as refused:
        exchanging.import_rates(workspace, "USD,2024-06-28,7.1268\nUSD,2024-06-29,?", PBOC)
    assert refused.value.details["row"] == 2
    assert "第 2 行" in message(refused.value)
    assert "不是汇率" in message(refused.value)
    assert listed(workspace) == []


@pytest.mark.parametrize("text", ["", "\n\n", "币种,日期,汇率"])
def test_nothing_to_import_is_said(workspace: Workspace, text: str) -> None:
    with pytest.raises(UserError, match=r"rate\.no_rows"):
        exchanging.import_rates(workspace, text, PBOC)


def test_a_table_that_never_ends_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"rate\.too_many"):
        exchanging.import_rates(workspace, "USD,2024-06-28,7.1268\n" * 20_001, PBOC)


def test_importing_again_replaces_and_undo_puts_back(workspace: Workspace) -> None:
    exchanging.import_rates(workspace, "USD,2024-06-28,7.1268", PBOC)
    exchanging.import_rates(workspace, "USD,2024-06-28,7.2", PBOC)
    assert [one[2] for one in listed(workspace)] == ["1 USD = 7.2 CNY"]
    history.undo(workspace)
    assert [one[2] for one in listed(workspace)] == ["1 USD = 7.1268 CNY"]


def test_rates_are_deleted(workspace: Workspace) -> None:
    exchanging.add_rate(workspace, TYPED)
    exchanging.delete_rates(workspace, list(exchanging.rate_list(workspace)))
    assert listed(workspace) == []


def test_days_come_latest_first(workspace: Workspace) -> None:
    exchanging.import_rates(workspace, "USD,2024-06-27,7.1\nUSD,2024-06-28,7.2", PBOC)
    days = [one.day for one in exchanging.rate_list(workspace).values()]
    assert days == [dt.date(2024, 6, 28), dt.date(2024, 6, 27)]
