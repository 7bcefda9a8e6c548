from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest
from tests.unit.importers.making import BUYER, NUMBER, SELLER

from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers.fapiao_sources import Source, Values, merge

WHOLE: Values = {
    "kind": "digital_special",
    "number": NUMBER,
    "issued_on": dt.date(2025, 8, 9),
    "seller": SELLER[0],
    "seller_id": SELLER[1],
    "buyer": BUYER[0],
    "buyer_id": BUYER[1],
    "net": Money(700000),
    "tax": Money(91000),
    "gross": Money(791000),
}


def source(
    origin: Origin = Origin.XML,
    /,
    *,
    words: str = "",
    lines: Sequence[Values] = (),
    values: Values | None = None,
) -> Source:
    changed = {**WHOLE, **(values or {})}
    return Source(origin=origin, values=changed, words=words, lines=lines)


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def line(net: int, **values: Decimal) -> Values:
    return {"name": "*塑料制品*外壳", "net": Money(net), **values}


def test_a_whole_and_consistent_fapiao_has_no_warning() -> None:
    draft = merge([source(words="柒仟玖佰壹拾圆整", lines=[line(700000)])])
    assert draft.kind is DraftKind.FAPIAO
    assert draft.warnings == ()
    assert draft.fields["gross"] == Field(Money(791000), Origin.XML)


def test_the_most_trusted_value_of_each_field_wins() -> None:
    layout = Source(origin=Origin.LAYOUT, values={**WHOLE, "seller": "误读", "remark": "备注"})
    tags = Source(origin=Origin.TAGS, values={**WHOLE, "remark": ""})
    draft = merge([layout, tags])
    assert draft.fields["seller"] == Field(SELLER[0], Origin.TAGS)
    assert draft.fields["remark"] == Field("备注", Origin.LAYOUT)


def test_lines_come_from_the_most_trusted_source_that_has_any() -> None:
    layout = source(Origin.LAYOUT, lines=[line(700000)])
    draft = merge([layout, source(Origin.TAGS)])
    assert [held["net"] for held in draft.lines] == [Field(Money(700000), Origin.LAYOUT)]


def test_blank_fields_are_left_out() -> None:
    draft = merge([source(values={"code": "", "remark": None})])
    assert "code" not in draft.fields
    assert "remark" not in draft.fields


@pytest.mark.parametrize(("missing", "fen"), [("net", 700000), ("tax", 91000), ("gross", 791000)])
def test_the_one_sum_that_is_missing_is_worked_out(missing: str, fen: int) -> None:
    draft = merge([source(values={missing: None})])
    assert draft.fields[missing].value == Money(fen)
    assert codes(draft) == []


def test_two_missing_sums_are_not_invented() -> None:
    draft = merge([source(values={"net": None, "tax": None})])
    assert "net" not in draft.fields
    assert codes(draft) == ["fapiao.incomplete"]
    assert dict(draft.warnings[0].details) == {"fields": "金额、税额"}


def test_sums_that_do_not_add_up_are_told() -> None:
    (warning,) = merge([source(values={"gross": Money(791001)})]).warnings
    assert warning.code == "fapiao.sum_differs"
    assert dict(warning.details) == {"net": "7,000.00", "tax": "910.00", "gross": "7,910.01"}


@pytest.mark.parametrize(
    "words", ["柒仟玖佰壹拾圆整", "柒仟玖佰壹拾元整", "人民币柒仟玖佰壹拾圆", "柒仟玖佰壹拾圆正"]
)
def test_every_legal_way_to_write_the_sum_in_words_agrees(words: str) -> None:
    assert codes(merge([source(words=words)])) == []


def test_words_that_say_another_sum_are_told() -> None:
    assert codes(merge([source(words="柒仟玖佰壹拾壹圆整")])) == ["fapiao.words_differ"]


def test_words_that_nobody_can_read_are_told() -> None:
    assert codes(merge([source(words="柒柒仟圆整")])) == ["fapiao.words_unreadable"]


@pytest.mark.parametrize(
    "words", ["（负数）柒仟玖佰壹拾圆整", "(负数)柒仟玖佰壹拾圆整", "柒仟玖佰壹拾圆整"]
)
def test_a_red_fapiao_may_leave_the_minus_out_of_the_words(words: str) -> None:
    red = source(
        values={"net": Money(-700000), "tax": Money(-91000), "gross": Money(-791000)}, words=words
    )
    assert codes(merge([red])) == []


