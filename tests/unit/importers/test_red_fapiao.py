from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.making_files import einvoice

from jiamao_desktop.domain.draft import Field, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import red_fapiao
from jiamao_desktop.importers.reading import read_bytes

BLUE = "25442000000000000073"


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        (f"被红冲蓝字数电票号码：{BLUE} 红字发票信息确认单编号：440301", ("", BLUE)),
        (f"被红冲蓝字数电发票号码：{BLUE}", ("", BLUE)),
        (f"被红冲蓝字发票号码:{BLUE};", ("", BLUE)),
        ("对应正数发票代码:144031909110号码:12345678", ("144031909110", "12345678")),
        ("对应正数发票代码：1440319091 号码：12345678 退货", ("1440319091", "12345678")),
        ("对应蓝字发票代码：144031909110，发票号码：12345678", ("144031909110", "12345678")),
        ("被红冲蓝字增值税发票代码:144031909110 号码:12345678", ("144031909110", "12345678")),
        (f"原蓝字发票号码：{BLUE[:10]} {BLUE[10:]}", ("", BLUE)),
        ("原发票号码:12345678", ("", "12345678")),
        ("红字发票信息表编号:4403011909012345", None),
        ("合同号 12345678", None),
        (f"发票号码:{BLUE}", None),
        ("", None),
    ],
)
def test_the_number_of_the_blue_one_stands_in_the_remark(
    remark: str, found: tuple[str, str] | None
) -> None:
    assert red_fapiao.reference(remark) == found


def fields(gross: str, remark: str) -> dict[str, Field]:
    return {
        "gross": Field(Money.from_yuan(gross), Origin.XML),
        "remark": Field(remark, Origin.LAYOUT),
    }


def test_a_red_one_names_the_one_it_reverses_with_the_origin_of_its_remark() -> None:
    held = fields("-7910", f"被红冲蓝字数电票号码：{BLUE}")
    red_fapiao.add_reference(held, red=False)
    assert held["red_number"] == Field(BLUE, Origin.LAYOUT)
    assert "red_code" not in held


def test_an_older_one_also_has_a_code() -> None:
    held = fields("-7910", "对应正数发票代码:144031909110号码:12345678")
    red_fapiao.add_reference(held, red=False)
    assert (held["red_code"].value, held["red_number"].value) == ("144031909110", "12345678")


def test_a_blue_one_that_quotes_a_number_reverses_nothing() -> None:
    held = fields("7910", f"原发票号码：{BLUE} 已作废重开")
    red_fapiao.add_reference(held, red=False)
    assert "red_number" not in held


def test_one_that_is_marked_as_red_is_red_whatever_its_sum() -> None:
    held = fields("7910", f"被红冲蓝字数电票号码：{BLUE}")
    red_fapiao.add_reference(held, red=True)
    assert held["red_number"].value == BLUE
    assert [note.code for note in red_fapiao.check(held)] == ["fapiao.red_positive"]
    assert list(red_fapiao.check(fields("-7910", ""))) == []
    assert list(red_fapiao.check({})) == []


@settings(max_examples=50)
@given(st.text(alphabet="被红冲蓝字对应正数原发票代码号:：0123456789 ", max_size=60))
def test_any_remark_gives_a_number_or_nothing(remark: str) -> None:
    found = red_fapiao.reference(remark)
    if found is not None:
        assert len(found[1]) in (8, 20)
        assert len(found[0]) in (0, 10, 12)


def test_a_red_fapiao_from_the_tax_bureau_names_its_blue_one() -> None:
    remark = f"被红冲蓝字数电票号码：{BLUE} 红字发票信息确认单编号：1"
    data = einvoice(net="-7000.00", tax="-910.00", gross="-7910.00").replace("样例备注", remark)
    [draft] = read_bytes("红.xml", data.encode()).drafts
    assert draft.fields["red_number"].value == BLUE
