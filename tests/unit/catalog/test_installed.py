"""Packs in force: the newest of what was shipped and imported; nothing imported stops the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.catalog.foreign_packs import ID, SHIPPED, YUNXI, Here, small_resources, version
from tests.unit.catalog.pack_files import spoil

from jiamao_desktop.catalog.examples import differences, read_examples
from jiamao_desktop.catalog.installed import (
    Origin,
    accept,
    content_digest,
    drop,
    installed,
    load_installed,
)
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.catalog.versions import Versions, version_key
from jiamao_desktop.domain.errors import PackError, UserError

TITLE = 'title   = "云溪市促进外贸发展若干措施"'


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(small_resources(tmp_path / "resources"), tmp_path / "data")


def test_without_a_data_folder_the_shipped_packs_are_in_force(here: Here) -> None:
    assert not here.data.exists()
    assert list(here.catalog().packs) == [SHIPPED]
    assert here.catalog().versions.of(SHIPPED) == ("1",)
    assert here.catalog().problems == ()


def test_an_imported_pack_is_in_force_with_its_facts_and_categories(here: Here) -> None:
    here.bring(YUNXI)
    catalog = here.catalog()
    assert set(catalog.packs) == {SHIPPED, ID}
    assert "yunxi.warehouses" in catalog.facts
    assert catalog.category_label("yunxi.testing") == "出口产品检测费"
    assert catalog.measure("yunxi-loan").title == "出口贷款贴息"


def test_it_lies_by_id_and_version_beside_its_digest(here: Here) -> None:
    here.bring(YUNXI)
    place = here.data / "packs" / ID / "1"
    digest = (place / "content.sha256").read_text("ascii")
    assert digest == content_digest(place / "pack") == content_digest(YUNXI)
    assert sorted(one.name for one in place.iterdir()) == ["content.sha256", "pack"]
    [one] = [one for one in installed(here.data, here.resources) if one.id == ID]
    assert (one.version, one.origin, one.digest) == ("1", Origin.IMPORTED, digest)


def test_the_newest_version_is_in_force_and_the_others_stay_there(
    here: Here, tmp_path: Path
) -> None:
    for number in ("1.9", "1.10", "1"):
        here.bring(version(tmp_path, number, {"pack.toml": (TITLE, f'title = "第{number}版"')}))
    catalog = here.catalog()
    assert catalog.packs[ID].version == "1.10"
    assert catalog.versions.of(ID) == ("1.10", "1.9", "1")
    assert catalog.pack(ID, "1.9").title == "第1.9版"
    assert catalog.pack(ID, "1.9") is catalog.pack(ID, "1.9")
    assert catalog.pack(ID, "1.10") is catalog.packs[ID]
    with pytest.raises(UserError, match=r"pack\.version_missing"):
        catalog.pack(ID, "2")


def test_a_newer_import_of_a_shipped_pack_takes_its_place(here: Here, tmp_path: Path) -> None:
    shipped = here.resources / "packs" / SHIPPED
    newer = tmp_path / "newer"
    shutil.copytree(shipped, newer)
    spoil(newer / "pack.toml", 'version = "1"', 'version = "2"')
    here.bring(newer)
    assert here.catalog().packs[SHIPPED].version == "2"
    assert here.catalog().pack(SHIPPED, "1").version == "1"
    # Then the program is updated, and ships one that is newer still.
    spoil(shipped / "pack.toml", 'version = "1"', 'version = "3"')
    assert here.catalog().packs[SHIPPED].version == "3"
    assert here.catalog().versions.of(SHIPPED) == ("3", "2")


def test_versions_kept_for_old_claims_are_found(here: Here) -> None:
    earlier = here.resources / "earlier_packs" / f"{SHIPPED}@0.5"
    shutil.copytree(here.resources / "packs" / SHIPPED, earlier)
    spoil(earlier / "pack.toml", 'version = "1"', 'version = "0.5"')
    catalog = here.catalog()
    assert catalog.packs[SHIPPED].version == "1"
    assert catalog.pack(SHIPPED, "0.5").version == "0.5"
    versions = [one.version for one in installed(here.data, here.resources) if one.id == SHIPPED]
    assert versions == ["1", "0.5"]


def test_an_import_that_was_changed_on_disk_is_left_out_with_a_notice(
    here: Here, tmp_path: Path
) -> None:
    here.bring(YUNXI)
    here.bring(version(tmp_path, "2", {"pack.toml": (TITLE, 'title = "新"')}))
    spoil(here.data / "packs" / ID / "2" / "pack" / "pack.toml", 'title = "新"', 'title = "旧"')
    catalog = here.catalog()
    assert catalog.packs[ID].version == "1"  # the next best
    [problem] = catalog.problems
    assert problem.code == "pack.left_out"
    assert dict(problem.details)["version"] == "2"
    assert "被改动过" in dict(problem.details)["reason"]
    with pytest.raises(PackError):
        catalog.pack(ID, "2")


def test_an_import_that_no_longer_fits_the_program_does_not_stop_it(here: Here) -> None:
    here.bring(YUNXI)
    spoil(here.resources / "packs" / SHIPPED / "pack.toml", "other-loan", "yunxi-loan")
    measures = here.resources / "packs" / SHIPPED / "measures"
    for end in (".toml", ".examples.toml"):
        file = measures / f"other-loan{end}"
        text = file.read_text("utf-8").replace("other-loan", "yunxi-loan")
        (measures / f"yunxi-loan{end}").write_text(text, "utf-8")
        file.unlink()
    catalog = here.catalog()
    assert list(catalog.packs) == [SHIPPED]
    assert "yunxi-loan" in dict(catalog.problems[0].details)["reason"]


def test_half_an_import_is_not_seen(here: Here) -> None:
    here.bring(YUNXI)
    shutil.copytree(here.data / "packs" / ID / "1", here.data / "packs" / ID / ".abc")
    (here.data / "packs" / ID / "9" / "pack").mkdir(parents=True)
    assert here.catalog().versions.of(ID) == ("1",)
    assert here.catalog().problems == ()


def test_a_folder_that_cannot_be_written_changes_nothing(here: Here) -> None:
    here.data.write_text("a file is in the way", "utf-8")
    found = here.examine(YUNXI)
    with pytest.raises(OSError, match="data"):
        accept(found, here.data)
    drop(found)
    assert list(here.catalog().packs) == [SHIPPED]


def test_versions_are_ordered_as_people_count() -> None:
    versions = ["2", "1.10", "1.9", "2024.8.1", "2024.10", "1"]
    assert sorted(versions, key=version_key) == ["1", "1.9", "1.10", "2", "2024.8.1", "2024.10"]
    assert Versions().of("any") == ()


EARLIER = sorted(resources_folder().glob("earlier_packs/*/pack.toml"))


@pytest.mark.parametrize("file", EARLIER, ids=lambda one: one.parent.name)
def test_every_version_ever_shipped_still_loads_and_computes_what_it_did(file: Path) -> None:
    pack_id, _, number = file.parent.name.partition("@")
    pack = load_installed(Path("there-is-none")).pack(pack_id, number)
    assert (pack.id, pack.version) == (pack_id, number)
    mistakes = Mistakes()
    examples = read_examples(read_raw(file.parent, mistakes), pack, mistakes)
    mistakes.refuse()
    assert examples
    wrong = {one.name: differences(pack, one) for one in examples if differences(pack, one)}
    assert wrong == {}
