"""What the chains of evidence (证据链) of many expenses look like, told by the database.

An expense is looked at closely only if something in it may be amiss. The marks are drawn wide:
names are compared letter by letter here, and whoever looks closely knows how names are written.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.contract import ContractId
from jiamao_desktop.domain.customs import Declaration, DeclarationId
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.storage import declarations, rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import SqlValue

_NOT_HAN = "{0} <> '' AND NOT {0} GLOB '*[\u3400-\u9fff\uf900-\ufaff]*'"

_SHARED = """
    SELECT fapiao_number FROM grant_line UNION
    SELECT fapiao_number FROM expense WHERE fapiao_number <> ''
    GROUP BY fapiao_number HAVING count(*) > 1"""
"""Numbers of 发票 that several expenses name, or an earlier grant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """The marks of an expense that is to be looked at closely.

    Attributes:
        own_names: Of the applicant's accounts; a payer of another name is looked at.
        method_words: Words of ways to pay that are no transfer.
        agent_words: Words that tell of an agent.
        categories: Kinds of expense that are always looked at.
        keywords: By kind of expense, the words of which its 发票 should show one.
    """

    own_names: Sequence[str]
    method_words: Sequence[str]
    agent_words: Sequence[str]
    categories: frozenset[str]
    keywords: Mapping[str, Sequence[str]]


def filled(db: Database, places: Iterable[EvidenceRole]) -> tuple[array[int], array[int]]:
    """Return the expenses with a document in each place, and the others."""
    roles = sorted(str(place) for place in places)
    held = (
        f"SELECT expense FROM evidence WHERE role IN ({rows.marks(roles)}) "  # noqa: S608 -- marks
        "GROUP BY expense HAVING count(DISTINCT role) = ?"
    )
    parameters: list[SqlValue] = [*roles, len(roles)]
    return (
        rows.id_array(db, f"{held} ORDER BY expense", parameters),
        rows.id_array(
            db,
            f"SELECT id FROM expense WHERE id NOT IN ({held}) ORDER BY id",  # noqa: S608 -- above
            parameters,
        ),
    )


def doubtful(db: Database, marks: Suspicion) -> array[int]:
    """Return the expenses in which something may be amiss, apart from what is plainly missing."""
    found: set[int] = set()
    for sql, parameters in (
        _by_itself(marks),
        _by_fapiao(marks),
        _by_lines(marks),
        _by_payment(marks),
        ("SELECT DISTINCT expense FROM expense_item", []),
        (f"SELECT id FROM expense WHERE fapiao_number IN ({_SHARED})", []),  # noqa: S608 -- a constant
    ):
        found.update(itertools.chain.from_iterable(db.conn.execute(sql, parameters)))
    return array("q", sorted(found))


def _by_itself(marks: Suspicion) -> tuple[str, list[SqlValue]]:
    """Mark what the expense says itself; one without 发票 or payer only if all papers are there."""
    conditions = [
        "contract IS NOT NULL",
        _NOT_HAN.format("payee"),
        f"category IN ({rows.marks(marks.categories)})",
    ]
    parameters: list[SqlValue] = [*sorted(marks.categories)]
    if marks.own_names:
        conditions.append(f"payer_account_name NOT IN ({rows.marks(('', *marks.own_names))})")
        parameters.extend(("", *marks.own_names))
    for column, words in (
        ("payment_method", marks.method_words),
        ("description", marks.agent_words),
    ):
        conditions.extend(f"instr({column}, ?)" for _ in words)
        parameters.extend(words)
    conditions.append(
        "(fapiao IS NULL OR payer_account_name = '' OR currency <> 'CNY') AND id IN "
        "(SELECT expense FROM evidence GROUP BY expense HAVING count(DISTINCT role) >= 4)"
    )
    where = " OR ".join(f"({one})" for one in conditions)
    return f"SELECT id FROM expense WHERE {where}", parameters  # noqa: S608 -- conditions above


def _by_fapiao(marks: Suspicion) -> tuple[str, list[SqlValue]]:
    conditions = [
        "coalesce(fapiao.state, '') IN ('void', 'reversed', 'part_reversed')",
        "expense.payee <> '' AND fapiao.seller <> '' AND expense.payee <> fapiao.seller",
        _NOT_HAN.format("fapiao.seller"),
    ]
    parameters: list[SqlValue] = []
    if marks.own_names:
        conditions.append("fapiao.buyer NOT IN ('', ?)")
        parameters.append(marks.own_names[0])
    where = " OR ".join(f"({one})" for one in conditions)
    sql = f"SELECT expense.id FROM expense JOIN fapiao ON fapiao.id = expense.fapiao WHERE {where}"  # noqa: S608 -- conditions above
    return sql, parameters


