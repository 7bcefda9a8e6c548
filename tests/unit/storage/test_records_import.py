"""What a company has on file, as records: batches, contracts, settlements, origins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.storage.books import (
    LATER,
    NOW,
    changing,
    contents,
    sample_document,
    sample_expense,
    sample_fapiao,
)

from jiamao_desktop.domain.batch import (
    TYPED,
    BatchSource,
    ImportBatch,
    ImportFile,
    Outcome,
    Provenance,
)
from jiamao_desktop.domain.contract import Contract, ContractFee, ContractId, FeeKind
from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.drawback import DrawbackExport, DrawbackPurchase
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment, PaymentId, identity_of
from jiamao_desktop.domain.settlement import Settlement, Sureness
from jiamao_desktop.storage import (
    batches,
    contracts,
    declarations,
    documents,
    drawbacks,
    expenses,
    fapiao,
    handbooks,
    journal,
    payments,
    provenance,
    settlements,
)
from jiamao_desktop.storage.database import Database

PAYMENT = Payment(
    number="回单 0001",
    paid_on=dt.date(2026, 3, 1),
    payer="永州样例电子有限公司",
    payer_account="6222 0000",
    payee="长沙龙飞展览有限公司",
    payee_account="6333",
    amount=Money(300_00),
    serial="2026030100001",
    payer_bank="样例银行永州支行",
    method="转账",
    identity=identity_of("6222 0000", "2026030100001"),
)
CONTRACT = Contract(
    number="HT-2026-001",
    title="展位租赁合同",
    first_party="永州样例电子有限公司",
    second_party="长沙龙飞展览有限公司",
    signed_on=dt.date(2026, 1, 5),
    starts_on=dt.date(2026, 1, 1),
    ends_on=dt.date(2026, 12, 31),
    amount=Money(106_000_00),
    fees=(
        ContractFee(name="展位费", amount=Money(100_000_00)),
        ContractFee(name="代理服务费", amount=Money(6_000_00), kind=FeeKind.AGENT),
    ),
)
BATCH = ImportBatch(
    source=BatchSource.FOLDER,
    at=NOW,
    title="三月单证",
    files=(
        ImportFile(name="一.xml", size=10, sha256="a" * 64, outcome=Outcome.TAKEN, records=2),
        ImportFile(
            name="坏.pdf",
            outcome=Outcome.REFUSED,
            problem=Problem.of("pdf.encrypted", name="坏.pdf"),
        ),
    ),
)
MATERIAL = HandbookGoods(
    serial=1,
    part_number="M-01",
    hs_code="8542310000",
    name="集成电路",
    unit="个",
    quantity=Decimal("120000.5"),
    unit_price=Decimal("1.23456789"),
    currency="USD",
)
PRODUCT = replace(MATERIAL, part_number="P-01", name="电源")
USE = HandbookUse(
    product=1, material=1, net=Decimal("2.000000001"), tangible=Decimal("0.5"), state="确定"
)
HANDBOOK = Handbook(number="C53165000001", party="永州样例电子有限公司", materials=(MATERIAL,))


def test_a_batch_comes_back_with_what_became_of_each_file(db: Database) -> None:
    with changing(db):
        number = batches.add(db, BATCH)
    assert batches.get_many(db, [number]) == {number: BATCH}


def test_later_files_of_a_batch_follow_the_earlier_ones(db: Database) -> None:
    late = ImportFile(name="二.ofd", outcome=Outcome.SAME)
    with changing(db):
        first, second = batches.add(db, BATCH), batches.add(db, replace(BATCH, files=()))
        batches.add_files(db, first, [late])
    assert batches.all_ids(db) == [second, first]
    assert batches.get_many(db, [first])[first].files == (*BATCH.files, late)


def test_a_file_of_the_log_leads_to_its_document(db: Database) -> None:
    with changing(db):
        document = documents.add(db, sample_document())
        kept = ImportFile(name="照片.jpg", outcome=Outcome.DOCUMENT, document=document)
        number = batches.add(db, replace(BATCH, files=(kept,)))
    assert batches.get_many(db, [number])[number].files[0].document == document


def test_each_record_says_where_each_of_its_fields_was_read(db: Database) -> None:
    with changing(db):
        batch = batches.add(db, BATCH)
        read = Provenance(batch=batch, origins={"number": Origin.XML, "seller": Origin.LAYOUT})
        made = {
            "fapiao": fapiao.add(db, sample_fapiao(), read=read),
            "payment": payments.add(db, PAYMENT, read=read),
            "declaration": declarations.add(db, Declaration(number="1" * 18), read=read),
            "expense": expenses.add(db, sample_expense(), read=read),
            "contract": contracts.add(db, CONTRACT, read=read),
            "handbook": handbooks.put(db, HANDBOOK, read=read),
        }
        drawbacks.add_exports(db, [DrawbackExport(name="电源")], read=read)
        drawbacks.add_purchases(db, [DrawbackPurchase(name="芯片")], read=read)
    made |= {"drawback_export": 1, "drawback_purchase": 1}
    assert made.keys() == provenance.TABLES
    for table, number in made.items():
        assert provenance.of(db, table, [number, 99]) == {number: read}, table


def test_what_a_person_typed_came_with_no_batch(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, sample_expense())
    assert provenance.of(db, "expense", [number]) == {number: TYPED}


def test_origins_are_kept_of_known_tables_only(db: Database) -> None:
    with pytest.raises(ValueError, match="booth"):
        provenance.of(db, "booth", [1])


def test_a_corrected_record_keeps_its_origins(db: Database) -> None:
    read = Provenance(origins={"seller": Origin.QR})
    with changing(db):
        number = fapiao.add(db, sample_fapiao(), read=read)
        fapiao.update(db, number, sample_fapiao(seller="长沙龙飞展览有限公司（新名）", lines=()))
    assert provenance.of(db, "fapiao", [number]) == {number: read}
    found = fapiao.get(db, number)
    assert found is not None
    assert (found.seller, found.lines) == ("长沙龙飞展览有限公司（新名）", ())


def test_a_contract_comes_back_with_its_fees(db: Database) -> None:
    with changing(db):
        number = contracts.add(db, CONTRACT)
    assert contracts.get_many(db, [number, ContractId(99)]) == {number: CONTRACT}
    changed = replace(CONTRACT, amount=None, fees=CONTRACT.fees[:1], currency="USD")
    with changing(db):
        contracts.update(db, number, changed)
    assert contracts.get_many(db, [number]) == {number: changed}


def test_two_firms_may_number_their_contracts_alike(db: Database) -> None:
    with changing(db):
        made = [
            contracts.add(db, replace(CONTRACT, second_party=name, fees=()))
            for name in ("甲公司", "乙公司")
        ]
        contracts.add(db, replace(CONTRACT, number=""))
    assert contracts.by_number(db, CONTRACT.number) == made
    assert contracts.by_number(db, "") == []


def test_contracts_are_found_by_party_and_number_the_latest_first(db: Database) -> None:
    with changing(db):
        old = contracts.add(db, CONTRACT)
        new = contracts.add(db, replace(CONTRACT, signed_on=dt.date(2026, 6, 1)))
    for text in ("龙飞", "租赁", "HT-2026", "001"):
        assert list(contracts.ids(db, contains=text)) == [new, old], text
    assert list(contracts.ids(db, contains="物流")) == []


def test_an_expense_outlives_its_contract(db: Database) -> None:
    with changing(db):
        contract = contracts.add(db, CONTRACT)
        number = expenses.add(db, sample_expense(contract=contract))
    assert expenses.get_many(db, [number])[number].contract == contract
    with changing(db):
        contracts.delete(db, contract)
    assert expenses.get_many(db, [number])[number].contract is None
    assert contents(db)["contract_fee"] == []


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("contract", lambda db: contracts.update(db, ContractId(1), CONTRACT)),
        ("fapiao", lambda db: fapiao.update(db, FapiaoId(1), sample_fapiao())),
        ("payment", lambda db: payments.update(db, PaymentId(1), PAYMENT)),
    ],
)
def test_what_is_gone_cannot_be_changed(
    db: Database, what: str, change: Callable[[Database], None]
) -> None:
    with pytest.raises(UserError) as caught, changing(db):
        change(db)
    assert caught.value.code == f"{what}.gone"


def test_one_slip_may_settle_several_expenses_and_one_fapiao_be_paid_twice(db: Database) -> None:
    with changing(db):
        slips = [payments.add(db, replace(PAYMENT, identity="", number=n)) for n in ("1", "2")]
        idle = payments.add(db, replace(PAYMENT, identity="", number="3"))
        invoices = [fapiao.add(db, sample_fapiao(n)) for n in (1, 2)]
        spent = expenses.add(db, sample_expense())
        made = {
            settlements.add(db, one): one
            for one in (
                Settlement(
                    payment=slips[0],
                    fapiao=invoices[0],
                    expense=spent,
                    amount=Money(100),
                    sureness=Sureness.SURE,
                ),
                Settlement(
                    payment=slips[0],
                    fapiao=invoices[1],
                    amount=Money(200),
                    sureness=Sureness.PERSON,
                ),
                Settlement(
                    payment=slips[1],
                    fapiao=invoices[1],
                    amount=Money(5),
                    currency="USD",
                    sureness=Sureness.UNSURE,
                ),
            )
        }
    first, second, third = made
    assert settlements.of_payments(db, slips) == made
    assert set(settlements.of_fapiao(db, [invoices[1]])) == {second, third}
    assert set(settlements.of_expenses(db, [spent])) == {first}
    assert settlements.open_payments(db) == [idle]
    with changing(db):
        settlements.delete(db, third)
        expenses.delete(db, spent)
    assert set(settlements.of_payments(db, slips)) == {second}


def test_a_settlement_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="7"):
        Settlement(payment=PaymentId(7), amount=Money(1), sureness=Sureness.SURE)


def test_an_expense_names_the_customs_items_it_bought(db: Database) -> None:
    goods = tuple(DeclarationItem(number=n, hs_code="", name="设备") for n in (1, 2))
    with changing(db):
        declarations.add(db, Declaration(number="", items=goods))
        spent = expenses.add(db, sample_expense())
        settlements.set_items(db, spent, [2, 1])
    assert settlements.items_of(db, [spent]) == {spent: (1, 2)}
    before = len(journal.history(db, 10))
    with changing(db):
        settlements.set_items(db, spent, [1, 2])
    assert len(journal.history(db, 10)) == before
    with changing(db):
        settlements.set_items(db, spent, [2])
    assert settlements.items_of(db, [spent]) == {spent: (2,)}


def test_a_declaration_keeps_its_consumer_its_papers_and_its_handbook_items(db: Database) -> None:
    record = Declaration(
        number="531620260000000123",
        unified_number="I20260000000001",
        wrapping="纸箱",
        consumer="永州样例电子有限公司",
        consumer_code="91431100MA4L00000X",
        attached_papers="K:结转申请表",
        items=(
            DeclarationItem(
                number=1,
                hs_code="8504401990",
                name="电源",
                handbook_item="12",
                handbook_version="0",
                first_quantity=Decimal("1.50"),
                first_unit="千克",
                second_quantity=Decimal(7),
                second_unit="个",
            ),
        ),
    )
    with changing(db):
        number = declarations.add(db, record)
    assert declarations.get_many(db, [number]) == {number: record}


def everything(db: Database) -> Mapping[str, object]:
    return {table: rows for table, rows in contents(db).items() if rows}


def test_a_batch_is_undone_whole_and_done_again_whole(db: Database) -> None:
    with changing(db):
        read = Provenance(batch=batches.add(db, BATCH))
        invoice = fapiao.add(db, sample_fapiao(), read=read)
        slip = payments.add(db, PAYMENT, read=read)
        contract = contracts.add(db, CONTRACT, read=read)
        spent = expenses.add(db, sample_expense(fapiao=invoice, contract=contract), read=read)
        settlements.add(
            db,
            Settlement(
                payment=slip,
                fapiao=invoice,
                expense=spent,
                amount=Money(1),
                sureness=Sureness.SURE,
            ),
        )
        declarations.add(
            db,
            Declaration(number="", items=(DeclarationItem(number=1, hs_code="", name="件"),)),
            read=read,
        )
        settlements.set_items(db, spent, [1])
        handbooks.put(db, replace(HANDBOOK, products=(PRODUCT,), uses=(USE,)), read=read)
        drawbacks.add_exports(db, [DrawbackExport(name="电源")], read=read)
    full = everything(db)
    journal.undo(db, LATER)
    assert everything(db) == {}
    assert list(fapiao.ids(db, contains="龙飞")) == []
    journal.redo(db, LATER)
    assert everything(db) == full
    assert list(fapiao.ids(db, contains="龙飞")) == [invoice]
    assert journal.verify(db) is None
    assert journal.replay_check(db) == ()