@pytest.mark.parametrize("amount", [700000, 791000])
def test_the_amount_in_the_code_may_be_with_or_without_tax(amount: int) -> None:
    code = Source(origin=Origin.QR, values={"number": NUMBER}, qr_amount=Money(amount))
    assert codes(merge([source(), code])) == []


def test_another_amount_in_the_code_is_told() -> None:
    code = Source(origin=Origin.QR, values={"number": NUMBER}, qr_amount=Money(1))
    assert codes(merge([source(), code])) == ["fapiao.qr_differs"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("number", "25442000000000000097"),
        ("issued_on", dt.date(2025, 8, 10)),
        ("gross", Money(1)),
        ("seller_id", "91440300MA5TE5T031"),
    ],
)
def test_sources_that_contradict_each_other_are_told(name: str, other: Value) -> None:
    draft = merge([source(), source(Origin.LAYOUT, values={name: other})])
    assert codes(draft) == ["fapiao.sources_differ"]
    assert dict(draft.warnings[0].details)["other"] == str(other)
    assert draft.fields[name].value == WHOLE[name]


def test_a_misread_name_is_no_contradiction() -> None:
    assert codes(merge([source(), source(Origin.LAYOUT, values={"seller": "样例(东莞)"})])) == []


@pytest.mark.parametrize("tax_id", ["91441900MA5TE5T028", "91441900MA5TE5T0I9"])
def test_a_code_with_a_wrong_check_character_is_told(tax_id: str) -> None:
    draft = merge([source(values={"seller_id": tax_id})])
    assert codes(draft) == ["fapiao.tax_id_check"]
    assert dict(draft.warnings[0].details) == {"field": "销售方税号", "value": tax_id}


@pytest.mark.parametrize(
    "tax_id", ["44030400DK02243", "913202133140424", "12100000450719311X00", None]
)
def test_numbers_of_other_kinds_have_no_check_character(tax_id: str | None) -> None:
    assert codes(merge([source(values={"seller_id": tax_id})])) == []


def test_a_line_whose_product_differs_is_named() -> None:
    lines = [
        line(350000, quantity=Decimal(1000), unit_price=Decimal("3.5")),
        line(350000, quantity=Decimal(1000), unit_price=Decimal("3.6")),
    ]
    (warning,) = merge([source(lines=lines)]).warnings
    assert warning.code == "fapiao.line_differs"
    assert dict(warning.details) == {"line": "2", "amount": "3,500.00"}


@pytest.mark.parametrize(
    ("net", "quantity", "price"),
    [
        (991, "1.00", "9.91150442"),
        (419717, "1", "4197.16981132075"),
        (10000, "3", "33.33"),
        (10000, "3", "33.333333"),
        (8333, "2.5", "33.33"),
    ],
)
def test_rounded_prices_and_quantities_are_no_difference(
    net: int, quantity: str, price: str
) -> None:
    held = line(net, quantity=Decimal(quantity), unit_price=Decimal(price))
    draft = merge(
        [source(values={"net": Money(net), "tax": None, "gross": Money(net)}, lines=[held])]
    )
    assert codes(draft) == []


def test_lines_that_do_not_add_up_are_told() -> None:
    draft = merge([source(lines=[line(300000), line(300000)])])
    assert codes(draft) == ["fapiao.lines_sum_differs"]
    assert dict(draft.warnings[0].details) == {"sum": "6,000.00", "net": "7,000.00"}


def test_lines_without_amounts_are_not_added_up() -> None:
    assert codes(merge([source(lines=[{"unit": "某工程"}])])) == []


def test_what_the_reader_noticed_is_kept() -> None:
    noted = Source(
        origin=Origin.XML, values=WHOLE, notes=(Problem.of("fapiao.on_behalf", seller="样例工厂"),)
    )
    assert codes(merge([noted])) == ["fapiao.on_behalf"]


@pytest.mark.parametrize(
    ("number", "kind", "odd"),
    [
        (NUMBER, "digital_special", False),
        ("54041450", "electronic_ordinary", False),
        (NUMBER[:19], "digital_special", True),
        (NUMBER[:18], "other", True),
        (NUMBER[:19], "air_itinerary", False),
    ],
)
def test_a_number_that_lacks_a_digit_is_named(number: str, kind: str, odd: bool) -> None:
    draft = merge([source(values={"number": number, "kind": kind})])
    assert ("fapiao.odd_number" in codes(draft)) is odd
