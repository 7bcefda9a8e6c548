"""The set-up: skipped when nothing changed, and clear about what only a person can install."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools import setup


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout that holds nothing but lock files."""
    (tmp_path / "requirements").mkdir()
    for level in ("run", "dev"):
        (tmp_path / "requirements" / f"{level}.lock").write_text(f"{level}==1\n")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv" / "jiamao-stamp")
    return tmp_path


def install(level: str) -> None:
    """Leave behind what a finished installation leaves."""
    setup.venv_python().parent.mkdir(parents=True, exist_ok=True)
    setup.venv_python().touch()
    setup.STAMP.write_text(setup.fingerprint(level))


class Commands:
    """Stands in for running commands: notes them, and fails those that contain a word."""

    def __init__(self, *failing: str) -> None:
        self.seen: list[list[str]] = []
        self.env: dict[str, str] | None = None
        self._failing = set(failing)

    def __call__(self, *command: str | Path, env: dict[str, str] | None = None) -> int:
        texts = [str(part) for part in command]
        self.seen.append(texts)
        self.env = env
        return 1 if self._failing & set(texts) else 0


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Return the commands that were asked for; none runs."""
    noted = Commands()
    monkeypatch.setattr(setup, "run", noted)
    return noted


def test_nothing_is_installed_in_a_fresh_clone(checkout: Path) -> None:
    assert not setup.is_ready("run")
    assert not setup.is_ready("dev")


def test_what_is_installed_is_not_installed_again(checkout: Path, commands: Commands) -> None:
    install("run")
    setup.ensure("run")
    assert commands.seen == []


def test_development_contains_what_running_needs(checkout: Path) -> None:
    install("dev")
    assert setup.is_ready("run")


def test_running_does_not_contain_what_development_needs(checkout: Path) -> None:
    install("run")
    assert not setup.is_ready("dev")


def test_a_changed_lock_is_installed_anew(checkout: Path) -> None:
    install("run")
    (checkout / "requirements" / "run.lock").write_text("run==2\n")
    assert not setup.is_ready("run")


def test_an_interrupted_installation_is_not_taken_for_a_finished_one(checkout: Path) -> None:
    install("run")
    setup.STAMP.unlink()
    assert not setup.is_ready("run")


def test_a_moved_checkout_is_set_up_anew(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = setup.fingerprint("run")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (checkout / "requirements").rename(moved / "requirements")
    monkeypatch.setattr(setup, "ROOT", moved)
    assert setup.fingerprint("run") != before


def test_the_lock_is_installed_by_digest_only(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "make_venv", lambda: ["pip"])
    monkeypatch.setattr(setup, "link_checkout", lambda: None)
    (checkout / ".venv").mkdir()
    setup.ensure("dev")
    (command,) = commands.seen
    assert "--require-hashes" in command
    assert command[-1].endswith("dev.lock")
    assert setup.STAMP.read_text().strip() == setup.fingerprint("dev")


def test_a_failed_installation_says_that_the_network_is_needed_only_here(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "run", Commands("install"))
    monkeypatch.setattr(setup, "make_venv", lambda: ["pip"])
    with pytest.raises(setup.SetupError, match="程序运行时不需要网络"):
        setup.ensure("run")
    assert not setup.STAMP.exists()


def test_an_old_python_is_refused_by_name(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "OLDEST", (99, 0))
    with pytest.raises(setup.SetupError, match=r"需要 Python 3\.11"):
        setup.ensure("run")


def test_a_usable_environment_is_kept(checkout: Path, commands: Commands) -> None:
    install("run")
    assert setup.make_venv() == [setup.venv_python(), "-m", "pip"]
    assert not any("venv" in command for command in commands.seen)


def test_without_ensurepip_the_package_of_this_python_is_installed(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[list[str]]()
    monkeypatch.setattr(setup, "_has", lambda *modules: False)
    monkeypatch.setattr(setup, "install_system_packages", asked.append)
    setup.make_venv()
    assert asked == [[f"python3.{sys.version_info[1]}-venv"]]
    assert commands.seen[-1][1:3] == ["-m", "venv"]


def refuse(packages: list[str]) -> None:
    """Stand in for a machine where nothing can be installed."""
    raise setup.SetupError(" ".join(packages))


def test_without_rights_a_pip_of_the_system_fills_the_environment(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_has", lambda *modules: "ensurepip" not in modules)
    monkeypatch.setattr(setup, "install_system_packages", refuse)
    pip = setup.make_venv()
    assert pip[:3] == [sys.executable, "-m", "pip"]
    assert "--without-pip" in commands.seen[-1]


def test_without_any_pip_it_says_what_to_install(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_has", lambda *modules: False)
    monkeypatch.setattr(setup, "install_system_packages", refuse)
    with pytest.raises(setup.SetupError, match="-venv"):
        setup.make_venv()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users of that kind on this system")
@pytest.mark.parametrize(
    ("user", "programs", "start"),
    [
        (0, {"apt-get"}, ["apt-get"]),
        (1000, {"apt-get", "sudo"}, ["sudo", "--non-interactive", "apt-get"]),
        (1000, {"apt-get"}, None),
        (0, set(), None),
    ],
)
def test_system_packages_are_installed_only_where_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch, user: int, programs: set[str], start: list[str] | None
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr("shutil.which", lambda name: name if name in programs else None)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    command = setup.apt_command(["libgl1"])
    assert (command[: len(start)] if command and start else command) == start


def test_stale_package_lists_are_renewed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = list[str]()

    def first_install_fails(*command: str | Path, env: dict[str, str] | None = None) -> int:
        attempts.append(str(command[1]))
        return 1 if attempts == ["install"] else 0

    monkeypatch.setattr(setup, "apt_command", lambda packages: ["apt-get", "install", *packages])
    monkeypatch.setattr(setup, "run", first_install_fails)
    setup.install_system_packages(["libgl1"])
    assert attempts == ["install", "update", "install"]


def test_where_nothing_can_be_installed_the_command_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(setup, "apt_command", lambda packages: None)
    with pytest.raises(setup.SetupError, match="sudo apt-get install libgl1 libegl1"):
        setup.install_system_packages(["libgl1", "libegl1"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of Linux")
def test_only_missing_libraries_are_asked_for() -> None:
    libraries = {"libc.so.6": "libc6", "libnosuchthing.so.9": "libnosuchthing9"}
    assert setup.missing_packages(libraries) == ["libnosuchthing9"]


def test_other_systems_bring_their_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert setup.missing_packages({"libnosuchthing.so.9": "libnosuchthing9"}) == []
    assert setup.has_display()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_a_screen_is_recognised(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, expected: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert setup.has_display() is expected


def test_without_a_screen_nothing_is_installed_and_the_demo_is_pointed_to(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "ensure", pytest.fail)
    monkeypatch.setattr(setup, "has_display", lambda: False)
    assert setup.main(["run"]) == 1
    assert "make demo" in capsys.readouterr().err
    assert commands.seen == []


@pytest.fixture
def screen(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Return the commands noted on a machine with a screen and everything installed."""
    monkeypatch.setattr(setup, "ensure", lambda level: None)
    monkeypatch.setattr(setup, "has_display", lambda: True)
    monkeypatch.setattr(setup, "ensure_qt", lambda *, window: None)
    return commands


