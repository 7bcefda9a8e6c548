"""The worked examples of a pack in words, for somebody who reads notices and no TOML."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from tests.unit.catalog.foreign_packs import YUNXI, yunxi

from jiamao_desktop.app.pack_report import report, save_grid
from jiamao_desktop.app.packing import Written, bends, read_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.errors import MachineError

DAY = dt.date(2026, 11, 20)
SHIPPED = sorted(file.parent for file in resources_folder().glob("packs/*/pack.toml"))
HEADING = ["序号", "算例", "企业情况", "费用", "以前的支持、口径", "结论与金额", "怎么算出来",
           "依据条文", "核对意见", "核对人、日期"]  # fmt: skip


@cache
def written(folder: Path = YUNXI) -> Written:
    return read_pack(folder, DAY)


def sheets(pack: Written, file: Path) -> dict[str, list[list[str]]]:
    """Return the rows under the heading of each sheet of a report."""
    report(pack, file, DAY)
    found = {}
    for sheet in openpyxl.load_workbook(file).worksheets[1:]:
        rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        found[sheet.title] = rows[rows.index(HEADING) + 1 :]
    return found


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda one: one.name)
def test_every_shipped_pack_can_be_handed_to_an_officer(folder: Path, tmp_path: Path) -> None:
    pack = written(folder)
    file = tmp_path / "算例.xlsx"
    assert report(pack, file, DAY) == len(pack.examples)
    book = openpyxl.load_workbook(file)
    assert len(book.worksheets) == len(pack.pack.measures) + 1
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = [str(cell.value) for cell in cells if cell.value]
    assert not [text for text in texts if "与预期不同" in text]
    cover = [[cell.value for cell in row] for row in book["说明"].iter_rows()]
    counted = sum(int(row[3]) for row in cover if row[3] and str(row[3]).isdigit())
    assert counted == len(pack.examples)


def test_the_cover_says_what_is_to_be_done_and_by_whom(tmp_path: Path) -> None:
    report(written(), tmp_path / "x.xlsx", DAY)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["说明"]
    texts = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
    assert texts[0] == "云溪市促进外贸发展若干措施：算例核对表"
    whole = "\n".join(texts)
    for part in (
        "版本 1；导出日期 2026-11-20",
        "签名、写日期",
        "核对人",
        "2026-03-01 至 2028-02-29",
    ):
        assert part in whole


def row(name: str, sheet: str, tmp_path: Path) -> list[str]:
    return next(one for one in sheets(written(), tmp_path / "x.xlsx")[sheet] if one[1] == name)


def test_an_example_tells_what_was_granted_before(tmp_path: Path) -> None:
    found = row("今年已获 7 万元，只剩 1 万元", "出口产品检测支持", tmp_path)
    assert found[4].startswith("已获支持：yunxi-testing 70,000.00 元（2026-04-01）\n测算日：")
    assert "不超过 80,000.00，已用 70,000.00，余 10,000.00 = 10,000.00" in found[6]


def test_an_example_tells_what_was_filed_and_what_is_not_counted(tmp_path: Path) -> None:
    filed = row("别的措施已申报 29 万元，还没有核定，不占合计上限", "出口产品检测支持", tmp_path)
    assert filed[4].startswith("已申报未核定：yunxi-loan 290,000.00 元")
    other = row("由别人的账户付的不计入", "出口产品检测支持", tmp_path)
    assert "由别人的账户付出" in other[3]
    net = row("含税 5.3 万元，按不含税 5 万元计", "出口产品检测支持", tmp_path)
    assert net[3] == "出口产品检测费 53,000.00 元，付款 2026-05-10，不含税 50,000.00 元"


def test_an_example_tells_why_not_and_what_is_still_to_be_asked(tmp_path: Path) -> None:
    refused = row("检测的不是出口产品", "出口产品检测支持", tmp_path)
    assert refused[5] == "不符合\n不符合：检测的是出口产品"
    assert refused[6] == ""
    asked = row("还不知道检测的是不是出口产品", "出口产品检测支持", tmp_path)
    assert "要问：检测的是不是出口产品？" in asked[5]
    early = row("施行前一天付款", "出口产品检测支持", tmp_path)
    assert "不符合：发生在文件有效期内" in early[5]


def test_a_measure_without_money_shows_its_conditions_and_clauses(tmp_path: Path) -> None:
    rows = sheets(written(), tmp_path / "x.xlsx")["海外仓备案与辅导"]
    assert rows[0][3] == "（没有费用）"
    assert "海外仓租赁合同签订日：2026-09-21" in rows[0][2]
    assert "第五条：“企业签订海外仓租赁合同后" in rows[0][7]
    assert {one[5].partition("\n")[0] for one in rows} == {"符合", "不符合", "待确认"}


def test_readings_and_entered_figures_are_told_in_words(tmp_path: Path) -> None:
    yongzhou = next(one for one in SHIPPED if (one / "measures" / "yz-aeo.toml").is_file())
    everything = sheets(written(yongzhou), tmp_path / "x.xlsx")
    before = "\n".join(one[4] for rows in everything.values() for one in rows)
    assert "口径：" in before
    assert "——" in before
    assert "填写：" in before
    worked = "\n".join(one[6] for rows in everything.values() for one in rows)
    assert "（默认）" in worked


def test_an_example_that_does_not_hold_is_marked_in_the_table(tmp_path: Path) -> None:
    folder = yunxi(
        tmp_path,
        {"measures/yunxi-loan.examples.toml": ('amount = "150000.00"', 'amount = "160000.00"')},
    )
    rows = sheets(read_pack(folder, DAY), tmp_path / "x.xlsx")["出口贷款贴息"]
    assert "与预期不同：amount" in rows[0][5]
    assert "与预期不同" not in rows[1][5]


def test_a_grid_is_saved_with_its_bends_and_days(tmp_path: Path) -> None:
    found = bends(written(), "yunxi-loan", "10000000", "20000000", "5000000")
    save_grid(found, tmp_path / "g.xlsx")
    book = openpyxl.load_workbook(tmp_path / "g.xlsx")
    rows = [[cell.value or "" for cell in one] for one in book["金额"].iter_rows()]
    assert rows[0][0] == "出口贷款贴息：出口流动资金贷款本金与结果"
    assert ["转折→", "13,333,334.00", "符合", "200,000.00", "单个企业每年"] in rows
    days = [[cell.value for cell in one] for one in book["日期"].iter_rows()]
    assert ["2026-03-01", "施行的第一天", "符合"] in [one[:3] for one in days]
    with pytest.raises(MachineError, match=r"pack\.report_not_saved"):
        save_grid(found, tmp_path)
