"""A pack from outside is refused with file, entry and remedy, and nothing of it stays behind."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from tests.unit.catalog.foreign_packs import (
    Here,
    refused,
    small_resources,
    with_entry,
    yunxi,
    zipped,
)

from jiamao_desktop.catalog import intake
from jiamao_desktop.catalog.installed import drop
from jiamao_desktop.catalog.mistakes import Mistakes


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_resources(tmp_path_factory.mktemp("shipped") / "resources")


@pytest.fixture
def here(tmp_path: Path, resources: Path) -> Here:
    (tmp_path / "data").mkdir()
    return Here(resources, tmp_path / "data")


def said(source: Path, here: Here) -> list[tuple[str, str]]:
    return [(one.file, one.message) for one in refused(source, here)]


def test_a_folder_and_a_zip_of_it_are_taken_alike(tmp_path: Path, here: Here) -> None:
    folder = yunxi(tmp_path)
    digests = set()
    for source in (folder, zipped(folder), zipped(folder, "云溪/")):
        found = here.examine(source)
        digests.add(found.digest)
        assert found.pack.id == "cn.yn.yunxi.trade"
        assert found.examples == 60
        drop(found)
    assert len(digests) == 1


def test_what_file_managers_leave_behind_is_not_taken_and_not_held_against_anybody(
    tmp_path: Path, here: Here
) -> None:
    folder = yunxi(tmp_path)
    for name in (".DS_Store", "measures/Thumbs.db", "__MACOSX/pack.toml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\0\1")
    for source in (folder, zipped(folder)):
        found = here.examine(source)
        names = {one.name for one in found.folder.rglob("*")}
        assert not names & {".DS_Store", "Thumbs.db", "__MACOSX"}
        drop(found)


def test_names_in_the_code_page_of_chinese_windows_are_read(tmp_path: Path) -> None:
    target = tmp_path / "云溪.zip"
    folder = yunxi(tmp_path)
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            name = file.relative_to(folder).as_posix().replace("notice.txt", "原文.txt")
            info = zipfile.ZipInfo(name.encode("gbk").decode("cp437"))
            archive.writestr(info, file.read_bytes())
    content = target.read_bytes()
    # The flag that says UTF-8 is what such archives lack.
    with zipfile.ZipFile(target) as archive:
        assert any(info.flag_bits & 0x800 for info in archive.infolist())
    target.write_bytes(_without_utf8_flag(content, "sources/原文.txt"))
    into = tmp_path / "into"
    into.mkdir()
    mistakes = Mistakes()
    intake.take_in(target, into, mistakes)
    mistakes.refuse()
    assert (into / "sources" / "原文.txt").is_file()


def _without_utf8_flag(content: bytes, name: str) -> bytes:
    """Replace the name, written as UTF-8, by its GBK bytes padded by nothing, flag off."""
    mojibake = name.encode("gbk").decode("cp437").encode()
    gbk = name.encode("gbk")
    local = content.index(mojibake) - 30
    header = bytearray(content)
    central = content.rindex(mojibake) - 46
    longer = len(mojibake) - len(gbk)
    for start, flags, length, before in ((central, 8, 28, 46), (local, 6, 26, 30)):
        header[start + flags : start + flags + 2] = b"\0\0"
        header[start + length : start + length + 2] = len(gbk).to_bytes(2, "little")
        header[start + before : start + before + len(mojibake)] = gbk
    end = header.rindex(b"PK\5\6")
    size = int.from_bytes(header[end + 12 : end + 16], "little") - longer
    offset = int.from_bytes(header[end + 16 : end + 20], "little") - longer
    header[end + 12 : end + 16] = size.to_bytes(4, "little")
    header[end + 16 : end + 20] = offset.to_bytes(4, "little")
    place = header.index(b"PK\1\2")
    while place < end:
        at = int.from_bytes(header[place + 42 : place + 46], "little")
        if at > local:
            header[place + 42 : place + 46] = (at - longer).to_bytes(4, "little")
        lengths = [
            int.from_bytes(header[place + k : place + k + 2], "little") for k in (28, 30, 32)
        ]
        place += 46 + sum(lengths)
    return bytes(header)


@pytest.mark.parametrize(
    "name",
    [
        "../outside.toml",
        "measures/../../outside.toml",
        "/etc/outside.toml",
        "C:/outside.toml",
        "..\\outside.toml",
        "C:\\outside.toml",
    ],
)
def test_a_name_that_leads_out_of_the_pack_is_refused(
    tmp_path: Path, here: Here, name: str
) -> None:
    source = with_entry(yunxi(tmp_path), name, b"x = 1")
    [(file, message)] = said(source, here)
    assert file == name.replace("\\", "/")
    assert "以外的位置" in message
    assert not list(tmp_path.rglob("outside.toml"))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_in_a_zip_is_refused(tmp_path: Path, here: Here, kind: int) -> None:
    source = with_entry(yunxi(tmp_path), "sources/passwords.txt", b"/etc/passwd", kind)
    assert [file for file, _ in said(source, here)] == ["sources/passwords.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links and pipes on this system")
def test_links_and_pipes_in_a_folder_are_refused_unread(tmp_path: Path, here: Here) -> None:
    folder = yunxi(tmp_path)
    (folder / "sources" / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    (folder / "more").symlink_to(tmp_path)
    os.mkfifo(folder / "sources" / "pipe.txt")
    found = said(folder, here)
    assert sorted(file for file, _ in found) == ["more", "sources/link.txt", "sources/pipe.txt"]
    assert all("不是普通文件" in message for _, message in found)


@pytest.mark.parametrize(
    "name",
    ["run.py", "measures/a.exe", "sources/scan.pdf", "deep/er/pack.toml", "measures/con.toml",
     "sources/.hidden.txt", "measures/x.toml.exe", "sources/" + "n" * 140 + ".txt"],
)  # fmt: skip
def test_a_file_that_no_pack_needs_is_refused(tmp_path: Path, here: Here, name: str) -> None:
    [(file, message)] = said(with_entry(yunxi(tmp_path), name, b"x"), here)
    assert file == name
    assert "不应有这个文件" in message


def test_the_same_name_twice_apart_from_capitals_is_refused(tmp_path: Path, here: Here) -> None:
    source = with_entry(yunxi(tmp_path), "sources/NOTICE.txt", b"x")
    assert [file for file, _ in said(source, here)] == ["sources/NOTICE.txt"]


def test_a_pack_of_a_hundred_megabytes_is_refused_without_reading_it(
    tmp_path: Path, here: Here
) -> None:
    folder = yunxi(tmp_path)
    with (folder / "sources" / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)  # sparse: it takes no room
    [(name, message)] = said(folder, here)
    assert name == "sources/huge.txt"
    assert "100.0 MB" in message
    archive = tmp_path / "huge.zip"
    with archive.open("wb") as file:
        file.truncate(100_000_000)
    assert said(archive, here) == [("huge.zip", "太大：100.0 MB，最多 20.0 MB。")]


def test_many_files_that_are_too_large_together_are_refused(tmp_path: Path, here: Here) -> None:
    folder = yunxi(tmp_path)
    for number in range(6):
        with (folder / "sources" / f"part{number}.txt").open("wb") as file:
            file.truncate(intake.MOST_BYTES_OF_A_FILE)
    [(name, message)] = said(folder, here)
    assert name == "云溪"
    assert "最多 20.0 MB" in message


def test_a_zip_that_bursts_is_stopped_at_the_first_file_that_lies(
    tmp_path: Path, here: Here
) -> None:
    source = with_entry(yunxi(tmp_path), "sources/bomb.txt", b"\0" * 50_000_000)
    assert source.stat().st_size < 200_000
    [(name, message)] = said(source, here)
    assert name == "sources/bomb.txt"
    assert "太大" in message
    content = bytearray(source.read_bytes())
    true, small = (50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert content.count(true) == 2
    source.write_bytes(content.replace(true, small))
    [mistake] = refused(source, here)
    assert mistake.file == "sources/bomb.txt"


def test_too_many_files_are_refused(tmp_path: Path, here: Here) -> None:
    folder = yunxi(tmp_path)
    for number in range(intake.MOST_FILES):
        (folder / "sources" / f"{number}.txt").touch()
    for source in (folder, zipped(folder)):
        [(_, message)] = said(source, here)
        assert "超过 500 个" in message


def test_what_is_no_pack_at_all_is_refused(tmp_path: Path, here: Here) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("不是压缩包", "utf-8")
    assert "既不是文件夹" in said(text, here)[0][1]
    assert "读不出来" in said(tmp_path / "gone.zip", here)[0][1]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert said(empty, here) == [("empty", "找不到文件“pack.toml”。")]
    two = yunxi(tmp_path)
    archive = zipped(two, "a/")
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("b/pack.toml", "x = 1")
    assert {file.partition("/")[0] for file, _ in said(archive, here)} == {"a", "b"}


def test_an_entry_whose_name_ends_before_it_begins_is_named_all_the_same(
    tmp_path: Path, here: Here
) -> None:
    source = zipped(yunxi(tmp_path))
    content = source.read_bytes()
    first = content.index(b"PK\x01\x02") + 46  # the name in the archive's own list
    source.write_bytes(content[:first] + b"\0" + content[first + 1 :])
    assert ("（没有名字）", "政策包里不应有这个文件。") in said(source, here)


def test_a_damaged_or_encrypted_archive_is_refused(tmp_path: Path, here: Here) -> None:
    source = zipped(yunxi(tmp_path))
    whole = source.read_bytes()
    spoilt = bytearray(whole)
    start = whole.index(b"PK\3\4", 10)
    spoilt[start + 60 : start + 120] = b"\xff" * 60
    source.write_bytes(spoilt)
    assert "已损坏" in said(source, here)[0][1]
    locked = bytearray(whole)
    place = 0
    while (place := whole.find(b"PK\1\2", place)) >= 0:
        locked[place + 8] |= 1
        place += 4
    source.write_bytes(locked)
    assert all("密码" in message for _, message in said(source, here))


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_is_told_whichever_way_a_file_is_packed(
    tmp_path: Path, here: Here, packed: int
) -> None:
    source = tmp_path / "one.zip"
    with zipfile.ZipFile(source, "w", packed) as archive:
        archive.writestr("pack.toml", 'id = "x"\n' * 500)
    spoilt = bytearray(source.read_bytes())
    spoilt[50:70] = b"\xff" * 20
    source.write_bytes(spoilt)
    [(file, _)] = said(source, here)
    assert file == "pack.toml"


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [(6, 99, "不是"), (10, 97, "已损坏")],
    ids=["a version", "a way of packing"],
)
def test_an_archive_of_a_kind_that_nobody_knows_is_refused(
    tmp_path: Path, here: Here, place: int, value: int, words: str
) -> None:
    source = zipped(yunxi(tmp_path))
    whole = bytearray(source.read_bytes())
    whole[whole.index(b"PK\1\2") + place] = value
    source.write_bytes(whole)
    assert words in said(source, here)[0][1]
