from __future__ import annotations

import codecs
import time

import pytest

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits, xmltree

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{i} "{f"&lol{i - 1 or str()};" * 10}">' for i in range(1, 10))
    + "]><EInvoice>&lol9;</EInvoice>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/hostname">]><EInvoice>&out;</EInvoice>'


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as raised:
        xmltree.parse(data)
    return raised.value.code


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, "<!DOCTYPE x><x/>", "<! doctype x><x/>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_document_types_and_entities_are_refused_in_any_encoding(text: str, encoding: str) -> None:
    assert refusal(text.encode(encoding)) == "xml.entities"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_an_outside_entity_does_not_hide_in_utf16_without_a_mark(encoding: str) -> None:
    assert refusal(OUTSIDE.encode(encoding)) == "xml.entities"


def test_nesting_has_an_end() -> None:
    assert refusal(b"<a>" * 150 + b"</a>" * 150) == "xml.too_deep"


def test_an_abyss_is_refused_at_once() -> None:
    started = time.monotonic()
    assert refusal(b"<a>" * 100_000 + b"</a>" * 100_000) == "xml.too_deep"
    assert time.monotonic() - started < 5


def test_more_elements_than_any_voucher_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "XML_NODES", 10)
    assert refusal(b"<a>" + b"<b/>" * 10 + b"</a>") == "xml.too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"<a>",
        b"<a></b>",
        b"text",
        b"<a \xff='1'/>",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
    ],
)
def test_ill_formed_files_are_refused(data: bytes) -> None:
    assert refusal(data) == "xml.broken"


def test_ill_formed_files_are_mended_only_on_request() -> None:
    root = xmltree.parse(b"<a><b>1</c></a>", recover=True)
    assert xmltree.text_at(root, "b") == "1"


def test_even_mending_finds_nothing_in_nothing() -> None:
    with pytest.raises(ImportRefused) as raised:
        xmltree.parse(b"no markup", recover=True)
    assert raised.value.code == "xml.broken"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_declared_encodings_are_honoured(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a><b>样例</b></a>'
    assert xmltree.text_at(xmltree.parse(text.encode(encoding)), "b") == "样例"


def test_a_byte_order_mark_is_no_content() -> None:
    root = xmltree.parse(codecs.BOM_UTF8 + "<a><b>样例</b></a>".encode())
    assert xmltree.text_at(root, "b") == "样例"


def test_elements_are_found_by_their_local_names() -> None:
    root = xmltree.parse(b'<x:a xmlns:x="urn:x" xmlns="urn:y"><b><x:c> 1 </x:c></b></x:a>')
    assert xmltree.local(root) == "a"
    assert xmltree.namespace(root) == "urn:x"
    assert xmltree.text_at(root, "b/c") == "1"


def test_a_prefix_that_was_never_declared_is_cut_off() -> None:
    root = xmltree.parse(b"<root><ofd:ObjectRef>7</ofd:ObjectRef></root>", recover=True)
    assert xmltree.text_at(root, "ObjectRef") == "7"


def test_only_children_are_found_and_not_grandchildren() -> None:
    root = xmltree.parse(b"<a><x><b>deep</b></x></a>")
    assert xmltree.find(root, "b") is None
    assert xmltree.text_at(root, "b") == ""
    assert xmltree.text_at(root, "q/r/s") == ""


def test_comments_and_instructions_do_not_cut_text_in_two() -> None:
    root = xmltree.parse(b"<a><b>12<!-- x -->34<?y z?>56</b></a>")
    assert xmltree.text_at(root, "b") == "123456"


def test_an_element_without_a_namespace_has_none() -> None:
    assert xmltree.namespace(xmltree.parse(b"<a/>")) == ""
