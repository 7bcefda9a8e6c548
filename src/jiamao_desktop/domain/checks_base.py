"""What the self-check looks at and what it finds; the rules themselves stand in ``checks_*``."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.contract import Contract
from jiamao_desktop.domain.customs import Declaration
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.fapiao import Fapiao
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.domain.project import Project
from jiamao_desktop.domain.settlement import Sureness

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,6}·[\u3400-\u9fff·]{1,8}")


class Nature(StrEnum):
    """What kind of thing was found.

    ``WRONG``: papers contradict each other or the notice. ``MISSING``: something is to be
    brought. ``UNKNOWN``: the book does not say enough to tell, and says that it does not.
    """

    WRONG = "wrong"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a rule looks for, as data (``resources/self_checks.toml``).

    Attributes:
        words: Words that it looks for.
        categories: Kinds of expense that it is about; empty: it says itself which.
        exempt: Kinds of expense that it is not about.
        fact: The fact that answers it.
    """

    words: tuple[str, ...] = ()
    categories: frozenset[str] = frozenset()
    exempt: frozenset[str] = frozenset()
    fact: str = ""


_NONE = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Whose papers are looked at, and what the rules look for.

    Attributes:
        name: The applicant's full name; blank: the book has none yet.
        accounts: Names in which the applicant holds accounts, its own among them.
    """

    name: str = ""
    accounts: tuple[str, ...] = ()
    terms: Mapping[str, Terms] = field(default_factory=dict)

    def of(self, rule: str) -> Terms:
        """Return what a rule looks for; nothing, if nothing is said."""
        return self.terms.get(rule, _NONE)

    def is_own(self, name: str) -> bool:
        """Tell whether a name is the applicant's, or that of one of its accounts."""
        return any(same_name(name, own) for own in self.accounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A bank slip and how much of an expense it paid, in hundredths of ``currency``."""

    payment: Payment
    amount: Money
    currency: str = "CNY"
    sureness: Sureness = Sureness.SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedExpense:
    """An expense with everything a reviewer compares it with.

    Attributes:
        keywords: Words of its category, one of which the 发票 must show.
        used_in: Titles of other claims that stand on the same expense.
        doubles: Other uses of the same line of the 发票, as a person would name them.
        settled: What was paid for it, slip by slip.
        declarations: Customs declarations of the goods it bought, with those items only.
        titles: Names of the documents behind it. kinds: What these documents are.
        day: The day that decides whether it falls into the time of the notice.
    """

    id: ExpenseId
    expense: Expense
    fapiao: Fapiao | None
    roles: frozenset[EvidenceRole]
    keywords: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()
    contract: Contract | None = None
    settled: tuple[Settled, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    titles: tuple[str, ...] = ()
    kinds: frozenset[DocumentKind] = frozenset()
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """A claim as a reviewer sees it.

    Attributes:
        documents: How many of each kind will be printed.
        required_fields: Labels of blank fields that the form cannot do without.
        in_force_from: First day of the notice; ``None``: days are not compared with it.
        decided_by_project: One day of the project decides for all of its expenses.
        terms: What the rules look for.
        facts: What is known of the firm and the project.
    """

    applicant: Applicant
    project: Project | None
    expenses: Sequence[CheckedExpense]
    spent: Money
    ceiling: Money
    applied: Money
    today: dt.date
    in_force_until: dt.date | None
    documents: Mapping[DocumentKind, int]
    required_fields: Sequence[str]
    in_force_from: dt.date | None = None
    decided_by_project: bool = False
    terms: Mapping[str, Terms] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)

    @property
    def setting(self) -> Setting:
        """Return whose papers these are, and what the rules look for."""
        return setting_for(self.applicant, self.terms)

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day falls into the time of the notice."""
        first, last = self.in_force_from, self.in_force_until
        return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One thing found: the rule, the place, and what its sentence names."""

    rule: str
    details: tuple[tuple[str, str], ...] = ()
    expense: ExpenseId | None = None
    field: str = ""
    nature: Nature = Nature.WRONG


def setting_for(applicant: Applicant | None, terms: Mapping[str, Terms]) -> Setting:
    """Return the setting of an applicant; without one, nothing is compared with its name."""
    if applicant is None:
        return Setting(terms=terms)
    names = tuple(name for name in (applicant.name, applicant.account_name) if name.strip())
    return Setting(name=applicant.name, accounts=names, terms=terms)


def slip(
    rule: str,
    item: CheckedExpense,
    field_name: str = "",
    nature: Nature = Nature.WRONG,
    **details: object,
) -> Slip:
    """Return what a rule found in an expense; its sentence may always name ``what`` it was for."""
    named = {"what": item.expense.description or item.expense.payee} | details
    return Slip(
        rule=rule,
        details=tuple((name, str(value)) for name, value in named.items()),
        expense=item.id,
        field=field_name,
        nature=nature,
    )


def about(
    rule: str, field_name: str = "", nature: Nature = Nature.WRONG, **details: object
) -> Slip:
    """Return what a rule found in the claim or its project."""
    named = tuple((name, str(value)) for name, value in details.items())
    return Slip(rule=rule, details=named, field=field_name, nature=nature)


@functools.lru_cache(maxsize=20_000)
def plain_name(name: str) -> str:
    """Return a name without widths, blanks and brackets: what people do not mean by it.

    >>> plain_name("样例（湖南） 电子有限公司") == plain_name("样例(湖南)电子有限公司")
    True
    """
    wide = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in wide if character.isalnum())


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, apart from how they were typed."""
    return plain_name(one) == plain_name(other)


def is_foreign(name: str) -> bool:
    """Tell whether a name is there and has no Chinese character."""
    return bool(plain_name(name)) and _HAN.search(name) is None


def is_person(name: str, firm_words: Sequence[str]) -> bool:
    """Tell whether a Chinese name is short enough to be a person's, and nothing says firm."""
    said = name.strip()
    return _PERSON.fullmatch(said) is not None and not any(word in said for word in firm_words)


def first_word(words: Sequence[str], *texts: str) -> str:
    """Return the first of some words that stands in one of the texts; blank: none does."""
    return next((word for word in words if any(word in text for text in texts)), "")
