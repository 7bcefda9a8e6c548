"""Rows as a column map reads them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.domain.mapping import LINE, TARGETS, headings, signature
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import mapping

NUMBER = "25312000000123456789"


def map_of(target: DraftKind, **columns: str) -> ColumnMap:
    """Return a map whose headings are the names of the fields; ``line_x`` is ``line.x``."""
    header = tuple(columns)
    return ColumnMap(
        signature=signature(header), title="", target=target, header=header, columns=columns
    )


def only(drafts: list[Draft]) -> Draft:
    [draft] = drafts
    return draft


def values(fields: dict[str, Field] | object) -> dict[str, object]:
    assert hasattr(fields, "items")
    return {name: field.value for name, field in fields.items()}


def codes(draft: Draft) -> list[str]:
    return [one.code for one in draft.warnings]


@pytest.mark.parametrize("target", DraftKind)
def test_every_field_has_a_label_and_labels_are_fields(target: DraftKind) -> None:
    assert set(mapping.labels(target)) == set(TARGETS[target].fields)
    for name in TARGETS[target].fields:
        assert mapping.title(target, name)


@pytest.mark.parametrize("target", DraftKind)
def test_a_header_of_first_labels_is_guessed_whole(target: DraftKind) -> None:
    known = {name: labels[0] for name, labels in mapping.labels(target).items()}
    once = {label: name for name, label in known.items()}
    found = mapping.guess(list(once), target)
    assert set(found.columns) == set(once)


def test_a_heading_with_its_unit_in_brackets_is_known() -> None:
    found = mapping.guess(["金额（元）", "供应商", "金额(美元)"], DraftKind.EXPENSE)
    assert found.columns == {"金额（元）": "gross", "供应商": "payee"}


def test_the_target_that_fits_best_is_guessed() -> None:
    assert mapping.guess(["合同编号", "甲方", "乙方", "签订日期"]).target is DraftKind.CONTRACT
    assert mapping.guess(["成品序号", "料件序号", "净耗"]).target is DraftKind.HANDBOOK_USES
    assert mapping.fit(["一", "二"]) == 0


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("gross", "1,234.50", Money(123450)),
        ("gross", "￥-3", Money(-300)),
        ("gross", "（1,000.00）", Money(-100000)),
        ("issued_on", "2026/3/5", dt.date(2026, 3, 5)),
        ("issued_on", "2026年03月05日", dt.date(2026, 3, 5)),
        ("fapiao_number", " 2531 2000 ", "25312000"),
        ("payee", "甲\n  公司", "甲 公司"),
    ],
)
def test_cells_are_read_as_their_kind(kind: str, written: str, value: object) -> None:
    columns = map_of(DraftKind.EXPENSE, **{kind: kind})
    assert only(mapping.drafts(columns, [[written]], 2)).fields[kind] == Field(
        value,  # type: ignore[arg-type]  # one of the values of a draft
        Origin.MAPPED,
    )


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("gross", "12.345", "mapping.bad_amount"),
        ("gross", "约三百", "mapping.bad_amount"),
        ("issued_on", "05/03/26", "mapping.bad_day"),
        ("issued_on", "2026-02-30", "mapping.bad_day"),
        ("fapiao_number", "2.5312E+19", "mapping.rounded"),
    ],
)
def test_a_cell_that_is_not_of_its_kind_is_left_out_and_named(
    kind: str, written: str, code: str
) -> None:
    columns = map_of(DraftKind.EXPENSE, payee="payee", **{kind: kind})
    draft = only(mapping.drafts(columns, [["甲", written]], 7))
    assert kind not in draft.fields
    [problem] = [one for one in draft.warnings if one.code == code]
    assert dict(problem.details) == {"row": "7", "column": kind, "text": written}
    assert values(draft.fields) == {"payee": "甲"}


def test_blank_rows_and_sums_are_passed_over() -> None:
    columns = map_of(DraftKind.EXPENSE, payee="payee", gross="gross")
    rows = [["", ""], ["甲", "1"], ["合 计", "1"], ["小计", "1"], ["乙", "2"]]
    assert [row.number for row in mapping.rows_read(columns, rows, 2)] == [3, 6]


def test_what_a_row_lacks_is_named() -> None:
    columns = map_of(DraftKind.PAYMENT, payee="payee", amount="amount")
    draft = only(mapping.drafts(columns, [["甲", ""]], 2))
    assert codes(draft) == ["mapping.missing"]
    assert dict(draft.warnings[0].details)["field"] == "金额"


def test_lines_of_one_fapiao_become_one_and_are_added_up() -> None:
    header = ("number", "seller", "名称", "net", "tax", "gross")
    columns = ColumnMap(
        signature=signature(header),
        title="",
        target=DraftKind.FAPIAO,
        header=header,
        columns={name: name for name in header if name != "名称"} | {"名称": LINE + "name"},
    )
    rows = [
        [NUMBER, "甲", "展位费", "100", "6", "106"],
        ["", "", "运费", "50", "3", "53"],
        ["1" * 20, "乙", "x", "1", "0", "1"],
    ]
    first, second = mapping.drafts(columns, rows, 2)
    assert first.fields["gross"].value == Money(15_900)
    assert first.fields["net"].value == Money(15_000)
    assert [line["name"].value for line in first.lines] == ["展位费", "运费"]
    assert first.lines[1]["net"].value == Money(5_000)
    assert second.fields["seller"].value == "乙"
    assert "mapping.same_amount" not in codes(first)


def test_a_total_repeated_on_each_row_asks_for_a_look() -> None:
    columns = map_of(DraftKind.FAPIAO, number="number", gross="gross")
    draft = only(mapping.drafts(columns, [[NUMBER, "106"], [NUMBER, "106"]], 2))
    assert "mapping.same_amount" in codes(draft)


def test_the_kind_of_a_fapiao_is_read_from_its_words_and_number() -> None:
    columns = map_of(DraftKind.FAPIAO, number="number", kind="kind", gross="gross")
    draft = only(mapping.drafts(columns, [[NUMBER, "增值税专用发票", "1"]], 2))
    assert draft.fields["kind"].value == FapiaoKind.DIGITAL_SPECIAL
    plain = only(mapping.drafts(columns, [["1", "", "1"]], 2))
    assert plain.fields["kind"].value == FapiaoKind.OTHER


def test_items_of_one_declaration_become_one() -> None:
    header = ("number", "declared_on", "hs", "total", "currency")
    columns = ColumnMap(
        signature=signature(header),
        title="",
        target=DraftKind.DECLARATION,
        header=header,
        columns={
            "number": "number",
            "declared_on": "declared_on",
            "hs": LINE + "hs_code",
            "total": LINE + "total",
            "currency": LINE + "currency",
        },
    )
    number = "530120260000000001"
    rows = [[number, "2026-03-05", "3926909090", "10", "USD"], [number, "", "8542310000", "x", ""]]
    draft = only(mapping.drafts(columns, rows, 2))
    assert draft.fields["number"].value == number
    assert draft.fields["declared_on"].value == dt.date(2026, 3, 5)
    assert [line["hs_code"].value for line in draft.lines] == ["3926909090", "8542310000"]
    assert "total" not in draft.lines[1]
    assert "mapping.bad_amount" in codes(draft)


def test_a_table_of_a_handbook_is_one_draft_for_each_handbook() -> None:
    header = ("手册", "序号", "名称", "币制")
    columns = ColumnMap(
        signature=signature(header),
        title="",
        target=DraftKind.HANDBOOK_MATERIALS,
        header=header,
        columns={
            "手册": "number",
            "序号": LINE + "serial",
            "名称": LINE + "name",
            "币制": LINE + "currency",
        },
    )
    rows = [["b53012600001", "1", "料", "美元"], ["", "1.5", "料二", ""], ["C1", "1", "料三", ""]]
    first, second = mapping.drafts(columns, rows, 2)
    assert first.fields["number"].value == "B53012600001"
    assert values(first.lines[0]) == {"serial": Decimal(1), "name": "料", "currency": "USD"}
    assert codes(first) == ["mapping.bad_number"]
    assert second.fields["number"].value == "C1"


def test_a_handbook_without_a_number_asks_for_it() -> None:
    header = ("序号", "名称")
    columns = ColumnMap(
        signature=signature(header),
        title="",
        target=DraftKind.HANDBOOK_PRODUCTS,
        header=header,
        columns={"序号": LINE + "serial", "名称": LINE + "name"},
    )
    assert codes(only(mapping.drafts(columns, [["1", "甲"]], 2))) == ["handbook.no_number"]


@pytest.mark.parametrize(
    ("written", "rate"), [("13", "13"), ("13%", "13"), ("0.13", "13"), ("0", "0")]
)
def test_rates_are_per_cent_however_they_are_written(written: str, rate: str) -> None:
    header = ("凭证", "率")
    columns = ColumnMap(
        signature=signature(header),
        title="",
        target=DraftKind.DRAWBACK_PURCHASES,
        header=header,
        columns={"凭证": LINE + "voucher", "率": LINE + "levy_rate"},
    )
    draft = only(mapping.drafts(columns, [["1", written]], 2))
    assert draft.lines[0]["levy_rate"].value == Decimal(rate)


def test_a_remembered_map_fits_the_same_labels_in_another_order() -> None:
    columns = map_of(DraftKind.EXPENSE, payee="payee", gross="gross")
    found = mapping.fitting(columns, ["gross ", "PAYEE", "x"])
    assert found.columns == {"gross": "gross", "PAYEE": "payee"}


TEXT = st.text(alphabet="甲1.0,-（%)年2６E+/ \n￥=", max_size=12)


@given(
    st.sampled_from(list(DraftKind)), st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=4)
)
@settings(max_examples=60)
def test_no_text_makes_the_reading_stumble(target: DraftKind, rows: list[list[str]]) -> None:
    names = list(TARGETS[target].fields)
    for start in range(0, len(names), 3):
        wanted = names[start : start + 3]
        header = headings(wanted)
        columns = ColumnMap(
            signature=signature(header),
            title="",
            target=target,
            header=header,
            columns=dict(zip(header, wanted, strict=True)),
        )
        for draft in mapping.drafts(columns, rows, 2):
            assert draft.kind is target
