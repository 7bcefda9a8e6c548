from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.solvers import fakes

from jiamao_desktop.domain.allocation import Model
from jiamao_desktop.domain.errors import Cancelled
from jiamao_desktop.solvers.process import Answer, Outcome, Solver, solve, understood

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux caps memory")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def outcome(solver: Solver, *, seconds: float = 5.0) -> Outcome:
    answer = solve(fakes.model(), seconds=seconds, solver=solver)
    assert bool(answer.hints) == (answer.outcome is Outcome.HINT)
    return answer.outcome


def test_an_honest_solver_gives_a_hint() -> None:
    answer = solve(fakes.model(), seconds=5.0, solver=fakes.honest)
    assert answer == Answer(Outcome.HINT, ((0, 0, 0),))


def test_a_large_model_travels_whole() -> None:
    answer = solve(fakes.model(20_000), seconds=5.0, solver=fakes.honest)
    assert answer.hints == ((0,) * 20_000,)


@pytest.mark.parametrize(
    ("solver", "expected"),
    [
        (fakes.silent, Outcome.NOTHING),
        (fakes.leaving, Outcome.CRASHED),
        (fakes.aborting, Outcome.CRASHED),
        pytest.param(fakes.hungry, Outcome.CRASHED, marks=on_linux),
        (fakes.endless, Outcome.NONSENSE),
    ],
)
def test_a_solver_that_misbehaves_is_told_from_one_that_finds_nothing(
    solver: Solver, expected: Outcome
) -> None:
    assert outcome(solver) is expected


@pytest.mark.parametrize("solver", [fakes.spinning, fakes.printing])
def test_a_solver_that_does_not_end_is_ended(
    solver: Solver, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("jiamao_desktop.solvers.process._GRACE_SECONDS", 0.05)
    assert outcome(solver, seconds=0.1) is Outcome.TIMED_OUT
    assert capfd.readouterr() == ("", "")


def started(path: Path) -> int:
    """Wait for the number of a process that a fake has written down."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if path.exists() and path.read_text("utf-8"):
            return int(path.read_text("utf-8"))
        time.sleep(0.01)
    raise AssertionError("the fake wrote nothing")


def gone(number: int) -> bool:
    """Tell whether a process has ended, within a moment."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{number}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":  # dead, only nobody has asked for its end yet
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
@pytest.mark.parametrize("solver", [fakes.forking, fakes.forking_and_leaving])
def test_what_a_solver_started_ends_with_it(
    solver: Solver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAMAO_TEST_PID", str(tmp_path / "pid"))
    monkeypatch.setattr("jiamao_desktop.solvers.process._GRACE_SECONDS", 0.3)
    expected = Outcome.TIMED_OUT if solver is fakes.forking else Outcome.CRASHED
    assert outcome(solver, seconds=0.3) is expected
    assert gone(started(tmp_path / "pid"))


class Stopping:
    """A report that cancels some time after its first call, as a Stop button does."""

    def __init__(self, after: float) -> None:
        self.after = after
        self.stopped_at = 0.0
        self.pressed = threading.Event()
        self.clock: threading.Timer | None = None

    def press(self) -> None:
        self.stopped_at = time.monotonic()
        self.pressed.set()

    def __call__(self) -> None:
        if self.clock is None:
            self.clock = threading.Timer(self.after, self.press)
            self.clock.start()
        if self.pressed.is_set():
            raise Cancelled


@pytest.mark.parametrize(("solver", "after"), [(fakes.sleeping, 0.0), (fakes.spinning, 0.4)])
def test_stop_ends_a_hanging_solver_within_a_fifth_of_a_second(
    solver: Solver, after: float
) -> None:
    stop = Stopping(after)
    with pytest.raises(Cancelled):
        solve(fakes.model(), seconds=30.0, solver=solver, report=stop)
    assert time.monotonic() - stop.stopped_at < 0.2


def test_whatever_the_report_raises_passes_through_even_what_a_system_raises() -> None:
    def full() -> None:
        raise OSError(28, "no space for the log")

    with pytest.raises(OSError, match="no space"):
        solve(fakes.model(), seconds=30.0, solver=fakes.sleeping, report=full)


def test_no_process_to_be_had_is_a_crash_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    assert outcome(fakes.honest) is Outcome.CRASHED


def test_a_process_that_may_have_no_children_asks_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]  # there is no public way to pretend
    assert outcome(fakes.honest) is Outcome.CRASHED


@pytest.mark.parametrize(
    "lie",
    [
        fakes.short,
        fakes.inventing,
        fakes.below,
        fakes.blurred,
        lambda model, seconds: [[True] * len(model.items)],
        lambda model, seconds: [["0"] * len(model.items)],
        lambda model, seconds: [[None] * len(model.items)],
        lambda model, seconds: {"hints": []},
        lambda model, seconds: [7],
        lambda model, seconds: [[0] * len(model.items)] * 100,
    ],
)
def test_whatever_is_no_choice_of_modes_is_nonsense(lie: Callable[[Model, float], object]) -> None:
    model = fakes.model()
    said = json.dumps(lie(model, 1.0)).encode()
    assert understood(model, said) == Answer(Outcome.NONSENSE)


@pytest.mark.parametrize(
    "said", [b"", b"\xff", b"NaN", b"[[NaN, 0, 0]]", b"[" * 100_000, b"[[" + b"9" * 5_000 + b"]]"]
)
def test_bytes_that_are_no_answer_are_nonsense(said: bytes) -> None:
    assert understood(fakes.model(), said) == Answer(Outcome.NONSENSE)


def test_modes_that_exist_are_taken_as_they_are() -> None:
    model = fakes.model()
    assert understood(model, b"[[0, 1, -1], [1, 1, 1]]").hints == ((0, 1, -1), (1, 1, 1))
    assert understood(model, b"[]") == Answer(Outcome.NOTHING)


def test_the_parent_loads_no_solver() -> None:
    program = "import sys, jiamao_desktop.solvers.process as p; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = told.stdout.decode().split()
    assert "jiamao_desktop.solvers.process" in loaded
    assert not {"highspy", "numpy", "jiamao_desktop.solvers.highs"} & set(loaded)
