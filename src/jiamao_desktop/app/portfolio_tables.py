"""One table for each client, as .csv and as .xlsx: the same rows, and nothing of anybody else.

A file is named after its book's folder and lies in the folder asked for, whatever the name. No
content can become a formula. The same figures give the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from jiamao_desktop.app.portfolio_parts import Client, Planned, Row
from jiamao_desktop.documents.csv_table import tame
from jiamao_desktop.documents.workbook import Sheet, workbook
from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.domain.money import Money

HEADING = ("类别", "事项", "涉及", "金额（元）", "上限（元）", "已用（元）", "日期", "说明")
_WIDTHS = (9, 34, 34, 16, 16, 16, 12, 30)
_NOT_IN_A_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ufffd]')
_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 60
"""Characters of a file name: three bytes each in Chinese, and systems stop at 255."""
_SUFFIX = ".book"


def conclusion(client: Client) -> str:
    """Return in one sentence what the best plan comes to, and how sure that is."""
    if client.best == client.at_most:
        return f"最多可得 ¥{client.best}，已证明没有更高的方案"
    return f"至少可得 ¥{client.best}，至多 ¥{client.at_most}"


def save_tables(planned: Sequence[Planned], day: str, out: Path) -> Sequence[Path]:
    """Write the tables of every book that was planned; return the files, in their order.

    A table that is there already is replaced whole, never written through a link.

    Raises:
        MachineError: ``portfolio.not_written``.
    """
    names = file_names([one.name for one in planned])
    written = []
    for one, name in zip(planned, names, strict=True):
        if one.client is None:
            continue
        for suffix, content in tables(one.client, day).items():
            path = out / f"{name}{suffix}"
            _write(path, content)
            written.append(path)
    return written


def tables(client: Client, day: str) -> Mapping[str, bytes]:
    """Return the tables of one client by the suffix of their file."""
    rows = [
        ("单位", client.title, "", "", "", "", day, "按这一天测算"),
        ("合计", "可得", "", _plain(client.best), "", "", "", conclusion(client)),
        ("合计", "已申报", "", _plain(client.filed), "", "", "", "已提交，尚未核定"),
        ("合计", "已获得", "", _plain(client.granted), "", "", "", ""),
        *map(_cells, client.rows),
    ]
    sheet = Sheet(
        name="组合测算",
        title=client.title,
        notes=(f"按 {day} 测算。{conclusion(client)}。",),
        heading=HEADING,
        widths=_WIDTHS,
        rows=rows[1:],
    )
    return {".csv": _csv([HEADING, *rows]), ".xlsx": workbook([sheet])}


def file_names(names: Sequence[str]) -> Sequence[str]:
    """Return for each folder's name one for its tables: safe on every system, none twice."""
    found = []
    taken: set[str] = set()
    for name in names:
        short = name.removesuffix(_SUFFIX)
        plain = _NOT_IN_A_FILE_NAME.sub("_", short)[:_LONGEST].strip(" .") or "_"
        if _OF_DEVICES.fullmatch(plain):
            plain = f"_{plain}"
        free, number = plain, 1
        while free.casefold() in taken:
            number += 1
            free = f"{plain} {number}"
        taken.add(free.casefold())
        found.append(free)
    return found


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.kind.value,
        row.what,
        row.about,
        _plain(row.amount),
        _plain(row.limit),
        _plain(row.used),
        row.day.isoformat() if row.day else "",
        row.note,
    )


def _plain(amount: Money | None) -> str:
    """Return an amount that a spreadsheet reads as a number."""
    return "" if amount is None else str(amount).replace(",", "")


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table that spreadsheet programs open as what it is: UTF-8 with its mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[tame(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig", "replace")


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        with new.open("xb") as file:
            file.write(content)
        new.replace(path)
    except OSError as error:
        raise MachineError(
            "portfolio.not_written", path=str(path), reason=type(error).__name__
        ) from error