def _by_lines(marks: Suspicion) -> tuple[str, list[SqlValue]]:
    """Mark a 发票 whose lines show an agent, or none of the words of its kind of expense."""
    shown = (
        "coalesce((SELECT group_concat(name, ' ') FROM fapiao_line "
        "WHERE fapiao_line.fapiao = fapiao.id), '')"
    )
    conditions: list[str] = []
    parameters: list[SqlValue] = []
    for word in marks.agent_words:
        conditions.append("instr(names, ?)")
        parameters.append(word)
    for category, words in sorted(marks.keywords.items()):
        missing = " AND ".join("NOT instr(names || remark, ?)" for _ in words)
        conditions.append(f"category = ? AND {missing}")
        parameters.extend((category, *words))
    where = " OR ".join(f"({one})" for one in conditions) or "0"
    sql = (
        f"SELECT id FROM (SELECT expense.id, category, remark, {shown} AS names "  # noqa: S608 -- conditions above
        f"FROM expense JOIN fapiao ON fapiao.id = expense.fapiao) WHERE {where}"
    )
    return sql, parameters


def _by_payment(marks: Suspicion) -> tuple[str, list[SqlValue]]:
    """Mark what slips paid by another name, to another name, otherwise, or in another sum."""
    conditions = [
        "payment.payee <> '' AND payment.payee <> expense.payee",
        "payment.payee <> '' AND payment.payee <> coalesce(fapiao.seller, expense.payee)",
    ]
    parameters: list[SqlValue] = []
    if marks.own_names:
        conditions.append(f"payment.payer NOT IN ({rows.marks(('', *marks.own_names))})")
        parameters.extend(("", *marks.own_names))
    for word in marks.method_words:
        conditions.append("instr(payment.method, ?)")
        parameters.append(word)
    where = " OR ".join(f"({one})" for one in conditions)
    sql = (
        "SELECT expense.id FROM settlement "  # noqa: S608 -- conditions above
        "JOIN expense ON expense.id = settlement.expense "
        "JOIN payment ON payment.id = settlement.payment "
        f"LEFT JOIN fapiao ON fapiao.id = expense.fapiao WHERE {where} "
        "UNION SELECT expense FROM settlement JOIN expense ON expense.id = settlement.expense "
        "WHERE settlement.currency = 'CNY' "
        "GROUP BY expense HAVING sum(amount_hundredths) <> min(gross_fen)"
    )
    return sql, parameters


def declarations_of(
    db: Database, ids: Iterable[ExpenseId]
) -> Mapping[ExpenseId, tuple[Declaration, ...]]:
    """Return the declarations whose goods each expense bought, with those goods only."""
    links = db.conn.execute(
        "SELECT expense_item.expense, declaration_item.declaration, declaration_item.number "
        "FROM expense_item JOIN declaration_item "
        "ON declaration_item.id = expense_item.declaration_item "
        "WHERE expense_item.expense IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3",
        [rows.id_list(ids)],
    ).fetchall()
    whole = declarations.get_many(db, sorted({DeclarationId(link[1]) for link in links}))
    found: dict[ExpenseId, tuple[Declaration, ...]] = {}
    for (expense, declaration), items in itertools.groupby(links, key=lambda link: link[:2]):
        bought = {number for *_, number in items}
        goods = tuple(one for one in whole[declaration].items if one.number in bought)
        number = ExpenseId(expense)
        found[number] = (*found.get(number, ()), replace(whole[declaration], items=goods))
    return found


def sharing(db: Database, ids: Iterable[ExpenseId]) -> Sequence[ExpenseId]:
    """Return the expenses of each 发票 that one of these shares with others, or with a grant."""
    found = db.conn.execute(
        "WITH named AS (SELECT DISTINCT fapiao_number AS named_number FROM expense "
        "WHERE id IN (SELECT value FROM json_each(?)) AND fapiao_number <> '') "
        "SELECT id FROM expense WHERE fapiao_number IN (SELECT named_number FROM named "
        "WHERE named_number IN (SELECT fapiao_number FROM grant_line) OR "
        "(SELECT count(*) FROM expense WHERE fapiao_number = named_number) > 1) ORDER BY id",
        [rows.id_list(ids)],
    )
    return [ExpenseId(row) for [row] in found]


def of_fapiao(db: Database, number: FapiaoId) -> Sequence[ExpenseId]:
    """Return the expenses that a 发票 stands behind, in the order they were recorded."""
    return _expenses(db, "fapiao", number)


def under(db: Database, number: ContractId) -> Sequence[ExpenseId]:
    """Return the expenses charged under a contract, in the order they were recorded."""
    return _expenses(db, "contract", number)


def contract_of(db: Database, document: DocumentId) -> ContractId | None:
    """Return the contract whose paper a document is; the first, should there be several."""
    row = db.conn.execute(
        "SELECT id FROM contract WHERE document = ? ORDER BY id LIMIT 1", [document]
    ).fetchone()
    return ContractId(row[0]) if row else None


def count_under(db: Database, ids: Iterable[ContractId]) -> Mapping[ContractId, int]:
    """Return how many expenses are charged under each contract; one without any is absent."""
    found = db.conn.execute(
        "SELECT contract, count(*) FROM expense "
        "WHERE contract IN (SELECT value FROM json_each(?)) GROUP BY contract",
        [rows.id_list(ids)],
    )
    return {ContractId(number): count for number, count in found}


def _expenses(db: Database, column: str, number: int) -> Sequence[ExpenseId]:
    found = db.conn.execute(
        f"SELECT id FROM expense WHERE {column} = ? ORDER BY id",  # noqa: S608 -- a constant
        [number],
    )
    return [ExpenseId(row) for [row] in found]
