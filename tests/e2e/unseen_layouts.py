"""Invoices, bank slips and declarations as printers set them that nobody has shown us.

Real files are few, so readers that were tuned on them may be tuned to them. Here labels are
drawn by seed from what such papers are called anywhere, whether a reader knows the word or not;
columns, gaps and the order of drawing change with them. What comes out is a PDF and what it says.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.unit.importers.making import Placed, pdf, right

from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.money import Money

PARTIES = (
    ("样例东莞塑胶制品有限公司", "91441900MA5TE5T029"),
    ("样例深圳加工贸易有限公司", "91440300MA5TE5T031"),
    ("样例（广州）国际会展服务有限公司", "91440300MA5F74BQ1L"),
    ("样例永州进出口有限公司", "91431100MA0000000F"),
    ("样例苏州电子科技股份有限公司", "91350211M00013F5Q0"),
)
GOODS = ("*会展服务*展位费", "*物流辅助服务*运输费", "*塑料制品*外壳", "*鉴证咨询服务*认证费")
DAYS = ("{:%Y年%m月%d日}", "{:%Y-%m-%d}", "{:%Y.%m.%d}", "{:%Y/%m/%d}", "{:%Y%m%d}")


@dataclass(frozen=True)
class Paper:
    """One paper as printed, and what it says, by the names of the manifest of the samples."""

    kind: str
    content: bytes
    says: Mapping[str, str]


def invoice(dice: random.Random) -> Paper:
    """A 数电票, parties side by side or one above the other."""
    number = f"2544{dice.randrange(10**16):016}"
    day = _day(dice)
    seller, buyer = dice.sample(PARTIES, 2)
    lines = [
        (name, Money(dice.randint(100, 9_000_000)), dice.choice((6, 9, 13)))
        for name in dice.sample(GOODS, dice.randint(1, 3))
    ]
    taxes = [Money(net.fen * rate // 100) for _, net, rate in lines]
    net = Money(sum(one.fen for _, one, _ in lines))
    tax = Money(sum(one.fen for one in taxes))
    gross = net + tax
    colon = dice.choice((":", "："))
    yuan = dice.choice(("¥", "￥", ""))
    amount: Callable[[Money], str] = dice.choice((_grouped, bare))
    title = dice.choice(
        ("电子发票（增值税专用发票）", "电子发票（普通发票）", "电子发票(普通发票)")
    )
    labels = {
        "number": dice.choice(("发票号码", "发票号", "发票编号", "数电发票号码")),
        "day": dice.choice(("开票日期", "开具日期", "开票时间")),
        "name": dice.choice(("名称", "名  称", "单位名称", "公司名称")),
        "id": dice.choice(
            (
                "统一社会信用代码/纳税人识别号",
                "纳税人识别号",
                "税号",
                "统一社会信用代码",
                "纳税识别号",
            )
        ),
        "goods": dice.choice(("项目名称", "货物或应税劳务、服务名称", "商品名称", "服务名称")),
        "net": dice.choice(("金额", "金 额", "不含税金额", "金额（元）")),
        "rate": dice.choice(("税率/征收率", "税率", "征收率", "税率（%）")),
        "tax": dice.choice(("税额", "税 额", "税额（元）")),
        "sum": dice.choice(("合计", "合 计", "合  计")),
        "foot": dice.choice(("价税合计（大写）", "价税合计(大写)", "价税合计 （大写）")),
        "figures": dice.choice(("（小写）", "(小写)", "小写：")),
    }
    x = dice.choice((0, 0, -6, 9))
    top = dice.choice((0, 0, 4))
    placed: list[Placed] = [
        (162 + x, 33, title),
        *_pair(dice, 400 + x, 33 + top, labels["number"] + colon, number),
        *_pair(dice, 400 + x, 53 + top, labels["day"] + colon, dice.choice(DAYS).format(day)),
    ]
    aside = dice.random() < 0.75
    for place, party in enumerate((buyer, seller)):
        left, y = (33 + 285 * place, 98) if aside else (48, 78 + 30 * place)
        if aside and dice.random() < 0.7:
            placed += _side(17 + 285 * place, "购买方信息" if place == 0 else "销售方信息")
        elif not aside:
            placed.append((17, y, "购" if place == 0 else "销"))
        placed += _pair(dice, left + x, y + top, labels["name"] + colon, party[0])
        placed += _pair(
            dice, left + x, y + (29 if aside else 14) + top, labels["id"] + colon, party[1]
        )
    placed += [
        (45 + x, 156, labels["goods"]),
        (119 + x, 156, "规格型号"),
        (190 + x, 156, "单位"),
        (264 + x, 156, "数量"),
        (335 + x, 156, "单价"),
        (400 + x, 156, labels["net"]),
        (447 + x, 156, labels["rate"]),
        (545 + x, 156, labels["tax"]),
    ]
    for row, ((name, one, rate), own) in enumerate(zip(lines, taxes, strict=True)):
        y = 170 + 16 * row
        placed += [
            (13 + x, y, name),
            right(434 + x, y, amount(one)),
            right(479 + x, y, f"{rate}%"),
            right(583 + x, y, amount(own)),
        ]
    placed += [
        (58 + x, 266, labels["sum"]),
        right(434 + x, 266, yuan + amount(net)),
        right(583 + x, 266, yuan + amount(tax)),
        (48 + x, 284, labels["foot"]),
        (178 + x, 284, amount_in_words(gross)),
        (407 + x, 284, labels["figures"]),
        (455 + x, 284, yuan + amount(gross)),
        (55 + x, 372, "开票人：样例"),
    ]
    says = {
        "number": number,
        "issued_on": str(day),
        "seller": seller[0],
        "seller_id": seller[1],
        "buyer": buyer[0],
        "buyer_id": buyer[1],
        "net": bare(net),
        "tax": bare(tax),
        "gross": bare(gross),
        "items": str(len(lines)),
    }
    return Paper("invoice", pdf(_drawn(dice, placed)), says)


def slip(dice: random.Random) -> Paper:
    """A bank slip: pairs of label and value, two blocks side by side, or one above the other."""
    payer, payee = (party[0] for party in dice.sample(PARTIES, 2))
    accounts = [f"62{dice.randrange(10**16):016}" for _ in range(2)]
    amount, day = Money(dice.randint(10_000, 90_000_000)), _day(dice)
    number = f"{dice.randrange(10**15):015}"
    colon = dice.choice((":", "："))
    name, account = (
        dice.choice(("户名", "名称", "全称", "账户名称")),
        dice.choice(("账号", "帐号", "账户")),
    )
    sides = dice.choice(
        (
            ("付款人", "收款人"),
            ("付款方", "收款方"),
            ("付款单位", "收款单位"),
            ("汇款人", "收款人"),
            ("汇出方", "收款方"),
        )
    )
    labels = {
        "number": dice.choice(
            ("电子回单号码", "回单编号", "回单号", "凭证号", "业务流水号", "回单序号")
        ),
        "day": dice.choice(
            ("交易日期", "记账日期", "入账日期", "付款日期", "交易时间", "业务日期")
        ),
        "amount": dice.choice(
            ("金额", "交易金额", "金额（小写）", "小写金额", "付款金额", "转账金额")
        ),
        "words": dice.choice(("大写金额", "金额（大写）", "人民币（大写）", "大写")),
        "purpose": dice.choice(("用途", "摘要", "附言", "备注", "款项用途")),
    }
    title = dice.choice(
        ("网上银行电子回单", "电子回单", "客户付款回单", "单位客户专用回单", "国内支付业务付款回单")
    )
    placed: list[Placed] = [(200, 30, title)]
    shape = dice.choice(("pairs", "beside", "above"))
    for place in range(2):
        party, number_of = (payer, payee)[place], accounts[place]
        if shape == "pairs":
            x, y = 30 + 270 * place, 72
            placed += _pair(dice, x, y, f"{sides[place]}{name}{colon}", party)
            placed += _pair(dice, x, y + 20, f"{sides[place]}{account}{colon}", number_of)
        elif shape == "beside":
            x = 30 + 270 * place
            placed += [(x, 72, sides[place])] if dice.random() < 0.5 else []
            placed += [(x + 40, 88, name), (x + 90, 88, party)]
            placed += [(x + 40, 108, account), (x + 90, 108, number_of)]
        else:
            y = 66 + 40 * place
            placed += [(30, y, sides[place]), (90, y, name), (150, y, party)]
            placed += [(90, y + 18, account), (150, y + 18, number_of)]
    currency = dice.choice(("¥", "￥", "CNY", ""))
    placed += [
        *_pair(
            dice,
            30,
            160,
            labels["amount"] + colon,
            currency + dice.choice((_grouped, bare))(amount),
        ),
        *_pair(dice, 300, 160, labels["words"] + colon, amount_in_words(amount)),
        *_pair(dice, 30, 184, labels["purpose"] + colon, "展位费"),
        *_pair(dice, 30, 208, labels["number"] + colon, number),
        *_pair(dice, 300, 208, labels["day"] + colon, dice.choice(DAYS[:4]).format(day)),
    ]
    says = {
        "payer": payer,
        "payee": payee,
        "payer_account": accounts[0],
        "payee_account": accounts[1],
        "amount": bare(amount),
        "paid_on": str(day),
        "number": number,
        "remark": "展位费",
    }
    return Paper("slip", pdf(_drawn(dice, placed)), says)


def declaration(dice: random.Random) -> Paper:
    """The form of a declaration with columns of its own."""
    export = dice.random() < 0.5
    number = f"53012025{0 if export else 1}{dice.randrange(10**9):09}"
    party, code = dice.choice(PARTIES)
    day = _day(dice)
    regime, name, levy = dice.choice(
        (
            ("0615", "进料对口", "进料加工"),
            ("0214", "来料加工", "来料加工"),
            ("0110", "一般贸易", "一般征税"),
        )
    )
    letter = {"0615": "C", "0214": "B", "0110": ""}[regime]
    handbook = f"{letter}5301{dice.randrange(10**7):07}" if letter else ""
    contract = f"HT-{dice.randrange(10**4):04}"
    way = "出" if export else "进"
    inside = dice.choice(
        (f"境内{'发' if export else '收'}货人", "境内收发货人", "收发货人", "经营单位")
    )
    labels = {
        "number": dice.choice(("海关编号", "报关单号", "报关单编号")),
        "handbook": dice.choice(("备案号", "手册号", "账册号", "备案编号")),
        "regime": dice.choice(("监管方式", "贸易方式")),
        "contract": dice.choice(("合同协议号", "合同号", "合同编号")),
    }
    coded = dice.random() < 0.6
    step, x = dice.choice((11, 12, 13)), dice.choice((24, 30, 36))
    y = 78
    placed: list[Placed] = [
        (300, 36, f"中华人民共和国海关{way}口货物报关单"),
        (x, 60, f"预录入编号：{number}"),
        (250, 60, f"{labels['number']}：{number}"),
        (x, y, f"{inside}({code})"),
        (x, y + step, party),
        (370, y, f"{way}口日期"),
        (370, y + step, f"{day:%Y%m%d}"),
        (490, y, "申报日期"),
        (490, y + step, dice.choice((f"{day:%Y%m%d}", str(day)))),
        (610, y, labels["handbook"]),
        *([(610, y + step, handbook)] if handbook else []),
        (x, y + 26, "境外收货人" if export else "境外发货人"),
        (x, y + 26 + step, "SAMPLE TRADING INC."),
        (250, y + 26, "运输方式(2)" if coded else "运输方式"),
        (250, y + 26 + step, "水路运输"),
        (490, y + 26, "提运单号"),
        (490, y + 26 + step, "SNKO0102"),
        (250, y + 52, f"{labels['regime']}({regime})" if coded else labels["regime"]),
        (250, y + 52 + step, name),
        (370, y + 52, "征免性质"),
        (370, y + 52 + step, levy),
        (x, y + 78, labels["contract"]),
        (x, y + 78 + step, contract),
        (250, y + 78, "贸易国(地区)"),
        (250, y + 78 + step, "美国"),
        (x, y + 104, "件数"),
        (x, y + 104 + step, "12"),
        (250, y + 104, "成交方式"),
        (250, y + 104 + step, "FOB"),
    ]
    columns = [30, 56, 120, 330, 430, 530, 610, 690, 770]
    moved = [column + dice.choice((-3, 0, 4)) for column in columns]
    heads = (
        *(
            "项号",
            dice.choice(("商品编号", "商品编码")),
            dice.choice(("商品名称及规格型号", "商品名称、规格型号")),
        ),
        *(
            "数量及单位",
            dice.choice(("单价/总价/币制", "单价/总价")),
            "原产国(地区)",
            "最终目的国(地区)",
        ),
        *("境内货源地" if export else "境内目的地", "征免"),
    )
    placed += [(left, 268.0, head) for left, head in zip(moved, heads, strict=True)]
    total = Decimal(0)
    count = dice.randint(1, 4)
    for place in range(count):
        price, quantity = Decimal(dice.randint(1, 9_999)) / 100, dice.randint(1, 500) * 10
        total += price * quantity
        top = 284.0 + 40 * place
        rows = (
            (
                str(place + 1),
                "8536690000",
                "连接器",
                "31.5千克",
                f"{price:.4f}",
                "中国",
                "美国",
                "永州",
                "全免",
            ),
            (
                f"({place + 1})",
                "",
                "4|3|电路连接",
                f"{quantity}个",
                f"{price * quantity:.2f}",
                "",
                "",
                "",
                "",
            ),
            ("", "", "", "", "美元", "", "", "", ""),
        )
        for below, row in enumerate(rows):
            placed += [
                (left, top + step * below, text)
                for left, text in zip(moved, row, strict=True)
                if text
            ]
    placed += [(30, 518, "特殊关系确认：否"), (30, 543, "报关人员")]
    says = {
        "number": number,
        "domestic_party": party,
        "domestic_code": code,
        "declared_on": str(day),
        "handbook": handbook,
        "customs_regime": regime,
        "levy_kind": levy,
        "contract": contract,
        "terms": "FOB",
        "packages": "12",
        "items": str(count),
        "total": f"{total:.2f}",
    }
    content = pdf(_drawn(dice, placed), height=595, width=842)
    return Paper("declaration", content, {name: text for name, text in says.items() if text})


PAPERS: Mapping[str, Callable[[random.Random], Paper]] = {
    "invoice": invoice,
    "slip": slip,
    "declaration": declaration,
}
"""Every kind of paper and what prints it."""


def _day(dice: random.Random) -> dt.date:
    return dt.date(2025, 1, 1) + dt.timedelta(days=dice.randrange(360))


def _grouped(amount: Money) -> str:
    return str(amount)


def bare(amount: Money) -> str:
    return str(amount).replace(",", "")


def _pair(dice: random.Random, x: float, y: float, label: str, value: str) -> list[Placed]:
    """A label and its value: apart, close by, or drawn as one; a little out of line at times."""
    wide = sum(9 if ord(char) > 0x2FF else 4.5 for char in label)
    match dice.randrange(4):
        case 0:
            return [(x, y, label + value)]
        case 1:
            return [(x, y, label), (x + wide + 1, y, value)]
        case 2:
            return [(x, y, label), (x + wide + 8, y + dice.choice((0, 1)), value)]
        case _:
            return [(x, y, label), (x + wide + 3, y, value)]


def _side(x: float, text: str) -> list[Placed]:
    return [(x, 97.0 + 10 * i, char) for i, char in enumerate(text)]


def _drawn(dice: random.Random, placed: Sequence[Placed]) -> list[Placed]:
    """Draw in the order given, backwards, or all labels before all values."""
    order = dice.randrange(3)
    if order == 0:
        return list(placed)
    if order == 1:
        return list(reversed(placed))
    return sorted(placed, key=lambda one: one[2][:1].isascii())
