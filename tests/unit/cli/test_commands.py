"""The command line: every command of the main job, for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write

from jiamao_desktop.app.environment import PASSPHRASE as PASSPHRASE_VARIABLE
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli import session
from jiamao_desktop.cli.main import FAILED, OK, main
from jiamao_desktop.domain.money import Money

PASSPHRASE = "只用于测试的口令-2026"
GROSS = Money.from_yuan("84,800")


class Shell:
    """Types commands about one book and reads what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *words: str, code: int = OK) -> str:
        """Return what a command printed."""
        book = ["--book", str(self.folder), "--today", "2026-11-20"]
        assert main([*book, *words]) == code, self._capsys.readouterr().err
        printed = self._capsys.readouterr()
        return printed.out if code == OK else printed.err

    def json(self, *words: str) -> Any:
        """Return what a command printed for a script."""
        return json.loads(self.run("--json", *words))


@pytest.fixture
def shell(
    open_copy: Callable[[], Workspace],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    ws = open_copy()
    folder = ws.folder
    ws.close()
    return Shell(folder, capsys)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    write(folder, "发票.xml", fapiao_xml(3, gross=GROSS))
    write(folder, "回单.xml", slip_xml(3, amount=GROSS))
    write(folder, "坏.pdf", b"%PDF-broken")
    return folder


def test_a_new_book_is_made_and_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    folder, sheet = tmp_path / "甲.book", tmp_path / "恢复单.pdf"
    words = ["book", "new", str(folder), "--name", "甲公司", "--uscc", "91431100MA4YL0001K"]
    assert main([*words, "--no-keychain", "--sheet", str(sheet)]) == OK
    printed = capsys.readouterr().out
    assert "恢复码" in printed
    assert sheet.read_bytes().startswith(b"%PDF")
    assert main(["--json", "book", "open", str(folder)]) == OK
    assert json.loads(capsys.readouterr().out)["name"] == "甲公司"


def test_a_wrong_code_of_the_company_is_said_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    folder = tmp_path / "甲.book"
    words = ["book", "new", str(folder), "--name", "甲", "--uscc", "91431100MA4YL0001X"]
    assert main([*words, "--no-keychain"]) == FAILED
    assert capsys.readouterr().err
    assert not folder.exists()


def test_import_shows_each_file_and_takes_what_is_clean(shell: Shell, files: Path) -> None:
    printed = shell.run("import", str(files))
    assert "发票.xml" in printed
    assert "拒收" in printed
    assert "共 3 件，收入 2 件" in printed
    [row] = shell.json("ledger")
    assert row["gross_fen"] == GROSS.fen
    assert sorted(row["evidence"]) == ["fapiao", "payment"]


def test_import_may_only_look(shell: Shell, files: Path) -> None:
    items = shell.json("import", "--look", str(files))
    assert {item["file"]: item["state"] for item in items} == {
        "发票.xml": "ready",
        "回单.xml": "ready",
        "坏.pdf": "refused",
    }
    assert all(not item["taken"] for item in items)
    assert items[0]["fields"]["gross"] == {"value": {"fen": GROSS.fen}, "origin": "xml"}
    assert shell.json("ledger") == []


def test_a_batch_is_undone_and_done_again(shell: Shell, files: Path) -> None:
    shell.run("import", str(files))
    assert "已撤销：收入单证 2 件" in shell.run("undo")
    assert shell.json("ledger") == []
    assert "已重做：收入单证 2 件" in shell.run("redo")
    assert len(shell.json("ledger")) == 1
    summaries = [one["summary"] for one in shell.json("history")]
    assert summaries.count("收入单证 2 件") == 3


def test_the_ledger_is_searched_in_chinese(shell: Shell, files: Path) -> None:
    shell.run("import", str(files))
    assert len(shell.json("ledger", "--search", "会展")) == 1
    assert shell.json("ledger", "--search", "物流") == []
    assert "合计 ¥84,800.00" in shell.run("ledger")


def test_measures_are_listed_with_their_amounts(shell: Shell) -> None:
    found = shell.json("measures")
    assert "永政办发〔2024〕8号" in {one["notice"] for one in found}
    assert all(one["ceiling_fen"] >= 0 for one in found)
    assert "结论" in shell.run("measures")


def test_explain_quotes_the_clause_and_every_condition(shell: Shell) -> None:
    measure = shell.json("measures")[0]
    printed = shell.run("explain", measure["measure"])
    assert measure["title"] in printed
    assert "条文：“" in printed
    for finding in measure["findings"]:
        assert finding["label"] in printed
    why = shell.json("explain", measure["measure"])
    assert f"一句话：{why['why']}" in printed
    assert isinstance(why["ways"], list)


def test_an_unknown_measure_is_said_in_words(shell: Shell) -> None:
    assert "没有编号为“x”的措施" in shell.run("explain", "x", code=FAILED)


def test_questions_are_answered(shell: Shell) -> None:
    shell.run("answer", "firm.foreign_trader", "是")
    assert "firm.foreign_trader" not in {one["fact"] for one in shell.json("questions")}
    assert "不能作为" in shell.run("answer", "firm.foreign_trader", "也许", code=FAILED)


def test_no_claims_is_an_empty_list(shell: Shell) -> None:
    assert shell.json("claim") == []


def test_a_claim_that_does_not_exist_has_no_packet(shell: Shell, tmp_path: Path) -> None:
    printed = shell.run("packet", "7", "--out", str(tmp_path / "x.pdf"), code=FAILED)
    assert "没有编号为 7 的申报" in printed


def test_a_wrong_passphrase_is_said_in_words(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "完全不对的口令-2026")
    assert "口令" in shell.run("ledger", code=FAILED)


def test_a_command_without_a_book_says_how_to_name_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIAMAO_BOOK", raising=False)
    assert main(["ledger"]) == FAILED
    assert "--book" in capsys.readouterr().err


def test_columns_line_up_whatever_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    session.table([("名称", "金额"), ("a", "1.00"), ("展位费", "80,000.00")], right=[1])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["名称         金额", "a            1.00", "展位费  80,000.00"]
