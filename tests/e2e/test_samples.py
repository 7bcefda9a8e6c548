"""Every sample file against what a person read in it, field by field."""

from __future__ import annotations

import csv
import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from jiamao_desktop.domain.draft import Draft, DraftKind, FileReading
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.importers import (
    bank_slip,
    customs_pdf,
    fapiao_files,
    fapiao_sources,
    pdf_pages,
)
from jiamao_desktop.importers.fapiao_layout import read as read_layout
from jiamao_desktop.importers.ofd_package import OfdPackage
from jiamao_desktop.importers.reading import read_bytes
from jiamao_desktop.importers.worker import read_files

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / ".." / "shared" / "samples"
DOCS = ROOT / "docs" / "importers.md"
DEMANDED = 0.99

pytestmark = pytest.mark.skipif(
    not (SAMPLES / "MANIFEST.tsv").is_file(), reason="no samples beside the checkout"
)

HEAD = {
    DraftKind.FAPIAO: {
        "number": "number",
        "code": "code",
        "date": "issued_on",
        "seller": "seller",
        "seller_id": "seller_id",
        "buyer": "buyer",
        "buyer_id": "buyer_id",
        "amount": "net",
        "tax": "tax",
        "total": "gross",
    },
    DraftKind.PAYMENT: {
        "number": "number",
        "date": "paid_on",
        "total": "amount",
        "payer": "payer",
        "payee": "payee",
        "payer_acct": "payer_account",
        "payee_acct": "payee_account",
        "currency": "currency",
        "remark": "remark",
    },
    DraftKind.DECLARATION: {
        "number": "number",
        "date": "declared_on",
        "trade_mode_code": "customs_regime",
        "head.domestic": "domestic_party",
        "head.domestic_code": "domestic_code",
        "head.overseas": "overseas_party",
        "head.traf_mode": "transport",
        "head.trade_mode": "customs_regime_name",
        "head.cut_mode": "levy_kind",
        "head.contract": "contract",
        "head.trade_country": "trade_country",
        "head.dest_country": "other_country",
        "head.packs": "packages",
        "head.gross": "gross_weight",
        "head.terms": "terms",
        "head.manual_no": "handbook",
        "head.bill_no": "bill",
        "head.wrap": "wrapping",
    },
}
ITEM = {"hs": "hs_code", "name": "name", "qty": "quantity", "total": "total"}
KINDS = {
    "invoice": DraftKind.FAPIAO,
    "tax": DraftKind.FAPIAO,
    "bank": DraftKind.PAYMENT,
    "customs": DraftKind.DECLARATION,
}


@dataclass(frozen=True)
class Sample:
    file: str
    kind: str
    expected: Mapping[str, str]

    @property
    def negative(self) -> bool:
        return self.kind.startswith("neg_")


@dataclass(frozen=True)
class Compared:
    file: str
    field: str
    expected: str
    read: str

    @property
    def right(self) -> bool:
        return self.expected == self.read


