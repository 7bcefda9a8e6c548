"""Texts of any file turned into drafts: what is read, what is named, and what is never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import bank_draft, customs_draft

NUMBER = "531620260000000123"
ITEM = {
    "number": "1",
    "hs_code": "8542310000",
    "name": "集成电路",
    "quantity": "100",
    "unit": "个",
    "unit_price": "2.5",
    "total": "250.00",
    "currency": "USD",
}
SLIP = {
    "number": "HD-0001",
    "paid_on": "2026-03-01",
    "payer": "永州样例进出口有限公司",
    "payee": "样例会展服务有限公司",
    "amount": "8,000.00",
}


def declaration(item: Mapping[str, str] | None = None, **head: str) -> Draft:
    items = [ITEM] if item is None else [{**ITEM, **item}]
    return customs_draft.build({"number": NUMBER} | head, items, Origin.SHEET)


def slip(**changes: str) -> Draft:
    found = bank_draft.build(SLIP | changes, Origin.LAYOUT)
    assert found is not None
    return found


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def value(draft: Draft, name: str) -> object:
    held = draft.fields.get(name)
    return None if held is None else held.value


def of_item(draft: Draft, name: str) -> object:
    held = draft.lines[0].get(name)
    return None if held is None else held.value


def test_every_field_of_a_draft_says_where_it_was_read() -> None:
    draft = declaration(domestic_party="永州样例电子有限公司")
    assert {held.origin for held in draft.fields.values()} == {Origin.SHEET}
    assert {held.origin for line in draft.lines for held in line.values()} == {Origin.SHEET}
    assert draft.kind is DraftKind.DECLARATION


def test_blank_texts_are_no_fields() -> None:
    draft = declaration(domestic_party="  ", contract="", handbook=" ")
    assert {"domestic_party", "contract", "handbook"}.isdisjoint(draft.fields)
    assert "" not in [held.value for held in draft.fields.values()]


def test_an_english_name_keeps_its_blanks_and_a_number_loses_them() -> None:
    draft = declaration(overseas_party="  Sample   Trading\nGmbH ", contract="HT 2026 - 1")
    assert value(draft, "overseas_party") == "Sample Trading GmbH"
    assert value(draft, "contract") == "HT2026-1"


@pytest.mark.parametrize(
    ("stated", "direction"),
    [
        ("出口", Direction.EXPORT),
        ("e", Direction.EXPORT),
        ("Export", Direction.EXPORT),
        ("中华人民共和国海关出口货物报关单", Direction.EXPORT),
        ("进口", Direction.IMPORT),
        (" i ", Direction.IMPORT),
        ("1", Direction.IMPORT),
        ("0", Direction.EXPORT),
    ],
)
def test_a_stated_direction_is_taken_at_its_word(stated: str, direction: Direction) -> None:
    assert value(declaration(direction=stated), "direction") is direction


def test_letters_of_codes_become_large() -> None:
    draft = declaration(handbook="c53165000001", domestic_code="91431100ma4yl0001k")
    assert value(draft, "handbook") == "C53165000001"
    assert value(draft, "domestic_code") == "91431100MA4YL0001K"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8542310000", "8542310000"),
        ("8542.3100.00", "8542310000"),
        ("85423100", "85423100"),
        ("8542310000123", "8542310000123"),
        ("101210000", "0101210000"),
        ("010121000012", "0010121000012"),
    ],
)
def test_commodity_codes_are_read_however_written(written: str, read: str) -> None:
    assert of_item(declaration({"hs_code": written}), "hs_code") == read


@pytest.mark.parametrize("written", ["1234567", "85423100001", "854231000A", "12345678901234"])
def test_a_code_of_another_length_is_kept_and_named(written: str) -> None:
    draft = declaration({"hs_code": written})
    assert of_item(draft, "hs_code") == written
    assert "declaration.bad_hs_code" in codes(draft)


def test_a_nought_that_came_back_is_told_with_the_item() -> None:
    draft = declaration({"hs_code": "101210000", "number": "7"})
    [told] = [one for one in draft.warnings if one.code == "declaration.hs_nought_restored"]
    assert dict(told.details)["item"] == "7"


def test_an_item_without_a_number_is_named_with_a_question_mark() -> None:
    draft = declaration({"hs_code": "12", "number": ""})
    [told] = [one for one in draft.warnings if one.code == "declaration.bad_hs_code"]
    assert dict(told.details)["item"] == "?"


@pytest.mark.parametrize("name", ["quantity", "unit_price", "total", "first_quantity"])
def test_what_is_no_number_is_named_and_left_out(name: str) -> None:
    draft = declaration({name: "约一百"})
    assert of_item(draft, name) is None
    assert "declaration.unreadable" in codes(draft)


@pytest.mark.parametrize("name", ["declared_on", "moved_on"])
def test_what_is_no_day_is_named_and_left_out(name: str) -> None:
    draft = declaration(None, **{name: "二月卅日"})
    assert value(draft, name) is None
    assert "declaration.unreadable" in codes(draft)
    assert value(declaration(None, **{name: "2026-02-28"}), name) == dt.date(2026, 2, 28)


def test_dollars_by_their_column_serve_only_where_no_total_stands() -> None:
    dollars = declaration({"total": "", "currency": "", "total_usd": "250.00"})
    assert (of_item(dollars, "total"), of_item(dollars, "currency")) == (Money(25_000), "USD")
    yuan = declaration({"currency": "CNY", "total_usd": "35.00"})
    assert (of_item(yuan, "total"), of_item(yuan, "currency")) == (Money(25_000), "CNY")


def test_a_currency_nobody_knows_is_named_with_its_text() -> None:
    draft = declaration({"currency": "贝壳"})
    [told] = [one for one in draft.warnings if one.code == "declaration.unknown_currency"]
    assert dict(told.details)["text"] == "贝壳"
    assert of_item(draft, "currency") is None


def test_the_same_warning_is_given_once() -> None:
    twice = customs_draft.build(
        {"number": NUMBER}, [ITEM | {"hs_code": "12"}, ITEM | {"hs_code": "12"}], Origin.SHEET
    )
    assert len(set(twice.warnings)) == len(twice.warnings)


def test_warnings_found_on_the_way_stand_first() -> None:
    first = declaration({"currency": "贝壳"}).warnings[0]
    again = customs_draft.build({"number": NUMBER}, [ITEM], Origin.SHEET, [first])
    assert again.warnings[0] == first


WORDS = st.text(alphabet="0123456789.,-¥ 甲乙EI出进口\n", max_size=12)


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(["number", "direction", "declared_on", "handbook"]), WORDS),
    st.lists(st.dictionaries(st.sampled_from(sorted(ITEM)), WORDS), max_size=3),
)
def test_any_texts_make_a_draft_and_no_blank_fields(
    head: dict[str, str], items: list[dict[str, str]]
) -> None:
    draft = customs_draft.build(head, items, Origin.TAGS)
    assert len(draft.lines) == len(items)
    for line in (draft.fields, *draft.lines):
        assert all(held.value not in {None, ""} for held in line.values())


@settings(max_examples=40)
@given(st.integers(-(10**11), 10**11))
def test_any_amount_of_a_slip_is_read_to_the_fen(fen: int) -> None:
    written = str(Money(fen))
    draft = bank_draft.build(SLIP | {"amount": written}, Origin.LAYOUT)
    assert draft is not None
    assert value(draft, "amount") == Money(fen)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("USD1,480.12", "USD"),
        ("人民币1,480.12", "CNY"),
        ("CNY1480.12", "CNY"),
        ("¥1,480.12", "CNY"),
        ("1480.12", "CNY"),
        ("EUR 1,480.12", "EUR"),
    ],
)
def test_a_currency_may_stand_before_the_amount(amount: str, currency: str) -> None:
    draft = slip(amount=amount)
    assert (value(draft, "amount"), value(draft, "currency")) == (Money(148_012), currency)


def test_a_field_for_the_currency_outweighs_what_stands_before_the_amount() -> None:
    assert value(slip(amount="CNY1.00", currency="USD"), "currency") == "USD"


@pytest.mark.parametrize("amount", ["", "  ", "未知", "八千元"])
def test_a_slip_without_an_amount_is_none(amount: str) -> None:
    assert bank_draft.build(SLIP | {"amount": amount}, Origin.LAYOUT) is None


@pytest.mark.parametrize(
    ("name", "title"), [("payer", "付款人"), ("payee", "收款人"), ("paid_on", "日期")]
)
def test_what_a_slip_cannot_do_without_is_named(name: str, title: str) -> None:
    [told] = slip(**{name: ""}).warnings
    assert (told.code, dict(told.details)) == ("payment.missing", {"field": title})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("6222 0210 0100", "622202100100"),
        ("6222-0210-0100", "622202100100"),
        ("NRA-6222", "NRA-6222"),
        ("4301　0000", "43010000"),
    ],
)
def test_gaps_in_an_account_are_no_part_of_it(written: str, read: str) -> None:
    assert value(slip(payee_account=written), "payee_account") == read


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("捌仟元整", []),
        ("人民币捌仟元整", []),
        ("捌仟元伍角整", ["payment.words_differ"]),
        ("八千块", ["payment.words_unreadable"]),
        ("", []),
    ],
)
def test_the_amount_in_words_is_compared_where_it_stands(words: str, found: list[str]) -> None:
    assert codes(slip(words=words)) == found


def test_words_of_foreign_money_are_left_alone() -> None:
    assert codes(slip(amount="USD8000.00", words="美元伍元整")) == []


def test_a_slip_keeps_its_remark_on_one_line() -> None:
    assert value(slip(remark=" 展位费\n首付 "), "remark") == "展位费 首付"


def test_a_quantity_keeps_every_digit() -> None:
    draft = declaration({"quantity": "0.00012345", "unit_price": "", "total": ""})
    assert draft.lines[0]["quantity"] == Field(Decimal("0.00012345"), Origin.SHEET)


@pytest.mark.parametrize("written", ["1E999999999", "1e-999999999", "9E+31", "Infinity", "sNaN"])
def test_a_number_too_large_for_any_voucher_is_named_at_once(written: str) -> None:
    """Turned into a whole number, the first of these would fill the memory."""
    draft = declaration({"quantity": written, "unit_price": written})
    assert of_item(draft, "quantity") is None
    assert codes(draft).count("declaration.unreadable") == 2


def test_a_number_in_scientific_writing_of_a_usual_size_is_read() -> None:
    assert of_item(declaration({"quantity": "1.5E-5", "unit_price": ""}), "quantity") == Decimal(
        "0.000015"
    )
