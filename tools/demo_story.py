"""The story that the demo files tell: who, what, when, how much. All of it is made up.

Three claims come of it: a booth at an overseas fair (80,000 yuan), an AEO certification
(260,000) and a cross-border e-commerce pilot (30,000). One more 发票 mixes booth and
stand building, so that a part of it is not supported.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.money import Money, total

NOTICE = "样例：全部内容均为虚构，仅供软件演示，不得作为报销或申报凭证。"
_RATE_PERCENT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company that does not exist."""

    name: str
    uscc: str
    bank: str
    account: str
    address: str = "湖南省样例市样例路1号"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a 发票, priced with tax as contracts price services."""

    name: str
    gross: Money

    @property
    def net(self) -> Money:
        """Return the amount without tax, to the nearest fen."""
        return Money((self.gross.fen * 200 + 106) // (2 * (100 + _RATE_PERCENT)))

    @property
    def tax(self) -> Money:
        """Return the tax, so that both add up to what is paid."""
        return self.gross - self.net


@dataclass(frozen=True, slots=True, kw_only=True)
class Fapiao:
    """A 数电票 to the company of the story."""

    number: str
    issued_on: dt.date
    seller: Party
    lines: Sequence[Line]
    remark: str
    rate: str = f"{_RATE_PERCENT}%"

    @property
    def net(self) -> Money:
        """Return 合计金额."""
        return total(line.net for line in self.lines)

    @property
    def tax(self) -> Money:
        """Return 合计税额."""
        return total(line.tax for line in self.lines)

    @property
    def gross(self) -> Money:
        """Return 价税合计."""
        return total(line.gross for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A bank slip for one 发票."""

    number: str
    paid_on: dt.date
    fapiao: Fapiao
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One item of a customs declaration; prices in hundredths of a US dollar."""

    hs_code: str
    name: str
    specification: str
    quantity: int
    unit: str
    cents: int

    @property
    def total(self) -> Money:
        """Return quantity times price."""
        return Money(self.quantity * self.cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One customs declaration."""

    number: str
    export: bool
    declared_on: dt.date
    regime: str
    regime_name: str
    levy: str
    handbook: str
    contract: str
    bill: str
    country: str
    goods: Sequence[Goods]


COMPANY = Party(
    name="永州样例进出口有限公司",
    uscc="91431100MA0000000F",
    bank="样例银行永州分行",
    account="43110000000000000001",
    address="湖南省永州市样例路1号",
)
ORGANISER = Party(
    name="湖南样例国际会展服务有限公司",
    uscc="91430100MA00000003",
    bank="样例银行长沙分行",
    account="43010000000000000002",
)
CERTIFIER = Party(
    name="湖南样例关务认证服务有限公司",
    uscc="91430100MA00000016",
    bank="样例银行长沙分行",
    account="43010000000000000003",
)
INCUBATOR = Party(
    name="永州样例跨境电商孵化服务有限公司",
    uscc="91431100MA0000001J",
    bank="样例银行永州分行",
    account="43110000000000000004",
)

FAIR = "2026阿联酋迪拜国际家居用品展览会（样例）"
FAIR_EN = "DUBAI HOMEWARE FAIR 2026 (SPECIMEN)"
FAIR_DAYS = (dt.date(2026, 4, 14), dt.date(2026, 4, 16))
BOOTH = "Z5-A08"
BOOTH_AREA = "18"
OTHER_FAIR = "2026德国科隆国际五金展览会（样例）"
CERTIFICATE = "AEO-43-样例-0001"
CERTIFIED_ON = dt.date(2026, 6, 30)
AGREEMENT = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
FIRST_ORDER_ON = dt.date(2026, 3, 18)

