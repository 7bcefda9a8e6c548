"""Prepare this checkout and do one of its tasks: ``python3 tools/setup.py test``.

``make test`` calls the same. Standard library only, because it runs before anything is
installed. Preparing is skipped when nothing changed: a stamp in ``.venv`` says what was
installed, from which lock file and for which Python.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "jiamao-stamp"
OLDEST = (3, 11)

QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
"""What PySide6 expects of a Linux system: library to Debian package."""

WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on an X11 screen needs on top. Any one missing, Qt blames xcb-cursor0."""


class SetupError(Exception):
    """Something only the person at the machine can provide; the text says what."""


def say(chinese: str, english: str) -> None:
    """Tell what happens next, in both languages."""
    print(f"==> {chinese}\n    {english}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a command in the checkout and return its exit code."""
    texts = [str(part) for part in command]
    return subprocess.call(texts, cwd=ROOT, env=env)  # noqa: S603 -- commands are written in this file


def venv_python() -> Path:
    """Return the interpreter inside ``.venv``."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(level: str) -> str:
    """Return what the stamp says when ``level`` (``run`` or ``dev``) is installed.

    The path belongs to it, because a virtual environment does not survive being moved.
    """
    digest = hashlib.sha256((ROOT / "requirements" / f"{level}.lock").read_bytes())
    digest.update(f"{sys.version_info[:2]} {ROOT}".encode())
    return f"{level} {digest.hexdigest()}"


def is_ready(level: str) -> bool:
    """Tell whether ``level`` is installed; ``dev`` contains ``run``."""
    if not (STAMP.is_file() and venv_python().is_file()):
        return False
    return STAMP.read_text().strip() in {fingerprint(level), fingerprint("dev")}


def apt_command(packages: list[str]) -> list[str] | None:
    """Return how to install system packages here without asking, or ``None``."""
    if (apt := shutil.which("apt-get")) is None:
        return None
    install = [apt, "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() == 0:
        return install
    if (sudo := shutil.which("sudo")) is None:
        return None
    return [sudo, *([] if sys.stdin.isatty() else ["--non-interactive"]), *install]


def install_system_packages(packages: list[str]) -> None:
    """Install Debian packages.

    Raises:
        SetupError: It is not possible here; names the command to type.
    """
    names = " ".join(packages)
    command = apt_command(packages)
    if command:
        say(f"安装系统软件包：{names}", "Installing system packages with apt-get.")
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        if run(*command, env=env) == 0:
            return
        update = [*command[: command.index("install")], "update"]
        if run(*update, env=env) == 0 and run(*command, env=env) == 0:
            return
    raise SetupError(
        f"缺少系统软件包，请安装后重试：\n    sudo apt-get install {names}\n"
        "    (System packages are missing; install them with the line above, or their "
        "counterparts on other systems, and try again.)"
    )


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Return the packages of those libraries that cannot be loaded. Linux only."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for library, package in libraries.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def ensure_qt(*, window: bool = False) -> None:
    """Install the system libraries Qt needs, if any is missing."""
    if packages := missing_packages(QT_LIBRARIES | (WINDOW_LIBRARIES if window else {})):
        install_system_packages(packages)


def has_display() -> bool:
    """Tell whether a window could open here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def make_venv() -> list[str | Path]:
    """Create ``.venv`` unless it is usable, and return the command that is its pip.

    Debian keeps ``ensurepip`` in a package of its own. Without it and without the right
    to install it, a pip of the system can still fill an environment that has none.
    """
    own_pip: list[str | Path] = [venv_python(), "-m", "pip"]
    if _is_usable():
        return own_pip
    if not _has("ensurepip", "venv"):
        try:
            install_system_packages([f"python3.{sys.version_info[1]}-venv"])
        except SetupError:
            if not _has("pip", "venv"):
                raise
            _create_venv("--without-pip")
            return [sys.executable, "-m", "pip", "--python", venv_python()]
    _create_venv()
    return own_pip


def _is_usable() -> bool:
    if not venv_python().is_file():
        return False
    same = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return run(venv_python(), "-c", same) == 0


def _has(*modules: str) -> bool:
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(module) for module in modules)


