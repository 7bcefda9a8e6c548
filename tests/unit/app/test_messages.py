"""Every code has a sentence, and a sentence always comes out."""

from __future__ import annotations

import datetime as dt

import pytest

from jiamao_desktop.app.clock import FixedClock, SystemClock
from jiamao_desktop.app.messages import message, sentence, sentences
from jiamao_desktop.app.progress import silent
from jiamao_desktop.domain.assessment import LeftOut
from jiamao_desktop.domain.errors import Cancelled, PackError, PackMistake, Problem, UserError


def test_details_are_put_into_the_sentence() -> None:
    error = UserError("claim.applied_over_ceiling", ceiling="1,000.00", field="applied")
    assert "¥1,000.00" in message(error)
    assert "¥1,000.00" in message(error, "en")


def test_a_problem_reads_like_the_error_it_came_from() -> None:
    error = UserError("import.same_fapiao", number="26432")
    assert message(Problem.from_error(error)) == message(error)


def test_a_line_left_out_is_explained() -> None:
    left = LeftOut(line=1, code="line.unpaid")
    assert message(left)


def test_a_detail_that_is_missing_is_shown_by_its_name() -> None:
    assert "〈number〉" in sentence("import.same_fapiao", {})


def test_an_unknown_code_is_a_bug_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        message(UserError("no.such_code"))


def test_mistakes_of_a_pack_are_listed_one_a_line() -> None:
    mistakes = tuple(
        PackMistake(file="a.toml", entry=f"e{place}", message="错", remedy="改")
        for place in range(2)
    )
    assert message(PackError(mistakes)).splitlines() == [str(one) for one in mistakes]


def test_stopping_has_a_sentence_too() -> None:
    assert "没有保存" in message(Cancelled())


def test_every_sentence_speaks_both_languages_and_ends_like_one() -> None:
    ends = ("。", "！", "？", "”", "：", "）", "}")
    for code, entry in sentences().items():
        assert {"zh", "en"} <= set(entry), code
        assert entry["zh"].rstrip().endswith(ends), code


def test_a_fixed_clock_stands_still() -> None:
    clock = FixedClock(dt.date(2026, 11, 20))
    assert (clock.today(), clock.now()) == (dt.date(2026, 11, 20), "2026-11-20T12:00:00Z")


def test_the_system_clock_speaks_utc_to_the_second() -> None:
    now = SystemClock().now()
    assert dt.datetime.strptime(now, "%Y-%m-%dT%H:%M:%S%z").tzinfo == dt.UTC
    assert abs((SystemClock().today() - dt.date.fromisoformat(now[:10])).days) <= 1


def test_reporting_to_nobody_never_stops_the_work() -> None:
    silent(1, 2, "x")
