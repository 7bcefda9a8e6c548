"""Read 10,000 damaged files through the real reading process, and see that nothing gives way.

Every file of the demo set, and of a folder of samples if there is one, is damaged again and
again by seed. The children that read run in a folder of their own, with a home and a temporary
folder of their own: whatever a file makes them write, also through a name that points outside,
would stand there afterwards.

Exits with 1 when the program was brought down, a file took too long or too much memory, or
something was written.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools.mutants import mutated

from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.importers import limits
from jiamao_desktop.importers.worker import ReadingProcess

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "resources" / "demo" / "files"
SAMPLES = ROOT / ".." / "shared" / "samples"
SEED = 20261121
CHILDREN = 2
BY_TIME, BY_MEMORY, ENDED = "file.too_slow", "file.too_much_memory", "file.reader_crashed"


@dataclass(slots=True)
class Outcome:
    """What became of the damaged files.

    Attributes:
        ended: Files on which the child ended, which the program survived and said.
        down: Files on which the program itself raised something.
        slowest: Seconds of the slowest, with its name. largest: Peak memory in MB of a child.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    damages: Counter[str] = field(default_factory=Counter)
    ended: list[str] = field(default_factory=list)
    down: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    largest: float = 0.0

    @property
    def held(self) -> bool:
        """Tell whether nothing gave way."""
        return not (self.down or self.slow or self.heavy or self.stray)

    def note(self, name: str, damage: str, reading: FileReading, seconds: float) -> None:
        """Count one file."""
        code = reading.problem.code if reading.problem else ""
        self.damages[damage] += 1
        self.kinds["refused" if reading.refused else "read" if reading.drafts else "kept"] += 1
        self.codes[code] += bool(code)
        self.slowest = max(self.slowest, (seconds, name))
        if code == BY_TIME or seconds > limits.READ_SECONDS:
            self.slow.append(name)
        if code == BY_MEMORY:
            self.heavy.append(name)
        if code == ENDED:
            self.ended.append(name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Damage, read, print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first damaged file")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    options = parser.parse_args(arguments)
    originals = files_of(DEMO, options.samples)
    numbers = range(options.first, options.first + options.files)
    started = time.perf_counter()
    outcome = run(originals, numbers, options.seed)
    print_table(outcome, len(originals), time.perf_counter() - started)
    return int(not outcome.held)


def files_of(*folders: Path) -> Sequence[bytes]:
    """Return the files of these folders in the order of their names; none of a missing one."""
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.read_bytes() for path in found if path.suffix not in {".tsv", ".md", ".toml"}]


def run(originals: Sequence[bytes], numbers: Sequence[int], seed: int) -> Outcome:
    """Read one damaged file for each number, in a world of its own."""
    outcome = Outcome()
    with _own_world() as (work, world):
        with ThreadPoolExecutor(CHILDREN) as threads:
            shares = [numbers[start::CHILDREN] for start in range(CHILDREN)]
            for half in threads.map(lambda part: _read(work, originals, part, seed), shares):
                _add(outcome, half)
        outcome.stray = [str(path.relative_to(world)) for path in _new_files(world, work)]
    return outcome


def damaged(originals: Sequence[bytes], number: int, seed: int) -> tuple[str, bytes]:
    """Return the damaged file of a number: the same for the same seed, on any machine."""
    dice = random.Random(f"{seed}:{number}")  # noqa: S311 -- damage, no secret
    return mutated(dice, originals[number % len(originals)])


def _read(work: Path, originals: Sequence[bytes], numbers: Sequence[int], seed: int) -> Outcome:
    outcome = Outcome()
    with ReadingProcess() as process:
        for number in numbers:
            damage, content = damaged(originals, number, seed)
            path = work / f"{number}.bin"
            path.write_bytes(content)
            started = time.perf_counter()
            try:
                reading = process.read(path)
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is what is looked for
                outcome.down.append(f"{number} {damage}: {type(error).__name__}")
                continue
            outcome.note(f"{number} {damage}", damage, reading, time.perf_counter() - started)
            outcome.largest = max(outcome.largest, _peak_of_children())
            path.unlink()
    return outcome


def _add(outcome: Outcome, half: Outcome) -> None:
    outcome.kinds += half.kinds
    outcome.codes += half.codes
    outcome.damages += half.damages
    for name in ("ended", "down", "slow", "heavy"):
        getattr(outcome, name).extend(getattr(half, name))
    outcome.slowest = max(outcome.slowest, half.slowest)
    outcome.largest = max(outcome.largest, half.largest)


def _peak_of_children() -> float:
    """Return the peak memory in MB of any child; nought where the system does not tell."""
    peak = 0.0
    for child in multiprocessing.active_children():
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{child.pid}/status").read_text("ascii")
            found = [line for line in status.splitlines() if line.startswith("VmHWM:")]
            peak = max([peak, *(int(line.split()[1]) / 1024 for line in found)])
    return peak


@contextlib.contextmanager
def _own_world() -> Iterator[tuple[Path, Path]]:
    """Give this process and its children a new folder to work, live and keep rubbish in."""
    names = ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    before = {name: os.environ.get(name) for name in names}
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        world = Path(folder)
        work, inner = world / "files", world / "deep" / "inside" / "here"
        for one in (work, inner):
            one.mkdir(parents=True)
        os.environ.update(dict.fromkeys(names, str(inner)))
        os.chdir(inner)
        try:
            yield work, world
        finally:
            os.chdir(here)
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value


def _new_files(world: Path, work: Path) -> list[Path]:
    return sorted(path for path in world.rglob("*") if path.is_file() and work not in path.parents)


def print_table(outcome: Outcome, originals: int, seconds: float) -> None:
    """Print what became of the files, and every one that something gave way on."""
    count = sum(outcome.kinds.values()) + len(outcome.down)
    print(f"{count} damaged files of {originals} originals in {seconds:.0f} s")
    for name, number in sorted(outcome.kinds.items()):
        print(f"  {name:<9}{number:>7}")
    print("damages: " + ", ".join(f"{n} {c}" for n, c in sorted(outcome.damages.items())))
    print("reasons: " + ", ".join(f"{n} {c}" for n, c in outcome.codes.most_common()))
    print(f"slowest {outcome.slowest[0]:.2f} s ({outcome.slowest[1]}); ", end="")
    print(f"largest child {outcome.largest:.0f} MB")
    for title, names in (
        ("program brought down", outcome.down),
        (f"over {limits.READ_SECONDS:g} s", outcome.slow),
        (f"over {limits.READ_MEMORY >> 20} MB", outcome.heavy),
        ("written outside the book", outcome.stray),
        ("child ended, said and survived", outcome.ended),
    ):
        print(f"{title}: {len(names)} {names[:10] if names else ''}")


if __name__ == "__main__":
    sys.exit(main())
