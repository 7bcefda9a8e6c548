"""Measure the search of two Chinese characters in a book of a million expenses.

Builds the book in a temporary folder (rows and word index as the program writes them; the
journal, which no search reads, is left out), then types words as a person does: rare ones,
common ones, ones that every row has, each alone and under every filter of the ledger. A filter
is measured twice: the first time after it was set, and while the person goes on typing. What is
found is compared with a plain scan of the table.

Times are those of the processor, in milliseconds: what else the machine does counts little.
Exits with 1 when a search takes longer than its limit.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from jiamao_desktop.domain.project import Matter, ProjectId, ProjectKind
from jiamao_desktop.storage import (
    book,
    database,
    expenses,
    journal,
    projects,
    rows,
    search,
    triggers,
)
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.expenses import Wanted
from jiamao_desktop.storage.keys import PassphraseCost

ROWS = 1_000_000
LIMIT_MS = 100.0
TIMES = 5
SEED = 20261121
NOW = "2026-11-20T08:30:00Z"
WORDS_OF_BOOK = "只 为 测量 而设的 口令 六词"
CHEAP = PassphraseCost(passes=1, kib=19 * 1024)

PLACES = ("长沙", "永州", "衡阳", "深圳", "东莞", "广州", "宁波", "上海")
NAMES = ("华瑞", "鑫达", "远航", "恒通", "嘉诚", "中联", "博雅", "盛世", "金桥", "蓝海")
TRADES = ("展览", "国际物流", "认证", "电子商务", "会展服务", "货运代理", "咨询")
WORK = ("展位费", "展品运输费", "人员费", "认证费", "平台服务费", "公共布展费", "翻译费")
SOUGHT = ("龙飞", "展位", "长沙", "物流", "服务", "有限", "没有", "长沙 展位")
"""One row in two thousand, in seven, in eight, in seven, in four, every row, none, two words."""
CATEGORIES = tuple(f"category.{number}" for number in range(30))
PROJECTS = 40
COLUMNS = (
    "category", "gross_fen", "tax_fen", "description", "payee", "paid_on", "issued_on",
    "fapiao_number", "project", "unsupported_fen", "other_funding_fen", "currency",
)  # fmt: skip
FILTERS: Sequence[tuple[str, Wanted]] = (
    ("all", {}),
    ("one category", {"categories": CATEGORIES[:1]}),
    ("five categories", {"categories": CATEGORIES[:5]}),
    ("one project", {"project": ProjectId(3)}),
    ("not claimed", {"unclaimed": True}),
    ("not paid", {"unpaid": True}),
    ("all of these", {"unclaimed": True, "unpaid": True, "categories": CATEGORIES[:5]}),
)


def made_up(count: int) -> Iterator[Sequence[str | int | None]]:
    """Yield rows that look like a company's, the same ones at every run."""
    dice = random.Random(SEED)  # noqa: S311 -- sample data, not secrets
    for number in range(count):
        name = "龙飞" if dice.random() < 1 / 2000 else dice.choice(NAMES)
        gross = dice.randrange(100, 50_000_000)
        year, month, day = dice.randrange(2020, 2027), dice.randrange(1, 13), dice.randrange(1, 29)
        paid = None if dice.random() < 1 / 20 else f"{year}-{month:02}-{day:02}"
        yield (
            dice.choice(CATEGORIES), gross, gross * 6 // 106, dice.choice(WORK),
            f"{dice.choice(PLACES)}{name}{dice.choice(TRADES)}有限公司", paid,
            f"{year}-{month:02}-{day:02}", f"{26430000000000000000 + number}",
            dice.randrange(1, PROJECTS + 1), 0, 0, "CNY",
        )  # fmt: skip


def build(folder: Path, count: int) -> Book:
    """Create the book."""
    made = book.create_book(
        folder / "b.book", passphrase=WORDS_OF_BOOK, now=NOW, use_keychain=False, cost=CHEAP
    ).book
    db = made.db
    with journal.operation(db, "bench.fill", "测量", NOW):
        for number in range(PROJECTS):
            projects.add(db, Matter(kind=ProjectKind.REFUND, title=str(number)))
        with triggers.silent(db, "expense", "insert"):
            rows.insert_many(db, "expense", COLUMNS, made_up(count))
        db.conn.execute(
            "INSERT INTO claim (measure, pack, pack_version, title, state, spent_fen, ceiling_fen, "
            "applied_fen, snapshot) VALUES ('m', 'p', '1', 't', 'draft', 0, 0, 0, '{}')"
        )
        db.conn.execute(
            "INSERT INTO claim_expense (claim, position, expense) "
            "SELECT 1, id, id FROM expense WHERE id % 97 = 0"
        )
    with database.write(db):
        search.rebuild(db)
    made.checkpoint()
    return made


def timed(action: Callable[[], object], times: int) -> float:
    """Return the best of several runs, in milliseconds of processor time."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        action()
        best = min(best, (time.process_time() - began) * 1000)
    return best


def with_word(db: Database, word: str) -> set[int]:
    """Return what a scan of the whole table finds of a word."""
    parts = word.split()
    where = " AND ".join(["(description LIKE ? OR payee LIKE ?)"] * len(parts))
    found = db.conn.execute(
        f"SELECT id FROM expense WHERE {where}",  # noqa: S608 -- question marks
        [f"%{part}%" for part in parts for _ in range(2)],
    )
    return {number for [number] in found}


def in_order(db: Database, wanted: Wanted) -> list[int]:
    """Return what plain SQL says of a filter, in the order of the list."""
    conditions, values = ["1"], list[str | int]()
    if categories := wanted.get("categories"):
        conditions.append(f"category IN ({rows.marks(categories)})")
        values += list(categories)
    if project := wanted.get("project"):
        conditions.append("project=?")
        values.append(project)
    if wanted.get("unclaimed"):
        conditions.append("id NOT IN (SELECT expense FROM claim_expense)")
    if wanted.get("unpaid"):
        conditions.append("paid_on IS NULL")
    where = " AND ".join(conditions)
    found = db.conn.execute(
        f"SELECT id FROM expense WHERE {where} ORDER BY paid_on DESC, id DESC",  # noqa: S608 -- own conditions
        values,
    )
    return [number for [number] in found]


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, search, compare, report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=ROWS)
    count = parser.parse_args(arguments).rows
    worst = 0.0
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        made = build(Path(folder), count)
        print(f"{count:,} expenses and their words in {time.perf_counter() - began:.0f} s")
        db = made.reader()
        scanned = {word: with_word(db, word) for word in SOUGHT}
        print(f"the whole list, the first time: {timed(lambda: expenses.ids(db), 1):.0f} ms")
        for name, wanted in FILTERS:
            print(f"{name}: set in {timed(partial(expenses.ids, db, **wanted), 1):.1f} ms")
            plain = in_order(db, wanted)
            for word in SOUGHT:
                asked: Wanted = {**wanted, "contains": word}
                ask = partial(expenses.ids, db, **asked)
                found = list(ask())
                wrong += found != [number for number in plain if number in scanned[word]]
                took = timed(ask, TIMES)
                worst = max(worst, took)
                print(f"    {word:<8}{len(found):>10,}{took:9.1f} ms")
        db.conn.close()
        made.close()
    print(f"the slowest search {worst:.1f} ms, limit {LIMIT_MS:.0f} ms; wrong answers: {wrong}")
    return 0 if worst <= LIMIT_MS and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
