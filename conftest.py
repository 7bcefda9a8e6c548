"""What holds for every test: no network, no screen, the same pixels everywhere."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# Before anything imports Qt. Forced: a developer's own scaling must not change a test.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_SCALE_FACTOR"] = "1"

# Dozens of tests start the program as a process of its own, and each would compile all of it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")

MARKS = {
    "samples": "reads the sample files beside the checkout; skipped where they are absent",
    "slow": "takes more than five seconds",
}


class NetworkUsedError(AssertionError):
    """A test tried to leave this machine. The program never goes on line."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let approved outputs be written anew, to be read before they are committed."""
    parser.addoption("--snapshot-update", action="store_true", help="write tests/snapshots anew")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks."""
    for mark, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{mark}: {meaning}")


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests away from the packs that a developer has imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIAMAO_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Make every connection fail, except to sockets of this machine (D-Bus, keychain)."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        _refuse_unless_local(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        _refuse_unless_local(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield


def _refuse_unless_local(connection: socket.socket, address: object) -> None:
    if connection.family != getattr(socket, "AF_UNIX", None):
        raise NetworkUsedError(f"A test tried to connect to {address}.")