BOOTH_FAPIAO = Fapiao(
    number="26432000000000000101",
    issued_on=dt.date(2026, 2, 10),
    seller=ORGANISER,
    lines=(Line("*会展服务*展位费", Money.from_yuan("80000")),),
    remark=f"{FAIR} 展位{BOOTH} {BOOTH_AREA}平方米。{NOTICE}",
)
CERTIFICATION_FAPIAO = Fapiao(
    number="26432000000000000202",
    issued_on=dt.date(2026, 6, 8),
    seller=CERTIFIER,
    lines=(Line("*鉴证咨询服务*AEO高级认证费", Money.from_yuan("260000")),),
    remark=f"AEO高级认证。{NOTICE}",
)
INCUBATION_FAPIAO = Fapiao(
    number="26432000000000000303",
    issued_on=dt.date(2026, 1, 15),
    seller=INCUBATOR,
    lines=(Line("*信息技术服务*跨境电商孵化年服务费", Money.from_yuan("30000")),),
    remark=f"2026年度跨境电商孵化年服务费。{NOTICE}",
)
MIXED_FAPIAO = Fapiao(
    number="26432000000000000404",
    issued_on=dt.date(2026, 1, 20),
    seller=ORGANISER,
    lines=(
        Line("*会展服务*展位费", Money.from_yuan("30000")),
        Line("*会展服务*搭建费", Money.from_yuan("12000")),
    ),
    remark=f"{OTHER_FAIR} 展位C-021 9平方米。{NOTICE}",
)

BOOTH_SLIP = Slip(
    number="20260213000000000101",
    paid_on=dt.date(2026, 2, 13),
    fapiao=BOOTH_FAPIAO,
    purpose="展位费",
)
CERTIFICATION_SLIP = Slip(
    number="20260612000000000202",
    paid_on=dt.date(2026, 6, 12),
    fapiao=CERTIFICATION_FAPIAO,
    purpose="AEO认证费",
)
INCUBATION_SLIP = Slip(
    number="20260119000000000303",
    paid_on=dt.date(2026, 1, 19),
    fapiao=INCUBATION_FAPIAO,
    purpose="跨境电商孵化年服务费",
)
MIXED_SLIP = Slip(
    number="20260123000000000404",
    paid_on=dt.date(2026, 1, 23),
    fapiao=MIXED_FAPIAO,
    purpose="展位费及搭建费",
)

_BAG = Goods(
    hs_code="4202220000",
    name="手提包",
    specification="1|3|涤纶面|样例牌",
    quantity=1200,
    unit="个",
    cents=785,
)
_CASE = Goods(
    hs_code="3926909090",
    name="塑料收纳盒",
    specification="1|3|家居用|PP|无品牌",
    quantity=3000,
    unit="个",
    cents=96,
)
_PLUG = Goods(
    hs_code="8536690000",
    name="连接器",
    specification="4|3|电路连接|无品牌|C-01",
    quantity=5000,
    unit="个",
    cents=62,
)
_CLOTH = Goods(
    hs_code="5407520091",
    name="涤纶布",
    specification="1|3|染色|100%涤纶",
    quantity=2500,
    unit="米",
    cents=140,
)
_GRAIN = Goods(
    hs_code="3902100090",
    name="聚丙烯粒子",
    specification="1|3|初级形状|样例牌",
    quantity=8000,
    unit="千克",
    cents=112,
)

FORM = Declaration(
    number="490020260000000101",
    export=True,
    declared_on=dt.date(2026, 5, 20),
    regime="0615",
    regime_name="进料对口",
    levy="进料加工",
    handbook="C49006100001",
    contract="YZ-SAMPLE-2600",
    bill="SAMPLE0520001",
    country="阿联酋",
    goods=(_BAG, _CASE, _PLUG),
)


def _listed(
    serial: int, day: dt.date, goods: Sequence[Goods], *, export: bool = True, regime: str = "0615"
) -> Declaration:
    processing = regime == "0615"
    return Declaration(
        number=f"49002026{'0' if export else '1'}{serial:09d}",
        export=export,
        declared_on=day,
        regime=regime,
        regime_name="进料对口" if processing else "一般贸易",
        levy="503" if processing else "101",
        handbook="C49006100001" if processing else "",
        contract=f"YZ-SAMPLE-{2600 + serial % 100}",
        bill=f"SAMPLE{serial:07d}",
        country="ARE" if export else "KOR",
        goods=goods,
    )


LIST = (
    _listed(201, dt.date(2026, 3, 18), (_BAG, _CASE)),
    _listed(202, dt.date(2026, 4, 9), (_CLOTH, _GRAIN), export=False),
    _listed(203, dt.date(2026, 6, 25), (_BAG, _CASE, _PLUG)),
    _listed(204, dt.date(2026, 8, 14), (_CASE, _PLUG), regime="0110"),
    _listed(205, dt.date(2026, 9, 22), (_BAG, _CASE, _PLUG)),
)