def _create_venv(*options: str) -> None:
    say("建立独立的 Python 环境 .venv", "Creating a Python environment of its own in .venv.")
    if run(sys.executable, "-m", "venv", "--clear", *options, VENV) != 0:
        raise SetupError("无法建立 .venv，原因见上。(Could not create .venv; see above.)")


def ensure(level: str) -> None:
    """Install what ``level`` names, exactly as locked, unless it is there already.

    Raises:
        SetupError: This Python is too old, or something cannot be installed.
    """
    if sys.version_info[:2] < OLDEST:
        raise SetupError(
            f"需要 Python 3.11 或更新版本，当前是 {sys.version.split()[0]}。"
            "(Python 3.11 or later is needed.)"
        )
    if is_ready(level):
        return
    started = time.monotonic()
    pip = make_venv()
    say(
        "安装锁定版本的组件，首次需下载约 200 MB，请稍候",
        "Installing the locked dependencies; the first time this downloads about 200 MB.",
    )
    install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    if run(*install, "--requirement", ROOT / "requirements" / f"{level}.lock") != 0:
        raise SetupError(
            "安装组件失败，原因见上。请检查能否访问 Python 软件源后重试；程序运行时不需要网络。\n"
            "    (Installing failed; see above. Only this step needs a package index.)"
        )
    link_checkout()
    STAMP.write_text(fingerprint(level) + "\n")
    seconds = round(time.monotonic() - started)
    say(f"环境已就绪，用时 {seconds} 秒", f"Ready after {seconds} seconds.")


