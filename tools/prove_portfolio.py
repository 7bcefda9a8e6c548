"""Plan many invented books on this machine and on a local Dask cluster: the same, to the byte.

Makes books (1,000 unless told otherwise), plans them with one crew of processes and again on a
cluster, kills workers in the middle both times, and compares every table. Their passphrase's key
is made as cheaply as the format bears, so that the time is the program's and not the key's.
Prints times and digests; exits with 1 when anything differs or any book was lost.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import dask
import distributed
from tests.unit.app.small_books import MARKS, PASSPHRASE, TODAY, dies_once, make_books

from jiamao_desktop.app import environment
from jiamao_desktop.app.cluster import on_cluster
from jiamao_desktop.app.crew import on_this_machine
from jiamao_desktop.app.portfolio import portfolio
from jiamao_desktop.app.portfolio_parts import Planned, Spread
from jiamao_desktop.app.portfolio_tables import save_tables
from jiamao_desktop.domain.money import total

BOOKS = 1_000


def main() -> int:
    """Make, plan twice, compare."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("books", nargs="?", type=int, default=BOOKS)
    wanted.add_argument("--workers", type=int, default=2)
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _prove(Path(folder), chosen.books, chosen.workers)


def _prove(folder: Path, count: int, workers: int) -> int:
    os.environ[environment.PASSPHRASE] = PASSPHRASE
    os.environ[environment.DATA] = str(folder / "data")
    books = folder / "books"
    books.mkdir()
    begun = time.monotonic()
    make_books(books, [f"客户{number:04}.book" for number in range(count)])
    print(f"made      {count:6} books  {time.monotonic() - begun:8.1f} s")
    here = _planned("processes", books, folder, on_this_machine(workers))
    there = _on_local_cluster(books, folder, workers)
    if here == there:
        print("the same, byte for byte")
        return 0
    print("different")
    return 1


def _on_local_cluster(books: Path, folder: Path, workers: int) -> str:
    os.environ[MARKS] = str(folder / "marks-cluster")  # its workers inherit what is set now
    # Else it gives up for good a worker that happens to be dead again some seconds after a death.
    dask.config.set({"distributed.deploy.lost-worker-timeout": "1 hour"})
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]  # its maker gave no types
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        local_directory=str(folder / "dask"),
        silence_logs=logging.CRITICAL,
    ) as cluster:
        return _planned("cluster", books, folder, on_cluster(cluster.scheduler_address))


def _planned(how: str, books: Path, folder: Path, spread: Spread) -> str:
    """Plan all books, write the tables, and return a digest of these and of the figures."""
    marks, out = folder / f"marks-{how}", folder / f"out-{how}"
    marks.mkdir()
    os.environ[MARKS] = str(marks)
    begun = time.monotonic()
    found = portfolio(books, TODAY, spread, _silent, work=dies_once)
    seconds = time.monotonic() - begun
    files = save_tables(found, TODAY.isoformat(), out)
    digest = _digest(found, files)
    killed = len(list(marks.iterdir()))
    clients = [one.client for one in found if one.client]
    lost = len(found) - len(clients)
    best = total(one.best for one in clients)
    proved = sum(one.best == one.at_most for one in clients)
    print(
        f"{how:9} {len(clients):6} books  {seconds:8.1f} s  {killed} workers killed, {lost} lost,"
        f" {proved} proved, {best} yuan, {len(files)} files, {digest[:16]}",
        flush=True,
    )
    return digest if not lost else f"{how} lost {lost}"


def _digest(found: Sequence[Planned], files: Sequence[Path]) -> str:
    digest = hashlib.sha256(repr(found).encode())
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _silent(done: int, count: int, name: str) -> None:
    """Report to nobody."""


if __name__ == "__main__":
    sys.exit(main())
