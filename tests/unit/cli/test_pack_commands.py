"""``jiamao pack``: from an empty folder to a pack in force, in words for people and for scripts."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.unit.app.test_renewing import cheaper
from tests.unit.app.yunxi_book import claimed
from tests.unit.catalog.foreign_packs import ID, TESTING, YUNXI, yunxi, zipped
from tests.unit.catalog.pack_files import spoil

from jiamao_desktop.app.environment import PASSPHRASE as PASSPHRASE_VARIABLE
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.main import FAILED, MISUSED, OK, main

PASSPHRASE = "只用于测试的口令-2026"
Run = Callable[..., str]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAMAO_DATA", str(tmp_path / "data"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*words: object, code: int = OK) -> str:
        assert main(["--today", "2026-11-20", *map(str, words)]) == code
        printed = capsys.readouterr()
        return printed.out + printed.err

    return typed


def as_json(run: Run, *words: object) -> Any:
    return json.loads(run("--json", *words))


def test_a_new_pack_passes_its_check_and_says_what_is_still_to_be_written(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "云溪"
    said = run("pack", "new", folder, "--id", "cn.yn.yunxi.trade", "--title", "云溪市外贸措施")
    assert "pack.toml" in said
    assert "jiamao pack check" in said
    said = run("pack", "check", folder)
    assert "没有错误。云溪市外贸措施 1：措施 1 项，引文 3 条，算例 8 个" in said
    assert said.count("提醒　") == said.count("〔待填写")
    assert "提醒　pack.toml：notice.notice.number：" in said
    assert "相符 8 个，不同 0 个" in run("pack", "test", folder)
    assert "〔待填写" in run("pack", "import", folder, code=FAILED)
    comments = (folder / "measures" / "yunxi-testing.toml").read_text("utf-8").count("#")
    assert comments > 15


@pytest.mark.parametrize("name", ["云溪", "yunxi", "cn yunxi", "../evil", "CN.YN"])
def test_an_id_that_cannot_be_one_is_refused_before_anything_is_written(
    run: Run, tmp_path: Path, name: str
) -> None:
    said = run("pack", "new", tmp_path / "x", "--id", name, "--title", "题", code=FAILED)
    assert "不能作政策包的编号" in said
    assert not (tmp_path / "x").exists()


def test_a_folder_with_something_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("我的笔记", "utf-8")
    words = ("--id", "cn.yn.yunxi", "--title", "题")
    assert "不会覆盖" in run("pack", "new", tmp_path, *words, code=FAILED)
    assert "不会覆盖" in run("pack", "new", tmp_path / "notes.txt", *words, code=FAILED)
    assert "名称" in run("pack", "new", tmp_path / "y", "--id", "a.b", "--title", '"', code=FAILED)


def test_check_lists_every_mistake_with_file_entry_and_remedy(run: Run, tmp_path: Path) -> None:
    folder = yunxi(tmp_path, {TESTING: ('"60/100"', "0.6"), "facts.toml": ("question", "qestion")})
    said = run("pack", "check", folder, code=FAILED)
    assert f"{TESTING}：parameter.rate.values.1.value：“0.6”是不加引号的小数" in said
    assert "facts.toml：fact.yunxi.export_product.qestion：不认识的键“qestion”" in said
    assert said.count("→") == len(said.strip().splitlines())
    broken = run("--json", "pack", "check", folder, code=FAILED)
    assert json.loads(broken)["error"] == "pack.mistakes"


def test_check_gives_advice_that_stands_in_nobodys_way(run: Run, tmp_path: Path) -> None:
    folder = yunxi(tmp_path, {"pack.toml": ("on = 2026-11-20", "on = 2026-01-20")})
    with (folder / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[clause]]\nid = "spare"\nnotice = "yunxi-2026-3"\nwhere = "附"\n'
            'quote = "（本文件为虚构，只用于说明政策包的写法。）"\n'
        )
    with (folder / "categories.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[category]]\nid = "yunxi.spare"\nlabel = "多余"\n')
    examples = folder / "measures" / "yunxi-warehouse.examples.toml"
    kept = examples.read_text("utf-8").split("[[example]]")[:2]
    examples.write_text("[[example]]".join(kept), "utf-8")
    advice = as_json(run, "pack", "check", folder)["advice"]
    found = {(one["file"], one["entry"], one["message"]) for one in advice}
    warehouse = "measures/yunxi-warehouse.examples.toml"
    assert found == {
        (
            "pack.toml",
            "notice.yunxi-2026-3.verified",
            "上次对照原文核对是 2026-01-20，已超过半年。",
        ),
        ("pack.toml", "clause.spare", "没有任何规则引用这条引文。"),
        ("categories.toml", "category.yunxi.spare", "没有任何措施计入这类费用。"),
        (warehouse, "example", "没有不符合条件的算例。"),
        (warehouse, "example", "没有还有问题没回答的算例。"),
        (warehouse, "example", "没有由步骤“capped”决定金额的算例。"),
    }
    assert all(one["remedy"] for one in advice)


def test_test_shows_what_differs_beside_the_worksheet(run: Run, tmp_path: Path) -> None:
    folder = yunxi(
        tmp_path,
        {"measures/yunxi-loan.examples.toml": ('amount = "150000.00"', 'amount = "160000.00"')},
    )
    said = run("pack", "test", folder, code=FAILED)
    assert "✗ measures/yunxi-loan.examples.toml：1000 万元借满一年：15 万元" in said
    assert "160000.00" in said
    assert "interest" in said
    assert "算例 60 个，相符 59 个，不同 1 个。" in said


def test_grid_shows_where_the_figure_bends_and_which_days_count(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    words = ("yunxi-testing", "--from", "50000", "--to", "200000", "--step", "50000")
    said = run("pack", "grid", YUNXI, *words, "--xlsx", file)
    assert "转折→  133,333.35" in said
    assert "每年最高" in said
    assert "2026-02-28  施行的前一天" in said
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["金额", "日期"]
    cells = [[cell.value for cell in row] for row in book["金额"].iter_rows(min_row=4)]
    assert ["转折→", "133,333.35", "符合", "80,000.00", "每年最高"] in cells
    counted = as_json(
        run, "pack", "grid", YUNXI, "yunxi-warehouse", "--from", "3", "--to", "6", "--step", "1"
    )
    assert [row[1:4] for row in counted["amounts"]] == [
        ["3", "符合", "90,000.00"],
        ["4", "符合", "120,000.00"],
        ["5", "符合", "120,000.00"],
        ["6", "符合", "120,000.00"],
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("yunxi-testing", "--from", "0", "--to", "10", "--step", "0"), "步长应大于 0"),
        (("yunxi-testing", "--from", "9", "--to", "1", "--step", "1"), "起点应小于终点"),
        (("yunxi-testing", "--from", "很多", "--to", "1", "--step", "1"), "很多"),
        (("yunxi-testing", "--from", "0", "--to", "9999999", "--step", "0.01"), "最多 1000 行"),
        (("yunxi-warehouse", "--from", "0.5", "--to", "9", "--step", "1"), "不是个数"),
        (("yunxi-filing", "--from", "0", "--to", "9", "--step", "1"), "没有可以列表的数"),
        (("no-such", "--from", "0", "--to", "9", "--step", "1"), "没有措施“no-such”"),
    ],
)
def test_grid_says_what_cannot_be_listed(run: Run, words: tuple[str, ...], says: str) -> None:
    assert says in run("pack", "grid", YUNXI, *words, code=FAILED)


def test_the_report_holds_every_example_in_words_with_room_to_sign(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "算例.xlsx"
    assert "算例 60 个" in run("pack", "report", YUNXI, file)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[0] == "说明"
    assert book.sheetnames[1:] == [
        "出口产品检测支持",
        "海外仓补贴",
        "首次出口奖励",
        "出口贷款贴息",
        "海外仓备案与辅导",
    ]
    sheet = book["出口产品检测支持"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    heading = next(row for row in rows if "算例" in row)
    assert heading[-2:] == ["核对意见", "核对人、日期"]
    first = rows[rows.index(heading) + 1]
    assert first[1] == "检测费 5 万元：按 60%，3 万元"
    assert "是外贸企业：是" in first[2]
    assert "出口产品检测费 50,000.00 元，付款 2026-05-10" in first[3]
    assert "符合\n不超过 30,000.00 元" in first[5]
    assert "× 60% = 30,000.00" in first[6]
    assert "舍去不足一分 = 30,000.00（默认）" in first[6]
    assert "第一条：“对外贸企业为出口产品支付的检测费用" in first[7]
    assert first[8:] == ["", ""]
    assert len(rows) - rows.index(heading) - 1 == 20
    refused = next(row for row in rows if row[1] == "不是外贸企业")
    assert "不符合：是外贸企业" in refused[5]
    everything = [cell for one in book for row in one.iter_rows() for cell in row]
    assert not [cell for cell in everything if cell.data_type == "f"]
    assert "表格写不到" in run("pack", "report", YUNXI, tmp_path / "no" / "x.xlsx", code=FAILED)


def test_a_pack_is_imported_listed_and_not_imported_twice(run: Run, tmp_path: Path) -> None:
    said = run("pack", "import", zipped(yunxi(tmp_path)))
    assert "已导入：云溪市促进外贸发展若干措施 1。措施 5 项，算例 60 个全部相符。" in said
    assert "内容相同，没有改动" in run("pack", "import", YUNXI)
    listed = {one["id"]: one for one in as_json(run, "pack", "list")}
    assert listed[ID]["imported"]
    assert listed[ID]["in_force"]
    assert not [one for one in listed.values() if one["id"] != ID and one["imported"]]
    assert "使用中  导入" in run("pack", "list")


def test_a_pack_that_is_refused_leaves_the_list_as_it_was(run: Run, tmp_path: Path) -> None:
    before = run("pack", "list")
    folder = yunxi(tmp_path, {TESTING: ('"60/100"', "0.6")})
    assert "不加引号的小数" in run("pack", "import", folder, code=FAILED)
    assert "读不出来" in run("pack", "import", tmp_path / "gone.zip", code=FAILED)
    assert run("pack", "list") == before


def test_a_folder_that_cannot_be_written_is_said_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file is in the way", "utf-8")
    assert "原来的政策包照常使用" in run("pack", "import", YUNXI, code=FAILED)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_known_words_are_listed_for_who_writes_a_pack(run: Run) -> None:
    said = run("pack", "words", "认证")
    assert "certification.fee" in said
    assert "fair.booth" not in said
    everything = as_json(run, "pack", "words")
    assert {one["kind"] for one in everything} == {"事实", "费用类别", "申请表"}
    assert any(one["id"] == "general" for one in everything)
    [kind] = [one for one in everything if one["id"] == "firm.kind"]
    assert "enterprise 企业" in kind["label"]
    assert "自己写一条" in run("pack", "words", "没有这样的词")


def test_a_claim_is_replayed_moved_and_renewed_from_the_command_line(
    run: Run,
    open_copy: Callable[[], Workspace],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    ws = open_copy()
    number = claimed(ws)
    book = ("--book", ws.folder)
    ws.close()
    newer = cheaper(tmp_path)
    said = run(*book, "pack", "replay", newer)
    assert "30,000.00" in said
    assert "-5,000.00" in said
    assert "2" not in [one["version"] for one in as_json(run, "pack", "list")]
    [row] = as_json(run, *book, "pack", "import", newer)["claims"]
    assert (row["old_fen"], row["new_fen"], row["difference_fen"]) == (3000000, 2500000, -500000)
    shown = run(*book, "claim", "move", number, "--to", "2")
    assert "× 60%" in shown
    assert "× 50%" in shown
    assert "加 --yes 执行" in shown
    assert as_json(run, *book, "claim", "move", number, "--to", "2")["ceiling_fen"] == [
        3000000,
        2500000,
    ]
    assert "可用 jiamao undo 撤销" in run(*book, "claim", "move", number, "--to", "2", "--yes")
    assert "没有变化" in run(*book, "claim", "renew", number)
    assert "申报移到版本 2" in run(*book, "undo")
    assert as_json(run, *book, "claim")[0]["ceiling_fen"] == 3000000
    assert "没有政策包“" in run(*book, "claim", "move", number, "--to", "9", code=FAILED)
    assert "没有说是哪一份" in run(*book, "claim", "renew", code=FAILED)
    assert "--to 版本" in run(*book, "claim", "move", number, code=FAILED)
    assert "--to 版本" in run(*book, "claim", "renew", number, "--to", "2", code=FAILED)


def test_replay_needs_a_book_and_every_command_says_how_it_is_used(run: Run) -> None:
    assert "账套" in run("pack", "replay", YUNXI, code=FAILED)
    with pytest.raises(SystemExit) as caught:
        run("pack")
    assert caught.value.code == MISUSED


def test_an_author_mends_a_pack_step_by_step(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(YUNXI, folder)
    spoil(folder / "sources" / "notice.txt", "（本文件为虚构", "（此文件为虚构")
    said = run("pack", "check", folder, code=FAILED)
    digest = said.partition("sha256 改成 ")[2][:64]
    text = (folder / "pack.toml").read_text("utf-8")
    old = text.partition('sha256    = "')[2][:64]
    (folder / "pack.toml").write_text(text.replace(old, digest), "utf-8")
    assert "没有错误" in run("pack", "check", folder)
