from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.making import Placed, page

from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import bank_labels, bank_slip, customs_pdf
from jiamao_desktop.importers.layout import squeezed

PAYER, PAYEE = "样例深圳加工贸易有限公司", "样例苏州电子科技有限公司"
PAIRS: tuple[Placed, ...] = (
    (200, 21, "中国银行"),
    (255, 21, "国内支付业务付款回单"),
    (30, 48, "客户号：123456789"),
    (300, 48, "日期：2025年04月18日"),
    (30, 72, "付款人账号：4000012309200000001"),
    (300, 72, "收款人账号：32050110000000000002"),
    (30, 92, f"付款人名称：{PAYER}"),
    (300, 92, f"收款人名称：{PAYEE}"),
    (30, 112, "付款人开户行：中国银行样例支行"),
    (300, 112, "收款人开户行：中国建设银行样例支行"),
    (30, 136, "金额：CNY56,780.00"),
    (30, 156, "人民币伍万陆仟柒佰捌拾元整"),
    (30, 186, "业务种类：转账支出"),
    (300, 186, "业务编号：78945612"),
    (30, 206, "用途：材料款"),
    (30, 226, "交易流水号：T20250418001"),
)
BLOCKS: tuple[Placed, ...] = (
    (200, 41, "网上银行电子回单"),
    (30, 60, "电子回单号码：0001-2345-6789-0123"),
    (56, 82, "户"),
    (69, 82, "名"),
    (110, 82, PAYER),
    (326, 82, "户"),
    (339, 82, "名"),
    (380, 82, PAYEE),
    (56, 102, "账"),
    (69, 102, "号"),
    (110, 102, "4000012309200000001"),
    (326, 102, "账"),
    (339, 102, "号"),
    (380, 102, "32050110000000000002"),
    (56, 122, "开户银行"),
    (110, 122, "工行样例支行"),
    (326, 122, "开户银行"),
    (380, 122, "建行样例支行"),
    (34, 144, "金"),
    (47, 144, "额"),
    (110, 144, "¥10,170.00元"),
    (304, 144, "金额（大写）"),
    (380, 144, "人民币"),
    (409, 144, "壹万零壹佰柒拾元整"),
    (34, 164, "摘"),
    (47, 164, "要"),
    (110, 164, "货款"),
    (304, 164, "业务（产品）种类"),
    (400, 164, "汇款"),
    (197, 248, "记账日期"),
    (250, 248, "2025年02月03日"),
)


def read(*placed: Placed) -> list[Draft]:
    return bank_slip.read([page(*placed, width=595, height=298)])


def only(*placed: Placed) -> Draft:
    [draft] = read(*placed)
    return draft


def values(draft: Draft) -> dict[str, Any]:
    return {name: field.value for name, field in draft.fields.items()}


def changed(placed: tuple[Placed, ...], old: str, new: str) -> tuple[Placed, ...]:
    found = tuple((x, y, text.replace(old, new)) for x, y, text in placed if text.replace(old, new))
    assert found != placed
    return found


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def test_a_slip_of_labels_and_values_is_read() -> None:
    draft = only(*PAIRS)
    assert draft.kind is DraftKind.PAYMENT
    assert values(draft) == {
        "number": "T20250418001",
        "paid_on": dt.date(2025, 4, 18),
        "payer": PAYER,
        "payer_account": "4000012309200000001",
        "payee": PAYEE,
        "payee_account": "32050110000000000002",
        "amount": Money.from_yuan("56780"),
        "currency": "CNY",
        "remark": "材料款",
        "serial": "T20250418001",
        "payer_bank": "中国银行样例支行",
        "payee_bank": "中国建设银行样例支行",
    }
    assert codes(draft) == []
    assert {field.origin for field in draft.fields.values()} == {Origin.LAYOUT}


