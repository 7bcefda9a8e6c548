"""The expense statement: all columns, sums on each page, and where the evidence is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from tests.unit.documents import samples
from tests.unit.documents.reading import (
    all_text,
    glyphs,
    page_size,
    page_texts,
    squeezed,
)

from jiamao_desktop.documents.sheet import Sheet
from jiamao_desktop.documents.statement import (
    Pages,
    draw_statement,
    evidence_pages,
    row_texts,
)
from jiamao_desktop.domain.amount_words import parse_amount_words
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.packet import PacketRequest, StatementRow

COLUMNS = [
    "序号",
    "费用类别",
    "合同编号",
    "收款单位",
    "发票号码",
    "开票日期",
    "发票项目名称",
    "价税合计（原币）",
    "币种",
    "税额",
    "付款日期",
    "付款方式",
    "银行回单号",
    "付款账户户名",
    "折算汇率（依据）",
    "折合人民币",
    "其中支持范围内",
    "不支持金额及原因",
    "已获其他资金",
    "本次申请基数",
    "材料页码",
]


def statement(request: PacketRequest, pages: Pages | None = None) -> bytes:
    """Return the statement alone."""
    sheet = Sheet(pages=9, header=(request.applicant.name, request.title))
    draw_statement(sheet, request, pages or {})
    return sheet.finish()


def rows(count: int) -> Sequence[StatementRow]:
    """Return plausible rows."""
    return [samples.row(number) for number in range(1, count + 1)]


def test_every_column_is_there_in_its_order() -> None:
    text = all_text(statement(samples.request()))
    places = [text.index(column) for column in COLUMNS]
    assert places == sorted(places)


def test_the_head_is_on_every_page() -> None:
    for text in page_texts(statement(samples.request(rows(40)))):
        assert all(column in squeezed(text) for column in COLUMNS)


def test_all_pages_lie() -> None:
    pdf = statement(samples.request(rows(40)))
    for number in range(len(page_texts(pdf))):
        width, height = page_size(pdf, number)
        assert width > height


def test_every_value_of_a_row_is_printed() -> None:
    row = samples.row(
        1,
        currency="EUR",
        original=512_345,
        rate_note="7.8125 中间价",
        unsupported=Money(12_300),
        unsupported_reason="特装费",
        other_funding=Money(4_500),
        funded_by="省级资金",
    )
    text = all_text(statement(samples.request([row]), {1: (10, 12)}))
    for value in (
        "展位费",
        "HT-2026-001",
        "样例国际展览有限公司",
        "26432000000000000001",
        "2026-02-03",
        "*会展服务*展位费",
        "5,123.45",
        "EUR",
        "2,271.13",
        "2026-02-10",
        "银行转账",
        "20260210000000001",
        samples.APPLICANT.name,
        "7.8125中间价",
        "40,123.45",
        "123.00",
        "特装费",
        "45.00",
        "省级资金",
    ):
        assert value in text, value


def test_the_sums_of_the_pages_add_up_to_the_sum_of_all() -> None:
    request = samples.request(rows(40))
    texts = [squeezed(text) for text in page_texts(statement(request))]
    sums = []
    for text in texts:
        found = re.search(r"本页小计([\d,]+\.\d\d)", text)
        assert found
        sums.append(Money.from_yuan(found[1]))
    assert total(sums) == total(row.tax for row in request.rows)
    assert "合计（共40笔）" in texts[-1]


def test_the_totals_in_figures_and_in_words_agree() -> None:
    request = samples.request(rows(23))
    text = all_text(statement(request))
    pairs = re.findall(r"合计（小写）¥([\d,.]+\d)合计（大写）(人民币[^0-9¥折本注]+[整分])", text)
    assert len(pairs) == 2
    for figure, words in pairs:
        assert parse_amount_words(words) == Money.from_yuan(figure)
    assert Money.from_yuan(pairs[0][0]) == total(row.gross for row in request.rows)
    assert Money.from_yuan(pairs[1][0]) == total(row.base for row in request.rows)


@pytest.mark.parametrize(
    ("evidence", "pages", "text"),
    [
        ((), {}, "未附"),
        ((9,), {}, "未附"),
        ((1,), {1: (12, 12)}, "12"),
        ((1,), {1: (12, 14)}, "12–14"),
        ((1, 2), {1: (12, 14), 2: (15, 15)}, "12–15"),
        ((2, 1), {1: (12, 14), 2: (17, 18)}, "12–14、17–18"),
        ((1, 2, 3), {1: (30, 31), 2: (5, 5), 3: (7, 7)}, "5、7、30–31"),
        ((1, 1), {1: (4, 4)}, "4"),
    ],
)
def test_pages_are_cited_in_order_and_neighbours_joined(
    evidence: tuple[int, ...], pages: Pages, text: str
) -> None:
    assert evidence_pages(samples.row(1, evidence=evidence), pages) == text


def test_a_row_in_our_currency_needs_no_rate() -> None:
    texts = row_texts(samples.request(), samples.row(1), {})
    assert texts[COLUMNS.index("折算汇率（依据）")] == "人民币"
    assert texts[COLUMNS.index("不支持金额及原因")] == "0.00"
    assert texts[COLUMNS.index("已获其他资金")] == "0.00"


def test_a_foreign_row_without_rate_leaves_the_box_empty() -> None:
    texts = row_texts(samples.request(), samples.row(1, currency="USD"), {})
    assert texts[COLUMNS.index("折算汇率（依据）")] == ""


def test_an_unknown_category_is_printed_by_its_id() -> None:
    texts = row_texts(samples.request(), samples.row(1, category="x.y"), {})
    assert texts[1] == "x.y"


def test_days_that_are_not_known_are_blank() -> None:
    texts = row_texts(samples.request(), samples.row(1, issued_on=None, paid_on=None), {})
    assert texts[COLUMNS.index("开票日期")] == ""
    assert texts[COLUMNS.index("付款日期")] == ""


def test_a_red_fapiao_is_negative() -> None:
    gross = Money(-500_000)
    row = samples.row(
        1, gross=gross, original=-500_000, supported=gross, base=gross, tax=Money(-28_302)
    )
    text = all_text(statement(samples.request([samples.row(2), row])))
    assert "-5,000.00" in text
    assert "-283.02" in text


@pytest.mark.parametrize("fen", [1, 99_999_999, 10**11, 10**15, -(10**13)])
def test_an_amount_is_never_broken_over_lines(fen: int) -> None:
    amount = Money(fen)
    row = samples.row(1, gross=amount, supported=amount, base=amount, original=fen)
    pdf = statement(samples.request([row]))
    lines = [line.strip() for line in page_texts(pdf)[0].splitlines()]
    assert sum(str(amount) in line for line in lines) >= 1
    assert str(amount) in page_texts(pdf)[0]


def test_columns_give_way_to_large_amounts_without_leaving_the_page() -> None:
    amount = Money(10**15)
    made = [
        samples.row(n, gross=amount, supported=amount, base=amount, original=10**15)
        for n in range(1, 4)
    ]
    pdf = statement(samples.request(made))
    width, _ = page_size(pdf, 0)
    for number in range(len(page_texts(pdf))):
        assert all(glyph.left > 0 and glyph.right < width for glyph in glyphs(pdf, number))


def test_a_very_long_name_is_printed_in_full_on_an_added_page() -> None:
    name = "永州样例国际贸易集团股份有限公司" * 12
    pdf = statement(samples.request([samples.row(1, payee=name)]))
    texts = [squeezed(text) for text in page_texts(pdf)]
    assert "全文见附页第1条" in texts[0]
    assert "费用明细表附页" in texts[-1]
    assert name in texts[-1]
    assert "第1项收款单位" in texts[-1]


def test_the_layout_does_not_depend_on_the_page_numbers() -> None:
    made = [samples.row(number, evidence=(number,)) for number in range(1, 41)]
    request = samples.request(made)
    low = {number: (number, number) for number in range(1, 41)}
    high = {number: (number + 2000, number + 2003) for number in range(1, 41)}
    assert len(page_texts(statement(request, low))) == len(page_texts(statement(request, high)))


def test_a_claim_without_expenses_says_so() -> None:
    text = all_text(statement(samples.request([])))
    assert "没有费用记录" in text
    assert "合计（大写）" not in text


def test_a_contract_number_keeps_its_hyphens_when_it_is_wrapped() -> None:
    made = [samples.row(n, contract_number=f"HT-2026-EXPO-{n:04d}") for n in range(1, 9)]
    text = all_text(statement(samples.request(made)))
    assert all(f"HT-2026-EXPO-{n:04d}" in text for n in range(1, 9))


def test_amounts_beside_reasons_are_not_broken_either() -> None:
    row = samples.row(
        1,
        unsupported=Money(1_234_567),
        unsupported_reason="特装搭建费和展台装饰费用",
        other_funding=Money(987_654),
        funded_by="省级中小企业国际市场开拓资金",
    )
    text = page_texts(statement(samples.request([row])))[0]
    assert "12,345.67" in text
    assert "9,876.54" in text
