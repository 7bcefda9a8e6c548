"""The whole thread by commands alone: the demonstration's book, then what scripts ask of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiamao_desktop.app.environment import PASSPHRASE as PASSPHRASE_VARIABLE
from jiamao_desktop.catalog.demo import load_story
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.cli.main import OK, main

STORY = load_story(resources_folder() / "demo" / "story.toml")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demonstration made by the real program, in a process of its own."""
    out = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "jiamao_desktop", "--json", "demo", "--out", str(out)],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": "src", "XDG_STATE_HOME": str(out / "state")},
    )
    assert done.returncode == OK, done.stderr.decode()
    assert len(json.loads(done.stdout)["packets"]) == 3
    return out


@pytest.fixture
def ask(demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, STORY.passphrase)
    [book] = demo.glob("*.book")

    def run(*words: str, as_json: bool = True) -> Any:
        common = ["--book", str(book), "--today", STORY.today.isoformat()]
        assert main([*common, *(["--json"] if as_json else []), *words]) == OK
        printed = capsys.readouterr().out
        return json.loads(printed) if as_json else printed

    return run


def test_the_claims_keep_four_amounts_apart(ask: Any) -> None:
    claims = ask("claim")
    assert len(claims) == 3
    for claim in claims:
        assert claim["spent_fen"] > claim["ceiling_fen"] >= claim["applied_fen"] > 0
        assert claim["applied_fen"] % 100 == 0
        assert claim["granted_fen"] is None
    printed = ask("claim", as_json=False)
    for heading in ("实际发生额", "测算上限", "申请金额", "核定金额"):
        assert heading in printed


def test_the_checklist_and_the_self_check_are_asked_for(ask: Any) -> None:
    claim = ask("claim")[0]["id"]
    checked = ask("check", str(claim))
    assert checked["findings"] == []
    assert any(item["present"] for item in checked["checklist"])
    assert "参考" in ask("check", str(claim), as_json=False)


def test_a_packet_is_printed_again_with_the_same_bytes(
    ask: Any, demo: Path, tmp_path: Path
) -> None:
    files = sorted((demo / "申报材料").glob("*.pdf"))
    for number, file in enumerate(files, start=1):
        again = tmp_path / file.name
        told = ask("packet", str(number), "--out", str(again))
        assert again.read_bytes() == file.read_bytes()
        assert told["pages"] == told["contents"][-1][1] or told["pages"] > told["contents"][-1][1]
        assert told["warnings"] == []


def test_the_trade_record_is_there(ask: Any, demo: Path) -> None:
    [book] = demo.glob("*.book")
    opened = ask("book", "open", str(book))
    assert opened["declarations"] == 6
    assert opened["expenses"] == 4
    assert opened["claims"] == 3
    assert "报关单 6 份" in ask("book", "open", str(book), as_json=False)


def test_explaining_names_the_reading_and_the_headroom(ask: Any) -> None:
    claim = ask("claim")[0]
    project = next(one["project"] for one in ask("measures") if one["measure"] == claim["measure"])
    printed = ask("explain", claim["measure"], "--project", str(project), as_json=False)
    assert "口径：" in printed
    assert "还可用" in printed
    assert "测算：" in printed


def test_the_log_of_the_run_holds_nothing_of_the_book(demo: Path) -> None:
    log = demo / "state" / "jiamao" / "jiamao.log"
    written = log.read_text(encoding="utf-8")
    secrets = [STORY.applicant.name, STORY.applicant.bank_account, STORY.passphrase, "80,000.00"]
    secrets += [expense.fapiao for expense in STORY.expenses]
    assert [secret for secret in secrets if secret in written] == []


def test_the_window_is_not_loaded_for_a_command() -> None:
    code = (
        "import sys; sys.argv=['jiamao', 'questions']; import jiamao_desktop.__main__ as m; "
        "m.main(); assert not [n for n in sys.modules if n.startswith('PySide6')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": "src"},
    )
    assert done.returncode == OK, done.stderr.decode()