def test_the_window_opens_on_the_book_that_is_named(checkout: Path, screen: Commands) -> None:
    (checkout / "out" / "demo" / "样例.book").mkdir(parents=True)
    assert setup.main(["run", "some.book"]) == 0
    assert screen.seen[-1][1:] == ["-m", "jiamao_desktop", "run", "some.book"]
    assert screen.env is None


def test_the_window_opens_on_the_book_of_the_demo(checkout: Path, screen: Commands) -> None:
    book = checkout / "out" / "demo" / "样例.book"
    book.mkdir(parents=True)
    story = checkout / "resources" / "demo" / "story.toml"
    story.parent.mkdir(parents=True)
    story.write_text('passphrase = "for-the-demo"\n', encoding="utf-8")
    assert setup.main(["run"]) == 0
    assert screen.seen[-1][1:] == ["-m", "jiamao_desktop", "run", str(book)]
    assert screen.env
    assert screen.env["JIAMAO_PASSPHRASE"] == "for-the-demo"


def test_without_any_book_the_window_says_welcome(checkout: Path, screen: Commands) -> None:
    assert setup.main(["run"]) == 0
    assert screen.seen[-1][1:] == ["-m", "jiamao_desktop", "run"]


def test_samples_beside_the_checkout_are_read_by_the_demo(
    tmp_path: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "ensure", lambda level: None)
    monkeypatch.setattr(setup, "ROOT", tmp_path / "checkout")
    setup.main(["demo"])
    (tmp_path / "shared" / "samples").mkdir(parents=True)
    setup.main(["demo", "--json"])
    without, with_samples = (command[3:] for command in commands.seen)
    assert without == ["demo"]
    assert with_samples == ["demo", "--samples", str(tmp_path / "shared" / "samples"), "--json"]


