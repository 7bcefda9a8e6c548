from __future__ import annotations

import itertools

import pytest
from tests.unit.importers.making import NUMBER, digital, item, pdf
from tests.unit.importers.making_files import einvoice, ofd, zipped

from jiamao_desktop.domain.draft import FileReading, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import limits
from jiamao_desktop.importers.reading import read_bytes

GOODS = item(165, "*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")
FORMATS: dict[str, bytes | str] = {
    "dzfp.xml": einvoice(),
    "dzfp.ofd": ofd(digital(*GOODS)),
    "dzfp.pdf": pdf(digital(*GOODS)),
}


def read(parts: dict[str, bytes | str]) -> FileReading:
    return read_bytes("包.zip", zipped(parts))


def by_name(reading: FileReading) -> dict[str, FileReading]:
    return {part.name.removeprefix("包.zip/"): part for part in reading.parts}


@pytest.mark.parametrize("order", list(itertools.permutations(FORMATS)))
def test_the_same_invoice_in_three_formats_is_one_draft(order: tuple[str, ...]) -> None:
    reading = read({name: FORMATS[name] for name in order})
    assert len(reading.drafts) == 1
    assert reading.drafts[0].fields["number"].origin is Origin.XML
    parts = by_name(reading)
    assert [name for name, part in parts.items() if part.drafts] == ["dzfp.pdf"]


def test_the_format_that_prints_gets_the_draft_of_the_one_to_trust() -> None:
    parts = by_name(read(FORMATS))
    (draft,) = parts["dzfp.pdf"].drafts
    assert draft.fields["gross"].origin is Origin.XML
    assert draft.warnings == ()
    assert parts["dzfp.pdf"].content == FORMATS["dzfp.pdf"]


def test_the_other_formats_are_kept_and_say_whose_they_are() -> None:
    part = by_name(read(FORMATS))["dzfp.xml"]
    assert not part.refused
    assert part.content == einvoice().encode()
    assert part.problem is not None
    assert part.problem.code == "bundle.same_invoice"
    assert dict(part.problem.details) == {"part": "包.zip/dzfp.pdf"}


def test_formats_that_contradict_each_other_are_told() -> None:
    forged = einvoice(net="8000.00", tax="1040.00", gross="9040.00", words="玖仟零肆拾圆整")
    (draft,) = read(FORMATS | {"dzfp.xml": forged}).drafts
    assert draft.fields["gross"].value == Money(904000)
    assert {warning.code for warning in draft.warnings} == {"fapiao.sources_differ"}


def test_different_invoices_stay_different() -> None:
    reading = read({"a.xml": einvoice(), "b.xml": einvoice(number="25442000000000000097")})
    numbers = [draft.fields["number"].value for draft in reading.drafts]
    assert numbers == [NUMBER, "25442000000000000097"]


def test_what_is_no_voucher_is_kept_beside() -> None:
    parts = by_name(read({"a.xml": einvoice(), "说明.txt": "请查收"}))
    assert parts["说明.txt"].content == "请查收".encode()
    assert parts["说明.txt"].problem is not None
    assert parts["说明.txt"].problem.code == "file.not_recognised"


def test_a_bad_part_is_named_and_the_others_are_read() -> None:
    parts = by_name(
        read({"bad.xml": "<a>", "hostile.xml": "<!DOCTYPE x><x/>", "a.xml": einvoice()})
    )
    assert len(parts["a.xml"].drafts) == 1
    for name, code in (("bad.xml", "xml.broken"), ("hostile.xml", "xml.entities")):
        problem = parts[name].problem
        assert parts[name].refused
        assert parts[name].content == b""
        assert problem is not None
        assert problem.code == code


@pytest.mark.parametrize("name", ["inner.zip", "inner.dat"])
def test_a_zip_inside_is_not_opened(name: str) -> None:
    part = by_name(read({name: zipped({"a.xml": einvoice()}), "b.txt": "x"}))[name]
    assert part.refused
    assert part.problem is not None
    assert part.problem.code == "bundle.nested"


def test_litter_of_operating_systems_is_passed_over() -> None:
    reading = read(
        {"__MACOSX/._a.xml": "x", ".DS_Store": "x", "d/.hidden": "x", "a.xml": einvoice()}
    )
    assert list(by_name(reading)) == ["a.xml"]


def test_a_bundle_of_nothing_readable_is_kept_whole() -> None:
    data = zipped({"a.txt": "x"})
    reading = read_bytes("包.zip", data)
    assert not reading.refused
    assert reading.content == data
    assert reading.problem is not None
    assert reading.problem.code == "file.not_recognised"


def test_an_empty_bundle_is_no_error() -> None:
    reading = read({})
    assert reading.parts == ()
    assert not reading.refused


def test_a_flood_of_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BUNDLE_FILES", 2)
    reading = read({str(i): "x" for i in range(3)})
    assert reading.refused
    assert reading.problem is not None
    assert reading.problem.code == "bundle.too_many"
