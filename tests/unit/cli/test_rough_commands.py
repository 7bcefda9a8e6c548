"""Commands as people mistype them and as systems let them down: a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write
from tests.unit.cli.test_commands import GROSS, PASSPHRASE, Shell, shell

from jiamao_desktop import __main__ as program
from jiamao_desktop.app import ledger, projects
from jiamao_desktop.app.environment import PASSPHRASE as PASSPHRASE_VARIABLE
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.main import FAILED, MISUSED, OK, STOPPED, main
from jiamao_desktop.domain.project import Certification, Fair

__all__ = ["shell"]

NEW = ["--name", "甲公司", "--uscc", "91431100MA4YL0001K", "--no-keychain"]


def misused(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == MISUSED
    return capsys.readouterr().err.splitlines()[-1]


def as_program(
    *words: str, stdout: int | IO[str] = subprocess.PIPE, stdin: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a command as a program of its own."""
    clean = {name: value for name, value in os.environ.items() if name != PASSPHRASE_VARIABLE}
    return subprocess.run(
        [sys.executable, "-m", "jiamao_desktop", *words],
        env=clean | settings,
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--json"], "缺少 命令"),
        (["--book", "x", "bogus"], "没有 'bogus'"),
        (["--today", "2026-13-45", "measures"], "“2026-13-45”不是日期"),
        (["ledger", "--limit", "-3"], "“-3”不是编号"),
        (["claim", "m", "--project", "1.5"], "“1.5”不是编号"),
        (["check", "9" * 30], "不是编号"),
        (["packet", "1"], "缺少 --out"),
        (["packet", "1", "--out"], "--out 后面缺少内容"),
        (["undo", "now"], "不认识“now”"),
        (["ledger", "--search", os.fsdecode(b"a\xff")], "不是 UTF-8 文字"),
    ],
)
def test_what_is_mistyped_is_said_in_chinese(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = misused(words, capsys)
    assert said in told
    assert told.startswith("命令有误：")
    assert "。。" not in told


def test_a_script_gets_errors_as_json(shell: Shell) -> None:
    told = json.loads(shell.run("--json", "explain", "x", code=FAILED))
    assert told["error"] == "measure.unknown"
    assert "没有编号为“x”的措施" in told["message"]


def test_a_script_gets_json_from_every_command(shell: Shell, tmp_path: Path) -> None:
    path = write(tmp_path / "来件", "发票.xml", fapiao_xml(3, gross=GROSS))
    shell.run("import", str(path))
    assert shell.json("undo") == {"undone": "收入单证 1 件"}
    assert shell.json("redo") == {"redone": "收入单证 1 件"}
    answered = shell.json("answer", "firm.foreign_trader", "是")
    assert answered == {"fact": "firm.foreign_trader", "value": "是", "project": None}


def test_the_papers_of_a_claim_that_does_not_exist_are_not_just_empty(shell: Shell) -> None:
    assert "没有编号为 7 的申报" in shell.run("check", "7", code=FAILED)


def test_a_reader_that_has_read_enough_is_no_fault(shell: Shell) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = as_program(
        "--book", str(shell.folder), "measures", stdout=writer, JIAMAO_PASSPHRASE=PASSPHRASE
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (OK, "")


def test_ctrl_c_ends_without_a_traceback(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jiamao_desktop.cli.measures.cards", interrupt)
    assert main(["--book", str(shell.folder), "measures"]) == STOPPED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_behind_the_output_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = as_program("book", "new", str(tmp_path / "甲"), *NEW, stdin=PASSPHRASE, stdout=full)
    assert ended.returncode == FAILED
    assert "无法输出（ENOSPC）" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_passphrase_may_be_handed_in_by_a_script(tmp_path: Path) -> None:
    folder = str(tmp_path / "甲")
    made = as_program("--json", "book", "new", folder, *NEW, stdin=f"{PASSPHRASE}\n")
    assert made.returncode == OK, made.stderr
    assert len(json.loads(made.stdout)["recovery_code"].split("-")) == 7
    assert made.stderr == ""


def test_nobody_to_ask_for_a_passphrase_is_said(tmp_path: Path) -> None:
    ended = as_program("book", "new", str(tmp_path / "甲"), *NEW)
    assert ended.returncode == FAILED
    assert ended.stderr.startswith("没有得到口令")
    assert not (tmp_path / "甲").exists()


def test_a_console_of_another_encoding_gets_valid_json(shell: Shell) -> None:
    ended = as_program(
        "--json", "--book", str(shell.folder), "measures",
        PYTHONIOENCODING="ascii", JIAMAO_PASSPHRASE=PASSPHRASE,
    )  # fmt: skip
    assert ended.returncode == OK, ended.stderr
    assert "永政办发〔2024〕8号" in {one["notice"] for one in json.loads(ended.stdout)}


def test_the_recovery_code_is_shown_even_if_the_sheet_cannot_be_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    nowhere = str(tmp_path / "没有" / "恢复单.pdf")
    assert main(["book", "new", str(tmp_path / "甲"), *NEW, "--sheet", nowhere]) == FAILED
    printed = capsys.readouterr()
    assert "恢复码：" in printed.out
    assert "恢复单没有写成" in printed.err


def test_a_passphrase_that_is_no_text_is_simply_wrong(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, os.fsdecode(b"a\xff"))
    assert "口令不正确" in shell.run("ledger", code=FAILED)


def test_a_name_too_long_for_the_system_is_no_book(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    assert main(["--book", "n" * 300, "ledger"]) == FAILED
    assert "无法读取账套文件" in capsys.readouterr().err


def test_a_blank_variable_names_no_book(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAMAO_BOOK", "")
    assert main(["ledger"]) == FAILED
    assert "--book" in capsys.readouterr().err


def test_a_slip_waits_for_its_fapiao(shell: Shell, tmp_path: Path) -> None:
    odd = fapiao_xml(3, gross=GROSS, buyer="别的公司")
    write(tmp_path / "来件", "发票.xml", odd)
    write(tmp_path / "来件", "回单.xml", slip_xml(3, amount=GROSS))
    printed = shell.run("import", str(tmp_path / "来件"))
    assert "共 2 件，收入 0 件" in printed
    assert "“回单.xml”暂不收入" in printed
    printed = shell.run("import", "--with-warnings", str(tmp_path / "来件"))
    assert "共 2 件，收入 2 件" in printed
    assert "1 张发票没有认出费用类别" in printed


def test_the_ledger_comes_in_its_order(shell: Shell, open_copy: Callable[[], Workspace]) -> None:
    ws = open_copy()
    for month in (3, 5, 1):
        day = f"2026-{month:02d}-01"
        values = {"category": "fair.booth", "gross": "100", "paid_on": day}
        ledger.add_expense(ws, ledger.parse_expense(values))
    ws.close()
    days = [row["paid_on"] for row in shell.json("ledger", "--limit", "2")]
    assert days == ["2026-05-01", "2026-03-01"]


def test_a_project_must_fit_its_measure(shell: Shell, open_copy: Callable[[], Workspace]) -> None:
    ws = open_copy()
    fair, _ = projects.add_project(ws, Fair(title="甲展"))
    projects.add_project(ws, Fair(title="乙展"))
    projects.add_project(ws, Certification(title="认证", standard="aeo_advanced"))
    ws.close()
    wrong = shell.run("explain", "yz-aeo", "--project", str(fair), code=FAILED)
    assert "不是“AEO 高级认证费用支持”的项目" in wrong
    several = shell.run("claim", "yz-fair-other-booth", code=FAILED)
    assert "有几个项目" in several
    assert "AEO" in shell.run("explain", "yz-aeo")


def test_a_claim_about_a_project_needs_one(shell: Shell) -> None:
    assert "请先登记这个项目" in shell.run("claim", "yz-aeo", code=FAILED)


def test_an_answer_about_a_project_needs_one(shell: Shell) -> None:
    for words in (
        ["fair.in_key_catalogue", "是"],
        ["fair.in_key_catalogue", "是", "--project", "9"],
    ):
        assert "--project" in shell.run("answer", *words, code=FAILED)


def test_ctrl_c_while_still_starting_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jiamao_desktop.app.logs.set_up", interrupt)
    assert program.main() == STOPPED
