"""The sheets, customs files and bank slips beside the checkout, against their manifest."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from jiamao_desktop.domain.draft import Draft, DraftKind
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.importers.reading import read_bytes

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
KINDS = ("customs_form", "customs_flat", "customs_pdf", "bank_pdf", "bank_xbrl", "tax_table")
NAMES = (
    "bank/syn_bker.xml",
    "bank/syn_boc.pdf",
    "bank/syn_icbc.pdf",
    "pdf/syn_bgd_export.pdf",
    "xlsx/bgd_form_broker_template.xlsx",
    "xlsx/der_bgd_form_a.xlsx",
    "xlsx/syn_bgd_flat.xlsx",
    "xlsx/syn_tax_full_export.xlsx",
)
HEAD = {
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
    "trade_mode_code": "customs_regime",
    "payer": "payer",
    "payee": "payee",
    "payer_acct": "payer_account",
    "payee_acct": "payee_account",
    "remark": "remark",
}
"""Extra column of the manifest to field of the draft."""
ITEM = {"hs": "hs_code", "name": "name", "qty": "quantity", "total": "total"}
NOT_KEPT = {"head.wrap"}
"""包装种类: a declaration has no such field."""

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.exists(), reason="the sample files lie beside the checkout"),
]


@functools.cache
def manifest() -> Mapping[str, Mapping[str, str]]:
    with (SAMPLES / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}


@functools.cache
def drafts(name: str) -> tuple[Draft, ...]:
    reading = read_bytes(name, (SAMPLES / name).read_bytes())
    assert not reading.refused
    return tuple(reading.drafts)


def shown(draft: Draft, field: str) -> str:
    found = draft.fields.get(field)
    return "" if found is None else str(found.value)


def compact(text: str) -> str:
    return "".join(text.split())


def same_number(one: str, other: str) -> bool:
    return float(one.replace(",", "")) == float(other.replace(",", ""))


def test_the_names_tried_here_are_all_of_these_kinds() -> None:
    assert sorted(NAMES) == sorted(n for n, row in manifest().items() if row["kind"] in KINDS)


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_of_the_manifest_are_read(name: str) -> None:
    row, draft = manifest()[name], drafts(name)[0]
    if row["number"] not in {"", "-"}:
        assert shown(draft, "number") == row["number"]
    if row["date"]:
        day = {"payment": "paid_on", "fapiao": "issued_on", "declaration": "declared_on"}
        assert shown(draft, day[draft.kind.value]) == row["date"]
    for column in ("seller", "seller_id", "buyer", "buyer_id"):
        if row[column] not in {"", "-"}:
            assert shown(draft, column) == row[column]


@pytest.mark.parametrize("name", NAMES)
def test_the_sums_of_the_manifest_are_read(name: str) -> None:
    row, draft = manifest()[name], drafts(name)[0]
    if draft.kind is DraftKind.FAPIAO:
        assert same_number(shown(draft, "net"), row["amount"])
        assert same_number(shown(draft, "tax"), row["tax"])
        assert same_number(shown(draft, "gross"), row["total"])
    elif draft.kind is DraftKind.PAYMENT:
        assert same_number(shown(draft, "amount"), row["total"])
    elif row["total"] not in {"", "-"}:
        totals = [line["total"].value for line in draft.lines]
        assert all(isinstance(amount, Money) for amount in totals)
        whole = total(amount for amount in totals if isinstance(amount, Money))
        assert same_number(str(whole), row["total"])


@pytest.mark.parametrize("name", NAMES)
def test_the_further_fields_of_the_manifest_are_read(name: str) -> None:
    draft = drafts(name)[0]
    expected = json.loads(manifest()[name]["extra"] or "{}")
    for key, wanted in expected.items():
        if key in HEAD:
            assert compact(shown(draft, HEAD[key])) == compact(wanted), key
        elif key.startswith("item0."):
            found = str(draft.lines[0][ITEM[key.removeprefix("item0.")]].value)
            assert found == wanted or same_number(found, wanted), key
        elif key == "items":
            assert len(draft.lines) == wanted
        elif key in {"declarations", "invoices"}:
            assert len(drafts(name)) == wanted
        elif key == "currency":
            held = draft.fields.get("currency") or draft.lines[0]["currency"]
            assert held.value == wanted
        else:
            assert key in NOT_KEPT, f"{key} is not compared"
