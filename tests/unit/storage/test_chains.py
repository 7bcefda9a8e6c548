"""Which expenses are to be looked at closely, told by the database, mark by mark."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.conftest import NAME
from tests.unit.app.chain_book import (
    PLACES,
    SELLER,
    agreed,
    bill,
    booth,
    paper,
    proved,
    slip,
)

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Grant, GrantLine
from jiamao_desktop.domain.contract import ContractId
from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId, FapiaoLine, FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.storage import chains, contracts, declarations, expenses, grants, settlements

MARKS = chains.Suspicion(
    own_names=(NAME,),
    method_words=("现金", "支票"),
    agent_words=("代理",),
    categories=frozenset({"interest.import"}),
    keywords={"fair.booth": ("展位费", "摊位费")},
)


def doubtful(ws: Workspace, marks: chains.Suspicion = MARKS) -> list[int]:
    return list(chains.doubtful(ws.reader, marks))


def test_a_sound_expense_is_not_looked_at(workspace: Workspace) -> None:
    proved(workspace, one=bill(), paid=[slip()])
    assert doubtful(workspace) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"payer_account_name": "别家有限公司"},
        {"payment_method": "现金支票"},
        {"payee": "Koelnmesse GmbH"},
        {"description": "认证代理费"},
        {"category": "interest.import"},
        {"payer_account_name": ""},
        {"currency": "EUR"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_each_mark_of_the_expense_itself_is_seen(
    workspace: Workspace, changes: dict[str, str]
) -> None:
    spent: Expense = dataclasses.replace(booth(), **changes)  # type: ignore[arg-type]  # by name
    number = proved(workspace, spent, bill(seller=spent.payee))
    assert doubtful(workspace) == [number]


@pytest.mark.parametrize(
    "changes",
    [
        {"buyer": "别家有限公司"},
        {"seller": "别家服务有限公司"},
        {"state": FapiaoState.VOID},
        {"state": FapiaoState.PART_REVERSED},
        {"lines": (FapiaoLine(name="*会展服务*参展费"),)},
        {"lines": (FapiaoLine(name="展位费"), FapiaoLine(name="代理费"))},
        {"lines": ()},
    ],
    ids=str,
)
def test_each_mark_of_the_fapiao_is_seen(workspace: Workspace, changes: dict[str, object]) -> None:
    one: Fapiao = dataclasses.replace(bill(), **changes)  # type: ignore[arg-type]  # by name
    assert doubtful(workspace) == []
    number = proved(workspace, one=one)
    assert doubtful(workspace) == [number]


def test_the_remark_may_show_the_words_of_a_kind(workspace: Workspace) -> None:
    proved(workspace, one=bill(lines=(FapiaoLine(name="服务费"),), remark="含展位费"))
    assert doubtful(workspace) == []


@pytest.mark.parametrize(
    "paid",
    [
        [slip(payer="张三")],
        [slip(payee="别家有限公司")],
        [slip(method="现金")],
        [slip(fen=7999999)],
        [slip("A", 4000000), slip("B", 4000001)],
    ],
    ids=["payer", "payee", "method", "short", "over"],
)
def test_each_mark_of_the_payments_is_seen(workspace: Workspace, paid: list[Payment]) -> None:
    number = proved(workspace, one=bill(), paid=paid)
    assert doubtful(workspace) == [number]


def test_a_contract_is_always_compared(workspace: Workspace) -> None:
    with workspace.operation("test.contract", "合同") as operation:
        made = contracts.add(operation.db, agreed())
    number = proved(workspace, booth(contract=made), bill())
    assert doubtful(workspace) == [number]


def test_without_a_fapiao_only_a_chain_with_all_its_papers_is_looked_at(
    workspace: Workspace,
) -> None:
    whole = proved(workspace)
    proved(workspace, roles=PLACES[:2])
    assert doubtful(workspace) == [whole]


def test_names_are_not_compared_while_nobody_knows_the_applicant(workspace: Workspace) -> None:
    proved(workspace, booth(payer_account_name="张三"), bill(buyer="别家有限公司"))
    nobody = dataclasses.replace(MARKS, own_names=())
    assert doubtful(workspace, nobody) == []


def test_expenses_with_every_place_filled_are_told_from_the_others(workspace: Workspace) -> None:
    whole = proved(workspace, one=bill(1))
    open_one = proved(workspace, one=bill(2), roles=PLACES[1:])
    bare = proved(workspace, roles=())
    filled, rest = chains.filled(workspace.reader, PLACES)
    assert list(filled) == [whole]
    assert list(rest) == [open_one, bare]


def test_a_place_filled_twice_does_not_stand_for_another(workspace: Workspace) -> None:
    number = proved(workspace, roles=PLACES[:3])
    with workspace.operation("test.more", "再加") as operation:
        document = paper(operation.db, "另一份发票")
        expenses.link(
            operation.db,
            number,
            Evidence(document=document, role=EvidenceRole.FAPIAO),
        )
        expenses.link(
            operation.db,
            number,
            Evidence(document=document, role=EvidenceRole.OTHER),
        )
    filled, _ = chains.filled(workspace.reader, PLACES)
    assert list(filled) == []


def goods(number: int, *names: str) -> Declaration:
    return Declaration(
        number=f"{530120260000000000 + number}",
        items=tuple(
            DeclarationItem(number=place, hs_code="84", name=name)
            for place, name in enumerate(names, start=1)
        ),
    )


def test_declarations_come_with_the_goods_that_were_bought_only(workspace: Workspace) -> None:
    number, other = proved(workspace, roles=()), proved(workspace, roles=())
    with workspace.operation("test.goods", "报关") as operation:
        db = operation.db
        declarations.add(db, goods(1, "切割机", "配件", "耗材"))
        declarations.add(db, goods(2, "磨床"))
        items = [row[0] for row in db.conn.execute("SELECT id FROM declaration_item ORDER BY id")]
        settlements.set_items(db, number, [items[0], items[2], items[3]])
    found = chains.declarations_of(workspace.reader, [number, other])
    assert list(found) == [number]
    assert [[item.name for item in one.items] for one in found[number]] == [
        ["切割机", "耗材"],
        ["磨床"],
    ]
    assert doubtful(workspace) == [number]


def test_expenses_that_name_one_fapiao_are_found_from_any_of_them(workspace: Workspace) -> None:
    first = proved(workspace, booth(fapiao_number="1" * 20), roles=())
    second = proved(workspace, booth(fapiao_number="1" * 20), roles=())
    alone = proved(workspace, booth(fapiao_number="2" * 20), roles=())
    nameless = proved(workspace, booth(), roles=())
    assert chains.sharing(workspace.reader, [second]) == [first, second]
    assert chains.sharing(workspace.reader, [alone, nameless]) == []


def test_an_earlier_grant_for_the_same_fapiao_counts_as_sharing_it(workspace: Workspace) -> None:
    number = proved(workspace, booth(fapiao_number="1" * 20), bill())
    assert doubtful(workspace) == []
    with workspace.operation("test.grant", "往年") as operation:
        grant = Grant(
            measure="往年", level="provincial", amount=Money(1), granted_on=dt.date(2025, 1, 1)
        )
        made = grants.add(operation.db, grant)
        line = GrantLine(fapiao_number="1" * 20, amount=Money(1))
        grants.set_lines(operation.db, made, [line])
    assert chains.sharing(workspace.reader, [number]) == [number]
    assert doubtful(workspace) == [number]


def test_the_expenses_of_a_fapiao_come_in_the_order_they_were_recorded(
    workspace: Workspace,
) -> None:
    number = proved(workspace, one=bill(), roles=())
    held = expenses.get_many(workspace.reader, [number])[number].fapiao
    assert held is not None
    with workspace.operation("test.more", "再一笔") as operation:
        other = expenses.add(operation.db, booth(fapiao=held))
    assert chains.of_fapiao(workspace.reader, held) == [number, other]
    assert chains.of_fapiao(workspace.reader, FapiaoId(99)) == []


def test_expenses_under_a_contract_are_listed_and_counted(workspace: Workspace) -> None:
    with workspace.operation("test.contract", "合同") as operation:
        made = contracts.add(operation.db, agreed())
        unused = contracts.add(operation.db, agreed(number="2"))
    numbers: list[ExpenseId] = [proved(workspace, booth(contract=made), roles=()) for _ in range(2)]
    assert chains.under(workspace.reader, made) == numbers
    assert chains.count_under(workspace.reader, [made, unused]) == {made: 2}


def test_a_contract_is_found_by_its_paper(workspace: Workspace) -> None:
    with workspace.operation("test.contract", "合同") as operation:
        document = paper(operation.db, "合同")
        made: ContractId = contracts.add(operation.db, agreed(document=document))
        contracts.add(operation.db, agreed(number="2", document=document))
    assert chains.contract_of(workspace.reader, document) == made
    assert chains.contract_of(workspace.reader, DocumentId(99)) is None


def test_another_spelling_of_the_sellers_name_is_looked_at_and_left_to_whoever_looks(
    workspace: Workspace,
) -> None:
    number = proved(workspace, one=bill(seller=f"{SELLER} "))
    assert doubtful(workspace) == [number]
