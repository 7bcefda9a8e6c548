"""Writing packs: what an author is shown, and where the person's own folder lies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.unit.catalog.foreign_packs import ID, YUNXI, yunxi

from jiamao_desktop.app import packing
from jiamao_desktop.app.environment import data_folder, usual_data_folder
from jiamao_desktop.app.pack_import import drop, examine, pack_rows, put_in_force
from jiamao_desktop.app.pack_report import STATUSES, grid_rows
from jiamao_desktop.catalog.skeleton import PLACEHOLDER
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.errors import MachineError, PackError, UserError

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIAMAO_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "home/.local/share/jiamao"),
        ("linux", {"XDG_DATA_HOME": "else/where"}, "else/where/jiamao"),
        ("darwin", {}, "home/Library/Application Support/jiamao"),
        ("win32", {}, "home/AppData/Local/jiamao"),
        ("win32", {"LOCALAPPDATA": "C/local"}, "C/local/jiamao"),
    ],
)
def test_the_data_folder_is_where_each_system_keeps_such_things(
    platform: str, environment: dict[str, str], expected: str
) -> None:
    found = usual_data_folder(platform, environment, Path("home"))
    assert found.as_posix() == expected


def test_a_variable_names_another_data_folder(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data_folder() == own_data
    monkeypatch.delenv("JIAMAO_DATA")
    assert data_folder().name == "jiamao"


def test_a_new_pack_names_its_measure_after_the_place(tmp_path: Path) -> None:
    files = packing.new_pack(tmp_path / "x", "cn.gd.dongguan.trade", "东莞", DAY)
    assert sorted(one.relative_to(tmp_path / "x").as_posix() for one in files) == [
        "categories.toml",
        "measures/dongguan-testing.examples.toml",
        "measures/dongguan-testing.toml",
        "pack.toml",
        "sources/notice.txt",
    ]
    written = packing.read_pack(tmp_path / "x", DAY)
    assert [one.id for one in written.pack.measures] == ["dongguan-testing"]
    assert written.pack.notices[0].verified_on == DAY
    assert all("{{" not in one.read_text("utf-8") for one in files)
    assert all("#" in one.read_text("utf-8") for one in files if one.suffix == ".toml")


def test_every_place_left_to_fill_in_is_named(tmp_path: Path) -> None:
    files = packing.new_pack(tmp_path / "x", "cn.yn.yunxi.trade", "云溪", DAY)
    places = sum(
        line.partition("#")[0].count(PLACEHOLDER)
        for file in files
        if file.suffix == ".toml"
        for line in file.read_text("utf-8").splitlines()
    )
    advice = packing.read_pack(tmp_path / "x", DAY).advice
    assert len(advice) == places + 1  # and the text of the notice


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "ascii")
    with pytest.raises(MachineError, match=r"pack\.not_written"):
        packing.new_pack(tmp_path / "file" / "inside", "cn.yn.yunxi.trade", "云溪", DAY)


def test_an_author_may_check_the_next_version_of_what_is_in_force(tmp_path: Path) -> None:
    put_in_force(examine(YUNXI))
    written = packing.read_pack(yunxi(tmp_path), DAY)
    assert written.pack.id == ID
    assert written.categories["yunxi.testing"] == "出口产品检测费"
    assert written.categories["fair.booth"] == "展位费"


def test_ids_taken_by_another_pack_are_found_by_the_check(tmp_path: Path) -> None:
    put_in_force(examine(YUNXI))
    other = yunxi(tmp_path, {"pack.toml": (ID, "cn.yn.elsewhere.trade")})
    with pytest.raises(PackError) as caught:
        packing.read_pack(other, DAY)
    assert "yunxi-loan" in {one.entry for one in caught.value.mistakes}


def test_each_example_is_tried_with_its_worksheet() -> None:
    trials = packing.try_examples(packing.read_pack(YUNXI, DAY))
    assert len(trials) == 60
    assert not [one for one in trials if one.differences]
    first = trials[0]
    assert first.example.measure == "yunxi-testing"
    assert "× 60%" in first.worksheet


def test_a_grid_takes_its_facts_from_an_example_that_qualifies() -> None:
    found = packing.bends(packing.read_pack(YUNXI, DAY), "yunxi-testing", "0", "1000", "500")
    assert found.example == "检测费 5 万元：按 60%，3 万元"
    assert (found.varies, found.money) == ("实际发生额", True)
    assert [row[1] for row in grid_rows(found)] == ["0.00", "0.01", "500.00", "1,000.00"]
    counted = packing.bends(packing.read_pack(YUNXI, DAY), "yunxi-warehouse", "1", "2", "1")
    assert (counted.varies, counted.money) == ("新建或租用的海外仓", False)
    principal = packing.bends(packing.read_pack(YUNXI, DAY), "yunxi-loan", "0", "100", "100")
    assert (principal.varies, principal.money) == ("出口流动资金贷款本金", True)


def test_a_grid_without_such_an_example_says_what_to_write_first(tmp_path: Path) -> None:
    folder = yunxi(tmp_path)
    file = folder / "measures" / "yunxi-testing.examples.toml"
    kept = file.read_text("utf-8").split("[[example]]")
    refused = [one for one in kept[1:] if 'status = "no"' in one]
    file.write_text("[[example]]".join([kept[0], *refused]), "utf-8")
    with pytest.raises(UserError, match=r"grid\.no_example"):
        packing.bends(packing.read_pack(folder, DAY), "yunxi-testing", "0", "1000", "500")


def test_every_outcome_has_a_word() -> None:
    assert set(STATUSES) == set(Status)


def test_a_candidate_that_is_dropped_leaves_no_trace(own_data: Path) -> None:
    candidate = examine(YUNXI)
    folder = candidate.incoming.folder
    assert folder.is_dir()
    assert candidate.replayed == ()
    drop(candidate)
    assert not folder.exists()
    assert not own_data.exists()


def test_every_version_is_listed_with_where_it_came_from(tmp_path: Path) -> None:
    put_in_force(examine(YUNXI))
    newer = yunxi(tmp_path, {"pack.toml": ('version = "1"', 'version = "1.5"')})
    put_in_force(examine(newer))
    rows = [one for one in pack_rows() if one.id == ID]
    assert [(one.version, one.imported, one.in_force) for one in rows] == [
        ("1.5", True, True),
        ("1", True, False),
    ]
    shipped = [one for one in pack_rows() if not one.imported]
    assert shipped
    assert all(len(one.digest) == 64 for one in pack_rows())
    assert {one.id for one in shipped if one.in_force} == {one.id for one in shipped}
