"""The layers hold, and no test leaves this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from tests.architecture.tree import ROOT, parsed, place, python_files

EVERYTHING = python_files("src")


def test_the_import_contracts_are_kept() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_of_the_program_says_what_it_knows() -> None:
    folders = {path.parent for path in EVERYTHING}
    nameless = [place(folder) for folder in folders if not (folder / "__init__.py").is_file()]
    assert nameless == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "models", "services", "core"}
    assert [place(path) for path in EVERYTHING if {path.stem, path.parent.name} & vague] == []


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_test_that_goes_on_line_fails(method: str) -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection,
        pytest.raises(AssertionError, match="tried to connect"),
    ):
        getattr(connection, method)(("127.0.0.1", 9))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no local sockets on this system")
def test_sockets_of_this_machine_still_work(tmp_path_factory: pytest.TempPathFactory) -> None:
    address = str(tmp_path_factory.mktemp("s") / "s")
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as calling:
        listening.bind(address)
        listening.listen()
        calling.connect(address)


def test_screens_are_drawn_offscreen_at_one_scale() -> None:
    names = ("QT_QPA_PLATFORM", "QT_FONT_DPI", "QT_SCALE_FACTOR")
    assert [os.environ[name] for name in names] == ["offscreen", "96", "1"]


def test_only_the_layers_the_contracts_name_exist() -> None:
    known = {
        "app",
        "catalog",
        "cli",
        "documents",
        "domain",
        "importers",
        "solvers",
        "storage",
        "ui",
    }
    tops = {path.relative_to(ROOT / "src" / "jiamao_desktop").parts[0] for path in EVERYTHING}
    assert tops <= known | {"__init__.py", "__main__.py", "cli.py"}


def test_no_file_is_empty_of_meaning() -> None:
    hollow = [place(path) for path in EVERYTHING if not parsed(path).body]
    assert hollow == []
