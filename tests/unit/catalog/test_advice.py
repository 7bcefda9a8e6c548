"""What a pack may be loaded with, and its author should still look at."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

import pytest
from tests.unit.catalog.pack_files import PACK

from jiamao_desktop.catalog.advice import advise
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import RawPack, read_raw
from jiamao_desktop.domain.pack import Pack

FOLDER = resources_folder() / "packs" / PACK


@cache
def raw() -> RawPack:
    return read_raw(FOLDER, Mistakes())


def advice_for(pack: Pack, today: dt.date) -> list[tuple[str, str]]:
    advice = Mistakes()
    advise(raw(), pack, (), today, advice)
    return [(one.entry, one.message) for one in advice.found]


@pytest.mark.parametrize(("days", "said"), [(180, 0), (181, 1)])
def test_a_notice_nobody_checked_for_half_a_year_is_named(days: int, said: int) -> None:
    pack = load_pack(FOLDER)
    (notice,) = pack.notices
    today = notice.verified_on + dt.timedelta(days=days)
    assert notice.is_stale(today) is bool(said)
    found = [one for one in advice_for(pack, today) if "已超过半年" in one[1]]
    assert [entry for entry, _ in found] == [f"notice.{notice.id}.verified"] * said


def test_a_limit_that_holds_for_nothing_is_named() -> None:
    pack = load_pack(FOLDER)
    today = pack.notices[0].verified_on
    assert not [one for one in advice_for(pack, today) if one[0].startswith("limit.")]
    elsewhere = dataclasses.replace(pack.limits[0].clause, number="别的〔2024〕2号")
    lost = dataclasses.replace(pack.limits[0], clause=elsewhere)
    found = advice_for(dataclasses.replace(pack, limits=(lost,)), today)
    assert [entry for entry, message in found if "不限制任何措施" in message] == [
        f"limit.{lost.id}"
    ]
