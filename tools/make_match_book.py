"""Make the vouchers of a firm's year with known truth, for measuring how well matching does.

Everything is drawn from a seed. The year is as untidy as real ones: sellers that bill the same
amount every month, sister firms with like names, round amounts at many sellers, names written
five ways, old names, slips of the pen, deposits and balances, one payment for three bills,
red 发票 with the bill issued anew, remarks that name a number and some that name a wrong one,
slips whose bill is missing and bills whose slip is missing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.matching.model import Link, Relation, Voucher, VoucherKind
from jiamao_desktop.domain.money import Money

YEAR = dt.date(2026, 1, 1)
_PLACES = ("长沙", "永州", "株洲", "湘潭", "深圳", "东莞", "广州", "上海", "宁波", "厦门")
_WORDS = "星海明德润泽宏远嘉禾瑞丰恒信博雅锦程盛世天成华茂鼎新汇通永泰安达"
_TRADES = ("会展服务", "国际货运代理", "检测认证", "广告传媒", "物流", "商务咨询", "知识产权代理")
_FORMS = ("有限公司", "有限责任公司", "股份有限公司")
_SISTERS = (("第一", "第二"), ("东", "西"))
_LAGS = ((-25, -1), (0, 12), (5, 35), (20, 45), (40, 75))
_TOGETHER_WITHIN = 40
_MONTHLY_SPREAD = 5
"""Standing charges are paid by habit, a few days more or less."""
_RATES = (101, 103, 106, 106, 106, 109, 113)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How untidy the year is, in parts of a thousand of the vouchers concerned."""

    missing: int = 50
    split: int = 20
    together: int = 10
    red: int = 15
    again: int = 40
    named: int = 150
    month: int = 250
    named_wrongly: int = 10
    variant: int = 250
    old_name: int = 30
    typo: int = 20
    other_payee: int = 8
    less_a_fee: int = 8
    typed: int = 60


@dataclass(slots=True)
class _Firm:
    name: str
    tax_id: str
    account: str
    old_name: str
    lag: tuple[int, int]
    monthly: int


@dataclass(slots=True)
class MatchBook:
    """The vouchers of a year and what truly belongs together.

    Attributes:
        truth: Every true pair; a bill is named by its 发票.
        same: Key of a typed expense to the 发票 of the same cost.
    """

    vouchers: list[Voucher] = field(default_factory=list)
    truth: set[Link] = field(default_factory=set)
    same: dict[str, str] = field(default_factory=dict)

    def plain(self, link: Link) -> Link:
        """Return a pair with its cost named by the 发票, also where it was typed first."""
        if link.relation is Relation.SAME:
            return link
        left, right = (self.same.get(key, key) for key in (link.left, link.right))
        return dataclasses.replace(link, left=left, right=right)