def test_a_slip_of_two_blocks_has_the_payer_on_the_left() -> None:
    found = values(only(*BLOCKS))
    assert (found["payer"], found["payee"]) == (PAYER, PAYEE)
    assert found["payer_account"] == "4000012309200000001"
    assert found["payee_account"] == "32050110000000000002"
    assert (found["payer_bank"], found["payee_bank"]) == ("工行样例支行", "建行样例支行")
    assert found["number"] == "0001-2345-6789-0123"
    assert found["amount"] == Money.from_yuan("10170")
    assert found["paid_on"] == dt.date(2025, 2, 3)
    assert found["remark"] == "货款"


def test_headings_written_downwards_do_not_run_into_the_names() -> None:
    letters = [(x, y, text) for x in (34.0, 304.0) for y, text in ((83.0, "款"), (102.0, "人"))]
    draft = only(*BLOCKS, (34, 82, "付"), (304, 82, "收"), *letters)
    assert values(draft) == values(only(*BLOCKS))


def test_blocks_above_each_other_are_told_apart_by_their_headings() -> None:
    draft = only(
        (200, 20, "业务回单"),
        (30, 40, "收款人"),
        (30, 60, "户名"),
        (90, 60, PAYEE),
        (30, 80, "账号"),
        (90, 80, "2222"),
        (30, 100, "付款人"),
        (30, 120, "户名"),
        (90, 120, PAYER),
        (30, 140, "账号"),
        (90, 140, "1111"),
        (30, 160, "金额"),
        (90, 160, "¥5.00"),
    )
    found = values(draft)
    assert (found["payer"], found["payer_account"]) == (PAYER, "1111")
    assert (found["payee"], found["payee_account"]) == (PAYEE, "2222")


def test_blocks_above_each_other_without_headings_name_the_payer_first() -> None:
    draft = only(
        (200, 20, "业务回单"),
        (30, 60, f"户名：{PAYER}"),
        (30, 80, "账号：1111"),
        (30, 100, f"户名：{PAYEE}"),
        (30, 120, "账号：2222"),
        (30, 140, "金额：5.00"),
    )
    found = values(draft)
    assert (found["payer"], found["payer_account"]) == (PAYER, "1111")
    assert (found["payee"], found["payee_account"]) == (PAYEE, "2222")


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("付款人名称", "付款方户名"),
        ("付款人名称", "付款人全称"),
        ("收款人账号", "收款方帐号"),
        ("用途", "交易用途"),
        ("日期", "记账日期"),
        ("金额：CNY", "小写金额：￥"),
        ("金额：CNY", "交易金额：RMB"),
    ],
)
def test_banks_may_call_a_field_by_another_name(label: str, other: str) -> None:
    assert values(only(*changed(PAIRS, label, other))) == values(only(*PAIRS))


def test_the_slips_own_number_wins_over_the_serial() -> None:
    found = values(only(*PAIRS, (30, 60, "回单编号：HD0001")))
    assert found["number"] == "HD0001"


def test_an_account_printed_in_groups_is_one_number() -> None:
    found = values(only(*changed(PAIRS, "4000012309200000001", "4000-0123-0920-0000-001")))
    assert found["payer_account"] == "4000012309200000001"


def test_the_amount_in_words_is_compared() -> None:
    draft = only(*changed(PAIRS, "伍万陆仟", "伍万柒仟"))
    assert codes(draft) == ["payment.words_differ"]
    assert values(draft)["amount"] == Money.from_yuan("56780")


def test_an_amount_in_words_against_the_rules_is_named() -> None:
    draft = only(*changed(PAIRS, "伍万陆仟柒佰捌拾元整", "伍万陆仟柒佰捌拾拾元整"))
    assert codes(draft) == ["payment.words_unreadable"]


@pytest.mark.parametrize(
    ("label", "title"), [("付款人名称", "付款人"), ("收款人名称", "收款人"), ("日期", "日期")]
)
def test_what_is_missing_is_named(label: str, title: str) -> None:
    draft = only(*(item for item in PAIRS if not item[2].startswith(label)))
    [warning] = draft.warnings
    assert warning.code == "payment.missing"
    assert dict(warning.details) == {"field": title}


