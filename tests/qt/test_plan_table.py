"""A table of two-line cells, and the strip that follows what is being worked out."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.jobs import Job, Jobs
from jiamao_desktop.ui.plan_progress import PlanProgress
from jiamao_desktop.ui.plan_table import ROW_HEIGHT, PlanTable
from jiamao_desktop.ui.plan_words import two_lines
from jiamao_desktop.ui.record_table import Column

Show = Callable[[QWidget], None]
WIDE, NARROW = 320, 150


def table(words: str = "香港样例展览有限公司", below: str = "展位费") -> PlanTable[str]:
    columns: tuple[Column[str], ...] = (
        Column("收款方", lambda one: two_lines(one, below), sort="name", width=0),
        Column(
            "字数",
            lambda one: str(len(one)),
            align_right=True,
            sort="length",
            width=100,
            colour=lambda one: theme.TONES["bad"][0] if len(one) > 5 else None,
        ),
    )
    made: PlanTable[str] = PlanTable(columns, "费用")
    made.sort_by(name=lambda one: one, length=len)
    made.show_records([words, "乙", "甲甲"])
    return made


def ink(made: PlanTable[str], line: int, column: int) -> set[str]:
    """Return the colours of a cell that are not its ground."""
    place = made.visualRect(made.records.index(line, column))
    image: QImage = made.viewport().grab(place).toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_the_second_line_is_smaller_print(shown: Show) -> None:
    made = table()
    shown(made)
    made.resize(WIDE, 240)
    assert made.rowHeight(0) == ROW_HEIGHT
    assert theme.INK_SOFT in ink(made, 0, 0)
    assert theme.INK_SOFT not in ink(table_of_one_line(shown), 0, 0)


def table_of_one_line(shown: Show) -> PlanTable[str]:
    made = table(below="")
    shown(made)
    made.resize(WIDE, 240)
    return made


def test_a_cell_keeps_its_own_colour(shown: Show) -> None:
    made = table()
    shown(made)
    made.resize(WIDE, 240)
    assert theme.TONES["bad"][0] in ink(made, 0, 1)
    assert theme.TONES["bad"][0] not in ink(made, 1, 1)


def test_the_tip_has_both_lines_whole(shown: Show) -> None:
    made = table()
    shown(made)
    made.resize(NARROW, 240)
    tip = made.records.data(made.records.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert tip == "香港样例展览有限公司\n展位费"


def test_records_are_sorted_either_way(shown: Show) -> None:
    made = table()
    shown(made)
    made.sorted_by.emit("length", False)
    assert [made.record_at(number) for number in range(3)] == ["乙", "甲甲", "香港样例展览有限公司"]
    made.sorted_by.emit("length", True)
    assert made.record_at(0) == "香港样例展览有限公司"


def test_nothing_is_picked_at_first_and_what_is_picked_stays(shown: Show) -> None:
    made = table()
    shown(made)
    assert made.picked_record() is None
    made.go_to(1)
    made.show_records(["丙", "乙"])
    assert made.picked_record() == "乙"
    made.show_records(["丙"])
    assert made.picked_record() is None


# The strip.


class Slow:
    """Work that reports until it is let go."""

    def __init__(self) -> None:
        self.go_on, self.reached = threading.Event(), threading.Event()

    def __call__(self, report: Report) -> str:
        while not self.go_on.wait(0.005):
            report(3, 10, "境外展会展位费支持")
            self.reached.set()
        return "done"


@pytest.fixture
def strip(shown: Show) -> PlanProgress:
    made = PlanProgress()
    shown(made)
    return made


def begin(jobs: Jobs, strip: PlanProgress, work: Slow, channel: str = "plan") -> Job[str]:
    def fail(error: JiamaoError) -> None:
        pytest.fail(error.code)

    job = jobs.read(
        work, on_done=lambda _result: strip.done(channel), on_error=fail, channel=channel
    )
    strip.follow(channel, job, "正在安排…")
    return job


def test_the_strip_says_what_and_how_far(jobs: Jobs, strip: PlanProgress, qtbot: QtBot) -> None:
    work = Slow()
    begin(jobs, strip, work)
    qtbot.waitUntil(lambda: strip.bar.maximum() == 10)
    assert strip.label.whole() == "正在安排…　境外展会展位费支持"
    assert strip.bar.value() == 3
    assert strip.stop.isVisible()
    work.go_on.set()
    qtbot.waitUntil(lambda: not strip.running)
    assert strip.label.whole() == ""
    assert not strip.stop.isVisible()


def test_stop_asks_every_job_to_end(jobs: Jobs, strip: PlanProgress, qtbot: QtBot) -> None:
    first, second = Slow(), Slow()
    asked = [begin(jobs, strip, first), begin(jobs, strip, second, "details")]
    assert first.reached.wait(5)
    with qtbot.waitSignal(strip.stopped):
        strip.stop.click()
    assert all(job.stopped for job in asked)
    assert not strip.running
    assert strip.label.whole() == "已停止"
    qtbot.waitUntil(lambda: not jobs.reading)


def test_what_was_stopped_can_be_had_after_all(
    jobs: Jobs, strip: PlanProgress, qtbot: QtBot
) -> None:
    begin(jobs, strip, Slow())
    strip.stop.click()
    assert strip.again.isVisible()
    assert strip.again.hasFocus()
    with qtbot.waitSignal(strip.resumed):
        strip.again.click()
    assert not strip.again.isVisible()
    assert strip.label.whole() == ""


def test_a_newer_job_takes_the_place_of_the_one_before(
    jobs: Jobs, strip: PlanProgress, qtbot: QtBot
) -> None:
    older, newer = Slow(), Slow()
    begin(jobs, strip, older)
    begin(jobs, strip, newer)
    newer.go_on.set()
    qtbot.waitUntil(lambda: not strip.running)
    assert not jobs.reading


def test_nothing_to_cancel_is_no_news(strip: PlanProgress) -> None:
    assert not strip.cancel()
    strip.done("plan")
    assert strip.label.whole() == ""


def test_the_place_of_the_strip_is_always_kept(
    jobs: Jobs, strip: PlanProgress, qtbot: QtBot
) -> None:
    before = strip.minimumSizeHint().height()
    work = Slow()
    begin(jobs, strip, work)
    during = max(strip.minimumSizeHint().height(), strip.minimumHeight())
    work.go_on.set()
    qtbot.waitUntil(lambda: not strip.running)
    assert during == max(before, strip.minimumHeight())
