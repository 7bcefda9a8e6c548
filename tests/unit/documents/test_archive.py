"""Containers and XML from strangers are opened with limits."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.unit.documents.samples import container

from jiamao_desktop.documents import archive
from jiamao_desktop.documents.archive import local_name, open_archive, parse_xml
from jiamao_desktop.domain.errors import UserError


def refusal(content: bytes) -> str:
    """Return the code with which a container is refused."""
    with pytest.raises(UserError) as caught:
        open_archive(content)
    return caught.value.code


def test_entries_are_read_by_name() -> None:
    opened = open_archive(container({"a.xml": "<a/>", "b/c.txt": "x"}))
    assert opened.names == {"a.xml", "b/c.txt"}
    assert opened.read("b/c.txt") == b"x"


def test_an_absent_entry_is_named() -> None:
    with pytest.raises(UserError) as caught:
        open_archive(container({"a": "x"})).read("b")
    assert caught.value.code == "evidence.incomplete"
    assert caught.value.details == {"entry": "b"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip at all", b"PK\x05\x06"])
def test_what_is_no_container_is_broken(content: bytes) -> None:
    assert refusal(content) == "evidence.broken"


def test_a_truncated_container_is_broken() -> None:
    whole = container({"a": "x" * 1000, "b": "y" * 1000})
    assert refusal(whole[: len(whole) // 2]) == "evidence.broken"


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_is_told_whichever_way_an_entry_is_packed(packed: int) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packed) as made:
        made.writestr("a", bytes(range(256)) * 20)
    content = bytearray(whole.getvalue())
    content[40:60] = b"\xff" * 20
    with pytest.raises(UserError) as caught:
        open_archive(bytes(content)).read("a")
    assert caught.value.code == "evidence.incomplete"


def test_a_damaged_entry_is_named() -> None:
    content = bytearray(container({"a": bytes(range(256)) * 20}))
    content[60:90] = b"\xff" * 30
    with pytest.raises(UserError) as caught:
        open_archive(bytes(content)).read("a")
    assert caught.value.code == "evidence.incomplete"


def test_a_bomb_is_not_opened() -> None:
    assert refusal(container({"a": "0" * 5_000_000})) == "evidence.too_large"


def test_too_many_entries_are_not_opened() -> None:
    assert refusal(container({f"f{n}": "" for n in range(2001)})) == "evidence.too_large"


def test_an_encrypted_container_says_so() -> None:
    content = bytearray(container({"a": "x"}))
    content[6] |= 1
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert refusal(bytes(content)) == "evidence.encrypted"


def test_an_entry_larger_than_its_limit_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_BYTES", 10)
    with pytest.raises(UserError) as caught:
        open_archive(container({"a": "x" * 11})).read("a")
    assert caught.value.code == "evidence.too_large"


def test_stored_entries_are_read_too() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a", b"x" * 2_000_000)
    assert len(open_archive(out.getvalue()).read("a")) == 2_000_000


def test_xml_is_parsed_whatever_its_namespace() -> None:
    root = parse_xml("<n:a xmlns:n='urn:x'><n:b>永</n:b><!-- c --></n:a>".encode())
    assert local_name(root) == "a"
    assert [local_name(child) for child in root] == ["b", ""]


def test_the_declared_encoding_is_obeyed() -> None:
    root = parse_xml('<?xml version="1.0" encoding="GB18030"?><a>永州</a>'.encode("gb18030"))
    assert root.text == "永州"


@pytest.mark.parametrize(
    "content",
    [
        b"<a>",
        b"",
        b"no xml",
        b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"),
        b"<a>&nothing;</a>",
    ],
)
def test_broken_or_scheming_xml_is_refused(content: bytes) -> None:
    with pytest.raises(UserError) as caught:
        parse_xml(content)
    assert caught.value.code == "evidence.broken"
