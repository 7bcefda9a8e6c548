"""A county's pack from outside raises a shipped figure, for as long as that figure is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.catalog.foreign_packs import ID, SHIPPED, Here, small_resources, yunxi
from tests.unit.catalog.pack_files import spoil

from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.errors import PackError
from jiamao_desktop.domain.money import Money

TARGET = f"{SHIPPED}#other-testing.cap"
OVERLAY = f"""
[[overlay]]
of = "{TARGET}"
values = [{{ value = "90000.00", source = "testing" }}]
where = {{ fact = "firm.foreign_trader", op = "is", value = true }}
source = "testing"
"""


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(small_resources(tmp_path / "program"), tmp_path / "data")


def county(tmp_path: Path, overlay: str = OVERLAY) -> Path:
    """Return the invented city's pack, as one of a county that raises a figure."""
    folder = yunxi(tmp_path)
    file = folder / "pack.toml"
    spoil(file, 'level   = "municipal"', 'level   = "county"')
    file.write_text(file.read_text("utf-8") + overlay, "utf-8")
    for examples in folder.glob("measures/*.examples.toml"):
        lines = examples.read_text("utf-8").splitlines()
        changed = (
            line.replace('"municipal"', '"county"') if line.startswith("expect") else line
            for line in lines
        )
        examples.write_text("\n".join(changed), "utf-8")
    return folder


def raised(catalog: Catalog) -> list[Money]:
    parameters = catalog.measure("other-testing").parameters
    overlays = next(one.overlays for one in parameters if one.id == "cap")
    return [one.value for two in overlays for one in two.values if isinstance(one.value, Money)]


def test_an_imported_county_raises_a_shipped_figure(here: Here, tmp_path: Path) -> None:
    assert raised(here.catalog()) == []
    here.bring(county(tmp_path))
    assert raised(here.catalog()) == [Money(90_000_00)]


def test_a_county_that_raises_what_is_not_there_is_not_taken_in(here: Here, tmp_path: Path) -> None:
    with pytest.raises(PackError) as refused:
        here.bring(county(tmp_path, OVERLAY.replace(".cap", ".top")))
    assert [one.entry for one in refused.value.mistakes] == [
        f"overlay.{SHIPPED}#other-testing.top.of"
    ]
    assert list(here.catalog().packs) == [SHIPPED]


def test_a_county_whose_figure_no_longer_raises_is_left_out_with_a_notice(
    here: Here, tmp_path: Path
) -> None:
    here.bring(county(tmp_path))
    shipped = here.resources / "packs" / SHIPPED / "measures" / "other-testing.toml"
    spoil(shipped, '"80000.00"', '"95000.00"')
    catalog = here.catalog()
    assert list(catalog.packs) == [SHIPPED]
    assert raised(catalog) == []
    (problem,) = catalog.problems
    details = dict(problem.details)
    assert details["pack"] == ID
    assert "低于原来的 95,000.00 元" in details["reason"]
