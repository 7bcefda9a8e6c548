"""Measure how a hundred thousand customs rows get from a workbook into a book.

The same workbook goes two ways, one after the other in the same run, as often as asked: raw
(python-calamine's rows straight into one encrypted table, one transaction), and ours (read in
the reading process, packed, stored with the file itself, journalled, indexed for search). Both
are told in seconds of the wall clock and of the processors, children included; the best run of
each counts. Then what raw has nothing like: proving the journal, undo, redo, one search.

Exits with 1 when the ratio or the memory is over its limit.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from jiamao_desktop.domain.document import Document, DocumentKind
from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.importers.worker import ReadingProcess
from jiamao_desktop.storage import book, bulk, database, documents, journal, search
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.keys import PassphraseCost

ROWS = 100_000
RUNS = 3
MOST_RATIO = 2.5
MOST_MIB = 600
WORDS = "样例账套的口令 2026 很长"
NOW = "2026-11-20T08:30:00Z"
CHEAP = PassphraseCost(passes=1, kib=19 * 1024)
SEED = 5
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADS = (
    "海关编号", "进出口标志", "申报日期", "出口日期", "境内收发货人", "境内收发货人代码",
    "境外收发货人", "监管方式", "征免性质", "备案号", "合同协议号", "提运单号", "运输方式",
    "贸易国", "运抵国", "成交方式", "项号", "商品编号", "商品名称", "规格型号", "成交数量",
    "成交单位", "单价", "总价", "币制", "原产国", "最终目的国", "征免",
)  # fmt: skip
GOODS = ("连接器", "线束", "塑胶外壳", "电源适配器", "印刷电路板", "铜线", "钢制螺丝", "液晶显示屏")
CODES = ("8536690000", "8544422100", "3926909090", "8504401400")
BUYERS = ("ACME LTD", "FOO CO.,LTD", "HK TRADING LIMITED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One way through, once: seconds, and the most memory a process had, in MiB."""

    wall: float
    processor: float
    mib: int
    parts: Mapping[str, float]


def made_up(rows: int) -> Iterator[list[str | float]]:
    """Yield rows of a list of declarations, the same ones at every run."""
    dice = random.Random(SEED)  # noqa: S311 -- sample data, not secrets
    left, serial = rows, 0
    while left:
        serial += 1
        year = dice.randrange(2024, 2027)
        day = f"{year}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        head = [
            f"5301{year}0{serial:09}", "出口", day, day, "样例深圳加工贸易有限公司",
            "91440300MA5TE5T031", dice.choice(BUYERS), "进料对口(0615)", "进料加工",
            "C53015123456", f"HT-{serial:06}", f"SNKO{serial:09}", "水路运输", "香港", "美国",
            "FOB",
        ]  # fmt: skip
        for item in range(1, min(dice.randrange(1, 7), left) + 1):
            left -= 1
            quantity, cents = dice.randrange(1, 5000), dice.randrange(100, 9999)
            yield [
                *head, item, dice.choice(CODES), dice.choice(GOODS), "4|3|无品牌|型号A", quantity,
                "个", cents / 100, quantity * cents / 100, "USD", "中国", "美国", "全免",
            ]  # fmt: skip


def workbook(rows: int) -> bytes:
    """Return a workbook as export programs write it: shared texts, one long sheet."""
    shared: dict[str, int] = {}
    columns = [chr(65 + at) if at < 26 else "A" + chr(39 + at) for at in range(len(HEADS))]  # noqa: PLR2004 -- letters

    def cell(column: str, row: int, value: str | float) -> str:
        if isinstance(value, str):
            place = shared.setdefault(value, len(shared))
            return f'<c r="{column}{row}" t="s"><v>{place}</v></c>'
        return f'<c r="{column}{row}"><v>{value}</v></c>'

    def row(number: int, values: Sequence[str | float]) -> str:
        cells = "".join(map(cell, columns, [number] * len(values), values))
        return f'<row r="{number}">{cells}</row>'

    body = "".join(
        row(number, values) for number, values in enumerate([HEADS, *made_up(rows)], start=1)
    )
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        '<sheet name="报关单" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>'
        f"{body}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return out.getvalue()


