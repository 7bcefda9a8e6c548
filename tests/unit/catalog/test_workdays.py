"""The holidays that ship are those the State Council announced; a slip in the file is named."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from tests.unit.catalog.pack_files import spoil

from jiamao_desktop.catalog.packs import load_catalog
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.workdays import WORKDAYS_FILE, load_workdays, shipped_workdays
from jiamao_desktop.domain.errors import PackError


@pytest.mark.parametrize(
    ("year", "number", "off", "shifted", "worked"),
    [
        (2024, "国办发明电〔2023〕7号", 28, 8, 251),
        (2025, "国办发明电〔2024〕12号", 28, 5, 248),
        (2026, "国办发明电〔2025〕7号", 33, 6, 248),
    ],
)
def test_each_year_names_its_announcement_and_has_as_many_days(
    year: int, number: str, off: int, shifted: int, worked: int
) -> None:
    found = shipped_workdays().years[year]
    assert found.source.startswith(f"{number} 国务院办公厅关于{year}年部分节假日安排的通知")
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366)]
    mine = [day for day in days if day.year == year]
    assert sum(map(shipped_workdays().works, mine)) == worked
    assert len(found.on) == shifted
    weekends = sum(day.weekday() > 4 for day in mine)
    assert len(mine) - weekends - len(found.off) + shifted == worked
    text = (resources_folder() / WORKDAYS_FILE).read_text("utf-8")
    spans = [line for line in text.splitlines() if f"from = {year}-" in line]
    assert sum(map(length, spans)) == off


def length(span: str) -> int:
    first, last = (
        dt.date.fromisoformat(part.split()[0])
        for part in (span.split("from = ")[1].replace(",", ""), span.split("to = ")[1])
    )
    return (last - first).days + 1


def test_the_catalogue_hands_the_calendar_on() -> None:
    assert set(load_catalog().workdays.years) == {2024, 2025, 2026}


@pytest.mark.parametrize(
    ("old", "new", "entry", "words"),
    [
        ("from = 2024-05-01", "from = 2023-05-01", "year.2024", "不在 2024 年"),
        ("to = 2024-05-05", "to = 2024-04-30", "year.2024.off.劳动节.to", "次序颠倒"),
        ("2024-02-04, ", "2024-02-05, ", "year.2024.on", "2024-02-05 不是周末"),
        ("on = [2024-02-04, ", 'on = ["2024-02-04", ', "year.2024.on", "日期的列表"),
        ('number = "国办发明电〔2023〕7号"', "", "year.2024.number", "缺少“number”"),
        (
            "published_on = 2023-10-25",
            "published = 2023-10-25",
            "year.2024.published",
            "不认识的键",
        ),
    ],
)
def test_a_slip_is_named(tmp_path: Path, old: str, new: str, entry: str, words: str) -> None:
    shutil.copy(resources_folder() / WORKDAYS_FILE, tmp_path)
    spoil(tmp_path / WORKDAYS_FILE, old, new)
    with pytest.raises(PackError) as refused:
        load_workdays(tmp_path)
    said = [one for one in refused.value.mistakes if one.entry == entry]
    assert any(words in one.message + one.remedy for one in said), refused.value.mistakes
    assert {one.file for one in said} == {WORKDAYS_FILE}


def test_without_the_file_there_is_no_calendar(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load_workdays(tmp_path)
