"""How long the welcome window takes to show, against a bare PySide6 window in the same run.

Each start is a process of its own, begun with the files evicted from the page cache where
the system lets us. Bare and ours take turns and each pair is compared by itself, so that a
busy machine slows both; the median of the ratios may be 1.6 at most.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 11
LIMIT = 1.6

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1024, 690)
window.show()
app.processEvents()
"""
_OURS = """
from jiamao_desktop.app import logs
from jiamao_desktop.ui import start
logs.set_up()
app, program = start.begin(["jiamao"], None)
app.processEvents()
assert program.window.isVisible()
"""
_LEAVE = "import os; os._exit(0)\n"


def evict(files: Iterable[Path]) -> None:
    """Ask the system to forget these files, so that the next start reads them from disk."""
    for file in files:
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def loaded_files() -> list[Path]:
    """Return what a start reads: PySide6, our sources, fonts and icons."""
    import PySide6  # noqa: PLC0415 -- only its folder is wanted

    folders = [Path(str(PySide6.__file__)).parent, ROOT / "src", ROOT / "resources"]
    wanted = {".so", ".py", ".pyc", ".ttf", ".svg", ".qss", ".qm", ".6", ".abi3"}
    found = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return [file for file in found if file.suffix in wanted or ".so." in file.name]


def milliseconds(code: str, files: list[Path], *, cold: bool) -> float:
    """Return from starting the process until its window has been shown."""
    if cold and hasattr(os, "posix_fadvise"):
        evict(files)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.perf_counter()
    subprocess.run(  # noqa: S603 -- our own interpreter and our own words
        [sys.executable, "-c", code + _LEAVE], env=environment, check=True, capture_output=True
    )
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Print the medians and their ratio; 1 if the ratio is over the limit."""
    files = loaded_files()
    over = False
    for cold in (True, False):
        bare, ours = [], []
        for _ in range(RUNS):
            bare.append(milliseconds(_BARE, files, cold=cold))
            ours.append(milliseconds(_OURS, files, cold=cold))
        ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
        over = over or ratio > LIMIT
        print(
            f"{'冷启动' if cold else '热启动'}："
            f"空白 PySide6 窗口 {statistics.median(bare):.0f} ms，"
            f"本程序 {statistics.median(ours):.0f} ms，比值 {ratio:.2f}"
        )
    print(f"上限 {LIMIT}：{'超出' if over else '通过'}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
