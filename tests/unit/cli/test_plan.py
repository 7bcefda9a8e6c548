"""``jiamao plan``: read by people and by scripts, and it stores nothing until it is adopted."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from tests.unit.app.contest_book import BASE, PACK, QUALITY, TESTING, contest
from tests.unit.cli.test_commands import Shell

from jiamao_desktop.app import books
from jiamao_desktop.app.claims import claim_list
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.environment import PASSPHRASE as PASSPHRASE_VARIABLE
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.main import FAILED


@dataclasses.dataclass
class City:
    """The invented city's book, and a shell that opens this very workspace again and again."""

    ws: Workspace
    shell: Shell


@pytest.fixture
def city(
    open_copy: Callable[[], Workspace],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> City:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "只用于测试的口令-2026")
    ws = open_copy()
    monkeypatch.setattr(books, "open_book", lambda *_args, **_named: ws)
    monkeypatch.setattr(Workspace, "close", lambda _self: None)
    return City(ws, Shell(ws.folder, capsys))


def test_an_empty_book_is_told_what_to_do_next(city: City) -> None:
    said = city.shell.run("plan")
    assert "最优方案：¥0.00" in said
    assert "账套里还没有费用" in said
    assert city.shell.json("plan")["nothing"] == "plan.no_expense"


def test_the_plan_says_its_sum_its_proof_and_every_line(city: City) -> None:
    contest(city.ws, "100000", "100000", "50000")
    said = city.shell.run("plan")
    assert "最优方案：¥135,000.00（已证明：没有别的分法能拿到更多）" in said
    assert "申报 2 项，凭证 3 张，所附单证 0 份（已证明：再少就拿不到这么多）" in said
    assert "每笔都选比例最高的：¥80,000.00，少拿 ¥55,000.00" in said
    assert f"出口产品检测支持　{TESTING}" in said
    assert "若被退回少得" in said
    assert "再花 1,000 元" in said


def test_a_script_gets_amounts_in_fen(city: City) -> None:
    [first, *_] = contest(city.ws, "100000", "100000", "50000")
    found = city.shell.json("plan")
    assert (found["total_fen"], found["certified"]) == (13_500_000, True)
    assert [one["measure"] for one in found["claims"]] == [QUALITY, TESTING]
    weights = {
        line["expense"]: line["weight_fen"] for one in found["claims"] for line in one["lines"]
    }
    assert set(map(type, weights[first])) == {int}
    assert found["caps"][0]["free_fen"] <= found["caps"][-1]["free_fen"]
    assert not found["adopted"]
    assert claim_list(city.ws) == []


def test_what_if_stands_beside_what_is(city: City) -> None:
    contest(city.ws, "100000")
    said = city.shell.run("plan", "--spend", "yunxi.testing=50000@2026-06-01")
    head, *rows = said.splitlines()
    assert head.split() == ["现在", "假如"]
    assert rows[0].split() == ["合计", "60,000.00", "85,000.00"]
    assert "  假如" in said  # the planned line has no number
    assert city.shell.json("plan")["total_fen"] == 6_000_000


def test_pins_bans_and_readings_are_tried(city: City) -> None:
    [first, second] = contest(city.ws, "100000", "50000")
    pinned = city.shell.json("plan", "--pin", f"{first}={QUALITY}")
    assert pinned["total_fen"] == 8_000_000
    banned = city.shell.json("plan", "--forbid", f"{first}", "--forbid", f"{second}={QUALITY}")
    assert banned["total_fen"] == 3_000_000
    assert {one["why"] for one in banned["spare"]} == {"plan.forbidden"}
    read = city.shell.json("plan", "--read", f"{PACK}:{BASE}=gross")
    assert read["total_fen"] == 8_500_000


@pytest.mark.parametrize(
    ("option", "text", "why"),
    [
        ("--spend", "yunxi.testing", "看不懂"),
        ("--spend", "yunxi.testing=很多", "金额"),
        ("--spend", "yunxi.testing=5@昨天", "日期"),
        ("--spend", "nothing=5", "费用类别"),
        ("--pin", "x=y", "看不懂"),
        ("--pin", "4711=yunxi-quality", "4711"),
        ("--read", "a=b", "看不懂"),
    ],
)
def test_a_mistyped_what_if_is_said_so(city: City, option: str, text: str, why: str) -> None:
    contest(city.ws, "100000")
    assert why in city.shell.run("plan", option, text, code=FAILED)


def test_the_cushion_says_its_price_and_is_adopted_with_it(city: City) -> None:
    contest(city.ws, *["70000"] * 3, *["250000"] * 3)
    said = city.shell.run("plan", "--cushion")
    assert "防退票：多用 3 张凭证、0 份单证，任何一张被退都不少拿。" in said
    found = city.shell.json("plan", "--cushion", "--adopt")
    assert found["adopted"]
    assert found["cushion"]["vouchers"] == 6
    assert sum(len(row.claim.expenses) for row in claim_list(city.ws)) == 6


def test_the_outlook_names_each_word_with_its_sums(city: City) -> None:
    [number] = contest(city.ws, "100000")
    said = city.shell.run("plan", "--outlook")
    assert "待定的影响：¥60,000.00 – ¥60,000.00" in said
    assert city.shell.json("plan", "--outlook")["outlook"]["words"] == []
    assert number


def test_adopting_makes_the_claims_and_says_how_to_take_them_back(city: City) -> None:
    contest(city.ws, "100000", "50000")
    said = city.shell.run("plan", "--adopt")
    assert "已采用：发起 2 项申报，可用 jiamao undo 一次撤销。" in said
    again = city.shell.run("plan", "--adopt")
    assert "替换了原来的草稿" in again
    assert len(claim_list(city.ws)) == 2
    city.shell.run("undo")
    city.shell.run("undo")
    assert claim_list(city.ws) == []


def test_what_is_only_supposed_is_not_adopted(city: City) -> None:
    contest(city.ws, "100000")
    spend = ("plan", "--spend", "yunxi.testing=50000@2026-06-01", "--adopt")
    assert "还没有发生" in city.shell.run(*spend, code=FAILED)
    assert claim_list(city.ws) == []


def test_what_is_not_used_is_listed_with_its_reason(city: City) -> None:
    contest(city.ws, "140000", "20000", "410000")
    assert "没有用到的费用 1 笔，共 ¥20,000.00" in city.shell.run("plan")
    assert "富余：不用它，能拿到的也不会少。" in city.shell.run("plan", "--spare")


def test_a_document_that_has_lapsed_is_said_beside_its_claims(city: City) -> None:
    contest(city.ws, "100000")
    assert "期满" not in city.shell.run("plan")
    city.ws.clock = FixedClock(dt.date(2029, 1, 1))
    said = city.shell.run("plan")
    assert "请注意：文件已于 2028-02-29（按条文推算）期满" in said
    assert "能否受理请向受理部门确认" in said
    [claim] = city.shell.json("plan")["claims"]
    assert "期满" in claim["note"]
