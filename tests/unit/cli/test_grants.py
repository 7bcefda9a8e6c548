"""``jiamao grant`` from a terminal and for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.unit.app.test_assessing import measure_for
from tests.unit.cli.test_commands import Shell, shell

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.main import FAILED

__all__ = ["shell"]

ADD = ("grant", "add")
OUTSIDE = (*ADD, "省开放型经济专项", "120,000", "2025-03-01", "--level", "provincial")


@pytest.fixture
def measure(open_copy: Callable[[], Workspace]) -> tuple[str, str]:
    """Return the id and the title of a measure of the city; packs name it, tests do not."""
    ws = open_copy()
    number = measure_for(ws, "certification.fee")
    title = ws.catalog.measure_title(number)
    ws.close()
    return number, title


def test_an_empty_list_says_how_to_begin(shell: Shell) -> None:
    assert "jiamao grant add" in shell.run("grant", "list")
    assert shell.json("grant", "list") == []


def test_support_is_added_and_listed_with_its_totals(
    shell: Shell, measure: tuple[str, str]
) -> None:
    number, title = measure
    said = shell.run(*ADD, number, "50000", "20260105", "--note", "永财〔2026〕1号")
    assert said == f"已登记 1：{title}（市级）¥50,000.00，2026-01-05。\n"
    shell.run(*OUTSIDE)
    shell.run(*OUTSIDE, "--group")
    lines = shell.run("grant", "list").splitlines()
    assert lines[0].split() == ["编号", "到账日期", "支持", "级别", "金额（元）", "备注"]
    cells = ["1", "2026-01-05", *title.split(), "市级", "50,000.00", "永财〔2026〕1号"]
    assert lines[1].split() == cells
    assert sum("集团其他企业" in line for line in lines[2:4]) == 1
    assert lines[4:] == [
        "省级合计 ¥120,000.00，另有集团其他企业 ¥120,000.00",
        "市级合计 ¥50,000.00",
    ]


def test_a_script_learns_what_was_stored(shell: Shell, measure: tuple[str, str]) -> None:
    number, title = measure
    made = shell.json(*ADD, title, "50000", "2026-01-05")
    assert made == {
        "id": 1,
        "measure": number,
        "title": title,
        "level": "municipal",
        "amount_fen": 5_000_000,
        "granted_on": "2026-01-05",
        "note": "",
        "group": False,
    }
    assert shell.json("grant", "list") == [made]


def test_a_mistyped_id_is_not_taken_for_a_name_without_level(shell: Shell) -> None:
    said = shell.run(*ADD, "no-such-measure", "1", "2026-01-05", code=FAILED)
    assert "“no-such-measure”不是政策包里的政策" in said
    assert shell.json("grant", "list") == []


def test_a_mistake_is_told_to_a_script_by_its_code(shell: Shell) -> None:
    said = shell.run("--json", *ADD, "奖励", "0", "2026-01-05", "--level", "county", code=FAILED)
    assert json.loads(said)["error"] == "grant.amount_not_positive"


def test_support_is_deleted_and_comes_back_by_undo(shell: Shell) -> None:
    shell.run(*OUTSIDE)
    assert "jiamao undo" in shell.run("grant", "delete", "1")
    assert shell.json("grant", "list") == []
    shell.run("undo")
    assert [one["title"] for one in shell.json("grant", "list")] == ["省开放型经济专项"]
    assert shell.json("grant", "delete", "1") == {"deleted": 1}


def test_what_is_not_there_is_not_deleted(shell: Shell) -> None:
    assert "已被删除" in shell.run("grant", "delete", "9", code=FAILED)


def test_recorded_support_takes_room_under_the_cap_of_a_measure(
    shell: Shell, measure: tuple[str, str]
) -> None:
    shell.run(*ADD, measure[0], "300000", "2026-01-05")
    assert "已用 ¥300,000.00" in shell.run("explain", measure[0])
