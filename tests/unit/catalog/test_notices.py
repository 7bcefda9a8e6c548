"""When a notice applies, and where its words are found."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.catalog.pack_files import copied, mistakes_of_pack, spoil

from jiamao_desktop.catalog.notices import last_day, without_space
from jiamao_desktop.catalog.packs import load_pack


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        ("2024-06-14", 3, "2027-06-13"),
        ("2024-04-22", 2, "2026-04-21"),
        ("2024-01-01", 1, "2024-12-31"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-28"),
        ("2023-03-01", 1, "2024-02-29"),
    ],
)
def test_a_term_of_years_ends_the_day_before_its_anniversary(
    first: str, years: int, last: str
) -> None:
    assert last_day(dt.date.fromisoformat(first), years) == dt.date.fromisoformat(last)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)), st.integers(1, 20))
def test_a_term_is_as_many_years_long_as_it_says(first: dt.date, years: int) -> None:
    days = (last_day(first, years) - first).days + 1
    assert years * 365 <= days <= years * 365 + years // 4 + 1


def test_the_derived_day_may_be_written_out_if_it_is_right(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / "pack.toml", 'duration = "P3Y"', 'duration = "P3Y", until = 2027-06-13')
    (notice,) = load_pack(folder).notices
    assert str(notice.in_force.last) == "2027-06-13"


def test_a_notice_may_name_its_last_day_itself(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / "pack.toml", 'duration = "P3Y"', "until = 2026-12-31")
    in_force = load_pack(folder).notices[0].in_force
    assert (in_force.duration, in_force.text) == ("", "2024-06-14 至 2026-12-31")


def test_a_notice_may_be_open_ended(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / "pack.toml", 'duration = "P3Y", ', "")
    in_force = load_pack(folder).notices[0].in_force
    assert in_force.last is None
    assert in_force.covers(dt.date(2100, 1, 1))
    assert not in_force.covers(dt.date(2024, 6, 13))
    assert in_force.text == "2024-06-14 至 长期"


@pytest.mark.parametrize(
    "quote", ["按规定", "按规定给予 展位费、　展品运输费、人员费补贴", "按\\n规定"]
)
def test_blanks_and_line_breaks_of_a_quote_do_not_matter(tmp_path: Path, quote: str) -> None:
    folder = copied(tmp_path)
    spoil(folder / "pack.toml", "按规定给予展位费、展品运输费、人员费补贴", quote)
    assert load_pack(folder).clauses["c7.key"].quote


@pytest.mark.parametrize(
    "quote", ["按规则给予", "按规定给予展位费，展品运输费", "按规定给予展位费补贴"]
)
def test_any_other_change_of_a_quote_is_found(tmp_path: Path, quote: str) -> None:
    folder = copied(tmp_path)
    spoil(folder / "pack.toml", "按规定给予展位费、展品运输费、人员费补贴", quote)
    (mistake,) = mistakes_of_pack(folder)
    assert (mistake.file, mistake.entry) == ("pack.toml", "clause.c7.key.quote")
    assert quote in mistake.message
    assert "逐字复制" in mistake.remedy


@given(st.text(alphabet="永州 \n\t　外贸"), st.text(alphabet="永州 \n\t　外贸"))
def test_texts_are_equal_without_space_only_if_they_differ_in_space(one: str, other: str) -> None:
    letters = [[c for c in text if not c.isspace()] for text in (one, other)]
    assert (without_space(one) == without_space(other)) == (letters[0] == letters[1])