@functools.cache
def manifest() -> list[Sample]:
    with (SAMPLES / "MANIFEST.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    samples = []
    for row in rows:
        columns = {name: row[name] for name in HEAD[DraftKind.FAPIAO]}
        extra = {name: str(value) for name, value in json.loads(row["extra"]).items()}
        expected = {name: value for name, value in {**columns, **extra}.items() if value != "-"}
        samples.append(Sample(row["file"], row["kind"], expected))
    return samples


@functools.cache
def reading(file: str) -> FileReading:
    path = SAMPLES / file
    return read_bytes(path.name, path.read_bytes())


def plain(value: object) -> str:
    """Bring amounts and names to one way of writing."""
    text = "".join(str(value).split())
    amount = re.fullmatch(r"-?[\d,]{1,11}(?:\.\d+)?", text)
    return f"{Decimal(text.replace(',', '')):.2f}" if amount else text


def told(name: str, drafts: tuple[Draft, ...]) -> str:
    """What the drafts say under a name of the manifest."""
    first = drafts[0]
    match name:
        case "items":
            return str(len(first.lines))
        case "items_sum":
            return str(total(value_of(line, "net") for line in first.lines))
        case "invoices" | "declarations":
            return str(len(drafts))
        case "currency" if first.kind is DraftKind.DECLARATION:
            return str(first.lines[0]["currency"].value)
        case "total" if first.kind is DraftKind.DECLARATION:
            return str(total(value_of(line, "total") for line in first.lines))
    if name.startswith("item0."):
        held = first.lines[0].get(ITEM[name.removeprefix("item0.")])
    else:
        held = first.fields.get(HEAD[first.kind].get(name, ""))
    return "" if held is None else str(held.value)


def value_of(line: Mapping[str, object], name: str) -> Money:
    value = getattr(line[name], "value", None)
    assert isinstance(value, Money)
    return value


def compared(sample: Sample, drafts: tuple[Draft, ...]) -> Iterator[Compared]:
    for name, expected in sample.expected.items():
        read = told(name, drafts) if drafts else "(no draft)"
        yield Compared(sample.file, name, plain(expected), plain(read))


def measured(read: Callable[[Sample], tuple[Draft, ...]], samples: list[Sample]) -> list[Compared]:
    return [found for sample in samples for found in compared(sample, read(sample))]


def table_of(results: list[Compared]) -> str:
    misses = [result for result in results if not result.right]
    lines = [f"{len(results) - len(misses)} of {len(results)} right"]
    lines += [f"{miss.file}\t{miss.field}\t{miss.expected!r}\t{miss.read!r}" for miss in misses]
    return "\n".join(lines)


def share(results: list[Compared]) -> float:
    return sum(result.right for result in results) / len(results)


def positive() -> list[Sample]:
    return [sample for sample in manifest() if not sample.negative]


def test_every_file_of_the_samples_stands_in_the_manifest() -> None:
    listed = {sample.file for sample in manifest()}
    there = {
        path.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.rglob("*")
        if path.is_file() and path.name != "MANIFEST.tsv"
    }
    assert there == listed


def test_the_fields_of_the_manifest_are_read_right(capsys: pytest.CaptureFixture[str]) -> None:
    results = measured(lambda sample: tuple(reading(sample.file).drafts), positive())
    with capsys.disabled():
        print(f"\nsamples: {table_of(results)}")  # noqa: T201 -- the table of misses is the point
    assert len(results) > 200
    assert share(results) >= DEMANDED, table_of(results)


def test_every_miss_is_owned_up_to_in_the_documentation() -> None:
    results = measured(lambda sample: tuple(reading(sample.file).drafts), positive())
    page = DOCS.read_text(encoding="utf-8")
    right = sum(result.right for result in results)
    assert f"{right} of {len(results)}" in page
    for miss in (result for result in results if not result.right):
        assert f"`{miss.file}`" in page, miss
        assert f"`{miss.field}`" in page, miss


def test_drafts_are_of_the_kind_that_the_manifest_names() -> None:
    for sample in positive():
        kinds = {draft.kind for draft in reading(sample.file).drafts}
        assert kinds == {KINDS[sample.kind.partition("_")[0]]}, sample.file


def test_what_is_no_voucher_yields_no_draft_and_is_kept() -> None:
    negatives = [sample for sample in manifest() if sample.negative]
    assert len(negatives) == 2
    for sample in negatives:
        read = reading(sample.file)
        assert not read.drafts
        assert not read.refused
        assert read.problem is not None
        assert read.problem.code == "file.not_recognised"
        assert read.content == (SAMPLES / sample.file).read_bytes()


def test_the_printed_face_alone_is_read_nearly_as_well() -> None:
    """Attachments, tags and QR codes are worth nothing here."""

    def face(sample: Sample) -> tuple[Draft, ...]:
        data = (SAMPLES / sample.file).read_bytes()
        if sample.file.endswith(".ofd"):
            pages = [item.page for item in OfdPackage(data).pages()]
        else:
            with pdf_pages.opened(data) as document:
                pages = pdf_pages.pages(document)
        source = fapiao_files.printed_face(pages)
        if source is not None:
            return (fapiao_sources.merge([source]),)
        return tuple(customs_pdf.read(pages) or bank_slip.read(pages))

    kinds = ("invoice_pdf", "invoice_ofd", "bank_pdf", "customs_pdf")
    printed = [sample for sample in positive() if sample.kind.startswith(kinds)]
    assert {kind for sample in printed for kind in kinds if sample.kind.startswith(kind)} == {
        *kinds
    }
    results = measured(face, printed)
    assert len(results) > 140
    assert share(results) >= 0.95, table_of(results)


def test_no_sample_is_warned_about_without_cause() -> None:
    """Only made-up tax ids, drafts of declarations and one made-over form may be complained about.

    The form was made over from general trade to 进料对口 and still says 照章征税.
    """
    expected = {"fapiao.tax_id_check", "declaration.no_number", "declaration.no_items"}
    made_over = "xlsx/der_bgd_form_a.xlsx"
    for sample in positive():
        for draft in reading(sample.file).drafts:
            also = {"declaration.duty_unusual"} if sample.file == made_over else set()
            assert {warning.code for warning in draft.warnings} <= expected | also, sample.file


def test_the_worker_process_reads_the_same_in_the_same_order() -> None:
    files = [sample.file for sample in manifest()]
    read = list(read_files([SAMPLES / file for file in files]))
    expected = [part for file in files for part in reading(file).parts or (reading(file),)]
    assert [item.name for item in read] == [item.name for item in expected]
    assert [item.drafts for item in read] == [item.drafts for item in expected]
    assert [item.sha256 for item in read] == [item.sha256 for item in expected]
    assert all(item.content for item in read)


def test_a_layout_reader_leaves_other_papers_alone() -> None:
    with pdf_pages.opened((SAMPLES / "pdf/syn_bgd_export.pdf").read_bytes()) as document:
        assert read_layout(pdf_pages.pages(document)) is None
