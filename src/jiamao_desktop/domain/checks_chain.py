"""What a reviewer compares within the chain of one expense: contract, 发票, payment, goods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jiamao_desktop.domain.checks_base import (
    CheckedExpense,
    Nature,
    Setting,
    Slip,
    first_word,
    is_foreign,
    is_person,
    same_name,
    slip,
)
from jiamao_desktop.domain.contract import Contract, FeeKind
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.fapiao import FapiaoState
from jiamao_desktop.domain.matching.evidence import is_near
from jiamao_desktop.domain.money import total

FULL_YEAR_DAYS = 365
_DOMESTIC = "CNY"


def _fapiao_not_itemised(item: CheckedExpense, _setting: Setting) -> Iterator[Slip]:
    if item.fapiao is None or not item.keywords:
        return
    names = " ".join(line.name for line in item.fapiao.lines) + item.fapiao.remark
    words = "、".join(item.keywords)
    if not names.strip():
        yield slip("R01-unknown", item, "description", Nature.UNKNOWN, words=words)
    elif not first_word(item.keywords, names):
        yield slip("R01", item, "description", words=words)


def payers(item: CheckedExpense) -> Sequence[str]:
    """Return who paid: as the slips say, else as typed; empty if nothing says."""
    said = [one.payment.payer for one in item.settled if one.payment.payer.strip()]
    named = said or [item.expense.payer_account_name]
    return [name for name in dict.fromkeys(named) if name.strip()]


def _payer_is_somebody_else(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    if not setting.accounts:
        return
    names = payers(item)
    paid = item.settled or item.expense.paid_on or EvidenceRole.PAYMENT in item.roles
    if not names and paid:
        yield slip("R02-unknown", item, "payer_account_name", Nature.UNKNOWN)
    for name in names:
        if not setting.is_own(name):
            firm_words = setting.of("R02-person").words
            rule = "R02-person" if is_person(name, firm_words) else "R02"
            yield slip(rule, item, "payer_account_name", payer=name, applicant=setting.name)


def _not_a_transfer(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    methods = [item.expense.payment_method, *(one.payment.method for one in item.settled)]
    words = setting.of("R03-method").words
    for method in dict.fromkeys(methods):
        if first_word(words, method):
            yield slip("R03-method", item, "payment_method", method=method)


def _no_bank_slip(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    is_interest = item.expense.category in setting.of("R19").categories
    if EvidenceRole.PAYMENT not in item.roles and not is_interest:
        yield slip("R03", item, "evidence", Nature.MISSING)
    if item.settled and all(one.currency == _DOMESTIC for one in item.settled):
        paid = total(one.amount for one in item.settled)
        gross = item.expense.gross
        if paid != gross and not is_near(paid, gross):  # the bank may have kept a fee
            yield slip("R03-part", item, "gross", Nature.MISSING, paid=paid, gross=gross)


def _fapiao_is_void(item: CheckedExpense, _setting: Setting) -> Iterator[Slip]:
    state = item.fapiao.state if item.fapiao else None
    if state is FapiaoState.VOID:
        yield slip("R04-void", item, "fapiao_number")
    elif state is FapiaoState.REVERSED:
        yield slip("R04-reversed", item, "fapiao_number")
    elif state is FapiaoState.PART_REVERSED:
        yield slip("R04-part-reversed", item, "fapiao_number", Nature.UNKNOWN)


def _names_differ(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    found, payee = item.fapiao, item.expense.payee
    if found is None:
        yield slip("R04-unknown", item, "fapiao_number", Nature.UNKNOWN)
    else:
        if setting.name and found.buyer and not same_name(found.buyer, setting.name):
            yield slip("R04-buyer", item, "payee", name=found.buyer)
        if payee and found.seller and not same_name(found.seller, payee):
            yield slip("R04-seller", item, "payee", name=found.seller)
    seller = seller_of(item)
    for name in dict.fromkeys(one.payment.payee for one in item.settled):
        if name.strip() and seller and not same_name(name, seller):
            yield slip("R04-payee", item, "payee", name=name, seller=seller)


def seller_of(item: CheckedExpense) -> str:
    """Return who sold: as the 发票 says, else who was paid."""
    return (item.fapiao.seller if item.fapiao else "") or item.expense.payee


def other_party(contract: Contract, setting: Setting) -> str | None:
    """Return the side of a contract that is not the applicant; ``None``: neither side is."""
    sides = (contract.first_party, contract.second_party)
    for own, other in (sides, sides[::-1]):
        if same_name(own, setting.name):
            return other
    return None


def _contract_parties(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    contract, seller = item.contract, seller_of(item)
    if contract is None or not setting.name:
        return
    sides = [side for side in (contract.first_party, contract.second_party) if side.strip()]
    if not sides:
        yield slip("R04-party-unknown", item, "contract", Nature.UNKNOWN, contract=named(contract))
        return
    other = other_party(contract, setting)
    if other is None:
        yield slip("R04-own", item, "contract", parties="、".join(sides))
    elif seller and other.strip() and not same_name(other, seller):
        yield slip("R04-party", item, "contract", name=other, seller=seller)


def named(contract: Contract) -> str:
    """Return what people call a contract: its title, else its number."""
    return contract.title or contract.number


def _agent_not_apart(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    """Look for an agent's fee that is not told apart from what it was paid on to."""
    terms, expense, contract = setting.of("R12"), item.expense, item.contract
    if expense.category in terms.exempt:
        return
    lines = [line.name for line in item.fapiao.lines] if item.fapiao else []
    if contract is None:
        if word := first_word(terms.words, expense.description, *lines):
            yield slip("R12-unknown", item, "contract", Nature.UNKNOWN, word=word)
        return
    agent = total(fee.amount for fee in contract.fees if fee.kind is FeeKind.AGENT)
    fees = [fee.name for fee in contract.fees]
    if not agent:
        if word := first_word(terms.words, contract.title, expense.description, *fees, *lines):
            yield slip("R12", item, "contract", word=word, contract=named(contract))
    elif contract.amount is not None and contract.currency == _DOMESTIC:
        within = agent.fen - (contract.amount.fen - expense.gross.fen)
        if within > expense.unsupported.fen:
            yield slip("R12-within", item, "unsupported", agent=agent, contract=named(contract))