def test_lint_reports_every_check_that_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "ensure", lambda level: None)
    monkeypatch.setattr(setup, "run", Commands("mypy", "--check"))
    assert setup.main(["lint"]) == 1
    assert "ruff format、mypy、make_docs" in capsys.readouterr().out


def test_lint_passes_when_all_checks_pass(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "ensure", lambda level: None)
    assert setup.main(["lint"]) == 0
    assert len(commands.seen) == 5
    assert "全部通过" in capsys.readouterr().out


def test_tests_run_on_two_processes_and_pass_their_exit_code_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted = Commands("pytest")
    monkeypatch.setattr(setup, "run", noted)
    monkeypatch.setattr(setup, "ensure", lambda level: None)
    monkeypatch.setattr(setup, "ensure_qt", lambda: None)
    assert setup.main(["test", "tests/unit"]) == 1
    assert noted.seen[-1][1:] == ["-m", "pytest", "-n", "2", "tests/unit"]


def test_a_bench_that_fails_is_not_hidden_by_the_next(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "tools").mkdir()
    for name in ("bench_a.py", "bench_b.py", "other.py"):
        (checkout / "tools" / name).touch()
    noted = Commands("tools.bench_a")
    monkeypatch.setattr(setup, "run", noted)
    monkeypatch.setattr(setup, "ensure", lambda level: None)
    monkeypatch.setattr(setup, "ensure_qt", lambda: None)
    assert setup.main(["bench"]) == 1
    assert [command[1:] for command in noted.seen] == [
        ["-m", "tools.bench_a"],
        ["-m", "tools.bench_b"],
    ]


def test_the_plan_is_proved_with_the_numbers_that_are_asked_for(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "ensure", lambda level: None)
    assert setup.main(["prove", "--tiny", "10"]) == 0
    assert commands.seen[-1][1:] == ["-m", "tools.prove_plan", "--tiny", "10"]


def test_an_unknown_task_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main(["tset"]) == 2
    assert "没有任务“tset”" in capsys.readouterr().err


def test_help_lists_every_task_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main([]) == 0
    text = capsys.readouterr().out
    assert all(name in text for name in setup.TASKS)
    assert "打开窗口" in text
    assert "Run the tests" in text


def test_what_cannot_be_installed_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "ensure", lambda level: refuse(["python3.11-venv"]))
    assert setup.main(["setup"]) == 1
    assert capsys.readouterr().err == "==> python3.11-venv\n"


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_checkout_runs_where_it_lies(checkout: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", setup.VENV], check=True)
    package = checkout / "src" / "jiamao_desktop"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("import sys; print('run', *sys.argv[1:])")
    setup.link_checkout()
    command = [str(setup.VENV / "bin" / "jiamao"), "ledger", "a b"]
    assert subprocess.check_output(command, text=True) == "run ledger a b\n"
