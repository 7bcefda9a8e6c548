"""Whatever is done to a pack from outside, it is taken or refused with a place: never a crash."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.catalog.foreign_packs import YUNXI, Here, small_resources, zipped

from jiamao_desktop.catalog.installed import drop
from jiamao_desktop.domain.errors import PackError

FILES = sorted(one.relative_to(YUNXI).as_posix() for one in YUNXI.rglob("*.toml"))
VALUES = st.sampled_from(
    ["0", "-1", "1.5", '""', '"x"', "true", "[]", "{}", "2026-01-01", "2026-01-01T00:00:00",
     '["a", "a"]', "[[1]]", '{ a = { b = [1, "x"] } }', "1e999", "nan", "0x7fffffffffffffffffff",
     '"\\u0000"', "12:00:00", "9999-12-31", "0001-01-01", '"1/0"', '"99999999999999/1"', "inf"]
)  # fmt: skip


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Here:
    base = tmp_path_factory.mktemp("random")
    return Here(small_resources(base / "resources"), base / "data")


def survives(here: Here, source: Path) -> None:
    """Examine a pack; it is taken, or every mistake has its place."""
    try:
        drop(here.examine(source))
    except PackError as error:
        mistakes = error.mistakes
    else:
        return
    assert mistakes
    for one in mistakes:
        assert all((one.file, one.entry, one.message, one.remedy)), one


@given(
    file=st.sampled_from(FILES),
    number=st.integers(min_value=0, max_value=400),
    value=VALUES,
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_may_be_anything(here: Here, file: str, number: int, value: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        shutil.copytree(YUNXI, folder)
        lines = (folder / file).read_text("utf-8").splitlines()
        settable = [at for at, line in enumerate(lines) if "=" in line and line[:1].isalpha()]
        at = settable[number % len(settable)]
        lines[at] = f"{lines[at].partition('=')[0]}= {value}"
        (folder / file).write_text("\n".join(lines), "utf-8")
        survives(here, folder)


@given(
    file=st.sampled_from(FILES),
    number=st.integers(min_value=0, max_value=400),
    text=st.text(max_size=20),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_line_may_be_lost_or_replaced(here: Here, file: str, number: int, text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        shutil.copytree(YUNXI, folder)
        lines = (folder / file).read_text("utf-8").splitlines()
        lines[number % len(lines)] = text
        (folder / file).write_text("\n".join(lines), "utf-8", errors="surrogateescape")
        survives(here, folder)


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_byte_of_a_zip_may_be_another(here: Here, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        shutil.copytree(YUNXI, folder)
        source = zipped(folder)
        content = bytearray(source.read_bytes())
        for _ in range(data.draw(st.integers(min_value=1, max_value=6))):
            # The end of the file, where a zip keeps its directory, is hit as often as the rest.
            low = data.draw(st.sampled_from([0, len(content) - 1500]))
            at = data.draw(st.integers(min_value=max(low, 0), max_value=len(content) - 1))
            content[at] = data.draw(st.integers(min_value=0, max_value=255))
        source.write_bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))])
        survives(here, source)


@given(name=st.text(min_size=1, max_size=40), content=st.binary(max_size=40))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_entry_may_have_any_name(here: Here, name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        shutil.copytree(YUNXI, folder)
        source = zipped(folder)
        try:
            with zipfile.ZipFile(source, "a") as archive:
                archive.writestr(name, content)
        except (ValueError, UnicodeError, IndexError):
            return  # no program can write such a name
        survives(here, source)
        assert {one.name for one in Path(place).iterdir()} == {"pack", "pack.zip"}