class _Maker:
    """One book while it is made."""

    def __init__(self, seed: int, bills: int, slips: int, shares: Shares) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- made-up data, no secrets
        self.book = MatchBook()
        self._shares = shares
        self._serials = itertools.count(1)
        self._lost: dict[str, list[str]] = {}
        self._bills, self._slips = bills, slips
        self._firms = list(self._some_firms(max(bills // 8, 6)))

    def made(self) -> MatchBook:
        """Bill, pay, take back, type and sign; then shuffle."""
        bills = [bill for bill in self._year() if bill is not None]
        payable = self._reversed(bills)
        self._paid(payable)
        self._typed(payable)
        self._contracts(payable)
        self.chance.shuffle(self.book.vouchers)
        return self.book

    def _hit(self, share: int) -> bool:
        return self.chance.randrange(1000) < share

    def _some_firms(self, count: int) -> Iterator[_Firm]:
        for serial in range(count):
            chance = self.chance
            word = "".join(chance.sample(_WORDS, 2))
            place, trade = chance.choice(_PLACES), chance.choice(_TRADES)
            bracket = f"（{chance.choice(_PLACES)}）" if self._hit(200) else ""
            form = chance.choice(_FORMS)
            stems = [f"{place}{word}{bracket}{trade}{form}"]
            if self._hit(150):
                stems = [f"{place}{word}{mark}{trade}{form}" for mark in chance.choice(_SISTERS)]
            for at, name in enumerate(stems):
                yield _Firm(
                    name=name,
                    tax_id=f"9143010{serial:06d}{at}{chance.randrange(10**4):04d}"[:18],
                    account=f"4301{serial:08d}{at:04d}{chance.randrange(1000):03d}",
                    old_name=f"{place}{''.join(chance.sample(_WORDS, 3))}{trade}{form}",
                    lag=chance.choice(_LAGS),
                    monthly=self._amount() if self._hit(80) else 0,
                )

    def _amount(self) -> int:
        """Return an amount in fen: round gross, round net with tax on it, or odd."""
        chance = self.chance
        kind = chance.choice(("round",) * 5 + ("taxed",) * 8 + ("odd",) * 7)
        if kind == "round":
            return chance.randrange(1, 60) * 100_000
        taxed = chance.randrange(2, 400) * 250 * chance.choice(_RATES)
        return taxed if kind == "taxed" else chance.randrange(20_000, 9_000_000)

    def _year(self) -> Iterator[Voucher | None]:
        """Bill the year: monthly charges first, the rest by how much firms are used."""
        made = 0
        for firm in self._firms:
            if firm.monthly:
                for month in range(12):
                    day = YEAR + dt.timedelta(days=30 * month + self.chance.randrange(4))
                    made += 1
                    yield self._bill(firm, firm.monthly, day)
        weights = [1 / (place + 3) for place in range(len(self._firms))]
        while made < self._bills:
            firm = self.chance.choices(self._firms, weights)[0]
            day = YEAR + dt.timedelta(days=self.chance.randrange(360))
            amount = self._amount()
            again = self._hit(self._shares.again)
            later = self.chance.choice((0, 0, 0, 7, 20)) if again else 0
            for days in (0, later) if again else (0,):
                made += 1
                yield self._bill(firm, amount, day + dt.timedelta(days=days))

    def _bill(self, firm: _Firm, fen: int, day: dt.date, **more: object) -> Voucher:
        serial = next(self._serials)
        number = f"26{serial:010d}{self.chance.randrange(10**8):08d}"
        bill = Voucher(
            key=f"fapiao:{number}",
            kind=VoucherKind.FAPIAO,
            amount=Money(fen),
            party=firm.name,
            tax_id=firm.tax_id,
            day=day,
            number=number,
        )
        bill = dataclasses.replace(bill, **more)  # type: ignore[arg-type]  # by name
        self.book.vouchers.append(bill)
        return bill

    def _firm_of(self, bill: Voucher) -> _Firm:
        return next(firm for firm in self._firms if firm.name == bill.party)

    def _reversed(self, bills: Sequence[Voucher]) -> list[Voucher]:
        """Take some bills back, most of them whole and issued anew; return what is to be paid."""
        payable: list[Voucher] = []
        for bill in bills:
            if bill.amount is None or bill.day is None or not self._hit(self._shares.red):
                payable.append(bill)
                continue
            firm, later = self._firm_of(bill), bill.day + dt.timedelta(days=9)
            whole = self._hit(800)
            told = not whole or self._hit(700)
            back = bill.amount.fen if whole else bill.amount.fen // 5
            red = self._bill(
                firm,
                -back,
                later,
                reverses=bill.number if told else "",
                text=f"被红冲蓝字数电票号码：{bill.number}" if told else "",
            )
            self.book.truth.add(_link(Relation.RED, red, bill))
            if whole:
                payable.append(self._bill(firm, bill.amount.fen, later))
            else:
                payable.append(dataclasses.replace(bill, amount=Money(bill.amount.fen - back)))
        return payable

    def _paid(self, bills: Sequence[Voucher]) -> None:
        """Pay most bills: whole, in parts, several at once; lose some slips, and some bills."""
        queue, made = list(bills), 0
        self.chance.shuffle(queue)
        while queue and made < self._slips:
            bill = queue.pop()
            if self._hit(self._shares.together):
                batch = [bill, *[other for other in queue if _soon_after(bill, other)][:2]]
                if len(batch) > 1:
                    queue = [other for other in queue if other not in batch]
                    made += self._slip(batch, sum(_fen(one) for one in batch), _latest(batch))
                    continue
            parts = [_fen(bill)]
            if self._hit(self._shares.split):
                parts = self._parts(_fen(bill))
            for at, part in enumerate(parts):
                lost = self._hit(self._shares.missing)
                days = dt.timedelta(days=30 * at)
                stage = ("首付款", "尾款")[at > 0] if len(parts) > 1 and self._hit(500) else ""
                made += self._slip([bill], part, (bill.day or YEAR) + days, stage=stage, lost=lost)
        for bill in list(self.book.vouchers):
            paid = any(link.right == bill.key for link in self.book.truth)
            if paid and self._hit(self._shares.missing) and bill.key not in self.book.same:
                self._lose(bill)

    def _lose(self, bill: Voucher) -> None:
        """Take a bill out of the batch: its slips then belong to nothing."""
        if any(
            link.relation is Relation.RED and link.right == bill.key for link in self.book.truth
        ):
            return
        self.book.vouchers.remove(bill)
        lost = {link for link in self.book.truth if bill.key in {link.left, link.right}}
        self.book.truth -= lost
        self._lost[bill.key] = [link.left for link in lost]

    def _parts(self, fen: int) -> list[int]:
        kind = self.chance.randrange(3)
        if kind == 0:
            first = fen * 3 // 10
        elif kind == 1:
            first = fen // 2
        else:
            first = max(fen // 3 // 100_000 * 100_000, fen // 4)
        rest = fen - first
        if self._hit(250):
            return [first, rest // 2, rest - rest // 2]
        return [first, rest]

    def _slip(
        self,
        bills: Sequence[Voucher],
        fen: int,
        day: dt.date,
        *,
        stage: str = "",
        lost: bool = False,
    ) -> int:
        """Pay; return how many slips that made."""
        if lost:
            return 0
        firm = self._firm_of(bills[0])
        serial = next(self._serials)
        strange = self._hit(self._shares.other_payee)
        if self._hit(self._shares.less_a_fee):
            fen -= self.chance.randrange(5, 50) * 100
        payer = self.chance.choice(self._firms) if strange else firm
        slip = Voucher(
            key=f"slip:{serial:08d}",
            kind=VoucherKind.SLIP,
            amount=Money(fen),
            party=self._written(payer),
            accounts=(payer.account,),
            day=day + dt.timedelta(days=self._wait(firm, _fen(bills[0]))),
            number=f"SLIP{serial:012d}",
            text=f"{stage} {self._remark(bills)}",
        )
        self.book.vouchers.append(slip)
        for bill in bills:
            self.book.truth.add(_link(Relation.PAYMENT, slip, bill))
        return 1

    def _wait(self, firm: _Firm, fen: int) -> int:
        """Return how many days after the bill a payment is made."""
        if fen == firm.monthly:
            return sum(firm.lag) // 2 + self.chance.randint(-_MONTHLY_SPREAD, _MONTHLY_SPREAD)
        return self.chance.randint(*firm.lag)

    def _remark(self, bills: Sequence[Voucher]) -> str:
        if self._hit(self._shares.named):
            number = bills[0].number
            return f"付发票{number}" if self._hit(400) else f"发票号 {number[-8:]}"
        if self._hit(self._shares.named_wrongly):
            return f"发票号 {mistyped(bills[0].number[-8:], self.chance)}"
        if self._firm_of(bills[0]).monthly == _fen(bills[0]) and self._hit(self._shares.month):
            return f"{(bills[0].day or YEAR).month}月服务费"
        return self.chance.choice(("", "", "货款", "服务费", "往来款", "转账"))

    def _written(self, firm: _Firm) -> str:
        """Return a firm's name as somebody writes it."""
        if self._hit(self._shares.old_name):
            return firm.old_name
        name = firm.name
        if self._hit(self._shares.typo):
            at = self.chance.randrange(2, len(name) - 4)
            name = name[:at] + self.chance.choice(_WORDS) + name[at + 1 :]
        if self._hit(self._shares.variant):
            name = self.chance.choice(
                (
                    name.replace("（", "(").replace("）", ")"),
                    name.replace("有限责任公司", "有限公司"),
                    f"{name[:4]} {name[4:]}",
                    name.replace("（", "").replace("）", ""),
                    f"{name}（原名：{firm.old_name}）",
                )
            )
        return name

    def _typed(self, bills: Sequence[Voucher]) -> None:
        """Type some costs by hand, before their 发票 came; some never get one."""
        there = {one.key for one in self.book.vouchers}
        for bill in bills:
            if not self._hit(self._shares.typed):
                continue
            number = bill.number if self._hit(500) else ""
            amount = bill.amount or Money(0)
            key = f"expense:{next(self._serials):08d}"
            self.book.vouchers.append(
                Voucher(
                    key=key,
                    kind=VoucherKind.EXPENSE,
                    amount=Money(int(mistyped(str(amount.fen), self.chance)))
                    if self._hit(50)
                    else amount,
                    party=self._written(self._firm_of(bill)),
                    day=(bill.day or YEAR) + dt.timedelta(days=self.chance.choice((0, 0, 3, 20))),
                    number=mistyped(number, self.chance) if number and self._hit(80) else number,
                )
            )
            if bill.key in there:
                self.book.truth.add(Link(relation=Relation.SAME, left=bill.key, right=key))
                self.book.same[key] = bill.key
            for slip in self._lost.get(bill.key, ()):  # they pay the cost that was typed
                self.book.truth.add(Link(relation=Relation.PAYMENT, left=slip, right=key))

    def _contracts(self, bills: Sequence[Voucher]) -> None:
        """Sign contracts with some firms; some of their bills name them."""
        there = {one.key: one for one in self.book.vouchers}
        for place, firm in enumerate(self._firms[: len(self._firms) // 3]):
            for turn in range(self.chance.choice((1, 1, 2))):
                number = f"HT2026{place:03d}{turn}"
                held = Voucher(
                    key=f"contract:{number}",
                    kind=VoucherKind.CONTRACT,
                    amount=Money(90_000_000),
                    party=firm.name,
                    day=YEAR - dt.timedelta(days=20),
                    until=YEAR + dt.timedelta(days=400),
                    number=number,
                )
                self.book.vouchers.append(held)
                for bill in bills:
                    own = bill.party == firm.name and bill.key in there
                    if own and self._hit(200) and not there[bill.key].contract:
                        there[bill.key] = dataclasses.replace(bill, contract=number)
                        self.book.truth.add(_link(Relation.CONTRACT, bill, held))
        self.book.vouchers = [there.get(one.key, one) for one in self.book.vouchers]


def make(seed: int, bills: int = 1000, slips: int = 900, shares: Shares | None = None) -> MatchBook:
    """Return the vouchers of a year; the same for the same seed."""
    return _Maker(seed, bills, slips, shares or Shares()).made()


def mistyped(digits: str, chance: random.Random) -> str:
    """Return digits with one of them wrong, the first one never nought."""
    at = chance.randrange(1, len(digits))
    wrong = chance.choice([digit for digit in "0123456789" if digit != digits[at]])
    return digits[:at] + wrong + digits[at + 1 :]


def _fen(bill: Voucher) -> int:
    return bill.amount.fen if bill.amount is not None else 0


def _soon_after(bill: Voucher, other: Voucher) -> bool:
    """Tell whether two bills of a firm lie so close that one payment may settle both."""
    days = ((other.day or YEAR) - (bill.day or YEAR)).days
    return other.party == bill.party and abs(days) <= _TOGETHER_WITHIN


def _latest(bills: Sequence[Voucher]) -> dt.date:
    return max(bill.day or YEAR for bill in bills)


def _link(relation: Relation, left: Voucher, right: Voucher) -> Link:
    return Link(relation=relation, left=left.key, right=right.key)
