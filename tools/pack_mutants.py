"""Change every figure, date and condition of a pack in turn: some example must notice.

A change that no example notices is a rule that nobody has tested; ``tools.pack_changes`` says
which changes there are. Run it by hand with ``make rules``; a test runs it as well.
"""

from __future__ import annotations

import dataclasses
import functools
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tools.pack_changes import Mutant, mutants

from jiamao_desktop.catalog.examples import differences, examples_of
from jiamao_desktop.catalog.facts import load_categories, load_facts
from jiamao_desktop.catalog.measures import read_measure
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import build_pack, read_around
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import DICTIONARIES, EXAMPLES, PACK_FILE, RawPack, read_raw
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.errors import PackError
from jiamao_desktop.domain.facts import FactDefinition
from jiamao_desktop.domain.pack import Category, Measure, Pack

__all__ = ["Bench", "Report", "added", "examine", "main", "mutants", "rule_files"]

Shared = tuple[Mapping[str, FactDefinition], Mapping[str, Category]]
_PROCESSES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of the mutants.

    Attributes:
        refused: How many the loader itself would not take.
        killed: How many an example noticed.
        survivors: The changes nobody noticed.
    """

    refused: int
    killed: int
    survivors: Sequence[str]

    @property
    def score(self) -> str:
        """Return the score as one line; a whole hundred only if nothing survived."""
        lived = len(self.survivors)
        tried = self.killed + lived
        hundredths = 100 * 100 * self.killed // tried if tried else 0  # never rounded up
        percent = "100 %" if not lived else f"{hundredths / 100:.2f} %"
        return (
            f"{self.killed} killed, {lived} survived, "
            f"{self.refused} refused by the loader: {percent}"
        )


def rule_files(folder: Path) -> Sequence[str]:
    """Return the files of a pack that hold rules."""
    names = read_raw(folder, Mistakes()).documents
    return [name for name in names if name not in DICTIONARIES and not name.endswith(EXAMPLES)]


def examine(folder: Path, resources: Path, files: Sequence[str]) -> Report:
    """Try every mutant of some files of a pack."""
    return tried(_bench(folder, resources), files)


@functools.cache
def _bench(folder: Path, resources: Path) -> Bench:
    mistakes = Mistakes()
    shared = load_facts(resources, mistakes), load_categories(resources, mistakes)
    raw = read_raw(folder, mistakes)
    mistakes.refuse()
    return Bench(raw, shared)


def tried(bench: Bench, files: Sequence[str]) -> Report:
    """Try every mutant of some files of the pack on a bench."""
    refused = killed = 0
    survivors = []
    for mutant in mutants(bench.raw, files):
        noticed = bench.notices(mutant)
        if noticed is None:
            refused += 1
        elif noticed:
            killed += 1
        else:
            survivors.append(f"{mutant.file}: {mutant.what}")
    return Report(refused=refused, killed=killed, survivors=survivors)


class Bench:
    """A pack on which its mutants are tried, as little of it anew as each of them takes."""

    def __init__(self, raw: RawPack, shared: Shared) -> None:
        self.raw = raw
        self._shared = shared
        self._pack = build_pack(raw, *shared)
        self._last: dict[str, str] = {}
        self._read_now = set[str]()
        around = read_around(raw, shared, Mistakes(), self._read_now)
        if around is None:
            raise AssertionError(raw)  # the pack loaded before
        self._around = around  # no measure's own file changes it
        self._reading = self._facts_read(raw)

    def _facts_read(self, raw: RawPack) -> dict[str, set[str]]:
        """Return the measures that read each fact; blank stands for the pack's own file."""
        found: dict[str, set[str]] = {}
        for measure in self._pack.measures:
            for name in self._read(raw, f"measures/{measure.id}.toml")[1]:
                found.setdefault(name, set()).add(measure.id)
        return found

    def _read(self, raw: RawPack, file: str) -> tuple[Measure | None, set[str]]:
        """Read one measure of a pack, and return the facts that it reads."""
        mistakes, around = Mistakes(), self._around
        self._read_now.clear()
        measure = read_measure(
            Table(raw.documents[file], file, "", mistakes),
            around.notices,
            around.context,
            around.words,
        )
        return (None if mistakes else measure), set(self._read_now)

    def notices(self, mutant: Mutant) -> bool | None:
        """Tell whether an example notices; ``None``: the loader refuses the mutant anyway."""
        if mutant.file == PACK_FILE:
            try:
                pack = build_pack(mutant.raw, *self._shared)
            except PackError:
                return None
            return any(self._fails(mutant.raw, pack, measure) for measure in pack.measures)
        measure, read = self._read(mutant.raw, mutant.file)
        if measure is None or self._leaves_unread(measure, read):
            return None
        others = [measure if one.id == measure.id else one for one in self._pack.measures]
        pack = dataclasses.replace(self._pack, measures=tuple(others))
        return self._fails(mutant.raw, pack, measure)

    def _leaves_unread(self, measure: Measure, read: set[str]) -> bool:
        mine = {name for name, readers in self._reading.items() if readers == {measure.id}}
        return bool((mine & self._pack.own_facts) - read)

    def _fails(self, raw: RawPack, pack: Pack, measure: Measure) -> bool:
        """Tell whether an example of a measure fails; the one that did before comes first."""
        mistakes = Mistakes()
        examples = examples_of(raw, pack, measure, mistakes)
        if mistakes:
            return True
        plan = Plan(pack, measure)
        last = self._last.get(measure.id)
        for example in sorted(examples, key=lambda one: one.name != last):
            if differences(pack, example, plan):
                self._last[measure.id] = example.name
                return True
        return False


def main(arguments: Sequence[str] = ()) -> int:
    """Examine packs and list the survivors; without arguments every pack of the program.

    Args:
        arguments: Folders of packs.
    """
    resources = resources_folder()
    found = sorted(file.parent for file in resources.glob("packs/*/pack.toml"))
    folders = [Path(one) for one in arguments] or found
    jobs = [(folder, resources, [file]) for folder in folders for file in rule_files(folder)]
    reports = examined(jobs)
    for folder in folders:
        mine = [one for job, one in zip(jobs, reports, strict=True) if job[0] == folder]
        print(f"{folder.name}: {added(mine).score}")
        for survivor in added(mine).survivors:
            print(f"  survived: {survivor}")
    whole = added(reports)
    print(f"all packs: {whole.score}")
    return min(len(whole.survivors), 1)


def examined(jobs: Sequence[tuple[Path, Path, Sequence[str]]]) -> Sequence[Report]:
    """Return a report for each job, worked out by several processes."""
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        return list(pool.map(examine, *zip(*jobs, strict=True)))


def added(reports: Sequence[Report]) -> Report:
    """Return several reports as one."""
    return Report(
        refused=sum(one.refused for one in reports),
        killed=sum(one.killed for one in reports),
        survivors=[survivor for one in reports for survivor in one.survivors],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
