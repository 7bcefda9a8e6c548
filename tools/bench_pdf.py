"""Measure how long 1,000 invoices as PDF take to be read, against PDFium alone.

Prints the invoices first, as the tax bureau's printer sets them: embedded typeface, rules, QR
code. Then all sides read them in the same run, each with two processes that start with the
first file: PDFium's text of every page and nothing else; the same with the place of every
character, without which no invoice can be read; and all that the program does, up to drafts
with origins and warnings in the parent. The sides take turns, so that a machine that is busy
now and then slows all.

Exits with 1 when the ratio to the bare text is over its limit.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pypdfium2 as pdfium
from tools import demo_fapiao
from tools.demo_story import Fapiao, Line, Party

from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers.worker import read_files

LIMIT = 1.6
WORKERS = 2
SEED = 20261121
GOODS = (
    "*会展服务*展位费",
    "*物流辅助服务*展品运输费",
    "*鉴证咨询服务*认证服务费",
    "*塑料制品*外壳",
)
CITIES = ("长沙", "永州", "衡阳", "深圳", "东莞", "广州", "宁波", "上海")
TRADES = ("会展服务", "国际物流", "认证检测", "塑胶制品")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one side: by the clock, and of processor time of all its processes."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Round:
    """What each side took in one round: bare text, text with places, all that the program does."""

    raw: Took
    placed: Took
    ours: Took


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="read the PDFs here instead, again and again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        files = (
            written(Path(folder), options.files)
            if options.folder is None
            else (again(sorted(options.folder.rglob("*.pdf")), options.files))
        )
        rounds = [
            Round(took(files, raw_side), took(files, placed_side), took(files, our_side))
            for _ in range(options.rounds)
        ]
    ratio = print_table(rounds, len(files))
    return int(ratio > LIMIT)


def written(folder: Path, count: int) -> list[Path]:
    """Print so many invoices, all different, and return their files."""
    dice = random.Random(SEED)  # noqa: S311 -- figures to print, no secret
    files: list[Path] = []
    for number in range(count):
        files.append(folder / f"dzfp_{number:04}.pdf")
        files[-1].write_bytes(demo_fapiao.pdf(invoice(dice, number)))
    return files


def invoice(dice: random.Random, number: int) -> Fapiao:
    """Return one invoice of one to four lines."""
    city, trade = dice.choice(CITIES), dice.choice(TRADES)
    seller = Party(
        name=f"样例{city}{trade}有限公司",
        uscc="91441900MA5TE5T029",
        bank="样例银行",
        account=f"6222{number:012}",
    )
    names = dice.sample(GOODS, dice.randint(1, len(GOODS)))
    lines = tuple(Line(name=name, gross=Money(dice.randint(10_000, 9_000_000))) for name in names)
    return Fapiao(
        number=f"2544200000{number:010}",
        issued_on=dt.date(2025, 1, 1) + dt.timedelta(days=dice.randrange(360)),
        seller=seller,
        lines=lines,
        remark=f"合同号：HT-{number:05}",
    )


def again(files: Sequence[Path], count: int) -> list[Path]:
    """Return so many of the files, in turns."""
    return [files[number % len(files)] for number in range(count)]


def raw_text(path: Path) -> str:
    """Return the text of a PDF as PDFium gives it; runs in a child."""
    document = pdfium.PdfDocument(path.read_bytes())
    texts: list[str] = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "".join(texts)


def raw_places(path: Path) -> str:
    """Return the text of a PDF after asking for the place of every character; runs in a child."""
    document = pdfium.PdfDocument(path.read_bytes())
    texts: list[str] = []
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            text.get_charbox(index, loose=True)
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "".join(texts)


def raw_side(files: Sequence[Path]) -> int:
    """Take the text of every file in two children; return how many had one."""
    return _in_children(raw_text, files)


def placed_side(files: Sequence[Path]) -> int:
    """Take text and places of every file in two children; return how many had any."""
    return _in_children(raw_places, files)


def _in_children(read: Callable[[Path], str], files: Sequence[Path]) -> int:
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as children:
        return sum(bool(text) for text in children.map(read, files, chunksize=4))


def our_side(files: Sequence[Path]) -> int:
    """Read every file as the program does; return how many were read."""
    return sum(bool(reading.drafts) for reading in read_files(files, workers=WORKERS))


def took(files: Sequence[Path], side: Callable[[Sequence[Path]], int]) -> Took:
    """Let one side read all files.

    Raises:
        SystemExit: A file was not read: the figure would mean nothing.
    """
    before, started = _processor(), time.perf_counter()
    done = side(files)
    found = Took(time.perf_counter() - started, _processor() - before)
    if done != len(files):
        raise SystemExit(f"{side.__name__}: only {done} of {len(files)} files were read")
    return found


def _processor() -> float:
    """Return the processor time of this process and of all its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def print_table(rounds: Sequence[Round], count: int) -> float:
    """Print all sides of every round; return the ratio by the clock of the best of each."""
    print(f"{count} PDFs, {WORKERS} processes each, start included; seconds by clock (processor)")
    print("round   bare text      with places         program")
    for number, one in enumerate(rounds, start=1):
        sides = (one.raw, one.placed, one.ours)
        print(f"{number:>5}" + "".join(f"{s.wall:>9.2f} ({s.processor:.2f})" for s in sides))
    raw, placed, ours = (
        Took(min(one.wall for one in side), min(one.processor for one in side))
        for side in zip(*((one.raw, one.placed, one.ours) for one in rounds), strict=True)
    )
    for name, other in (("bare text", raw), ("text with places", placed)):
        by_clock, by_processor = ours.wall / other.wall, ours.processor / other.processor
        print(f"to {name}: {by_clock:.2f} by clock, {by_processor:.2f} by processor")
    print(f"ratio {ours.wall / raw.wall:.2f} (limit {LIMIT})")
    return ours.wall / raw.wall


if __name__ == "__main__":
    sys.exit(main())
