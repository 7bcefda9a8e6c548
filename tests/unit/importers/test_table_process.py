"""Tables are read in a child, as every stranger's file is."""

from __future__ import annotations

import hashlib

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.mapping import TablePlan, signature
from jiamao_desktop.importers import table_process
from jiamao_desktop.importers.table_process import PlannedReading

HEADER = ("日期", "对方", "多少钱")
LIST = "日期,对方,多少钱\n2026-03-05,甲,100\n".encode()


def test_a_child_looks_at_a_table_and_says_that_it_is_alive() -> None:
    pulses: list[int] = []
    reading = table_process.ask_preview(-1, "a.csv", LIST, lambda: pulses.append(1))
    assert reading.preview is not None
    assert reading.preview.rows[0] == HEADER
    assert pulses


def test_a_child_reads_what_a_plan_says() -> None:
    one = ColumnMap(
        signature=signature(HEADER),
        title="",
        target=DraftKind.EXPENSE,
        header=HEADER,
        columns={"多少钱": "gross"},
    )
    with PlannedReading(TablePlan(known=(one,))) as process:
        first, second = process.read("a.csv", LIST), process.read("b.csv", b"")
    assert len(first.drafts) == 1
    assert first.sha256 == table_process.digest(LIST) == hashlib.sha256(LIST).hexdigest()
    assert not second.drafts