def test_a_foreign_amount_keeps_its_currency_and_its_words_are_not_compared() -> None:
    found = only(*changed(PAIRS, "CNY56,780.00", "USD1,000.00"))
    assert values(found)["currency"] == "USD"
    assert values(found)["amount"] == Money(100000)
    assert codes(found) == []


def test_a_currency_nobody_knows_is_named() -> None:
    draft = only(*PAIRS, (300, 136, "币种：贝壳"))
    assert codes(draft) == ["payment.unknown_currency"]
    assert values(draft)["currency"] == "CNY"


def test_three_slips_on_a_page_are_three() -> None:
    placed = [(x, y / 2 + 300 * at, text) for at in range(3) for x, y, text in PAIRS]
    drafts = bank_slip.read([page(*placed, width=595, height=900)])
    assert [values(draft)["payee"] for draft in drafts] == [PAYEE] * 3


def test_slips_on_several_pages_are_all_read() -> None:
    pages = [page(*PAIRS, width=595, height=298), page(*BLOCKS, width=595, height=298)]
    assert len(bank_slip.read(pages)) == 2


@pytest.mark.parametrize(
    "placed",
    [
        (),
        ((100, 50, "合同"), (30, 80, f"付款人名称：{PAYER}"), (30, 100, "金额：5.00")),
        ((100, 50, "业务回单"), (30, 80, "金额：5.00")),
        ((100, 50, "业务回单"), (30, 80, f"付款人名称：{PAYER}")),
        ((100, 50, "业务回单"), (30, 80, f"付款人名称：{PAYER}"), (30, 100, "金额：多")),
        ((100, 50, "电子发票（普通发票）"), (30, 100, f"名称：{PAYER}"), (30, 120, "金额：5.00")),
    ],
)
def test_other_papers_are_no_slips(placed: tuple[Placed, ...]) -> None:
    assert read(*placed) == []


def test_a_slip_is_no_declaration() -> None:
    assert customs_pdf.read([page(*PAIRS, width=595, height=298)]) == []


def test_labels_are_written_as_they_are_compared() -> None:
    assert all(label == squeezed(label).rstrip(":") for label in bank_labels.LABELS)


@settings(max_examples=60)
@given(st.integers(1, 10**11))
def test_any_amount_with_its_own_words_is_read_without_warning(fen: int) -> None:
    amount = Money(fen)
    placed = changed(PAIRS, "CNY56,780.00", f"CNY{amount}")
    placed = changed(placed, "人民币伍万陆仟柒佰捌拾元整", "大写：" + amount_in_words(amount))
    draft = only(*placed)
    assert values(draft)["amount"] == amount
    assert codes(draft) == []


WORDS = st.sampled_from([text for _, _, text in (*PAIRS, *BLOCKS)]) | st.text(max_size=8)
PLACES = st.tuples(st.floats(0, 595), st.floats(0, 298), WORDS)


@settings(max_examples=80)
@given(st.lists(PLACES, max_size=25))
def test_words_anywhere_are_read_without_trouble(placed: list[Placed]) -> None:
    for draft in read(*placed):
        assert isinstance(draft.fields["amount"].value, Money)


def test_a_label_that_ends_like_a_known_one_serves_where_there_is_no_better() -> None:
    placed = changed(PAIRS, "用途：材料款", "款项用途：材料款")
    placed = changed(placed, "日期：2025年04月18日", "业务日期：2025年04月17日")
    found = values(only(*placed))
    assert (found["remark"], found["paid_on"]) == ("材料款", dt.date(2025, 4, 17))
    better = values(only((30, 240, "业务日期：2025年04月01日"), *PAIRS))
    assert better["paid_on"] == dt.date(2025, 4, 18)


def test_amounts_and_numbers_are_never_guessed_from_the_end_of_a_label() -> None:
    placed = changed(PAIRS, "金额：CNY56,780.00", "手续费金额：CNY1.00")
    assert read(*placed) == []