def _foreign_without_chinese(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    other = ""
    if item.contract is not None:
        other = other_party(item.contract, setting) or ""
    names = [name for name in (other, seller_of(item)) if name.strip()]
    foreign = next((name for name in names if is_foreign(name)), "")
    if foreign and not first_word(setting.of("R14").words, *item.titles):
        yield slip("R14", item, "evidence", Nature.MISSING, name=foreign)
    elif not names and item.expense.currency != _DOMESTIC:
        yield slip("R14-unknown", item, "payee", Nature.UNKNOWN, currency=item.expense.currency)


def _used_twice(item: CheckedExpense, _setting: Setting) -> Iterator[Slip]:
    if item.used_in:
        yield slip("R15", item, claims="、".join(item.used_in))
    if item.doubles:
        yield slip("R15-line", item, "fapiao_number", uses="；".join(item.doubles))


def _interest(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    if item.expense.category not in setting.of("R19").categories:
        return
    if EvidenceRole.PAYMENT not in item.roles:
        yield slip("R19", item, "evidence", Nature.MISSING)
    contract, day = item.contract, item.expense.paid_on
    if contract is None or day is None or not (contract.starts_on and contract.ends_on):
        yield slip("R19-unknown", item, "contract", Nature.UNKNOWN)
    elif not contract.starts_on <= day <= contract.ends_on:
        term = f"{contract.starts_on} – {contract.ends_on}"
        yield slip("R19-term", item, "paid_on", day=day, term=term)


def _part_of_a_year(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    contract = item.contract
    if contract is None or item.expense.category not in setting.of("R24").categories:
        return
    if contract.starts_on is None or contract.ends_on is None:
        yield slip("R24-term", item, "contract", Nature.UNKNOWN, contract=named(contract))
        return
    days = (contract.ends_on - contract.starts_on).days + 1
    if days < FULL_YEAR_DAYS:
        yield slip("R24", item, "contract", days=days)


ExpenseRule = Callable[[CheckedExpense, Setting], Iterator[Slip]]

ITEMISED, PAYER, SLIP, NAMES = (
    (_fapiao_not_itemised,),
    (_payer_is_somebody_else,),
    (_no_bank_slip, _not_a_transfer),
    (_fapiao_is_void, _names_differ, _contract_parties),
)
AGENT, FOREIGN, TWICE = (_agent_not_apart,), (_foreign_without_chinese,), (_used_twice,)
INTEREST, YEAR = (_interest,), (_part_of_a_year,)
