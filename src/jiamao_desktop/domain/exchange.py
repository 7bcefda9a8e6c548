"""Foreign money in CNY, by the rule of a guide: exact until the one rounding at the end.

There is no universal rule, so there is none here by default: a guide names one, and every
result says which rule, which rate, of which day and from where. Where no rate was published on
a day (a Sunday), the last one before it counts; a later one never does.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NewType

from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money, Rounding

RateId = NewType("RateId", int)

LONGEST_GAP = dt.timedelta(days=10)
"""Longer than any holiday: beyond it the rates of those days are missing from the table."""
_RATE = re.compile(r"\d{1,9}(\.\d{1,10})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_PER = (1, 100)
CNY, USD = "CNY", "USD"


class RuleKind(StrEnum):
    """The rules seen in guides."""

    BANK_SLIP = "bank_slip"
    MID_ON_PAYMENT = "mid_on_payment"
    MID_ON_DAY = "mid_on_day"
    MID_ON_ACCEPTANCE = "mid_on_acceptance"
    YEAR_END = "year_end"
    FIXED = "fixed"
    THROUGH_USD = "through_usd"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRule:
    """One rule.

    Attributes:
        day: For ``MID_ON_DAY`` and ``MID_ON_ACCEPTANCE`` that day, for ``THROUGH_USD`` that of
            the USD mid rate; ``None`` until the person names it.
        table_day: For ``THROUGH_USD``: the day of the table of rates to USD.
        fixed: For ``FIXED``: currency to its rate, with its source.
    """

    kind: RuleKind
    day: dt.date | None = None
    table_day: dt.date | None = None
    fixed: Mapping[str, Rate] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One published rate.

    Attributes:
        value: As published, in decimals: ``712.68``. per: For how many units, 1 or 100.
        into: ``CNY`` for a mid rate, ``USD`` for an entry of the table of rates to USD.
        source: Who published it.
    """

    currency: str
    day: dt.date
    value: str
    per: int = 1
    into: str = CNY
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no rate."""
        if not _CURRENCY.fullmatch(self.currency) or self.currency == self.into:
            raise UserError("rate.bad_currency", field="currency", text=self.currency)
        if not _RATE.fullmatch(self.value) or not Fraction(self.value):
            raise UserError("rate.bad_value", field="value", text=self.value)
        if self.per not in _PER:
            raise UserError("rate.bad_per", field="per", text=self.per)
        if self.into not in {CNY, USD}:
            raise UserError("rate.bad_target", field="into", text=self.into)

    @property
    def exact(self) -> Fraction:
        """Return what one unit is worth."""
        return Fraction(self.value) / self.per

    @property
    def text(self) -> str:
        """Return it as it is printed: ``1 USD = 7.1268 CNY``."""
        return f"{self.per} {self.currency} = {self.value} {self.into}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A foreign amount to be converted.

    Attributes:
        hundredths: Of the currency. booked: What the record says it came to in CNY.
        paid_on: Day the money left the account.
        slip: Number of the bank slip; blank if there is none.
    """

    currency: str
    hundredths: int
    booked: Money
    paid_on: dt.date | None = None
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a foreign amount comes to.

    Attributes:
        money: Rounded to fen, once. exact: Before rounding, in fen.
        note: Rule, rate, day and source, as it is printed.
        problem: Why the rule could not be followed; ``money`` is then what was booked.
    """

    money: Money
    exact: Fraction
    note: str
    problem: Problem | None = None


class RateTable:
    """Rates by currency and day."""

    def __init__(self, rates: Sequence[Rate]) -> None:
        """Order the rates by day."""
        self._rates: dict[tuple[str, str], list[Rate]] = {}
        for rate in sorted(rates, key=lambda one: one.day):
            self._rates.setdefault((rate.currency, rate.into), []).append(rate)

    def on(self, currency: str, day: dt.date, into: str = CNY) -> Rate:
        """Return the rate of a day, or else the last one published before it.

        Raises:
            UserError: ``rate.missing``; ``rate.gap`` -- the last one is more than ten days old.
        """
        known = self._rates.get((currency, into), [])
        count = bisect.bisect_right(known, day, key=lambda rate: rate.day)
        if not count:
            raise UserError("rate.missing", currency=currency, into=into, day=day)
        last = known[count - 1]
        if day - last.day > LONGEST_GAP:
            raise UserError("rate.gap", currency=currency, into=into, day=day, last=last.day)
        return last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A rate in use, and the day for which it was wanted."""

    rate: Rate
    wanted: dt.date | None = None

    @property
    def text(self) -> str:
        rate = self.rate
        said = "，".join(
            part for part in (rate.day.isoformat() if self.wanted else "", rate.source) if part
        )
        earlier = self.wanted is not None and rate.day < self.wanted
        fallen = f"；{self.wanted} 未公布，取此前最近一日" if earlier else ""
        return rate.text + (f"（{said}{fallen}）" if said or fallen else "")


