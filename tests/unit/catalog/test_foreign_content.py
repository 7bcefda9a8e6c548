"""What stands in a pack from outside is checked before it counts: each mistake has its place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from tests.unit.catalog.foreign_packs import (
    SHIPPED,
    TESTING,
    YUNXI,
    Here,
    refused,
    small_resources,
    version,
    yunxi,
)
from tests.unit.catalog.pack_files import spoil

from jiamao_desktop.catalog.installed import drop
from jiamao_desktop.domain.errors import PackError


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_resources(tmp_path_factory.mktemp("shipped") / "resources")


@pytest.fixture
def here(tmp_path: Path, resources: Path) -> Here:
    (tmp_path / "data").mkdir()
    return Here(resources, tmp_path / "data")


def said(source: Path, here: Here) -> list[tuple[str, str]]:
    return [(one.file, one.message) for one in refused(source, here)]


CAP = 'values = [{ value = "80000.00", source = "testing" }'
RATE = "parameter.rate.values.1.value"
QUOTE = (
    'quote  = "对外贸企业为出口产品支付的检测费用，给予不超过60%的支持，单个企业每年最高8万元。"'
)
WAREHOUSES = "measures/yunxi-warehouse.examples.toml"
SPOILT = [
    (TESTING, "payer      =", "payor      =", "expense.payor", "不认识的键"),
    (TESTING, '"60/100"', "60", RATE, "不是这里要的"),
    (TESTING, '"60/100"', "0.6", RATE, "不加引号的小数"),
    (TESTING, '"80000.00"', '"80000.005"', "parameter.cap.values.1.value", "不是精确到分"),
    (TESTING, "value  = true", "value  = 1", "eligible.trader.value", "不是 bool"),
    (TESTING, 'source     = "testing"', 'source     = "nowhere"', "source", "没有编号为“nowhere”"),
    (TESTING, "出口产品检测支持", "=HYPERLINK(1)", "title", "公式"),
    (TESTING, "出口产品检测支持", "+1+cmd|' /C calc'!A0", "title", "公式"),
    (TESTING, "出口产品检测支持", "@SUM(1)", "title", "公式"),
    (TESTING, "出口产品检测支持", "\\u202e出口", "title", "看不见的"),
    (TESTING, "出口产品检测支持", "长" * 5000, "title", "太长"),
    (TESTING, "notice     =", 'guide = "nowhere"\nnotice     =', "guide", "nowhere"),
    (TESTING, '= "general"', '= "secret"', "form", "没有编号为“secret”的申请表"),
    (
        TESTING,
        CAP,
        CAP + ', { from = 2026-03-01, value = "9.00", source = "testing" }',
        "parameter.cap.values.2026-03-01.from",
        "不晚于前一个",
    ),
    (TESTING, '"60/100", source = "testing"', '"60/100"', f"{RATE[:-5]}source", "缺少“source”"),
    ("pack.toml", QUOTE, "", "clause.testing.quote", "缺少“quote”"),
    ("pack.toml", QUOTE, 'quote = ""', "clause.testing.quote", "缺少“quote”"),
    ("pack.toml", "不超过60%", "不超过65%", "clause.testing.quote", "找不到这句引文"),
    ("pack.toml", '"sources/notice.txt"', '"../../etc/passwd"', "notice.y.source", "路径"),
    ("pack.toml", '"sources/notice.txt"', '"/etc/passwd"', "notice.y.source", "路径"),
    ("pack.toml", '"cn.yn.yunxi.trade"', '"../evil"', "id", "路径"),
    ("pack.toml", '"cn.yn.yunxi.trade"', '"CN 云溪"', "id", "不能用的字符"),
    ("pack.toml", 'version = "1"', 'version = "newest"', "version", "写得不对"),
    ("pack.toml", "from = 2026-03-01", "from = 9999-03-01", "notice.y.in_force.from", "不合常理"),
    (WAREHOUSES, '"yunxi.warehouses" = 5', '"yunxi.warehouses" = 5000000000000000', "*", "大得"),
    ("sources/notice.txt", "不超过60%", "不超过99%", "clause.testing.quote", "找不到这句引文"),
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda one: f"{one[3]}-{one[4]}")
def test_each_mistake_is_named_with_its_place(
    tmp_path: Path, here: Here, spoilt: tuple[str, str, str, str, str]
) -> None:
    file, old, new, entry, says = spoilt
    found = refused(yunxi(tmp_path, {file: (old, new)}), here)
    where = "pack.toml" if file.startswith("sources") else file
    place = entry.replace("notice.y.", "notice.yunxi-2026-3.")
    about = [one for one in found if one.file == where and place in {one.entry, "*"}]
    assert any(says in one.message for one in about), [str(one) for one in found]


def test_toml_that_nests_without_end_is_refused(tmp_path: Path, here: Here) -> None:
    folder = yunxi(tmp_path)
    (folder / "facts.toml").write_text("a = " + "[" * 100_000, "ascii")
    assert said(folder, here) == [("facts.toml", "括号嵌套太多层。")]


def test_numbers_of_ten_thousand_digits_are_refused_and_not_a_crash(
    tmp_path: Path, here: Here
) -> None:
    folder = yunxi(tmp_path, {TESTING: ('"60/100"', f'"1/{"9" * 3900}"')})
    assert refused(folder, here)
    other = yunxi(tmp_path / "2", {TESTING: ("each_expense = true", f"copies = {'9' * 9000}")})
    assert refused(other, here)


def test_so_many_readings_that_nobody_could_work_them_out_are_refused(
    tmp_path: Path, here: Here
) -> None:
    folder = yunxi(tmp_path)
    word = (
        '\n[[unsettled]]\nid = "w{0}"\nquestion = "?"\nassume = "a"\nsource = "testing"\n'
        'options = [{{ id = "a", label = "a" }}, {{ id = "b", label = "b" }}]\n'
    )
    with (folder / TESTING).open("a", encoding="utf-8") as file:
        file.writelines(word.format(number) for number in range(13))
    [mistake] = refused(folder, here)
    assert (mistake.file, mistake.entry) == (TESTING, "unsettled")


def test_a_pack_that_is_not_finished_is_not_put_in_force(tmp_path: Path, here: Here) -> None:
    folder = yunxi(tmp_path, {"pack.toml": ("云南省云溪市（虚构）", "〔待填写：省市〕")})
    assert [one.entry for one in refused(folder, here)] == ["region"]


def test_an_example_that_does_not_hold_keeps_its_pack_out(tmp_path: Path, here: Here) -> None:
    examples = "measures/yunxi-loan.examples.toml"
    folder = yunxi(tmp_path, {examples: ('amount = "150000.00"', 'amount = "160000.00"')})
    [mistake] = refused(folder, here)
    assert mistake.file == examples
    assert mistake.entry == "1000 万元借满一年：15 万元"
    assert "150000.00" in mistake.message


def test_two_measures_of_one_id_in_two_packs_are_refused(tmp_path: Path, here: Here) -> None:
    here.bring(YUNXI)
    other = yunxi(tmp_path, {"pack.toml": ("cn.yn.yunxi.trade", "cn.yn.elsewhere.trade")})
    found = refused(other, here)
    assert {one.entry for one in found if "措施编号" in one.message} == {
        "yunxi-testing",
        "yunxi-warehouse",
        "yunxi-first-export",
        "yunxi-loan",
        "yunxi-filing",
    }
    assert "yunxi.loan" in {one.entry for one in found if "已经声明过" in one.message}


def test_a_version_is_never_changed(tmp_path: Path, here: Here) -> None:
    here.bring(YUNXI)
    again = here.examine(YUNXI)
    assert again.known
    drop(again)
    changed = yunxi(tmp_path, {"pack.toml": ("云南省云溪市（虚构）", "云溪")})
    [mistake] = refused(changed, here)
    assert mistake.entry == "version"
    assert "内容却不同" in mistake.message
    spoil(changed / "pack.toml", 'version = "1"', 'version = "1.1"')
    newer = here.examine(changed)
    assert (newer.pack.version, newer.replaces, newer.known) == ("1.1", "1", False)
    drop(newer)


def test_a_shipped_pack_gives_way_only_to_a_newer_one(tmp_path: Path, here: Here) -> None:
    named = {"pack.toml": ("cn.yn.yunxi.trade", SHIPPED)}
    folder = version(tmp_path, "0.9", named)
    found = refused(folder, here)
    assert [(one.file, one.entry) for one in found] == [("pack.toml", "version")]
    assert "不比随程序提供的 1 新" in found[0].message
    spoil(folder / "pack.toml", '"0.9"', '"1.0.1"')
    newer = here.examine(folder)
    assert newer.replaces == "1"
    drop(newer)


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, here: Here, own_temporary_folder: Path
) -> None:
    refused(yunxi(tmp_path, {TESTING: ("payer      =", "payor      =")}), here)
    here.bring(YUNXI)
    assert list(own_temporary_folder.iterdir()) == []


def test_mistakes_are_all_named_at_once(tmp_path: Path, here: Here) -> None:
    folder = yunxi(
        tmp_path,
        {
            TESTING: ("payer      =", "payor      ="),
            "measures/yunxi-loan.toml": ("15/1000", "0.015"),
            "categories.toml": ("label ", "lable "),
        },
    )
    with pytest.raises(PackError) as caught:
        drop(here.examine(folder))
    assert {one.file for one in caught.value.mistakes} >= {
        TESTING,
        "measures/yunxi-loan.toml",
        "categories.toml",
    }
