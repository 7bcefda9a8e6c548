"""A pack's whole way in the real program: written, imported, claimed on, replaced, moved.

Where a start must find what another left behind, it is a process of its own; the other commands
share one, which knows the key already.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.app.test_renewing import cheaper
from tests.unit.catalog.foreign_packs import ID, YUNXI, zipped

from jiamao_desktop.app.environment import PASSPHRASE as PASSPHRASE_VARIABLE
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli.main import main
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import expenses

PASSPHRASE = "只用于测试的口令-2026"
Run = Callable[..., Any]


@pytest.fixture
def run(
    open_copy: Callable[[], Workspace],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Return a function that gives the program a command for a book with one expense.

    With ``anew`` the program is started for it.
    """
    ws = open_copy()
    with ws.operation("expense.add", "检测费") as operation:
        paid = ws.clock.today().replace(month=5)
        spent = Expense(category="yunxi.testing", gross=Money.from_yuan("50000"), paid_on=paid)
        expenses.add(operation.db, spent)
    book = ws.folder
    ws.close()
    monkeypatch.setenv("PYTHONPATH", "src")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("JIAMAO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)

    def start(*words: object, code: int = 0, anew: bool = False) -> Any:
        common = ["--book", str(book), "--today", "2026-11-20", "--json"]
        given = [*common, *map(str, words)]
        if not anew:
            assert main(given) == code
            said = capsys.readouterr()
            return json.loads(said.out if code == 0 else said.err)
        done = subprocess.run(
            [sys.executable, "-m", "jiamao_desktop", *given], capture_output=True, check=False
        )
        assert done.returncode == code, done.stderr.decode()
        return json.loads(done.stdout if code == 0 else done.stderr)

    return start


def test_an_imported_pack_is_there_for_every_later_start(run: Run, tmp_path: Path) -> None:
    before = {one["measure"] for one in run("measures")}
    assert run("pack", "import", YUNXI, anew=True)["claims"] == []
    found = {one["measure"]: one for one in run("measures", anew=True)}
    assert set(found) - before == {
        "yunxi-testing",
        "yunxi-warehouse",
        "yunxi-first-export",
        "yunxi-loan",
        "yunxi-filing",
    }
    assert found["yunxi-testing"]["status"] == "ask"
    run("answer", "firm.foreign_trader", "是")
    run("answer", "yunxi.export_product", "是")
    [claim] = run("claim", "yunxi-testing")
    assert claim["ceiling_fen"] == 3_000_000
    newer = zipped(cheaper(tmp_path))
    [row] = run("pack", "replay", newer)
    assert row["difference_fen"] == -500_000
    run("pack", "import", newer)
    assert {one["version"] for one in run("pack", "list") if one["id"] == ID} == {"1", "2"}
    assert run("explain", "yunxi-testing")["ceiling_fen"] == 2_500_000
    assert run("claim")[0]["ceiling_fen"] == 3_000_000
    run("packet", claim["id"], "--out", tmp_path / "材料.pdf", anew=True)  # by its own version
    assert run("claim", "move", claim["id"], "--to", "2", "--yes")["done"]
    assert run("claim", anew=True)[0]["ceiling_fen"] == 2_500_000
    assert (tmp_path / "材料.pdf").read_bytes().startswith(b"%PDF")


def test_a_hostile_pack_leaves_the_program_as_it_was(run: Run, tmp_path: Path) -> None:
    before = run("pack", "list")
    bad = tmp_path / "bad.zip"
    with bad.open("wb") as file:
        file.truncate(100_000_000)
    said = run("pack", "import", bad, code=1, anew=True)
    assert said["error"] == "pack.mistakes"
    assert "100.0 MB" in said["message"]
    assert run("pack", "list") == before
    assert run("measures", anew=True)
