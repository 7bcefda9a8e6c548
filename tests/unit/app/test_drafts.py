"""Drafts become records; a person's corrections become part of the draft."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from jiamao_desktop.app import drafts
from jiamao_desktop.app.messages import message
from jiamao_desktop.domain.contract import FeeKind
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import FapiaoKind, FapiaoState
from jiamao_desktop.domain.money import Money


def fields(origin: Origin = Origin.XML, /, **values: Value) -> dict[str, Field]:
    return {name: Field(value, origin) for name, value in values.items()}


def fapiao_draft(**values: Value) -> Draft:
    usual: dict[str, Value] = {
        "kind": "digital_special",
        "number": "25432000000000000011",
        "issued_on": dt.date(2025, 3, 12),
        "seller": "样例会展服务有限公司",
        "net": Money(7547170),
        "tax": Money(452830),
        "gross": Money(8000000),
    }
    line = fields(name="*会展服务*展位费", quantity=Decimal(1), net=Money(7547170), rate="6%")
    return Draft(kind=DraftKind.FAPIAO, fields=fields(**(usual | values)), lines=[line])


def test_a_draft_becomes_a_fapiao_with_its_lines() -> None:
    record = drafts.fapiao_of(fapiao_draft())
    assert record.kind is FapiaoKind.DIGITAL_SPECIAL
    assert record.gross == Money(8000000)
    assert [line.name for line in record.lines] == ["*会展服务*展位费"]
    assert record.lines[0].quantity == 1


def test_net_follows_from_gross_and_tax_where_the_file_is_silent() -> None:
    draft = fapiao_draft()
    bare = Draft(
        kind=draft.kind,
        fields={name: value for name, value in draft.fields.items() if name != "net"},
    )
    assert drafts.fapiao_of(bare).net == Money(7547170)


def test_a_file_without_tax_is_tax_free() -> None:
    bare = Draft(kind=DraftKind.FAPIAO, fields=fields(number="12345678", gross=Money(100)))
    record = drafts.fapiao_of(bare)
    assert (record.net, record.tax, record.kind) == (Money(100), Money(0), FapiaoKind.OTHER)


@pytest.mark.parametrize("missing", ["number", "gross"])
def test_a_fapiao_cannot_do_without_number_and_sum(missing: str) -> None:
    draft = drafts.with_field(fapiao_draft(), missing, "")
    with pytest.raises(UserError, match="draft.incomplete") as caught:
        drafts.fapiao_of(draft)
    assert caught.value.details["field"] == missing
    assert missing not in message(caught.value)


def test_a_line_without_a_name_is_no_line() -> None:
    draft = Draft(
        kind=DraftKind.FAPIAO,
        fields=fapiao_draft().fields,
        lines=[fields(net=Money(5)), fields(name="展位费")],
    )
    assert [line.name for line in drafts.fapiao_of(draft).lines] == ["展位费"]


def test_a_draft_becomes_a_payment() -> None:
    draft = Draft(
        kind=DraftKind.PAYMENT,
        fields=fields(payee="甲", amount=Money(5), paid_on=dt.date(2025, 1, 2), currency="CNY"),
    )
    record = drafts.payment_of(draft)
    assert (record.payee, record.amount, record.payer, record.number) == ("甲", Money(5), "", "")


def test_the_money_of_a_declaration_becomes_hundredths_of_its_currency() -> None:
    item = fields(hs_code="8536690000", name="连接器", total=Money(62000), currency="USD")
    draft = Draft(
        kind=DraftKind.DECLARATION,
        fields=fields(number="530120250000123456", direction="export"),
        lines=[item, fields(hs_code="8544421900", name="线")],
    )
    record = drafts.declaration_of(draft)
    assert record.direction is Direction.EXPORT
    assert [(one.number, one.total) for one in record.items] == [(1, 62000), (2, None)]


def test_a_declaration_without_a_number_is_a_draft_of_customs() -> None:
    assert drafts.declaration_of(Draft(kind=DraftKind.DECLARATION, fields={})).number == ""


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("gross", "1,234.5", Money(123450)),
        ("issued_on", "2025-03-05", dt.date(2025, 3, 5)),
        ("seller", " 甲公司 ", "甲公司"),
    ],
)
def test_a_corrected_field_is_the_persons(name: str, text: str, value: Value) -> None:
    corrected = drafts.with_field(fapiao_draft(), name, text)
    assert corrected.fields[name] == Field(value, Origin.PERSON)


def test_blank_text_takes_a_field_out() -> None:
    assert "seller" not in drafts.with_field(fapiao_draft(), "seller", "  ").fields


def test_a_day_that_is_none_names_its_field() -> None:
    with pytest.raises(UserError, match="date.bad_format") as caught:
        drafts.with_field(fapiao_draft(), "issued_on", "三月五日")
    assert caught.value.details["field"] == "issued_on"


def test_an_amount_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="money.bad_format"):
        drafts.with_field(fapiao_draft(), "gross", "八万")


def test_other_fields_keep_their_origin() -> None:
    corrected = drafts.with_field(fapiao_draft(), "seller", "乙")
    assert corrected.fields["gross"].origin is Origin.XML


def table(kind: DraftKind, *rows: dict[str, Value], **head: Value) -> Draft:
    lines = [fields(Origin.SHEET, **row) for row in rows]
    return Draft(kind=kind, fields=fields(Origin.SHEET, **head), lines=lines)


def test_a_contract_comes_with_its_fees() -> None:
    draft = table(
        DraftKind.CONTRACT,
        {"name": "认证费", "amount": Money(100)},
        {"name": "代理费", "amount": Money(50), "kind": "agent"},
        {"name": "没有金额的一行"},
        number="HT-1",
        second_party="样例机构",
    )
    contract = drafts.contract_of(draft)
    assert (contract.number, contract.second_party) == ("HT-1", "样例机构")
    assert [(fee.name, fee.kind) for fee in contract.fees] == [
        ("认证费", FeeKind.FEE),
        ("代理费", FeeKind.AGENT),
    ]


def test_a_row_of_ones_own_list_is_an_expense() -> None:
    draft = table(DraftKind.EXPENSE, gross=Money(100), payee="样例公司")
    expense = drafts.expense_of(draft, "fair.booth")
    assert (expense.category, expense.gross, expense.payee) == (
        "fair.booth",
        Money(100),
        "样例公司",
    )
    with pytest.raises(UserError, match=r"draft\.incomplete"):
        drafts.expense_of(table(DraftKind.EXPENSE), "fair.booth")


def test_a_table_of_a_handbook_fills_only_its_own_part() -> None:
    draft = table(
        DraftKind.HANDBOOK_MATERIALS,
        {"serial": Decimal(1), "name": "塑料粒子", "quantity": Decimal("10.5")},
        {"name": "没有序号的一行"},
        number="C53012600001",
    )
    handbook = drafts.handbook_of(draft)
    assert [(goods.serial, goods.name) for goods in handbook.materials] == [(1, "塑料粒子")]
    assert (handbook.products, handbook.uses) == ((), ())


def test_a_serial_with_a_fraction_is_refused() -> None:
    draft = table(DraftKind.HANDBOOK_PRODUCTS, {"serial": Decimal("1.5")}, number="C53012600001")
    with pytest.raises(UserError, match=r"draft\.bad_value"):
        drafts.handbook_of(draft)
    with pytest.raises(UserError, match=r"draft\.bad_value"):
        drafts.rows_of(table(DraftKind.HANDBOOK_PRODUCTS, {"serial": "甲"}))


def test_rows_of_refunds_become_records() -> None:
    draft = table(DraftKind.DRAWBACK_EXPORTS, {"serial": "00000001", "usd": Money(1234)})
    [row] = drafts.rows_of(draft)
    assert (row.serial, row.usd) == ("00000001", Money(1234))


def test_a_handbook_without_its_number_is_none() -> None:
    with pytest.raises(UserError, match=r"draft\.incomplete"):
        drafts.handbook_of(table(DraftKind.HANDBOOK_USES))


def test_the_bureaus_state_and_what_a_red_one_reverses_are_kept() -> None:
    record = drafts.fapiao_of(fapiao_draft(state="reversed", red_number="26430000000000000001"))
    assert (record.state, record.red_number) == (FapiaoState.REVERSED, "26430000000000000001")


def test_a_field_that_no_record_has_is_left_out() -> None:
    assert drafts.fapiao_of(fapiao_draft(weather="rain")).number


def test_a_typed_field_of_a_table_is_text() -> None:
    assert drafts.parse_field(DraftKind.DRAWBACK_EXPORTS, "period", " 202603 ") == "202603"