def raw(path: Path, folder: Path) -> Run:
    """Put the rows into one encrypted table, without a look at them."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 -- not in the memory of ours

    db = database.create(folder / "raw.db", bytes(32), b"")
    names = [f"c{at}" for at in range(len(HEADS))]
    db.conn.execute(f"CREATE TABLE raw (id INTEGER PRIMARY KEY, {' ANY, '.join(names)} ANY) STRICT")
    clock = _Clock()
    with CalamineWorkbook.from_path(str(path)) as sheets:
        rows = sheets.get_sheet_by_index(0).iter_rows()
        with database.write(db):
            marks = ",".join("?" * len(names))
            db.conn.executemany(f"INSERT INTO raw ({','.join(names)}) VALUES ({marks})", rows)  # noqa: S608 -- own names
    run = clock.run({})
    db.conn.close()
    return run


def ours(path: Path, folder: Path) -> Run:
    """Take the workbook in as the program does; the reading process has been started before."""
    made = book.create_book(
        folder / "样例.book",
        passphrase=WORDS,
        now=NOW,
        use_keychain=False,
        cost=CHEAP,
    )
    tiny = folder / "tiny.xml"
    tiny.write_bytes(b"<a/>")
    with made.book as opened, ReadingProcess() as process:
        process.read(tiny)
        began = _child_seconds(process)
        clock = _Clock()
        reading = process.read(path)
        read_in = time.perf_counter() - clock.wall
        stored = _stored(opened, reading)
        child = _child_seconds(process) - began
        run = clock.run(
            {"read": read_in, "stored": time.perf_counter() - clock.wall - read_in}, child
        )
        parts = dict(run.parts) | {"child MiB": _mib(_child(process)), "rows": stored.items}
        parts |= _afterwards(opened)
    parts["child processor"] = child
    return Run(wall=run.wall, processor=run.processor, mib=run.mib, parts=parts)


def _stored(opened: Book, reading: FileReading) -> bulk.Stored:
    if reading.table is None:
        raise SystemExit(f"not read as a long list: {reading.problem}")
    [name] = opened.files.store_all([reading.content])
    with journal.operation(opened.db, "import", "收入单证 1 件", NOW):
        document = documents.add(
            opened.db,
            Document(
                kind=DocumentKind.CUSTOMS_DECLARATION,
                title="报关单清单",
                attachment=name,
                sha256=reading.sha256,
                size=len(reading.content),
                mime=reading.mime,
                original_name="清单.xlsx",
                added_at=NOW,
            ),
        )
        return bulk.store(opened.db, reading.table, document=document)


def _afterwards(opened: Book) -> dict[str, float]:
    """Return how long it takes to prove, to undo, to do again and to find."""
    db = opened.db
    found = {
        "verify": _seconds(lambda: journal.verify(db)),
        "replay": _seconds(lambda: journal.replay_check(db)),
        "undo": _seconds(lambda: journal.undo(db, NOW)),
        "redo": _seconds(lambda: journal.redo(db, NOW)),
        "search": _seconds(lambda: list(search.matches(db, "declaration_item", "电源") or [])),
    }
    if journal.verify(db) is not None or journal.replay_check(db):
        raise SystemExit("the journal does not hold")
    return found


class _Clock:
    """Both clocks, started together."""

    def __init__(self) -> None:
        self.wall = time.perf_counter()
        self.processor = time.process_time()

    def run(self, parts: Mapping[str, float], child: float = 0.0) -> Run:
        return Run(
            wall=time.perf_counter() - self.wall,
            processor=time.process_time() - self.processor + child,
            mib=_mib(Path("/proc/self")),
            parts=parts,
        )


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _child(process: ReadingProcess) -> Path:
    child = process._child  # noqa: SLF001 -- a bench may look behind the door
    assert child is not None  # noqa: S101 -- it has just read
    return Path(f"/proc/{child.pid}")


def _child_seconds(process: ReadingProcess) -> float:
    """Return the seconds of processor that the child has used."""
    fields = (_child(process) / "stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _mib(process: Path) -> int:
    """Return the most memory that a process has had."""
    status = (process / "status").read_text("ascii", "replace")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def _apart(way: Callable[[Path, Path], Run], path: Path) -> Run:
    """Go one way in a process of its own, so that its memory is its own."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        theirs, mine = context.Pipe()
        child = context.Process(target=_send, args=(mine, way, path, Path(folder)))
        child.start()
        mine.close()
        found: Any = theirs.recv()
        child.join()
    if not isinstance(found, Run):
        raise SystemExit(str(found))
    return found


def _send(pipe: Any, way: Callable[[Path, Path], Run], path: Path, folder: Path) -> None:
    try:
        pipe.send(way(path, folder))
    except SystemExit as error:
        pipe.send(str(error))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both ways and print the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=RUNS)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "清单.xlsx"
        path.write_bytes(workbook(wanted.rows))
        print(f"{wanted.rows:,} rows of {len(HEADS)} columns, {path.stat().st_size / 1e6:.1f} MB")
        pairs = [(_apart(raw, path), _apart(ours, path)) for _ in range(wanted.runs)]
    wall = min(one.wall for _, one in pairs) / min(one.wall for one, _ in pairs)
    processor = min(one.processor for _, one in pairs) / min(one.processor for one, _ in pairs)
    for number, (plain, one) in enumerate(pairs, start=1):
        parts = "  ".join(f"{name} {value:.2f}" for name, value in one.parts.items())
        print(
            f"run {number}: raw {plain.wall:.2f} s wall, {plain.processor:.2f} s processor, "
            f"{plain.mib} MiB | ours {one.wall:.2f} s wall, {one.processor:.2f} s processor, "
            f"{one.mib} MiB\n       {parts}"
        )
    most = max(max(one.mib, int(one.parts["child MiB"])) for _, one in pairs)
    print(f"ratio of the wall {wall:.2f}, of the processors {processor:.2f}, limit {MOST_RATIO}")
    print(f"most memory of one process {most} MiB, limit {MOST_MIB}")
    return 0 if max(wall, processor) <= MOST_RATIO and most <= MOST_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