def link_checkout() -> None:
    """Let the environment run the sources where they lie, and give it the command ``jiamao``.

    A path file does what an editable install does, without a build and without copying
    the fonts.
    """
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([venv_python(), "-c", where], text=True).strip()  # noqa: S603 -- the interpreter we made
    Path(packages, "jiamao_desktop.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    if os.name == "nt":
        command = venv_python().with_name("jiamao.cmd")
        command.write_text('@"%~dp0python.exe" -m jiamao_desktop %*\n', "utf-8")
    else:
        command = venv_python().with_name("jiamao")
        command.write_text(f'#!/bin/sh\nexec "{venv_python()}" -m jiamao_desktop "$@"\n', "utf-8")
        command.chmod(0o755)


def task_setup(_arguments: list[str]) -> int:
    """Install everything for development, and stop there."""
    ensure("dev")
    return 0


def task_demo(arguments: list[str]) -> int:
    """Run the main job on a fictional company; sample files beside the checkout are read too."""
    ensure("run")
    say(
        "演示：建账套、收单、测算、申报、打印申报材料（虚构的永州企业）",
        "Demo: a book, real files, assessments, claims and packets of a fictional company.",
    )
    samples = ROOT.parent / "shared" / "samples"
    further: list[str | Path] = ["--samples", samples] if samples.is_dir() else []
    return run(venv_python(), "-m", "jiamao_desktop", "demo", *further, *arguments)


def task_run(arguments: list[str]) -> int:
    """Open the window: on the book that is named, else on the one the demo made, if any.

    Without a screen nothing is installed: Qt's system libraries alone are 235 MB.
    """
    if not has_display():
        raise SetupError(
            "没有可用的屏幕，窗口打不开。请在有图形界面的电脑上运行 make run；\n"
            "    在这里可以运行 make demo，演示从收单到打印申报材料的全过程。\n"
            "    (No display: the window cannot open. Without one, run make demo.)"
        )
    ensure("run")
    ensure_qt(window=True)
    books = arguments or demo_books()[:1]
    say(f"打开加贸申报窗口　{' '.join(books)}", "Opening the window.")
    is_demo = bool(books) and not arguments
    env = os.environ | {"JIAMAO_PASSPHRASE": demo_passphrase()} if is_demo else None
    return run(venv_python(), "-m", "jiamao_desktop", "run", *books, env=env)


def demo_passphrase() -> str:
    """Return the passphrase of the demo's book: no secret, the demo prints it."""
    import tomllib  # noqa: PLC0415 -- a Python too old for us has to get as far as being told

    story = (ROOT / "resources" / "demo" / "story.toml").read_text("utf-8")
    return str(tomllib.loads(story)["passphrase"])


def demo_books() -> list[str]:
    """Return the books that ``make demo`` left behind."""
    return sorted(str(path) for path in (ROOT / "out" / "demo").glob("*.book"))


def task_test(arguments: list[str]) -> int:
    """Run the tests; without arguments all of them."""
    ensure("dev")
    ensure_qt()
    say("运行测试（不联网，两个进程）", "Running the tests: no network, two processes.")
    return run(venv_python(), "-m", "pytest", "-n", "2", *arguments)


def task_lint(_arguments: list[str]) -> int:
    """Check style, types, layers and generated documents; report all that fail."""
    ensure("dev")
    say("检查代码规范、类型、分层与生成的文档", "Checking style, types, layers and documents.")
    python = venv_python()
    checks: dict[str, list[str | Path]] = {
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [python.with_name("lint-imports")],
        "make_docs": [python, "-m", "tools.make_docs", "--check"],
    }
    failed = [name for name, command in checks.items() if run(*command) != 0]
    if failed:
        say("未通过：" + "、".join(failed), "Failed, see above.")
    else:
        say("全部通过", "All checks passed.")
    return 1 if failed else 0


def task_fix(_arguments: list[str]) -> int:
    """Format the code and mend what can be mended without thinking."""
    ensure("dev")
    say("整理代码格式", "Formatting the code.")
    python = venv_python()
    mended = run(python, "-m", "ruff", "check", "--fix")
    return run(python, "-m", "ruff", "format") or mended


def task_rules(arguments: list[str]) -> int:
    """Change every rule of every pack in turn: some worked example must notice."""
    ensure("dev")
    say("逐一改动规则，看算例能否发现", "Trying every change of every rule of the packs.")
    return run(venv_python(), "-m", "tools.pack_mutants", *arguments)


def task_prove(arguments: list[str]) -> int:
    """Compare the best plan with trying every choice, and with another exact method."""
    ensure("dev")
    say("逐个核对最优方案：穷举，以及另一种精确方法", "Judging the best plan by two other ways.")
    return run(venv_python(), "-m", "tools.prove_plan", *arguments)


def task_bench(arguments: list[str]) -> int:
    """Measure speed against the bare libraries, in the same run."""
    ensure("dev")
    ensure_qt()
    say("测量速度，并与裸库对照", "Measuring speed next to the bare libraries.")
    benches = [f"tools.{path.stem}" for path in sorted((ROOT / "tools").glob("bench_*.py"))]
    return max((run(venv_python(), "-m", bench, *arguments) for bench in benches), default=0)


def task_docs(_arguments: list[str]) -> int:
    """Write the generated documents and take the screenshots of the manual."""
    ensure("dev")
    ensure_qt()
    say("生成文档与手册截图", "Writing generated documents and screenshots.")
    python = venv_python()
    return run(python, "-m", "tools.make_docs") or run(python, ROOT / "tools" / "make_manual.py")


def task_help(_arguments: list[str]) -> int:
    """List the tasks."""
    print("make 目标 / python tools/setup.py 任务：\n")
    for name, (task, chinese) in TASKS.items():
        english = (task.__doc__ or "").partition("\n")[0]
        print(f"  {name:6} {chinese}\n         {english}")
    return 0


TASKS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "demo": (task_demo, "演示：为一家虚构企业走完全程，打印申报材料"),
    "run": (task_run, "打开窗口"),
    "test": (task_test, "运行测试"),
    "lint": (task_lint, "检查规范、类型、分层与文档"),
    "fix": (task_fix, "整理代码格式"),
    "rules": (task_rules, "逐一改动规则，看算例能否发现"),
    "prove": (task_prove, "用穷举和另一种精确方法核对最优方案"),
    "bench": (task_bench, "测量速度"),
    "docs": (task_docs, "生成文档与手册截图"),
    "setup": (task_setup, "只准备环境"),
    "help": (task_help, "列出全部任务"),
}


def main(arguments: list[str]) -> int:
    """Do one task and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    name, *rest = arguments or ["help"]
    if name not in TASKS:
        print(f"没有任务“{name}”。(No such task.) 可用：{' '.join(TASKS)}", file=sys.stderr)
        return 2
    task, _chinese = TASKS[name]
    try:
        return task(rest)
    except SetupError as error:
        print(f"==> {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