NAMES: Mapping[RuleKind, str] = {
    RuleKind.BANK_SLIP: "按银行回单实际扣款的人民币",
    RuleKind.MID_ON_PAYMENT: "按付款日人民币汇率中间价",
    RuleKind.MID_ON_DAY: "按指定日人民币汇率中间价",
    RuleKind.MID_ON_ACCEPTANCE: "按受理开始日人民币汇率中间价",
    RuleKind.YEAR_END: "按付款当年年末人民币汇率中间价",
    RuleKind.FIXED: "按固定汇率",
    RuleKind.THROUGH_USD: "先按各种货币对美元折算率折成美元，再按人民币汇率中间价折算",
}
"""The rules as screen and paper call them."""


def convert(amount: Amount, rule: ExchangeRule, rates: RateTable) -> Conversion:
    """Return what a foreign amount comes to under a rule.

    A rule that cannot be followed is said in ``problem``, and what was booked stands: nobody's
    claim may depend on a guessed rate.
    """
    booked = Conversion(
        money=amount.booked,
        exact=Fraction(amount.booked.fen),
        note=NAMES[RuleKind.BANK_SLIP] + (f"（回单 {amount.slip}）" if amount.slip else ""),
    )
    if rule.kind is RuleKind.BANK_SLIP:
        return booked
    try:
        steps = _steps(amount, rule, rates)
    except UserError as error:
        problem = Problem.from_error(error)
        note = f"未能{NAMES[rule.kind]}折算，暂按登记的人民币金额"
        return dataclasses.replace(booked, note=note, problem=problem)
    exact = Fraction(amount.hundredths)
    for step in steps:
        exact *= step.rate.exact
    said = "，再按 ".join(step.text for step in steps)
    return Conversion(
        money=Money.rounded(exact, Rounding.DOWN_TO_FEN),
        exact=exact,
        note=f"{NAMES[rule.kind]}：{said}，舍去不足一分",
    )


def _steps(amount: Amount, rule: ExchangeRule, rates: RateTable) -> Sequence[_Step]:
    """Return the rates that lead to CNY, in order."""
    currency = amount.currency
    if rule.kind is RuleKind.FIXED:
        fixed = (rule.fixed or {}).get(currency)
        if fixed is None:
            raise UserError("rate.not_fixed", currency=currency)
        return [_Step(rate=fixed)]
    day = _day(amount, rule)
    if rule.kind is RuleKind.THROUGH_USD and currency != USD:
        if rule.table_day is None:
            raise UserError("rate.no_day", rule=NAMES[rule.kind])
        return [
            _Step(rate=rates.on(currency, rule.table_day, USD), wanted=rule.table_day),
            _Step(rate=rates.on(USD, day), wanted=day),
        ]
    return [_Step(rate=rates.on(currency, day), wanted=day)]


def _day(amount: Amount, rule: ExchangeRule) -> dt.date:
    """Return the day whose mid rate counts.

    Raises:
        UserError: ``rate.unpaid``, ``rate.no_day``.
    """
    if rule.kind in {RuleKind.MID_ON_PAYMENT, RuleKind.YEAR_END}:
        if amount.paid_on is None:
            raise UserError("rate.unpaid")
        whole_year = rule.kind is RuleKind.YEAR_END
        return dt.date(amount.paid_on.year, 12, 31) if whole_year else amount.paid_on
    if rule.day is None:
        raise UserError("rate.no_day", rule=NAMES[rule.kind])
    return rule.day


def is_foreign(expense: Expense) -> bool:
    """Tell whether an expense was paid in foreign money and says how much."""
    return expense.currency != CNY and bool(expense.foreign_amount)


def exchanged(expense: Expense, rule: ExchangeRule, rates: RateTable) -> tuple[Expense, Conversion]:
    """Return a foreign expense with its CNY amounts as the rule has them.

    Tax and the unsupported part keep their share of the whole: exactly, then rounded once, to
    the careful side. What other funds gave was given in CNY, and stays.
    """
    conversion = convert(
        Amount(
            currency=expense.currency,
            hundredths=expense.foreign_amount or 0,
            booked=expense.gross,
            paid_on=expense.paid_on,
            slip=expense.bank_slip_number,
        ),
        rule,
        rates,
    )
    gross = conversion.money
    if conversion.problem or not gross or gross.fen * expense.gross.fen < 0:
        return dataclasses.replace(expense, rate_note=conversion.note), conversion
    share = Fraction(gross.fen, expense.gross.fen)
    net = Money.rounded(expense.net.fen * share, Rounding.DOWN_TO_FEN)
    supported = Money.rounded(
        (expense.gross - expense.unsupported).fen * share, Rounding.DOWN_TO_FEN
    )
    return (
        dataclasses.replace(
            expense,
            gross=gross,
            tax=gross - net,
            unsupported=gross - supported if expense.unsupported else expense.unsupported,
            rate_note=conversion.note,
        ),
        conversion,
    )
