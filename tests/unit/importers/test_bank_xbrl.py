from __future__ import annotations

import datetime as dt

import pytest

from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import bank_xbrl, xmltree

FACTS = {
    "NumberOfBankElectronicReceipt": "20250203000123456789",
    "DateOfBookkeeping": "2025-02-03",
    "IssueDate": "2025-02-04",
    "AccountNameOfPayer": "样例深圳加工贸易有限公司",
    "AccountNumberOfPayer": "4000012309000000001",
    "AccountNameOfPayee": "样例苏州电子科技有限公司",
    "AccountNumberOfPayee": "32050100000000000002",
    "TransactionAmountInFigures": "10170.00",
    "Currency": "CNY",
    "Usage": "货款",
    "Notes": "合同号一",
    "BusinessSerialNumber": "H0001",
}


def xbrl(facts: dict[str, str], date: str = "2023-12-31", voucher: str = "bker") -> bytes:
    body = "".join(f"<v:{name}>{text}</v:{name}>" for name, text in facts.items())
    return (
        '<xbrl xmlns="http://www.xbrl.org/2003/instance" '
        f'xmlns:v="http://xbrl.mof.gov.cn/taxonomy/{date}/{voucher}">'
        f'<context id="c"/>{body}</xbrl>'
    ).encode()


def read(data: bytes) -> list[Draft]:
    return bank_xbrl.read(xmltree.parse(data))


def only(**changes: str) -> Draft:
    [draft] = read(xbrl(FACTS | changes))
    return draft


def without(*names: str) -> list[Draft]:
    return read(xbrl({name: text for name, text in FACTS.items() if name not in names}))


def test_the_slip_is_read() -> None:
    draft = only()
    assert draft.kind is DraftKind.PAYMENT
    assert {name: field.value for name, field in draft.fields.items()} == {
        "number": "20250203000123456789",
        "paid_on": dt.date(2025, 2, 3),
        "payer": "样例深圳加工贸易有限公司",
        "payer_account": "4000012309000000001",
        "payee": "样例苏州电子科技有限公司",
        "payee_account": "32050100000000000002",
        "amount": Money.from_yuan("10170"),
        "currency": "CNY",
        "remark": "货款",
        "serial": "H0001",
    }
    assert draft.warnings == ()


def test_the_origin_is_the_one_the_caller_names() -> None:
    [draft] = bank_xbrl.read(xmltree.parse(xbrl(FACTS)), Origin.ATTACHMENT)
    assert {field.origin for field in draft.fields.values()} == {Origin.ATTACHMENT}


@pytest.mark.parametrize("date", ["2021-09-30", "2021-11-30", "2023-05-15", "2027-01-01"])
def test_the_year_of_the_taxonomy_does_not_matter(date: str) -> None:
    assert len(read(xbrl(FACTS, date))) == 1


def test_the_second_name_is_taken_where_the_first_is_missing() -> None:
    [draft] = without("NumberOfBankElectronicReceipt", "DateOfBookkeeping", "Usage")
    assert draft.fields["number"].value == "H0001"
    assert draft.fields["paid_on"].value == dt.date(2025, 2, 4)
    assert draft.fields["remark"].value == "合同号一"


def test_a_currency_that_is_not_named_is_our_own() -> None:
    [draft] = without("Currency")
    assert draft.fields["currency"].value == "CNY"


def test_a_foreign_currency_is_kept_beside_its_amount() -> None:
    draft = only(Currency="USD", TransactionAmountInFigures="99.5")
    assert draft.fields["currency"].value == "USD"
    assert draft.fields["amount"].value == Money(9950)


def test_words_that_contradict_the_figures_are_named() -> None:
    draft = only(TransactionAmountInWords="壹万元整")
    assert [warning.code for warning in draft.warnings] == ["payment.words_differ"]
    assert only(TransactionAmountInWords="壹万零壹佰柒拾元整").warnings == ()


def test_a_missing_party_is_named() -> None:
    [draft] = without("AccountNameOfPayee")
    assert [warning.code for warning in draft.warnings] == ["payment.missing"]


@pytest.mark.parametrize("text", ["null", "NULL", "", "十元", "10.005"])
def test_a_nearly_empty_file_is_no_slip(text: str) -> None:
    assert read(xbrl(FACTS | {"TransactionAmountInFigures": text})) == []


@pytest.mark.parametrize("voucher", ["bkrs", "inv", "rai", "bker2"])
def test_other_vouchers_are_no_slips(voucher: str) -> None:
    assert read(xbrl(FACTS, voucher=voucher)) == []


def test_other_xml_is_no_slip() -> None:
    assert read(b"<EInvoice><Header/></EInvoice>") == []
    assert read(b"<xbrl/>") == []


def test_a_fact_named_twice_counts_once() -> None:
    body = xbrl(FACTS).replace(
        b"</xbrl>", b"<v:TransactionAmountInFigures>1</v:TransactionAmountInFigures></xbrl>"
    )
    [draft] = read(body)
    assert draft.fields["amount"].value == Money.from_yuan("10170")


DETAIL = {
    "DateOfBookkeeping": "2025-02-03",
    "TimeOfBookkeeping": "08:34:23",
    "BusinessSerialNumber": "H0001",
    "NumberOfBankElectronicReceipt": "20250203000123456789",
    "IdentificationOfCreditOrDebit": "0",
    "TransactionAmount": "10170.00",
    "AccountOfCounterparty": "32050100000000000002",
    "NameOfCounterparty": "样例苏州电子科技有限公司",
    "DepositoryBankOfCounterparty": "样例银行苏州分行",
    "NotesOfBankElectronicReceipt": "货款",
}


def statement(*details: dict[str, str]) -> bytes:
    rows = "".join(
        "<v:InformationOfReconcileDetailsTuple>"
        + "".join(f"<v:{name}>{text}</v:{name}>" for name, text in detail.items())
        + "</v:InformationOfReconcileDetailsTuple>"
        for detail in details
    )
    head = {
        "NameOfCustomerAccount": "样例深圳加工贸易有限公司",
        "CustomerSettlementBankAccount": "4000012309000000001",
        "Currency": "人民币",
        "YearOfBankReconciliationStatement": "2025",
    }
    return xbrl(head, voucher="bkrs").replace(b"</xbrl>", rows.encode() + b"</xbrl>")


def test_what_left_the_account_by_a_statement_is_a_payment_each() -> None:
    other = DETAIL | {"BusinessSerialNumber": "H0002", "NumberOfBankElectronicReceipt": "null"}
    drafts = read(statement(DETAIL, other))
    assert [draft.fields["number"].value for draft in drafts] == ["20250203000123456789", "H0002"]
    assert {name: field.value for name, field in drafts[0].fields.items()} == {
        "number": "20250203000123456789",
        "paid_on": dt.date(2025, 2, 3),
        "payer": "样例深圳加工贸易有限公司",
        "payer_account": "4000012309000000001",
        "payee": "样例苏州电子科技有限公司",
        "payee_account": "32050100000000000002",
        "payee_bank": "样例银行苏州分行",
        "amount": Money.from_yuan("10170"),
        "currency": "CNY",
        "remark": "货款",
        "serial": "H0001",
    }


def test_what_came_in_or_does_not_say_is_no_payment() -> None:
    came_in = DETAIL | {"IdentificationOfCreditOrDebit": "1"}
    silent = {name: text for name, text in DETAIL.items() if "Identification" not in name}
    assert read(statement(came_in, silent)) == []


def test_a_statement_that_is_nearly_empty_is_nothing() -> None:
    assert read(statement()) == []
    assert read(statement({"IdentificationOfCreditOrDebit": "0"})) == []
