"""Days as people type them: read exactly, or refused where they could mean two."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import UserError


@pytest.mark.parametrize(
    "text", ["2025-3-5", "2025/03/05", "2025.3.5", "２０２５年３月５日", "20250305"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == dt.date(2025, 3, 5)


@pytest.mark.parametrize("text", ["2025", "202535", "5-3-2025", "2025-13-01", "2025年3月"])
def test_what_may_mean_two_days_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="date.bad_format"):
        parse_day(text)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_reads_back(day: dt.date) -> None:
    assert parse_day(day.isoformat()) == day
