"""Rows of a company's own table as a column map reads them: every cell, exactly, or named."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.mapping import TARGETS, ValueKind, headings, lacking, signature
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import mapping
from jiamao_desktop.importers.mapping import RowRead

FIRST = 5
"""Number of the first row below the headings."""


def column_map(target: DraftKind, columns: Mapping[str, str], *extra: str) -> ColumnMap:
    header = headings([*columns, *extra])
    return ColumnMap(
        signature=signature(header), title="", target=target, header=header, columns=columns
    )


def rows(one: ColumnMap, *cells: Sequence[str]) -> list[RowRead]:
    return list(mapping.rows_read(one, cells, FIRST))


def codes(draft: Draft) -> list[str]:
    return [one.code for one in draft.warnings]


def plain(held: Mapping[str, object]) -> dict[str, object]:
    return {name: getattr(field, "value", field) for name, field in held.items()}


EXPENSE = column_map(
    DraftKind.EXPENSE,
    {"日期": "paid_on", "对方": "payee", "金额": "gross", "票号": "fapiao_number"},
)


@pytest.mark.parametrize("target", list(TARGETS))
def test_every_field_that_readers_name_can_be_chosen(target: DraftKind) -> None:
    known = mapping.labels(target)
    assert set(known) <= set(TARGETS[target].fields)
    assert all(labels for labels in known.values())
    assert not lacking(target, set(known))


@pytest.mark.parametrize("target", list(TARGETS))
def test_a_header_of_first_labels_is_guessed_as_its_own_target(target: DraftKind) -> None:
    known = mapping.labels(target)
    row = [labels[0] for labels in known.values()]
    found = mapping.guess(row, target)
    assert found.target is target
    assert set(found.columns.values()) <= set(known)
    assert not lacking(target, set(found.columns.values()))


@settings(max_examples=15)
@given(st.sampled_from(list(TARGETS)), st.randoms())
def test_a_guess_does_not_depend_on_the_order_of_columns(
    target: DraftKind, chance: random.Random
) -> None:
    row = [labels[0] for labels in mapping.labels(target).values()]
    turned = list(row)
    chance.shuffle(turned)
    assert dict(mapping.guess(turned, target).columns) == dict(mapping.guess(row, target).columns)
    assert mapping.guess(turned, target).signature == mapping.guess(row, target).signature


def test_a_field_is_guessed_for_one_column_only() -> None:
    found = mapping.guess(["金额", "金额", "金额（元）"], DraftKind.EXPENSE)
    assert len(set(found.columns.values())) == len(found.columns)


def test_a_header_that_says_nothing_fits_nothing() -> None:
    assert mapping.fit(["", "", ""]) == 0
    assert mapping.fit(["甲", "乙"]) == 0


def test_a_remembered_map_follows_its_columns_to_other_places() -> None:
    turned = mapping.fitting(EXPENSE, ["票 号", "金额：", "未知", "日期", "对方"])
    assert turned.header == ("票 号", "金额：", "未知", "日期", "对方")
    assert dict(turned.columns) == {
        "票 号": "fapiao_number",
        "金额：": "gross",
        "日期": "paid_on",
        "对方": "payee",
    }
    assert turned.signature == EXPENSE.signature


def test_a_row_is_read_by_its_columns_with_its_number() -> None:
    [row] = rows(EXPENSE, ["2026-03-01", " 甲 公司 ", "1,200.50", "2643 0000 0000 0000 0001"])
    assert row.number == FIRST
    assert dict(row.values) == {
        "paid_on": dt.date(2026, 3, 1),
        "payee": "甲 公司",
        "gross": Money(120_050),
        "fapiao_number": "26430000000000000001",
    }
    assert row.problems == ()


def test_blank_rows_and_rows_of_sums_are_passed_over_and_keep_the_count() -> None:
    found = rows(
        EXPENSE,
        ["", "", "", ""],
        ["合 计", "", "100", ""],
        ["", "小计", "100", ""],
        ["", "", "7", ""],
        ["2026-03-01", "甲", "8"],
    )
    assert [row.number for row in found] == [FIRST + 3, FIRST + 4]
    assert [row.values["gross"] for row in found] == [Money(700), Money(800)]


def test_a_firm_whose_name_holds_the_word_for_sum_is_no_sum() -> None:
    [row] = rows(EXPENSE, ["2026-03-01", "合计会计师事务所", "8", ""])
    assert row.values["payee"] == "合计会计师事务所"


@pytest.mark.parametrize(
    ("cells", "place", "code"),
    [
        (["昨天", "甲", "8", ""], 0, "mapping.bad_day"),
        (["2026-02-30", "甲", "8", ""], 0, "mapping.bad_day"),
        (["", "甲", "八元", ""], 2, "mapping.bad_amount"),
        (["", "甲", "1.005", ""], 2, "mapping.bad_amount"),
        (["", "甲", "8", "2.643E+19"], 3, "mapping.rounded"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_row_and_column(
    cells: list[str], place: int, code: str
) -> None:
    [row] = rows(EXPENSE, cells)
    [(where, problem)] = row.problems
    assert (where, problem.code) == (place, code)
    details = dict(problem.details)
    assert (details["row"], details["text"]) == (str(FIRST), cells[place])
    assert details["column"] == EXPENSE.header[place]
    assert row.values["payee"] == "甲"


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1,234.00", 123_400),
        ("¥ 1,234.00", 123_400),
        ("(1,234.00)", -123_400),
        ("（1,234.00）", -123_400),
        ("-1234", -123_400),
        ("0.01", 1),
    ],
)
def test_amounts_as_accountants_write_them(written: str, fen: int) -> None:
    [row] = rows(EXPENSE, ["", "甲", written, ""])
    assert row.values["gross"] == Money(fen)


@settings(max_examples=30)
@given(st.integers(-(10**12), 10**12))
def test_any_amount_comes_through_to_the_fen(fen: int) -> None:
    [row] = rows(EXPENSE, ["", "甲", str(Money(fen)), ""])
    assert row.values["gross"] == Money(fen)


GOODS = column_map(
    DraftKind.HANDBOOK_USES,
    {
        "手册": "number",
        "成品": "line.product",
        "料件": "line.material",
        "净耗": "line.net",
        "损耗": "line.tangible",
    },
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5%", Decimal(5)),
        ("5", Decimal(5)),
        ("0.5%", Decimal("0.5")),
        ("0.05", Decimal(5)),
        ("1", Decimal(1)),
        ("0", Decimal(0)),
    ],
)
def test_a_share_and_a_rate_per_cent_are_told_apart(written: str, read: Decimal) -> None:
    [row] = rows(GOODS, ["C1", "1", "2", "0.5", written])
    assert row.values["line.tangible"] == read


@pytest.mark.parametrize("written", ["1.5", "-1", "一", "1E400", "1E999999999", "NaN"])
def test_a_serial_is_a_whole_number(written: str) -> None:
    [row] = rows(GOODS, ["C1", written, "2", "0.5", ""])
    assert "line.product" not in row.values
    assert [problem.code for _, problem in row.problems] == ["mapping.bad_number"]


def test_uses_of_two_handbooks_are_two_drafts() -> None:
    made = mapping.drafts(
        GOODS,
        [
            ["c53165000001", "1", "1", "2", "5%"],
            ["", "1", "2", "3", ""],
            ["C53165000002", "1", "1", "4", ""],
            ["C53165000001", "2", "1", "5", ""],
        ],
        FIRST,
    )
    assert [plain(one.fields)["number"] for one in made] == ["C53165000001", "C53165000002"]
    assert [len(one.lines) for one in made] == [3, 1]
    assert {one.kind for one in made} == {DraftKind.HANDBOOK_USES}


def test_a_table_of_a_handbook_without_its_number_asks_for_it() -> None:
    [made] = mapping.drafts(GOODS, [["", "1", "1", "2", ""]], FIRST)
    assert codes(made)[0] == "handbook.no_number"
    assert "number" not in made.fields


def test_expenses_are_one_draft_a_row_and_name_what_is_missing() -> None:
    good, bare = mapping.drafts(
        EXPENSE, [["2026-03-01", "甲", "8", ""], ["2026-03-02", "乙", "", ""]], FIRST
    )
    assert (good.kind, codes(good)) == (DraftKind.EXPENSE, [])
    assert codes(bare) == ["mapping.missing"]
    assert dict(bare.warnings[0].details)["row"] == str(FIRST + 1)
    assert {field.origin for field in good.fields.values()} == {Origin.MAPPED}


def test_an_amount_that_cannot_be_read_is_not_also_missing() -> None:
    [made] = mapping.drafts(EXPENSE, [["", "甲", "八元", ""]], FIRST)
    assert codes(made) == ["mapping.bad_amount"]


FAPIAO = column_map(
    DraftKind.FAPIAO,
    {
        "号码": "number",
        "日期": "issued_on",
        "销方": "seller",
        "货物": "line.name",
        "不含税": "line.net",
        "税": "line.tax",
    },
)
NUMBER = "25312000000123456789"


def test_lines_of_one_fapiao_are_added_and_a_blank_number_belongs_above() -> None:
    [made] = mapping.drafts(
        FAPIAO,
        [
            [NUMBER, "2026-03-01", "甲公司", "展位费", "100.00", "6.00"],
            ["", "", "", "搭建", "50.00", "3.00"],
        ],
        FIRST,
    )
    held = plain(made.fields)
    assert (held["number"], held["net"], held["tax"]) == (NUMBER, Money(15_000), Money(900))
    assert [plain(line)["name"] for line in made.lines] == ["展位费", "搭建"]


def test_rows_of_one_number_need_not_stand_together() -> None:
    other = "25312000000123456790"
    made = mapping.drafts(
        FAPIAO,
        [
            [NUMBER, "2026-03-01", "甲公司", "展位费", "100.00", "6.00"],
            [other, "2026-03-02", "乙公司", "运费", "10.00", "0.90"],
            [NUMBER, "", "", "搭建", "50.00", "3.00"],
        ],
        FIRST,
    )
    assert [(plain(one.fields)["number"], len(one.lines)) for one in made] == [
        (NUMBER, 2),
        (other, 1),
    ]


def test_of_two_rows_that_differ_the_first_says_what_the_head_is() -> None:
    [made] = mapping.drafts(
        FAPIAO,
        [
            [NUMBER, "2026-03-01", "甲公司", "展位费", "100.00", ""],
            [NUMBER, "2026-03-09", "乙公司", "搭建", "50.00", ""],
        ],
        FIRST,
    )
    held = plain(made.fields)
    assert (held["issued_on"], held["seller"]) == (dt.date(2026, 3, 1), "甲公司")


def test_a_total_repeated_in_each_row_is_pointed_out() -> None:
    whole = column_map(
        DraftKind.FAPIAO, {"号码": "number", "货物": "line.name", "价税合计": "gross"}
    )
    [made] = mapping.drafts(
        whole, [[NUMBER, "展位费", "106.00"], [NUMBER, "搭建", "106.00"]], FIRST
    )
    assert "mapping.same_amount" in codes(made)
    [fine] = mapping.drafts(whole, [[NUMBER, "展位费", "106.00"]], FIRST)
    assert "mapping.same_amount" not in codes(fine)


DECLARATION = column_map(
    DraftKind.DECLARATION,
    {
        "报关单": "number",
        "日期": "declared_on",
        "项": "line.number",
        "编码": "line.hs_code",
        "品名": "line.name",
        "总价": "line.total",
        "币": "line.currency",
    },
)
CUSTOMS = "531620260000000123"


def test_rows_of_a_declaration_become_its_items() -> None:
    [made] = mapping.drafts(
        DECLARATION,
        [
            [CUSTOMS, "2026-03-01", "1", "8542310000", "集成电路", "250.00", "美元"],
            [CUSTOMS, "", "2", "8504409999", "电源", "70", "USD"],
        ],
        FIRST,
    )
    assert plain(made.fields)["number"] == CUSTOMS
    assert [plain(line)["currency"] for line in made.lines] == ["USD", "USD"]
    assert [plain(line)["total"] for line in made.lines] == [Money(25_000), Money(7_000)]
    assert {field.origin for line in made.lines for field in line.values()} == {Origin.MAPPED}


def test_what_cannot_be_read_does_not_reach_the_declaration() -> None:
    [made] = mapping.drafts(
        DECLARATION,
        [["5.3162E+17", "irgendwann", "1", "8542310000", "电源", "viel", "USD"]],
        FIRST,
    )
    assert {"number", "declared_on"}.isdisjoint(made.fields)
    assert "total" not in made.lines[0]
    assert {"mapping.rounded", "mapping.bad_day", "mapping.bad_amount"} <= set(codes(made))


GRID = st.lists(
    st.lists(st.text(alphabet="0123456789.,-()%年月日 合计甲E+", max_size=9), max_size=8),
    max_size=4,
)


@settings(max_examples=25)
@given(st.sampled_from(list(TARGETS)), GRID)
def test_whatever_stands_in_the_cells_is_read_or_named(
    target: DraftKind, cells: list[list[str]]
) -> None:
    names = list(TARGETS[target].fields)[:6]
    one = column_map(target, {f"列{at}": name for at, name in enumerate(names)})
    kinds = TARGETS[target].fields
    for row in mapping.rows_read(one, cells, FIRST):
        named = {one.columns[one.header[place]] for place, _ in row.problems}
        assert set(row.texts) >= set(row.values)
        assert not named & set(row.values)
        for name, value in row.values.items():
            if kinds[name] is ValueKind.MONEY:
                assert isinstance(value, Money)
    for draft in mapping.drafts(one, cells, FIRST):
        assert draft.kind is target


def test_columns_that_are_not_mapped_are_not_read() -> None:
    one = column_map(DraftKind.EXPENSE, {"金额": "gross"}, "备注")
    [row] = rows(one, ["8", "什么都不读"])
    assert dict(row.texts) == {"gross": "8"}
    assert rows(one, ["", "只有备注"]) == []


@pytest.mark.parametrize(("written", "shown"), [("0.1", "10"), ("0.2", "20"), ("10%", "10")])
def test_a_loss_of_ten_per_cent_is_not_written_with_an_exponent(written: str, shown: str) -> None:
    [row] = rows(GOODS, ["C1", "1", "2", "0.5", written])
    assert str(row.values["line.tangible"]) == shown
