"""Make a batch of two hundred files as a company has them: run ``python -m tools.make_batch``.

Invoices in their three formats, alone and in a zip, the bank slips that pay them in three
layouts, customs declarations as forms and as a list. Nothing in it needs a look: all numbers
differ, all amounts too, and each slip pays just one invoice. All of it is made up; the company
is the one of the demo files.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import demo_fapiao, demo_paper, demo_sheets
from tools import demo_story as story
from tools.demo_fapiao import stored_zip

from jiamao_desktop.domain.money import Money

FILES = 200
_SELLERS = (story.ORGANISER, story.CERTIFIER, story.INCUBATOR)
_WORK = (
    "*会展服务*展位费",
    "*鉴证咨询服务*AEO高级认证费",
    "*信息技术服务*跨境电商孵化年服务费",
)
_FIRST_DAY = dt.date(2026, 1, 5)
_ZIPPED = 4
_STEP = Money.from_yuan("1060")
_FIRST_AMOUNT = Money.from_yuan("21200")
Named = tuple[str, bytes]


def batch(files: int = FILES) -> Iterator[Named]:
    """Yield so many files, named; of ten there are five invoices, four slips, a declaration."""
    for ten in range(-(-files // 10)):
        yield from list(_ten(ten))[: files - ten * 10]


def write(folder: Path, files: int = FILES) -> Sequence[Path]:
    """Write the batch below a folder and return where the files lie."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in batch(files):
        written.append(folder / name)
        written[-1].write_bytes(content)
    return written


def invoice(serial: int) -> story.Fapiao:
    """Return the made-up invoice of a number; no two have the same amount."""
    kind = serial % len(_SELLERS)
    amount = Money(_FIRST_AMOUNT.fen + serial * _STEP.fen)
    return story.Fapiao(
        number=f"26432000000000{700_000 + serial:06d}",
        issued_on=_FIRST_DAY + dt.timedelta(days=serial % 240),
        seller=_SELLERS[kind],
        lines=(story.Line(_WORK[kind], amount),),
        remark=story.NOTICE,
    )


def slip(serial: int) -> story.Slip:
    """Return the slip that pays the invoice of the same number, three days later."""
    paid = invoice(serial)
    return story.Slip(
        number=f"20260900000000{700_000 + serial:06d}",
        paid_on=paid.issued_on + dt.timedelta(days=3),
        fapiao=paid,
        purpose=paid.lines[0].name.rpartition("*")[2],
    )


def declaration(serial: int) -> story.Declaration:
    """Return a declaration like that of the demo files, with a number of its own."""
    return dataclasses.replace(
        story.FORM,
        number=f"490020260{700_000 + serial:09d}",
        declared_on=story.FORM.declared_on + dt.timedelta(days=serial),
        contract=f"YZ-SAMPLE-{7000 + serial}",
        bill=f"SAMPLE{7_000_000 + serial}",
    )


def _ten(ten: int) -> Iterator[Named]:
    first = ten * (4 + _ZIPPED)
    invoices = [invoice(first + step) for step in range(4 + _ZIPPED)]
    mark = f"{ten + 1:02d}"
    yield f"{mark}-发票甲.xml", demo_fapiao.xml(invoices[0])
    yield f"{mark}-发票乙.ofd", demo_fapiao.ofd(invoices[1])
    yield f"{mark}-发票丙.pdf", demo_fapiao.pdf(invoices[2])
    yield f"{mark}-发票丁.xml", demo_fapiao.xml(invoices[3])
    bundled = {f"发票{one.number}.xml": demo_fapiao.xml(one) for one in invoices[4:]}
    yield f"{mark}-发票包.zip", stored_zip(bundled)
    yield f"{mark}-回单甲.xml", demo_paper.slip_xbrl(slip(first))
    yield f"{mark}-回单乙.pdf", demo_paper.slip_in_pairs(slip(first + 1))
    yield f"{mark}-回单丙.pdf", demo_paper.slip_in_blocks(slip(first + 2))
    yield f"{mark}-回单丁.xml", demo_paper.slip_xbrl(slip(first + 4))
    if ten % 2:
        listed = tuple(declaration(ten * 3 + step) for step in range(3))
        yield f"{mark}-报关清单.xlsx", demo_sheets.flat_list(listed)
    else:
        yield f"{mark}-报关单.xlsx", demo_sheets.form(declaration(ten * 3))


def main() -> int:
    """Write the batch where it is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("--files", type=int, default=FILES, help="how many")
    asked = parser.parse_args()
    print(f"{len(write(asked.folder, asked.files))} files in {asked.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
