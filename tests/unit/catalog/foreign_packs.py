"""Packs from outside, good and bad: the invented city's, spoilt on purpose, as folder or .zip."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.unit.catalog.pack_files import spoil

from jiamao_desktop.catalog.installed import (
    Incoming,
    accept,
    examine,
    installed,
    load_installed,
)
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.errors import PackError, PackMistake

YUNXI = Path(__file__).resolve().parents[2] / "packs" / "newcomer" / "yunxi"
ID = "cn.yn.yunxi.trade"
SHIPPED = "cn.yn.other.trade"
TESTING = "measures/yunxi-testing.toml"


def yunxi(tmp_path: Path, changes: Mapping[str, tuple[str, str]] | None = None) -> Path:
    """Return a copy of the invented city's pack with a passage replaced in some files."""
    folder = tmp_path / "云溪"
    shutil.copytree(YUNXI, folder)
    for file, (old, new) in (changes or {}).items():
        spoil(folder / file, old, new)
    return folder


def version(tmp_path: Path, number: str, changes: Mapping[str, tuple[str, str]]) -> Path:
    """Return a copy of the pack that calls itself by another version."""
    folder = yunxi(tmp_path / number, changes)
    spoil(folder / "pack.toml", 'version = "1"', f'version = "{number}"')
    return folder


def zipped(folder: Path, around: str = "") -> Path:
    """Return a .zip of a folder, the way people make them."""
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            archive.write(file, f"{around}{file.relative_to(folder).as_posix()}")
    return target


def with_entry(folder: Path, name: str, content: bytes, mode: int = stat.S_IFREG) -> Path:
    """Return a .zip of a folder with one more entry, of any name and kind."""
    target = zipped(folder)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = (mode | 0o644) << 16
        archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return target


@dataclass(frozen=True)
class Here:
    """A computer: what came with the program, and the person's own data folder."""

    resources: Path
    data: Path

    def catalog(self) -> Catalog:
        """Return the packs in force."""
        return load_installed(self.data, self.resources)

    def examine(self, source: Path) -> Incoming:
        """Check a pack from outside."""
        return examine(source, self.catalog(), self.data, self.resources)

    def bring(self, source: Path) -> None:
        """Check a pack from outside and put it in force."""
        accept(self.examine(source), self.data)

    def there(self) -> list[tuple[str, str, str]]:
        """Return id, version and digest of everything that is there."""
        return [(one.id, one.version, one.digest) for one in installed(self.data, self.resources)]


def small_resources(folder: Path) -> Path:
    """Write resources with one shipped pack, the invented city's under other names."""
    folder.mkdir()
    everything = (resources_folder() / "facts.toml").read_text("utf-8")
    wanted = {"firm.kind", "firm.foreign_trader", "firm.registered_city"}
    facts = [
        part
        for part in everything.split("[[fact]]")[1:]
        if any(f'id = "{name}"' in part for name in wanted)
    ]
    assert len(facts) == len(wanted)
    (folder / "facts.toml").write_text("".join(f"[[fact]]{one}" for one in facts), "utf-8")
    for name in ("categories.toml", "self_checks.toml", "workdays.toml"):
        shutil.copy(resources_folder() / name, folder / name)
    for file in sorted(one for one in YUNXI.rglob("*") if one.is_file()):
        name = file.relative_to(YUNXI).as_posix().replace("yunxi", "other")
        target = folder / "packs" / SHIPPED / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8").replace(ID, SHIPPED).replace("yunxi", "other")
        target.write_text(text, "utf-8")
    return folder


def refused(source: Path, here: Here) -> tuple[PackMistake, ...]:
    """Return what is said of a pack that is refused; the packs in force stay as they were."""
    before = here.there()
    files = sorted(here.data.rglob("*"))
    with pytest.raises(PackError) as caught:
        here.examine(source)
    assert here.there() == before
    assert sorted(here.data.rglob("*")) == files
    for mistake in caught.value.mistakes:
        assert mistake.file, mistake
        assert mistake.entry, mistake
        assert mistake.message, mistake
        assert mistake.remedy, mistake
    return caught.value.mistakes
