"""Expenses with and without their papers, right and wrong, put into a book at random."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import random
from collections.abc import Sequence

from tests.conftest import NAME

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.contract import Contract, ContractFee, FeeKind
from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId, FapiaoKind, FapiaoLine, FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.domain.settlement import Settlement, Sureness
from jiamao_desktop.storage import (
    contracts,
    declarations,
    documents,
    expenses,
    fapiao,
    payments,
    settlements,
)
from jiamao_desktop.storage.database import Database

SELLER = "样例会展服务有限公司"
PLACES = (
    EvidenceRole.CONTRACT,
    EvidenceRole.FAPIAO,
    EvidenceRole.PAYMENT,
    EvidenceRole.OUTCOME,
)


def booth(**changes: object) -> Expense:
    usual = Expense(
        category="fair.booth",
        gross=Money(8000000),
        tax=Money(452830),
        payee=SELLER,
        description="展位费",
        paid_on=dt.date(2026, 3, 1),
        issued_on=dt.date(2026, 2, 20),
        payer_account_name=NAME,
        payment_method="银行转账",
    )
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]  # by name


def bill(number: int = 11, **changes: object) -> Fapiao:
    usual = Fapiao(
        kind=FapiaoKind.DIGITAL_ORDINARY,
        number=f"{25432000000000000000 + number}",
        seller=SELLER,
        buyer=NAME,
        net=Money(7547170),
        tax=Money(452830),
        gross=Money(8000000),
        lines=(FapiaoLine(name="*会展服务*展位费", net=Money(7547170), tax=Money(452830)),),
    )
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]  # by name


def slip(number: str = "S-1", fen: int = 8000000, **changes: object) -> Payment:
    usual = Payment(
        number=number,
        paid_on=dt.date(2026, 3, 1),
        payer=NAME,
        payer_account="1",
        payee=SELLER,
        payee_account="2",
        amount=Money(fen),
    )
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]  # by name


def agreed(**changes: object) -> Contract:
    usual = Contract(
        number="HT-1",
        title="参展合同",
        first_party=NAME,
        second_party=SELLER,
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
        amount=Money(8000000),
        fees=(ContractFee(name="展位费", amount=Money(8000000)),),
    )
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]  # by name


def paper(db: Database, title: str, kind: DocumentKind = DocumentKind.CONTRACT) -> DocumentId:
    digest = hashlib.sha256(title.encode()).hexdigest()
    found = Document(
        kind=kind,
        title=title,
        attachment=digest,
        sha256=digest,
        size=1,
        mime="text/plain",
        original_name=f"{title}.txt",
        added_at="2026-11-20T00:00:00Z",
    )
    return documents.add(db, found)


def proved(
    ws: Workspace,
    expense: Expense | None = None,
    one: Fapiao | None = None,
    paid: Sequence[Payment] = (),
    *,
    roles: Sequence[EvidenceRole] = PLACES,
) -> ExpenseId:
    """Record an expense with its 发票, its payments, and a paper in each of some places."""
    with ws.operation("test.prove", "一笔费用") as operation:
        return _proved(operation.db, expense or booth(), one, paid, roles)


def _proved(
    db: Database,
    expense: Expense,
    one: Fapiao | None,
    paid: Sequence[Payment],
    roles: Sequence[EvidenceRole],
) -> ExpenseId:
    number: FapiaoId | None = fapiao.add(db, one) if one is not None else None
    made = expenses.add(db, dataclasses.replace(expense, fapiao=number))
    for role in roles:
        document = paper(db, f"{made} {role}")
        expenses.link(db, made, Evidence(document=document, role=role))
    for each in paid:
        settled = Settlement(
            payment=payments.add(db, each),
            fapiao=number,
            expense=made,
            amount=each.amount,
            sureness=Sureness.SURE,
        )
        settlements.add(db, settled)
    return made


def fill_at_random(ws: Workspace, count: int, seed: int = 1) -> None:
    """Record expenses of every kind of trouble, and many without any."""
    dice = random.Random(seed)
    names = [NAME] * 6 + ["永州别家有限公司", f" {NAME}", "张三", ""]
    sellers = [SELLER] * 6 + ["样例会展 服务有限公司", "Koelnmesse GmbH", "别家服务有限公司", ""]
    with ws.operation("test.fill", "随机费用") as operation:
        db = operation.db
        under = [
            contracts.add(db, one)
            for one in (
                agreed(),
                agreed(number="2", second_party="别家"),
                agreed(number="3", title="代理合同"),
                agreed(
                    number="4",
                    fees=(ContractFee(name="代理费", amount=Money(1), kind=FeeKind.AGENT),),
                ),
                agreed(number="5", ends_on=None),
            )
        ]
        items = _goods(db)
        for number in range(count):
            seller = dice.choice(sellers)
            category = dice.choice(
                ["fair.booth"] * 4
                + ["other", "interest.import", "ecommerce.incubation_fee", "certification.fee"]
            )
            names_of_lines = dice.choice([["*会展服务*展位费"]] * 3 + [["*经纪代理*代理费"], []])
            spent = booth(
                category=category,
                payee=dice.choice([seller, SELLER]),
                fapiao_number=bill(dice.choice([number, number, max(0, number - 1)])).number,
                payer_account_name=dice.choice(names),
                payment_method=dice.choice(["银行转账"] * 5 + ["现金", ""]),
                contract=dice.choice(under) if dice.random() < 0.3 else None,
                paid_on=dice.choice([dt.date(2026, 3, 1), None]),
                currency=dice.choice(["CNY"] * 5 + ["EUR"]),
            )
            one = bill(
                number,
                seller=seller,
                buyer=dice.choice(names),
                lines=tuple(FapiaoLine(name=name) for name in names_of_lines),
                state=dice.choice([None] * 8 + list(FapiaoState)),
            )
            paid = slip(
                f"S{number}",
                dice.choice([8000000, 8000000, 1]),
                payer=dice.choice(names),
                payee=dice.choice([seller, SELLER, SELLER]),
                method=dice.choice(["", "转账", "现金支票"]),
            )
            roles = PLACES if dice.random() < 0.7 else dice.sample(PLACES, dice.randrange(4))
            made = _proved(
                db,
                spent,
                dice.choice([one] * 5 + [None]),
                dice.choice([[]] * 3 + [[paid]]),
                roles,
            )
            if dice.random() < 0.1:
                settlements.set_items(db, made, [dice.choice(items)])


def _goods(db: Database) -> list[int]:
    for number, (party, name) in enumerate([(NAME, "切割机"), ("别家", "切割机"), (NAME, "旧机")]):
        declaration = Declaration(
            number=f"{530120260000000000 + number}",
            direction=Direction.IMPORT,
            domestic_party=party,
            customs_regime="0110",
            items=(DeclarationItem(number=1, hs_code="8456110090", name=name),),
        )
        declarations.add(db, declaration)
    return [row[0] for row in db.conn.execute("SELECT id FROM declaration_item ORDER BY id")]
