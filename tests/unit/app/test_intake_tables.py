"""What else is taken in: contracts, own lists, handbooks, refunds, long lists of declarations."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.app.fapiao_files import SELLER
from tests.unit.app.test_intake import all_rows, only
from tests.unit.storage.test_bulk import table

from jiamao_desktop.app import history, identity
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.matching import matched
from jiamao_desktop.app.review import (
    ItemState,
    ReviewItem,
    Target,
    TargetKind,
    checked,
    chosen,
)
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import BatchSource, Outcome
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, FileReading, Origin, Value
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers.sniff import FileType
from jiamao_desktop.storage import (
    batches,
    contracts,
    declarations,
    drawbacks,
    fapiao,
    handbooks,
    payments,
    settlements,
)

GROSS = Money(8_480_000)
NUMBER = "26432000000000000001"
DECLARATION = "530120260001234567"


def item(
    kind: DraftKind,
    key: int = 0,
    *,
    rows: Sequence[Mapping[str, Value]] = (),
    origin: Origin = Origin.SHEET,
    category: str = "",
    **values: Value,
) -> ReviewItem:
    """Return an item as reading would show it, with its bytes at hand."""
    draft = Draft(
        kind=kind,
        fields={name: Field(value, origin) for name, value in values.items()},
        lines=[{name: Field(value, origin) for name, value in row.items()} for row in rows],
    )
    content = f"{kind} {key}".encode()
    digest = hashlib.sha256(content).hexdigest()
    reading = FileReading(
        name=f"{key}.xlsx", sha256=digest, mime=FileType.XLSX.value, content=content
    )
    return checked(
        ReviewItem(
            key=key,
            reading=reading,
            identity=identity.identity(draft, digest, 0),
            draft=draft,
            category=category,
            document_kind=DocumentKind.CONTRACT
            if kind is DraftKind.CONTRACT
            else DocumentKind.OTHER,
        )
    )


def bill(key: int = 0, category: str = "fair.booth", **values: Value) -> ReviewItem:
    usual: dict[str, Any] = {
        "number": NUMBER,
        "seller": SELLER,
        "gross": GROSS,
        "tax": Money(480_000),
    }
    return item(DraftKind.FAPIAO, key, origin=Origin.XML, category=category, **(usual | values))


def slip(key: int, amount: Money = GROSS, **values: Value) -> ReviewItem:
    usual: dict[str, Any] = {"number": f"S{key:07d}", "payee": SELLER, "amount": amount}
    return item(DraftKind.PAYMENT, key, origin=Origin.XML, **(usual | values))


def take(ws: Workspace, *items: ReviewItem) -> list[ReviewItem]:
    """Match and take in a batch; return its items as they were taken."""
    found = matched(ws, items)
    take_in(ws, found)
    return found


def test_a_contract_of_the_batch_takes_the_bill_of_the_batch(workspace: Workspace) -> None:
    held = item(
        DraftKind.CONTRACT,
        1,
        number="HT-2026-07",
        second_party=SELLER,
        amount=GROSS,
        rows=[{"name": "展位费", "amount": GROSS}],
    )
    found = take(workspace, bill(0), held)
    assert [target.number for target in found[0].tied(Relation.CONTRACT)] == [1]
    row = only(workspace)
    assert row.expense.contract_number == "HT-2026-07"
    assert {link.role for link in row.evidence} == {EvidenceRole.FAPIAO, EvidenceRole.CONTRACT}
    [number] = contracts.by_number(workspace.reader, "HT-2026-07")
    assert contracts.get_many(workspace.reader, [number])[number].fees[0].name == "展位费"


def test_a_row_of_an_own_list_needs_a_category_and_is_then_an_expense(
    workspace: Workspace,
) -> None:
    row = item(DraftKind.EXPENSE, gross=GROSS, payee=SELLER)
    assert row.blocked == Problem.of("import.category_missing")
    take(workspace, checked(dataclasses.replace(row, category="fair.booth")))
    assert only(workspace).expense.payee == SELLER


def test_an_own_list_and_its_fapiao_in_one_batch_make_one_expense(workspace: Workspace) -> None:
    listed = item(DraftKind.EXPENSE, 1, category="fair.booth", gross=GROSS, payee=SELLER)
    found = take(workspace, bill(0), listed)
    assert [target.number for target in found[0].tied(Relation.SAME)] == [1]
    assert only(workspace).expense.fapiao_number == NUMBER


def test_tables_of_a_handbook_fill_one_handbook(workspace: Workspace) -> None:
    handbook = "C53012600001"
    goods: dict[str, Value] = {"serial": Decimal(1), "name": "塑料粒子"}
    take(
        workspace,
        item(DraftKind.HANDBOOK_MATERIALS, 0, number=handbook, rows=[goods]),
        item(DraftKind.HANDBOOK_PRODUCTS, 1, number=handbook, rows=[goods]),
        item(
            DraftKind.HANDBOOK_USES,
            2,
            number=handbook,
            rows=[{"product": Decimal(1), "material": Decimal(1), "net": Decimal("0.5")}],
        ),
    )
    number = handbooks.by_number(workspace.reader, handbook)
    assert number is not None
    kept = handbooks.get_many(workspace.reader, [number])[number]
    assert (len(kept.materials), len(kept.products), len(kept.uses)) == (1, 1, 1)


def test_rows_of_refunds_are_kept_and_repeated_ones_are_not(workspace: Workspace) -> None:
    rows: list[dict[str, Value]] = [{"period": "202603", "lot": "001", "serial": "00000001"}]
    take(
        workspace,
        item(DraftKind.DRAWBACK_EXPORTS, 0, rows=rows),
        item(DraftKind.DRAWBACK_PURCHASES, 1, rows=rows),
    )
    assert len(drawbacks.exports(workspace.reader)) == 1
    assert len(drawbacks.purchases(workspace.reader)) == 1
    again = item(DraftKind.DRAWBACK_EXPORTS, 2, rows=rows)
    take(workspace, again)
    [newest, _] = batches.all_ids(workspace.reader)
    [file] = batches.get_many(workspace.reader, [newest])[newest].files
    assert (file.outcome, file.records) == (Outcome.DOCUMENT, 0)


def test_a_long_list_of_declarations_goes_in_whole(workspace: Workspace) -> None:
    reading = FileReading(
        name="报关.xlsx", sha256="ab" * 32, mime=FileType.XLSX.value, content=b"list"
    )
    reading = dataclasses.replace(reading, table=table(1, 6))
    listed = ReviewItem(key=0, reading=reading, document_kind=DocumentKind.CUSTOMS_DECLARATION)
    assert listed.state is ItemState.READY
    take_in(workspace, [listed])
    assert len(declarations.ids(workspace.reader)) == 6
    [number] = batches.all_ids(workspace.reader)
    [file] = batches.get_many(workspace.reader, [number])[number].files
    assert (file.outcome, file.records) == (Outcome.TAKEN, 6)
    history.undo(workspace)
    assert len(declarations.ids(workspace.reader)) == 0


def test_a_long_list_with_something_odd_wants_a_look() -> None:
    odd = dataclasses.replace(table(1, 1), notes=[(Problem.of("declaration.bad_number"), 3)])
    reading = FileReading(name="报关.xlsx", table=odd)
    assert ReviewItem(key=0, reading=reading).state is ItemState.LOOK


def test_freight_for_a_declaration_of_the_batch_is_tied_to_its_items(
    workspace: Workspace,
) -> None:
    goods = item(
        DraftKind.DECLARATION,
        1,
        number=DECLARATION,
        rows=[{"hs_code": "8536690000", "name": "连接器"}, {"hs_code": "3901", "name": "粒子"}],
    )
    freight = bill(0, remark=f"报关单号{DECLARATION}")
    take(workspace, freight, goods)
    [row] = all_rows(workspace)
    assert len(settlements.items_of(workspace.reader, [row.id])[row.id]) == 2


def test_freight_for_a_declaration_in_the_book_is_tied_as_well(workspace: Workspace) -> None:
    take(workspace, item(DraftKind.DECLARATION, 0, number=DECLARATION, rows=[{"name": "粒子"}]))
    take(workspace, bill(0, remark=f"运费 {DECLARATION}"))
    [row] = all_rows(workspace)
    assert len(settlements.items_of(workspace.reader, [row.id])[row.id]) == 1


def test_a_slip_for_a_fapiao_without_a_category_settles_the_fapiao(workspace: Workspace) -> None:
    take(workspace, bill(0, category=""), slip(1))
    assert all_rows(workspace) == []
    number = fapiao.by_identity(workspace.reader, "", NUMBER)
    assert number is not None
    [settlement] = settlements.of_fapiao(workspace.reader, [number]).values()
    assert (settlement.expense, settlement.amount) == (None, GROSS)


def test_a_slip_for_a_fapiao_of_the_book_finds_it_without_an_expense(
    workspace: Workspace,
) -> None:
    take(workspace, bill(0, category=""))
    [found] = take(workspace, slip(5))
    assert [target.kind for target in found.tied(Relation.PAYMENT)] == ["fapiao"]
    number = fapiao.by_identity(workspace.reader, "", NUMBER)
    assert number is not None
    assert len(settlements.of_fapiao(workspace.reader, [number])) == 1


def test_a_fee_kept_by_the_bank_is_no_debt_once_a_person_says_so(workspace: Workspace) -> None:
    found = matched(workspace, [bill(0), slip(1, Money(8_479_000))])
    assert found[1].state is ItemState.LOOK
    [near] = [one for one in found[1].found if one.best]
    said = chosen(found[1], Relation.PAYMENT, [near.target])
    take_in(workspace, [found[0], said])
    paid = only(workspace)
    assert paid.expense.bank_slip_number == "S0000001"
    [settlement] = settlements.of_expenses(workspace.reader, [paid.id]).values()
    assert settlement.amount == Money(8_479_000)


def test_a_slip_larger_than_its_bill_gives_only_what_is_due(workspace: Workspace) -> None:
    found = matched(workspace, [bill(0), slip(1, Money(9_000_000), paid_on="")])
    said = chosen(found[1], Relation.PAYMENT, [_target_of(found[0])])
    draft = said.draft
    assert draft is not None
    fields = {name: field for name, field in draft.fields.items() if name != "paid_on"}
    take_in(
        workspace,
        [found[0], dataclasses.replace(said, draft=dataclasses.replace(draft, fields=fields))],
    )
    [settlement] = settlements.of_payments(
        workspace.reader, payments.all_ids(workspace.reader)
    ).values()
    assert settlement.amount == GROSS


def _target_of(one: ReviewItem) -> Target:
    return Target(TargetKind.ITEM, one.key)


def test_what_lies_in_no_file_was_pasted_and_is_called_by_its_first_item(
    workspace: Workspace,
) -> None:
    take(workspace, bill(0))
    [number] = batches.all_ids(workspace.reader)
    batch = batches.get_many(workspace.reader, [number])[number]
    assert (batch.source, batch.title) == (BatchSource.PASTE, "0.xlsx")


def test_what_a_column_map_read_is_logged_as_mapped(workspace: Workspace) -> None:
    mapped = item(
        DraftKind.EXPENSE, origin=Origin.MAPPED, category="fair.booth", gross=GROSS, payee=SELLER
    )
    take(workspace, mapped)
    [number] = batches.all_ids(workspace.reader)
    [file] = batches.get_many(workspace.reader, [number])[number].files
    assert file.outcome is Outcome.MAPPED


def test_what_a_person_leaves_out_is_logged_as_left(workspace: Workspace) -> None:
    take_in(workspace, [bill(0), dataclasses.replace(slip(1), wanted=False)])
    [number] = batches.all_ids(workspace.reader)
    files = batches.get_many(workspace.reader, [number])[number].files
    assert [file.outcome for file in files] == [Outcome.TAKEN, Outcome.LEFT]


@pytest.mark.parametrize("kind", [DraftKind.HANDBOOK_USES, DraftKind.EXPENSE])
def test_a_table_that_lacks_what_it_is_known_by_is_blocked(kind: DraftKind) -> None:
    assert item(kind).blocked is not None
