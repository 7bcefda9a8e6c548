"""The chain of evidence (证据链) of expenses: what each is compared with, and how it stands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.doubles import doubles
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.splitting import is_worth_splitting
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.chain import PLACES, Chain, ChainState, chain_of
from jiamao_desktop.domain.checks_base import Setting, Settled, Terms, setting_for
from jiamao_desktop.domain.contract import Contract
from jiamao_desktop.domain.customs import Declaration
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao
from jiamao_desktop.domain.matching.doubles import Clash, Use
from jiamao_desktop.domain.self_check import CheckedExpense, Slip
from jiamao_desktop.storage import (
    applicants,
    chains,
    claims,
    contracts,
    documents,
    expenses,
    fapiao,
    journal,
    payments,
    settlements,
)
from jiamao_desktop.storage.database import snapshot

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """One thing a reviewer would object to, in words, with a way to mend it.

    Attributes:
        rule: ``R02``. expense: The expense to jump to, if it is about one.
        basis: Place and year, or the clause, where the rule was seen.
        place: Where in the chain of the expense it is mended.
    """

    rule: str
    severity: Severity
    text: str
    remedy: str
    basis: str
    expense: ExpenseId | None
    field: str
    place: EvidenceRole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """The chain of one expense as it is shown.

    Attributes:
        settled: What was paid for it, slip by slip, the first paid first.
        findings: What was found, those that would send it back first.
        mixed: Its 发票 holds several kinds of expense, and has not been split yet.
    """

    state: ChainState
    fapiao: Fapiao | None
    contract: Contract | None
    settled: tuple[Settled, ...]
    declarations: tuple[Declaration, ...]
    findings: tuple[CheckFinding, ...]
    mixed: bool = False


def setting(ws: Workspace) -> Setting:
    """Return whose papers are looked at, and what the rules look for."""
    return setting_for(applicants.get(ws.reader), terms(ws))


def terms(ws: Workspace) -> Mapping[str, Terms]:
    """Return what each rule looks for."""
    return {name: rule.terms for name, rule in ws.catalog.self_checks.items()}


def checked(
    ws: Workspace, ids: Sequence[ExpenseId], language: str = "zh"
) -> Mapping[ExpenseId, CheckedExpense]:
    """Return expenses with everything they are compared with; one that is gone is absent."""
    db = ws.reader
    with snapshot(db):
        found = expenses.get_many(db, ids)
        links = expenses.evidence(db, list(found))
        papers = documents.get_many(
            db, sorted({link.document for chain in links.values() for link in chain})
        )
        bills = fapiao.get_many(
            db, sorted({one.fapiao for one in found.values() if one.fapiao is not None})
        )
        agreed = contracts.get_many(
            db, sorted({one.contract for one in found.values() if one.contract is not None})
        )
        settled = _settled(ws, list(found))
        goods = chains.declarations_of(db, list(found))
        twice = _used_twice(ws, list(found), language)
    categories = ws.catalog.categories
    return {
        number: CheckedExpense(
            id=number,
            expense=record,
            fapiao=bills.get(record.fapiao) if record.fapiao is not None else None,
            roles=frozenset(link.role for link in links.get(number, ())),
            keywords=categories[record.category].keywords if record.category in categories else (),
            contract=agreed.get(record.contract) if record.contract is not None else None,
            settled=settled.get(number, ()),
            doubles=twice.get(number, ()),
            declarations=goods.get(number, ()),
            titles=tuple(
                f"{papers[link.document].title} {papers[link.document].original_name}"
                for link in links.get(number, ())
            ),
            kinds=frozenset(papers[link.document].kind for link in links.get(number, ())),
        )
        for number, record in found.items()
    }


def _used_twice(
    ws: Workspace, ids: Sequence[ExpenseId], language: str
) -> Mapping[ExpenseId, tuple[str, ...]]:
    """Return what else uses more of a 发票 than there is, by expense, in words.

    The same expense in two claims is not among it: some notices let measures stand side by
    side, and whoever looks at a claim knows.
    """
    shared = chains.sharing(ws.reader, ids)
    found: dict[ExpenseId, list[str]] = {}
    for double in doubles(ws, shared) if shared else ():
        if not double.clashes & {Clash.AMOUNT, Clash.GRANT}:
            continue
        for one in double.uses:
            others = [use for use in double.uses if use.expense != one.expense and one.expense]
            said = found.setdefault(ExpenseId(one.expense), [])
            said.extend(message(_use(use), language) for use in others)
    return {number: tuple(dict.fromkeys(said)) for number, said in found.items() if said}


def _use(use: Use) -> Problem:
    """Say what a use is: a grant, a claim, or just another expense."""
    amount = str(use.amount)
    if use.granted:
        return Problem.of("chain.granted_for", title=use.title, year=use.year, amount=amount)
    if use.claimed:
        return Problem.of("chain.claimed_in", title=use.title, year=use.year, amount=amount)
    return Problem.of("chain.spent_as", amount=amount)


def _settled(ws: Workspace, ids: Sequence[ExpenseId]) -> Mapping[ExpenseId, tuple[Settled, ...]]:
    """Return what was paid for expenses, the first paid first."""
    every = settlements.of_expenses(ws.reader, ids).values()
    slips = payments.get_many(ws.reader, sorted({one.payment for one in every}))
    found: dict[ExpenseId, list[Settled]] = {}
    for one in every:
        if one.expense is not None and one.payment in slips:
            part = Settled(
                payment=slips[one.payment],
                amount=one.amount,
                currency=one.currency,
                sureness=one.sureness,
            )
            found.setdefault(one.expense, []).append(part)
    return {
        number: tuple(sorted(parts, key=lambda one: (str(one.payment.paid_on), one.payment.number)))
        for number, parts in found.items()
    }


def chains_of(ws: Workspace, ids: Sequence[ExpenseId]) -> Mapping[ExpenseId, Chain]:
    """Return the chains of some expenses, as one page of a list shows them."""
    said = setting(ws)
    return {number: chain_of(item, said) for number, item in checked(ws, ids).items()}


def view(ws: Workspace, number: ExpenseId, language: str = "zh") -> ChainView | None:
    """Return the chain of one expense as it is shown; ``None``: it is gone."""
    item = checked(ws, [number], language).get(number)
    if item is None:
        return None
    chain = chain_of(item, setting(ws))
    found = [in_words(ws, slip, language) for slip in chain.slips]
    return ChainView(
        state=chain.state,
        fapiao=item.fapiao,
        contract=item.contract,
        settled=item.settled,
        declarations=item.declarations,
        findings=tuple(sorted(found, key=lambda one: one.severity is not Severity.BLOCK)),
        mixed=_may_be_split(ws, item),
    )


def _may_be_split(ws: Workspace, item: CheckedExpense) -> bool:
    bill, number = item.fapiao, item.expense.fapiao
    if bill is None or number is None or item.expense.gross != bill.gross:
        return False
    alone = len(chains.of_fapiao(ws.reader, number)) == 1
    claimed = claims.claimed_expenses(ws.reader, [item.id])
    return alone and not claimed and is_worth_splitting(ws, bill)


def in_words(ws: Workspace, slip: Slip, language: str) -> CheckFinding:
    """Say what was found."""
    rule = ws.catalog.self_checks[slip.rule]
    return CheckFinding(
        rule=slip.rule.partition("-")[0],
        severity=rule.severity,
        text=rule.text[language].format(**dict(slip.details)),
        remedy=rule.remedy[language],
        basis=rule.basis,
        expense=slip.expense,
        field=slip.field,
        place=rule.place,
    )


def ids_in(ws: Workspace, state: ChainState) -> frozenset[int]:
    """Return the expenses whose chain stands so, kept until the book changes.

    Most are told by which places are filled; only those in which something may be amiss are
    looked at one by one.
    """
    with snapshot(ws.reader):
        latest = journal.latest(ws.reader)
        kept = ws.kept.get(ChainState)
        if not isinstance(kept, _States) or kept.operation != latest:
            kept = ws.kept[ChainState] = _sorted_out(ws, latest)
    return kept.of[state]


@dataclass(frozen=True, slots=True)
class _States:
    """The expenses of a book by the state of their chains, as of an operation."""

    operation: int
    of: Mapping[ChainState, frozenset[int]]


def _sorted_out(ws: Workspace, operation: int) -> _States:
    said = setting(ws)
    filled, open_ones = chains.filled(ws.reader, PLACES)
    doubtful = chains.doubtful(ws.reader, _suspicion(ws, said))
    judged: dict[ChainState, set[int]] = {state: set() for state in ChainState}
    for some in _slices(doubtful):
        for number, item in checked(ws, some).items():
            judged[chain_of(item, said).state].add(int(number))
    left = set(doubtful)
    judged[ChainState.COMPLETE].update(set(filled) - left)
    judged[ChainState.GAPS].update(set(open_ones) - left)
    return _States(operation, {state: frozenset(ids) for state, ids in judged.items()})


def _slices(ids: array[int]) -> Iterable[Sequence[ExpenseId]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield [ExpenseId(number) for number in ids[start : start + _AT_ONCE]]


def _suspicion(ws: Workspace, said: Setting) -> chains.Suspicion:
    """Return by which marks an expense is to be looked at more closely."""
    about = ("R18", "R19")
    return chains.Suspicion(
        own_names=said.accounts,
        method_words=said.of("R03-method").words,
        agent_words=said.of("R12").words,
        categories=frozenset().union(*(said.of(rule).categories for rule in about)),
        keywords={
            name: category.keywords
            for name, category in ws.catalog.categories.items()
            if category.keywords
        },
    )
