from __future__ import annotations

import io
import struct
import zipfile

import pytest
from tests.unit.importers.making_files import zipped

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits
from jiamao_desktop.importers.archive import Archive


def refusal(data: bytes, part: str = "") -> str:
    with pytest.raises(ImportRefused) as raised:
        Archive(data).read(part)
    return raised.value.code


def patched(data: bytes, signature: bytes, offset: int, value: int, width: str = "<I") -> bytes:
    """Forge one field of every header of this signature."""
    forged = bytearray(data)
    at = forged.find(signature)
    while at >= 0:
        struct.pack_into(width, forged, at + offset, value)
        at = forged.find(signature, at + 4)
    return bytes(forged)


def test_files_inside_are_listed_and_read() -> None:
    archive = Archive(zipped({"a/": b"", "a/b.xml": b"<x/>", "c.txt": b""}))
    assert archive.names == ("a/b.xml", "c.txt")
    assert "a/b.xml" in archive
    assert "a/" not in archive
    assert archive.read("a/b.xml") == b"<x/>"


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(ImportRefused) as raised:
        Archive(zipped({"a": b"1"})).read("b")
    assert raised.value.code == "zip.part_missing"
    assert raised.value.details == {"part": "b"}


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_zip_is_refused(keep: float) -> None:
    data = zipped({"a": bytes(range(256)) * 40}, zipfile.ZIP_STORED)
    assert refusal(data[: int(len(data) * keep)]) == "zip.broken"


def test_a_flipped_byte_is_noticed() -> None:
    data = bytearray(zipped({"a": bytes(range(256)) * 40}, zipfile.ZIP_STORED))
    data[3000] ^= 0xFF
    assert refusal(bytes(data), "a") == "zip.broken"


def test_a_bomb_is_refused_by_its_directory() -> None:
    data = zipped({"bomb": bytes(20 * limits.MIB)})
    assert refusal(data, "bomb") == "zip.bomb"


def test_a_small_file_may_pack_as_well_as_it_likes() -> None:
    data = zipped({"sheet": bytes(limits.ZIP_RATIO_FROM)})
    assert len(Archive(data).read("sheet")) == limits.ZIP_RATIO_FROM


def test_a_directory_that_lies_about_the_size_is_found_out_while_reading() -> None:
    honest = zipped({"bomb": bytes(20 * limits.MIB)})
    lying = patched(honest, b"PK\x01\x02", 24, 1000)
    lying = patched(lying, b"PK\x03\x04", 22, 1000)
    assert refusal(lying, "bomb") == "zip.broken"


def test_bytes_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ZIP_TOTAL_BYTES", 150)
    archive = Archive(zipped({"a": b"x" * 100, "b": b"y" * 40}))
    archive.read("a")
    archive.read("b")
    with pytest.raises(ImportRefused) as raised:
        archive.read("b")
    assert raised.value.code == "zip.too_large"


def test_a_zip_that_claims_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ZIP_TOTAL_BYTES", 99)
    assert refusal(zipped({"a": b"x" * 50, "b": b"y" * 50})) == "zip.too_large"


def test_a_part_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ZIP_ENTRY_BYTES", 10)
    assert refusal(zipped({"a": b"x" * 11})) == "zip.too_large"


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ZIP_ENTRIES", 3)
    assert refusal(zipped({str(i): b"" for i in range(4)})) == "zip.too_many_files"


def test_an_encrypted_part_refuses_the_whole() -> None:
    data = zipped({"a": b"secret"})
    data = patched(data, b"PK\x01\x02", 8, 1, "<H")
    assert refusal(data, "a") == "file.encrypted"


def test_an_unknown_compression_is_damage_and_not_a_traceback() -> None:
    data = patched(zipped({"a": b"text"}), b"PK\x01\x02", 10, 97, "<H")
    assert refusal(data, "a") == "zip.broken"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_in_rarer_compressions_is_refused_too(method: int) -> None:
    data = bytearray(zipped({"a": bytes(range(256)) * 200}, method))
    for at in range(45, 75):
        data[at] ^= 0x5A
    assert refusal(bytes(data), "a") == "zip.broken"


def test_names_that_climb_out_are_only_names() -> None:
    archive = Archive(zipped({"../../etc/passwd": b"x"}))
    assert archive.read("../../etc/passwd") == b"x"


def test_a_chinese_name_in_gbk_is_shown_as_it_was() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("AAAA.txt", b"x")
    raw = out.getvalue().replace(b"AAAA.txt", "说明".encode("gb18030") + b".txt")
    archive = Archive(raw)
    assert [archive.title(name) for name in archive.names] == ["说明.txt"]


def test_a_name_in_utf8_is_left_alone() -> None:
    archive = Archive(zipped({"说明.txt": b"x"}))
    assert archive.title("说明.txt") == "说明.txt"
