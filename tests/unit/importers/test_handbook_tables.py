from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.importers.sheet_making import rows_workbook

from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.importers import handbook_tables
from jiamao_desktop.importers.handbook_tables import gross_of
from jiamao_desktop.importers.reading import read_bytes
from jiamao_desktop.importers.sheet_workbook import Sheet, Workbook

Rows = Sequence[Sequence[object]]

GOODS = ("序号", "料号", "商品编码", "商品名称", "规格型号", "申报计量单位", "法定单位")
MORE = ("申报单价", "币制", "申报数量", "征免方式", "国别")
LINE = (1, "L-001", "8536690000", "连接器", "C-01", "个", "千克", 0.62, "502", 1000, "3", "中国")
USES = (
    *("成品序号", "成品料号", "料件序号", "料件料号", "单耗版本号", "净耗", "有形损耗率%"),
    *("无形损耗率%", "单耗申报状态", "保税料件比例%", "修改标记"),
)
USE = (1, "P-1", 2, "L-2", "0", 0.95, 5, 0, "2", 100, "0")
TITLE: Rows = [
    ["手册编号：C53015123456", None, "经营单位", "样例甲公司"],
    ["有效期至", "2026-12-31"],
]


def read(*rows: Sequence[object], name: str = "料件表", title: Rows = TITLE) -> list[Draft]:
    cells = [tuple(None if cell is None else as_cell(cell) for cell in row) for row in rows]
    width = max(map(len, [*cells, *title]))
    heads = [tuple(None if cell is None else str(cell) for cell in row) for row in title]
    filled = [(*row, *([None] * (width - len(row)))) for row in [*heads, *cells]]
    return handbook_tables.read(Workbook(sheets=[Sheet(name=name, rows=filled)]))


def as_cell(value: object) -> str | Decimal:
    return value if isinstance(value, str) else Decimal(str(value))


def only(*rows: Sequence[object], name: str = "料件表", title: Rows = TITLE) -> Draft:
    [draft] = read(*rows, name=name, title=title)
    return draft


def line(draft: Draft, number: int = 0) -> dict[str, object]:
    return {name: field.value for name, field in draft.lines[number].items()}


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def test_a_table_of_materials_is_read_with_its_handbook() -> None:
    draft = only([*GOODS, *MORE], LINE)
    assert draft.kind is DraftKind.HANDBOOK_MATERIALS
    assert {name: field.value for name, field in draft.fields.items()} == {
        "number": "C53015123456",
        "party": "样例甲公司",
        "ends_on": dt.date(2026, 12, 31),
    }
    assert line(draft) == {
        "serial": Decimal(1),
        "part_number": "L-001",
        "hs_code": "8536690000",
        "name": "连接器",
        "specification": "C-01",
        "unit": "个",
        "law_unit": "千克",
        "unit_price": Decimal("0.62"),
        "currency": "USD",
        "quantity": Decimal(1000),
        "duty_mode": "全免",
        "country": "中国",
    }
    assert codes(draft) == []
    assert {field.origin for field in draft.lines[0].values()} == {Origin.SHEET}


@pytest.mark.parametrize(
    ("name", "title", "heads", "kind"),
    [
        ("成品表", [], GOODS, DraftKind.HANDBOOK_PRODUCTS),
        ("Sheet1", [["加工贸易手册成品表"]], GOODS, DraftKind.HANDBOOK_PRODUCTS),
        ("Sheet1", [["出口成品"], ["共 1 项"]], GOODS, DraftKind.HANDBOOK_PRODUCTS),
        ("Sheet1", [], ("料件序号", *GOODS[1:]), DraftKind.HANDBOOK_MATERIALS),
        ("料件及成品", [], ("成品序号", *GOODS[1:]), DraftKind.HANDBOOK_PRODUCTS),
    ],
)
def test_a_word_in_heads_name_or_title_tells_what_the_goods_are(
    name: str, title: Rows, heads: Sequence[str], kind: DraftKind
) -> None:
    assert only([*heads, *MORE], LINE, name=name, title=title).kind is kind


@pytest.mark.parametrize("name", ["Sheet1", "料件及成品"])
def test_goods_of_neither_or_of_both_are_not_guessed_at(name: str) -> None:
    assert read([*GOODS, *MORE], LINE, name=name, title=[]) == []


def test_a_table_without_a_number_says_so() -> None:
    assert codes(only([*GOODS, *MORE], LINE, title=[])) == ["handbook.no_number"]


def test_a_number_with_an_unknown_letter_is_named() -> None:
    draft = only([*GOODS, *MORE], LINE, title=[["手册编号", "X53015123456"]])
    assert codes(draft) == ["declaration.bad_handbook"]


def test_rows_of_several_handbooks_are_parted_by_their_column() -> None:
    heads = ["手册编号", *GOODS]
    one, two = ["C53015123456", *LINE[:7]], ["E53015123457", *LINE[:7]]
    drafts = read(heads, one, two, one, title=[])
    assert [(draft.fields["number"].value, len(draft.lines)) for draft in drafts] == [
        ("C53015123456", 2),
        ("E53015123457", 1),
    ]


