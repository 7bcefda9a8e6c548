"""Copies of the shipped packs, to be spoilt on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiamao_desktop.catalog.packs import load_catalog, load_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.errors import PackError, PackMistake

PACK = "cn.hn.yongzhou.foreign-trade"
AEO = "measures/yz-aeo.toml"
BOOTH = "measures/yz-fair-key-booth.toml"
OTHER = "measures/yz-fair-other-booth.toml"


def copied(tmp_path: Path) -> Path:
    """Return a copy of the shipped pack."""
    folder = tmp_path / "packs" / PACK
    shutil.copytree(resources_folder() / "packs" / PACK, folder)
    return folder


def copied_resources(tmp_path: Path) -> Path:
    """Return a copy of all the resources a catalogue is made of."""
    copied(tmp_path)
    for name in ("facts.toml", "categories.toml", "self_checks.toml", "workdays.toml"):
        shutil.copy(resources_folder() / name, tmp_path / name)
    shutil.copytree(resources_folder() / "guides", tmp_path / "guides")
    for folder in resources_folder().glob("packs/*"):
        if folder.name != PACK:
            shutil.copytree(folder, tmp_path / "packs" / folder.name)
    return tmp_path


def spoil(file: Path, old: str, new: str) -> None:
    """Replace a passage that stands in the file, the first time it does."""
    text = file.read_text("utf-8")
    assert old in text, f"{old} is not in {file.name}"
    file.write_text(text.replace(old, new, 1), "utf-8")


def mistakes_of_pack(folder: Path) -> tuple[PackMistake, ...]:
    """Return what the loader says of a pack that it refuses."""
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    assert refused.value.code == "pack.mistakes"
    assert refused.value.details == {"count": len(refused.value.mistakes)}
    return refused.value.mistakes


def mistakes_of_catalog(resources: Path) -> tuple[PackMistake, ...]:
    """Return what the loader says of resources that it refuses."""
    with pytest.raises(PackError) as refused:
        load_catalog(resources)
    return refused.value.mistakes
