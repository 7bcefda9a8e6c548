"""Measure the ledger against a book of half a million expenses.

Builds a book of generated expenses in a temporary folder, then measures what a person waits
for: the ids of a list, its first page, a jump to the end, searches of two Chinese characters.
Each is measured again in the same run with the raw driver, reading the same file with plain
SQL and making no records, so that the figures can be compared on any machine.

Exits with 1 when a limit is not kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import book, expenses, journal
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.keys import PassphraseCost

NOW = "2026-11-20T08:30:00Z"
PAGE = 100
BATCH = 50_000
SEED = 20261120
CHEAP = PassphraseCost(passes=1, kib=19 * 1024)

PLACES = ("长沙", "永州", "衡阳", "深圳", "东莞", "广州", "宁波", "上海")
NAMES = ("华瑞", "鑫达", "远航", "恒通", "嘉诚", "中联", "博雅", "盛世", "金桥", "蓝海")
TRADES = ("展览", "国际物流", "认证", "电子商务", "会展服务", "货运代理", "咨询")
WORK = ("展位费", "展品运输费", "人员费", "认证费", "平台服务费", "公共布展费", "翻译费")
RARE = "龙飞"
"""Two characters that one payee in two thousand has."""
COMMON = "展位"
"""Two characters that one expense in seven has."""

EVERY = "有限"
"""Two characters that every payee has."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement, in milliseconds: ours, the raw driver's, and the limit if there is one."""

    name: str
    ours_ms: float
    raw_ms: float
    limit_ms: float | None = None

    @property
    def kept(self) -> bool:
        """Tell whether the limit is kept."""
        return self.limit_ms is None or self.ours_ms <= self.limit_ms

    def __str__(self) -> str:
        """Return one line of the report."""
        limit = "" if self.limit_ms is None else f"  limit {self.limit_ms:.0f} ms"
        verdict = "" if self.kept else "  NOT KEPT"
        ratio = self.ours_ms / max(self.raw_ms, 0.001)
        return (
            f"{self.name:<44}{self.ours_ms:9.1f} ms   raw {self.raw_ms:9.1f} ms"
            f"   x{ratio:5.2f}{limit}{verdict}"
        )


def made_up(rows: int) -> Iterator[Expense]:
    """Yield expenses that look like a company's, the same ones at every run."""
    dice = random.Random(SEED)  # noqa: S311 -- sample data, not secrets
    first = dt.date(2020, 1, 1)
    for number in range(rows):
        name = RARE if dice.random() < 1 / 2000 else dice.choice(NAMES)
        gross = dice.randrange(100, 50_000_000)
        day = first + dt.timedelta(days=dice.randrange(2400))
        yield Expense(
            category="fair.booth",
            gross=Money(gross),
            tax=Money(gross * 6 // 106),
            description=dice.choice(WORK),
            payee=f"{dice.choice(PLACES)}{name}{dice.choice(TRADES)}有限公司",
            paid_on=day,
            issued_on=day,
            fapiao_number=f"{26430000000000000000 + number}",
        )


def build(folder: Path, rows: int) -> Book:
    """Create a book and take the expenses in, as imports of fifty thousand."""
    words = "只 为 测量 而设的 口令 六词"
    made = book.create_book(folder, passphrase=words, now=NOW, use_keychain=False, cost=CHEAP).book
    source = made_up(rows)
    for start in range(0, rows, BATCH):
        batch = [next(source) for _ in range(min(BATCH, rows - start))]
        with journal.operation(made.db, "bench.import", f"导入费用 {len(batch)} 笔", NOW):
            expenses.add_all(made.db, batch)
    made.checkpoint()
    return made


def measure(db: Database, raw: Database) -> list[Figure]:
    """Measure everything, each thing several times in turn with the raw driver; minima."""
    every = expenses.ids(db)
    by_paid_on = "SELECT id FROM expense ORDER BY paid_on DESC, id DESC"
    return [
        _pair("all ids, newest first", lambda: _afresh(db), lambda: _raw(raw, by_paid_on)),
        _pair("all ids again", lambda: expenses.ids(db), lambda: _raw(raw, by_paid_on)),
        _pair("first page of 100 rows", _page(db, every[:PAGE]), _raw_page(raw, every[:PAGE]), 200),
        _pair(
            "last page of 100 rows", _page(db, every[-PAGE:]), _raw_page(raw, every[-PAGE:]), 200
        ),
        _pair(
            "scroll to the end, 40 pages on the way",
            lambda: [_page(db, every[at : at + PAGE])() for at in _places(len(every))],
            lambda: [_raw_page(raw, every[at : at + PAGE])() for at in _places(len(every))],
        ),
        *(_search(db, raw, word) for word in (RARE, COMMON, EVERY, "没有")),
        _pair(
            "sums of all expenses",
            lambda: expenses.totals(db),
            lambda: _raw(raw, "SELECT count(*), sum(gross_fen), sum(tax_fen) FROM expense"),
        ),
    ]


def _afresh(db: Database) -> object:
    db.kept_order = None
    return expenses.ids(db)


def _search(db: Database, raw: Database, word: str) -> Figure:
    found = len(expenses.ids(db, contains=word))
    like = (
        "SELECT id FROM expense WHERE payee LIKE ?1 OR description LIKE ?1 "
        "ORDER BY paid_on DESC, id DESC"
    )
    return _pair(
        f"search “{word}”, {found} found (raw: LIKE)",
        lambda: expenses.ids(db, contains=word),
        lambda: _raw(raw, like, f"%{word}%"),
        150,
    )


def _places(count: int) -> range:
    return range(0, count, max(count // 40, 1))


def _page(db: Database, ids: object) -> Callable[[], object]:
    numbers = [ExpenseId(number) for number in ids]  # type: ignore[attr-defined]  # -- an array
    return lambda: expenses.get_many(db, numbers)


def _raw_page(db: Database, ids: object) -> Callable[[], object]:
    marks = ",".join("?" * PAGE)
    sql = f"SELECT * FROM expense WHERE id IN ({marks})"  # noqa: S608 -- question marks
    numbers = list(ids)  # type: ignore[call-overload]  # -- an array
    return lambda: _raw(db, sql.replace(marks, ",".join("?" * len(numbers))), *numbers)


def _raw(db: Database, sql: str, *parameters: object) -> object:
    return db.conn.execute(sql, parameters).fetchall()


def _pair(
    name: str,
    ours: Callable[[], object],
    raw: Callable[[], object],
    limit_ms: float | None = None,
    times: int = 5,
) -> Figure:
    ours_ms, raw_ms = [], []
    for _ in range(times):
        ours_ms.append(_timed(ours))
        raw_ms.append(_timed(raw))
    return Figure(name, min(ours_ms), min(raw_ms), limit_ms)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Build, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=500_000, help="number of expenses")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="jiamao-bench-") as folder:
        start = time.perf_counter()
        made = build(Path(folder) / "bench.book", rows)
        took = time.perf_counter() - start
        size = sum(path.stat().st_size for path in made.folder.rglob("*")) / 1e6
        print(f"{rows} expenses taken in with journal and index in {took:.1f} s; {size:.0f} MB")
        ours, raw = made.reader(), made.reader()
        figures = measure(ours, raw)
        for figure in figures:
            print(figure)
        for connection in (ours, raw):
            connection.conn.close()
        made.close()
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