def test_rows_without_a_serial_are_left_out_and_named() -> None:
    draft = only([*GOODS, *MORE], LINE, ["一", *LINE[1:]], ["合计", *([None] * 11)])
    assert len(draft.lines) == 1
    assert codes(draft) == ["handbook.row_unread"]


def test_rows_marked_as_deleted_are_left_out_and_counted() -> None:
    heads = [*GOODS, "修改标记"]
    draft = only(heads, [*LINE[:7], "0"], [*LINE[:7], "2"], [*LINE[:7], "3"])
    assert len(draft.lines) == 2
    assert [(note.code, note.details) for note in draft.warnings] == [
        ("handbook.rows_deleted", (("count", "1"),))
    ]


def test_a_table_of_uses_is_read() -> None:
    draft = only(USES, USE, name="Sheet1")
    assert draft.kind is DraftKind.HANDBOOK_USES
    assert draft.fields["number"].value == "C53015123456"
    assert line(draft) == {
        "product": Decimal(1),
        "material": Decimal(2),
        "version": "0",
        "net": Decimal("0.95"),
        "tangible": Decimal(5),
        "intangible": Decimal(0),
        "bonded": Decimal(100),
        "state": "2",
    }
    assert codes(draft) == []


def test_the_names_of_the_customs_message_serve_as_heads() -> None:
    heads = ("EndprdSeqno", "MtpckSeqno", "UcnsVerno", "NetUseupQty", "TgblLossRate")
    draft = only(heads, (1, 2, "0", 0.95, 5))
    assert line(draft)["net"] == Decimal("0.95")


@pytest.mark.parametrize(
    ("net", "tangible", "intangible", "gross"),
    [
        ("0.95", "5", "0", "1.000000000"),
        ("1", "3", "2", "1.052631579"),
        ("0.123456789", "0", "0", "0.123456789"),
        ("1", "60", "40", None),
        ("1", "101", "0", None),
        ("1", "-5", "0", None),
    ],
)
def test_the_use_is_the_net_use_and_what_is_lost(
    net: str, tangible: str, intangible: str, gross: str | None
) -> None:
    found = gross_of(Decimal(net), Decimal(tangible), Decimal(intangible))
    assert found == (None if gross is None else Decimal(gross))


@given(st.integers(1, 10**9), st.integers(0, 4900), st.integers(0, 4900))
def test_losses_only_ever_raise_the_use(net: int, tangible: int, intangible: int) -> None:
    exact = Decimal(net) / 10**4
    gross = gross_of(exact, Decimal(tangible) / 100, Decimal(intangible) / 100)
    assert gross is not None
    assert gross >= exact.quantize(Decimal("0.000000001"))


@pytest.mark.parametrize(
    ("stated", "differs"), [("1", False), ("1.000000000", False), ("1.05", True), (None, False)]
)
def test_a_stated_use_is_compared_as_far_as_it_was_written(
    stated: str | None, differs: bool
) -> None:
    draft = only([*USES, "单耗"], [*USE, stated])
    assert codes(draft) == (["handbook.use_differs"] if differs else [])


def test_a_row_that_loses_everything_or_has_no_number_is_named() -> None:
    draft = only(USES, [*USE[:6], 100, *USE[7:]], [*USE[:5], "约一", *USE[6:]])
    assert codes(draft) == ["handbook.all_lost", "handbook.row_unread"]


def test_a_workbook_of_all_three_tables_gives_three_drafts() -> None:
    title = ["手册编号", "C53015123456"]
    data = rows_workbook(
        [title, ["料件表"], [*GOODS], LINE[:7]],
        [title, ["成品表"], [*GOODS], LINE[:7]],
        [title, USES, USE],
    )
    drafts = read_bytes("手册.xlsx", data).drafts
    assert [draft.kind for draft in drafts] == [
        DraftKind.HANDBOOK_MATERIALS,
        DraftKind.HANDBOOK_PRODUCTS,
        DraftKind.HANDBOOK_USES,
    ]
    assert {draft.fields["number"].value for draft in drafts} == {"C53015123456"}


def test_other_tables_are_no_handbook() -> None:
    assert read(["序号", "商品名称", "数量"], [1, "料件", 2]) == []


def test_a_packing_list_of_finished_goods_is_no_handbook() -> None:
    heads = ("序号", "商品编码", "商品名称", "单位", "数量")
    assert read(heads, (1, "8536690000", "连接器", "个", 5), name="成品装箱单", title=[]) == []


def test_a_list_of_declarations_of_materials_is_no_handbook() -> None:
    heads = ("海关编号", *GOODS, "总价", "币制", "监管方式")
    row = ("530120251000123456", *LINE[:7], 620, "USD", "0615")
    assert read(heads, row, name="料件进口", title=[]) == []
    [draft] = read_bytes("进口.xlsx", rows_workbook([["料件进口明细"], heads, row])).drafts
    assert draft.kind is DraftKind.DECLARATION
